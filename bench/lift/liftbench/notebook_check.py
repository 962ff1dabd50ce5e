"""The rewritten notebook as a file: valid, everything untouched left as it was, nothing dropped that is needed.

Classes: invalid-notebook, notebook-changed, bad-drop, extra-name, contract.
"""

from __future__ import annotations

import re
from typing import Any

import nbformat

from .notebooks import Cell
from .pysource import names_bound, names_read, parse
from .rewrite import Rewrite, align, places
from .units import Unit

Json = dict[str, Any]
_WORD = re.compile(r"[A-Za-z_]\w*")
_PYTHON_MAGIC = re.compile(r"%%?(time|timeit|prun|capture|memit|mprun|lprun|px)\b")


def check_notebook(original: Json, old: list[Cell], rewrite: Rewrite, unit: Unit) -> list[Json]:
    """Differences of the rewritten notebook itself."""
    found = _contract(old, rewrite)
    try:
        nbformat.validate(nbformat.from_dict(rewrite.notebook))
    except (nbformat.ValidationError, KeyError, AttributeError) as error:
        found.append(_fault("invalid-notebook", str(error)[:200]))
    for key in set(original) | set(rewrite.notebook):
        if key != "cells" and original.get(key) != rewrite.notebook.get(key):
            found.append(_fault("notebook-changed", f"key {key}"))
    found += _untouched(original, rewrite) + _drops(old, rewrite, unit)
    return found + _metadata(original, old, rewrite) + _new_names(old, rewrite)


def _contract(old: list[Cell], rewrite: Rewrite) -> list[Json]:
    if [entry["index"] for entry in rewrite.cells] != list(range(len(old))):
        return [_fault("contract", "cells[] is not one entry per input cell in order")]
    wrong = [e for e in rewrite.cells if e["action"] not in ("replaced", "removed", "changed", "kept")]
    wrong += [e for e in rewrite.cells if old[e["index"]].kind != "code" and e["action"] != "kept"]
    return [_fault("contract", f"cells[] {entry}") for entry in wrong]


def _untouched(original: Json, rewrite: Rewrite) -> list[Json]:
    """Every kept cell stands in the new notebook, in order and to the last key."""
    found: list[Json] = []
    position = 0
    for entry in rewrite.cells:
        if entry["action"] != "kept":
            continue
        cell = original["cells"][entry["index"]]
        rest = rewrite.notebook["cells"][position:]
        if cell not in rest:
            found.append(_fault("notebook-changed", f"kept cell {entry['index']} is not there any more"))
        else:
            position += rest.index(cell) + 1
    return found


def _metadata(original: Json, old: list[Cell], rewrite: Rewrite) -> list[Json]:
    """A rewritten cell keeps its metadata; the tags of a vanished one go to the cell that does its work."""
    found: list[Json] = []
    new = rewrite.notebook["cells"]
    for index, place in places(old, rewrite).items():
        wanted = {k: v for k, v in original["cells"][index]["metadata"].items() if k != "tags"}
        lost = [k for k, v in wanted.items() if new[place]["metadata"].get(k) != v]
        found += [_fault("notebook-changed", f"metadata {lost} of cell {index} are lost")] if lost else []
    for group in align(old, rewrite):
        tags = {t for i in group.old for t in original["cells"][i]["metadata"].get("tags", ())}
        lost_tags = tags - {t for i in group.new for t in new[i]["metadata"].get("tags", ())}
        found += [_fault("notebook-changed", f"tags {sorted(lost_tags)} are lost")] if lost_tags else []
    return found


def _new_names(old: list[Cell], rewrite: Rewrite) -> list[Json]:
    """Private names too: nothing but the lifted definitions is newly bound."""
    before: set[str] = set()
    after: set[str] = set()
    for cells, names in ((old, before), (rewrite.new, after)):
        for cell in cells:
            names |= _uses(cell)[1] if cell.kind == "code" else set()
    return [_fault("extra-name", name) for name in sorted(after - before - rewrite.lifted)]


def _drops(old: list[Cell], rewrite: Rewrite, unit: Unit) -> list[Json]:
    """A dropped name is bound in the touched cells, by no earlier one, and read by no other."""
    touched = {e["index"] for e in rewrite.cells if e["action"] != "kept"}
    found: list[Json] = []
    for name in sorted(rewrite.dropped):
        for cell in old:
            if cell.kind != "code" or cell.index in touched:
                continue
            reads, binds = _uses(cell)
            if name in reads:
                found.append(_fault("bad-drop", f"{name} is read by cell {cell.index}"))
            elif name in binds and cell.index < min(unit.cells):
                found.append(_fault("bad-drop", f"{name} is bound by the earlier cell {cell.index}"))
    return found


def _uses(cell: Cell) -> tuple[set[str], set[str]]:
    """(names read, names bound) by a cell; where it does not parse, every word may be read."""
    tree = parse(cell.source)
    magics = [line for line in cell.source.split("\n") if re.match(r"\s*(%|!|.*=\s*[%!])", line)]
    read = {name for line in magics for name in _magic_words(line)}
    if tree is None:
        runs_python = not cell.source.lstrip().startswith("%%") or _PYTHON_MAGIC.match(cell.source.lstrip())
        return read | (set(_WORD.findall(cell.source)) if runs_python else set()), set()
    binds = not cell.source.lstrip().startswith("%%timeit")
    return read | names_read(cell.source), names_bound(tree) if binds else set()


def _magic_words(line: str) -> set[str]:
    if _PYTHON_MAGIC.match(line.strip()):
        return set(_WORD.findall(line))
    inside = re.findall(r"\{([^}]*)\}", line) + re.findall(r"\$(\w+)", line)
    return {word for part in inside for word in _WORD.findall(part)}


def _fault(kind: str, detail: str) -> Json:
    return {"class": kind, "cell": None, "detail": detail}
