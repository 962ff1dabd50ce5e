"""Why a call failed, in words that are the same wherever the project lies."""

import os
import re

from .finder import place_in

# Characters of a message that are compared.
MOST = 4000


def reason(error, project, paths):
    """`type`, `said` for people, `message` without what each run has its own of, and `line`, the last one of the project that the
    exception came through. `paths`: those that are read; a test hands over others."""
    try:
        message = str(error)[:MOST]
    except Exception:
        message = ""
    for path in sorted({str(one) for one in paths}, key=len, reverse=True):
        message = message.replace(path, "<file>")
    for own in {project, os.path.realpath(project)}:
        message = message.replace(own, "<project>")
    message = re.sub(r"\b0x[0-9a-fA-F]{6,}\b", "0x", message)
    name, text = type(error).__name__, " ".join(message.split())
    said = name + (": " + (text if len(text) <= 120 else text[:117] + "...") if text else "")
    return {"type": name, "message": message, "line": _line(error, os.path.realpath(project)), "said": said}


def _line(error, project):
    found, trace = None, error.__traceback__
    while trace is not None:
        place = place_in(project, trace.tb_frame.f_code.co_filename)
        found = "%s:%d" % (place, trace.tb_lineno) if place else found
        trace = trace.tb_next
    return found
