/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Rows, edges and the engine's state: do they say what can be? */

#include "store/story_verify.h"

#include "base/error.h"
#include "store/store_parts.h"
#include "store/story.h"
#include "store/story_write.h"

static const void *chunk_of(struct store *store, enum column column,
		int64_t id, struct pantau_error *err)
{
	return pantau_columns_chunk(store, column, (uint32_t)(id /
			COLUMN_CHUNK), err);
}

/* A row that was told a story. */
static void check_row(struct store *store, bool live, uint32_t story,
		int64_t last, struct story_findings *out,
		struct pantau_error *err)
{
	const uint8_t *flags = !live || (int64_t)story > last ? NULL
			: chunk_of(store, COLUMN_FLAGS, story, err);
	const uint32_t *told = flags == NULL ? NULL
			: chunk_of(store, COLUMN_STORY, story, err);

	if (told == NULL || (flags[story % COLUMN_CHUNK] & ROW_LIVE) == 0) {
		out->strange++;
	} else if (told[story % COLUMN_CHUNK] != 0) {
		out->told++;
	}
}

static enum pantau_status check_rows(struct store *store,
		struct story_findings *out, struct pantau_error *err)
{
	int64_t last = pantau_columns_last(store);
	struct pantau_error why = pantau_error_like(err);

	for (int64_t first = 0; first <= last; first += COLUMN_CHUNK) {
		const uint32_t *told = chunk_of(store, COLUMN_STORY, first, &why);
		const uint8_t *flags = told == NULL ? NULL
				: chunk_of(store, COLUMN_FLAGS, first, &why);
		/* That is told of by the check of columns. */
		if (flags == NULL) {
			break;
		}
		int64_t n = last - first < COLUMN_CHUNK ? last - first + 1
				: COLUMN_CHUNK;
		for (int64_t i = 0; i < n; i++) {
			if (told[i] != 0) {
				check_row(store, (flags[i] & ROW_LIVE) != 0,
						told[i], last, out, &why);
			}
		}
	}
	return why.code == PANTAU_NO_MEMORY ? pantau_fail_memory(err)
			: PANTAU_OK;
}

static enum pantau_status check_edges(struct store *store,
		struct story_findings *out, struct pantau_error *err)
{
	struct pantau_error why = pantau_error_like(err);
	struct story_forest *forest;
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT count(*) FROM "
			"story_parent WHERE story NOT IN (SELECT id FROM doc) "
			"OR parent NOT IN (SELECT id FROM doc) OR "
			"typeof(time) <> 'integer'", err);
	int code = stmt == NULL ? SQLITE_ERROR : sqlite3_step(stmt);

	if (code == SQLITE_ROW) {
		out->edges = (uint64_t)sqlite3_column_int64(stmt, 0);
	}
	sqlite3_reset(stmt);
	if (code != SQLITE_ROW) {
		return pantau_store_fail(store, err, "cannot read the stories",
				"tidak dapat membaca cerita");
	}
	enum pantau_status status = pantau_story_forest(store, &forest, &why);
	out->circle = status == PANTAU_DAMAGED;
	return status == PANTAU_NO_MEMORY ? pantau_fail_memory(err)
			: PANTAU_OK;
}

enum pantau_status pantau_story_verify(struct store *store,
		struct story_findings *out, struct pantau_error *err)
{
	struct pantau_error why = pantau_error_like(err);
	bool has = false;
	enum pantau_status status = pantau_schema_has(store, "story_run", &has,
			err);

	*out = (struct story_findings){0};
	if (status != PANTAU_OK || !has) {
		return status;
	}
	status = check_rows(store, out, err);
	if (status == PANTAU_OK) {
		status = check_edges(store, out, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_story_writer_check(store, &why);
	out->unreadable = status == PANTAU_DAMAGED;
	return status == PANTAU_NO_MEMORY ? pantau_fail_memory(err)
			: PANTAU_OK;
}
