#!/usr/bin/env python3
"""Opens a file with the stock `age`, which takes a passphrase at a terminal only: age.py FILE, the passphrase on standard
input. Prints what is in the file."""

import sys
import tempfile
from pathlib import Path

from write import converse

with tempfile.TemporaryDirectory() as folder:
    plain = Path(folder) / "plain"
    converse(["age", "-d", "-o", str(plain), sys.argv[1]], [("passphrase", sys.stdin.read())], folder)
    sys.stdout.buffer.write(plain.read_bytes())
