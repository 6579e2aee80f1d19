#!/usr/bin/env bash
# Lets the compiler and clippy check everything as for macOS, tests included. Nothing is linked or run.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/prepare.sh macos
scripts/build-ui.sh

tools="$(mktemp -d)"
trap 'rm -rf "$tools"' EXIT

# Some libraries compile a little C. No compiler for macOS is here, and as nothing is linked, an empty file will do.
cat >"$tools/cc" <<'CC'
#!/bin/sh
while [ $# -gt 0 ]; do
  if [ "$1" = -o ]; then : >"$2"; fi
  shift
done
CC
chmod +x "$tools/cc"
export CC_aarch64_apple_darwin="$tools/cc" AR_aarch64_apple_darwin=true

nice cargo clippy --workspace --all-targets --target aarch64-apple-darwin -- --deny warnings
