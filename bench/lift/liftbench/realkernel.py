"""The same observations from a real ipykernel, to show that the forked runner tells the truth."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path
from queue import Empty
from subprocess import DEVNULL
from typing import Any

from jupyter_client.manager import KernelManager

from .client import NotMeasured, Run, RunFailed, environment
from .worker.files import Folder
from .worker.normal import finish, normal_event
from .worker.scrub import Scrubber

Json = dict[str, Any]
# Seeded or filled anew in every kernel process.
_PER_PROCESS = {"rng random", "environ"}
_LIVE = Path(__file__).parent / "worker" / "live.py"


def run_real(python: str, cells: list[Json], cwd: Path, folder: Path, modules: list[str], timeout: float) -> Run:
    """Runs all cells in a fresh kernel process of `python`; raises `RunFailed`."""
    tmp = tempfile.mkdtemp(prefix="lb-")
    manager = KernelManager()
    manager.kernel_spec.argv = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    temporary = Path(tmp, "tmp")
    temporary.mkdir()
    variables = {**environment(tmp), "TMPDIR": str(temporary)}
    manager.start_kernel(cwd=str(cwd), env=variables, stdout=DEVNULL, stderr=DEVNULL)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        scrub = Scrubber(modules, str(folder), str(temporary))
        done = [_run_cell(client, cell, scrub, timeout) for cell in cells]
        state = _observe(client, tmp, modules, str(folder), timeout)
        return Run(0, done, state, Folder(str(folder), f"{tmp}/store").take())
    except (RuntimeError, Empty, TimeoutError) as error:
        raise NotMeasured(f"{type(error).__name__} {error}") from error
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        shutil.rmtree(tmp, ignore_errors=True)


def _run_cell(client: Any, cell: Json, scrub: Scrubber, timeout: float) -> Json:
    started = time.perf_counter()
    if not cell["code"].strip():
        return {"events": [], "seconds": 0}
    found = _execute(client, cell["code"], False, scrub, timeout)
    return {"events": finish(found, scrub), "seconds": round(time.perf_counter() - started, 4)}


def _execute(client: Any, code: str, silent: bool, scrub: Scrubber, timeout: float) -> list[Json]:
    request = client.execute(code, silent=silent, store_history=not silent, allow_stdin=False, stop_on_error=False)
    found: list[Json] = []
    deadline = time.monotonic() + timeout
    while True:
        message = client.get_iopub_msg(timeout=max(deadline - time.monotonic(), 0.01))
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            client.get_shell_msg(timeout=30)
            return found
        event = normal_event(message["msg_type"], message["content"], scrub)
        if event:
            found.append(event)


def _observe(client: Any, tmp: str, modules: list[str], folder: str, timeout: float) -> Json:
    out = Path(tmp) / "state.json"
    request = {"here": str(_LIVE.parents[2]), "out": str(out), "modules": modules, "folder": folder,
               "temporary": f"{tmp}/tmp"}
    code = f"exec(compile(open({str(_LIVE)!r}).read(), 'live', 'exec'), {{'request': {request!r}}})"
    _execute(client, code, True, Scrubber([], ""), timeout)
    if not out.exists():
        raise RunFailed("the real kernel could not be observed")
    return json.loads(out.read_text(encoding="utf-8"))


def disagreements(real: Run, cells: list[Json], state: Json, again: Run) -> list[str]:
    """Where a real kernel and the forked runner saw different things, but for what two real runs see differently."""
    found = []
    for position, (a, b, c) in enumerate(zip(real.cells, cells, again.cells)):
        if a["events"] == c["events"] != b["events"]:
            found.append(f"cell {position}: {json.dumps(a['events'])[:300]} / {json.dumps(b['events'])[:300]}")
    for name in sorted(set(real.state["names"]) | set(state["names"])):
        one, other, third = (s["names"].get(name, [None, "missing"]) for s in (real.state, state, again.state))
        if one[0] == third[0] != other[0]:
            found.append(f"name {name}: {one[1]} / {other[1]}")
    apart = set(real.state["aliases"]) ^ set(state["aliases"])
    if apart - (set(real.state["aliases"]) ^ set(again.state["aliases"])):
        found.append(f"aliases {sorted(apart)[:10]}")
    for key in set(real.state["settings"]) - _PER_PROCESS:
        if real.state["settings"][key] == again.state["settings"].get(key) != state["settings"].get(key):
            found.append(f"setting {key}")
    return found
