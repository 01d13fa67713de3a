/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stories as readers see them: edges in memory, and passes over the columns. */

#include "store/story.h"

#include <stdlib.h>

#include "base/error.h"
#include "similar/story_parent.h"
#include "store/store_parts.h"

struct story_forest {
	struct story_parents parents;
	uint64_t *moved; /* a bit for each story, set where it has a parent, as
	                    few have; NULL: none has */
	uint32_t last;   /* row id */
	uint32_t *items; /* by story; NULL: not asked for yet */
};

void pantau_story_forest_drop(struct store *store)
{
	struct story_forest *forest = store->stories;

	if (forest != NULL) {
		pantau_story_parents_finish(&forest->parents);
		free(forest->moved);
		free(forest->items);
		free(forest);
	}
	store->stories = NULL;
}

/* Of what fills err and returns NULL. */
static enum pantau_status failure(const struct pantau_error *err)
{
	return err != NULL ? err->code : PANTAU_DAMAGED;
}

static enum pantau_status bad_edge(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
			"the stories of this archive are damaged; run 'pantau "
			"verify'", "cerita pada arsip ini rusak; jalankan 'pantau "
			"verify'"));
}

/* A circle would be followed for ever: an edge closes one when its parent leads
 * to its story, which so far is a root. */
static enum pantau_status add_edge(struct story_forest *forest, int64_t story,
		int64_t parent, struct pantau_error *err)
{
	if (story < 1 || parent < 1 || story > forest->last ||
			parent > forest->last) {
		return bad_edge(err);
	}
	const struct story_edge edge = {(uint32_t)story, (uint32_t)parent, 0};
	if (story == parent) {
		return PANTAU_OK;
	}
	if (pantau_story_parents_find(&forest->parents, edge.parent, NULL) ==
			edge.story) {
		return bad_edge(err);
	}
	if (forest->moved == NULL) {
		forest->moved = calloc((size_t)(forest->last / 64) + 1,
				sizeof(*forest->moved));
	}
	if (forest->moved == NULL || !pantau_story_parents_put(
			&forest->parents, edge)) {
		return pantau_fail_memory(err);
	}
	forest->moved[edge.story / 64] |= UINT64_C(1) << edge.story % 64;
	return PANTAU_OK;
}

static enum pantau_status read_edges(struct store *store,
		struct story_forest *forest, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT story, parent FROM story_parent", err);
	enum pantau_status status = PANTAU_OK;
	int code = SQLITE_ERROR;

	while (stmt != NULL && status == PANTAU_OK &&
			(code = sqlite3_step(stmt)) == SQLITE_ROW) {
		status = add_edge(forest, sqlite3_column_int64(stmt, 0),
				sqlite3_column_int64(stmt, 1), err);
	}
	if (status == PANTAU_OK && code != SQLITE_DONE) {
		status = pantau_store_fail(store, err, "cannot read the stories",
				"tidak dapat membaca cerita");
	}
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_story_forest(struct store *store,
		struct story_forest **out, struct pantau_error *err)
{
	/* Drops what another commit has made old. */
	int64_t last;
	bool has = false;
	enum pantau_status status = pantau_columns_end(store, &last, err);

	*out = store->stories;
	if (status != PANTAU_OK) {
		return status;
	}
	if (store->stories != NULL) {
		return PANTAU_OK;
	}
	struct story_forest *forest = calloc(1, sizeof(*forest));
	if (forest == NULL) {
		return pantau_fail_memory(err);
	}
	pantau_story_parents_init(&forest->parents);
	forest->last = (uint32_t)last;
	store->stories = forest;
	status = pantau_schema_has(store, "story_parent",
			&has, err);
	if (status == PANTAU_OK && has) {
		status = read_edges(store, forest, err);
	}
	if (status != PANTAU_OK) {
		pantau_story_forest_drop(store);
		return status;
	}
	*out = forest;
	return PANTAU_OK;
}

/* Where an edge goes out; most stories have none, and need no look at it. */
static uint32_t find_root(struct story_forest *forest, uint32_t story)
{
	const uint64_t *moved = forest->moved;

	return moved == NULL || (moved[story / 64] >> story % 64 & 1) == 0
			? story
			: pantau_story_parents_find(&forest->parents, story, NULL);
}

uint32_t pantau_story_last(const struct story_forest *forest)
{
	return forest->last;
}

uint32_t pantau_story_root(struct story_forest *forest, uint32_t told,
		uint32_t id)
{
	return find_root(forest, told != 0 && told <= forest->last ? told : id);
}

void pantau_story_roots(struct story_forest *forest, const uint32_t *told,
		const int64_t *id, size_t n, uint32_t *story)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t said = told[id[i] % COLUMN_CHUNK];
		story[i] = find_root(forest, said != 0 && said <= forest->last
				? said : (uint32_t)id[i]);
	}
}

enum pantau_status pantau_story_of(struct store *store, int64_t id,
		uint32_t *story, struct pantau_error *err)
{
	struct story_forest *forest;
	enum pantau_status status = pantau_story_forest(store, &forest, err);

	if (status != PANTAU_OK) {
		return status;
	}
	if (id < 1 || id > (int64_t)forest->last) {
		return pantau_fail(err, PANTAU_NOT_FOUND, "%s", PANTAU_T(err,
				"no such item", "artikel itu tidak ada"));
	}
	const uint32_t *told = pantau_columns_chunk(store, COLUMN_STORY,
			(uint32_t)(id / COLUMN_CHUNK), err);
	if (told == NULL) {
		return failure(err);
	}
	*story = pantau_story_root(forest, told[id % COLUMN_CHUNK],
			(uint32_t)id);
	return PANTAU_OK;
}

/* --- passes over all rows --- */

/* A chunk's rows and which stories they were told. */
struct told {
	uint32_t first; /* row id */
	size_t n;
	const uint32_t *story;
};

static enum pantau_status read_told(struct store *store, uint32_t chunk,
		struct told *out, struct pantau_error *err)
{
	int64_t first = (int64_t)chunk * COLUMN_CHUNK;
	int64_t left = pantau_columns_last(store) - first + 1;
	enum pantau_status status = pantau_store_due(store, err);

	if (status != PANTAU_OK) {
		return status;
	}
	out->first = (uint32_t)first;
	out->n = left < COLUMN_CHUNK ? (size_t)left : COLUMN_CHUNK;
	out->story = pantau_columns_chunk(store, COLUMN_STORY, chunk, err);
	return out->story != NULL ? PANTAU_OK : failure(err);
}

static enum pantau_status count_items(struct store *store,
		struct story_forest *forest, uint32_t *items,
		struct pantau_error *err)
{
	struct told told;

	for (uint32_t chunk = 0; chunk <= forest->last / COLUMN_CHUNK; chunk++) {
		enum pantau_status status = read_told(store, chunk, &told, err);
		const uint8_t *flags = status != PANTAU_OK ? NULL
				: pantau_columns_chunk(store, COLUMN_FLAGS,
					chunk, err);
		if (flags == NULL) {
			return status != PANTAU_OK ? status : failure(err);
		}
		for (size_t i = 0; i < told.n; i++) {
			if ((flags[i] & ROW_LIVE) != 0) {
				items[pantau_story_root(forest, told.story[i],
						told.first + (uint32_t)i)]++;
			}
		}
	}
	return PANTAU_OK;
}

enum pantau_status pantau_story_sizes(struct store *store,
		const uint32_t **items, struct pantau_error *err)
{
	struct story_forest *forest;
	enum pantau_status status = pantau_story_forest(store, &forest, err);

	if (status == PANTAU_OK && forest->items == NULL) {
		uint32_t *made = calloc((size_t)forest->last + 1, sizeof(*made));
		status = made == NULL ? pantau_fail_memory(err)
				: count_items(store, forest, made, err);
		if (status != PANTAU_OK) {
			free(made);
			return status;
		}
		forest->items = made;
	}
	*items = status == PANTAU_OK ? forest->items : NULL;
	return status;
}

/* --- items of some stories --- */

static bool marked(const uint64_t *bits, uint32_t id)
{
	return (bits[id / 64] >> id % 64 & 1) != 0;
}

/* A bit for all that leads to the stories: themselves, and what has a parent
 * that does. */
static uint64_t *mark_names(struct story_forest *forest,
		const uint64_t *asked)
{
	size_t words = (size_t)(forest->last / 64) + 1;
	uint64_t *names = malloc(words * sizeof(*names));
	const struct story_parents *parents = &forest->parents;

	if (names == NULL) {
		return NULL;
	}
	for (size_t i = 0; i < words; i++) {
		names[i] = asked[i];
	}
	for (size_t i = 0; i < parents->slots; i++) {
		uint32_t story = parents->slot[i].story;
		if (story == 0) {
			continue;
		}
		uint64_t bit = UINT64_C(1) << story % 64;
		names[story / 64] &= ~bit;
		if (marked(asked, find_root(forest, story))) {
			names[story / 64] |= bit;
		}
	}
	/* What told rows say when they are their own. */
	names[0] &= ~UINT64_C(1);
	return names;
}

static enum pantau_status add_row(struct store *store,
		const struct told *told, size_t i, struct buf *rows,
		struct pantau_error *err)
{
	uint32_t id = told->first + (uint32_t)i;
	const uint8_t *flags = pantau_columns_chunk(store, COLUMN_FLAGS,
			told->first / COLUMN_CHUNK, err);

	if (flags == NULL) {
		return failure(err);
	}
	if ((flags[i] & ROW_LIVE) != 0) {
		pantau_buf_append(rows, (const char *)&id, sizeof(id));
	}
	return PANTAU_OK;
}

/* Most rows are of other stories, and say so by a bit that is not set. */
static enum pantau_status add_rows(struct store *store,
		const struct story_forest *forest, const uint64_t *names,
		const struct told *told, struct buf *rows,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	uint32_t last = forest->last;

	for (size_t i = 0; status == PANTAU_OK && i < told->n; i++) {
		uint32_t story = told->story[i];
		story = story <= last ? story : 0;
		if (marked(names, story) || (story == 0 &&
				marked(names, told->first + (uint32_t)i))) {
			status = add_row(store, told, i, rows, err);
		}
	}
	return status;
}

enum pantau_status pantau_story_rows(struct store *store,
		const uint64_t *asked, struct buf *rows,
		struct pantau_error *err)
{
	struct story_forest *forest;
	struct told told;
	enum pantau_status status = pantau_story_forest(store, &forest, err);

	if (status != PANTAU_OK) {
		return status;
	}
	uint64_t *names = mark_names(forest, asked);
	if (names == NULL) {
		return pantau_fail_memory(err);
	}
	for (uint32_t chunk = 0; status == PANTAU_OK && chunk <=
			forest->last / COLUMN_CHUNK; chunk++) {
		status = read_told(store, chunk, &told, err);
		if (status == PANTAU_OK) {
			status = add_rows(store, forest, names, &told, rows,
					err);
		}
	}
	free(names);
	return status == PANTAU_OK && rows->failed ? pantau_fail_memory(err)
			: status;
}

struct dated {
	uint32_t time; /* one less than the column's: undated ones come last */
	uint32_t id;
};

static int by_time(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;

	if (x->time != y->time) {
		return x->time < y->time ? -1 : 1;
	}
	return (x->id > y->id) - (x->id < y->id);
}

/* Beside each row its time. */
static enum pantau_status date_rows(struct store *store,
		const struct buf *rows, struct dated *dated,
		struct pantau_error *err)
{
	const uint32_t *id = (const uint32_t *)(const void *)rows->p;
	size_t n = rows->n / sizeof(*id);

	for (size_t i = 0; i < n; i++) {
		const uint32_t *time = pantau_columns_chunk(store, COLUMN_TIME,
				id[i] / COLUMN_CHUNK, err);
		if (time == NULL) {
			return failure(err);
		}
		dated[i] = (struct dated){time[id[i] % COLUMN_CHUNK] - 1,
			id[i]};
	}
	return PANTAU_OK;
}

static enum pantau_status put_in_order(struct store *store,
		const struct buf *rows, struct arena *arena, int64_t **id,
		size_t *n, struct pantau_error *err)
{
	size_t count = rows->n / sizeof(uint32_t);
	struct dated *dated = malloc(count * sizeof(*dated) + 1);
	int64_t *made = pantau_arena_alloc(arena, count * sizeof(*made) + 1);
	enum pantau_status status = dated == NULL || made == NULL
			? pantau_fail_memory(err)
			: date_rows(store, rows, dated, err);

	if (status == PANTAU_OK && count > 0) {
		qsort(dated, count, sizeof(*dated), by_time);
		for (size_t i = 0; i < count; i++) {
			made[i] = dated[i].id;
		}
		*id = made;
		*n = count;
	}
	free(dated);
	return status;
}

enum pantau_status pantau_stories_items(struct store *store,
		const uint64_t *asked, struct arena *arena, int64_t **id,
		size_t *n, struct pantau_error *err)
{
	struct buf rows;

	*id = NULL;
	*n = 0;
	pantau_buf_init(&rows);
	enum pantau_status status = pantau_story_rows(store, asked, &rows, err);
	if (status == PANTAU_OK) {
		status = put_in_order(store, &rows, arena, id, n, err);
	}
	pantau_buf_finish(&rows);
	return status;
}

enum pantau_status pantau_story_items(struct store *store, uint32_t story,
		struct arena *arena, int64_t **id, size_t *n,
		struct pantau_error *err)
{
	struct story_forest *forest;
	enum pantau_status status = pantau_story_forest(store, &forest, err);

	*id = NULL;
	*n = 0;
	if (status != PANTAU_OK || story == 0 || story > forest->last) {
		return status;
	}
	uint64_t *asked = calloc((size_t)(forest->last / 64) + 1,
			sizeof(*asked));
	if (asked == NULL) {
		return pantau_fail_memory(err);
	}
	asked[story / 64] |= UINT64_C(1) << story % 64;
	status = pantau_stories_items(store, asked, arena, id, n, err);
	free(asked);
	return status;
}
