"""One process of pytest: its events, its console, and how it ends."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time

from . import SOURCES, processes

# Characters of the console that are kept.
CONSOLE = 20_000
# Seconds that pytest is given to leave after its last event.
LEAVE = 10.0
# The kernel ignores interrupts while it waits, and its children are born so.
FIRST = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
LAST = "\nsys.exit(main(Watch))\n"
# Set by the kernel for what runs in it; in a terminal they are not there.
OF_KERNEL = ("MPLBACKEND", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "PAGER", "GIT_PAGER", "JPY_PARENT_PID")


class Process:
    """Runs once. `hear(event)` gets the events of the child, and `timeout` and `crash`."""

    def __init__(self, job, options, limit, hear):
        self._job = job
        self._options = options
        self._limit = limit
        self._hear = hear
        self._items = []
        self._ended = set()
        self._running = None
        self._since = None
        self._culprit = None
        self._collecting = None
        self._told = False
        self._threads = []
        self.said = 0
        self.finished = False
        self.late = False
        self.killed = False
        self.code = None
        self.console = ""

    def run(self):
        """Returns when the process and what it has started are gone."""
        with tempfile.TemporaryDirectory(prefix="lift-tests-") as place:
            path = os.path.join(place, "run.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump(self._options, file)
            text = FIRST + SOURCES["sources"] + SOURCES["pytest_child"] + LAST
            self._process = processes.start(
                [sys.executable, "-c", text, path],
                cwd=self._options["folder"],
                env={name: value for name, value in os.environ.items() if name not in OF_KERNEL},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            # A helper that is killed takes its tests with it.
            guard = processes.Guard(processes.KILL + '; rm -rf -- "$2"', str(self._process.pid), place)
            self._job.on_cancel(lambda: self._beside(self._end))
            reader = self._beside(self._read)
            self._beside(self._listen)
            self._wait(reader)
            processes.sweep(self._process)
            guard.dismiss()
            for thread in self._threads:
                thread.join(1.0)
        self.code = self._process.returncode
        if not self.finished and not self._told and not self.late and not self._job.cancelled and self._crashed():
            self._tell_crash()

    @property
    def found(self):
        """How many tests there were to run."""
        return len(self._items)

    def left(self):
        """Ids of the tests that were found and have not been run."""
        return [id for id in self._items if id not in self._ended and id != self._culprit]

    def _beside(self, work):
        thread = threading.Thread(target=work, name="lift-tests", daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _wait(self, reader):
        last = None
        while self._process.poll() is None:
            if reader.is_alive():
                reader.join(0.25)
            else:
                time.sleep(0.02)
            since = self._since
            if self._limit and since is not None and time.monotonic() - since > self._limit and not self.late:
                self.late, self._culprit = True, self._running
                self._hear({"e": "timeout", "id": self._culprit, "seconds": self._limit})
                self._end()
            last = last or (time.monotonic() if self.finished else None)
            if last and time.monotonic() - last > LEAVE:
                self._end()

    def _end(self):
        if self._process.poll() is None:
            needed = processes.end(self._process, lambda: self.finished)
            # Before the first test there is no fixture to tear down.
            begun = bool(self._ended) or self._running is not None
            self.killed = self.killed or (needed != "interrupt" and begun and not self.finished)

    def _read(self):
        for line in self._process.stdout:
            self.said += len(line)
            for event in json.loads(line):
                self._note(event)
                # What a test that had to be interrupted says afterwards is not its result.
                ends = event["e"] in ("finish", "interrupted") or event.get("id") == self._culprit
                if not self.late or not ends:
                    self._hear(event)

    def _note(self, event):
        kind = event["e"]
        if kind == "run":
            self._running, self._since = event["id"], time.monotonic()
        elif kind == "end":
            self._ended.add(event["id"])
            self._running = self._since = None
        elif kind == "items":
            self._items += [item[0] for item in event["items"]]
        elif kind == "collect":
            self._collecting = event["path"]
        elif kind == "collected":
            self._collecting = None
        elif kind == "finish":
            self.finished, self._since = True, None
        elif kind == "nopytest":
            self._told = True

    def _listen(self):
        kept = b""
        while True:
            data = os.read(self._process.stderr.fileno(), 65536)
            if not data:
                break
            kept = (kept + data)[-CONSOLE:]
            self.console = kept.decode("utf-8", "replace")

    def _crashed(self):
        """pytest leaves by itself, with its own words, before a session when it does not like how it was called."""
        return self._running is not None or self._collecting is not None or self.code not in (2, 3, 4)

    def _tell_crash(self):
        self._culprit = self._running
        self._hear(
            {
                "e": "crash",
                "id": self._running,
                "path": self._collecting,
                "code": self.code,
                "text": self.console,
            }
        )
