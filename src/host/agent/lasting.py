"""Work that outlives the page that asked for it: one that comes back, or lost its connection, hears all of it."""

import threading

from .errors import AgentError
from .jobs import Job, operation

# Works that have ended are kept for pages that come back, no more than these.
KEPT = 3
# Seconds between two looks whether the page still listens.
LOOK = 0.25

_works = {}


class Work:
    """An operation at work for no page in particular; to its job it is the outbox."""

    def __init__(self, key, owner, op, arguments):
        self.key, self.owner, self.op, self.arguments = key, owner, op, arguments
        self.job = Job(key, self, ())
        self.reply = None
        self._events = []
        self._news = threading.Condition()

    def start(self):
        """Runs beside whoever listens."""
        arguments = (self.op, self.arguments)
        threading.Thread(target=self.job.run, args=arguments, name="lift-work", daemon=True).start()

    def event(self, _id, event):
        """Keeps what the operation says."""
        with self._news:
            self._events.append(event)
            self._news.notify_all()

    def answer(self, reply, _buffers=()):
        """The operation has ended."""
        with self._news:
            self.reply = reply
            self._news.notify_all()

    def follow(self, job, since):
        """Tells a page all events from a position on; returns the answer, `None` where the page went away first."""
        while not job.cancelled:
            with self._news:
                if len(self._events) == since and self.reply is None:
                    self._news.wait(LOOK)
                fresh, reply = self._events[since:], self.reply
            for event in fresh:
                job.emit(event)
            since += len(fresh)
            if reply is not None:
                if not reply["ok"]:
                    error = reply["error"]
                    raise AgentError(error["code"], error["message"], **error["data"])
                return reply["value"]


@operation("begin")
def begin(job, key, owner, op, args):
    """Starts an operation that goes on without its page, and follows it. `key` is a name that the page gives it."""
    for old in [work.key for work in _works.values() if work.reply is not None][:-KEPT]:
        del _works[old]
    if key not in _works:
        work = _works[key] = Work(key, owner, op, args)
        work.start()
    return _works[key].follow(job, 0)


@operation("follow")
def follow(job, key, since=0):
    """Goes on with what a page has heard so many events of."""
    if key not in _works:
        raise AgentError("no-such-work", "The helper does not know this run any more.")
    return _works[key].follow(job, since)


@operation("stop")
def stop(job, key):
    """Cancels the work itself; who follows it hears how it ends."""
    if key in _works:
        _works[key].job.cancel()


@operation("works")
def works(job):
    """What is in progress, and what ended last, in the order of their beginning."""
    return [
        {"key": one.key, "owner": one.owner, "op": one.op, "args": one.arguments, "ended": one.reply is not None}
        for one in _works.values()
    ]


def busy():
    """Whether work is in progress, for whomever."""
    return any(work.reply is None for work in _works.values())


def close():
    """Ends all of it."""
    for work in list(_works.values()):
        work.job.cancel()
