"""Which of a project's own files a process read, and signatures that tell whether a file changed since.

Runs in the agent and, put before `pytest_child.py`, in the child: it imports nothing of the agent.
"""

import hashlib
import os
import sys
import tempfile
import urllib.parse

# Larger files are told by size and time: reading them would cost more than the tests.
LARGE = 8_000_000
# Folders of what is installed, and of what tools keep for themselves.
FOREIGN = {
    "node_modules", "site-packages", "dist-packages", ".git", ".hg", ".svn", ".venv", ".tox", ".nox", ".pytest_cache",
    ".mypy_cache", ".ruff_cache", ".hypothesis", ".ipynb_checkpoints", ".cache",
}
# Outside the project: what belongs to the machine.
MACHINE = ("/dev/", "/etc/", "/proc/", "/run/", "/sys/", "/usr/", "/System/", "/Library/")
SPAWNS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system"}

# Libraries in C whose opening of a file Python does not see.
READERS = (
    "pyarrow", "h5py", "tables", "netCDF4", "rasterio", "fiona", "pyogrio", "osgeo", "duckdb", "polars", "cv2", "lxml",
    "xgboost", "lightgbm", "catboost", "pyreadstat", "soundfile", "SimpleITK", "onnxruntime", "tensorflow",
)
# Seconds within which Python cannot tell that a compiled module is of another text.
YOUNG = 2


def sign(path):
    """A word that is another when the file's content is; `None` where there is no file."""
    try:
        state = os.stat(path)
        if not os.path.isfile(path):
            return None
        if state.st_size > LARGE:
            return "%d-%d" % (state.st_size, state.st_mtime_ns)
        with open(path, "rb") as file:
            return signature_of(file.read())
    except (OSError, ValueError):
        return None


def signature_of(data):
    """The same of a content."""
    return hashlib.blake2b(data, digest_size=8).hexdigest()


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
    """Notices each file that Python opens, of the project or outside it, by an audit hook; what is installed, temporary
    or the machine's does not count. Names are relative to the project.

    `fresh` is what was noticed since it was last taken: path -> signature at that moment, `None` for a file that
    was looked for in vain, `False` for one that the process has written itself since.
    """

    def __init__(self, root):
        self._roots = _below(root)
        self._environment = _below(sys.prefix)
        self._outside = MACHINE + _below(sys.base_prefix) + _below(tempfile.gettempdir())
        self._seen = set()
        self._known = {}
        self._unseen = set()
        self._told = set()
        self._imports = {}
        self.fresh = {}

    def start(self):
        """Listens from now on, for good: an audit hook cannot be taken away."""
        sys.addaudithook(self._hear)

    def take(self):
        """What is fresh, once."""
        imports, self._imports = self._imports, {}
        for name, folders in imports.items():
            self._look_before(name, folders)
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
            elif event == "import":
                self._imported(*arguments)
            elif event == "sqlite3.connect":
                self._opened(_database(arguments[0]), "r", 0)
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
        else:
            self._note(own)
            _drop_young(path, self._roots[0] + own)

    def _note(self, own):
        if own not in self._known:
            self._known[own] = None  # before it is opened to be signed
            self._known[own] = self.fresh[own] = sign(self._roots[0] + own)

    def _imported(self, name, _file, path, *_):
        if path is not None and "." not in name and name not in self._imports:
            folders = [os.path.abspath(one) + os.sep for one in path]
            self._imports[name] = [one for one in folders if one.startswith(self._roots)]

    def _look_before(self, name, folders):
        """Where a module that is not there yet would be imported instead of the one that was."""
        origin = getattr(getattr(sys.modules.get(name), "__spec__", None), "origin", None) or ""
        for folder in folders:
            for place in (os.path.join(folder, name, "__init__.py"), folder + name + ".py"):
                if place == origin:
                    return
                own = self._own(place)
                if own is not None and not os.path.exists(place):
                    self._note(own)

    def _written(self, own):
        if own is None or own.endswith(".py"):
            return
        if self._known.get(own):
            self.fresh[own] = False
        self._known[own] = False

    def _own(self, path):
        """The path from the root, with `/`; the module for its compiled form; `None` for what does not count."""
        full = os.path.abspath(os.fsdecode(path))
        root = next((root for root in self._roots if full.startswith(root)), None)
        if full.startswith(self._environment) or root is None and full.startswith(self._outside):
            return None
        own = full[len(root):] if root else os.path.relpath(full, self._roots[0])
        *folders, name = own.split(os.sep)
        if folders and folders[-1] == "__pycache__":
            folders.pop()
            name = name.split(".")[0] + ".py"
        if any(folder in FOREIGN for folder in folders) or root is None and _is_hidden(folders):
            return None
        return "/".join(folders + [name])


def _below(folder):
    """How paths below a folder begin, links resolved or not."""
    return tuple({os.path.abspath(folder) + os.sep, os.path.realpath(folder) + os.sep})


def _is_hidden(folders):
    """Settings and caches of the person; the project's own hidden folders are its own."""
    return any(folder.startswith(".") and folder != ".." for folder in folders)


def _database(name):
    """The path in what `sqlite3.connect` was given."""
    name = os.fsdecode(name)
    return urllib.parse.unquote(name[5:].split("?")[0].split("#")[0]) if name.startswith("file:") else name


def _drop_young(path, source):
    """Python takes a compiled module for that of another text of the same size and second: it is compiled anew."""
    path = os.fsdecode(path)
    if path.endswith(".pyc") and os.stat(path).st_mtime - os.stat(source).st_mtime < YOUNG:
        os.unlink(path)
