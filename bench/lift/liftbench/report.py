"""Rows as a table."""

from __future__ import annotations

from collections import Counter
from typing import Any

from .judge import NOT_MEASURED

Json = dict[str, Any]
_COLUMNS = ("units", "accepted", "preserved", "refused", "loud", "silent", "crash", NOT_MEASURED, "moved", "functions")
_NAMES = {
    "cell": "single cell", "multi": "— of these with several statements", "range": "2–5 neighbouring cells",
    "section": "section", "definition": "definition", "definitions": "all definitions",
    "range-dropped": "2–5 cells, displays dropped", "existing": "single cell, existing module",
}


def table(rows: list[Json]) -> str:
    """A Markdown table per kind, then refusal codes, faults, notebooks left out, agreement with real kernels."""
    units = [row for row in rows if row["kind"] != "notebook"]
    lines = ["| kind | " + " | ".join(_COLUMNS) + " |", "| --- |" + " ---: |" * len(_COLUMNS)]
    for kind in dict.fromkeys(row["kind"] for row in units):
        same = [row for row in units if row["kind"] == kind]
        lines.append(_line(kind, same))
        if kind == "cell":
            lines.append(_line("multi", [row for row in same if row["multi"]]))
    return "\n".join([*lines, "", *_codes(units), *_faults(units), *_notebooks(rows)])


def _line(kind: str, rows: list[Json]) -> str:
    outcomes = Counter(row["outcome"] for row in rows)
    accepted = len(rows) - outcomes["refused"] - outcomes["crash"]
    selected = sum(row.get("selected", 0) for row in rows)
    moved = sum(row.get("moved", 0) for row in rows)
    functions = sum(row.get("functions", 0) for row in rows)
    cells = [
        str(len(rows)), _share(accepted, len(rows)), _share(outcomes["preserved"], len(rows)),
        *[str(outcomes[o]) for o in ("refused", "loud", "silent", "crash", NOT_MEASURED)],
        _share(moved, selected), f"{functions / accepted:.2f}" if accepted else "–",
    ]
    return f"| {_NAMES.get(kind, kind)} | " + " | ".join(cells) + " |"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _codes(units: list[Json]) -> list[str]:
    codes = Counter((row["kind"], code) for row in units for code in dict.fromkeys(row["codes"]))
    by_code: dict[str, list[str]] = {}
    for (kind, code), number in codes.most_common():
        by_code.setdefault(code, []).append(f"{kind} {number}")
    return ["Refusals: " + "; ".join(f"`{code}` {', '.join(kinds)}" for code, kinds in by_code.items()) + "."]


def _faults(units: list[Json]) -> list[str]:
    bad = [row for row in units if row["outcome"] in ("loud", "silent", "crash")]
    classes = Counter((row["outcome"], row["classes"][0]) for row in bad)
    found = ["Faults: " + (", ".join(f"{o}/{c} {n}" for (o, c), n in classes.most_common()) or "none") + "."]
    unknown = [f"{row['notebook']} {row['unit']} ({row['differences'][0]['detail']})"
               for row in units if row["outcome"] == NOT_MEASURED]
    return found + ([f"Not measured: {'; '.join(unknown)}."] if unknown else [])


def _notebooks(rows: list[Json]) -> list[str]:
    heads = [row for row in rows if row["kind"] == "notebook"]
    skipped = [f"{row['notebook']} ({row['skipped']})" for row in heads if "skipped" in row]
    unstable = [f"{row['notebook']} cells {row['unstable']}" for row in heads if row.get("unstable")]
    raised = [f"{row['notebook']} cells {row['raised']}" for row in heads if row.get("raised")]
    kernel = [entry for row in heads for entry in row.get("kernel", []) if entry["equal"] is not None]
    untold = [f"{row['notebook']} {e['unit']}" for row in heads for e in row.get("kernel", []) if e["equal"] is None]
    found = [f"Notebooks: {len(heads) - len(skipped)} measured."]
    found += [f"Left out: {'; '.join(skipped)}."] if skipped else []
    found += [f"Outputs that differ between two runs of the original, not compared: {'; '.join(unstable)}."] if unstable else []
    found += [f"Cells that raise in the original: {'; '.join(raised)}."] if raised else []
    if kernel:
        found.append(f"Real kernels: {sum(e['equal'] for e in kernel)} of {len(kernel)} runs observed as in the forked runner.")
    found += [f"Not measured in a real kernel: {'; '.join(untold)}."] if untold else []
    return found
