"""One notebook on the bench: its scratch copy, its baseline, runs of rewrites of it, a cache of them."""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any, Callable

from . import notebooks
from .client import NotMeasured, Run, RunFailed, RunnerGone, Server, Session
from .gate import GATE
from .notebooks import Cell

Json = dict[str, Any]
_PATIENCE = 4  # how many times its limit a run gets when it is run again alone


class Cache:
    """Results of runs by what was run; in a folder, or nowhere."""

    def __init__(self, folder: Path | None, salt: str) -> None:
        self._folder = folder
        self._salt = salt

    def get(self, *key: Any) -> Json | None:
        """The stored value, `None` without one."""
        path = self._path(key)
        if path is None or not path.exists():
            return None
        return json.loads(gzip.decompress(path.read_bytes()))

    def put(self, value: Json, *key: Any) -> None:
        """Stores a value for a key of plain JSON."""
        path = self._path(key)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.compress(json.dumps(value).encode(), 3))

    def _path(self, key: tuple[Any, ...]) -> Path | None:
        digest = hashlib.sha1((self._salt + json.dumps(key, sort_keys=True)).encode()).hexdigest()
        return self._folder / digest[:2] / digest[2:] if self._folder else None


class Bed:
    """Runs the notebook at `path` unchanged twice and rewrites of it as often as wanted.

    Use as a context manager. Nothing is executed as long as the cache knows the result. `old`: its cells;
    `executed`: position -> what IPython makes of a code cell; `copy`: the scratch copy's notebook; `prefix`: its folder within the scratch folder, with a slash. A `small`
    one is known to be deterministic and quick: it runs once, and rewrites of it from the first cell. With `whole`
    all of `top` is copied, not only what the notebook reaches.
    """

    def __init__(self, path: Path, top: Path, server: Server, cache: Cache, timeout: float, small: bool = False,
                 whole: bool = False) -> None:
        self._server = server
        self._small = small
        self._timeout = timeout
        self._tmp = tempfile.TemporaryDirectory(prefix="lb-")
        self.folder, self.copy = notebooks.scratch_copy(path, top, Path(self._tmp.name) / "work", whole)
        self.notebook = notebooks.load(self.copy)
        self.old: list[Cell] = notebooks.cells_of(self.notebook)
        self.code = notebooks.code_of(self.old)
        relative = self.copy.parent.relative_to(self.folder).as_posix()
        self.prefix = "" if relative == "." else relative + "/"
        self._session: Session | None = None
        self._seconds: dict[int, Run] = {}
        self._memory: dict[str, Run | RunFailed] = {}
        self._cache = cache
        self._key = [str(path), hashlib.sha1(self.copy.read_bytes()).hexdigest()]
        self.base, self.again, ran = self._baseline()
        self.executed = dict(zip([c.index for c in self.old if c.kind == "code"], ran))
        self.deterministic = not self.unstable(self.again)

    def __enter__(self) -> Bed:
        return self

    def __exit__(self, *_: object) -> None:
        if self._session:
            self._session.__exit__()
        self._tmp.cleanup()

    def _baseline(self) -> tuple[Run, Run, list[str]]:
        known = self._cache.get(*self._key, "base")
        if known:
            return Run(**known["first"]), Run(**known["second"]), known["executed"]
        session = self._open()
        if self._small:
            return session.base, session.base, session.executed
        second = self._patiently(lambda session, patience: session.run(
            0, self.code, {}, [], patience * self._timeout))
        self._seconds[0] = second
        stable = all(a["events"] == b["events"] for a, b in zip(session.base.cells, second.cells))
        if stable and session.base.state == second.state:
            both = {"first": asdict(session.base), "second": asdict(second), "executed": session.executed}
            self._cache.put(both, *self._key, "base")
        return session.base, second, session.executed

    def _open(self) -> Session:
        if self._session is None:
            text = "\n".join(cell["code"] for cell in self.code)
            forks = not self._small and not any(word in text for word in ("asyncio", "await ", "async for", "async with"))
            with GATE.together():
                self._session = self._server.open(self.code, self.copy.parent, self.folder, self._timeout, forks)
        return self._session

    def _patiently(self, run: Callable[[Session, int], Any]) -> Any:
        """`run(session, 1)`; what cannot be measured so is run again, alone and with a larger factor for its limit."""
        try:
            session = self._open()
            with GATE.together():
                return run(session, 1)
        except NotMeasured as error:
            if isinstance(error, RunnerGone):
                self._close()
            session = self._open()
            with GATE.alone():
                return run(session, _PATIENCE)

    def _close(self) -> None:
        if self._session:
            self._session.__exit__()
            self._session = None

    def unstable(self, second: Run) -> set[int]:
        """Positions among code cells whose output differs between the baseline and another original run."""
        pairs = zip(self.base.cells[second.start :], second.cells)
        return {second.start + i for i, (a, b) in enumerate(pairs) if a["events"] != b["events"]}

    def second(self, start: int) -> Run:
        """Another run of the original from a checkpoint: tells what is not deterministic from there."""
        if self.deterministic and self.base.state == self.again.state:
            return self.again
        if start not in self._seconds:
            try:
                self._seconds[start] = self._patiently(lambda session, patience: session.run(
                    start, self.code[start:], {}, [], patience * self._timeout))
            except RunFailed as error:
                raise NotMeasured(f"the original, once more: {error}") from error
        return self._seconds[start]

    def run(self, code: list[Json], files: dict[str, str], modules: list[str]) -> Run:
        """Runs rewritten code cells, with `files` (relative to the notebook's folder) beside them.

        Starts at the last checkpoint before the first changed cell; raises `RunFailed`, which is `NotMeasured` where
        a second, longer run did not end either. Equal rewrites run once.
        """
        same = [a["code"] == b["code"] for a, b in zip(self.code, code)]
        changed = same.index(False) if False in same else min(len(same), len(self.code))
        key = json.dumps([[c["code"] for c in code], sorted(files.items())])
        if key not in self._memory:
            self._memory[key] = self._run(code, files, modules, changed, key)
        result = self._memory[key]
        if isinstance(result, RunFailed):
            raise result
        return result

    def _run(self, code: list[Json], files: dict[str, str], modules: list[str], changed: int,
             key: str) -> Run | RunFailed:
        stored = self.deterministic and self.base.state == self.again.state
        known = self._cache.get(*self._key, "run", key) if stored else None
        if known:
            return Run(**known)
        written = {self.prefix + path: content for path, content in files.items()}

        def run(session: Session, patience: int) -> Run:
            # A fork of a process with threads may hang: the second time nothing is taken over but the imports.
            first = changed if patience == 1 else 0
            start = session.start_for(min(first, len(self.code) - 1)) if self.code else 0
            usual = sum(cell["seconds"] for cell in self.base.cells[start:])
            return session.run(start, code[start:], written, modules, patience * min(self._timeout, 60 + 10 * usual))

        try:
            done: Run = self._patiently(run)
        except RunFailed as error:
            return error
        if stored:
            self._cache.put(asdict(done), *self._key, "run", key)
        return done

    def import_alone(self, module: str, files: dict[str, str]) -> Json:
        """What importing a module does by itself: `events`, `changed`, `files`; raises `RunFailed`."""
        key = sorted(files.items())
        known = self._cache.get(*self._key, "import", module, key)
        if known is None:
            written = {self.prefix + path: content for path, content in files.items()}
            known = self._patiently(lambda session, patience: session.import_alone(
                module, written, "end" if patience == 1 else "0", patience * 60))
            self._cache.put(known, *self._key, "import", module, key)
        return known

    def restore(self) -> None:
        """The scratch folder as it was copied, for whoever reads it next."""
        if self._session:
            self._session.restore()
