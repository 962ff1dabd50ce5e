import pytest

from .runs import Project


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path / "a project")
    made.folder.mkdir()
    yield made
    made.page.close()
