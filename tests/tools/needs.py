#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""The program is linked to what every run needs, and to nothing else.

usage: needs.py PROGRAM

Libraries that only some runs need are opened late (engine/cli/late.h). A call
of a function that late_icu.c and late_import.h do not forward would bring its
library back onto the list, and with it a millisecond to every start: add the
function there.
"""
import shutil
import subprocess
import sys

LATE = ("libicu", "libstdc++", "libarchive", "libsimdjson", "libxml2")


def main():
    if shutil.which("readelf") is None:
        print("readelf is not there")
        return 77
    text = subprocess.run(["readelf", "--wide", "--dynamic", sys.argv[1]],
                          check=True, capture_output=True, text=True).stdout
    needed = [line.rpartition("[")[2].rstrip("]\n")
              for line in text.splitlines() if "(NEEDED)" in line]
    wrong = [name for name in needed if name.startswith(LATE)]
    print("linked to:", " ".join(needed))
    for name in wrong:
        print(f"{name} should be opened late")
    return 1 if wrong or not needed else 0


if __name__ == "__main__":
    sys.exit(main())
