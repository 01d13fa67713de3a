# SPDX-License-Identifier: LGPL-3.0-or-later
"""What was set out to be reached, and what was."""
from measure import table, title

# name: (what it says, to pass, aim); at least when the limit is below the aim.
GOALS = {
    "index 1T": ("index 500 MB, Lucene 1 thread's wall / pantau's", 1.5, 2.5),
    "index 2T": ("the same, Lucene 2 threads", 1.2, 1.6),
    "MB/s": ("index, MB/s of text, all cores", 17, 25),
    "MB/s one core": ("the same, one core", 11, 15),
    "disk": ("database / text", 2.2, 1.7),
    "peak": ("peak memory of index, MiB", 400, 400),
    "steady documents/s": ("steady, documents/s", 7000, 12000),
    "steady p99": ("commit p99, ms", 150, 150),
    "steady worst": ("worst commit, ms", 300, 150),
    "newest p50": ("newest 20, p50 ms", 0.1, 0.05),
    "newest p95": ("newest 20, p95 ms", 3, 2),
    "newest p50 against Lucene": ("Lucene's p50 / pantau's", 1, 1),
    "newest p95 against Lucene": ("Lucene's p95 / pantau's", 1, 1),
    "newest in range p50": ("with date range, p50 ms", 0.1, 0.05),
    "newest in range p95": ("with date range, p95 ms", 3, 2),
    "newest in range p50 against Lucene": ("Lucene's p50 / pantau's", 1, 1),
    "newest in range p95 against Lucene": ("Lucene's p95 / pantau's", 1, 1),
    "bm25 p50": ("bm25 top 20, p50 ms", 4, 1.5),
    "bm25 p95": ("bm25 top 20, p95 ms", 60, 20),
    "day p50": ("matches per day, p50 ms", 2.5, 1),
    "day p95": ("matches per day, p95 ms", 32, 16),
    "source p50": ("matches per source, p50 ms", 2.5, 1),
    "source p95": ("matches per source, p95 ms", 32, 16),
    "tone p50": ("matches per tone, p50 ms", 2.5, 1),
    "tone p95": ("matches per tone, p95 ms", 32, 16),
    "day, kept p50": ("matches per day from a kept bitmap, p50 ms", 0.5, 0.5),
    "process newest": ("process, `search --sort newest`, ms",
                       8, 6),
    "process day": ("process, `count --by day`, ms", 14, 12),
    "growth index": ("index s/100 MB, greatest corpus / 100 MB", 1.1, 1),
    "growth bm25": ("bm25 p50, greatest corpus / 100 MB, over the growth of "
                    "the text", 1, 0.5),
}
# Where more is better.
MORE = {"index 1T", "index 2T", "MB/s", "MB/s one core", "steady documents/s"}


def verdict(name, value, limit, aim):
    if name in MORE or "against" in name:
        value, limit, aim = -value, -limit, -aim
    return "aim" if value <= aim else "passes" if value <= limit else "**no**"


def show(found):
    rows = []
    for name, (what, limit, aim) in GOALS.items():
        if name in found:
            value = found[name]
            rows.append([what, f"{value:,.0f}" if abs(value) >= 1000
                         else f"{value:.3g}", f"{limit:,}", f"{aim:,}",
                         verdict(name, value, limit, aim)])
    if rows:
        title("Figures of this run")
        table(["measure", "measured", "to pass", "aim", ""], rows)
