"""What is said of the names that a run leaves, on every Python that a kernel may have."""

import json
import sys
from pathlib import Path

import pytest

OBSERVE = Path(__file__).parent.parent / "observe"
ORDER = ("scrub", "callables", "libraries", "standard", "fingerprint", "aliases", "state", "report")


@pytest.fixture
def observer():
    name = "observer_under_test"
    sources = {one: OBSERVE.joinpath(one + ".py").read_text() for one in ORDER}
    space = {"package": name, "sources": sources, "version": "1"}
    exec(compile(OBSERVE.parent.joinpath("load.py").read_text(), "load.py", "exec"), space)
    yield sys.modules[name]
    for module in [one for one in sys.modules if one.split(".")[0] == name]:
        del sys.modules[module]


def seen(observer, **names):
    return json.loads(json.dumps(observer.state.observe(names, observer.scrub.Scrubber([], ""))))


@pytest.mark.parametrize(
    "one, other",
    [(1, 1.0), (1, True), ([1], (1,)), ({"a": 1}, {"a": 2}), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), ("x", b"x"), (0.0, -0.0)],
)
def test_tells_values_apart(observer, one, other):
    again, digest, changed = (seen(observer, x=value)["names"]["x"][0] for value in (one, one, other))
    assert again == digest != changed


def test_tells_an_alias_from_a_copy(observer):
    x = [1]
    assert seen(observer, x=x, y=x)["aliases"] == ["x is y"]
    assert seen(observer, x=x, y=[x])["aliases"] == ["x ~ y"]
    assert seen(observer, x=x, y=list(x))["aliases"] == []


def test_survives_what_cannot_be_looked_at(observer):
    class Hostile:
        def __getattr__(self, name):
            raise RuntimeError(name)

        def __repr__(self):
            raise ValueError

    cycle = []
    cycle.append(cycle)
    assert set(seen(observer, a=Hostile(), b=cycle, c=(n for n in [1]))["names"]) == {"a", "b", "c"}
