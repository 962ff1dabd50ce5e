"""Runs recorded tests with pytest in what a fresh clone would hold, before they are written."""

import fnmatch
import json
import os
import shlex
import sys
import tempfile

from .children import run
from .disk import put
from .errors import AgentError
from .freshclone import fresh_clone
from .pytests import install_command

# Seconds that all of them may take.
LIMIT = 300
# Says what was collected and by which settings, what could not be, and of each exception in which test it was, of what
# type, and which line of the project it came from.
PYTEST = """
import json, os, sys
del sys.path[0]
told = sys.argv.pop(1)
import pytest

TOP = os.path.realpath(os.getcwd()) + os.sep
SETTINGS = ("testpaths", "python_files", "python_functions", "norecursedirs")


def place(path):
    path = os.path.realpath(str(path))
    return path[len(TOP):].replace(os.sep, "/") if path.startswith(TOP) else None


def say(**line):
    with open(told, "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\\n")


class Tell:
    def pytest_collection_finish(self, session):
        config = session.config
        ids = ["%s::%s" % (place(getattr(one, "path", None) or one.fspath), one.name) for one in session.items]
        ini = getattr(config, "inipath", None) or getattr(config, "inifile", None)
        say(ids=ids, ini=os.path.basename(str(ini or "")),
            settings={name: [str(one) for one in config.getini(name)] for name in SETTINGS})

    def pytest_collectreport(self, report):
        if report.failed:
            say(broken=report.nodeid)

    def pytest_runtest_makereport(self, item, call):
        if call.excinfo is not None:
            line, trace = None, call.excinfo.value.__traceback__
            while trace is not None:
                own = place(trace.tb_frame.f_code.co_filename)
                line = "%s:%d" % (own, trace.tb_lineno) if own else line
                trace = trace.tb_next
            say(raised=[item.nodeid.rpartition("::")[2], call.when, call.excinfo.typename, line])


sys.exit(pytest.main(sys.argv[1:], plugins=[Tell()]))
"""


def try_tests(job, draft, files, ids):
    """In a clone made now: plain pytest has to collect the tests. They run twice, with two hash seeds; those that are
    to fail today have to fail as they did. Answers with how many pass and how many fail; an `AgentError` where it is
    otherwise."""
    chosen = [case for case in draft.cases if case["id"] in ids]
    with tempfile.TemporaryDirectory(prefix="lift-clone-") as place:
        clone = fresh_clone(job, draft.folder, place)
        for one in files:
            put(os.path.join(clone, one["path"]), one["after"])
        _expect_collected(job, clone, files, chosen)
        good = [_id(case) for case in chosen if "raised" not in case]
        for seed in ("1", "2") if good else ():
            code, text, _ = _pytest(job, clone, good, seed)
            if code != 0:
                raise AgentError("fails", "In a fresh clone the tests do not pass. Nothing was written.", text=text)
        bad = [case for case in chosen if "raised" in case]
        for case in bad:
            code, text, told = _pytest(job, clone, [_id(case)], "1")
            raised = case["raised"]
            now = [line["raised"] for line in told if "raised" in line]
            if code != 1 or now != [[case["test"], "call", raised["type"], raised["line"]]]:
                raise AgentError("fails", "“%s” does not fail as it did. Nothing was written." % _id(case), text=text)
    return len(good), len(bad)


def _expect_collected(job, clone, files, chosen):
    """By `pytest` without arguments, which still collects what it did before."""
    _, text, told = _pytest(job, clone, ["--collect-only"], "1")
    collected = next((line for line in told if "ids" in line), None)
    left = [case for case in chosen if collected is None or _id(case) not in collected["ids"]]
    if left:
        why = _left_out(left[0], collected) if collected else "it does not come that far"
        raise AgentError("not-collected", "Plain `pytest` would not run “%s”: %s. Nothing was written."
                         % (_id(left[0]), why), text="" if collected and collected["ini"] else text)
    broken = {line["broken"] for line in told if "broken" in line}
    if broken:
        for one in files:
            path = os.path.join(clone, one["path"])
            os.unlink(path) if one["before"] is None else put(path, one["before"])
        before = {line["broken"] for line in _pytest(job, clone, ["--collect-only"], "1")[2] if "broken" in line}
        for one in files:
            put(os.path.join(clone, one["path"]), one["after"])
        if broken - before:
            raise AgentError("not-collected", "With these tests plain `pytest` no longer collects “%s”. Nothing was "
                             "written." % sorted(broken - before)[0], text=text)


def _left_out(case, collected):
    """The setting that keeps pytest from the test, for people."""
    settings, ini = collected["settings"], collected["ini"]
    folder, name = os.path.split(case["file"])
    paths = [one.rstrip("/") for one in settings["testpaths"]]
    where = "in “%s” `%%s` is `%%s`" % ini
    if paths and not any(one in (".", case["file"]) or fnmatch.fnmatch(folder, one) for one in paths):
        return (where + ", so that it does not look into “%s”: add that")  % ("testpaths", " ".join(paths), folder)
    if not any(fnmatch.fnmatch(name, one) for one in settings["python_files"]):
        return (where + ", which leaves out “%s”: add `test_*.py`") % (
            "python_files", " ".join(settings["python_files"]), name)
    if not any(fnmatch.fnmatch(case["test"], one) or case["test"].startswith(one) for one in settings["python_functions"]):
        return (where + ", which leaves out `%s`: add `test`") % (
            "python_functions", " ".join(settings["python_functions"]), case["test"])
    if any(fnmatch.fnmatch(folder, one) for one in settings["norecursedirs"]):
        return (where + ": take “%s” out") % ("norecursedirs", " ".join(settings["norecursedirs"]), folder)
    return "it does not collect it (%s)" % ("look at “%s”" % ini if ini else "see `conftest.py`")


def _id(case):
    return "%s::%s" % (case["file"], case["test"])


def _pytest(job, clone, names, seed):
    """Its code, what it said, and the exceptions."""
    with tempfile.TemporaryDirectory(prefix="lift-pytest-") as place:
        path = os.path.join(place, "told")
        command = [sys.executable, "-c", PYTEST, path, "-q", "-p", "no:cacheprovider", *names]
        lines, said, code = run(job, command, clone, LIMIT, seed)
        if "No module named 'pytest'" in said:
            raise AgentError("no-pytest", "pytest is missing in %s. Nothing was written. Install it: %s"
                             % (shlex.quote(sys.executable), install_command()))
        told = []
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                told = [json.loads(line) for line in file]
    return code, "\n".join(line for line in lines if line.strip())[-2000:] or said[-2000:], told
