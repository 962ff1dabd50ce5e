#!/usr/bin/env bash
# test-pythons.sh VERSION REPORT: runs the tests of the Python code under src/
# with that CPython (3.9, …), since what is sent to a kernel runs on whatever the
# kernel has. REPORT is JUnit XML; a version that the machine lacks is one
# skipped test in it.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$1 report=$2

# On the PATH, or among those that pyenv keeps (whose stand-ins may not run).
found() {
  local path
  for path in "python$version" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version".*/bin/"python$version"; do
    "$path" -c '' 2>/dev/null && echo "$path" && return
  done
}

python=$(found) || true
if [ -z "$python" ]; then
  echo "Python $version is not installed: nothing was run with it."
  echo '<testsuites><testsuite tests="1" failures="0" errors="0" skipped="1"></testsuite></testsuites>' >"$report"
  exit 0
fi
venv=.cache/pythons/$version
# The mark changes with what is installed.
mark=$venv/.done-xdist
if [ ! -e "$mark" ]; then
  rm -rf "$venv"
  "$python" -m venv "$venv"
  "$venv/bin/python" -m pip install -qq --disable-pip-version-check ipykernel numpy pandas pytest pytest-xdist
  touch "$mark"
fi
exec "$venv/bin/python" -m pytest -q -p no:cacheprovider src "--junit-xml=$report"
