#!/usr/bin/env bash
# Every test there is. A part that fails does not stop the others; the closing lines of each runner are repeated at the
# end.
set -euo pipefail
cd "$(dirname "$0")/.."

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
failed=()
# Some runners colour their lines on build machines, and the summary below could not find them.
export NO_COLOR=1

main() {
  scripts/prepare.sh test
  part "User interface: build" scripts/build-ui.sh
  part "User interface: tests" npm --prefix ui test
  part "User interface: screens" npm --prefix ui run test:screens
  part "Scripts" node --test scripts/*.test.mjs
  # Always of the whole workspace: of other selections of packages, libraries have other features and are built again.
  part "Rust: build" cargo test --workspace --no-run
  # The end-to-end tests among them drive the real command, which is built by now.
  part "Rust: crates, desktop app and command line" cargo test --workspace --no-fail-fast
  part "End to end: the window" env KEYRACK_BIN_DIR="${CARGO_TARGET_DIR:-$PWD/target}/debug" tests/window/run.sh

  echo
  echo "== Summary"
  grep -aE '^(==|test result:|failures:|SKIPPED|    [a-z_]+(::[a-z_0-9]+)+$|.*(Test Files|Tests) +[0-9]|(#|ℹ) (tests|pass|fail) )' "$log" || true
  if [[ ${#failed[@]} -gt 0 ]]; then
    printf 'FAILED: %s\n' "${failed[@]}"
    exit 1
  fi
  echo "All parts passed."
}

# part NAME COMMAND…
part() {
  local name="$1"
  shift
  { echo; echo "== $name"; } | tee -a "$log"
  "$@" 2>&1 | tee -a "$log" || failed+=("$name")
}

main
