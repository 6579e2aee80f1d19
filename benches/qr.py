#!/usr/bin/env python3
"""Puts Keyrack's reader of QR codes beside zxing-cpp: the same pictures, the same machine, taking turns picture by picture.

Both times are of the processor, for the search of the same grey picture in memory, the quickest of five. The texts are
those that Keyrack finds on the picture as it is, with its colours. Nothing is asserted. Keyrack's own figures come from
`cargo bench -p keyrack-qr --bench qr -- --lines`, which this program starts.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

RUNS = 5


def main():
    root = Path(__file__).resolve().parent.parent
    fixtures = Path(os.environ.get("KEYRACK_FIXTURES", root / "../shared")) / "qr"
    if not (fixtures / "expected.json").is_file():
        sys.exit(f"no pictures at {fixtures} (KEYRACK_FIXTURES): nothing is measured")
    entries = json.loads((fixtures / "expected.json").read_text())
    columns = {"keyrack": {}}
    zxing = zxing_reader()
    if zxing:
        columns["zxing-cpp"] = {}
    command = ["cargo", "bench", "--quiet", "--package", "keyrack-qr", "--bench", "qr", "--", "--lines"]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as keyrack:
        for entry in entries:
            print(file=keyrack.stdin, flush=True)
            answer = json.loads(keyrack.stdout.readline())
            columns["keyrack"][answer["file"]] = (answer["texts"], answer["ms"])
            if zxing:
                columns["zxing-cpp"][entry["file"]] = zxing(fixtures / entry["file"])
    print_table(entries, columns)


def zxing_reader():
    """What reads a picture with zxing-cpp and takes the time; None where it is not installed."""
    try:
        import numpy
        import zxingcpp
        from PIL import Image
    except ImportError as error:
        print(f"{error.name} is not installed (pip install zxing-cpp pillow numpy): its column stays empty.\n")
        return None

    def read(path):
        pixels = numpy.asarray(Image.open(path).convert("L"))
        quickest = float("inf")
        for _ in range(RUNS):
            start = time.thread_time()
            found = zxingcpp.read_barcodes(
                pixels, formats=zxingcpp.BarcodeFormat.QRCodeModel2, text_mode=zxingcpp.TextMode.Plain
            )
            quickest = min(quickest, (time.thread_time() - start) * 1e3)
        return [code.text for code in found], quickest

    return read


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
        print_sizes(entries, *columns.values())


def print_sizes(entries, ours, theirs):
    """The median times by the size of the pictures, in millions of pixels."""
    sizes = defaultdict(list)
    for entry in entries:
        megapixels = entry["width"] * entry["height"] / 1e6
        sizes[next(limit for limit in (0.5, 1.5, 2.2, 4.5, 40) if megapixels <= limit)].append(entry["file"])
    for limit, files in sorted(sizes.items()):
        here, there = (statistics.median(column[file][1] for file in files) for column in (ours, theirs))
        print(f"up to {limit:>4} MP: {len(files):>3} pictures, {here:7.2f} ms, zxing-cpp {there:7.2f} ms, {here / there:.2f} of it")


if __name__ == "__main__":
    main()
