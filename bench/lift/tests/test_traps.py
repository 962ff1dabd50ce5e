"""Every trap: the rewrite without the clause breaks the notebook, the product does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from liftbench.bed import Bed
from liftbench.client import Server
from liftbench.product import Product
from liftbench.trap_run import Result, opened, run_naive, run_product
from liftbench.traps import Trap, read_all

TRAPS = read_all()
outcomes: dict[str, Result] = {}


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    asked = Product()
    yield asked
    asked.close()


@pytest.fixture(scope="module", params=TRAPS, ids=lambda trap: trap.name)
def trap(request: pytest.FixtureRequest) -> Trap:
    return request.param


@pytest.fixture(scope="module")
def bed(trap: Trap, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bed]:
    folder: Path = tmp_path_factory.mktemp("trap")
    with opened(trap, server, folder) as made:
        yield made


def test_without_the_clause_it_breaks(trap: Trap, bed: Bed) -> None:
    result = run_naive(trap, bed)
    assert result.ok, f"the naive rewrite is as good as the original: {result.reason}"


def test_lift(trap: Trap, bed: Bed, product: Product) -> None:
    outcomes[trap.name] = run_product(trap, bed, product)
    assert outcomes[trap.name].ok, outcomes[trap.name].reason


def test_two_in_three_are_preserved() -> None:
    counts = Counter(result.outcome for result in outcomes.values())
    assert len(TRAPS) >= 120
    assert 3 * counts["preserved"] >= 2 * len(outcomes), counts
