#!/usr/bin/env python3
"""Opens a Keyrack vault without any of Keyrack's code, and prints what is in it as JSON.

    open-vault.py VAULT --recovery-key-file FILE     with the recovery key on paper, typed into a file
    open-vault.py VAULT --password-file FILE         with the password

It needs Python and the stock `age` program (https://age-encryption.org), and for the password the library libsodium
(https://libsodium.org). The format is described in docs/vault-format.md. This script is also a check of that
description: whoever has both can always get their accounts back.
"""

import argparse
import base64
import ctypes
import ctypes.util
import json
import subprocess
import sys
import unicodedata
from pathlib import Path

MISSING = 77  # the exit status for "a program or library that this needs is not here"


def main():
    parser = argparse.ArgumentParser(description="Opens a Keyrack vault without any of Keyrack's code.")
    parser.add_argument("vault", type=Path, help="the vault's folder")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--recovery-key-file", type=Path)
    way.add_argument("--password-file", type=Path)
    options = parser.parse_args()

    if options.recovery_key_file:
        identity = options.recovery_key_file.read_text()
    else:
        password = options.password_file.read_text().rstrip("\r\n")
        identity = unlock(options.vault / "slots.json", unicodedata.normalize("NFC", password))
    payload = json.loads(decrypt(options.vault / "vault.age", identity))
    json.dump(payload, sys.stdout, indent=2, ensure_ascii=False)
    print()


def decrypt(file, identity):
    """What the stock age program makes of a file, the identity coming through its standard input."""
    try:
        age = subprocess.run(["age", "--decrypt", "--identity", "-", file], input=identity.encode(), capture_output=True)
    except FileNotFoundError:
        stop("age is missing: https://age-encryption.org", MISSING)
    if age.returncode != 0:
        stop(age.stderr.decode(errors="replace").strip())
    return age.stdout


def unlock(slots_file, password):
    """The vault's identity, from the first password slot that this password opens."""
    slots = json.loads(slots_file.read_text())
    for slot in slots["slots"]:
        if slot["kind"] != "password":
            continue
        kdf = slot["kdf"]
        key = argon2id(password.encode(), base64.b64decode(kdf["salt"]), kdf["m"], kdf["t"], kdf["p"])
        costs = "m={m},t={t},p={p}".format_map(kdf)
        bound = ["keyrack", "slot", "1", "password", slots["vault"], slot["id"], slot["opens"], "argon2id", costs, kdf["salt"]]
        data = "".join(f"{line}\n" for line in bound).encode()
        keys = xchacha20poly1305_open(key, base64.b64decode(slot["nonce"]), base64.b64decode(slot["wrapped"]), data)
        if keys is not None:
            # Each identity is followed by its authentication key, of which age knows nothing. There is a second pair
            # while a change of password is under way.
            return "\n".join(keys.decode().splitlines()[0::2])
    stop("no slot opens with this password")


def argon2id(password, salt, memory, passes, lanes):
    """32 bytes by RFC 9106, from `memory` KiB."""
    if lanes != 1:
        stop("libsodium knows Argon2id with one lane only, which is what Keyrack writes")
    key = ctypes.create_string_buffer(32)
    passes, memory = ctypes.c_ulonglong(passes), ctypes.c_size_t(memory * 1024)
    size = ctypes.c_ulonglong
    argon2id13 = 2
    if sodium().crypto_pwhash(key, size(32), password, size(len(password)), salt, passes, memory, argon2id13) != 0:
        stop("deriving the key needs more memory than there is")
    return key.raw


def xchacha20poly1305_open(key, nonce, sealed, data):
    """What was sealed, or None if this is not the key."""
    plain = ctypes.create_string_buffer(len(sealed))
    length, size = ctypes.c_ulonglong(), ctypes.c_ulonglong
    opened = sodium().crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain, ctypes.byref(length), None, sealed, size(len(sealed)), data, size(len(data)), nonce, key
    )
    return plain.raw[: length.value] if opened == 0 else None


def sodium():
    name = ctypes.util.find_library("sodium")
    if name is None:
        stop("libsodium is missing: https://libsodium.org", MISSING)
    return ctypes.CDLL(name)


def stop(message, status=1):
    print(message, file=sys.stderr)
    sys.exit(status)


if __name__ == "__main__":
    main()
