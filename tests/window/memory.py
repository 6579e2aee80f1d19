#!/usr/bin/env python3
"""Which of the texts named on standard input are in the memory of a process and all below it.

    memory.py PID < {"name": ["hex of the bytes to look for", ...], ...}

Prints {"pid program": ["name", ...], ...} with every process that was read. Needs to be root, or the parent of the
processes on a system that allows it, for the keeper does not let its like read it.
"""

import json
import os
import re
import sys
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
STEP = 4 << 20


def main():
    wanted = {name: [bytes.fromhex(h) for h in hexes] for name, hexes in json.load(sys.stdin).items()}
    found = {}
    for pid in tree(int(sys.argv[1])):
        try:
            name = Path(f"/proc/{pid}/comm").read_text().strip()
            found[f"{pid} {name}"] = sorted(search(pid, wanted))
        except (FileNotFoundError, ProcessLookupError):
            # It has ended meanwhile.
            continue
    json.dump(found, sys.stdout)


def tree(root):
    """The process and everything below it, by parent or by process group of such: nothing escapes by a new parent."""
    processes = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                rest = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if rest[0] not in "ZX":
                processes[int(entry.name)] = (int(rest[1]), int(rest[2]))
    ours = {root}
    while True:
        groups = {processes[pid][1] for pid in ours if pid in processes and pid != root}
        more = {pid for pid, (parent, group) in processes.items() if parent in ours or group in groups} - ours
        if not more:
            return sorted(ours)
        ours |= more


def search(pid, wanted):
    longest = max(len(text) for texts in wanted.values() for text in texts)
    found = set()
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory, open(f"/proc/{pid}/pagemap", "rb") as pages:
        for start, end in regions(pid):
            before = b""
            for at in range(start, end, STEP):
                size = min(STEP, end - at)
                if not is_there(pages, at, size):
                    before = b""
                    continue
                try:
                    memory.seek(at)
                    chunk = before + memory.read(size)
                except OSError:
                    before = b""
                    continue
                found |= {name for name, texts in wanted.items() if any(text in chunk for text in texts)}
                before = chunk[-longest:]
    return found


def regions(pid):
    """Where something can be: readable, and not all as it lies in a file."""
    where = None
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        head = re.match(r"([0-9a-f]+)-([0-9a-f]+) (....) ", line)
        if head:
            where = (int(head[1], 16), int(head[2], 16)) if head[3][0] == "r" else None
        elif re.match(r"(Shared_Dirty|Private_Dirty|Anonymous|Swap): +[1-9]", line) and where:
            yield where
            where = None


def is_there(pages, at, size):
    """Whether any page is in memory or swapped out: bits 63 and 62, see the kernel's pagemap.rst."""
    pages.seek(at // PAGE * 8)
    entries = pages.read(-(-size // PAGE) * 8)
    return max(entries[7::8], default=0) >= 0x40


main()
