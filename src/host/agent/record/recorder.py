"""Wraps functions where the notebook imports them, in a scratch kernel, and writes down their first distinct calls.

`begin` is called before the first cell. Each call that is written down is a line of `calls.jsonl` in a folder;
the files that its values read lie in `data` below it.
"""

import copy
import functools
import hashlib
import inspect
import json
import keyword
import os
import sys
import time
import types
from pathlib import Path

from .encode import encode
from .masks import MAILS, Masks, holds_mail, looks_secret, personal, personal_in
from .sample import sample
from .same import difference, short, short_text
from .tables import Unwritable
from .watch import Watch

# Distinct calls that are kept of a function, and calls that are looked at.
KEPT = 3
LOOKED = 60
# Seconds that copying may take, once enough calls are kept: one that fails may come late.
PATIENCE = 5.0
# Bytes of a file that goes into a test.
FILE = 256_000


def begin(functions, folder, project):
    """`functions`: `module:name`, as the notebook imports them. `project`: root of the scratch copy."""
    from IPython import get_ipython

    Path(folder, "data").mkdir(parents=True, exist_ok=True)
    wanted = {}
    for one in functions:
        module, _, name = one.partition(":")
        wanted.setdefault(module, []).append(name)
    book = Book(Path(folder), os.path.realpath(project))
    get_ipython().events.register("pre_run_cell", book.next_cell)
    sys.meta_path.insert(0, Finder(wanted, book))


class Finder:
    """Finds modules as the others do, and wraps functions of some once they were run."""

    def __init__(self, wanted, book):
        self._wanted = wanted
        self._book = book

    def find_spec(self, name, path=None, target=None):
        """The spec of a wanted module, whose loader wraps; `None` for others."""
        if name not in self._wanted:
            return None
        others = [one for one in sys.meta_path if one is not self and hasattr(one, "find_spec")]
        spec = next(filter(None, (one.find_spec(name, path, target) for one in others)), None)
        if spec is None or spec.loader is None or not hasattr(spec.loader, "exec_module"):
            return spec
        run = spec.loader.exec_module

        def exec_module(module):
            run(module)
            for function in self._wanted[name]:
                self._book.wrap(module, function)

        spec.loader.exec_module = exec_module
        return spec


class Book:
    """What was recorded."""

    def __init__(self, folder, project):
        self._folder = folder
        self._project = project
        self._watch = Watch()
        self._seen = {}
        self._looked = {}
        self._spent = {}
        self._depth = 0
        self._cell = 0
        self._personal = []

    def next_cell(self, *_):
        """Another cell begins."""
        self._cell += 1

    def wrap(self, module, name):
        """Puts a function in the place of the module's, which does the same and writes down its calls."""
        function = getattr(module, name, None)
        why = _unfit(function)
        if name.startswith("test"):
            why = "pytest would take it for a test wherever it is imported: give it a name that does not begin with `test`"
        if why:
            self._say({"refused": why, "module": module.__name__, "function": name})
            return
        self._say({"found": name, "module": module.__name__, "place": self._place(module)})

        @functools.wraps(function)
        def recorded(*args, **kwargs):
            if self._depth or self._is_enough(module.__name__, name):
                return function(*args, **kwargs)
            self._depth += 1
            try:
                return self._record(module.__name__, name, function, args, kwargs)
            finally:
                self._depth -= 1

        setattr(module, name, recorded)

    def _place(self, module):
        """Where the module's file lies, below the project; `None` elsewhere."""
        file = os.path.realpath(getattr(module, "__file__", None) or "")
        return file[len(self._project) + 1:].replace(os.sep, "/") if file.startswith(self._project + os.sep) else None

    def _is_enough(self, module, name):
        key = (module, name)
        self._looked[key] = self._looked.get(key, 0) + 1
        if len(self._seen.get(key, ())) < KEPT:
            return self._looked[key] > LOOKED
        has_failed = (*key, "fails") in self._seen
        return has_failed or self._looked[key] > LOOKED or self._spent.get(key, 0) > PATIENCE

    def _record(self, module, name, function, args, kwargs):
        call = {"module": module, "function": name, "cell": self._cell}
        started = time.monotonic()
        try:
            before = _copied(function, args, kwargs)
        except Exception as why:  # never the notebook's business
            said = str(why) if isinstance(why, Unwritable) else "its arguments could not be copied: %s" % why
            self._say(dict(call, refused=said))
            return function(*args, **kwargs)
        self._spent[module, name] = self._spent.get((module, name), 0) + time.monotonic() - started
        try:
            with self._watch as watch:
                result = function(*args, **kwargs)
        except Exception as error:
            self._note(call, lambda: self._write_failed(call, before, error, self._watch))
            raise
        self._note(call, lambda: self._write(call, before, _named(function, args, kwargs), result, watch))
        return result

    def _note(self, call, write):
        """Writes a call down, or why that cannot be."""
        try:
            write()
        except Unwritable as why:
            self._say(dict(call, refused=str(why)))
        except Exception as why:
            self._say(dict(call, refused="it could not be written down: %s: %s" % (type(why).__name__, why)))

    def _write_failed(self, call, before, error, watch):
        """The first call that raised; whole where it can be, since a cut table may not hold what made it fail."""
        key = (call["module"], call["function"], "fails")
        if key in self._seen:
            return
        self._expect_alone(before, watch)
        call.update(draws=watch.draws, stem=call["function"] + "_fails",
                    raised={"type": type(error).__name__, "text": short_text(error)})
        whole = [one["value"] for one in before]
        try:
            self._take(call, before, whole, None, watch)
        except Unwritable:
            self._take(call, before, *sample(whole), watch)
        self._seen[key] = {}
        self._say(call)

    def _take(self, call, before, values, rows, watch):
        """Writes the arguments down."""
        self._personal = personal(values)
        call["rows"] = rows
        call["arguments"] = [self._argument(one, value, call["stem"], watch) for one, value in zip(before, values)]
        call["personal"] = self._personal

    def _write(self, call, before, after, result, watch):
        known = self._seen.setdefault((call["module"], call["function"]), {})
        if len(known) >= KEPT:
            return
        self._expect_alone(before, watch)
        stem = call["function"] + ("_%d" % (len(known) + 1) if known else "")
        values, rows = sample([one["value"] for one in before])
        call["draws"], call["stem"] = watch.draws, stem
        self._take(call, before, values, rows, watch)
        digest = self._digest(call["arguments"], stem)
        if digest in known:
            return
        if rows is None and not watch.draws:
            call["result"] = self._outcome(result, stem + "_was")
            call["left"] = {
                one["name"]: self._outcome(now["value"], "%s_%s_was" % (stem, one["name"]))
                for one, now in zip(before, after)
                if difference(one["value"], now["value"], None) is not None
            }
        known[digest] = True
        self._say(call)

    def _expect_alone(self, before, watch):
        """It does nothing that a test would do again, and reads nothing that it is not handed."""
        if watch.reaches:
            raise Unwritable("it %s" % watch.reaches[0])
        if watch.written:
            raise Unwritable("it writes “%s”, and so would the test" % self._shown(watch.written[0]))
        handed = {os.path.abspath(one["value"]) for one in before if isinstance(one["value"], (str, os.PathLike))}
        for path in watch.read:
            if path not in handed:
                raise Unwritable(
                    "it reads “%s”, which it is not handed: make the path a parameter" % self._shown(path)
                )

    def _shown(self, path):
        real = os.path.realpath(path)
        return os.path.relpath(real, self._project) if "lift-scratch-" in real else path

    def _argument(self, one, value, stem, watch):
        if looks_secret(one["name"], value):
            raise Unwritable("its argument `%s` looks like a secret, which does not go into a file" % one["name"])
        told = {"name": one["name"], "way": one["way"], "same_as": one["same_as"], "short": short(value)}
        path = os.path.abspath(value) if isinstance(value, (str, os.PathLike)) else None
        if path in watch.read:
            return dict(told, value=self._file(value, path, stem))
        try:
            encoded = encode(value, "%s_%s" % (stem, one["name"].strip("*")), self._folder / "data")
        except Unwritable as why:
            raise Unwritable("its argument `%s` is %s" % (one["name"], why)) from None
        self._notice_mails(encoded.told(), value)
        return dict(told, value=encoded.told())

    def _notice_mails(self, told, value):
        """Addresses that no column tells of are masked by what they look like."""
        if MAILS not in self._personal and holds_mail(told, self._folder / "data"):
            try:
                masked = encode(Masks(self._personal).of(value), "masked", self._folder / "masked").told()
                left = holds_mail(masked, self._folder / "masked")
            except Unwritable:
                left = True
            self._personal += [MAILS] if left else []

    def _file(self, value, path, stem):
        """A file that is read goes into the test, and its path with it."""
        size = os.path.getsize(path)
        shown = self._shown(path)
        if not os.path.realpath(path).startswith(self._project + os.sep):
            raise Unwritable("it reads “%s”, which does not lie in the project" % shown)
        if size > FILE:
            raise Unwritable("it reads “%s” of %d kB, more than the %d kB that a test may hold"
                             % (shown, size // 1000, FILE // 1000))
        self._expect_shown(path, shown)
        name = "%s_%s" % (stem, os.path.basename(path))
        (self._folder / "data" / name).write_bytes(Path(path).read_bytes())
        text = 'DATA / "%s"' % name
        if not isinstance(value, os.PathLike):
            text = "str(%s)" % text
        return {"text": text, "imports": [], "files": [name], "reads_tables": False, "plain": False}

    def _expect_shown(self, path, shown):
        """What cannot be shown and masked does not go into a test."""
        try:
            text = Path(path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise Unwritable("it reads “%s”, which is not text: its rows could not be shown before they go into a test"
                             % shown) from None
        found = personal_in(text, os.path.splitext(path)[1].lower())
        if found is None:
            raise Unwritable("it reads “%s”, which holds mail addresses that cannot be masked there" % shown)
        self._personal += [label for label in found if label not in self._personal]

    def _outcome(self, value, name):
        try:
            return encode(value, name, self._folder / "data").told()
        except Unwritable:
            return None  # whether that matters shows when it is computed again

    def _digest(self, arguments, stem):
        digest = hashlib.sha1()
        for one in arguments:
            text = one["value"]["text"].replace(stem, "")
            digest.update(("%s %s" % (one["name"], text)).encode())
            for file in one["value"]["files"]:
                digest.update((self._folder / "data" / file).read_bytes())
        return digest.hexdigest()

    def _say(self, line):
        with open(self._folder / "calls.jsonl", "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def _unfit(function):
    if function is None:
        return "the module has no such name"
    if inspect.isclass(function) or not callable(function):
        return "it is not a function"
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        return "it is asynchronous; only plain functions are recorded"
    if inspect.isgeneratorfunction(function):
        return "it gives its values one by one (`yield`); only functions that return are recorded"
    return None


def _named(function, args, kwargs):
    """The arguments in the order of the call, by the names of the parameters."""
    try:
        names = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        names = []
    plain = [one.name for one in names if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
    rest = next((one.name for one in names if one.kind is one.VAR_POSITIONAL), "argument")
    listed = [(plain[at] if at < len(plain) else "%s_%d" % (rest, at - len(plain) + 1), "", one)
              for at, one in enumerate(args)]
    listed += [(name, name, one) for name, one in kwargs.items()]
    taken = _TAKEN | {getattr(function, "__name__", "")}
    found = []
    for name, way, value in listed:
        while name in taken:
            name += "_"
        taken = taken | {name}
        found.append({"name": name, "way": way, "value": value})
    return found


def _is_name(text):
    return text.isidentifier() and not keyword.iskeyword(text)


def _copied(function, args, kwargs):
    """The same with copies, made at once so that what is shared stays shared."""
    named = _named(function, args, kwargs)
    odd = next((one["way"] for one in named if one["way"] and not _is_name(one["way"])), None)
    if odd is not None:
        raise Unwritable("its argument “%s” has a name that cannot be written in a call" % odd)
    memo = {}
    for at, one in enumerate(named):
        value = one["value"]
        twin = next((other["name"] for other in named[:at] if other["live"] is value), None)
        one["live"], one["same_as"] = value, None if isinstance(value, _ATOMS) else twin
        try:
            one["value"] = copy.deepcopy(value, memo)
        except Exception as why:
            raise Unwritable("its argument `%s` of type %s cannot be copied (%s)"
                             % (one["name"], type(value).__name__, str(why) or type(why).__name__)) from None
    return named


# Names that mean something else in a test.
_TAKEN = {"result", "expected", "np", "pd", "pytest", "random", "json", "ast", "csv", "Path", "DATA", "read_table",
          "datetime", "zoneinfo", "assert_frame_equal", "assert_series_equal", "assert_index_equal", "bool", "complex",
          "float", "frozenset", "len", "list", "range", "set", "slice", "str", "type"}
_ATOMS = (type(None), bool, int, float, complex, str, bytes, types.FunctionType, type)
