#!/usr/bin/env python3
"""Writes the accounts of a JSON list with programs and libraries that are not Keyrack's.

write.py pykeepass FILE             a database of KeePass, one entry for each way to keep a key
write.py keepassxc FILE             a database of KeePassXC, from the XML that its command line imports
write.py otpclient-TYPE FOLDER      what `otpclient-cli export -t TYPE` makes of a database of OTPClient

The list comes on standard input: {"password": …, "accounts": [{issuer, label, secret, type, algorithm, digits, period,
counter}, …]}.
"""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

import pykeepass
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

PATIENCE = 30


def main():
    what, target, given = sys.argv[1], Path(sys.argv[2]), json.load(sys.stdin)
    if what == "pykeepass":
        write_pykeepass(target, given)
    elif what == "keepassxc":
        write_keepassxc(target, given)
    else:
        write_otpclient(what.removeprefix("otpclient-"), target, given)


def uri(account):
    name = f"{quote(account['issuer'], safe='')}:{quote(account['label'], safe='')}"
    counts = account["type"] == "hotp"
    step = f"counter={account['counter']}" if counts else f"period={account['period']}"
    return (
        f"otpauth://{account['type']}/{name}?secret={account['secret']}&issuer={quote(account['issuer'], safe='')}"
        f"&algorithm={account['algorithm']}&digits={account['digits']}&{step}"
    )


def write_pykeepass(target, given):
    database = pykeepass.create_database(str(target), password=given["password"])
    ways = [as_uri, as_keeotp, as_seed, as_native]
    group = database.add_group(database.root_group, "Ügyfelek")
    for place, account in enumerate(given["accounts"]):
        entry = database.add_entry(group, account["issuer"], account["label"], "a password")
        # Only a URI can count.
        (as_uri if account["type"] == "hotp" else ways[place % len(ways)])(entry, account)
    database.save()


def as_uri(entry, account):
    entry.otp = uri(account)


def as_keeotp(entry, account):
    entry.otp = (
        f"key={account['secret']}&step={account['period']}&size={account['digits']}"
        f"&otpHashMode={account['algorithm'].capitalize()}"
    )


def as_seed(entry, account):
    if account["algorithm"] != "SHA1":
        return as_native(entry, account)
    entry.set_custom_property("TOTP Seed", account["secret"])
    entry.set_custom_property("TOTP Settings", f"{account['period']};{account['digits']}")


def as_native(entry, account):
    entry.set_custom_property("TimeOtp-Secret-Base32", account["secret"], protect=True)
    entry.set_custom_property("TimeOtp-Length", str(account["digits"]))
    entry.set_custom_property("TimeOtp-Period", str(account["period"]))
    entry.set_custom_property("TimeOtp-Algorithm", f"HMAC-SHA-{account['algorithm'].removeprefix('SHA')}")


def write_keepassxc(target, given):
    def text(key, value):
        return f"<String><Key>{key}</Key><Value>{escape(value)}</Value></String>"

    entries = "".join(
        f"<Entry><UUID>{place:024d}==</UUID>{text('Title', account['issuer'])}{text('UserName', account['label'])}"
        f"{text('otp', uri(account))}</Entry>"
        for place, account in enumerate(given["accounts"])
    )
    xml = target.with_suffix(".xml")
    xml.write_text(
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><KeePassFile><Meta><DatabaseName>x</DatabaseName></Meta>'
        f"<Root><Group><Name>Root</Name>{entries}</Group></Root></KeePassFile>",
        "utf-8",
    )
    password = given["password"] + "\n"
    subprocess.run(
        ["keepassxc-cli", "import", "--set-password", xml, target],
        input=password * 2,
        text=True,
        check=True,
        capture_output=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )


def write_otpclient(kind, folder, given):
    """OTPClient 3.1: AES-256-GCM under PBKDF2-SHA512, the nonce and salt ahead as what is authenticated with it."""
    accounts = [
        {
            "type": account["type"].upper(),
            "label": account["label"],
            "issuer": account["issuer"],
            "secret": account["secret"],
            "digits": account["digits"],
            "algo": account["algorithm"],
        }
        | ({"counter": account["counter"]} if account["type"] == "hotp" else {"period": account["period"]})
        for account in given["accounts"]
    ]
    nonce, salt = os.urandom(16), os.urandom(32)
    key = PBKDF2HMAC(hashes.SHA512(), 32, salt, 100_000).derive(given["password"].encode())
    cipher = Cipher(algorithms.AES(key), modes.GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(nonce + salt)
    sealed = cipher.update(json.dumps(accounts).encode()) + cipher.finalize()
    database = folder / "database.enc"
    database.write_bytes(nonce + salt + sealed + cipher.tag)
    answers = [("path to the database", str(database)), ("password", given["password"]), ("password", given["password"])]
    converse(["otpclient-cli", "export", "-t", kind, "-d", str(folder)], answers, folder)


def converse(command, answers, home):
    """Answers at a terminal, in this order, to what a program asks. One that asks for more is ended."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ |= {"HOME": str(home), "LC_ALL": "C.UTF-8"}
        os.execvp(command[0], command)
    said = b""
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            more = os.read(terminal, 4096)
        except OSError:
            break
        said += more
        if answers and answers[0][0].encode() in said.lower():
            question, answer = answers.pop(0)
            if "pass" in question:
                wait_until_unseen(terminal)
            os.write(terminal, answer.encode() + b"\n")
            said = b""
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def wait_until_unseen(terminal):
    """What is typed before a program has switched the echo off may be thrown away by it."""
    until = time.monotonic() + PATIENCE
    while termios.tcgetattr(terminal)[3] & termios.ECHO and time.monotonic() < until:
        time.sleep(0.01)


if __name__ == "__main__":
    main()
