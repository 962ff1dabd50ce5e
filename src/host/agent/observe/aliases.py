"""Which names share a mutable object: `b = a` and `b = list(a)` print alike and are not alike."""

from __future__ import annotations

import sys
import types
from typing import Any, Iterator

_DEPTH = 3
_MOST = 400
_IMMUTABLE = (type(None), bool, int, float, complex, str, bytes, type, types.ModuleType, types.FunctionType,
              types.BuiltinFunctionType, types.MethodType, range, type(Ellipsis))


def shared(names: dict[str, Any]) -> list[str]:
    """`a is b` for names of one object, `a ~ b` for names that reach a common one; sorted.

    Reach: three levels of containers and attributes, at most 400 objects per name, and the memory that
    arrays and frames lie in.
    """
    owners: dict[Any, list[str]] = {}
    for name, value in sorted(names.items()):
        for key in dict.fromkeys(_reach(value)):
            owners.setdefault(key, []).append(name)
    pairs: dict[tuple[str, str], str] = {}
    for sharing in owners.values():
        for i, first in enumerate(sharing):
            for second in sharing[i + 1:]:
                pairs[first, second] = "is" if names[first] is names[second] else "~"
    return sorted(f"{first} {how} {second}" for (first, second), how in pairs.items())


def _reach(value: Any) -> Iterator[Any]:
    """Ids of the mutable objects behind `value`, and of the memory of its arrays."""
    seen = 0
    level = [value]
    for _ in range(_DEPTH):
        below: list[Any] = []
        for item in level:
            seen += 1
            if seen > _MOST or isinstance(item, _IMMUTABLE):
                continue
            memory = _memory(item)
            if memory is not None:
                yield from memory
                continue
            if not isinstance(item, (tuple, frozenset)) and not _is_shared_by_nature(item):
                yield id(item)
            below += _inside(item)
        level = below


def _is_shared_by_nature(item: Any) -> bool:
    """Objects that a library hands to everyone."""
    return type(item).__module__.partition(".")[0] in ("sympy", "datetime", "re", "_thread", "weakref")


def _inside(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return list(item.values())[:_MOST]
    if isinstance(item, (list, tuple, set, frozenset)):
        return list(item)[:_MOST]
    if type(item).__module__.partition(".")[0] in ("matplotlib", "mpl_toolkits", "IPython"):
        return []
    return list(getattr(item, "__dict__", {}).values())


def _memory(item: Any) -> list[Any] | None:
    """Where the data of an array, series or frame lie; `None` for other objects."""
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None and isinstance(item, numpy.ndarray):
        return [_root(item)] if item.size else [id(item)]
    if numpy is not None and isinstance(item, (numpy.generic, numpy.dtype)):
        return []
    if pandas is None or not hasattr(pandas, "Series"):
        return None
    if isinstance(item, pandas.Index):
        return []
    if isinstance(item, (pandas.Series, pandas.DataFrame)):
        return [id(item), *_blocks(item)]
    return None


def _blocks(item: Any) -> list[Any]:
    blocks = getattr(getattr(item, "_mgr", None), "blocks", ())
    return [_root(block.values) for block in blocks if hasattr(block.values, "base") and block.values.size]


def _root(array: Any) -> Any:
    while getattr(array, "base", None) is not None and hasattr(array.base, "__array_interface__"):
        array = array.base
    interface = getattr(array, "__array_interface__", None)
    return ("memory", interface["data"][0]) if interface else id(array)
