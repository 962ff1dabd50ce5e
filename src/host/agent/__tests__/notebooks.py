"""A notebook run as a scratch kernel runs it, with functions that are recorded."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import agent

RECORD = agent.HERE / "record"
ORDER = (
    "helpers", "helpers_text", "same", "tables", "encode", "asserts", "sample", "masks", "watch", "finder", "arguments", "branches", "places", "clock", "invariants",
    "reason", "recorder", "failing",
    "mutants", "changes", "replay", "trial",
)
TOOLS = {name: RECORD.joinpath(name + ".py").read_text(encoding="utf-8") for name in ORDER}
RUN = """
import json, os, sys
job = json.loads(sys.stdin.read())
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
os.chdir(job["folder"])
sys.path[0] = job["folder"]
exec(compile(job["load"], "load.py", "exec"), {"package": "recorder_under_test", "sources": job["tools"], "version": "1"})
tools = sys.modules["recorder_under_test"]
if job["failing"]:
    tools.failing.begin(job["failing"], job["into"], job["copy"], len(job["cells"]))
else:
    tools.recorder.begin(job["functions"], job["into"], job["copy"])
for cell in job["cells"]:
    result = shell.run_cell(cell, store_history=True)
    error = result.error_in_exec or result.error_before_exec
    if error and not job["raises"]:
        sys.exit(str(error))
"""


def record(project, place, functions, *cells, folder="", raises=False, failing=None):
    """Runs the cells in a copy of the project; the copy's path, for `draft-tests`. `raises`: a cell may. `failing`: the
    function, `file.py:name`, whose call makes the last cell fail."""
    copy = str(place / "lift-scratch-1" / "project")
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns(".git"))
    job = {
        "copy": copy, "folder": os.path.join(copy, folder), "cells": cells, "functions": functions, "tools": TOOLS,
        "raises": raises or failing is not None, "failing": failing, "into": os.path.join(os.path.dirname(copy), "lift-record"),
        "load": agent.HERE.joinpath("load.py").read_text(),
    }
    subprocess.run([sys.executable, "-c", RUN], input=json.dumps(job), text=True, check=True, timeout=120)
    return copy


def write(project, **files):
    """Files of a project, `__` for `/` and `_dot_` for the dot before an ending."""
    for name, text in files.items():
        path = Path(project, name.replace("__", "/").replace("_dot_", "."))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
