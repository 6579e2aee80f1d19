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
  # The end-to-end tests drive the real command.
  part "Command line: build" cargo build --package keyrack-cli
  part "Rust: domain crates and desktop app" cargo test --workspace --exclude keyrack-e2e --no-fail-fast
  part "End to end: the command line" cargo test --package keyrack-e2e
  part "End to end: the window" tests/window/run.sh

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
