"""Runs tests against a function and its mutants, in a process of its own: which changes does each test notice?

Prints a line of JSON for each mutant, so that what was found stays when one of them hangs or ends the process.
"""

import importlib
import importlib.util
import json
import os
import sys
from pathlib import Path


def main(path):
    """Reads the job; from `begin` on, as earlier mutants were tried by an earlier process."""
    job = json.loads(Path(path).read_text(encoding="utf-8"))
    say = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    os.chdir(job["root"])
    sys.path.insert(0, os.path.join(job["root"], job["folder"]))
    spec = importlib.util.spec_from_file_location("test_trial", os.path.join(job["root"], job["test"]))
    tests = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tests)
    for at, mutant in enumerate(job["mutants"]):
        if at >= job["begin"]:
            _tell(say, {"begins": at})
            _tell(say, dict(_try(tests, job, mutant), at=at))


def _tell(say, line):
    say.write(json.dumps(line) + "\n")
    say.flush()


def _try(tests, job, mutant):
    """`noticed`: names of the tests that fail. `nothing`: it returns `None` where the function did not."""
    module = importlib.import_module(job["module"])
    name = job["function"]
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
        for test in job["tests"]:
            returned.clear()
            try:
                getattr(tests, test)()
            except Exception:
                noticed.append(test)
            if any(returned) and not job["gives_nothing"][test]:
                nothing.append(test)
    finally:
        for home in homes:
            setattr(home, name, original)
    return {"noticed": noticed, "nothing": nothing}
