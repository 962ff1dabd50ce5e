"""`npm run bench:checks -- DIR`: do `check` and `verify` judge real notebooks rightly?

Each notebook is checked; then its largest liftable section is lifted and verified, which must not be rejected for
anything but what the notebook does differently by itself, and faults are planted in the lifted module, which must
be caught.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from liftbench.notebooks import cells_of, find, language, load, scratch_copy
from liftbench.product import CLI, Crash, Product
from liftbench.serving import serving
from liftbench.units import Unit, units_of

from .planting import faults

Json = dict[str, Any]


class Program:
    """The commands that run notebooks, on one server."""

    def __init__(self, server: dict[str, str], seconds: float) -> None:
        self._server = server
        self._seconds = seconds

    def run(self, *words: str) -> Json:
        """The result, with `seconds`."""
        started = time.monotonic()
        done = subprocess.run(
            ["node", str(CLI), *words, "--server", self._server["url"], "--limit", "300"],
            env={**os.environ, "JUPYTER_TOKEN": self._server["token"]}, capture_output=True, text=True,
            timeout=self._seconds)
        if done.returncode not in (0, 2, 3):
            raise Crash(done.stderr[-500:])
        return {**json.loads(done.stdout), "seconds": time.monotonic() - started}


def accepted(product: Product, notebook: Path, module: str) -> Json | None:
    """The plan that moves most cells at once, of a section, else of a range."""
    cells = cells_of(load(notebook))
    units = sorted(units_of(cells, ("section", "range")), key=lambda one: (one.kind != "section", -len(one.cells)))
    for unit in [one for one in units if _holds_most(one, cells)][:40]:
        plan = product.plan({"notebook": str(notebook), "cells": list(unit.cells), "to": module})
        if plan["ok"] and plan["functions"]:
            return {**plan, "unit": unit.label}
    return None


def _holds_most(unit: Unit, cells: list[Any]) -> bool:
    return sum(cells[at].kind == "code" for at in unit.cells) > 1


def judge(program: Program, product: Product, notebook: Path, planted: int) -> Json:
    """A row: what was said of the notebook, of its lift, and of each planted fault."""
    checked = program.run("check", str(notebook))
    row: Json = {"notebook": notebook.name, "check": short(checked)}
    plan = accepted(product, notebook, "lifted_steps.py")
    if plan is None:
        return row
    after = notebook.with_name(f"{notebook.stem}_lifted.ipynb")
    after.write_text(json.dumps(plan["notebook"]), encoding="utf-8")
    module = notebook.parent / "lifted_steps.py"
    [file] = plan["files"]
    module.write_text(file["after"], encoding="utf-8")
    row["unit"] = plan["unit"]
    row["lift"] = short(program.run("verify", str(notebook), str(after)))
    row["faults"] = []
    for fault in faults(file["after"])[:planted]:
        module.write_text(fault.text, encoding="utf-8")
        row["faults"].append({"what": fault.what, **short(program.run("verify", str(notebook), str(after)))})
    return row


def short(result: Json) -> Json:
    """What a person reads first, and the causes by code."""
    causes: dict[str, int] = {}
    for cell in result["cells"]:
        if cell["cause"]:
            causes[cell["cause"]["code"]] = causes.get(cell["cause"]["code"], 0) + 1
    return {"verdict": result["verdict"], "sentence": result["sentence"], "causes": causes,
            "seconds": round(result["seconds"], 1)}


def show(row: Json) -> None:
    """The row for a reader."""
    check = row["check"]
    print(f"{row['notebook']}: {check['verdict']} in {check['seconds']} s; {check['sentence']} {check['causes'] or ''}")
    if "lift" in row:
        print(f"  {row['unit']}: {row['lift']['verdict']}; {row['lift']['sentence']}")
    for fault in row.get("faults", []):
        print(f"  planted, {fault['what']}: {fault['verdict']}; {fault['sentence']}")
    sys.stdout.flush()


def total(rows: list[Json]) -> str:
    """The table of verdicts."""
    parts = {"check": [row["check"] for row in rows], "lift": [row["lift"] for row in rows if "lift" in row],
             "planted": [one for row in rows for one in row.get("faults", [])]}
    lines = []
    for name, results in parts.items():
        verdicts = sorted({one["verdict"] for one in results})
        counts = ", ".join(f"{sum(one['verdict'] == v for one in results)} {v}" for v in verdicts)
        lines.append(f"{name}: {len(results)}; {counts}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench:checks", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", default=sys.executable, help="that of the notebooks' kernel; needs ipykernel")
    parser.add_argument("--planted", type=int, default=2, help="faults for each notebook")
    parser.add_argument("--only", default="", help="notebooks whose path holds this")
    parser.add_argument("--seconds", type=float, default=1200, help="limit for one command")
    parser.add_argument("--out", type=Path, help="rows as JSON")
    options = parser.parse_args()
    rows: list[Json] = []
    product = Product()
    with serving(options.python) as server:
        for path in find(options.folder):
            if language(load(path)) != "python" or options.only not in str(path):
                continue
            with tempfile.TemporaryDirectory(prefix="lift-checks-") as folder:
                _, notebook = scratch_copy(path, options.folder, Path(folder) / "project")
                try:
                    row = judge(Program(server, options.seconds), product, notebook, options.planted)
                except (Crash, subprocess.TimeoutExpired) as error:
                    print(f"{path.name}: crash: {error}", flush=True)
                    continue
            show(row)
            rows.append(row)
            if options.out:
                options.out.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    product.close()
    print(total(rows))


if __name__ == "__main__":
    main()
