"""Reading notebooks; cells as the runner wants them."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]
_CLIMB = re.compile(r"['\"](?:file:)?((?:\.\./)+)")


@dataclass(frozen=True)
class Cell:
    """`index`: position among all cells; `id`: the format's, or `None` where it has none."""

    index: int
    kind: str
    source: str
    id: str | None


def text(source: Any) -> str:
    """A multi-line string of the notebook format as one string."""
    return source if isinstance(source, str) else "".join(source or [])


def load(path: Path) -> Json:
    """The notebook's JSON; raises `ValueError` for what is not a notebook of format 4."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4:
        raise ValueError("not a notebook of format 4")
    return notebook


def cells_of(notebook: Json) -> list[Cell]:
    """All cells, Markdown and raw included."""
    return [Cell(i, c["cell_type"], text(c["source"]), c.get("id")) for i, c in enumerate(notebook["cells"])]


def code_of(cells: list[Cell]) -> list[Json]:
    """The code cells as the runner takes them."""
    return [{"id": c.id or f"cell-{c.index}", "code": c.source} for c in cells if c.kind == "code"]


def language(notebook: Json) -> str:
    """Lower-case language of the notebook, `python` where it says nothing."""
    metadata = notebook.get("metadata", {})
    named = metadata.get("language_info", {}).get("name") or metadata.get("kernelspec", {}).get("language")
    return str(named or "python").lower()


def find(folder: Path) -> list[Path]:
    """Every notebook under a folder (or the file itself), checkpoints and hidden folders left out."""
    if folder.is_file():
        return [folder]
    found = sorted(folder.rglob("*.ipynb"))
    return [p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts)]


def scratch_copy(notebook: Path, top: Path, target: Path, whole: bool = False) -> tuple[Path, Path]:
    """Copies what the notebook can reach; returns (copied folder, copied notebook).

    That is the notebook's folder, and as many above it (within `top`) as a `../` in its text climbs; with
    `whole` all of `top`.
    """
    climbs = max((m.count("../") for m in _CLIMB.findall(notebook.read_text(encoding="utf-8"))), default=0)
    base = notebook.parent.resolve()
    top = top.resolve() if top.is_dir() else base
    while (climbs or whole) and base != top and top in base.parents:
        base, climbs = base.parent, climbs - 1
    shutil.copytree(base, target, ignore=shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", ".git"))
    for path in [target, *target.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o700)
    return target, target / notebook.resolve().relative_to(base)
