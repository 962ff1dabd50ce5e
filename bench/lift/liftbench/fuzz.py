"""`python -m liftbench.fuzz`: lifts every unit of random notebooks and compares; prints what breaks."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from . import fuzz_data
from .bed import Bed, Cache
from .bench import MODULE
from .client import RunFailed, Server
from .fuzz_source import Extra, Writer
from .judge import NOT_MEASURED, judge
from .product import CLI, Crash, Product
from .rewrite import from_plan
from .trap_run import PRELOAD
from .traps import empty_notebook
from .units import units_of

Json = dict[str, Any]


def notebook_of(sources: list[str]) -> Json:
    """A notebook of code cells."""
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": s}
        for i, s in enumerate(sources)
    ]
    return {**empty_notebook("4.5"), "cells": cells}


def cells_of_seed(seed: int) -> list[str]:
    """The cells of a seed; data work for every other one."""
    data = Extra(fuzz_data.STATEMENTS, fuzz_data.SHOWN, fuzz_data.HEAD, fuzz_data.KINDS, fuzz_data.POOLS)
    return Writer(seed, data if seed % 2 else None).cells(7)


def try_seed(seed: int, server: Server, product: Product, counts: Counter[str]) -> None:
    """One notebook, every unit; a notebook that raises by itself is left out."""
    with tempfile.TemporaryDirectory(prefix="lb-") as folder:
        path = Path(folder) / "fuzz.ipynb"
        path.write_text(json.dumps(notebook_of(cells_of_seed(seed))), encoding="utf-8")
        with Bed(path, Path(folder), server, Cache(None, ""), 30, small=True) as bed:
            if any(e["t"] == "error" for cell in bed.base.cells for e in cell["events"]):
                counts["left out"] += 1
                return
            for unit in units_of(bed.old, ("cell", "range", "definition", "definitions")):
                _try(seed, bed, unit, product, counts)


def _try(seed: int, bed: Bed, unit: Any, product: Product, counts: Counter[str]) -> None:
    bed.restore()
    request: Json = {"notebook": str(bed.copy), "cells": list(unit.cells), "to": MODULE}
    if unit.only:
        request["only"] = list(unit.only)
    try:
        answer = product.plan(request)
        if not answer["ok"]:
            counts["refused"] += 1
            counts.update({f"  {r['code']}": 1 for r in answer["refusals"]})
            return
        found = judge(bed, from_plan(answer, bed.copy.parent, MODULE), unit)
    except (Crash, RunFailed, KeyError, TypeError) as error:
        found = {"outcome": "crash", "classes": ["crash"], "differences": [f"{type(error).__name__} {error}"]}
    counts[found["outcome"]] += 1
    if found["outcome"] != "preserved":
        print(f"seed {seed} {unit.label}: {found['outcome']} {found['classes']} {found['differences'][:2]}", flush=True)


def main() -> int:
    """Exit code 1 when something broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the first notebook")
    parser.add_argument("--count", type=int, default=20, help="how many")
    parser.add_argument("--show", action="store_true", help="only print the notebook of the seed")
    parser.add_argument("--cli", type=Path, default=CLI)
    arguments = parser.parse_args()
    if arguments.show:
        print("\n\n# %%\n".join(cells_of_seed(arguments.seed)))
        return 0
    counts: Counter[str] = Counter()
    product = Product(arguments.cli)
    with Server(sys.executable, PRELOAD) as server:
        for seed in range(arguments.seed, arguments.seed + arguments.count):
            try_seed(seed, server, product, counts)
    product.close()
    print(dict(counts))
    return 1 if any(counts[o] for o in ("silent", "loud", "crash", NOT_MEASURED)) else 0


if __name__ == "__main__":
    sys.exit(main())
