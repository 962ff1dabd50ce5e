"""The setting that lets `pytest`, typed at a project's root, import its modules."""

import os
import re

from .errors import AgentError

SECTION = "[tool.pytest.ini_options]"
_OTHERS = {
    "pytest.ini": "", ".pytest.ini": "", "pytest.toml": "", ".pytest.toml": "",
    "tox.ini": r"^\[pytest\]", "setup.cfg": r"^\[tool:pytest\]",
}


def setting(folder, place):
    """`(path, before, after)` of the file that has to change so that modules in the folder `place`, relative to the
    root and `""` for it, are found; `None` where they are found already."""
    if not place and os.path.exists(os.path.join(folder, "conftest.py")):
        return None
    project = _read(folder, "pyproject.toml")
    conftest = _read(folder, "conftest.py")
    way = place or "."
    if conftest is not None and _names(conftest, place):
        return None
    if project is not None and not _is_overruled(folder, project):
        if _has(project, way):
            return None
        after = _with_path(project, way)
        if after is not None:
            return "pyproject.toml", project, after
    return "conftest.py", conftest, _conftest(conftest, place)


def _read(folder, name):
    try:
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise AgentError("test-file", "“%s”, which may need a line for the tests, is not UTF-8 text: save it as that "
                         "first." % name) from None


def _read_any(folder, name):
    """The text of a file that is only looked at."""
    try:
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _is_overruled(folder, project):
    """Another file holds the settings of pytest, which a new section here would switch off."""
    if re.search(r"^\[tool\.pytest\]", project, re.M):
        return True
    for name, section in _OTHERS.items():
        text = _read_any(folder, name)
        if text is not None and re.search(section, text, re.M):
            return name not in ("tox.ini", "setup.cfg") or SECTION not in project
    return False


def _section(project):
    """Where the section's lines begin and end; `None` without it."""
    begin = re.search(r"^\[tool\.pytest\.ini_options\][ \t]*(#.*)?\r?$\n?", project, re.M)
    if begin is None:
        return None
    end = re.search(r"^\[", project[begin.end():], re.M)
    return begin.end(), begin.end() + end.start() if end else len(project)


def _value(project):
    section = _section(project)
    if section is None:
        return None
    found = re.compile(r"^pythonpath\s*=\s*(\[[^\]]*\]|\"[^\"\n]*\"|'[^'\n]*')", re.M)
    return found.search(project, *section)


def _has(project, way):
    value = _value(project)
    listed = re.findall(r"[\"']([^\"']*)[\"']", value.group(1)) if value else []
    if value and not value.group(1).startswith("["):
        listed = listed[0].split() if listed else []
    return way in [one.rstrip("/") for one in listed]


def _with_path(project, way):
    end = "\r\n" if "\r\n" in project else "\n"
    section, value = _section(project), _value(project)
    if section is None:
        if re.search(r"^\s*(tool\.pytest|\[tool\]|pytest\.)", project, re.M):
            return None  # written in another way, which is not to be guessed at
        gap = "" if project == "" else end if project.endswith("\n") else end + end
        return project + gap + SECTION + end + 'pythonpath = ["%s"]%s' % (way, end)
    if value is None:
        if re.compile(r"^pythonpath\b", re.M).search(project, *section):
            return None
        return project[: section[0]] + 'pythonpath = ["%s"]%s' % (way, end) + project[section[0]:]
    old = value.group(1)
    if old.startswith("["):
        inner = old[1:].lstrip(" ")
        new = '["%s"%s' % (way, inner if inner.startswith("]") else ", " + inner)
    else:
        new = "[%s]" % ", ".join('"%s"' % one for one in [way, *old.strip("\"'").split()])
    return project[: value.start(1)] + new + project[value.end(1):]


def _names(conftest, place):
    return "sys.path" in conftest and re.search(r"[\"']%s[\"']" % re.escape(place), conftest) is not None


def _conftest(before, place):
    if not place:
        return '"""Here so that pytest finds the modules beside it."""\n'
    parts = " / ".join('"%s"' % part for part in place.split("/"))
    lines = "import sys\nfrom pathlib import Path\n\nsys.path.insert(0, str(Path(__file__).parent / %s))\n" % parts
    if before is None:
        return '"""Lets pytest find the modules of the project."""\n\n' + lines
    end = "\r\n" if "\r\n" in before else "\n"
    gap = "" if before == "" else end if before.endswith("\n") else end + end
    return before + gap + lines.replace("\n", end)
