#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Lexicon rows with neither an example nor an occurrence in any text.

usage: firing.py LEXICONS CORPUS_DIR [SHARED]

Counts every row of LEXICONS (a folder of TSV files) in the texts below
CORPUS_DIR and, where given, in SHARED/data/corpora. A row that never fires and
has no example (column 'example', or 'contoh: ' in 'note') is printed as
FILE:LINE: TERM, with a sum for each file at the end. A root fires in any form
that its affixes allow. accounts.tsv is left out: its column 'name' says what a
handle is. Run it by hand after editing; it is no test, and exits 0.
"""
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
SKIPPED = {"MANIFEST.tsv", "accounts.tsv", "hoax-groups.tsv"}
VS16 = "\ufe0f"
CLITICS = ("", "nya", "ku", "mu", "lah", "kah", "pun")


def fold(text):
    return unicodedata.normalize("NFKC", text).lower().replace("’", "'")


def json_lines(lines):
    for line in lines:
        row = json.loads(line)
        yield f"{row.get('title') or ''}\n{row.get('text') or ''}"


def texts(corpus, shared):
    for path in sorted(corpus.rglob("*")):
        if path.suffix == ".ndjson":
            with open(path, encoding="utf-8") as lines:
                yield from json_lines(lines)
        elif path.suffix in (".csv", ".tsv", ".txt"):
            yield path.read_text(encoding="utf-8")
    if shared is None:
        return
    for path in sorted((shared / "data" / "corpora").glob("*.jsonl.*")):
        if path.suffix == ".gz":
            with gzip.open(path) as lines:
                yield from json_lines(lines)
        elif path.suffix == ".zst":
            with subprocess.Popen(["zstdcat", path],
                                  stdout=subprocess.PIPE) as child:
                yield from json_lines(child.stdout)


def nasal(root, prefix):
    """meN- and peN- before a root: memukul, mengarang, menyapu, mengebom."""
    first, rest = root[0], root[1:]
    forms = {prefix + root}
    if first in "bfpv":
        forms.add(prefix + "m" + (rest if first == "p" else root))
    elif first in "cdjtz":
        forms.add(prefix + "n" + (rest if first == "t" else root))
    elif first in "aeioughkx":
        forms.add(prefix + "ng" + (rest if first == "k" else root))
    elif first == "s":
        forms.add(prefix + "ny" + rest)
    forms.update((prefix + "ng" + root, prefix + "nge" + root,
                  prefix + "m" + root, prefix + "n" + root))
    return forms


def forms(root, affixes):
    """Every form that the column 'affixes' allows, without clitics."""
    yield root
    names = set() if affixes == "-" else set(affixes.split(","))
    active = {"me", "mekan", "mei", "kan", "i", "di"} & names
    starts = {""}
    for name, prefixes in (("ber", ("ber", "be")), ("beran", ("ber", "be")),
                           ("berkan", ("ber", "be")), ("ter", ("ter", "te")),
                           ("se", ("se",)), ("per", ("per", "pe")),
                           ("peran", ("per", "pe")), ("ke", ("ke",)),
                           ("kean", ("ke",)), ("redup", (root + "-",))):
        if name in names:
            starts.update(prefix + root for prefix in prefixes)
    if active:
        starts.update(nasal(root, "me"))
        starts.update(f"{x}{root}" for x in ("di", "ter", "ku", "kau"))
        starts.update(f"{x}per{root}" for x in ("mem", "di"))
        starts.add(root)
    if names & {"pe", "pean"}:
        starts.update(nasal(root, "pe"))
    starts.discard("")
    for start in starts | ({root} if names else set()):
        yield from (start, start + "an", start + "i", start + "kan")


def rows(path):
    header = None
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("# "):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
                continue
            yield number, dict(zip(header, cells)), cells[0]


class Counter:
    """Words, pieces between blanks, symbols, and phrases of several words."""

    def __init__(self, terms):
        self.words = collections.Counter()
        self.pieces = collections.Counter()
        self.found = set()
        self.phrases = collections.defaultdict(list)
        symbols = set()
        for term in terms:
            words = term.split(" ")
            if len(words) > 1:
                self.phrases[words[0]].append(words)
            elif WORD.fullmatch(term) is None:
                symbols.add(term)
        # The look-ahead spares trying every symbol at every letter.
        first = "".join({re.escape(s[0]) for s in symbols}) or "\\0"
        self.symbols = re.compile(f"(?=[{first}])(?:" + "|".join(
            re.escape(s.replace(VS16, ""))
            for s in sorted(symbols, key=len, reverse=True)) + ")")

    def read(self, text):
        self.found.update(self.symbols.findall(text.replace(VS16, "")))
        text = fold(text)
        self.pieces.update(x.strip("()[]\"',;:!?") for x in text.split()
                           if "." in x)
        words = WORD.findall(text)
        self.words.update(words)
        for at, word in enumerate(words):
            for phrase in self.phrases.get(word, ()):
                here = words[at:at + len(phrase)]
                if len(here) == len(phrase) and all(
                        p in ("*", w) for p, w in zip(phrase, here)):
                    self.found.add(" ".join(phrase))

    def fires(self, name, term, row):
        if name == "roots.tsv":
            return any(form + clitic in self.words
                       for form in forms(term, row["affixes"] or "-")
                       for clitic in CLITICS)
        if term in self.words or term in self.pieces or \
                term.replace(VS16, "") in self.found:
            return True
        return row.get("kind") == "feature"


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    lexicons, corpus = map(pathlib.Path, sys.argv[1:3])
    shared = pathlib.Path(sys.argv[3]) if len(sys.argv) == 4 else None
    files = [path for path in sorted(lexicons.glob("*.tsv"))
             if path.name not in SKIPPED]
    counter = Counter(term for path in files for _, _, term in rows(path))
    for text in texts(corpus, shared):
        counter.read(text)
    sums = []
    for path in files:
        silent = total = 0
        for number, row, term in rows(path):
            total += 1
            if row.get("example") or "contoh: " in row.get("note", "") or \
                    counter.fires(path.name, term, row):
                continue
            silent += 1
            print(f"{path}:{number}: {term}")
        sums.append(f"{path.name}\t{total}\t{silent}")
    print("\nfile\trows\tsilent", *sums, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
