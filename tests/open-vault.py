#!/usr/bin/env python3
"""Opens a Keyrack vault without any of Keyrack's code and prints its accounts, one JSON object a line.

    open-vault.py VAULT --recovery-key-file FILE     with the recovery key on paper, typed into a file
    open-vault.py VAULT --password-file FILE         with the password

Secrets are printed only with --reveal. Everything is checked to have been written by somebody who held the vault's keys,
because anybody who knows a public key can seal something to it; what is not, is printed only with --unverified. It needs
Python and the stock `age` program (https://age-encryption.org), and for the password the program `argon2` (in Debian
under that name). The format is described in docs/vault-format.md. This script is also a check of that description:
whoever has both can always get their accounts back.
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
    parser.add_argument("--unverified", action="store_true", help="print what nobody with the keys may have written")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--recovery-key-file", type=Path)
    way.add_argument("--password-file", type=Path)
    options = parser.parse_args()

    sealed = (options.vault / "vault.age").read_bytes()
    if options.recovery_key_file:
        paper = recovery_key(options.recovery_key_file.read_text())
        payload = decrypt(sealed, paper)
        wrong = check_with_paper(options.vault / "slots.json", payload, paper)
    else:
        password = options.password_file.read_text().rstrip("\r\n")
        ways_in, keys = unlock_with_password(options.vault / "slots.json", password)
        payload = decrypt(sealed, "\n".join(identity for identity, _ in keys))
        wrong = check_with_keys(ways_in, payload, [mac for _, mac in keys])
    if wrong and not options.unverified:
        stop(f"{wrong}. --unverified prints it all the same")
    if wrong:
        print(f"NOT VERIFIED: {wrong}", file=sys.stderr)
    for account in accounts(json.loads(payload)):
        print(json.dumps(account if options.reveal else hide(account), ensure_ascii=False))


def check_with_paper(slots_file, payload, paper):
    """What is wrong with the vault, as far as the recovery key can tell: the words for it, or None."""
    tag_key = hkdf(paper.encode(), b"keyrack\nrecovery tag\n1\n")
    if not is_tagged(payload, "paper", tag_key):
        return "the tag is wrong: this vault was written by someone who holds neither its keys nor those of the paper"
    try:
        ways_in = WaysIn(slots_file)
    except (OSError, ValueError, KeyError, TypeError):
        print("there are no ways in that can be read; the paper vouches for the vault by itself", file=sys.stderr)
        return None
    for slot in ways_in.of_kind("recovery"):
        bound = ways_in.bound("recovery", slot)
        if same(tag(tag_key, bound + lines(slot["sealed"])).hex(), slot["tag"]):
            plain = decrypt(unbase64(slot["sealed"]), paper)
            return check_with_keys(ways_in, payload, [mac for _, mac in pairs(plain.removeprefix(bound))])
    return "the ways in hold nothing that the paper vouches for: they were changed by someone without the vault's keys"


def check_with_keys(ways_in, payload, macs):
    """What is wrong with the vault: the words for it, or None."""
    right = [mac for mac in macs if is_tagged(payload, "mac", mac)]
    if not right:
        return "the tag is wrong: this vault was written by someone without its keys"
    key = tag(right[0], b"keyrack\nkey\n1\nrecords\n")
    for number, line in enumerate(payload.split(b"\n"), 1):
        if not line_is_right(line, key):
            return f"the tag of line {number} is wrong"
    if not any(ways_in.are_tagged(mac) for mac in macs):
        return "the tag of the ways in is wrong: they were changed by someone without the vault's keys"
    return None


def is_tagged(payload, name, key):
    """Whether a tag in the last line, where nothing else stands, belongs to everything before that line."""
    at = payload.rindex(b'\n"mac":') + 1
    members = json.loads(b"{" + payload[at:], object_pairs_hook=list)
    message = lines("keyrack", "payload", "1", hashlib.sha256(payload[:at]).hexdigest())
    return [name for name, _ in members] == ["mac", "paper"] and same(tag(key, message).hex(), dict(members)[name])


def line_is_right(line, key):
    """Whether a line of the payload bears its tag, or is none that has one."""
    line = line.removesuffix(b",")
    for end in (b',"folders":[', b',"accounts":[', b"}"):
        if line.startswith(b'{"') and line.endswith(end) and line != b'{"id":null,"accounts":[':
            begin, found, rest = line.removesuffix(end).rpartition(b',"tag":"')
            right = base64.b64encode(tag(key, begin + end)[:18]) + b'"'
            return bool(found) and hmac.compare_digest(rest, right)
    return not line.startswith(b'{"') or line == b'{"id":null,"accounts":['


class WaysIn:
    """The slots of a vault, each as it is and as its text stands in the file."""

    def __init__(self, file):
        text = file.read_text()
        whole = json.loads(text)
        self.vault, self.tags = whole["vault"], whole.get("tags", {})
        self.texts = list(elements(text, "slots"))
        self.slots = [json.loads(slot) for slot in self.texts]

    def of_kind(self, kind):
        return [slot for slot in self.slots if slot.get("kind") == kind]

    def bound(self, kind, slot, *more):
        """What the keys in a slot are bound to."""
        return lines("keyrack", "slot", "1", kind, self.vault, slot["id"], slot["opens"], *more)

    def are_tagged(self, mac):
        right = tag(mac, lines("keyrack", "slots", "1", self.vault, *self.texts)).hex()
        return any(same(right, there) for there in self.tags.values())


def elements(text, name):
    """The text of each element of a list that is a member of the document."""
    def value(at):
        """What stands at or after a place, and where it begins and ends."""
        begin = next(here for here in range(at, len(text)) if text[here] not in " \t\r\n:,")
        return *decoder.raw_decode(text, begin), begin

    def more(at):
        return text[at:].lstrip(" \t\r\n")[0] not in "]}"

    decoder, at = json.JSONDecoder(), text.index("{") + 1
    while more(at):
        member, at, _ = value(at)
        _, at, begin = value(at)
        inside = begin + 1
        while member == name and more(inside):
            _, inside, start = value(inside)
            yield text[start:inside]


def accounts(payload):
    """The accounts in use, each with the name of its folder."""
    for folder in payload["folders"]:
        for account in folder["accounts"]:
            if account.get("life", "live") == "live" and not is_gone(account):
                account.pop("tag", None)
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


def recovery_key(text):
    """The key as age writes it, from what was typed: comments, spaces inside and lower case are forgiven."""
    typed = ("".join(line.split()).upper() for line in text.splitlines())
    return next((line for line in typed if line.startswith("AGE-SECRET-KEY-1")), "")


def unlock_with_password(slots_file, password):
    """The ways in, and the keys behind the first slot that the password opens: composed (NFC) first, then as typed."""
    ways_in = WaysIn(slots_file)
    for slot in ways_in.of_kind("password"):
        kdf = slot["kdf"]
        costs = "m={m},t={t},p={p}".format_map(kdf)
        bound = ways_in.bound("password", slot, "argon2id", costs, kdf["salt"])
        for typed in dict.fromkeys([unicodedata.normalize("NFC", password), password]):
            key = argon2id(typed.encode(), kdf)
            plain = xchacha20poly1305_open(key, unbase64(slot["nonce"]), unbase64(slot["wrapped"]), bound)
            if plain is not None:
                return ways_in, pairs(plain)
    stop("no way in opens with this password")


def pairs(text):
    """Identity and authentication key, line by line; a second pair while a change of the ways in is under way."""
    each = text.decode().splitlines()
    return [(identity, unbase64(mac)) for identity, mac in zip(each[0::2], each[1::2])]


def tag(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def same(right, there):
    """Whether a tag is the right one; takes the same time wherever they differ."""
    return isinstance(there, str) and hmac.compare_digest(right.encode(), there.encode())


def hkdf(secret, info):
    """32 bytes by RFC 5869, without a salt."""
    return tag(tag(bytes(32), secret), info + b"\1")


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
