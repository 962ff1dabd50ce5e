"""What `sync.py` does in a real IPython shell."""

import importlib.util
import itertools
import os
import sys
import time
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

SOURCE = Path(__file__).parent.parent.joinpath("sync.py").read_text()
COUNT = itertools.count()


@pytest.fixture
def shell():
    shell = InteractiveShell.instance()
    shell.magics_manager.registry.pop("AutoreloadMagics", None)
    shell.extension_manager.loaded.discard("autoreload")
    shell.extension_manager.loaded.discard("IPython.extensions.autoreload")
    yield shell
    shell.run_line_magic("autoreload", "0") if "AutoreloadMagics" in shell.magics_manager.registry else None
    shell.reset()


@pytest.fixture
def module(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path / f"lifted_{next(COUNT)}.py"


def ask(name, *args):
    """As the extension asks: an expression evaluated in the user's namespace."""
    shell = InteractiveShell.instance()
    space = {"__name__": "jupyterlab_lift"}
    before = set(shell.user_ns)
    expression = '(lambda space: (__import__("builtins").exec(source, space), space[name](*args))[1])(space)'
    answer = eval(expression, {"source": SOURCE, "space": space, "name": name, "args": args})
    assert set(shell.user_ns) == before
    return answer


def write(module, text):
    module.write_text(text)
    later = time.time() + next(COUNT)
    os.utime(module, (later, later))


def test_a_module_that_was_not_imported_is_fresh(shell, module):
    write(module, "def f(): return 1\n")
    assert ask("sync", [module.stem], []) == {module.stem: "fresh"}
    assert module.stem not in sys.modules


def test_names_imported_before_mean_the_new_code(shell, module):
    write(module, "def f(): return 1\n")
    shell.run_cell(f"from {module.stem} import f\nalias = f")
    write(module, "def f(): return 2\ndef g(): return 3\n")
    assert ask("sync", [module.stem], []) == {module.stem: "reloaded"}
    shell.run_cell(f"from {module.stem} import g\nresult = (f(), alias(), g())")
    assert shell.user_ns["result"] == (2, 2, 3)


def test_later_edits_are_followed_too(shell, module):
    write(module, "def f(): return 1\n")
    shell.run_cell(f"from {module.stem} import f")
    ask("sync", [module.stem], [])
    write(module, "def f(): return 5\n")
    shell.run_cell("result = f()")
    assert shell.user_ns["result"] == 5


def test_keyword_only_defaults_are_new_too(shell, module):
    write(module, "def f(*, rate=1): return rate\n")
    shell.run_cell(f"from {module.stem} import f")
    write(module, "def f(*, rate=2, more=3): return rate + more\n")
    ask("sync", [module.stem], [])
    shell.run_cell("result = f()")
    assert shell.user_ns["result"] == 5


def test_instances_and_their_class_are_followed(shell, module):
    write(module, "class C:\n    def m(self): return 1\n")
    shell.run_cell(f"import {module.stem} as m\nfrom {module.stem} import C\nc = C()")
    write(module, "class C:\n    def m(self): return 2\n")
    assert ask("sync", [module.stem], []) == {module.stem: "reloaded"}
    shell.run_cell("result = (c.m(), isinstance(c, m.C), C is m.C)")
    assert shell.user_ns["result"] == (2, True, True)


def test_a_decorated_function_is_stale(shell, module):
    decorator = "def twice(f):\n    def run(): return 2 * f()\n    return run\n"
    write(module, decorator + "@twice\ndef f(): return 1\n")
    shell.run_cell(f"from {module.stem} import f")
    write(module, decorator + "@twice\ndef f(): return 2\n")
    assert ask("sync", [module.stem], []) == {module.stem: "stale"}


def test_a_module_with_state_is_left_alone(shell, module):
    write(module, "def f(seen=[]): seen.append(1); return len(seen)\n")
    shell.run_cell(f"from {module.stem} import f\nf(); f()")
    assert ask("sync", [module.stem], [module.stem]) == {module.stem: "stale"}
    shell.run_cell("result = f()")
    assert shell.user_ns["result"] == 3


def test_a_module_that_does_not_load_is_stale(shell, module):
    write(module, "def f(): return 1\n")
    shell.run_cell(f"import {module.stem}")
    write(module, "def f(: return 2\n")
    assert ask("sync", [module.stem], []) == {module.stem: "stale"}


def test_mode_two_is_turned_on_and_a_chosen_mode_is_kept(shell, module):
    ask("sync", [], [])
    reloader = shell.magics_manager.registry["AutoreloadMagics"]._reloader
    assert (reloader.enabled, reloader.check_all, reloader.autoload_obj) == (True, True, False)
    shell.run_line_magic("autoreload", "3")
    ask("sync", [], [])
    assert reloader.autoload_obj is True


def test_nothing_is_printed(shell, module, capsys):
    write(module, "print('hello')\n")
    shell.run_cell(f"import {module.stem}")
    capsys.readouterr()
    ask("sync", [module.stem], [])
    assert capsys.readouterr() == ("", "")


def test_the_search_path_begins_where_the_kernel_did(shell, tmp_path, monkeypatch):
    folder = tmp_path / "with blank ü"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    start, first, *_ = ask("search_path")
    assert first == str(folder)
    assert start == shell.user_ns["_dh"][0].__str__()


def test_the_file_is_valid_on_its_own():
    assert importlib.util.spec_from_file_location("sync", __file__)
    compile(SOURCE, "sync.py", "exec")
