"""Asks for drafts of what was recorded, and writes them."""

import os
import subprocess
import sys

from .notebooks import TOOLS, record


def git(folder, *arguments):
    own = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main"]
    return subprocess.run([*own, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def ask(page, op, **arguments):
    page.count += 1
    page.say(requests=[{"id": page.count, "op": op, "args": arguments}])
    reply, _ = page.reply(page.count, 120)
    return reply["value"] if reply["ok"] else reply["error"]


def draft(page, project, copy, **arguments):
    what = dict(copy=copy, folder=str(project), notebook="work.ipynb", cells=[1, 2, 4], tools=TOOLS, mutants=False)
    return ask(page, "draft-tests", **dict(what, **arguments))


def recorded(page, project, names, *cells, **arguments):
    copy = record(project, project.parent, ["steps:" + name for name in names.split()], *cells)
    return copy, draft(page, project, copy, **arguments)


def put_down(page, copy, found):
    """Writes all cases that there can be."""
    ids = [case["id"] for case in found["cases"] if case["problem"] is None]
    composed = ask(page, "compose-tests", copy=copy, cases=ids)
    assert "files" in composed, composed
    return composed, ask(page, "write-tests", copy=copy, cases=ids, stamp=composed["stamp"])


def run_pytest(folder):
    command = [os.path.join(os.path.dirname(sys.executable), "pytest"), "-q", "-p", "no:cacheprovider"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout
