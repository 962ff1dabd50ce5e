"""What bringing a kernel in step with edited modules does, in a real IPython shell."""

import importlib
import itertools
import json
import os
import sys
import time
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

FOLDER = Path(__file__).parent.parent / "resync"
SOURCE = "\n".join((FOLDER / f"{name}.py").read_text() for name in ("compare", "edited", "state", "reload", "report"))
COUNT = itertools.count()


class Project:
    """A folder that the shell was started in."""

    def __init__(self, shell, folder):
        self.shell = shell
        self.folder = folder

    def write(self, name, text):
        path = self.folder / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        later = time.time() + next(COUNT)
        os.utime(path, (later, later))

    def run(self, text):
        result = self.shell.run_cell(text)
        result.raise_error()

    def ask(self, name, *args):
        space = {"__name__": "jupyterlab_lift"}
        before = {name for name in self.shell.user_ns}
        exec(SOURCE, space)
        found = json.loads(json.dumps(space[name](*args)))
        assert set(self.shell.user_ns) == before
        return found

    def edited(self, *paths):
        return [name for name, _ in self.ask("edited", "", list(paths))]

    def resync(self, *bindings, paths=(), patches=(), force=False):
        return self.ask("resync", "", list(paths), [list(one) for one in bindings], [list(one) for one in patches], force)


@pytest.fixture
def project(tmp_path, monkeypatch):
    shell = InteractiveShell.instance()
    shell.reset()
    shell.user_ns["_dh"] = [str(tmp_path)]
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    before = set(sys.modules)
    yield Project(shell, tmp_path)
    if "AutoreloadMagics" in shell.magics_manager.registry:
        shell.run_line_magic("autoreload", "0")
    shell.reset()
    for name in set(sys.modules) - before:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]
    importlib.invalidate_caches()


def value(project, text):
    return eval(text, project.shell.user_ns)


def test_a_function_imported_by_name_means_the_new_code(project):
    project.write("prices", "def clean(rows):\n    return rows[:1]\n\ndef mean(rows):\n    return sum(clean(rows))\n")
    project.run("from prices import clean, mean")
    assert project.edited() == []
    project.write("prices", "def clean(rows):\n    return rows[:2]\n\ndef mean(rows):\n    return sum(clean(rows))\n")
    assert project.edited() == ["prices"]
    done = project.resync(["prices", "clean", "clean", True], ["prices", "mean", "mean", True])
    assert done["kind"] == "done" and done["modules"] == ["prices"]
    assert done["changed"] == [["prices", ["clean", "mean"]]]
    assert done["rebound"] == ["clean", "mean"] and done["kept"] == []
    assert value(project, "clean([1, 2, 3])") == [1, 2] and value(project, "mean([1, 2, 3])") == 3
    assert project.edited() == []


@pytest.mark.parametrize("after", [
    "# a comment\n\n\ndef f():\n    return 1\n\n\nclass A:\n    def g(self): return 1\n",
    "def f():\n\n    return 1\nclass A:\n    def g(self):\n        return 1\n",
])
def test_comments_and_lines_are_no_edit(project, after):
    project.write("prices", "def f():\n    return 1\nclass A:\n    def g(self): return 1\n")
    project.run("from prices import f, A")
    project.write("prices", after)
    assert project.edited() == []
    assert project.resync(["prices", "f", "f", True]) == {"kind": "none"}


@pytest.mark.parametrize("after", [
    "K = 2\ndef f(): return K\n",
    "K = 1.0\ndef f(): return K\n",
    "K = 1\ndef f(x=1): return K\n",
    "K = 1\nimport functools\n@functools.lru_cache\ndef f(): return K\n",
    "K = 1\ndef g(): return K\n",
])
def test_an_edit_of_any_kind_is_seen(project, after):
    project.write("prices", "K = 1\ndef f(): return K\n")
    project.run("from prices import f")
    project.write("prices", after)
    assert project.edited() == ["prices"]


def test_an_edit_is_seen_where_another_program_has_compiled_the_file(project):
    project.write("prices", "K = 1\ndef f(): return K\n")
    project.run("from prices import f")
    project.write("prices", "K = 1\ndef f(): return K + 1\n")
    import py_compile
    py_compile.compile(str(project.folder / "prices.py"))
    assert project.edited() == ["prices"]


@pytest.mark.parametrize("after", [
    "K = 2\ndef f(): return K\n",
    "K = 1\ndef f(): return 2 * K\n",
    "K = 1\ndef f(): return K\ndef g(): pass\n",
    "K = 1\ndef g(): return K\n",
])
def test_an_edit_is_seen_where_python_keeps_no_compiled_files(project, monkeypatch, after):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    project.write("prices", "K = 1\ndef f(): return K\n")
    project.run("from prices import f")
    assert project.edited() == []
    project.write("prices", after)
    assert project.edited() == ["prices"]


def test_what_was_saved_counts_as_edited_where_nothing_else_tells(project, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    project.write("prices", "import os\nK = os.sep * 2\n")
    project.run("from prices import K")
    project.write("prices", "import os\nK = os.sep * 3\n")
    assert project.edited() == [] and project.edited("prices.py") == ["prices"]
    assert project.resync(["prices", "K", "K", True], paths=["prices.py"])["rebound"] == ["K"]


def test_constants_and_added_fields_follow(project):
    project.write("prices", "from dataclasses import dataclass\nK = 1\n@dataclass\nclass D:\n    a: int = 1\n")
    project.run("from prices import K, D\nold = D()")
    project.write("prices", "from dataclasses import dataclass\nK = 2\n@dataclass\nclass D:\n    a: int = 1\n    b: int = 2\n")
    done = project.resync(["prices", "K", "K", True], ["prices", "D", "D", True])
    assert done["changed"] == [["prices", ["D", "K"]]]
    assert value(project, "K") == 2 and value(project, "D().b") == 2
    assert done["left"] == [["old", "instance", "D"]]
    assert done["whole"] is True


def test_modules_that_import_it_are_reloaded_after_it(project):
    project.write("base", "def rate(): return 1\n")
    project.write("middle", "from base import rate\ndef twice(): return 2 * rate()\n")
    project.write("top", "import middle\ndef thrice(): return middle.twice() + 1\ndef other(): return 0\n")
    project.run("import top\nfrom top import thrice, other")
    project.write("base", "def rate(): return 10\n")
    done = project.resync(["top", "thrice", "thrice", True], ["top", "other", "other", True])
    assert done["modules"] == ["base", "middle", "top"]
    assert dict(done["changed"])["top"] == ["thrice"]
    assert value(project, "thrice()") == 21 and value(project, "top.thrice()") == 21


def test_packages_and_relative_imports(project):
    project.write("kit/__init__", "from .a import f\n")
    project.write("kit/a", "from . import b\ndef f(): return b.g()\n")
    project.write("kit/b", "def g(): return 1\n")
    project.run("from kit import f\nimport kit.a")
    project.write("kit/b", "def g(): return 2\n")
    done = project.resync(["kit", "f", "f", True])
    assert done["modules"] == ["kit.b", "kit.a", "kit"]
    assert dict(done["changed"])["kit"] == ["f"]
    assert value(project, "f()") == 2


def test_a_name_that_the_notebook_has_bound_since_is_left_alone(project):
    project.write("prices", "K = 5\ndef f(): return 1\ndef g(): return 1\n")
    project.run("from prices import f, g, K\nf = len\nK = 5")
    project.write("prices", "K = 6\ndef f(): return 2\ndef g(): return 2\n")
    done = project.resync(["prices", "f", "f", False], ["prices", "g", "g", True], ["prices", "K", "K", False])
    assert done["kept"] == ["f", "K"] and done["rebound"] == ["g"]
    assert value(project, "f is len and K == 5 and g() == 2")


def test_a_name_that_the_file_no_longer_has_is_told(project):
    project.write("prices", "def f(): return 1\ndef g(): return 1\n")
    project.run("import prices\nfrom prices import f, g")
    project.write("prices", "def g(): return 1\n")
    done = project.resync(["prices", "f", "f", True], ["prices", "g", "g", True])
    assert done["gone"] == ["f"]
    assert value(project, "hasattr(prices, 'f')") is False
    assert ["f", "function", "f"] in done["left"]


def test_star_imports_follow(project):
    project.write("prices", "def f(): return 1\n_hidden = 1\n")
    project.run("from prices import *")
    project.write("prices", "def f(): return 2\n_hidden = 1\n")
    assert project.resync(["prices", "*", "", True])["rebound"] == ["f"]
    assert value(project, "f()") == 2


def test_what_holds_old_code_is_named_by_its_variable(project):
    project.write("prices", "class Model:\n    def fit(self): return 1\ndef clean(x): return x\ndef steps():\n    yield 1\n")
    project.run(
        "from functools import partial\nfrom prices import Model, clean, steps\n"
        "model = Model()\nmodels = {'a': [Model()]}\nstep = partial(clean, 1)\ntable = {'clean': clean}\n"
        "def wrap(f):\n    def inner(x): return f(x)\n    return inner\n"
        "wrapped = wrap(clean)\nalias = clean\nbound = model.fit\nrunning = steps()\nnext(running)\nnumbers = [1]"
    )
    project.write("prices", "class Model:\n    def fit(self): return 2\ndef clean(x): return -x\ndef steps():\n    yield 2\n")
    names = [["prices", name, name, True] for name in ("Model", "clean", "steps")]
    assert sorted(project.resync(*names)["left"]) == [
        ["alias", "function", "clean"],
        ["bound", "instance", "Model"],
        ["model", "instance", "Model"],
        ["models", "instance", "Model"],
        ["running", "generator", "steps"],
        ["step", "function", "clean"],
        ["table", "function", "clean"],
        ["wrapped", "function", "clean"],
    ]
    assert value(project, "isinstance(model, Model)") is False


def test_instances_that_no_variable_leads_to_are_counted(project):
    project.write("prices", "class Model:\n    pass\n")
    project.run("from prices import Model\nimport types\nholder = types.ModuleType('holder')\nholder.m = [Model(), Model()]")
    project.write("prices", "class Model:\n    x = 1\n")
    done = project.resync(["prices", "Model", "Model", True])
    assert done["left"] == [["", "instances:2", "Model"]]


STATE = [
    ("CACHE = {}\ndef f(k): CACHE[k] = 1\n", "f(1)", ["value", "CACHE"]),
    ("seen = []\ndef f(k): seen.append(k)\n", "f(1)", ["value", "seen"]),
    ("n = 0\ndef f(k):\n    global n\n    n += k\n", "f(1)", ["value", "n"]),
    ("def f(k, into=[]): into.append(k)\n", "f(1)", ["value", "defaults of f"]),
    ("class A:\n    count = 0\n    def __init__(self): A.count += 1\ndef f(k): A()\n", "f(1)", ["value", "A.count"]),
    ("class A:\n    all = []\ndef f(k): A.all.append(k)\n", "f(1)", ["value", "A.all"]),
    ("import functools\n@functools.lru_cache\ndef f(k): return k\n", "f(1)", ["cache", "f"]),
    ("import threading\nlock = threading.Lock()\ndef f(k): pass\n", "f(1)", ["made", "lock"]),
    ("import random\nrandom.seed(1)\ndef f(k): pass\n", "f(1)", ["again", "random.seed(1)"]),
    ("import atexit\n@atexit.register\ndef g(): pass\ndef f(k): pass\n", "f(1)", ["again", "@atexit.register"]),
]


@pytest.mark.parametrize("text,use,what", STATE)
def test_state_is_not_lost_without_a_word(project, text, use, what):
    project.write("prices", text)
    project.run("from prices import f\nimport prices\n" + use)
    before = dict(vars(sys.modules["prices"]))
    project.write("prices", text + "def new(): pass\n")
    answer = project.resync(["prices", "f", "f", True])
    assert answer["kind"] == "state"
    assert answer["held"] == [["prices", [what]]]
    assert dict(vars(sys.modules["prices"])) == before
    assert project.resync(["prices", "f", "f", True], force=True)["kind"] == "done"


@pytest.mark.parametrize("text", [
    "TABLE = {'a': 1}\nNAMES = ['a']\ndef f(k=()): return TABLE\n",
    "import re\nPATTERN = re.compile('a')\nfrom pathlib import Path\nHERE = Path(__file__).parent\ndef f(): pass\n",
    "class A:\n    x = 1\n    names = ['a']\nfrom enum import Enum\nclass E(Enum):\n    a = 1\ndef f(): pass\n",
    "from functools import lru_cache\n@lru_cache\ndef f(): pass\nif __name__ == '__main__':\n    f()\n",
    "from dataclasses import dataclass, field\n@dataclass\nclass D:\n    a: int = 1\n    b: list = field(default_factory=list)\ndef f(): pass\n",
])
def test_what_the_file_alone_says_is_no_state(project, text):
    project.write("prices", text)
    project.run("from prices import f")
    project.write("prices", text + "def new(): pass\n")
    assert project.resync(["prices", "f", "f", True])["kind"] == "done"


def test_what_the_notebook_sets_in_a_module_is_state(project):
    project.write("prices", "RATE = 1\ndef f(): return RATE\n")
    project.run("import prices as p\np.RATE = 3")
    project.write("prices", "RATE = 1\ndef f(): return 2 * RATE\n")
    answer = project.resync(patches=[["p", "RATE"]])
    assert answer["held"] == [["prices", [["value", "RATE"]]]]


@pytest.mark.parametrize("broken,error", [
    ("def f(:\n", "SyntaxError"),
    ("def f(): return 2\nimport no_such_module\n", "ModuleNotFoundError"),
    ("def f(): return 2\nraise SystemExit(1)\n", "SystemExit"),
    ("def f(): return 2\nraise KeyboardInterrupt\n", "KeyboardInterrupt"),
])
def test_when_one_fails_all_are_as_they_were(project, broken, error):
    project.write("base", "def g(): return 1\n")
    project.write("prices", "from base import g\ndef f(): return g()\n")
    project.run("from prices import f\nfrom base import g\nimport prices, base")
    project.write("base", "def g(): return 2\n")
    project.write("prices", broken)
    before = {name: dict(vars(sys.modules[name])) for name in ("base", "prices")}
    answer = project.resync(["prices", "f", "f", True], ["base", "g", "g", True], force=True)
    assert answer["kind"] == "failed" and answer["error"] == error
    assert answer["place"] in (["prices.py", 1], ["prices.py", 2])
    assert {name: dict(vars(sys.modules[name])) for name in before} == before
    assert value(project, "f() == 1 and prices.f() == 1 and base.g() == 1")


def test_modules_that_import_each_other_are_refused(project):
    project.write("one", "import two\ndef f(): return 1\n")
    project.write("two", "import one\ndef g(): return 1\n")
    project.run("from one import f")
    project.write("one", "import two\ndef f(): return 2\n")
    assert project.resync(["one", "f", "f", True]) == {"kind": "circle", "modules": ["one", "two"]}
    assert value(project, "f()") == 1


def test_autoreload_is_left_what_it_can_do(project):
    project.run("%load_ext autoreload\n%autoreload 2")
    project.write("prices", "K = 1\ndef f(): return 1\n")
    project.run("from prices import f, K")
    project.write("prices", "K = 1\ndef f(): return 2\n")
    assert project.edited() == []
    project.run("assert f() == 2")
    project.write("prices", "K = 2\ndef f(): return 3\n")
    assert project.edited() == ["prices"]
    done = project.resync(["prices", "f", "f", True], ["prices", "K", "K", True])
    assert done["kind"] == "done" and sorted(done["rebound"]) == ["K", "f"], done
    project.run("assert f() == 3 and K == 2")
    project.write("prices", "K = 2\ndef f(): return 4\n")
    project.run("assert f() == 4")


def test_what_a_module_prints_is_not_shown(project, capsys):
    project.write("prices", "def f(): pass\n")
    project.run("from prices import f")
    project.write("prices", "print('hello')\ndef f(): return 1\n")
    project.resync(["prices", "f", "f", True], force=True)
    assert capsys.readouterr().out == ""


def test_other_peoples_modules_are_left_alone(project):
    project.write(".venv/lib", "def f(): return 1\n")
    sys.path.insert(0, str(project.folder / ".venv"))
    try:
        project.run("from lib import f")
        project.write(".venv/lib", "def f(): return 2\n")
        assert project.edited() == []
        assert project.resync(["lib", "f", "f", True], paths=["lib.py"]) == {"kind": "none"}
    finally:
        sys.path.pop(0)
