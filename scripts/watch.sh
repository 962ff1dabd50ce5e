#!/usr/bin/env bash
# Rebuilds lib/ and the extension whenever a source changes, until interrupted.
set -euo pipefail
cd "$(dirname "$0")/.."
npm run --silent build
trap 'kill $(jobs -p) 2>/dev/null' EXIT
npx tsc --sourceMap --watch &
node node_modules/@jupyter/builder/lib/build-labextension.js --development --watch \
  --core-package-file node_modules/@jupyterlab/core-meta/core.package.json . &
wait
