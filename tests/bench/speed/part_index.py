# SPDX-License-Identifier: LGPL-3.0-or-later
"""Indexing: everybody in turn, medians and ratios."""
from measure import Failed, medians, say, table, title


def rounds(bench, corpus, runs, slow):
    """{name: [Used]}, peers in the order of a round. A B A B: whatever the
    machine does meanwhile, it does to all."""
    found, failed = {}, set()
    peers = list(bench.peers(slow))
    for turn in range(runs):
        for peer in peers:
            if peer.name in failed or peer.slow and turn > 0:
                continue
            try:
                found.setdefault(peer.name, []).append(peer.index(corpus))
            except Failed as why:
                say(f"{peer.name}: {why}")
                failed.add(peer.name)
                found.pop(peer.name, None)
            finally:
                peer.drop(corpus)
    return found


def one_core(bench, corpus, found, runs):
    for peer in bench.peers(slow=False):
        if peer.family != "pantau":
            continue
        name = peer.name + ", one core"
        for _ in range(runs):
            found.setdefault(name, []).append(peer.index(corpus, core=0))
            peer.drop(corpus)


def show(corpus, found, versions):
    base = medians(found["pantau"]) if "pantau" in found else None
    rows = []
    for name, runs in found.items():
        one = medians(runs)
        rows.append([
            name, versions.get(name, ""), len(runs), f"{one.wall:.1f}",
            f"{one.cpu:.1f}", f"{corpus.documents / one.wall:,.0f}",
            f"{corpus.mb / one.wall:.1f}", f"{one.peak:,.0f}",
            f"{one.disk / 1e6:,.0f}", f"{one.disk / corpus.text:.2f}",
            f"{one.wall / base.wall:.2f}" if base else "-",
            f"{one.cpu / base.cpu:.2f}" if base else "-"])
    table(["", "version", "runs", "wall s", "CPU s", "documents/s",
           "MB/s of text", "peak MiB", "disk MB", "disk / text",
           "wall / pantau's", "CPU / pantau's"], rows)


def figures(bench, corpus, found):
    one = {name: medians(runs) for name, runs in found.items()}
    ours = one["pantau"]
    for name in ("1T", "2T"):
        if f"Lucene {name}" in one and corpus.mb > 400:
            bench.figures[f"index {name}"] = \
                one[f"Lucene {name}"].wall / ours.wall
    bench.figures["MB/s"] = corpus.mb / ours.wall
    bench.figures["MB/s one core"] = \
        corpus.mb / one["pantau, one core"].wall
    bench.figures["disk"] = ours.disk / corpus.text
    bench.figures["peak"] = ours.peak


def run(bench):
    for name in bench.options.corpora:
        corpus = bench.corpora.get(name)
        small = name == "100"
        runs = bench.options.runs or (3 if small else 2)
        title(f"Index: {corpus.mb:,.0f} MB of text, "
              f"{corpus.documents:,} documents")
        if not small:
            say("Xapian and PostgreSQL are measured on 100 MB alone: they "
                "would take an hour here")
        found = rounds(bench, corpus, runs, slow=small)
        one_core(bench, corpus, found, runs)
        versions = {peer.name: peer.version() for peer in bench.peers()}
        show(corpus, found, versions)
        if "pantau" in found:
            figures(bench, corpus, found)
