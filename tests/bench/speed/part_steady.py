# SPDX-License-Identifier: LGPL-3.0-or-later
"""Five hundred commits of 1,000 documents, beside a reader."""
import shutil

from measure import Failed, remove, run as run_words, say, table, title
from peers import Pantau

COMMITS = 500
FILE = 50_000    # documents; more at once would be a bulk load


def files(bench):
    """The documents that come after the million, in files."""
    corpus = bench.corpora.make("after-1m", COMMITS * 1000, 90,
                                first=1_000_000)
    folder = bench.folder / "steady"
    remove(folder)
    folder.mkdir()
    out = None
    with open(corpus.path, "rb") as lines:
        for i, line in enumerate(lines):
            if i % FILE == 0:
                if out:
                    out.close()
                out = open(folder / f"{i // FILE:03}.jsonl", "wb")
            out.write(line)
    out.close()
    return folder


def figures(bench, peer, folder):
    program = peer.program.parents[1] / "tests/bench/steady_speed"
    if not program.exists():
        raise Failed(f"there is no {program}")
    corpus = bench.corpora.get("1m")
    whole = peer.ensure(corpus)
    db = bench.folder / "steady.db"
    remove(db)
    try:
        shutil.copyfile(whole, db)
        key = whole.with_name(whole.name + ".key")
        if key.exists():
            shutil.copyfile(key, db.with_name(db.name + ".key"))
        used = run_words([program, db, bench.root / "lexicons",
                          bench.build / "roots-hunspell.tsv",
                          *sorted(folder.iterdir())])
    finally:
        remove(db)
    return dict(line.split("\t") for line in used.out.splitlines())


def run(bench):
    title(f"Steady: {COMMITS} commits of 1,000 documents on 1,000,000, a "
          "reader asking for the newest 20 all the time")
    folder = files(bench)
    rows = []
    try:
        for peer in bench.peers(slow=False):
            if not isinstance(peer, Pantau):
                continue
            try:
                found = figures(bench, peer, folder)
            except Failed as failed:
                say(f"{peer.name}: {failed}")
                continue
            if peer.name == "pantau":
                bench.figures |= {
                    "steady documents/s": float(found["documents/s"]),
                    "steady p99": float(found["commit p99"]),
                    "steady worst": float(found["commit worst"])}
            rows += [[peer.name, what, found[f"{what} n"],
                      *(found.get(f"{what} {q}", "-")
                        for q in ("p50", "p95", "p99", "worst"))]
                     for what in ("commit", "commit CPU", "batch",
                                  "reader")]
            rows.append([peer.name, "documents/s", found["documents/s"],
                         f"{found['seconds']} s",
                         f"{found['CPU seconds']} s of CPU but the reader's",
                         f"{found['peak MiB']} MiB", ""])
    finally:
        remove(folder)
    table(["", "", "n", "p50 ms", "p95", "p99", "worst"], rows)
