"""What is asked of the notebook's kernel; runs in a namespace of its own."""


def sync(modules, stateful):
    """Says of each module `fresh`, `reloaded` or `stale`, as `{name: word}`."""
    import contextlib
    import importlib
    import io
    import sys

    importlib.invalidate_caches()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        reloader = autoreloader()
        words = {}
        for name in modules:
            module = sys.modules.get(name)
            if module is None:
                word = "fresh"
            elif name in stateful:
                word = "stale"
            else:
                word = reload(module, reloader)
            words[name] = word
    return words


def autoreloader():
    """IPython's reloader, turned on in mode 2; one that is on already keeps its mode."""
    try:
        from IPython import get_ipython

        shell = get_ipython()
        if "AutoreloadMagics" not in shell.magics_manager.registry:
            shell.extension_manager.load_extension("autoreload")
        reloader = shell.magics_manager.registry["AutoreloadMagics"]._reloader
        if not (reloader.enabled and reloader.check_all):
            shell.run_line_magic("autoreload", "2")
        return reloader
    except Exception:
        return None


def reload(module, reloader):
    """Reloads so that names imported from the module mean the new code.

    Functions and classes stay the objects that they are, with new content, as autoreload leaves them
    when it patches a module: only then does it find them again at the next edit.
    """
    import importlib
    from types import FunctionType

    old = {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, (FunctionType, type)) and value.__module__ == module.__name__
    }
    if reloader is None or any(getattr(value, "__closure__", None) for value in old.values()):
        return "stale"
    try:
        from IPython.extensions.autoreload import superreload

        superreload(module, importlib.reload, {})
        path, mtime = reloader.filename_and_mtime(module)
        if path is not None:
            reloader.modules_mtimes[module.__name__] = mtime
    except Exception:
        return "stale"
    return "reloaded" if all([keep(module, name, value) for name, value in old.items()]) else "stale"


def keep(module, name, old):
    """Puts the old object, which has the new content by now, back; says whether it could."""
    new = vars(module).get(name)
    if new is None or new is old:
        return True
    if type(new) is not type(old) or getattr(new, "__closure__", None):
        return False
    if isinstance(old, type):
        from IPython.extensions.autoreload import update_instances

        update_instances(new, old)
    else:
        old.__kwdefaults__ = new.__kwdefaults__
        old.__annotations__ = new.__annotations__
    setattr(module, name, old)
    return True


def search_path():
    """The folder that the kernel started in, then `sys.path`, with slashes."""
    import os
    import sys

    try:
        from IPython import get_ipython

        start = get_ipython().user_ns["_dh"][0]
    except Exception:
        start = os.getcwd()
    entries = [os.path.abspath(entry) if entry else os.getcwd() for entry in sys.path]
    return [str(path).replace(os.sep, "/") for path in [start, *entries]]
