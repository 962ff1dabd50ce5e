"""Runs pytest and tells what happens, as lines of JSON on what was standard output.

Its text is run with `python -c`, in a process of its own and with nothing of the agent: nothing has to be
installed or found on a path, and a test may clear the environment or write to file descriptor 1.
"""

import json
import os
import sys
import time

# Characters of output, and of a traceback, that one test may send; of a passed test's output.
TEXT = 20_000
PASSED = 2_000
BATCH = 200


class Wire:
    """Events, many to a line. What is printed from now on goes to standard error."""

    def __init__(self, total):
        self._fd = os.dup(1)
        os.dup2(2, 1)
        self._pid = os.getpid()
        self._waiting = []
        self._left = total

    def put(self, e, **fields):
        """Keeps an event for the next line."""
        self._waiting.append(dict(fields, e=e))

    def flush(self):
        """Writes the line; a fork of this process says nothing."""
        if os.getpid() != self._pid or not self._waiting:
            return
        events, self._waiting = self._waiting, []
        # Half of a surrogate pair has no place on the wire.
        data = json.dumps(events, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        while data:
            data = data[os.write(self._fd, data):]

    def clip(self, text, most=TEXT):
        """The end of a text, no longer than is left of what the run may say."""
        most = min(most, self._left)
        if len(text) > most:
            text = "…" + text[-most:] if most else ""
        self._left -= len(text)
        return text


class Plugin:
    """What pytest tells of its session."""

    def __init__(self, pytest, wire, watch, options):
        self._file = pytest.File
        self._version = pytest.__version__
        self._wire = wire
        self._watch = watch
        self._root = options["folder"]
        self._wanted = None if options["ids"] is None else set(options["ids"])
        self._test = {}
        self._warnings = 0

    def pytest_configure(self, config):
        # Workers of pytest-xdist know nothing of us: they are given the tests as a command line would.
        if self._wanted is not None and getattr(config.option, "dist", "no") != "no":
            given, files = config.invocation_params, _files(self._wanted)
            own = [one for one in given.args if one not in files] + sorted(self._wanted)
            config.invocation_params = type(given)(args=own, plugins=given.plugins, dir=given.dir)

    def pytest_sessionstart(self, session):
        ini = getattr(session.config, "inipath", None)
        self._wire.put(
            "start",
            pytest=self._version,
            python=sys.version.split()[0],
            ini=str(ini) if ini else None,
            pid=os.getpid(),
        )
        self._send()

    def pytest_collectstart(self, collector):
        if isinstance(collector, self._file):
            self._wire.put("collect", path=self._path(getattr(collector, "path", None) or collector.fspath))
            self._send()

    def pytest_collectreport(self, report):
        if report.failed:
            text = report.longreprtext
            self._wire.put(
                "collecterror",
                id=report.nodeid,
                path=report.nodeid.split("::")[0],
                message=_last_error(text),
                text=self._wire.clip(text),
            )

    def pytest_collection_modifyitems(self, items):
        if self._wanted is not None:
            items[:] = [item for item in items if self._wanted.intersection(_within(item))]

    def pytest_deselected(self, items):
        self._wire.put("deselected", count=len(items))

    def pytest_collection_finish(self, session):
        items = [self._described(item) for item in session.items]
        for at in range(0, len(items), BATCH):
            self._wire.put("items", items=items[at:at + BATCH])
        self._wire.put("collected", total=len(items))
        self._send()

    def pytest_runtest_logstart(self, nodeid):
        self._wire.put("run", id=nodeid, t=time.time())
        self._send()

    def pytest_runtest_logreport(self, report):
        test = self._test.setdefault(report.nodeid, {"o": "passed", "d": 0.0})
        test["d"] += getattr(report, "duration", 0.0)
        outcome = _outcome(report)
        if outcome == "rerun":
            self._test.pop(report.nodeid)
            return
        if outcome in ("failed", "error") and "text" not in test or outcome not in ("passed", "failed", "error"):
            test["o"] = outcome
            test["when"] = report.when
            test.update(self._account(report, outcome))
        # A worker that died is reported at once, without a teardown.
        if report.when not in ("setup", "call"):
            self._finish(report)

    def _finish(self, report):
        test = self._test.pop(report.nodeid)
        bad = test["o"] in ("failed", "error")
        output = "".join("%s\n%s\n" % (title, text.rstrip("\n")) for title, text in report.sections)
        if output:
            test["out"] = self._wire.clip(output, TEXT if bad else PASSED)
        self._wire.put("end", id=report.nodeid, **test)

    def pytest_warning_recorded(self, warning_message, nodeid):
        self._warnings += 1

    def pytest_internalerror(self, excrepr):
        self._wire.put("internal", text=self._wire.clip(str(excrepr)))
        self._send()

    def pytest_keyboard_interrupt(self, excinfo):
        self._wire.put("interrupted", text=self._wire.clip(str(excinfo.value)))

    def pytest_sessionfinish(self, session, exitstatus):
        self._wire.put("finish", code=int(exitstatus), warnings=self._warnings)
        self._send()

    def _send(self):
        fresh = self._watch.take()
        if fresh:
            self._wire.put("sources", files=fresh)
        for what in self._watch.unseen():
            self._wire.put("unseen", what=what)
        self._wire.flush()

    def _described(self, item):
        """`[id, path, line, names below the file, parameters]`."""
        path, line = item.location[:2]
        names = []
        for node in item.listchain():
            names = [] if isinstance(node, self._file) else names + [node.name]
        parameters = None
        if hasattr(item, "callspec") and getattr(item, "originalname", None):
            names[-1], parameters = item.originalname, item.callspec.id
        return [item.nodeid, _slashes(path), (line or 0) + 1, [name for name in names if name != "()"], parameters]

    def _account(self, report, outcome):
        """Why a test did not pass: the assertion, the place, the traceback."""
        detail = report.longrepr
        if isinstance(detail, tuple):
            return {"message": self._wire.clip(str(detail[2]))}
        if outcome not in ("failed", "error"):
            return {"message": self._wire.clip(getattr(report, "wasxfail", "") or "")}
        crash = getattr(detail, "reprcrash", None)
        entries = getattr(getattr(detail, "reprtraceback", None), "reprentries", ())
        places = [getattr(entry, "reprfileloc", None) for entry in entries]
        frames = [[self._path(place.path), place.lineno] for place in places if place is not None]
        if crash is not None and not frames:
            frames = [[self._path(crash.path), crash.lineno]]
        text = report.longreprtext
        return {
            "message": self._wire.clip(crash.message if crash is not None else _last_error(text)),
            "text": self._wire.clip(text),
            "frames": frames[-50:],
        }

    def _path(self, path):
        """Relative to the project where it lies there."""
        full = os.path.join(self._root, str(path))
        for root in (self._root, os.path.realpath(self._root)):
            if full.startswith(root + os.sep):
                return _slashes(full[len(root) + 1:])
        return full


def _within(item):
    """Ids of the test, its function, its classes and its file."""
    ids = [node.nodeid for node in item.listchain()]
    if hasattr(item, "callspec"):
        ids.append(item.nodeid[: -len(item.callspec.id) - 2])
    return ids


def _files(ids):
    return sorted({id.split("::")[0] for id in ids})


def _slashes(path):
    return str(path).replace(os.sep, "/")


def _outcome(report):
    """pytest's word for a report, with the failures before and after a test told from its own."""
    if hasattr(report, "wasxfail") and report.outcome in ("skipped", "passed"):
        return "xfailed" if report.skipped else "xpassed"
    if report.outcome == "failed" and report.when != "call":
        return "error"
    return report.outcome


def _last_error(text):
    lines = [line[1:].strip() for line in text.splitlines() if line.startswith("E ")]
    return "\n".join(lines) or text.strip().rsplit("\n", 1)[-1]


def main(watch):
    """Runs what the file in the last argument says: `{folder, ids, arguments, discover, total}`, the last being
    the characters of output and tracebacks that may be sent."""
    with open(sys.argv[1], encoding="utf-8") as file:
        options = json.load(file)
    wire = Wire(options["total"])
    watch = watch(options["folder"])
    watch.start()
    # As the command `pytest`, which does not look for modules in the folder where it is called.
    sys.path[:] = [entry for entry in sys.path if entry != ""]
    sys.argv[:] = ["pytest"]
    try:
        import pytest
    except ModuleNotFoundError as error:
        if error.name != "pytest":
            raise
        wire.put("nopytest")
        wire.flush()
        return 0
    Plugin.pytest_collection_modifyitems = pytest.hookimpl(tryfirst=True)(Plugin.pytest_collection_modifyitems)
    arguments = ["--rootdir", options["folder"]] + options["arguments"]
    if options["discover"]:
        arguments += ["--collect-only", "-qq"]
    else:
        # One file that cannot be imported is no reason to run none of the others.
        arguments += ["--continue-on-collection-errors"]
    if options["ids"] is not None:
        arguments += _files(options["ids"])
    return int(pytest.main(arguments, plugins=[Plugin(pytest, wire, watch, options)]))
