"""Which files a run read, and which tests they count for."""

import time

import pytest

from .runs import of, outcomes, sources


def test_sources_are_what_was_imported_and_read(project):
    project.write("pyproject.toml", "[tool.pytest.ini_options]\npythonpath = ['.']\n")
    project.write("conftest.py", "")
    project.write("deep.py", "X = 1")
    project.write("lib.py", "import deep\ndef f(): return open('data/in.csv').read()")
    project.write("data/in.csv", "1")
    project.write("unused.py", "")
    project.write("tests/test_a.py", "import lib, os\ndef test_a():\n    lib.f()\n    open('out.txt', 'w').write('x')")
    project.write("tests/test_b.py", "def test_b(): pass")
    for _ in range(2):  # the second time from compiled files
        found = sources(project.run())
        assert set(found) == {
            "pyproject.toml", "conftest.py", "deep.py", "lib.py", "data/in.csv", "tests/test_a.py", "tests/test_b.py",
        }


PARTS = {
    "pyproject.toml": "[tool.pytest.ini_options]\npythonpath = ['src']\naddopts = '-p plug'\n",
    "src/plug.py": "import deep_plug",
    "src/deep_plug.py": "",
    "conftest.py": "import common",
    "src/common.py": "",
    "src/pkg/__init__.py": "",
    "src/pkg/one.py": "from . import base",
    "src/pkg/base.py": "",
    "src/pkg/two.py": "",
    "src/late.py": "",
    "src/patched.py": "X = 1",
    "src/named.py": "",
    "src/chosen.py": "",
    "data.csv": "1",
    "test_1.py": "import pkg.one\ndef test(): open('data.csv').close()",
    "test_2.py": "def test():\n    from pkg import two\n    import late",
    "test_3.py": "from unittest import mock\ndef test():\n    with mock.patch('patched.X', 2): pass",
    "test_4.py": "import importlib\ndef test(): importlib.import_module('named')",
    "test_5.py": "import importlib\nN = 'cho' + 'sen'\ndef test(): importlib.import_module(N)",
    "sub/conftest.py": "import pkg.two",
    "sub/test_6.py": "import test_1\ndef test(): pass",
}


def test_a_source_counts_for_the_tests_that_import_it_and_for_all_where_that_cannot_be_told(project):
    for path, text in PARTS.items():
        project.write(path, text)
    events = project.run()
    assert set(outcomes(events).values()) == {"passed"}
    (parts,) = of(events, "parts")
    counts = {path: {parts["tests"][at][-4] for at in places} for path, places in parts["files"].items()}
    # 5 imports a name that it works out, so that everything counts for it.
    assert counts == {
        "src/pkg/one.py": set("156"),
        "src/pkg/base.py": set("156"),
        "src/late.py": set("25"),
        "src/patched.py": set("35"),
        "src/named.py": set("45"),
        "test_1.py": set("156"),
        "test_2.py": set("25"),
        "test_3.py": set("35"),
        "test_4.py": set("45"),
        "test_5.py": set("5"),
        "sub/test_6.py": set("56"),
    }
    # What pytest opens for a file of tests alone counts for it in the run of all.
    for test in [path for path in PARTS if "test_" in path]:
        for path in sources(project.run(ids=[test])):
            assert test[-4] in counts.get(path, test), (test, path)


@pytest.mark.parametrize("text", ["import subprocess", "exec('1')", "def (", "import pickle", "import sys; sys.modules"])
def test_everything_counts_for_a_file_that_may_import_anything(project, text):
    project.write("lib.py", "")
    project.write("conftest.py", "")
    project.write("test_a.py", "import lib\ndef test_a(): pass")
    project.write("test_b.py", text + "\ndef test_b(): pass")
    (parts,) = of(project.run(), "parts")
    assert "lib.py" not in parts["files"] and parts["files"]["test_b.py"] == [parts["tests"].index("test_b.py")]


def test_what_a_source_counts_for_follows_an_edit(project):
    def counts():
        (parts,) = of(project.run(), "parts")
        return {path: [parts["tests"][at] for at in places] for path, places in parts["files"].items() if path == "one.py"}

    project.write("one.py", "")
    project.write("test_a.py", "import one\ndef test_a(): pass")
    project.write("test_b.py", "def test_b(): pass")
    project.write("test_c.py", "def test_c(): pass")
    assert counts() == {"one.py": ["test_a.py"]}
    project.write("test_b.py", "import one\ndef test_b(): pass")
    assert counts() == {"one.py": ["test_a.py", "test_b.py"]}
    project.write("test_a.py", "def test_a(): pass")
    assert counts() == {"one.py": ["test_b.py"]}


def test_other_programs_may_have_read_every_module(project):
    project.write("tool.py", "print(1)")
    project.write("test_a.py", "import subprocess, sys\ndef test_a(): subprocess.check_call([sys.executable, 'tool.py'])")
    events = project.run()
    assert "tool.py" in sources(events) and not of(events, "parts")


def test_an_edited_file_is_noticed(project):
    project.write("test_a.py", "def test_a(): pass")
    files = sources(project.run())
    assert project.comm.reply(project.begin("watch-sources", files=files, seconds=0))[0]["value"] == {}
    id = project.begin("watch-sources", files=files, seconds=30)
    time.sleep(0.2)
    project.write("test_a.py", "def test_a(): assert 0")
    value = project.comm.reply(id)[0]["value"]
    assert list(value) == ["test_a.py"] and value["test_a.py"]
    (project.folder / "test_a.py").unlink()
    assert project.comm.reply(project.begin("watch-sources", files=files))[0]["value"] == {"test_a.py": None}


def test_a_new_conftest_is_noticed(project):
    project.write("sub/test_a.py", "def test_a(): pass")
    events = project.run()
    files = {path: word for event in of(events, "sources") for path, word in event["files"].items()}
    assert files["sub/conftest.py"] is None and files["pytest.ini"] is None
    project.write("sub/conftest.py", "")
    id = project.begin("watch-sources", files=files, seconds=0)
    assert project.comm.reply(id)[0]["value"]["sub/conftest.py"]
