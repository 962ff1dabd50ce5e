"""Asks the product through its command line, one line per question."""

from __future__ import annotations

import json
import selectors
import subprocess
import tempfile
from pathlib import Path
from typing import Any

Json = dict[str, Any]
CLI = Path(__file__).resolve().parents[3] / "dist" / "jupyterlab-lift.js"


class Crash(Exception):
    """The program died, gave no line in time, or a line that is no result."""


class Product:
    """`jupyterlab-lift plan --batch`, started on first need and again after a crash."""

    def __init__(self, cli: Path = CLI, seconds: float = 60) -> None:
        if not cli.exists():
            raise SystemExit(f"{cli} is missing: run `npm run build:cli` first.")
        self._cli = cli
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._said = tempfile.TemporaryFile()

    def plan(self, request: Json) -> Json:
        """The result line for one request; raises `Crash`."""
        process = self._running()
        assert process.stdin and process.stdout
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
        except OSError as error:
            raise self._crash(str(error)) from error
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            if not selector.select(self._seconds):
                raise self._crash("no answer in time")
        line = process.stdout.readline()
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise self._crash(f"no result: {line[:200]!r}") from error
        if not isinstance(answer, dict) or not isinstance(answer.get("ok"), bool):
            raise self._crash(f"no result: {line[:200]!r}")
        return answer

    def close(self) -> None:
        """Ends the program."""
        if self._process:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
            self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                ["node", str(self._cli), "plan", "--batch"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said,
            )
        return self._process

    def _crash(self, reason: str) -> Crash:
        self.close()
        self._said.seek(0)
        said = self._said.read()[-1500:].decode(errors="replace")
        self._said.truncate(0)
        self._said.seek(0)
        return Crash(f"{reason}; {said}")


def check_refusals(refusals: list[Json], cells: int) -> None:
    """A refusal says why, in a sentence, and where, if anywhere; raises `Crash` for one that does not."""
    for one in refusals:
        place = one["cell"] is None or 0 <= one["cell"] < cells
        line = one["line"] is None or (one["cell"] is not None and one["line"] >= 1)
        remedy = "remedy" not in one or bool(one["remedy"].get("text"))
        if not (one["code"] and one["message"].strip().endswith(".") and place and line and remedy):
            raise Crash(f"a refusal that says too little: {json.dumps(one)[:300]}")
    if not refusals:
        raise Crash("refused without a reason")
