"""Which paths git would leave out of a commit, and the lines of `.gitignore` that let them in."""

import os
import shutil
import tempfile

from .versions import _git
from .errors import AgentError


def ignored(folder, paths, text=None):
    """Those of the paths, relative to the folder, that git ignores. `text`: as if the folder's `.gitignore` were so.

    Nothing is ignored where there is no repository.
    """
    top = top_of(folder)
    if top is None or not paths:
        return []
    with tempfile.TemporaryDirectory(prefix="lift-ignore-") as trial:
        _git(trial, "init", "-q")
        _copy_rules(top, folder, trial)
        own = os.path.join(trial, os.path.relpath(os.path.realpath(folder), top))
        os.makedirs(own, exist_ok=True)
        for path in paths:
            _copy_folder_rules(folder, own, os.path.dirname(path))
        if text is not None:
            with open(os.path.join(own, ".gitignore"), "w", encoding="utf-8", newline="") as file:
                file.write(text)
        return [path for path in paths if _is_ignored(own, path)]


def top_of(folder):
    """The top of the repository that the folder lies in; `None` where there is none."""
    try:
        return os.path.realpath(_git(folder, "rev-parse", "--show-toplevel"))
    except AgentError:
        return None


def mended(folder, before, paths, data):
    """`.gitignore` with lines that let the paths in, tried; `None` where no such lines help."""
    parts = data.split("/")
    folders = ["!/%s/" % "/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
    files = ["!/%s" % path for path in paths if not path.startswith(data + "/")]
    inside = "!/%s/**" % data
    text = before or ""
    text += "" if text.endswith("\n") or not text else "\n"
    for lines in ([folders[-1]], [inside], [folders[-1], inside], [*folders, inside, *files]):
        tried = text + "".join(line + "\n" for line in lines)
        if not ignored(folder, paths, tried):
            return tried
    return None


def _is_ignored(folder, path):
    try:
        return _git(folder, "check-ignore", "--no-index", "--", path) != ""
    except AgentError:
        return False  # git says so by its code


def _copy_rules(top, folder, trial):
    """Of the repository, and of every folder on the way to the project."""
    exclude = _git(top, "rev-parse", "--git-path", "info/exclude")
    exclude = os.path.join(top, exclude)
    if os.path.exists(exclude):
        os.makedirs(os.path.join(trial, ".git", "info"), exist_ok=True)
        shutil.copy(exclude, os.path.join(trial, ".git", "info", "exclude"))
    for name in ("core.excludesFile", "core.ignoreCase"):
        try:
            _git(trial, "config", name, _git(top, "config", "--type", "path", name).rstrip("\n"))
        except AgentError:
            continue  # it is not set
    way = os.path.relpath(os.path.realpath(folder), top)
    _copy_folder_rules(top, trial, "" if way == "." else way)


def _copy_folder_rules(source, target, way):
    """`.gitignore` of each folder on the way, both ends included."""
    parts = [part for part in way.split(os.sep if os.sep in way else "/") if part]
    for depth in range(len(parts) + 1):
        rules = os.path.join(source, *parts[:depth], ".gitignore")
        place = os.path.join(target, *parts[:depth])
        if os.path.isfile(rules):
            os.makedirs(place, exist_ok=True)
            shutil.copy(rules, os.path.join(place, ".gitignore"))
