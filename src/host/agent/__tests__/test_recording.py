"""Tests from real calls: what is recorded, what is refused, what is written, in a repository and with pytest itself."""

import subprocess
import sys

import pytest

from .drafts import ask, draft, git, put_down, recorded, run_pytest
from .notebooks import record, write

STEPS = '''
import datetime
import functools
import os
import random
import time
import zoneinfo


def add(a, b=2):
    """Adds."""
    if a > 3:
        return a - b
    return a * 2 + b


def grow(items):
    items.append(len(items))


def draw(n):
    return [random.random() for _ in range(n)]


def read(path):
    with open(path) as file:
        return file.read().split()


def hidden():
    return read("words.txt")


def save(path):
    with open(path, "w") as file:
        file.write("x")


def clock():
    return time.time()


def show(text):
    print(text)


def zoned(hour):
    noon = datetime.datetime(2024, 7, 1, hour, tzinfo=datetime.timezone.utc)
    return noon.astimezone(zoneinfo.ZoneInfo("Europe/Zurich"))


def keep(thing):
    return thing


def hold(thing):
    return thing


def take(thing):
    return thing


def where(name):
    return os.path.abspath(name)


def named(path):
    return os.path.basename(path)


def homely(paths):
    return len(paths)


@functools.lru_cache
def remember(n):
    return n + 1


def same(items):
    return items


def fetch(what, api_key):
    return what


async def late():
    return 1


class Thing:
    pass
'''


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    write(folder, steps_dot_py=STEPS, words_dot_txt="one two")
    return folder


def test_writes_distinct_calls_as_plain_tests(page, project):
    copy, found = recorded(page, project, "add grow", "from steps import add, grow", "add(1), add(1), add(5, b=1)",
                           "items = [1]\ngrow(items)", mutants=True)
    assert [(case["test"], case["cell"]) for case in found["cases"]] == [
        ("test_add", 2), ("test_add_2", 2), ("test_grow", 4)]
    assert found["cases"][0]["mutants"]["noticed"] < found["cases"][0]["mutants"]["tried"] <= 8
    composed, written = put_down(page, copy, found)
    assert written == {"written": ["tests/test_steps.py", "conftest.py"], "passed": 3, "failed": 0}
    assert (project / "tests" / "test_steps.py").read_text() == '''\
"""Tests of `steps`, recorded from real calls in a notebook."""

from steps import add, grow


def test_add():
    """Recorded from work.ipynb, cell 2."""
    assert add(1) == 4


def test_add_2():
    """Recorded from work.ipynb, cell 2."""
    assert add(5, b=1) == 4


def test_grow():
    """Recorded from work.ipynb, cell 4."""
    items = [1]
    grow(items)
    assert items == [1, 1]
'''
    assert "3 passed" in run_pytest(project)
    broken = (project / "steps.py").read_text().replace("a * 2 + b", "a * 2 - b")
    (project / "steps.py").write_text(broken)
    assert "1 failed, 2 passed" in run_pytest(project)


def test_seeds_what_draws_and_hands_over_the_file_that_is_read(page, project):
    copy, found = recorded(page, project, "draw read", "from steps import draw, read", "draw(2)", "read('words.txt')")
    assert [case["problem"] for case in found["cases"]] == [None, None]
    put_down(page, copy, found)
    text = (project / "tests" / "test_steps.py").read_text()
    assert "random.seed(0)\n    assert draw(2) == pytest.approx(" in text
    assert 'read(str(DATA / "read_words.txt")) == ["one", "two"]' in text
    (project / "words.txt").unlink()
    assert "2 passed" in run_pytest(project)


REFUSED = {
    "hidden": ("hidden()", "reads “words.txt”, which it is not handed: make the path a parameter"),
    "save": ("save('out.txt')", "writes “out.txt”, and so would the test"),
    "clock": ("clock()", "another result than in the notebook"),
    "show": ("show('x')", "returns nothing and changes nothing"),
    "keep": ("keep(object())", "its argument `thing` is an `object`, which only a pickle could hold"),
    "hold": ("import threading; hold(threading.Lock())", "`thing` of type lock cannot be copied"),
    "take": ("class Own: pass\ntake(Own())", "whose class is defined in the notebook"),
    "fetch": ("fetch('x', api_key='sk-12345')", "its argument `api_key` looks like a secret"),
    "where": ("where('a.txt')", "its result holds a path of the copy that the notebook ran in"),
    "named": ("import os; named(os.path.abspath('a.txt'))", "its argument `path` holds a path of the copy"),
    "homely": ("homely([os.path.expanduser('~/a.txt')])", "its argument `paths` holds a path of your home folder"),
    "late": ("late().close()", "it is asynchronous"),
    "Thing": ("Thing()", "it is not a function"),
    "add": ("1", "the notebook does not call it"),
    "gone": ("1", "the module has no such name"),
}


def test_refuses_with_the_reason(page, project):
    calls = [call for call, _ in REFUSED.values()]
    _, found = recorded(page, project, " ".join(REFUSED), "from steps import *", *calls)
    said = {case["function"]: case["problem"] for case in found["cases"]}
    said.update((one["function"], one["why"]) for one in found["refused"])
    assert set(said) == set(REFUSED)
    assert {name: why for name, (_, why) in REFUSED.items() if why not in said[name]} == {}


def test_leaves_the_notebook_and_the_project_alone(page, project):
    before = (project / "steps.py").read_text()
    recorded(page, project, "add grow", "from steps import add, grow",
             "same = []\ngrow(same)\nassert same == [0] and add(1) == 4 and add.__name__ == 'add'")
    assert sorted(path.name for path in project.iterdir()) == ["steps.py", "words.txt"]
    assert (project / "steps.py").read_text() == before


def test_imports_what_arguments_and_results_need(page, project):
    write(project, arrays_dot_py="def pick(values, at=1):\n    return values\n\n\ndef total(table):\n    return 2\n")
    copy = record(project, project.parent, ["arrays:pick", "arrays:total"],
                  "import numpy as np, pandas as pd, datetime\nfrom arrays import pick, total",
                  "pick(np.arange(50))\npick(datetime.date(2020, 1, 2))\ntotal(pd.DataFrame({'a': range(20)}))")
    _, written = put_down(page, copy, draft(page, project, copy, mutants=True))
    assert written["passed"] == 3


@pytest.mark.parametrize("result, broken", [
    ("h * 6.6e-34", "0.0"),
    ("{'h': h * 6.6e-34}", "{'h': 0.0}"),
    ("pd.DataFrame({'h': [h * 1e-10, 2e-10]})", "pd.DataFrame({'h': [0.0, 0.0]})"),
    ("pd.Series([h * 1e-10])", "pd.Series([0.0])"),
])
def test_takes_small_numbers_for_numbers(page, project, result, broken):
    code = "import pandas as pd\n\n\ndef of(h):\n    return %s\n"
    write(project, units_dot_py=code % result)
    copy = record(project, project.parent, ["units:of"], "from units import of", "of(1.5)")
    put_down(page, copy, draft(page, project, copy))
    write(project, units_dot_py=code % broken)
    assert subprocess.run([sys.executable, "-m", "pytest", "-q"], cwd=project, capture_output=True).returncode == 1


def test_merges_into_what_stands_there_and_shows_what_it_replaces(page, project):
    mine = '"""Mine."""\nimport os\n\n\ndef test_add_2():\n    assert os.sep  # mine\n\n\ndef test_add():\n' \
           '    """Recorded from work.ipynb, cell 2."""\n    assert add(1) == 5\n'
    write(project, tests__test_steps_dot_py=mine)
    copy, found = recorded(page, project, "add", "from steps import add", "add(1), add(2)")
    first, second = found["cases"]
    assert first["old"].endswith("assert add(1) == 5") and first["text"].endswith("assert add(1) == 4")
    assert second["test"] == "test_add_2_recorded" and second["old"] is None
    put_down(page, copy, found)
    text = (project / "tests" / "test_steps.py").read_text()
    assert text.startswith('"""Mine."""\nimport os\nfrom steps import add\n') and "assert os.sep  # mine" in text
    assert "== 5" not in text and text.count("def test_add()") == 1
    assert "3 passed" in run_pytest(project)
    again = draft(page, project, copy)
    assert [case["isThere"] for case in again["cases"]] == [True, True]
    assert ask(page, "compose-tests", copy=copy, cases=[case["id"] for case in again["cases"]])["files"] == []


def test_writes_nothing_where_a_file_has_changed_or_a_test_would_fail(page, project):
    copy, found = recorded(page, project, "add", "from steps import add", "add(1)")
    ids = [found["cases"][0]["id"]]
    composed = ask(page, "compose-tests", copy=copy, cases=ids)
    write(project, conftest_dot_py="raise SystemError('broken')\n")
    error = ask(page, "write-tests", copy=copy, cases=ids, stamp=composed["stamp"])
    assert error["code"] == "stale"
    composed = ask(page, "compose-tests", copy=copy, cases=ids)
    error = ask(page, "write-tests", copy=copy, cases=ids, stamp=composed["stamp"])
    assert error["code"] == "not-collected" and "SystemError: broken" in error["data"]["text"]
    write(project, conftest_dot_py="", steps_dot_py=STEPS.replace("a * 2 + b", "a * 2 - b"))
    composed = ask(page, "compose-tests", copy=copy, cases=ids)
    error = ask(page, "write-tests", copy=copy, cases=ids, stamp=composed["stamp"])
    assert error["code"] == "fails" and "assert 0 == 4" in error["data"]["text"]
    assert not (project / "tests").exists()


def test_takes_back_all_or_nothing(page, project):
    copy, found = recorded(page, project, "add", "from steps import add", "add(1)")
    put_down(page, copy, found)
    test = project / "tests" / "test_steps.py"
    mine = test.read_text()
    test.write_text(mine + "# more\n")
    assert ask(page, "take-tests-back", copy=copy)["code"] == "stale"
    assert (project / "conftest.py").exists()
    test.write_text(mine)
    assert ask(page, "take-tests-back", copy=copy) == ["tests/test_steps.py", "conftest.py"]
    assert sorted(path.name for path in project.iterdir()) == ["steps.py", "words.txt"]


def test_ends_what_hangs_once_it_is_changed(page, project, monkeypatch):
    write(project, loops_dot_py="def count(n):\n    i = 0\n    while i < n:\n        i += 1\n    return i\n")
    copy = record(project, project.parent, ["loops:count"], "from loops import count", "count(3)")
    monkeypatch.setattr(sys.modules["jupyterlab_lift_agent"].children, "MUTANT", 2)
    found = draft(page, project, copy, mutants=True)
    assert found["cases"][0]["mutants"]["noticed"] > 0


def test_a_cached_function_keeps_what_belongs_to_it(page, project):
    cell = "remember(1), remember(1)\nassert remember.cache_info().hits == 1\nremember.cache_clear(); remember(2)"
    copy, found = recorded(page, project, "remember", "from steps import remember", cell)
    assert [case["call"] for case in found["cases"]] == ["1", "2"]
    assert put_down(page, copy, found)[1]["passed"] == 2


def test_compares_what_is_handed_back_too(page, project):
    copy, found = recorded(page, project, "same", "from steps import same", "same([3, 1])", mutants=True)
    put_down(page, copy, found)
    text = (project / "tests" / "test_steps.py").read_text()
    assert "    assert result is items\n    assert result == [3, 1]\n" in text


def test_a_file_that_the_library_opens_is_no_trap(page, project):
    copy, found = recorded(page, project, "zoned", "from steps import zoned", "zoned(12)")
    assert put_down(page, copy, found)[1]["passed"] == 1
