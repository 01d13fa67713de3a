#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Kills and interrupts 'pantau index' at points spread over its run, and
'pantau label import' likewise.

usage: interrupt.py PROGRAM ROOT [TIMES]     (TAP; 12 kills unless told)

After each SIGKILL the file must be sound, hold what was acknowledged
('committed N'), and the same command must complete it, nothing twice. After
SIGINT the exit code must be 130 and the same must hold. The points come from
the length of an undisturbed run, so that they fall where the work is. Of a
table of labels all are in or none.
"""
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

DOCUMENTS = 6000


def corpus(root, path):
    """Documents resampled from the sample corpus, each with its own id."""
    random.seed(20261108)
    rows = [json.loads(line) for name in ("posts", "news")
            for line in open(root / "corpus" / f"{name}.ndjson",
                             encoding="utf-8")]
    with open(path, "w", encoding="utf-8") as out:
        for number in range(DOCUMENTS):
            a, b = random.choice(rows), random.choice(rows)
            out.write(json.dumps({
                "id": f"d{number}", "source": f"s{number % 7}",
                "published": 1760000000 + random.randrange(3000000),
                "title": a.get("title", ""),
                "text": f"{a.get('text', '')} {b.get('text', '')}"},
                ensure_ascii=False) + "\n")


class Trial:
    def __init__(self, program, folder, data):
        self.program, self.folder, self.data = program, folder, data
        self.env = dict(os.environ, PANTAU_DB=str(folder / "isu.db"),
                        LC_ALL="en_US.UTF-8",
                        HOME=str(folder))
        self.env.setdefault("XDG_CACHE_HOME", str(folder / "cache"))

    def pantau(self, *words):
        return subprocess.run([self.program, *words], env=self.env,
                              stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=300)

    def start(self, jobs="2"):
        return subprocess.Popen([self.program, "index", "--jobs", jobs,
                                 str(self.data)], env=self.env,
                                stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def clear(self):
        for path in self.folder.glob("isu.db*"):
            path.unlink()

    def total(self):
        done = self.pantau("--format", "json", "count", "")
        if done.returncode not in (0, 1):
            return None
        return json.loads(done.stdout)["total"]

    def problems(self, acknowledged):
        """What is wrong after a stop and after the same command again."""
        if (self.folder / "isu.db").exists() and acknowledged:
            checked = self.pantau("verify")
            if checked.returncode != 0:
                return f"verify: {checked.stdout}{checked.stderr}"
            total = self.total()
            if total is None or total < acknowledged:
                return f"{acknowledged} acknowledged, {total} there"
        again = self.pantau("index", str(self.data))
        if again.returncode != 0:
            return f"resume: exit {again.returncode}: {again.stderr}"
        if self.total() != DOCUMENTS:
            return f"{self.total()} documents after the resume"
        checked = self.pantau("verify")
        return checked.stdout + checked.stderr if checked.returncode else None


def acknowledged(stderr):
    counts = [int(n) for n in re.findall(r"^committed (\d+)", stderr, re.M)]
    return counts[-1] if counts else 0


def one(trial, sig, delay):
    trial.clear()
    child = trial.start()
    time.sleep(delay)
    child.send_signal(sig)
    _, err = child.communicate(timeout=300)
    ended = child.returncode
    if sig == signal.SIGINT and ended not in (130, 0):
        return f"exit {ended} after SIGINT: {err}"
    return trial.problems(acknowledged(err))


class Labels:
    """A label for each document, and importing them into a copy."""
    def __init__(self, trial):
        self.trial = trial
        self.table = trial.folder / "label.tsv"
        self.table.write_text("id\ttone\tby\n" + "".join(
            f"d{n}\tnegatif\tSari\n" for n in range(DOCUMENTS)),
            encoding="utf-8")
        self.kept = trial.folder / "tanpa-label.db"
        trial.pantau("backup", str(self.kept))

    def start(self):
        self.trial.clear()
        shutil.copy(self.kept, self.trial.folder / "isu.db")
        return subprocess.Popen(
            [self.trial.program, "label", "import", str(self.table)],
            env=self.trial.env, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def labelled(self):
        done = self.trial.pantau("--format", "json", "count", "")
        return json.loads(done.stdout)["labelled"]

    def one(self, delay):
        child = self.start()
        time.sleep(delay)
        child.kill()
        child.communicate(timeout=300)
        if self.labelled() not in (0, DOCUMENTS):
            return f"{self.labelled()} of {DOCUMENTS} labels are in"
        again = self.trial.pantau("label", "import", str(self.table))
        if again.returncode != 0 or self.labelled() != DOCUMENTS:
            return f"again: exit {again.returncode}: {again.stderr}"
        checked = self.trial.pantau("verify")
        return checked.stdout + checked.stderr if checked.returncode else None


def kill_labels(trial, number):
    """Four kills, as lines of TAP from number on; how many failed."""
    labels = Labels(trial)
    begin = time.monotonic()
    child = labels.start()
    child.communicate(timeout=300)
    length = time.monotonic() - begin
    failed = 0
    for at in (0.2, 0.5, 0.8, 0.95):
        wrong = labels.one(length * at)
        failed += wrong is not None
        print("not ok" if wrong else "ok", number,
              f"label import killed after {at:.0%}")
        for line in (wrong or "").splitlines():
            print("#", line)
        number += 1
    return failed


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    root = pathlib.Path(sys.argv[2]).resolve()
    times = int(sys.argv[3]) if len(sys.argv) > 3 else 12
    folder = pathlib.Path(tempfile.mkdtemp())
    failed = 0
    try:
        data = folder / "masuk.ndjson"
        corpus(root, data)
        trial = Trial(program, folder, data)
        begin = time.monotonic()
        child = trial.start()
        _, err = child.communicate(timeout=600)
        length = time.monotonic() - begin
        print(f"1..{times + 7}")
        good = child.returncode == 0 and acknowledged(err) == DOCUMENTS
        print("ok" if good else "not ok", "1 undisturbed")
        failed += not good
        plan = [(signal.SIGKILL, length * (i + 0.5) / times)
                for i in range(times)]
        plan += [(signal.SIGINT, length * 0.3), (signal.SIGINT, length * 0.8)]
        for number, (sig, delay) in enumerate(plan, 2):
            wrong = one(trial, sig, delay)
            failed += wrong is not None
            print("not ok" if wrong else "ok", number,
                  f"{sig.name} after {delay / length:.0%} of the run")
            for line in (wrong or "").splitlines():
                print("#", line)
        failed += kill_labels(trial, times + 4)
    finally:
        shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
