"""What the runs of one notebook share and what they do not: temporary files, sessions, the form of what ran."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from liftbench.bed import Bed, Cache
from liftbench.client import Server
from liftbench.judge import judge
from liftbench.rewrite import Rewrite
from liftbench.units import Unit

from .planted import HEAD, Json, notebook, rewrite_of

Opener = Callable[[Json], Bed]


@pytest.fixture
def opened(server: Server, tmp_path: Path) -> Iterator[Opener]:
    """Opens a notebook as the bench does, with checkpoints and a second run."""
    beds: list[Bed] = []

    def opener(original: Json) -> Bed:
        path = tmp_path / "nb" / "runs.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(original), encoding="utf-8")
        beds.append(Bed(path, path.parent, server, Cache(tmp_path / "cache", ""), 60))
        return beds[-1]

    yield opener
    for bed in beds:
        bed.__exit__()


def lifted(original: Json, cell: int, call: str, body: str, name: str = "f") -> Rewrite:
    return rewrite_of(original, HEAD + body, {cell: f"from lifted import {name}\n{call}"}, {name: [cell]})


TEMPORARY = notebook(
    "import os, shutil, tempfile\ntmp = tempfile.mkdtemp()\nopen(f'{tmp}/a', 'w').close()",
    "n = len(os.listdir(tmp))",
    "open(f'{tmp}/b', 'w').close()\nprint(n, sorted(os.listdir(tmp)))",
    "shutil.rmtree(tmp)\nprint(os.path.exists(tmp), tempfile.gettempdir())",
)
COUNT = "import os\n\n\ndef f(tmp):\n    n = len(os.listdir(tmp)){}\n    return n\n"


def test_a_run_finds_the_temporary_files_of_its_cell(opened: Opener) -> None:
    bed = opened(TEMPORARY)
    assert 2 in bed._open().checkpoints
    good = lifted(TEMPORARY, 1, "n = f(tmp)", COUNT.format(""))
    assert judge(bed, good, Unit("cell", (1,)))["outcome"] == "preserved"
    bad = lifted(TEMPORARY, 1, "n = f(tmp)", COUNT.format("\n    open(f'{tmp}/c', 'w').close()"))
    assert judge(bed, bad, Unit("cell", (1,)))["classes"] == ["stdout"]


def test_a_later_session_is_held_against_a_kept_baseline(opened: Opener) -> None:
    original = notebook("import os, random, tempfile\nhere, tmp = os.getcwd(), tempfile.gettempdir()", "n = 1", "print(n)")
    first = opened(original)
    good = lifted(original, 1, "n = f()", "\n\ndef f():\n    n = 1\n    return n\n")
    later = opened(original)
    assert later._session is None and later.folder != first.folder
    assert judge(later, good, Unit("cell", (1,)))["outcome"] == "preserved"


def test_files_at_fixed_places_are_put_back_and_compared(opened: Opener) -> None:
    place = Path(f"/tmp/lb-fixed-{uuid4().hex}")
    original = notebook(
        f"import os\nplace = '{place}'",
        "n = os.path.exists(place)",
        "open(place, 'w').write('1')\nprint(n)",
    )
    bed = opened(original)
    good = lifted(original, 1, "n = f(place)", "import os\n\n\ndef f(place):\n    n = os.path.exists(place)\n    return n\n")
    assert judge(bed, good, Unit("cell", (1,)))["outcome"] == "preserved"
    bad = rewrite_of(original, HEAD + "\n\ndef f(place):\n    open(place, 'w').write('2')\n",
                     {2: "from lifted import f\nf(place)\nprint(n)"}, {"f": [2]})
    assert "file" in judge(bed, bad, Unit("cell", (2,)))["classes"]
    bed._close()
    assert not place.exists()


def test_what_was_there_before_is_left_alone(opened: Opener) -> None:
    place = Path(f"/tmp/lb-fixed-{uuid4().hex}")
    place.write_text("mine")
    try:
        opened(notebook(f"import os\nos.path.exists('{place}')"))._close()
        assert place.read_text() == "mine"
    finally:
        place.unlink()


TYPED = 'def f(a):\n    """Doc.\n    \n    More."""\n    return f"""{a}\n   \nend"""'


def definition_judged(bed: Bed, text: str) -> list[str]:
    original = notebook(TYPED, "print(f(1))")
    rewrite = rewrite_of(original, f"{HEAD}\n\n{text}\n", {0: "from lifted import f"}, {}, ("f",))
    return judge(bed, rewrite, Unit("definition", (0,), ("f",)))["classes"]


def test_a_definition_is_verbatim_as_typed_and_as_it_runs(opened: Opener) -> None:
    bed = opened(notebook(TYPED, "print(f(1))"))
    ran = bed.executed[0].rstrip("\n")
    assert definition_judged(bed, ran) == []
    assert definition_judged(bed, ran.replace("Doc.\n\n", "Doc.\n    \n")) == []
    assert "not-verbatim" in definition_judged(bed, ran.replace("More.", " More."))
    assert "not-verbatim" in definition_judged(bed, ran.replace("{a}", "{a} "))
    assert "not-verbatim" not in definition_judged(bed, TYPED)


@pytest.mark.parametrize("magic", ["%%time", "%%capture"])
def test_a_timed_cell_is_judged_by_its_body(opened: Opener, magic: str) -> None:
    original = notebook("n = 1", f"{magic}\nm = n + 1\nprint(m)", "print(m)")
    bed = opened(original)
    body = "\n\ndef f(n):\n    m = n + 1\n    print(m)\n    return m\n"
    head = "n = 1\nfrom lifted import f"
    good = rewrite_of(original, HEAD + body, {0: head, 1: f"{magic}\nm = f(n)"}, {"f": [1]})
    assert judge(bed, good, Unit("cell", (1,)))["outcome"] == "preserved"
    empty = rewrite_of(original, HEAD + "\n\ndef f(n):\n    return n\n",
                       {0: head, 1: f"{magic}\nm = n + 1\nprint(m)\nf(n)"}, {"f": [1]})
    assert "empty-function" in judge(bed, empty, Unit("cell", (1,)))["classes"]
    lost = rewrite_of(original, HEAD + body.replace("    print(m)\n", ""), {0: head, 1: f"{magic}\nm = f(n)"}, {"f": [1]})
    assert "lost-statement" in judge(bed, lost, Unit("cell", (1,)))["classes"]


def test_what_a_timed_cell_prints_is_compared_but_for_the_times(opened: Opener) -> None:
    original = notebook("%%time\nprint('a')")
    bed = opened(original)
    assert bed.deterministic
    bad = rewrite_of(original, HEAD + "\n\ndef f():\n    print('b')\n", {0: "%%time\nf()"}, {"f": [0]})
    assert "loud" in judge(bed, bad, Unit("cell", (0,)))["classes"]


def test_a_lone_semicolon_is_no_statement(opened: Opener) -> None:
    original = notebook("xs = [1]", "ys = xs * 2\nys\n;", "print(ys)")
    bed = opened(original)
    good = lifted(original, 1, "ys = f(xs)\n;", "\n\ndef f(xs):\n    ys = xs * 2\n    ys\n    return ys\n")
    assert judge(bed, good, Unit("cell", (1,)))["outcome"] == "preserved"


def test_a_task_may_have_its_coroutine_in_a_module(opened: Opener) -> None:
    original = notebook("import asyncio\nasync def g():\n    return 3", "t = asyncio.create_task(g())\nawait t\nt", "print(t)")
    bed = opened(original)
    moved = "\n\nasync def g():\n    return {}\n"
    good = rewrite_of(original, HEAD + moved.format(3), {0: "import asyncio\nfrom lifted import g"}, {}, ("g",))
    assert judge(bed, good, Unit("definition", (0,), ("g",)))["outcome"] == "preserved"
    bad = rewrite_of(original, HEAD + moved.format(4), {0: "import asyncio\nfrom lifted import g"}, {}, ("g",))
    assert {"value", "display", "stdout"} <= set(judge(bed, bad, Unit("definition", (0,), ("g",)))["classes"])
