"""What a scratch kernel says of its names: alike for a reader is alike in the digest, and nothing else is."""

import importlib
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))
Fingerprints = importlib.import_module("observe.fingerprint").Fingerprints
Scrubber = importlib.import_module("observe.scrub").Scrubber
observe = importlib.import_module("observe.state").observe
sys.path.remove(str(HERE))


def made(code, module="__main__"):
    """The value of `x` after the code ran in a module of that name."""
    space = {"__name__": module}
    exec(compile(code, "cell.py", "exec"), space)
    return space["x"]


def told(code, module="__main__"):
    return Fingerprints(Scrubber(["lifted"], "/scratch")).of(made(code, module))


YIELDS = "def f():\n  yield 1\n  yield 1\n  yield 1\ndef g():\n  yield from range(5)\n"
TREE = "import xml.etree.ElementTree as ET\n"
KEPT = "import functools\n@functools.lru_cache()\ndef x(a): return a\n"
DATABASE = "import sqlite3\nx = sqlite3.connect(':memory:')\nx.execute('create table t (a)')\n"
ROWS = "import sqlite3\nx = sqlite3.connect(':memory:').execute('select 1 union select 2')\n"
FROZEN = "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass x:\n  a: int = 1\n"
WEAK = "import weakref\nclass C: pass\na, b = C(), C()\nb.n = 1\n"
DIFFERENT = {
    "an item far back": ("x = list(range(200000))", "x = list(range(199999)) + [0]"),
    "an item far back, in lists": ("x = [[i] for i in range(99999)]", "x = [[i] for i in range(99998)] + [[0]]"),
    "a value far back in a dictionary": ("x = dict.fromkeys(range(90000))", "x = {**dict.fromkeys(range(89999)), 89999: 0}"),
    "deep inside": ("x = 1\nfor i in range(90): x = [x]", "x = 2\nfor i in range(90): x = [x]"),
    "sharing inside": ("x = [[0]] * 2", "x = [[0], [0]]"),
    "a body": ("def x(a): return a * 2", "def x(a): return a * 3"),
    "an operator": ("x = lambda a: a + 1", "x = lambda a: a - 1"),
    "a keyword's default": ("def x(*, a=1): pass", "def x(*, a=2): pass"),
    "a method": ("class x:\n  def f(self): return 1", "class x:\n  def f(self): return 2"),
    "an operator's method": ("class x:\n  def __eq__(self, o): return 1", "class x:\n  def __eq__(self, o): return 2"),
    "a static method": ("class x:\n  f = staticmethod(lambda: 1)", "class x:\n  f = staticmethod(lambda: 2)"),
    "a property": ("class x:\n  f = property(lambda s: 1)", "class x:\n  f = property(lambda s: 2)"),
    "a generator's place": ("x = (i for i in [1, 2])", "x = (i for i in [1, 2]); next(x)"),
    "an iterator's place": ("x = zip([1, 2], [3, 4])", "x = zip([1, 2], [3, 4]); next(x)"),
    "a factory": ("from collections import defaultdict as d\nx = d(int)", "from collections import defaultdict as d\nx = d(list)"),
    "a length's limit": ("from collections import deque as d\nx = d([1], 2)", "from collections import deque as d\nx = d([1], 3)"),
    "a buffer": ("import io\nx = io.StringIO('a')", "import io\nx = io.StringIO('b')"),
    "a view of bytes": ("x = memoryview(b'a')", "x = memoryview(b'b')"),
    "an exception's attribute": ("x = ValueError(); x.a = 1", "x = ValueError(); x.a = 2"),
    "a number too long to be written": ("x = 10 ** 5000", "x = 10 ** 5000 + 1"),
    "a function's attribute": ("def x(a): return a.mean()", "def x(a): return a.median()"),
    "the order of statements": ("def x(a):\n  a.pop()\n  a.clear()", "def x(a):\n  a.clear()\n  a.pop()"),
    "a branch": ("def x(a):\n  if a: return 1\n  return 2", "def x(a):\n  if not a: return 1\n  return 2"),
    "how far a generator is": (YIELDS + "x = f(); next(x)", YIELDS + "x = f(); next(x); next(x)"),
    "what a generator yields from": (YIELDS + "x = g(); next(x)", YIELDS + "x = g(); next(x); next(x)"),
    "a tree": (TREE + "x = ET.fromstring('<a><b>1</b></a>')", TREE + "x = ET.fromstring('<a><b>2</b></a>')"),
    "an identifier": ("import uuid\nx = uuid.UUID(int=1)", "import uuid\nx = uuid.UUID(int=2)"),
    "the end of a long match": ("import re\nx = re.match('a*', 'a' * 99)", "import re\nx = re.match('a*', 'a' * 98)"),
    "calls that were kept": (KEPT, KEPT + "x(1)"),
    "a row of a database": (DATABASE, DATABASE + "x.execute('insert into t values (1)')"),
    "rows that were fetched": (ROWS, ROWS + "x.fetchone()"),
    "a cause": ("x = ValueError(); x.__cause__ = KeyError()", "x = ValueError()"),
    "a frozen class": (FROZEN.replace("frozen=True", ""), FROZEN),
    "a cache of one's own": ("class C: pass\nx = C(); x._cache = {}", "class C: pass\nx = C(); x._cache = {1: 2}"),
    "what a weak reference leads to": (WEAK + "x = [weakref.ref(a), a, b]", WEAK + "x = [weakref.ref(b), a, b]"),
    "numbers of C": ("import ctypes\nx = (ctypes.c_int * 2)(1, 2)", "import ctypes\nx = (ctypes.c_int * 2)(1, 3)"),
    "an attribute that is called cache": ("class C: pass\nx = C(); x.cache_size = 1", "class C: pass\nx = C(); x.cache_size = 2"),
}


@pytest.mark.parametrize("one, other", DIFFERENT.values(), ids=DIFFERENT)
def test_tells_apart(one, other):
    assert told(one) == told(one)
    assert told(one) != told(other)


def test_takes_a_lifted_function_for_what_it_was():
    before = "n = 2\ndef f(a): return [a + n for _ in 'ab']\nx = f"
    after = "def g(n):\n    def f(a): return [a + n for _ in 'ab']\n    return f\nx = g(2)"
    parameter = "def x(a, *, n): return [a + n for _ in 'ab']".replace("def x", "def f") + "\nx = f"
    assert told(before) == told(after, "lifted") == told(parameter, "lifted")


def test_tells_what_functions_take():
    code = "def f(n): return lambda: n\nx = [f(1), f(%d)]"
    one, same, other = (observe({"x": made(code % n)}, Scrubber([], ""))["captured"]["x"] for n in (2, 2, 3))
    assert one == same
    assert [*one] == ["<lambda> n"]
    assert one != other


def test_does_not_look_into_what_others_wrote():
    assert told("def x(): return 1", "library") == told("def x(): return 2", "library")


def test_sets_have_no_order_to_share_in():
    code = "class C:\n  def __init__(s, v): s.v = v\na = []\nx = {C(a), C(a), C([])}"
    assert len({told(code) for _ in range(20)}) == 1


@pytest.mark.parametrize("code", ["x = [[i] for i in range(400001)]", "x = []\nfor i in range(400): x = [x]",
                                  "import csv\nx = csv.reader(['a'])"])
def test_says_what_it_did_not_see(code):
    state = observe({"x": made(code), "y": 1}, Scrubber([], ""))
    assert state["unseen"] == ["x"]


ALIKE = {
    "a thread that ended": "import threading\nx = threading.Thread(target=len); x._target = None; x.start(); x.join()",
    "a process that ended": "import subprocess, sys\nx = subprocess.Popen([sys.executable, '-c', '']); x.wait()",
    "a pool": "from concurrent.futures import ThreadPoolExecutor\nx = ThreadPoolExecutor(2); x.submit(len, '').result()",
    "a lock": "import threading\nx = [threading.Lock(), threading.RLock(), threading.Event()]",
    "a folder for a while": "import tempfile\nx = tempfile.TemporaryDirectory()",
    "a closed database": DATABASE + "x.close()",
    "a tree": TREE + "x = ET.ElementTree(ET.fromstring('<a/>'))",
}


@pytest.mark.parametrize("code", ALIKE.values(), ids=ALIKE)
def test_says_the_same_of_what_each_run_makes_anew(code):
    prints = Fingerprints(Scrubber([], "/scratch"))
    kept = [made(code), made(code)]
    assert prints.of(kept[0]) == prints.of(kept[1])
    assert prints.is_whole


@pytest.mark.parametrize("code", ["import hashlib\nx = hashlib.sha1(b'a')", "import csv\nx = csv.reader(['a'])"])
def test_says_where_it_cannot_look(code):
    prints = Fingerprints(Scrubber([], "/scratch"))
    prints.of(made(code))
    assert not prints.is_whole


def test_survives_what_does_not_say_what_it_is():
    hostile = made("class C:\n  def __getattribute__(self, name): raise RuntimeError(name)\nx = C()")
    told = observe({"x": hostile, "a": [hostile], "b": 1}, Scrubber([], "/scratch"))
    assert set(told["unseen"]) == {"a", "x"} and set(told["names"]) == {"a", "b", "x"}


SHARED = {
    "deep inside": "x = {1: {2: {3: {4: a}}}}",
    "far back": "x = [[i] for i in range(1000)] + [a]",
    "a default": "def x(b=a): pass",
    "an attribute of a class": "class x: b = a",
    "a slot": "class S: __slots__ = ('b',)\nx = S(); x.b = a",
    "a bound method": "x = a.append",
    "a partial call": "import functools\nx = functools.partial(print, a)",
    "an iterator": "x = iter(a)",
    "a generator": "x = (i for i in a)",
    "a queue": "import collections\nx = collections.deque([a])",
}


@pytest.mark.parametrize("code", SHARED.values(), ids=SHARED)
def test_sees_what_is_shared(code):
    space = {"__name__": "__main__"}
    exec(compile("a = [1]\n" + code, "cell.py", "exec"), space)
    shared = observe({name: space[name] for name in ("a", "x")}, Scrubber([], "/scratch"))
    assert shared["aliases"] == ["a ~ x"]
    exec("a = [1]", space)
    parted = observe({name: space[name] for name in ("a", "x")}, Scrubber([], "/scratch"))
    assert parted["aliases"] == []


SETTINGS = {
    "the logger “a”": "import logging; logging.getLogger('a').setLevel(10)",
    "decimal": "import decimal; decimal.getcontext().prec = 5",
    "warning filters": "import warnings; warnings.filterwarnings('ignore', module='a')",
}


@pytest.mark.parametrize("key, code", SETTINGS.items(), ids=SETTINGS)
def test_sees_settings(key, code):
    import decimal, logging, warnings

    logging.getLogger("a"), decimal.getcontext()
    with warnings.catch_warnings(), decimal.localcontext():
        before = observe({}, Scrubber([], "/scratch"))["settings"][key]
        exec(code)
        assert observe({}, Scrubber([], "/scratch"))["settings"][key] != before
    logging.getLogger("a").setLevel(0)


def test_sees_the_data_of_the_projects_modules(tmp_path, monkeypatch):
    tmp_path.joinpath("conf_of_project.py").write_text("DEBUG = False\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    conf = importlib.import_module("conf_of_project")
    try:
        told = [observe({}, Scrubber([], str(tmp_path)))["settings"]["`conf_of_project.DEBUG`"]]
        conf.DEBUG = True
        told.append(observe({}, Scrubber([], str(tmp_path)))["settings"]["`conf_of_project.DEBUG`"])
    finally:
        del sys.modules["conf_of_project"]
    assert told[0] != told[1]
