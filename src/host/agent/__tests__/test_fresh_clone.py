"""What a fresh clone needs for plain pytest: files that git takes along, and one setting."""

import pytest

from . import agent
from .drafts import git, recorded, run_pytest
from .notebooks import write


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
