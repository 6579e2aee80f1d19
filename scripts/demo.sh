#!/usr/bin/env bash
# The command line's main job on a demonstration vault with invented clients, in a temporary folder that is removed
# afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --package keyrack-cli
target="$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')"
PATH="$target/debug:$PATH"

desk="$(mktemp -d)"
trap 'rm -rf "$desk"' EXIT
cd "$desk"
echo "only for this demonstration" >password.txt
export KEYRACK_HOME="$desk/computer" KEYRACK_VAULT="$desk/vault" KEYRACK_PASSWORD_FILE="$desk/password.txt"
export KEYRACK_KEYRING=none

# Prints a command as it is typed, and runs it.
try() {
  printf '\n$ %s\n' "$*"
  "$@"
}

# say TEXT
say() {
  printf '\n# %s\n' "$1"
}

say "A new vault. The recovery key goes to a file, to be printed and kept in a safe."
try keyrack init --recovery-file recovery-key.txt

say "Three clients of an office, with the portals they use. The secrets are invented."
cat >clients.txt <<'END'
otpauth://totp/%C3%9Cgyf%C3%A9lkapu%2B:Szab%C3%B3%20B%C3%A9la%20e.v.?secret=KRUGS43JONUXG3TPOJSWC3DM&issuer=%C3%9Cgyf%C3%A9lkapu%2B
otpauth://totp/%C3%9Cgyf%C3%A9lkapu%2B:Kov%C3%A1cs%20Bt.?secret=MFWHG33JNZ3GK3TUMVSGM33S&issuer=%C3%9Cgyf%C3%A9lkapu%2B
otpauth://hotp/Bank:De%20Vries%20BV?secret=NFXHMZLOORSWIYLHMFUW4ZLU&issuer=Bank&counter=0
END
try keyrack import clients.txt
say "What the vault holds"
try keyrack list

say "The code that the portal asks for. Accents and capitals do not matter."
try keyrack code szabo

say "A bank's counter-based token: each code is given once, and the counter is saved before the code is shown."
try keyrack code vries
try keyrack code vries

say "A backup, and the proof that it opens and holds the same accounts"
try keyrack backup office.keyrack
try keyrack backup verify office.keyrack

say "The state of the vault"
try keyrack status

say "That was a demonstration; its vault is deleted now. 'keyrack --help' shows the rest."
