"""One warm Python for all tests; tests run from any folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from liftbench.client import Server  # noqa: E402
from liftbench.trap_run import PRELOAD  # noqa: E402


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with Server(sys.executable, PRELOAD) as warm:
        yield warm
