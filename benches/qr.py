#!/usr/bin/env python3
"""Puts Keyrack's reader of QR codes beside zxing-cpp: the same pictures, the same machine, taking turns picture by picture.

Both times are of the search alone, the quickest of three, loading apart; Keyrack is given colours and zxing-cpp grey, as
each is at its best. Nothing is asserted. Keyrack's own figures come from `cargo bench -p keyrack-qr --bench qr -- --lines`,
which this program starts.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

RUNS = 3


def main():
    root = Path(__file__).resolve().parent.parent
    fixtures = Path(os.environ.get("KEYRACK_FIXTURES", root / "../shared")) / "qr"
    if not (fixtures / "expected.json").is_file():
        sys.exit(f"no pictures at {fixtures} (KEYRACK_FIXTURES): nothing is measured")
    entries = json.loads((fixtures / "expected.json").read_text())
    columns = {"keyrack": keyrack(root), "zxing-cpp": zxing(fixtures, entries)}
    columns = {name: column for name, column in columns.items() if column}
    print_table(entries, columns)


def keyrack(root):
    command = ["cargo", "bench", "--quiet", "--package", "keyrack-qr", "--bench", "qr", "--", "--lines"]
    output = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    lines = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return {line["file"]: (line["texts"], line["ms"]) for line in lines}


def zxing(fixtures, entries):
    try:
        import numpy
        import zxingcpp
        from PIL import Image
    except ImportError as error:
        print(f"{error.name} is not installed (pip install zxing-cpp pillow numpy): its column stays empty.\n")
        return None
    column = {}
    for entry in entries:
        pixels = numpy.asarray(Image.open(fixtures / entry["file"]).convert("L"))
        quickest = float("inf")
        for _ in range(RUNS):
            start = time.perf_counter()
            found = zxingcpp.read_barcodes(
                pixels, formats=zxingcpp.BarcodeFormat.QRCodeModel2, text_mode=zxingcpp.TextMode.Plain
            )
            quickest = min(quickest, (time.perf_counter() - start) * 1e3)
        column[entry["file"]] = ([code.text for code in found], quickest)
    return column


def print_table(entries, columns):
    kinds = defaultdict(list)
    for entry in entries:
        kinds[entry["category"]].append(entry)
    print(f"{'read of the codes, in %':28}{'codes':>6}" + "".join(f"{name:>12}" for name in columns))
    for kind, group in sorted(kinds.items()) + [("all", entries)]:
        codes = sum(len(entry["payloads"]) for entry in group)
        if not codes:
            continue
        read = [sum(len(set(entry["payloads"]) & set(column[entry["file"]][0])) for entry in group) for column in columns.values()]
        print(f"{kind:28}{codes:>6}" + "".join(f"{count / codes * 100:>12.1f}" for count in read))
    medians = []
    for name, column in columns.items():
        wrong = sum(text not in entry["payloads"] for entry in entries for text in column[entry["file"]][0])
        times = sorted(ms for _, ms in column.values())
        medians.append(statistics.median(times))
        print(f"{name}: {wrong} wrong, median {medians[-1]:.2f} ms, 95th percentile {times[int(len(times) * 0.95)]:.1f} ms")
    if len(medians) == 2:
        print(f"the median is {medians[0] / medians[1]:.2f} of zxing-cpp's")


if __name__ == "__main__":
    main()
