#!/usr/bin/env bash
# Runs the tests of the Python code under src/; arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python -m pytest -q -p no:cacheprovider src "$@"
