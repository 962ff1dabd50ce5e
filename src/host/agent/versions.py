"""Scratch copies at another commit: files that git knows as they were then, all others as they are now."""

import os
import re
import shutil
import subprocess

from .errors import AgentError
from .files import copy, remove
from .jobs import operation

# Nothing of the repository's own configuration is run but its filters, without which files are not what they were.
SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.devnull)


@operation("copy-at")
def copy_at(job, folder, commit, project=None):
    """As `copy`, with the files of the commit of the repository that the project lies in; the project lies in the
    folder and is that where it is not named. Answers with the path."""
    project = os.path.realpath(project or folder)
    known = _git(project, "rev-parse", "--verify", "--quiet", commit + "^{commit}")
    _refuse_other_submodules(project, known, commit)
    target = copy(job, folder)
    try:
        own = _versioned(os.path.realpath(folder), project)
        _put_back(own, known, os.path.normpath(os.path.join(target, os.path.relpath(own, os.path.realpath(folder)))))
    except BaseException:
        remove(job, target)
        raise
    return target


def _versioned(folder, project):
    """Of a folder that is copied, what the project's repository knows: all of it, or the repository in it."""
    top = os.path.realpath(_git(project, "rev-parse", "--show-toplevel"))
    return folder if os.path.commonpath([folder, top]) == top else top


def _refuse_other_submodules(project, known, commit):
    """Their files at that commit are in another repository, which may not even have them."""
    now = _links(_git(project, "ls-files", "--stage", "-z", "--full-name", ":/", top=True))
    then = _links(_git(project, "ls-tree", "-r", "-z", "--full-tree", known))
    other = sorted(path for path in {*now, *then} if now.get(path) != then.get(path))
    if other:
        raise AgentError(
            "submodule",
            "“%s” is a submodule, and another version of it belongs to %s. Check that version out beside this one "
            "(git worktree add, git submodule update --init there), and compare the two paths." % (other[0], commit),
            path=other[0],
        )


def _links(listed):
    """Submodules of a listing of git, each with its commit."""
    lines = [line.split("\t", 1) for line in listed.split("\0") if line.startswith("160000 ")]
    return {path: re.search(r"\b[0-9a-f]{40,64}\b", about).group() for about, path in lines}


def _put_back(folder, known, target):
    for path in _names(folder, "ls-files", "-z", "--", "."):
        gone = os.path.join(target, path)
        if os.path.islink(os.path.join(folder, path)) and os.path.isdir(gone) and not os.path.islink(gone):
            shutil.rmtree(gone)  # it was copied instead of a link out of the project
        elif os.path.lexists(gone) and not os.path.isdir(gone):
            os.unlink(gone)
    index = os.path.join(os.path.dirname(target), "index")
    prefix = _git(folder, "rev-parse", "--show-prefix").rstrip("/")
    tree = known + ":" + prefix if prefix else known
    _git(folder, "read-tree", tree, GIT_INDEX_FILE=index)
    _git(folder, "checkout-index", "--all", "--force", "--prefix=" + target + os.sep, GIT_INDEX_FILE=index, top=True)


def _names(folder, *arguments):
    return [name for name in _git(folder, *arguments).split("\0") if name]


def _environment():
    """Without what git sets for a hook, which names another repository or index than the folder's own."""
    own = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
    return {key: value for key, value in os.environ.items() if key not in own}


def _git(folder, *arguments, top=False, **environment):
    """What git prints. `top`: paths are those of the index, not below the folder."""
    where = _git(folder, "rev-parse", "--show-toplevel") if top else folder
    try:
        done = subprocess.run(
            ["git", *SAFE, *arguments],
            cwd=where,
            env={**_environment(), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
    except FileNotFoundError:
        raise AgentError("no-git", "There is no git command here.") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise AgentError("git", "git %s: %s" % (arguments[0], said or "there is no such commit"))
    return os.fsdecode(done.stdout).rstrip("\n")
