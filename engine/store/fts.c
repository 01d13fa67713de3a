/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* FTS5's part: merging in bounded steps. */

#include "base/error.h"
#include "store/store_parts.h"
#include "store/structure.h"

/* Pages of one step. A budget is not hard: small steps keep the WAL small. */
#define STEP_PAGES 500
/* Each costs a query one look-up a term. */
#define FEW_SEGMENTS 64
/* Pages to merge for each page that a commit writes, and the bounds of it. */
#define MERGE_SHARE 4
#define SHARE_MIN 16
#define SHARE_MAX 600

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
	/* With NORMAL a kill loses nothing, a power loss may what came after the
	 * last checkpoint. */
	return pantau_store_run(store, mode == WRITE_BULK
			? "PRAGMA synchronous=NORMAL;"
			"PRAGMA wal_autocheckpoint=4000"
			: "PRAGMA synchronous=FULL;"
			"PRAGMA wal_autocheckpoint=1000", err);
}

enum pantau_status pantau_fts_fresh(struct store *store,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (store->fts_stale) {
		/* FTS5 keeps the structure in mind as long as no other connection
		 * commits; rolling a command back makes it forget. */
		status = pantau_store_run(store, "SAVEPOINT fresh;"
				"INSERT INTO fts(fts, rank) VALUES('merge', 0);"
				"ROLLBACK TO fresh; RELEASE fresh", err);
		store->fts_stale = status != PANTAU_OK;
	}
	if (status != PANTAU_OK) {
		/* What failed first is told; left open, the savepoint would be a
		 * transaction that nobody ends. */
		sqlite3_exec(store->db, "ROLLBACK TO fresh; RELEASE fresh",
				NULL, NULL, NULL);
	}
	return status;
}

enum pantau_status pantau_fts_segments(struct store *store, int64_t *out,
		struct pantau_error *err)
{
	struct structure structure;
	struct arena arena;

	pantau_arena_init(&arena);
	enum pantau_status status = pantau_structure_read(store, &arena,
			&structure, err);
	/* Of a foreign one nothing is known: there may be something to do. */
	*out = structure.foreign ? FEW_SEGMENTS + 1
			: (int64_t)structure.segments;
	pantau_arena_finish(&arena);
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
	if (status == PANTAU_OK) {
		status = pantau_fts_fresh(store, err);
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

enum pantau_status pantau_fts_merge_some(struct store *store, uint64_t pages,
		struct pantau_error *err)
{
	/* What is written once is merged once for each level above. */
	uint64_t share = pages * MERGE_SHARE;
	enum pantau_status status = pantau_fts_fresh(store, err);

	share = share > SHARE_MIN ? share : SHARE_MIN;
	share = share < SHARE_MAX ? share : SHARE_MAX;
	return status == PANTAU_OK ? command(store, "merge", (int64_t)share, err)
			: status;
}

/* --- checking --- */

int pantau_fts_check(sqlite3 *db, bool against_texts)
{
	int code = sqlite3_exec(db, against_texts
			? "INSERT INTO fts(fts, rank) VALUES('integrity-check', 1)"
			: "INSERT INTO fts(fts) VALUES('integrity-check')", NULL,
			NULL, NULL);
	bool debunks = sqlite3_table_column_metadata(db, "main", "debunk",
			NULL, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK;

	return code != SQLITE_OK || !debunks ? code : sqlite3_exec(db,
			against_texts ? "INSERT INTO debunk_fts(debunk_fts, rank) "
			"VALUES('integrity-check', 1)" : "INSERT INTO "
			"debunk_fts(debunk_fts) VALUES('integrity-check')", NULL,
			NULL, NULL);
}
