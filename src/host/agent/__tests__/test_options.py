"""What a project or a person asks of pytest besides."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .runs import of, outcomes

INI = "[tool.pytest.ini_options]\npythonpath = ['.']\naddopts = '%s'\n"
THREE = "def test_1(): pass\ndef test_2(): assert 0\ndef test_3(): pass\n"
ALL = {"test_1": "passed", "test_2": "failed", "test_3": "passed", "test_4": "passed"}


@pytest.fixture
def tests(project):
    project.write("test_a.py", THREE)
    project.write("test_b.py", "def test_4(): pass\n")
    return project


@pytest.mark.parametrize("options", ["-p no:cacheprovider", "-p no:terminal", "-q -q", "--tb=no", "-p no:logging", "-v -rA"])
def test_what_is_shown_elsewhere_changes_nothing(tests, options):
    tests.write("pyproject.toml", INI % options)
    assert outcomes(tests.run()) == ALL
    assert outcomes(tests.run(ids=["test_a.py::test_1", "test_b.py"])) == {"test_1": "passed", "test_4": "passed"}


@pytest.mark.parametrize("options", ["-x", "--maxfail=1", "--exitfirst"])
def test_a_run_that_ends_with_the_first_failure_is_no_crash(tests, options):
    tests.write("pyproject.toml", INI % options)
    events = tests.run()
    assert outcomes(events) == {"test_1": "passed", "test_2": "failed"}
    assert not of(events, "crash") and (events[-1]["e"], events[-1]["code"]) == ("done", 1)
    assert outcomes(tests.run(ids=["test_a.py::test_3", "test_b.py"])) == {"test_3": "passed", "test_4": "passed"}


def test_those_that_failed_last_alone_say_so(tests):
    tests.write("pyproject.toml", INI % "--lf")
    assert outcomes(tests.run()) == ALL
    events = tests.run()
    assert outcomes(events) == {"test_2": "failed"}
    assert of(events, "deselected") or of(events, "collected")[0]["total"] == 1
    assert outcomes(tests.run(ids=["test_b.py::test_4"])) == {"test_4": "passed"}


def test_another_order_each_time(tests):
    tests.write(
        "conftest.py",
        "import random\ndef pytest_collection_modifyitems(items): random.shuffle(items)\n",
    )
    for _ in range(3):
        events = tests.run()
        assert outcomes(events) == ALL
        assert {item[0] for event in of(events, "items") for item in event["items"]} == {
            event["id"] for event in of(events, "end")
        }


def test_a_configuration_above_the_project(project):
    project.write("../pytest.ini", "[pytest]\naddopts = --maxfail=1\npythonpath = src\nmarkers = slow\n")
    project.write("../conftest.py", "import pytest\n@pytest.fixture\ndef five(): return 5\n")
    project.write("../src/lib.py", "X = 5\n")
    project.write("tests/test_a.py", "import lib\ndef test_a(five): assert five == lib.X\n")
    events = project.run(ids=["tests/test_a.py::test_a"])
    assert outcomes(events) == {"test_a": "passed"}
    assert of(events, "end")[0]["id"] == "tests/test_a.py::test_a"


def test_workers_of_xdist(tests, monkeypatch):
    for arguments in (["-n", "2"], ["-n", "2", "-p", "no:cacheprovider"]):
        assert outcomes(tests.run(arguments=arguments)) == ALL
        ids = ["test_a.py::test_1", "test_a.py::test_2"]
        assert outcomes(tests.run(ids=ids, arguments=arguments)) == {"test_1": "passed", "test_2": "failed"}
    tests.write("test_b.py", "import os\ndef test_4(): os._exit(1)\n")
    events = tests.run(arguments=["-n", "2"])
    assert outcomes(events) == dict(ALL, test_4="error")
    (ended,) = [event for event in of(events, "end") if event["id"].endswith("test_4")]
    assert "crashed" in ended["message"]


READ_ONLY = """
import json, pathlib, sys
sys.path.insert(0, sys.argv[1])
from __tests__.runs import Project, outcomes
project = Project(pathlib.Path(sys.argv[2]))
try:
    project.write("new", "")
except PermissionError:
    print(json.dumps(outcomes(project.run())))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_project_that_may_not_be_written_to(tests):
    # Root may write anywhere, unless that is taken from it.
    bare = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
    here = str(Path(__file__).parents[1])
    tests.folder.chmod(0o555)
    before = sorted(os.listdir(tests.folder))
    told = subprocess.check_output([*bare, sys.executable, "-c", READ_ONLY, here, str(tests.folder)])
    assert json.loads(told) == ALL
    assert sorted(os.listdir(tests.folder)) == before
