# SPDX-License-Identifier: LGPL-3.0-or-later
"""Peers of the stemmer, where they are installed, and the measures they are
held to: the same rows, skipped and weighted as stem_score does it."""
import collections
import shutil
import subprocess

SKIPPED = {"PUNCT", "SYM", "NUM"}


def read_rows(path):
    """[(form, gold, frequency)], lower case, as stem_score reads them."""
    weighted = path.name.startswith("ud_")
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 2 or " " in cells[0]:
            continue
        cells += ["", ""]
        form, gold, class_, frequency = cells[:4]
        if weighted and (gold == "_" or class_ in SKIPPED):
            continue
        weight = int(frequency) if weighted and frequency.isdigit() else 1
        rows.append((form.lower(), gold.lower(), max(weight, 1)))
    return rows


def pairs(counts):
    return sum(n * (n - 1) / 2 for n in counts.values())


def measures(rows, stems):
    """Types, tokens and pair conflation F1, all in per cent."""
    right = [row[1] == stem for row, stem in zip(rows, stems)]
    weight = [row[2] for row in rows]
    gold = pairs(collections.Counter(row[1] for row in rows))
    ours = pairs(collections.Counter(stems))
    both = pairs(collections.Counter(
        (row[1], stem) for row, stem in zip(rows, stems)))
    return {
        "types": 100 * sum(right) / len(rows),
        "tokens": 100 * sum(w for w, ok in zip(weight, right) if ok)
                  / sum(weight),
        "pair F1": 200 * both / (gold + ours) if gold + ours else 0,
    }


def sastrawi():
    try:
        from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
    except ImportError:
        return None
    stemmer = StemmerFactory().create_stemmer()
    return lambda words: [stemmer.stem(word) for word in words]


def hunspell():
    if shutil.which("hunspell") is None:
        return None

    def stems(words):
        """The first stem that it names, or the word where it knows none."""
        known = {}
        out = subprocess.run(
            ["hunspell", "-d", "id_ID", "-i", "utf-8", "-s"],
            input="\n".join(words) + "\n", capture_output=True, text=True,
            check=False).stdout
        for line in out.splitlines():
            cells = line.split()
            if len(cells) >= 2:
                known.setdefault(cells[0], cells[1])
        return [known.get(word, word) for word in words]

    return stems


def installed():
    """Name and stemming function of every peer that is there."""
    found = {"PySastrawi": sastrawi(), "hunspell -s": hunspell()}
    return {name: stem for name, stem in found.items() if stem is not None}
