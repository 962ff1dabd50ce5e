"""Times rope and jedi on texts: one JSON object in (`texts`: name -> text, `extract`: name -> [first, last line]),
one out (name -> {rope, jedi} in milliseconds of processor time, median of the rounds after one to warm up, or an error's name)."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

import jedi
from rope.base.project import Project
from rope.base.libutils import get_string_scope
from rope.refactor.extract import ExtractMethod

ROUNDS = 3


def timed(work: Callable[[], object]) -> float | str:
    """Milliseconds, or the name of what was raised."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        try:
            work()
        except Exception as error:
            return type(error).__name__
        times.append((time.process_time() - start) * 1000)
    return round(statistics.median(times[1:]), 1)


def rope_names(project: Project, text: str) -> None:
    """Every name of every scope."""
    todo = [get_string_scope(project, text)]
    while todo:
        scope = todo.pop()
        scope.get_names()
        todo += scope.get_scopes()


def jedi_names(text: str) -> None:
    """Every name, definitions and references."""
    jedi.Script(text).get_names(all_scopes=True, definitions=True, references=True)


def in_a_function(text: str) -> str:
    """The text as the body of a function: both then know which names are local."""
    return "def notebook():\n" + "".join(f"    {line}\n" if line else "\n" for line in text.split("\n"))


def rope_extract(project: Project, text: str, first: int, last: int) -> None:
    """Works out the extraction of whole lines, 1-based, of the wrapped text."""
    file = project.root.get_child("speed.py") if project.root.has_child("speed.py") else project.root.create_file("speed.py")
    file.write(text)
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: first - 1])) + 4
    end = sum(map(len, lines[:last])) - 1
    ExtractMethod(project, file, start, end).get_changes("lifted")


def jedi_extract(text: str, first: int, last: int) -> None:
    """The same."""
    end = len(text.splitlines()[last - 1])
    jedi.Script(text).extract_function(first, 4, until_line=last, until_column=end, new_name="lifted").get_changed_files()


def main() -> None:
    """Reads the request, prints the answer."""
    request = json.load(sys.stdin)
    answer = {}
    with tempfile.TemporaryDirectory() as folder:
        project = Project(folder)
        for name, text in request["texts"].items():
            answer[name] = {"rope": timed(lambda: rope_names(project, text)), "jedi": timed(lambda: jedi_names(text))}
        for name, (text, first, last) in request["extract"].items():
            wrapped = in_a_function(text)
            answer[name] = {
                "rope": timed(lambda: rope_extract(project, wrapped, first + 1, last + 1)),
                "jedi": timed(lambda: jedi_extract(wrapped, first + 1, last + 1)),
            }
        project.close()
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
