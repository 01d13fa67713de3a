/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SCORE_BAG_H
#define PANTAU_SCORE_BAG_H

/*
 * The features of a field that learned layers weigh (lexicon/learned.h): words,
 * roots, negated roots, pairs of roots, traits of the whole. The scorer asks for
 * those that have a row, fitting for all: both see the same.
 */

#include "lexicon/learned.h"
#include "score/parts.h"

/* What a lexeme is wanted as; an array of these by lexeme. */
enum {
	BAG_WORD = 1 << 0,
	BAG_ROOT = 1 << 1,
	BAG_NEGATED = 1 << 2,
	BAG_FIRST = 1 << 3,  /* of a pair */
	BAG_SECOND = 1 << 4,
	BAG_ALL = BAG_WORD | BAG_ROOT | BAG_NEGATED | BAG_FIRST | BAG_SECOND,
};

struct bag_sink {
	/* wanted[lexeme] for lexemes up to 'lexemes'; NULL: all are. */
	const uint8_t *wanted;
	uint32_t lexemes;
	/* A feature and the tokens it stands on. It may be told of again. */
	void (*add)(void *context, uint64_t key, uint32_t first, uint32_t last);
	void *context;
};

/* item: the field's matches. Negators say which roots are negated; the words of
 * an idiom of several words are no features, since it does not mean them. */
void pantau_bag_words(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		const struct bag_sink *sink);

/*
 * All features of a text, for fitting: its tokens by an analyser over the
 * scorer's own lexicons. Traits as below. False when memory is out.
 */
bool pantau_bag_text(const struct pantau_scorer *scorer, struct str text,
		const struct pantau_tokens *tokens, struct arena *arena,
		const struct bag_sink *sink, float traits[TRAITS]);

/* The value of every trait; most are 0 or 1. */
void pantau_bag_traits(const struct field *field, const struct tone_item *item,
		size_t n, float out[TRAITS]);

#endif
