#!/usr/bin/env bash
# Formats everything that `make lint` looks at.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/lint-tools.sh
cargo fmt --all
npm run format
