"""Did the selected statements really move, whole and as they were written, and only once?

Classes: lost-statement, lost-comment, copied, wrapped, not-verbatim, empty-function.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from dataclasses import dataclass
from typing import Any

from .notebooks import Cell
from .pysource import Statement, count, statements, tokens
from .rewrite import Rewrite
from .units import Unit
from .verbatim import forms

Json = dict[str, Any]


@dataclass(frozen=True)
class Share:
    """`moved` of `selected` statements stand in a module; without imports and lone displays in `core`."""

    selected: int
    moved: int
    core_selected: int
    core_moved: int


class _WithoutPassed(ast.NodeTransformer):
    """Takes `name=name` out of calls of lifted definitions: parameters that they got."""

    def __init__(self, lifted: set[str]) -> None:
        self._lifted = lifted

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in self._lifted:
            node.keywords = [k for k in node.keywords if not (isinstance(k.value, ast.Name) and k.value.id == k.arg)]
        return node


class Movement:
    """Compares the selected statements of one unit with module and rewritten cells.

    `executed`: position of a code cell -> what IPython makes of its text.
    """

    def __init__(self, old: list[Cell], rewrite: Rewrite, unit: Unit, executed: dict[int, str]) -> None:
        self._rewrite = rewrite
        self._lifted = rewrite.lifted
        touched = {e["index"] for e in rewrite.cells if e["action"] != "kept"} | set(unit.cells)
        self._old = {c.index: statements(c.source) for c in old if c.kind == "code" and c.index in touched}
        self._forms = {
            id(s): forms(s, statements(executed.get(i, "")) or []) for i, found in self._old.items() for s in found or []
        }
        self._selected = [s for i in unit.cells for s in self._old.get(i) or [] if _chosen(s, unit)]
        self._comments = {i: tokens(old[i].source, True) for i in unit.cells}
        self._kept = self._kept_statements(old)
        texts = "\n".join(rewrite.texts)
        self._tokens = tokens(texts)
        self._everything = tokens(texts, True)
        self._module = Counter(d for text in rewrite.texts for d in self._dumps(ast.parse(text)))
        self._imports = _imported([*[ast.parse(t) for t in rewrite.texts], *[s.node for s in self._kept]])

    def _kept_statements(self, old: list[Cell]) -> list[Statement]:
        """The statements of every cell that is not one of the untouched ones."""
        untouched = Counter(c.source for c in old if c.kind == "code" and c.index not in self._old)
        kept: list[Statement] = []
        for cell in self._rewrite.new:
            if cell.kind == "code" and untouched[cell.source] > 0:
                untouched[cell.source] -= 1
            elif cell.kind == "code":
                kept += statements(cell.source) or []
        return kept

    def _plain(self, node: ast.AST) -> str:
        return ast.dump(_WithoutPassed(self._lifted).visit(copy.deepcopy(node)))

    def _dumps(self, tree: ast.AST) -> list[str]:
        found = []
        for node in ast.walk(tree):
            if isinstance(node, ast.Return) and node.value is not None:
                found.append(self._plain(ast.Expr(node.value)))
            elif isinstance(node, ast.stmt):
                found.append(self._plain(node))
        return found

    def _in_module(self, statement: Statement) -> bool:
        return any(self._stands(form) for form in self._forms[id(statement)])

    def _stands(self, statement: Statement) -> bool:
        if statement.is_definition:
            return self._verbatim(statement)
        if self._module[self._plain(statement.node)]:
            return True
        return len(statement.tokens) > 2 and count(statement.tokens, self._tokens) > 0

    def _verbatim(self, statement: Statement) -> bool:
        """A definition, token for token; keyword-only parameters may have been added to a function."""
        if count(statement.tokens, self._tokens):
            return True
        name = getattr(statement.node, "name", "")
        for text in self._rewrite.texts:
            for node in ast.parse(text).body:
                if getattr(node, "name", None) == name and _same_but_parameters(statement.node, node, self._plain):
                    return True
        return False

    def share(self) -> Share:
        """How much moved."""
        core = [s for s in self._selected if not s.is_import and not isinstance(s.node, ast.Expr)]
        return Share(len(self._selected), sum(map(self._in_module, self._selected)),
                     len(core), sum(map(self._in_module, core)))

    def faults(self) -> list[Json]:
        """Everything that is not as it should be, as differences."""
        kept = Counter(self._plain(s.node) for s in self._kept)
        kept_tokens = tuple(t for s in self._kept for t in s.tokens)
        found: list[Json] = []
        for s in self._selected:
            inside = self._in_module(s)
            outside = kept[self._plain(s.node)] > 0 or count(s.tokens, kept_tokens) > 0
            if s.is_import:
                if not _imported([s.node]) <= self._imports:
                    found.append(_fault("lost-statement", s.text))
            elif not inside and not outside and not self._may_go(s):
                found.append(_fault("not-verbatim" if s.is_definition else "lost-statement", s.text))
            elif inside and not s.is_definition:
                found += self._lost_comments(s)
        return found + self._copied(kept) + self._wrapped() + self._empty()

    def _may_go(self, statement: Statement) -> bool:
        shows = isinstance(statement.node, ast.Expr)
        return shows and any(not entry["kept"] for entry in self._rewrite.displays)

    def _lost_comments(self, statement: Statement) -> list[Json]:
        full = tokens(statement.text, True)
        if len(full) == len(statement.tokens) or count(full, self._everything):
            return []
        missing = [t for t in full if t.startswith("#") and t not in self._everything]
        return [_fault("lost-comment", t) for t in missing]

    def _copied(self, kept: Counter[str]) -> list[Json]:
        """Statements that now stand in both places; constants and definitions of other cells too."""
        before = Counter(self._plain(s.node) for found in self._old.values() for s in found or [])
        new_module = self._module - Counter(
            d for text in [*self._rewrite.before.values(), *self._rewrite.standing.values()] if text
            for d in self._dumps(ast.parse(text)))
        found = []
        for found_statements in self._old.values():
            for s in found_statements or []:
                dump = self._plain(s.node)
                solid = len(s.tokens) >= 3 and not s.is_import and not isinstance(s.node, ast.Expr)
                stands = any(new_module[self._plain(form.node)] for form in self._forms[id(s)])
                if solid and stands and kept[dump] >= before[dump]:
                    found.append(_fault("copied", s.text))
        return found

    def _wrapped(self) -> list[Json]:
        """Statements of rewritten cells that are neither the user's nor a plain call of what was lifted."""
        own = {self._plain(s.node) for found in self._old.values() for s in found or []}
        parts = {self._plain(ast.Expr(s.node.value)) for found in self._old.values() for s in found or []
                 if isinstance(s.node, ast.Expr)}
        modules = set(self._rewrite.modules)
        return [
            _fault("wrapped", s.text)
            for s in self._kept
            if self._plain(s.node) not in own | parts and not s.is_import and not _is_plain_call(s.node, self._lifted)
            or isinstance(s.node, ast.ImportFrom) and s.node.module in modules and not self._imports_lifted(s.node)
        ]

    def _imports_lifted(self, node: ast.ImportFrom) -> bool:
        return all(alias.name != "*" for alias in node.names)

    def _empty(self) -> list[Json]:
        """Functions in which nothing of the selection stands."""
        planned = {f["name"] for f in self._rewrite.functions}
        selected = [form for s in self._selected for form in self._forms[id(s)]]
        mine = {self._plain(s.node) for s in selected}
        found = []
        for text in self._rewrite.texts:
            for node in ast.parse(text).body:
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name in planned:
                    inside = set(self._dumps(node)) & mine
                    token_match = any(len(s.tokens) > 2 and count(s.tokens, tokens(ast.unparse(node)))
                                      for s in selected)
                    if not inside and not token_match and not all(s.is_import for s in self._selected):
                        found.append(_fault("empty-function", node.name))
        return found


def _chosen(statement: Statement, unit: Unit) -> bool:
    return not unit.only or (statement.is_definition and statement.node.name in unit.only)  # type: ignore[attr-defined]


def _awaits(node: ast.AST) -> bool:
    return any(isinstance(n, (ast.Await, ast.AsyncFor, ast.AsyncWith)) for n in ast.walk(node))


def _imported(trees: list[Any]) -> set[tuple[str, str, str]]:
    """Every (module, name, bound as) that is imported anywhere in the trees."""
    found = set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {("", a.name, a.asname or "") for a in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {("." * node.level + (node.module or ""), a.name, a.asname or "") for a in node.names}
    return found


def _same_but_parameters(old: ast.stmt, new: ast.stmt, plain: Any) -> bool:
    """Whether two functions differ at most by keyword-only parameters without annotation."""
    if type(old) is not type(new) or not isinstance(old, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    assert isinstance(new, (ast.FunctionDef, ast.AsyncFunctionDef))
    old_names = {a.arg for a in old.args.kwonlyargs}
    if not old_names <= {a.arg for a in new.args.kwonlyargs}:
        return False
    twin = copy.copy(new)
    twin.args = old.args
    return plain(twin) == plain(old)


def _is_plain_call(node: ast.stmt, lifted: set[str]) -> bool:
    """`f(a, b=b)`, `x, y = f(a)`, `display(f(a))`, awaited or not."""
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        plain = all(isinstance(n, (ast.Name, ast.Tuple, ast.Store)) for t in targets for n in ast.walk(t))
        return plain and node.value is not None and _call(node.value, lifted)
    return isinstance(node, ast.Expr) and _call(node.value, lifted)


def _call(node: ast.expr, lifted: set[str]) -> bool:
    if isinstance(node, ast.Await):
        node = node.value
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    if node.func.id == "display" and len(node.args) == 1:
        return _call(node.args[0], lifted)
    values = [*node.args, *[k.value for k in node.keywords]]
    return node.func.id in lifted and all(isinstance(v, (ast.Name, ast.Constant)) for v in values)


def _fault(kind: str, detail: str) -> Json:
    return {"class": kind, "cell": None, "detail": detail.strip()[:200]}
