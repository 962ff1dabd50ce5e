"""Which of the files that a run of tests read count for which of its test files, as the texts tell.

What the text leaves open counts for all: better an old result that is not than one that is green and should not be.
"""

import ast
import functools
import os
import re

from .sources import signature_of

# More modules than these are not taken apart.
MOST = 3000
# Modules that import, load or run other code by a name that need not stand in the text.
LOADERS = {
    "runpy", "pkgutil", "imp", "subprocess", "multiprocessing", "concurrent", "pickle", "dill", "cloudpickle",
    "joblib", "shelve", "pexpect", "doctest",
}
CALLS = {"exec", "eval", "compile", "globals", "__import__", "import_module", "importorskip", "entry_points"}
BY_VALUE = {"__import__", "import_module", "importorskip"}
NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*\Z")
# Where a configuration names modules: plugins of pytest, settings of frameworks.
CONFIGURED = re.compile(r"(?m)^.*(?:(?<!\S)-p\b|plugin|SETTINGS).*$", re.IGNORECASE)


def count_for(folder, tests, sources, configuration):
    """Source -> test files that it counts for; what is not there counts for all.

    `sources` are the files that were read with their signatures, `configuration` texts that may name modules.
    """
    modules = {path: word for path, word in sources.items() if word and path.endswith(".py")}
    if len(modules) > MOST:
        return {}
    graph = Graph(folder, modules)
    named = re.findall(r"[\w.]+", " ".join(CONFIGURED.findall(configuration)))
    conftests = [path for path in modules if os.path.basename(path) == "conftest.py"]
    common, _ = graph.reach(conftests + [path for name in named for path in graph.find(name)])
    reaches = {test: graph.reach([test]) for test in tests if test in modules}
    found = {}
    for path in modules:
        own = [test for test, (paths, _) in reaches.items() if path in paths]
        if own and path not in common:
            found[path] = sorted(set(own) | {test for test in tests if test not in reaches or reaches[test][1]})
    return found


class Graph:
    """What modules of a project import, strings that name modules included."""

    def __init__(self, folder, modules):
        self._folder = folder
        self._modules = modules
        self._known = {}
        self._by_name = {}
        for path in modules:
            parts = _parts(path)
            for at in range(len(parts)):
                self._by_name.setdefault(".".join(parts[at:]), []).append(path)

    def find(self, name):
        """All modules that a dotted name may mean, with the packages around them."""
        parts = name.split(".")
        return [path for at in range(len(parts)) for path in self._by_name.get(".".join(parts[: at + 1]), ())]

    def reach(self, start):
        """The modules that are imported from these on, and whether there may be others."""
        paths, waiting, is_open = set(), list(start), False
        while waiting:
            path = waiting.pop()
            if path not in paths:
                paths.add(path)
                following, dynamic = self._read(path)
                waiting += following
                is_open = is_open or dynamic
        return paths, is_open

    def _read(self, path):
        if path not in self._known:
            self._known[path] = self._parse(path)
        return self._known[path]

    def _parse(self, path):
        full = os.path.join(self._folder, path)
        try:
            is_package = os.path.basename(path) == "__init__.py"
            names, is_open = _named(full, self._modules[path], tuple(_parts(path)), is_package)
        except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
            return [], True
        return [other for name in names for other in self.find(name)], is_open


def _parts(path):
    parts = path[:-3].split("/")
    return parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts


@functools.lru_cache(maxsize=2 * MOST)
def _named(full, signature, own, is_package):
    """What `_names` says of the text with that signature, kept for the next run. Raises where the file has another
    text by now: nobody knows then what it imported."""
    with open(full, "rb") as file:
        data = file.read()
    if signature_of(data) != signature:
        raise ValueError("another text")
    return _names(ast.parse(data), list(own), is_package)


def _names(tree, own, is_package):
    """Dotted names that a module imports or has as a string; and whether it does so in a way that cannot be told."""
    package = own if is_package else own[:-1]
    # Importing a module imports the packages around it.
    names, is_open = {".".join(package)} if package else set(), False
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join(above + ([node.module] if node.module else []))
            names.add(base)
            names.update((base + "." if base else "") + alias.name for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.match(node.value):
            names.add(node.value)
        else:
            is_open = is_open or _hides(node)
    names.discard("")
    return names, is_open or any(name.split(".")[0] in LOADERS or name.startswith("importlib.") for name in names)


def _hides(node):
    """Whether the node imports or runs what it does not name."""
    if isinstance(node, ast.Attribute):
        return node.attr == "modules" and isinstance(node.value, ast.Name) and node.value.id == "sys"
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
    # `re.compile` is another.
    if name not in CALLS or isinstance(node.func, ast.Attribute) and name in ("compile", "eval", "exec"):
        return False
    constant = node.args and isinstance(node.args[0], ast.Constant)
    return not (name in BY_VALUE and constant)
