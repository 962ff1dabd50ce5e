"""The loop over notebooks and units."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from . import notebooks
from .bed import Bed, Cache
from .client import RunFailed, Server
from .judge import NOT_MEASURED, judge
from .product import CLI, Crash, Product, check_refusals
from .rewrite import from_plan
from .truth import compare_with_kernel
from .units import Unit, sample, units_of

Json = dict[str, Any]
MODULE = "lift_bench_target.py"
EXISTING = '''"""A module that was there before."""
import os  # kept


def unrelated(path):
    return os.fspath(path)  # as it was


if __name__ == "__main__":
    print(unrelated("."))
# the last line
'''


@dataclass(frozen=True)
class Options:
    """What is measured and how."""

    folder: Path
    kinds: tuple[str, ...]
    limit: int | None
    jobs: int
    python: str
    timeout: float
    real_kernel: int
    cache: Path | None
    only: str
    cli: Path = CLI


def run(options: Options, say: Callable[[str], None]) -> list[Json]:
    """One row per unit, and one of kind `notebook` per notebook; see `bench/README.md` for their fields."""
    paths = [p for p in notebooks.find(options.folder) if options.only in str(p)]
    cache = Cache(options.cache, _salt(options.python))
    with ThreadPoolExecutor(max(1, options.jobs)) as pool:
        done = pool.map(lambda path: _notebook(path, options, cache, say), paths)
        return [row for rows in done for row in rows]


def _salt(python: str) -> str:
    """Changes with everything that a run depends on but the notebook: the runner and the packages."""
    digest = hashlib.sha1()
    for path in sorted((Path(__file__).parent / "worker").glob("*.py")):
        digest.update(path.read_bytes())
    listing = "import importlib.metadata as m, sys; print(sys.version, sorted(f'{d.name}{d.version}' for d in m.distributions()))"
    digest.update(subprocess.run([python, "-c", listing], capture_output=True, check=True).stdout)
    return digest.hexdigest()


def _notebook(path: Path, options: Options, cache: Cache, say: Callable[[str], None]) -> list[Json]:
    name = path.relative_to(options.folder).as_posix() if options.folder.is_dir() else path.name
    started = time.monotonic()
    try:
        source = notebooks.load(path)
        if notebooks.language(source) not in ("python", "python3", "ipython"):
            return [{"notebook": name, "kind": "notebook", "skipped": "another language"}]
        with Server(options.python) as server, Bed(path, options.folder, server, cache, options.timeout) as bed:
            rows = _rows(bed, options, name, say)
            kernel = compare_with_kernel(bed, options.python, options.real_kernel, rows)
            head = {"notebook": name, "kind": "notebook", **_about(bed), "kernel": kernel}
            head["seconds"] = round(time.monotonic() - started, 1)
    except (RunFailed, ValueError, OSError) as error:
        return [{"notebook": name, "kind": "notebook", "skipped": f"{type(error).__name__}: {error}"[:400]}]
    for row in rows:
        row.pop("rewrite", None)
    say(f"{name}: {_summary(rows)} in {head['seconds']} s")
    return [head, *rows]


def _about(bed: Bed) -> Json:
    positions = [c.index for c in bed.old if c.kind == "code"]
    raised = [positions[i] for i, c in enumerate(bed.base.cells) if any(e["t"] == "error" for e in c["events"])]
    return {"unstable": [positions[i] for i in sorted(bed.unstable(bed.again))], "raised": raised}


def _rows(bed: Bed, options: Options, name: str, say: Callable[[str], None]) -> list[Json]:
    product = Product(options.cli)
    rows = []
    try:
        for unit in sample(units_of(bed.old, options.kinds), options.limit):
            row = {"notebook": name, "kind": unit.kind, "unit": unit.label, "multi": unit.multi, **_measure(bed, unit, product)}
            if row["outcome"] not in ("preserved", "refused"):
                say(f"  {name} {unit.label}: {row['outcome']} {row['classes']} {row['differences'][:1]}")
            rows.append(row)
    finally:
        product.close()
    return rows


def _measure(bed: Bed, unit: Unit, product: Product) -> Json:
    bed.restore()
    target = bed.copy.parent / MODULE
    if unit.kind == "existing":
        target.write_text(EXISTING, encoding="utf-8")
    request: Json = {"notebook": str(bed.copy), "cells": list(unit.cells), "to": MODULE, "root": str(bed.copy.parent)}
    if unit.only:
        request["only"] = list(unit.only)
    if unit.drop_displays:
        request["dropDisplays"] = True
    started = time.perf_counter()
    try:
        answer = product.plan(request)
        seconds = round(time.perf_counter() - started, 4)
        if not answer["ok"]:
            check_refusals(answer["refusals"], len(bed.old))
            return {"outcome": "refused", "codes": [r["code"] for r in answer["refusals"]], "seconds": seconds,
                    "classes": [], "differences": [], "refusals": answer["refusals"][:4]}
        rewrite = from_plan(answer, bed.copy.parent, MODULE)
        return {**judge(bed, rewrite, unit), "codes": [], "seconds": seconds, "rewrite": rewrite}
    except Crash as error:
        return _crash("crash", str(error))
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        return _crash("contract", f"{type(error).__name__}: {error}")
    finally:
        target.unlink(missing_ok=True)


def _crash(kind: str, detail: str) -> Json:
    return {"outcome": "crash", "classes": [kind], "codes": [], "seconds": 0.0,
            "differences": [{"class": kind, "cell": None, "detail": detail[:800]}]}


def _summary(rows: list[Json]) -> str:
    outcomes = [row["outcome"] for row in rows]
    named = ("preserved", "refused", "loud", "silent", "crash", NOT_MEASURED)
    return ", ".join(f"{outcomes.count(o)} {o}" for o in named)


def progress(text: str) -> None:
    """One line for people, on stderr: stdout is the report's."""
    print(text, file=sys.stderr, flush=True)
