"""What a call touches beside its arguments: files, the network, other programs, generators of random numbers."""

import os
import random
import sys
import tempfile

_PROGRAMS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system"}
_WRITES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.rmtree", "shutil.copyfile", "shutil.move"}
# Folders of the machine that every machine has, and what a library keeps for itself.
_COMMON = ("/proc/", "/sys/", "/dev/", "/etc/", "/usr/", "/lib/", "/opt/")


class Touched:
    """What one call touched. `read` and `written` are absolute paths, `reaches` words for people, `draws` names of
    generators."""

    def __init__(self):
        self.read = []
        self.written = []
        self.reaches = []
        self.draws = []
        self.before = _states()


class Watch:
    """Listens while calls are made, one within the other too."""

    def __init__(self):
        self._open = []
        self._started = False
        # Asked now: asked for the first time while a file is opened, it would open one and wait for itself.
        homes = {sys.prefix, sys.base_prefix, sys.exec_prefix, tempfile.gettempdir()}
        self._common = _COMMON + tuple(one + os.sep for one in homes)

    def __enter__(self):
        if not self._started:
            self._started = True
            sys.addaudithook(self._hear)
        self._open.append(Touched())
        return self._open[-1]

    def __exit__(self, *_):
        touched = self._open.pop()
        after = _states()
        touched.draws = [name for name, state in touched.before.items() if after.get(name) != state]

    def _hear(self, event, arguments):
        if not self._open:
            return
        try:
            if event == "open":
                self._opened(*arguments)
            elif event == "sqlite3.connect":
                self._opened(arguments[0], "r", 0)
            elif event in _WRITES:
                self._note("written", arguments[0])
            elif event in _PROGRAMS:
                self._reach("starts another program")
            elif event == "socket.connect":
                self._reach("connects to the network")
        except Exception:  # whatever happens here would fail the program's own call
            pass

    def _opened(self, path, mode, flags):
        if isinstance(path, int):
            return
        writes = bool(mode and set(mode) & set("wax+")) or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR))
        self._note("written" if writes else "read", path)

    def _note(self, what, path):
        full = os.path.abspath(os.fsdecode(path))
        for noted in (getattr(touched, what) for touched in self._open):
            if full not in noted and not self._is_common(full):
                noted.append(full)

    def _is_common(self, full):
        """Code, what is installed, and temporary files."""
        if "lift-scratch-" in full:
            return full.endswith((".py", ".pyc"))
        return full.endswith((".py", ".pyc")) or full.startswith(self._common)

    def _reach(self, words):
        for touched in self._open:
            touched.reaches.append(words)


def _states():
    found = {"random": random.getstate()}
    numpy = sys.modules.get("numpy")
    if numpy is not None and "numpy.random" in sys.modules:
        kind, keys, *rest = numpy.random.get_state()
        found["numpy"] = (kind, keys.tobytes(), *rest)
    return found
