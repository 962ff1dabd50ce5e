"""The arguments of a call by name, and copies of them."""

import copy
import inspect
import keyword
import os
import types

from .tables import Unwritable

# Names that mean something else in a test.
_TAKEN = {"result", "expected", "np", "pd", "pytest", "random", "json", "ast", "csv", "Path", "DATA", "read_table",
          "datetime", "zoneinfo", "assert_frame_equal", "assert_series_equal", "assert_index_equal", "bool", "complex",
          "float", "frozenset", "len", "list", "range", "set", "slice", "str", "type"}
_ATOMS = (type(None), bool, int, float, complex, str, bytes, types.FunctionType, type)


def named(function, args, kwargs):
    """The arguments in the order of the call, by the names of the parameters."""
    try:
        names = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        names = []
    plain = [one.name for one in names if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
    rest = next((one.name for one in names if one.kind is one.VAR_POSITIONAL), "argument")
    listed = [(plain[at] if at < len(plain) else "%s_%d" % (rest, at - len(plain) + 1), "", one)
              for at, one in enumerate(args)]
    listed += [(name, name, one) for name, one in kwargs.items()]
    taken = _TAKEN | {getattr(function, "__name__", "")}
    found = []
    for name, way, value in listed:
        while name in taken:
            name += "_"
        taken = taken | {name}
        found.append({"name": name, "way": way, "value": value})
    return found


def _is_name(text):
    return text.isidentifier() and not keyword.iskeyword(text)


def copied(function, args, kwargs):
    """The same with copies, made at once so that what is shared stays shared."""
    given = named(function, args, kwargs)
    odd = next((one["way"] for one in given if one["way"] and not _is_name(one["way"])), None)
    if odd is not None:
        raise Unwritable("its argument “%s” has a name that cannot be written in a call" % odd)
    memo = {}
    for at, one in enumerate(given):
        value = one["value"]
        twin = next((other["name"] for other in given[:at] if other["live"] is value), None)
        one["live"], one["same_as"] = value, None if isinstance(value, _ATOMS) else twin
        try:
            one["value"] = copy.deepcopy(value, memo)
        except Exception as why:
            raise Unwritable("its argument `%s` of type %s cannot be copied (%s)"
                             % (one["name"], type(value).__name__, str(why) or type(why).__name__)) from None
    return given
