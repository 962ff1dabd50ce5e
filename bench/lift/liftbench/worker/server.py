"""A fork server. A warm process forks a runner per notebook; the runner executes the cells once and leaves a
sleeping copy of itself before each; a copy, asked to, forks again and runs other cells from there.

stdin: `{"open": {...}}` lines, see `Request`. Each copy listens on `<sockets>/<cell>.sock`, the runner itself on
`<sockets>/end.sock` (answering once it is through) for one JSON line `{"op": ...}` per connection:
`run` (cells, modules, out, timeout), `import` (module, out, timeout), `base` and `quit`.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import select
import signal
import socket
import tempfile
import threading
import time
import traceback
from typing import Any, Callable

from .files import Folder
from .kernel import Kernel, executed
from .scrub import Scrubber
from .state import observe, user_names

Json = dict[str, Any]


def serve() -> None:
    """Reads requests until stdin ends."""
    for module in filter(None, os.environ.get("LIFTBENCH_PRELOAD", "").split(",")):
        importlib.import_module(module)
    kernel = Kernel()
    random.seed(0)  # a fresh process has any seed; the same one lets results be kept
    channel = os.dup(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    with os.fdopen(channel, encoding="utf-8") as lines:
        for line in iter(lines.readline, ""):
            request = json.loads(line)["open"]
            if _fork() == 0:
                os.close(lines.fileno())
                _guard(lambda: Runner(kernel, request).live())
            _reap()


def _fork() -> int:
    """Forks with the state of `random` kept, which Python would seed anew in the child."""
    state = random.getstate()
    child = os.fork()
    if child == 0:
        random.setstate(state)
    return child


def _guard(work: Callable[[], None]) -> None:
    """Runs `work` and ends this process whatever happens; the reason goes to the error file."""
    code = 0
    try:
        work()
    except BaseException:
        code = 70
        with open(f"{os.environ['LIFTBENCH_TMP']}/errors", "a", encoding="utf-8") as log:
            log.write(traceback.format_exc())
    finally:
        os._exit(code)


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _open_files() -> set[str]:
    """What the process holds open, by target; empty where the system does not say."""
    found = set()
    try:
        for name in os.listdir("/proc/self/fd"):
            try:
                found.add(f"{name} {os.readlink('/proc/self/fd/' + name)}")
            except OSError:
                continue
    except OSError:
        pass
    return found


def _threads() -> int:
    """Threads of this process; the allocator's own, which starts again in a fork, is not counted."""
    try:
        names = [_thread_name(task) for task in os.listdir("/proc/self/task")]
        return sum(not name.startswith("jemalloc_bg") for name in names)
    except OSError:
        return threading.active_count()


def _thread_name(task: str) -> str:
    with open(f"/proc/self/task/{task}/comm", encoding="utf-8") as file:
        return file.read()


class Runner:
    """One notebook being run: `cells` [{id, code}], `cwd`, `folder`, `temporary`, `elsewhere`, `store`, `sockets`,
    `parent`, `checkpoints`."""

    def __init__(self, kernel: Kernel, request: Json) -> None:
        self._kernel = kernel
        self._request = request
        self._base: list[Json] = []
        self._children: list[int] = []
        self._checkpoints: list[int] = []
        kernel.renew()
        os.chdir(request["cwd"])
        os.environ["TMPDIR"] = request["temporary"]
        tempfile.tempdir = None
        self._folder = Folder(request["folder"], request["store"], request["temporary"], request["elsewhere"])
        self._scrub = self._scrubber([])
        self._quiet_files = _open_files()
        self._quiet_threads = _threads()

    def _scrubber(self, modules: list[str]) -> Scrubber:
        return Scrubber(modules, self._request["folder"], self._request["temporary"])

    def live(self) -> None:
        """Runs the notebook, leaves the copies, then answers for the state after the last cell."""
        with open(f"{self._request['sockets']}/pid", "w", encoding="utf-8") as file:
            file.write(str(os.getpid()))
        here = self._listen("end")
        for position, cell in enumerate(self._request["cells"]):
            self._leave_copy(position, here)
            self._base.append(self._step(cell, self._scrub))
        self._base_state = observe(user_names(self._kernel.shell), self._scrub)
        self._answer(here, last=True)

    def _step(self, cell: Json, scrub: Scrubber) -> Json:
        started = time.perf_counter()
        events = self._kernel.run(cell["code"], cell["id"], scrub)
        return {"events": events, "seconds": round(time.perf_counter() - started, 4)}

    def _listen(self, name: str) -> socket.socket:
        listener = socket.socket(socket.AF_UNIX)
        path = f"{self._request['sockets']}/{name}.sock"
        listener.bind(path + ".new")
        listener.listen(16)
        os.rename(path + ".new", path)
        return listener

    def _may_fork(self) -> bool:
        """Threads and shared file positions do not survive a fork."""
        return _threads() <= self._quiet_threads and not (_files_only(_open_files()) - _files_only(self._quiet_files))

    def _leave_copy(self, position: int, end: socket.socket) -> None:
        if position and not (self._request["checkpoints"] and self._may_fork()):
            return
        self._checkpoints.append(position)
        self._base_files = self._folder.take()
        listener = self._listen(str(position))
        child = _fork()
        if child == 0:
            end.close()
            self._children = []
            _guard(lambda: self._answer(listener, last=False))
        listener.close()
        self._children.append(child)
        self._listings = {**getattr(self, "_listings", {}), position: self._base_files}

    def _answer(self, listener: socket.socket, last: bool) -> None:
        operations = {"run": self._run, "import": self._import}
        owner = os.getppid()
        while self._someone_there(listener, owner):
            with listener.accept()[0] as connection, connection.makefile("rw", encoding="utf-8") as stream:
                request = json.loads(stream.readline())
                if request["op"] == "base" and last:
                    answer = self._report()
                elif request["op"] == "quit":
                    break
                else:
                    answer = self._in_child(listener, request, operations[request["op"]])
                stream.write(json.dumps(answer) + "\n")
                stream.flush()
        for child in self._children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)

    def _someone_there(self, listener: socket.socket, owner: int) -> bool:
        """Waits for a connection; false when the program that asked is gone, or the process that forked this one."""
        while not select.select([listener], [], [], 10)[0]:
            try:
                os.kill(self._request["parent"], 0)
            except OSError:
                return False
            if os.getppid() != owner:
                return False
        return True

    def _report(self) -> Json:
        return {
            "cells": self._base,
            "executed": [executed(cell["code"]) for cell in self._request["cells"]],
            "state": self._base_state,
            "checkpoints": self._checkpoints,
            "listings": {str(k): v for k, v in self._listings.items()},
            "files": self._folder.take(),
        }

    def _in_child(self, listener: socket.socket, request: Json, work: Callable[[Json], Json]) -> Json:
        """Does `work` in a fork with a time limit; what it gives is written to `request["out"]`."""
        child = _fork()
        if child == 0:
            listener.close()
            os.setpgid(0, 0)
            _guard(lambda: _write(request["out"], work(request)))
        deadline = time.monotonic() + request["timeout"]
        pause = 0.002
        while True:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return {"status": "ok" if status == 0 else "died", "code": status}
            if time.monotonic() > deadline:
                _kill_group(child)
                return {"status": "timeout", "code": 0}
            time.sleep(pause)
            pause = min(pause * 1.5, 0.05)

    def _run(self, request: Json) -> Json:
        """Runs other cells from here and observes the end."""
        self._kernel.renew()
        importlib.invalidate_caches()
        scrub = self._scrubber(request["modules"])
        cells = [self._step(cell, scrub) for cell in request["cells"]]
        state = observe(user_names(self._kernel.shell), scrub)
        return {"cells": cells, "state": state, "files": self._folder.take()}

    def _import(self, request: Json) -> Json:
        """Imports a module alone, in the notebook's folder: what it prints, raises and changes."""
        self._kernel.renew()
        importlib.invalidate_caches()
        os.chdir(self._request["cwd"])
        scrub = self._scrubber([request["module"]])
        before = observe({}, scrub)["settings"]
        code = f"import {request['module']} as _"
        events = self._kernel.run(code, "import", scrub)
        after = observe({}, scrub)["settings"]
        changed = [key for key, value in after.items() if key in before and before[key] != value]
        return {"events": events, "changed": changed, "files": self._folder.take()}


def _files_only(targets: set[str]) -> set[str]:
    """Open files whose position matters: no devices, sockets or memory, no fonts (always read after a seek)."""
    return {target for target in targets if _has_position(target.partition(" ")[2])}


def _has_position(path: str) -> bool:
    if path.endswith(("(deleted)", ".ttf", ".otf", ".afm", ".pfb")):
        return False
    return not path.startswith(("/dev/", "/proc/", "anon_inode:", "socket:"))


def _kill_group(child: int) -> None:
    try:
        os.killpg(child, signal.SIGKILL)
    except OSError:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _write(path: str, value: Json) -> None:
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(value, file)
    os.rename(path + ".part", path)
