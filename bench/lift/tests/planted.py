"""Rewrites of small notebooks, good and bad, without any product."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from liftbench.bed import Bed, Cache
from liftbench.client import Server
from liftbench.judge import judge
from liftbench.rewrite import Rewrite
from liftbench.units import Unit

Json = dict[str, Any]
HEAD = '"""Lifted."""\n'


def notebook(*sources: str) -> Json:
    """A notebook of code cells."""
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": s}
        for i, s in enumerate(sources)
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def rewrite_of(original: Json, module: str, cells: dict[int, str | None], functions: dict[str, list[int]],
               definitions: tuple[str, ...] = (), dropped: tuple[str, ...] = (),
               displays: tuple[Json, ...] = ()) -> Rewrite:
    """`cells`: new text per position, `None` for removed; `functions`: name -> cells."""
    changed = copy.deepcopy(original)
    entries = []
    for i, cell in enumerate(changed["cells"]):
        text = cells.get(i, cell["source"])
        action = "kept" if i not in cells else "removed" if text is None else "replaced"
        entries.append({"index": i, "action": action, "id": None if text is None else cell["id"]})
        cell["source"] = text
    changed["cells"] = [cell for cell in changed["cells"] if cell["source"] is not None]
    return Rewrite(
        notebook=changed, files={"lifted.py": module}, before={"lifted.py": None},
        functions=[{"name": n, "cells": c, "parameters": [], "returns": []} for n, c in functions.items()],
        definitions=[{"name": n, "cell": 0} for n in definitions],
        dropped=frozenset(dropped), displays=list(displays), cells=entries,
    )


def verdict(server: Server, folder: Path, original: Json, rewrite: Rewrite, unit: Unit) -> Json:
    """What the bench says of a rewrite."""
    path = folder / "planted.ipynb"
    path.write_text(json.dumps(original), encoding="utf-8")
    with Bed(path, folder, server, Cache(None, ""), 60, small=True) as bed:
        return judge(bed, rewrite, unit)
