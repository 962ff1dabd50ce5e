"""Wraps functions where the notebook imports them, in a scratch kernel, and writes down distinct calls: the first,
and those that take branches which none before took.

`begin` is called before the first cell. Each call that is written down is a line of `calls.jsonl` in a folder;
the files that its values read lie in `data` below it.
"""

import contextlib
import functools
import hashlib
import inspect
import json
import os
import sys
import time
from pathlib import Path

from .arguments import copied, named
from .branches import Branches
from .encode import encode
from .finder import Finder, place_in
from .masks import MAILS, Masks, holds_mail, looks_secret, personal, personal_in
from .places import own_place
from .reason import reason
from .sample import sample
from .same import difference, short
from .tables import Unwritable
from .watch import Watch

# Distinct calls that are written down of a function in any case, and at most.
KEPT = 3
MOST = 12
# Calls that are looked at, whatever that takes, and at most: one that takes another branch, or fails, may come late.
LOOKED = 60
LATEST = 2000
# Seconds that recording may take of a function's time.
PATIENCE = 5.0
# Bytes of a file that goes into a test.
FILE = 256_000


def begin(functions, folder, project):
    """`functions`: `module:name`, as the notebook imports them. `project`: root of the scratch copy."""
    from IPython import get_ipython

    Path(folder, "data").mkdir(parents=True, exist_ok=True)
    book = Book(Path(folder), os.path.realpath(project))
    get_ipython().events.register("pre_run_cell", book.next_cell)
    sys.meta_path.insert(0, Finder(functions, book))


class Book:
    """What was recorded."""

    def __init__(self, folder, project):
        self._folder = folder
        self._project = project
        self._watch = Watch()
        self._seen = {}
        self._taken = {}
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
        self._say({"found": name, "module": module.__name__, "place": self.place(getattr(module, "__file__", None))})

        @functools.wraps(function)
        def recorded(*args, **kwargs):
            return self.called(module.__name__, name, function, args, kwargs)

        for extra in set(dir(function)) - set(dir(recorded)):  # such as `cache_clear`
            setattr(recorded, extra, getattr(function, extra))
        setattr(module, name, recorded)

    def called(self, module, name, function, args, kwargs):
        """Makes a call, and writes it down unless it lies within another one or enough are kept."""
        if self._depth or self._is_enough(module, name):
            return function(*args, **kwargs)
        self._depth += 1
        try:
            return self._record(module, name, function, args, kwargs)
        finally:
            self._depth -= 1

    def place(self, file):
        """Where a file lies, below the root; `None` elsewhere."""
        return place_in(self._project, file)

    def _is_enough(self, module, name):
        key = (module, name)
        self._looked[key] = self._looked.get(key, 0) + 1
        is_long = self._looked[key] > LOOKED or len(self._seen.get(key, ())) >= KEPT
        return self._looked[key] > LATEST or is_long and self._spent.get(key, 0) > PATIENCE

    @contextlib.contextmanager
    def _spending(self, key):
        started = time.monotonic()
        try:
            yield
        finally:
            self._spent[key] = self._spent.get(key, 0) + time.monotonic() - started

    def _record(self, module, name, function, args, kwargs):
        call = {"module": module, "function": name, "cell": self._cell}
        try:
            with self._spending((module, name)):
                before = copied(function, args, kwargs)
        except Exception as why:  # never the notebook's business
            said = str(why) if isinstance(why, Unwritable) else "its arguments could not be copied: %s" % why
            self._say(dict(call, refused=said))
            return function(*args, **kwargs)
        branches = Branches(self._project)
        try:
            with self._watch as watch, branches:
                result = function(*args, **kwargs)
        except Exception as error:
            self._note(call, lambda: self._write_failed(call, before, error, watch))
            raise
        after = named(function, args, kwargs)
        self._note(call, lambda: self._write(call, before, after, result, watch, branches.taken))
        return result

    def _note(self, call, write):
        """Writes a call down, or why that cannot be."""
        try:
            with self._spending((call["module"], call["function"])):
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
                    raised=reason(error, self._project, [one for one in _paths(before) if os.path.abspath(one) in watch.read]))
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

    def _write(self, call, before, after, result, watch, taken):
        key = (call["module"], call["function"])
        known = self._seen.setdefault(key, {})
        if len(known) >= MOST or len(known) >= KEPT and taken <= self._taken[key]:
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
        self._taken[key] = self._taken.get(key, set()) | taken
        self._say(dict(call, taken=sorted(taken), size=self._size(call["arguments"])))

    def _size(self, arguments):
        values = [one["value"] for one in arguments]
        files = [self._folder / "data" / file for one in values for file in one["files"]]
        return sum(len(one["text"]) for one in values) + sum(os.path.getsize(file) for file in files)

    def _expect_alone(self, before, watch):
        """It does nothing that a test would do again, and reads nothing that it is not handed."""
        if watch.reaches:
            raise Unwritable("it %s" % watch.reaches[0])
        if watch.written:
            raise Unwritable("it writes “%s”, and so would the test" % self._shown(watch.written[0]))
        handed = {os.path.abspath(path) for path in _paths(before)}
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
            return dict(told, value=self._file(value, path, stem, one["name"]))
        try:
            encoded = encode(value, "%s_%s" % (stem, one["name"].strip("*")), self._folder / "data")
        except Unwritable as why:
            raise Unwritable("its argument `%s` is %s" % (one["name"], why)) from None
        held = own_place(encoded.told(), self._folder / "data")
        if held:
            raise Unwritable("its argument `%s` holds %s: hand it a path below the project" % (one["name"], held))
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

    def _file(self, value, path, stem, argument):
        """A file that is read goes into the test, and its path with it."""
        shown = self._shown(path)
        if not os.path.isfile(path):
            raise Unwritable("it reads “%s”, which is not there" % shown)
        size = os.path.getsize(path)
        if not os.path.realpath(path).startswith(self._project + os.sep):
            raise Unwritable("it reads “%s”, which does not lie in the project" % shown)
        if size > FILE:
            raise Unwritable("it reads “%s” of %d kB, more than the %d kB that a test may hold"
                             % (shown, size // 1000, FILE // 1000))
        self._expect_shown(path, shown)
        content = Path(path).read_bytes()
        name = "%s_%s" % (stem, os.path.basename(path))
        there = self._folder / "data" / name
        if there.exists() and there.read_bytes() != content:  # another folder's file of this name
            name = "%s_%s_%s" % (stem, argument.strip("*"), os.path.basename(path))
        (self._folder / "data" / name).write_bytes(content)
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


def _paths(arguments):
    """Arguments that may be paths."""
    return [one["value"] for one in arguments if isinstance(one["value"], (str, os.PathLike))]


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
