"""The functions of `helpers.py` as text, for a test file and to try them."""

import ast

from . import SOURCES

IMPORTS = ["import ast", "import csv", "import json", "import pandas as pd"]


def functions():
    """Both functions, as they stand there, without what is above them."""
    text = SOURCES["helpers"]
    first = next(one for one in ast.parse(text).body if isinstance(one, ast.FunctionDef))
    return "".join(text.splitlines(True)[first.lineno - 1:])
