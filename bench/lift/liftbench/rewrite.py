"""A rewritten notebook, and which of its cells stand for which of the original's."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .notebooks import Cell, cells_of

Json = dict[str, Any]


@dataclass(frozen=True)
class Rewrite:
    """What the product (or a planted mistake) made of a notebook.

    `functions`, `definitions`, `dropped`, `displays` and `cells` as in the plan of the command line;
    `files`: path relative to the project root -> text; `before`: the same files as they were; `standing`: texts
    of modules that are used as they are.
    """

    notebook: Json
    files: dict[str, str]
    before: dict[str, str | None]
    functions: list[Json]
    definitions: list[Json]
    dropped: frozenset[str]
    displays: list[Json]
    cells: list[Json]
    standing: dict[str, str] = field(default_factory=dict)
    new: list[Cell] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "new", cells_of(self.notebook))

    @property
    def lifted(self) -> set[str]:
        """The names that the notebook may newly bind."""
        return {f["name"] for f in self.functions} | {d["name"] for d in self.definitions}

    @property
    def texts(self) -> list[str]:
        """Every module in which lifted code may stand."""
        return [*self.files.values(), *self.standing.values()]

    @property
    def modules(self) -> list[str]:
        """Dotted names under which the files may be imported, longest first."""
        found: set[str] = set()
        for path in [*self.files, *self.standing]:
            parts = path.removesuffix(".py").removesuffix("/__init__").split("/")
            found |= {".".join(parts[i:]) for i in range(len(parts))}
        return sorted(found, key=len, reverse=True)


def from_plan(answer: Json, root: Path, target: str) -> Rewrite:
    """The rewrite of an accepted plan for `target`; raises `KeyError` or `TypeError` for a broken contract."""
    files = answer["files"]
    listed = {f["path"] for f in files}
    standing = {target: (root / target).read_text()} if target not in listed and (root / target).exists() else {}
    return Rewrite(
        notebook=answer["notebook"],
        files={f["path"]: f["after"] for f in files},
        before={f["path"]: f["before"] for f in files},
        functions=answer["functions"],
        definitions=answer["definitions"],
        dropped=frozenset(answer["dropped"]),
        displays=answer["displays"],
        cells=answer["cells"],
        standing=standing,
    )


@dataclass
class Group:
    """Original cells that became the same rewritten ones: positions in `cells` of either notebook."""

    old: list[int]
    new: list[int]


def align(old: list[Cell], rewrite: Rewrite) -> list[Group]:
    """Groups in notebook order that hold every cell of both notebooks once.

    The cells of one function are one group; a cell inserted before another belongs to that one's group.
    """
    standing = places(old, rewrite)
    parent = list(range(len(old)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for function in rewrite.functions:
        inside = [i for i in function["cells"] if 0 <= i < len(old)]
        for i in inside[1:]:
            parent[max(root(inside[0]), root(i))] = min(root(inside[0]), root(i))
    groups = {i: Group([], []) for i in sorted({root(i) for i in range(len(old))})}
    for i in range(len(old)):
        groups[root(i)].old.append(i)
    owner = {place: root(i) for i, place in standing.items()}
    pending: list[int] = []
    last = root(len(old) - 1) if old else 0
    for position in range(len(rewrite.new)):
        pending.append(position)
        if position in owner:
            groups[owner[position]].new += pending
            pending = []
    if pending and groups:
        groups[last].new += pending
    return list(groups.values())


def places(old: list[Cell], rewrite: Rewrite) -> dict[int, int]:
    """Original position -> position of the cell that stands for it, removed ones left out."""
    staying = [entry for entry in rewrite.cells if entry["action"] != "removed"]
    by_id = {cell.id: cell.index for cell in rewrite.new if cell.id is not None}
    if all(entry["id"] in by_id for entry in staying):
        return {entry["index"]: by_id[entry["id"]] for entry in staying}
    return _places_by_order(old, rewrite, staying)


def _places_by_order(old: list[Cell], rewrite: Rewrite, staying: list[Json]) -> dict[int, int]:
    """For formats without ids: kept cells are found again by text, the others lie between them."""
    places: dict[int, int] = {}
    position = 0
    for number, entry in enumerate(staying):
        rest = len(staying) - number - 1
        cell = old[entry["index"]]
        latest = len(rewrite.new) - rest - 1
        if entry["action"] == "kept":
            same = [i for i in range(position, latest + 1) if _same(rewrite.new[i], cell)]
            position = same[0] if same else position
        else:
            position = _before_next_kept(old, rewrite, staying[number + 1 :], position, latest)
        places[entry["index"]] = position
        position += 1
    return places


def _before_next_kept(old: list[Cell], rewrite: Rewrite, following: list[Json], position: int, latest: int) -> int:
    """Where a rewritten cell ends: inserted cells stand before it."""
    for distance, entry in enumerate(following):
        if entry["action"] == "kept":
            same = [i for i in range(position, len(rewrite.new)) if _same(rewrite.new[i], old[entry["index"]])]
            return max(position, min(latest, same[0] - distance - 1)) if same else position
    return max(position, len(rewrite.new) - len(following) - 1)


def _same(a: Cell, b: Cell) -> bool:
    return a.kind == b.kind and a.source == b.source
