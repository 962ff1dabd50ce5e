"""Reloads edited modules and all that import them, as one step: when one fails, all are as they were."""


def resync(folder, paths, bindings, patches, force):
    """Brings the kernel in step, or says why not. `paths` (below the root) are known to be edited.

    `bindings` are the notebook's `[module, symbol, bound name, whether nothing else binds the name]`, `patches`
    its `[name, attribute]` that it sets. With `force`, state is lost.
    """
    import contextlib
    import importlib
    import io
    import sys

    root = project_root(folder)
    places = project_modules(root)
    shown = {name: path[len(root) + 1:] for name, path in places.items()}
    try:
        order = reload_order(places, [path for path in paths])
    except (SyntaxError, ValueError, OSError) as error:
        return dict(failure(error, shown), kind="failed", when="read")
    if isinstance(order, dict) or not order:
        return order or {"kind": "none"}
    if not force:
        state = {name: held(sys.modules[name], places[name], patched(name, patches)) for name in order}
        if any(state.values()):
            lost = [[name, words] for name, words in state.items() if words]
            return {"kind": "state", "modules": order, "held": lost}
    importlib.invalidate_caches()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        saved, error = reload_all(order)
    if error is not None:
        return dict(failure(error, shown), kind="failed", when="run", module=list(saved)[-1])
    tell_autoreload(order)
    return report(order, saved, bindings)


def reload_order(places, paths):
    """Names of edited modules and of those that import them, imported ones first; a dictionary where they import
    each other. Raises where a file is no Python."""
    import sys

    root_of = {name: path for name, path in places.items()}
    changed = {
        name for name, path in root_of.items()
        if any(path.endswith("/" + one) for one in paths) or difference(sys.modules[name], path) is not None
    }
    imports = {name: imported_by(sys.modules[name], path, places) for name, path in root_of.items()}
    size = -1
    while size != len(changed):
        size = len(changed)
        changed |= {name for name, names in imports.items() if names & changed}
    order = []
    while len(order) < len(changed):
        free = [name for name in sorted(changed) if name not in order and not (imports[name] & changed) - set(order)]
        if not free:
            return {"kind": "circle", "modules": sorted(changed - set(order))}
        order += free
    for name in order:
        compiled(places[name])
    return order


def imported_by(module, path, places):
    """The project's modules that a module imports while it is imported itself."""
    import ast
    import importlib.util

    found = set()
    for statement in flattened(tree_of(path).body):
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                parts = alias.name.split(".")
                found |= {".".join(parts[:at + 1]) for at in range(len(parts))}
        elif isinstance(statement, ast.ImportFrom):
            base = "." * statement.level + (statement.module or "")
            if statement.level:
                base = importlib.util.resolve_name(base, module.__package__)
            inner = {base + "." + alias.name for alias in statement.names}
            found |= inner & set(places) or {base}
    return found & set(places) - {module.__name__}


def patched(module, patches):
    """Names of a module that the notebook sets."""
    import sys

    space = user_space()
    return [attribute for name, attribute in patches if space.get(name) is sys.modules[module]]


def reload_all(order):
    """What the modules held before, and why one could not be reloaded: then all hold that again."""
    import importlib
    import sys

    saved = {}
    try:
        for name in order:
            module = sys.modules[name]
            saved[name] = dict(vars(module))
            importlib.reload(module)
            forget(module, saved[name])
    except BaseException as error:
        for name, names in saved.items():
            space = vars(sys.modules[name])
            space.clear()
            space.update(names)
        return saved, error
    return saved, None


def forget(module, old):
    """Takes away what the file no longer defines; a reload leaves it."""
    for name, value in old.items():
        if vars(module).get(name) is value and getattr(value, "__module__", None) == module.__name__:
            if hasattr(value, "__qualname__") and name not in bound_by(module):
                del vars(module)[name]


def bound_by(module):
    """Names that occur at all in the code of a module's file."""
    code = compiled(module.__file__)
    return set(code.co_names) | set(code.co_varnames)


def failure(error, shown):
    """What Python says, and the innermost line of the project."""
    import traceback

    place = None
    if isinstance(error, SyntaxError) and error.filename:
        place = [error.filename, error.lineno or 1]
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if any(frame.filename.replace("\\", "/").endswith("/" + path) for path in shown.values()):
                place = [frame.filename, frame.lineno]
    if place is not None:
        own = [path for path in shown.values() if place[0].replace("\\", "/").endswith("/" + path)]
        place = [own[0], place[1]] if own else None
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return {"error": type(error).__name__, "message": str(said)[:500], "place": place}


def tell_autoreload(order):
    """IPython need not reload them once more."""
    import sys

    try:
        from IPython import get_ipython

        reloader = get_ipython().magics_manager.registry["AutoreloadMagics"]._reloader
        for name in order:
            path, mtime = reloader.filename_and_mtime(sys.modules[name])
            if path is not None:
                reloader.modules_mtimes[name] = mtime
    except Exception:
        return


def user_space():
    """The notebook's names."""
    from IPython import get_ipython

    return get_ipython().user_ns
