"""A page that asks the agent."""

import pytest

from . import agent


@pytest.fixture
def page():
    package = agent.load()
    comm = agent.Comm()
    comm.page = package.main.Page(comm)
    comm.count = 0
    yield comm
    comm.page.close()
