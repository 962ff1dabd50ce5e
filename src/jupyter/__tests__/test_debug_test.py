"""What is run in the kernel of a test that is debugged."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = (Path(__file__).parent.parent / "debug" / "debug_test.py").read_text()
TESTS = '''import pytest


@pytest.mark.parametrize("price", [1, 2])
def test_keeps(price):
    """Says what it does."""
    assert price > 1


class TestClean:
    def test_drops(self):

        assert [] == []

    def test_keeps(self): assert True


def test_skipped():
    pytest.skip("no network")
'''


@pytest.fixture
def project(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text(TESTS)
    return tmp_path


@pytest.mark.parametrize("id,line", [
    ("tests/test_a.py::test_keeps[1]", 7),
    ("tests/test_a.py::test_keeps", 7),
    ("tests/test_a.py::TestClean::test_drops", 13),
    ("tests/test_a.py::TestClean::test_keeps", 15),
])
def test_the_first_line_of_a_test_is_found_in_the_text(project, id, line):
    space = {}
    exec(SOURCE, space)
    assert space["locate"](str(project), id) == ["tests/test_a.py", line]


@pytest.mark.parametrize("id", ["tests/test_a.py::test_gone", "tests/test_b.py::test_a"])
def test_a_test_that_the_text_does_not_show_is_not_guessed(project, id):
    space = {}
    exec(SOURCE, space)
    assert space["locate"](str(project), id) is None


@pytest.mark.parametrize("id,outcome,message", [
    ("tests/test_a.py::test_keeps[2]", "passed", ""),
    ("tests/test_a.py::test_keeps", "failed", "assert 1 > 1"),
    ("tests/test_a.py::test_skipped", "skipped", ""),
    ("tests/test_a.py::test_gone", "not-run", "4"),
])
def test_it_says_how_the_test_ended(project, id, outcome, message):
    pytest.importorskip("debugpy")
    # In a process of its own: pytest changes the one that it runs in.
    text = f"import debugpy, json, sys\ndebugpy.listen(0)\n{SOURCE}\nsys.stderr.write(json.dumps(debug(sys.argv[1], sys.argv[2], [])))\n"
    done = subprocess.run([sys.executable, "-c", text, str(project), id], capture_output=True, text=True, timeout=120)
    assert json.loads(done.stderr.splitlines()[-1]) == {"outcome": outcome, "message": message}
