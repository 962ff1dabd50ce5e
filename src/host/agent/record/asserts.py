"""What a test says of a value: exact where values are, within a tolerance where they are floats."""

import dataclasses
import sys

from .encode import Encoded, encode
from .tables import Unwritable

RELATIVE = "1e-7"
SINGLE = "1e-5"
# Parts of a result that are looked at one by one.
MOST = 40
_NUMBERS = (int, float, bool)
_SCALARS = (type(None), bool, int, float, str, bytes)
_PYTEST = "import pytest"


class Asserts:
    """Lines about values, with what they import and the files that they read."""

    def __init__(self, folder):
        self._folder = folder
        self.lines = []
        self.imports = set()
        self.files = set()
        self.reads_tables = False

    def of(self, where, value, name):
        """Adds what holds of the expression `where`. Raises `Unwritable` where nothing can be said of the value."""
        if len(self.lines) > MOST:
            raise Unwritable("a result of more than %d parts" % MOST)
        if self._simple(where, value, name) or self._table(where, value, name):
            return
        if type(value) in (list, tuple, dict):
            self._parts(where, value, name)
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            own = encode(value, name, self._folder)
            self.imports.update(own.imports)
            self.lines.append("assert type(%s) is %s" % (where, own.text.partition("(")[0]))
            for field in dataclasses.fields(value):
                self.of("%s.%s" % (where, field.name), getattr(value, field.name), "%s_%s" % (name, field.name))
        else:
            self.lines.append("assert %s == %s" % (where, self._text(value, name)))

    def _text(self, value, name):
        encoded = encode(value, name, self._folder)
        self._take(encoded)
        return encoded.text

    def _take(self, encoded: Encoded):
        self.imports.update(encoded.imports)
        self.files.update(encoded.files)
        self.reads_tables = self.reads_tables or encoded.reads_tables

    def _simple(self, where, value, name):
        if value is None or value is True or value is False:
            self.lines.append("assert %s is %s" % (where, value))
            return True
        pandas = sys.modules.get("pandas")
        if pandas is not None and hasattr(pandas, "NaT") and (value is pandas.NaT or value is pandas.NA):
            self._text(value, name)
            self.lines.append("assert %s is %s" % (where, "pd.NaT" if value is pandas.NaT else "pd.NA"))
            return True
        if _is_number(value, "f"):
            single = type(value) is not float and value.dtype.itemsize <= 4
            self._near(where, float(value), single, name)
            return True
        if _is_number(value, "b"):
            self.lines.append("assert bool(%s) is %s" % (where, bool(value)))
            return True
        if _is_number(value, "iu"):
            self.lines.append("assert %s == %d" % (where, int(value)))
            return True
        if type(value) in (list, tuple, dict) and _has_floats(value):
            self._near(where, value, False, name)
            return True
        if type(value) in (list, tuple, dict) and _is_exact(value):
            self.lines.append("assert %s == %s" % (where, self._text(value, name)))
            return True
        return False

    def _near(self, where, value, single, name):
        values = list(value.values()) if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else [value]
        gaps = ", nan_ok=True" if any(one != one for one in values) else ""
        self.imports.add(_PYTEST)
        relative = SINGLE if single else RELATIVE
        largest = max((abs(one) for one in values if isinstance(one, (int, float)) and abs(one) > 0), default=1)
        # Else pytest takes everything below 1e-12 for zero.
        least = ", abs=%.1e" % (largest * float(relative)) if largest * float(relative) < 1e-12 else ""
        self.lines.append("assert %s == pytest.approx(%s, rel=%s%s%s)"
                          % (where, self._text(value, name), relative, least, gaps))

    def _parts(self, where, value, name):
        if isinstance(value, dict):
            self.lines.append("assert list(%s) == %s" % (where, self._text(list(value), name + "_keys")))
            for at, (key, one) in enumerate(value.items()):
                self.of("%s[%s]" % (where, self._text(key, name)), one, "%s_%d" % (name, at))
        else:
            self.lines.append("assert len(%s) == %d" % (where, len(value)))
            for at, one in enumerate(value):
                self.of("%s[%d]" % (where, at), one, "%s_%d" % (name, at))

    def _table(self, where, value, name):
        numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
        if numpy is not None and type(value) is numpy.ndarray:
            text = self._text(value, name)
            self.imports.add("import numpy as np")
            self.lines.append("expected = %s" % text)
            self.lines.append("assert (%s.dtype, %s.shape) == (expected.dtype, expected.shape)" % (where, where))
            if value.dtype.kind in "fc":
                relative = SINGLE if value.dtype.itemsize <= 4 else RELATIVE
                self.lines.append("np.testing.assert_allclose(%s, expected, rtol=%s)" % (where, relative))
            else:
                self.lines.append("np.testing.assert_array_equal(%s, expected)" % where)
            return True
        for kind in ("DataFrame", "Series", "Index") if pandas is not None and hasattr(pandas, "DataFrame") else ():
            if isinstance(value, getattr(pandas, kind)):
                check = {"DataFrame": "assert_frame_equal", "Series": "assert_series_equal"}.get(
                    kind, "assert_index_equal")
                self.imports.add("from pandas.testing import " + check)
                relative = SINGLE if _is_single(value) else RELATIVE
                text = self._text(value, name)
                self.lines.append("%s(%s, %s, rtol=%s%s)" % (check, where, text, relative, _least(value, relative)))
                return True
        return False


def _least(table, relative):
    """Where a column holds small numbers only: else pandas takes everything below 1e-8 for zero."""
    if hasattr(table, "levels"):
        return ""
    frame = table if hasattr(table, "columns") else table.to_frame(name=0)
    columns = (frame.iloc[:, at] for at in range(frame.shape[1]))
    largest = (column.abs().max() for column in columns if getattr(column.dtype, "kind", "") == "f")
    small = [one for one in largest if 0 < one < 1e-4]
    return ", atol=%.1e" % (min(small) * float(relative)) if small else ""


def _is_number(value, kinds):
    if type(value) is float:
        return kinds == "f"
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, numpy.generic) and value.dtype.kind in kinds


def _has_floats(value):
    """Flat, of plain scalars, some of them floats: compared in one line."""
    values = list(value.values()) if isinstance(value, dict) else value
    kinds = {type(one) for one in values}
    return float in kinds and kinds <= set(_SCALARS)


def _is_exact(value):
    if type(value) is dict:
        return _is_exact(list(value.values())) and all(type(key) in _SCALARS for key in value)
    if type(value) in (list, tuple):
        return all(_is_exact(one) for one in value)
    return type(value) in _SCALARS and type(value) is not float or type(value) in (set, frozenset)


def _is_single(value):
    dtypes = list(value.dtypes) if hasattr(value, "columns") else [value.dtype]
    return any(str(one) in ("float32", "float16") for one in dtypes)
