#!/usr/bin/env python3
"""Reads an export with libraries that are not Keyrack's: read.py FORMAT FILE, the password of the file on standard input.

Prints a JSON list of accounts; each has only what the format and its reader tell of it.
"""

import base64
import csv
import hashlib
import hmac
import json
import sys
from pathlib import Path

import lib2fas
import nacl.bindings as sodium
import nacl.pwhash
import pyotp
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.padding import PKCS7


def main():
    form, path, password = sys.argv[1], Path(sys.argv[2]), sys.stdin.read()
    print(json.dumps(READERS[form](path, password)))


def otpauth(path, _password):
    return [uri(line) for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]


def uri(text):
    if text.startswith("steam://"):
        return {"type": "steam", "secret": text.removeprefix("steam://")}
    if text.startswith("otpauth://steam/"):
        text = text.replace("otpauth://steam/", "otpauth://totp/").replace("digits=5", "digits=6")
        return uri(text) | {"type": "steam", "digits": 5}
    # Ente's own parameter, which says how an entry looks.
    otp = pyotp.parse_uri("&".join(part for part in text.split("&") if not part.startswith("codeDisplay=")))
    account = {
        "issuer": otp.issuer or "",
        "label": otp.name,
        "secret": otp.secret,
        "digits": otp.digits,
        "algorithm": otp.digest().name.upper(),
    }
    if isinstance(otp, pyotp.HOTP):
        return account | {"type": "hotp", "counter": otp.initial_count}
    return account | {"type": "totp", "period": otp.interval}


def aegis(path, password):
    file = json.loads(path.read_text("utf-8"))
    database = file["db"]
    if isinstance(database, str):
        slot = next(slot for slot in file["header"]["slots"] if slot["type"] == 1)
        key = Scrypt(bytes.fromhex(slot["salt"]), 32, slot["n"], slot["r"], slot["p"]).derive(password.encode())
        key = opened(key, slot["key_params"], bytes.fromhex(slot["key"]))
        database = json.loads(opened(key, file["header"]["params"], base64.b64decode(database)))
    return [aegis_entry(entry) for entry in database["entries"]]


def opened(key, params, sealed):
    return AESGCM(key).decrypt(bytes.fromhex(params["nonce"]), sealed + bytes.fromhex(params["tag"]), None)


def aegis_entry(entry):
    info = entry["info"]
    account = {
        "issuer": entry["issuer"],
        "label": entry["name"],
        "type": entry["type"],
        "secret": info["secret"],
        "algorithm": info["algo"],
        "digits": info["digits"],
    }
    for name in ("period", "counter"):
        if name in info and not (entry["type"] == "hotp" and name == "period"):
            account[name] = info[name]
    return account


def twofas(path, password):
    services = lib2fas.load_services(path, passphrase=password or None)
    return [
        {
            "issuer": service.name,
            "label": service.otp.account,
            "secret": service.secret,
            "type": service.otp.tokenType.lower(),
            "digits": service.otp.digits,
        }
        for _, several in services.items()
        for service in several
    ]


def ente(path, password):
    text = path.read_text("utf-8")
    if not text.startswith("{"):
        return otpauth(path, password)
    file = json.loads(text)
    kdf = file["kdfParams"]
    key = nacl.pwhash.argon2id.kdf(
        32, password.encode(), base64.b64decode(kdf["salt"]), opslimit=kdf["opsLimit"], memlimit=kdf["memLimit"]
    )
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, base64.b64decode(file["encryptionNonce"]), key)
    plain, _tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, base64.b64decode(file["encryptedData"]))
    return [uri(line) for line in plain.decode("utf-8").splitlines() if line]


def stratum(path, password):
    file = path.read_bytes()
    if file.startswith(b"AUTHENTICATORPRO"):
        salt, nonce, sealed = file[16:32], file[32:44], file[44:]
        key = hash_secret_raw(password.encode(), salt, 3, 1 << 16, 4, 32, Type.ID)
        file = AESGCM(key).decrypt(nonce, sealed, None)
    kinds, hashes = {1: "hotp", 2: "totp", 4: "steam"}, ["SHA1", "SHA256", "SHA512"]
    return [
        {
            "issuer": entry["Issuer"],
            "label": entry["Username"] or "",
            "type": kinds[entry["Type"]],
            "secret": entry["Secret"],
            "algorithm": hashes[entry["Algorithm"]],
            "digits": entry["Digits"],
        }
        | ({"counter": entry["Counter"]} if entry["Type"] == 1 else {"period": entry["Period"]})
        for entry in json.loads(file)["Authenticators"]
    ]


def proton(path, password):
    file = json.loads(path.read_text("utf-8"))
    if "salt" in file:
        key = hash_secret_raw(password.encode(), base64.b64decode(file["salt"]), 2, 19 * 1024, 1, 32, Type.ID)
        sealed = base64.b64decode(file["content"])
        file = json.loads(AESGCM(key).decrypt(sealed[:12], sealed[12:], b"proton.authenticator.export.v1"))
    return [uri(entry["content"]["uri"]) for entry in file["entries"]]


def bitwarden(path, password):
    file = json.loads(path.read_text("utf-8"))
    if file.get("encrypted"):
        file = json.loads(bitwarden_opened(file, password))
    return [uri(item["login"]["totp"]) for item in file["items"]]


def bitwarden_opened(file, password):
    salt, rounds = file["salt"].encode(), file["kdfIterations"]
    if file["kdfType"] == 1:
        memory, lanes = file["kdfMemory"] * 1024, file["kdfParallelism"]
        key = hash_secret_raw(password.encode(), hashlib.sha256(salt).digest(), rounds, memory, lanes, 32, Type.ID)
    else:
        key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds)
    # HKDF-Expand (RFC 5869) for one block.
    seal_key = hmac.digest(key, b"enc\x01", "sha256")
    mac_key = hmac.digest(key, b"mac\x01", "sha256")
    nonce, sealed, mac = map(base64.b64decode, file["data"].removeprefix("2.").split("|"))
    if hmac.digest(mac_key, nonce + sealed, "sha256") != mac:
        raise ValueError("the file is not whole, or the password is wrong")
    cipher = Cipher(algorithms.AES(seal_key), modes.CBC(nonce)).decryptor()
    unpadder = PKCS7(128).unpadder()
    return unpadder.update(cipher.update(sealed) + cipher.finalize()) + unpadder.finalize()


def table(path, _password):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {
                "issuer": row["issuer"].removeprefix("'"),
                "label": row["account"].removeprefix("'"),
                "type": row["type"],
                "secret": row["secret"],
                "algorithm": row["algorithm"],
                "digits": int(row["digits"]),
            }
            | ({"counter": int(row["counter"])} if row["counter"] else {"period": int(row["period"])})
            for row in csv.DictReader(file)
        ]


READERS = {
    "otpauth": otpauth,
    "aegis": aegis,
    "2fas": twofas,
    "ente": ente,
    "stratum": stratum,
    "proton-authenticator": proton,
    "bitwarden": bitwarden,
    "csv": table,
}

if __name__ == "__main__":
    main()
