"""Tests from recorded calls: called again, tried with mutants, put into files, written.

A draft belongs to a scratch copy, in whose folder `recorder.py` has left the calls, and goes with it.
"""

import hashlib
import itertools
import json
import os
import shutil

from . import gitignore
from .children import run_child, try_mutants
from .disk import put, read_bytes
from .errors import AgentError
from .freshclone import fresh_clone
from .jobs import operation
from .testfile import case_text, compose, tests_in

# Calls that become tests, of each function.
KEPT = 3
_drafts = {}


@operation("draft-tests")
def draft_tests(job, copy, folder, notebook, cells, tools, mutants, masks=None):
    """Makes cases of what was recorded; answers with `cases` and `refused`.

    `cells`: names of the cells that were run, in order. `tools`: the modules of `record`, name to text. `masks`: id of
    a case to the columns that are masked; those that look personal, unless said.
    """
    for gone in [one for one in _drafts if not os.path.isdir(one)]:
        del _drafts[gone]
    draft = _drafts.get(copy) or Draft(job, copy, folder, notebook, cells, tools)
    _drafts[copy] = draft
    for case in draft.cases:
        case["masks"] = sorted((masks or {}).get(case["id"], case["personal"]))
    draft.make(job, mutants)
    return draft.told()


class Draft:
    """What was recorded in one scratch run."""

    def __init__(self, job, copy, folder, notebook, cells, tools):
        self.folder = os.path.abspath(folder)
        self.top = os.path.dirname(copy)
        self.notebook = notebook
        self.tools = tools
        self.refused = []
        self.cases = []
        self._cells = cells
        self._places = {}
        self._read()
        self.clone = fresh_clone(job, self.folder, os.path.join(self.top, "clone"))

    def _read(self):
        path = os.path.join(self.top, "lift-record", "calls.jsonl")
        lines = []
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                lines = [json.loads(line) for line in file]
        called = set()
        self._places.update(((line["module"], line["found"]), line["place"]) for line in lines if "found" in line)
        for line in kept(lines):
            key = (line["module"], line.get("function") or line.get("found"))
            called.add(key if "found" not in line else None)
            if "refused" in line:
                self._refuse(line, line["refused"])
            elif "found" not in line:
                self._add(line)
        for module, function in self._places:
            if (module, function) not in called:
                self._refuse({"module": module, "function": function}, "the notebook does not call it")

    def _refuse(self, call, why):
        told = {"module": call["module"], "function": call["function"], "cell": self._cell(call), "why": why}
        if told not in self.refused:
            self.refused.append(told)

    def _cell(self, call):
        at = (call.get("cell") or 0) - 1
        return self._cells[at] if 0 <= at < len(self._cells) else None

    def _add(self, call):
        place = self._places.get((call["module"], call["function"]))
        if place is None:
            self._refuse(call, "its module does not lie in the project")
            return
        way = call["module"].replace(".", "/")
        stem = place[: -len("/__init__.py")] if place.endswith("/__init__.py") else place[: -len(".py")]
        root = stem[: -len(way)].rstrip("/") if stem.endswith(way) else ""
        file = call["module"].rpartition(".")[2]
        self.cases.append(dict(
            call,
            recorded=call["arguments"],
            id="%s:%s" % (call["module"], call["stem"]),
            cell=self._cell(call),
            place=place,
            root=root,
            file="tests/test_%s.py" % file,
            data=file,
        ))

    def make(self, job, mutants):
        """Calls the functions again, twice, and tries the tests."""
        self._name_tests()
        for case in self.cases:
            case["arguments"], case["loose"] = case["recorded"], None
        write = os.path.join(self.top, "lift-tests")
        shutil.rmtree(write, ignore_errors=True)
        os.makedirs(write)
        for root in sorted({case["root"] for case in self.cases}):
            own = [case for case in self.cases if case["root"] == root]
            job.emit({"e": "step", "step": "replay"})
            self._replay(job, own, root, write, 1, "1")
            self._replay_again(job, own, root, write)
        for case in self.cases:
            case["text"] = "" if case["problem"] else case_text(case, self.notebook)
            case["bytes"] = self._size(case)
        if mutants:
            self._try(job)

    def _replay_again(self, job, own, root, write):
        """In another process; where results differ, both turns once more to find what stays the same of them."""
        self._replay(job, [case for case in own if not case["problem"]], root, write, 2, "2")
        loose = [case for case in own if case["differs"]]
        for case in loose:
            case["arguments"], case["loose"] = case["recorded"], case["problem"]
        self._replay(job, loose, root, write, 1, "1")
        self._replay(job, [case for case in loose if not case["problem"]], root, write, 2, "2")
        for case in loose:
            case["loose"] = None if case["problem"] else case["loose"]

    def _name_tests(self):
        for case in self.cases:
            there = tests_in(text_of(self.folder, case["file"]) or "")
            test = "test_" + case["stem"]
            if test in there and not there[test][1]:
                test += "_recorded"
            case["test"], case["old"] = test, there[test][0] if test in there else None

    def _replay(self, job, cases, root, write, turn, seed):
        if not cases:
            return
        task = {"root": self.clone, "folder": root, "turn": turn, "calls": cases, "write": write,
                "read": os.path.join(self.top, "lift-record", "data")}
        answers, _, said, code = run_child(job, self.tools, "replay", task, seed=seed)
        if answers is None:
            last = (said.strip().split("\n") or [""])[-1]
            why = "called again, it took too long" if code is None else "called again, it ended the process: " + last
            answers = [{"problem": why}] * len(cases)
        for case, answer in zip(cases, answers):
            case["problem"] = self._explained(case, answer.get("problem"))
            case["differs"] = False
            case.update({key: value for key, value in answer.items() if key != "problem"})

    def _explained(self, case, problem):
        if problem and "No module named" in problem and gitignore.ignored(self.folder, [case["place"]]):
            return "git ignores “%s”: a fresh clone would not have it" % case["place"]
        if problem and case["masks"] and "it raised" in problem:
            return "%s, with %s masked" % (problem, ", ".join(case["masks"]))
        return problem

    def _size(self, case):
        if case["problem"]:
            return 0
        return sum(os.path.getsize(self.data_file(name)) for name in files_of(case))

    def data_file(self, name):
        """Where a recorded file lies now."""
        return os.path.join(self.top, "lift-tests", name)

    def _try(self, job):
        """Which changes of its function does each case notice?"""
        groups = {}
        for case in self.cases:
            case["mutants"] = None
            if not case["problem"] and "raised" not in case:
                groups.setdefault((case["module"], case["function"]), []).append(case)
        for root in sorted({cases[0]["root"] for cases in groups.values()}):
            own = [cases for cases in groups.values() if cases[0]["root"] == root]
            made = [one for cases in own for one in self._mutants(job, cases)]
            job.emit({"e": "step", "step": "mutants"})
            if not made:
                continue
            found, problems = try_mutants(job, self.tools, {"root": self.clone, "folder": root, "mutants": made})
            for case in (case for cases in own for case in cases):
                pairs = [pair for pair in zip(made, found) if case["test"] in pair[0]["tests"]
                         and pair[0]["module"] == case["module"]]
                case["mutants"] = _noticed(case["test"], pairs) if pairs else None
                why = problems.get((case["file"], case["test"]))
                case["problem"] = "as a test it does not pass: " + why if why else None

    def _mutants(self, job, cases):
        """Of one function, each with the tests that may notice it; the tests lie in the clone afterwards."""
        first = cases[0]
        task = {"root": self.clone, "path": first["place"], "function": first["function"]}
        texts = run_child(job, self.tools, "changes", task)[0]
        self._put_trial([case for case in self.cases if not case["problem"] and case["module"] == first["module"]])
        about = {"module": first["module"], "function": first["function"], "test": first["file"],
                 "tests": {case["test"]: case["uses_result"] for case in cases}}
        return [dict(one, **about) for one in texts or ()]

    def _put_trial(self, cases):
        first = cases[0]
        data = "data/" + first["data"]
        text = compose(first["file"], None, first["module"], cases, helpers_of(self.tools), data)
        put(os.path.join(self.clone, first["file"]), text.encode("utf-8"))
        for case in cases:
            for name in files_of(case):
                place = os.path.join(self.clone, "tests", data, name)
                with open(self.data_file(name), "rb") as file:
                    put(place, file.read())

    def told(self):
        """As JSON, for the page."""
        return {
            "cases": [
                {
                    "id": case["id"], "module": case["module"], "function": case["function"], "test": case["test"],
                    "cell": case["cell"], "file": case["file"], "text": case["text"], "problem": case["problem"],
                    "rows": case["rows"], "draws": case["draws"], "bytes": case["bytes"],
                    "personal": case["personal"], "masked": case["masks"], "mutants": case.get("mutants"),
                    "loose": case["loose"], "fails": case["raised"]["said"] if "raised" in case else None,
                    "old": case["old"] if case["old"] != case["text"] else None,
                    "isThere": case["old"] is not None and case["old"] == case["text"],
                    "call": ", ".join(one["short"] for one in case["arguments"])[:200],
                }
                for case in self.cases
            ],
            "refused": self.refused,
        }


def kept(lines):
    """Of each function the calls that together take most branches, three at most and numbered anew: the smallest that
    do, the first of these. Other lines stay."""
    groups = {}
    for line in lines:
        if "taken" in line:
            groups.setdefault((line["module"], line["function"]), []).append(line)
    for own in groups.values():
        sets = itertools.combinations(range(len(own)), min(KEPT, len(own)))
        best = min(sets, key=lambda chosen: (
            -len({step for at in chosen for step in own[at]["taken"]}), sum(own[at]["size"] for at in chosen), chosen))
        for count, at in enumerate(best):
            own[at]["was"] = own[at]["stem"]
            own[at]["stem"] = own[at]["function"] + ("_%d" % (count + 1) if count else "")
    return [line for line in lines if "taken" not in line or "was" in line]


def files_of(case):
    """Names of the files that the case reads."""
    found = {name for one in case["arguments"] for name in one["value"]["files"]}
    return sorted(found | set(case["files"]))


def helpers_of(tools):
    """The functions of `helpers.py` as text."""
    text = tools["helpers"]
    return text[text.index("def read_table"):]


def draft_of(copy):
    """The draft of a scratch copy."""
    draft = _drafts.get(copy)
    if draft is None:
        raise AgentError("no-draft", "What was recorded is gone: record it again.")
    return draft


def _noticed(test, pairs):
    """`{tried, noticed, missed}`; mutants that return nothing where the function did do not count."""
    pairs = [(one, result) for one, result in pairs if test not in result["nothing"]]
    missed = ["line %d: %s" % (one["line"], one["what"]) for one, result in pairs if test not in result["noticed"]]
    return {"tried": len(pairs), "noticed": len(pairs) - len(missed), "missed": missed}


def text_of(folder, path):
    """The text of a file below the folder; `None` where there is none."""
    content = read_bytes(os.path.join(folder, path))
    try:
        return None if content is None else content.decode("utf-8")
    except UnicodeDecodeError:
        raise AgentError("test-file", "“%s” is not UTF-8 text." % path) from None


def stamp(files):
    """A word for the contents of files, told and untold."""
    digest = hashlib.sha256()
    for one in files:
        for part in (one["path"].encode(), one["before"] or b"\0", one["after"]):
            digest.update(b"%d " % len(part) + part)
    return digest.hexdigest()
