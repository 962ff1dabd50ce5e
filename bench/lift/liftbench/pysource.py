"""Cell text as Python: what IPython adds is masked, statements keep their lines."""

from __future__ import annotations

import ast
import io
import re
import symtable
import tokenize
from dataclasses import dataclass

_LINE = re.compile(r"^\s*(;\s*$|%|!|\?|[\w.]+\?{1,2}\s*$|[\w.,\s]+=\s*[!%])")
_PYTHON_BODY = re.compile(r"\s*%%(time|timeit|prun|capture|memit|mprun|lprun)\b.*")
_MARKS = re.compile(r"""\\.|\"\"\"|'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#.*|[()\[\]{}]""")
_LAYOUT = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER}
_FLAGS = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


@dataclass(frozen=True)
class Statement:
    """A top-level statement: its tree, its own text with decorators, and its tokens (comments left out)."""

    node: ast.stmt
    text: str
    tokens: tuple[str, ...]

    @property
    def is_import(self) -> bool:
        return isinstance(self.node, (ast.Import, ast.ImportFrom))

    @property
    def is_definition(self) -> bool:
        return isinstance(self.node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


def mask(source: str) -> str | None:
    """The text with magic, shell and help lines as comments; `None` where a cell magic that runs no Python owns it.

    So are lines with nothing but `;`, for which IPython puts an empty string. Only used to look at cells; a multi-line magic inside a statement is left as it is and does not parse.
    """
    if source.lstrip().startswith("%%"):
        timed = _PYTHON_BODY.match(source)
        body = mask(source[timed.end():]) if timed else None
        return None if timed is None or body is None else "\n" * timed.group().count("\n") + "#" + body
    if _compiles(source):
        return source
    depth, quote, masked = 0, "", []
    for line in source.split("\n"):
        if depth == 0 and not quote and _LINE.match(line):
            masked.append(_masked_line(line))
            continue
        depth, quote = _after(line, depth, quote)
        masked.append(line)
    return "\n".join(masked)


def _compiles(source: str) -> bool:
    try:
        compile(source, "<cell>", "exec", _FLAGS, dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _after(line: str, depth: int, quote: str) -> tuple[int, str]:
    """How deep in brackets and in which triple quotes the text is after a line."""
    for found in _MARKS.finditer(line):
        mark = found.group()
        if quote:
            quote = "" if mark == quote else quote
        elif mark in ('"""', "'''"):
            quote = mark
        elif mark.startswith("#"):
            break
        elif mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth = max(0, depth - 1)
    return depth, quote


def _masked_line(line: str) -> str:
    if re.match(r"^\s*[%!?;]", line) and line[:1] in " \t":
        return re.match(r"^\s*", line).group() + "pass  # " + line.lstrip()  # type: ignore[union-attr]
    return "# " + line


def parse(source: str) -> ast.Module | None:
    """The tree of a cell, `None` where it does not parse."""
    masked = mask(source)
    if masked is None:
        return None
    try:
        return compile(masked, "<cell>", "exec", _FLAGS, dont_inherit=True)  # type: ignore[return-value]
    except (SyntaxError, ValueError):
        return None


def statements(source: str) -> list[Statement] | None:
    """The top-level statements of a cell or module, `None` where it does not parse."""
    tree = parse(source)
    if tree is None:
        return None
    lines = (mask(source) or "").split("\n")
    found = []
    for node in tree.body:
        text = _segment(lines, node)
        found.append(Statement(node, text, tokens(text)))
    return found


def _segment(lines: list[str], node: ast.stmt) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *[d.lineno for d in decorators]])
    taken = lines[first - 1 : node.end_lineno]
    if not decorators:
        taken[-1] = taken[-1].encode()[: node.end_col_offset].decode() if len(taken) > 1 else (
            taken[-1].encode()[node.col_offset : node.end_col_offset].decode()
        )
        if len(taken) > 1:
            taken[0] = taken[0].encode()[node.col_offset :].decode()
    return "\n".join(taken)


def tokens(text: str, comments: bool = False) -> tuple[str, ...]:
    """Token strings without layout; docstrings and strings as they are written."""
    found: list[str] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text + "\n").readline):
            if token.type in _LAYOUT or (token.type == tokenize.COMMENT and not comments):
                continue
            found.append(token.string)
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return tuple(found) or (text,)
    return tuple(found)


def count(needle: tuple[str, ...], hay: tuple[str, ...]) -> int:
    """How often a token sequence stands in another."""
    if not needle:
        return 0
    width, first = len(needle), needle[0]
    return sum(hay[i] == first and hay[i : i + width] == needle for i in range(len(hay) - width + 1))


def names_read(source: str) -> set[str]:
    """Names that a cell which parses takes from elsewhere, in function bodies too; not those it binds itself."""
    masked = mask(source) or ""
    try:
        top = symtable.symtable(masked, "cell", "exec")
    except SyntaxError:  # a top-level await
        tree = parse(source) or ast.Module([], [])
        return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Store)}
    own = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    read = {s.get_name() for s in top.get_symbols() if s.is_referenced()}
    todo = list(top.get_children())
    while todo:
        scope = todo.pop()
        todo += scope.get_children()
        read |= {s.get_name() for s in scope.get_symbols() if is_from_module(s) and s.is_referenced()}
    return read - own


def is_from_module(symbol: symtable.Symbol) -> bool:
    """Whether a scope inside a module takes a name from that module or from builtins.

    `Symbol.is_global` of Python 3.11 and older takes every scope that is called `top` for the module.
    """
    bound = symbol.is_assigned() or symbol.is_parameter() or symbol.is_imported() or symbol.is_free()
    return symbol.is_declared_global() or not bound


def names_bound(tree: ast.AST) -> set[str]:
    """Names that the top level of a tree may bind, nested statements included, function bodies not."""
    bound: set[str] = set()
    todo: list[ast.AST] = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            bound.add(node.name)
            continue
        if isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            continue
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            bound |= {(a.asname or a.name).partition(".")[0] for a in node.names}
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        if isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)
        todo += list(ast.iter_child_nodes(node))
    return bound
