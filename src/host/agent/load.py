"""Loads a package into a kernel, from texts. The same texts again leave the package as it is.

Runs by `exec` with `package`, its name, `sources`, module name -> text in an order in which each finds what
it imports, and `version`, a word that is another for other texts. A module `main` is started, and closed
before another version takes its place.
"""

import linecache
import sys
import types


def load(name, sources, version):
    """Makes the package, or another where texts changed."""
    package = sys.modules.get(name)
    if package is not None and package.__version__ == version:
        return
    if hasattr(package, "main"):
        package.main.close()
    for old in [module for module in sys.modules if module.split(".")[0] == name]:
        del sys.modules[old]
    package = types.ModuleType(name)
    package.__path__ = []
    package.__version__ = version
    package.SOURCES = sources
    sys.modules[name] = package
    for module, text in sources.items():
        execute(package, module, text)
    if hasattr(package, "main"):
        package.main.start()


def execute(package, name, text):
    """Runs one module; its lines are shown in tracebacks."""
    path = "<" + package.__name__ + "/" + name + ".py>"
    linecache.cache[path] = (len(text), None, text.splitlines(True), path)
    module = types.ModuleType(package.__name__ + "." + name)
    module.__package__ = package.__name__
    sys.modules[module.__name__] = module
    setattr(package, name, module)
    exec(compile(text, path, "exec"), vars(module))


load(globals()["package"], globals()["sources"], globals()["version"])
