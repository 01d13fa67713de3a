#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Runs what a README shows and compares:
readme.py [--accept] README PROGRAM ROOT

In a fenced block marked 'console', a line '$ COMMAND' is run in a scratch
folder that holds links to corpus/ and lexicons/, unless it begins with './';
the lines up to the next command are its output. '...' alone on a line stands
for any lines. --accept writes today's output where it differs, but leaves
outputs with '...' to people.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile


def blocks(lines):
    """(command, first line of its output, line behind that)"""
    shown, command, begin = False, None, 0
    for i, line in enumerate(lines):
        if command is not None and (line.startswith("$ ") or line == "```"):
            yield command, begin, i
            command = None
        if line.startswith("```"):
            shown = line == "```console"
        elif shown and line.startswith("$ "):
            command, begin = line[2:], i + 1


def fits(wanted, got):
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"[ ]*\n"
        for line in wanted)
    return re.fullmatch(pattern, "".join(line + "\n" for line in got))


def main():
    words = sys.argv[1:]
    accept = words[0] == "--accept"
    readme, program, root = map(pathlib.Path, words[accept:accept + 3])
    lines = readme.read_text(encoding="utf-8").splitlines()
    ran, wrong, out, copied = 0, 0, [], 0
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("corpus", "lexicons"):
            os.symlink(root.resolve() / name, pathlib.Path(scratch) / name)
        os.symlink(program.resolve(), pathlib.Path(scratch) / "pantau")
        env = dict(os.environ, PATH=scratch + ":" + os.environ["PATH"],
                   PANTAU_DB=scratch + "/isu.db", LC_ALL="C.UTF-8",
                   XDG_CACHE_HOME=scratch + "/cache", TERM="dumb",
                   PANTAU_LEXICONS=str(root.resolve() / "lexicons"))
        for command, begin, end in blocks(lines):
            if command.startswith("./"):
                continue
            done = subprocess.run(
                ["sh", "-c", command], cwd=scratch, env=env, text=True,
                stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
            ran += 1
            wanted = [line.rstrip() for line in lines[begin:end]]
            got = [line.rstrip() for line in done.stdout.splitlines()]
            if fits(wanted, got):
                continue
            if accept and "..." not in wanted:
                out += lines[copied:begin] + got
                copied = end
                continue
            wrong += 1
            print(f"$ {command}\nwanted:\n" + "\n".join(wanted) +
                  "\ngot:\n" + "\n".join(got) + "\n" + done.stderr)
    if copied:
        out += lines[copied:]
        readme.write_text("\n".join(out) + "\n", encoding="utf-8")
    print(f"{ran} commands, {wrong} differ")
    return 1 if wrong or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
