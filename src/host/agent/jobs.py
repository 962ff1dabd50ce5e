"""One request at work, in a thread of its own, so that cancel always gets through."""

import threading

from .errors import AgentError, Cancelled, describe

OPERATIONS = {}


def operation(name):
    """Registers `function(job, **arguments)` under a name of the wire; it returns JSON or `(JSON, buffers)`."""

    def register(function):
        OPERATIONS[name] = function
        return function

    return register


class Job:
    """What an operation knows of its request."""

    def __init__(self, id, outbox, buffers):
        self.id = id
        self.buffers = buffers
        self._outbox = outbox
        self._cancelled = threading.Event()
        self._stoppers = []

    def emit(self, event):
        """Sends an event to the page, together with others of the moment."""
        self._outbox.event(self.id, event)

    def cancel(self):
        """Asks the operation to end soon."""
        self._cancelled.set()
        for stop in list(self._stoppers):
            stop()

    def on_cancel(self, stop):
        """Has `stop` called when the request is cancelled; at once where it is already."""
        self._stoppers.append(stop)
        if self._cancelled.is_set():
            stop()

    def wait(self, seconds):
        """Rests until the time is over or the page gave up; says whether it gave up."""
        return self._cancelled.wait(seconds)

    @property
    def cancelled(self):
        """Whether the page gave up."""
        return self._cancelled.is_set()

    def check(self):
        """Raises `Cancelled` where the page gave up; for loops."""
        if self._cancelled.is_set():
            raise Cancelled()

    def run(self, name, arguments):
        """Runs the operation and sends its answer, an error included."""
        buffers = ()
        try:
            function = OPERATIONS.get(name)
            if function is None:
                raise AgentError("unknown-operation", "The helper does not know “%s”." % name, operation=name)
            value = function(self, **arguments)
            if isinstance(value, tuple):
                value, buffers = value
            reply = {"id": self.id, "ok": True, "value": value}
        except BaseException as error:  # the page waits for an answer, whatever happened
            reply, buffers = {"id": self.id, "ok": False, "error": describe(error)}, ()
        self._outbox.answer(reply, buffers)


@operation("sleep")
def sleep(job, seconds):
    """Answers late: what a page does with slow work is tried with it."""
    job.wait(seconds)
