/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The tables, and the check of their version.
 *
 * doc is narrow, so that rescoring and scans touch no text; body holds what
 * only a shown item needs. fts is an external-content table over the view
 * packed: what is bound on insert is a worker's packed stream, and pantau_pack
 * makes the same from the stored text for 'delete' and the integrity check.
 * columnsize=0: lengths stand in our own column.
 */

#include "base/error.h"
#include "store/store_parts.h"

/* One row for each label that was ever given (label.h). signed: by whom; text:
 * hash of title and text as they were then. */
#define SQL_LABELS \
	"CREATE TABLE IF NOT EXISTS label(doc INTEGER NOT NULL," \
	"  field TEXT NOT NULL, time INTEGER NOT NULL, n INTEGER NOT NULL," \
	"  value INTEGER NOT NULL, signed TEXT NOT NULL," \
	"  reason TEXT NOT NULL, text INTEGER NOT NULL," \
	"  PRIMARY KEY(doc, field, time, n)) WITHOUT ROWID;"

/* Stories (story.h): runs of their engine, its head as number 0; and edges to
 * what a story became part of. */
#define SQL_STORIES \
	"CREATE TABLE IF NOT EXISTS story_run(number INTEGER PRIMARY KEY," \
	"  bytes BLOB NOT NULL);" \
	"CREATE TABLE IF NOT EXISTS story_parent(story INTEGER PRIMARY KEY," \
	"  parent INTEGER NOT NULL, time INTEGER NOT NULL);"

/*
 * Debunks (debunk.h), with an index of their own over the view of their packed
 * texts; time is the date, or where there is none when it was added. The
 * compiled archive in parts, which no limit on values concerns; and which item
 * repeats which. Made with the first debunk: most archives have none.
 */
#define SQL_DEBUNKS \
	"CREATE TABLE IF NOT EXISTS debunk(id INTEGER PRIMARY KEY," \
	"  time INTEGER NOT NULL, url_key BLOB, text_key BLOB NOT NULL," \
	"  date INTEGER, zone INTEGER, has_time INTEGER," \
	"  added INTEGER NOT NULL, input TEXT NOT NULL," \
	"  line INTEGER NOT NULL, verdict TEXT NOT NULL," \
	"  url TEXT NOT NULL, publisher TEXT NOT NULL," \
	"  title TEXT NOT NULL, claim TEXT NOT NULL, body TEXT NOT NULL);" \
	"CREATE INDEX IF NOT EXISTS debunk_url ON debunk(url_key)" \
	"  WHERE url_key IS NOT NULL;" \
	"CREATE INDEX IF NOT EXISTS debunk_text ON debunk(text_key);" \
	"CREATE INDEX IF NOT EXISTS debunk_time ON debunk(time);" \
	"CREATE VIEW IF NOT EXISTS debunk_packed AS SELECT id," \
	"  pantau_pack(title) AS title, pantau_pack(claim) AS claim," \
	"  pantau_pack(body) AS body FROM debunk;" \
	"CREATE VIRTUAL TABLE IF NOT EXISTS debunk_fts USING fts5(title," \
	"  claim, body, content='debunk_packed', content_rowid='id'," \
	"  tokenize='pantau');" \
	"CREATE TABLE IF NOT EXISTS claim_archive(part INTEGER PRIMARY KEY," \
	"  bytes BLOB NOT NULL);" \
	"CREATE TABLE IF NOT EXISTS claim(doc INTEGER NOT NULL," \
	"  debunk INTEGER NOT NULL, kind INTEGER NOT NULL," \
	"  containment INTEGER NOT NULL, shared INTEGER NOT NULL," \
	"  denies INTEGER NOT NULL, PRIMARY KEY(doc, debunk)) WITHOUT ROWID;" \
	"CREATE INDEX IF NOT EXISTS claim_debunk ON claim(debunk, denies);"

static const char tables[] =
	"CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
	"CREATE TABLE image(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
	"CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
	"CREATE INDEX source_nocase ON source(name COLLATE NOCASE);"
	"CREATE TABLE language(id INTEGER PRIMARY KEY,"
	"  name TEXT NOT NULL UNIQUE);"
	"CREATE TABLE region(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
	/* handle for public ones, mac (HMAC-SHA-256) for the others. */
	"CREATE TABLE account(id INTEGER PRIMARY KEY, handle TEXT UNIQUE,"
	"  name TEXT, mac BLOB UNIQUE);"
	"CREATE TABLE public_account(handle TEXT PRIMARY KEY) WITHOUT ROWID;"
	"CREATE TABLE input(id INTEGER PRIMARY KEY, path TEXT NOT NULL,"
	"  format TEXT NOT NULL, hash BLOB, records INTEGER);"
	"CREATE TABLE doc(id INTEGER PRIMARY KEY, key BLOB NOT NULL,"
	"  content BLOB NOT NULL, fields INTEGER NOT NULL,"
	"  source INTEGER NOT NULL, ext_id TEXT, kind INTEGER NOT NULL,"
	"  account INTEGER NOT NULL, published INTEGER, zone INTEGER,"
	"  has_time INTEGER, language INTEGER NOT NULL,"
	"  region INTEGER NOT NULL, likes INTEGER, shares INTEGER,"
	"  comments INTEGER, views INTEGER, owned INTEGER NOT NULL,"
	"  positions INTEGER NOT NULL, tone INTEGER NOT NULL,"
	/* Ten-thousandths, what is left is neutral; NULL where not assessed. */
	"  title_tone INTEGER NOT NULL, negative INTEGER, positive INTEGER,"
	"  hoax INTEGER NOT NULL, hoax_groups INTEGER NOT NULL,"
	"  contradiction INTEGER NOT NULL, input INTEGER NOT NULL,"
	"  record INTEGER NOT NULL, line INTEGER);" /* line: NULL like record */
	/* Instead of an index on key: see key_index.h. */
	"CREATE TABLE key_leaf(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
	"CREATE TABLE key_tail(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
	/* text is a BLOB where it is compressed: see body.h. */
	"CREATE TABLE dictionary(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
	"CREATE TABLE body(id INTEGER PRIMARY KEY, title TEXT, text TEXT,"
	"  url TEXT, parent TEXT, published_raw TEXT);"
	"CREATE TABLE chunk(id INTEGER PRIMARY KEY, least INTEGER NOT NULL,"
	"  greatest INTEGER NOT NULL);"
	/* id = chunk * 16 + column */
	"CREATE TABLE chunk_column(id INTEGER PRIMARY KEY,"
	"  bytes BLOB NOT NULL);"
	"CREATE TABLE audit(id INTEGER PRIMARY KEY AUTOINCREMENT,"
	"  time INTEGER NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL);"
	SQL_LABELS
	SQL_STORIES
	"CREATE VIEW packed AS SELECT id, pantau_pack(text) AS text,"
	"  pantau_pack(title) AS title FROM body;"
	/* text first: the positions of a later column take two bytes more. */
	"CREATE VIRTUAL TABLE fts USING fts5(text, title, content='packed',"
	"  content_rowid='id', tokenize='pantau', detail=full, columnsize=0);"
	"CREATE VIRTUAL TABLE vocab USING fts5vocab(fts, row);"
	/* Measured with pages of 8192 bytes: fewer, larger leaves. */
	"INSERT INTO fts(fts, rank) VALUES('pgsz', 8000);"
	/* Eight segments of a level become one of the next. Should others
	 * write through FTS5, no commit of theirs merges for seconds. */
	"INSERT INTO fts(fts, rank) VALUES('usermerge', 8);"
	"INSERT INTO fts(fts, rank) VALUES('automerge', 8);"
	"INSERT INTO fts(fts, rank) VALUES('crisismerge', 64);"
	"INSERT INTO meta(name, value) VALUES('last_id', 0), ('key_turn', 0);";

static enum pantau_status user_version(struct store *store, int64_t *out,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "PRAGMA user_version",
			err);

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	}
	enum pantau_status status = PANTAU_OK;
	if (sqlite3_step(stmt) == SQLITE_ROW) {
		*out = sqlite3_column_int64(stmt, 0);
	} else {
		status = pantau_store_fail(store, err,
				"cannot read the database",
				"tidak dapat membaca basis data");
	}
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_schema_create(struct store *store,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_store_run(store,
			"PRAGMA application_id = 1886286945;"
			"PRAGMA user_version = 2", err);

	_Static_assert(PANTAU_APPLICATION_ID == 1886286945 &&
			PANTAU_SCHEMA_VERSION == 2, "the same numbers");
	return status == PANTAU_OK ? pantau_store_run(store, tables, err)
			: status;
}

enum pantau_status pantau_schema_labels(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_run(store, SQL_LABELS, err);
}

enum pantau_status pantau_schema_stories(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_run(store, SQL_STORIES, err);
}

enum pantau_status pantau_schema_debunks(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_run(store, SQL_DEBUNKS, err);
}

enum pantau_status pantau_schema_has(struct store *store, const char *table,
		bool *has, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT 1 FROM "
			"sqlite_schema WHERE type = 'table' AND name = ?1", err);
	int code = SQLITE_ERROR;

	*has = false;
	if (stmt != NULL) {
		sqlite3_bind_text(stmt, 1, table, -1, SQLITE_STATIC);
		code = sqlite3_step(stmt);
		*has = code == SQLITE_ROW;
	}
	enum pantau_status status = *has || code == SQLITE_DONE ? PANTAU_OK
			: pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_schema_accept(struct store *store,
		struct pantau_error *err)
{
	int64_t version = 0;
	enum pantau_status status = user_version(store, &version, err);

	if (status != PANTAU_OK) {
		return status;
	}
	if (version > PANTAU_SCHEMA_VERSION) {
		return pantau_fail(err, PANTAU_NEWER, PANTAU_T(err,
				"'%s' was written by a newer pantau (schema %lld, "
				"this one knows %d); update pantau",
				"'%s' ditulis oleh pantau yang lebih baru (skema %lld, "
				"versi ini mengenal %d); perbarui pantau"),
				store->path, (long long)version,
				PANTAU_SCHEMA_VERSION);
	}
	if (version < 1) {
		return pantau_fail(err, PANTAU_DAMAGED, PANTAU_T(err,
				"'%s' has no schema version; restore a backup",
				"'%s' tidak memiliki versi skema; pulihkan cadangan"),
				store->path);
	}
	return version == PANTAU_SCHEMA_VERSION ? PANTAU_OK
			: pantau_fail(err, PANTAU_STALE, PANTAU_T(err,
			"'%s' was written by an early pantau (schema %lld), whose "
			"index this one does not read; index the collected files "
			"again into a new database",
			"'%s' ditulis oleh pantau versi awal (skema %lld) yang "
			"indeksnya tidak dibaca versi ini; indeks ulang berkas yang "
			"terkumpul ke basis data baru"), store->path,
			(long long)version);
}
