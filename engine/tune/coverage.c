/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Counts what each row of the lexicons did in labelled texts. */

#include "tune/coverage.h"

#include <stdlib.h>

#include "lexicon/lexicons.h"
#include "tune/judge.h"

/* What is gathered of the text at hand, by rule. */
struct gathering {
	struct row_use *use; /* by rule */
	uint32_t rules;      /* the highest rule */
	float *sum;          /* of the text at hand, by rule */
	uint32_t *last;      /* item + 1 in which a rule spoke last */
	uint32_t *spoken;    /* the rules of the text at hand */
	size_t n;
};

static void free_gathering(struct gathering *gathering)
{
	free(gathering->use);
	free(gathering->sum);
	free(gathering->last);
	free(gathering->spoken);
}

static bool make_gathering(struct gathering *out, uint32_t rules)
{
	size_t n = (size_t)rules + 1;

	*out = (struct gathering){
		.use = calloc(n, sizeof(*out->use)),
		.rules = rules,
		.sum = calloc(n, sizeof(*out->sum)),
		.last = calloc(n, sizeof(*out->last)),
		.spoken = calloc(n, sizeof(*out->spoken)),
	};
	return out->use != NULL && out->sum != NULL && out->last != NULL &&
			out->spoken != NULL;
}

static void gather(struct gathering *gathering, uint32_t item,
		const struct pantau_tone_score *tone)
{
	gathering->n = 0;
	for (size_t i = 0; i < tone->evidences; i++) {
		const struct pantau_evidence *evidence = &tone->evidence[i];
		uint32_t rule = evidence->rule;
		if (evidence->end == evidence->start ||
				rule > gathering->rules) {
			continue;
		}
		if (gathering->last[rule] != item + 1) {
			gathering->last[rule] = item + 1;
			gathering->sum[rule] = 0;
			gathering->spoken[gathering->n++] = rule;
		}
		gathering->sum[rule] += evidence->effect;
		gathering->use[rule].fired++;
	}
}

/* Texts where a row was not right stand before those where it was. */
static void add_sample(struct row_use *use, uint32_t item, bool right)
{
	uint32_t at = right ? use->samples : use->wrong_samples;

	if (at >= COVERAGE_SAMPLES) {
		return;
	}
	for (uint32_t i = COVERAGE_SAMPLES - 1; i > at; i--) {
		use->sample[i] = use->sample[i - 1];
	}
	use->sample[at] = item;
	use->samples += use->samples < COVERAGE_SAMPLES;
	use->wrong_samples += !right;
}

static int sign_of(uint8_t tone)
{
	return (tone == PANTAU_TONE_POSITIVE) - (tone == PANTAU_TONE_NEGATIVE);
}

static void count(struct gathering *gathering, uint32_t item, int label)
{
	for (size_t i = 0; i < gathering->n; i++) {
		uint32_t rule = gathering->spoken[i];
		struct row_use *use = &gathering->use[rule];
		float sum = gathering->sum[rule];
		int sign = (sum > 0) - (sum < 0);
		use->rule = rule;
		use->texts++;
		use->right += sign == label;
		use->conflicts += sign * label < 0;
		add_sample(use, item, sign == label);
	}
}

static int by_harm(const void *a, const void *b)
{
	const struct row_use *x = a, *y = b;
	int64_t harm = row_harm(y) - row_harm(x);

	if (harm != 0) {
		return harm > 0 ? 1 : -1;
	}
	if (x->conflicts != y->conflicts) {
		return x->conflicts < y->conflicts ? 1 : -1;
	}
	if (x->texts != y->texts) {
		return x->texts < y->texts ? 1 : -1;
	}
	return (x->rule > y->rule) - (x->rule < y->rule);
}

/* Takes over the rows that spoke. */
static void sort_out(struct gathering *gathering, struct coverage *out)
{
	struct row_use *use = gathering->use;

	for (uint32_t rule = 1; rule <= gathering->rules; rule++) {
		if (use[rule].texts > 0) {
			use[out->n++] = use[rule];
		}
	}
	qsort(use, out->n, sizeof(*use), by_harm);
	out->row = use;
	gathering->use = NULL;
}

enum pantau_status pantau_coverage(const struct pantau_lexicons *lexicons,
		const struct pantau_scorer *scorer,
		struct pantau_analyser *analyser, const struct gold *gold,
		struct coverage *out, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	struct gathering gathering;

	*out = (struct coverage){NULL, 0};
	if (!make_gathering(&gathering,
			pantau_lexicons_score(lexicons)->entries)) {
		status = pantau_fail_memory(err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < gold->n; i++) {
		const struct gold_item *item = &gold->item[i];
		struct pantau_score score;
		status = pantau_judge_item(item, analyser, scorer, &score, err);
		if (status == PANTAU_OK) {
			gather(&gathering, (uint32_t)i, &score.text);
			count(&gathering, (uint32_t)i, sign_of(item->tone));
		}
	}
	if (status == PANTAU_OK) {
		sort_out(&gathering, out);
	}
	free_gathering(&gathering);
	return status;
}

void pantau_coverage_finish(struct coverage *coverage)
{
	free(coverage->row);
	*coverage = (struct coverage){NULL, 0};
}
