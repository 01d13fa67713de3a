#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Compares the manual with what the program says: manual.py PROGRAM ROOT

Every command of 'pantau help' must stand in the synopsis of a page, and every
option of 'pantau help COMMAND' be described there (options of all commands: in
pantau.1). The other way round, a page must describe no option that its
commands do not have, and no page may be missing from the build.
"""
import pathlib
import re
import subprocess
import sys


def ask(program, *words):
    done = subprocess.run([program, "help", *words, "--lang", "en"],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"'pantau help {' '.join(words)}' ended with "
                 f"{done.returncode}\n{done.stderr}")
    return done.stdout


def commands(program):
    return re.findall(r"^  ([a-z]+(?: [a-z]+)?) {2,}\S", ask(program), re.M)


def options(program, command):
    """The command's own options and those of every command."""
    own, _, common = ask(program, *command.split()).partition(
        "\noptions of every command\n")
    found = [set(re.findall(r"^  --([a-z0-9-]+)", part, re.M))
             for part in (own, common)]
    if not found[1]:
        sys.exit(f"'pantau help {command}' shows no options; has its form "
                 "changed?")
    return found


class Page:
    def __init__(self, path):
        self.name = path.name.removesuffix(".scd")
        self.text = path.read_text(encoding="utf-8")
        synopsis = re.search(r"^# SYNOPSIS\n(.*?)^# ", self.text, re.M | re.S)
        self.synopsis = synopsis[1] if synopsis else ""
        # A line of its own with an indented text; elsewhere it is mentioned.
        self.described = set(re.findall(
            r"\n\n\*--([a-z0-9-]+)\*[^\n]*\n(?=\t)", self.text))

    def has(self, command):
        return re.search(rf"^\*pantau {command}\*", self.synopsis, re.M)


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    folder = root / "docs" / "man"
    pages = [Page(path) for path in sorted(folder.glob("*.scd"))]
    wrong = []
    known = {page.name: set() for page in pages}
    names = commands(program)
    if len(names) < 10:
        sys.exit(f"'pantau help' lists {len(names)} commands; has its form "
                 "changed?")
    common = set()
    for command in names:
        own, common = options(program, command)
        fitting = [page for page in pages if page.has(command)]
        if not fitting:
            wrong.append(f"no page has '*pantau {command}*' in its synopsis")
        for page in fitting:
            known[page.name] |= own
            wrong += [f"{page.name}: --{option} of '{command}' is missing"
                      for option in sorted(own - page.described)]
            if page.name != "pantau.1" and "*pantau*(1)" not in page.text:
                wrong.append(f"{page.name}: does not point to pantau(1), "
                             "which has the options of every command")
    known["pantau.1"] |= common
    for page in pages:
        if page.name == "pantau.1":
            wrong += [f"pantau.1: --{option} is missing"
                      for option in sorted(common - page.described)]
        wrong += [f"{page.name}: --{option} is described, but there is none"
                  for option in sorted(page.described - known[page.name])]
    build = (folder / "meson.build").read_text(encoding="utf-8")
    wrong += [f"docs/man/meson.build does not name {page.name}"
              for page in pages if f"  '{page.name}',\n" not in build]
    for line in wrong:
        print(line)
    print(f"{len(names)} commands, {len(pages)} pages, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
