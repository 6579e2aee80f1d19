#!/usr/bin/env bash
# Runs the tests of the domain crates, of the system's events and screens and of the command as Windows programs, under
# Wine, with an invisible screen.
set -euo pipefail
cd "$(dirname "$0")/.."

target=x86_64-pc-windows-gnu
tested=(memory otp seal vault exchange words paper app system cli)
wine="${CARGO_TARGET_DIR:-target}/wine-with-screen"

main() {
  scripts/prepare.sh windows
  prepare_wine
  export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=wine
  nice xvfb-run --auto-servernum --server-args='-screen 0 1280x800x24' \
    cargo test --target "$target" --no-fail-fast "${tested[@]/#/--package=keyrack-}"
}

# A Windows of its own, with the one library that Debian 12's Wine lacks and Rust asks for random numbers.
prepare_wine() {
  mkdir -p "$wine"
  wine="$(cd "$wine" && pwd)"
  export WINEPREFIX="$wine/prefix" WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
  [[ ! -e $wine/ready ]] || return 0
  wineboot --init
  local library="$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll"
  [[ -e $library ]] || x86_64-w64-mingw32-gcc -shared -o "$library" -xc - -ladvapi32 <<'C'
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *data, unsigned long length);

__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *data, unsigned long long length) {
  return SystemFunction036(data, length);
}
C
  touch "$wine/ready"
}

main
