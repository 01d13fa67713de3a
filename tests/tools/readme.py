#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Runs what the README shows and compares: readme.py README PROGRAM ROOT

In a fenced block marked 'console', a line '$ COMMAND' is run in a scratch
folder that holds links to corpus/ and lexicons/; the lines up to the next
command are its output. '...' alone on a line stands for any lines.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile


def blocks(text):
    for body in re.findall(r"^```console\n(.*?)^```", text, re.M | re.S):
        command, wanted = None, []
        for line in body.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, wanted
                command, wanted = line[2:], []
            elif command:
                wanted.append(line)
        if command:
            yield command, wanted


def fits(wanted, got):
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"[ ]*\n"
        for line in wanted)
    return re.fullmatch(pattern, "".join(line + "\n" for line in got))


def main():
    readme, program, root = map(pathlib.Path, sys.argv[1:4])
    ran = wrong = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("corpus", "lexicons"):
            os.symlink(root.resolve() / name, pathlib.Path(scratch) / name)
        os.symlink(program.resolve(), pathlib.Path(scratch) / "pantau")
        env = dict(os.environ, PATH=scratch + ":" + os.environ["PATH"],
                   PANTAU_DB=scratch + "/isu.db", LC_ALL="C.UTF-8",
                   XDG_CACHE_HOME=scratch + "/cache", TERM="dumb",
                   PANTAU_LEXICONS=str(root.resolve() / "lexicons"))
        for command, wanted in blocks(readme.read_text(encoding="utf-8")):
            if "pantau" not in command or command.startswith("./"):
                continue
            done = subprocess.run(
                ["sh", "-c", command], cwd=scratch, env=env, text=True,
                stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
            ran += 1
            got = [line.rstrip() for line in done.stdout.splitlines()]
            if not fits([line.rstrip() for line in wanted], got):
                wrong += 1
                print(f"$ {command}\nwanted:\n" + "\n".join(wanted) +
                      "\ngot:\n" + "\n".join(got) + "\n" + done.stderr)
    print(f"{ran} commands, {wrong} differ")
    return 1 if wrong or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
