#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Measures pantau on the shared data: run.py BUILD_DIR SHARED [PART...]

Parts: index, search, tone (default: all). Prints Markdown that goes into
RESULTS.md as it is. Run it by hand on a release build; it is no test.
"""
import json
import os
import pathlib
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

QUERIES = [
    ["search", "menolak"],
    ["search", '"harga beras"'],
    ["search", "banjir DEKAT/5 jakarta"],
    ["search", "menolak", "--sort", "newest"],
    ["search", "jakarta", "--sort", "newest"],
    ["count", "menolak", "--by", "day"],
    ["count", "jakarta", "--by", "day"],
    ["count", "jakarta", "--by", "source"],
]


class Bench:
    def __init__(self, build, shared):
        self.program = build / "engine" / "pantau"
        self.build = build
        self.shared = shared
        self.root = pathlib.Path(__file__).resolve().parents[2]
        self.scratch = pathlib.Path(tempfile.mkdtemp(
            dir=os.environ.get("PANTAU_BENCH_DIR")))
        self.db = self.scratch / "bench.db"
        self.env = dict(os.environ, PANTAU_DB=str(self.db), LC_ALL="C.UTF-8")

    def run(self, *words, want=(0,)):
        """Wall, CPU seconds, peak MiB and both outputs of one command."""
        start = time.monotonic()
        child = subprocess.Popen([str(self.program), *words], env=self.env,
                                 stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True)
        out, err = child.stdout.read(), child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        code = os.waitstatus_to_exitcode(status)
        child.returncode = code
        if code not in want:
            sys.exit(f"pantau {' '.join(words)}: exit {code}\n{err}")
        return (wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024,
                out, err)

    def chill(self):
        """Drops the database from the page cache."""
        os.sync()
        for path in self.scratch.glob("bench.db*"):
            fd = os.open(path, os.O_RDONLY)
            os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(fd)


def text_bytes(path):
    size = documents = 0
    with subprocess.Popen(["zstdcat", path], stdout=subprocess.PIPE) as cat:
        for line in cat.stdout:
            row = json.loads(line)
            size += len((row.get("title", "") + row["text"]).encode())
            documents += 1
    return documents, size


def index(bench):
    path = bench.shared / "data/corpora/real_text.jsonl.zst"
    documents, size = text_bytes(path)
    for name in bench.scratch.glob("bench.db*"):
        name.unlink()
    wall, cpu, peak, out, _ = bench.run("--quiet", "index", str(path),
                                        want=(0, 4))
    disk = sum(p.stat().st_size for p in bench.scratch.glob("bench.db*"))
    print(f"\n### Index: real_text ({documents:,} documents, "
          f"{size / 1e6:.0f} MB of text), default jobs\n")
    print("| | wall s | CPU s | documents/s | MB/s of text | peak MiB | "
          "database MB |\n|---|---|---|---|---|---|---|")
    print(f"| first run | {wall:.1f} | {cpu:.1f} | {documents / wall:,.0f} | "
          f"{size / 1e6 / wall:.1f} | {peak:.0f} | {disk / 1e6:.0f} |")
    print(f"\n`{out.strip()}`")
    wall, cpu, peak, out, _ = bench.run("--lang", "en", "index", str(path),
                                        want=(0, 4))
    print(f"\nSecond run: {wall:.1f} s, {peak:.0f} MiB: `{out.strip()}`")


def search(bench):
    print("\n### Search on that database, whole process, ms\n")
    print("| command | matches | cold | warm (median of 9) |\n|---|---|---|---|")
    for words in QUERIES:
        total = json.loads(bench.run(*words, "--format", "json",
                                     want=(0, 1))[3])["total"]
        bench.chill()
        cold = bench.run(*words)[0]
        warm = statistics.median(bench.run(*words)[0] for _ in range(9))
        print(f"| `{' '.join(words)}` | {total:,} | {cold * 1e3:.1f} | "
              f"{warm * 1e3:.1f} |")


def tone(bench):
    """Tone and hoax cues; tests/bench/accuracy has the text analysis."""
    data = bench.shared / "data"
    tool = bench.build / "tests/bench/tone_score"
    for title, what, names in (
            ("Tone", "tone", ("sentiment/smsa_valid.tsv",
                              "sentiment/sp4n_dev.tsv")),
            ("Hoax cues", "hoax", ("hoax/satria_dev.tsv",))):
        print(f"\n### {title}\n\n```")
        sys.stdout.flush()
        subprocess.run([str(word) for word in (
            tool, bench.root / "lexicons", bench.build / "roots-hunspell.tsv",
            what, *[data / name for name in names])], check=False)
        print("```")


def machine():
    cpu = re.search(r"model name\s*:\s*(.*)",
                    pathlib.Path("/proc/cpuinfo").read_text()).group(1)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores ({cpu}), "
          f"{memory / 2**30:.0f} GiB, Linux {platform.release()}")


def main():
    bench = Bench(pathlib.Path(sys.argv[1]).resolve(),
                  pathlib.Path(sys.argv[2]).resolve())
    machine()
    for part in sys.argv[3:] or ["index", "search", "tone"]:
        {"index": index, "search": search, "tone": tone}[part](bench)
    for path in bench.scratch.iterdir():
        path.unlink()
    bench.scratch.rmdir()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
