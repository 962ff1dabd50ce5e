"""What a run of 1,000 tests through the agent costs beside bare pytest, and how long a cancel takes.

Processor seconds, user and system, of pytest and all it starts, and for the agent of its own threads too, with
every message made into the text of the wire. The two take turns, so that both meet the same machine.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src/host/agent"))
from __tests__ import agent  # noqa: E402 - the agent as its own tests load it

FILES, EACH = 20, 50
CANCELLED = {
    "sleeping": "time.sleep(60)",
    "stubborn": "stay()",
    "forking": "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).wait()",
}
STAY = """
import subprocess, sys, time
def stay():
    while True:
        try: time.sleep(60)
        except BaseException: pass
def test_a(): %s
"""


def project(folder):
    """Tests as people write them: a module under test, a fixture, an assertion or two; one fails."""
    (folder / "conftest.py").write_text("import pytest\n@pytest.fixture\ndef rows(): return list(range(100))\n")
    (folder / "lib.py").write_text("def total(rows, by=1):\n    return sum(row * by for row in rows)\n")
    for file in range(FILES):
        tests = ["from lib import total"]
        tests += [
            f"def test_{n}(rows):\n    got = total(rows, {n})\n    assert got == 4950 * {n}\n    assert len(rows) == 100"
            for n in range(EACH)
        ]
        if file == 0:
            tests[1] = tests[1].replace("== 100", "== 99")
        (folder / f"test_{file}.py").write_text("\n\n\n".join(tests))


def seconds(who):
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def measured(work):
    """`(processor seconds, wall seconds)`."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    before, started = sum(map(seconds, who)), time.monotonic()
    work()
    return sum(map(seconds, who)) - before, time.monotonic() - started


def bare(folder):
    subprocess.run([sys.executable, "-m", "pytest", "-q"], cwd=folder, stdout=subprocess.DEVNULL, check=False)


class Page:
    """Asks the agent and counts what it says."""

    def __init__(self):
        self.comm = agent.Comm()
        self.page = agent.load().main.Page(self.comm)
        self.id = 0

    def ask(self, folder):
        self.id += 1
        self.comm.say(requests=[{"id": self.id, "op": "run-tests", "args": {"folder": str(folder)}}])
        return self.id

    def run(self, folder):
        del self.comm.sent[:]
        return self.comm.reply(self.ask(folder), seconds=300)

    def said(self):
        """`(messages, bytes)` of the last run."""
        return len(self.comm.sent), sum(len(json.dumps(message)) for message, _ in self.comm.sent)


def cancel(page, folder, body):
    """Seconds from the cancel to the answer, the group being gone."""
    (folder / "test_a.py").write_text(STAY % body)
    del page.comm.sent[:]
    id = page.ask(folder)
    while '"run"' not in json.dumps([message for message, _ in page.comm.sent]):
        time.sleep(0.05)
    time.sleep(0.5)
    started = time.monotonic()
    page.comm.say(cancel=[id])
    page.comm.reply(id, seconds=60)
    return time.monotonic() - started


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    rounds = options.parse_args().rounds
    page = Page()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project(folder)
        bare(folder)
        pairs = []
        for number in range(rounds):
            works = [lambda: bare(folder), lambda: page.run(folder)]
            first = number % 2
            times = {(at + first) % 2: measured(works[(at + first) % 2]) for at in range(2)}
            pairs.append((times[0], times[1]))
        messages, size = page.said()
        cpu = [[one[0] for one in side] for side in zip(*pairs)]
        print(f"{FILES * EACH} tests, {rounds} rounds, processor seconds: median (least)")
        print(f"  bare pytest   {statistics.median(cpu[0]):.2f} ({min(cpu[0]):.2f})")
        print(f"  the agent     {statistics.median(cpu[1]):.2f} ({min(cpu[1]):.2f})")
        added = statistics.median(ours / theirs - 1 for (theirs, _), (ours, _) in pairs)
        print(f"  added         {added:+.1%} median of the rounds, {min(cpu[1]) / min(cpu[0]) - 1:+.1%} of the least")
        print(f"{messages} messages, {size // 1000} kB")
    for way, body in CANCELLED.items():
        with tempfile.TemporaryDirectory() as name:
            print(f"cancel, {way}: {cancel(page, Path(name), body):.1f} s")
    sys.exit(added > 0.10)


main()
