/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which items repeat which debunks. */

#include "base/error.h"
#include "store/debunk_parts.h"

#define PARTS 10000.0 /* a containment as it is stored: ten-thousandths */

static enum pantau_status unreadable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot read the debunks",
			"tidak dapat membaca arsip klarifikasi");
}

static struct claim_row row_of(sqlite3_stmt *stmt, int64_t doc)
{
	return (struct claim_row){
		.doc = doc,
		.debunk = (uint32_t)sqlite3_column_int64(stmt, 0),
		.kind = sqlite3_column_int(stmt, 1) == CLAIM_MATCH
				? CLAIM_MATCH : CLAIM_SIMILAR,
		.containment = sqlite3_column_int(stmt, 2) / PARTS,
		.shared = (uint32_t)sqlite3_column_int64(stmt, 3),
		.denies = sqlite3_column_int(stmt, 4) != 0,
	};
}

enum pantau_status pantau_claim_rows(struct store *store, int64_t doc,
		struct arena *arena, struct claim_row **out, size_t *n,
		struct pantau_error *err)
{
	bool has;
	enum pantau_status status = pantau_debunk_tables(store, &has, err);

	*out = NULL;
	*n = 0;
	if (status != PANTAU_OK || !has) {
		return status;
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT debunk, kind, "
			"containment, shared, denies FROM claim WHERE doc = ?1 "
			"ORDER BY kind DESC, containment DESC, debunk LIMIT 20",
			err);
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	_Static_assert(CLAIM_HITS == 20, "as many as an item gets");
	*out = pantau_arena_zero(arena, CLAIM_HITS, sizeof(**out));
	if (*out == NULL) {
		return pantau_fail_memory(err);
	}
	int code;
	sqlite3_bind_int64(stmt, 1, doc);
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW &&
			*n < CLAIM_HITS) {
		(*out)[(*n)++] = row_of(stmt, doc);
	}
	status = code == SQLITE_DONE || code == SQLITE_ROW ? PANTAU_OK
			: unreadable(store, err);
	sqlite3_reset(stmt);
	return status;
}

static enum pantau_status insert(struct store *store, int64_t doc,
		const struct claim_row *row, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "INSERT OR REPLACE INTO "
			"claim(doc, debunk, kind, containment, shared, denies) "
			"VALUES(?1, ?2, ?3, ?4, ?5, ?6)", err);

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, doc);
	sqlite3_bind_int64(stmt, 2, row->debunk);
	sqlite3_bind_int(stmt, 3, (int)row->kind);
	sqlite3_bind_int(stmt, 4, (int)(row->containment * PARTS + 0.5));
	sqlite3_bind_int64(stmt, 5, row->shared);
	sqlite3_bind_int(stmt, 6, row->denies);
	return pantau_stmt_done(store, stmt, err);
}

enum pantau_status pantau_claim_rows_add(struct store *store,
		const struct claim_row *row, size_t n,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		status = insert(store, row[i].doc, &row[i], err);
	}
	return status;
}

enum pantau_status pantau_claim_rows_put(struct store *store, int64_t doc,
		const struct claim_row *row, size_t n,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"DELETE FROM claim WHERE doc = ?1", err);

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, doc);
	enum pantau_status status = pantau_stmt_done(store, stmt, err);
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		status = insert(store, doc, &row[i], err);
	}
	return status;
}

bool pantau_claim_spreads(const struct claim_row *row, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (row[i].kind == CLAIM_MATCH && !row[i].denies) {
			return true;
		}
	}
	return false;
}

/* --- all of them --- */

/* Items that spread a claim, by row id, are marked, and the others are not. */
static enum pantau_status mark(struct store *store, sqlite3_stmt *stmt,
		int64_t last, struct column_writer *columns,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	int code = stmt == NULL ? SQLITE_DONE : sqlite3_step(stmt);

	for (int64_t id = 0; status == PANTAU_OK && id <= last; id++) {
		bool spreads = code == SQLITE_ROW &&
				sqlite3_column_int64(stmt, 0) == id;
		status = pantau_column_writer_claim(columns, id, spreads, err);
		code = spreads ? sqlite3_step(stmt) : code;
	}
	if (status == PANTAU_OK && code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_claim_rows_mend(struct store *store,
		struct column_writer *columns, struct pantau_error *err)
{
	sqlite3_stmt *stmt = NULL;
	int64_t last;
	bool has;
	enum pantau_status status = pantau_debunk_tables(store, &has, err);

	if (status == PANTAU_OK) {
		status = pantau_meta_int(store, "last_id", &last, err);
	}
	if (status == PANTAU_OK && has) {
		status = pantau_store_run(store, "DELETE FROM claim WHERE "
				"debunk NOT IN (SELECT id FROM debunk) OR "
				"doc NOT IN (SELECT id FROM doc)", err);
	}
	if (status == PANTAU_OK && has) {
		_Static_assert(CLAIM_MATCH == 2, "as the statement has it");
		stmt = pantau_store_stmt(store, "SELECT DISTINCT doc FROM claim "
				"WHERE kind = 2 AND denies = 0 ORDER BY doc", err);
		status = stmt == NULL ? unreadable(store, err) : PANTAU_OK;
	}
	return status == PANTAU_OK ? mark(store, stmt, last, columns, err)
			: status;
}
