#!/usr/bin/env bash
# Installs the formatter and the linters of package.json, unless they are there.
set -euo pipefail
cd "$(dirname "$0")/.."

# npm writes this file last; it is older than the lock file exactly when the installed packages are out of date.
if [[ ! node_modules/.package-lock.json -nt package-lock.json ]]; then
  npm ci --no-audit --no-fund
fi
