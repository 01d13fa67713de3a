#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Size is a test: no hand-written C file over 600 lines, no function over 100.

usage: sizes.py SOURCE_ROOT. Needs universal-ctags; without it only files are
measured. There is no list of exceptions.
"""
import json
import pathlib
import shutil
import subprocess
import sys

FILE_LINES = 600
FUNCTION_LINES = 100
LINE_COLUMNS = 100


def columns(line):
    """Width of a line with tabs of 8."""
    width = 0
    for char in line:
        width += 8 - width % 8 if char == "\t" else 1
    return width


def functions(files):
    ctags = shutil.which("ctags")
    if ctags is None:
        print("ctags is not installed: functions are not measured")
        return
    done = subprocess.run(
        [ctags, "--output-format=json", "--kinds-C=f", "--kinds-C++=f",
         "--fields=+ne", "-f", "-", *map(str, files)],
        check=True, capture_output=True, text=True)
    for row in done.stdout.splitlines():
        tag = json.loads(row)
        if "end" in tag:
            yield tag["path"], tag["name"], tag["end"] - tag["line"] + 1


def main():
    root = pathlib.Path(sys.argv[1])
    files = sorted(
        path for folder in ("engine", "include", "tests")
        for path in (root / folder).rglob("*")
        if path.suffix in (".c", ".h", ".cc"))
    wrong = []
    for path in files:
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > FILE_LINES:
            wrong.append(f"{path}: {len(lines)} lines, at most {FILE_LINES}")
        for number, line in enumerate(lines, 1):
            if columns(line) > LINE_COLUMNS:
                wrong.append(f"{path}:{number}: {columns(line)} columns")
    engine = [path for path in files if "tests" not in path.parts]
    for path, name, length in functions(engine):
        if length > FUNCTION_LINES:
            wrong.append(f"{path}: {name}: {length} lines, "
                         f"at most {FUNCTION_LINES}")
    for line in wrong:
        print(line)
    print(f"{len(files)} files, {len(wrong)} too large")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main())
