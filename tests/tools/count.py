#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Adds up meson's test logs: count.py FAILED LOG... (FAILED 1: a build broke).

Prints 'N passed, N failed, N skipped' and exits 1 on any failure. No test at
all counts as a failure: a suite that runs nothing proves nothing.
"""
import json
import sys


def main():
    broken = int(sys.argv[1])
    passed = failed = skipped = 0
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as log:
            for line in log:
                result = json.loads(line)["result"]
                if result in ("OK", "EXPECTEDFAIL"):
                    passed += 1
                elif result == "SKIP":
                    skipped += 1
                else:
                    failed += 1
    if passed == 0 or (broken and failed == 0):
        failed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
