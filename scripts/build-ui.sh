#!/usr/bin/env bash
# Builds the user interface into ui/dist, which the desktop app embeds when it is compiled.
set -euo pipefail
cd "$(dirname "$0")/../ui"

# npm writes this file last; it is older than the lock file exactly when the installed packages are out of date.
if [[ ! node_modules/.package-lock.json -nt package-lock.json ]]; then
  npm ci --no-audit --no-fund
fi
npm run build
