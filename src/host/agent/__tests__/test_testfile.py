"""What a test file looks like once a recorded test was put into one that a person wrote."""

import pytest

from . import agent

MINE = "import os\n\n\ndef test_mine():\n    assert os.sep\n"


def case(name="add", module="steps", imports=()):
    value = {"imports": list(imports), "reads_tables": False}
    text = 'def test_%s():\n    """Recorded from work.ipynb, cell 1."""\n    assert %s(1) == 4' % (name, name)
    return {"function": name, "test": "test_" + name, "text": text, "imports": [], "reads_tables": False,
            "arguments": [{"value": value}], "module": module, "loose": None}


def merged(before, *cases):
    testfile = agent.load().testfile
    return testfile.compose("tests/test_steps.py", before, "steps", list(cases) or [case()], "", "data/steps")


@pytest.mark.parametrize("before", [
    MINE,
    MINE.replace("\n", "\r\n"),
    MINE + "\x0c\n# a page\n" + "TEXT = 'a\u2028b\x0bc'\n\n\ndef test_add():\n    \"\"\"Recorded from work.ipynb, cell 1.\"\"\"\n    assert add(1) == 5\n\n\nLAST = 1\n",
    "import os\r\nA = '''\r\nx\r\n'''\nB = 1\r\nC = 2\r\n",
    "\ufeff" + MINE,
    "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# License\nA = 1\n",
    "import os; A = '''\nfirst\nsecond\n'''\n",
    "import os\n\n\ndef test_mine():\n\tassert os.sep",
    "# only this",
], ids=["plain", "crlf", "separators", "mixed", "mark", "cookie", "same line", "tabs and no last newline", "comment"])
def test_keeps_every_line_that_was_there(before):
    after = merged(before)
    raw = after.encode("utf-8")
    rest = iter(raw.split(b"\n"))
    kept = [line for line in before.encode("utf-8").split(b"\n") if line.strip() and b"== 5" not in line]
    assert [line for line in kept if not any(line.strip(b"\r") == one.strip(b"\r") for one in rest)] == []
    old, new = {}, {"add": None}
    exec(compile(before.encode("utf-8"), "before", "exec"), old)
    exec(compile(raw.replace(b"from steps import add", b"pass"), "after", "exec"), new)
    assert [name for name in ("A", "TEXT", "LAST") if old.get(name) != new.get(name)] == []


def test_keeps_what_stands_first_and_how_lines_end():
    head = "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# License\n"
    assert merged(head + "A = 1\n").startswith(head + "from steps import add\n")
    assert merged("\ufeff" + MINE).startswith("\ufeffimport os\nfrom steps")
    assert "\n" not in merged(MINE.replace("\n", "\r\n")).replace("\r\n", "")
    mixed = "import os\r\nA = \"\"\"\r\nx\r\n\"\"\"\nB = 1\r\nC = 2\r\n"
    assert "\"\"\"\nB = 1\r\n" in merged(mixed)


@pytest.mark.parametrize("before", [
    "from other import add\n",
    "def add(x):\n    return x\n",
    "try:\n    from fast import add\nexcept ImportError:\n    add = None\n",
    "import other as add\n",
])
def test_gives_no_name_of_the_file_another_meaning(before):
    with pytest.raises(Exception, match="the name `add` would mean two things"):
        merged(before)


def test_gives_no_name_two_meanings_of_its_own():
    with pytest.raises(Exception, match="the name `Kind` would mean two things"):
        merged(None, case(imports=["from a import Kind"]), case("sub", imports=["from b import Kind"]))


@pytest.mark.parametrize("before, why", [
    ("# coding: latin-1\nA = 1\n", "says that it is not UTF-8 .latin-1."),
    ("# coding: nonsense\nA = 1\n", "says that it is not UTF-8"),
    ("def broken(:\n", "does not parse"),
])
def test_refuses_what_it_cannot_read(before, why):
    with pytest.raises(Exception, match=why):
        merged(before)


def test_an_asynchronous_test_of_the_same_name_is_seen():
    before = "async def test_add():\n    pass\n"
    assert agent.load().testfile.tests_in("\ufeff" + before)["test_add"] == (before.rstrip("\n"), False)
