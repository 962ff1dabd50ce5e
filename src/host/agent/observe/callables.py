"""What a function does, as far as its code tells, and what it takes from around it.

Not its names or its arguments: a lift hands names in as arguments, rewrites the calls for that, and
what was a global in the notebook is a variable of the function around it.
"""

from __future__ import annotations

import dis
import types
from typing import Any, Iterator

_OPERATORS = ("BINARY_", "INPLACE_", "COMPARE_", "UNARY_", "IS_", "CONTAINS_")
_EFFECTS = ("STORE_SUBSCR", "STORE_SLICE", "DELETE_SUBSCR", "RAISE_", "YIELD_", "FOR_ITER", "POP_JUMP_")
_ATTRIBUTES = ("LOAD_ATTR", "LOAD_METHOD", "STORE_ATTR", "DELETE_ATTR")
# What compilers write for a body that no file holds, a dataclass's `__init__` for one.
_MADE = "<string>"


def _inside(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _inside(constant)


def doings(code: types.CodeType) -> list[str]:
    """Operators, constants, attributes, writes, calls, loops, branches and what is raised, in order; those of functions
    inside it too."""
    return [word for one in _inside(code) for word in _words(one)]


def steps(code: types.CodeType, last: int) -> int:
    """How many things the code does up to an instruction; where its variables lie does not count."""
    return sum(one.offset <= last and one.opname.startswith((*_OPERATORS, *_EFFECTS)) for one in dis.get_instructions(code))


def _words(code: types.CodeType) -> list[str]:
    words: list[str] = []
    for one in dis.get_instructions(code):
        if one.opname.startswith(_OPERATORS):
            words.append(f"{one.opname} {one.argrepr}")
        elif one.opname.startswith(_ATTRIBUTES):
            words.append(f"{one.opname[:5]} {one.argval}")
        elif one.opname.startswith(_EFFECTS):
            words.append(one.opname)
        elif one.opname.startswith("CALL"):
            words.append("CALL")  # by place or by name
        elif one.opname == "IMPORT_NAME":
            words.pop()  # how many folders up
        elif one.opname != "KW_NAMES" and (one.opcode in dis.hasconst or one.opname == "LOAD_SMALL_INT"):
            words.extend(_constant(one.argval))
    return words


def _constant(value: Any) -> Iterator[str]:
    """Without tuples of text, which are the names of arguments, and without what every function gives back."""
    if isinstance(value, str):
        yield repr(value.rpartition("<locals>.")[2])
    elif isinstance(value, (tuple, frozenset)):
        yield from sorted(repr(item) for item in value if not isinstance(item, str))
    elif value is not None and not isinstance(value, types.CodeType):
        yield repr(value)


def captured(function: types.FunctionType) -> dict[str, Any]:
    """The values that the function takes from around it, by name; functions, classes and modules by their name."""
    code, outside = function.__code__, function.__globals__
    found = {name: outside[name] for one in _inside(code) for name in one.co_names if name in outside}
    for name, cell in zip(code.co_freevars, function.__closure__ or ()):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # nothing was put there yet
            continue
    return {name: found[name] for name in sorted(found) if not _is_named(found[name])}


def is_written(function: Any) -> bool:
    """Somebody wrote it: it was not made from a text."""
    code = getattr(function, "__code__", None)
    return code is not None and code.co_filename != _MADE


def _is_named(value: Any) -> bool:
    return isinstance(value, (type, types.ModuleType)) or (callable(value) and hasattr(value, "__name__"))
