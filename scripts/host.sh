#!/usr/bin/env bash
# Prints the folder of the virtual environment that
# ui-tests/hosts/environments/NAME.txt describes, in .cache/hosts, with the wheel
# of .cache/wheel installed in it; makes it where it is not there yet. Nothing
# that it runs can find Node.
set -euo pipefail
cd "$(dirname "$0")/.."
name=$1
packages=ui-tests/hosts/environments/$name.txt
venv=$PWD/.cache/hosts/$name
wanted=$(git hash-object "$packages")

# .done names the requirements that an environment holds, and is written last.
if [ "$(cat "$venv/.done" 2>/dev/null)" != "$wanted" ] || ! "$venv/bin/python" -c '' 2>/dev/null; then
  rm -rf "$venv"
  "${PYTHON:-python3}" -m venv "$venv"
  PATH=$venv/bin "$venv/bin/python" -m pip install -qq --disable-pip-version-check -r "$packages" >&2
  echo "$wanted" >"$venv/.done"
fi
# The same version may have been built from other sources.
PATH=$venv/bin "$venv/bin/python" -m pip install -qq --disable-pip-version-check \
  --no-deps --no-index --force-reinstall .cache/wheel/*.whl >&2
echo "$venv"
