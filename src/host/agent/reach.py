"""How far above its project a notebook reaches, so that a copy to run in holds what `../data` leads to."""

import os
import re

from .jobs import operation

# `..` at the beginning of a path: in a text, in a shell line, in a magic.
_CLIMB = re.compile(r"""(?:^|["'\s=(,:])((?:\.\.[/\\]{1,2})*\.\.)(?=["'\s/\\)]|$)""", re.MULTILINE)


@operation("reach")
def reach(job, folder, below, texts):
    """The folder to copy for code that runs in `below` of the project's folder: the project's, or one above it that
    the texts, or the modules beside them that they name, climb to. `{folder, below}`, `below` being where in it the
    project lies, POSIX. A home folder, or one above it, is no project."""
    own = os.path.abspath(os.path.join(folder, below))
    told = "\n".join(texts)
    climbs = max(map(_climbs, [told, *_modules({own, os.path.abspath(folder)}, told)]))
    target = os.path.abspath(os.path.join(own, *[os.pardir] * climbs))
    home = os.path.abspath(os.path.expanduser("~"))
    if not _is_above(target, os.path.abspath(folder)) or target == home or _is_above(target, home):
        return {"folder": folder, "below": ""}
    return {"folder": target, "below": os.path.relpath(folder, target).replace(os.sep, "/")}


def _climbs(text):
    return max((found.count("..") for found in _CLIMB.findall(text)), default=0)


def _modules(folders, told):
    """Texts of the modules in the folders whose names the texts hold."""
    words = set(re.findall(r"\w+", told))
    for folder in folders:
        for name in sorted(words):
            path = os.path.join(folder, name + ".py")
            if os.path.isfile(path):
                with open(path, encoding="utf-8", errors="replace") as file:
                    yield file.read()


def _is_above(folder, other):
    """The folder holds the other one, and is not it."""
    try:
        return folder != other and os.path.commonpath([folder, other]) == folder
    except ValueError:  # on another drive
        return False
