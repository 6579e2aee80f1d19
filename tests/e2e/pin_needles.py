#!/usr/bin/env python3
"""What opening a vault by PIN puts into memory, for tests/window/memory.py to look for.

    pin_needles.py PIN FILE      FILE is the computer's .pin file; the keyring is that of the session

Prints {"name": ["hex", ...], ...}. Follows docs/vault-format.md and shares no code with Keyrack.
"""

import base64
import hashlib
import hmac
import json
import subprocess
import sys

import dbus


def main():
    pin, path = sys.argv[1:]
    with open(path) as file:
        kdf = json.load(file)["slot"]["kdf"]
    text = kept()
    secret = base64.b64decode(base64.b64decode(text).split(b"\n")[1])
    stretched = argon2id(pin.encode(), kdf)
    key = hkdf(stretched + secret, b"keyrack\npin\n1\n")
    needles = {
        "PIN": [pin.encode()],
        "text of the keyring": [text],
        "device secret": [secret, base64.b64encode(secret)],
        "Argon2id of the PIN": [stretched],
        "key of the slot": [key],
    }
    json.dump({name: [it.hex() for it in forms] for name, forms in needles.items()}, sys.stdout)


def kept():
    """The text that the keyring keeps."""
    service = dbus.SessionBus().get_object("org.freedesktop.secrets", "/org/freedesktop/secrets")
    service = dbus.Interface(service, "org.freedesktop.Secret.Service")
    _, session = service.OpenSession("plain", dbus.String("", variant_level=1))
    items, _ = service.SearchItems({"service": "app.keyrack.Keyrack"})
    (secret,) = service.GetSecrets(items, session).values()
    return bytes(secret[2])


def argon2id(password, kdf):
    salt = base64.b64decode(kdf["salt"])
    costs = ["-k", str(kdf["m"]), "-t", str(kdf["t"]), "-p", str(kdf["p"])]
    line = [b"argon2", salt, "-id", *costs, "-l", "32", "-r"]
    made = subprocess.run(line, input=password, capture_output=True, check=True)
    return bytes.fromhex(made.stdout.decode().strip())


def hkdf(material, info):
    """The first block of RFC 5869 without a salt."""
    extracted = hmac.new(bytes(32), material, hashlib.sha256).digest()
    return hmac.new(extracted, info + b"\x01", hashlib.sha256).digest()


if __name__ == "__main__":
    main()
