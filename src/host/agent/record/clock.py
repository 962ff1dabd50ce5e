"""Whether a call asks what time or day it is: its result may be the same today and another one tomorrow."""

import sys

from .finder import place_in

_DAYS = {"date.today", "datetime.now", "datetime.utcnow", "datetime.today"}
# Of the module `time`, and only where the project itself calls: libraries stamp their own records.
_TIMES = {"localtime", "gmtime", "strftime", "ctime", "asctime"}
_READERS = {"Timestamp", "to_datetime", "datetime64"}
_WORDS = {"now", "today", "utcnow"}


class Clock:
    """`asked`: names of what told the time while it was entered."""

    def __init__(self, project):
        self.asked = []
        self._project = project
        self._own = {}

    def __enter__(self):
        sys.setprofile(self._hear)
        return self

    def __exit__(self, *_):
        sys.setprofile(None)

    def _hear(self, frame, event, callee):
        if event == "c_call":
            name = getattr(callee, "__qualname__", "")
            is_time = getattr(callee, "__module__", None) == "time" and name in _TIMES and self._is_own(frame)
            if name in _DAYS or is_time:
                self._note("time." + name if is_time else name)
        elif event == "call" and self._is_own(frame):
            code = frame.f_code
            readers = _READERS & set(code.co_names)
            words = _WORDS & {*code.co_names, *(one for one in code.co_consts if isinstance(one, str))}
            if readers and words:  # these are not seen when they are called
                self._note("%s.%s" % (sorted(readers)[0], sorted(words)[0]))

    def _note(self, name):
        if name not in self.asked:
            self.asked.append(name)

    def _is_own(self, frame):
        file = frame.f_code.co_filename
        if file not in self._own:
            self._own[file] = not file.startswith("<") and place_in(self._project, file) is not None
        return self._own[file]
