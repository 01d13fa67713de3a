# SPDX-License-Identifier: LGPL-3.0-or-later
"""What spreads unverified: claims beside BM25 and SimHash, cues, complaints and
stories, over the same data in one run. Texts are laid out in a temporary
folder; nothing is left behind."""
import collections
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile

PLATFORMS = ("facebook", "instagram", "kaskus", "tiktok", "twitter",
             "whatsapp", "youtube")
EVERY = 12          # of the posts of real_text, one is read
STORY_TEXTS = 20000  # of which all pairs are compared
LEVELS = ("none", "low", "check")


def line(row):
    return " ".join((row.get("title", "") + " " + row["text"]).split())


def lay_out(data, folder):
    """Files of one text a line: tweets, posts, news, and all of real_text."""
    corpora = data / "corpora"
    with gzip.open(corpora / "tweets_2020-05-28.jsonl.gz", "rt",
                   encoding="utf-8") as tweets:
        (folder / "tweets").write_text(
            "".join(line(json.loads(row)) + "\n" for row in tweets),
            encoding="utf-8")
    seen = collections.Counter()
    with subprocess.Popen(["zstdcat", corpora / "real_text.jsonl.zst"],
                          stdout=subprocess.PIPE) as cat, \
            open(folder / "posts", "w", encoding="utf-8") as posts, \
            open(folder / "news", "w", encoding="utf-8") as news, \
            open(folder / "real", "w", encoding="utf-8") as real:
        for raw in cat.stdout:
            row = json.loads(raw)
            text = line(row) + "\n"
            real.write(text)
            kind = "posts" if row["source"] in PLATFORMS else "news"
            if seen[kind] % EVERY == 0:
                (posts if kind == "posts" else news).write(text)
            seen[kind] += 1


def levels(bench, path):
    """How many texts reach each level of the hoax cues."""
    with open(path, "rb") as texts:
        done = subprocess.run(
            [str(bench.program), "analyse", "--plain", "--lexicons",
             bench.lexicons[0]], stdin=texts, stdout=subprocess.PIPE,
            check=True, env=dict(os.environ, LC_ALL="C.UTF-8"))
    rows = (json.loads(row) for row in done.stdout.splitlines())
    return collections.Counter(row["analysis"]["hoax"]["level"]
                               for row in rows)


def alarms(bench, table):
    rows = []
    for name, what in (("tweets", "tweets of one day"),
                       ("posts", f"real_text posts, every {EVERY}th"),
                       ("news", f"real_text news, every {EVERY}th")):
        found = levels(bench, name)
        total = sum(found.values())
        rows.append([what, f"{total:,}",
                     *[f"{100 * found[level] / total:.2f} %"
                       for level in LEVELS[1:]]])
    print("\nAlarms of cues alone, nobody having looked for hoaxes:\n")
    table(["texts", "number", *LEVELS[1:]], rows)


def report(bench, table):
    hoax = bench.data / "hoax"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lay_out(bench.data, folder)
        back = os.getcwd()
        os.chdir(folder)  # so that programs print names, not paths
        print("\nDebunked claims, first with bodies, then titles alone; what "
              "is flagged of\nother texts; and time over 100,000 debunks:\n")
        bench.show("claim_score", *bench.lexicons, hoax / "debunks.tsv",
                   hoax / "claim_pairs_dev.tsv", "tweets", "posts", "real")
        print("\nCues alone on satria_dev:\n")
        bench.show("tone_score", *bench.lexicons, "hoax",
                   hoax / "satria_dev.tsv")
        alarms(bench, table)
        print("\nStories among tweets and posts, a fifth of them made copies; "
              "pairs found,\nof those that comparing all pairs finds:\n")
        bench.show("story_speed", "--all", STORY_TEXTS, *bench.lexicons,
                   "tweets", "posts")
        os.chdir(back)
        print("\nCopies among pairs that were judged by hand:\n\n```",
              flush=True)
        subprocess.run([sys.executable, pathlib.Path(__file__).with_name(
            "story_pairs.py"), bench.program.parents[1], bench.data.parent],
                       check=True)
        print("```")
