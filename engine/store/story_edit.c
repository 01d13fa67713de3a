/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * An item that was told another story leaves nothing behind. One that is a
 * story of its own may have others, whose rows are looked for and told the
 * heir: rows are rewritten here, and here alone, since the id comes back.
 */

#include "store/story_edit.h"

#include <stdlib.h>

#include "base/error.h"

struct told {
	uint32_t row;
	uint32_t leaver; /* which was its story */
};

struct search {
	const struct story_edit *edit;
	struct story_leaver *leaver;
	uint32_t *part;  /* stories that are part of those of leavers */
	size_t parts;
	uint64_t *bit;   /* of each row id: it is a leaver or a part */
	struct told *told;
	size_t tolds, room;
};

static void mark(struct search *search, uint32_t id)
{
	if ((int64_t)id <= search->edit->last) {
		search->bit[id / 64] |= UINT64_C(1) << id % 64;
	}
}

static int by_id(const void *a, const void *b)
{
	uint32_t x = ((const struct story_leaver *)a)->id;
	uint32_t y = ((const struct story_leaver *)b)->id;

	return (x > y) - (x < y);
}

static struct story_leaver *find(const struct search *search, uint32_t id)
{
	const struct story_leaver key = {.id = id};

	return bsearch(&key, search->leaver, search->edit->n, sizeof(key),
			by_id);
}

static bool note(struct search *search, struct told told)
{
	if (search->tolds == search->room) {
		size_t room = search->room * 2 + 64;
		struct told *grown = realloc(search->told,
				room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		search->told = grown;
		search->room = room;
	}
	search->told[search->tolds++] = told;
	return true;
}

static enum pantau_status failure(const struct pantau_error *err)
{
	return err != NULL ? err->code : PANTAU_DAMAGED;
}

/* A row that was told a marked story, or is one. */
static enum pantau_status meet(struct search *search, uint32_t row,
		uint32_t story, struct pantau_error *err)
{
	struct store *store = search->edit->store;
	struct story_leaver *told = find(search, story);
	struct story_leaver *root = find(search, pantau_stories_find(
			search->edit->stories, story));

	if (find(search, row) != NULL) {
		return PANTAU_OK;
	}
	if (root != NULL) {
		const uint32_t *time = pantau_columns_chunk(store, COLUMN_TIME,
				row / COLUMN_CHUNK, err);
		if (time == NULL) {
			return failure(err);
		}
		/* Ids ascend; undated ones come last. */
		uint32_t own = time[row % COLUMN_CHUNK] - 1;
		if (root->heir == 0 || own < root->time - 1) {
			root->heir = row;
			root->time = own + 1;
		}
	}
	return told == NULL || note(search, (struct told){row,
			(uint32_t)(told - search->leaver)}) ? PANTAU_OK
			: pantau_fail_memory(err);
}

static enum pantau_status pass(struct search *search, struct pantau_error *err)
{
	const struct story_edit *edit = search->edit;
	enum pantau_status status = PANTAU_OK;

	for (int64_t first = 0; status == PANTAU_OK && first <= edit->last;
			first += COLUMN_CHUNK) {
		int64_t left = edit->last - first + 1;
		size_t n = left < COLUMN_CHUNK ? (size_t)left : COLUMN_CHUNK;
		const uint32_t *value = pantau_columns_chunk(edit->store,
				COLUMN_STORY, (uint32_t)(first / COLUMN_CHUNK),
				err);
		if (value == NULL) {
			return failure(err);
		}
		for (size_t i = 0; i < n && status == PANTAU_OK; i++) {
			uint32_t row = (uint32_t)first + (uint32_t)i;
			uint32_t story = value[i] != 0 ? value[i] : row;
			if ((int64_t)story <= edit->last &&
					(search->bit[story / 64] >> story % 64
					& 1) != 0) {
				status = meet(search, row, story, err);
			}
		}
	}
	return status;
}

/* Does any of them stand for a story of its own? */
static enum pantau_status any_own(const struct search *search, bool *any,
		struct pantau_error *err)
{
	const struct story_edit *edit = search->edit;

	*any = false;
	for (size_t i = 0; i < edit->n && !*any; i++) {
		uint32_t id = search->leaver[i].id;
		const uint32_t *value = pantau_columns_chunk(edit->store,
				COLUMN_STORY, id / COLUMN_CHUNK, err);
		if (value == NULL) {
			return failure(err);
		}
		*any = value[id % COLUMN_CHUNK] == 0;
	}
	return PANTAU_OK;
}

/* Rows that were told a story whose first item leaves, and each one's heir. */
static enum pantau_status find_heirs(struct search *search,
		struct pantau_error *err)
{
	const struct story_edit *edit = search->edit;
	enum pantau_status status = pantau_stories_parts(edit->stories,
			search->leaver, edit->n, &search->part, &search->parts,
			err);

	if (status != PANTAU_OK) {
		return status;
	}
	search->bit = calloc((size_t)edit->last / 64 + 1, sizeof(*search->bit));
	if (search->bit == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < edit->n; i++) {
		mark(search, search->leaver[i].id);
	}
	for (size_t i = 0; i < search->parts; i++) {
		mark(search, search->part[i]);
	}
	status = pass(search, err);
	/* A story of undated items is before no other. */
	for (size_t i = 0; i < edit->n; i++) {
		struct story_leaver *leaver = &search->leaver[i];
		leaver->time = leaver->heir != 0 && leaver->time == 0 ?
				UINT32_MAX : leaver->time;
	}
	return status;
}

/* Heirs are stories of their own. */
static enum pantau_status write_rows(const struct search *search,
		struct pantau_error *err)
{
	const struct story_edit *edit = search->edit;
	enum pantau_status status = PANTAU_OK;

	for (size_t i = 0; i < search->tolds && status == PANTAU_OK; i++) {
		const struct told *told = &search->told[i];
		status = pantau_column_writer_story(edit->columns, told->row,
				search->leaver[told->leaver].heir, err);
	}
	for (size_t i = 0; i < edit->n && status == PANTAU_OK; i++) {
		const struct story_leaver *leaver = &search->leaver[i];
		bool is_heir = leaver->heir != 0 && pantau_stories_find(
				edit->stories, leaver->heir) == leaver->heir;
		status = !is_heir ? PANTAU_OK : pantau_column_writer_story(
				edit->columns, leaver->heir, 0, err);
	}
	return status;
}

static enum pantau_status run(struct search *search, struct pantau_error *err)
{
	const struct story_edit *edit = search->edit;
	bool any;
	enum pantau_status status = any_own(search, &any, err);

	if (status == PANTAU_OK && any) {
		status = find_heirs(search, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_stories_replace(edit->stories, search->leaver,
				edit->n, err);
	}
	return status == PANTAU_OK ? write_rows(search, err) : status;
}

enum pantau_status pantau_story_edit(const struct story_edit *edit,
		struct pantau_error *err)
{
	struct search search = {.edit = edit};
	struct pantau_error why = pantau_error_like(err);
	enum pantau_status status = pantau_column_writer_flush(edit->columns,
			&why);

	search.leaver = calloc(edit->n + 1, sizeof(*search.leaver));
	if (search.leaver == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < edit->n; i++) {
		search.leaver[i].id = edit->id[i];
	}
	qsort(search.leaver, edit->n, sizeof(*search.leaver), by_id);
	/* What readers would see of this transaction. */
	if (status == PANTAU_OK) {
		status = pantau_meta_set_int(edit->store, "last_id", edit->last,
				&why);
		pantau_columns_forget(edit->store);
	}
	if (status == PANTAU_OK) {
		status = run(&search, &why);
	}
	pantau_columns_forget(edit->store);
	free(search.leaver);
	free(search.part);
	free(search.bit);
	free(search.told);
	if (status != PANTAU_OK && err != NULL) {
		*err = why;
	}
	return status;
}
