#!/usr/bin/env bash
# Runs the tests in the browser; arguments go to Playwright.
# Needs what `npm run setup` sets up, the build of the present sources included.
set -euo pipefail
cd "$(dirname "$0")/.."
CHROMIUM=$(bash scripts/browser.sh)
export CHROMIUM PATH="$PWD/.venv/bin:$PATH"
exec node node_modules/@playwright/test/cli.js test -c ui-tests/playwright.config.js "$@"
