"""What a written test reads its tables with: these functions are put into test files as they stand here."""

import ast
import csv
import json

import sys

# Nothing is imported here that the notebook has not imported; a test file has its own lines above these functions.
pd = sys.modules.get("pandas")
DATA = None


def read_table(name):
    """The recorded table `name`: a CSV file, and what its texts mean in a JSON file."""
    schema = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    with open(DATA / f"{name}.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    kinds = schema["levels"] + schema["columns"]
    read = [
        read_column([row[at] for row in rows], kind) for at, kind in enumerate(kinds)
    ]
    count = len(schema["levels"])
    levels, columns = read[:count], read[count:]
    table = pd.DataFrame(dict(enumerate(columns)), index=range(len(rows)))
    labels = [ast.literal_eval(kind["label"]) for kind in schema["columns"]]
    table.columns = pd.Index(labels, name=schema["over"])
    if len(levels) > 1:
        names = [kind["name"] for kind in schema["levels"]]
        table.index = pd.MultiIndex.from_arrays(levels, names=names)
    elif levels:
        table.index = pd.Index(levels[0], name=schema["levels"][0]["name"])
    else:
        table.index = pd.RangeIndex(*schema["range"], name=schema["name"])
    if schema["freq"]:
        table.index.freq = schema["freq"]
    return table


def read_column(texts, kind):
    """Texts of a CSV file as values of the kind that its schema tells."""
    parse = {
        "int": int,
        "float": float,
        "text": str,
        "time": pd.Timestamp,
        "span": pd.Timedelta,
    }
    missing = float("nan") if kind["missing"] == "nan" else None
    of = parse.get(kind["as"], ast.literal_eval)
    values = [missing if text == r"\N" else of(text) for text in texts]
    dtype = kind["dtype"]
    if dtype == "category":
        categories = read_column(kind["texts"], kind["of"])
        dtype = pd.CategoricalDtype(categories, kind["ordered"])
    return pd.Series(values, dtype=dtype)
