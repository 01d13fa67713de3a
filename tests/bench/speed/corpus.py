# SPDX-License-Identifier: LGPL-3.0-or-later
"""The corpora: sentences of real_text, drawn again by ../corpus_make.c."""
import hashlib
import json
import re
import subprocess

from measure import Failed, remove, run

SEED = 20261101
END = 1793491200  # where the dates end, as in corpus_make.c
# Documents and the percentage of posts.
SIZES = {
    "100": (71_000, 50),     # 100 MB of text
    "500": (355_000, 50),
    "1m": (1_000_000, 90),   # 460 MB
    "1g": (710_000, 50),
    "2g": (1_420_000, 50),
    "5g": (3_550_000, 50),
}
NEWS = {"antaranews", "detik", "kompas", "cnnindonesia", "liputan6",
        "republika", "tempo", "tribunnews"}
BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“@#])")
BLANK = re.compile(r"[\s\x00-\x1f]+")


def sentences(text):
    for part in BREAK.split(text):
        part = BLANK.sub(" ", part).strip()
        if 12 <= len(part) <= 600:
            yield part


def make_pool(source, path):
    """One line a sentence: N or P, TAB, the sentence as inside JSON."""
    seen = set()
    with subprocess.Popen(["zstdcat", source],
                          stdout=subprocess.PIPE) as cat, \
            open(path, "w", encoding="utf-8") as out:
        for line in cat.stdout:
            row = json.loads(line)
            letter = "N" if row["source"] in NEWS else "P"
            for sentence in sentences(row["text"]):
                inside = json.dumps(sentence, ensure_ascii=False)[1:-1]
                key = hashlib.blake2b(inside.encode(), digest_size=8).digest()
                if "\\u" in inside or key in seen:
                    continue
                seen.add(key)
                out.write(f"{letter}\t{inside}\n")
    if cat.returncode != 0:
        path.unlink()
        raise RuntimeError(f"{source} could not be read")


class Corpus:
    """A corpus on disk: path, documents, text (bytes of titles and texts)."""

    def __init__(self, path, documents, text):
        self.path, self.documents, self.text = path, documents, text

    @property
    def mb(self):
        return self.text / 1e6


class Corpora:
    """Makes what is missing and keeps it in the folder of the bench."""

    def __init__(self, build, shared, folder):
        self.maker = build / "tests/bench/corpus_make"
        self.source = shared / "data/corpora/real_text.jsonl.zst"
        self.folder = folder

    def pool(self):
        path = self.folder / "pool.txt"
        if not path.exists():
            if not self.source.exists():
                raise Failed(f"there is no {self.source}")
            part = path.with_suffix(".part")
            make_pool(self.source, part)
            part.rename(path)
        return path

    def make(self, name, documents, posts, *, seed=SEED, first=0):
        """first: goes on behind a corpus of so many documents."""
        path = self.folder / f"corpus-{name}.jsonl"
        note = path.with_suffix(".size")
        if not (path.exists() and note.exists()):
            part = path.with_suffix(".part")
            note.write_text(run([self.maker, self.pool(), part, documents,
                                 posts, seed, first]).out)
            part.rename(path)
        made, text, _ = map(int, note.read_text().split())
        return Corpus(path, made, text)

    def get(self, name):
        return self.make(name, *SIZES[name])

    def drop(self, name):
        remove(self.folder / f"corpus-{name}.")
