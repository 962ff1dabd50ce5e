"""Pages, their requests, and the end of the agent: two minutes after the last page's heartbeat."""

import os
import platform
import sys
import threading
import time

from . import lasting
from .jobs import Job
from .leave import leave
from .outbox import Outbox

TARGET = "jupyterlab-lift"
PROTOCOL = 1
PATIENCE = 120.0

_pages = {}
_stop = threading.Event()
_heard = time.monotonic()


class Page:
    """One comm: its outbox and the requests that it waits for."""

    def __init__(self, comm):
        self._comm = comm
        self._jobs = {}
        self._lock = threading.Lock()
        self.outbox = Outbox(lambda data, buffers: comm.send(dict(data, v=PROTOCOL), buffers=buffers))
        comm.on_msg(self._hear)
        comm.on_close(lambda _: self.close())
        self.outbox.answer({"id": 0, "ok": True, "value": hello()})

    @property
    def busy(self):
        """Whether work is in progress."""
        return bool(self._jobs)

    def close(self):
        """The page went away: what it asked for is cancelled."""
        _pages.pop(self._comm.comm_id, None)
        self.outbox.close()
        for job in list(self._jobs.values()):
            job.cancel()

    def _hear(self, message):
        global _heard
        _heard = time.monotonic()
        data = message["content"]["data"]
        for id in data.get("cancel", ()):
            job = self._jobs.get(id)
            if job is not None:
                job.cancel()
        buffers = [bytes(one) for one in message.get("buffers") or ()]
        for request in data.get("requests", ()):
            self._begin(request, buffers)

    def _begin(self, request, buffers):
        id = request["id"]
        own = [buffers[at] for at in request.get("buffers", ())]
        job = Job(id, self.outbox, own)
        with self._lock:
            self._jobs[id] = job
        thread = threading.Thread(target=self._work, args=(job, request), name="lift-%s" % id, daemon=True)
        thread.start()

    def _work(self, job, request):
        try:
            job.run(request["op"], request.get("args") or {})
        finally:
            with self._lock:
                self._jobs.pop(job.id, None)


def hello():
    """Who answers."""
    return {
        "protocol": PROTOCOL,
        "python": platform.python_version(),
        "executable": sys.executable,
        "prefix": sys.prefix,
        "platform": sys.platform,
        "pid": os.getpid(),
        "folder": os.getcwd(),
    }


def start():
    """Answers pages from now on, and watches for the last one to leave."""
    from ipykernel.comm import Comm  # noqa: F401 - registers the kernel's kind of comm
    from IPython import get_ipython

    manager = get_ipython().kernel.comm_manager
    manager.register_target(TARGET, _open)
    threading.Thread(target=_watch, name="lift-watch", daemon=True).start()


def close():
    """Ends what is in progress; another agent takes the place of this one."""
    _stop.set()
    lasting.close()
    for page in list(_pages.values()):
        page.close()


def _open(comm, _message):
    global _heard
    _heard = time.monotonic()
    _pages[comm.comm_id] = Page(comm)


def _watch():
    while not _stop.wait(min(5.0, PATIENCE / 4)):
        if lasting.busy() or any(page.busy for page in list(_pages.values())):
            continue
        if time.monotonic() - _heard > PATIENCE and not leave():
            return
