"""What the agent says to one page: answers at once, events together every 50 milliseconds."""

import threading
import time

INTERVAL = 0.05
# Bytes of text after which events are sent without waiting, so that no message grows without bound.
MOST = 1_000_000


class Outbox:
    """Sends from any thread. `send(data, buffers)` is called by one thread at a time."""

    def __init__(self, send):
        self._send = send
        self._events = {}
        self._size = 0
        self._due = None
        self._closed = False
        self._wake = threading.Condition()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="lift-outbox", daemon=True)
        self._thread.start()

    def event(self, request, event):
        """Queues an event of a request; events of one request arrive in order, before its answer."""
        with self._wake:
            self._events.setdefault(request, []).append(event)
            self._size += len(str(event))
            if self._due is None or self._size > MOST:
                self._due = 0 if self._size > MOST else time.monotonic() + INTERVAL
                self._wake.notify()

    def answer(self, reply, buffers=()):
        """Sends an answer behind the events that wait."""
        self._put({"replies": [reply]}, buffers)

    def close(self):
        """Nothing is sent from now on."""
        with self._wake:
            self._closed = True
            self._wake.notify()

    def _put(self, message, buffers=()):
        with self._lock:
            with self._wake:
                events, self._events, self._size, self._due = self._events, {}, 0, None
            if events:
                message = dict(message, events=[{"id": id, "events": some} for id, some in events.items()])
            if message and not self._closed:
                self._send(message, list(buffers))

    def _run(self):
        while True:
            with self._wake:
                while not self._closed and (self._due is None or time.monotonic() < self._due):
                    self._wake.wait(None if self._due is None else max(0.0, self._due - time.monotonic()))
                if self._closed:
                    return
            self._put({})
