"""Runs recorded tests with pytest in what a fresh clone would hold, before they are written."""

import json
import os
import shlex
import sys
import tempfile

from .children import run
from .disk import put
from .errors import AgentError
from .pytests import install_command

# Seconds that all of them may take.
LIMIT = 300
# Says of each exception in which test it was, of what type, and which line of the project it came from.
PYTEST = """
import json, os, sys
del sys.path[0]
told = sys.argv.pop(1)
import pytest

TOP = os.path.realpath(os.getcwd()) + os.sep


class Tell:
    def pytest_runtest_makereport(self, item, call):
        if call.excinfo is not None:
            line, trace = None, call.excinfo.value.__traceback__
            while trace is not None:
                path = os.path.realpath(trace.tb_frame.f_code.co_filename)
                if path.startswith(TOP):
                    line = "%s:%d" % (path[len(TOP):].replace(os.sep, "/"), trace.tb_lineno)
                trace = trace.tb_next
            with open(told, "a", encoding="utf-8") as file:
                file.write(json.dumps([item.nodeid, call.when, call.excinfo.typename, line]) + "\\n")


sys.exit(pytest.main(sys.argv[1:], plugins=[Tell()]))
"""


def try_tests(job, draft, files, ids):
    """Runs the tests twice, with two hash seeds; those that are to fail today have to fail as they did. Answers with
    how many pass and how many fail; an `AgentError` where one does otherwise."""
    for one in files:
        put(os.path.join(draft.clone, one["path"]), one["after"])
    chosen = [case for case in draft.cases if case["id"] in ids]
    good = [_id(case) for case in chosen if "raised" not in case]
    for seed in ("1", "2") if good else ():
        code, text, _ = _pytest(job, draft.clone, good, seed)
        if code != 0:
            raise AgentError("fails", "In a fresh clone the tests do not pass. Nothing was written.", text=text)
    bad = [case for case in chosen if "raised" in case]
    for case in bad:
        code, text, told = _pytest(job, draft.clone, [_id(case)], "1")
        raised = case["raised"]
        if code != 1 or told != [[_id(case), "call", raised["type"], raised["line"]]]:
            raise AgentError("fails", "“%s” does not fail as it did. Nothing was written." % _id(case), text=text)
    return len(good), len(bad)


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
