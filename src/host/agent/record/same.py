"""Whether two values are the same for a reader, and where they differ."""

import math
import sys


def difference(one, other, relative=None, where="the value"):
    """`None` where they are the same, else a sentence. Without `relative`, to the last bit; types count."""
    if type(one) is not type(other):
        return "%s is of type %s, not %s" % (where, type(one).__name__, type(other).__name__)
    special = _special(one, other, relative, where)
    if special is not NotImplemented:
        return special
    if isinstance(one, (float, complex)):
        return None if _near(one, other, relative) else _unequal(one, other, where)
    if isinstance(one, dict):
        return _of_dicts(one, other, relative, where)
    if isinstance(one, (list, tuple)):
        if len(one) != len(other):
            return "%s has %d parts, not %d" % (where, len(one), len(other))
        pairs = (difference(a, b, relative, "%s[%d]" % (where, at)) for at, (a, b) in enumerate(zip(one, other)))
        return next((found for found in pairs if found), None)
    fields = getattr(type(one), "__dataclass_fields__", None)
    if fields:
        pairs = (difference(getattr(one, n), getattr(other, n), relative, where + "." + n) for n in fields)
        return next((found for found in pairs if found), None)
    return None if one == other else _unequal(one, other, where)


def _of_dicts(one, other, relative, where):
    if list(one) != list(other):
        return "%s has other keys, or in another order" % where
    pairs = (difference(one[key], other[key], relative, "%s[%r]" % (where, key)) for key in one)
    return next((found for found in pairs if found), None)


def _near(one, other, relative):
    if one != one or other != other:
        return one != one and other != other
    if relative is None or isinstance(one, complex) or math.isinf(one) or math.isinf(other):
        return one == other and repr(one) == repr(other)
    return math.isclose(one, other, rel_tol=relative, abs_tol=1e-12)


def _unequal(one, other, where):
    return "%s is %s, not %s" % (where, short(one), short(other))


def short(value):
    """A repr that fits into a sentence."""
    try:
        text = " ".join(repr(value).split())
    except Exception as error:
        text = "<repr raised %s>" % type(error).__name__
    return text if len(text) <= 80 else text[:77] + "..."


def _special(one, other, relative, where):
    """Of arrays and tables."""
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if pandas is not None and isinstance(one, (pandas.DataFrame, pandas.Series, pandas.Index)):
        return _of_tables(pandas, one, other, relative, where)
    if pandas is not None and (one is pandas.NA or one is pandas.NaT):
        return None if one is other else _unequal(one, other, where)
    if numpy is not None and isinstance(one, (numpy.ndarray, numpy.generic)):
        return _of_arrays(numpy, one, other, relative, where)
    return NotImplemented


def _of_tables(pandas, one, other, relative, where):
    testing = pandas.testing
    how = {"check_exact": True} if relative is None else {"check_exact": False, "rtol": relative, "atol": 1e-12}
    if isinstance(one, pandas.DataFrame):
        check = testing.assert_frame_equal
    elif isinstance(one, pandas.Series):
        check = testing.assert_series_equal
    else:
        check = testing.assert_index_equal
    try:
        check(one, other, **how)
    except AssertionError as error:
        return "%s is another table: %s" % (where, " ".join(str(error).split())[:160])
    if getattr(one, "attrs", None) != getattr(other, "attrs", None):
        return "%s has other attrs" % where
    return None


def _of_arrays(numpy, one, other, relative, where):
    if one.dtype != other.dtype or one.shape != other.shape:
        return "%s is an array of %s %s, not %s %s" % (where, one.dtype, one.shape, other.dtype, other.shape)
    if one.dtype.hasobject:
        return difference(one.tolist(), other.tolist(), relative, where)
    if one.dtype.kind in "fc":
        relative = max(relative or 0, 1e-5 if relative and one.dtype.itemsize <= 4 else 0)
        near = numpy.allclose(one, other, rtol=relative, atol=1e-12 if relative else 0, equal_nan=True)
        return None if near else "%s holds other numbers" % where
    return None if one.tobytes() == other.tobytes() else "%s holds other values" % where
