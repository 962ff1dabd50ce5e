"""Which imported modules of the project say something else than their files by now."""


def project_root(folder):
    """Where the project lies, from the folder that the kernel was started in: the notebook's, `folder` below it."""
    import os

    try:
        from IPython import get_ipython

        start = get_ipython().user_ns["_dh"][0]
    except Exception:
        start = os.getcwd()
    start = os.path.realpath(str(start)).replace(os.sep, "/")
    if folder and (start == folder or start.endswith("/" + folder)):
        return start[: len(start) - len(folder)].rstrip("/")
    return start


def project_modules(root):
    """The imported modules whose source lies in the project, and where: `{name: path}`."""
    import os
    import re
    import sys
    from types import ModuleType

    found = {}
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None) if isinstance(module, ModuleType) else None
        if name == "__main__" or not isinstance(path, str) or not path.endswith(".py"):
            continue
        real = os.path.realpath(path).replace(os.sep, "/")
        inside = real.startswith(root + "/") and not re.search(
            r"/(site-packages|dist-packages|node_modules|\.[^/]*)/", real[len(root):]
        )
        if inside and module.__name__ == name and module.__spec__ is not None and os.path.exists(real):
            found[name] = real
    return found


def compiled(path):
    """The code of a file as it is now; raises what Python says of text that is none."""
    with open(path, "rb") as file:
        return compile(file.read(), path, "exec", dont_inherit=True)


def cached_code(path):
    """The code of the file before its last change, where Python has kept it; else `None`."""
    import importlib.util
    import marshal

    try:
        data, status = cached_data(path)
    except (OSError, NotImplementedError):
        return None
    if data[:4] != importlib.util.MAGIC_NUMBER or data[4:8] != bytes(4) or is_of_now(data, status):
        return None
    return marshal.loads(data[16:])


def cached_data(path):
    """What Python keeps of a file (PEP 3147), and the file's status now."""
    import importlib.util
    import os

    with open(importlib.util.cache_from_source(path), "rb") as file:
        return file.read(), os.stat(path)


def is_of_now(data, status):
    """Whether time and size of the source in a compiled file (PEP 552) are those of the file."""
    number = [int.from_bytes(data[at:at + 4], "little") for at in (8, 12)]
    return number == [int(status.st_mtime) & 0xFFFFFFFF, status.st_size & 0xFFFFFFFF]


def is_settled(path):
    """Whether a file is older than the kernel, and than what Python has compiled of it: most are."""
    import os

    try:
        from ipykernel import get_connection_file

        start = os.stat(get_connection_file()).st_mtime
        return os.stat(path).st_mtime < start - 1 and is_of_now(*cached_data(path))
    except Exception:
        return False


def functions_of(module):
    """The functions and methods of a module that its file spells out."""
    from types import FunctionType

    for value in list(vars(module).values()):
        members = vars(value).values() if isinstance(value, type) else [value]
        for member in members:
            member = getattr(member, "__func__", member)
            if isinstance(member, FunctionType) and member.__code__.co_filename == module.__file__:
                yield member


def codes_of(code, prefix=""):
    """Code of the functions in a module or class, by qualified name: all of one name."""
    found = {}
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            found.setdefault(prefix + constant.co_name, []).append(constant)
            if not constant.co_flags & 1:
                for name, codes in codes_of(constant, prefix + constant.co_name + ".").items():
                    found.setdefault(name, []).extend(codes)
    return found


def difference(module, path):
    """`None` where a module is as its file says, `bodies` where functions do other things, `more` where that
    is not all, or nobody can tell. A changed line that is neither a function nor a literal is not seen where
    another program has compiled the file since."""
    if is_settled(path):
        return None
    new = compiled(path)
    old = cached_code(path)
    if old is not None and same_code(old, new):
        old = None
    if old is not None:
        return "bodies" if same_code(old, new, bodies=False) else "more"
    codes = codes_of(new)
    for function in functions_of(module):
        if "<" in function.__qualname__:
            continue
        if not any(same_code(function.__code__, code) for code in codes.get(function.__qualname__, ())):
            return "more"
    if any(name not in vars(module) for name in defined_in(path)):
        return "more"
    for name, value in constants_of(path).items():
        if name in vars(module) and type(value) in PLAIN and not same_value(vars(module)[name], value):
            return "more"
    return None


def defined_in(path):
    """Functions and classes that a file defines at its top level, and does not take away."""
    import ast

    body = tree_of(path).body
    deleted = {one.id for node in body if isinstance(node, ast.Delete) for one in ast.walk(node) if hasattr(one, "id")}
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {node.name for node in body if isinstance(node, kinds)} - deleted


def constants_of(path):
    """Literals that a file binds once, at its top level."""
    import ast

    found = {}
    for statement in tree_of(path).body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            name = getattr(statement.targets[0], "id", None)
            try:
                value = ast.literal_eval(statement.value)
            except (ValueError, TypeError):
                value = found
            found[name] = found if name in found else value
    return {name: value for name, value in found.items() if name is not None and value is not found}


def tree_of(path):
    """The syntax tree of a file."""
    import ast

    with open(path, "rb") as file:
        return ast.parse(file.read(), path)


def autoreloads():
    """Whether IPython brings edited functions along by itself."""
    try:
        from IPython import get_ipython

        reloader = get_ipython().magics_manager.registry["AutoreloadMagics"]._reloader
        return bool(reloader.enabled and reloader.check_all)
    except Exception:
        return False


def edited(folder, paths):
    """Imported modules of the project that do not follow their files: `[[name, path below the root]]`. Of `paths`
    it is known that they were saved: where Python keeps no compiled files, nothing else tells of some edits."""
    import importlib.util
    import os
    import sys

    root = project_root(folder)
    found = []
    for name, path in project_modules(root).items():
        try:
            kind = difference(sys.modules[name], path)
        except (SyntaxError, ValueError, OSError):
            # It is being written; the next look tells.
            continue
        if kind is None and path[len(root) + 1:] in paths:
            kind = None if os.path.exists(importlib.util.cache_from_source(path)) else "more"
        if kind == "more" or kind == "bodies" and not autoreloads():
            found.append([name, path[len(root) + 1:]])
    return sorted(found)
