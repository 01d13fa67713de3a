# SPDX-License-Identifier: LGPL-3.0-or-later
"""The questions: words by their frequency in the corpus and fixed ones, in
every engine's own language."""
import collections
import json
import re

from corpus import END

ENGINES = ["pantau", "lucene", "fts5", "tantivy", "xapian", "postgresql"]
WORD = re.compile(r"[a-z]{4,14}")
ISSUES = ["banjir", "jakarta", "beras", "korupsi", "menteri", "presiden",
          "hoaks", "vaksin", "gempa", "pilkada"]
EVERYWHERE = ["yang", "di", "dengan"]
# Words that one of the languages takes for an operator.
OPERATORS = {"atau", "tanpa", "dekat", "near", "with", "judul", "isi"}
# By documents in a thousand that hold the word; so many of each.
LEVELS = {"high": (60, 6), "middle": (8, 6), "low": (0.8, 6), "rare": (0.1, 4)}


class Words:
    """What every twentieth document holds: words, and pairs side by side."""

    def __init__(self, path):
        self.documents = 0
        self.word, self.pair = collections.Counter(), collections.Counter()
        with open(path, encoding="utf-8") as lines:
            for i, line in enumerate(lines):
                if i % 20 == 0:
                    self.add(json.loads(line)["text"].lower())

    def add(self, text):
        self.documents += 1
        words = re.findall(r"\w+|[^\w\s]", text)
        self.word.update(set(words))
        self.pair.update({(a, b) for a, b in zip(words, words[1:])
                          if WORD.fullmatch(a) and WORD.fullmatch(b)})

    def near(self, thousandth, n, used):
        """n words of about that frequency, each only once."""
        goal = thousandth * self.documents / 1000
        found = sorted(
            (word for word in self.word
             if WORD.fullmatch(word) and word not in used | OPERATORS),
            key=lambda word: (abs(self.word[word] - goal), word))[:n]
        used.update(found)
        return found

    def pairs(self, thousandth, n):
        goal = thousandth * self.documents / 1000
        return sorted((pair for pair in self.pair
                       if not set(pair) & OPERATORS),
                      key=lambda p: (abs(self.pair[p] - goal), p))[:n]


def term(word):
    return {"pantau": word, "lucene": word, "fts5": f'"{word}"',
            "tantivy": word, "xapian": word, "postgresql": word}


def phrase(words):
    quoted = '"' + " ".join(words) + '"'
    return dict.fromkeys(ENGINES, quoted) | {
        "postgresql": " <-> ".join(words)}


def near(a, b, n):
    return {"pantau": f"{a} DEKAT/{n} {b}", "lucene": f'"{a} {b}"~{n}',
            "fts5": f'NEAR("{a}" "{b}", {n})', "tantivy": f'"{a} {b}"~{n}',
            "xapian": f"{a} NEAR/{n + 1} {b}", "postgresql": "-"}


def prefix(head):
    return dict.fromkeys(ENGINES, head + "*") | {"postgresql": head + ":*"}


def exact(word):
    # An index of stems alone has no form as written.
    return dict.fromkeys(ENGINES, "-") | {
        "pantau": f'="{word}"', "fts5": f'"{word}"', "tantivy": word}


def both(*parts):
    out = {"pantau": " ".join(group(p, "pantau") for p in parts)}
    for engine in ("fts5", "tantivy", "xapian"):
        out[engine] = " AND ".join(group(p, engine) for p in parts)
    out["lucene"] = " ".join("+" + group(p, "lucene") for p in parts)
    out["postgresql"] = " & ".join(group(p, "postgresql") for p in parts)
    return out


def either(*parts):
    out = {"pantau": " ATAU ".join(p["pantau"] for p in parts)}
    for engine in ("lucene", "fts5", "tantivy", "xapian"):
        out[engine] = " OR ".join(p[engine] for p in parts)
    out["postgresql"] = " | ".join(p["postgresql"] for p in parts)
    return out


def without(a, b):
    out = {"pantau": f"{group(a, 'pantau')} TANPA {group(b, 'pantau')}"}
    for engine in ("lucene", "tantivy"):
        out[engine] = f"+{group(a, engine)} -{group(b, engine)}"
    for engine in ("fts5", "xapian"):
        out[engine] = f"{group(a, engine)} NOT {group(b, engine)}"
    out["postgresql"] = f"{group(a, 'postgresql')} & " \
        f"!{group(b, 'postgresql')}"
    return out


def group(part, engine):
    text = part[engine]
    return f"({text})" if " OR " in text or " ATAU " in text \
        or " | " in text else text


def compose(words):
    """(name, kind, forms): what is asked."""
    used = set(ISSUES) | set(EVERYWHERE)
    level = {name: words.near(at, n, used)
             for name, (at, n) in LEVELS.items()}
    high, middle, low = (level[name] for name in ("high", "middle", "low"))
    plain = [(word, "term everywhere", term(word)) for word in EVERYWHERE]
    plain += [(word, "term " + name, term(word))
              for name, found in level.items() for word in found]
    plain += [(word, "term issue", term(word)) for word in ISSUES]
    t = term
    out = [(forms["pantau"], kind, forms) for kind, forms in (
        ("and", both(t("banjir"), t("jakarta"))),
        ("and", both(t("harga"), t("beras"))),
        ("and", both(t(high[0]), t(high[1]))),
        ("and", both(t(high[2]), t(middle[0]))),
        ("and", both(t(middle[1]), t(middle[2]))),
        ("and", both(t("menteri"), t(high[3]), t(middle[3]))),
        ("and", both(t("yang"), t("presiden"))),
        ("or", either(t("banjir"), t("longsor"))),
        ("or", either(t(high[0]), t(high[4]))),
        ("or", either(t(middle[0]), t(middle[4]), t(low[0]))),
        ("or", either(t(low[1]), t(low[2]))),
        ("or", either(t("gempa"), t("tsunami"), t("erupsi"))),
        ("or everywhere", either(t("yang"), t("di"), t("dari"))),
        ("not", without(t("banjir"), t("jakarta"))),
        ("not", without(t(high[1]), t(high[5]))),
        ("not", without(t(middle[2]), t("yang"))),
        ("not", without(t(low[3]), t(high[0]))),
        ("groups", both(either(t("banjir"), t("rob")), t("warga"))),
        ("groups", both(either(t("harga"), t("tarif")),
                        either(t("naik"), t("mahal")))),
        ("groups", without(either(t("presiden"), t("wapres")),
                           t(middle[5]))),
        ("phrase", phrase(["harga", "beras"])),
        ("phrase", phrase(["rumah", "sakit"])),
        ("phrase", phrase(["tidak", "bisa"])),
        *(("phrase", phrase(pair)) for at in (3, 0.6, 0.15)
          for pair in words.pairs(at, 2)),
        ("near", near("banjir", "jakarta", 5)),
        ("near", near("harga", "naik", 5)),
        ("near", near("presiden", "menteri", 10)),
        ("near", near(high[0], high[2], 5)),
        ("near", near(middle[0], high[1], 10)),
        *(("prefix", prefix(head)) for head in (
            "korup", "ind", "banj", "vaksin", "pemilu")),
        *(("exact", exact(word)) for word in (
            "menteri", "menolak", "jakarta", high[3])),
    )]
    return plain + out


def write(corpus, path):
    """Writes the table; returns {name: kind} in its order."""
    asked = compose(Words(corpus.path))
    kinds = {}
    with open(path, "w", encoding="utf-8") as out:
        print("name", "kind", "since", "until", *ENGINES, sep="\t", file=out)
        for i, (name, kind, forms) in enumerate(asked):
            if name in kinds:
                continue
            kinds[name] = kind
            # Thirty days, elsewhere for each.
            since = END - (730 - i * 37 % 690) * 86400
            print(name, kind, since, since + 30 * 86400,
                  *(forms[engine] for engine in ENGINES), sep="\t", file=out)
    return kinds
