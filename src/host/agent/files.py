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
        size += (os.stat if _leads_out(path, folder) else os.lstat)(path).st_size
    return {"files": files, "bytes": size}


@operation("copy")
def copy(job, folder):
    """A scratch copy of a project's folder; answers with its path, which `remove` takes."""
    try:
        return _copied(job, folder)
    except OSError as error:
        raise AgentError(
            "no-copy",
            "Nothing was run: the project could not be copied for it (%s). The project is as it was. Make room in the "
            "folder for temporary files, or name another one with TMPDIR." % (error.strerror or error),
            path=folder,
        ) from None


def _copied(job, folder):
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
        for path in _folders(job, folder):
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
    """A link that leads into the project leads into the copy, and instead of one that leads out of it there is what it
    leads to, so that what is written through it stays in the copy."""
    leads = os.path.realpath(path)
    if os.path.islink(path) and _is_within(leads, folder):
        copied = os.path.join(target, os.path.relpath(leads, folder))
        os.symlink(os.path.relpath(copied, os.path.realpath(os.path.dirname(place))), place)
    elif os.path.islink(path) and not os.path.isfile(leads):
        os.symlink(leads, place)  # to nowhere, to a device, or to a folder around the project
    else:
        shutil.copy2(path, place)


# What scratch copies held before anything ran in them.
_marks = {}


@operation("mark")
def mark(job, folder):
    """Remembers what the folder holds, for `written`."""
    _marks[folder] = dict(_stamps(job, folder))
    return None


@operation("written")
def written(job, folder):
    """Files and folders that were made, changed or removed since `mark`: path below the folder, POSIX, to digest; a
    folder's ends with a slash."""
    before = _marks.pop(folder, {})
    found = {path: "gone" for path in before}
    for path, stamp in _stamps(job, folder):
        found.pop(path, None)
        if path not in before or before[path] != stamp:
            found[path] = "folder" if stamp is None else _digest(os.path.join(folder, path))
    return {path.replace(os.sep, "/"): digest for path, digest in found.items()}


def _digest(path):
    digest = hashlib.sha1()
    with open(path, "rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            digest.update(part)
    return digest.hexdigest()


def _stamps(job, folder):
    """Files with what changes when they are written; folders, which end with a slash, with `None`."""
    for path in _walk(job, folder, out=False):
        if os.path.isfile(path):
            stat = os.stat(path)
            yield os.path.relpath(path, folder), (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    for path in _folders(job, folder, out=False):
        yield os.path.relpath(path, folder) + os.sep, None


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


def _walk(job, folder, out=True):
    """Files and links below; `out`: files too that lie behind links which lead out of the folder."""
    return (path for path, is_folder in _tree(job, folder, out) if not is_folder)


def _folders(job, folder, out=True):
    return (path for path, is_folder in _tree(job, folder, out) if is_folder)


def _tree(job, folder, out, above=()):
    """Paths as code sees them, and whether they are folders. Links into the folder, or to what is around it, are told
    and not followed."""
    above = above or (os.path.realpath(folder),)
    for base, folders, files in os.walk(folder):
        job.check()
        folders[:] = _own(base, folders)
        for name in files + folders:
            path = os.path.join(base, name)
            leads = os.path.realpath(path) if os.path.islink(path) else ""
            if leads and out and _is_elsewhere(leads, above):
                yield path, True
                yield from _tree(job, path, out, (*above, leads))
            elif leads or os.path.isfile(path):
                yield path, False
            elif name in folders:
                yield path, True


def _leads_out(path, folder):
    """A link to a file outside."""
    leads = os.path.realpath(path)
    return os.path.islink(path) and os.path.isfile(leads) and not _is_within(leads, os.path.realpath(folder))


def _is_within(path, folder):
    try:
        return os.path.commonpath([folder, path]) == folder
    except ValueError:  # on another drive
        return False


def _is_elsewhere(folder, above):
    """A folder outside the project, the first of those that are looked through, and around none of them."""
    return os.path.isdir(folder) and not _is_within(folder, above[0]) and not any(_is_within(one, folder) for one in above)


def _own(base, folders):
    return [name for name in folders if name not in SKIPPED and not _is_environment(os.path.join(base, name))]


def _is_environment(folder):
    return any(os.path.exists(os.path.join(folder, sign)) for sign in ENVIRONMENT)
