#!/usr/bin/env bash
# Checks that this machine can build Keyrack, and installs what is missing where it may.
#
#   scripts/prepare.sh command    enough for the command line
#   scripts/prepare.sh app        and for the desktop app
#   scripts/prepare.sh test       and for every test
#   scripts/prepare.sh screenshots  the app, and what its pictures are taken with
#   scripts/prepare.sh windows    what the app is checked and run with for Windows
#   scripts/prepare.sh macos      what the app is checked with for macOS
#
# On Debian and Ubuntu missing packages are installed with apt. Anywhere else, or where that is not allowed, the script
# prints exactly what to install and stops.
set -euo pipefail
cd "$(dirname "$0")/.."

rust_at_least=1.92
node_at_least=20.19

command_packages=(build-essential pkg-config)
app_packages=(libwebkit2gtk-4.1-dev librsvg2-dev libayatana-appindicator3-dev libxdo-dev libssl-dev)
test_packages=(chromium xvfb xauth webkit2gtk-driver dbus-x11 gnome-keyring python3-dbusmock python3-gi gir1.2-gtk-3.0 libglib2.0-bin xclip xdotool imagemagick poppler-utils oathtool age faketime strace argon2 python3 util-linux dbus-daemon sway wl-clipboard x11-utils x11-xserver-utils qrencode zbar-tools librsvg2-bin xterm libpam-google-authenticator libpam-wrapper pamtester grim pipewire xdg-desktop-portal xdg-desktop-portal-wlr xdg-desktop-portal-gtk python3-venv keepassxc otpclient-cli apache2-bin nginx libnginx-mod-http-dav-ext rclone samba fuse3 openssl)
picture_packages=(xvfb xauth webkit2gtk-driver xdotool x11-utils openbox picom hsetroot imagemagick pngquant optipng)
windows_packages=(gcc-mingw-w64-x86-64 wine wine64 xvfb xauth)

main() {
  case "${1:-app}" in
    command) packages=("${command_packages[@]}") ;;
    app) packages=("${command_packages[@]}" "${app_packages[@]}") ;;
    test) packages=("${command_packages[@]}" "${app_packages[@]}" "${test_packages[@]}") ;;
    screenshots) packages=("${command_packages[@]}" "${app_packages[@]}" "${picture_packages[@]}") ;;
    windows) packages=("${command_packages[@]}" "${windows_packages[@]}") ;;
    macos) packages=("${command_packages[@]}") ;;
    *) stop "usage: scripts/prepare.sh command|app|test|screenshots|windows|macos" ;;
  esac
  check_tools "${1:-app}"
  if [[ $(uname) != Linux ]]; then
    check_other_system
  elif command -v apt-get >/dev/null; then
    install_with_apt
  else
    check_other_linux "${1:-app}"
  fi
  case "${1:-app}" in
    test) install_foreign_readers ;;
    windows) add_target x86_64-pc-windows-gnu ;;
    macos) add_target aarch64-apple-darwin ;;
  esac
}

check_tools() {
  command -v git >/dev/null || stop "git is missing: https://git-scm.com/downloads"
  command -v cargo >/dev/null || stop "Rust is missing: https://rustup.rs"
  at_least "$rust_at_least" "$(rustc --version | cut -d' ' -f2)" ||
    stop "Rust $rust_at_least or newer is needed, this is $(rustc --version): run 'rustup update'"
  [[ $1 != command ]] || return 0
  command -v node >/dev/null && command -v npm >/dev/null ||
    stop "Node.js is missing: https://nodejs.org (version $node_at_least or newer)"
  at_least "$node_at_least" "$(node --version | tr -d v)" ||
    stop "Node.js $node_at_least or newer is needed, this is $(node --version)"
}

install_with_apt() {
  local missing=() package
  for package in "${packages[@]}"; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0

  local install=(apt-get install --yes --no-install-recommends "${missing[@]}") root=()
  if [[ $EUID -ne 0 ]]; then
    root=(sudo)
    # Without a terminal nobody can type a password for sudo.
    [[ -t 0 ]] || root+=(--non-interactive)
    "${root[@]}" true 2>/dev/null || stop "These packages are missing. Please install them, then try again:" "  sudo ${install[*]}"
  fi
  echo "Installing: ${missing[*]}"
  # A list that cannot be refreshed is no reason to stop: the packages may be there already.
  "${root[@]}" apt-get update --quiet=2 || echo "The package lists could not be refreshed." >&2
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}" --quiet=2 ||
    stop "apt could not install: ${missing[*]}"
  for package in "${missing[@]}"; do
    for service in $(services "$package"); do
      "${root[@]}" systemctl disable --quiet --now "$service" 2>/dev/null || true
    done
  done
}

# services PACKAGE: what begins to serve as soon as it is installed, though tests start it for themselves.
services() {
  case "$1" in
    nginx) echo nginx ;;
    samba) echo smbd nmbd samba-ad-dc ;;
  esac
}

# Names for the other large families of distributions. They cannot be checked by name alone, so the programs and
# libraries themselves are looked for.
check_other_linux() {
  local missing=()
  command -v cc >/dev/null || missing+=("a C compiler (Fedora: gcc, Arch: base-devel, openSUSE: gcc)")
  if [[ $1 != command ]]; then
    command -v pkg-config >/dev/null || missing+=("pkg-config (Fedora: pkgconf, Arch: pkgconf, openSUSE: pkg-config)")
    pkg-config --exists webkit2gtk-4.1 2>/dev/null ||
      missing+=("WebKitGTK 4.1 (Fedora: webkit2gtk4.1-devel, Arch: webkit2gtk-4.1, openSUSE: webkit2gtk3-devel)")
    pkg-config --exists librsvg-2.0 2>/dev/null ||
      missing+=("librsvg (Fedora: librsvg2-devel, Arch: librsvg, openSUSE: librsvg-devel)")
    pkg-config --exists ayatana-appindicator3-0.1 2>/dev/null ||
      missing+=("AppIndicator (Fedora: libappindicator-gtk3-devel, Arch: libayatana-appindicator, openSUSE: libayatana-appindicator3-devel)")
    pkg-config --exists openssl 2>/dev/null ||
      missing+=("OpenSSL (Fedora: openssl-devel, Arch: openssl, openSUSE: libopenssl-devel)")
  fi
  local program
  if [[ $1 == test ]]; then
    for program in Xvfb WebKitWebDriver dbus-run-session xclip xdotool import pdftotext oathtool age argon2 faketime strace python3 setpriv prlimit; do
      command -v "$program" >/dev/null || missing+=("the program $program")
    done
    [[ -x ${CHROMIUM:-/usr/bin/chromium} ]] ||
      missing+=("Chromium (Fedora, Arch, openSUSE: chromium; name another place in CHROMIUM)")
  fi
  if [[ $1 == screenshots ]]; then
    for program in Xvfb WebKitWebDriver xdotool xwininfo openbox picom hsetroot import pngquant optipng; do
      command -v "$program" >/dev/null || missing+=("the program $program")
    done
  fi
  if [[ $1 == windows ]]; then
    for program in x86_64-w64-mingw32-gcc wine xvfb-run; do
      command -v "$program" >/dev/null || missing+=("the program $program")
    done
  fi
  [[ ${#missing[@]} -eq 0 ]] || stop "Please install these, then try again:" "${missing[@]/#/  }"
}

# What others wrote, to read exports with, to write imports, and to keep files on. Without it some tests prove nothing, and say so.
install_foreign_readers() {
  local folder=tests/e2e/foreign
  if [[ ! $folder/venv/installed -nt $folder/requirements.txt ]]; then
    { python3 -m venv $folder/venv && $folder/venv/bin/pip install --quiet --requirement $folder/requirements.txt &&
      touch $folder/venv/installed; } || echo "The Python libraries for $folder could not be installed." >&2
  fi
  if [[ ! $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]]; then
    npm ci --prefix $folder --no-audit --no-fund --silent || echo "The npm package for $folder could not be installed." >&2
  fi
}

# add_target TARGET: Rust's standard library for another system.
add_target() {
  [[ ! -d $(rustc --print target-libdir --target "$1") ]] || return 0
  command -v rustup >/dev/null || stop "Rust's standard library for $1 is missing: install it with your Rust, or use https://rustup.rs"
  rustup target add "$1" || stop "Rust's standard library for $1 could not be added: run 'rustup target add $1'"
}

check_other_system() {
  command -v cc >/dev/null || command -v cl >/dev/null ||
    stop "A C compiler is missing (macOS: 'xcode-select --install', Windows: the Visual Studio build tools)"
}

# at_least MINIMUM VERSION
at_least() {
  [[ $(printf '%s\n' "$1" "$2" | sort --version-sort | head -n1) == "$1" ]]
}

stop() {
  printf '%s\n' "$@" >&2
  exit 1
}

main "$@"
