"""The mutants of a function, read from its module's text; the project's code is not run."""

import json
import os
from pathlib import Path

from .mutants import mutants


def main(path):
    """Reads the job and writes the mutants beside it."""
    job = json.loads(Path(path).read_text(encoding="utf-8"))
    source = Path(os.path.join(job["root"], job["path"])).read_text(encoding="utf-8")
    Path(path + ".out").write_text(json.dumps(mutants(source, job["function"])), encoding="utf-8")
