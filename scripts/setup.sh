#!/usr/bin/env bash
# Sets up everything that building and testing need, inside this folder: the
# Python environment .venv, node_modules, the built extension in that
# environment; with --browser a Chromium too. Run it as often as you like: a
# step that is done is not done again, one that was cut off is done afresh.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p .cache
trap 'echo "setup: stopped, see above" >&2' ERR

# One set-up of this folder at a time.
if command -v flock >/dev/null; then
  exec 9>.cache/setup.lock
  flock 9
fi

PYTHON=${PYTHON:-python3}
say() { printf '== %s\n' "$*"; }
hash_of() { cat "$@" | git hash-object --stdin; }
same() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }

need() {
  command -v "$1" >/dev/null || { echo "setup: $1 is needed: $2" >&2; exit 1; }
}
need git 'install git'
need node 'install Node.js 20.19 or newer'
need npm 'it comes with Node.js'
need "$PYTHON" 'install Python 3.10 or newer'
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
  { echo 'setup: Python 3.10 or newer is needed' >&2; exit 1; }

# --- Python: .venv/.done names the requirements that it holds; .venv/.busy
# --- stays behind where an installation was cut off.
wanted=$(hash_of requirements-dev.txt)
if ! same .venv/.done "$wanted" || ! .venv/bin/python -c '' 2>/dev/null; then
  say 'Python packages'
  if [ -e .venv/.busy ] || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    rm -rf .venv
    mkdir .venv
    touch .venv/.busy
    "$PYTHON" -m venv .venv
  fi
  touch .venv/.busy
  rm -f .venv/.done
  .venv/bin/python -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
  echo "$wanted" >.venv/.done
  rm .venv/.busy
fi

# --- Node: the same, with .cache/npm.busy. What is there is brought along
# --- rather than taken away under whoever uses it.
wanted=$(hash_of package-lock.json)
if ! same node_modules/.done "$wanted"; then
  say 'Node packages'
  npm_install=(npm install --no-save)
  if [ -e .cache/npm.busy ] || [ ! -e node_modules/.package-lock.json ]; then
    npm_install=(npm ci)
  fi
  touch .cache/npm.busy
  "${npm_install[@]}" --ignore-scripts --no-audit --no-fund --loglevel=error
  echo "$wanted" >node_modules/.done
  rm .cache/npm.busy
fi

say 'Build'
npm run --silent build:lib
npm run --silent build:labextension

# --- The extension in the environment: installed once, then linked, so that
# --- JupyterLab serves what was built last.
if ! .venv/bin/python -c 'from importlib.metadata import version; version("jupyterlab_lift")' 2>/dev/null; then
  say 'Extension'
  SKIP_JUPYTER_BUILDER=1 .venv/bin/python -m pip install -qq --disable-pip-version-check \
    --no-deps --no-build-isolation -e .
fi
.venv/bin/jupyter-builder develop --overwrite . >.cache/develop.log 2>&1 ||
  { cat .cache/develop.log >&2; exit 1; }

if [ "${1:-}" = --browser ]; then
  browser=$(bash scripts/browser.sh)
  say "Browser: $browser"
fi
