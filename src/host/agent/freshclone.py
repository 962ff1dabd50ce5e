"""What a fresh clone would hold once everything that git does not ignore is committed."""

import os
import shutil

from . import gitignore
from .files import copy
from .versions import _git

# Settings of pytest in folders above the project count in the project too.
_SETTINGS = ("pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg")


def fresh_clone(job, folder, place):
    """Makes it below the folder `place`; answers with the project's root in it. Where there is no repository, all that
    a copy of the project holds."""
    os.makedirs(place, exist_ok=True)
    top = gitignore.top_of(folder)
    if top is None:
        made = copy(job, folder)
        clone = os.path.join(place, os.path.basename(made))
        shutil.move(made, clone)
        shutil.rmtree(os.path.dirname(made), ignore_errors=True)
        return clone
    way = os.path.relpath(os.path.realpath(folder), top)
    clone = os.path.normpath(os.path.join(place, os.path.basename(top), way))
    os.makedirs(clone)
    listed = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for path in listed:
        job.check()
        if path and os.path.isfile(os.path.join(folder, path)):
            _copy(folder, clone, path)
    above = [] if way == "." else ["", *_above(way)]
    for path in (os.path.join(one, name) for one in above for name in _SETTINGS):
        if os.path.isfile(os.path.join(top, path)):
            _copy(top, os.path.join(place, os.path.basename(top)), path)
    return clone


def _above(way):
    parts = way.split(os.sep)
    return [os.path.join(*parts[:depth]) for depth in range(1, len(parts))]


def _copy(folder, clone, path):
    to = os.path.join(clone, path)
    os.makedirs(os.path.dirname(to), exist_ok=True)
    shutil.copy2(os.path.join(folder, path), to)
