"""What a function takes from around it.

Not what its code says: a lift rewrites calls in functions that stay, and hands names in as arguments.
"""

from __future__ import annotations

import types
from typing import Any, Iterator

# What compilers write for a body that no file holds, a dataclass's `__init__` for one.
_MADE = "<string>"


def _inside(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _inside(constant)


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
