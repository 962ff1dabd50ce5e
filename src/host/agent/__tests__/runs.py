"""A project whose tests are run, and what is told of that."""

import time

from . import agent


class Project:
    """A folder of tests, and a page that runs them."""

    def __init__(self, folder):
        self.folder = folder
        self.package = agent.load()
        self.comm = agent.Comm()
        self.page = self.package.main.Page(self.comm)
        self._next = 0

    def write(self, path, text):
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def begin(self, op="run-tests", **arguments):
        self._next += 1
        arguments = dict(arguments, folder=str(self.folder))
        self.comm.say(requests=[{"id": self._next, "op": op, "args": arguments}])
        return self._next

    def end(self, id):
        reply, events = self.comm.reply(id, seconds=90)
        assert reply["ok"], reply
        return events

    def run(self, op="run-tests", **arguments):
        return self.end(self.begin(op, **arguments))

    def until(self, id, kind):
        """Waits for an event."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            for message, _ in list(self.comm.sent):
                for some in message.get("events", ()):
                    if some["id"] == id and any(event["e"] == kind for event in some["events"]):
                        return
            time.sleep(0.02)
        raise AssertionError("no " + kind)


def of(events, kind):
    return [event for event in events if event["e"] == kind]


def outcomes(events):
    return {event["id"].split("::", 1)[1]: event["o"] for event in of(events, "end")}


def sources(events):
    found = {}
    for event in of(events, "sources"):
        for path, word in event["files"].items():
            if word is False or path not in found:
                found[path] = word
    return {path: word for path, word in found.items() if word}
