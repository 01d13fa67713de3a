/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_SEARCH_STORY_H
#define PANTAU_TESTS_SEARCH_STORY_H

/* Stories for the rows of a search_store, written as an import would. */

#include "search_fixture.h"

#include "store/store_parts.h"

static inline void search_run(struct search_store *s, const char *sql)
{
	search_require(s, sqlite3_exec(pantau_store_db(s->store), sql, NULL,
			NULL, NULL) == SQLITE_OK, sql);
}

/* Tells rows 1 to n their stories, 0 for their own, and sets edges between
 * stories: "(2, 1, 0), (7, 5, 0)", or NULL. */
static inline void search_tell(struct search_store *s, const uint32_t *told,
		size_t n, const char *edges)
{
	char sql[4096];
	struct column_writer *columns = pantau_column_writer_create(s->store);
	search_require(s, columns != NULL, "columns");
	search_run(s, "BEGIN; DELETE FROM story_parent");
	for (size_t i = 0; i < n; i++) {
		search_require(s, pantau_column_writer_story(columns,
				(int64_t)i + 1, told[i], &s->err) == PANTAU_OK,
				"story");
	}
	search_require(s, pantau_column_writer_flush(columns, &s->err) ==
			PANTAU_OK, "flush");
	if (edges != NULL) {
		snprintf(sql, sizeof(sql), "INSERT INTO story_parent VALUES%s",
				edges);
		search_run(s, sql);
	}
	search_run(s, "COMMIT");
	pantau_column_writer_destroy(columns);
	pantau_columns_forget(s->store);
}

#endif
