#!/usr/bin/python3
"""The window on the real cluster, on the offscreen platform: pictures of every page, and a UI thread that does not stall
while a node is cut off. Needs a deployed practice Swarm."""
import json
import os
import shutil
import struct
import sys
import tempfile
import unittest
import zlib

from live import ROOT, Live, run

SWITCHYARD = os.path.join(ROOT, "build", "bin", "switchyard")
PAGES = ("topology", "replication", "pools", "services", "findings")


def colours(path):
    """Number of distinct pixels of a PNG as Qt writes it (8 bit, RGB or RGBA), without a library."""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", path
    at, packed, width, height, kind = 8, b"", 0, 0, 0
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at:at + 8])
        if name == b"IHDR":
            width, height, _, kind = struct.unpack(">IIBB", data[at + 8:at + 18])
        if name == b"IDAT":
            packed += data[at + 8:at + 8 + size]
        at += 12 + size
    # Filtered bytes are enough: a blank picture filters to a handful of values.
    return width, height, len(set(zlib.decompress(packed)))


class Window(unittest.TestCase):
    def setUp(self):
        self.live = Live()
        self.live.whole()
        self.folder = tempfile.mkdtemp(prefix="switchyard-window-")
        self.addCleanup(shutil.rmtree, self.folder)
        runtime = os.path.join(self.folder, "run")
        os.mkdir(runtime, 0o700)
        self.pictures = os.path.join(self.folder, "pictures")
        os.mkdir(self.pictures)
        self.env = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=runtime)

    def test_1_pictures_of_every_page(self):
        done = run([SWITCHYARD, "--cluster", "practice", "--screenshots", self.pictures], env=self.env, timeout=60)
        self.assertEqual(done.stderr, "")
        self.assertEqual(sorted(os.listdir(self.pictures)), sorted(f"{p}-{s}.png" for p in PAGES for s in ("light", "dark")))
        for name in os.listdir(self.pictures):
            width, height, distinct = colours(os.path.join(self.pictures, name))
            self.assertEqual((width, height), (1440, 900), name)
            self.assertGreater(distinct, 64, f"{name} looks blank")

    def test_2_no_stall_while_a_node_is_cut_off(self):
        self.live.cut("node3", 8)
        done = run([SWITCHYARD, "--cluster", "practice", "--measure", "12"], env=self.env, timeout=60)
        measured = json.loads(done.stdout)
        self.assertEqual(done.stderr, "")
        self.assertGreaterEqual(measured["snapshots"], 9, "about one a second, node or no node")
        # A second's deadline waited out on the UI thread would show as 1,000 ms; half a frame budget on this shared machine as less.
        self.assertLess(measured["longest_busy_ms"], 250)
        self.live.whole()


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=2).result
    bad = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - bad} passed, {bad} failed")
    sys.exit(1 if bad else 0)
