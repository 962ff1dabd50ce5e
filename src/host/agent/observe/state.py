"""What is compared once a notebook has run: names, aliases, settings, random state."""

from __future__ import annotations

import os
import random
import sys
import warnings
from typing import Any

from .aliases import shared
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
    settings = {key: prints.of(value) for key, value in _settings().items()}
    return {
        "names": described,
        "unseen": unseen,
        "captured": captured,
        "aliases": shared(names),
        "settings": {**settings, "cwd": scrub.text(os.getcwd())},
    }


def _settings() -> dict[str, Any]:
    """Global state that a cell can change, of the libraries that are loaded."""
    found: dict[str, Any] = {
        "rng random": random.getstate(),
        "sys.path": list(sys.path),
        "environ": {k: v for k, v in os.environ.items() if k not in _OWN_VARIABLES},
        "warning filters": sorted({repr((f[0], f[2].__name__, str(f[1]))) for f in warnings.filters}),
        "recursion limit": sys.getrecursionlimit(),
    }
    modules = sys.modules
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
