#!/usr/bin/env python3
"""Measures the command line as a user meets it, whole processes on 10,000 accounts, and keepassxc-cli on the same ones.

From each figure the same work on a vault with one account is taken away, so that starting up and deriving the key cancel
out. Every figure is a median over several runs, the two programs and the two sizes taking turns. Nothing is asserted.
"""

import argparse
import base64
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from xml.sax.saxutils import escape

PASSWORD = "a password for measuring"
ACCOUNTS = 10_000


def main():
    options = parse_arguments()
    keyrack = options.keyrack or built_binary()
    if not Path(keyrack).is_file():
        sys.exit(f"{keyrack} is missing: run 'cargo build --release -p keyrack-cli'")
    with tempfile.TemporaryDirectory(prefix="keyrack-bench-", dir=options.folder) as folder:
        folder = Path(folder)
        ours = Keyrack(keyrack, folder)
        peer = KeePassXC(folder) if shutil.which("keepassxc-cli") else None
        if peer is None:
            print("keepassxc-cli is not installed: its column stays empty.\n")
        rows = measure(ours, peer, options.runs)
    print_table(rows, options)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7, help="runs per figure (7)")
    parser.add_argument("--folder", type=Path, help="where the vaults are made, if not in the system's temporary folder")
    parser.add_argument("--keyrack", help="the command to measure, if not the one that cargo built for release")
    return parser.parse_args()


def built_binary():
    root = Path(__file__).resolve().parent.parent
    metadata = subprocess.run(
        ["cargo", "metadata", "--no-deps", "--format-version=1"], cwd=root, check=True, capture_output=True
    )
    return Path(json.loads(metadata.stdout)["target_directory"]) / "release" / "keyrack"


def measure(ours, peer, runs):
    """Rows of (work, our seconds, the peer's seconds or None, goal)."""
    work = []
    for program in (ours, peer):
        if program:
            work += [(program, name, size) for name in program.work for size in ("many", "one")]
    seconds = {item: [] for item in work}
    for turn in range(runs):
        for item in work:
            program, name, size = item
            seconds[item].append(program.time(name, size, turn))
        progress(turn + 1, runs)
    median = {item: statistics.median(times) for item, times in seconds.items()}

    def beyond(program, name):
        if program and name in program.work:
            return median[program, name, "many"] - median[program, name, "one"]
        return None

    rows = [
        ("open", beyond(ours, "open"), beyond(peer, "open"), "≤ 0.10 × peer, about 78 ms"),
        ("open, all of it in an office", beyond(ours, "open with office"), None, "as open"),
        ("one durable change, fsync included", beyond(ours, "change"), beyond(peer, "change"), "≤ 0.10 × peer, about 165 ms"),
        ("import of a list of URIs", beyond(ours, "import"), beyond(peer, "import"), "≤ 300 ms"),
        ("import of an Aegis file", beyond(ours, "import aegis"), beyond(peer, "import"), "≤ 300 ms"),
        ("all codes, beyond opening, printed as JSON", beyond(ours, "codes") - beyond(ours, "open"), None, "≤ 10 ms, computed alone"),
        ("keyrack code, whole process, 100 accounts, no KDF", ours.code_with_the_paper(runs), None, "≤ 30 ms"),
    ]
    return rows


def progress(done, total):
    if sys.stderr.isatty():
        print(f"\r{done} of {total} runs", end="\n" if done == total else "", file=sys.stderr, flush=True)


def print_table(rows, options):
    print(f"{ACCOUNTS:,} accounts; median of {options.runs} runs, less the same work on one account\n")
    line = "{:<50} {:>11} {:>14} {:>7}   {}"
    print(line.format("work", "keyrack", "keepassxc-cli", "ratio", "goal"))
    for work, ours, peers, goal in rows:
        ratio = f"{ours / peers:.2f}" if peers else "–"
        print(line.format(work, milliseconds(ours), milliseconds(peers), ratio, goal))
    print("\nNot measured here: the window (start, keys, memory, idle), which needs a display.")


def milliseconds(seconds):
    return "–" if seconds is None else f"{seconds * 1000:.1f} ms"


def uri(n):
    secret = base64.b32encode(f"{n:010}".encode()).decode()
    return f"otpauth://totp/Portal:client{n:05}?secret={secret}&issuer=Portal&algorithm=SHA1&digits=6&period=30"


def timed(command, environment=None, password=None):
    """Seconds that a command takes as a whole process."""
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, input=password, text=True, capture_output=True)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with status {done.returncode}: {done.stderr}")
    return seconds


class Keyrack:
    work = ("open", "open with office", "change", "import", "import aegis", "codes")

    def __init__(self, binary, folder):
        self.binary = binary
        self.folder = folder / "keyrack"
        self.folder.mkdir()
        self.password = self.folder / "password"
        self.password.write_text(PASSWORD)
        self.lists = {}
        for size, accounts in (("none", 0), ("one", 1), ("hundred", 100), ("many", ACCOUNTS)):
            self.lists[size] = self.folder / f"{size}.txt"
            self.lists[size].write_text("".join(uri(n) + "\n" for n in range(1, accounts + 1)))
            recovery = self.folder / f"{size}-recovery.txt"
            self.run(size, "init", "--kdf", "m=65536,t=3,p=1", "--recovery-file", recovery)
            if accounts:
                self.run(size, "import", self.lists[size])
        self.aegis = {}
        for size in ("one", "many"):
            self.aegis[size] = self.folder / f"{size}.json"
            self.run(size, "export", self.aegis[size], "--format", "aegis")
        for size in ("one", "many"):
            self.share(size)
        self.ids = {size: self.id_of(size, "client00001") for size in ("one", "many")}

    def time(self, name, size, turn):
        if name == "open":
            return self.run(size, "list", "client00001")
        if name == "open with office":
            return self.run(f"office-{size}", "list", "client00001")
        if name == "change":
            return self.run(size, "edit", self.ids[size], f"note=turn {turn}")
        if name == "codes":
            return self.run(size, "--json", "code", "", "--all", "--peek", "--at", "1790000000")
        # Each import goes into a fresh copy of an empty vault.
        fresh = self.folder / "fresh"
        shutil.copytree(self.folder / "none", fresh)
        seconds = self.run("fresh", "import", (self.aegis if name == "import aegis" else self.lists)[size])
        shutil.rmtree(fresh)
        return seconds

    def share(self, size):
        """Makes a home that has the accounts of a size in an office, in folders of 2,000 at most, and none of its own."""
        lender, home = f"lender-{size}", f"office-{size}"
        store, sheet = self.folder / f"{size}-store", self.folder / f"{size}-sheet"
        store.mkdir()
        for name in (lender, home):
            self.run(name, "init", "--kdf", "m=65536,t=3,p=1", "--recovery-file", self.folder / f"{name}-recovery.txt")
        place = ("--store", f"file://{store}", "--member-name", "Olga", "--key-sheet-file", sheet)
        self.run(lender, "team", "found", "--name", "Office", *place, "--sheet-back-file", sheet)
        uris = self.lists[size].read_text().splitlines(keepends=True)
        for at in range(0, len(uris), 2_000):
            part = self.folder / "part.txt"
            part.write_text("".join(uris[at : at + 2_000]))
            self.run(lender, "import", part, "--folder", f"Clients {at}")
            self.run(lender, "team", "folder", "share", f"Clients {at}")
        self.run(home, "team", "recover", *place)

    def code_with_the_paper(self, runs):
        """With the recovery key no key is derived, so the whole process can be measured as it is."""
        paper = self.folder / "hundred-recovery.txt"
        command = [self.binary, "--recovery-key-file", paper, "code", "client00050"]
        return statistics.median(timed(command, self.environment("hundred")) for _ in range(runs * 3))

    def id_of(self, size, label):
        command = [self.binary, "--password-file", self.password, "--json", "list", label]
        listed = subprocess.run(command, env=self.environment(size), check=True, capture_output=True)
        return json.loads(listed.stdout)[0]["id"]

    def run(self, size, *arguments):
        return timed([self.binary, "--password-file", self.password, *arguments], self.environment(size))

    def environment(self, size):
        vault = self.folder / size
        return os.environ | {"KEYRACK_HOME": str(vault / "home"), "KEYRACK_VAULT": str(vault / "vault"), "KEYRACK_KEYRING": "none"}


class KeePassXC:
    work = ("open", "change", "import")

    def __init__(self, folder):
        self.folder = folder / "keepassxc"
        self.folder.mkdir()
        for size, accounts in (("one", 1), ("many", ACCOUNTS)):
            (self.folder / f"{size}.xml").write_text(self.xml(accounts))
            self.make(size, self.folder / f"{size}.kdbx")

    def time(self, name, size, turn):
        database = self.folder / f"{size}.kdbx"
        if name == "open":
            return self.run("show", "--quiet", "--attributes", "Title", database, "client00001")
        if name == "change":
            return self.run("edit", "--quiet", "--notes", f"turn {turn}", database, "client00001")
        fresh = self.folder / "fresh.kdbx"
        seconds = self.make(size, fresh)
        fresh.unlink()
        return seconds

    def make(self, size, database):
        # The password is asked for twice.
        command = ["keepassxc-cli", "import", "--quiet", "--set-password", self.folder / f"{size}.xml", database]
        return timed(command, password=f"{PASSWORD}\n{PASSWORD}\n")

    def run(self, command, *arguments):
        return timed(["keepassxc-cli", command, *arguments], password=f"{PASSWORD}\n")

    @staticmethod
    def xml(accounts):
        def identifier():
            return base64.b64encode(uuid.uuid4().bytes).decode()

        def field(key, value):
            return f"<String><Key>{key}</Key><Value>{escape(value)}</Value></String>"

        entries = "".join(
            f"<Entry><UUID>{identifier()}</UUID>{field('Title', f'client{n:05}')}{field('UserName', 'Portal')}{field('otp', uri(n))}</Entry>"
            for n in range(1, accounts + 1)
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?><KeePassFile><Meta><Generator>Keyrack</Generator></Meta><Root>'
            f"<Group><UUID>{identifier()}</UUID><Name>Root</Name>{entries}</Group></Root></KeePassFile>"
        )


if __name__ == "__main__":
    main()
