# SPDX-License-Identifier: LGPL-3.0-or-later
"""Where pantau's time goes: perf's samples by room, file and function."""
import bisect
import collections
import pathlib
import re
import shutil
import subprocess

from measure import Failed, remove, run as run_words, table, title
from peers import Pantau

SAMPLE = re.compile(r"^\s*([0-9a-f]+)\s+\((.*)\)\s*$")
MAPPED = re.compile(r"MMAP2? .*\[0x([0-9a-f]+)\(0x([0-9a-f]+)\) @ "
                    r"(0x[0-9a-f]+|0) .*\]: r-xp (\S+)")


def plain(name):
    """Without what the compiler adds to parts of a function."""
    return name.partition(".")[0]


class Symbols:
    """Functions of a program by address, with the file that each is of."""

    def __init__(self, program, archive):
        self.of_global, self.of_local = {}, collections.defaultdict(set)
        self.read_archive(archive)
        self.start, self.end, self.name = [], [], []
        found = sorted(self.read_program(program))
        for start, size, file, function in found:
            self.start.append(start)
            self.end.append(start + size)
            self.name.append((file, function))

    def read_archive(self, archive):
        """Members are named room_file.c.o."""
        out = run_words(["nm", "-A", "--defined-only", archive]).out
        for line in out.splitlines():
            place, _, rest = line.rpartition(":")
            member = place.rpartition(":")[2]
            kind, name = rest.split()[1:3]
            if kind == "T":
                self.of_global[name] = member
            elif kind == "t":
                self.of_local[member].add(name)

    def read_program(self, program):
        file, block = "", []
        out = run_words(["readelf", "-Ws", program]).out
        for line in out.splitlines():
            part = line.split()
            if len(part) < 8 or not part[0].endswith(":"):
                continue
            if part[3] == "FILE":
                yield from self.local(file, block)
                file, block = part[7], []
            elif part[3] == "FUNC" and part[6] != "UND":
                row = (int(part[1], 16), int(part[2], 0), part[7])
                if part[4] == "LOCAL":
                    block.append(row)
                else:
                    yield row[0], row[1], \
                        self.of_global.get(row[2], "cli_"), row[2]
        yield from self.local(file, block)

    def local(self, file, block):
        """The member of that base name that has these functions; what is
        hidden stands among them as well, but its name is its own."""
        names = {plain(row[2]) for row in block} - self.of_global.keys()
        fit = [member for member in self.of_local
               if member.endswith("_" + file + ".o")]
        fit.sort(key=lambda one: len(names - self.of_local[one]))
        for start, size, name in block:
            member = self.of_global.get(plain(name)) \
                or (fit[0] if fit else "cli_" + file)
            yield start, size, member, name

    def find(self, address):
        at = bisect.bisect_right(self.start, address) - 1
        if at >= 0 and address < max(self.end[at], self.start[at] + 1):
            return self.name[at]
        return "cli_", "?"


def place(member):
    """('text', 'segment_fast.c') of 'text_segment_fast.c.o'."""
    room, mark, file = member.removesuffix(".o").partition("_")
    return (room, file) if mark else ("whole flow", room)


def samples(program, data):
    """(address in the program or None, name of the object)."""
    script = subprocess.Popen(
        ["perf", "script", "-i", str(data), "-F", "ip,dso",
         "--show-mmap-events"], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True)
    start = offset = 0
    for line in script.stdout:
        mapped = MAPPED.search(line)
        if mapped and mapped.group(4) == str(program):
            start = int(mapped.group(1), 16)
            offset = int(mapped.group(3), 16)
            continue
        one = SAMPLE.match(line)
        if one and one.group(2) == str(program):
            yield int(one.group(1), 16) - start + offset, "pantau"
        elif one:
            yield None, pathlib.Path(one.group(2)).name
    script.wait()


def library(name):
    if name.startswith("[") or "kernel" in name or name.endswith(".ko"):
        return "kernel"
    return re.sub(r"[-.](so|\d).*", "", name)


def show(what, program, archive, data):
    symbols = Symbols(program, archive)
    rooms, functions = collections.Counter(), collections.Counter()
    files = collections.Counter()
    for address, name in samples(program, data):
        if address is None:
            rooms[library(name)] += 1
            continue
        member, function = symbols.find(address)
        room, file = place(member)
        rooms[room + "/"] += 1
        files[f"{room}/{file}"] += 1
        functions[f"{room}/{file}: {function}"] += 1
    total = sum(rooms.values())
    if total == 0:
        raise Failed("perf took no samples")
    title(f"Profile: {what} ({total:,} samples)")
    most = [[f"{name} {n * 100 / total:.1f}" for name, n in
             counter.most_common(24)] for counter in (rooms, files, functions)]
    rows = [[column[i] if i < len(column) else "" for column in most]
            for i in range(max(map(len, most)))]
    table(["room or library, %", "file, %", "function, %"], rows)


def record(data, words):
    run_words(["perf", "record", "-q", "-F", "499", "-o", data, "--", *words])


def run(bench):
    if shutil.which("perf") is None:
        raise Failed("there is no perf, so no profile")
    archive = bench.build / "engine/libpantau.a"
    data = bench.folder / "perf.data"
    corpus = bench.corpora.get("100")
    peer = Pantau(bench)
    where = peer.where(corpus)
    remove(where)
    try:
        record(data, peer.index_words(corpus.path, where))
        show("index of 100 MB, default jobs", bench.program, archive, data)
        queries = bench.folder / "queries.tsv"
        if not queries.exists():
            return
        asker = bench.build / "tests/bench/query_speed"
        for operation in ("newest", "bm25", "day"):
            record(data, [asker, where, queries, operation])
            show(f"query, {operation}, all queries", asker, archive, data)
    finally:
        remove(where)
        remove(data)
