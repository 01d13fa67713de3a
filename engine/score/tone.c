/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Tone of one field. Every row that matched has three weights; all that acts
 * on it (class, intensifiers, negation, contrast, repetition, the amount of
 * evidence) multiplies them, so that the effects of the rows are the whole
 * score. Learned layers and what the text as a whole says add to them.
 */

#include <math.h>

#include "score/parts.h"

/* How often a row stood there before. Open addressing, at most half full. */
struct counts {
	const struct score_entry **entry;
	uint32_t *n;
	size_t mask;
};

static bool counts_make(struct counts *counts, size_t items,
		struct arena *arena)
{
	size_t slots = 4;
	while (slots < items * 2) {
		slots *= 2;
	}
	counts->mask = slots - 1;
	counts->entry = pantau_arena_zero(arena, slots,
			sizeof(*counts->entry));
	counts->n = pantau_arena_zero(arena, slots, sizeof(*counts->n));
	return counts->entry != NULL && counts->n != NULL;
}

static uint32_t counts_add(struct counts *counts, uint32_t rule,
		const struct score_entry *entry)
{
	size_t at = (rule * 0x9e3779b1u >> 7) & counts->mask;
	while (counts->entry[at] != NULL && counts->entry[at] != entry) {
		at = (at + 1) & counts->mask;
	}
	counts->entry[at] = entry;
	return counts->n[at]++;
}

/* Words in capitals stand out only where most words are not. */
static bool capitals_stand_out(const struct field *field)
{
	return field->caps * 2 < field->tokens->tokens;
}

static float emphasis(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_match *match,
		bool capitals)
{
	unsigned flags = 0;
	for (uint32_t i = match->first; i <= match->last; i++) {
		flags |= field->tokens->token[i].flags;
	}
	float factor = 1.0f;
	if ((flags & PANTAU_TOKEN_ELONGATED) != 0) {
		factor *= scorer->params.elongated;
	}
	if (capitals && (flags & PANTAU_TOKEN_CAPS) != 0) {
		factor *= scorer->params.caps;
	}
	return factor;
}

/* The last contrast word, or n. */
static size_t last_contrast(const struct tone_item *item, size_t n)
{
	for (size_t i = n; i-- > 0;) {
		const struct score_entry *other = item[i].match.other;
		if (other != NULL && other->kind == ENTRY_CONTRAST) {
			return i;
		}
	}
	return n;
}

static float contrast_factor(const struct tone_item *item, size_t n,
		size_t contrast, size_t at)
{
	if (contrast == n) {
		return 1.0f;
	}
	return item[contrast].match.other->weight[at < contrast ? 0 : 1];
}

/* The strength of every item but for the length of the text. */
static bool weigh(const struct pantau_scorer *scorer, const struct field *field,
		const struct tone_item *item, size_t n, struct tone_weights *out,
		struct arena *arena)
{
	const struct tone_params *params = &scorer->params;
	size_t contrast = last_contrast(item, n);
	bool capitals = capitals_stand_out(field);
	bool lengthy = (float)field->tokens->tokens > params->long_words;
	struct counts counts;
	if (!counts_make(&counts, n, arena)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		const struct score_entry *tone = item[i].match.tone;
		out[i] = (struct tone_weights){{0, 0, 0}};
		if (!item[i].opinion) {
			continue;
		}
		uint32_t before = counts_add(&counts, score_rule(scorer, tone),
				tone);
		float strength = scorer->class_factor[tone->class_] *
				item[i].factor * item[i].kept *
				emphasis(scorer, field, &item[i].match, capitals) *
				contrast_factor(item, n, contrast, i);
		strength *= item[i].match.stemmed ? params->stem : 1.0f;
		strength *= lengthy && scorer->class_topic[tone->class_] ?
				params->topic_long : 1.0f;
		for (uint32_t r = 0; r < before && r < 8; r++) {
			strength *= params->repeat;
		}
		for (int w = 0; w < 3; w++) {
			int from = item[i].negated ? 2 - w : w;
			out[i].weight[w] = tone->weight[from] * strength;
		}
	}
	return true;
}

/* Much evidence does not make a text endlessly sure. */
static float length_scale(const struct tone_params *params,
		const struct tone_weights *weighed, size_t n)
{
	float mass = 0;
	for (size_t i = 0; i < n; i++) {
		mass += fabsf(weighed[i].weight[WEIGHT_NEGATIVE]) +
				fabsf(weighed[i].weight[WEIGHT_POSITIVE]);
	}
	return params->gain / sqrtf(1.0f + mass / params->mass);
}

/* The logits are half the score, its opposite, and the neutrality. */
static void softmax(const struct evidence_list *list,
		struct pantau_tone_score *out)
{
	float most = fmaxf(fabsf(list->score) * 0.5f, list->neutrality);
	float a = expf(list->score * -0.5f - most);
	float b = expf(list->neutrality - most);
	float c = expf(list->score * 0.5f - most);
	out->negative = a / (a + b + c);
	out->neutral = b / (a + b + c);
	out->positive = c / (a + b + c);
}

/* found: rows that speak of tone, not of the text as a whole. */
static enum pantau_tone choose(const struct tone_params *params, size_t found,
		const struct pantau_tone_score *score)
{
	float most = fmaxf(score->negative, fmaxf(score->neutral,
			score->positive));
	if (found == 0) {
		return PANTAU_TONE_NEUTRAL;
	}
	if (most < params->gate) {
		return PANTAU_TONE_UNSURE;
	}
	if (most <= score->neutral) {
		return PANTAU_TONE_NEUTRAL;
	}
	return score->positive > score->negative ? PANTAU_TONE_POSITIVE :
			PANTAU_TONE_NEGATIVE;
}

/* The evidence of the rows that matched, in order of place. */
static void explain(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item,
		const struct tone_weights *weighed, size_t n,
		struct evidence_list *list)
{
	const struct pantau_token *token = field->tokens->token;
	const struct tone_params *params = &scorer->params;
	float scale = length_scale(params, weighed, n);
	for (size_t i = 0; i < n; i++) {
		const float *w = weighed[i].weight;
		const struct tone_match *match = &item[i].match;
		if (!item[i].opinion) {
			continue;
		}
		evidence_add(list, &(struct pantau_evidence){
			.rule = score_rule(scorer, match->tone),
			.start = token[match->first].start,
			.end = token[match->last].end,
			.first = match->first,
			.last = match->last,
			.field = (uint8_t)field->field,
			.group = 0xff,
			.negated = item[i].negated,
			.effect = (w[WEIGHT_POSITIVE] - w[WEIGHT_NEGATIVE]) *
				scale,
			.neutral = (w[WEIGHT_NEUTRAL] * params->neutral_weight -
				(w[WEIGHT_POSITIVE] + w[WEIGHT_NEGATIVE]) *
				0.5f) * scale,
		});
	}
}

bool pantau_score_items(const struct pantau_scorer *scorer,
		const struct field *field, struct arena *arena,
		struct tone_item **out, size_t *n)
{
	if (!pantau_score_match_tone(scorer, field, arena, out, n)) {
		return false;
	}
	for (size_t i = 0; i < *n; i++) {
		struct tone_item *item = &(*out)[i];
		const struct score_entry *tone = item->match.tone;
		item->opinion = tone != NULL &&
				(tone->weight[WEIGHT_NEGATIVE] != 0 ||
				tone->weight[WEIGHT_NEUTRAL] != 0 ||
				tone->weight[WEIGHT_POSITIVE] != 0);
		item->negated = false;
		item->modal = false;
		item->factor = 1.0f;
		item->kept = 1.0f;
	}
	pantau_score_scopes(scorer, field, *out, *n);
	return true;
}

enum pantau_status pantau_score_tone(const struct pantau_scorer *scorer,
		const struct field *field, bool evidence, struct arena *arena,
		struct pantau_tone_score *out, struct pantau_error *err)
{
	struct evidence_list list = {.n = 0};
	struct learned_rows rows;
	struct tone_item *item;
	size_t n;
	*out = (struct pantau_tone_score){.neutral = 1.0f};
	if (field->tokens->tokens == 0) {
		return PANTAU_OK;
	}
	if (!pantau_score_items(scorer, field, arena, &item, &n)) {
		return pantau_fail_memory(err);
	}
	struct tone_weights *weighed = pantau_arena_alloc(arena,
			n * sizeof(*weighed));
	if (weighed == NULL || !weigh(scorer, field, item, n, weighed, arena) ||
			!pantau_score_layers_find(scorer, field, item, n, arena,
			&rows)) {
		return pantau_fail_memory(err);
	}
	if (evidence) {
		list.item = pantau_arena_alloc(arena, (n + rows.evidences) *
				sizeof(*list.item));
		if (list.item == NULL) {
			return pantau_fail_memory(err);
		}
	}
	pantau_score_sides(scorer, field, item, n, weighed);
	if ((scorer->layers & SCORE_SEED) != 0) {
		explain(scorer, field, item, weighed, n, &list);
	}
	size_t found = list.n + rows.rows;
	pantau_score_layers_add(scorer, field, item, n, &rows, &list);
	out->evidence = list.item;
	out->evidences = evidence ? list.n : 0;
	out->score = list.score;
	out->neutrality = list.neutrality;
	softmax(&list, out);
	out->label = choose(&scorer->params, found, out);
	return PANTAU_OK;
}
