"""The state of a folder: taken, compared and put back, so that every run finds the files it should."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

Listing = dict[str, str]
"""Path relative to the folder -> `sha1:mtime_ns`; folders end with `/` and have an empty value."""

_IGNORED = {"__pycache__", ".ipynb_checkpoints"}


class Folder:
    """A scratch folder and the contents of every file it ever held."""

    def __init__(self, root: str, store: str) -> None:
        self._root = Path(root)
        self._store = Path(store)
        self._store.mkdir(parents=True, exist_ok=True)
        self._known: dict[tuple[str, int, int, int], str] = {}

    def take(self) -> Listing:
        """The listing as it is now; contents not seen before are copied to the store."""
        listing: Listing = {}
        for path, is_folder in self._walk():
            key = path.relative_to(self._root).as_posix()
            listing[key + "/" if is_folder else key] = "" if is_folder else self._mark(path)
        return listing

    def restore(self, wanted: Listing) -> None:
        """Makes the folder equal to `wanted`, an earlier result of `take` on the same store."""
        now = self.take()
        for key in sorted(set(now) - set(wanted), reverse=True):
            target = self._root / key
            shutil.rmtree(target) if key.endswith("/") else target.unlink()
        for key in sorted(wanted):
            if key.endswith("/"):
                (self._root / key).mkdir(parents=True, exist_ok=True)
            elif now.get(key) != wanted[key]:
                self._put(self._root / key, wanted[key])

    def _walk(self) -> list[tuple[Path, bool]]:
        found: list[tuple[Path, bool]] = []
        for base, folders, names in os.walk(self._root):
            folders[:] = [name for name in folders if name not in _IGNORED]
            found += [(Path(base, name), True) for name in folders]
            found += [(Path(base, name), False) for name in names if Path(base, name).is_file()]
        return found

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


def contents(listing: Listing) -> dict[str, str]:
    """Path -> digest, modification times and folders left out."""
    return {key: mark.partition(":")[0] for key, mark in listing.items() if not key.endswith("/")}
