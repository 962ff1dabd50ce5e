"""Runs tests against mutants of functions, in a process of its own: which changes does each test notice?

Prints a line of JSON for each mutant, so that what was found stays when one of them hangs or ends the process.
"""

import importlib
import importlib.util
import json
import os
import sys
from pathlib import Path


def main(path):
    """Reads the job; from `begin` on, as earlier mutants were tried by an earlier process. `tests` of a mutant: name to
    whether the function returned something."""
    job = json.loads(Path(path).read_text(encoding="utf-8"))
    say = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    os.chdir(job["root"])
    sys.path.insert(0, os.path.join(job["root"], job["folder"]))
    tests, passed = {}, set()
    for at, mutant in enumerate(job["mutants"]):
        if at >= job["begin"]:
            file = os.path.join(job["root"], mutant["test"])
            if file not in tests:
                tests[file] = _load(file)
            for test in mutant["tests"]:
                if (file, test) not in passed:
                    passed.add((file, test))
                    _tell(say, {"test": test, "file": mutant["test"], "problem": _problem(getattr(tests[file], test))})
            _tell(say, {"begins": at})
            _tell(say, dict(_try(tests[file], mutant), at=at))


def _problem(test):
    """Why the test fails as things are; `None` where it passes."""
    try:
        test()
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)
    return None


def _load(path):
    spec = importlib.util.spec_from_file_location("test_trial", path)
    tests = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tests)
    return tests


def _tell(say, line):
    say.write(json.dumps(line) + "\n")
    say.flush()


def _try(tests, mutant):
    """`noticed`: names of the tests that fail. `nothing`: it returns `None` where the function did not."""
    module = importlib.import_module(mutant["module"])
    name = mutant["function"]
    original = getattr(module, name)
    defined = sys.modules.get(original.__module__, module)
    own = dict(vars(defined))
    exec(compile(mutant["source"], "<mutant>", "exec", dont_inherit=True), own)
    mutated = own[name]
    returned = []

    def changed(*args, **kwargs):
        result = mutated(*args, **kwargs)
        returned.append(result is None)
        return result

    homes = [one for one in (module, defined, tests) if getattr(one, name, None) is original]
    for home in homes:
        setattr(home, name, changed)
    noticed, nothing = [], []
    try:
        for test in mutant["tests"]:
            returned.clear()
            try:
                getattr(tests, test)()
            except Exception:
                noticed.append(test)
            if any(returned) and mutant["tests"][test]:
                nothing.append(test)
    finally:
        for home in homes:
            setattr(home, name, original)
    return {"noticed": noticed, "nothing": nothing}
