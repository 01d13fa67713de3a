#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""The generator of corpora: corpus.py CORPUS_MAKE PANTAU

The same arguments must give the same bytes, other ones others, and the program
must take every record. The sentences are made up here.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

DOCUMENTS = 400


def pool(path):
    people = ["warga", "pedagang", "petani", "siswa", "sopir", "nelayan"]
    things = ["harga \\\"beras\\\"", "tanggul 1250 meter", "jalan rusak",
              "tarif 12.500", "pupuk — langka", "rapor merah 😭"]
    with open(path, "w", encoding="utf-8") as out:
        for who in people:
            for what in things:
                out.write(f"N\tPara {who} membahas {what} di balai kota.\n")
                out.write(f"P\tgmn nih {who} soal {what}\n")


def make(maker, folder, *words):
    out = folder / "corpus.jsonl"
    subprocess.run([maker, folder / "pool", out, *map(str, words)],
                   check=True, stdout=subprocess.PIPE)
    return out.read_bytes()


def main():
    maker, pantau = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pool(folder / "pool")
        first = make(maker, folder, DOCUMENTS, 50, 7)
        assert make(maker, folder, DOCUMENTS, 50, 8) != first, "seed ignored"
        after = make(maker, folder, DOCUMENTS, 50, 7, DOCUMENTS)
        assert json.loads(after.splitlines()[0])["id"] == f"d{DOCUMENTS:08}"
        assert make(maker, folder, DOCUMENTS, 50, 7) == first, \
            "the same arguments gave other bytes"
        kinds = [json.loads(line)["kind"] for line in first.splitlines()]
        assert len(kinds) == DOCUMENTS
        assert 0.35 < (kinds.count("news") + kinds.count("release")) \
            / DOCUMENTS < 0.65, "not half of it is news"
        said = subprocess.run(
            [pantau, "--lang", "en", "--format", "json", "index", "--dry-run",
             folder / "corpus.jsonl"], check=True, stdout=subprocess.PIPE)
        found = json.loads(said.stdout)
        assert found["new"] == DOCUMENTS and found["rejected"] == 0, found


if __name__ == "__main__":
    main()
