#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Makes lexicons/frequency.tsv: frequency.py PROGRAM LEXICONS CORPUS.jsonl.zst

Counts words over a corpus of documents with 'source', 'title' and 'text' (news
and posts, each half of the weight), asks the program which of them are words of
the dictionary, and writes those that are common. Figures alone come from the
corpus. Left out are what edited text writes with a capital nearly always, names
and regional words of roots.tsv, and whatever the speller rewrites: nothing must
be rewritten to them.
"""
import collections
import json
import math
import re
import subprocess
import sys

NEWS = {"antaranews", "kompas", "detik", "cnnindonesia", "tempo",
        "tribunnews", "republika", "liputan6"}
NOT_TARGETS = {"place", "inst", "party", "prog", "acr", "name", "nama", "jv",
               "su", "min", "bet"}
WORD = re.compile(r"[A-Za-z]+")
HEAD = """\
# How common everyday Indonesian words are, so that the speller can tell which \
word a short or misspelt one means.
# level: the power of two nearest below twice the occurrences in a million \
words; a root counts with all its forms.
# Names, regional words and words of slang.tsv are left out on purpose: \
nothing is ever rewritten to them.
# licence: CC BY-SA 4.0
# provenance: counted by the pantau team over a sample of news and posts, 2026
word\tlevel
"""


def rows(path):
    """The cells of a lexicon file, by its key."""
    with open(path, encoding="utf-8") as file:
        table = [line.rstrip("\n").split("\t") for line in file
                 if not line.startswith("# ")]
    return {row[0]: row for row in table[1:]}


def count(corpus):
    """Occurrences in a million words, of words that are not always names."""
    news, posts, small = (collections.Counter() for _ in range(3))
    with subprocess.Popen(["zstdcat", corpus], stdout=subprocess.PIPE) as cat:
        for line in cat.stdout:
            doc = json.loads(line)
            words = WORD.findall(f"{doc.get('title') or ''} . {doc['text']}")
            folded = [word.lower() for word in words]
            if doc["source"] not in NEWS:
                posts.update(folded)
                continue
            news.update(folded)
            small.update(word for word in words if word.islower())
    all_news, all_posts = sum(news.values()), sum(posts.values())
    return {word: (news[word] / all_news + posts[word] / all_posts) * 5e5
            for word in news | posts
            if 2 <= len(word) <= 20 and (news[word] < 20 or
                                         small[word] * 4 >= news[word])}


def dictionary_words(program, lexicons, words):
    """(word, stem) of those that the dictionary explains as written."""
    stop = rows(f"{lexicons}/stopwords.tsv")
    roots = rows(f"{lexicons}/roots.tsv")
    slang = {word: row[3:4] for word, row
             in rows(f"{lexicons}/slang.tsv").items()}
    asked = "\n".join(words) + "\n"
    told = subprocess.run([program, "stem", "--explain"], input=asked,
                          capture_output=True, text=True, check=True).stdout
    for line in told.splitlines():
        word, stem, prefixes, suffixes, _, source, normal, _ = line.split("\t")
        known = word in stop or source not in ("-", "libstemmer")
        spoken = "in" in suffixes.split("+") or prefixes.startswith("nge")
        class_ = roots.get(stem, ["", ""])[1]
        if known and not spoken and normal == word and \
                slang.get(word, ["standar"]) == ["standar"] and \
                class_ not in NOT_TARGETS and (len(word) > 2 or word in stop):
            yield word, stem


def main():
    program, lexicons, corpus = sys.argv[1:]
    rate = count(corpus)
    words = sorted(word for word in rate if rate[word] >= 0.3)
    stems = dict(dictionary_words(program, lexicons, words))
    family = collections.Counter()
    for word, stem in stems.items():
        family[stem] += rate[word]
    sys.stdout.write(HEAD)
    for word, stem in sorted(stems.items()):
        often = family[word] if word == stem else rate[word]
        if often >= (2 if word == stem else 4):
            print(f"{word}\t{int(math.log2(often)) + 1}")


if __name__ == "__main__":
    main()
