"""A short text for a value, the same in two runs exactly when the values are equal for a reader.

Arrays by dtype, shape and bytes; frames by values, dtypes, index, columns and attrs; random generators by
state; containers and plain objects by structure; functions by name, defaults and attributes; classes by name
and data attributes; everything else by its scrubbed repr.
"""

from __future__ import annotations

import functools
import hashlib
import io
import random
import types
from typing import Any, Callable

from .scrub import Scrubber

_BUDGET = 60_000
_PLAIN = (type(None), bool, int, float, complex, str, bytes, type(Ellipsis))
_FUNCTIONS = (types.FunctionType, types.MethodType, types.BuiltinFunctionType)
_LAZY = (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType)
_ITERATORS = {"list_iterator", "tuple_iterator", "range_iterator", "str_ascii_iterator", "str_iterator"}
# Objects that hold the namespace they were made in: a function's locals instead of the notebook's names.
_ENVIRONMENTS = {"EvalEnvironment", "VarLookupDict", "LayeredMapping"}
# Parts of the kernel: what they hold differs from process to process.
_KERNEL_PARTS = ("ipykernel.", "IPython.core.formatters", "IPython.core.interactiveshell")
# Objects whose repr says everything and whose attributes are caches.
_BY_REPR = ("sympy", "datetime", "decimal", "fractions", "re", "pathlib", "zoneinfo", "uuid", "dateutil")


class Fingerprints:
    """Fingerprints of one namespace; a value met twice is only walked once."""

    def __init__(self, scrub: Scrubber) -> None:
        self._scrub = scrub
        self._left = 0

    def of(self, value: Any) -> str:
        """Hex digest of `value`; never raises: a value that defies inspection counts by its type."""
        self._left = _BUDGET
        digest = hashlib.blake2b(digest_size=12)
        self._feed(value, digest.update, ())
        return digest.hexdigest()

    def short(self, value: Any) -> str:
        """Type and the beginning of the repr, for people."""
        try:
            text = repr(value)[:4000]
        except Exception as error:
            text = f"<repr raised {type(error).__name__}>"
        return f"{type(value).__name__}: {self._scrub.text(text)[:160]}"

    def _feed(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        self._left -= 1
        if self._left < 0 or len(above) > 40:
            return
        if id(value) in above:
            put(f"<cycle {above[::-1].index(id(value))}>".encode())
            return
        above = (*above, id(value))
        try:
            put(f"<{self._type_name(value)}>".encode())
            self._walk(value, put, above)
        except Exception as error:
            put(f"<{type(error).__name__}>".encode())

    def _type_name(self, value: Any) -> str:
        kind = type(value)
        return self._scrub.text(f"{kind.__module__}.{kind.__qualname__}").replace("<locals>", "")

    def _walk(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        kind = type(value)
        top = kind.__module__.partition(".")[0]
        if isinstance(value, _PLAIN):
            text = repr(value)
            put((self._scrub.paths(text) if isinstance(value, str) else text).encode("utf-8", "replace"))
            if kind in _PLAIN:
                return
        if kind.__module__.startswith(_KERNEL_PARTS):
            return
        special = _SPECIAL.get(top) or _BY_TYPE.get(kind)
        if special:
            special(self, value, put, above)
        elif isinstance(value, types.ModuleType):
            put(value.__name__.encode())
        elif isinstance(value, type):
            self._feed_class(value, put, above)
        elif isinstance(value, _FUNCTIONS):
            self._feed_function(value, put, above)
        elif isinstance(value, io.IOBase):
            put(f"{getattr(value, 'name', '')} {value.closed} {_position(value)}".encode())
        elif kind.__name__ in _ITERATORS:
            self._feed(value.__reduce__()[1:], put, above)
        elif isinstance(value, functools.partial):
            self._feed([value.func, value.args, value.keywords], put, above)
        elif isinstance(value, _LAZY):
            frame = getattr(value, "gi_frame", None)
            put(f"{value.__name__} {frame is None}".encode())
        elif isinstance(value, BaseException):
            self._feed(value.args, put, above)
        elif kind.__name__ not in _ENVIRONMENTS:
            self._feed_structure(value, put, above)

    def _feed_structure(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        known = False
        if isinstance(value, dict):
            known = True
            for key, item in value.items():
                self._feed(key, put, above)
                self._feed(item, put, above)
        elif isinstance(value, (set, frozenset)):
            known = True
            put("".join(sorted(self._part(item, above) for item in value)).encode())
        elif isinstance(value, (list, tuple)) or hasattr(value, "appendleft"):
            known = True
            for item in value:
                self._feed(item, put, above)
            put(str(len(value)).encode())
        attributes = _attributes(value)
        for name, item in attributes:
            put(name.encode())
            self._feed(item, put, above)
        if not known and not attributes:
            put(self._scrub.text(repr(value)).encode("utf-8", "replace"))

    def _part(self, value: Any, above: tuple[int, ...]) -> str:
        digest = hashlib.blake2b(digest_size=8)
        self._feed(value, digest.update, above)
        return digest.hexdigest()

    def _feed_function(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        put(getattr(value, "__name__", "").encode())
        self._feed(getattr(value, "__defaults__", None), put, above)
        own = getattr(value, "__dict__", None) or {}
        self._feed({k: v for k, v in own.items() if not k.startswith("_")}, put, above)
        if isinstance(value, types.MethodType):
            self._feed(value.__self__, put, above)

    def _feed_class(self, value: type, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        put(value.__name__.encode())
        if value.__module__ == "builtins":
            return
        put(" ".join(base.__name__ for base in value.__mro__).encode())
        for name, item in sorted(vars(value).items()):
            if not name.startswith("__") and isinstance(item, (*_PLAIN, list, tuple, dict, set)):
                put(name.encode())
                self._feed(item, put, above)

    def feed_numpy(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        """Arrays and scalars by dtype, shape and bytes, generators by state, the rest by structure."""
        import numpy

        if isinstance(value, (numpy.ndarray, numpy.generic)):
            put(f"{value.dtype.descr}{value.shape}".encode())
            if isinstance(value, numpy.ma.MaskedArray):
                put(numpy.ma.getmaskarray(value).tobytes())
                value = value.filled()
            if value.dtype.hasobject:
                for item in numpy.asarray(value, dtype=object).ravel().tolist():
                    self._feed(item, put, above)
            else:
                put(value.tobytes())
        elif isinstance(value, numpy.random.Generator):
            self._feed(value.bit_generator.state, put, above)
        elif isinstance(value, numpy.random.RandomState):
            self._feed(value.get_state(legacy=False), put, above)
        elif isinstance(value, numpy.dtype) or not _attributes(value):
            put(self._scrub.text(repr(value)).encode())
        else:
            self._feed_structure(value, put, above)

    def feed_pandas(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        """Frames, series and indexes by everything that a reader can see of them."""
        import pandas

        if isinstance(value, pandas.DataFrame):
            self._feed([value.columns, value.index, value.attrs], put, above)
            for position in range(value.shape[1]):
                column = value.iloc[:, position]
                put(str(column.dtype).encode())
                self._feed_column(column, put, above)
        elif isinstance(value, pandas.MultiIndex):
            self._feed([list(value.names), list(value.dtypes.astype(str))], put, above)
            self._feed(value.to_numpy(), put, above)
        elif isinstance(value, (pandas.Series, pandas.Index)):
            put(f"{value.dtype}".encode())
            self._feed([value.name, getattr(value, "freqstr", None)], put, above)
            self._feed_column(value, put, above)
            if isinstance(value, pandas.Series):
                self._feed([value.index, value.attrs], put, above)
        elif hasattr(value, "groups") and hasattr(value, "obj"):
            self._feed(value.obj, put, above)
        else:
            put(self._scrub.text(repr(value)).encode())

    def _feed_column(self, column: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        if str(column.dtype) == "category":
            self._feed([column.array.codes, column.array.categories, column.array.ordered], put, above)
        else:
            self._feed(column.to_numpy(), put, above)

    def feed_artist(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        """Axes by their labels, limits and number of artists; other drawing objects by their type."""
        if hasattr(value, "get_xlim") and hasattr(value, "get_title"):
            seen = [value.get_title(), value.get_xlabel(), value.get_ylabel(), value.get_xlim(), value.get_ylim()]
            counts = [len(value.lines), len(value.collections), len(value.patches), len(value.texts)]
            self._feed([seen, counts], put, above)
        elif hasattr(value, "get_axes"):
            self._feed([value.get_axes(), list(value.get_size_inches())], put, above)

    def feed_repr(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        """By the scrubbed repr."""
        if isinstance(value, type):
            self._feed_class(value, put, above)
        else:
            put(self._scrub.text(repr(value)).encode("utf-8", "replace"))

    def feed_random(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        """A `random.Random` by its state."""
        put(repr(value.getstate()).encode())


def _position(file: Any) -> int | None:
    try:
        return None if file.closed else file.tell()
    except (OSError, ValueError):
        return None


def _attributes(value: Any) -> list[tuple[str, Any]]:
    """The instance's own attributes, slots included, without caches."""
    own = dict(getattr(value, "__dict__", None) or {})
    for kind in type(value).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name.startswith("__") and not name.endswith("__"):
                name = f"_{kind.__name__.lstrip('_')}{name}"
            if name not in ("__dict__", "__weakref__") and hasattr(value, name):
                own[name] = getattr(value, name)
    return [(k, v) for k, v in sorted(own.items()) if "cache" not in k and not k.startswith("__")]


_SPECIAL: dict[str, Callable[..., None]] = {
    "numpy": Fingerprints.feed_numpy,
    "pandas": Fingerprints.feed_pandas,
    "matplotlib": Fingerprints.feed_artist,
    "mpl_toolkits": Fingerprints.feed_artist,
    **{name: Fingerprints.feed_repr for name in _BY_REPR},
}
_BY_TYPE: dict[type, Callable[..., None]] = {random.Random: Fingerprints.feed_random}
