"""Prints what this interpreter says of the names in Python texts, as JSON lines.

    python dump_symtable.py            reads JSON lines {"path": ...} or {"text": ...} from stdin
    python dump_symtable.py --list     prints the paths of its standard library's files so

Each line out is {"path": ..., "error": ...} or {"path": ..., "text": ..., "table": TABLE, ...}:

    TABLE = [type, name, line, {symbol: "flags scope"}, [TABLE, ...]], from `symtable`
    "names" = [[offset, access], ...], identifiers from `ast`, offsets in UTF-16 units
    "others" = how many more identifiers name variables, without a place of their own in `ast`
"""

import ast
import json
import os
import sys
import sysconfig
import tokenize
import warnings

import _symtable
import symtable

FLAGS = {
    "l": _symtable.DEF_LOCAL,
    "p": _symtable.DEF_PARAM,
    "n": _symtable.DEF_NONLOCAL,
    "u": _symtable.USE,
    "i": _symtable.DEF_IMPORT,
    "a": _symtable.DEF_ANNOT,
}
SCOPES = {
    _symtable.LOCAL: "local",
    _symtable.GLOBAL_EXPLICIT: "explicit",
    _symtable.GLOBAL_IMPLICIT: "implicit",
    _symtable.FREE: "free",
    _symtable.CELL: "cell",
}

# Names of types of scopes in 3.12 that 3.13 changed.
RENAMED = {"type parameter": "type parameters", "TypeVar bound": "type variable"}

ACCESS = {ast.Load: "read", ast.Store: "bind", ast.Del: "delete"}
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
TYPE_PARAMETERS = tuple(
    getattr(ast, name) for name in ("TypeVar", "ParamSpec", "TypeVarTuple") if hasattr(ast, name)
)


def symbol(flags):
    letters = "".join(letter for letter, bit in FLAGS.items() if flags & bit)
    scope = SCOPES[(flags >> _symtable.SCOPE_OFF) & _symtable.SCOPE_MASK]
    return f"{letters} {scope}"


def dump(table):
    return [
        RENAMED.get(table.get_type(), str(table.get_type())),
        table.get_name(),
        table.get_lineno(),
        {name: symbol(flags) for name, flags in table._table.symbols.items()},
        [dump(child) for child in table.get_children()],
    ]


def special_targets(tree):
    """Names whose context says less than their statement: {node: accesses}."""
    found = {}
    for node in ast.walk(tree):
        target = getattr(node, "target", None)
        if not isinstance(target, ast.Name):
            continue
        if isinstance(node, ast.AugAssign):
            found[target] = ["read", "bind"]
        elif isinstance(node, ast.AnnAssign) and node.value is None:
            found[target] = ["declare"] if node.simple else []
    return found


def names(tree, text):
    special = special_targets(tree)
    starts, lines = [0], text.split("\n")
    for line in lines:
        starts.append(starts[-1] + units(line) + 1)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            accesses = special.get(node, [ACCESS[type(node.ctx)]])
        elif isinstance(node, ast.arg):
            accesses = ["bind"]
        else:
            continue
        before = lines[node.lineno - 1].encode()[: node.col_offset].decode()
        for access in accesses:
            yield starts[node.lineno - 1] + units(before), access


def units(text):
    return len(text.encode("utf-16-le")) // 2


def others(tree):
    for node in ast.walk(tree):
        if isinstance(node, DEFINITIONS + TYPE_PARAMETERS):
            yield 1
        elif isinstance(node, ast.alias):
            yield node.name != "*"
        elif isinstance(node, (ast.MatchAs, ast.MatchStar, ast.ExceptHandler)):
            yield node.name is not None
        elif isinstance(node, ast.MatchMapping):
            yield node.rest is not None
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            yield len(node.names)


def answer(line):
    request = json.loads(line)
    path = request.get("path", "<text>")
    try:
        if "text" in request:
            text = request["text"]
        else:
            with tokenize.open(path) as file:
                text = file.read()
        table = dump(symtable.symtable(text, path, "exec"))
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, OSError) as error:
        return {"path": path, "error": f"{type(error).__name__}: {error}"}
    found = {"path": path, "text": text, "table": table}
    if "text" not in request:
        found.update(names=list(names(tree, text)), others=sum(others(tree)))
    return found


def library():
    root = sysconfig.get_paths()["stdlib"]
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(set(folders) - {"site-packages", "dist-packages", "__pycache__"})
        for name in sorted(files):
            if name.endswith(".py"):
                yield os.path.join(folder, name)


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    if "--list" in sys.argv:
        for path in library():
            print(json.dumps({"path": path}))
        return
    for line in sys.stdin:
        print(json.dumps(answer(line)), flush=True)


if __name__ == "__main__":
    main()
