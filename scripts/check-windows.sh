#!/usr/bin/env bash
# Lets the compiler and clippy check everything as for Windows, tests included. Nothing is linked or run; what can be
# run is run by scripts/test-windows.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/prepare.sh windows
scripts/build-ui.sh
nice cargo clippy --workspace --all-targets --target x86_64-pc-windows-gnu -- --deny warnings
