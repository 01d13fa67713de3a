#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Kills and interrupts 'pantau rescore' at points spread over its run.

usage: rescore.py PROGRAM ROOT [TIMES]     (TAP; 8 kills unless told)

After each SIGKILL the file must be sound and searchable, and the same command
must complete it; after SIGINT the exit code must be 130 and the same must hold.
Rows, columns and figures must then be byte for byte those of a run that nothing
disturbed, on one thread. A last trial is stopped again and again until done.
"""
import hashlib
import importlib.util
import json
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
SPEC = importlib.util.spec_from_file_location("interrupt",
                                              HERE / "interrupt.py")
interrupt = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(interrupt)

COPIES = 6  # of interrupt.py's corpus, so that there are many commits


def corpus(root, path):
    interrupt.corpus(root, path)
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    with open(path, "w", encoding="utf-8") as out:
        for copy in range(COPIES):
            for row in rows:
                row["id"] = f"{copy}-{row['id']}"
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def edit(folder):
    """Every third row of the sentiment lexicon goes."""
    path = folder / "sentiment.tsv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for number, line in enumerate(lines)
                            if number == 0 or number % 3), encoding="utf-8")


class Trial(interrupt.Trial):
    def __init__(self, program, folder, data, lexicons):
        super().__init__(program, folder, data)
        self.lexicons = lexicons

    def restore(self):
        self.clear()
        shutil.copy(self.folder / "before.db", self.folder / "isu.db")

    def words(self, jobs):
        return [self.program, "--lexicons", str(self.lexicons), "--format",
                "json", "rescore", "--jobs", str(jobs)]

    def begin(self, jobs):
        return subprocess.Popen(self.words(jobs), env=self.env,
                                stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def content(self):
        """Hashes of what a rescore writes."""
        db = sqlite3.connect(self.folder / "isu.db")
        found = {}
        for table in ("doc", "chunk", "chunk_column", "language"):
            digest = hashlib.sha256()
            for row in db.execute(f"SELECT * FROM {table} ORDER BY id"):
                digest.update(repr(row).encode())
            found[table] = digest.hexdigest()
        found["left"] = db.execute("SELECT count(*) FROM meta WHERE name "
                                   "LIKE 'rescore%'").fetchone()[0]
        db.close()
        return found

    def noted(self):
        db = sqlite3.connect(self.folder / "isu.db")
        row = db.execute("SELECT value FROM meta WHERE name = "
                         "'rescore_next'").fetchone()
        db.close()
        return row[0] if row else None

    def stop(self, sig, delay, jobs):
        """Stops one run; what is wrong, or None. *ended: it was too quick."""
        child = self.begin(jobs)
        time.sleep(delay)
        child.send_signal(sig)
        _, err = child.communicate(timeout=300)
        if sig == signal.SIGINT and child.returncode not in (130, 0):
            return f"exit {child.returncode} after SIGINT: {err}"
        checked = self.pantau("verify")
        if checked.returncode != 0:
            return f"verify: {checked.stdout}{checked.stderr}"
        if self.noted() and "rescore" not in checked.stdout:
            return f"verify does not tell of the stop: {checked.stdout}"
        total = self.total()
        return None if total == COPIES * interrupt.DOCUMENTS else \
            f"{total} documents are found"

    def finish(self, expected, figures):
        done = self.begin(2)
        out, err = done.communicate(timeout=300)
        if done.returncode != 0:
            return f"resume: exit {done.returncode}: {err}"
        if self.content() != expected:
            return f"other content: {self.content()} {expected}"
        # A run that ended before it was stopped is done anew.
        return None if json.loads(out)["changed"] in (0, figures["changed"]) \
            and json.loads(out)["items"] == figures["items"] \
            else f"other figures: {out}"


def again_and_again(trial, length):
    """Stopped until nothing is left to do; it must get on each time."""
    last, delay = 0, length * 0.4
    for _ in range(100):
        wrong = trial.stop(signal.SIGINT, delay, 2)
        if wrong:
            return wrong
        now = trial.noted()
        if now is None and trial.content()["left"] == 0:
            if last:
                return None
            # It ended before it was stopped: anew, and sooner.
            trial.restore()
            delay *= 0.6
            continue
        if now is not None and now < last:
            return f"back from {last} to {now}"
        delay = delay if now and now > last else delay * 1.5
        last = now or last
    return "never done"


def run(program, root, times, folder):
    data, lexicons = folder / "masuk.ndjson", folder / "kamus"
    corpus(root, data)
    shutil.copytree(root / "lexicons", lexicons, symlinks=False)
    edit(lexicons)
    trial = Trial(program, folder, data, lexicons)
    done = trial.start()
    done.communicate(timeout=600)
    shutil.copy(folder / "isu.db", folder / "before.db")
    begin = time.monotonic()
    child = trial.begin(1)
    out, err = child.communicate(timeout=600)
    length = time.monotonic() - begin
    expected, figures = trial.content(), json.loads(out)
    good = child.returncode == 0 and figures["changed"] > 1000 and \
        expected["left"] == 0
    print(f"1..{times + 4}")
    print("ok" if good else "not ok", "1 undisturbed")
    failed = not good
    plan = [(signal.SIGKILL, length * (i + 0.5) / times)
            for i in range(times)]
    plan += [(signal.SIGINT, length * 0.3), (signal.SIGINT, length * 0.7)]
    for number, (sig, delay) in enumerate(plan, 2):
        trial.restore()
        wrong = trial.stop(sig, delay, 1 + number % 3) or \
            trial.finish(expected, figures)
        failed += wrong is not None
        print("not ok" if wrong else "ok", number,
              f"{sig.name} after {delay / length:.0%} of the run")
        for line in (wrong or "").splitlines():
            print("#", line)
    trial.restore()
    wrong = again_and_again(trial, length) or trial.finish(expected, figures)
    print("not ok" if wrong else "ok", times + 4, "stopped again and again")
    for line in (wrong or "").splitlines():
        print("#", line)
    return failed + (wrong is not None)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    root = pathlib.Path(sys.argv[2]).resolve()
    times = int(sys.argv[3]) if len(sys.argv) > 3 else 8
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        return 1 if run(program, root, times, folder) else 0
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
