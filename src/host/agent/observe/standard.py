"""What a reader can see of values of the standard library that hide what they are, or say what the process gave them."""

from __future__ import annotations

import functools
import io
import itertools
import random
import re
import subprocess
import sys
import threading
import weakref
from concurrent.futures import Executor
from typing import Any, Callable

from .libraries import Above, Prints, Put, feed_file

# Rows of a database that are looked at.
_ROWS = 100_000
# What every thread holds; the rest is what somebody gave it.
_OF_THREADS = set(vars(threading.main_thread())) | {"_target", "_args", "_kwargs"}


def _feed_random(prints: Prints, value: Any, put: Put, above: Above) -> None:
    put(repr(value.getstate()).encode())


def _feed_match(prints: Prints, value: Any, put: Put, above: Above) -> None:
    prints.feed([value.re, value.string, value.regs], put, above)


def _feed_cached(prints: Prints, value: Any, put: Put, above: Above) -> None:
    prints.feed([value.__wrapped__, tuple(value.cache_info())], put, above)


def _feed_thread(prints: Prints, value: Any, put: Put, above: Above) -> None:
    """Not by its number and name, which count the threads of the process."""
    own = {name: item for name, item in vars(value).items() if name not in _OF_THREADS}
    prints.feed([value.daemon, value.is_alive(), own], put, above)


def _feed_process(prints: Prints, value: Any, put: Put, above: Above) -> None:
    prints.feed([value.args, value.returncode], put, above)


def _feed_pool(prints: Prints, value: Any, put: Put, above: Above) -> None:
    put(str(getattr(value, "_max_workers", "")).encode())


def _feed_connection(prints: Prints, value: Any, put: Put, above: Above) -> None:
    """By what is in the database."""
    _feed_rows(prints, lambda: [value.in_transaction, *value.iterdump()], put, above)


def _feed_cursor(prints: Prints, value: Any, put: Put, above: Above) -> None:
    """By the rows that are left; the run is over, so that nobody misses them."""
    _feed_rows(prints, lambda: iter(value.fetchone, None), put, above)


def _feed_rows(prints: Prints, rows: Callable[[], Any], put: Put, above: Above) -> None:
    try:
        left = list(itertools.islice(rows(), _ROWS + 1))
    except sys.modules["sqlite3"].ProgrammingError as error:
        if "closed" not in str(error):
            raise
        put(b"closed")
        return
    prints.is_whole = prints.is_whole and len(left) <= _ROWS
    prints.feed(left, put, above)


def _feed_row(prints: Prints, value: Any, put: Put, above: Above) -> None:
    prints.feed([value.keys(), tuple(value)], put, above)


def _feed_reference(prints: Prints, value: Any, put: Put, above: Above) -> None:
    """By what it leads to."""
    prints.feed(value(), put, above)


def _feed_finalizer(prints: Prints, value: Any, put: Put, above: Above) -> None:
    put(str(value.alive).encode())


_KINDS: tuple[tuple[type, Callable[..., None]], ...] = (
    (io.IOBase, feed_file),
    (re.Match, _feed_match),
    (functools._lru_cache_wrapper, _feed_cached),
    (threading.Thread, _feed_thread),
    (subprocess.Popen, _feed_process),
    (Executor, _feed_pool),
    (weakref.ref, _feed_reference),
    (weakref.finalize, _feed_finalizer),
)
# Not every Python has it.
_SQLITE = {"Connection": _feed_connection, "Cursor": _feed_cursor, "Row": _feed_row}


def feeder_of(value: Any) -> Callable[..., None] | None:
    """How the value is taken in; `None` where its structure tells."""
    if type(value) is random.Random:
        return _feed_random
    if type(value).__module__ == "sqlite3":
        return _SQLITE.get(type(value).__name__)
    return next((feed for kind, feed in _KINDS if isinstance(value, kind)), None)
