# SPDX-License-Identifier: LGPL-3.0-or-later
"""Index time and query time against size."""
import queries
from measure import quantile, run as run_words, say, table, title
from part_queries import MANY, Times, ms
from peers import Pantau

# A corpus takes 1.1 bytes, the sort as much again, a database two.
SIZES = {"100": 0.1, "500": 0.5, "1g": 1, "2g": 2, "5g": 5}
KEPT = {"100", "500"}


def measure(bench, peer, corpus, path):
    used = peer.index(corpus)
    times = Times().add(run_words([
        bench.build / "tests/bench/query_speed", peer.where(corpus), path,
        "newest", "bm25", "day"]).out)
    few = [name for name, n in times.matches.items() if n <= MANY]
    cells = [f"{corpus.mb:,.0f}", f"{corpus.documents:,}", f"{used.wall:.1f}",
             f"{used.wall / corpus.mb * 100:.2f}",
             f"{used.cpu / corpus.mb * 100:.2f}",
             f"{used.peak:,.0f}", f"{used.disk / corpus.text:.2f}",
             len(few)]
    for operation in ("newest", "bm25", "day"):
        took = times.of(operation, few)
        cells += [ms(quantile(took, 0.5)), ms(quantile(took, 0.95))]
    return used.wall / corpus.mb, quantile(times.of("bm25", few), 0.5), \
        corpus.mb, cells


def run(bench):
    path = bench.folder / "queries.tsv"
    queries.write(bench.corpora.get("1m"), path)
    title("Growth")
    peer = Pantau(bench)
    rows = []
    for name, gigabytes in SIZES.items():
        if gigabytes > bench.options.most:
            say(f"{name} was not asked for (--most)")
            continue
        corpus = bench.corpora.get(name)
        try:
            rows.append(measure(bench, peer, corpus, path))
        finally:
            peer.drop(corpus)
            if name not in KEPT:
                bench.corpora.drop(name)
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        bench.figures["growth index"] = last[0] / first[0]
        bench.figures["growth bm25"] = \
            last[1] / first[1] / (last[2] / first[2])
    table(["text, MB", "documents", "index s", "s / 100 MB",
           "CPU s / 100 MB", "peak MiB", "disk / text",
           f"queries up to {MANY:,}", "newest p50 ms", "p95", "bm25 p50",
           "p95", "day p50", "p95"], [row[3] for row in rows])
