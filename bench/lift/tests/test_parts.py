"""The parts that need no kernel: masking, modules, alignment, units, sampling."""

from __future__ import annotations

import ast
import copy

from liftbench.module_check import check_module, undefined_names
from liftbench.notebooks import Cell, cells_of
from liftbench.pysource import mask, names_read, parse, statements, tokens
from liftbench.rewrite import Rewrite, align
from liftbench.units import sample, units_of
from liftbench.verbatim import forms
from liftbench.worker.scrub import Scrubber

from .planted import notebook


def test_mask_keeps_lines_and_strings() -> None:
    source = 'a = """\n%not\n"""\nb = (1\n  % 2)\n%magic\nif b:\n    !ls\nc = !ls\nlen?'
    masked = mask(source)
    assert masked is not None and masked.count("\n") == source.count("\n")
    assert "\n%not\n" in masked and "\n  % 2)" in masked and "# %magic" in masked
    assert parse(source) is not None
    assert mask("%%bash\nls") is None


def test_statements_carry_their_own_text() -> None:
    found = statements("@d\ndef f():\n    pass\na = 1; b = 2  # why")
    assert found is not None
    assert [s.text for s in found] == ["@d\ndef f():\n    pass", "a = 1", "b = 2"]


def test_names_that_a_cell_takes_from_elsewhere() -> None:
    source = "def f(p, q=d):\n    return p + g\nfor i in xs:\n    print(i)\n[y for y in zs]\n%magic a"
    assert names_read(source) >= {"d", "g", "xs", "zs"}
    assert not names_read(source) & {"p", "q", "i", "y", "f", "a"}


def test_undefined_names() -> None:
    text = "import os\nX = 1\nclass A:\n    y = X\n    def f(self):\n        return os, y, [z for z in w]\n"
    assert undefined_names(text) == ["w", "y"]


def test_modules_that_are_not_clean() -> None:
    good = '"""D."""\nimport os\nA = (1, -2)\n\n\ndef f():\n    return os, A\n'
    assert check_module("m.py", good, None) == []
    for line in ("B = []", "print(1)", "from os import *", "if True:\n    pass", "import __main__", "C = f()",
                 "def g():\n    return vars()"):
        assert check_module("m.py", good + line + "\n", None), line
    assert check_module("m.py", good + "def g(x):\n    return vars(x)\n", None) == []
    assert check_module("m.py", good + "B = []\n", good + "B = []\n") == []
    assert check_module("m.py", good.replace('"""D."""\n', ""), None)


def rewritten(old: list[str], new: list[str], actions: list[str], ids: bool) -> tuple[list[Cell], Rewrite]:
    original, changed = notebook(*old), notebook(*new)
    staying = iter(c["id"] for c in changed["cells"] if not c["source"].startswith("+"))
    entries = [
        {"index": i, "action": a, "id": None if a == "removed" else next(staying) if ids else None}
        for i, a in enumerate(actions)
    ]
    if not ids:
        for cell in [*original["cells"], *changed["cells"]]:
            del cell["id"]
    functions = [{"name": "f", "cells": [i for i, a in enumerate(actions) if a in ("replaced", "removed")]}]
    return cells_of(original), Rewrite(changed, {}, {}, functions, [], frozenset(), [], entries)


def test_alignment_with_and_without_ids() -> None:
    for ids in (True, False):
        old, rewrite = rewritten(
            ["a", "b", "c", "d"], ["a", "+import", "call", "d"], ["kept", "replaced", "removed", "kept"], ids)
        assert [(g.old, g.new) for g in align(old, rewrite)] == [([0], [0]), ([1, 2], [1, 2]), ([3], [3])]


def test_units() -> None:
    original = notebook("x = 1", "def f():\n    pass", "y = 2")
    heading = {"cell_type": "markdown", "id": "h", "metadata": {}, "source": "# One"}
    original = {**original, "cells": [copy.deepcopy(heading), *original["cells"]]}
    units = units_of(cells_of(original), ("cell", "range", "section", "definition", "definitions"))
    assert [u.cells for u in units if u.kind == "range"] == [(1, 2), (2, 3), (1, 2, 3)]
    assert [u.cells for u in units if u.kind == "section"] == [(1, 2, 3)]
    assert [u.only for u in units if u.kind == "definition"] == [("f",)]
    assert len(sample(units, 1)) == 5 and sample(units, 0) == []


def test_scrubbing() -> None:
    scrub = Scrubber(["mod", "pkg.mod"], "/project")
    assert scrub.text("<__main__.A at 0x7f00deadbeef>") == scrub.text("<pkg.mod.A at 0x7f00cafecafe>") == "<A at 0x>"
    assert scrub.text("/project/a mod.py /tmp/tmpab12_x9z") == "<folder>/a mod.py /tmp/<tmp>"


def test_a_function_called_top_is_not_the_module() -> None:
    assert undefined_names("def top(n, by):\n    sales = n\n    return sales, by, missing\n") == ["missing"]
    assert undefined_names("def top():\n    global kept\n    kept = 1\n\n\ndef f():\n    return kept\n") == []
    assert names_read("def top(n):\n    sales = n\n    return sales, other\n") == {"other"}


def test_cells_with_a_magic_around_python_count_by_their_body() -> None:
    assert [s.text for s in statements("\n%%time\n%matplotlib inline\nx = 1") or []] == ["x = 1"]
    assert [s.text for s in statements("plot(x)\n;") or []] == ["plot(x)"]
    assert [s.text for s in statements("if x:\n    y = 1\n    ;\n") or []] == ["if x:\n    y = 1\n    pass"]
    assert statements("%%bash\nls") is statements("%%timed\nx") is statements("%%time\n%%bash\nls") is None


def test_tasks_read_alike_wherever_their_coroutine_is_defined() -> None:
    scrub = Scrubber(["lifted"], "/project")
    task = "<Task finished name='Task-{}' coro=<f() {} at {}> result={}>"
    typed = scrub.text(task.format(7, "done, defined", "/tmp/ipykernel_12/34.py:1", 3))
    assert typed == scrub.text(task.format(5, "done, defined", "/project/lifted.py:12", 3))
    assert typed != scrub.text(task.format(7, "done, defined", "/tmp/ipykernel_12/34.py:1", 4))
    assert typed != scrub.text(task.format(7, "running", "/tmp/ipykernel_12/34.py:1", 3))
    assert scrub.text("running at lifted.py:3") != scrub.text("running at lifted.py:4")
    assert scrub.text("'Task-3'") != scrub.text("'Task-4'")


TYPED = 'def f():\n    """Doc.\n    \n    More."""\n    return """a\n  \n  b"""\n'


def forms_of(ran: str) -> list[tuple[str, ...]]:
    typed, executed = statements(TYPED), statements(ran)
    assert typed and executed
    return [form.tokens for form in forms(typed[0], executed)]


def test_a_statement_may_stand_as_typed_or_as_it_runs() -> None:
    ran = TYPED.replace("    \n", "\n").replace("  \n", "\n")
    mixed = TYPED.replace("a\n  \n", "a\n\n")
    octets = TYPED.replace('return """', 'return b"""'), ran.replace('return """', 'return b"""')
    assert forms(statements(octets[0])[0], statements(octets[1]))[1].tokens == tokens(octets[1])  # type: ignore
    assert forms_of(ran) == [tokens(TYPED), tokens(ran), tokens(mixed)]
    assert forms_of(TYPED) == forms_of("x = 1\n" + TYPED) == forms_of(ran.replace("b", "c")) == [tokens(TYPED)]
    nodes = [form.node for form in forms(statements(TYPED)[0], statements(ran) or [])]  # type: ignore[index]
    assert ast.unparse(nodes[2]) == ast.unparse(ast.parse(mixed).body[0])
