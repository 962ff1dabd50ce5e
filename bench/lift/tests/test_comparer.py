"""Planted rewrites: every bad one is caught for what it is, every good one passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from liftbench.client import Server
from liftbench.units import Unit

from .planted_cases import BAD, GOOD, Case
from .planted import rewrite_of, verdict


def judged(case: Case, server: Server, folder: Path) -> dict:
    cells = tuple(sorted({i for inside in case.functions.values() for i in inside} or set(case.cells)))
    rewrite = rewrite_of(case.original, case.module, case.cells, case.functions, case.definitions, case.dropped,
                         case.displays)
    return verdict(server, folder, case.original, rewrite, Unit("cell", cells, case.definitions))


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_bad_rewrite_is_caught(case: Case, server: Server, tmp_path: Path) -> None:
    found = judged(case, server, tmp_path)
    assert found["outcome"] == ("loud" if case.caught == "loud" else "silent")
    assert case.caught in found["classes"], found


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_good_rewrite_passes(case: Case, server: Server, tmp_path: Path) -> None:
    assert judged(case, server, tmp_path)["outcome"] == "preserved", judged(case, server, tmp_path)


def test_enough_of_both() -> None:
    assert len(BAD) >= 30 and len(GOOD) >= 10
