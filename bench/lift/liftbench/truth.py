"""Holds the forked runner against real kernels: the baseline, and some rewritten notebooks of each kind."""

from __future__ import annotations

from typing import Any

from .bed import Bed
from .client import NotMeasured, Run, RunFailed
from .notebooks import code_of
from .realkernel import disagreements, run_real

Json = dict[str, Any]


def compare_with_kernel(bed: Bed, python: str, count: int, rows: list[Json]) -> list[Json]:
    """Runs the original and `count` accepted rewrites in a real kernel; one entry per run with what differs.

    `equal`: nothing differs that is the same in two runs of the original; `None` where a run did not end.
    """
    if count <= 0:
        return []
    entries = [_baseline(bed, python)]
    for row in _spread([r for r in rows if "rewrite" in r], count):
        entries.append(_rewrite(bed, python, row))
    return entries


def _spread(rows: list[Json], count: int) -> list[Json]:
    """Rows of every kind in turn."""
    by_kind: dict[str, list[Json]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append(row)
    chosen: list[Json] = []
    while len(chosen) < min(count, len(rows)):
        for same in by_kind.values():
            if same and len(chosen) < count:
                chosen.append(same.pop(len(same) // 2))
    return chosen


def _baseline(bed: Bed, python: str) -> Json:
    bed.restore()
    return _entry(bed, python, "original", bed.code, [], bed.base)


def _rewrite(bed: Bed, python: str, row: Json) -> Json:
    rewrite = row["rewrite"]
    code = code_of(rewrite.new)
    try:
        forked = bed.run(code, rewrite.files, rewrite.modules)
    except RunFailed as error:
        return {"unit": row["unit"], "equal": None, "differences": [str(error)]}
    whole = Run(0, [*bed.base.cells[: forked.start], *forked.cells], forked.state, forked.files)
    bed.restore()
    written = [bed.copy.parent / path for path in rewrite.files]
    for path, text in zip(written, rewrite.files.values()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    try:
        return _entry(bed, python, row["unit"], code, rewrite.modules, whole)
    finally:
        for path in written:
            path.unlink(missing_ok=True)


def _entry(bed: Bed, python: str, label: str, code: list[Json], modules: list[str], forked: Run) -> Json:
    try:
        real = run_real(python, code, bed.copy.parent, bed.folder, modules, 600)
        again = _again(bed, python, code, modules, real, forked)
    except NotMeasured as error:
        return {"unit": label, "equal": None, "differences": [str(error)]}
    except RunFailed as error:
        return {"unit": label, "equal": False, "differences": [str(error)]}
    found = disagreements(real, forked.cells, forked.state, again)
    return {"unit": label, "equal": not found, "differences": found[:10]}


def _again(bed: Bed, python: str, code: list[Json], modules: list[str], real: Run, forked: Run) -> Run:
    """Another real run, where the first and the forked one disagree: what differs between real runs says nothing."""
    if not disagreements(real, forked.cells, forked.state, real):
        return real
    return run_real(python, code, bed.copy.parent, bed.folder, modules, 600)
