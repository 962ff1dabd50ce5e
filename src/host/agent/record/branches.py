"""Which branches of the project's code a call takes."""

import sys

from .finder import place_in

# Lines that are followed in one call; loops repeat themselves.
MOST = 200_000


class Branches:
    """Steps from line to line, `steps.py:3>5`, in frames of the project's files while it is entered. None where
    another one traces."""

    def __init__(self, project):
        self.taken = set()
        self._project = project
        self._places = {}
        self._left = MOST

    def __enter__(self):
        self._follows = sys.gettrace() is None
        if self._follows:
            sys.settrace(self._enter)
        return self

    def __exit__(self, *_):
        if self._follows:
            sys.settrace(None)

    def _enter(self, frame, event, _):
        file = frame.f_code.co_filename
        if file not in self._places:
            self._places[file] = None if file.startswith("<") else place_in(self._project, file)
        place = self._places[file]
        if place is None:
            return None
        before = frame.f_lineno

        def step(frame, event, _):
            nonlocal before
            if event in ("line", "return"):
                line = frame.f_lineno if event == "line" else 0
                self.taken.add("%s:%d>%d" % (place, before, line))
                before = line
                self._left -= 1
                if self._left < 0:
                    sys.settrace(None)
                    return None
            return step

        return step
