"""What is lifted: single cells, ranges of neighbours, sections, definitions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .notebooks import Cell
from .pysource import statements

Json = dict[str, Any]
KINDS = ("cell", "range", "section", "definition", "definitions")
EXTRA_KINDS = ("range-dropped", "existing")
_HEADING = re.compile(r"^(#{1,6})\s+\S", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Unit:
    """One question to the product. `multi`: more than one statement is selected."""

    kind: str
    cells: tuple[int, ...]
    only: tuple[str, ...] = ()
    drop_displays: bool = False
    multi: bool = field(default=True, compare=False)

    @property
    def label(self) -> str:
        shown = ",".join(map(str, self.cells)) if len(self.cells) < 9 else f"{self.cells[0]}-{self.cells[-1]}"
        return f"{self.kind} {shown}" + (f" only {','.join(self.only)}" if self.only else "")


def units_of(cells: list[Cell], kinds: tuple[str, ...]) -> list[Unit]:
    """Every unit of the given kinds, in notebook order within a kind; the same cells once per kind."""
    code = [c for c in cells if c.kind == "code" and c.source.strip()]
    makers = {
        "cell": lambda: [Unit("cell", (c.index,), multi=_size(c) > 1) for c in code],
        "range": lambda: _ranges(code, "range", False),
        "range-dropped": lambda: _ranges(code, "range-dropped", True),
        "existing": lambda: [Unit("existing", (c.index,), multi=_size(c) > 1) for c in code],
        "section": lambda: _sections(cells),
        "definition": lambda: _definitions(code),
        "definitions": lambda: _all_definitions(code),
    }
    return [unit for kind in kinds for unit in makers[kind]()]


def sample(units: list[Unit], limit: int | None) -> list[Unit]:
    """At most `limit` units of each kind, evenly spread."""
    if limit is None:
        return units
    kept: list[Unit] = []
    for kind in dict.fromkeys(unit.kind for unit in units):
        same = [unit for unit in units if unit.kind == kind]
        step = max(len(same) / max(limit, 1), 1)
        kept += [same[int(i * step)] for i in range(min(limit, len(same)))]
    return kept


def _size(cell: Cell) -> int:
    found = statements(cell.source)
    return 0 if found is None else len(found)


def _ranges(code: list[Cell], kind: str, drop: bool) -> list[Unit]:
    return [
        Unit(kind, tuple(c.index for c in code[i : i + width]), drop_displays=drop)
        for width in range(2, 6)
        for i in range(len(code) - width + 1)
    ]


def _heading(cell: Cell) -> int:
    """Level of the first heading of a Markdown cell, 0 without one."""
    if cell.kind != "markdown":
        return 0
    found = _HEADING.search(_FENCE.sub("", cell.source))
    return len(found.group(1)) if found else 0


def _sections(cells: list[Cell]) -> list[Unit]:
    levels = [_heading(c) for c in cells]
    found: dict[tuple[int, ...], None] = {}
    for start, level in enumerate(levels):
        if not level:
            continue
        end = next((i for i in range(start + 1, len(cells)) if 0 < levels[i] <= level), len(cells))
        inside = tuple(c.index for c in cells[start:end] if c.kind == "code" and c.source.strip())
        if inside:
            found[inside] = None
    return [Unit("section", inside) for inside in found]


def _defined(cell: Cell) -> list[str]:
    return list(dict.fromkeys(s.node.name for s in statements(cell.source) or [] if s.is_definition))  # type: ignore[attr-defined]


def _definitions(code: list[Cell]) -> list[Unit]:
    return [Unit("definition", (c.index,), (name,)) for c in code for name in _defined(c)]


def _all_definitions(code: list[Cell]) -> list[Unit]:
    holding = [c for c in code if _defined(c)]
    names = dict.fromkeys(name for c in holding for name in _defined(c))
    return [Unit("definitions", tuple(c.index for c in holding), tuple(names))] if holding else []
