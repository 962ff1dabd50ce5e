"""What a fresh clone needs for plain pytest: files that git takes along, and one setting."""

import pytest

from . import agent
from .drafts import ask, draft, git, put_down, recorded, run_pytest
from .notebooks import record, write


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    write(folder, steps_dot_py="def add(a, b=2):\n    return a * 2 + b\n")
    return folder


@pytest.mark.parametrize(
    "rules, exclude, lines",
    [
        ("data/\n", "", ["!/tests/data/"]),
        ("data/\n*.txt", "", ["!/tests/data/", "!/tests/data/**"]),
        ("*.txt\n", "", ["!/tests/data/**"]),
        ("", "data/\n", ["!/tests/data/"]),
        ("tests/data\n", "", ["!/tests/data/"]),
        ("/tests/\n", "", None),
        ("*\n", "", None),
    ],
)
def test_lets_git_take_the_files_along(project, rules, exclude, lines):
    gitignore = agent.load().gitignore
    paths = ["tests/test_steps.py", "tests/data/steps/it.txt"]
    git(project, "init", "-q")
    write(project, _dot_gitignore=rules)
    (project / ".git" / "info" / "exclude").write_text(exclude)
    assert gitignore.ignored(str(project), paths) != []
    text = gitignore.mended(str(project), rules, paths, "tests/data")
    assert text.startswith(rules)
    assert lines is None or text[len(rules):].split() == lines
    write(project, _dot_gitignore=text, tests__test_steps_dot_py="", tests__data__steps__it_dot_txt="")
    git(project, "add", "-A")
    assert set(paths) <= set(git(project, "ls-files").split())


def test_says_that_git_ignores_the_module_itself(page, project):
    git(project, "init", "-q")
    write(project, _dot_gitignore="steps.py\n")
    _, found = recorded(page, project, "add", "from steps import add", "add(1)")
    assert found["cases"][0]["problem"] == "git ignores “steps.py”: a fresh clone would not have it"


SETTINGS = {
    "none": ({}, "", "conftest.py", None),
    "project": ({"pyproject.toml": "[project]\nname = 'p'\n"}, "", "pyproject.toml", 'pythonpath = ["."]'),
    "section": (
        {"pyproject.toml": "[tool.pytest.ini_options]\naddopts = '-q'\n\n[tool.x]\n"}, "src", "pyproject.toml",
        "[tool.pytest.ini_options]\npythonpath = [\"src\"]\naddopts",
    ),
    "list": (
        {"pyproject.toml": "[tool.pytest.ini_options]\npythonpath = [\n  'lib',\n]\n"}, "src", "pyproject.toml",
        'pythonpath = ["src", \n  \'lib\',\n]',
    ),
    "text": ({"pyproject.toml": "[tool.pytest.ini_options]\npythonpath = 'a b'\n"}, "", "pyproject.toml", '[".", "a", "b"]'),
    "there": ({"pyproject.toml": "[tool.pytest.ini_options]\npythonpath = ['src', '.']\n"}, "", None, None),
    "overruled": ({"pyproject.toml": "", "pytest.ini": "[pytest]\n"}, "", "conftest.py", None),
    "tox": ({"pyproject.toml": "[project]\n", "tox.ini": "[pytest]\n"}, "src", "conftest.py", 'parent / "src"'),
    "conftest": ({"conftest.py": "x = 1\n"}, "", None, None),
    "added": ({"conftest.py": "x = 1\n"}, "note books", "conftest.py", 'x = 1\n\nimport sys'),
}


@pytest.mark.parametrize("files, place, path, text", SETTINGS.values(), ids=SETTINGS)
def test_changes_the_one_setting_that_pytest_needs(tmp_path, files, place, path, text):
    pythonpath = agent.load().pythonpath
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    changed = pythonpath.setting(str(tmp_path), place)
    assert (changed and changed[0]) == path
    if text:
        assert text in changed[2]
    (tmp_path / place).mkdir(exist_ok=True)
    (tmp_path / place / "own_module.py").write_text("")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text("import own_module\n\ndef test_it(): pass\n")
    if changed:
        (tmp_path / path).write_text(changed[2])
    assert "1 passed" in run_pytest(tmp_path) or "." == run_pytest(tmp_path)[:1]


LEFT_OUT = {
    "testpaths": ({"pytest.ini": "[pytest]\ntestpaths = unit\n", "unit/x.py": ""}, "in “pytest.ini” `testpaths` is `unit`"),
    "precedence": (
        {"pyproject.toml": "[tool.pytest.ini_options]\n", "pytest.ini": "[pytest]\npython_files = check_*.py\n"},
        "in “pytest.ini” `python_files` is `check_*.py`",
    ),
    "functions": ({"setup.cfg": "[tool:pytest]\npython_functions = check\n"}, "`python_functions` is `check`"),
    "folders": ({"tox.ini": "[pytest]\nnorecursedirs = tests build\n"}, "`norecursedirs` is `tests build`: take “tests” out"),
    "marks": ({"pytest.ini": "[pytest]\naddopts = -k other\n"}, "it does not collect it (look at “pytest.ini”)"),
    "hook": ({"conftest.py": "collect_ignore = ['tests']\n"}, "it does not collect it (see `conftest.py`)"),
    "twins": ({"a/test_steps.py": "", "b/x.py": ""}, "import file mismatch"),
    "latin": ({"pyproject.toml": b"# \xe9\n[project]\nname = 'p'\n"}, "“pyproject.toml”, which may need a line"),
}


@pytest.mark.parametrize("files, why", LEFT_OUT.values(), ids=LEFT_OUT)
def test_refuses_what_plain_pytest_would_not_run(page, project, files, why):
    for path, content in files.items():
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    copy, found = recorded(page, project, "add", "from steps import add", "add(1)")
    ids = [case["id"] for case in found["cases"]]
    composed = ask(page, "compose-tests", copy=copy, cases=ids)
    error = ask(page, "write-tests", copy=copy, cases=ids, stamp=composed["stamp"]) if "files" in composed else composed
    assert why in error["message"] + error["data"].get("text", ""), error
    assert not (project / "tests").exists()


def test_settings_above_the_project_count(page, project):
    git(project.parent, "init", "-q")
    (project.parent / "pytest.ini").write_text("[pytest]\npython_files = check_*.py\n")
    copy, found = recorded(page, project, "add", "from steps import add", "add(1)")
    ids = [case["id"] for case in found["cases"]]
    composed = ask(page, "compose-tests", copy=copy, cases=ids)
    error = ask(page, "write-tests", copy=copy, cases=ids, stamp=composed["stamp"])
    assert "in “pytest.ini” `python_files` is `check_*.py`" in error["message"]


def test_lets_what_is_broken_already_be(page, project):
    write(project, test_old_dot_py="import nothing_of_that_name\n")
    copy, found = recorded(page, project, "add", "from steps import add", "add(1)")
    _, written = put_down(page, copy, found)
    assert written["passed"] == 1


def test_follows_no_link_and_replaces_no_data_of_others(page, project, tmp_path):
    git(project, "init", "-q")
    write(project, steps_dot_py="def read(path):\n    with open(path) as file:\n        return file.read()\n",
          words_dot_txt="one two")
    copy, found = recorded(page, project, "read", "from steps import read", "read('words.txt')")
    ids = [case["id"] for case in found["cases"]]
    (tmp_path / "elsewhere").mkdir()
    (project / "tests").symlink_to(tmp_path / "elsewhere")
    assert "“tests” is a link" in ask(page, "compose-tests", copy=copy, cases=ids)["message"]
    (project / "tests").unlink()
    write(project, tests__data__steps__read_words_dot_txt="mine")
    assert "there already with something else" in ask(page, "compose-tests", copy=copy, cases=ids)["message"]
    (project / "tests" / "data" / "steps" / "read_words.txt").unlink()
    assert put_down(page, copy, found)[1]["passed"] == 1
    write(project, words_dot_txt="three")
    copy = record(project, tmp_path / "again", ["steps:read"], "from steps import read", "read('words.txt')")
    _, written = put_down(page, copy, draft(page, project, copy))
    assert written["written"] == ["tests/test_steps.py", "tests/data/steps/read_words.txt"]


@pytest.mark.parametrize("where", ["excludes", "exclude"])
def test_knows_what_is_ignored_outside_the_project(page, project, tmp_path, where):
    git(project, "init", "-q")
    (tmp_path / "mine").write_text("tests/\nconftest.py\n")
    if where == "excludes":
        git(project, "config", "core.excludesFile", str(tmp_path / "mine"))
    else:
        (project / ".git" / "info" / "exclude").write_text("tests/\n")
    copy, found = recorded(page, project, "add", "from steps import add", "add(1)")
    if where == "excludes":
        ids = [case["id"] for case in found["cases"]]
        assert "git ignores “conftest.py”" in ask(page, "compose-tests", copy=copy, cases=ids)["message"]
        (tmp_path / "mine").write_text("tests/\n")
    put_down(page, copy, found)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Test")
    git(tmp_path, "clone", "-q", str(project), "clone")
    assert "1 passed" in run_pytest(tmp_path / "clone")
