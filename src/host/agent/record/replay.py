"""Calls functions again with what was recorded, in a fresh process: the values that tests expect are made here.

`run(job)`: in the first turn arguments are read, masked and written for the test, the function called with what is
read from there, and its result compared with the notebook's. In the second turn the result is compared with the first's.
"""

import contextlib
import importlib
import json
import os
import random
import sys
from pathlib import Path

from .asserts import Asserts
from .clock import Clock
from .encode import decode, encode
from .invariants import Invariants, lines_of, still
from .masks import MAILS, Masks, holds_mail
from .places import own_place
from .reason import reason
from .same import difference
from .tables import Unwritable

# Closer than the tests look: the machine and the libraries are the same.
RELATIVE = 1e-10
# Calls of a function whose results differ, beside the first.
TIMES = 5


def main(path):
    """Reads the job from a JSON file and writes the answer beside it."""
    job = json.loads(Path(path).read_text(encoding="utf-8"))
    os.chdir(job["root"])
    sys.path.insert(0, os.path.join(job["root"], job["folder"]))
    turn = _first if job["turn"] == 1 else _second
    answers = []
    for call in job["calls"]:
        try:
            answers.append(turn(job, call))
        except Unwritable as why:
            answers.append({"problem": str(why), "differs": isinstance(why, Differs)})
        except Exception as error:
            answers.append({"problem": "called again, it raised %s: %s" % (type(error).__name__, error)})
    Path(path + ".out").write_text(json.dumps(answers), encoding="utf-8")


class Differs(Unwritable):
    """The result is another one each time."""


def _function(call):
    return getattr(importlib.import_module(call["module"]), call["function"])


def _first(job, call):
    read, write = Path(job["read"]), Path(job["write"])
    masks = Masks(call["masks"])
    arguments = []
    for one in call["arguments"]:
        value = one["value"]
        if value["text"].startswith(("DATA /", "str(DATA /")):
            value = _copied(value, call, read, write, masks)
        else:
            masked = masks.of(decode(value, read))
            value = encode(masked, "%s_%s" % (call["stem"], one["name"].strip("*")), write).told()
            _expect_masked(call, one, value, write)
        arguments.append(dict(one, value=value))
    call = dict(call, arguments=arguments)
    if "raised" in call:
        _expect_failure(job, call, write)
        return dict(_NOTHING, imports=sorted(_seeding(call)), arguments=arguments)
    clock = Clock(os.path.realpath(job["root"]))
    result, before, after = _call(call, write, clock)
    if call["loose"]:
        return dict(_of_form(call, result, before, after, write, read), arguments=arguments)
    if clock.asked:
        raise Unwritable("it asks what day or time it is (`%s`), so that its result may be another one tomorrow: make "
                         "that a parameter" % clock.asked[0])
    told = _expected(call, result, before, after, write)
    if "result" in call and not call["masks"]:
        _compare(call, result, before, after, read)
    return dict(told, arguments=arguments)


def _copied(value, call, read, write, masks):
    """A file that is read, by the name that the case has now."""
    [was] = value["files"]
    name = call["stem"] + was[len(call.get("was", call["stem"])):]
    content = (read / was).read_bytes()
    is_table = name.lower().endswith((".csv", ".tsv")) and call["masks"]
    (write / name).write_bytes(masks.of_text(content.decode("utf-8")).encode("utf-8") if is_table else content)
    return dict(value, text=value["text"].replace('"%s"' % was, '"%s"' % name), files=[name])


def _expect_masked(call, one, told, folder):
    if MAILS in call["masks"] and holds_mail(told, folder):
        raise Unwritable("its argument `%s` holds mail addresses where they cannot be masked" % one["name"])


# Of a call that raises: nothing is said of a result.
_NOTHING = {"asserts": [], "files": [], "reads_tables": False, "expected": {}, "uses_result": False, "changed": []}


def _expect_failure(job, call, folder):
    """It raises what it raised in the notebook, in the same line; what it says may be of what was cut or masked."""
    raised = call["raised"]
    try:
        _call(call, folder)
    except Exception as error:
        paths = [folder / name for one in call["arguments"] for name in one["value"]["files"]]
        now = reason(error, job["root"], paths)
        parts = ["type", "line"] + ([] if call["masks"] or call["rows"] else ["message"])
        if any(now[part] != raised[part] for part in parts):
            raise Unwritable("called again, it fails in another way than in the notebook: %s, not %s"
                             % (_told(now), _told(raised))) from None
        return
    raise Unwritable("called again with what could be written down, it does not raise %s" % raised["type"])


def _told(raised):
    return raised["said"] + (" (%s)" % raised["line"] if raised["line"] else "")


def _compare(call, result, before, after, folder):
    """With what the notebook got."""
    if call["result"] is not None:
        wrong = difference(decode(call["result"], folder), result, RELATIVE, "the result")
        if wrong:
            raise Differs("called again with the same arguments, it gives another result than in the notebook: %s"
                             % wrong)
    for one, old, now in zip(call["arguments"], before, after):
        was = call["left"].get(one["name"])
        if was is not None:
            wrong = difference(decode(was, folder), now, RELATIVE, "`%s`" % one["name"])
        elif one["name"] in call["left"]:
            wrong = None
        else:
            wrong = difference(old, now, None, "`%s`" % one["name"])
        if wrong:
            raise Unwritable("called again, it leaves other arguments than in the notebook: %s" % wrong)


def _of_form(call, result, before, after, write, read):
    """What can be said of a result that differs, as far as the notebook's was like it."""
    if any(difference(old, now, None) is not None for old, now in zip(before, after)):
        raise Unwritable(call["loose"])
    claims = Invariants(write)
    claims.of("result", result, call["stem"] + "_result")
    parts = still(claims.parts, result, write, RELATIVE)
    if call.get("result") is not None and not call["masks"]:
        parts = still(parts, decode(call["result"], read), write, RELATIVE)
    return _of_parts(call, parts)


def _of_parts(call, parts):
    lines = lines_of(parts)
    if lines is None:
        raise Unwritable(call["loose"])
    imports = sorted({*lines["imports"], *_seeding(call)})
    return dict(lines, imports=imports, parts=parts, expected={}, uses_result=True, changed=[])


def _call(call, folder, around=contextlib.nullcontext()):
    """The result, and the arguments before and after."""
    function = _function(call)
    before = [decode(one["value"], folder) for one in call["arguments"]]
    given = [decode(one["value"], folder) for one in call["arguments"]]
    names = [one["name"] for one in call["arguments"]]
    for at, one in enumerate(call["arguments"]):
        if one["same_as"] is not None:
            given[at] = given[names.index(one["same_as"])]
    if "random" in call["draws"]:
        random.seed(0)
    if "numpy" in call["draws"]:
        sys.modules["numpy"].random.seed(0)
    plain = [value for one, value in zip(call["arguments"], given) if not one["way"]]
    named = {one["way"]: value for one, value in zip(call["arguments"], given) if one["way"]}
    with around:
        return function(*plain, **named), before, given


def _expected(call, result, before, after, folder):
    asserts = Asserts(folder)
    same = next((one["name"] for one, now in zip(call["arguments"], after) if now is result and _is_object(result)), None)
    changed = [at for at, (old, now) in enumerate(zip(before, after)) if difference(old, now, None) is not None]
    expected = {}
    if same is not None:
        asserts.lines.append("assert result is %s" % same)
    is_told = same in [call["arguments"][at]["name"] for at in changed]
    if not is_told and (result is not None or not changed):
        try:
            asserts.of("result", result, call["stem"] + "_result")
            expected["result"] = encode(result, call["stem"] + "_result", folder).told()
        except Unwritable as why:
            raise Unwritable("its result is %s" % why) from None
    for at in changed:
        name = call["arguments"][at]["name"]
        try:
            asserts.of(name, after[at], "%s_%s_after" % (call["stem"], name))
            expected[name] = encode(after[at], "%s_%s_after" % (call["stem"], name), folder).told()
        except Unwritable as why:
            raise Unwritable("it changes its argument `%s`, which then is %s" % (name, why)) from None
    for name, told in expected.items():
        held = own_place(told, folder)
        if held:
            what = "its result" if name == "result" else "its argument `%s`, as it leaves it," % name
            raise Unwritable("%s holds %s" % (what, held))
    if result is None and not changed:
        raise Unwritable("it returns nothing and changes nothing that it is given: a test could compare nothing")
    return {
        "asserts": asserts.lines,
        "imports": sorted(asserts.imports | _seeding(call)),
        "files": sorted(asserts.files),
        "reads_tables": asserts.reads_tables,
        "expected": expected,
        "uses_result": any("result" in line for line in asserts.lines),
        "changed": [call["arguments"][at]["name"] for at in changed],
    }


def _seeding(call):
    imports = {"random": "import random", "numpy": "import numpy as np"}
    return {imports[one] for one in call["draws"]}


def _is_object(value):
    return not isinstance(value, (type(None), bool, int, float, complex, str, bytes))


def _second(job, call):
    folder = Path(job["write"])
    if "raised" in call:
        _expect_failure(job, call, folder)
        return {}
    if call["loose"]:
        parts = call["parts"]
        for _ in range(TIMES):
            parts = still(parts, _call(call, folder)[0], folder, RELATIVE)
        return _of_parts(call, parts)
    result, before, after = _call(call, folder)
    names = [one["name"] for one in call["arguments"]]
    for name, told in call["expected"].items():
        now = result if name == "result" else after[names.index(name)]
        wrong = difference(decode(told, folder), now, RELATIVE, "the result" if name == "result" else "`%s`" % name)
        if wrong:
            kind = Differs if name == "result" else Unwritable
            raise kind("it gives another result each time it is called in a new process: %s" % wrong)
    return {}
