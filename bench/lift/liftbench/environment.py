"""Which Python runs the notebooks."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path
from typing import Callable


def python_for(folder: Path, cache: Path, say: Callable[[str], None]) -> str:
    """The Python of an environment made from the `requirements.txt` in or above `folder`, else this one.

    Only the folder and its parent are looked at. The environment lies in `cache`, named by the text of the file.
    """
    places = [folder, folder.parent] if folder.is_dir() else [folder.parent]
    found = next((p / "requirements.txt" for p in places if (p / "requirements.txt").is_file()), None)
    if found is None:
        return sys.executable
    name = hashlib.sha1(found.read_bytes()).hexdigest()[:12]
    home = cache / f"bench-python-{name}"
    python = home / "bin" / "python"
    if not (home / "complete").exists():
        say(f"Installing {found} into {home} …")
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "-r", str(found), "ipykernel"], check=True)
        (home / "complete").touch()
    return str(python)
