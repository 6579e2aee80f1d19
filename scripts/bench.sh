#!/usr/bin/env bash
# Builds the command line as it is released and measures it. Arguments are passed on: see benches/bench.py --help.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/prepare.sh command
cargo build --release --package keyrack-cli
exec python3 benches/bench.py "$@"
