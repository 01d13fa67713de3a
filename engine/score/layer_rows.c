/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The rows of learned layers as the scorer asks for them: those of a word and
 * of a root beside their lexeme, those of pairs and of negated roots in a table
 * of their own, for they are rarely asked for.
 */

#include <stdlib.h>

#include "score/bag.h"

/* Does a layer give evidence? */
static bool layer_on(const struct pantau_scorer *scorer, int layer)
{
	return (scorer->layers & (layer == LAYER_LEARNED ? SCORE_LEARNED :
			SCORE_DESK)) != 0;
}

static void find_traits(struct pantau_scorer *scorer)
{
	const struct score_image *image = scorer->image;

	for (uint32_t i = 0; i < image->entries; i++) {
		const struct score_entry *entry = &image->entry[i];
		if (entry->kind == ENTRY_TRAIT && entry->variant < TRAITS &&
				(scorer->layers & SCORE_SEED) != 0) {
			scorer->trait[entry->variant] = entry;
		}
	}
}

/* As they are added up: a row's positive less negative, and its neutral less
 * the mean of the others. */
static struct score_row weights(const struct score_entry *entry, uint32_t rule)
{
	const float *w = entry->weight;

	return (struct score_row){
		.effect = w[WEIGHT_POSITIVE] - w[WEIGHT_NEGATIVE],
		.neutral = w[WEIGHT_NEUTRAL] - (w[WEIGHT_POSITIVE] +
				w[WEIGHT_NEGATIVE]) * 0.5f,
		.rule = rule,
		.fitted = entry->scope != 0,
	};
}

/* A layer has an array of rows once there is one that counts. */
static bool set_row(struct pantau_scorer *scorer, int layer, uint32_t row,
		uint32_t rule)
{
	struct score_row **rows = &scorer->words.row[layer];

	if (*rows == NULL) {
		*rows = calloc((size_t)scorer->words.rows + 1, sizeof(**rows));
	}
	if (*rows == NULL) {
		return false;
	}
	(*rows)[row] = weights(&scorer->image->entry[rule - 1], rule);
	return true;
}

static void put_pair(struct score_words *words, uint64_t key, uint32_t row)
{
	uint32_t mask = words->pair_slots - 1;
	uint32_t at = learned_hash(key) & mask;

	while (words->pair[at].key != 0) {
		at = (at + 1) & mask;
	}
	words->pair[at] = (struct score_pair){key, row};
	score_filter_add(words->pair_filter, learned_hash(key));
}

/* Where the scorer looks for a row; words that are none are left alone. */
static void place_row(struct score_words *words, uint64_t key, uint32_t row)
{
	struct score_word *first = &words->word[(key >> 28) & LEARNED_LEXEME];
	struct score_word *second = &words->word[key & LEARNED_LEXEME];

	switch ((enum learned_kind)(key >> 56)) {
	case LEARNED_WORD:
		first->word = row;
		break;
	case LEARNED_ROOT:
		first->root |= row;
		break;
	case LEARNED_NEGATED:
		first->root |= ROOT_NEGATED;
		put_pair(words, key, row);
		break;
	case LEARNED_PAIR:
		first->root |= ROOT_FIRST;
		second->root |= ROOT_SECOND;
		put_pair(words, key, row);
		break;
	default:
		break;
	}
}

/* Is it a row of words that have a place? */
static bool is_of_words(const struct score_words *words, uint64_t key)
{
	uint64_t first = (key >> 28) & LEARNED_LEXEME;
	uint64_t second = key & LEARNED_LEXEME;
	unsigned kind = (unsigned)(key >> 56);

	return kind >= LEARNED_WORD && kind <= LEARNED_PAIR && first != 0 &&
			first <= words->lexemes && second <= words->lexemes &&
			(second != 0) == (kind == LEARNED_PAIR);
}

static bool add_slot(struct pantau_scorer *scorer,
		const struct learned_slot *slot, uint32_t *row)
{
	struct score_words *words = &scorer->words;
	uint64_t trait = (slot->key >> 28 & LEARNED_LEXEME) - 1;
	bool of_words = is_of_words(words, slot->key), ok = true;

	if (of_words) {
		place_row(words, slot->key, ++*row);
	} else if (slot->key >> 56 != LEARNED_TRAIT || trait >= TRAITS) {
		return true;
	}
	for (int l = 0; ok && l < LAYERS; l++) {
		uint32_t rule = slot->entry[l];
		if (rule == 0 || !layer_on(scorer, l)) {
			continue;
		}
		if (of_words) {
			ok = set_row(scorer, l, *row, rule);
		} else {
			scorer->learned_trait[l][trait] =
					&scorer->image->entry[rule - 1];
		}
	}
	return ok;
}

bool pantau_score_layers_prepare(struct pantau_scorer *scorer)
{
	const struct score_image *image = scorer->image;
	struct score_words *words = &scorer->words;
	uint32_t pairs = 0, row = 0;
	bool ok = true;

	find_traits(scorer);
	for (uint32_t i = 0; i < image->learned_slots; i++) {
		uint64_t key = image->learned[i].key;
		bool counts = is_of_words(words, key);
		words->rows += counts;
		pairs += counts && key >> 56 >= LEARNED_NEGATED;
	}
	if (words->rows > ROW_BITS) {
		words->rows = 0;
		return true;
	}
	words->pair_slots = 2;
	while (words->pair_slots < pairs * 2) {
		words->pair_slots *= 2;
	}
	words->pair = calloc(words->pair_slots, sizeof(*words->pair));
	if (words->pair == NULL) {
		return false;
	}
	for (uint32_t i = 0; ok && i < image->learned_slots; i++) {
		ok = add_slot(scorer, &image->learned[i], &row);
	}
	return ok;
}
