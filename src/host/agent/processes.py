"""Children in a process group of their own, and how they are ended."""

import os
import signal
import subprocess
import sys
import threading
import time

# Seconds that a group is given after an interrupt and after a request to terminate.
INTERRUPT = 3.0
TERMINATE = 2.0


def start(command, **options):
    """`Popen` in a group of its own, without the kernel's standard input."""
    if sys.platform == "win32":
        options["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP
    else:
        options["start_new_session"] = True
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)


def end(process, finished=lambda: False):
    """Ends the whole group: interrupt, terminate, kill. Returns the name of the signal that was needed.

    `finished` says that the child has done its work and is on its way out: it is given the time.
    """
    needed = "interrupt"
    _signal(process, getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT))
    if not _wait(process, INTERRUPT) and not (finished() and _wait(process, TERMINATE)):
        needed = "terminate"
        _signal(process, signal.SIGTERM)
        if not _wait(process, TERMINATE):
            needed = "kill"
    _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))  # what is left of the group
    process.wait()
    return needed


def end_beside(process, finished=lambda: False):
    """The same, in a thread."""
    threading.Thread(target=end, args=(process, finished), name="lift-end", daemon=True).start()


def sweep(process):
    """Ends what a child that is gone has left behind in its group."""
    _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))


def _wait(process, seconds):
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    return process.poll() is not None


def _signal(process, number):
    try:
        if sys.platform == "win32":
            process.send_signal(number)
        else:
            os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError, OSError):
        pass  # the group is gone
