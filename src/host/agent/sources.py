"""Which of a project's own files a process read, and signatures that tell whether a file changed since.

Runs in the agent and, put before `pytest_child.py`, in the child: it imports nothing of the agent.
"""

import hashlib
import os
import sys

# Larger files are told by size and time: reading them would cost more than the tests.
LARGE = 8_000_000
# Folders of what is installed; folders whose name begins with a dot are left out too.
FOREIGN = {"node_modules", "site-packages", "dist-packages"}
SPAWNS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system"}

# Libraries in C whose opening of a file Python does not see.
READERS = ("pyarrow", "h5py", "tables", "netCDF4", "rasterio", "duckdb", "polars", "cv2")


def sign(path):
    """A word that is another when the file's content is; `None` where there is no file."""
    try:
        state = os.stat(path)
        if not os.path.isfile(path):
            return None
        if state.st_size > LARGE:
            return "%d-%d" % (state.st_size, state.st_mtime_ns)
        with open(path, "rb") as file:
            return hashlib.blake2b(file.read(), digest_size=8).hexdigest()
    except (OSError, ValueError):
        return None


def own_files(folder, endings, most):
    """Paths of a project's files with one of the endings, relative, with `/`; no more than `most`."""
    found = []
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in FOREIGN)
        if "pyvenv.cfg" in files or "conda-meta" in folders:
            folders[:] = []
            continue
        for name in files:
            if name.endswith(endings) and len(found) < most:
                found.append(os.path.relpath(os.path.join(base, name), folder).replace(os.sep, "/"))
    return found


class Watch:
    """Notices each file of the project that Python opens, by an audit hook.

    `fresh` is what was noticed since it was last taken: path -> signature at that moment, `None` for a file that
    was looked for in vain, `False` for one that the process has written itself since.
    """

    def __init__(self, root):
        self._roots = tuple({os.path.abspath(root) + os.sep, os.path.realpath(root) + os.sep})
        self._environment = tuple({sys.prefix + os.sep, os.path.realpath(sys.prefix) + os.sep})
        self._seen = set()
        self._known = {}
        self._unseen = set()
        self._told = set()
        self.fresh = {}

    def start(self):
        """Listens from now on, for good: an audit hook cannot be taken away."""
        sys.addaudithook(self._hear)

    def take(self):
        """What is fresh, once."""
        fresh, self.fresh = self.fresh, {}
        return fresh

    def unseen(self):
        """What may have been read unnoticed, each once: `programs` (others were started), `data` (C code may read)."""
        if "data" not in self._told and any(name in sys.modules for name in READERS):
            self._unseen.add("data")
        fresh, self._told = self._unseen - self._told, self._told | self._unseen
        return sorted(fresh)

    def _hear(self, event, arguments):
        try:
            if event == "open":
                self._opened(*arguments)
            elif event == "sqlite3.connect":
                self._opened(arguments[0], "r", 0)
            elif event == "os.rename":
                self._written(self._own(arguments[1]))
            elif event in SPAWNS:
                self._unseen.add("programs")
        except Exception:  # whatever happens here would fail the program's own call
            pass

    def _opened(self, path, mode, flags):
        writes = bool(mode and ("w" in mode or "x" in mode)) or bool((flags or 0) & os.O_TRUNC)
        if isinstance(path, int) or (path, writes) in self._seen:
            return
        own = self._own(path)
        if isinstance(path, str) and os.path.isabs(path):
            self._seen.add((path, writes))
        if own is None:
            return
        if writes:
            self._written(own)
        elif own not in self._known:
            self._known[own] = None  # before it is opened to be signed
            self._known[own] = self.fresh[own] = sign(self._roots[0] + own)

    def _written(self, own):
        if own is None or own.endswith(".py"):
            return
        if self._known.get(own):
            self.fresh[own] = False
        self._known[own] = False

    def _own(self, path):
        """The path below the root, with `/`; the module for its compiled form; `None` for what is not the project's."""
        full = os.path.abspath(os.fsdecode(path))
        root = next((root for root in self._roots if full.startswith(root)), None)
        if root is None or full.startswith(self._environment):
            return None
        *folders, name = full[len(root):].split(os.sep)
        if folders and folders[-1] == "__pycache__":
            folders.pop()
            name = name.split(".")[0] + ".py"
        if any(folder.startswith(".") or folder in FOREIGN for folder in folders):
            return None
        if name.startswith(".") and not os.path.exists(full):
            return None
        return "/".join(folders + [name])
