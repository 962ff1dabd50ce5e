#!/usr/bin/env bash
# Sets everything up and opens JupyterLab on examples/; arguments go to JupyterLab.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/setup.sh
mkdir -p examples
as_root=()
[ "$(id -u)" != 0 ] || as_root=(--allow-root)
exec .venv/bin/jupyter lab --ServerApp.root_dir="$PWD/examples" ${as_root[@]+"${as_root[@]}"} "$@"
