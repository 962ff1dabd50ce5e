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
# For a guard: ends the group of its first argument.
KILL = 'kill -s KILL -- "-$1"'


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


class Guard:
    """Has a shell clean up after this process, however that ends; `script` has the arguments as `$1` and so on."""

    def __init__(self, script, *arguments):
        self._shell = None
        if sys.platform != "win32":
            # It reads until somebody writes, or until nobody is left who could.
            command = ["/bin/sh", "-c", "read _ || { %s; }" % script, "lift", *arguments]
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
            self._shell = subprocess.Popen(command, stdin=subprocess.PIPE, cwd="/", **quiet)

    def dismiss(self):
        """There is nothing to clean up any more."""
        if self._shell is not None:
            try:
                self._shell.communicate(b"\n", timeout=TERMINATE)
            except (OSError, subprocess.TimeoutExpired):
                self._shell.kill()
            self._shell = None


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
