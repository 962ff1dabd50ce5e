"""What CPython does to global names, over every way through small programs.

Reads a JSON list of programs from standard input and writes one result for each. A program
decides by `c()`, the truth of a value, `it()` and `r()`; every decision is tried both ways.
"""

import builtins
import contextlib
import json
import sys

NAMES = list('abdefgX')
MOST_RUNS = 300
MOST_DECISIONS = 24


class Abort(BaseException):
    """Ends a run that takes too long."""


class E1(Exception):
    pass


class Ways:
    """Plays decisions back, then takes the first way at each new one."""

    def __init__(self, prefix):
        self.taken = list(prefix)
        self.at = 0

    def decide(self):
        if self.at == MOST_DECISIONS:
            raise Abort
        if self.at == len(self.taken):
            self.taken.append(False)
        self.at += 1
        return self.taken[self.at - 1]


class Value:
    """Fits everywhere; its truth and its order are decisions."""

    def __init__(self, ways, prior=False):
        self.ways, self.prior = ways, prior

    def _same(self, *_, **__):
        return Value(self.ways)

    __call__ = __add__ = __iadd__ = __getitem__ = _same
    __getattr__ = _same

    def __setitem__(self, *_):
        pass

    def __delitem__(self, *_):
        pass

    def __iter__(self):
        while self.ways.decide():
            yield Value(self.ways)

    def __bool__(self):
        return self.ways.decide()

    def __lt__(self, _):
        return Value(self.ways)

    def __eq__(self, _):
        return self.ways.decide()

    __hash__ = object.__hash__

    def __format__(self, _):
        return 'v'


class Globals(dict):
    """Records whose value from before is taken."""

    def __getitem__(self, name):
        value = super().__getitem__(name)
        self.note(name)
        # Whoever takes it gets a copy, so that what is bound is never the value from before.
        return Value(value.ways) if isinstance(value, Value) else value

    def __delitem__(self, name):
        if dict.__contains__(self, name):
            self.note(name)
        super().__delitem__(name)

    def note(self, name):
        if self.state(name) == 'prior':
            self.reads.add(name)

    def state(self, name):
        if not dict.__contains__(self, name):
            return 'unbound'
        value = dict.__getitem__(self, name)
        prior = isinstance(value, Value) and value.prior
        return 'prior' if prior else 'bound'


def helpers(ways, scope):
    class Manager:
        def __enter__(self):
            return Value(ways)

        def __exit__(self, *_):
            return False

    class Namespace(dict):
        def __missing__(self, name):
            if dict.__contains__(scope, name):
                scope.note(name)
            raise KeyError(name)

    class M(type):
        @classmethod
        def __prepare__(cls, *_, **__):
            return Namespace()

    def it():
        while ways.decide():
            yield Value(ways)

    def r():
        if ways.decide():
            error = E1()
            error.implicit = True
            raise error
        return Value(ways)

    def quiet(function):
        return function

    def exit():
        raise SystemExit

    return {
        **vars(builtins),
        'c': ways.decide,
        'v': Value(ways),
        'it': it,
        'r': r,
        'm': Manager,
        'M': M,
        'E1': E1,
        'exit': exit,
        'suppress': contextlib.suppress,
        'total_ordering': quiet,
        'do': lambda function: function(),
        'keep': lambda function: None,
    }


def run(code, prefix):
    ways = Ways(prefix)
    scope = Globals({name: Value(ways, True) for name in NAMES})
    scope.reads = set()
    dict.__setitem__(scope, '__builtins__', helpers(ways, scope))
    end = 'normal'
    try:
        exec(code, scope)
    except (Abort, RecursionError):
        end = 'abort'
    except (E1, AssertionError, SystemExit) as error:
        end = 'implicit' if hasattr(error, 'implicit') else 'raised'
    except (NameError, TypeError, ValueError, AttributeError):
        end = 'implicit'
    states = {name: scope.state(name) for name in NAMES}
    return ways.taken, {'end': end, 'reads': scope.reads, 'states': states}


def runs_of(program):
    code = compile(program, 'program', 'exec')
    prefix, runs = [], []
    for _ in range(MOST_RUNS):
        taken, outcome = run(code, prefix)
        runs.append(outcome)
        while taken and taken[-1]:
            taken.pop()
        if not taken:
            return runs, True
        prefix = taken[:-1] + [True]
    return runs, False


def summary(program):
    try:
        runs, complete = runs_of(program)
    except SyntaxError as error:
        return {'invalid': str(error)}
    normal = [one for one in runs if one['end'] == 'normal']
    ended = [one for one in runs if one['end'] in ('normal', 'raised')]

    def some(of, state):
        return sorted({n for one in of for n in NAMES if one['states'][n] == state})

    def every(state):
        return [n for n in NAMES if normal and all(one['states'][n] == state for one in normal)]

    return {
        'complete': complete and all(one['end'] != 'abort' for one in runs),
        'normal': len(normal),
        'exposed': sorted(set().union(*(one['reads'] for one in runs))),
        'exposedAlways': [n for n in NAMES if normal and all(n in one['reads'] for one in normal)],
        'mayBind': some(ended, 'bound'),
        'left': some(normal, 'bound'),
        'mustBind': every('bound'),
        'mayUnbind': some(normal, 'unbound'),
        'mustUnbind': every('unbound'),
    }


sys.setrecursionlimit(200)
json.dump([summary(one) for one in json.load(sys.stdin)], sys.stdout)
