#!/usr/bin/env bash
# Builds the app and drives it in an invisible display of its own. Pictures of its screens go to target/window.
set -euo pipefail
cd "$(dirname "$0")/../.."

for tool in xvfb-run WebKitWebDriver xclip xdotool import oathtool pdftotext; do
  command -v "$tool" >/dev/null || { echo "tests/window: $tool is missing" >&2; exit 1; }
done

scripts/build-ui.sh
cargo build --package keyrack-desktop --package keyrack-cli
export KEYRACK_BIN_DIR="${CARGO_TARGET_DIR:-target}/debug"

# Behind this display there is no graphics card and no desktop with portals and a screen reader.
export LIBGL_ALWAYS_SOFTWARE=1 WEBKIT_DISABLE_DMABUF_RENDERER=1 GDK_BACKEND=x11 NO_AT_BRIDGE=1
export DBUS_SESSION_BUS_ADDRESS=disabled: GSETTINGS_BACKEND=memory
unset WAYLAND_DISPLAY
exec xvfb-run --auto-servernum --server-args='-screen 0 1280x900x24 -noreset' \
  node --test --test-concurrency=1 --test-reporter=spec --test-timeout=300000 tests/window/*.test.mjs
