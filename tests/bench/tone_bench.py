# SPDX-License-Identifier: LGPL-3.0-or-later
"""Tone: pantau with the seed lexicons, a learned layer and a desk layer, beside
peers over the same texts. Nothing is left behind: layers are fitted in copies
of the folder of lexicons."""
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile

LABELS = ("neg", "neu", "pos")
NAMES = {"negative": "neg", "positive": "pos"}  # all others: neutral
SETS = ("smsa_valid", "sp4n_dev", "idsa_tweet_train")
DESK_SET, DESK_LABELS, SPLITS, SEED = "sp4n_dev", 100, 5, 1945
LEARNED = ("--layer", "learned", "--least", "3")
FITTED = ("smsa_train", "nusax_indonesian_train")
HELD_OUT = ("smsa_valid", "nusax_indonesian_valid")
OWN = {"warga": 0.5, "lembaga": 0.5, "harian": 0.5, "jv": 0.5, "su": 0.5,
       "gejala-a": 1, "gejala-b": 1}


def read(path):
    """[(text, label)]"""
    rows = [line.split("\t") for line
            in path.read_text(encoding="utf-8").splitlines()]
    return [(row[0], row[1].strip()) for row in rows
            if len(row) > 1 and row[1].strip() in LABELS]


def measure(wanted, given):
    """macro-F1, accuracy, and {label: (precision, recall, F1)}; in %."""
    pairs = list(zip(wanted, given))
    classes = {}
    for label in LABELS:
        right = sum(a == b == label for a, b in pairs)
        said = sum(b == label for _, b in pairs)
        true = sum(a == label for a, _ in pairs)
        classes[label] = tuple(100 * x for x in (
            right / said if said else 0, right / true if true else 0,
            2 * right / (said + true) if said + true else 0))
    macro = sum(c[2] for c in classes.values()) / len(LABELS)
    return macro, 100 * sum(a == b for a, b in pairs) / len(pairs), classes


# --- pantau ---

class Pantau:
    def __init__(self, bench, folder, lexicons):
        self.program, self.folder = bench.program, folder
        shutil.copytree(lexicons, folder)
        for layer in ("learned.tsv", "desk.tsv"):
            (folder / layer).unlink(missing_ok=True)

    def run(self, *words, data=None):
        done = subprocess.run(
            [str(self.program), *words, "--lexicons", str(self.folder)],
            input=data, capture_output=True, text=True, check=False,
            env=dict(os.environ, LC_ALL="C.UTF-8"))
        if done.returncode not in (0, 4):
            sys.exit(f"accuracy: pantau {words[0]}: {done.stderr}")
        return done.stdout

    def label(self, texts):
        out = self.run("analyse", "--plain", "--labels",
                       data="".join(text + "\n" for text in texts))
        return [NAMES.get(line, "neu") for line in out.splitlines()]

    def fit(self, *words):
        """User CPU of the fit in s, and the rows of its file."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        out = self.run("lexicon", "fit", *map(str, words), "--format", "json")
        spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        return spent, int(re.search(r'"rows":(\d+)', out).group(1))


def learned_arguments(data, gold):
    words = [*LEARNED, *(data / f"{name}.tsv" for name in FITTED)]
    words += [f"{gold / f'texts-{name}.tsv'}={weight}"
              for name, weight in OWN.items()]
    for name in HELD_OUT:
        words += ["--without", data / f"{name}.tsv"]
    return words


# --- peers ---

def majority(texts, labels):
    common = max(LABELS, key=labels.count)
    return [common] * len(texts)


def polarity_sum(lexicons):
    """The longest rows of sentiment.tsv from left to right; the sum's sign."""
    polarity = {}
    longest = 1
    lines = (lexicons / "sentiment.tsv").read_text(encoding="utf-8")
    for line in lines.splitlines():
        cells = line.split("\t")
        if line.startswith("#") or cells[0] == "term" or len(cells) < 2:
            continue
        term = tuple(re.findall(r"\w+", cells[0].lower()))
        polarity[term] = float(cells[1] or 0)
        longest = max(longest, len(term))

    def label(text):
        words = re.findall(r"\w+", text.lower())
        at = total = 0
        while at < len(words):
            for n in range(min(longest, len(words) - at), 0, -1):
                found = polarity.get(tuple(words[at:at + n]))
                if found is not None:
                    total += found
                    at += n - 1
                    break
            at += 1
        return "pos" if total > 0 else "neg" if total < 0 else "neu"
    return label


def regression(rows):
    """TF-IDF and logistic regression; None where scikit-learn is missing."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
    except ImportError:
        return None
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        LogisticRegression(C=10, class_weight="balanced", max_iter=1000))
    model.fit(*zip(*rows))
    return lambda texts: list(model.predict(list(texts)))


# --- splits ---

def near_key(text):
    """Posts that begin alike are one story: letters without names of
    accounts, addresses and figures."""
    bare = re.sub(r"https?://\S+|[@#]\S+|^rt\b", " ", text.lower())
    return re.sub(r"[\W\d_]+", "", bare)[:40]


def desk_splits(rows):
    """(100 rows, the rest), no near-duplicates across."""
    groups = {}
    for row in rows:
        groups.setdefault(near_key(row[0]), []).append(row)
    for split in range(SPLITS):
        order = list(groups.values())
        random.Random(SEED + split).shuffle(order)
        desk, rest = [], []
        for group in order:
            fits = len(desk) + len(group) <= DESK_LABELS
            (desk if fits else rest).extend(group)
        yield desk, rest


def desk(tool, folder, rows):
    """macro-F1, accuracy and classes of each split, before and after."""
    answers = []
    for chosen, rest in desk_splits(rows):
        path = folder / "desk-labels.tsv"
        path.write_text("".join(f"{text}\t{label}\n"
                                for text, label in chosen), encoding="utf-8")
        texts, labels = zip(*rest)
        before = measure(labels, tool.label(texts))
        _, kept = tool.fit(path)
        answers.append((before, measure(labels, tool.label(texts)), kept))
        (tool.folder / "desk.tsv").unlink()
    return answers


# --- Markdown ---

def cells(figures):
    macro, accuracy, classes = figures
    return [f"{macro:.1f}", f"{accuracy:.1f}",
            *(" / ".join(f"{x:.1f}" for x in classes[label])
              for label in LABELS)]


def report(bench, lexicons, gold, table):
    data = bench.data / "sentiment"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        seed = Pantau(bench, folder / "seed", lexicons)
        full = Pantau(bench, folder / "learned", lexicons)
        spent, kept = full.fit(*learned_arguments(data, gold))
        plain = polarity_sum(lexicons)
        peer = regression(read(data / "smsa_train.tsv"))
        rows = []
        for name in SETS:
            texts, labels = zip(*read(data / f"{name}.tsv"))
            answers = {
                "majority": majority(texts, labels),
                "plain polarity sum": [plain(text) for text in texts],
                "TF-IDF + regression": peer(texts) if peer else None,
                "pantau, seed": seed.label(texts),
                "pantau, seed + learned": full.label(texts),
            }
            rows += [[name, str(len(texts)), what,
                      *cells(measure(labels, given))]
                     for what, given in answers.items() if given]
        table(["set", "rows", "scorer", "macro-F1", "accuracy",
               *(f"{label} P / R / F1" for label in LABELS)], rows)
        if peer is None:
            print("\nscikit-learn is not installed: no regression beside it")
        print(f"\nThe learned layer: {kept:,} rows, fitted in {spent:.1f} s "
              "of user CPU.")
        show_desk(full, folder, read(data / f"{DESK_SET}.tsv"), table)


def show_desk(tool, folder, rows, table):
    print(f"\n{DESK_SET} with {DESK_LABELS} of its labels as the desk layer, "
          "tested on the rest:\n")
    answers = desk(tool, folder, rows)
    lines = [[str(i + 1), f"{before[0]:.1f}", str(kept), *cells(after)]
             for i, (before, after, kept) in enumerate(answers)]
    mean = [sum(answer[i][0] for answer in answers) / len(answers)
            for i in range(2)]
    lines.append(["mean", f"{mean[0]:.1f}", "", f"**{mean[1]:.1f}**",
                  *[""] * (1 + len(LABELS))])
    table(["split", "without, macro-F1", "desk rows", "macro-F1", "accuracy",
           *(f"{label} P / R / F1" for label in LABELS)], lines)
