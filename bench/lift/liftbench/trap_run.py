"""Runs traps: the naive rewrite must break, the product's must not."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator

from .bed import Bed, Cache
from .client import Server
from .judge import NOT_MEASURED, dynamic_faults, judge, verdict
from .module_check import check_module
from .product import Product
from .rewrite import Rewrite, from_plan
from .traps import Trap, naive_rewrite
from .units import Unit

Json = dict[str, Any]
PRELOAD = "numpy,pandas,matplotlib.pyplot"


@dataclass(frozen=True)
class Result:
    """`ok`: as expected. `outcome`: preserved, refused, loud, silent, not measured. `reason`: why not, for people."""

    ok: bool
    outcome: str
    reason: str


def write(trap: Trap, folder: Path) -> Path:
    """Puts the trap's notebook and files into a folder; returns the notebook."""
    for path, text in trap.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    notebook = folder / trap.folder / "trap.ipynb"
    notebook.parent.mkdir(parents=True, exist_ok=True)
    notebook.write_text(json.dumps(trap.notebook, indent=1), encoding="utf-8")
    return notebook


def _unit(trap: Trap) -> Unit:
    cells = tuple(sorted({i for request in trap.requests for i in request["cells"]}))
    only = tuple(name for request in trap.requests for name in request.get("only", ()))
    return Unit("trap", cells, only)


@contextmanager
def opened(trap: Trap, server: Server, folder: Path) -> Iterator[Bed]:
    """The trap's notebook, run once, in `folder`."""
    with Bed(write(trap, folder), folder, server, Cache(None, ""), 60, small=not trap.runs_twice, whole=True) as bed:
        bed.prefix = ""  # the project root is `folder`, wherever the notebook lies in it
        yield bed


def run_naive(trap: Trap, bed: Bed) -> Result:
    """Executes the naive rewrite; `ok` when it is *not* the same as the original."""
    rewrite = naive_rewrite(trap)
    found = judge(bed, rewrite, _unit(trap))
    missed = _missed(trap, rewrite)
    broken = found["outcome"] not in ("preserved", NOT_MEASURED) or bool(missed)
    return Result(broken, found["outcome"], f"{found['classes']} {found['differences'][:2]} {missed}")


def run_product(trap: Trap, bed: Bed, product: Product) -> Result:
    """Lifts as the trap asks and compares."""
    answer: Json = {}
    bed.restore()
    for request in trap.requests:
        root = bed.folder / request.get("root", ".")
        answer = product.plan({**request, "notebook": str(bed.copy), "root": str(root)})
        if not answer["ok"]:
            return _refused(trap, answer)
        rewrite = from_plan(answer, root, request["to"])
        if request is not trap.requests[-1]:
            for path, text in rewrite.files.items():
                (root / path).write_text(text, encoding="utf-8")
            bed.copy.write_text(json.dumps(rewrite.notebook), encoding="utf-8")
    found = _judge_all(trap, bed, rewrite)
    if found["outcome"] != "preserved":
        return Result(False, found["outcome"], f"{found['classes']} {json.dumps(found['differences'][:3])}")
    missed = _missed(trap, rewrite)
    return Result(not missed, "preserved", "; ".join(missed))


def _judge_all(trap: Trap, bed: Bed, rewrite: Rewrite) -> Json:
    """For one lift everything is judged; after several only what running shows."""
    if len(trap.requests) == 1:
        return judge(bed, rewrite, _unit(trap))
    clean = [f for path, text in rewrite.files.items() for f in check_module(path, text, None)]
    return verdict(dynamic_faults(bed, rewrite) + clean)


def _refused(trap: Trap, answer: Json) -> Result:
    codes = [r["code"] for r in answer["refusals"]]
    if trap.expect == "preserved":
        return Result(False, "refused", f"refused: {[(r['code'], r['message']) for r in answer['refusals'][:2]]}")
    good = bool(set(codes) & set(trap.codes)) or not trap.codes
    return Result(good, "refused", f"refused with {codes}, expected one of {trap.codes}")


def _missed(trap: Trap, rewrite: Rewrite) -> list[str]:
    """The trap's own checks that fail."""
    modules = "\n".join(rewrite.files.values())
    left = "\n".join(cell.source for cell in rewrite.new)
    failed = []
    for key, value in trap.checks:
        good = {
            "must-move": value in modules,
            "must-not-move": value not in modules,
            "must-keep": value in modules + left,
            "must-bind": not set(value.split()) & rewrite.dropped,
        }[key]
        if not good:
            failed.append(f"{key}: {value}")
    return failed
