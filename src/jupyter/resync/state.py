"""What a module holds that running its file again would lose or do twice."""

# Calls that give the same again, or whose repetition changes nothing.
HARMLESS = frozenset((
    "re.compile", "compile", "Path", "pathlib.Path", "PurePath", "logging.getLogger", "getLogger", "namedtuple",
    "collections.namedtuple", "TypeVar", "NewType", "ParamSpec", "frozenset", "tuple", "int", "float", "str", "bytes",
    "len", "range", "Decimal", "Fraction", "timedelta", "date", "datetime", "datetime.timedelta", "datetime.date",
    "os.environ.get", "os.getenv", "os.path.join", "os.path.dirname", "os.path.abspath", "slice", "object", "operator.itemgetter",
    "itemgetter", "attrgetter", "operator.attrgetter", "np.array", "np.dtype", "np.arange", "np.linspace",
    "warnings.filterwarnings", "warnings.simplefilter", "logging.basicConfig", "sys.path.append", "sys.path.insert",
))
# Decorators that only wrap.
WRAPPING = frozenset((
    "staticmethod", "classmethod", "property", "dataclass", "dataclasses.dataclass", "lru_cache", "functools.lru_cache",
    "cache", "functools.cache", "wraps", "functools.wraps", "functools.total_ordering", "total_ordering", "njit", "jit",
    "numba.njit", "numba.jit", "contextmanager", "contextlib.contextmanager", "abstractmethod", "cached_property",
    "functools.cached_property", "overload", "typing.overload", "singledispatch", "functools.singledispatch", "final",
    "unique", "enum.unique", "runtime_checkable",
))
MUTABLE = (list, dict, set, bytearray)


def held(module, path, patched):
    """What a reload would lose or do twice, each `[what, word]`: `value` (it was changed since it was made, or was
    it the file?), `made` (made anew), `again` (done again), `cache`. `patched` are names that the notebook sets."""
    import ast

    tree = tree_of(path)
    declared = {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}
    stored = {
        node.attr for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, (ast.Store, ast.Del))
    }
    own = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    found = [["value", name] for name in patched]
    for statement in flattened(tree.body):
        found += of_statement(statement, vars(module), declared, stored, own)
    return [what for at, what in enumerate(found) if what not in found[:at]]


def flattened(statements):
    """Statements that run with the module, those under `if` and `try` too."""
    import ast

    for statement in statements:
        if isinstance(statement, ast.If):
            if "__name__" not in ast.dump(statement.test):
                yield from flattened(statement.body + statement.orelse)
        elif isinstance(statement, ast.Try):
            blocks = statement.body + statement.orelse + statement.finalbody
            yield from flattened(blocks + [inner for handler in statement.handlers for inner in handler.body])
        else:
            yield statement


def of_statement(statement, space, declared, stored, own):
    """What one statement at the top level holds."""
    import ast

    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return of_function(statement, space.get(statement.name), own)
    if isinstance(statement, ast.ClassDef):
        return of_class(statement, space.get(statement.name), stored, own)
    if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        names = [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
        plain = len(targets) == 1 and isinstance(targets[0], ast.Name)
        if not plain and calls_in(statement.value):
            return [["made", name] for name in names]
        return [what for name in names for what in of_value(name, statement.value, space, name in declared)]
    if isinstance(statement, (ast.Import, ast.ImportFrom, ast.Pass, ast.Assign, ast.AnnAssign)):
        return []
    if isinstance(statement, ast.Expr) and not calls_in(statement.value):
        return []
    return [["again", text_of(statement)]]


def of_value(name, node, space, changes):
    """What a name that a statement binds holds; `changes` says that functions of the module bind it."""
    import ast

    if name not in space:
        return []
    live = space[name]
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        if calls_in(node):
            return [["made", name]]
        return [["value", name]] if type(live) in MUTABLE and not isinstance(node, ast.Name) else []
    if same_value(live, value) or not changes and type(live) not in MUTABLE and type(value) not in MUTABLE:
        return []
    return [["value", name]]


def of_function(node, live, own):
    """Defaults that were changed, caches that are not empty, decorators that might tell somebody."""
    found = [["again", "@" + text_of(one)] for one in node.decorator_list if not wraps(one, own)]
    if getattr(live, "cache_info", None) is not None and live.cache_info().currsize > 0:
        found.append(["cache", node.name])
    arguments = node.args.defaults + [one for one in node.args.kw_defaults if one is not None]
    values = list(getattr(live, "__defaults__", None) or ())
    values += list((getattr(live, "__kwdefaults__", None) or {}).values())
    if len(arguments) != len(values):
        arguments = [None] * len(values)
    for argument, value in zip(arguments, values):
        if type(value) in MUTABLE and not is_literal(argument, value) and len(value) > 0:
            found.append(["value", "defaults of " + node.name])
    return found


def of_class(node, live, stored, own):
    """Attributes that were changed since the class was made; its methods' defaults and caches."""
    import ast
    import enum

    found = [["again", "@" + text_of(one)] for one in node.decorator_list if not wraps(one, own)]
    if not isinstance(live, type) or isinstance(live, enum.EnumMeta):
        return found
    for statement in flattened(node.body):
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            method = vars(live).get(statement.name)
            inner = of_function(statement, getattr(method, "__func__", method), own | {statement.name})
            found += [[word, node.name + "." + what] if word == "cache" else [word, what] for word, what in inner]
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                name = getattr(target, "id", None)
                value = vars(live).get(name)
                plain = type(value) in MUTABLE or type(value) in PLAIN and name in stored
                if plain and name in vars(live) and not is_literal(statement.value, value):
                    found.append(["value", node.name + "." + name])
    return found


def is_literal(node, value):
    """Whether an expression spells out just this value."""
    import ast

    try:
        return node is not None and same_value(ast.literal_eval(node), value)
    except (ValueError, TypeError, SyntaxError):
        return False


def calls_in(node):
    """Whether an expression calls something that might have an effect, or makes what it makes anew."""
    import ast

    calls = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom)
    inner = [one for one in ast.walk(node) if isinstance(one, calls)]
    return any(not isinstance(one, ast.Call) or text_of(one.func) not in HARMLESS for one in inner)


def wraps(decorator, own):
    """Whether a decorator is known to tell nobody of what it decorates, or stands in the same file."""
    import ast

    text = text_of(decorator.func if isinstance(decorator, ast.Call) else decorator)
    return text in WRAPPING or text.split(".")[0] in own or text.endswith((".setter", ".deleter", ".getter"))


def text_of(node):
    """A line of source, not long."""
    import ast

    return ast.unparse(node).split("\n")[0][:80]
