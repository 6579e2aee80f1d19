#!/usr/bin/env bash
# Builds the app, unless KEYRACK_BIN_DIR says where it is built, and drives it in an invisible display of its own. Pictures
# of its screens go to target/window.
set -euo pipefail
cd "$(dirname "$0")/../.."

for tool in xvfb-run WebKitWebDriver xclip xdotool import oathtool pdftotext qrencode zbarimg display xrandr xwininfo; do
  command -v "$tool" >/dev/null || { echo "tests/window: $tool is missing" >&2; exit 1; }
done

if [[ -z ${KEYRACK_BIN_DIR:-} ]]; then
  scripts/build-ui.sh
  cargo build --package keyrack-desktop --package keyrack-cli
  export KEYRACK_BIN_DIR="${CARGO_TARGET_DIR:-target}/debug"
fi

exec tests/window/display.sh node --test --test-concurrency=1 --test-reporter=spec --test-timeout=600000 tests/window/*.test.mjs
