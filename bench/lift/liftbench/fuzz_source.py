"""Random notebooks of the constructs that make lifting hard: each runs without an error more often than not."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Callable

Maker = Callable[["Writer"], str]


@dataclass(frozen=True)
class Extra:
    """What a writer knows besides plain Python."""

    statements: list[Maker]
    shown: list[Maker]
    head: str
    known: dict[str, str]
    names: dict[str, list[str]]


class Writer:
    """Writes cells over a few names and keeps track of which kind of value each may hold.

    `extra`: further statements, last lines, first lines, kinds of their names and names for each kind.
    """

    def __init__(self, seed: int, extra: Extra | None = None) -> None:
        self.random = random.Random(seed)
        self._known: dict[str, str] = {}
        self._extra = extra or Extra([], [], "", {}, {})

    def cells(self, count: int) -> list[str]:
        """`count` cells of one to four statements, the first of which binds some names."""
        self._known = {"n": "int", "m": "int", "xs": "list", "ys": "list", "d": "dict", **self._extra.known}
        first = "import math\nimport functools\nn, m = 2, 5\nxs = [3, 1, 2]\nys = xs\nd = {'k': 1}"
        return [f"{first}\n{self._extra.head}".strip(), *[self._cell() for _ in range(count - 1)]]

    def _cell(self) -> str:
        statements = self._extra.statements * 4 + STATEMENTS
        lines = [self.random.choice(statements)(self) for _ in range(self.random.choice([1, 2, 2, 3, 4]))]
        if self.random.random() < 0.5:
            lines.append(self.random.choice(self._extra.shown * 3 + SHOWN)(self))
        return "\n".join(lines)

    def old(self, kind: str) -> str:
        """A name that holds such a value."""
        return self.random.choice([name for name, known in self._known.items() if known == kind])

    def new(self, kind: str) -> str:
        """A name that holds such a value from here on; a known one half of the time."""
        name = self.random.choice({**NAMES, **self._extra.names}[kind])
        self._known[name] = kind
        return name

    def has(self, kind: str) -> bool:
        """Whether any name holds such a value."""
        return kind in self._known.values()

    def int(self) -> str:
        """An expression for a whole number."""
        choices = [
            lambda: str(self.random.randint(0, 9)),
            lambda: self.old("int"),
            lambda: f"{self.old('int')} + {self.random.randint(1, 5)}",
            lambda: f"sum({self.old('list')})",
            lambda: f"len({self.old('list')})",
            lambda: f"{self.old('dict')}['k']",
            lambda: f"max(x * {self.old('int')} for x in [1, 2])",
            lambda: f"math.floor({self.old('int')} / 2)",
        ]
        if self.has("function"):
            choices += [lambda: f"{self.old('function')}({self.old('int')})"] * 3
        if self.has("object"):
            choices += [lambda: f"{self.old('object')}.value", lambda: f"{self.old('object')}.scaled()"]
        return self.random.choice(choices)()


NAMES = {
    "int": ["n", "m", "total", "best"], "list": ["xs", "ys", "rows"], "dict": ["d", "counts"],
    "function": ["f", "g", "h"], "class": ["Box", "Bag"], "object": ["box", "bag"], "generator": ["gen"],
}


def _define(w: Writer) -> str:
    body = w.random.choice([
        lambda: f"return x + {w.old('int')}",
        lambda: f"return x * {w.random.randint(1, 4)}",
        lambda: f"y = x + len({w.old('list')})\n    return y",
        lambda: f"{w.old('list')}.append(x)\n    return x",
        lambda: f"{w.old('dict')}['k'] = x\n    return x",
        lambda: f"return math.floor(x) + {w.int()}",
    ])()
    default = f", by={w.old('int')}" if w.random.random() < 0.3 else ""
    return f"def {w.new('function')}(x{default}):\n    {body}"


def _global(w: Writer) -> str:
    name = w.old("int")
    return f"def {w.new('function')}(x):\n    global {name}\n    {name} += x\n    return {name}"


def _class(w: Writer) -> str:
    value, read, name = w.int(), w.old("int"), w.new("class")
    return (f"class {name}:\n    value = {value}\n    def scaled(self):\n        return self.value * {read}\n"
            f"    def grow(self, by):\n        self.value += by")


def _object(w: Writer) -> str:
    return f"{w.new('object')} = {w.old('class')}()" if w.has("class") else _assign(w)


def _assign(w: Writer) -> str:
    value = w.int()
    return f"{w.new('int')} = {value}"


def _generator(w: Writer) -> str:
    text = f"(x + {w.old('int')} for x in {w.old('list')})"
    return f"{w.new('generator')} = {text}"


def _use_generator(w: Writer) -> str:
    return f"{w.new('list')} = list({w.old('generator')})" if w.has("generator") else _assign(w)


def _lambda(w: Writer) -> str:
    text = f"lambda x: x + {w.old('int')}"
    return f"{w.new('function')} = {text}"


STATEMENTS: list[Maker] = [
    _assign, _assign, _define, _define, _global, _class, _object, _object, _generator, _use_generator, _lambda,
    lambda w: f"{w.old('int')} += {w.int()}",
    lambda w: f"if {w.old('int')} > {w.random.randint(0, 8)}:\n    {w.old('int')} = {w.int()}",
    lambda w: f"if {w.old('int')} > 3:\n    {w.old('int')} = 1\nelse:\n    {w.old('list')}.append({w.int()})",
    lambda w: f"for i in range({w.random.randint(1, 3)}):\n    {w.old('int')} += i",
    lambda w: f"for item in {w.old('list')}:\n    {w.old('dict')}[item] = item + {w.old('int')}",
    lambda w: f"{w.old('list')}.append({w.int()})",
    lambda w: f"{w.old('list')}.sort()",
    lambda w: f"{w.old('list')} += [{w.int()}]",
    lambda w: (lambda value: f"{w.new('list')} = {value}")(w.random.choice(
        [w.old("list"), f"{w.old('list')} + [{w.int()}]", f"[x for x in {w.old('list')} if x < {w.old('int')} + 9]"])),
    lambda w: f"{w.old('dict')}['k'] = {w.int()}",
    lambda w: f"{w.new('dict')} = {{'k': {w.int()}, 'rows': {w.old('list')}}}",
    lambda w: f"print({w.int()}, {w.old('list')})",
    lambda w: f"print(f'{{{w.old('int')}}} of {{len({w.old('list')})}}')",
    lambda w: f"{w.old('int')}, {w.old('int')} = {w.old('int')}, {w.int()}",
    lambda w: f"try:\n    {w.old('int')} = int('{w.random.choice(['7', 'x'])}')\nexcept ValueError as error:\n    print(error)",
    lambda w: f"if (size := {w.int()}) > 3:\n    print(size)",
    lambda w: f"{w.old('list')}[:] = sorted({w.old('list')}, key=lambda x: -x * {w.old('int')})",
    lambda w: f"{w.old('object')}.grow({w.int()})" if w.has("object") else _assign(w),
    lambda w: f"{w.old('object')}.value = {w.int()}" if w.has("object") else _assign(w),
    lambda w: f"{w.new('function')} = functools.partial({w.old('function')})" if w.has("function") else _lambda(w),
    lambda w: f"{w.new('list')} = list(map({w.old('function')}, [1, 2]))" if w.has("function") else _define(w),
    lambda w: f"display({w.old('list')})",
    lambda w: f"while {w.old('int')} > 50:\n    break",
    lambda w: f"with open('out.txt', 'w') as out:\n    print({w.int()}, file=out)",
    lambda w: "scratch = [1]\ndel scratch",
]
SHOWN: list[Maker] = [
    lambda w: w.old("int"), lambda w: w.old("list"), lambda w: w.int(), lambda w: f"{w.old('list')};",
    lambda w: f"{w.old('dict')}", lambda w: f"print({w.old('int')})",
]
