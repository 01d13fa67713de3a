# SPDX-License-Identifier: LGPL-3.0-or-later
"""The engines that are measured: how each is built, fills and is asked."""
import pathlib
import shutil

from measure import Failed, disk, first_line, remove, run

HERE = pathlib.Path(__file__).resolve().parent.parent / "peers"
# The dependency plugin: the jars of pom.xml to a folder, nothing else.
MAVEN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:" \
    "copy-dependencies"


class Peer:
    """name stands in tables; where() is what it fills for a corpus."""
    name = ""
    family = ""     # one build for several of them
    slow = False    # on the smallest corpus only
    column = ""     # of the queries' table; none: no queries

    def __init__(self, bench):
        self.bench = bench
        self.cache = bench.folder / "peers"
        self.cache.mkdir(exist_ok=True)

    def build(self):
        """Raises Failed where something is missing."""

    def version(self):
        return ""

    def where(self, corpus):
        return self.bench.folder / f"db-{self.name.replace(' ', '-')}" \
            f"-{corpus.path.stem}"

    def index(self, corpus, core=None):
        """One whole run: process start to the end of the last commit."""
        where = self.where(corpus)
        remove(where)
        used = run(self.index_words(corpus.path, where), core=core,
                   want=self.want)
        used.disk = disk(where)
        return used

    want = (0,)

    def index_words(self, corpus, where):
        raise NotImplementedError

    def query_words(self, where, queries):
        raise NotImplementedError

    def drop(self, corpus):
        remove(self.where(corpus))
        remove(self.note(corpus))

    def note(self, corpus):
        where = self.where(corpus)
        return where.with_name("by-" + where.name)

    def stamp(self):
        """What made an index; another one is not asked instead."""
        return self.version()

    def ensure(self, corpus):
        """What index() fills, made unless it is there."""
        where, note = self.where(corpus), self.note(corpus)
        if not (where.exists() and note.exists()
                and note.read_text() == self.stamp()):
            self.index(corpus)
            note.write_text(self.stamp())
        return where


class Pantau(Peer):
    family = "pantau"
    column = "pantau"

    def __init__(self, bench, name="pantau", jobs=0, program=None):
        super().__init__(bench)
        self.name, self.jobs = name, jobs
        self.program = program or bench.program

    def build(self):
        if not self.program.exists():
            raise Failed(f"there is no {self.program}")

    def where(self, corpus):
        return super().where(corpus).with_suffix(".db")

    def stamp(self):
        return f"{self.program} {self.program.stat().st_mtime}"

    def index_words(self, corpus, where):
        jobs = ["--jobs", self.jobs] if self.jobs else []
        return [self.program, "--db", where, "--quiet", "index", *jobs, corpus]

    def query_words(self, where, queries):
        return [self.program.parents[1] / "tests/bench/query_speed", where,
                queries]


class Compiled(Peer):
    """One C++ file with its libraries."""
    libraries = ()

    def build(self):
        program = self.cache / self.family
        sources = [HERE / f"{self.family}.cc", HERE / "read.hh"]
        if program.exists() and program.stat().st_mtime > max(
                one.stat().st_mtime for one in sources):
            return
        if shutil.which("g++") is None:
            raise Failed("there is no g++")
        run(["g++", "-std=c++17", "-O2", sources[0], "-o", program,
             *[f"-l{one}" for one in (*self.libraries, "simdjson")]])

    def index_words(self, corpus, where):
        return [self.cache / self.family, "index", corpus, where]

    def query_words(self, where, queries):
        return [self.cache / self.family, "query", where, queries]


class Fts5(Compiled):
    name, family, column = "FTS5 stock", "fts5", "fts5"
    libraries = ("sqlite3",)

    def where(self, corpus):
        return super().where(corpus).with_suffix(".db")

    def version(self):
        return first_line(["sqlite3", "--version"])


class Xapian(Compiled):
    name, family, column = "Xapian", "xapian", "xapian"
    libraries = ("xapian",)
    slow = True

    def version(self):
        return first_line(["xapian-config", "--version"])


class Lucene(Peer):
    family = column = "lucene"

    def __init__(self, bench, threads, how="stored"):
        super().__init__(bench)
        self.threads, self.how = threads, how
        self.name = f"Lucene {threads}T" + {
            "stored": "", "plain": " no text", "sorted": " sorted"}[how]
        self.lib = self.cache / "lucene" / "lib"
        self.classes = self.cache / "lucene" / "classes"

    def build(self):
        for program in ("java", "javac", "mvn"):
            if shutil.which(program) is None:
                raise Failed(f"there is no {program}")
        pom = HERE / "lucene" / "pom.xml"
        if not list(self.lib.glob("lucene-core*")):
            run(["mvn", "-q", "-B", "-f", pom, MAVEN,
                 f"-DoutputDirectory={self.lib}"])
        run(["javac", "-nowarn", "-d", self.classes, "-cp", f"{self.lib}/*",
             *sorted((HERE / "lucene").glob("*.java"))])

    def version(self):
        jar = next(self.lib.glob("lucene-core*"), pathlib.Path("?"))
        return jar.stem.rpartition("-")[2]

    def java(self, *words):
        return ["java", "-Xmx2g", "-cp", f"{self.classes}:{self.lib}/*",
                *words]

    def index_words(self, corpus, where):
        return self.java("Index", corpus, where, self.threads, self.how)

    def query_words(self, where, queries):
        return self.java("Query", where, queries)


class Tantivy(Peer):
    family = column = "tantivy"

    def __init__(self, bench, threads):
        super().__init__(bench)
        self.threads = threads
        self.name = f"tantivy {threads}T"
        self.source = self.cache / "tantivy"
        self.program = self.source / "target/release/tantivy-peer"

    def build(self):
        if shutil.which("cargo") is None:
            raise Failed("there is no cargo")
        self.source.mkdir(exist_ok=True)
        for one in (HERE / "tantivy").iterdir():
            to = self.source / one.name
            if not to.exists() or to.read_bytes() != one.read_bytes():
                shutil.copyfile(one, to)
        run(["cargo", "build", "-q", "--release"], cwd=self.source)

    def version(self):
        return first_line(["cargo", "tree", "-q", "--depth", "1",
                           "--manifest-path", str(self.source / "Cargo.toml")],
                          r"tantivy v(\d+(?:\.\d+)+)")

    def index_words(self, corpus, where):
        return [self.program, "index", corpus, where, self.threads]

    def query_words(self, where, queries):
        return [self.program, "query", where, queries]


class PostgreSql(Peer):
    name, family, column = "PostgreSQL", "postgresql", "postgresql"
    slow = True

    def build(self):
        if not list(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres")):
            raise Failed("there is no PostgreSQL server")

    def version(self):
        return first_line(["psql", "--version"])

    def index_words(self, corpus, where):
        return ["python3", HERE / "postgresql.py", "index", corpus, where]

    def query_words(self, where, queries):
        return ["python3", HERE / "postgresql.py", "query", where, queries]


def everybody(bench):
    """All, in the order of a round."""
    out = [Pantau(bench)]
    if bench.before:
        out.append(Pantau(bench, "pantau before", program=bench.before))
    out += [Lucene(bench, 1), Lucene(bench, 2), Fts5(bench),
            Tantivy(bench, 1), Tantivy(bench, 2), Lucene(bench, 1, "plain"),
            Lucene(bench, 2, "plain"), Lucene(bench, 1, "sorted"),
            Xapian(bench), PostgreSql(bench)]
    return out
