"""Loads the agent into a kernel, from texts. The same texts again leave the agent that runs as it is.

Runs by `exec` with `sources`, module name -> text in an order in which each finds what it imports, and
`version`, a word that is another for other texts.
"""

import linecache
import sys
import types

PACKAGE = "jupyterlab_lift_agent"


def load(sources, version):
    """Makes the package, or another where texts changed; returns it."""
    package = sys.modules.get(PACKAGE)
    if package is not None and package.__version__ == version:
        return package
    if package is not None:
        package.main.close()
        for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
            del sys.modules[name]
    package = types.ModuleType(PACKAGE)
    package.__path__ = []
    package.__version__ = version
    package.SOURCES = sources
    sys.modules[PACKAGE] = package
    for name, text in sources.items():
        execute(package, name, text)
    package.main.start()
    return package


def execute(package, name, text):
    """Runs one module; its lines are shown in tracebacks."""
    path = "<" + PACKAGE + "/" + name + ".py>"
    linecache.cache[path] = (len(text), None, text.splitlines(True), path)
    module = types.ModuleType(PACKAGE + "." + name)
    module.__package__ = PACKAGE
    sys.modules[module.__name__] = module
    setattr(package, name, module)
    exec(compile(text, path, "exec"), vars(module))


load(globals()["sources"], globals()["version"])
