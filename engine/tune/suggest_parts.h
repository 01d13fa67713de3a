/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_SUGGEST_PARTS_H
#define PANTAU_TUNE_SUGGEST_PARTS_H

/* The terms of a set of texts with the places where they stand first. */

#include "base/hash.h"
#include "pantau/lexicon.h"
#include "pantau/score.h"
#include "text/analyser.h"
#include "tune/suggest.h"

struct term_place {
	uint32_t term, text, start, end;
};

struct term_set {
	struct map keys;     /* kind as one byte, then the words */
	uint32_t *last;      /* by term: the last text that has it, + 1 */
	size_t last_room;
	struct term_place *place; /* by text; after sorting by term, then text */
	size_t n, room;
	uint32_t *start;     /* after sorting: of each term, and one more */
	struct buf key;
};

void pantau_term_set_init(struct term_set *set);
void pantau_term_set_finish(struct term_set *set);

/* Adds the terms of a text; texts come in order. False when memory is out. */
bool pantau_term_set_add(struct term_set *set, uint32_t number, struct str text,
		const struct pantau_tokens *tokens);

/* Fills start and sorts the places. False when memory is out. */
bool pantau_term_set_sort(struct term_set *set);

static inline enum suggest_kind term_kind(const struct term_set *set,
		size_t term)
{
	return (enum suggest_kind)(set->keys.entry[term].key.p[0] - '0');
}

static inline struct str term_words(const struct term_set *set, size_t term)
{
	return str_skip(set->keys.entry[term].key, 1);
}

/* How many texts have a term of that kind. */
uint32_t pantau_term_set_texts(struct term_set *set, enum suggest_kind kind,
		struct str words);

/* --- suggest_seed.c --- */

struct seed_span {
	uint32_t start, end;
};

/* Of the rows of tone in a text that are not learned. */
struct seed_spans {
	struct seed_span *span; /* in the arena */
	size_t n;
};

/* False when memory is out. */
bool pantau_seed_spans_make(const struct pantau_lexicons *lexicons,
		const struct pantau_tone_score *tone, struct arena *arena,
		struct seed_spans *out);
/* Whether one of them says what stands at a place, so that a row of so many
 * bytes would not: a longer one, or that of another form ('harapan' of
 * 'harap'). The row itself would be replaced. */
bool pantau_seed_takes(const struct seed_spans *spans,
		const struct term_place *place, size_t length);

#endif
