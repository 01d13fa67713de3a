/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The terms that begin with a prefix, in all segments. */

#include <stdlib.h>

#include "base/error.h"
#include "store/posting_parts.h"

#define PLACES_MAX (1u << 20)
#define MARK '\x02' /* leads stems and other words meant, not written */

struct gathering {
	struct index_reader *reader;
	struct arena *arena;
	struct str prefix;     /* with INDEX_TERM */
	size_t limit, left;    /* of a segment's terms; how many more it may give */
	uint32_t age;
	struct term_place *place;
	size_t n, room;
};

static enum pantau_status too_many(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_LIMIT, "%s", PANTAU_T(err,
			"too many words begin so; give more letters before '*'",
			"terlalu banyak kata berawalan itu; tulis lebih banyak "
			"huruf sebelum '*'"));
}

static enum pantau_status add(struct gathering *g, struct str term,
		const struct place *place, struct pantau_error *err)
{
	if (g->n == PLACES_MAX) {
		return too_many(err);
	}
	if (g->n == g->room) {
		size_t room = 2 * g->room + 64;
		struct term_place *grown = realloc(g->place, room *
				sizeof(*grown));
		if (grown == NULL) {
			return pantau_fail_memory(err);
		}
		g->place = grown;
		g->room = room;
	}
	struct term_place *out = &g->place[g->n];
	out->term = pantau_arena_str(g->arena, term);
	if (out->term.p == NULL) {
		return pantau_fail_memory(err);
	}
	out->age = g->age;
	out->place = *place;
	g->n++;
	return PANTAU_OK;
}

/* Takes the fitting terms of a page; *behind: a greater one was met. */
static enum pantau_status gather_page(struct gathering *g,
		struct place *place, struct buf *term, bool *behind,
		struct pantau_error *err)
{
	struct leaf leaf;
	struct leaf_terms terms;
	struct leaf_extent extent;
	enum pantau_status status = pantau_reader_leaf(g->reader,
			place->segment, place->page, &leaf, err);

	if (status != PANTAU_OK) {
		return status;
	}
	pantau_leaf_terms(&leaf, &terms);
	while (status == PANTAU_OK && !*behind && g->left != 0 &&
			pantau_leaf_next_term(&terms, term, &extent)) {
		struct str found = buf_str(term);
		if (str_starts(found, g->prefix)) {
			place->rows = extent.rows;
			place->end = extent.end;
			place->last = extent.last;
			if (found.n < 2 || found.p[1] != MARK) {
				status = add(g, found, place, err);
				g->left--;
			}
		} else {
			*behind = str_cmp(found, g->prefix) > 0;
		}
	}
	if (term->failed) {
		return pantau_fail_memory(err);
	}
	return terms.damaged ? pantau_index_damaged(err) : status;
}

static enum pantau_status gather(struct gathering *g,
		const struct segment *segment, struct buf *term,
		struct pantau_error *err)
{
	struct place place = {.segment = segment->id, .limit = segment->last};
	bool behind = false;
	enum pantau_status status;

	if (segment->first == 0) {
		return PANTAU_OK;
	}
	g->left = g->limit;
	status = pantau_segment_page(g->reader, segment, g->prefix,
			&place.page, err);
	while (status == PANTAU_OK) {
		uint32_t next;
		pantau_buf_clear(term);
		status = gather_page(g, &place, term, &behind, err);
		if (status != PANTAU_OK || behind || g->left == 0) {
			break;
		}
		status = pantau_segment_next(g->reader, segment->id,
				buf_str(term), &next, err);
		if (status != PANTAU_OK || next == 0) {
			break;
		}
		if (next <= place.page || next > place.limit) {
			return pantau_index_damaged(err);
		}
		place.page = next;
	}
	return status;
}

static int by_term(const void *a, const void *b)
{
	const struct term_place *x = a, *y = b;
	int order = str_cmp(x->term, y->term);

	return order != 0 ? order : (x->age > y->age) - (x->age < y->age);
}

/* The places into the arena, in order, each term with one pointer. */
static bool hand_over(struct gathering *g, struct term_place **out, size_t *n)
{
	if (g->n > 0) {
		qsort(g->place, g->n, sizeof(*g->place), by_term);
	}
	for (size_t i = 1; i < g->n; i++) {
		if (str_eq(g->place[i].term, g->place[i - 1].term)) {
			g->place[i].term = g->place[i - 1].term;
		}
	}
	*n = g->n;
	*out = pantau_arena_alloc(g->arena, g->n * sizeof(**out));
	if (*out != NULL && g->n > 0) {
		memcpy(*out, g->place, g->n * sizeof(**out));
	}
	return *out != NULL;
}

enum pantau_status pantau_prefix_terms(struct index_reader *reader,
		struct str prefix, size_t limit, struct arena *arena,
		struct term_place **out, size_t *n, struct pantau_error *err)
{
	const struct structure *structure = &reader->structure;
	struct gathering g = {.reader = reader, .arena = arena, .limit = limit,
			.prefix = pantau_posting_term(prefix, arena)};
	enum pantau_status status = g.prefix.p != NULL ? PANTAU_OK
			: pantau_fail_memory(err);
	struct buf term;

	*out = NULL;
	*n = 0;
	pantau_buf_init(&term);
	for (size_t i = 0; i < structure->levels; i++) {
		const struct level *level = &structure->level[i];
		for (uint32_t j = level->segments; status == PANTAU_OK && j > 0;
				j--) {
			status = gather(&g, &level->segment[j - 1], &term, err);
			g.age++;
		}
	}
	if (status == PANTAU_OK && !hand_over(&g, out, n)) {
		status = pantau_fail_memory(err);
	}
	pantau_buf_finish(&term);
	free(g.place);
	return status;
}
