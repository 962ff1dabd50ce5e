"""Records the call behind a traceback of the notebook: the cell runs again, and the exception that ends it tells which
call it was."""

import os
import sys
import time
from pathlib import Path

from .arguments import copied
from .finder import Finder
from .recorder import Book
from .tables import Unwritable

# Seconds that copying the arguments of calls may take that do not fail.
PATIENCE = 60.0


def begin(function, folder, project, cell):
    """`function`: `folder/file.py:name`, below the root. `cell`: the one that failed, counted from 1 among those that
    run."""
    from IPython import get_ipython

    Path(folder, "data").mkdir(parents=True, exist_ok=True)
    book = Failing(Path(folder), os.path.realpath(project), cell)
    events = get_ipython().events
    events.register("pre_run_cell", book.next_cell)
    events.register("post_run_cell", book.end_cell)
    sys.meta_path.insert(0, Finder([function], book))


class Failing(Book):
    """The innermost call of a function that the exception came through."""

    def __init__(self, folder, project, cell):
        super().__init__(folder, project)
        self._last = cell
        self._found = set()
        self._held = None

    def wrap(self, module, name):
        """As every book does, and knows of it."""
        self._found.add((module.__name__, name))
        super().wrap(module, name)

    def called(self, module, name, function, args, kwargs):
        """Makes a call, and holds it where it raises."""
        if self._cell != self._last:
            return function(*args, **kwargs)
        call = {"module": module, "function": name, "cell": self._cell}
        before, why = self._copied(function, args, kwargs)
        try:
            with self._watch as touched:
                return function(*args, **kwargs)
        except Exception as error:
            if self._held is None or self._held[0] is not error:
                self._held = error, call, before, why, touched
            raise

    def _copied(self, function, args, kwargs):
        """The arguments, or why there are none."""
        if self._spent.get("", 0) > PATIENCE:
            return None, "it is called too often before it fails: copying its arguments took a minute"
        started = time.monotonic()
        try:
            return copied(function, args, kwargs), None
        except Exception as why:  # never the notebook's business
            said = str(why) if isinstance(why, Unwritable) else "its arguments could not be copied: %s" % why
            return None, said
        finally:
            self._spent[""] = self._spent.get("", 0) + time.monotonic() - started

    def end_cell(self, result=None):
        """Writes the call down from which the exception came that ended the cell."""
        if self._cell != self._last:
            return
        error = getattr(result, "error_in_exec", None)
        held, self._held = self._held, None
        if held is None or held[0] is not error:
            for module, name in self._found:
                self._say({"module": module, "function": name, "cell": self._cell,
                           "refused": "the exception that ended the cell did not come through it"})
            return
        _, call, before, why, touched = held
        if why is not None:
            self._say(dict(call, refused=why))
            return
        self._note(call, lambda: self._write_failed(call, before, error, touched))
