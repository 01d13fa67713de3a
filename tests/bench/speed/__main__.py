# SPDX-License-Identifier: LGPL-3.0-or-later
"""Measures pantau and its peers on seeded corpora:

    python3 tests/bench/speed BUILD SHARED [PART...] [OPTIONS]

BUILD is a release build, SHARED the folder that holds data/corpora. Prints
Markdown for RESULTS.md. Parts, all of them unless named:

  corpora   makes the corpora (100 MB, 500 MB, one million documents)
  index     pantau and the peers index in turn (A B A B), medians
  queries   over sixty queries on one million documents, warm, in process
  steady    500 commits of 1,000 documents on them, beside a reader
  growth    index time and bm25 against size, 100 MB to 5 GB
  process   whole processes of search and count on 1 GB
  profile   where the time of indexing and of queries goes (needs perf)

  --before PROGRAM  measures another pantau beside this one
  --runs N          of each (indexing 3 on the smallest corpus, 2 else)
  --corpora A,B     of the part index: 100, 500 (the default is both)
  --peers A,B       families: pantau, lucene, fts5, tantivy, xapian, postgresql
  --most GB         of the part growth (5)
  --cpu             queries by the processor's time (not tantivy's, nor
                    PostgreSQL's): for a machine that others use as well
  --keep            keeps the databases of the queries for another call

Corpora and peers are kept in $PANTAU_BENCH_DIR (else BUILD/bench) for the
next time; all of it wants 15 GB there, the part growth 30 more. What is
missing or fails is said, and the rest goes on. Nothing here is a test.

Debian's packages for all of it: zstd g++ libsqlite3-dev libsimdjson-dev
libxapian-dev default-jdk-headless maven cargo postgresql linux-perf. Maven and
cargo fetch Lucene and tantivy from their registries at the first call.
"""
import argparse
import importlib
import os
import pathlib
import sys
import traceback

sys.dont_write_bytecode = True  # the tree stays as it is

import corpus
import figures
import measure
import peers

PARTS = ["corpora", "index", "queries", "steady", "growth", "process",
         "profile"]


class Bench:
    def __init__(self, options):
        self.options = options
        self.build = options.build.resolve()
        self.program = self.build / "engine" / "pantau"
        self.before = options.before and options.before.resolve()
        self.root = pathlib.Path(__file__).resolve().parents[3]
        self.folder = pathlib.Path(os.environ.get("PANTAU_BENCH_DIR")
                                   or self.build / "bench")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.corpora = corpus.Corpora(self.build, options.shared.resolve(),
                                      self.folder)
        if options.cpu:
            os.environ["BENCH_CLOCK"] = "cpu"
        self.built = {}
        self.figures = {}  # as in figures.py

    def peers(self, slow=True):
        """Those that were asked for and can be built."""
        for peer in peers.everybody(self):
            wanted = self.options.peers
            if wanted and peer.family not in wanted or peer.slow and not slow:
                continue
            if peer.family not in self.built or peer.family == "pantau":
                try:
                    peer.build()
                    self.built[peer.family] = True
                except measure.Failed as failed:
                    measure.say(f"{peer.name} is left out: {failed}")
                    self.built[peer.family] = False
            if self.built[peer.family]:
                yield peer


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("parts", nargs="*", metavar="part")
    parser.add_argument("--before", type=pathlib.Path)
    parser.add_argument("--runs", type=int)
    parser.add_argument("--corpora", default="100,500",
                        type=lambda text: text.split(","))
    parser.add_argument("--peers", type=lambda text: text.split(","))
    parser.add_argument("--most", type=float, default=5)
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--keep", action="store_true")
    found = parser.parse_intermixed_args()
    for part in found.parts:
        if part not in PARTS:
            parser.error(f"no such part: {part}; {', '.join(PARTS)}")
    return found


def corpora(bench):
    measure.title("Corpora")
    rows = []
    for name in ("100", "500", "1m"):
        one = bench.corpora.get(name)
        rows.append([name, f"{one.documents:,}", f"{one.mb:,.0f}",
                     f"{corpus.SIZES[name][1]} %"])
    measure.table(["corpus", "documents", "text, MB", "short posts"], rows)


def main():
    bench = Bench(options())
    measure.machine(bench.program)
    good = True
    for part in bench.options.parts or PARTS:
        try:
            if part == "corpora":
                corpora(bench)
            else:
                importlib.import_module(f"part_{part}").run(bench)
        except measure.Failed as failed:
            measure.say(f"part {part}: {failed}")
            good = False
        except Exception:  # one part's fault is not another's
            traceback.print_exc()
            measure.say(f"part {part} broke off")
            good = False
    figures.show(bench.figures)
    if not bench.options.keep:
        for path in [*bench.folder.glob("db-*"), *bench.folder.glob("by-*")]:
            measure.remove(path)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
