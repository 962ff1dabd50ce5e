"""A run that was stopped says nothing about the notebook: it is run again, and if need be counted apart."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from liftbench.bed import Bed, Cache
from liftbench.client import NotMeasured, RunFailed, Server
from liftbench.gate import Gate
from liftbench.judge import judge
from liftbench.notebooks import code_of
from liftbench.report import table
from liftbench.rewrite import Rewrite
from liftbench.units import Unit

from .planted import HEAD, notebook, rewrite_of

ORIGINAL = notebook("import os, time\nn = 1", "m = n + 1", "print(m)")


@pytest.fixture
def own_server() -> Iterator[Server]:
    with Server(sys.executable) as server:
        yield server


@pytest.fixture
def bed(own_server: Server, tmp_path: Path) -> Iterator[Bed]:
    path = tmp_path / "nb" / "limits.ipynb"
    path.parent.mkdir()
    path.write_text(json.dumps(ORIGINAL), encoding="utf-8")
    with Bed(path, path.parent, own_server, Cache(None, ""), 60, small=True) as made:
        yield made


def slowed(before: str) -> Rewrite:
    """The second cell lifted, with `before` done first."""
    body = f"import os\nimport time\n\n\ndef add(n):\n    {before}\n    m = n + 1\n    return m\n"
    return rewrite_of(ORIGINAL, HEAD + body, {1: "from lifted import add\nm = add(n)"}, {"add": [1]})


def verdict(bed: Bed, before: str) -> dict:
    return judge(bed, slowed(before), Unit("cell", (1,)))


def pid_of_runner(bed: Bed) -> int:
    assert bed._session
    return int((bed._session._sockets / "pid").read_text())


def test_a_run_that_misses_its_limit_gets_another(bed: Bed, tmp_path: Path) -> None:
    bed._timeout = 2
    marker = tmp_path / "seen"
    once = f"os.path.exists({str(marker)!r}) or (open({str(marker)!r}, 'w').close(), time.sleep(30))"
    assert verdict(bed, once)["outcome"] == "preserved"
    assert marker.exists()


def test_a_run_that_never_ends_is_not_measured(bed: Bed) -> None:
    bed._timeout = 0.3
    found = verdict(bed, "time.sleep(30)")
    assert (found["outcome"], found["classes"]) == ("not measured", ["not measured"])
    row = {"notebook": "a.ipynb", "kind": "cell", "unit": "cell 1", "multi": False, "codes": [], **found}
    text = table([{"notebook": "a.ipynb", "kind": "notebook"}, row])
    assert "Faults: none." in text and "Not measured: a.ipynb cell 1 (" in text
    assert "| single cell | 1 | 100.0 % | 0.0 % | 0 | 0 | 0 | 0 | 1 |" in text


def test_what_was_seen_counts_before_what_could_not_be(bed: Bed) -> None:
    bed._timeout = 0.3
    assert verdict(bed, "time.sleep(30) or unknown")["outcome"] == "silent"


@pytest.mark.parametrize("who", ["runner", "everything"])
def test_a_killed_runner_is_started_again(bed: Bed, own_server: Server, who: str) -> None:
    os.kill(pid_of_runner(bed), signal.SIGKILL)
    copy = next(iter(bed._session._sockets.glob("0.sock")))  # type: ignore[union-attr]
    copy.unlink()
    if who == "everything":
        own_server._process.kill()
        own_server._process.wait()
    found = verdict(bed, "pass")
    assert found["outcome"] == "preserved", found


def test_a_killed_run_is_not_measured_and_one_that_ends_itself_is_loud(bed: Bed) -> None:
    assert verdict(bed, f"os.kill(os.getpid(), {int(signal.SIGKILL)})")["outcome"] == "not measured"
    assert verdict(bed, f"os.kill(os.getppid(), {int(signal.SIGKILL)})")["outcome"] == "not measured"
    assert verdict(bed, "os._exit(3)")["outcome"] == "loud"


def test_an_original_that_fails_the_second_time_is_not_measured(bed: Bed, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RunFailed("died 3")

    assert bed._session
    monkeypatch.setattr(bed._session, "run", fails)
    bed.deterministic = False
    with pytest.raises(NotMeasured):
        bed.second(0)
    with pytest.raises(RunFailed) as error:
        bed.run(code_of(slowed("pass").new), {}, [])
    assert not isinstance(error.value, NotMeasured)


def test_who_wants_to_be_alone_waits_for_the_others_and_they_for_it() -> None:
    gate, seen = Gate(), []
    inside, leave = threading.Event(), threading.Event()

    def beside() -> None:
        with gate.together():
            inside.set()
            leave.wait(10)
            seen.append("together")

    def alone() -> None:
        with gate.alone():
            seen.append("alone")

    threads = [threading.Thread(target=beside), threading.Thread(target=alone)]
    threads[0].start()
    inside.wait(10)
    threads[1].start()
    leave.set()
    for thread in threads:
        thread.join(10)
    with gate.together():
        seen.append("later")
    assert seen == ["together", "alone", "later"]
