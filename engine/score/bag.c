/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Walks the tokens of a field and tells their features. */

#include "score/bag.h"

#include <math.h>

/* Addresses and figures are told by traits, not by what they say. */
#define NO_WORDS (1u << PANTAU_TOKEN_URL | 1u << PANTAU_TOKEN_MENTION | \
		1u << PANTAU_TOKEN_EMAIL | 1u << PANTAU_TOKEN_PHONE | \
		1u << PANTAU_TOKEN_NUMBER | 1u << PANTAU_TOKEN_MONEY | \
		1u << PANTAU_TOKEN_DATE | 1u << PANTAU_TOKEN_TIME)

/* A word that people spell otherwise is the word it stands for. */
static uint32_t root_of(const struct pantau_token *token)
{
	return (token->flags & PANTAU_TOKEN_SLANG) != 0 &&
			token->lexeme[1] != 0 ? token->lexeme[1]
			: token->lexeme[2];
}

static unsigned wanted(const struct bag_sink *sink, uint32_t lexeme)
{
	if (lexeme == 0) {
		return 0;
	}
	return sink->wanted == NULL ? BAG_ALL
			: lexeme <= sink->lexemes ? sink->wanted[lexeme] : 0;
}

static bool is_negator(const struct tone_item *item)
{
	const struct score_entry *other = item->match.other;
	return other != NULL && other->kind == ENTRY_NEGATOR &&
			other->variant != NEGATOR_DOUBLE;
}

/* The tokens that negators reach, as they come from left to right. */
struct reach {
	const struct tone_item *item;
	size_t n, at;
	uint32_t first, end; /* of the last negator passed */
};

static bool reached(struct reach *reach, const struct field *field, uint32_t i)
{
	while (reach->at < reach->n &&
			reach->item[reach->at].match.last < i) {
		const struct tone_item *item = &reach->item[reach->at++];
		if (is_negator(item)) {
			reach->first = item->match.last;
			reach->end = item->match.last +
					item->match.other->scope;
		}
	}
	return i <= reach->end && i > reach->first &&
			field->clause[i] == field->clause[reach->first];
}

/* Does a token stand in the first of these items that ends behind it, and is
 * that an idiom? The item moves on. */
static bool in_idiom(const struct pantau_scorer *scorer,
		const struct tone_item *item, size_t n, size_t *at, uint32_t i)
{
	while (*at < n && item[*at].match.last < i) {
		++*at;
	}
	if (*at == n || !item[*at].opinion) {
		return false;
	}
	const struct tone_match *match = &item[*at].match;
	return match->first <= i && match->first < match->last &&
			scorer->class_idiom[match->tone->class_];
}

void pantau_bag_words(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		const struct bag_sink *sink)
{
	const struct pantau_token *token = field->tokens->token;
	struct reach reach = {.item = item, .n = n};
	size_t idiom = 0;
	uint32_t before = 0; /* the root of the token before, in this clause */

	for (uint32_t i = 0; i < field->tokens->tokens; i++) {
		uint32_t word = token[i].lexeme[0], root = root_of(&token[i]);
		if ((1u << token[i].kind & NO_WORDS) != 0 ||
				in_idiom(scorer, item, n, &idiom, i)) {
			before = 0;
			continue;
		}
		if (i > 0 && field->clause[i] != field->clause[i - 1]) {
			before = 0;
		}
		if ((wanted(sink, word) & BAG_WORD) != 0) {
			sink->add(sink->context, learned_key(LEARNED_WORD, word,
					0), i, i);
		}
		unsigned as = wanted(sink, root);
		if ((as & BAG_ROOT) != 0 && root != word) {
			sink->add(sink->context, learned_key(LEARNED_ROOT, root,
					0), i, i);
		}
		if ((as & BAG_NEGATED) != 0 && reached(&reach, field, i)) {
			sink->add(sink->context, learned_key(LEARNED_NEGATED,
					root, 0), i, i);
		}
		if ((as & BAG_SECOND) != 0 &&
				(wanted(sink, before) & BAG_FIRST) != 0) {
			sink->add(sink->context, learned_key(LEARNED_PAIR,
					before, root), i - 1, i);
		}
		before = root;
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
	pantau_bag_words(scorer, &field, item, n, sink);
	pantau_bag_traits(&field, item, n, traits);
	return true;
}
