/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Finds a plan's words and phrases in documents by what the index knows of
 * them. Both ways find the same: the index holds of each position the terms
 * that the text has there, and an outline of the text counts positions alike.
 */

#include "search/occur_parts.h"

#include <stdlib.h>

#include "base/error.h"

#define FORMS_MAX 64 /* of all marks: each costs a look-up in each document */

/* Whether postings find of a position just what the text's terms would: they
 * ask for one unmarked form alone, and a prefix may be many. */
static bool plain(const struct match_position *position)
{
	size_t unmarked = 0;
	for (size_t i = 0; i < position->forms; i++) {
		struct str form = position->form[i];
		unmarked += form.n == 0 || form.p[0] != PACK_COLOCATED;
	}
	return !position->prefix && unmarked <= 1;
}

static bool can_tell(const struct plan *plan)
{
	size_t forms = 0;
	for (size_t i = 0; i < plan->marks; i++) {
		const struct match_phrase *phrase = &plan->mark[i].phrase;
		for (size_t j = 0; j < phrase->positions; j++) {
			forms += phrase->position[j].forms;
			if (forms > FORMS_MAX || !plain(&phrase->position[j])) {
				return false;
			}
		}
	}
	/* Texts are cut and folded here as they were for the index. */
	const struct text_image *image = pantau_analyser_image(
			plan->terms.analyser);
	const struct text_image *kept = pantau_store_text_image(plan->store);
	return (pantau_store_stale(plan->store, NULL) & STAMP_ANALYSER) == 0 &&
			memcmp(image->image.hash, kept->image.hash,
				sizeof(kept->image.hash)) == 0;
}

static int descending(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;
	return (*a < *b) - (*a > *b);
}

enum pantau_status pantau_finder_look(struct finder *finder,
		const int64_t *ids, size_t n, struct pantau_error *err)
{
	struct plan *plan = finder->plan;
	struct looked *looked = &finder->looked;
	enum pantau_status status = PANTAU_OK;
	pantau_arena_reset(&looked->arena);
	looked->n = 0;
	if (n == 0 || !can_tell(plan)) {
		return PANTAU_OK;
	}
	looked->id = pantau_arena_alloc(&looked->arena, n * sizeof(*ids));
	looked->spots = pantau_arena_zero(&looked->arena, plan->marks * n + 1,
			sizeof(*looked->spots));
	if (looked->id == NULL || looked->spots == NULL) {
		return pantau_fail_memory(err);
	}
	memcpy(looked->id, ids, n * sizeof(*ids));
	qsort(looked->id, n, sizeof(*ids), descending);
	for (size_t i = 0; status == PANTAU_OK && i < plan->marks; i++) {
		const struct mark *mark = &plan->mark[i];
		status = pantau_match_spots(plan->store, &mark->phrase,
				mark->field, looked->id, n, &looked->arena,
				&looked->spots[i * n], NULL);
	}
	if (status == PANTAU_NO_MEMORY) {
		return pantau_fail_memory(err);
	}
	/* What the index cannot tell, the texts can. */
	looked->n = status == PANTAU_OK ? n : 0;
	return PANTAU_OK;
}

/* The token that covers a position; there is one. */
static uint32_t token_at(const struct pantau_tokens *tokens, uint32_t position)
{
	size_t low = 0, high = tokens->tokens;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (tokens->token[middle].position <= position) {
			low = middle;
		} else {
			high = middle;
		}
	}
	return (uint32_t)low;
}

enum added { ADDED, BEYOND, NO_ROOM };

/* BEYOND: the index knows of words that the text does not have. */
static enum added add_spots(struct finder *finder,
		const struct pantau_tokens *tokens, uint32_t mark,
		const uint32_t *at, size_t n)
{
	size_t positions = finder->plan->mark[mark].phrase.positions;
	for (size_t i = 0; i < n; i++) {
		if (positions > tokens->positions ||
				at[i] > tokens->positions - positions) {
			return BEYOND;
		}
		struct occurrence found = {
			token_at(tokens, at[i]),
			token_at(tokens, at[i] + (uint32_t)positions - 1),
			mark,
		};
		if (!pantau_finder_keep(finder, found)) {
			return NO_ROOM;
		}
	}
	return ADDED;
}

static enum added add_all(struct finder *finder,
		const struct pantau_tokens *tokens, size_t row,
		enum match_field field)
{
	const struct looked *looked = &finder->looked;
	enum added added = ADDED;
	for (size_t i = 0; added == ADDED && i < finder->plan->marks; i++) {
		const struct match_spots *spots =
				&looked->spots[i * looked->n + row];
		added = field == MATCH_TITLE ? add_spots(finder, tokens,
				(uint32_t)i, spots->title, spots->titles) :
				add_spots(finder, tokens, (uint32_t)i,
				spots->text, spots->texts);
	}
	return added;
}

enum pantau_status pantau_finder_shown(struct finder *finder, int64_t id,
		struct str text, enum match_field field,
		struct pantau_tokens *tokens, const struct occurrence **out,
		size_t *n, struct pantau_error *err)
{
	const struct looked *looked = &finder->looked;
	const int64_t *row = looked->n == 0 ? NULL : bsearch(&id, looked->id,
			looked->n, sizeof(id), descending);
	if (row == NULL) {
		return pantau_finder_run(finder, text, field, tokens, out, n,
				err);
	}
	pantau_finder_begin(finder, tokens, out, n);
	if (text.n == 0) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_analyse_outline(
			finder->plan->terms.analyser, text, &finder->arena, tokens,
			err);
	if (status != PANTAU_OK) {
		return status;
	}
	switch (add_all(finder, tokens, (size_t)(row - looked->id), field)) {
	case NO_ROOM:
		return pantau_fail_memory(err);
	case BEYOND:
		return pantau_finder_run(finder, text, field, tokens, out, n,
				err);
	case ADDED:
		break;
	}
	pantau_finder_end(finder, out, n);
	return PANTAU_OK;
}
