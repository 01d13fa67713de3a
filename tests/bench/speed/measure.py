# SPDX-License-Identifier: LGPL-3.0-or-later
"""Runs programs and counts what they take; prints tables."""
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass


@dataclass
class Used:
    wall: float   # seconds, from start to exit
    cpu: float    # user and system, of all its threads and children
    peak: float   # MiB, of the greatest of its processes
    out: str
    disk: int = 0


class Failed(Exception):
    """A peer or a part that cannot go on; the rest does."""


def run(words, want=(0,), env=None, core=None, cwd=None):
    """Runs one command to its end; core: on that processor alone."""
    def pin():
        if core is not None:
            os.sched_setaffinity(0, {core})
    words = [str(word) for word in words]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        try:
            child = subprocess.Popen(
                words, env=dict(os.environ, LC_ALL="C.UTF-8", **(env or {})),
                stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                preexec_fn=pin, cwd=cwd)
        except OSError as error:
            raise Failed(f"{words[0]}: {error}") from error
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if child.returncode not in want:
            said = err.read().decode(errors="replace").strip()
            said = " ".join(said[:400].split())
            raise Failed(f"{' '.join(words[:4])} ...: "
                         f"exit {child.returncode}: {said}")
        return Used(wall, used.ru_utime + used.ru_stime,
                    used.ru_maxrss / 1024,
                    out.read().decode(errors="replace"))


def disk(path):
    """Bytes of a file and what lies beside it (-wal), or of a folder."""
    path = pathlib.Path(path)
    found = path.rglob("*") if path.is_dir() \
        else path.parent.glob(path.name + "*")
    return sum(p.stat().st_size for p in found if p.is_file())


def remove(path):
    path = pathlib.Path(path)
    if path.is_dir():
        shutil.rmtree(path)
        return
    for one in path.parent.glob(path.name + "*"):
        one.unlink()


def medians(runs):
    """One Used with the median of each figure."""
    def middle(name):
        return statistics.median(getattr(one, name) for one in runs)
    return Used(middle("wall"), middle("cpu"), middle("peak"), "",
                int(middle("disk")))


def quantile(values, q):
    """The least value that so many of them do not exceed."""
    values = sorted(values)
    return values[min(len(values) - 1, int(q * len(values)))]


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print(flush=True)


def title(text):
    print(f"\n### {text}\n", flush=True)


def say(text):
    """What is no result: a paragraph that names a gap."""
    print(f"\n_{text}_\n", flush=True)


def first_line(words, pattern=r"(\d+(?:\.\d+)+)"):
    try:
        done = subprocess.run(words, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True,
                              check=False)
    except OSError:
        return "missing"
    found = re.search(pattern, done.stdout)
    return found.group(1) if found else "?"


def machine(program):
    cpu = re.search(r"model name\s*:\s*(.*)",
                    pathlib.Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores "
          f"({cpu.group(1) if cpu else platform.machine()}), "
          f"{memory / 2**30:.0f} GiB, Linux {platform.release()}, load "
          f"{os.getloadavg()[0]:.1f} at the start. "
          f"pantau {first_line([program, 'version'])}, "
          f"SQLite {first_line(['sqlite3', '--version'])}, "
          f"gcc {first_line(['gcc', '--version'])}, "
          f"Java {first_line(['java', '-version'])}, "
          f"Xapian {first_line(['xapian-config', '--version'])}, "
          f"PostgreSQL {first_line(['psql', '--version'])}, "
          f"Rust {first_line(['rustc', '--version'])}.\n", flush=True)
