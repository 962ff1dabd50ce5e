"""Runs a project's tests with pytest, in processes of their own, and says what happens while it happens.

Events of a request are those of `pytest_child.py`, and of this module: `timeout` and `crash` (a test that had to be
ended, or ended the process; the tests behind it run in a new one), `parts` (sources that do not count for all test
files, and for which they do), `nopytest` and, last, `done`.
"""

import importlib.util
import os
import shlex
import sys
import tempfile
import time

from .imports import count_for
from .jobs import operation
from .pytest_process import Process
from .sources import own_files, sign

# Processes in one run: after so many crashes something is wrong that a further one would not find.
MOST = 25
# Characters of output and tracebacks in one run; later tests are told without them.
TOTAL = 2_000_000
FILES = 5_000
# What other programs and libraries in C may read, without our seeing it.
DATA = (
    ".parquet", ".feather", ".arrow", ".orc", ".avro", ".h5", ".hdf5", ".nc", ".npy", ".npz", ".duckdb", ".db", ".sqlite",
    ".csv", ".tsv", ".json", ".jsonl", ".geojson", ".xml", ".html", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".txt", ".sql",
    ".gz", ".zip", ".xlsx", ".pkl", ".joblib", ".onnx", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".wav", ".shp", ".gpkg",
)
CONFIGURATION = ("pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg", "conftest.py")


@operation("run-tests")
def run_tests(job, folder, ids=None, arguments=(), limit=None):
    """Runs all tests, or those with these ids; the id of a file, a class or a function stands for all that is in it.

    `limit` is the seconds that one test may take.
    """
    Run(job, folder, arguments, limit).go(ids)


@operation("discover-tests")
def discover_tests(job, folder, arguments=()):
    """Finds the tests as pytest does, which executes test modules and `conftest.py`, and runs none."""
    Run(job, folder, arguments, None, discover=True).go(None)


@operation("watch-sources")
def watch_sources(job, folder, files, seconds=60):
    """Files whose signature is another than said, with the present one; waits for some seconds until there are any."""
    deadline = time.monotonic() + seconds
    states = {}
    while True:
        now = {path: _signed(states, folder, path) for path in files}
        other = {path: word for path, word in now.items() if word != files[path]}
        if other or time.monotonic() > deadline or job.wait(1.0):
            return other


def _signed(states, folder, path):
    """The signature, taken anew only where time or size changed, or the time is too young to tell."""
    full = os.path.join(folder, path)
    try:
        state = os.stat(full)
    except (OSError, ValueError):
        return None
    mark = (state.st_size, state.st_mtime_ns)
    if states.get(path, (None,))[0] != mark or time.time() - state.st_mtime < 3:
        states[path] = (mark, sign(full))
    return states[path][1]


def install_command():
    """How a person puts pytest into this environment."""
    if os.path.isdir(os.path.join(sys.prefix, "conda-meta")):
        return "conda install --prefix %s pytest" % shlex.quote(sys.prefix)
    if importlib.util.find_spec("pip"):
        return "%s -m pip install pytest" % shlex.quote(sys.executable)
    return "uv pip install --python %s pytest" % shlex.quote(sys.executable)


class Run:
    """One request: as many processes as it takes."""

    def __init__(self, job, folder, arguments, limit, discover=False):
        self._job = job
        self._folder = os.path.abspath(folder)
        self._limit = limit
        versions = os.path.join(self._folder, "lift-versions")
        ignored = ["--ignore", versions] if os.path.isdir(versions) else []
        self._options = {"folder": self._folder, "arguments": ignored + list(arguments), "discover": discover}
        self._total = TOTAL
        self._sources = {}
        self._guessed = set()
        self._tests = {}
        self._has_programs = False

    def go(self, ids):
        """Runs until no test is left that can be run."""
        started = time.monotonic()
        # Times of files are coarser than the clock.
        with tempfile.TemporaryFile() as file:
            self._began = os.fstat(file.fileno()).st_mtime
        self._sign(CONFIGURATION)
        killed = False
        for _ in range(MOST):
            process = Process(self._job, dict(self._options, ids=ids, total=self._total), self._limit, self._hear)
            process.run()
            self._total = max(0, self._total - process.said)
            killed = killed or process.killed
            rest = process.left()
            if self._job.cancelled or process.finished and not process.late or not rest:
                break
            if len(rest) == process.found:
                break
            ids = rest
        self._drop_written()
        self._tell_parts()
        self._job.emit(
            {
                "e": "done",
                "code": process.code,
                "cancelled": self._job.cancelled,
                "killed": killed,
                "seconds": time.monotonic() - started,
                "text": "" if process.code in (0, 1, 5) and process.finished else process.console,
            }
        )

    def _hear(self, event):
        kind = event["e"]
        if kind == "sources":
            for path, word in event["files"].items():
                if word is False or path not in self._sources:
                    self._sources[path] = word
        elif kind == "items":
            self._tests.update((path, True) for _, path, _, _, _ in event["items"])
        elif kind == "collecterror" and event["path"].endswith(".py"):
            self._tests[event["path"]] = True
        elif kind == "collected":
            self._sign(self._conftests())
        elif kind == "unseen":
            self._has_programs = self._has_programs or event["what"] == "programs"
            endings = DATA if event["what"] == "data" else DATA + (".py",)
            self._guess(own_files(self._folder, endings, FILES))
            return
        elif kind == "nopytest":
            event = dict(event, python=sys.executable, command=install_command())
        self._job.emit(event)

    def _conftests(self):
        """Where a `conftest.py` that is not there yet would count."""
        folders = {""}
        for path in self._tests:
            while os.path.dirname(path) and not path.startswith(".."):
                path = os.path.dirname(path)
                folders.add(path + "/")
        return [folder + "conftest.py" for folder in folders]

    def _sign(self, paths):
        fresh = {path: sign(os.path.join(self._folder, path)) for path in paths if path not in self._sources}
        if fresh:
            self._hear({"e": "sources", "files": fresh})

    def _guess(self, paths):
        """Files that may have been read; data that changed since the run began were written by it."""
        fresh = [path for path in paths if path not in self._sources]
        data = {path for path in fresh if not path.endswith(".py")}
        written = {path for path in data if self._is_young(path)}
        self._guessed |= data - written
        self._sign([path for path in fresh if path not in written])

    def _is_young(self, path):
        try:
            return os.stat(os.path.join(self._folder, path)).st_mtime > self._began
        except OSError:
            return True

    def _drop_written(self):
        written = [path for path in self._guessed if sign(os.path.join(self._folder, path)) != self._sources[path]]
        if written:
            self._hear({"e": "sources", "files": dict.fromkeys(written, False)})

    def _tell_parts(self):
        """Which test files a source counts for; where programs were started, nobody can tell who read what."""
        if self._has_programs:
            return
        texts = [" ".join(self._options["arguments"])]
        for path in CONFIGURATION[:-1]:
            try:
                with open(os.path.join(self._folder, path), encoding="utf-8", errors="replace") as file:
                    texts.append(file.read())
            except OSError:
                pass
        parts = count_for(self._folder, sorted(self._tests), self._sources, "\n".join(texts))
        tests = sorted({test for some in parts.values() for test in some})
        places = {test: at for at, test in enumerate(tests)}
        files = {path: [places[test] for test in some] for path, some in parts.items() if len(some) < len(self._tests)}
        self._job.emit({"e": "parts", "tests": tests, "files": files})
