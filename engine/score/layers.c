/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * What learned layers and the traits of a text add to its tone. A row counts
 * once, where it stands first. Fitted rows are scaled by how many of their
 * layer a field has, as they were when it was fitted; rows of people are not.
 */

#include "score/bag.h"

/* Notes a row, if it is one, without asking. */
static inline size_t note(struct row_match *match, size_t n, uint32_t row,
		uint32_t at)
{
	match[n] = (struct row_match){row, at};
	return n + (row != 0);
}

/* Asks for a pair of roots that a table has to be searched for. */
static inline bool may_pair(const struct score_words *words, uint32_t first,
		uint32_t second)
{
	uint32_t hash = learned_hash(learned_key(LEARNED_PAIR, first, second));

	if (!score_filter_has(words->pair_filter, hash)) {
		return false;
	}
	__builtin_prefetch(&words->pair[hash & (words->pair_slots - 1)]);
	return true;
}

/* What may count, in order: some rows again and again, those of pairs and of
 * negated roots without their number. Returns how many. */
static size_t find_rows(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		struct row_match *match)
{
	const struct score_words *words = &scorer->words;
	struct bag_items items = bag_items(scorer, item, n);
	struct bag_walk walk = bag_walk(field);
	uint32_t before = 0; /* of the root of the word before */
	size_t rows = 0;

	while (bag_next(&walk, &items)) {
		uint32_t at = walk.at;
		const struct score_word *word = score_word(words, walk.word);
		uint32_t root = score_word(words, walk.root)->root;
		rows = note(match, rows, word->word, at);
		rows = note(match, rows, walk.root != walk.word ?
				root & ROOT_ROW : 0, at);
		if ((root & ROOT_NEGATED) != 0 && bag_negated(&walk, &items)) {
			rows = note(match, rows, ROW_NEGATED, at);
		}
		if ((root & ROOT_SECOND) != 0 && (before & ROOT_FIRST) != 0 &&
				walk.before != 0 && may_pair(words, walk.before,
				walk.root)) {
			rows = note(match, rows, ROW_PAIR, at);
		}
		before = root;
	}
	return rows;
}

static uint32_t row_of(const struct score_words *words,
		const struct pantau_token *token, struct row_match match)
{
	if ((match.row & (ROW_PAIR | ROW_NEGATED)) == 0) {
		return match.row;
	}
	uint32_t root = bag_root(&token[match.at]);
	if ((match.row & ROW_PAIR) != 0) {
		return score_pair_row(words, learned_key(LEARNED_PAIR,
				bag_root(&token[match.at - 1]), root));
	}
	return score_pair_row(words, learned_key(LEARNED_NEGATED, root, 0));
}

/* Leaves each of n rows where it stands first; returns how many. seen: a bit
 * for each; row 0, which is none, has been. */
static size_t take_rows(const struct score_words *words,
		const struct pantau_token *token, uint64_t *seen,
		struct row_match *match, size_t n)
{
	size_t kept = 0;

	seen[0] = 1;
	for (size_t i = 0; i < n; i++) {
		struct row_match at = match[i];
		uint32_t row = row_of(words, token, at);
		uint64_t bit = UINT64_C(1) << row % 64;
		uint64_t old = seen[row / 64];
		match[kept] = (struct row_match){row | (at.row & ~ROW_BITS),
				at.at};
		kept += (old & bit) == 0;
		seen[row / 64] = old | bit;
	}
	return kept;
}

/* What of the rows counts: those of a layer that has them. */
static void count_rows(const struct score_words *words,
		struct learned_rows *rows)
{
	for (int l = 0; l < LAYERS; l++) {
		const struct score_row *row = words->row[l];
		for (size_t i = 0; row != NULL && i < rows->n; i++) {
			uint32_t at = rows->match[i].row & ROW_BITS;
			rows->rows += row[at].rule != 0;
			rows->fitted[l] += row[at].fitted;
		}
	}
}

bool pantau_score_layers_find(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		struct arena *arena, struct learned_rows *out)
{
	const struct score_words *words = &scorer->words;
	const struct pantau_tokens *tokens = field->tokens;

	*out = (struct learned_rows){
		.evidences = (size_t)TRAITS * (LAYERS + 1),
	};
	if (words->rows == 0) {
		return true;
	}
	/* Up to four of each token, and what is noted without being one. */
	out->match = pantau_arena_alloc(arena, (tokens->tokens * 4 + 1) *
			sizeof(*out->match));
	uint64_t *seen = pantau_arena_zero(arena, words->rows / 64 + 1,
			sizeof(*seen));
	if (out->match == NULL || seen == NULL) {
		return false;
	}
	out->n = take_rows(words, tokens->token, seen, out->match, find_rows(
			scorer, field, item, n, out->match));
	count_rows(words, out);
	out->evidences += out->rows;
	return true;
}

static void add_rows(const struct pantau_scorer *scorer,
		const struct field *field, const struct learned_rows *rows,
		enum layer layer, struct evidence_list *list)
{
	const struct pantau_token *token = field->tokens->token;
	const struct score_row *row = scorer->words.row[layer];
	float scale = pantau_tone_learned(&scorer->params,
			rows->fitted[layer]);

	for (size_t i = 0; row != NULL && i < rows->n; i++) {
		struct row_match match = rows->match[i];
		struct score_row weights = row[match.row & ROW_BITS];
		uint32_t first = match.at - (match.row >> 31);
		float factor = weights.fitted != 0 ? scale : 1.0f;
		if (weights.rule == 0) {
			continue;
		}
		evidence_add(list, &(struct pantau_evidence){
			.rule = weights.rule,
			.start = token[first].start,
			.end = token[match.at].end,
			.first = first, .last = match.at,
			.field = (uint8_t)field->field, .group = 0xff,
			.negated = (match.row & ROW_NEGATED) != 0,
			.effect = weights.effect * factor,
			.neutral = weights.neutral * factor,
		});
	}
}

static void add_trait(const struct pantau_scorer *scorer,
		const struct field *field, const struct score_entry *entry,
		float value, struct evidence_list *list)
{
	const float *w = entry->weight;

	evidence_add(list, &(struct pantau_evidence){
		.rule = score_rule(scorer, entry),
		.field = (uint8_t)field->field, .group = 0xff,
		.effect = (w[WEIGHT_POSITIVE] - w[WEIGHT_NEGATIVE]) * value,
		.neutral = (w[WEIGHT_NEUTRAL] - (w[WEIGHT_POSITIVE] +
			w[WEIGHT_NEGATIVE]) * 0.5f) * value,
	});
}

/* Traits have a row of their own, and may have one in each layer. */
static void add_traits(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		struct evidence_list *list)
{
	float value[TRAITS];

	pantau_bag_traits(field, item, n, value);
	for (unsigned t = 0; t < TRAITS; t++) {
		if (value[t] != 0 && scorer->trait[t] != NULL) {
			add_trait(scorer, field, scorer->trait[t], value[t],
					list);
		}
		for (int l = 0; value[t] != 0 && l < LAYERS; l++) {
			if (scorer->learned_trait[l][t] != NULL) {
				add_trait(scorer, field,
						scorer->learned_trait[l][t],
						value[t], list);
			}
		}
	}
}

void pantau_score_layers_add(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		const struct learned_rows *rows, struct evidence_list *list)
{
	for (int l = 0; l < LAYERS; l++) {
		add_rows(scorer, field, rows, (enum layer)l, list);
	}
	add_traits(scorer, field, item, n, list);
}
