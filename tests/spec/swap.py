#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Tone must not depend on names: swap.py PROGRAM LEXICONS TEMPLATES FILLERS

Fills every template with every filler of its slot. Fails when 1 % or more of
the texts have another label than most texts of their template, and prints
which."""
import collections
import os
import subprocess
import sys

MOST = 0.01


def read(path):
    """The rows behind the header, without comments."""
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file
                if line.strip() and not line.startswith("#")]
    return rows[1:]


def label(program, lexicons, texts):
    done = subprocess.run(
        [program, "analyse", "--plain", "--labels", "--lexicons", lexicons],
        input="".join(text + "\n" for text in texts), text=True,
        stdout=subprocess.PIPE, check=True,
        env=dict(os.environ, LC_ALL="C.UTF-8"))
    labels = done.stdout.splitlines()
    if len(labels) != len(texts):
        sys.exit(f"{len(texts)} texts, {len(labels)} labels")
    return labels


def main():
    program, lexicons, templates, fillers = sys.argv[1:]
    names = collections.defaultdict(list)
    for slot, filler in read(fillers):
        names[slot].append(filler)
    pairs = []
    for template, slot in read(templates):
        if template.count("{" + slot + "}") != 1 or len(names[slot]) < 2:
            sys.exit(f"no slot or no fillers: {template}")
        pairs += [(template, slot, name) for name in names[slot]]
    labels = label(program, lexicons, [
        template.replace("{" + slot + "}", name)
        for template, slot, name in pairs])
    found = collections.defaultdict(collections.Counter)
    for (template, _, _), given in zip(pairs, labels):
        found[template][given] += 1
    flips = 0
    for (template, _, name), given in zip(pairs, labels):
        usual = found[template].most_common(1)[0][0]
        if given != usual:
            flips += 1
            print(f"{name}: {given}, others {usual}: {template}")
    print(f"{flips} of {len(pairs)} texts ({100 * flips / len(pairs):.2f} %) "
          f"change label with the name; {len(found)} templates")
    return 0 if pairs and flips < MOST * len(pairs) else 1


if __name__ == "__main__":
    sys.exit(main())
