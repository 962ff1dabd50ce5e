"""`python -m liftbench DIR`: the semantics-preservation benchmark."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .bench import Options, progress, run
from .environment import python_for
from .judge import NOT_MEASURED
from .product import CLI
from .report import table
from .units import EXTRA_KINDS, KINDS

_CACHE = Path(__file__).resolve().parents[3] / ".cache" / "bench-lift"


def parse_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="npm run bench:lift --", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder of notebooks, or one notebook")
    parser.add_argument("--kinds", default=",".join(KINDS), help=f"of {', '.join(KINDS + EXTRA_KINDS)}")
    parser.add_argument("--limit", type=int, help="at most so many units of a kind per notebook, evenly spread")
    parser.add_argument("--jobs", type=int, default=1, help="notebooks at a time")
    parser.add_argument("--out", type=Path, help="rows as JSON go here")
    parser.add_argument("--markdown", type=Path, help="the table goes here too")
    parser.add_argument("--python", help="runs the notebooks (default: made from DIR's requirements.txt, else this one)")
    parser.add_argument("--timeout", type=float, default=600, help="seconds for one run of a notebook")
    parser.add_argument("--real-kernel", type=int, default=0, metavar="N",
                        help="run each original and N accepted rewrites per notebook in a real kernel as well")
    parser.add_argument("--only", default="", help="only notebooks whose path holds this text")
    parser.add_argument("--no-cache", action="store_true", help="run everything again")
    parser.add_argument("--cli", type=Path, default=CLI, help="the command line that is measured")
    return parser.parse_args(arguments)


def main() -> int:
    """Exit code 1 when something broke, loud, silent or crash, or could not be measured."""
    arguments = parse_arguments()
    if not arguments.folder.exists():
        print(f"{arguments.folder}: no such folder", file=sys.stderr)
        return 2
    folder = arguments.folder.resolve()
    options = Options(
        folder=folder, kinds=tuple(arguments.kinds.split(",")), limit=arguments.limit, jobs=arguments.jobs,
        python=arguments.python or python_for(folder, _CACHE.parent, progress), timeout=arguments.timeout,
        real_kernel=arguments.real_kernel, cache=None if arguments.no_cache else _CACHE, only=arguments.only,
        cli=arguments.cli,
    )
    rows = run(options, progress)
    text = table(rows)
    print(text)
    if arguments.out:
        arguments.out.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    if arguments.markdown:
        arguments.markdown.write_text(text + "\n", encoding="utf-8")
    return 1 if any(row.get("outcome") in ("loud", "silent", "crash", NOT_MEASURED) for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
