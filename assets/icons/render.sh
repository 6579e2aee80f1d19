#!/bin/sh
# Draws the program's icons from keyrack.svg. Fetches the Tauri command line.
set -eu
cd "$(dirname "$0")"

drawn=$(mktemp -d)
trap 'rm -rf "$drawn"' EXIT
npx --yes @tauri-apps/cli@2.12.5 icon keyrack.svg --output "$drawn"
for icon in 32x32.png 128x128.png 128x128@2x.png icon.png icon.ico icon.icns; do
    cp "$drawn/$icon" .
done
