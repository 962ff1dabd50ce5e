"""Results that differ from call to call: what stays the same of them is compared, or they are refused."""

import pytest

from .drafts import draft, put_down, run_pytest
from .notebooks import record, write

MODULE = """import datetime
import secrets
import time
import uuid

import numpy as np
import pandas as pd


def shuffle(names):
    return list(set(names))


def noisy(n):
    rng = np.random.default_rng()
    return pd.DataFrame({"at": range(n), "share": rng.random(n)})


def array(n):
    return np.random.default_rng().random((n, 2))


def report(rows):
    return {"rows": len(rows), "total": 2 * sum(rows), "id": uuid.uuid4().hex}


def clock(n):
    return time.time()


def token(n):
    return secrets.randbelow(10 ** 9)


def age(year):
    return datetime.date.today().year - year


def since(days):
    return pd.DataFrame({"days": days, "old": [(pd.Timestamp.today() - pd.Timestamp(day)).days > 9 for day in days]})


def timed(n):
    begin = time.perf_counter()
    return n * 2 if time.perf_counter() >= begin else None
"""
BEGIN = "from noise import *"


@pytest.fixture
def project(tmp_path):
    write(tmp_path / "project", noise_dot_py=MODULE)
    return tmp_path / "project"


@pytest.mark.parametrize("call, lines, broken", [
    ("shuffle(list('abcdefgh'))", ['sorted(result) == ["a", "b", "c"', "len(result) == 8"],
     ("list(set(names))", "list(set(names))[1:]")),
    ("noisy(4)", ["result.shape == (4, 2)", 'list(result.columns) == ["at", "share"]', '["int64", "float64"]',
                  "(result[\"share\"] <= 1).all()"], ('"share": rng', '"shares": rng')),
    ("array(3)", ['(str(result.dtype), result.shape) == ("float64", (3, 2))', "np.isfinite(result).all()"],
     ("(n, 2)", "(n, 3)")),
])
def test_compares_what_stays_the_same(page, project, call, lines, broken):
    name = call.partition("(")[0]
    copy = record(project, project.parent, ["noise:" + name], BEGIN, call)
    found = draft(page, project, copy, mutants=True)
    [case] = found["cases"]
    assert case["problem"] is None and case["loose"], found
    assert [line for line in lines if line not in case["text"]] == [], case["text"]
    assert "compared by its form" in case["text"]
    assert put_down(page, copy, found)[1]["passed"] == 1
    assert "1 passed" in run_pytest(project)
    write(project, noise_dot_py=MODULE.replace(*broken))
    assert "1 failed" in run_pytest(project)


def test_keeps_the_values_beside_those_that_differ(page, project):
    copy = record(project, project.parent, ["noise:report"], BEGIN, "report([1, 2])")
    found = draft(page, project, copy, mutants=True)
    [case] = found["cases"]
    assert 'result["total"] == 6' in case["text"] and 'len(result["id"]) == 32' in case["text"]
    assert case["mutants"]["tried"] == case["mutants"]["noticed"] > 0
    assert put_down(page, copy, found)[1]["passed"] == 1


@pytest.mark.parametrize("call, why", [
    ("clock(1)", "another result than in the notebook"),
    ("token(1)", "another result than in the notebook"),
    ("age(1990)", "asks what day or time it is (`date.today`)"),
    ("since(['2020-01-01'])", "asks what day or time it is (`Timestamp.today`)"),
])
def test_refuses_where_nothing_stays_but_a_type(page, project, call, why):
    copy = record(project, project.parent, ["noise:" + call.partition("(")[0]], BEGIN, call)
    assert why in draft(page, project, copy)["cases"][0]["problem"]


def test_a_stopwatch_is_no_calendar(page, project):
    copy = record(project, project.parent, ["noise:timed"], BEGIN, "timed(2)")
    [case] = draft(page, project, copy)["cases"]
    assert (case["problem"], case["loose"]) == (None, None) and "timed(2) == 4" in case["text"]
