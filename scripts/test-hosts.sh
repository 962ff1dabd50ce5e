#!/usr/bin/env bash
# Runs the tests in other surroundings; arguments go to Playwright. With
# LIFT_LONG also those of the wheel in fresh environments, which is built first.
# Needs what `npm run setup` sets up, the build of the present sources included.
set -euo pipefail
cd "$(dirname "$0")/.."
CHROMIUM=$(bash scripts/browser.sh)
export CHROMIUM
if [ -n "${LIFT_LONG:-}" ]; then
  rm -rf .cache/wheel
  .venv/bin/python -m build --wheel --no-isolation --outdir .cache/wheel >.cache/wheel.log 2>&1 ||
    { cat .cache/wheel.log >&2; exit 1; }
fi
exec node node_modules/@playwright/test/cli.js test -c ui-tests/hosts/playwright.config.js "$@"
