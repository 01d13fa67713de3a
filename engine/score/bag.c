/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Walks the tokens of a field and tells their features. */

#include "score/bag.h"

#include <math.h>

static bool is_negator(const struct tone_item *item)
{
	const struct score_entry *other = item->match.other;
	return other != NULL && other->kind == ENTRY_NEGATOR &&
			other->variant != NEGATOR_DOUBLE;
}

void pantau_bag_pass(struct bag_items *items, uint32_t token)
{
	while (items->passed < items->items &&
			items->item[items->passed].match.last < token) {
		const struct tone_item *item = &items->item[items->passed++];
		if (is_negator(item)) {
			items->first = item->match.last;
			items->end = item->match.last +
					item->match.other->scope;
		}
	}
}

void pantau_bag_formula(struct bag_items *items, uint32_t token)
{
	const bool *formula = items->scorer->class_formula;

	items->formula[0] = items->formula[1] = UINT32_MAX;
	for (; items->looked < items->items; items->looked++) {
		const struct tone_item *item = &items->item[items->looked];
		const struct tone_match *match = &item->match;
		if (match->last >= token && match->tone != NULL &&
				match->first < match->last &&
				formula[match->tone->class_]) {
			items->formula[0] = match->first;
			items->formula[1] = match->last;
			return;
		}
	}
}

/* All features of words, whoever may have rows for them. */
static void tell_words(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		const struct bag_sink *sink)
{
	struct bag_items items = bag_items(scorer, item, n);
	struct bag_walk walk = bag_walk(field);

	while (bag_next(&walk, &items)) {
		uint32_t at = walk.at, word = walk.word, root = walk.root;
		if (word != 0) {
			sink->add(sink->context, learned_key(LEARNED_WORD, word,
					0), at, at);
		}
		if (root != 0 && root != word) {
			sink->add(sink->context, learned_key(LEARNED_ROOT, root,
					0), at, at);
		}
		if (root != 0 && bag_negated(&walk, &items)) {
			sink->add(sink->context, learned_key(LEARNED_NEGATED,
					root, 0), at, at);
		}
		if (root != 0 && walk.before != 0) {
			sink->add(sink->context, learned_key(LEARNED_PAIR,
					walk.before, root), at - 1, at);
		}
	}
}

/* Is there a match of a kind? */
static bool has_kind(const struct tone_item *item, size_t n,
		enum entry_kind kind)
{
	for (size_t i = 0; i < n; i++) {
		const struct score_entry *other = item[i].match.other;
		if (other != NULL && other->kind == kind) {
			return true;
		}
	}
	return false;
}

static bool has_sign(struct str gap, char sign)
{
	return gap.n != 0 && memchr(gap.p, sign, gap.n) != NULL;
}

void pantau_bag_traits(const struct field *field, const struct tone_item *item,
		size_t n, float out[TRAITS])
{
	const struct pantau_tokens *tokens = field->tokens;
	uint32_t kinds = 0;
	float length = log2f((float)tokens->tokens / 16.0f);

	for (size_t i = 0; i < field->odds; i++) {
		kinds |= 1u << tokens->token[field->odd[i]].kind;
	}
	for (unsigned i = 0; i < TRAITS; i++) {
		out[i] = 0;
	}
	out[TRAIT_BASE] = 1;
	out[TRAIT_LENGTH] = length > 4.0f ? 4.0f
			: length < -3.0f ? -3.0f : length;
	out[TRAIT_QUESTION] = has_sign(pantau_score_gap(field,
			tokens->tokens), '?');
	out[TRAIT_EXCLAMATION] = field->exclaims;
	out[TRAIT_LINK] = field->links > 0;
	out[TRAIT_MENTION] = kinds >> PANTAU_TOKEN_MENTION & 1;
	out[TRAIT_HASHTAG] = kinds >> PANTAU_TOKEN_HASHTAG & 1;
	out[TRAIT_NUMBER] = field->figures * 10 >= tokens->tokens &&
			field->figures > 0;
	out[TRAIT_NEGATION] = has_kind(item, n, ENTRY_NEGATOR);
	out[TRAIT_CONTRAST] = has_kind(item, n, ENTRY_CONTRAST);
	out[TRAIT_EMOJI] = kinds >> PANTAU_TOKEN_EMOJI & 1;
}

bool pantau_bag_text(const struct pantau_scorer *scorer, struct str text,
		const struct pantau_tokens *tokens, struct arena *arena,
		const struct bag_sink *sink, float traits[TRAITS])
{
	struct field field = {
		.field = PANTAU_FIELD_TEXT, .text = text, .tokens = tokens,
	};
	struct pantau_language_guess guess;
	struct tone_item *item;
	size_t n;

	pantau_detect_language(NULL, tokens, &guess);
	field.language = pantau_score_region(&guess);
	if (!pantau_score_read(&field, arena) ||
			!pantau_score_begins(scorer, &field, arena) ||
			!pantau_score_items(scorer, &field, arena, &item, &n)) {
		return false;
	}
	tell_words(scorer, &field, item, n, sink);
	pantau_bag_traits(&field, item, n, traits);
	return true;
}
