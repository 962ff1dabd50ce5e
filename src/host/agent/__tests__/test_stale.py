"""A result is old as soon as anything is another than it was for the test."""

import os
import subprocess
import time

import pytest

from .runs import of, outcomes

INI = "[tool.pytest.ini_options]\npythonpath = ['.']\n"
# In each `%s` is a file of its own.
READS = [
    "open('%s').read()",
    "__import__('pathlib').Path('%s').read_text()",
    "os.close(os.open('%s', os.O_RDONLY))",
    "__import__('pandas').read_csv('%s')",
    "__import__('numpy').loadtxt('%s', delimiter=',')",
    "__import__('mmap').mmap(os.open('%s', os.O_RDONLY), 0, access=1)",
    "__import__('numpy').memmap('%s', dtype='u1', mode='r')",
    "sqlite3.connect('%s')",
    "sqlite3.connect('file:%s?mode=ro', uri=True)",
]
PROGRAMS = [
    "subprocess.check_call([sys.executable, '-c', 'open(\"%s\")'])",
    "os.system('cat %s >/dev/null')",
]


def words(events):
    """Signatures as a page has them after a run."""
    found = {}
    for event in of(events, "sources"):
        for path, word in event["files"].items():
            if word is False:
                found.pop(path, None)
            else:
                found.setdefault(path, word)
    return found


def changed(project, files):
    """Which files are other ones now."""
    id = project.begin("watch-sources", files=files, seconds=0)
    return set(project.comm.reply(id)[0]["value"])


@pytest.mark.parametrize("ways", [READS, PROGRAMS])
def test_data(project, ways):
    names = ["data %d.csv" % at for at in range(len(ways))]
    code = ["import os, sqlite3, subprocess, sys"]
    for at, way in enumerate(ways):
        project.write(names[at], "" if "sqlite" in way else "1,2\n3,4\n")
        code.append("def test_%d(): %s" % (at, way % names[at].replace(" ", "\\ " if "os.system" in way else " ")))
    project.write("test_a.py", "\n".join(code))
    events = project.run()
    assert set(outcomes(events).values()) == {"passed"}
    files = words(events)
    assert not changed(project, files)
    for name in names:
        project.write(name, "1,2\n3,5\n")
    assert changed(project, files) == set(names)
    for name in names:
        (project.folder / name).unlink()
    assert changed(project, files) == set(names)


OTHER = [
    ("deep.py", "X = 2"),
    ("conftest.py", "Y = 2"),
    ("tests/conftest.py", ""),
    ("tests/test_a.py", "def test_a(): assert 0"),
    ("pytest.ini", "[pytest]"),
    ("tox.ini", "[pytest]"),
    ("pyproject.toml", INI + "addopts = '-x'"),
    (".env", "X=2"),
    (".secrets/key.toml", "x = 2"),
    # They would be imported instead of what was.
    ("colorsys.py", ""),
    ("lib/__init__.py", ""),
    ("speedups.py", ""),
    ("colorsys/__init__.py", ""),
]


def test_what_was_read_or_would_be_read_now(project):
    project.write("pyproject.toml", INI)
    project.write("conftest.py", "")
    project.write("deep.py", "X = 1")
    project.write("lib.py", "import deep\ntry: import speedups\nexcept ImportError: pass")
    project.write(".secrets/key.toml", "x = 1")
    project.write(
        "tests/test_a.py",
        "import colorsys, lib\ndef test_a():\n    open('.secrets/key.toml').close()\n"
        "    try: open('.env')\n    except OSError: pass\n",
    )
    events = project.run()
    files = words(events)
    assert outcomes(events) == {"test_a": "passed"}
    assert not changed(project, files)
    for path, text in OTHER:
        place = project.folder / path
        before = place.read_bytes() if place.exists() else None
        is_new = not place.parent.exists()
        project.write(path, text)
        assert changed(project, files) == {path}
        if before is None:
            place.unlink()
        else:
            place.write_bytes(before)
        if is_new:
            place.parent.rmdir()


def test_what_lies_outside_the_project(project, monkeypatch):
    around = project.folder.parent
    monkeypatch.setenv("TMPDIR", str(around / "tmp"))
    (around / "tmp").mkdir()
    project.write("../pytest.ini", "[pytest]\npythonpath = src\n")
    project.write("../conftest.py", "")
    project.write("../src/lib.py", "X = 1")
    project.write("../data/in.csv", "1")
    project.write("../tmp/mine", "1")
    project.write("test_a.py", "import lib\ndef test_a():\n    open('../data/in.csv')\n    open('../tmp/mine')\n")
    events = project.run()
    assert outcomes(events) == {"test_a": "passed"}
    files = words(events)
    for path in ("../pytest.ini", "../conftest.py", "../src/lib.py", "../data/in.csv", "../tmp/mine"):
        before = project.folder.joinpath(path).read_text()
        project.write(path, before + "\n")
        assert changed(project, files) == {path} - {"../tmp/mine"}
        project.write(path, before)


def test_what_is_edited_while_the_tests_run(project):
    project.write("pyproject.toml", INI)
    project.write("lib.py", "X = 1")
    project.write("data.csv", "1")
    project.write(
        "test_a.py",
        "import lib, os, time\ndef test_1(): open('data.csv').close()\n"
        "def test_2():\n    while not os.path.exists('go'): time.sleep(0.05)\n",
    )
    id = project.begin()
    project.until(id, "end")
    project.write("lib.py", "X = 2")
    project.write("data.csv", "2")
    project.write("test_a.py", "def test_1(): assert 0")
    project.write("go", "")
    assert changed(project, words(project.end(id))) == {"lib.py", "data.csv", "test_a.py"}


def test_another_branch(project):
    def git(*arguments):
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments]
        subprocess.run(command, cwd=project.folder, check=True, capture_output=True)

    project.write("pyproject.toml", INI)
    project.write("lib.py", "X = 1")
    project.write("test_a.py", "import lib\ndef test_a(): assert lib.X == 1")
    git("init", "-q", "-b", "one")
    git("add", "pyproject.toml", "lib.py", "test_a.py")
    git("commit", "-qm", "one")
    git("checkout", "-qb", "two")
    project.write("lib.py", "X = 2")
    git("commit", "-qam", "two")
    git("checkout", "-q", "one")
    files = words(project.run())
    git("checkout", "-q", "two")
    assert changed(project, files) == {"lib.py"}
    git("checkout", "-q", "one")
    assert not changed(project, files)


def test_an_edit_of_the_same_size_in_the_same_second_is_run(project):
    """Python itself would take the compiled module of the text before."""
    project.write("pyproject.toml", INI)
    project.write("test_a.py", "import lib\ndef test_a(): assert lib.X == 1")
    now = time.time()
    for value, outcome in ((1, "passed"), (2, "failed"), (1, "passed")):
        project.write("lib.py", "X = %d" % value)
        os.utime(project.folder / "lib.py", (now, now))
        assert outcomes(project.run()) == {"test_a": outcome}


def test_what_the_run_wrote_itself_does_not_count(project):
    project.write("report.csv", "0")
    project.write("log.txt", "0")
    code = "import time; open('report.csv', 'w').write(str(time.time()))"
    project.write(
        "test_a.py",
        "import subprocess, sys, time\ndef test_a():\n    subprocess.check_call([sys.executable, '-c', %r])\n"
        "    open('log.txt').read()\n    open('log.txt', 'w').write(str(time.time()))\n" % code,
    )
    files = words(project.run())
    assert not changed(project, files)
    project.run()
    assert not changed(project, files)
