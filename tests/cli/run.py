#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Golden tests of the command line: run.py PROGRAM ROOT CASES [--accept]

A case is cases/NAME.sh, run by sh in a scratch folder of its own where
'pantau' is the program, corpus/ and lexicons/ are links, and isu.db (by
PANTAU_DB) is a copy of a database with the sample corpus in it. Beside it:

  NAME.stdout   what must come, byte for byte (none: nothing)
  NAME.stderr   likewise; a line '...' stands for any lines
  NAME.exit     the exit code (none: 0)

--accept writes what came as what must come: read the diff before committing.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

NOW = "2026-11-21T06:00+07:00"


def environment(scratch, root):
    env = {key: value for key, value in os.environ.items()
           if not key.startswith(("PANTAU_", "LC_", "LANG", "XDG_"))}
    env.update(PATH=f"{scratch}:{env['PATH']}", HOME=str(scratch),
               PANTAU_DB=str(scratch / "isu.db"), NOW=NOW, LC_ALL="C.UTF-8",
               PANTAU_LEXICONS=str(root / "lexicons"),
               XDG_CACHE_HOME=os.environ.get("XDG_CACHE_HOME",
                                             str(scratch / "cache")))
    return env


def folder(base, name, program, root):
    scratch = base / name
    scratch.mkdir()
    for link in ("corpus", "lexicons"):
        (scratch / link).symlink_to(root / link)
    (scratch / "pantau").symlink_to(program)
    return scratch


def read(path, default=""):
    if not path.exists():
        return default
    with open(path, encoding="utf-8", newline="") as text:
        return text.read()


def fits(wanted, got):
    if "..." not in wanted.splitlines():
        return wanted == got
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else
                      re.escape(line) + r"\n" for line in wanted.splitlines())
    return re.fullmatch(pattern, got) is not None


def run(case, scratch, root):
    done = subprocess.run(["sh", "-eu", str(case)], cwd=scratch,
                          env=environment(scratch, root),
                          stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=300)
    return (done.stdout.decode("utf-8", "backslashreplace"),
            done.stderr.decode("utf-8", "backslashreplace"), done.returncode)


def accept(case, out, err, code):
    for suffix, text in ((".stdout", out), (".stderr", err),
                         (".exit", f"{code}\n" if code else "")):
        path = case.with_suffix(suffix)
        if suffix == ".stderr" and "..." in read(path).splitlines():
            continue
        if text:
            path.write_text(text, encoding="utf-8")
        elif path.exists():
            path.unlink()


def compare(case, out, err, code):
    wrong = []
    for what, suffix, got in (("stdout", ".stdout", out),
                              ("stderr", ".stderr", err)):
        wanted = read(case.with_suffix(suffix))
        if not fits(wanted, got):
            wrong.append(f"{what} wanted:\n{wanted}{what} got:\n{got}")
    wanted = int(read(case.with_suffix(".exit"), "0"))
    if wanted != code:
        wrong.append(f"exit {code}, wanted {wanted}")
    return wrong


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    root = pathlib.Path(sys.argv[2]).resolve()
    cases = sorted(pathlib.Path(sys.argv[3]).resolve().glob("*.sh"))
    accepting = "--accept" in sys.argv
    number, failed = 0, 0
    print(f"1..{len(cases)}")
    with tempfile.TemporaryDirectory() as base:
        base = pathlib.Path(base)
        first = folder(base, "first", program, root)
        # Pseudonyms follow the key: a fixed one makes them comparable.
        key = first / "isu.db.key"
        key.write_text("0123456789abcdef" * 4 + "\n", encoding="utf-8")
        key.chmod(0o600)
        made = subprocess.run(
            [str(program), "--quiet", "index", "corpus/posts.ndjson",
             "corpus/news.ndjson", "corpus/aduan.csv", "corpus/naskah",
             "--dates", "day-first"],
            cwd=first, env=environment(first, root), capture_output=True)
        if made.returncode != 0:
            print("Bail out! the sample corpus was not indexed:",
                  made.stderr.decode())
            return 1
        for case in cases:
            number += 1
            scratch = folder(base, case.stem, program, root)
            for name in first.glob("isu.db*"):
                shutil.copy(name, scratch)
            out, err, code = run(case, scratch, root)
            if accepting:
                accept(case, out, err, code)
            wrong = compare(case, out, err, code)
            failed += bool(wrong)
            print("not ok" if wrong else "ok", number, case.stem)
            for line in "\n".join(wrong).splitlines():
                print("#", line)
            shutil.rmtree(scratch)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
