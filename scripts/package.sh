#!/usr/bin/env bash
# Makes installable packages of the app, with the command line inside on Linux: .deb and .rpm, the native kinds elsewhere.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/prepare.sh app
scripts/build-ui.sh
cargo build --release --package keyrack-cli
# The app is no default member of the workspace, so cargo has to be told of it; both of its programs go into the package.
app=(-- --package keyrack-desktop)
target="$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')"

if [[ $(uname) == Linux ]]; then
  files="{\"files\":{\"/usr/bin/keyrack\":\"$target/release/keyrack\"}}"
  npx --yes @tauri-apps/cli@2.12.5 build --bundles deb,rpm --config "{\"bundle\":{\"linux\":{\"deb\":$files,\"rpm\":$files}}}" "${app[@]}"
else
  npx --yes @tauri-apps/cli@2.12.5 build "${app[@]}"
fi
echo "The packages are in $target/release/bundle"
