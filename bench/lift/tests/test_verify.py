"""`jupyterlab-lift verify` on the planted rewrites: what is bad is caught, what is good is not rejected."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from liftbench.serving import serving

from .planted import rewrite_of
from .planted_cases import BAD, GOOD, Case

CLI = Path(__file__).resolve().parents[3] / "dist" / "jupyterlab-lift.js"
# Of these only the text is bad: both versions say the same and leave the same behind.
BY_TEXT = {"undefined-name", "empty-function", "wrapped", "copied", "not-verbatim", "lost-comment", "unclean-module"}
# Names with an underscore are nobody's; a display that a person chose to drop is gone.
UNSEEN = {"extra-private-name", "dropped-display"}
# One of each kind; the others are slow, and run before a release.
CHOSEN = {"display-dropped", "alias-cut", "draws-reordered", "returns-swapped", "column-lost", "print-reordered",
          "figure-changed", "name-not-returned", "error-made", "two-cells", "error-stays"}


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    """A running server, as `--server` takes it."""
    with serving() as running:
        yield running


def verify(case: Case, folder: Path, server: dict[str, str]) -> dict[str, object]:
    rewrite = rewrite_of(case.original, case.module, case.cells, case.functions, case.definitions, case.dropped,
                         case.displays)
    for name, notebook in (("a", case.original), ("b", rewrite.notebook)):
        folder.joinpath(f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    for path, text in rewrite.files.items():
        folder.joinpath(path).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["node", str(CLI), "verify", "a.ipynb", "b.ipynb", "--server", server["url"]], cwd=folder,
        env={**os.environ, "JUPYTER_TOKEN": server["token"]}, capture_output=True, text=True, timeout=200)
    assert done.returncode in (0, 2, 3), done.stderr
    return json.loads(done.stdout)


def cases(all_of: list[Case]) -> list[object]:
    return [pytest.param(case, id=case.name, marks=[] if case.name in CHOSEN else [pytest.mark.long]) for case in all_of]


@pytest.mark.parametrize("case", cases([c for c in BAD if c.caught not in BY_TEXT and c.name not in UNSEEN]))
def test_catches(case: Case, tmp_path: Path, server: dict[str, str]) -> None:
    result = verify(case, tmp_path, server)
    assert result["verdict"] == "differs", result["sentence"]


@pytest.mark.parametrize("case", cases([c for c in GOOD if c.name not in UNSEEN]))
def test_rejects_nothing_good(case: Case, tmp_path: Path, server: dict[str, str]) -> None:
    result = verify(case, tmp_path, server)
    assert result["verdict"] == "equal", result["sentence"]
