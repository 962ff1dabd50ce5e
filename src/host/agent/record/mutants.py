"""Small changes of a function, each of which a good test notices.

The kinds are those of mutation testing since Offutt et al., "An experimental determination of sufficient mutant
operators" (1996): operators of arithmetic, comparisons, logic, constants, and statements left out.
"""

import ast
import copy

MOST = 8
_OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}
_COMPARISONS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}


# Steps of a chain that can be left out, and methods with a twin.
_STEPS = {
    "dropna", "fillna", "drop_duplicates", "reset_index", "sort_values", "sort_index", "strip", "lower", "upper", "round",
    "abs", "clip", "shift", "cumsum", "diff", "rename", "assign", "drop", "query", "ffill", "bfill", "title", "replace",
}
_TWINS = {
    "sum": "mean", "mean": "sum", "median": "mean", "min": "max", "max": "min", "any": "all", "all": "any",
    "head": "tail", "tail": "head", "first": "last", "last": "first", "idxmax": "idxmin", "idxmin": "idxmax",
    "std": "var", "var": "std", "count": "nunique", "nunique": "count", "startswith": "endswith",
    "endswith": "startswith", "floor": "ceil", "ceil": "floor", "nlargest": "nsmallest", "nsmallest": "nlargest",
    "size": "sum", "argmax": "argmin", "argmin": "argmax", "cummax": "cummin", "cummin": "cummax",
}


def mutants(source, name):
    """At most eight of `{"line", "what", "source"}`: the function's source with one change each; spread over the
    kinds of changes and over the function. Empty where the module does not define it at its top."""
    tree = ast.parse(source)
    function = next((one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == name), None)
    if function is None:
        return []
    kinds = {}
    for change in _changes(function):
        kinds.setdefault(change[0], []).append(change)
    chosen = []
    lists = [_spread(found) for found in kinds.values()]
    while len(chosen) < MOST and any(lists):
        for one in lists:
            if one and len(chosen) < MOST:
                chosen.append(one.pop(0))
    flags = [one for one in tree.body if isinstance(one, ast.ImportFrom) and one.module == "__future__"]
    made = [_made(function, flags, change) for change in chosen]
    return sorted(made, key=lambda one: one["line"])


def _spread(found):
    """First, middle and last before those between."""
    order = sorted(range(len(found)), key=lambda at: (bin(at)[::-1].find("1") if at else 0) * -1)
    return [found[at] for at in order]


def _made(function, flags, change):
    _, path, what, edit = change
    mutant = copy.deepcopy(function)
    node = mutant
    for step in path[:-1]:
        node = _at(node, step)
    line = getattr(_at(node, path[-1]), "lineno", function.lineno)
    edit(node, path[-1])
    ast.fix_missing_locations(mutant)
    module = ast.Module(body=[*flags, mutant], type_ignores=[])
    return {"line": line, "what": what, "source": ast.unparse(module)}


def _at(node, step):
    field, at = step
    found = getattr(node, field)
    return found if at is None else found[at]


def _put(node, step, new):
    field, at = step
    if at is None:
        setattr(node, field, new)
    else:
        getattr(node, field)[at] = new


def _changes(function):
    """Pairs of a kind, a way to the node, words for people, and what changes it."""
    body = function.body
    first = 1 if ast.get_docstring(function, clean=False) is not None else 0
    for at in range(first, len(body)):
        yield from _of(body[at], [("body", at)])


def _of(node, path):
    yield from _of_call(node, path)
    yield from _of_expression(node, path)
    yield from _of_statement(node, path)
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "op", "ops", "ctx"):
            continue
        if isinstance(value, ast.AST):
            yield from _of(value, [*path, (field, None)])
        elif isinstance(value, list):
            for at, one in enumerate(value):
                if isinstance(one, ast.AST):
                    yield from _of(one, [*path, (field, at)])


def _of_call(node, path):
    if not isinstance(node, ast.Call):
        return
    name = getattr(node.func, "attr", getattr(node.func, "id", None))
    if isinstance(node.func, ast.Attribute) and name in _STEPS:
        yield "step", path, "without .%s()" % name, lambda above, step: _put(above, step, _at(above, step).func.value)
    if name in _TWINS and (isinstance(node.func, ast.Attribute) or name in ("min", "max", "any", "all")):
        field = "attr" if isinstance(node.func, ast.Attribute) else "id"
        other = _TWINS[name]
        yield "call", path, "%s instead of %s" % (other, name), (
            lambda above, step: setattr(_at(above, step).func, field, other))


def _of_expression(node, path):
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in _OPERATORS and not _is_text(node):
        other = _OPERATORS[type(node.op)]
        yield "operator", path, "%s instead of %s" % (_sign(other), _sign(type(node.op))), _set("op", other())
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
        other = _COMPARISONS[type(node.ops[0])]
        words = "%s instead of %s" % (_sign(other), _sign(type(node.ops[0])))
        yield "comparison", path, words, _set("ops", [other(), *node.ops[1:]])
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        words = "or instead of and" if other is ast.Or else "and instead of or"
        yield "logic", path, words, _set("op", other())
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float, bool):
        value = not node.value if type(node.value) is bool else node.value + 1
        yield "constant", path, "%r instead of %r" % (value, node.value), _set("value", value)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "logic", path, "without not", lambda above, step: _put(above, step, _at(above, step).operand)


def _of_statement(node, path):
    if isinstance(node, (ast.If, ast.While)) and not isinstance(node.test, ast.Constant):
        yield "logic", path, "the opposite condition", _negate
    if isinstance(node, ast.IfExp):
        yield "logic", path, "the opposite condition", _negate
    dropped = isinstance(node, ast.AugAssign) or (
        isinstance(node, ast.Assign) and all(_is_there_before(one, node.value) for one in node.targets)
    ) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call))
    if dropped:
        words = "without `%s`" % " ".join(ast.unparse(node).split())[:60]
        yield "statement", path, words, lambda above, step: _put(above, step, ast.Pass())


def _is_there_before(target, value):
    """Without the assignment the name still means something."""
    if not isinstance(target, ast.Name):
        return isinstance(target, (ast.Subscript, ast.Attribute))
    return any(isinstance(one, ast.Name) and one.id == target.id for one in ast.walk(value))


def _negate(above, step):
    node = _at(above, step)
    node.test = ast.UnaryOp(op=ast.Not(), operand=node.test)


def _set(field, value):
    def edit(above, step):
        setattr(_at(above, step), field, copy.deepcopy(value))

    return edit


def _is_text(node):
    """Operators on texts: another one only raises."""
    sides = [getattr(node, side, None) for side in ("left", "right", "value")]
    return any(isinstance(one, ast.JoinedStr) or isinstance(one, ast.Constant) and isinstance(one.value, str)
               for one in sides)


_SIGNS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.BitAnd: "&", ast.BitOr: "|", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==",
    ast.NotEq: "!=", ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
}


def _sign(operator):
    return _SIGNS[operator]
