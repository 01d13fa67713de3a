/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Finds a plan's words and phrases in a text. */

#include "search/occur_parts.h"

#include <stdlib.h>

#include "base/error.h"

/* A text's terms by position: those of position p are term[start[p]] up to
 * start[p + 1]; the first is unmarked. */
struct positions {
	const struct pantau_tokens *tokens;
	uint32_t *start;
	uint32_t *token; /* that covers it */
	size_t n;
};

static bool stem_form(struct str form)
{
	return form.n != 0 && form.p[0] == PACK_COLOCATED;
}

static bool add_form(struct finder *finder, struct str form, uint32_t mark)
{
	bool added, stem = stem_form(form);
	uint32_t *head = pantau_map_put(stem ? &finder->stems : &finder->plain,
			stem ? str_skip(form, 1) : form, &added);
	if (head == NULL) {
		return false;
	}
	finder->link[finder->links] = (struct link){mark, *head};
	*head = (uint32_t)++finder->links;
	return true;
}

static bool add_marks(struct finder *finder)
{
	const struct plan *plan = finder->plan;
	size_t forms = 0;
	for (size_t i = 0; i < plan->marks; i++) {
		forms += plan->mark[i].phrase.position[0].forms;
	}
	finder->link = calloc(forms + 1, sizeof(*finder->link));
	if (finder->link == NULL) {
		return false;
	}
	for (size_t i = 0; i < plan->marks; i++) {
		const struct match_position *first =
				&plan->mark[i].phrase.position[0];
		for (size_t j = 0; !first->prefix && j < first->forms; j++) {
			if (!add_form(finder, first->form[j], (uint32_t)i)) {
				return false;
			}
		}
	}
	return true;
}

struct finder *pantau_finder_create(struct plan *plan)
{
	struct finder *finder = calloc(1, sizeof(*finder));
	if (finder == NULL) {
		return NULL;
	}
	finder->plan = plan;
	pantau_arena_init(&finder->arena);
	pantau_arena_init(&finder->looked.arena);
	pantau_map_init(&finder->plain, pantau_hash_seed());
	pantau_map_init(&finder->stems, pantau_hash_seed());
	if (!add_marks(finder)) {
		pantau_finder_destroy(finder);
		return NULL;
	}
	return finder;
}

void pantau_finder_destroy(struct finder *finder)
{
	if (finder == NULL) {
		return;
	}
	pantau_map_finish(&finder->plain);
	pantau_map_finish(&finder->stems);
	pantau_arena_finish(&finder->arena);
	pantau_arena_finish(&finder->looked.arena);
	free(finder->link);
	free(finder->found);
	free(finder);
}

size_t pantau_finder_marks(const struct finder *finder)
{
	return finder->plan->marks;
}

static bool index_positions(struct arena *arena,
		const struct pantau_tokens *tokens, struct positions *out)
{
	uint32_t *cover = pantau_arena_alloc(arena,
			((size_t)tokens->positions + 1) * sizeof(*cover));
	*out = (struct positions){.tokens = tokens};
	out->start = pantau_arena_alloc(arena,
			(tokens->terms + 1) * sizeof(*out->start));
	out->token = pantau_arena_alloc(arena,
			(tokens->terms + 1) * sizeof(*out->token));
	if (cover == NULL || out->start == NULL || out->token == NULL) {
		return false;
	}
	memset(cover, 0, ((size_t)tokens->positions + 1) * sizeof(*cover));
	for (size_t i = 0; i < tokens->tokens; i++) {
		const struct pantau_token *token = &tokens->token[i];
		for (uint32_t p = token->position; p < tokens->positions &&
				p < token->position + token->positions; p++) {
			cover[p] = (uint32_t)i;
		}
	}
	for (size_t i = 0; i < tokens->terms; i++) {
		uint32_t position = tokens->term[i].position;
		if (i == 0 || position != tokens->term[i - 1].position) {
			out->start[out->n] = (uint32_t)i;
			out->token[out->n++] = position < tokens->positions ?
					cover[position] : 0;
		}
	}
	out->start[out->n] = (uint32_t)tokens->terms;
	return true;
}

static struct str term_str(const struct positions *text, size_t term)
{
	const struct pantau_term *t = &text->tokens->term[term];
	return str_make(t->bytes, t->length);
}

/* Whether a position of a text holds what one of a phrase asks for. */
static bool holds(const struct positions *text, size_t at,
		const struct match_position *wanted)
{
	struct str surface = term_str(text, text->start[at]);
	if (wanted->prefix) {
		return str_starts(surface, wanted->form[0]);
	}
	for (size_t i = 0; i < wanted->forms; i++) {
		struct str form = wanted->form[i];
		if (!stem_form(form)) {
			if (str_eq(form, surface)) {
				return true;
			}
			continue;
		}
		form = str_skip(form, 1);
		for (size_t t = text->start[at] + 1; t < text->start[at + 1];
				t++) {
			if (str_eq(form, term_str(text, t))) {
				return true;
			}
		}
	}
	return false;
}

bool pantau_finder_keep(struct finder *finder, struct occurrence found)
{
	if (finder->n == finder->room) {
		size_t room = finder->room * 2 + 64;
		struct occurrence *grown = realloc(finder->found,
				room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		finder->found = grown;
		finder->room = room;
	}
	finder->found[finder->n++] = found;
	return true;
}

/* The mark's whole phrase at a position. */
static bool try_mark(struct finder *finder, const struct positions *text,
		size_t at, uint32_t mark, enum match_field field)
{
	const struct mark *m = &finder->plan->mark[mark];
	if ((m->field != MATCH_ANY && m->field != field) ||
			m->phrase.positions > text->n - at) {
		return true;
	}
	for (size_t i = 0; i < m->phrase.positions; i++) {
		if (!holds(text, at + i, &m->phrase.position[i])) {
			return true;
		}
	}
	return pantau_finder_keep(finder, (struct occurrence){text->token[at],
			text->token[at + m->phrase.positions - 1], mark});
}

static bool try_links(struct finder *finder, const struct positions *text,
		size_t at, const uint32_t *head, enum match_field field)
{
	for (uint32_t link = head != NULL ? *head : 0; link != 0;
			link = finder->link[link - 1].next) {
		if (!try_mark(finder, text, at, finder->link[link - 1].mark,
				field)) {
			return false;
		}
	}
	return true;
}

static bool find_all(struct finder *finder, const struct positions *text,
		enum match_field field)
{
	const struct plan *plan = finder->plan;
	for (size_t at = 0; at < text->n; at++) {
		if (!try_links(finder, text, at, pantau_map_get(&finder->plain,
				term_str(text, text->start[at])), field)) {
			return false;
		}
		for (size_t t = text->start[at] + 1; t < text->start[at + 1];
				t++) {
			if (!try_links(finder, text, at, pantau_map_get(
					&finder->stems, term_str(text, t)), field)) {
				return false;
			}
		}
		for (size_t i = 0; i < plan->marks; i++) {
			if (plan->mark[i].phrase.position[0].prefix &&
					!try_mark(finder, text, at, (uint32_t)i,
					field)) {
				return false;
			}
		}
	}
	return true;
}

static int in_order(const void *left, const void *right)
{
	const struct occurrence *a = left, *b = right;
	if (a->first != b->first) {
		return a->first < b->first ? -1 : 1;
	}
	if (a->last != b->last) {
		return a->last < b->last ? -1 : 1;
	}
	return (a->mark > b->mark) - (a->mark < b->mark);
}

/* A word that is found by its surface and its stem was found twice. */
static size_t unique(struct occurrence *found, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		if (kept == 0 || in_order(&found[kept - 1], &found[i]) != 0) {
			found[kept++] = found[i];
		}
	}
	return kept;
}

void pantau_finder_begin(struct finder *finder, struct pantau_tokens *tokens,
		const struct occurrence **out, size_t *n)
{
	finder->n = 0;
	*out = NULL;
	*n = 0;
	memset(tokens, 0, sizeof(*tokens));
	pantau_arena_reset(&finder->arena);
}

void pantau_finder_end(struct finder *finder, const struct occurrence **out,
		size_t *n)
{
	if (finder->n != 0) {
		qsort(finder->found, finder->n, sizeof(*finder->found), in_order);
		finder->n = unique(finder->found, finder->n);
	}
	*out = finder->found;
	*n = finder->n;
}

enum pantau_status pantau_finder_run(struct finder *finder, struct str text,
		enum match_field field, struct pantau_tokens *tokens,
		const struct occurrence **out, size_t *n,
		struct pantau_error *err)
{
	struct positions positions;
	pantau_finder_begin(finder, tokens, out, n);
	if (text.n == 0) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_analyse_into(
			finder->plan->terms.analyser, text, &finder->arena, tokens,
			err);
	if (status != PANTAU_OK) {
		return status;
	}
	if (!index_positions(&finder->arena, tokens, &positions) ||
			!find_all(finder, &positions, field)) {
		return pantau_fail_memory(err);
	}
	pantau_finder_end(finder, out, n);
	return PANTAU_OK;
}
