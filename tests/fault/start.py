#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""What a start leans on beside the database may be missing or wrong.

usage: start.py PROGRAM SOURCE_ROOT

The text image in the cache folder: absent, cut, changed, in a folder that is a
file. The program's module. A mapped file that cannot be read any more. Search
answers the same or an error is told; nothing ends by a signal.
"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time


class Trial:
    def __init__(self, program, root, folder):
        self.program, self.folder = program, folder
        self.cache = folder / "cache"
        self.db = folder / "a.db"
        self.env = dict(os.environ, XDG_CACHE_HOME=str(self.cache),
                        PANTAU_LEXICONS=str(root / "lexicons"), LANG="en")
        self.data = folder / "a.ndjson"
        with open(self.data, "w", encoding="utf-8") as out:
            for i in range(50):
                out.write(json.dumps({
                    "id": str(i), "source": "uji",
                    "published": f"2026-10-{i % 28 + 1:02d}T08:00:00+07:00",
                    "text": f"Banjir ke-{i} \u201cmenerjang\u201d desa \u016b",
                }) + "\n")

    def run(self, *words, program=None):
        done = subprocess.run([program or self.program, *words, "--db",
                               self.db], env=self.env, capture_output=True,
                              text=True, check=False, timeout=60)
        return done.returncode, done.stdout, done.stderr

    def search(self, **others):
        return self.run("search", "banjir", "--sort", "newest", **others)


def image_of(trial):
    found = list((trial.cache / "pantau").glob("index-*.img"))
    return found[0] if len(found) == 1 else None


def cache_is_checked(trial):
    want = trial.search()
    image = image_of(trial)
    if want[0] != 0 or image is None or trial.search() != want:
        return f"no cache, or another answer: {want}"
    whole = image.read_bytes()
    for n in (0, 1, 64, 1000, len(whole) // 2, len(whole) - 1):
        image.write_bytes(whole[:n])
        if trial.search() != want or image.read_bytes() != whole:
            return f"cut to {n}"
    for at in range(0, len(whole), len(whole) // 23):
        image.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) +
                          whole[at + 1:])
        if trial.search() != want or image.read_bytes() != whole:
            return f"changed at {at}"
    shutil.rmtree(trial.cache)
    trial.cache.write_text("no folder")
    wrong = trial.search() != want
    trial.cache.unlink()
    return "a file in its place" if wrong else None


def module_is_missed(trial):
    alone = trial.folder / "alone"
    alone.mkdir()
    shutil.copy(trial.program, alone / "pantau")
    if trial.search(program=alone / "pantau") != trial.search():
        return "search needs the module"
    code, _, err = trial.run("index", trial.data, program=alone / "pantau")
    if code == 0:
        return None  # one is installed where it looks last
    return None if code == 5 and "pantau-import.so" in err else \
        f"exit {code}: {err}"


def module_of_others_is_left(trial):
    """Beside the program, but anybody may write to it."""
    alone = trial.folder / "alone"
    module = alone / "pantau-import.so"
    module.write_bytes(b"\x7fELF, but not really")
    module.chmod(0o777)
    before = trial.run("index", trial.data, program=alone / "pantau")
    shutil.copy(trial.program.parent / module.name, module)
    module.chmod(0o755)
    code, _, err = trial.run("index", trial.data, program=alone / "pantau")
    if str(module) in before[2]:
        return f"opened: {before[2]}"
    return f"exit {code}: {err}" if code != 0 else None


def caught(status):
    line = next(line for line in status.read_text().splitlines()
                if line.startswith("SigCgt:"))
    return int(line.split()[1], 16)


def lost_file_is_told(trial):
    child = subprocess.Popen([trial.program, "stem", "-"], env=trial.env,
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE)
    status = pathlib.Path(f"/proc/{child.pid}/status")
    while not caught(status) & 1 << signal.SIGBUS - 1:
        time.sleep(0.01)
    child.send_signal(signal.SIGBUS)
    _, err = child.communicate(timeout=60)
    return None if child.returncode == 5 and b"can no longer be read" in err \
        else f"exit {child.returncode}: {err}"


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    root = pathlib.Path(sys.argv[2]).resolve()
    folder = pathlib.Path(tempfile.mkdtemp())
    failed = 0
    tests = [cache_is_checked, module_is_missed, module_of_others_is_left,
             lost_file_is_told]
    try:
        trial = Trial(program, root, folder)
        code, _, err = trial.run("index", trial.data)
        if code != 0:
            sys.exit(err)
        print(f"1..{len(tests)}")
        for number, test in enumerate(tests, 1):
            wrong = test(trial)
            failed += wrong is not None
            print("not ok" if wrong else "ok", number, test.__name__)
            for line in (wrong or "").splitlines():
                print("#", line)
    finally:
        shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
