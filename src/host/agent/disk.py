"""Whole files: read, written in one step, put back."""

import os
import tempfile


def read_bytes(path):
    """What a file holds; `None` where there is none."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def put(path, content):
    """Writes a file of our own; folders are made."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def replace(path, content):
    """The whole file or none of it; a link stays one, and the mode as it was."""
    path = os.path.realpath(path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".lift-", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(beside, _mode(path))
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def put_back(folder, path, before):
    """Restores a file below the folder, `None` for none there; says whether it could. Folders left empty go."""
    full = os.path.join(folder, path)
    try:
        if before is not None:
            replace(full, before)
            return True
        os.unlink(full)
    except OSError:
        return False
    above = os.path.dirname(full)
    while above != os.path.abspath(folder) and not os.listdir(above):
        os.rmdir(above)
        above = os.path.dirname(above)
    return True


def _mode(path):
    try:
        return os.stat(path).st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
