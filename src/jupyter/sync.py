"""Runs in the notebook's kernel, in a namespace of its own, after modules were written."""


def sync(modules, stateful):
    """Says of each module `fresh`, `reloaded` or `stale`, as `name=word` with blanks between."""
    import contextlib
    import importlib
    import io
    import sys

    importlib.invalidate_caches()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        reloader = autoreloader()
        words = []
        for name in modules:
            module = sys.modules.get(name)
            if module is None:
                word = "fresh"
            elif name in stateful:
                word = "stale"
            else:
                word = reload(module, reloader)
            words.append(name + "=" + word)
    return " ".join(words)


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
    """Reloads so that names imported from the module mean the new code, as autoreload does it."""
    import importlib

    try:
        if reloader is None:
            importlib.reload(module)
            return "stale"
        from IPython.extensions.autoreload import superreload

        superreload(module, importlib.reload, reloader.old_objects)
        path, mtime = reloader.filename_and_mtime(module)
        if path is not None:
            reloader.modules_mtimes[module.__name__] = mtime
        return "reloaded"
    except Exception:
        return "stale"
