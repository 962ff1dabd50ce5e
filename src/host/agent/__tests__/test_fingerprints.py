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
