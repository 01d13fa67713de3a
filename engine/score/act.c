/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * What a text does: complain, propose, ask, ask for information, praise, or
 * none of these. Cues and traits of the whole text add up for each act; the
 * act with the greatest sum is it. None is an act with rows of its own, so
 * that what the others have to exceed is a row too.
 */

#include "score/bag.h"

#define PLACE_SLACK 2 /* words before a cue that begins, behind one that ends */
#define PLACE_LOOK 12 /* tokens, with the addresses among them */

/* Marks that people put before what they say; not words of theirs. */
#define MARKS (1u << PANTAU_TOKEN_MENTION | 1u << PANTAU_TOKEN_HASHTAG | \
		1u << PANTAU_TOKEN_EMOJI | 1u << PANTAU_TOKEN_URL)

_Static_assert(PANTAU_ACT_PRAISE + 1 == ACTS,
		"acts have one number everywhere");

void pantau_score_act_prepare(struct pantau_scorer *scorer)
{
	const struct score_image *image = scorer->image;

	for (uint32_t i = 0; i < image->entries; i++) {
		const struct score_entry *entry = &image->entry[i];
		if (entry->kind == ENTRY_ACT_TRAIT && entry->group < ACTS &&
				entry->variant < ACT_TRAITS) {
			scorer->act_trait[entry->variant][entry->group] = entry;
		}
	}
}

static bool is_mark(const struct field *field, size_t token)
{
	return (MARKS >> field->tokens->token[token].kind & 1) != 0;
}

/* A greeting with its comma is a clause: 'selamat pagi, kapan ...'. */
static bool begins(const struct field *field, size_t first)
{
	unsigned words = 0, looked = 0;

	for (size_t i = first; i-- > 0 && field->clause[i] ==
			field->clause[first];) {
		words += !is_mark(field, i);
		if (words > PLACE_SLACK || ++looked > PLACE_LOOK) {
			return false;
		}
	}
	return true;
}

static bool ends(const struct field *field, size_t last)
{
	const struct pantau_tokens *tokens = field->tokens;
	unsigned words = 0, looked = 0;

	for (size_t i = last + 1; i < tokens->tokens &&
			tokens->token[i].sentence ==
			tokens->token[last].sentence; i++) {
		words += !is_mark(field, i);
		if (words > PLACE_SLACK || ++looked > PLACE_LOOK) {
			return false;
		}
	}
	return true;
}

bool pantau_score_act_place(const struct field *field, size_t first,
		size_t last, enum act_place place)
{
	return place == ACT_BEGIN ? begins(field, first) :
			place == ACT_END ? ends(field, last) : true;
}

/* All that speaks for some act; group is the act until one is chosen. */
struct sums {
	struct pantau_evidence *item;
	size_t n;
	float sum[ACTS];
	uint64_t *fired; /* bit per cue that was added */
	unsigned cues; /* bit for each act that a cue speaks for */
};

static void add(struct sums *sums, const struct pantau_evidence *evidence)
{
	sums->item[sums->n++] = *evidence;
	sums->sum[evidence->group] += evidence->effect;
}

/* Behind the last token of the cues that begin where this one does; 0 where
 * there are none. */
static uint32_t longest_here(const struct field *field, size_t at)
{
	const struct cue_match *match = field->match;
	uint32_t end = 0;

	for (size_t i = at; i < field->matches && match[i].first ==
			match[at].first; i++) {
		if (match[i].entry->kind == ENTRY_ACT && match[i].last >= end) {
			end = match[i].last + 1;
		}
	}
	return end;
}

/* Cues, but for those inside a longer one: 'mohon info' is no 'mohon'. */
static void add_cues(const struct pantau_scorer *scorer,
		const struct field *field, struct sums *sums)
{
	const struct pantau_token *token = field->tokens->token;
	uint32_t end = 0, here = 0; /* of those that begin before, and here */

	for (size_t i = 0; i < field->matches; i++) {
		const struct cue_match *match = &field->match[i];
		if (i == 0 || match->first != field->match[i - 1].first) {
			end = here > end ? here : end;
			here = longest_here(field, i);
		}
		if (match->entry->kind != ENTRY_ACT || match->last < end ||
				match->last + 1 < here ||
				!score_cue_first(sums->fired, match->cue)) {
			continue;
		}
		sums->cues |= 1u << match->entry->group;
		add(sums, &(struct pantau_evidence){
			.rule = score_rule(scorer, match->entry),
			.start = token[match->first].start,
			.end = token[match->last].end,
			.first = match->first, .last = match->last,
			.field = (uint8_t)field->field,
			.group = match->entry->group,
			.effect = match->entry->weight[0],
		});
	}
}

static void find_traits(const struct field *field,
		const struct pantau_tone_score *tone, float out[ACT_TRAITS])
{
	pantau_bag_traits(field, NULL, 0, out);
	out[TRAIT_ASKS] = field->asks;
	out[TRAIT_NEGATIVE] = tone->negative;
	out[TRAIT_NEUTRAL] = tone->neutral;
	out[TRAIT_POSITIVE] = tone->positive;
}

static void add_traits(const struct pantau_scorer *scorer,
		const struct field *field, const struct pantau_tone_score *tone,
		struct sums *sums)
{
	float value[ACT_TRAITS];

	find_traits(field, tone, value);
	for (unsigned t = 0; t < ACT_TRAITS; t++) {
		for (unsigned a = 0; a < ACTS && value[t] != 0; a++) {
			const struct score_entry *entry =
					scorer->act_trait[t][a];
			if (entry == NULL) {
				continue;
			}
			add(sums, &(struct pantau_evidence){
				.rule = score_rule(scorer, entry),
				.field = (uint8_t)field->field,
				.group = (uint8_t)a,
				.effect = entry->weight[0] * value[t],
			});
		}
	}
}

/* Keeps what speaks for the act that most speaks for. */
static void choose(struct sums *sums, bool alone, struct pantau_act_score *out)
{
	unsigned best = PANTAU_ACT_NONE;
	size_t n = 0;

	for (unsigned a = 1; a < ACTS; a++) {
		if (sums->sum[a] > sums->sum[best] && (!alone ||
				(sums->cues >> a & 1) != 0)) {
			best = a;
		}
	}
	for (size_t i = 0; i < sums->n; i++) {
		if (sums->item[i].group == best) {
			sums->item[n] = sums->item[i];
			sums->item[n++].group = 0xff;
		}
	}
	*out = (struct pantau_act_score){
		.label = (enum pantau_act)best,
		.score = sums->sum[best],
		.evidence = sums->item,
		.evidences = n,
	};
}

enum pantau_status pantau_score_act(const struct pantau_scorer *scorer,
		const struct field field[2], bool alone, struct arena *arena,
		struct pantau_score *out, struct pantau_error *err)
{
	const struct field *whole = &field[field[1].tokens->tokens != 0];
	size_t most = (size_t)ACT_TRAITS * ACTS + field[0].matches +
			field[1].matches;
	struct sums sums = {0};

	if (whole->tokens->tokens == 0) {
		return PANTAU_OK;
	}
	sums.item = pantau_arena_alloc(arena, most * sizeof(*sums.item));
	sums.fired = score_cue_bits(scorer, arena);
	if (sums.item == NULL || sums.fired == NULL) {
		return pantau_fail_memory(err);
	}
	add_cues(scorer, &field[0], &sums);
	add_cues(scorer, &field[1], &sums);
	add_traits(scorer, whole, &out->text, &sums);
	choose(&sums, alone, &out->act);
	return PANTAU_OK;
}
