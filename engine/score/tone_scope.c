/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * What the words around an opinion do to it: intensifiers multiply, negators
 * turn it over, words of wish, duty and doubt leave a part of it. None of them
 * carries any tone of its own, and none reaches out of its clause.
 */

#include <math.h>

#include "score/parts.h"

#define BEFORE_GAP 2 /* tokens between 'sangat' and its opinion */
#define NEGATED_MAX 4 /* opinions under one negator */
#define AFTER_GAP 1  /* between an opinion and 'sekali': 'bagus nya sekali' */
#define MODAL_REACH 12 /* tokens from a modal word, or from what it weakens */
#define AFTER_CHAIN 8 /* intensifiers in a row that reach back to one opinion */

static bool is_kind(const struct tone_item *item, enum entry_kind kind)
{
	const struct score_entry *other = item->match.other;
	return other != NULL && other->kind == kind;
}

/* A word or phrase with an opinion, as opposed to an emoji or 'netral'. */
static bool turns(const struct pantau_scorer *scorer,
		const struct tone_item *item)
{
	const struct score_entry *tone = item->match.tone;
	return tone != NULL && item->opinion && tone->variant == 0 &&
			!scorer->class_neutral[tone->class_] &&
			(tone->weight[WEIGHT_NEGATIVE] != 0 ||
			tone->weight[WEIGHT_POSITIVE] != 0);
}

static bool same_clause(const struct field *field, const struct tone_item *a,
		const struct tone_item *b)
{
	return field->clause[a->match.first] == field->clause[b->match.first];
}

/* Tokens between two items, a before b. */
static uint32_t between(const struct tone_item *a, const struct tone_item *b)
{
	return b->match.first - a->match.last - 1;
}

/* The opinion that a word strengthens behind itself ('sangat tidak ramah');
 * n when there is none. */
static size_t opinion_after(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item,
		size_t at, size_t n)
{
	for (size_t i = at + 1; i < n; i++) {
		if (!same_clause(field, &item[at], &item[i]) ||
				between(&item[at], &item[i]) > BEFORE_GAP) {
			break;
		}
		if (turns(scorer, &item[i])) {
			return i;
		}
		if (!is_kind(&item[i], ENTRY_NEGATOR) &&
				!is_kind(&item[i], ENTRY_INTENSIFIER)) {
			break;
		}
	}
	return n;
}

/* The opinion that a word strengthens before itself ('bagus banget sekali'). */
static size_t opinion_before(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item,
		size_t at, size_t n)
{
	for (size_t i = at; i-- > 0 && at - i <= AFTER_CHAIN;) {
		if (!same_clause(field, &item[i], &item[at]) ||
				between(&item[i], &item[i + 1]) > AFTER_GAP) {
			break;
		}
		if (turns(scorer, &item[i])) {
			return i;
		}
		if (!is_kind(&item[i], ENTRY_INTENSIFIER)) {
			break;
		}
	}
	return n;
}

static size_t opinion_beside(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item,
		size_t at, size_t n)
{
	unsigned side = item[at].match.other->variant;
	size_t found = n;
	if (side != SIDE_BEFORE) {
		found = opinion_before(scorer, field, item, at, n);
	}
	if (found == n && side != SIDE_AFTER) {
		found = opinion_after(scorer, field, item, at, n);
	}
	return found;
}

/* The range of items that a negator reaches: (at, end). */
static size_t negator_end(const struct field *field,
		const struct tone_item *item, size_t at, size_t n)
{
	uint32_t last = item[at].match.last + item[at].match.other->scope;
	size_t end = at + 1;
	while (end < n && item[end].match.first <= last &&
			same_clause(field, &item[at], &item[end]) &&
			!is_kind(&item[end], ENTRY_CONTRAST)) {
		end++;
	}
	return end;
}

/* 'tidak ramah dan bersih': one negator for both. */
static bool joined(const struct field *field, const struct tone_item *a,
		const struct tone_item *b)
{
	static const char *const words[] = {"dan", "atau", "maupun", "serta",
		"apalagi", "ataupun", "&"};
	if (between(a, b) != 1) {
		return false;
	}
	struct str word = pantau_score_surface(field, a->match.last + 1);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (str_eq(word, str_of(words[i]))) {
			return true;
		}
	}
	return false;
}

/* The opinions that a negator turns: the first in its scope and what is joined
 * to that one. Returns how many. */
static size_t negated_by(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item,
		size_t at, size_t n, size_t found[NEGATED_MAX])
{
	size_t end = negator_end(field, item, at, n), count = 0;
	for (size_t i = at + 1; i < end && count < NEGATED_MAX; i++) {
		if (!turns(scorer, &item[i])) {
			continue;
		}
		if (count > 0 && !joined(field, &item[found[count - 1]],
				&item[i])) {
			break;
		}
		found[count++] = i;
	}
	return count;
}

/* The next opinion that a modal word weakens: behind it, up to a clause. */
static size_t weakened(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item,
		size_t at, size_t n, uint32_t clause)
{
	for (size_t i = at + 1; i < n &&
			field->clause[item[i].match.first] <= clause; i++) {
		if (is_kind(&item[i], ENTRY_CONTRAST) ||
				item[i].match.first - item[at].match.last >
				MODAL_REACH) {
			break;
		}
		if (turns(scorer, &item[i])) {
			return i;
		}
	}
	return n;
}

/* The last clause that a modal word reaches: its own, and the one behind that
 * where it says what would be if ('andai jalannya mulus, panen kami laku'). */
static uint32_t modal_clause(const struct field *field,
		const struct tone_item *item)
{
	const struct score_entry *other = item->match.other;

	return field->clause[item->match.first] +
			(other->variant == MODALITY_CONDITION &&
			other->weight[0] < 0);
}

/*
 * A term with two rows is an intensifier or negator when there is an opinion
 * for it to act on ('macet parah'), else an opinion itself ('parah, pak').
 * From left to right, so that what is decided counts for the next.
 */
static void decide(const struct pantau_scorer *scorer,
		const struct field *field, struct tone_item *item, size_t n)
{
	size_t found[NEGATED_MAX];
	for (size_t i = 0; i < n; i++) {
		struct tone_match *match = &item[i].match;
		if (!item[i].opinion || match->other == NULL ||
				is_kind(&item[i], ENTRY_CONTRAST)) {
			continue;
		}
		bool acts = is_kind(&item[i], ENTRY_MODALITY) ?
				weakened(scorer, field, item, i, n,
				modal_clause(field, &item[i])) < n :
				is_kind(&item[i], ENTRY_INTENSIFIER) ?
				opinion_beside(scorer, field, item, i, n) < n :
				negated_by(scorer, field, item, i, n,
				found) > 0;
		if (acts) {
			match->tone = NULL;
			item[i].opinion = false;
		} else {
			match->other = NULL;
		}
	}
}

static void intensify(const struct pantau_scorer *scorer,
		const struct field *field, struct tone_item *item, size_t n)
{
	const struct tone_params *params = &scorer->params;
	for (size_t i = 0; i < n; i++) {
		if (!is_kind(&item[i], ENTRY_INTENSIFIER)) {
			continue;
		}
		size_t to = opinion_beside(scorer, field, item, i, n);
		if (to == n) {
			continue;
		}
		float factor = item[to].factor * item[i].match.other->weight[0];
		item[to].factor = factor < params->factor_min ?
				params->factor_min :
				factor > params->factor_max ?
				params->factor_max : factor;
	}
}

static void negate_one(const struct pantau_scorer *scorer,
		struct tone_item *item, unsigned kind)
{
	const float *weight = item->match.tone->weight;
	bool positive = weight[WEIGHT_POSITIVE] > weight[WEIGHT_NEGATIVE];
	if (kind >= NEGATOR_KINDS) {
		return;
	}
	/* The second of two negators gives back the sign, not the strength. */
	item->kept *= scorer->params.negate[kind][positive ? DAMP_POSITIVE :
			DAMP_NEGATIVE];
	if (kind != NEGATOR_DOUBLE && (kind != NEGATOR_PROHIBIT || positive)) {
		item->negated = !item->negated;
	}
}

static void negate(const struct pantau_scorer *scorer,
		const struct field *field, struct tone_item *item, size_t n)
{
	size_t found[NEGATED_MAX];
	for (size_t i = 0; i < n; i++) {
		if (!is_kind(&item[i], ENTRY_NEGATOR)) {
			continue;
		}
		size_t count = negated_by(scorer, field, item, i, n, found);
		for (size_t k = 0; k < count; k++) {
			negate_one(scorer, &item[found[k]],
					item[i].match.other->variant);
		}
	}
}

static bool is_positive(const struct tone_item *item)
{
	const float *weight = item->match.tone->weight;
	return (weight[WEIGHT_POSITIVE] > weight[WEIGHT_NEGATIVE]) !=
			item->negated;
}

/* 'seharusnya bagus' says that it is not: a factor below 0 turns what is good
 * and leaves that much of what is bad. The nearest modal word counts. */
static void weaken(const struct pantau_scorer *scorer,
		const struct field *field, struct tone_item *item, size_t n)
{
	for (size_t i = n; i-- > 0;) {
		if (!is_kind(&item[i], ENTRY_MODALITY)) {
			continue;
		}
		float factor = item[i].match.other->weight[0];
		uint32_t clause = modal_clause(field, &item[i]);
		for (size_t to = weakened(scorer, field, item, i, n, clause);
				to < n; to = weakened(scorer, field, item, to, n,
				clause)) {
			if (item[to].modal) {
				break;
			}
			if (factor < 0 && is_positive(&item[to])) {
				item[to].negated = !item[to].negated;
				item[to].kept *= -factor;
			} else if (item[i].match.other->variant != MODALITY_SHOULD) {
				item[to].kept *= fabsf(factor);
			}
			item[to].modal = true;
		}
	}
}

void pantau_score_scopes(const struct pantau_scorer *scorer,
		const struct field *field, struct tone_item *item, size_t n)
{
	decide(scorer, field, item, n);
	intensify(scorer, field, item, n);
	negate(scorer, field, item, n);
	weaken(scorer, field, item, n);
}
