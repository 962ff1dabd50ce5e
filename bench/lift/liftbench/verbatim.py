"""The forms in which a typed statement may stand in a module.

IPython 9 and later empty every line of a cell that holds only blanks, within strings too (`leading_indent` in
`IPython/core/inputtransformer2.py`): what runs is not what was typed, and either is verbatim.
"""

from __future__ import annotations

import ast
import copy
import re

from .pysource import Statement

_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def forms(typed: Statement, executed: list[Statement]) -> list[Statement]:
    """As typed; and, where IPython runs something else, as it runs, and so but for docstrings, which are as typed.

    `executed`: the statements of what IPython made of the cell.
    """
    key = _without_blanks(typed.node)
    ran = next((s for s in executed if type(s.node) is type(typed.node) and _without_blanks(s.node) == key), None)
    if ran is None or ast.dump(ran.node) == ast.dump(typed.node):
        return [typed]
    return [typed, ran, _with_docstrings(ran, typed)]


def _without_blanks(node: ast.AST) -> str:
    twin = copy.deepcopy(node)
    for part in ast.walk(twin):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            part.value = _BLANKS.sub("", part.value)
        elif isinstance(part, ast.Constant) and isinstance(part.value, bytes):
            part.value = _BLANKS.sub("", part.value.decode("latin-1"))
    return ast.dump(twin)


def _with_docstrings(ran: Statement, typed: Statement) -> Statement:
    node = copy.deepcopy(ran.node)
    documented: set[str] = set()
    for new, old in zip(ast.walk(node), ast.walk(typed.node)):
        text = ast.get_docstring(old, clean=False) if isinstance(old, _DOCUMENTED) else None
        if text is not None and isinstance(new, _DOCUMENTED):
            new.body[0].value.value = text  # type: ignore[attr-defined]
            documented.add(text)
    pairs = zip(ran.tokens, typed.tokens)
    return Statement(node, ran.text, tuple(b if a != b and _value(b) in documented else a for a, b in pairs))


def _value(token: str) -> str | None:
    try:
        value = ast.literal_eval(token)
    except (ValueError, SyntaxError):
        return None
    return value if isinstance(value, str) else None
