"""Which names share a mutable object: `b = a` and `b = list(a)` print alike and are not alike."""

from __future__ import annotations

import collections
import functools
import sys
import types
from typing import Any, Iterator

_MOST = 30_000
_IMMUTABLE = (type(None), bool, int, float, complex, str, bytes, types.ModuleType, range, type(Ellipsis))
_METHODS = (types.MethodType, types.BuiltinMethodType, types.MethodWrapperType)
_ITERATORS = (type(iter([])), type(iter(())), type(reversed([])), type(iter({})), type(iter({}.values())))
_CONTAINERS = (list, tuple, set, frozenset, collections.deque)
# Objects that a library hands to everyone, and drawings, of which each part knows all others.
_SHARED_BY_NATURE = ("sympy", "datetime", "re", "_thread", "weakref", "threading", "logging")
_TANGLED = ("matplotlib", "mpl_toolkits", "IPython", "ipykernel", "ipywidgets", "traitlets", "asyncio", "concurrent")


class Aliases:
    """Names of one namespace that share an object."""

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        # Names of which not all objects were looked at.
        self.unseen: list[str] = []

    def pairs(self) -> list[str]:
        """`a is b` for names of one object, `a ~ b` for names that reach a common one; sorted.

        Reach: containers, attributes, defaults of functions, attributes of the notebook's classes, what a bound
        method or a partial call holds, and the memory that arrays and frames lie in.
        """
        owners: dict[Any, list[str]] = {}
        for name, value in sorted(self._names.items()):
            for key in self._keys_of(name, value):
                owners.setdefault(key, []).append(name)
        found: dict[tuple[str, str], str] = {}
        for sharing in owners.values():
            for i, first in enumerate(sharing):
                for second in sharing[i + 1:]:
                    found[first, second] = "is" if self._names[first] is self._names[second] else "~"
        return sorted(f"{first} {how} {second}" for (first, second), how in found.items())

    def _keys_of(self, name: str, value: Any) -> list[Any]:
        found: dict[Any, None] = {}
        try:
            found.update((key, None) for key in self._reach(name, value))
        except Exception:  # something in it does not even say what it is
            self.unseen.append(name)
        return list(found)

    def _reach(self, name: str, value: Any) -> Iterator[Any]:
        """Ids of the mutable objects behind the value, and of the memory of its arrays."""
        seen: dict[int, Any] = {}
        level = [value]
        while level:
            below: list[Any] = []
            for item in level:
                if isinstance(item, _IMMUTABLE) or id(item) in seen:
                    continue
                if len(seen) >= _MOST:
                    self.unseen.append(name)
                    return
                seen[id(item)] = item  # kept, so that no other object gets its id
                yield from _keys(item)
                below += _inside(item)
            level = below


def _keys(item: Any) -> list[Any]:
    """What tells the object itself."""
    memory = _memory(item)
    if memory is not None:
        return memory
    if isinstance(item, (tuple, frozenset, type, types.FunctionType, *_METHODS)):
        return []
    return [] if _home(item) in _SHARED_BY_NATURE else [id(item)]


def _home(item: Any) -> str:
    return type(item).__module__.partition(".")[0]


def _inside(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return [*item, *item.values()]
    if isinstance(item, _CONTAINERS):
        return list(item)
    if isinstance(item, type):
        return _mutable(vars(item).values()) if item.__module__ == "__main__" else []
    if isinstance(item, types.FunctionType):
        return [*(item.__defaults__ or ()), *(item.__kwdefaults__ or {}).values()]
    if isinstance(item, _METHODS):
        return [item.__self__]
    if isinstance(item, _ITERATORS):
        return list(item.__reduce__()[1])
    if isinstance(item, functools.partial):
        return [item.func, item.args, item.keywords]
    if isinstance(item, memoryview):
        return [item.obj]
    if isinstance(item, types.GeneratorType):
        frame = item.gi_frame
        return [frame.f_locals.get(name) for name in frame.f_code.co_varnames] if frame else []
    objects = _objects(item)
    return _attributes(item) if objects is None else objects


def _mutable(values: Any) -> list[Any]:
    return [value for value in values if isinstance(value, (list, dict, set, bytearray))]


def _attributes(item: Any) -> list[Any]:
    if _home(item) in (*_TANGLED, *_SHARED_BY_NATURE):
        return []
    members = [one for kind in type(item).__mro__ for one in vars(kind).values()]
    slots = [one for one in members if isinstance(one, types.MemberDescriptorType)]
    return [*getattr(item, "__dict__", {}).values(), *[held for one in slots for held in _slot(one, item)]]


def _slot(member: Any, item: Any) -> list[Any]:
    try:
        return [member.__get__(item)]
    except AttributeError:
        return []


def _objects(item: Any) -> list[Any] | None:
    """What the cells of an array or a frame hold; `None` for other objects."""
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None and isinstance(item, numpy.ndarray):
        return item.ravel().tolist() if item.dtype == object else []
    if numpy is not None and isinstance(item, (numpy.generic, numpy.dtype)):
        return []
    if pandas is None or not hasattr(pandas, "Series"):
        return None
    if isinstance(item, pandas.Index):
        return []
    if isinstance(item, (pandas.Series, pandas.DataFrame)):
        held = [block.values for block in getattr(getattr(item, "_mgr", None), "blocks", ())]
        return [cell for values in held if values.dtype == object for cell in values.ravel().tolist()]
    return None


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
