"""A short text for a value, the same in two runs exactly when the values are equal for a reader.

Arrays by dtype, shape and bytes; frames by values, dtypes, index, columns and attrs; random generators by
state; containers and plain objects by structure, sharing among their parts included; functions by name,
defaults, attributes and, where they are the project's own, by what their code does; classes by name, data
attributes and methods; everything else by its scrubbed repr.
"""

from __future__ import annotations

import functools
import hashlib
import io
import random
import types
import warnings
from typing import Any, Callable

from .callables import captured, doings, is_written
from .scrub import Scrubber

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
_BY_REPR = ("sympy", "datetime", "decimal", "fractions", "re", "pathlib", "zoneinfo", "uuid", "dateutil")


class Fingerprints:
    """Fingerprints of one namespace."""

    def __init__(self, scrub: Scrubber) -> None:
        self._scrub = scrub
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
            self.is_whole = self.is_whole and not isinstance(error, RecursionError)
            put(f"<{type(error).__name__}>".encode())

    def _type_name(self, kind: type) -> bytes:
        known = self._types.get(kind)
        if known is None:
            name = self._scrub.text(f"{kind.__module__}.{kind.__qualname__}").replace("<locals>", "")
            known = self._types[kind] = f"<{name}>".encode()
        return known

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
            self._feed(None if value.closed else getattr(value, "getvalue", lambda: None)(), put, above)
        elif kind.__name__ in _ITERATORS or kind.__module__ == "itertools":
            self._feed_iterator(value, put, above)
        elif isinstance(value, functools.partial):
            self._feed([value.func, value.args, value.keywords], put, above)
        elif isinstance(value, _LAZY):
            frame = getattr(value, "gi_frame", None)
            put(f"{value.__name__} {frame is None}".encode())
            own = frame.f_code.co_varnames if frame else ()
            self._feed({name: frame.f_locals.get(name) for name in own}, put, above)
        elif isinstance(value, BaseException):
            self._feed([value.args, vars(value)], put, above)
        elif isinstance(value, memoryview):
            self._feed([value.format, value.shape, value.tobytes()], put, above)
        elif isinstance(value, (staticmethod, classmethod)):
            self._feed(value.__func__, put, above)
        elif isinstance(value, property):
            self._feed([value.fget, value.fset, value.fdel], put, above)
        elif kind.__name__ not in _ENVIRONMENTS:
            self._feed_structure(value, put, above)

    def _feed_structure(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        known = False
        if isinstance(value, (dict, list, tuple)) and _is_flat(value):
            known = True
            put(self._scrub.paths(repr(value)).encode("utf-8", "replace"))
        elif isinstance(value, dict):
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
        put(str(getattr(value, "maxlen", "")).encode())
        if hasattr(value, "default_factory"):
            self._feed(value.default_factory, put, above)
        attributes = _attributes(value)
        for name, item in attributes:
            put(name.encode())
            self._feed(item, put, above)
        if not known and not attributes:
            self.is_whole = self.is_whole and not hasattr(value, "__next__")
            put(self._scrub.text(repr(value)).encode("utf-8", "replace"))

    def _feed_iterator(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        """By what is left of it; some Pythons do not tell that of some iterators."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                left = value.__reduce__()[1:]
        except TypeError:
            self.is_whole = False
        else:
            self._feed(left, put, above)

    def _part(self, value: Any, above: tuple[int, ...]) -> str:
        met, self._met = self._met, {}  # in a set nothing is met before another thing
        digest = hashlib.blake2b(digest_size=8)
        self._feed(value, digest.update, above)
        self._met = met
        return digest.hexdigest()

    def _feed_function(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        put(getattr(value, "__name__", "").encode())
        self._feed(getattr(value, "__defaults__", None), put, above)
        self._feed(getattr(value, "__kwdefaults__", None), put, above)
        if isinstance(value, types.FunctionType) and self._is_own(value):
            put(" ".join(doings(value.__code__)).encode("utf-8", "replace"))
            self._note_captured(value, above)
        own = getattr(value, "__dict__", None) or {}
        self._feed({k: v for k, v in own.items() if not k.startswith("_")}, put, above)
        if isinstance(value, types.MethodType):
            self._feed(value.__self__, put, above)

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
        return self._scrub.is_own(value.__module__ or "") or self._scrub.paths(file) != file

    def _feed_class(self, value: type, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        put(value.__name__.encode())
        if value.__module__ == "builtins":
            return
        put(" ".join(base.__name__ for base in value.__mro__).encode())
        for name, item in sorted(vars(value).items()):
            if self._is_told(value, name, item):
                put(name.encode())
                self._feed(item, put, above)

    def _is_told(self, owner: type, name: str, item: Any) -> bool:
        if isinstance(item, types.FunctionType):
            return self._scrub.is_own(owner.__module__) and is_written(item)
        kinds = (*_PLAIN, list, tuple, dict, set, staticmethod, classmethod, property)
        from_library = type(item).__module__.partition(".")[0] in ("numpy", "pandas")
        return not name.startswith("__") and (isinstance(item, kinds) or from_library)

    def feed_numpy(self, value: Any, put: Callable[[bytes], None], above: tuple[int, ...]) -> None:
        """Arrays and scalars by dtype, shape and bytes, generators by state, the rest by structure."""
        import numpy

        if isinstance(value, (numpy.ndarray, numpy.generic)):
            put(f"{value.dtype.descr}{value.shape}{value.flags.writeable}".encode())
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
            how = [getattr(value, name, None) for name in ("keys", "level", "as_index", "sort", "dropna")]
            self._feed([value.obj, how], put, above)
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
            lines = [[line.get_xydata(), line.get_color(), line.get_linestyle()] for line in value.lines]
            patches = [[patch.get_path().vertices, patch.get_facecolor()] for patch in value.patches]
            texts = [text.get_text() for text in value.texts]
            points = [[points.get_offsets(), points.get_facecolor()] for points in value.collections]
            self._feed([seen, counts, lines, patches, texts, points], put, above)
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
    return [(k, v) for k, v in sorted(own.items()) if not k.startswith("__") and not _is_cache(k)]


def _is_cache(name: str) -> bool:
    return name.startswith("_") and "cache" in name


def _is_flat(value: Any) -> bool:
    """Nothing but plain values, whose reprs tell them apart: no need to look at each."""
    if type(value) is dict:
        return _is_flat([*value]) and _is_flat([*value.values()])
    return type(value) in (list, tuple) and set(map(type, value)) <= _FLAT


_SPECIAL: dict[str, Callable[..., None]] = {
    "numpy": Fingerprints.feed_numpy,
    "pandas": Fingerprints.feed_pandas,
    "matplotlib": Fingerprints.feed_artist,
    "mpl_toolkits": Fingerprints.feed_artist,
    **{name: Fingerprints.feed_repr for name in _BY_REPR},
}
_BY_TYPE: dict[type, Callable[..., None]] = {random.Random: Fingerprints.feed_random}
