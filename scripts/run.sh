#!/usr/bin/env bash
# Installs what is missing, builds and opens the desktop app. Where no window can open, shows the command line instead.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ $(uname) == Linux && -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
  echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window cannot open."
  echo "Instead, this shows the command line at work on a demonstration vault, which is removed afterwards."
  scripts/prepare.sh command
  exec scripts/demo.sh
fi

scripts/prepare.sh app
scripts/build-ui.sh
# `cargo run` alone would build only the program that it starts, and not the one of the windows.
cargo build --package keyrack-desktop
exec cargo run --package keyrack-desktop
