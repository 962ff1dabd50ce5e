"""Pages that ask the agent, and projects."""

import pytest

from . import agent
from .runs import Project


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path / "a project")
    made.folder.mkdir()
    yield made
    made.page.close()


@pytest.fixture
def page():
    package = agent.load()
    comm = agent.Comm()
    comm.page = package.main.Page(comm)
    comm.count = 0
    yield comm
    comm.page.close()
