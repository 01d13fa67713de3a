/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* FTS5: its rows, its settings, and merging in bounded steps. */

#include "base/error.h"
#include "store/store_parts.h"

/* Pages of one step. A budget is not hard: small steps keep the WAL small. */
#define STEP_PAGES 500
#define FEW_SEGMENTS 16
#define ROW_STRUCTURE 10 /* row id of the structure record in fts_data */

static enum pantau_status command(struct store *store, const char *name,
		int64_t value, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"INSERT INTO fts(fts, rank) VALUES(?1, ?2)", err);

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot write the index",
				"tidak dapat menulis indeks");
	}
	pantau_bind_str(stmt, 1, str_of(name));
	sqlite3_bind_int64(stmt, 2, value);
	return pantau_stmt_done(store, stmt, err);
}

enum pantau_status pantau_fts_mode(struct store *store, enum write_mode mode,
		struct pantau_error *err)
{
	bool bulk = mode == WRITE_BULK;
	/* Bulk: nothing is merged on the way; one commit stalled for seconds
	 * with few crisis segments. A larger hash falls out of the cache. */
	enum pantau_status status = command(store, "automerge",
			bulk ? 0 : 8, err);

	if (status == PANTAU_OK) {
		status = command(store, "crisismerge", bulk ? 1900 : 64,
				err);
	}
	if (status == PANTAU_OK) {
		status = command(store, "hashsize", bulk ? 2 << 20
				: 1 << 20, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_store_run(store, bulk
				? "PRAGMA synchronous=NORMAL;"
				"PRAGMA wal_autocheckpoint=4000"
				: "PRAGMA synchronous=FULL;"
				"PRAGMA wal_autocheckpoint=1000", err);
	}
	return status;
}

/* SQLite's variable-length integers; false past the end. */
static bool varint(struct str s, size_t *at, uint64_t *out)
{
	*out = 0;
	for (int i = 0; i < 9 && *at < s.n; i++) {
		unsigned char byte = (unsigned char)s.p[(*at)++];
		if (i == 8) {
			*out = *out << 8 | byte;
			return true;
		}
		*out = *out << 7 | (byte & 0x7f);
		if ((byte & 0x80) == 0) {
			return true;
		}
	}
	return false;
}

/* The record: a cookie of 4 bytes, (in newer versions a mark of 4,) varints
 * for levels and segments. */
static bool parse_structure(struct str s, int64_t *segments)
{
	static const char mark[4] = {(char)0xff, 0, 0, 1};
	size_t at = 4;
	uint64_t levels, n;

	if (s.n >= 8 && memcmp(s.p + 4, mark, sizeof(mark)) == 0) {
		at = 8;
	}
	if (!varint(s, &at, &levels) || !varint(s, &at, &n) || n > 100000) {
		return false;
	}
	*segments = (int64_t)n;
	return true;
}

enum pantau_status pantau_fts_segments(struct store *store, int64_t *out,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT block FROM fts_data WHERE id = ?1", err);

	*out = 0;
	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot read the index",
				"tidak dapat membaca indeks");
	}
	sqlite3_bind_int64(stmt, 1, ROW_STRUCTURE);
	enum pantau_status status = PANTAU_OK;
	if (sqlite3_step(stmt) != SQLITE_ROW) {
		status = pantau_store_fail(store, err, "cannot read the index",
				"tidak dapat membaca indeks");
	} else if (!parse_structure(str_make(sqlite3_column_blob(stmt, 0),
			(size_t)sqlite3_column_bytes(stmt, 0)), out)) {
		status = pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
				"the index is damaged; run 'pantau rebuild'",
				"indeks rusak; jalankan 'pantau rebuild'"));
	}
	sqlite3_reset(stmt);
	return status;
}

/* One merge in its own transaction; *moved false when nothing was left. */
static enum pantau_status step(struct store *store, int64_t pages, bool *moved,
		struct pantau_error *err)
{
	int before = sqlite3_total_changes(store->db);
	enum pantau_status status = command(store, "merge", pages, err);

	/* The command itself counts as one change. */
	*moved = sqlite3_total_changes(store->db) - before >= 2;
	return status;
}

enum pantau_status pantau_fts_merge(struct store *store, bool whole,
		bool (*progress)(void *context), void *context,
		struct pantau_error *err)
{
	int64_t segments = 0;
	bool moved = true;
	enum pantau_status status = pantau_fts_segments(store, &segments, err);

	if (status == PANTAU_OK && !whole && segments <= FEW_SEGMENTS) {
		return PANTAU_OK;
	}
	if (status == PANTAU_OK && whole && segments > 1) {
		/* Negative: all segments become inputs of one merge. */
		status = step(store, -STEP_PAGES, &moved, err);
	}
	while (status == PANTAU_OK && moved && segments > 1) {
		if (progress != NULL && !progress(context)) {
			return pantau_fail(err, PANTAU_INTERRUPTED, "%s",
					PANTAU_T(err, "interrupted", "dihentikan"));
		}
		status = step(store, STEP_PAGES, &moved, err);
	}
	return status;
}

enum pantau_status pantau_fts_put(struct store *store, int64_t id,
		struct str title, struct str text, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"INSERT INTO fts(rowid, title, text) VALUES(?1, ?2, ?3)",
			err);

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot write the index",
				"tidak dapat menulis indeks");
	}
	sqlite3_bind_int64(stmt, 1, id);
	pantau_bind_str(stmt, 2, title);
	pantau_bind_str(stmt, 3, text);
	return pantau_stmt_done(store, stmt, err);
}

enum pantau_status pantau_fts_delete(struct store *store, int64_t id,
		struct str title, struct str text, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "INSERT INTO "
			"fts(fts, rowid, title, text) "
			"VALUES('delete', ?1, ?2, ?3)", err);

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot write the index",
				"tidak dapat menulis indeks");
	}
	sqlite3_bind_int64(stmt, 1, id);
	pantau_bind_str(stmt, 2, title);
	pantau_bind_str(stmt, 3, text);
	return pantau_stmt_done(store, stmt, err);
}
