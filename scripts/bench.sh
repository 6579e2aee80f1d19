#!/usr/bin/env bash
# Measures what is released: the command line, the vault and the list in process, and the real window. Arguments go to
# benches/bench.py: see --help.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/prepare.sh test
scripts/build-ui.sh
cargo build --release --package keyrack-cli --package keyrack-desktop
python3 benches/bench.py "$@"
echo
cargo bench --quiet --package keyrack-vault --bench vault
cargo bench --quiet --package keyrack-app --bench rows
cargo bench --quiet --package keyrack-team --bench judge
cargo bench --quiet --package keyrack-team --bench office
KEYRACK_KEYRING=none cargo bench --quiet --package keyrack-app --bench desk
python3 benches/qr.py
KEYRACK_BIN_DIR="${CARGO_TARGET_DIR:-target}/release" tests/window/display.sh node benches/window.mjs
