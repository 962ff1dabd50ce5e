"""Values as expressions of Python, with what they import and the files they read: never a pickle.

The first way that gives the same value again is taken: a literal, an array as a literal, an `.npz` file, a small
table as a literal, a CSV file with its schema, plain containers and dataclasses of such parts.
"""

import dataclasses
import datetime
import decimal
import enum
import fractions
import io
import json
import pathlib
import sys
import uuid

from . import helpers_text
from .same import difference
from .tables import Unwritable, table_files

# Characters and items of what stands in the test itself.
LITERAL = 400
ITEMS = 40
# Elements of an array that is written as a literal, and rows of a table.
ARRAY = 20
ROWS = 8
# Bytes of all files of one test.
MOST = 256_000
_FLAT = (type(None), bool, int, float, complex, str, bytes)
_DATES = (datetime.date, datetime.datetime, datetime.time, datetime.timedelta, datetime.timezone)


@dataclasses.dataclass
class Encoded:
    """`text` evaluates to the value, once `imports` were run and `files` lie in the folder `DATA`."""

    text: str
    imports: list = dataclasses.field(default_factory=list)
    files: dict = dataclasses.field(default_factory=dict)
    reads_tables: bool = False
    plain: bool = False
    items: int = 1

    def told(self):
        """As JSON, without the files' contents."""
        return {"text": self.text, "imports": self.imports, "files": sorted(self.files),
                "reads_tables": self.reads_tables, "plain": self.plain}


def encode(value, name, folder):
    """The value as an expression. Files are named after `name` and written into `folder`.

    Raises `Unwritable` where there is no way, or where reading it again gives another value.
    """
    encoded = _encode(value, name)
    if len(encoded.text) > LITERAL or encoded.items > ITEMS:
        raise Unwritable("%s of %d parts" % (_article(value), encoded.items))
    size = sum(len(content) for content in encoded.files.values())
    if size > MOST:
        raise Unwritable("%s of %d kB, more than the %d kB that a test may hold"
                         % (_article(value), size // 1000, MOST // 1000))
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in encoded.files.items():
        (folder / path).write_bytes(content)
    if any(path.endswith(".npz") for path in encoded.files):
        _tell_arrays(folder, encoded.files)
    wrong = difference(value, decode(encoded.told(), folder), None, "it")
    if wrong:
        raise Unwritable("%s that is not the same when it is read again: %s" % (_article(value), wrong))
    return encoded


def _tell_arrays(folder, files):
    """What is in each file of arrays, as text beside it: for a person to see before it goes into a test."""
    numpy = sys.modules["numpy"]
    for path in files:
        if path.endswith(".npz"):
            values = numpy.load(folder / path, allow_pickle=False)["values"]
            text = "%s %s\n%s\n" % (values.dtype, values.shape, numpy.array2string(values, threshold=2000))
            (folder / (path + ".txt")).write_text(text, encoding="utf-8")


def decode(told, folder):
    """The value of what `Encoded.told` gave; files lie in `folder`."""
    space = namespace(told, folder)
    return eval(told["text"], space)


def namespace(told, folder):
    """A space in which the text of an encoded value can be evaluated."""
    space = {"DATA": folder}
    for line in told["imports"]:
        exec(line, space)
    if told["reads_tables"]:
        exec(compile(helpers_text.functions(), "<helpers>", "exec"), _with_helpers(space))
    return space


def _with_helpers(space):
    for line in helpers_text.IMPORTS:
        exec(line, space)
    return space


def _article(value):
    name = type(value).__name__
    return ("an " if name[0] in "AEIOUaeiou" else "a ") + "`%s`" % name


def _encode(value, name):
    kind = type(value)
    for way in (_flat, _container, _named, _date, _of_numpy, _of_pandas, _dataclass, _callable):
        found = way(value, kind, name)
        if found is not None:
            return found
    if kind.__module__ == "__main__":
        raise Unwritable("%s, whose class is defined in the notebook: lift the class into a module"
                         % _article(value))
    raise Unwritable("%s, which only a pickle could hold" % _article(value))


def _flat(value, kind, name):
    if kind not in _FLAT:
        return None
    if isinstance(value, float) and (value != value or value in (float("inf"), -float("inf"))):
        return Encoded('float("%s")' % value, plain=False)
    if isinstance(value, complex):
        return Encoded("complex(%r, %r)" % (value.real, value.imag))
    if isinstance(value, str):
        return Encoded(_quoted(value), plain=True)
    return Encoded(repr(value), plain=True)


def _quoted(text):
    """As formatters like it: in double quotes where that needs no more escapes."""
    written = repr(text)
    return '"%s"' % written[1:-1] if written[0] == "'" and '"' not in written and "\\'" not in written else written


def _container(value, kind, name):
    if kind in (dict, list) and _is_long(value):
        return _json(value, name)
    if kind is dict:
        pairs = [(_encode(k, "%s_key%d" % (name, at)), _encode(v, "%s_%s" % (name, _slug(k, at))))
                 for at, (k, v) in enumerate(value.items())]
        body = ", ".join("%s: %s" % (k.text, v.text) for k, v in pairs)
        return _joined("{%s}" % body, [one for pair in pairs for one in pair])
    if kind in (set, frozenset):
        parts = [_encode(one, "%s_%d" % (name, at)) for at, one in enumerate(sorted(value, key=repr))]
        body = "{%s}" % ", ".join(one.text for one in parts) if parts else "set()"
        text = body if kind is set else "frozenset(%s)" % (body if parts else "")
        return _joined(text, parts, kind is set and bool(parts))
    if kind in (list, tuple):
        parts = [_encode(one, "%s_%d" % (name, at)) for at, one in enumerate(value)]
        body = ", ".join(one.text for one in parts)
        if kind is list:
            return _joined("[%s]" % body, parts)
        return _joined("(%s,)" % body if len(parts) == 1 else "(%s)" % body, parts)
    if kind in (range, slice):
        return Encoded(repr(value))
    return None


def _is_long(value):
    return len(value) > ITEMS or len(repr(value)) > LITERAL and difference(value, _through_json(value), None) is None


def _through_json(value):
    try:
        return json.loads(json.dumps(value))
    except (TypeError, ValueError, RecursionError):
        return None


def _json(value, name):
    if difference(value, _through_json(value), None) is not None:
        raise Unwritable("%s of %d parts, more than the %d that a test shows" % (_article(value), len(value), ITEMS))
    text = json.dumps(value, indent=1, ensure_ascii=False) + "\n"
    read = 'json.loads((DATA / "%s.json").read_text(encoding="utf-8"))' % name
    return Encoded(read, ["import json"], {name + ".json": text.encode("utf-8")})


def _slug(key, at):
    text = "".join(c if c.isalnum() and c.isascii() else "_" for c in key) if isinstance(key, str) else ""
    return text[:30] or str(at)


def _joined(text, parts, plain=True):
    files = {}
    for one in parts:
        files.update(one.files)
    return Encoded(
        text,
        sorted({line for one in parts for line in one.imports}),
        files,
        any(one.reads_tables for one in parts),
        plain and all(one.plain for one in parts),
        1 + sum(one.items for one in parts),
    )


def _named(value, kind, name):
    if isinstance(value, enum.Enum) and value.name:
        return Encoded("%s.%s" % (_imported(kind).text, value.name), _imported(kind).imports)
    return None


def _date(value, kind, name):
    if kind in _DATES:
        return Encoded(repr(value), ["import datetime"] + (["import zoneinfo"] if "zoneinfo" in repr(value) else []))
    if kind in (decimal.Decimal, fractions.Fraction, uuid.UUID):
        return Encoded(repr(value), ["from %s import %s" % (kind.__module__, kind.__name__)])
    if isinstance(value, pathlib.PurePath) and kind.__module__.partition(".")[0] == "pathlib":
        if value.is_absolute():
            raise Unwritable("the path “%s” of this machine" % value)
        return Encoded("Path(%s)" % _quoted(value.as_posix()), ["from pathlib import Path"])
    return None


def _of_numpy(value, kind, name):
    numpy = sys.modules.get("numpy")
    if numpy is None or not isinstance(value, (numpy.ndarray, numpy.generic)):
        return None
    needs = ["import numpy as np"]
    if isinstance(value, numpy.generic) and not isinstance(value, numpy.void):
        if value.dtype.kind in "mM":
            unit = numpy.datetime_data(value.dtype)[0]
            return Encoded('np.%s(%d, "%s")' % (kind.__name__, int(value.astype("int64")), unit), needs)
        own = "bool_" if value.dtype.kind == "b" else kind.__name__
        return Encoded("np.%s(%s)" % (own, _encode(value.item(), name).text), needs)
    if kind is not numpy.ndarray:
        raise Unwritable("%s, which no plain file holds" % _article(value))
    if value.size <= ARRAY and value.dtype.kind in "biufO" and value.ndim > 0:
        small = _small_array(value, name, needs)
        if value.dtype.hasobject or len(small.text) <= LITERAL:
            return small
    if value.dtype.hasobject:
        raise Unwritable("an array of %d objects, which only a pickle could hold" % value.size)
    file = io.BytesIO()
    numpy.savez_compressed(file, values=value)
    text = 'np.load(DATA / "%s.npz", allow_pickle=False)["values"]' % name
    return Encoded(text, needs, {name + ".npz": file.getvalue()})


def _small_array(value, name, needs):
    parts = _encode(value.tolist(), name)
    empty = value.size == 0
    text = "np.zeros(%r, dtype=\"%s\")" % (value.shape, value.dtype) if empty else 'np.array(%s, dtype="%s")' % (
        parts.text, value.dtype)
    return Encoded(text, sorted({*needs, *parts.imports}), parts.files, parts.reads_tables, False, parts.items)


def _of_pandas(value, kind, name):
    pandas = sys.modules.get("pandas")
    if pandas is None or not hasattr(pandas, "DataFrame"):
        return None
    needs = ["import pandas as pd"]
    if value is pandas.NA or value is pandas.NaT:
        return Encoded("pd.NA" if value is pandas.NA else "pd.NaT", needs)
    if kind in (pandas.Timestamp, pandas.Timedelta, pandas.Period):
        if kind is pandas.Timestamp:
            zone = ', tz="%s"' % value.tz if value.tz is not None else ""
            return Encoded('pd.Timestamp("%s"%s)' % (value.tz_localize(None) if zone else value, zone), needs)
        return Encoded(repr(value).replace("Time", "pd.Time", 1).replace("Period", "pd.Period", 1), needs)
    if not isinstance(value, (pandas.DataFrame, pandas.Series, pandas.Index)):
        return None
    if kind not in (pandas.DataFrame, pandas.Series) and not isinstance(value, pandas.Index):
        raise Unwritable("%s, which no plain file holds" % _article(value))
    if getattr(value, "attrs", None):
        raise Unwritable("%s with `attrs`, which no plain file holds" % _article(value))
    return _small_table(pandas, value, needs) or _table(pandas, value, name, needs)


def _small_table(pandas, value, needs):
    """As a literal, where it is small and the literal gives it again."""
    if len(value) > ROWS or isinstance(value, pandas.Index):
        return None
    for make in (_frame_literal, _typed_literal):
        try:
            text = make(pandas, value)
            again = eval(text, {"pd": pandas, "float": float})
            if len(text) <= LITERAL and difference(value, again, None) is None:
                return Encoded(text, needs, items=int(value.size))
        except Exception:  # not this way
            continue
    return None


def _frame_literal(pandas, value):
    if isinstance(value, pandas.Series):
        name = "" if value.name is None else ", name=%s" % _encode(value.name, "").text
        return "pd.Series(%s%s%s)" % (_list_text(value), _index_text(pandas, value), name)
    columns = ", ".join("%s: %s" % (_encode(label, "").text, _list_text(value[label])) for label in value.columns)
    return "pd.DataFrame({%s}%s)" % (columns, _index_text(pandas, value))


def _typed_literal(pandas, value):
    text = _frame_literal(pandas, value)
    if isinstance(value, pandas.Series):
        return "%s.astype(%s)" % (text, _quoted(str(value.dtype)))
    again = eval(text, {"pd": pandas, "float": float})
    other = {label: str(value[label].dtype) for label in value.columns if value[label].dtype != again[label].dtype}
    return "%s.astype(%s)" % (text, _encode(other, "").text)


def _list_text(values):
    return _encode([None if one is None else one for one in values.tolist()], "").text


def _index_text(pandas, value):
    index = value.index
    if isinstance(index, pandas.RangeIndex) and index.equals(pandas.RangeIndex(len(value))) and index.name is None:
        return ""
    if index.name is None and isinstance(index, pandas.Index) and not isinstance(index, pandas.MultiIndex):
        return ", index=%s" % _list_text(index)
    raise Unwritable("an index")


def _table(pandas, value, name, needs):
    if isinstance(value, pandas.Series):
        label = "value" if value.name is None else value.name
        frame, after = value.to_frame(label), '["%s"]' % label if isinstance(label, str) else "[%r]" % label
        after += ".rename(None)" if value.name is None else ""
    elif isinstance(value, pandas.Index):
        frame, after = pandas.DataFrame({"position": range(len(value))}, index=value), ".index"
    else:
        frame, after = value, ""
    files = {path: text.encode("utf-8") for path, text in table_files(name, frame).items()}
    return Encoded('read_table("%s")%s' % (name, after), [], files, True)


def _dataclass(value, kind, name):
    if isinstance(value, tuple) and hasattr(kind, "_fields"):
        fields = kind._fields
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [one.name for one in dataclasses.fields(value) if one.init]
    else:
        return None
    own = _imported(kind)
    parts = [_encode(getattr(value, one), "%s_%s" % (name, one)) for one in fields]
    body = ", ".join("%s=%s" % (one, part.text) for one, part in zip(fields, parts))
    joined = _joined("%s(%s)" % (own.text, body), parts, False)
    joined.imports = sorted({*joined.imports, *own.imports})
    return joined


def _callable(value, kind, name):
    if callable(value) and hasattr(value, "__qualname__") and hasattr(value, "__module__"):
        return _imported(value)
    return None


def _imported(value):
    """A class or function by its name in its module."""
    module, name = value.__module__, value.__qualname__
    if module == "__main__":
        raise Unwritable("`%s`, which is defined in the notebook: lift it into a module" % name)
    known = getattr(sys.modules.get(module or ""), name.partition(".")[0], None)
    first = known
    for part in name.split(".")[1:]:
        known = getattr(known, part, None)
    recorded = getattr(known, "__wrapped__", None) is value or getattr(value, "__wrapped__", None) is known
    if first is None or (known is not value and not recorded) or "<" in name:
        raise Unwritable("`%s`, which cannot be imported" % name)
    if module == "builtins":
        return Encoded(name)
    return Encoded(name, ["from %s import %s" % (module, name.partition(".")[0])])
