# SPDX-License-Identifier: LGPL-3.0-or-later
"""Queries on one million documents, warm, in one process for each engine."""
import collections

import queries
from measure import Failed, quantile, run as run_words, say, table, title

# More matches than this are ranked apart (DESIGN.md, decision 8).
MANY = 250_000
ROUNDS = 2
OPERATIONS = ["newest", "newest in range", "bm25", "count", "day", "source",
              "tone", "day, kept", "newest shown", "bm25 shown"]


class Times:
    """{(query, operation): microseconds}, and how many matched."""

    def __init__(self):
        self.took, self.matches = {}, {}

    def add(self, out):
        """One process's medians; the least of all rounds stands, so that what
        else the machine did in one of them does not."""
        for line in out.splitlines():
            name, operation, matches, took = line.split("\t")
            key = name, operation
            self.took[key] = min(float(took), self.took.get(key, float("inf")))
            self.matches[name] = int(matches)
        return self

    def of(self, operation, names):
        return [self.took[name, operation] for name in names
                if (name, operation) in self.took]


def ms(us):
    return f"{us / 1000:.3f}" if us < 10_000 else f"{us / 1000:.1f}"


def summary(times, names, what):
    """p50, p95 and worst; ratios over the queries that both answered."""
    title(f"{what}: ms, p50 / p95 / worst")
    base = times.get("pantau")
    for operation in OPERATIONS:
        rows = []
        for name, one in times.items():
            took = one.of(operation, names)
            if not took:
                continue
            shared = [query for query in names if base
                      and (query, operation) in one.took
                      and (query, operation) in base.took]
            theirs, ours = one.of(operation, shared), \
                base.of(operation, shared) if base else []
            rows.append([
                name, len(took), *(ms(quantile(took, q))
                                   for q in (0.5, 0.95, 1)),
                *(f"{quantile(theirs, q) / quantile(ours, q):.2f}"
                  if ours else "-" for q in (0.5, 0.95))])
        if rows:
            print(f"**{operation}**\n")
            table(["", "queries", "p50", "p95", "worst", "p50 / pantau's",
                   "p95 / pantau's"], rows)


def figures(bench, times, names):
    for operation in OPERATIONS[:8]:
        for mark, q in (("p50", 0.5), ("p95", 0.95)):
            name = f"{operation} {mark}"
            ours = quantile(times["pantau"].of(operation, names), q)
            bench.figures[name] = ours / 1000
            if "Lucene 1T" not in times or operation == "day, kept":
                continue
            shared = [query for query in names
                      if query in times["Lucene 1T"].matches]
            bench.figures[name + " against Lucene"] = quantile(
                times["Lucene 1T"].of(operation, shared), q) / quantile(
                times["pantau"].of(operation, shared), q)


def each(times, kinds):
    shown = [name for name in ("pantau", "pantau before", "Lucene 1T")
             if name in times]
    title("Each query, ms: " + " · ".join(shown))
    rows = []
    for query, kind in kinds.items():
        found = " · ".join(f"{times[name].matches.get(query, 0):,}"
                           for name in shown)
        rows.append([f"`{query}`".replace("|", "\\|"), kind, found, *(
            " · ".join(ms(times[name].took[query, operation])
                       if (query, operation) in times[name].took else "-"
                       for name in shown)
            for operation in OPERATIONS[:7])])
    table(["query", "kind", "matches", *OPERATIONS[:7]], rows)


def gather(bench, corpus, path, slow):
    """{name: Times}; everybody in turn, round by round."""
    # One index of each family is asked: the one with stored text.
    peers = [peer for peer in bench.peers(slow) if peer.column
             and not any(word in peer.name for word in ("no text", "2T"))
             and (not slow or peer.slow or peer.family == "pantau")]
    times = {}
    for turn in range(1 if slow else bench.options.runs or ROUNDS):
        for peer in peers:
            if turn > 0 and peer.name not in times:
                continue
            try:
                where = peer.ensure(corpus)
                out = run_words(peer.query_words(where, path)).out
            except Failed as failed:
                say(f"{peer.name}: {failed}")
                times.pop(peer.name, None)
                continue
            times.setdefault(peer.name, Times()).add(out)
    return times


def split(times, kinds):
    """Queries with few and with many matches, as pantau counts them."""
    matches = collections.ChainMap(*(one.matches for one in times.values()))
    few = [name for name in kinds if matches.get(name, 0) <= MANY]
    return few, [name for name in kinds if name not in few]


def run(bench):
    corpus = bench.corpora.get("1m")
    path = bench.folder / "queries.tsv"
    kinds = queries.write(corpus, path)
    times = gather(bench, corpus, path, slow=False)
    few, many = split(times, kinds)
    title(f"Queries: {len(kinds)} on {corpus.documents:,} documents, "
          f"{len(many)} of them with more than {MANY:,} matches")
    say("Warm, in process; 'newest', 'newest in range' and 'bm25' give the "
        "ids of the first 20, 'shown' the items as well. Lucene's searches "
        "count 1,000 hits exactly and then skip, as it does by default; its "
        "query cache is off. 'sorted' is Lucene with its documents kept "
        "newest first.")
    summary(times, few, f"Queries up to {MANY:,} matches")
    summary(times, many, "The others")
    each(times, kinds)
    if "pantau" in times:
        figures(bench, times, few)
    small = bench.corpora.get("100")
    slow = gather(bench, small, path, slow=True)
    if len(slow) > 1:
        summary(slow, list(kinds), "The slow peers, on 100 MB")
