// SPDX-License-Identifier: LGPL-3.0-or-later
// SQLite FTS5 as it comes: unicode61, no setting touched, 'order by rank',
// facets by joins with a narrow table.
//   fts5 index CORPUS DB
//   fts5 query DB QUERIES    lines: name, operation, matches, median us

#include <cstdlib>
#include <cstring>

#include <sqlite3.h>

#include "read.hh"

static sqlite3 *db;

static void check(int code, int wanted)
{
	if (code != wanted) {
		std::fprintf(stderr, "fts5: %s\n", sqlite3_errmsg(db));
		std::exit(1);
	}
}

static void run(const char *sql)
{
	check(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK);
}

static sqlite3_stmt *prepare(const char *sql)
{
	sqlite3_stmt *out;
	check(sqlite3_prepare_v2(db, sql, -1, &out, nullptr), SQLITE_OK);
	return out;
}

static void put(sqlite3_stmt *to, int i, std::string_view text)
{
	check(sqlite3_bind_text(to, i, text.data(),
			static_cast<int>(text.size()), SQLITE_STATIC), SQLITE_OK);
}

static void step(sqlite3_stmt *one)
{
	check(sqlite3_step(one), SQLITE_DONE);
	check(sqlite3_reset(one), SQLITE_OK);
}

static void index(const char *corpus)
{
	run("pragma journal_mode = wal; pragma synchronous = normal;"
		"create table docs(id integer primary key, key text, author text,"
		" kind text, region text, title text, text text);"
		"create table meta(id integer primary key, time int, day int,"
		" source text, tone int);"
		"create virtual table fts using fts5(title, text, content = docs,"
		" content_rowid = id, tokenize = unicode61); begin");
	sqlite3_stmt *docs = prepare("insert into docs values(?,?,?,?,?,?,?)");
	sqlite3_stmt *meta = prepare("insert into meta values(?,?,?,?,?)");
	sqlite3_stmt *fts = prepare(
		"insert into fts(rowid, title, text) values(?,?,?)");
	int64_t id = 0;
	each_doc(corpus, [&](const doc &one) {
		id++;
		check(sqlite3_bind_int64(docs, 1, id), SQLITE_OK);
		put(docs, 2, one.id);
		put(docs, 3, one.author);
		put(docs, 4, one.kind);
		put(docs, 5, one.region);
		put(docs, 6, one.title);
		put(docs, 7, one.text);
		step(docs);
		check(sqlite3_bind_int64(meta, 1, id), SQLITE_OK);
		check(sqlite3_bind_int64(meta, 2, one.time), SQLITE_OK);
		check(sqlite3_bind_int64(meta, 3, one.day()), SQLITE_OK);
		put(meta, 4, one.source);
		check(sqlite3_bind_int64(meta, 5, one.tone()), SQLITE_OK);
		step(meta);
		check(sqlite3_bind_int64(fts, 1, id), SQLITE_OK);
		put(fts, 2, one.title);
		put(fts, 3, one.text);
		step(fts);
		if (id % 50000 == 0) {
			run("commit; begin");
		}
	});
	sqlite3_finalize(docs);
	sqlite3_finalize(meta);
	sqlite3_finalize(fts);
	run("commit; pragma wal_checkpoint(truncate)");
}

struct operation {
	const char *name, *sql;
	bool range;
};

static const operation operations[] = {
	{"newest", "select id from fts join meta on id = fts.rowid"
		" where fts match ?1 order by time desc limit 20", false},
	{"newest in range", "select id from fts join meta on id = fts.rowid"
		" where fts match ?1 and time >= ?2 and time < ?3"
		" order by time desc limit 20", true},
	{"bm25", "select rowid from fts where fts match ?1"
		" order by rank limit 20", false},
	{"count", "select count(*) from fts where fts match ?1", false},
	{"day", "select day, count(*) from fts join meta on id = fts.rowid"
		" where fts match ?1 group by day", false},
	{"source", "select source, count(*) from fts join meta on"
		" id = fts.rowid where fts match ?1 group by source", false},
	{"tone", "select tone, count(*) from fts join meta on id = fts.rowid"
		" where fts match ?1 group by tone", false},
	{"bm25 shown", "select fts.rowid, docs.title, docs.text from fts"
		" join docs on docs.id = fts.rowid where fts match ?1"
		" order by rank limit 20", false},
};

static int64_t run_query(sqlite3_stmt *one)
{
	int64_t first = 0;
	bool any = false;
	while (sqlite3_step(one) == SQLITE_ROW) {
		first = any ? first : sqlite3_column_int64(one, 0);
		any = true;
	}
	check(sqlite3_reset(one), SQLITE_OK);
	return first;
}

static void query(const char *path)
{
	run("pragma cache_size = -262144; pragma mmap_size = 4294967296");
	for (const row &ask : read_queries(path)) {
		const std::string &text = ask.at("fts5");
		if (text == "-") {
			continue;
		}
		uint64_t matches = 0;
		for (int pass = 0; pass < 2; pass++) {
			for (const operation &op : operations) {
				sqlite3_stmt *one = prepare(op.sql);
				put(one, 1, text);
				if (op.range) {
					sqlite3_bind_int64(one, 2,
						std::stoll(ask.at("since")));
					sqlite3_bind_int64(one, 3,
						std::stoll(ask.at("until")));
				}
				if (pass == 1) {
					time_it(ask.at("name"), op.name, matches,
						[&] { run_query(one); });
				} else if (std::strcmp(op.name, "count") == 0) {
					matches = static_cast<uint64_t>(
						run_query(one));
				}
				sqlite3_finalize(one);
			}
		}
	}
}

int main(int argc, char **argv)
{
	if (argc != 4) {
		return 2;
	}
	bool index_it = std::strcmp(argv[1], "index") == 0;
	check(sqlite3_open(argv[index_it ? 3 : 2], &db), SQLITE_OK);
	if (index_it) {
		index(argv[2]);
	} else {
		query(argv[3]);
	}
	check(sqlite3_close(db), SQLITE_OK);
}
