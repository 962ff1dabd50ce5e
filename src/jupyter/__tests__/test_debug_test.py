"""What is run in the kernel of a test that is debugged."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel

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


FIXTURES = """import pytest


@pytest.fixture
def price():
    made = 3
    yield made
    made = None


def test_price(price):
    assert price == 3
"""


class Debugger:
    """A real kernel whose debugger is on, as JupyterLab has it."""

    def __init__(self):
        self._manager, self._client = start_new_kernel()
        self._seq = 0
        self.ask("initialize", {"clientID": "a", "adapterID": "", "pathFormat": "path", "linesStartAt1": True})
        self.ask("attach", {"justMyCode": True})

    def ask(self, command, arguments):
        self._seq += 1
        content = {"type": "request", "command": command, "seq": self._seq, "arguments": arguments}
        message = self._client.session.msg("debug_request", content)
        self._client.control_channel.send(message)
        while True:
            reply = self._client.get_control_msg(timeout=60)
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                return reply["content"]

    def stops(self, code, count):
        """Lines at which it stops while the code runs; it is let go at each."""
        self._client.execute(code)
        found = []
        while len(found) < count:
            message = self._client.get_iopub_msg(timeout=60)
            if message["msg_type"] == "debug_event" and message["content"].get("event") == "stopped":
                thread = message["content"]["body"]["threadId"]
                frames = self.ask("stackTrace", {"threadId": thread})["body"]["stackFrames"]
                found.append((Path(frames[0]["source"]["path"]).name, frames[0]["line"]))
                self.ask("continue", {"threadId": thread})
        return found

    def close(self):
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)


def test_breakpoints_stop_in_the_test_and_in_its_fixtures(tmp_path):
    pytest.importorskip("debugpy")
    path = tmp_path / "test_a.py"
    path.write_text(FIXTURES)
    debugger = Debugger()
    try:
        lines = [6, 8, 12]
        debugger.ask(
            "setBreakpoints",
            {"source": {"path": str(path)}, "breakpoints": [{"line": line} for line in lines], "sourceModified": False},
        )
        debugger.ask("configurationDone", {})
        code = "%s\ndebug(%r, 'test_a.py::test_price', [])" % (SOURCE, str(tmp_path))
        assert debugger.stops(code, 3) == [("test_a.py", line) for line in (6, 12, 8)]
    finally:
        debugger.close()
