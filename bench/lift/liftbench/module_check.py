"""What a module may hold: a docstring, imports, definitions and immutable literal constants, all names known."""

from __future__ import annotations

import ast
import builtins
import symtable
from typing import Any

from .pysource import is_from_module

Json = dict[str, Any]
_ALWAYS = set(dir(builtins)) | {"__name__", "__file__", "__doc__", "__class__", "__spec__", "__package__"}
_REACHES = {"exec", "globals", "locals"}


def check_module(path: str, text: str, before: str | None) -> list[Json]:
    """Differences of class `unclean-module` and `undefined-name`; what stood there `before` is not judged."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        return [_fault("unclean-module", f"{path}: does not parse: {error}")]
    old = {ast.dump(node) for node in _parsed(before).body}
    found: list[Json] = []
    if ast.get_docstring(tree) is None and before is None:
        found.append(_fault("unclean-module", f"{path}: no docstring"))
    for position, node in enumerate(tree.body):
        if ast.dump(node) not in old and not _may_stand(node, position):
            found.append(_fault("unclean-module", f"{path}:{node.lineno}: {ast.unparse(node)[:100]}"))
    reached = (_taken(text) & _REACHES - (_taken(before) if before else set())) | _reaching(tree, old)
    found += [_fault("unclean-module", f"{path}: reaches out by {name}") for name in sorted(reached)]
    return found + [_fault("undefined-name", f"{path}: {name}") for name in undefined_names(text)]


def _parsed(text: str | None) -> ast.Module:
    try:
        return ast.parse(text or "")
    except SyntaxError:
        return ast.Module([], [])


def _may_stand(node: ast.stmt, position: int) -> bool:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return not any(alias.name == "*" for alias in node.names)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return True
    if isinstance(node, ast.Expr):
        return position == 0 and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    if isinstance(node, ast.Assign):
        return all(isinstance(t, ast.Name) for t in node.targets) and is_immutable_literal(node.value)
    if isinstance(node, ast.AnnAssign):
        return isinstance(node.target, ast.Name) and node.value is not None and is_immutable_literal(node.value)
    return False


def is_immutable_literal(node: ast.expr) -> bool:
    """A number, string, bytes, truth value, `None`, `...`, or a tuple of such; signs and `1 + 2j` too."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Tuple):
        return all(is_immutable_literal(item) for item in node.elts)
    if isinstance(node, ast.UnaryOp):
        return is_immutable_literal(node.operand)
    if isinstance(node, ast.BinOp):
        return is_immutable_literal(node.left) and is_immutable_literal(node.right)
    return False


def _reaching(tree: ast.Module, old: set[str]) -> set[str]:
    found: set[str] = set()
    for top in tree.body:
        if ast.dump(top) in old:
            continue
        for node in ast.walk(top):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("vars", "dir"):
                found |= set() if node.args else {node.func.id}
            elif isinstance(node, ast.Attribute) and node.attr in ("_getframe", "__main__"):
                found.add(node.attr)
            elif isinstance(node, ast.Import) and any(a.name == "__main__" for a in node.names):
                found.add("__main__")
            elif isinstance(node, ast.ImportFrom) and node.module == "__main__":
                found.add("__main__")
    return found


def undefined_names(text: str) -> list[str]:
    """Names that some scope takes from the module and that are bound neither there nor in builtins."""
    return sorted(_taken(text) - _ALWAYS)


def _taken(text: str) -> set[str]:
    """Names that some scope takes from the module and that are not bound there."""
    top = symtable.symtable(text, "module", "exec")
    known = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported() or s.is_namespace()}
    missing: set[str] = set()
    todo = [top]
    while todo:
        scope = todo.pop()
        todo += scope.get_children()
        if scope is not top:
            known |= {s.get_name() for s in scope.get_symbols() if s.is_declared_global() and s.is_assigned()}
            missing |= {s.get_name() for s in scope.get_symbols() if is_from_module(s) and s.is_referenced()}
    missing |= {s.get_name() for s in top.get_symbols() if s.is_referenced()}
    return missing - known


def _fault(kind: str, detail: str) -> Json:
    return {"class": kind, "cell": None, "detail": detail}
