"""The near side of the fork server: opens notebooks, runs cells from a checkpoint, keeps the folder right."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .worker.files import Folder, Listing, fixed_paths

Json = dict[str, Any]
_START = Path(__file__).parent / "worker" / "start.py"


class RunFailed(Exception):
    """The runner died; the text says of what."""


class NotMeasured(RunFailed):
    """The run says nothing about the notebook: it was stopped at its time limit, or from outside."""


class RunnerGone(NotMeasured):
    """The process that was to run it does not answer any more."""


def environment(tmp: str, preload: str = "") -> dict[str, str]:
    """Variables under which every run happens, real kernels too: fixed hashes, one thread, no user profile."""
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "NUMBA")}
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST", "MPLBACKEND", "JPY_", "IPYTHON"))}
    return {
        **kept,
        **threads,
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "IPYTHONDIR": f"{tmp}/ipython",
        "LIFTBENCH_TMP": tmp,
        "LIFTBENCH_PRELOAD": preload,
    }


class Server:
    """A warm process of one Python. Use as a context manager; it and all its forks end with it."""

    def __init__(self, python: str, preload: str = "") -> None:
        self.tmp = tempfile.mkdtemp(prefix="lb-")
        self._count = 0
        self._python = python
        self._preload = preload
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        with open(f"{self.tmp}/stderr", "ab") as stderr:
            return subprocess.Popen(
                [self._python, str(_START)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                env=environment(self.tmp, self._preload),
                cwd=self.tmp,
            )

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            if self._process.stdin:
                self._process.stdin.close()
        self._process.wait(30)
        shutil.rmtree(self.tmp, ignore_errors=True)

    def open(self, cells: list[Json], cwd: Path, folder: Path, timeout: float, checkpoints: bool = True) -> Session:
        """Runs the cells once and waits for the end, in a new process if the old one is gone; raises `RunFailed`."""
        if self._process.poll() is not None:
            self._process = self._start()
        self._count += 1
        sockets = Path(self.tmp) / str(self._count)
        sockets.mkdir()
        (sockets / "tmp").mkdir()
        named = fixed_paths("\n".join(cell["code"] for cell in cells))
        elsewhere = sorted(path for path in named if not os.path.lexists(path))
        request = {
            "temporary": str(sockets / "tmp"), "elsewhere": elsewhere, "cells": cells, "cwd": str(cwd), "folder": str(folder), "store": str(sockets / "store"),
            "sockets": str(sockets), "parent": os.getpid(), "checkpoints": checkpoints,
        }
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"open": request}).encode() + b"\n")
        self._process.stdin.flush()
        place = Folder(str(folder), str(sockets / "store"), str(sockets / "tmp"), elsewhere)
        return Session(sockets, place, folder, timeout, self)

    def complaint(self) -> str:
        """What the process said before it died."""
        logs = [Path(self.tmp) / name for name in ("errors", "stderr")]
        return "\n".join(log.read_text(errors="replace")[-2000:] for log in logs if log.exists())


@dataclass(frozen=True)
class Run:
    """Cells from `start` on (position among code cells), the state after the last, and the files then."""

    start: int
    cells: list[Json]
    state: Json
    files: Listing


class Session:
    """An opened notebook: its baseline, what IPython made of its cells, and its checkpoints."""

    def __init__(self, sockets: Path, place: Folder, folder: Path, timeout: float, server: Server) -> None:
        self._sockets = sockets
        self._server = server
        self._outs = 0
        try:
            _wait_for(sockets / "end.sock", 60, server)
            base = self._ask("end", {"op": "base"}, timeout)
        except RunFailed:
            self._kill()
            raise
        self.base = Run(0, base["cells"], base["state"], base["files"])
        self.executed: list[str] = base["executed"]
        self.checkpoints: list[int] = base["checkpoints"]
        self._listings: dict[int, Listing] = {int(k): v for k, v in base["listings"].items()}
        self._folder = place
        self.root = folder

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._ask("end", {"op": "quit"}, 10)
        except RunFailed:
            self._kill()
        self.restore()
        shutil.rmtree(self._sockets, ignore_errors=True)

    def _kill(self) -> None:
        """Ends a runner that does not answer; its copies end when they see it."""
        with contextlib.suppress(OSError, ValueError):
            os.kill(int((self._sockets / "pid").read_text()), signal.SIGKILL)

    def start_for(self, changed: int) -> int:
        """The last checkpoint at or before a code cell."""
        return max(position for position in self.checkpoints if position <= changed)

    def run(self, start: int, cells: list[Json], files: dict[str, str], modules: list[str], timeout: float) -> Run:
        """Runs `cells` from checkpoint `start`, with `files` (relative to the folder) written before."""
        self._prepare(start, files)
        out = self._operate(str(start), {"op": "run", "cells": cells, "modules": modules}, timeout)
        return Run(start, out["cells"], out["state"], out["files"])

    def import_alone(self, module: str, files: dict[str, str], where: str, timeout: float) -> Json:
        """Imports a module in a fork of the finished notebook (`end`) or of one not begun (`0`), beside the files
        of the beginning: `events`, `changed` settings, `files`."""
        self._prepare(0, files)
        return self._operate(where, {"op": "import", "module": module}, timeout)

    def restore(self) -> None:
        """The folder as it was before anything ran."""
        self._folder.restore(self._listings[0])

    def _prepare(self, start: int, files: dict[str, str]) -> None:
        self._folder.restore(self._listings[start])
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    def _operate(self, where: str, request: Json, timeout: float) -> Json:
        self._outs += 1
        out = self._sockets / f"out-{self._outs}.json"
        done = self._ask(where, {**request, "out": str(out), "timeout": timeout}, timeout + 30)
        if done["status"] == "timeout":
            raise NotMeasured(f"not through after {timeout:.0f} s")
        if done["status"] == "died" and os.WIFSIGNALED(done["code"]) and os.WTERMSIG(done["code"]) == signal.SIGKILL:
            raise NotMeasured("killed from outside")
        if done["status"] != "ok" or not out.exists():
            raise RunFailed(f"{done['status']} {done['code']}; {self._server.complaint()}")
        answer = json.loads(out.read_text(encoding="utf-8"))
        out.unlink()
        return answer

    def _ask(self, where: str, request: Json, timeout: float) -> Json:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(timeout)
                connection.connect(str(self._sockets / f"{where}.sock"))
                with connection.makefile("rw", encoding="utf-8") as stream:
                    stream.write(json.dumps(request) + "\n")
                    stream.flush()
                    line = stream.readline()
        except OSError as error:
            raise RunnerGone(f"{type(error).__name__} {error}; {self._server.complaint()}") from error
        if not line and request["op"] != "quit":
            raise RunnerGone(f"no answer; {self._server.complaint()}")
        return json.loads(line) if line else {}


def _wait_for(path: Path, seconds: float, server: Server) -> None:
    deadline = time.monotonic() + seconds
    while not path.exists():
        if time.monotonic() > deadline:
            raise RunnerGone(f"the runner did not start; {server.complaint()}")
        time.sleep(0.005)
