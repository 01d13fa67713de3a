/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* verify: which items repeat debunks, against debunks, items and columns. */

#include "base/error.h"
#include "store/debunk_parts.h"

/* Rows of debunks or items that are not there. */
#define SQL_LOST "SELECT count(*) FROM claim WHERE " \
	"debunk NOT IN (SELECT id FROM debunk) OR " \
	"doc NOT IN (SELECT id FROM doc)"
#define SQL_SPREADS "SELECT DISTINCT doc FROM claim WHERE kind = 2 " \
	"AND denies = 0"

static enum pantau_status unreadable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot read the debunks",
			"tidak dapat membaca arsip klarifikasi");
}

static enum pantau_status count_lost(struct store *store, uint64_t *wrong,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, SQL_LOST, err);

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	enum pantau_status status = sqlite3_step(stmt) == SQLITE_ROW
			? PANTAU_OK : unreadable(store, err);
	*wrong += status == PANTAU_OK
			? (uint64_t)sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	return status;
}

/* Marked rows; those that are none any more are passed over. */
static enum pantau_status count_marked(struct store *store, uint64_t *n,
		struct pantau_error *err)
{
	int64_t last = pantau_columns_last(store);

	for (int64_t chunk = 0; last > 0 && chunk <= last / COLUMN_CHUNK;
			chunk++) {
		const uint8_t *flags = pantau_columns_chunk(store,
				COLUMN_FLAGS, (uint32_t)chunk, err);
		if (flags == NULL) {
			return err != NULL ? err->code : PANTAU_DAMAGED;
		}
		for (size_t i = 0; i < COLUMN_CHUNK; i++) {
			*n += (flags[i] & ROW_LIVE) != 0 &&
					(flags[i] & ROW_CLAIM) != 0;
		}
	}
	return PANTAU_OK;
}

static enum pantau_status check(struct store *store, uint64_t *wrong,
		struct pantau_error *err)
{
	uint64_t marked = 0;
	bool has;
	enum pantau_status status = pantau_debunk_tables(store, &has, err);

	*wrong = 0;
	if (status != PANTAU_OK) {
		return status;
	}
	status = count_marked(store, &marked, err);
	if (status == PANTAU_DAMAGED || status == PANTAU_NOT_FOUND) {
		/* That is told of by the check of columns. */
		return PANTAU_OK;
	}
	if (status != PANTAU_OK || !has) {
		*wrong = marked;
		return status;
	}
	status = count_lost(store, wrong, err);
	sqlite3_stmt *stmt = status != PANTAU_OK ? NULL
			: pantau_store_stmt(store, SQL_SPREADS, err);
	if (stmt == NULL) {
		return status != PANTAU_OK ? status : unreadable(store, err);
	}
	_Static_assert(CLAIM_MATCH == 2, "as the statement has it");
	int code;
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		bool flag = (pantau_columns_value(store, COLUMN_FLAGS,
				sqlite3_column_int64(stmt, 0)) & ROW_CLAIM) != 0;
		*wrong += !flag;
		marked -= flag && marked > 0;
	}
	status = code == SQLITE_DONE ? PANTAU_OK : unreadable(store, err);
	sqlite3_reset(stmt);
	*wrong += marked;
	return status;
}

enum pantau_status pantau_claims_verify(struct store *store, uint64_t *wrong,
		struct pantau_error *err)
{
	struct pantau_error why = pantau_error_like(err);
	enum pantau_status status = check(store, wrong, &why);

	if (status == PANTAU_NO_MEMORY || status == PANTAU_INTERRUPTED) {
		if (err != NULL) {
			*err = why;
		}
		return status;
	}
	*wrong += status != PANTAU_OK;
	return PANTAU_OK;
}
