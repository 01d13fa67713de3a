/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Stories of all rows, in order of time, as if all had come in at once. What
 * rows are told waits in memory, since that order may lead from chunk to chunk.
 */

#include <stdlib.h>

#include "base/error.h"
#include "store/rework.h"
#include "store/story_write.h"

struct rework_stories {
	struct store *store;
	struct story_writer *writer;
	uint64_t *order;  /* time, less one, << 32 | row: undated ones last */
	size_t n, room;
	size_t at;        /* that is read next */
	uint32_t *story;  /* by row id */
	uint32_t last;
};

struct rework_stories *pantau_rework_stories_create(struct store *store)
{
	struct rework_stories *stories = calloc(1, sizeof(*stories));

	if (stories == NULL) {
		return NULL;
	}
	stories->store = store;
	stories->writer = pantau_story_writer_create(store);
	if (stories->writer == NULL) {
		free(stories);
		return NULL;
	}
	return stories;
}

void pantau_rework_stories_destroy(struct rework_stories *stories)
{
	if (stories != NULL) {
		pantau_story_writer_destroy(stories->writer);
		free(stories->order);
		free(stories->story);
		free(stories);
	}
}

static int by_time(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static bool add(struct rework_stories *stories, uint64_t row)
{
	if (stories->n == stories->room) {
		size_t room = stories->room * 2 + 1024;
		uint64_t *grown = realloc(stories->order,
				room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		stories->order = grown;
		stories->room = room;
	}
	stories->order[stories->n++] = row;
	return true;
}

/* The rows themselves are asked: columns may be what is to be mended. */
static enum pantau_status read_order(struct rework_stories *stories,
		struct pantau_error *err)
{
	struct store *store = stories->store;
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT id, "
			PANTAU_ROW_FACTS " FROM doc WHERE id BETWEEN 1 AND "
			"4294967295 ORDER BY id", err);
	enum pantau_status status = PANTAU_OK;
	int code = SQLITE_ERROR;

	while (status == PANTAU_OK && stmt != NULL &&
			(code = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct row_facts facts;
		pantau_row_facts(stmt, 1, &facts);
		stories->last = (uint32_t)sqlite3_column_int64(stmt, 0);
		uint32_t time = pantau_row_time(&facts) - 1;
		status = add(stories, (uint64_t)time << 32 | stories->last) ?
				PANTAU_OK : pantau_fail_memory(err);
	}
	if (status == PANTAU_OK && code != SQLITE_DONE) {
		status = pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	}
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_rework_stories_begin(struct rework_stories *stories,
		bool *in_order, struct pantau_error *err)
{
	enum pantau_status status = pantau_story_writer_anew(stories->writer,
			err);

	if (status == PANTAU_OK) {
		status = read_order(stories, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	stories->story = calloc((size_t)stories->last + 1,
			sizeof(*stories->story));
	if (stories->story == NULL) {
		return pantau_fail_memory(err);
	}
	*in_order = true;
	for (size_t i = 1; i < stories->n && *in_order; i++) {
		*in_order = stories->order[i - 1] < stories->order[i];
	}
	if (!*in_order) {
		qsort(stories->order, stories->n, sizeof(*stories->order),
				by_time);
	}
	return PANTAU_OK;
}

enum pantau_status pantau_rework_stories_load(struct rework_stories *stories,
		struct rework_batch *batch, struct pantau_error *err)
{
	enum pantau_status status;

	/* Rows without a text are passed over. */
	do {
		size_t taken;
		status = pantau_rework_load_ids(stories->store,
				stories->order + stories->at,
				stories->n - stories->at, batch, &taken, err);
		stories->at += taken;
	} while (status == PANTAU_OK && batch->n == 0 &&
			stories->at < stories->n);
	return status;
}

enum pantau_status pantau_rework_stories_add(struct rework_stories *stories,
		struct rework_batch *batch, struct pantau_error *err)
{
	enum pantau_status status = batch->status;

	if (status != PANTAU_OK && err != NULL) {
		*err = batch->err;
	}
	for (size_t i = 0; status == PANTAU_OK && i < batch->n; i++) {
		const struct rework_row *row = &batch->row[i];
		const struct story_item item = {(uint32_t)row->id, row->time,
				&batch->sketch[i]};
		/* Damage may have given other ids out. */
		status = row->id < 1 || row->id > (int64_t)stories->last
				? PANTAU_OK : pantau_story_writer_note(
				stories->writer, &item, false, err);
	}
	return status == PANTAU_OK ? pantau_story_writer_find(stories->writer,
			stories->story, err) : status;
}

enum pantau_status pantau_rework_stories_end(struct rework_stories *stories,
		struct column_writer *columns, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	/* What damage told row 0, which is none, goes too. */
	for (int64_t id = 0; status == PANTAU_OK &&
			id <= (int64_t)stories->last; id++) {
		status = pantau_column_writer_story(columns, id,
				stories->story[id], err);
	}
	return status == PANTAU_OK ? pantau_story_writer_flush(stories->writer,
			err) : status;
}
