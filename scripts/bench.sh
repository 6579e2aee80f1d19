#!/usr/bin/env bash
# Measures the command line as it is released, then the vault and the list in process. Arguments go to benches/bench.py: see --help.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/prepare.sh command
cargo build --release --package keyrack-cli
python3 benches/bench.py "$@"
echo
cargo bench --quiet --package keyrack-vault --bench vault
cargo bench --quiet --package keyrack-app --bench rows
