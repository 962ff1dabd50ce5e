"""What a reload changed, which of the notebook's names follow, and what cannot."""

MISSING = object()
# Seconds, and objects, that the search for what cannot follow may take.
SECONDS = 1.0
OBJECTS = 200_000
# Of one kind that are named.
MOST = 20


def report(order, saved, bindings):
    """The outcome of a reload; the notebook's imports are bound anew."""
    changed = changed_names(order, saved)
    rebound, kept, gone = rebind(saved, bindings)
    left, whole = followers(order, saved)
    return {
        "kind": "done",
        "modules": order,
        "changed": [[name, sorted(changed[name])] for name in order],
        "rebound": rebound,
        "kept": kept,
        "gone": gone,
        "left": left,
        "whole": whole,
    }


def changed_names(order, saved):
    """Names of each module that mean something else than before, by themselves or by what they use."""
    import sys

    changed = {}
    for name in order:
        old, new = saved[name], vars(sys.modules[name])
        names = {one for one in set(old) | set(new) if not (one.startswith("__") and one.endswith("__"))}
        changed[name] = {
            one for one in names
            if old.get(one, MISSING) is not new.get(one, MISSING) and not (
                one in old and one in new and same_value(old[one], new[one])
            )
        }
    size = -1
    while size != sum(map(len, changed.values())):
        size = sum(map(len, changed.values()))
        for name in order:
            spread(vars(sys.modules[name]), changed[name], changed)
    return changed


def spread(space, own, changed):
    """Adds what uses a name that means something else."""
    from types import ModuleType

    for name, value in list(space.items()):
        if name in own or name.startswith("__"):
            continue
        used = names_used(value, {id(value)})
        home = getattr(value, "__module__", None)
        if used & own or isinstance(home, str) and getattr(value, "__qualname__", None) in changed.get(home, ()):
            own.add(name)
            continue
        for one in used:
            module = space.get(one)
            if isinstance(module, ModuleType) and used & changed.get(module.__name__, set()):
                own.add(name)


def names_used(value, seen):
    """Names that functions, methods and base classes ask for."""
    from types import FunctionType

    value = getattr(value, "__func__", value)
    if isinstance(value, property):
        return set().union(*(names_used(part, seen) for part in (value.fget, value.fset, value.fdel) if part))
    if isinstance(value, FunctionType):
        inner = getattr(value, "__wrapped__", None)
        more = set() if inner is None or id(inner) in seen else names_used(inner, seen | {id(inner)})
        return names_in(value.__code__) | more
    if isinstance(value, type):
        members = [member for member in vars(value).values() if not isinstance(member, type)]
        bases = {base.__name__ for base in value.__bases__}
        return bases.union(*(names_used(member, seen) for member in members))
    if hasattr(value, "cache_info"):
        return names_used(value.__wrapped__, seen)
    return set()


def names_in(code):
    """Globals and attributes of a function and of those in it."""
    inner = [names_in(constant) for constant in code.co_consts if hasattr(constant, "co_code")]
    return set(code.co_names).union(*inner)


def rebind(saved, bindings):
    """Binds what the notebook imported to what it means now: names that follow, names that the notebook has bound
    to something else since, and names that the module no longer has."""
    import sys

    space = user_space()
    rebound, kept, gone = [], [], []
    for module, symbol, bound, sole in starred(saved, bindings):
        if module not in saved or bound not in space or symbol not in saved[module]:
            continue
        old, new = saved[module][symbol], vars(sys.modules[module]).get(symbol, MISSING)
        if not any(space[bound] is one for one in versions(module, symbol, old)):
            kept += [] if space[bound] is new else [bound]
        elif new is MISSING:
            gone.append(bound)
        elif new is not old:
            # A number that the notebook gave the name itself may be the very same object.
            if sole or hasattr(old, "__qualname__"):
                space[bound] = new
                rebound.append(bound)
            else:
                kept.append(bound)
    return rebound, kept, gone


def versions(module, name, value):
    """What a module has had under a name: autoreload leaves older objects to who holds them, with new code."""
    try:
        from IPython import get_ipython

        reloader = get_ipython().magics_manager.registry["AutoreloadMagics"]._reloader
        older = [reference() for reference in reloader.old_objects.get((module, name), ())]
    except Exception:
        older = []
    return [value] + [one for one in older if one is not None]


def starred(saved, bindings):
    """The bindings, with `from module import *` spelled out."""
    import sys

    for module, symbol, bound, sole in bindings:
        if symbol == "*" and module in saved:
            public = vars(sys.modules[module]).get("__all__") or [one for one in saved[module] if one[:1] != "_"]
            for name in public:
                yield module, name, name, False
        else:
            yield module, symbol, bound, sole


def followers(order, saved):
    """Objects that still are what they were, each `[where, what, of what]`: variables of the notebook, other
    modules, and how many more; and whether all were looked at."""
    import gc
    import sys
    import time
    from types import FunctionType

    olds = {}
    for module in order:
        new = vars(sys.modules[module])
        for name, value in saved[module].items():
            own = isinstance(value, (FunctionType, type)) or hasattr(value, "cache_info")
            if own and getattr(value, "__module__", None) == module and new.get(name) is not value:
                olds.update((id(one), (one, name)) for one in versions(module, name, value))
    if not olds:
        return [], True
    search = Search(olds, time.monotonic() + SECONDS)
    shell_names = shell_hidden()
    for name, value in list(user_space().items()):
        if name not in shell_names and not name.startswith("_"):
            search.look(name, value)
    for name, module in list(sys.modules.items()):
        if name not in order and name != "__main__":
            for attribute, value in list(getattr(module, "__dict__", {}).items()):
                if id(value) in olds:
                    search.found.append([name + "." + attribute, "function", olds[id(value)][1]])
    others = {}
    for value in gc.get_objects():
        if id(type(value)) in olds and id(value) not in search.seen:
            others[olds[id(type(value))][1]] = others.get(olds[id(type(value))][1], 0) + 1
    search.found += [["", "instances:%d" % count, name] for name, count in sorted(others.items())]
    return search.found[:MOST], search.whole and len(search.found) <= MOST


def shell_hidden():
    """Names that IPython has put among the notebook's."""
    from IPython import get_ipython

    return set(getattr(get_ipython(), "user_ns_hidden", ())) | {"In", "Out", "exit", "quit", "get_ipython", "open"}


class Search:
    """Looks through what variables hold for old functions, old classes and their instances."""

    def __init__(self, olds, end):
        self.olds = olds
        self.found = []
        self.seen = set()
        self.whole = True
        self._end = end

    def look(self, name, value):
        """Notes the first old thing of each kind that a variable leads to."""
        import time

        waiting, told = [value], set()
        for value in waiting:
            what = self._old(value)
            if what is not None and what not in told:
                told.add(what)
                self.found.append([name, *what])
            if id(value) in self.seen:
                continue
            if len(self.seen) > OBJECTS or time.monotonic() > self._end:
                self.whole = False
                return
            self.seen.add(id(value))
            if id(value) not in self.olds:
                waiting += inner_of(value)

    def _old(self, value):
        if id(value) in self.olds:
            kind = "class" if isinstance(value, type) else "function"
            return kind, self.olds[id(value)][1]
        if id(type(value)) in self.olds:
            return "instance", self.olds[id(type(value))][1]
        code = getattr(value, "gi_code", None) or getattr(value, "cr_code", None)
        for old, name in self.olds.values():
            if code is not None and getattr(old, "__code__", None) is code:
                return "generator", name
        return None


def inner_of(value):
    """What a value holds, without running code of anybody."""
    from collections import deque
    from functools import partial
    from types import FunctionType, MethodType, ModuleType

    if isinstance(value, dict):
        return list(dict.keys(value)) + list(dict.values(value))
    for kind in (list, tuple, set, frozenset, deque):
        if isinstance(value, kind):
            return [one for one in kind.__iter__(value) if type(one) not in PLAIN]
    if isinstance(value, partial):
        return [value.func, *value.args, *value.keywords.values()]
    if isinstance(value, MethodType):
        return [value.__self__, value.__func__]
    if isinstance(value, FunctionType):
        return contents_of(value) + list(value.__defaults__ or ()) + list(vars(value).values())
    if isinstance(value, (type, ModuleType)):
        return []
    if type(value).__module__ == "numpy" and type(value).__name__ == "ndarray":
        return list(value.flat[:1000]) if value.dtype == object else []
    try:
        return list(object.__getattribute__(value, "__dict__").values())
    except (AttributeError, TypeError):
        return []
