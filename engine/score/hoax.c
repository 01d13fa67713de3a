/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Hoax signals: cues and features add up within groups, each group up to its
 * cap, and groups of denial and of named sources subtract. A level is a reason
 * to look at a text, so style alone raises none, and no single kind of
 * substance raises 'check': an angry complaint is not a hoax.
 */

#include <math.h>

#include "score/parts.h"

/* Chosen on corpus/gold, and so that no angry complaint comes near 'check'. */
#define LOW_FROM 0.9f
#define CHECK_FROM 1.9f
#define CHECK_GROUPS 2
/* Words from which on cues come by chance: in ten megabytes of news all do. */
#define LONG 3000

static bool stands_before(const struct pantau_evidence *a,
		const struct pantau_evidence *b)
{
	if (a->field != b->field) {
		return a->field < b->field;
	}
	return a->start != b->start ? a->start < b->start : a->rule < b->rule;
}

/* By insertion: cues come in order but for those at one token, at most one of
 * each group, so that only the features behind them have far to go. */
static void sort_signals(struct pantau_evidence *signal, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct pantau_evidence item = signal[i];
		size_t at = i;
		for (; at > 0 && stands_before(&item, &signal[at - 1]); at--) {
			signal[at] = signal[at - 1];
		}
		signal[at] = item;
	}
}

static struct pantau_evidence signal_of(const struct pantau_scorer *scorer,
		const struct field *field, uint32_t first, uint32_t last,
		const struct score_entry *entry)
{
	return (struct pantau_evidence){
		.rule = score_rule(scorer, entry),
		.start = field->tokens->token[first].start,
		.end = field->tokens->token[last].end,
		.first = first,
		.last = last,
		.field = (uint8_t)field->field,
		.group = entry->group,
		.effect = entry->weight[0],
	};
}

float pantau_score_cue_weight(const struct pantau_scorer *scorer,
		uint32_t rule)
{
	return rule != 0 && rule <= scorer->image->entries ?
			scorer->image->entry[rule - 1].weight[0] : 0;
}

/* What the contexts of a document except. */
struct excepted {
	uint64_t *term;  /* bit per term of a cue; NULL: none */
	uint32_t terms;  /* the last that has a bit */
	uint32_t groups;
};

/* False when memory is out. */
static bool find_exceptions(const struct pantau_scorer *scorer,
		const struct field *field, struct arena *arena,
		struct excepted *out)
{
	uint32_t terms = scorer->image->terms.n;
	for (size_t i = 0; i < field->matches; i++) {
		const struct score_entry *entry = field->match[i].entry;
		if (entry->kind != ENTRY_EXCEPTION || entry->term > terms) {
			continue;
		}
		if (entry->group < GROUPS) {
			out->groups |= 1u << entry->group;
			continue;
		}
		if (out->term == NULL) {
			out->terms = terms;
			out->term = pantau_arena_zero(arena, (size_t)terms / 64 +
					1, sizeof(*out->term));
		}
		if (out->term == NULL) {
			return false;
		}
		out->term[entry->term / 64] |= UINT64_C(1) << entry->term % 64;
	}
	return true;
}

static bool is_excepted(const struct excepted *excepted,
		const struct score_entry *entry)
{
	return (excepted->groups >> entry->group & 1) != 0 ||
			(excepted->term != NULL &&
			entry->term <= excepted->terms && (excepted->term[
			entry->term / 64] >> entry->term % 64 & 1) != 0);
}

static void collect_cues(const struct pantau_scorer *scorer,
		const struct field *field, const struct excepted *excepted,
		uint64_t *fired, struct pantau_evidence *signal, size_t *n)
{
	for (size_t i = 0; i < field->matches; i++) {
		const struct cue_match *match = &field->match[i];
		if (match->entry->kind == ENTRY_CUE &&
				!is_excepted(excepted, match->entry) &&
				score_cue_first(fired, match->cue)) {
			signal[(*n)++] = signal_of(scorer, field, match->first,
					match->last, match->entry);
		}
	}
}

static void collect_features(const struct pantau_scorer *scorer,
		const struct field *field, size_t fields,
		const struct excepted *excepted,
		struct pantau_evidence *signal, size_t *n)
{
	struct feature_hit hit[FEATURES];
	size_t hits = pantau_score_features(field, fields, hit);
	for (size_t i = 0; i < hits; i++) {
		const struct score_entry *entry =
				scorer->feature[hit[i].feature];
		if (entry == NULL || entry->group >= GROUPS ||
				is_excepted(excepted, entry)) {
			continue;
		}
		const struct field *in = &field[0];
		for (size_t f = 0; f < fields; f++) {
			in = field[f].field == hit[i].field ? &field[f] : in;
		}
		signal[*n] = signal_of(scorer, in, hit[i].first, hit[i].last,
				entry);
		signal[*n].start = hit[i].start;
		signal[*n].end = hit[i].end;
		++*n;
	}
}

/* What a cue counts for in a field of that length. */
static float share_of(const struct field *field, size_t fields, uint8_t which)
{
	uint32_t tokens = 0;
	for (size_t i = 0; i < fields; i++) {
		tokens = field[i].field == which ? field[i].tokens->tokens
				: tokens;
	}
	return tokens > LONG ? (float)LONG / (float)tokens : 1.0f;
}

/* Takes from the effects what the lengths of the fields do. */
static void thin_out(const struct field *field, size_t fields,
		struct pantau_evidence *signal, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		signal[i].effect *= share_of(field, fields, signal[i].field);
	}
}

/* Shrinks the effects of each group to its cap; sums by group. */
static void cap_groups(const struct pantau_scorer *scorer,
		struct pantau_evidence *signal, size_t n, float sum[GROUPS])
{
	float factor[GROUPS];
	for (unsigned g = 0; g < GROUPS; g++) {
		sum[g] = 0;
	}
	for (size_t i = 0; i < n; i++) {
		sum[signal[i].group] += signal[i].effect;
	}
	for (unsigned g = 0; g < GROUPS; g++) {
		float cap = g < scorer->image->groups ?
				scorer->image->group[g].cap : 0;
		factor[g] = fabsf(sum[g]) > cap ? cap / fabsf(sum[g]) : 1.0f;
		sum[g] = 0;
	}
	for (size_t i = 0; i < n; i++) {
		signal[i].effect *= factor[signal[i].group];
		sum[signal[i].group] += signal[i].effect;
	}
}

/* An amount of money or a telephone number stands in true complaints too:
 * alone it is no kind of substance. */
static bool is_substance(const struct pantau_scorer *scorer,
		const struct pantau_evidence *signal)
{
	const struct score_entry *entry =
			&scorer->image->entry[signal->rule - 1];
	return signal->effect > 0 &&
			(scorer->substantive >> signal->group & 1) != 0 &&
			entry != scorer->feature[FEATURE_MONEY_AMOUNT] &&
			entry != scorer->feature[FEATURE_PHONE_NUMBER];
}

static enum pantau_hoax_level level_of(const struct pantau_scorer *scorer,
		const struct pantau_evidence *signal, size_t n,
		const float sum[GROUPS], float score)
{
	uint32_t substance = 0;
	unsigned kinds = 0;
	float style = 0;
	for (size_t i = 0; i < n; i++) {
		if (is_substance(scorer, &signal[i])) {
			substance |= 1u << signal[i].group;
		}
	}
	for (unsigned g = 0; g < GROUPS; g++) {
		kinds += substance >> g & 1;
		/* Style is shown and ranks, but decides nothing; nor does an
		 * amount of money or a number without other cues beside it. */
		if ((scorer->style >> g & 1) != 0 || (sum[g] > 0 &&
				(substance >> g & 1) == 0)) {
			style += sum[g];
		}
	}
	if (kinds >= CHECK_GROUPS && score - style >= CHECK_FROM) {
		return PANTAU_HOAX_CHECK;
	}
	return score - style >= LOW_FROM ? PANTAU_HOAX_LOW : PANTAU_HOAX_NONE;
}

enum pantau_status pantau_score_hoax(const struct pantau_scorer *scorer,
		const struct field *field, size_t fields, struct arena *arena,
		struct pantau_score *out, struct pantau_error *err)
{
	float sum[GROUPS];
	size_t n = 0, most = FEATURES;
	struct excepted excepted = {.groups = 0};
	for (size_t i = 0; i < fields; i++) {
		most += field[i].matches;
	}
	struct pantau_evidence *signal = pantau_arena_alloc(arena,
			most * sizeof(*signal));
	uint64_t *fired = score_cue_bits(scorer, arena);
	if (signal == NULL || fired == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < fields && scorer->words.exceptions != 0; i++) {
		if (!find_exceptions(scorer, &field[i], arena, &excepted)) {
			return pantau_fail_memory(err);
		}
	}
	for (size_t i = 0; i < fields; i++) {
		collect_cues(scorer, &field[i], &excepted, fired, signal, &n);
	}
	collect_features(scorer, field, fields, &excepted, signal, &n);
	out->hoax = PANTAU_HOAX_NONE;
	out->hoax_score = 0;
	out->hoax_groups = 0;
	out->signal = signal;
	out->signals = n;
	if (n == 0) {
		return PANTAU_OK;
	}
	thin_out(field, fields, signal, n);
	cap_groups(scorer, signal, n, sum);
	sort_signals(signal, n);
	for (size_t i = 0; i < n; i++) {
		out->hoax_score += signal[i].effect;
		out->hoax_groups |= 1u << signal[i].group;
	}
	out->hoax = level_of(scorer, signal, n, sum, out->hoax_score);
	return PANTAU_OK;
}
