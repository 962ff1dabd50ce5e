"""A short text for a value, the same in two runs exactly when the values are equal for a reader.

Arrays by dtype, shape and bytes; frames by values, dtypes, index, columns and attrs; random generators by
state; containers and plain objects by structure, sharing among their parts included; functions by name,
defaults, attributes and, where they are the project's own, by what their code does; classes by name, data
attributes and methods; everything else by its scrubbed repr.
"""

from __future__ import annotations

import functools
import hashlib
import re
import types
import warnings
from typing import Any, Callable

from .callables import captured, doings, is_written, steps
from .libraries import LIBRARIES
from .scrub import Scrubber
from .standard import feeder_of

# Parts of a value, and how deep they are looked for; what lies beyond is said not to be compared.
_BUDGET = 400_000
_DEEPEST = 150
_PLAIN = (type(None), bool, int, float, complex, str, bytes, type(Ellipsis))
_FLAT = set(_PLAIN)
_FUNCTIONS = (types.FunctionType, types.MethodType, types.BuiltinFunctionType)
_LAZY = (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType)
_ITERATORS = {"list_iterator", "tuple_iterator", "range_iterator", "str_ascii_iterator", "str_iterator",
              "list_reverseiterator", "dict_keyiterator", "dict_valueiterator", "dict_itemiterator",
              "bytes_iterator", "zip", "map", "filter", "enumerate", "reversed"}
_SHAREABLE = (list, dict, set, bytearray)
# Objects that hold the namespace they were made in: a function's locals instead of the notebook's names.
_ENVIRONMENTS = {"EvalEnvironment", "VarLookupDict", "LayeredMapping"}
# Parts of the kernel: what they hold differs from process to process.
_KERNEL_PARTS = ("ipykernel.", "IPython.core.formatters", "IPython.core.interactiveshell")
# Objects whose repr says everything and whose attributes are caches.
_BY_REPR = ("sympy", "datetime", "decimal", "fractions", "re", "zoneinfo", "dateutil", "_thread")
# The same, and what looks generated in it is what somebody gave.
_BY_NAME = ("pathlib", "uuid")
# A repr that tells where an object lies.
_PLACE = re.compile(r"\bat 0x[0-9a-fA-F]+|@ 0x[0-9a-fA-F]+")


class Fingerprints:
    """Fingerprints of one namespace."""

    def __init__(self, scrub: Scrubber) -> None:
        self.scrub = scrub
        self._left = 0
        self._types: dict[type, bytes] = {}
        self._known: dict[int, str] = {}
        self.captured: dict[str, list[str]] = {}
        self._met: dict[int, tuple[int, Any]] = {}
        self.is_whole = True

    def of(self, value: Any) -> str:
        """Hex digest of `value`; never raises: a value that defies inspection counts by its type.

        Afterwards `is_whole` says whether all of it was looked at, and `captured` what functions in it take from
        around them: "function name" to digests, one for each function of that name.
        """
        self.captured = {}
        self._left = _BUDGET
        self._met = {}
        self.is_whole = True
        digest = hashlib.blake2b(digest_size=12)
        try:
            self.feed(value, digest.update, ())
        except Exception:  # it does not even say what it is
            self.is_whole = False
        return digest.hexdigest()

    def short(self, value: Any) -> str:
        """Type and the beginning of the repr, for people."""
        try:
            text = repr(value)[:4000]
        except Exception as error:
            text = f"<repr raised {type(error).__name__}>"
        return f"{type(value).__name__}: {self.scrub.text(text)[:160]}"

    def feed(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        self._left -= 1
        if self._left < 0 or len(above) > _DEEPEST:
            self.is_whole = False
            return
        if id(value) in above:
            put(f"<cycle {above[::-1].index(id(value))}>".encode())
            return
        if isinstance(value, _SHAREABLE):
            if id(value) in self._met:
                put(f"<met {self._met[id(value)][0]}>".encode())
                return
            self._met[id(value)] = (len(self._met), value)
        above = (*above, id(value))
        try:
            put(self._type_name(type(value)))
            self._walk(value, put, above)
        except Exception as error:
            self.is_whole = False
            put(f"<{type(error).__name__}>".encode())

    def _type_name(self, kind: type) -> bytes:
        known = self._types.get(kind)
        if known is None:
            name = self.scrub.text(f"{kind.__module__}.{kind.__qualname__}").replace("<locals>", "")
            known = self._types[kind] = f"<{name}>".encode()
        return known

    def _walk(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        kind = type(value)
        top = kind.__module__.partition(".")[0]
        if isinstance(value, _PLAIN):
            # Python refuses to write long numbers in tens.
            text = hex(value) if isinstance(value, int) and not isinstance(value, bool) else repr(value)
            put((self.scrub.paths(text) if isinstance(value, str) else text).encode("utf-8", "replace"))
            if kind in _PLAIN:
                return
        if kind.__module__.startswith(_KERNEL_PARTS):
            return
        special = feeder_of(value) or LIBRARIES.get(top)
        if special:
            special(self, value, put, above)
        elif top in _BY_REPR and not isinstance(value, type):
            put(self.scrub.text(repr(value)).encode("utf-8", "replace"))
        elif top in _BY_NAME and not isinstance(value, type):
            put(self.scrub.paths(repr(value)).encode("utf-8", "replace"))
        elif isinstance(value, types.ModuleType):
            put(value.__name__.encode())
        elif isinstance(value, type):
            self._feed_class(value, put, above)
        elif isinstance(value, _FUNCTIONS):
            self._feed_function(value, put, above)
        elif kind.__name__ in _ITERATORS or kind.__module__ == "itertools":
            self._feed_iterator(value, put, above)
        elif isinstance(value, functools.partial):
            self.feed([value.func, value.args, value.keywords], put, above)
        elif isinstance(value, _LAZY):
            self._feed_lazy(value, put, above)
        elif isinstance(value, BaseException):
            self.feed([value.args, vars(value), value.__cause__], put, above)
        elif isinstance(value, memoryview):
            self.feed([value.format, value.shape, value.tobytes()], put, above)
        elif isinstance(value, (staticmethod, classmethod)):
            self.feed(value.__func__, put, above)
        elif isinstance(value, property):
            self.feed([value.fget, value.fset, value.fdel], put, above)
        elif kind.__name__ not in _ENVIRONMENTS:
            self.feed_structure(value, put, above)

    def feed_structure(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        known = False
        if isinstance(value, (dict, list, tuple)) and _is_flat(value):
            known = True
            put(self.scrub.paths(repr(value)).encode("utf-8", "replace"))
        elif isinstance(value, dict):
            known = True
            for key, item in value.items():
                self.feed(key, put, above)
                self.feed(item, put, above)
        elif isinstance(value, (set, frozenset)):
            known = True
            put("".join(sorted(self._part(item, above) for item in value)).encode())
        elif isinstance(value, (list, tuple)) or hasattr(value, "appendleft"):
            known = True
            for item in value:
                self.feed(item, put, above)
            put(str(len(value)).encode())
        put(str(getattr(value, "maxlen", "")).encode())
        if hasattr(value, "default_factory"):
            self.feed(value.default_factory, put, above)
        attributes = _attributes(value, self.scrub.is_own(type(value).__module__))
        for name, item in attributes:
            put(name.encode())
            self.feed(item, put, above)
        if not known and not attributes:
            self._feed_opaque(value, put, above)

    def _feed_opaque(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        """Without attributes that Python shows: by what it would be pickled as, else by its repr, which says nothing
        where it is only a place in memory."""
        text = repr(value)
        told = self.scrub.text(text)
        put(told.encode("utf-8", "replace"))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                made = value.__reduce_ex__(2)
        except Exception:
            self.is_whole = self.is_whole and not hasattr(value, "__next__") and not (_PLACE.search(text) or "..." in text)
        else:
            self.feed(made[1:] if isinstance(made, tuple) else made, put, above)

    def _feed_lazy(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        """A generator or a coroutine by its code, how far it is in it, its own variables and what it waits for."""
        kind = next(one for one in ("gi", "cr", "ag") if hasattr(value, one + "_frame"))
        frame = getattr(value, kind + "_frame")
        put(f"{value.__name__} {frame is None}".encode())
        if frame is None:
            return
        put(" ".join(doings(frame.f_code)).encode("utf-8", "replace"))
        put(str(steps(frame.f_code, frame.f_lasti)).encode())
        own = frame.f_code.co_varnames
        waiting = getattr(value, "gi_yieldfrom", None)
        self.feed([{name: frame.f_locals.get(name) for name in own}, waiting], put, above)

    def _feed_iterator(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        """By what is left of it; some Pythons do not tell that of some iterators."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                left = value.__reduce__()[1:]
        except TypeError:
            self.is_whole = False
        else:
            self.feed(left, put, above)

    def _part(self, value: Any, above: tuple[int, ...]) -> str:
        met, self._met = self._met, {}  # in a set nothing is met before another thing
        digest = hashlib.blake2b(digest_size=8)
        self.feed(value, digest.update, above)
        self._met = met
        return digest.hexdigest()

    def _feed_function(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        put(getattr(value, "__name__", "").encode())
        self.feed(getattr(value, "__defaults__", None), put, above)
        self.feed(getattr(value, "__kwdefaults__", None), put, above)
        if isinstance(value, types.FunctionType) and self._is_own(value):
            put(" ".join(doings(value.__code__)).encode("utf-8", "replace"))
            self._note_captured(value, above)
        own = getattr(value, "__dict__", None) or {}
        self.feed({k: v for k, v in own.items() if not k.startswith("_")}, put, above)
        if isinstance(value, types.MethodType):
            self.feed(value.__self__, put, above)

    def _note_captured(self, value: types.FunctionType, above: tuple[int, ...]) -> None:
        for name, item in captured(value).items():
            self.captured.setdefault(f"{value.__name__} {name}", []).append(self._captured_digest(item, above))

    def _captured_digest(self, value: Any, above: tuple[int, ...]) -> str:
        """Many functions take the same large thing from around them."""
        known = self._known.get(id(value))
        if known is None:
            self._known[id(value)] = ""  # it may take itself
            known = self._known[id(value)] = self._part(value, above)
        return known

    def _is_own(self, value: Any) -> bool:
        """Written in the notebook, in a lifted module, or in a file of the project."""
        file = getattr(getattr(value, "__code__", None), "co_filename", "")
        return self.scrub.is_own(value.__module__ or "") or self.scrub.paths(file) != file

    def _feed_class(self, value: type, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        put(value.__name__.encode())
        if value.__module__ == "builtins":
            return
        put(" ".join(base.__name__ for base in value.__mro__).encode())
        put(repr([vars(value).get(name) for name in ("__slots__", "__dataclass_params__")]).encode())
        for name, item in sorted(vars(value).items()):
            if self._is_told(value, name, item):
                put(name.encode())
                self.feed(item, put, above)

    def _is_told(self, owner: type, name: str, item: Any) -> bool:
        if isinstance(item, types.FunctionType):
            return self.scrub.is_own(owner.__module__) and is_written(item)
        kinds = (*_PLAIN, list, tuple, dict, set, staticmethod, classmethod, property)
        from_library = type(item).__module__.partition(".")[0] in ("numpy", "pandas")
        return not name.startswith("__") and (isinstance(item, kinds) or from_library)


def _attributes(value: Any, is_own: bool) -> list[tuple[str, Any]]:
    """The instance's own attributes, slots included, without the caches of libraries."""
    own = dict(getattr(value, "__dict__", None) or {})
    for kind in type(value).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name.startswith("__") and not name.endswith("__"):
                name = f"_{kind.__name__.lstrip('_')}{name}"
            if name not in ("__dict__", "__weakref__") and hasattr(value, name):
                own[name] = getattr(value, name)
    return [(k, v) for k, v in sorted(own.items()) if not k.startswith("__") and (is_own or not _is_cache(k))]


def _is_cache(name: str) -> bool:
    return name.startswith("_") and "cache" in name


def _is_flat(value: Any) -> bool:
    """Nothing but plain values, whose reprs tell them apart: no need to look at each."""
    if type(value) is dict:
        return _is_flat([*value]) and _is_flat([*value.values()])
    return type(value) in (list, tuple) and set(map(type, value)) <= _FLAT
