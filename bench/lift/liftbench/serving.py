"""A Jupyter server for the commands that run notebooks."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(python: str = sys.executable) -> Iterator[dict[str, str]]:
    """A running server as the environment of the program and its option `--server` take it; its kernel `python3`
    is that of `python`, which needs ipykernel."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", f"--ServerApp.port={port}",
               "--ServerApp.root_dir=/"]
    with tempfile.TemporaryDirectory(prefix="lift-kernels-") as kernels:
        _write_kernel(Path(kernels), python)
        environment = {**os.environ, "JUPYTER_TOKEN": token, "JUPYTER_PATH": kernels, "JUPYTER_PREFER_ENV_PATH": "0"}
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        url = f"http://127.0.0.1:{port}/"
        try:
            _wait_for(f"{url}api?token={token}")
            yield {"url": url, "token": token}
        finally:
            process.terminate()
            process.wait()


def _write_kernel(folder: Path, python: str) -> None:
    spec = {"argv": [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "Python 3",
            "language": "python", "metadata": {"debugger": True}}
    target = folder / "kernels" / "python3"
    target.mkdir(parents=True)
    target.joinpath("kernel.json").write_text(json.dumps(spec))


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The Jupyter server did not start within a minute.")
