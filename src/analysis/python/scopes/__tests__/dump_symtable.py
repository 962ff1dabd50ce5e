"""Prints what this interpreter's `symtable` says of Python texts, as JSON lines.

    python dump_symtable.py            reads JSON lines {"path": ...} or {"text": ...} from stdin
    python dump_symtable.py --list     prints the paths of its standard library's files

Each line out: {"path": ..., "text": ..., "table": TABLE} or {"path": ..., "error": ...}, with
TABLE = [type, name, line, {symbol: "flags scope"}, [TABLE, ...]].
"""

import json
import os
import sys
import sysconfig
import tokenize
import warnings

import _symtable
import symtable

FLAGS = {
    "g": _symtable.DEF_GLOBAL,
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


def answer(line):
    request = json.loads(line)
    path = request.get("path", "<text>")
    try:
        if "text" in request:
            text = request["text"]
        else:
            with tokenize.open(path) as file:
                text = file.read()
        return {"path": path, "text": text, "table": dump(symtable.symtable(text, path, "exec"))}
    except (SyntaxError, ValueError, RecursionError, OSError) as error:
        return {"path": path, "error": f"{type(error).__name__}: {error}"}


def library():
    root = sysconfig.get_paths()["stdlib"]
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - {"site-packages", "dist-packages", "__pycache__"})
        for name in sorted(names):
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
