/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Opinions that a text does not mean as they stand, because of what else it
 * says: thanks below a complaint or a request are manners, laughter and
 * applause beside bad news are bitter, and praise beside a mocking sign is
 * mockery. What is left of each is a share of its weights.
 */

#include "score/parts.h"

#define CALL_TOKENS 3 /* of a clause that is but a call: 'hebat sekali' */

enum side_kind { SIDE_WORDS, SIDE_CALLS, SIDE_COURTESY, SIDE_SIGNS,
	SIDE_MOCKERY, SIDES };

/* What a text says, side by side, and how much of it is complaint. */
struct sums {
	float side[SIDES];
	float complaint;
	bool contrast;
};

/* A short clause that begins with the opinion. */
static bool is_call(const struct field *field, const struct tone_match *match)
{
	const uint32_t *clause = field->clause;
	size_t first = match->first, end = first + CALL_TOKENS;

	return (first == 0 || clause[first - 1] != clause[first]) &&
			(end >= field->tokens->tokens ||
			clause[end] != clause[first]);
}

/* Which of the sides of a text an opinion of some sign is on. */
static enum side_kind side_of(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item,
		float sign)
{
	const struct score_entry *tone = item->match.tone;

	if (scorer->class_courtesy[tone->class_]) {
		return SIDE_COURTESY;
	}
	if (scorer->class_mockery[tone->class_]) {
		return SIDE_MOCKERY;
	}
	if (tone->variant != 0) {
		return SIDE_SIGNS;
	}
	return sign > 0 && is_call(field, &item->match) ? SIDE_CALLS : SIDE_WORDS;
}

static float lean(const struct tone_weights *weights)
{
	return weights->weight[WEIGHT_POSITIVE] -
			weights->weight[WEIGHT_NEGATIVE];
}

static bool asks(const struct tone_item *item)
{
	const struct score_entry *other = item->match.other;

	return other != NULL && other->kind == ENTRY_MODALITY &&
			other->variant == MODALITY_REQUEST;
}

/* Beside a complaint that nothing is weighed against, calls are bitter. */
static bool bitter(const struct tone_params *params, const struct sums *sums)
{
	return sums->complaint < -params->sides_least && !sums->contrast;
}

/* What is left of a good opinion; asked: a request stands before it. */
static float left_of(const struct tone_params *params, enum side_kind side,
		const struct sums *sums, bool asked)
{
	float least = params->sides_least;
	float words = sums->side[SIDE_WORDS] + (bitter(params, sums) ? 0 :
			sums->side[SIDE_CALLS]);

	if (side == SIDE_COURTESY) {
		return words < -least || asked ? params->courtesy : 1.0f;
	}
	if (side == SIDE_SIGNS ? words < -least : side == SIDE_CALLS &&
			words < 0 && bitter(params, sums)) {
		return params->bitter;
	}
	return side != SIDE_SIGNS && side != SIDE_MOCKERY && words > 0 &&
			sums->side[SIDE_MOCKERY] < -least
			? params->mocked : 1.0f;
}

static struct sums add_up(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item,
		size_t n, const struct tone_weights *weights)
{
	struct sums sums = {.complaint = 0};

	for (size_t i = 0; i < n; i++) {
		const struct tone_match *match = &item[i].match;
		float sign = lean(&weights[i]);
		if (match->other != NULL && match->other->kind == ENTRY_CONTRAST) {
			sums.contrast = true;
		}
		if (!item[i].opinion) {
			continue;
		}
		sums.side[side_of(scorer, field, &item[i], sign)] += sign;
		if (scorer->class_complaint[match->tone->class_] && sign < 0) {
			sums.complaint += sign;
		}
	}
	return sums;
}

void pantau_score_sides(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		struct tone_weights *weights)
{
	struct sums sums = add_up(scorer, field, item, n, weights);
	bool asked = false;

	for (size_t i = 0; i < n; i++) {
		asked = asked || asks(&item[i]);
		float sign = lean(&weights[i]);
		if (!item[i].opinion || sign <= 0) {
			continue;
		}
		float left = left_of(&scorer->params, side_of(scorer, field,
				&item[i], sign), &sums, asked);
		for (int w = 0; w < 3; w++) {
			weights[i].weight[w] *= left;
		}
	}
}
