"""What is compared once a notebook has run: names, aliases, settings, random state."""

from __future__ import annotations

import locale
import logging
import os
import random
import sys
import types
import warnings
from typing import Any

from .aliases import Aliases
from .fingerprint import Fingerprints
from .scrub import Scrubber

# Set by the runner, by the session or per process.
_OWN_VARIABLES = {"LIFTBENCH_TMP", "LIFTBENCH_PRELOAD", "IPYTHONDIR", "JPY_PARENT_PID", "JPY_SESSION_NAME",
                  "LINES", "COLUMNS", "KERNEL_STARTING_PID"}


def user_names(shell: Any) -> dict[str, Any]:
    """The notebook's names: neither private ones nor what IPython put there."""
    hidden = shell.user_ns_hidden
    return {
        name: value
        for name, value in shell.user_ns.items()
        if not name.startswith("_") and not (name in hidden and hidden[name] is value)
    }


def observe(names: dict[str, Any], scrub: Scrubber) -> dict[str, Any]:
    """`names`: name -> [digest, short text]; `unseen`: those too large to look at all of them; `captured`:
    name -> what functions in it take from around them, "function name" -> digests; `aliases`; `settings`: key -> digest or text. Plain JSON."""
    prints = Fingerprints(scrub)
    described: dict[str, list[str]] = {}
    unseen: list[str] = []
    captured: dict[str, dict[str, list[str]]] = {}
    for name, value in sorted(names.items()):
        described[name] = [prints.of(value), prints.short(value)]
        if prints.captured:
            captured[name] = prints.captured
        if not prints.is_whole:
            unseen.append(name)
    aliases = Aliases(names)
    pairs = aliases.pairs()
    settings = {key: prints.of(value) for key, value in _settings(scrub).items()}
    return {
        "names": described,
        "unseen": sorted({*unseen, *aliases.unseen}),
        "captured": captured,
        "aliases": pairs,
        "settings": {**settings, "cwd": scrub.text(os.getcwd())},
    }


def _settings(scrub: Scrubber) -> dict[str, Any]:
    """Global state that a cell can change, of the libraries that are loaded."""
    found: dict[str, Any] = {
        "rng random": random.getstate(),
        "sys.path": list(sys.path),
        "environ": {k: v for k, v in os.environ.items() if k not in _OWN_VARIABLES},
        "warning filters": sorted({repr((f[0], f[2].__name__, str(f[1]), str(f[3]), f[4])) for f in warnings.filters}),
        "recursion limit": sys.getrecursionlimit(),
        "locale": locale.setlocale(locale.LC_ALL),
        **_loggers(),
        **_modules(scrub),
    }
    modules = sys.modules
    if "decimal" in modules:
        context = modules["decimal"].getcontext()
        found["decimal"] = [context.prec, context.rounding, context.Emin, context.Emax, context.clamp]
    if "numpy.random" in modules and "numpy" in modules:
        numpy = modules["numpy"]
        found["rng numpy"] = numpy.random.get_state(legacy=False)
        found["numpy print"] = numpy.get_printoptions()
        found["numpy errors"] = numpy.geterr()
    if "pandas._config.config" in modules:
        found["pandas options"] = dict(modules["pandas._config.config"]._global_config)
    if "matplotlib" in modules and hasattr(modules["matplotlib"], "rcParams"):
        found["rcParams"] = dict(modules["matplotlib"].rcParams)
    if "matplotlib.pyplot" in modules and hasattr(modules["matplotlib.pyplot"], "get_fignums"):
        found["open figures"] = modules["matplotlib.pyplot"].get_fignums()
    return found


# Loggers of the kernel.
_OF_KERNEL = ("traitlets", "IPKernelApp", "ipykernel", "tornado", "asyncio", "parso", "IPython", "jupyter", "Comm", "comm")


def _loggers() -> dict[str, Any]:
    """How loud loggers are and what they write to, where somebody said so."""
    all_loggers = {"root": logging.getLogger(), **logging.getLogger().manager.loggerDict}
    return {
        f"the logger “{name}”": [one.level, one.propagate, one.disabled, [_handler(each) for each in one.handlers]]
        for name, one in all_loggers.items()
        if isinstance(one, logging.Logger) and not name.startswith(_OF_KERNEL)
    }


def _handler(handler: logging.Handler) -> list[Any]:
    form = handler.formatter
    return [type(handler).__name__, handler.level, getattr(form, "_fmt", None), getattr(form, "datefmt", None)]


_DATA = (type(None), bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset)


def _modules(scrub: Scrubber) -> dict[str, Any]:
    """Plain data of the project's own modules: `config.DEBUG = True` is seen by all that import it."""
    found: dict[str, Any] = {}
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) if isinstance(module, types.ModuleType) else None
        if isinstance(file, str) and name != "__main__" and scrub.is_project(file):
            own = {key: one for key, one in vars(module).items() if not key.startswith("_") and isinstance(one, _DATA)}
            found.update({f"`{name}.{key}`": one for key, one in own.items()})
    return found
