"""What a call touches beside its arguments: files, the network, other programs, generators of random numbers."""

import os
import random
import sys
import tempfile

_PROGRAMS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system"}
_WRITES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.rmtree", "shutil.copyfile", "shutil.move"}
# Folders of the machine that every machine has, and what a library keeps for itself.
_COMMON = ("/proc/", "/sys/", "/dev/", "/etc/", "/usr/", "/lib/", "/opt/")


class Watch:
    """Listens while a call is made. `read` and `written` are absolute paths, `reaches` words for people."""

    def __init__(self):
        self._is_on = False
        self._started = False
        self.read = []
        self.written = []
        self.reaches = []

    def __enter__(self):
        if not self._started:
            self._started = True
            sys.addaudithook(self._hear)
        self.read, self.written, self.reaches = [], [], []
        self._before = _states()
        self._is_on = True
        return self

    def __exit__(self, *_):
        self._is_on = False
        after = _states()
        self.draws = [name for name, state in self._before.items() if after.get(name) != state]

    def _hear(self, event, arguments):
        if not self._is_on:
            return
        try:
            if event == "open":
                self._opened(*arguments)
            elif event == "sqlite3.connect":
                self._opened(arguments[0], "r", 0)
            elif event in _WRITES:
                self._note(self.written, arguments[0])
            elif event in _PROGRAMS:
                self.reaches.append("starts another program")
            elif event == "socket.connect":
                self.reaches.append("connects to the network")
        except Exception:  # whatever happens here would fail the program's own call
            pass

    def _opened(self, path, mode, flags):
        if isinstance(path, int):
            return
        writes = bool(mode and set(mode) & set("wax+")) or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR))
        self._note(self.written if writes else self.read, path)

    def _note(self, noted, path):
        full = os.path.abspath(os.fsdecode(path))
        if full not in noted and not _is_common(full):
            noted.append(full)


def _is_common(full):
    """Code, what is installed, and temporary files."""
    if "lift-scratch-" in full:
        return full.endswith((".py", ".pyc"))
    homes = {sys.prefix, sys.base_prefix, sys.exec_prefix, tempfile.gettempdir()}
    return full.endswith((".py", ".pyc")) or full.startswith(_COMMON + tuple(one + os.sep for one in homes))


def _states():
    found = {"random": random.getstate()}
    numpy = sys.modules.get("numpy")
    if numpy is not None and "numpy.random" in sys.modules:
        kind, keys, *rest = numpy.random.get_state()
        found["numpy"] = (kind, keys.tobytes(), *rest)
    return found
