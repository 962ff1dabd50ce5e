"""Carries the built JupyterLab extension; there is nothing to call here."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("jupyterlab_lift")
except PackageNotFoundError:  # a source tree that is not installed
    __version__ = "0.0.0"


def _jupyter_labextension_paths():
    """Where JupyterLab finds the built extension, and the name to serve it by."""
    return [{"src": "labextension", "dest": "jupyterlab-lift"}]
