"""Faults that a careless rewrite could make, planted in a module that was lifted."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`what` in words; `text`: the module with it."""

    what: str
    text: str


def faults(module: str) -> list[Fault]:
    """One fault of each kind that the module has a place for, in a function's body."""
    tree = ast.parse(module)
    found: dict[str, Fault] = {}
    for function in ast.walk(tree):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for kind, fault in _in(module, function):
                found.setdefault(kind, fault)
    return list(found.values())


def _in(module: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[tuple[str, Fault]]:
    for statement in function.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Subscript):
            yield "store", _fault(module, statement, "pass", "a store is gone")
        if isinstance(statement, ast.Return) and isinstance(statement.value, ast.Tuple):
            parts = [ast.get_source_segment(module, one) or "" for one in statement.value.elts]
            yield "return", _fault(module, statement, f"return {', '.join(parts[::-1])}", "returned in another order")
        for node in ast.walk(statement):
            if isinstance(node, ast.Constant) and type(node.value) in (int, float):
                yield "number", _fault(module, node, repr(node.value + 1), "a number is another")
            if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub, ast.Mult, ast.Div)):
                left, right = (ast.get_source_segment(module, one) or "" for one in (node.left, node.right))
                sign = "-" if isinstance(node.op, ast.Add) else "+"
                yield "operator", _fault(module, node, f"(({left}) {sign} ({right}))", "an operator is another")


def _fault(module: str, node: ast.expr | ast.stmt, by: str, what: str) -> Fault:
    lines = module.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    data = module.encode()
    start = starts[node.lineno - 1] + node.col_offset
    end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
    old = data[start:end].decode().split("\n")[0]
    return Fault(f"{what}: line {node.lineno}, {old[:60]!r} -> {by[:60]!r}", (data[:start] + by.encode() + data[end:]).decode())
