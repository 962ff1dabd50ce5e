"""Wraps functions of modules where they are imported."""

import os
import sys


class Finder:
    """Finds modules as the others do, and has a book wrap functions of some once they were run."""

    def __init__(self, functions, book):
        """`functions`: `module:name`, as the notebook imports them, or `folder/file.py:name`, below the root."""
        self._wanted = {}
        self._book = book
        for one in functions:
            home, _, name = one.partition(":")
            self._wanted.setdefault(home, []).append(name)
        self._by_file = any(home.endswith(".py") for home in self._wanted)

    def find_spec(self, name, path=None, target=None):
        """The spec of a wanted module, whose loader wraps; `None` for others."""
        if not self._by_file and name not in self._wanted:
            return None
        others = [one for one in sys.meta_path if one is not self and hasattr(one, "find_spec")]
        spec = next(filter(None, (one.find_spec(name, path, target) for one in others)), None)
        functions = self._wanted.get(name) or (spec and self._wanted.get(self._book.place(spec.origin)))
        if not functions or spec is None or not hasattr(spec.loader, "exec_module"):
            return spec if name in self._wanted else None
        run = spec.loader.exec_module

        def exec_module(module):
            run(module)
            for function in functions:
                self._book.wrap(module, function)

        spec.loader.exec_module = exec_module
        return spec


def place_in(project, file):
    """Where a file lies, below the root and with `/`; `None` for one that lies elsewhere."""
    real = os.path.realpath(file or "")
    return real[len(project) + 1:].replace(os.sep, "/") if real.startswith(project + os.sep) else None
