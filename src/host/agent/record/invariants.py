"""What stays the same of results that differ from call to call: types, sizes, names, bounds. Weaker than values, and
said to be so."""

import dataclasses
import math
import sys

from .asserts import Asserts
from .encode import decode, encode
from .places import own_place
from .same import difference
from .tables import Unwritable

# Parts of a result that are looked at one by one, and how deep.
MOST = 40
DEPTH = 3
_PLAIN = (int, float, bool, str, bytes)
_LIBRARIES = ("numpy", "pandas")


class Invariants:
    """Claims about a result. Each part of it has lines that say its value, and lines that say its form: those of its
    value count as long as every further result has the same, the others as long as they hold."""

    def __init__(self, folder):
        self._folder = folder
        self.parts = []

    def of(self, where, value, name, depth=0):
        """Adds claims about the expression `where`."""
        if len(self.parts) > MOST:
            raise Unwritable("a result of more than %d parts" % MOST)
        part = {"where": where, "exact": None, "form": [], "imports": [], "weak": False}
        self.parts.append(part)
        inner = self._inner(where, value, name)
        if not inner or depth >= DEPTH:
            self._exact(part, where, value, name)
        self._form(part, where, value)
        for text, one, label in inner if depth < DEPTH else ():
            self.of(text, one, label, depth + 1)

    def _exact(self, part, where, value, name):
        asserts = Asserts(self._folder)
        try:
            asserts.of(where, value, name)
            told = encode(value, name, self._folder).told()
            if own_place(told, self._folder):
                return
            part["exact"] = {"value": told, "lines": asserts.lines,
                             "imports": sorted(asserts.imports), "files": sorted(asserts.files),
                             "reads_tables": asserts.reads_tables}
        except Unwritable:
            pass  # then only its form is known

    def _inner(self, where, value, name):
        if type(value) is dict and len(value) <= MOST and all(type(key) in (str, int) for key in value):
            return [("%s[%s]" % (where, _text(key)), one, "%s_%d" % (name, at)) for at, (key, one) in enumerate(value.items())]
        if type(value) is tuple and len(value) <= 8:
            return [("%s[%d]" % (where, at), one, "%s_%d" % (name, at)) for at, one in enumerate(value)]
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return [("%s.%s" % (where, one.name), getattr(value, one.name), "%s_%s" % (name, one.name))
                    for one in dataclasses.fields(value)]
        return []

    def _form(self, part, where, value):
        numpy, pandas = (sys.modules.get(name) for name in _LIBRARIES)
        if pandas is not None and hasattr(pandas, "DataFrame") and isinstance(value, (pandas.DataFrame, pandas.Series)):
            part["form"] = _of_table(pandas, where, value)
        elif numpy is not None and type(value) is numpy.ndarray:
            part["form"] = _of_array(where, value)
            part["imports"] = ["import numpy as np"] if any("np." in line for line in part["form"]) else []
        elif type(value) in (list, tuple, set, frozenset, dict):
            part["form"] = _of_container(where, value)
        elif type(value) in _PLAIN:
            part["form"] = _of_scalar(where, value)
            part["weak"] = True


def _of_table(pandas, where, value):
    if isinstance(value, pandas.Series):
        return ["assert len(%s) == %d" % (where, len(value)), 'assert str(%s.dtype) == "%s"' % (where, value.dtype),
                *(["assert %s.notna().all()" % where] if value.notna().all() else []), *_bounds(where, value)]
    lines = ["assert %s.shape == %r" % (where, value.shape)]
    if value.columns.is_unique and all(type(one) in (str, int) for one in value.columns):
        lines.append("assert list(%s.columns) == %s" % (where, _listed(value.columns)))
        lines.append("assert [str(one) for one in %s.dtypes] == %s" % (where, _listed(map(str, value.dtypes))))
        for column in value.columns:
            part = "%s[%s]" % (where, _text(column))
            lines += ["assert %s.notna().all()" % part] if value[column].notna().all() else []
            lines += _bounds(part, value[column])
    return lines


def _of_array(where, value):
    lines = ['assert (str(%s.dtype), %s.shape) == ("%s", %r)' % (where, where, value.dtype, value.shape)]
    if value.dtype.kind == "f" and sys.modules["numpy"].isfinite(value).all():
        lines.append("assert np.isfinite(%s).all()" % where)
    return lines + _bounds(where, value)


def _bounds(where, values):
    """The natural ones: shares lie between 0 and 1, amounts are not negative."""
    if getattr(values.dtype, "kind", "") not in "iuf" or not len(values) or not bool((values >= 0).all()):
        return []
    lines = ["assert (%s >= 0).all()" % where]
    is_share = values.dtype.kind == "f" and bool((values <= 1).all())
    return lines + (["assert (%s <= 1).all()" % where] if is_share else [])


def _of_container(where, value):
    lines = ["assert type(%s) is %s" % (where, type(value).__name__), "assert len(%s) == %d" % (where, len(value))]
    if type(value) is dict:
        keys = _listed(value) if all(type(key) in (str, int) for key in value) else None
        return lines + (["assert list(%s) == %s" % (where, keys)] if keys and len(value) <= MOST else [])
    kinds = {type(one) for one in value}
    if len(kinds) == 1 and kinds <= {int, str, bool} and len(value) <= MOST:
        lines.append("assert sorted(%s) == %s" % (where, _listed(sorted(value))))
    if len(kinds) == 1 and kinds <= set(_PLAIN):
        lines.append("assert {type(one) for one in %s} == {%s}" % (where, next(iter(kinds)).__name__))
    if kinds and kinds <= {int, float} and all(one >= 0 for one in value):
        lines.append("assert all(one >= 0 for one in %s)" % where)
        lines += ["assert all(one <= 1 for one in %s)" % where] if float in kinds and all(one <= 1 for one in value) else []
    return lines


def _of_scalar(where, value):
    lines = ["assert type(%s) is %s" % (where, type(value).__name__)]
    if type(value) in (str, bytes):
        return lines + ["assert len(%s) == %d" % (where, len(value))]
    if type(value) is not bool and math.isfinite(value) and value >= 0:
        return lines + ["assert 0 <= %s <= 1" % where if type(value) is float and value <= 1 else "assert %s >= 0" % where]
    return lines


def _listed(values):
    return "[%s]" % ", ".join(_text(one) for one in values)


def _text(value):
    """A plain value as formatters write it."""
    text = repr(value)
    return '"%s"' % text[1:-1] if text[:1] == "'" and '"' not in text and "\\'" not in text else text


def still(parts, result, folder, relative):
    """The parts as far as they hold of another result too."""
    left = []
    for part in parts:
        part = dict(part)
        space = {"result": result, **{name.split(" as ")[-1]: sys.modules.get(name.split()[1]) for name in part["imports"]}}
        try:
            now = eval(part["where"], dict(space))
        except Exception:  # there is no such part
            continue
        told = part["exact"]
        if told and difference(decode(told["value"], folder), now, relative) is not None:
            part["exact"] = None
        part["form"] = [line for line in part["form"] if _holds(line, space)]
        left.append(part)
    return left


def _holds(line, space):
    try:
        exec(line, dict(space))
    except Exception:
        return False
    return True


def lines_of(parts):
    """`asserts`, `imports`, `files`, `reads_tables` of what is left; `None` where that is no more than what kind of
    single value it is."""
    strong = any(part["exact"] or part["form"] and not part["weak"] for part in parts)
    if not strong:
        return None
    found = {"asserts": [], "imports": set(), "files": set(), "reads_tables": False}
    for part in parts:
        exact = part["exact"]
        if exact:
            found["asserts"] += exact["lines"]
            found["imports"].update(exact["imports"])
            found["files"].update(exact["files"])
            found["reads_tables"] = found["reads_tables"] or exact["reads_tables"]
        else:
            found["asserts"] += part["form"]
            found["imports"].update(part["imports"] if part["form"] else [])
    return dict(found, imports=sorted(found["imports"]), files=sorted(found["files"]))
