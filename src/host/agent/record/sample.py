"""Long tables among the arguments, cut to rows that are spread evenly; what lies row by row beside them is cut alike."""

import sys

ROWS = 200
# Bytes of an array beyond which it is cut like a table.
LARGE = 64_000


def sample(values):
    """`(values, rows)`: the arguments with at most 200 rows each, and `[200, rows of the longest]` where some were cut."""
    lengths = {id(one): len(one) for one in values if _is_table(one) and len(one) > ROWS}
    longest = max(lengths.values(), default=0)
    cut = [_cut(one, longest) for one in values]
    changed = [len(one) for one, now in zip(values, cut) if one is not now]
    return cut, [ROWS, max(changed)] if changed else None


def _cut(value, longest):
    if _is_table(value) and len(value) > ROWS:
        return value.iloc[_spread(len(value))]
    numpy = sys.modules.get("numpy")
    if numpy is not None and type(value) is numpy.ndarray and value.ndim > 0 and len(value) > ROWS:
        if len(value) == longest or value.nbytes > LARGE:
            return value[_spread(len(value))]
    return value


def _spread(length):
    return [at * (length - 1) // (ROWS - 1) for at in range(ROWS)]


def _is_table(value):
    pandas = sys.modules.get("pandas")
    return pandas is not None and hasattr(pandas, "DataFrame") and isinstance(value, (pandas.DataFrame, pandas.Series))
