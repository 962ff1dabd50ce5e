"""Tests that fail today, of calls that raised."""

import pytest

from .drafts import draft, put_down, run_pytest
from .notebooks import record, write


@pytest.fixture
def project(tmp_path):
    return tmp_path / "project"


def test_makes_a_test_that_fails_today_of_a_call_that_raised(page, project):
    write(project, rates_dot_py="def rate(way, time):\n    return way / time\n")
    copy = record(project, project.parent, ["rates:rate"], "from rates import rate",
                  "[rate(n, 2) for n in range(9)]; rate(3, 0)", raises=True)
    found = draft(page, project, copy, mutants=True)
    failing = found["cases"][-1]
    assert [case["test"] for case in found["cases"]] == ["test_rate", "test_rate_2", "test_rate_3", "test_rate_fails"]
    assert (failing["problem"], failing["fails"]) == (None, "ZeroDivisionError: division by zero")
    _, written = put_down(page, copy, found)
    assert (written["passed"], written["failed"]) == (3, 1)
    assert "1 failed, 3 passed" in run_pytest(project)
    write(project, rates_dot_py="def rate(way, time):\n    return way / time if time else 0\n")
    assert "4 passed" in run_pytest(project)


RATES = """import warnings


def check(n):
    if n < 0:
        raise ValueError(f"no rate of {n}")
    return n


def rate(way, time, seen):
    seen.append(way)
    return check(way) / time


def rates(ways, time=2):
    seen = []
    return [rate(way, time, seen) for way in ways]


def count(n):
    return count(n - 1) if n else 1 / n


def mean(table):
    return table["rate"].mean()


def load(path):
    with open(path) as file:
        return float(file.read())


def renamed(name):
    raise LookupError(name)
"""
HANDLED = "from rates import rates, count\ntry:\n    rates([-5])\nexcept ValueError:\n    pass\nrates([1])"


def failing(page, project, function, *cells):
    """The draft of the call behind the failure of the last cell."""
    write(project, rates_dot_py=RATES, text_dot_txt="not a number")
    copy = record(project, project.parent, [], *cells, failing="rates.py:" + function)
    return copy, draft(page, project, copy, mutants=True)


@pytest.mark.parametrize("function, call", [
    ("check", "check(-2)"),
    ("rate", "rate(-2, 2, [4, 6])"),
    ("rates", "rates([4, 6, -2, 8])"),
])
def test_takes_the_call_that_the_traceback_passes_not_one_that_was_caught(page, project, function, call):
    copy, found = failing(page, project, function, HANDLED, "rates([4, 6, -2, 8])")
    [case] = found["cases"]
    assert (case["problem"], case["fails"], found["refused"]) == (None, "ValueError: no rate of -2", [])
    _, written = put_down(page, copy, found)
    assert (written["passed"], written["failed"]) == (0, 1)
    text = (project / "tests" / "test_rates.py").read_text()
    assert text.endswith("takes this.\n    # Then add what it is to return.\n    %s\n" % call), text
    assert "ValueError: no rate of -2" in run_pytest(project)
    write(project, rates_dot_py=RATES.replace("n < 0", "n < -9"))
    assert "1 passed" in run_pytest(project)


def test_takes_the_innermost_call_of_a_function_that_calls_itself(page, project):
    _, found = failing(page, project, "count", HANDLED, "count(5)")
    assert found["cases"][0]["call"] == "0"


@pytest.mark.parametrize("function, cell, why", [
    ("mean", "rates([-1])", "did not come through it"),
    ("check", "rates([1]); 1 / 0", "did not come through it"),
    ("gone", "rates([-1])", "the module has no such name"),
    ("load", "rates.load('gone.txt')", "“gone.txt”, which is not there"),
])
def test_says_why_there_is_none(page, project, function, cell, why):
    _, found = failing(page, project, function, "from rates import *\nimport rates as _; rates.load = _.load", cell)
    assert found["cases"] == [] and any(why in one["why"] for one in found["refused"]), found


def test_fails_in_the_file_that_it_reads(page, project):
    copy, found = failing(page, project, "load", "from rates import load", "load('text.txt')")
    _, written = put_down(page, copy, found)
    assert written["failed"] == 1
    assert "could not convert string to float: 'not a number'" in run_pytest(project)


def test_writes_nothing_of_a_message_that_may_be_personal(page, project):
    copy, found = failing(page, project, "renamed", "from rates import renamed", "renamed('ann@home.org')")
    composed, _ = put_down(page, copy, found)
    assert "home.org" not in "".join(one["after"] for one in composed["files"])


def test_refuses_what_fails_in_another_way_each_time(page, project):
    write(project, clocks_dot_py="import time\n\n\ndef late(n):\n    raise ValueError(time.time_ns())\n")
    copy = record(project, project.parent, [], "import clocks\nclocks.late(1)", failing="clocks.py:late")
    assert "fails in another way than in the notebook: ValueError" in draft(page, project, copy)["cases"][0]["problem"]


def test_writes_nothing_where_it_fails_elsewhere_by_now(page, project):
    copy, found = failing(page, project, "check", HANDLED, "rates([-2])")
    write(project, rates_dot_py=RATES.replace("    if n < 0", "    n < 'a'\n    if n < 0"))
    _, error = put_down(page, copy, found)
    assert error["code"] == "fails" and "does not fail as it did" in error["message"]
    assert not (project / "tests").exists()
