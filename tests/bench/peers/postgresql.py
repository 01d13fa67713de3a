# SPDX-License-Identifier: LGPL-3.0-or-later
"""PostgreSQL with its 'indonesian' configuration and a GIN index, in a
cluster of its own on a socket of its own, run as the user postgres:

    postgresql.py index CORPUS FOLDER
    postgresql.py query FOLDER QUERIES   lines: name, operation, matches, us
"""
import csv
import datetime
import json
import os
import pathlib
import pwd
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

BIN = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
# Two cores, 24 GiB: what a guide would say for a desk of this size.
SETTINGS = {"shared_buffers": "2GB", "maintenance_work_mem": "512MB",
            "work_mem": "256MB", "max_wal_size": "8GB", "jit": "off",
            "listen_addresses": "", "autovacuum": "off"}
MATCH = "from docs where tsv @@ to_tsquery('indonesian', $1)"
RANGE = " and time >= $2 and time < $3"
OPERATIONS = {
    "newest": f"select id {MATCH} order by time desc limit 20",
    "newest in range": f"select id {MATCH}{RANGE} order by time desc limit 20",
    "bm25": f"select id {MATCH} order by ts_rank(tsv, "
            "to_tsquery('indonesian', $1)) desc limit 20",
    "count": f"select count(*) {MATCH}",
    "day": f"select day, count(*) {MATCH} group by day",
    "source": f"select source, count(*) {MATCH} group by source",
    "tone": f"select tone, count(*) {MATCH} group by tone",
}


class Cluster:
    """Runs a server on a folder while the block lasts."""

    def __init__(self, folder, new):
        self.folder, self.new = pathlib.Path(folder).resolve(), new
        self.user = "postgres" if os.getuid() == 0 else None
        self.socket = tempfile.mkdtemp(prefix="pantau-pg-")

    def own(self, path):
        if self.user:
            who = pwd.getpwnam(self.user)
            os.chown(path, who.pw_uid, who.pw_gid)

    def start(self, words, **more):
        return subprocess.Popen([str(word) for word in words], user=self.user,
                                group=self.user, cwd="/",
                                extra_groups=[] if self.user else None,
                                stdout=subprocess.DEVNULL, **more)

    def __enter__(self):
        self.own(self.socket)
        if self.new:
            self.folder.mkdir()
            self.own(self.folder)
            made = self.start([BIN / "initdb", "-D", self.folder, "-E", "UTF8",
                               "--locale", "C.UTF-8", "-A", "trust",
                               "--no-sync"])
            if made.wait() != 0:
                sys.exit("postgresql: initdb failed")
        set_ = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        self.server = self.start([BIN / "postgres", "-D", self.folder, "-k",
                                  self.socket, *set_],
                                 stderr=subprocess.DEVNULL)
        for _ in range(300):
            if subprocess.run([BIN / "pg_isready", "-q", "-h", self.socket],
                              check=False).returncode == 0:
                return self
            time.sleep(0.1)
        self.__exit__()
        sys.exit("postgresql: the server does not answer")

    def __exit__(self, *_):
        self.server.send_signal(signal.SIGINT)
        self.server.wait()
        shutil.rmtree(self.socket, ignore_errors=True)

    def psql(self, **more):
        return subprocess.Popen(
            ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.socket,
             "-U", self.user or os.environ.get("USER", "postgres"), "-d",
             "postgres", "-At"], text=True, **more)


def rows(corpus):
    with open(corpus, encoding="utf-8") as lines:
        for i, line in enumerate(lines, 1):
            row = json.loads(line)
            at = int(datetime.datetime.fromisoformat(
                row["published"].replace("Z", "+00:00")).timestamp())
            tone = (int(row["id"][1:]) * 2654435761 >> 7) & 3
            yield [i, at, at // 86400, row["source"], tone,
                   row.get("title", ""), row["text"].replace("\0", "")]


def index(corpus, folder):
    with Cluster(folder, True) as cluster:
        psql = cluster.psql(stdin=subprocess.PIPE)
        put = psql.stdin
        put.write("create table docs(id int primary key, time bigint, day int,"
                  " source text, tone int, title text, text text, tsv tsvector"
                  " generated always as (to_tsvector('indonesian', title || ' '"
                  " || text)) stored);\ncopy docs(id, time, day, source, tone,"
                  " title, text) from stdin csv;\n")
        csv.writer(put, lineterminator="\n").writerows(rows(corpus))
        put.write("\\.\ncreate index on docs using gin(tsv);\n"
                  "create index on docs(time);\nanalyze docs;\ncheckpoint;\n")
        put.close()
        return psql.wait()


class Asking:
    """One psql that answers prepared statements, timed by itself."""

    def __init__(self, cluster):
        self.psql = cluster.psql(stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE)
        self.tell("\\timing on\n")
        self.tell("\\set QUIET on\n")
        for name, sql in OPERATIONS.items():
            types = "text, bigint, bigint" if "$2" in sql else "text"
            self.tell(f"prepare \"{name}\"({types}) as {sql};\n")

    def tell(self, text):
        self.psql.stdin.write(text)

    def ask(self, name, arguments):
        """Rows and milliseconds."""
        self.tell(f"execute \"{name}\"({arguments});\n\\echo end\n")
        self.psql.stdin.flush()
        found, took = [], 0.0
        for line in self.psql.stdout:
            line = line.rstrip("\n")
            if line == "end":
                return found, took
            if line.startswith("Time:"):
                took = float(line.split()[1])
            else:
                found.append(line)
        sys.exit("postgresql: psql ended")


def query(folder, path):
    with Cluster(folder, False) as cluster, \
            open(path, encoding="utf-8") as table:
        asking = Asking(cluster)
        for row in csv.DictReader(table, delimiter="\t",
                                  quoting=csv.QUOTE_NONE):
            text = row["postgresql"]
            if text == "-":
                continue
            matches = asking.ask("count", f"'{text}'")[0][0]
            for name, sql in OPERATIONS.items():
                arguments = f"'{text}'"
                if "$2" in sql:
                    arguments += f", {row['since']}, {row['until']}"
                took = [asking.ask(name, arguments)[1]]
                while len(took) < 6 and sum(took) < 1000:
                    took.append(asking.ask(name, arguments)[1])
                print(row["name"], name, matches, "%.1f" % (
                    statistics.median(took[1:] or took) * 1e3), sep="\t")
        asking.psql.stdin.close()
        asking.psql.wait()


if __name__ == "__main__":
    sys.exit(index(*sys.argv[2:]) if sys.argv[1] == "index"
             else query(*sys.argv[2:]))
