#!/usr/bin/env bash
# Runs each fuzz target for FUZZ_SECONDS (60), or those named as arguments.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v cargo-fuzz >/dev/null || { echo "cargo-fuzz is missing: cargo install cargo-fuzz" >&2; exit 1; }
# cargo-fuzz needs flags that a stable compiler accepts only when told so.
export RUSTC_BOOTSTRAP=1
seeds() { cargo run --quiet --manifest-path fuzz/Cargo.toml --example seeds -- "$@"; }
# A file of each format to begin with.
seeds
# Each target and, behind a space, the format that one of them reads.
known="$(seeds targets)"
targets=("$@")
[[ $# -gt 0 ]] || mapfile -t targets < <(cut -d' ' -f1 <<<"$known")
[[ " ${targets[*]} " != *" qr_"* ]] || scripts/fuzz-seeds.sh
for target in "${targets[@]}"; do
  echo "== $target"
  # Formats have one program, and a corpus each.
  format="$(sed -n "s/^$target //p" <<<"$known")"
  program="$target"
  [[ -z "$format" ]] || program=import_format
  FORMAT="$format" cargo fuzz run "$program" "fuzz/corpus/$target" -- \
    -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=2048
done
