#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Inputs that are made to hurt: right results in bounded memory.

usage: hostile.py PROGRAM [--full] [NAME...]     (TAP)

Each case makes an input, indexes it, and asks for what it must have become:
counts by day and source, the newest first, what a search finds, that the file
is sound, and that the same input again adds nothing. Memory is that of the
largest process. --full takes the sizes that a desk will never meet (a million
documents, 100,000 sources); without it all of it takes some seconds.
"""
import collections
import datetime
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile

MEMORY_MIB = 400
ZONE = datetime.timezone(datetime.timedelta(hours=7))
START = 1735689600
WORDS = ("banjir longsor gempa harga beras naik turun jalan rusak macet sekolah "
         "guru pasar listrik padam air bersih hujan angin kebakaran").split()


def day(seconds):
    return datetime.datetime.fromtimestamp(seconds, ZONE).strftime("%Y-%m-%d")


class Case:
    """A database of one input."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.data = folder / "masuk.ndjson"
        self.wrong = []
        self.memory = 0
        self.env = dict(os.environ, PANTAU_DB=str(folder / "isu.db"),
                        HOME=str(folder))
        self.env.setdefault("XDG_CACHE_HOME", str(folder / "cache"))

    def check(self, what, got, wanted):
        if got != wanted:
            self.wrong.append(f"{what}: {str(got)[:200]}, "
                              f"wanted {str(wanted)[:200]}")

    def pantau(self, *words):
        """Output of a command; its memory counts."""
        done = subprocess.Popen(
            [self.program, *words], env=self.env, stdin=subprocess.DEVNULL,
            stdout=open(self.folder / "out", "wb"),
            stderr=open(self.folder / "err", "wb"))
        _, status, usage = os.wait4(done.pid, 0)
        done.returncode = os.waitstatus_to_exitcode(status)
        self.memory = max(self.memory, usage.ru_maxrss // 1024)
        if done.returncode not in (0, 1, 4):
            self.wrong.append(f"{words}: exit {done.returncode}: "
                              f"{(self.folder / 'err').read_text()[:500]}")
        return (self.folder / "out").read_text()

    def ask(self, *words):
        return json.loads(self.pantau("--zone", "WIB", "--format", "json",
                                      *words) or "{}")

    def summary(self, count, what):
        self.check(what, self.pantau("--lang", "en", "index", str(self.data))
                   .strip(), count)

    def rows(self, by, query=""):
        found = self.ask("count", query, "--by", by)
        return {row["key"]: row["articles"] for row in found["rows"]
                if row["articles"]}, found

    def newest(self, number):
        return [hit["published"] for hit in self.ask(
            "search", "--sort", "newest", "--limit", str(number), "")["hits"]]


def write(path, documents):
    """Lines of documents; how many, the days and sources they have."""
    days, sources, times = collections.Counter(), collections.Counter(), []
    undated = total = 0
    with open(path, "w", encoding="utf-8") as out:
        for document in documents:
            out.write(json.dumps(document) + "\n")
            total += 1
            sources[document["source"]] += 1
            if "published" in document:
                days[day(document["published"])] += 1
                times.append(document["published"])
            else:
                undated += 1
    return total, undated, days, sources, times


def run(case, documents, words):
    """Indexes, and compares what stands there with what was made."""
    total, undated, days, sources, times = write(case.data, documents)
    case.summary(f"{total} new, 0 updated, 0 unchanged, 0 rejected", "index")
    by_day, found = case.rows("day")
    case.check("by day", by_day, dict(days))
    case.check("undated", found["undated"], undated)
    case.check("total", found["total"], total)
    by_source, _ = case.rows("source")
    case.check("by source", by_source, dict(sources))
    newest = sorted(times, reverse=True)[:20]
    iso = [datetime.datetime.fromtimestamp(time, datetime.timezone.utc)
           .strftime("%Y-%m-%dT%H:%M:%SZ") for time in newest]
    case.check("newest", case.newest(20)[:len(iso)], iso)
    for word, count in words.items():
        case.check(word, case.ask("count", word)["total"], count)
    case.check("verify", case.pantau("verify", "--lang", "en").strip(),
               "the database is sound")
    case.summary(f"0 new, 0 updated, {total} unchanged, 0 rejected", "again")


def documents(number, time, source=lambda i: "s", text=None, named=True):
    """Documents by number; time gives None for one without a date."""
    for i in range(number):
        made = {"id": f"d{i}"} if named else {}
        made["source"] = source(i)
        if time(i) is not None:
            made["published"] = time(i)
        made["text"] = text(i) if text else WORDS[i % len(WORDS)]
        yield made


def huge_document(case, full):
    """One document of 10 MB between small ones."""
    size = 10_000_000 if full else 3_000_000
    random.seed(7)
    text = " ".join(random.choices(WORDS, k=size // 6)) + " penghabisan"
    run(case, documents(50, lambda i: START + 3600 * i, text=lambda i: text
                        if i == 25 else WORDS[i % 20]),
        {"penghabisan": 1, "longsor": 3 + 1})


def huge_documents(case, full):
    """Nothing but documents of 10 MB, and many small ones behind."""
    size, huge = (10_000_000, 24) if full else (3_000_000, 6)
    random.seed(8)
    words = ["".join(random.choices("abdegiklmnoprstu", k=random.randint(3, 9)))
             for _ in range(20_000)]
    texts = [" ".join(random.choices(words, k=size // 7)) for _ in range(huge)]
    run(case, documents(huge + 2000, lambda i: START + 3600 * i,
                        text=lambda i: texts[i] + " penghabisan" if i < huge
                        else WORDS[i % 20]), {"penghabisan": huge})


def one_word_documents(case, full):
    """Many documents of one word each."""
    number = 1_000_000 if full else 20_000
    run(case, documents(number, lambda i: START + 60 * (i * 7919 % number)),
        {"banjir": number // 20, "banjir longsor": 0})


def equal_dates(case, full):
    """All of one moment."""
    number = 500_000 if full else 15_000
    run(case, documents(number, lambda i: START), {"gempa": number // 20})


def backward_dates(case, full):
    """The newest first in the file."""
    number = 500_000 if full else 15_000
    run(case, documents(number, lambda i: START + 100 * (number - i)),
        {"gempa": number // 20})


def many_sources(case, full):
    """Nearly every document from a source of its own."""
    number = 100_000 if full else 5_000
    run(case, documents(number, lambda i: START + 60 * i,
                        source=lambda i: f"situs-{i}.example"),
        {"gempa": number // 20, f"sumber:situs-{number - 1}.example": 1})


def no_dates(case, full):
    """None has a date."""
    number = 300_000 if full else 15_000
    run(case, documents(number, lambda i: None), {"beras": number // 20})


def nameless_copies(case, full):
    """Chain messages without an id: some once, some very often."""
    number = 600_000 if full else 20_000
    run(case, documents(number, lambda i: START, named=False,
                        text=lambda i: f"sebarkan {i % (number // 4)}"
                        if i % 2 else "sebarkan ini"),
        {"sebarkan": number, "ini": number // 2})


def mixed_order(case, full):
    """Dates at random, some none, ids twice: the later record wins."""
    number = 300_000 if full else 12_000
    random.seed(11)
    made = list(documents(number, lambda i: START + random.randrange(10**7)
                          if i % 9 else None, text=lambda i: "lama"))
    for i in range(0, number, 10):
        made[i]["id"] = made[(i + number // 2) % number]["id"]
        made[i]["text"] = "baru"
    last = {document["id"]: document for document in made}
    write(case.data, made)
    case.pantau("index", str(case.data))
    days = collections.Counter(day(document["published"])
                               for document in last.values()
                               if "published" in document)
    by_day, found = case.rows("day")
    case.check("by day", by_day, dict(days))
    case.check("total", found["total"], len(last))
    case.check("baru", case.ask("count", "baru")["total"],
               sum(document["text"] == "baru" for document in last.values()))
    case.check("verify", case.pantau("verify", "--lang", "en").strip(),
               "the database is sound")


def stories(case, query=""):
    return case.ask("count", query)["stories"]


def same_word(case, full):
    """One word a million times, beside texts of that word alone."""
    times = 1_000_000 if full else 200_000
    run(case, documents(60, lambda i: START + 60 * i,
                        text=lambda i: "banjir " * times if i == 30
                        else "banjir" if i % 2 else f"air {i}"),
        {"banjir": 31})
    case.check("flagged", case.ask("count", "TANPA hoaks:tidak")["total"], 0)
    case.check("stories", stories(case, "banjir"), 2)


def flood_of_copies(case, full):
    """One text very often, now as it is, now with a word before or behind."""
    number = 500_000 if full else 12_000
    words = " ".join(WORDS[:14])
    run(case, documents(number, lambda i: START + i,
                        text=lambda i: (words, f"lagi {words}",
                                        f"{words} ya")[i % 3]),
        {"banjir": number, "lagi": (number + 1) // 3})
    case.check("stories", stories(case), 1)


def half_alike(case, full):
    """All texts share a long run of words, and none is a copy: every bucket of
    the run is full, and nothing in it is a pair."""
    number = 100_000 if full else 4_000
    random.seed(12)
    shared = " ".join(f"{a} {b}" for a, b in zip(WORDS, reversed(WORDS)))
    run(case, documents(number, lambda i: START + 60 * i, text=lambda i: shared
                        + " " + " ".join("".join(random.choices(
                            "abdegiklmnoprstu", k=7)) for _ in range(50))),
        {"banjir": number})
    case.check("stories", stories(case), number)


CASES = [same_word, flood_of_copies, half_alike, huge_document, huge_documents, one_word_documents, equal_dates,
         backward_dates, many_sources, no_dates, nameless_copies, mixed_order]


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    full = "--full" in sys.argv
    names = [word for word in sys.argv[2:] if word != "--full"]
    cases = [case for case in CASES if not names or case.__name__ in names]
    failed = 0
    print(f"1..{len(cases)}")
    for number, make in enumerate(cases, 1):
        folder = pathlib.Path(tempfile.mkdtemp(
            prefix="pantau-hostile-", dir=os.environ.get("TMPDIR", "/tmp")))
        try:
            case = Case(program, folder)
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            make(case, full)
            spent = resource.getrusage(
                resource.RUSAGE_CHILDREN).ru_utime - before
            if case.memory > MEMORY_MIB:
                case.wrong.append(f"{case.memory} MiB of memory")
        finally:
            shutil.rmtree(folder)
        failed += bool(case.wrong)
        print("not ok" if case.wrong else "ok", number, make.__name__)
        print(f"# {case.memory} MiB, {spent:.1f} s", flush=True)
        for line in case.wrong:
            print("#", line, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
