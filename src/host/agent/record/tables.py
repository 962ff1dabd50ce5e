"""Tables of pandas as CSV with a schema: every type that a reader can write down, checked by reading it again."""

import csv
import io
import json


class Unwritable(Exception):
    """A value that cannot be written down; the message says why, and begins with what it is."""


def table_files(name, table):
    """The two files that `read_table(name)` of `helpers.py` reads, by name: texts."""
    levels, schema = _index(table.index)
    over = table.columns.name
    columns = [_column(table.iloc[:, at], label) for at, label in enumerate(table.columns)]
    for level, own in zip(levels, schema["levels"]):
        own["name"] = _plain_name(own["name"])
    schema.update({"columns": [kind for kind, _ in columns], "over": _plain_name(over)})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heads = [own["name"] if own["name"] is not None else "" for own in schema["levels"]]
    writer.writerow(heads + [str(label) for label in table.columns])
    writer.writerows(zip(*(levels + [texts for _, texts in columns])))
    if not levels and not columns:
        raise Unwritable("a table without columns")
    return {name + ".csv": out.getvalue(), name + ".json": _schema_text(schema)}


def _schema_text(schema):
    """A line for each column."""
    lines = []
    for key, value in schema.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in value)
            lines.append('"%s": [\n  %s\n ]' % (key, rows))
        else:
            lines.append('"%s": %s' % (key, json.dumps(value, ensure_ascii=False)))
    return "{\n %s\n}\n" % ",\n ".join(lines)


def _plain_name(name):
    if name is None or type(name) in (str, int):
        return name
    raise Unwritable("a table with a name of type %s" % type(name).__name__)


def _index(index):
    import pandas

    schema = {"levels": [], "range": None, "name": None, "freq": getattr(index, "freqstr", None)}
    if isinstance(index, pandas.RangeIndex):
        schema.update({"range": [index.start, index.stop, index.step], "name": _plain_name(index.name), "freq": None})
        return [], schema
    if isinstance(index, pandas.PeriodIndex):
        schema["freq"] = None
    many = isinstance(index, pandas.MultiIndex)
    parts = [index.get_level_values(at) for at in range(index.nlevels)] if many else [index]
    found = [_column(part.to_series(), "index") for part in parts]
    for (kind, _), part in zip(found, parts):
        kind["name"] = part.name
    schema["levels"] = [kind for kind, _ in found]
    return [texts for _, texts in found], schema


def _column(column, label):
    """What `read_column` of `helpers.py` is told, and the texts."""
    import pandas

    if isinstance(column.dtype, pandas.CategoricalDtype):
        of, texts = _column(pandas.Series(column.cat.categories), label)
        kind = {"dtype": "category", "as": of["as"], "texts": texts, "of": of, "ordered": bool(column.cat.ordered)}
        values = column.astype(object)
    else:
        kind = {"dtype": str(column.dtype), "as": _way(column, label)}
        values = column
    kind["label"] = _label(label)
    empty = [bool(one) for one in pandas.isna(values)]
    plain = values.tolist()
    kind["missing"] = "nan" if any(e and isinstance(v, float) for e, v in zip(empty, plain)) else "none"
    if kind["as"] == "float" and str(column.dtype).lower() in ("float32", "float16"):
        plain = [str(one) for one in values.to_numpy()]
    write = {"float": str, "int": str, "text": str, "time": _iso, "span": _iso}.get(kind["as"], repr)
    return kind, [r"\N" if e else write(v) for e, v in zip(empty, plain)]


def _iso(value):
    return value.isoformat()


def _label(label):
    if type(label) in (str, int, bool, float):
        return repr(label)
    if hasattr(label, "item") and isinstance(label.item(), (int, float)):
        return repr(label.item())
    raise Unwritable("a table with a column label of type %s" % type(label).__name__)


def _way(column, label):
    """How the texts of a column are to be read."""
    kind = getattr(column.dtype, "kind", "O")
    name = str(column.dtype)
    if kind in "iu":
        return "int"
    if kind == "f":
        return "float"
    if kind == "b":
        return "literal"
    if kind == "M":
        return "time"
    if kind == "m":
        return "span"
    if name.startswith(("str", "period")):
        return "text"
    kinds = {type(value) for value in column.dropna().tolist()}
    if kinds <= {str}:
        return "text"
    if kinds <= {str, int, float, bool, list, tuple, dict, bytes}:
        return "literal"
    others = sorted(one.__name__ for one in kinds - {str, int, float, bool, list, tuple, dict, bytes})
    raise Unwritable("a table whose column “%s” holds values of type %s" % (label, ", ".join(others) or name))
