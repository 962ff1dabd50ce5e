"""The agent's modules, loaded as a kernel loads them, without a kernel."""

import itertools
import json
import sys
import threading
import time
import types
from pathlib import Path

HERE = Path(__file__).parent.parent
ORDER = (
    "errors", "outbox", "jobs", "lasting", "leave", "processes", "files", "reach", "versions",
    "sources", "imports", "pytest_child", "pytest_process", "pytests", "disk", "children", "testfile", "gitignore", "freshclone",
    "pythonpath", "recording", "trying", "writing", "main",
)
PACKAGE = "jupyterlab_lift_agent"
COUNT = itertools.count()


def load():
    """The package, without its start: there is no kernel to answer to."""
    sources = {name: HERE.joinpath(name + ".py").read_text() for name in ORDER}
    sources["main"] += "\n\ndef start():\n    pass\n"
    space = {"package": PACKAGE, "sources": sources, "version": str(next(COUNT))}
    exec(compile(HERE.joinpath("load.py").read_text(), "load.py", "exec"), space)
    return sys.modules[PACKAGE]


class Comm:
    """A comm whose messages end in a list; JSON or they are refused, as on the wire."""

    def __init__(self):
        self.comm_id = str(next(COUNT))
        self.sent = []
        self._came = threading.Condition()

    def send(self, data, buffers=()):
        with self._came:
            self.sent.append((json.loads(json.dumps(data)), list(buffers)))
            self._came.notify_all()

    def on_msg(self, hear):
        self.hear = hear

    def on_close(self, close):
        self.close = close

    def say(self, **data):
        """A message of the page."""
        self.hear({"content": {"data": dict(data, v=1)}, "buffers": data.pop("parts", [])})

    def reply(self, id, seconds=20):
        """The answer to a request, with the events that came before it."""
        deadline = time.monotonic() + seconds
        with self._came:
            while True:
                events = [
                    event
                    for message, _ in self.sent
                    for some in message.get("events", ())
                    if some["id"] == id
                    for event in some["events"]
                ]
                for message, _ in self.sent:
                    for reply in message.get("replies", ()):
                        if reply["id"] == id:
                            return reply, events
                left = deadline - time.monotonic()
                assert left > 0, "no answer"
                self._came.wait(left)


def register(package, name, function):
    """An operation of a test."""
    package.jobs.OPERATIONS[name] = function


def module(**members):
    """A stand-in for a module."""
    return types.SimpleNamespace(**members)
