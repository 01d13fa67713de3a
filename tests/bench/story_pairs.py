#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Precision of stories on pairs judged by hand: story_pairs.py BUILD SHARED

pairs.tsv holds, for pairs of documents with J >= 0.6 that are not the very
same, the set, hashes of both ids, how the pair was drawn, and the verdict: 1 a
copy, 0 another item. Texts are those of SHARED; where it is not, nothing is
measured (exit 77). Run it by hand on a release build; it is no test.

Judged by these rules, written down before: a copy where one text comes of the
other or both of one text: the same, cut, continued, with something before or
behind, respelled, reworded or translated, with its sentences in another order,
most of a conversation quoted; or a title that tells the same of the same event.
Another item where what differs is what it is about: another day, number, place,
person or outcome of what comes again, a following step of the same affair,
another part of a series, the same frame around other contents. In doubt:
another item.

Stories of pairs (what J >= 0.5 holds together) were cut in halves by a hash.
The rule was chosen on one half; of the other half are 'first', drawn under a
rule that was then made stricter for short texts, and 'final', drawn after that
from stories that 'first' has not (but tweets: all that are linked).
'refused' are of that half with J >= 0.6 and not linked: what the rule costs.
There were 72, 111, 4,249 and 875 stories of tweets, titles, posts and long texts
with a linked pair in that half, and 2, 67, 285 and 24 with a refused one.
"""
import collections
import datetime
import gzip
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

SKIP = 77
SETS = {"tweets": "tweets_2020-05-28.jsonl.gz",
        "heads": "news_headlines_2023-2025.jsonl.gz",
        "real": "real_text.jsonl.zst"}
SIMHASH_BITS = (3, 6, 10, 14)


def short(row_id):
    return hashlib.sha256(row_id.encode()).hexdigest()[:16]


def lines(path):
    if path.suffix == ".gz":
        with gzip.open(path, "rb") as rows:
            yield from rows
        return
    with subprocess.Popen(["zstdcat", path], stdout=subprocess.PIPE) as cat:
        yield from cat.stdout


def one_line(text):
    return " ".join((text or "").replace("\0", " ").split())


def seconds(text):
    try:
        return int(datetime.datetime.fromisoformat(
            text.replace("Z", "+00:00")).timestamp())
    except ValueError:
        return None


def find(corpora, wanted):
    """(set, hash): time and the two fields of a row."""
    found = {}
    for name in {name for name, _ in wanted}:
        for line in lines(corpora / SETS[name]):
            row = json.loads(line)
            key = (name, short(row["id"]))
            if key in wanted:
                # real_text has made-up times.
                found[key] = (None if name == "real" else
                              seconds(row["published"]),
                              one_line(row.get("title")),
                              one_line(row["text"]))
    return found


def apart(a, b):
    return 0 if a[0] is None or b[0] is None else abs(a[0] - b[0])


def measure(build, root, pairs, found):
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as rows:
        for name, a, b, _, _ in pairs:
            x, y = found[name, a], found[name, b]
            rows.write("\t".join((str(apart(x, y)), *x[1:], *y[1:])) + "\n")
        rows.flush()
        out = subprocess.run(
            [build / "tests/bench/story_pairs", root / "lexicons",
             build / "roots-hunspell.tsv", rows.name],
            check=True, capture_output=True, text=True).stdout
    return [line.split("\t") for line in out.splitlines()]


def share(verdicts):
    return (f"{sum(verdicts)}/{len(verdicts)} "
            f"({100 * sum(verdicts) / len(verdicts):.1f} %)"
            if verdicts else "none")


def print_all(pairs, figures):
    groups = collections.defaultdict(list)
    for pair, figure in zip(pairs, figures):
        groups[pair[3].split(":")[0]].append((pair, figure))
    for draw, judged in groups.items():
        print(f"\n{draw}: copies among {len(judged)} pairs judged by hand")
        linked = "0" if draw == "refused" else "1"
        print(f"  of those that pantau {'refuses' if linked == '0' else 'links'}"
              f": {share([int(p[4]) for p, f in judged if f[1] == linked])}")
        for kind in dict.fromkeys(p[3].split(":")[1] for p, _ in judged):
            print(f"    {kind}: " + share([
                int(p[4]) for p, f in judged
                if f[1] == linked and p[3].endswith(":" + kind)]))
        if draw == "refused":
            continue
        copies = [f for p, f in judged if p[4] == "1"]
        for bits in SIMHASH_BITS:
            near = [int(p[4]) for p, f in judged if int(f[2]) <= bits]
            print(f"  SimHash within {bits} bits: {share(near)}, "
                  f"{100 * sum(near) / max(len(copies), 1):.1f} % of the "
                  "copies")


def main():
    build, shared = (pathlib.Path(word) for word in sys.argv[1:3])
    root = pathlib.Path(__file__).resolve().parents[2]
    corpora = shared / "data/corpora"
    missing = [name for name in SETS.values()
               if not (corpora / name).exists()]
    if missing:
        print(f"skipped: there is no {missing[0]} here")
        sys.exit(SKIP)
    with open(root / "tests/bench/pairs.tsv", encoding="utf-8") as rows:
        pairs = [line.rstrip("\n").split("\t") for line in rows
                 if not line.startswith("#")][1:]
    wanted = {(name, row) for name, a, b, _, _ in pairs for row in (a, b)}
    found = find(corpora, wanted)
    if len(found) != len(wanted):
        sys.exit(f"{len(wanted) - len(found)} rows are not in the sets")
    print_all(pairs, measure(build, root, pairs, found))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main()
