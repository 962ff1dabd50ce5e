"""Runs of pytest: what is told of them, and how they end."""

import os
import signal
import sys
import time

import pytest

from .runs import of, outcomes, sources

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def test_every_outcome_has_its_word(project):
    project.write(
        "test_all.py",
        """
import pytest
def test_passed(): print("seen")
def test_failed():
    got = 4
    assert got == 3
@pytest.mark.skip(reason="not now")
def test_skipped(): pass
@pytest.mark.xfail
def test_xfailed(): assert False
@pytest.mark.xfail
def test_xpassed(): pass
@pytest.fixture
def broken(): raise ValueError("in the fixture")
def test_error(broken): pass
@pytest.fixture
def late():
    yield
    raise ValueError("afterwards")
def test_teardown(late): pass
def test_exit(): raise SystemExit(3)
class TestGroup:
    @pytest.mark.parametrize("x", [1, 2])
    def test_inner(self, x): pass
""",
    )
    events = project.run()
    assert outcomes(events) == {
        "test_passed": "passed",
        "test_failed": "failed",
        "test_skipped": "skipped",
        "test_xfailed": "xfailed",
        "test_xpassed": "xpassed",
        "test_error": "error",
        "test_teardown": "error",
        "test_exit": "failed",
        "TestGroup::test_inner[1]": "passed",
        "TestGroup::test_inner[2]": "passed",
    }
    ends = {event["id"].split("::", 1)[1]: event for event in of(events, "end")}
    assert ends["test_failed"]["message"].startswith("assert 4 == 3")
    assert ends["test_failed"]["frames"][-1] == ["test_all.py", 6]
    assert "seen" in ends["test_passed"]["out"]
    assert ends["test_skipped"]["message"].endswith("not now")
    assert of(events, "items")[0]["items"][-1][3:] == [["TestGroup", "test_inner"], "2"]
    assert of(events, "start")[0]["pytest"] == pytest.__version__
    done = events[-1]
    assert (done["e"], done["code"], done["cancelled"], done["killed"]) == ("done", 1, False, False)


def test_many_tests_make_few_messages(project):
    for file in range(10):
        project.write("test_%d.py" % file, "\n".join("def test_%d(): pass" % n for n in range(100)))
    before = len(project.comm.sent)
    started = time.monotonic()
    events = project.run()
    assert len(of(events, "end")) == 1000
    assert len(project.comm.sent) - before < 30 + 25 * (time.monotonic() - started)
    assert all(len(event["items"]) <= 200 for event in of(events, "items"))


ODD = """
import pytest
@pytest.mark.parametrize("x", ["a b", "ä", "[y]", "p::q", "/"])
def test_odd(x): pass
def test_other(): pass
"""


def test_odd_ids_find_their_tests(project):
    project.write("sub dir/test_ö.py", ODD)
    items = [item for event in of(project.run("discover-tests"), "items") for item in event["items"]]
    ids = [item[0] for item in items if item[4] is not None]
    assert len(ids) == 5
    events = project.run(ids=ids)
    assert [event["id"] for event in of(events, "end")] == ids
    assert len(outcomes(project.run(ids=["sub dir/test_ö.py::test_odd"]))) == 5
    assert len(outcomes(project.run(ids=["sub dir/test_ö.py"]))) == 6


def test_discovery_runs_nothing_and_leaves_nothing(project):
    project.write("test_a.py", "def test_a(): open('ran', 'w')")
    events = project.run("discover-tests")
    assert [event["e"] for event in events if event["e"] in ("collected", "run", "end")] == ["collected"]
    assert events[-1]["code"] == 0
    assert sorted(entry.name for entry in project.folder.iterdir() if entry.name != "__pycache__") == ["test_a.py"]


def test_arguments_reach_pytest(project):
    project.write("test_a.py", "def test_a(): pass\ndef test_b(): pass")
    events = project.run(arguments=["-k", "test_b"])
    assert outcomes(events) == {"test_b": "passed"}
    assert of(events, "deselected")[0]["count"] == 1
    wrong = project.run(arguments=["--no-such-option"])[-1]
    assert wrong["code"] == 4 and "--no-such-option" in wrong["text"]


def test_nothing_to_run_is_a_state(project):
    assert project.run()[-1]["code"] == 5


@pytest.mark.parametrize("broken", ["import no_such_module", "def ("])
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_there(project, broken):
    project.write("test_a.py", broken)
    project.write("test_b.py", "def test_b(): pass")
    events = project.run("discover-tests")
    (error,) = of(events, "collecterror")
    assert error["path"] == "test_a.py" and "Error" in error["message"]
    assert [item[0] for item in of(events, "items")[0]["items"]] == ["test_b.py::test_b"]
    assert events[-1]["code"] == 2


def test_a_broken_conftest_is_told_in_pytests_words(project):
    project.write("conftest.py", "import no_such_module")
    project.write("test_a.py", "def test_a(): pass")
    done = project.run()[-1]
    assert done["code"] == 4 and "no_such_module" in done["text"]
    assert not of(project.run(), "crash")


def test_no_pytest_names_the_command(project):
    project.write("sitecustomize.py", "import sys; sys.modules['pytest'] = None")
    os.environ["PYTHONPATH"] = str(project.folder)
    try:
        events = project.run()
    finally:
        del os.environ["PYTHONPATH"]
    (told,) = of(events, "nopytest")
    assert told["command"].endswith("pytest") and sys.prefix.split(os.sep)[1] in told["command"]
    assert not of(events, "crash")


@posix
@pytest.mark.parametrize(
    "way", ["ctypes.string_at(0)", "os._exit(0)", "os._exit(7)", "os.kill(os.getpid(), 9)", "os.environ.clear(); os._exit(1)"]
)
def test_a_crash_is_told_and_the_rest_is_run(project, way):
    project.write(
        "test_a.py",
        "import ctypes, os\ndef test_1(): pass\ndef test_2(): %s\ndef test_3(): pass\ndef test_4(): assert 0" % way,
    )
    events = project.run()
    assert [event["id"] for event in of(events, "crash")] == ["test_a.py::test_2"]
    assert outcomes(events) == {"test_1": "passed", "test_3": "passed", "test_4": "failed"}


@posix
def test_a_crash_at_import_names_the_file(project):
    project.write("test_a.py", "import os; os._exit(3)")
    (crash,) = of(project.run(), "crash")
    assert (crash["id"], crash["path"], crash["code"]) == (None, "test_a.py", 3)


def test_what_a_test_does_to_its_process_does_not_disturb(project):
    project.write(
        "test_a.py",
        "import os, sys\n"
        "def test_1(): os.environ.clear()\n"
        "def test_2(): os.write(1, b'raw {]\\n'); sys.__stdout__.write('out'); os.system('echo from a shell')\n"
        "def test_3(tmp_path): os.chdir(tmp_path)\n"
        "def test_4():\n    if os.fork() == 0: os._exit(0)\n    os.wait()\n"
        "def test_5(): print('\\ud800')\n",
    )
    assert set(outcomes(project.run()).values()) == {"passed"}
    assert set(outcomes(project.run(arguments=["-s"])).values()) <= {"passed", "failed"}


def test_runaway_output_is_cut(project):
    project.write("test_a.py", "def test_a():\n    print('x' * 50_000_000)\n    print('the end')\n    assert 0")
    (end,) = of(project.run(), "end")
    assert len(end["out"]) < 21_000 and end["out"].rstrip().endswith("the end")


def test_a_run_says_no_more_than_a_page_can_hold(project):
    project.write(
        "test_a.py",
        "import pytest\n@pytest.mark.parametrize('n', range(200))\ndef test_a(n):\n    print('x' * 30_000)\n    assert 0",
    )
    ends = of(project.run(), "end")
    assert len(ends) == 200 and sum(len(str(end)) for end in ends) < 2_200_000


SLEEP = "import time\n{}\ndef test_a(): {}\ndef test_b(): pass\n"
WAYS = {
    "sleeping": ("", "time.sleep(60)"),
    "stubborn": (
        "def stay():\n    while True:\n        try: time.sleep(60)\n        except BaseException: pass",
        "stay()",
    ),
    "deaf": ("import signal", "signal.signal(15, signal.SIG_IGN); signal.signal(2, signal.SIG_IGN); time.sleep(60)"),
    "forking": (
        "import subprocess, sys",
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).wait()",
    ),
}


def group(leader):
    """Processes that are left of a group."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open("/proc/%s/stat" % name) as file:
                    state, _, number = file.read().rsplit(")", 1)[1].split()[:3]
            except OSError:
                continue
            if int(number) == leader and state != "Z":
                found.append(int(name))
    return found


@posix
@pytest.mark.parametrize("way", WAYS)
def test_cancel_ends_everything_in_time(project, way):
    project.write("test_a.py", SLEEP.format(*WAYS[way]))
    id = project.begin()
    project.until(id, "run")
    time.sleep(0.5)
    started = time.monotonic()
    project.comm.say(cancel=[id])
    events = project.end(id)
    assert time.monotonic() - started < 6.5
    assert events[-1]["cancelled"]
    assert events[-1]["killed"] == (way in ("stubborn", "deaf"))
    assert group(of(events, "start")[0]["pid"]) == []


@posix
def test_there_is_nothing_to_tear_down_before_the_first_test(project):
    project.write("conftest.py", "import signal, time\nsignal.signal(2, signal.SIG_IGN)\ntime.sleep(60)\n")
    project.write("test_a.py", "def test_a(): pass")
    id = project.begin()
    time.sleep(2)
    project.comm.say(cancel=[id])
    done = project.end(id)[-1]
    assert done["cancelled"] and not done["killed"]


@posix
def test_fixtures_are_torn_down_on_cancel(project):
    project.write(
        "test_a.py",
        "import pytest, time\n@pytest.fixture(scope='session')\ndef it():\n    yield\n    open('torn', 'w').close()\n"
        "def test_a(it): time.sleep(60)\n",
    )
    id = project.begin()
    project.until(id, "run")
    time.sleep(0.5)
    project.comm.say(cancel=[id])
    events = project.end(id)
    assert (project.folder / "torn").exists() and not events[-1]["killed"]


@posix
@pytest.mark.parametrize("way", ["sleeping", "stubborn"])
def test_a_test_over_its_time_is_ended_and_the_rest_is_run(project, way):
    project.write("test_a.py", SLEEP.format(*WAYS[way]))
    events = project.run(limit=1)
    assert [event["id"] for event in of(events, "timeout")] == ["test_a.py::test_a"]
    assert outcomes(events) == {"test_b": "passed"}
    assert of(events, "end")[-1]["id"] == "test_a.py::test_b"
