#!/usr/bin/env bash
# Formatting, clippy, types of the user interface, licences. A warning fails.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/prepare.sh app
for script in scripts/*.sh .ci/run; do
  bash -n "$script"
done
cargo fmt --all --check
# The app embeds the built user interface, so that has to exist before clippy can look at the app.
scripts/build-ui.sh
npm --prefix ui run check
cargo clippy --workspace --all-targets -- --deny warnings
if command -v cargo-deny >/dev/null; then
  cargo deny check bans licenses sources
else
  echo "SKIPPED: licences of the dependencies (cargo install cargo-deny)"
fi
