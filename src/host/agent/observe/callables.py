"""What a function does, as far as its code says it: constants, names, operators.

Not the instructions: a function reads its notebook's names as globals, and the same function inside a lifted one
as variables of that; a reader could not tell them apart.
"""

from __future__ import annotations

import dis
import types
from typing import Any, Iterator

_OPERATORS = ("BINARY_", "INPLACE_", "COMPARE_", "UNARY_", "IS_", "CONTAINS_")
# What compilers write for a body that no file holds, a dataclass's `__init__` for one.
_MADE = "<string>"


def signature(code: types.CodeType) -> Iterator[Any]:
    """Plain values, equal for code that reads alike; those of functions inside it too."""
    yield sorted({name for one in _inside(code) for name in (*_globals(one), *one.co_varnames, *one.co_cellvars)})
    for one in _inside(code):
        yield from _text(one)


def _inside(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _inside(constant)


def _globals(code: types.CodeType) -> tuple[str, ...]:
    """Names that are looked up outside, and those of attributes; a name may be the one here and the other there."""
    return (*code.co_names, *code.co_freevars)


def _text(code: types.CodeType) -> Iterator[Any]:
    yield [code.co_argcount, code.co_posonlyargcount]  # a lift may add parameters by name
    yield [f"{one.opname} {one.argrepr}" for one in dis.get_instructions(code) if one.opname.startswith(_OPERATORS)]
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant.rpartition("<locals>.")[2]
        elif not isinstance(constant, types.CodeType):
            yield constant


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
