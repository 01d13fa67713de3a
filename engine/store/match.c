/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Matching in whichever way suits the index, and the index's vocabulary. */

#include "store/match.h"

#include <stdlib.h>

#include "base/error.h"
#include "store/match_parts.h"
#include "store/segment_read.h"
#include "store/store_parts.h"

/* As few ids in a window are taken from the forms as fast one by one. */
#define SPARSE (WINDOW / 16)
#define FIRST_IDS 256 /* that a block looks for; then more at a time */

/* One of the two ways. */
struct match {
	struct fts_match *fts;
	struct match_walk reading;
	struct part *root;
	struct arena arena;
	int64_t from;       /* nothing before it is to be given any more */
	int64_t look;       /* ids that the next block spans at most */
	bool dense;         /* of a word: its forms are best put together as bits */
	bool ended;
	uint64_t bits[WINDOW / 64];
	int64_t id[WINDOW];
};

enum pantau_status pantau_reading_look(struct match_walk *reading,
		struct pantau_error *err)
{
	return pantau_store_halted(reading->store)
			? pantau_store_halt(reading->store, err) : PANTAU_OK;
}

enum pantau_status pantau_match_direct(struct store *store, bool *direct,
		struct pantau_error *err)
{
	struct index_reader *reader;

	*direct = false;
	if (store->match_by_fts) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_reader_get(store, &reader, err);
	*direct = status == PANTAU_OK && !reader->structure.foreign;
	return status;
}

enum pantau_status pantau_reading_init(struct match_walk *out,
		struct store *store, struct arena *arena, bool descending,
		int64_t least, int64_t greatest, bool *direct,
		struct pantau_error *err)
{
	*out = (struct match_walk){
		.store = store, .arena = arena, .descending = descending,
		.turn = descending ? -1 : 0, .least = least > 1 ? least : 1,
		/* The end of the window that holds it is an id too. */
		.greatest = greatest < INT64_MAX - WINDOW ? greatest
				: INT64_MAX - WINDOW,
		.field = {
			[MATCH_ANY] = NO_FIELD, [MATCH_TEXT] = INDEX_TEXT,
			[MATCH_TITLE] = INDEX_TITLE,
		},
		.steps = 255,
	};
	return pantau_match_direct(store, direct, err);
}

static enum pantau_status open_direct(struct match *match,
		const struct match_node *tree, struct pantau_error *err)
{
	struct match_walk *r = &match->reading;
	enum pantau_status status = PANTAU_OK;

	match->from = r->descending ? r->greatest : r->least;
	match->look = FIRST_IDS;
	match->ended = r->least > r->greatest;
	if (!match->ended) {
		status = pantau_part_open(r, tree, &match->root, err);
	}
	return status;
}

enum pantau_status pantau_match_open(struct store *store,
		const struct match_node *tree, bool descending, int64_t least,
		int64_t greatest, struct match **out, struct pantau_error *err)
{
	struct match *match = malloc(sizeof(*match));
	bool direct = false;

	*out = NULL;
	if (match == NULL) {
		return pantau_fail_memory(err);
	}
	memset(match, 0, offsetof(struct match, bits));
	pantau_arena_init(&match->arena);
	enum pantau_status status = pantau_reading_init(&match->reading, store,
			&match->arena, descending, least, greatest, &direct, err);
	if (status == PANTAU_OK && direct) {
		status = open_direct(match, tree, err);
	} else if (status == PANTAU_OK) {
		status = pantau_fts_match_open(store, tree, descending, least,
				greatest, &match->fts, err);
	}
	if (status != PANTAU_OK) {
		pantau_match_close(match);
		return status;
	}
	*out = match;
	return PANTAU_OK;
}

static enum pantau_status seek_fts(struct match *match, int64_t from,
		int64_t *id, struct pantau_error *err)
{
	enum pantau_status status;

	do {
		status = pantau_fts_match_next(match->fts, id, err);
	} while (status == PANTAU_OK &&
			pantau_before(&match->reading, *id, from));
	return status;
}

enum pantau_status pantau_match_seek(struct match *match, int64_t from,
		int64_t *id, struct pantau_error *err)
{
	struct match_walk *r = &match->reading;

	if (match->fts != NULL) {
		return seek_fts(match, from, id, err);
	}
	if (match->ended) {
		return PANTAU_END;
	}
	if (pantau_before(r, from, match->from)) {
		from = match->from;
	}
	enum pantau_status status = pantau_part_seek(r, match->root, from, err);
	match->ended = match->root->ended;
	if (status != PANTAU_OK || match->ended) {
		return status != PANTAU_OK ? status : PANTAU_END;
	}
	*id = match->root->at;
	match->from = pantau_behind(r, *id);
	return PANTAU_OK;
}

enum pantau_status pantau_match_next(struct match *match, int64_t *id,
		struct pantau_error *err)
{
	return pantau_match_seek(match, match->reading.descending ? INT64_MAX
			: INT64_MIN, id, err);
}

static enum pantau_status block_fts(struct match *match, size_t *n,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	for (*n = 0; status == PANTAU_OK && *n < WINDOW && !match->ended;) {
		status = pantau_fts_match_next(match->fts, &match->id[*n], err);
		*n += status == PANTAU_OK;
		match->ended = status == PANTAU_END;
	}
	return match->ended && *n != 0 ? PANTAU_OK : status;
}

static bool is_dense(const int64_t *id, size_t n)
{
	int64_t span = n == 0 ? INT64_MAX : id[n - 1] - id[0];

	return (span < 0 ? -span : span) < (int64_t)n * SPARSE;
}

/* Of a word, straight from its entries. */
static enum pantau_status block_word(struct match *match, size_t *n,
		struct pantau_error *err)
{
	struct match_walk *r = &match->reading;
	struct forms *forms = match->root->position[0];
	struct taken taken = {.id = match->id, .room = (size_t)match->look};
	int64_t end = r->descending ? r->least - 1 : r->greatest + 1;
	enum pantau_status status = pantau_forms_seek(r, forms, match->from,
			err);

	if (status == PANTAU_OK && !forms->ended) {
		status = pantau_forms_take(r, forms, end, &taken, err);
	}
	*n = taken.n;
	match->ended = forms->ended;
	match->dense = forms->n > 1 && is_dense(match->id, taken.n);
	if (status == PANTAU_OK && taken.n == 0) {
		return PANTAU_END;
	}
	return status;
}

/* Marks the next window that may hold any; without one the match has ended. */
static enum pantau_status mark_next(struct match *match, struct window *w,
		struct pantau_error *err)
{
	struct match_walk *r = &match->reading;
	int64_t at;
	enum pantau_status status = pantau_part_least(r, match->root,
			match->from, &at, &match->ended, err);

	if (status == PANTAU_OK && !match->ended) {
		*w = pantau_window_at(r, at, match->look, match->bits);
		memset(match->bits, 0, sizeof(match->bits));
		status = pantau_part_mark(r, match->root, w, err);
		match->from = w->end;
	}
	return status;
}

static enum pantau_status block_window(struct match *match, size_t *n,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	for (*n = 0; status == PANTAU_OK && *n == 0 && !match->ended;) {
		struct window w;
		status = mark_next(match, &w, err);
		if (status == PANTAU_OK && !match->ended) {
			*n = pantau_window_ids(&match->reading, &w, match->id);
		}
	}
	return status == PANTAU_OK && *n == 0 ? PANTAU_END : status;
}

/* Whether blocks are made of windows. */
static bool by_windows(const struct match *match)
{
	return match->fts == NULL && !match->root->ended &&
			(!match->root->plain || match->dense);
}

enum pantau_status pantau_match_block(struct match *match, const int64_t **id,
		size_t *n, struct pantau_error *err)
{
	enum pantau_status status;

	*id = match->id;
	*n = 0;
	if (match->ended) {
		return PANTAU_END;
	}
	if (match->fts != NULL) {
		return block_fts(match, n, err);
	}
	status = match->root->ended ? PANTAU_END : by_windows(match)
			? block_window(match, n, err) : block_word(match, n, err);
	match->look = match->look * 2 < WINDOW ? match->look * 2 : WINDOW;
	return status;
}

enum pantau_status pantau_match_rest(struct match *match, uint64_t *n,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	*n = 0;
	while (status == PANTAU_OK && !match->ended) {
		const int64_t *id;
		struct window w;
		size_t some = 0;
		if (by_windows(match)) {
			match->look = WINDOW;
			status = mark_next(match, &w, err);
			some = status == PANTAU_OK && !match->ended
					? pantau_window_count(&w) : 0;
		} else {
			status = pantau_match_block(match, &id, &some, err);
		}
		*n += some;
	}
	return status == PANTAU_END ? PANTAU_OK : status;
}

void pantau_match_close(struct match *match)
{
	if (match != NULL) {
		pantau_fts_match_close(match->fts);
		pantau_part_close(match->root);
		pantau_arena_finish(&match->arena);
		free(match);
	}
}

void pantau_match_by_fts(struct store *store, bool always)
{
	store->match_by_fts = always;
}
