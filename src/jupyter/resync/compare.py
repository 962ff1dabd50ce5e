"""Whether code, functions, classes and values say the same, wherever they stand in a file."""

PARTS = (
    "co_names", "co_varnames", "co_freevars", "co_cellvars", "co_flags", "co_name",
    "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_exceptiontable",
)
# Values that can be asked whether they are equal without running code of the project.
PLAIN = (int, float, complex, bool, str, bytes, type(None), type(...))
# What a class holds beside what its body says.
OF_CLASSES = (
    "__dict__", "__weakref__", "__module__", "__doc__", "__firstlineno__", "__static_attributes__",
    "__annotations__", "__annotations_cache__", "__annotate__", "__annotate_func__", "_abc_impl", "__abstractmethods__",
    "__hash__", "__orig_bases__", "__parameters__", "__qualname__", "__conditional_annotations__",
)


def same_code(old, new, bodies=True):
    """Whether two code objects do the same. Without `bodies`, functions in them only have to be of one name."""
    if any(getattr(old, part, None) != getattr(new, part, None) for part in PARTS):
        return False
    if "__firstlineno__" in old.co_names:
        # The body of a class holds the line that it begins in (Python 3.13).
        first, second = placeless(old), placeless(new)
        return len(first) == len(second) and all(same_constant(a, b, bodies) for a, b in zip(first, second))
    return old.co_code == new.co_code and same_constant(old.co_consts, new.co_consts, bodies)


def placeless(code):
    """The instructions of a class body, without the number of its line."""
    import dis

    steps = [(step.opname, step.argval) for step in dis.get_instructions(code)]
    stores = [at for at, (_, value) in enumerate(steps) if value == "__firstlineno__"]
    for at in reversed(stores):
        del steps[at - 1:at + 1]
    return steps


def same_constant(old, new, bodies=True):
    """Whether two constants of code are the same, of one type and sign."""
    if type(old) is not type(new):
        return False
    if hasattr(old, "co_code"):
        # CO_OPTIMIZED: a function; without it, the body of a class.
        if old.co_flags & 1 and not bodies:
            return old.co_name == new.co_name
        return same_code(old, new, bodies)
    if isinstance(old, tuple):
        return len(old) == len(new) and all(same_constant(a, b, bodies) for a, b in zip(old, new))
    return old == new if isinstance(old, frozenset) else repr(old) == repr(new)


def same_value(old, new, depth=0):
    """Whether two values are surely the same; `False` where only code of others could tell."""
    from functools import partial
    from types import FunctionType

    if old is new:
        return True
    if type(old) is not type(new) and not (isinstance(old, type) and isinstance(new, type)) or depth > 8:
        return False
    if isinstance(old, FunctionType):
        return same_function(old, new, depth)
    if isinstance(old, type):
        return same_class(old, new, depth)
    if type(old) in PLAIN:
        return repr(old) == repr(new)
    if type(old) in (list, tuple):
        return len(old) == len(new) and all(same_value(a, b, depth + 1) for a, b in zip(old, new))
    if type(old) is dict:
        return list(old) == list(new) and all(same_value(old[key], new[key], depth + 1) for key in old)
    if type(old) in (set, frozenset):
        return all(type(item) in PLAIN for item in old | new) and old == new
    if isinstance(old, (staticmethod, classmethod)):
        return same_value(old.__func__, new.__func__, depth + 1)
    if isinstance(old, property):
        return all(same_value(getattr(old, part), getattr(new, part), depth + 1) for part in ("fget", "fset", "fdel"))
    if isinstance(old, partial):
        return same_value([old.func, old.args, old.keywords], [new.func, new.args, new.keywords], depth + 1)
    return hasattr(old, "cache_info") and same_value(old.__wrapped__, new.__wrapped__, depth + 1)


def same_function(old, new, depth=0):
    """Whether two functions do the same as far as they themselves say."""
    if not same_code(old.__code__, new.__code__):
        return False
    parts = ("__defaults__", "__kwdefaults__")
    if not all(same_value(getattr(old, part), getattr(new, part), depth + 1) for part in parts):
        return False
    wrapped = [function.__dict__.get("__wrapped__") for function in (old, new)]
    return same_value(*wrapped, depth + 1) and same_value(contents_of(old), contents_of(new), depth + 1)


def contents_of(function):
    """What a function holds of the functions around it."""
    found = []
    for cell in function.__closure__ or ():
        try:
            found.append(cell.cell_contents)
        except ValueError:
            # Not bound yet.
            continue
    return found


def same_class(old, new, depth=0):
    """Whether two classes hold the same, and stand on classes that do."""
    if type(old).__name__ != type(new).__name__ or len(old.__bases__) != len(new.__bases__):
        return False
    first, second = (
        {name: value for name, value in vars(one).items() if name not in OF_CLASSES} for one in (old, new)
    )
    if list(first) != list(second) or old.__qualname__ != new.__qualname__:
        return False
    bases = zip(old.__bases__, new.__bases__)
    return all(same_value(a, b, depth + 1) for a, b in bases) and all(
        same_value(first[name], second[name], depth + 1) for name in first
    )
