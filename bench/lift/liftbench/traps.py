"""Trap notebooks: one hard feature each, with what is expected and a naive rewrite that breaks.

A `.traps` file holds several. Each begins with `=== name`, then `key: value` lines, then parts that begin with
`--- `:

    clause: the sentence it guards
    request: cells=1,2 [only=a,b] [name=x] [to=lifted.py] [root=.] [drop-displays]   once per lift, in order
    expect: preserved | refused: code code … | either: code code …
    must-move: text / must-not-move: text / must-keep: text / must-bind: name name …
    format: 4.4 / folder: sub (of the notebook) / runs: 2 (what differs between two runs is not compared)

    --- code [raises NAME] [read-only] [tags a b] [id X]    a code cell
    --- markdown                                            a Markdown cell
    --- file PATH                                           beside the notebook (with `folder`: from the root)
    --- naive file PATH                                     what a lifter without the clause would write …
    --- naive cell N [removed] / --- naive insert N         … and make of cell N / put before it
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .pysource import names_bound, parse
from .rewrite import Rewrite

Json = dict[str, Any]
FOLDER = Path(__file__).resolve().parents[2] / "traps"
_PART = re.compile(r"^--- (.*)$", re.MULTILINE)


@dataclass
class Trap:
    """One trap. `requests` are the keys of the batch contract but `notebook`; texts end with a newline."""

    name: str
    clause: str
    requests: list[Json]
    expect: str
    codes: list[str]
    checks: list[tuple[str, str]]
    notebook: Json
    files: dict[str, str]
    folder: str
    runs_twice: bool
    naive_files: dict[str, str] = field(default_factory=dict)
    naive_cells: dict[int, str | None] = field(default_factory=dict)
    naive_inserts: dict[int, str] = field(default_factory=dict)


def read_all(folder: Path = FOLDER) -> list[Trap]:
    """Every trap of every file; raises `ValueError` naming the trap that is not well formed."""
    found = []
    for path in sorted(folder.glob("*.traps")):
        for text in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, body = text.partition("\n")
            try:
                found.append(_read(name.strip(), body))
            except (ValueError, KeyError, IndexError) as error:
                raise ValueError(f"{path.name}: {name}: {error}") from error
    names = [trap.name for trap in found]
    if len(names) != len(set(names)):
        raise ValueError(f"twice: {sorted({n for n in names if names.count(n) > 1})}")
    return found


def _read(name: str, body: str) -> Trap:
    pieces = _PART.split(body)
    meta = [tuple(part.strip() for part in line.split(":", 1)) for line in pieces[0].splitlines() if line.strip()]
    keys = dict(meta)
    expect, _, codes = keys["expect"].partition(":")
    trap = Trap(
        name=name, clause=keys["clause"], expect=expect.strip(), codes=codes.split(),
        requests=[_request(value) for key, value in meta if key == "request"],
        checks=[(key, value) for key, value in meta if key.startswith("must-")],
        notebook=empty_notebook(keys.get("format", "4.5")), files={}, folder=keys.get("folder", ""),
        runs_twice=keys.get("runs") == "2",
    )
    if trap.expect not in ("preserved", "refused", "either"):
        raise ValueError(f"expect: {trap.expect}")
    for head, text in zip(pieces[1::2], pieces[2::2]):
        _add_part(trap, head.split(), text.removeprefix("\n").rstrip("\n"))
    return trap


def empty_notebook(version: str) -> Json:
    """A Python notebook of that format without cells."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": [], "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
            "nbformat": 4, "nbformat_minor": int(version.split(".")[1])}


def _request(text: str) -> Json:
    request: Json = {"to": "lifted.py"}
    for word in text.split():
        key, _, value = word.partition("=")
        if key == "cells":
            request["cells"] = [int(part) for part in value.split(",")]
        elif key == "only":
            request["only"] = value.split(",")
        elif key == "drop-displays":
            request["dropDisplays"] = True
        elif key in ("to", "name", "root"):
            request[key] = value
        else:
            raise ValueError(f"request: {word}")
    return request


def _add_part(trap: Trap, head: list[str], text: str) -> None:
    if head[0] in ("code", "markdown"):
        trap.notebook["cells"].append(_cell(trap, head, text))
    elif head[0] == "file":
        trap.files[head[1]] = text + "\n"
    elif head[:2] == ["naive", "file"]:
        trap.naive_files[head[2]] = text + "\n"
    elif head[:2] == ["naive", "cell"]:
        trap.naive_cells[int(head[2])] = None if head[3:] == ["removed"] else text
    elif head[:2] == ["naive", "insert"]:
        trap.naive_inserts[int(head[2])] = text
    else:
        raise ValueError(f"part {' '.join(head)}")


def _cell(trap: Trap, head: list[str], text: str) -> Json:
    cell: Json = {"cell_type": head[0], "metadata": {}, "source": text}
    if trap.notebook["nbformat_minor"] >= 5:
        cell["id"] = f"cell-{len(trap.notebook['cells'])}"
    if head[0] == "code":
        cell |= {"execution_count": None, "outputs": []}
    words = head[1:]
    if "raises" in words:
        name = words[words.index("raises") + 1]
        cell["outputs"] = [{"output_type": "error", "ename": name, "evalue": "", "traceback": [name]}]
        cell["execution_count"] = len(trap.notebook["cells"]) + 1
    if "read-only" in words:
        cell["metadata"]["editable"] = False
    if "tags" in words:
        cell["metadata"]["tags"] = words[words.index("tags") + 1 :]
    return cell


def naive_rewrite(trap: Trap) -> Rewrite:
    """The rewrite of a lifter that lacks the clause, as if the product had given it."""
    notebook = copy.deepcopy(trap.notebook)
    cells, actions = [], []
    for index, cell in enumerate(notebook["cells"]):
        if index in trap.naive_inserts:
            cells.append({**_cell(trap, ["code"], trap.naive_inserts[index]), "id": f"new-{index}"})
        entry: Json = {"index": index, "id": cell.get("id"), "action": "kept"}
        if index in trap.naive_cells:
            text = trap.naive_cells[index]
            entry |= {"action": "removed", "id": None} if text is None else {"action": "replaced"}
            cell = None if text is None else {**cell, "source": text}
        actions.append(entry)
        cells += [cell] if cell else []
    notebook["cells"] = cells
    functions, definitions = _lifted(trap)
    before = {path: trap.files.get(path) for path in trap.naive_files}
    return Rewrite(notebook, dict(trap.naive_files), before, functions, definitions, frozenset(), [], actions)


def _lifted(trap: Trap) -> tuple[list[Json], list[Json]]:
    chosen = sorted({i for request in trap.requests for i in request["cells"]})
    own = set()
    for cell in trap.notebook["cells"]:
        tree = parse(cell["source"]) if cell["cell_type"] == "code" else None
        own |= names_bound(tree) if tree else set()
    made = {n for text in trap.naive_files.values() for n in re.findall(r"^(?:async )?(?:def|class) (\w+)", text, re.M)}
    functions = [{"name": n, "cells": chosen, "parameters": [], "returns": []} for n in sorted(made - own)]
    return functions, [{"name": n, "cell": chosen[0]} for n in sorted(made & own)]
