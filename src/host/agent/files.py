"""Folders: what is in them, how large they are, copies to run in."""

import atexit
import hashlib
import os
import shutil
import tempfile

from .errors import AgentError
from .jobs import operation
from .processes import Guard

# Never part of a project's state: history, caches, what is installed. Environments are told by what is in them.
SKIPPED = {
    ".git", ".hg", ".svn", ".dvc", "node_modules", "__pycache__", ".ipynb_checkpoints",
    ".pytest_cache", ".mypy_cache", ".ruff_cache", ".tox", ".nox", "lift-versions",
}
ENVIRONMENT = ("pyvenv.cfg", "conda-meta")


@operation("names")
def names(job, folder):
    """Names in a folder that the Contents API would show too, sorted; folders end with `/`."""
    with os.scandir(folder) as entries:
        found = [entry.name + "/" if entry.is_dir() else entry.name for entry in entries]
    return sorted(name for name in found if not name.startswith("."))


@operation("measure")
def measure(job, folder):
    """Size of what a copy would hold: `{files, bytes}`."""
    files = size = 0
    for path in _walk(job, folder):
        files += 1
        size += os.lstat(path).st_size
    return {"files": files, "bytes": size}


@operation("copy")
def copy(job, folder):
    """A scratch copy of a project's folder; answers with its path, which `remove` takes."""
    top = tempfile.mkdtemp(prefix="lift-scratch-")
    _tops[top] = Guard('rm -rf -- "$1"', top)
    target = os.path.join(top, os.path.basename(os.path.abspath(folder)) or "project")
    os.mkdir(target)
    try:
        for path in _walk(job, folder):
            place = os.path.join(target, os.path.relpath(path, folder))
            os.makedirs(os.path.dirname(place), exist_ok=True)
            try:
                _copy_one(path, place, os.path.realpath(folder), os.path.realpath(target))
            except (PermissionError, FileNotFoundError):
                continue  # nobody's to read, or gone meanwhile: code cannot read it there either
        for path in _folders(folder):
            os.makedirs(os.path.join(target, os.path.relpath(path, folder)), exist_ok=True)
    except BaseException:
        _drop(top)
        raise
    return target


# Scratch copies that are there; none outlives the helper.
_tops = {}


def _drop(top):
    shutil.rmtree(top, ignore_errors=True)
    guard = _tops.pop(top, None)
    if guard is not None:
        guard.dismiss()


@atexit.register
def _drop_all():
    for top in list(_tops):
        _drop(top)


def _copy_one(path, place, folder, target):
    """A link that leads into the project leads into the copy, so that what is written through it stays there."""
    leads = os.path.realpath(path)
    if os.path.islink(path) and os.path.commonpath([folder, leads]) == folder:
        copied = os.path.join(target, os.path.relpath(leads, folder))
        os.symlink(os.path.relpath(copied, os.path.realpath(os.path.dirname(place))), place)
    else:
        shutil.copy2(path, place, follow_symlinks=False)


# What scratch copies held before anything ran in them.
_marks = {}


@operation("mark")
def mark(job, folder):
    """Remembers what the folder holds, for `written`."""
    _marks[folder] = dict(_stamps(job, folder))
    return None


@operation("written")
def written(job, folder):
    """Files that were made or changed since `mark`: path below the folder, POSIX, to digest."""
    before = _marks.pop(folder, {})
    found = {}
    for path, stamp in _stamps(job, folder):
        if before.get(path) != stamp:
            with open(os.path.join(folder, path), "rb") as file:
                found[path.replace(os.sep, "/")] = hashlib.sha1(file.read()).hexdigest()
    return found


def _stamps(job, folder):
    for path in _walk(job, folder):
        if os.path.isfile(path):
            stat = os.stat(path)
            yield os.path.relpath(path, folder), (stat.st_size, stat.st_mtime_ns, stat.st_ino)


@operation("remove")
def remove(job, folder):
    """Removes a scratch copy, and nothing else."""
    top = os.path.dirname(folder)
    if not os.path.basename(top).startswith("lift-scratch-"):
        raise AgentError("not-scratch", "“%s” is not a scratch copy." % folder, path=folder)
    _drop(top)
    return None


@operation("read")
def read(job, path):
    """The text of a file."""
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


@operation("put")
def put(job, path, text):
    """Writes a text file of a scratch copy; folders are made."""
    if "lift-scratch-" not in path:
        raise AgentError("not-scratch", "“%s” does not lie in a scratch copy." % path, path=path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return None


def _walk(job, folder):
    """Files below, links not followed."""
    for base, folders, files in os.walk(folder):
        job.check()
        folders[:] = _own(base, folders)
        links = [name for name in folders if os.path.islink(os.path.join(base, name))]
        for name in files + links:
            path = os.path.join(base, name)
            if os.path.islink(path) or os.path.isfile(path):
                yield path


def _folders(folder):
    for base, folders, _ in os.walk(folder):
        folders[:] = _own(base, folders)
        for name in folders:
            path = os.path.join(base, name)
            if not os.path.islink(path):
                yield path


def _own(base, folders):
    return [name for name in folders if name not in SKIPPED and not _is_environment(os.path.join(base, name))]


def _is_environment(folder):
    return any(os.path.exists(os.path.join(folder, sign)) for sign in ENVIRONMENT)
