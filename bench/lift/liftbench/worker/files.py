"""The state of a folder: taken, compared and put back, so that every run finds the files it should."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

Listing = dict[str, str]
"""Path relative to the folder -> `sha1:mtime_ns`; folders end with `/` and have an empty value.

Paths of the folder for temporary files begin with `TEMPORARY`, those elsewhere are absolute.
"""
TEMPORARY = "<tmp>/"

_IGNORED = {"__pycache__", ".ipynb_checkpoints"}
_FIXED = re.compile(r"""(?<=['" =])/tmp/[\w.-]*\w""")


class Folder:
    """What runs of a notebook may write, and the contents of every file that was ever there.

    That is its scratch folder `root`, its folder for temporary files, and some paths elsewhere.
    """

    def __init__(self, root: str, store: str, temporary: str = "", elsewhere: Iterable[str] = ()) -> None:
        self._root = Path(root)
        self._temporary = temporary
        self._elsewhere = sorted(elsewhere)
        self._store = Path(store)
        self._store.mkdir(parents=True, exist_ok=True)
        self._known: dict[tuple[str, int, int, int], str] = {}

    def take(self) -> Listing:
        """The listing as it is now; contents not seen before are copied to the store."""
        listing: Listing = {}
        for prefix, top in self._tops():
            for path, is_folder in _walk(top):
                key = prefix + path.relative_to(top).as_posix()
                listing[key + "/" if is_folder else key] = "" if is_folder else self._mark(path)
        for name in self._elsewhere:
            path = Path(name)
            if path.is_file():
                listing[name] = self._mark(path)
            elif path.is_dir():
                listing[name + "/"] = ""
        return listing

    def _tops(self) -> list[tuple[str, Path]]:
        """Folders, each with what its paths begin with in a listing."""
        found = [("", self._root), *((name + "/", Path(name)) for name in self._elsewhere)]
        return found + ([(TEMPORARY, Path(self._temporary))] if self._temporary else [])

    def _place(self, key: str) -> Path:
        if key.startswith(TEMPORARY):
            return Path(self._temporary, key.removeprefix(TEMPORARY))
        return self._root / key  # an absolute path stays what it is

    def restore(self, wanted: Listing) -> None:
        """Makes everything equal to `wanted`, an earlier result of `take` on the same store."""
        now = self.take()
        for key in sorted(set(now) - set(wanted), reverse=True):
            target = self._place(key)
            shutil.rmtree(target) if key.endswith("/") and not target.is_symlink() else target.unlink()
        for key in sorted(wanted):
            if key.endswith("/"):
                self._place(key).mkdir(parents=True, exist_ok=True)
            elif now.get(key) != wanted[key]:
                self._put(self._place(key), wanted[key])

    def _mark(self, path: Path) -> str:
        stat = path.stat()
        seen = (str(path), stat.st_mtime_ns, stat.st_size, stat.st_ino)
        if seen not in self._known:
            digest = hashlib.sha1(path.read_bytes()).hexdigest()
            if not (self._store / digest).exists():
                shutil.copyfile(path, self._store / digest)
            self._known[seen] = digest
        return f"{self._known[seen]}:{stat.st_mtime_ns}"

    def _put(self, path: Path, mark: str) -> None:
        digest, _, mtime = mark.partition(":")
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.unlink()
        shutil.copyfile(self._store / digest, path)
        os.utime(path, ns=(int(mtime), int(mtime)))


def _walk(top: Path) -> list[tuple[Path, bool]]:
    """Files and folders below, each with whether it is a folder."""
    found: list[tuple[Path, bool]] = []
    for base, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name not in _IGNORED]
        found += [(Path(base, name), True) for name in folders]
        found += [(Path(base, name), False) for name in names if Path(base, name).is_file()]
    return found


def contents(listing: Listing) -> dict[str, str]:
    """Path -> digest; modification times, folders and temporary files, whose names are drawn, left out."""
    kept = [key for key in listing if not key.endswith("/") and not key.startswith(TEMPORARY)]
    return {key: listing[key].partition(":")[0] for key in kept}


def fixed_paths(text: str) -> set[str]:
    """What a text names in the machine's folder for temporary files: the first part below it."""
    return {found.rstrip(".") for found in _FIXED.findall(text)}
