"""Runs notebooks one after the other in this process, each in a namespace of its own and in its own
folder, and prints as JSON what each says: its standard output with the shown values, figures by their
size; times are left out. A cell that raises ends the notebook; its error is said last.

Usage: run_notebooks.py NOTEBOOK...
"""

import contextlib
import io
import json
import os
import re
import sys

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

TIMES = re.compile(r"^(CPU times|Wall time): .*\n", re.M)
PROMPT = re.compile(r"^Out\[\d+\]: ?\n?", re.M)


class Shell(InteractiveShell):
    """A shell without a window, as a kernel has it."""

    def enable_gui(self, gui=None):
        """Does nothing: there is no event loop."""


def run(path):
    """What a notebook says, cell after cell, and the error that ends it, or None."""
    with open(path, encoding="utf-8") as file:
        cells = json.load(file)["cells"]
    folder = os.path.dirname(os.path.abspath(path))
    os.chdir(folder)
    sys.path.insert(0, folder)
    Shell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = Shell.instance(config=config)
    said, error = io.StringIO(), None
    with contextlib.redirect_stdout(said):
        for cell in cells:
            if cell["cell_type"] == "code":
                error = shell.run_cell("".join(cell["source"]), store_history=True).error_in_exec
                if error is not None:
                    break
    sys.path.remove(folder)
    return PROMPT.sub("", TIMES.sub("", said.getvalue())), repr(error)


if __name__ == "__main__":
    print(json.dumps([run(path) for path in map(os.path.abspath, sys.argv[1:])]))
