#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Walks the includes and fails on an arrow that points up (docs/DESIGN.md).

usage: arrows.py SOURCE_ROOT
"""
import pathlib
import re
import sys

# What each room may include besides itself.
MAY = {
    "base": set(),
    "lexicon": {"base"},
    "text": {"base", "lexicon"},
    "score": {"base", "lexicon", "text"},
    "similar": {"base", "lexicon", "text"},
    "tune": {"base", "lexicon", "text", "score", "similar"},
    "import": {"base"},
    "store": {"base", "lexicon", "text", "score", "similar", "import"},
    "search": {"base", "lexicon", "text", "score", "similar", "import",
               "store"},
    "pipeline": {"base", "lexicon", "text", "score", "similar", "import",
                 "store"},
    "cli": {"base", "lexicon", "text", "score", "similar", "tune", "import",
            "store", "search", "pipeline"},
}
# The public header of a room; error.h is everybody's.
PUBLIC = {"lexicon.h": "lexicon", "text.h": "text", "score.h": "score",
          "store.h": "store", "search.h": "search"}
# Only these may know SQL or SQLite.
SQLITE = {"store", "search", "cli"}
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.MULTILINE)


def room_of(path, engine):
    parts = path.relative_to(engine).parts
    return parts[0] if len(parts) > 1 else "pipeline"


def target_of(name):
    if name.startswith("pantau/"):
        return PUBLIC.get(name.removeprefix("pantau/"), "base")
    if name in ("pipeline.h", "batch.h", "gather.h", "identity.h", "key_log.h",
                "parcel.h"):
        return "pipeline"
    head = name.split("/")[0]
    return head if "/" in name and head in MAY else None


def main():
    engine = pathlib.Path(sys.argv[1]) / "engine"
    wrong, seen = [], 0
    for path in sorted(engine.rglob("*")):
        if path.suffix not in (".c", ".h", ".cc"):
            continue
        room = room_of(path, engine)
        if room not in MAY:
            wrong.append(f"{path}: room '{room}' is not in the table")
            continue
        for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            seen += 1
            target = target_of(name)
            if target not in (None, room) and target not in MAY[room]:
                wrong.append(f"{path}: {room} must not include {name}")
            if name == "sqlite3.h" and room not in SQLITE:
                wrong.append(f"{path}: {room} must not know SQLite")
    for line in wrong:
        print(line)
    print(f"{seen} includes, {len(wrong)} wrong")
    return 1 if wrong or seen == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
