"""Entry of the worker process: `python start.py`, one JSON line on stdin per notebook to open."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    here = str(Path(__file__).resolve().parents[2])
    sys.path[0] = here
    from liftbench.worker.server import serve

    sys.path.remove(here)
    sys.argv = ["ipykernel_launcher.py", "-f", "kernel.json"]
    serve()
