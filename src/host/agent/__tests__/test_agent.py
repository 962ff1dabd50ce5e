"""Requests, events, cancelling and the end of the agent."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from . import agent


@pytest.fixture
def package():
    return agent.load()


@pytest.fixture
def page(package):
    comm = agent.Comm()
    comm.page = package.main.Page(comm)
    yield comm
    comm.page.close()


def ask(page, op, id=1, **arguments):
    page.say(requests=[{"id": id, "op": op, "args": arguments}])
    return page.reply(id)


def test_says_who_it_is(page):
    reply, _ = page.reply(0)
    assert reply["value"]["python"] == sys.version.split()[0]
    assert reply["value"]["pid"] == os.getpid()


def test_events_come_in_order_and_before_the_answer(package, page):
    def count(job, to):
        for number in range(to):
            job.emit({"n": number})
        return to

    agent.register(package, "count", count)
    reply, events = ask(page, "count", to=1000)
    assert reply["value"] == 1000
    assert [event["n"] for event in events] == list(range(1000))
    assert len(page.sent) < 10


def test_events_do_not_wait_for_the_answer(package, page):
    agent.register(package, "slow", lambda job: (job.emit({"n": 1}), job.wait(30)) and None)
    page.say(requests=[{"id": 1, "op": "slow"}])
    deadline = time.monotonic() + 10
    while not any("events" in message for message, _ in page.sent):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    page.say(cancel=[1])
    assert page.reply(1)[0]["ok"]


def test_slow_work_keeps_nobody_waiting(page):
    page.say(requests=[{"id": 1, "op": "sleep", "args": {"seconds": 60}}])
    assert ask(page, "names", id=2, folder=".")[0]["ok"]


@pytest.mark.parametrize(
    "raised, code",
    [(ValueError("x"), "internal"), (SystemExit(1), "internal"), (FileNotFoundError(2, "no", "p"), "ENOENT")],
)
def test_every_failure_has_one_shape(package, page, raised, code):
    def fail(job):
        raise raised

    agent.register(package, "fail", fail)
    reply, _ = ask(page, "fail")
    assert not reply["ok"]
    assert set(reply["error"]) == {"code", "message", "data"}
    assert reply["error"]["code"] == code


def test_wrong_arguments_are_an_answer_too(page):
    assert ask(page, "names", nonsense=1)[0]["error"]["code"] == "internal"


def test_a_page_that_leaves_cancels_what_it_asked_for(package, page):
    seen = []
    agent.register(package, "wait", lambda job: seen.append(job.wait(60)))
    page.say(requests=[{"id": 1, "op": "wait"}])
    page.close({})
    deadline = time.monotonic() + 10
    while not seen and time.monotonic() < deadline:
        time.sleep(0.01)
    assert seen == [True]


def test_the_same_agent_again_is_left_as_it_is(package):
    space = {"package": package.__name__, "sources": package.SOURCES, "version": package.__version__}
    exec(agent.HERE.joinpath("load.py").read_text(), space)
    assert sys.modules[package.__name__] is package


STUBBORN = "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); {}; print('up', flush=True); time.sleep(60)"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    "ignores, needed, most",
    [
        ("signal.signal(signal.SIGINT, signal.default_int_handler)", "interrupt", 2.0),
        ("pass", "terminate", 4.5),
        ("signal.signal(signal.SIGTERM, signal.SIG_IGN)", "kill", 6.0),
    ],
)
def test_ends_a_child_by_what_it_needs(package, ignores, needed, most):
    child = package.processes.start([sys.executable, "-c", STUBBORN.format(ignores)], stdout=subprocess.PIPE)
    child.stdout.readline()
    started = time.monotonic()
    assert package.processes.end(child) == needed
    assert time.monotonic() - started < most
    child.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="process groups of POSIX")
def test_leaves_no_grandchild(package):
    code = (
        "import subprocess, sys, time;"
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "print(p.pid, flush=True); time.sleep(60)"
    )
    child = package.processes.start([sys.executable, "-c", code], stdout=subprocess.PIPE)
    grandchild = int(child.stdout.readline())
    package.processes.end(child)
    child.stdout.close()
    deadline = time.monotonic() + 5
    while is_alive(grandchild):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_copy_holds_what_a_project_is_made_of(package, page, tmp_path):
    project = tmp_path / "project"
    for path in ("a.txt", "data/b.csv", ".git/HEAD", "env/pyvenv.cfg", "env/lib/x.py", "venvs/keep.txt"):
        project.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
        project.joinpath(path).write_text(path)
    project.joinpath("empty").mkdir()
    project.joinpath("link").symlink_to(project / "data")
    copy = ask(page, "copy", folder=str(project))[0]["value"]
    found = sorted(os.path.relpath(os.path.join(base, name), copy) for base, _, names in os.walk(copy) for name in names)
    assert found == ["a.txt", os.path.join("data", "b.csv"), os.path.join("venvs", "keep.txt")]
    assert os.path.isdir(os.path.join(copy, "empty")) and os.path.islink(os.path.join(copy, "link"))
    assert os.path.samefile(os.path.join(copy, "link"), os.path.join(copy, "data"))
    assert ask(page, "remove", id=2, folder=copy)[0]["ok"]
    assert not os.path.exists(copy)
    assert ask(page, "remove", id=3, folder=str(project))[0]["error"]["code"] == "not-scratch"
    assert project.exists()


def test_what_is_written_through_a_link_out_of_the_project_stays_in_the_copy(page, tmp_path):
    project, outside = tmp_path / "project", tmp_path / "outside"
    project.mkdir()
    outside.joinpath("sub").mkdir(parents=True)
    outside.joinpath("a.csv").write_text("kept")
    outside.joinpath("sub", "up").symlink_to(outside)
    for name, leads in {"data": "../outside", "one.csv": "../outside/a.csv", "around": "..", "gone": "../gone"}.items():
        project.joinpath(name).symlink_to(leads)
    copy = Path(ask(page, "copy", folder=str(project))[0]["value"])
    for path in (copy / "data" / "a.csv", copy / "one.csv"):
        assert path.read_text() == "kept"
        path.write_text("new")
    assert outside.joinpath("a.csv").read_text() == "kept"
    assert copy.joinpath("data", "sub").is_dir() and copy.joinpath("around").is_symlink()
    assert ask(page, "measure", id=2, folder=str(project))[0]["value"]["bytes"] >= 2 * len("kept")
    ask(page, "remove", id=3, folder=str(copy))


def test_says_that_there_is_no_room_for_a_copy_and_leaves_none(page, tmp_path):
    resource = pytest.importorskip("resource")
    project = tmp_path / "project"
    project.mkdir()
    project.joinpath("large.bin").write_bytes(b"x" * 4_000_000)
    before = set(os.listdir(tempfile.gettempdir()))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))
    try:
        error = ask(page, "copy", folder=str(project))[0]["error"]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert error["code"] == "no-copy" and "Nothing was run" in error["message"]
    assert not [name for name in set(os.listdir(tempfile.gettempdir())) - before if name.startswith("lift-scratch-")]


def test_tells_what_was_written_and_what_was_removed(page, tmp_path):
    project = tmp_path / "project"
    project.joinpath("old").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "c.txt"):
        project.joinpath(name).write_text(name)
    copy = Path(ask(page, "copy", folder=str(project))[0]["value"])
    ask(page, "mark", id=2, folder=str(copy))
    copy.joinpath("a.txt").write_text("other")
    copy.joinpath("b.txt").unlink()
    copy.joinpath("old").rmdir()
    copy.joinpath("new").mkdir()
    written = ask(page, "written", id=3, folder=str(copy))[0]["value"]
    assert set(written) == {"a.txt", "b.txt", "old/", "new/"}
    assert (written["b.txt"], written["old/"], written["new/"]) == ("gone", "gone", "folder")
    ask(page, "remove", id=4, folder=str(copy))


def git(folder, *arguments):
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], cwd=folder, check=True, capture_output=True
    )


@pytest.mark.parametrize("below", ["", "sub"])
def test_a_copy_at_a_commit_keeps_what_git_does_not_know(page, tmp_path, below):
    project = tmp_path / below
    project.mkdir(exist_ok=True)
    git(tmp_path, "init", "-q")
    project.joinpath("old.py").write_text("then")
    project.joinpath("both.py").write_text("then")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    project.joinpath("old.py").unlink()
    project.joinpath("both.py").write_text("now")
    project.joinpath("new.py").write_text("now")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "two")
    project.joinpath("data.csv").write_text("untracked")
    copy = ask(page, "copy-at", folder=str(project), commit="HEAD~1")[0]["value"]
    found = {name: open(os.path.join(copy, name)).read() for name in os.listdir(copy)}
    assert found == {"old.py": "then", "both.py": "then", "data.csv": "untracked"}
    assert project.joinpath("both.py").read_text() == "now" and not project.joinpath("old.py").exists()
    status = subprocess.run(["git", "status", "--porcelain"], cwd=project, capture_output=True, text=True).stdout
    assert status.split() == ["??", "data.csv"] or status.split() == ["??", "sub/data.csv"]
    refused = ask(page, "copy-at", id=2, folder=str(project), commit="nonsense")[0]
    assert refused["error"]["code"] == "git"


def test_a_copy_at_a_commit_of_a_folder_above_the_repository(page, tmp_path):
    project = tmp_path / "project"
    project.mkdir()
    git(project, "init", "-q")
    project.joinpath("a.py").write_text("then")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "one")
    project.joinpath("a.py").write_text("now")
    git(project, "commit", "-q", "-a", "-m", "two")
    tmp_path.joinpath("data.csv").write_text("beside")
    asked = dict(folder=str(tmp_path), project=str(project), commit="HEAD~1")
    copy = ask(page, "copy-at", **asked)[0]["value"]
    assert open(os.path.join(copy, "project", "a.py")).read() == "then"
    assert open(os.path.join(copy, "data.csv")).read() == "beside"


def test_another_version_of_a_submodule_is_refused(page, tmp_path):
    module, project = tmp_path / "module", tmp_path / "project"
    for folder in (module, project):
        folder.mkdir()
        git(folder, "init", "-q")
        git(folder, "commit", "-q", "--allow-empty", "-m", "one")
    git(project, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(module), "lib")
    git(project, "commit", "-q", "-m", "two")
    same = ask(page, "copy-at", folder=str(project), commit="HEAD")[0]
    assert same["ok"], same
    git(project / "lib", "commit", "-q", "--allow-empty", "-m", "more")
    git(project, "add", "lib")
    git(project, "commit", "-q", "-m", "three")
    refused = ask(page, "copy-at", id=2, folder=str(project), commit="HEAD~1")[0]
    assert refused["error"]["code"] == "submodule" and "“lib”" in refused["error"]["message"]


@pytest.mark.parametrize("text, above", [
    ("open('../data/a.csv')", 1),
    ("path = '../../data'", 2),
    ("!ls ..", 1),
    ("sys.path.append('..')", 1),
    ("%run ../other.ipynb", 1),
    ("url = 'file:../a'", 1),
    ("print('wait...')", 0),
    ("x[..., 1]", 0),
    ("import helper", 1),
])
def test_knows_how_far_above_a_notebook_reaches(page, tmp_path, text, above):
    project = tmp_path / "a" / "b" / "project"
    project.mkdir(parents=True)
    project.joinpath("helper.py").write_text("HERE = '../data'")
    found = ask(page, "reach", folder=str(project), below="", texts=[text])[0]["value"]
    assert found["folder"] == str([project, *project.parents][above])
    assert found["below"] == ["", "project", "b/project"][above]
    # Inside the project nothing lies above it.
    inside = ask(page, "reach", id=2, folder=str(project.parent.parent), below="b/project", texts=[text])[0]["value"]
    assert inside == {"folder": str(project.parent.parent), "below": ""}


def test_a_home_folder_is_no_project(page, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    project = tmp_path / "project"
    project.mkdir()
    found = ask(page, "reach", folder=str(project), below="", texts=["open('../a')"])[0]["value"]
    assert found == {"folder": str(project), "below": ""}


def test_work_goes_on_without_its_page_and_is_heard_again(package, page):
    go = threading.Event()

    def slow(job):
        job.emit({"e": 1})
        go.wait(20)
        job.emit({"e": 2})
        return job.cancelled

    agent.register(package, "slow", slow)
    begin(page, 1, "k", "slow")
    assert ask(page, "works", 2)[0]["value"] == [
        {"key": "k", "owner": "o", "op": "slow", "args": {}, "ended": False}
    ]
    page.page.close()
    assert package.lasting.busy()
    other = agent.Comm()
    package.main.Page(other)
    other.say(requests=[{"id": 1, "op": "follow", "args": {"key": "k"}}])
    go.set()
    reply, events = other.reply(1)
    assert (reply["value"], events) == (False, [{"e": 1}, {"e": 2}])
    reply, events = ask(other, "follow", 2, key="k", since=1)
    assert (reply["value"], events) == (False, [{"e": 2}])
    assert ask(other, "follow", 3, key="x")[0]["error"]["code"] == "no-such-work"
    assert not package.lasting.busy()


def test_work_is_stopped_by_whom_it_is_asked(package, page):
    agent.register(package, "wait", lambda job: job.wait(20))
    begin(page, 1, "k", "wait")
    other = agent.Comm()
    package.main.Page(other)
    ask(page, "works", 2)
    ask(other, "stop", key="k")
    assert page.reply(1)[0]["value"] is True
    for at in range(5):
        begin(page, 10 + at, str(at), "works")
        page.reply(10 + at)
    assert len(ask(page, "works", 20)[0]["value"]) <= 4


def begin(comm, id, key, op):
    comm.say(requests=[{"id": id, "op": "begin", "args": {"key": key, "owner": "o", "op": op, "args": {}}}])


KILLED = """
import os, subprocess, sys, time
sys.path.insert(0, {tests!r})
import agent
package = agent.load()
job = package.jobs.Job(1, None, ())
child = package.processes.start([sys.executable, "-c", "import time; time.sleep(60)"])
package.processes.Guard(package.processes.KILL, str(child.pid))
print(child.pid, package.files.copy(job, {project!r}), flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
def test_who_is_killed_leaves_no_child_and_no_copy(tmp_path):
    tmp_path.joinpath("a.txt").write_text("x")
    code = KILLED.format(tests=os.path.dirname(__file__), project=str(tmp_path))
    helper = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    child, copy = helper.stdout.readline().split(None, 1)
    assert os.path.exists(copy.strip())
    helper.kill()
    helper.wait()
    helper.stdout.close()
    deadline = time.monotonic() + 10
    while os.path.exists(os.path.dirname(copy)) or is_alive(int(child)):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_alive(pid):
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
