#!/usr/bin/env python3
"""Opens a Keyrack vault without any of Keyrack's code and prints its accounts, one JSON object a line.

    open-vault.py VAULT --recovery-key-file FILE     with the recovery key on paper, typed into a file
    open-vault.py VAULT --password-file FILE         with the password

Secrets are printed only with --reveal. It needs Python and the stock `age` program (https://age-encryption.org), and for
the password the program `argon2` (in Debian under that name). The format is described in
docs/vault-format.md. This script is also a check of that description: whoever has both can always get their accounts
back.
"""

import argparse
import base64
import hashlib
import hmac
import json
import os
import struct
import subprocess
import sys
import unicodedata
from pathlib import Path

MISSING = 77  # the exit status for "a program that this needs is not here"
SECRET = {"secret", "value", "codes", "file"}  # the members that open something


def main():
    parser = argparse.ArgumentParser(description="Opens a Keyrack vault without any of Keyrack's code.")
    parser.add_argument("vault", type=Path, help="the vault's folder")
    parser.add_argument("--reveal", action="store_true", help="print secrets as well")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--recovery-key-file", type=Path)
    way.add_argument("--password-file", type=Path)
    options = parser.parse_args()

    sealed, slots = options.vault / "vault.age", options.vault / "slots.json"
    if options.recovery_key_file:
        paper = options.recovery_key_file.read_text()
        keys, payload = unlock_with_paper(slots, paper), decrypt(sealed.read_bytes(), paper)
    else:
        keys = unlock_with_password(slots, options.password_file.read_text().rstrip("\r\n"))
        payload = decrypt(sealed.read_bytes(), "\n".join(identity for identity, _ in keys))
    if not keys:
        print("no way in could be read, so nobody can say who wrote this vault", file=sys.stderr)
    elif not any(tag_is_right(payload, mac) for _, mac in keys):
        stop("the tag is wrong: this vault was written by someone without its keys")
    for account in accounts(json.loads(payload)):
        print(json.dumps(account if options.reveal else hide(account), ensure_ascii=False))


def accounts(payload):
    """The accounts in use, each with the name of its folder."""
    for folder in payload["folders"]:
        for account in folder["accounts"]:
            if account.get("life", "live") == "live" and not is_gone(account):
                yield {"folder_name": folder.get("name", "")} | account


def is_gone(record):
    """Whether nothing but a tombstone is left: nothing in it was set after it was purged."""
    return "purged" in record and not record.keys() - {"id", "s", "purged"}


def hide(value):
    """The same without what opens something."""
    if isinstance(value, dict):
        return {name: "…" if name in SECRET else hide(member) for name, member in value.items()}
    return [hide(member) for member in value] if isinstance(value, list) else value


def decrypt(sealed, identities):
    """What the stock age program makes of a file. The key goes through a pipe and never lies on the disk."""
    key, end = os.pipe()
    os.write(end, identities.encode())
    os.close(end)
    command = ["age", "--decrypt", "--identity", f"/dev/fd/{key}"]
    age = run(command, sealed, "https://age-encryption.org", pass_fds=[key])
    os.close(key)
    if age.returncode != 0:
        raise Refused(age.stderr.decode(errors="replace").strip())
    return age.stdout


def unlock_with_paper(slots_file, paper):
    """The vault's keys, from the first recovery slot that this key opens; none where no slot can be read."""
    try:
        slots = json.loads(slots_file.read_text())
    except (OSError, ValueError):
        return []
    for slot in slots["slots"]:
        if slot["kind"] == "recovery":
            try:
                plain = decrypt(unbase64(slot["sealed"]), paper)
            except Refused:
                continue
            bound = lines("keyrack", "slot", "1", "recovery", slots["vault"], slot["id"], slot["opens"])
            if plain.startswith(bound):
                return pairs(plain[len(bound) :])
    return []


def unlock_with_password(slots_file, password):
    """The vault's keys, from the first password slot that the password opens: composed (NFC) first, then as typed."""
    slots = json.loads(slots_file.read_text())
    for slot in slots["slots"]:
        if slot["kind"] != "password":
            continue
        kdf = slot["kdf"]
        costs = "m={m},t={t},p={p}".format_map(kdf)
        bound = lines(
            "keyrack", "slot", "1", "password", slots["vault"], slot["id"], slot["opens"], "argon2id", costs, kdf["salt"]
        )
        for typed in dict.fromkeys([unicodedata.normalize("NFC", password), password]):
            key = argon2id(typed.encode(), kdf)
            plain = xchacha20poly1305_open(key, unbase64(slot["nonce"]), unbase64(slot["wrapped"]), bound)
            if plain is not None:
                return pairs(plain)
    stop("no way in opens with this password")


def pairs(text):
    """Identity and authentication key, line by line; a second pair while a change of the ways in is under way."""
    each = text.decode().splitlines()
    return [(identity, unbase64(mac)) for identity, mac in zip(each[0::2], each[1::2])]


def tag_is_right(payload, mac):
    """Whether the tag at the end belongs to everything before it."""
    at = payload.rindex(b'\n"mac":') + 1
    tag = json.loads(b"{" + payload[at:])["mac"]
    return hmac.compare_digest(hmac.new(mac, payload[:at], hashlib.sha256).hexdigest(), tag)


def argon2id(password, kdf):
    """32 bytes by RFC 9106. The program takes the salt as an argument and the password, up to 127 bytes, as its input."""
    salt = unbase64(kdf["salt"])
    command = ["argon2", salt, "-id", "-l", "32", "-r"]
    for option, cost in (("-k", kdf["m"]), ("-t", kdf["t"]), ("-p", kdf["p"])):
        command += [option, str(cost)]
    argon2 = run(command, password, "https://github.com/P-H-C/phc-winner-argon2")
    if argon2.returncode != 0:
        stop(argon2.stderr.decode(errors="replace").strip())
    return bytes.fromhex(argon2.stdout.decode())


def xchacha20poly1305_open(key, nonce, sealed, data):
    """What was sealed, or None if this is not the key (draft-irtf-cfrg-xchacha-03, RFC 8439)."""
    subkey = hchacha20(key, nonce[:16])
    nonce = bytes(4) + nonce[16:]
    text, tag = sealed[:-16], sealed[-16:]
    padded = b"".join(part + bytes(-len(part) % 16) for part in (data, text))
    padded += struct.pack("<QQ", len(data), len(text))
    if not hmac.compare_digest(poly1305(chacha20_block(subkey, 0, nonce)[:32], padded), tag):
        return None
    blocks = (chacha20_block(subkey, 1 + at // 64, nonce) for at in range(0, len(text), 64))
    return bytes(a ^ b for a, b in zip(text, b"".join(blocks)))


CONSTANTS = (0x61707865, 0x3320646E, 0x79622D32, 0x6B206574)  # "expand 32-byte k"


def hchacha20(key, nonce):
    words = rounds([*CONSTANTS, *struct.unpack("<8L", key), *struct.unpack("<4L", nonce)])
    return struct.pack("<8L", *words[:4], *words[12:])


def chacha20_block(key, counter, nonce):
    state = [*CONSTANTS, *struct.unpack("<8L", key), counter, *struct.unpack("<3L", nonce)]
    return struct.pack("<16L", *((a + b) & 0xFFFFFFFF for a, b in zip(state, rounds(state))))


def rounds(state):
    """The twenty rounds of ChaCha."""
    x = list(state)
    columns = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)]
    diagonals = [(0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]
    for a, b, c, d in (columns + diagonals) * 10:
        for into, plus, turned, by in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            x[into] = (x[into] + x[plus]) & 0xFFFFFFFF
            turn = x[turned] ^ x[into]
            x[turned] = (turn << by | turn >> (32 - by)) & 0xFFFFFFFF
    return x


def poly1305(key, message):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for at in range(0, len(message), 16):
        total = (total + int.from_bytes(message[at : at + 16] + b"\1", "little")) * r % (2**130 - 5)
    return ((total + int.from_bytes(key[16:], "little")) % 2**128).to_bytes(16, "little")


def lines(*texts):
    return "".join(f"{text}\n" for text in texts).encode()


def unbase64(text):
    return base64.b64decode(text, validate=True)


def run(command, given, home, **options):
    try:
        return subprocess.run(command, input=given, capture_output=True, **options)
    except FileNotFoundError:
        stop(f"{command[0]} is missing: {home}", MISSING)


def stop(message, status=1):
    print(message, file=sys.stderr)
    sys.exit(status)


class Refused(Exception):
    """age does not open a file with this key."""


if __name__ == "__main__":
    try:
        main()
    except Refused as refused:
        stop(str(refused))
