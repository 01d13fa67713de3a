# SPDX-License-Identifier: LGPL-3.0-or-later
"""Whole processes on a database of about 1 GB: fork to exit, output dropped."""
import os
import statistics
import time

from measure import quantile, say, table, title
from peers import Pantau

RUNS = 40
COMMANDS = [
    ["version"],
    ["search", "banjir", "--sort", "newest"],
    ["search", "jakarta", "--sort", "newest"],
    ["search", "yang", "--sort", "newest"],
    ["search", "banjir", "--sort", "newest", "--since", "2026-03-01",
     "--until", "2026-04-01"],
    ["count", "banjir", "--by", "day"],
    ["count", "jakarta", "--by", "day"],
    ["count", "yang", "--by", "day"],
    ["count", "jakarta", "--by", "source"],
    ["search", "banjir"],
    ["search", "jakarta"],
    ["search", '"harga beras"'],
]


def once(words, env):
    """Milliseconds of wall and CPU."""
    null = os.open(os.devnull, os.O_RDWR)
    start = time.monotonic()
    child = os.posix_spawn(words[0], words, env, file_actions=[
        (os.POSIX_SPAWN_DUP2, null, fd) for fd in (0, 1, 2)])
    _, _, used = os.wait4(child, 0)
    wall = time.monotonic() - start
    os.close(null)
    return wall * 1e3, (used.ru_utime + used.ru_stime) * 1e3


def figure(bench, words, ms):
    """The slowest of its sort stands, but for a word in every other item."""
    name = "process newest" if "newest" in words else \
        "process day" if "day" in words else None
    if name and "yang" not in words:
        bench.figures[name] = max(ms, bench.figures.get(name, 0))


def run(bench):
    corpus = bench.corpora.get("1m")
    peers = [peer for peer in bench.peers(slow=False)
             if isinstance(peer, Pantau)]
    size = []
    for peer in peers:
        bytes_ = peer.ensure(corpus).stat().st_size
        size.append(f"{peer.name} {bytes_ / 1e9:.2f} GB")
    title(f"Whole processes, {', '.join(size)}, warm, {RUNS} runs in turn")
    found = {}
    for _ in range(RUNS + 1):
        for words in COMMANDS:
            for peer in peers:
                env = dict(os.environ, PANTAU_DB=str(peer.where(corpus)),
                           LC_ALL="C.UTF-8")
                found.setdefault((tuple(words), peer.name), []).append(
                    once([str(peer.program), "--quiet", *words], env))
        found.setdefault((("/bin/true",), ""), []).append(
            once(["/bin/true"], dict(os.environ)))
    rows = []
    for (words, name), runs in found.items():
        wall, cpu = zip(*runs[1:])
        if name == "pantau":
            figure(bench, words, statistics.median(wall))
        rows.append([f"`{' '.join(words)}`", name,
                     f"{statistics.median(wall):.1f}",
                     f"{min(wall):.1f}", f"{quantile(wall, 0.95):.1f}",
                     f"{statistics.median(cpu):.1f}"])
    table(["command", "", "median ms", "least", "p95", "CPU ms"],
          sorted(rows, key=lambda row: row[0]))
    say("/bin/true is what starting and waiting cost here.")
