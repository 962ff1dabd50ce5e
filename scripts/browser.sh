#!/usr/bin/env bash
# Prints the path of a Chromium that can be driven; installs one where there is none.
set -euo pipefail
cd "$(dirname "$0")/.."

found() {
  local name
  if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" && return 0
    echo "browser: CHROMIUM=$CHROMIUM cannot be run" >&2
    exit 1
  fi
  for name in chromium chromium-browser google-chrome-stable google-chrome; do
    command -v "$name" && return 0
  done
  # Playwright's own, where it has been downloaded.
  node -e "
    const path = require('@playwright/test').chromium.executablePath();
    if (!require('fs').existsSync(path)) process.exit(1);
    console.log(path);" 2>/dev/null
}

found && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  {
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
  } </dev/null >&2
else
  npx playwright install chromium </dev/null >&2
fi
found && exit 0
echo 'browser: no Chromium found, and none could be installed: set CHROMIUM to the path of one' >&2
exit 1
