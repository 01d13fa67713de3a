/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Opens or fits the versions, judges the texts by them, makes the figures. */

#include <stdlib.h>

#include "cli/eval.h"
#include "cli/gold_files.h"

#define SPLIT_SEED 1

static enum pantau_status make_room(struct eval *eval)
{
	size_t n = eval->gold.n + 1;

	eval->part = calloc(n, 1);
	eval->take = calloc(n, 1);
	eval->judged = calloc(n, sizeof(*eval->judged));
	eval->other = calloc(n, sizeof(*eval->other));
	eval->error = calloc(n, sizeof(*eval->error));
	return eval->part != NULL && eval->take != NULL &&
			eval->judged != NULL && eval->other != NULL &&
			eval->error != NULL ? PANTAU_OK :
			pantau_fail_memory(&eval->cli->err);
}

/* Later texts whose group has an older one. */
static enum pantau_status tell_copies(struct eval *eval)
{
	const struct gold *gold = &eval->gold;
	struct gold_telling telling = {.cli = eval->cli};
	uint32_t *older = calloc((size_t)gold->groups + 1, sizeof(*older));

	if (older == NULL) {
		return pantau_fail_memory(&eval->cli->err);
	}
	for (size_t i = gold->n; i-- > 0;) {
		if (eval->part[i] == 0) {
			older[gold->item[i].group] = (uint32_t)i + 1;
		}
	}
	for (size_t i = 0; i < gold->n; i++) {
		const struct gold_item *item = &gold->item[i];
		if (eval->part[i] == SPLIT_NONE && item->date != INT64_MIN) {
			pantau_gold_tell_copy(&telling, gold, i,
					older[item->group] - 1, SAY(eval->cli,
					"which is older", "yang lebih lama"));
		}
	}
	pantau_gold_told(&telling);
	free(older);
	return PANTAU_OK;
}

static enum pantau_status split(struct eval *eval)
{
	struct pantau_error *err = &eval->cli->err;
	enum pantau_status status;

	switch (eval->split) {
	case EVAL_FOLDED:
		return pantau_split_folds(&eval->gold,
				(unsigned)eval->options->folds, SPLIT_SEED,
				eval->part, err);
	case EVAL_HOLDOUT:
		return pantau_split_holdout(&eval->gold, eval->share,
				SPLIT_SEED, eval->part, err);
	case EVAL_TIME:
		status = pantau_split_time(&eval->gold, eval->time, eval->part,
				&eval->left, err);
		return status == PANTAU_OK ? tell_copies(eval) : status;
	default:
		return PANTAU_OK;
	}
}

/* Judges the items of a part, or all, by a version. */
static enum pantau_status judge(struct eval *eval,
		const struct version *version, struct judgement *out,
		const uint8_t *take)
{
	const struct judge_options options = {
		.jobs = (size_t)eval->options->jobs, .take = take,
		.marks = eval->options->slices,
	};

	return pantau_judge(&eval->gold, version->lexicons, version->scorer,
			&options, out, &eval->cli->err);
}

/* Fits to the other parts, judges this one. */
static enum pantau_status refit(struct eval *eval, unsigned part,
		struct version *version, uint8_t *mine,
		struct judgement *judged)
{
	enum pantau_status status = pantau_version_fit(&eval->lexicons,
			&eval->gold, eval->part, part, pantau_cli_go_on,
			version, &eval->cli->err);

	for (size_t i = 0; i < eval->gold.n; i++) {
		mine[i] = eval->part[i] == part;
		eval->take[i] |= mine[i];
	}
	if (status == PANTAU_OK) {
		status = judge(eval, version, judged, mine);
	}
	for (size_t i = 0; status == PANTAU_OK && i < eval->gold.n; i++) {
		if (mine[i] != 0) {
			eval->judged[i] = judged[i];
		}
	}
	return status;
}

static enum pantau_status refit_all(struct eval *eval)
{
	unsigned folds = (unsigned)eval->options->folds;
	uint8_t *mine = calloc(eval->gold.n, 1);
	struct judgement *judged = calloc(eval->gold.n, sizeof(*judged));
	enum pantau_status status = mine == NULL || judged == NULL ?
			pantau_fail_memory(&eval->cli->err) : PANTAU_OK;

	if (status == PANTAU_OK && eval->split != EVAL_FOLDED) {
		status = refit(eval, 1, &eval->version[0], mine, judged);
		folds = 0;
	}
	for (unsigned part = 0; status == PANTAU_OK && part < folds; part++) {
		status = refit(eval, part, &eval->version[part], mine, judged);
	}
	free(judged);
	free(mine);
	return status;
}

/* Groups by the analyser of the first version that there is, splits, judges. */
static enum pantau_status measure(struct eval *eval)
{
	struct pantau_error *err = &eval->cli->err;
	struct pantau_lexicon_options other = eval->lexicons;
	bool whole = eval->split == EVAL_WHOLE;
	struct version *first = whole ? &eval->version[0] : &eval->against;
	enum pantau_status status;

	if (eval->options->against != NULL) {
		other.dir = eval->options->against;
	}
	status = eval->compared ? pantau_version_open(&other,
			eval->against_layers, &eval->against, err) : PANTAU_OK;
	if (status == PANTAU_OK && whole) {
		status = pantau_version_open(&eval->lexicons, eval->layers,
				&eval->version[0], err);
	}
	if (status == PANTAU_OK) {
		status = pantau_gold_group(&eval->gold, first->analyser, err);
	}
	if (status == PANTAU_OK) {
		status = split(eval);
	}
	if (status == PANTAU_OK && whole) {
		memset(eval->take, 1, eval->gold.n);
		status = judge(eval, &eval->version[0], eval->judged, NULL);
	} else if (status == PANTAU_OK) {
		status = refit_all(eval);
	}
	return status == PANTAU_OK && eval->compared ? judge(eval,
			&eval->against, eval->other, eval->take) : status;
}

/* An error and what sorts it. */
struct ranked {
	size_t item;
	float confidence;
};

static int surest_first(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	return x->confidence != y->confidence ?
			(x->confidence < y->confidence) -
			(x->confidence > y->confidence) :
			(x->item > y->item) - (x->item < y->item);
}

static enum pantau_status find_errors(struct eval *eval)
{
	struct ranked *ranked = calloc(eval->gold.n, sizeof(*ranked));

	if (ranked == NULL) {
		return pantau_fail_memory(&eval->cli->err);
	}
	for (size_t i = 0; i < eval->gold.n; i++) {
		if (eval->take[i] != 0 && eval->judged[i].given !=
				eval->gold.item[i].tone) {
			ranked[eval->errors++] = (struct ranked){i,
				pantau_judge_confidence(&eval->judged[i])};
		}
	}
	qsort(ranked, eval->errors, sizeof(*ranked), surest_first);
	for (size_t i = 0; i < eval->errors; i++) {
		eval->error[i] = ranked[i].item;
	}
	free(ranked);
	eval->shown = eval->options->errors < eval->errors ?
			(size_t)eval->options->errors : eval->errors;
	return PANTAU_OK;
}

static enum pantau_status figure(struct eval *eval)
{
	const struct judgement *other = eval->compared ? eval->other : NULL;

	pantau_figures(&eval->gold, eval->judged, eval->take, &eval->figures);
	if (other != NULL) {
		pantau_figures(&eval->gold, other, eval->take,
				&eval->other_figures);
		pantau_mcnemar(&eval->gold, eval->judged, other, eval->take,
				&eval->mcnemar);
	}
	enum pantau_status status = pantau_bootstrap(&eval->gold, eval->judged,
			other, eval->take, &eval->bootstrap, &eval->cli->err);
	return status == PANTAU_OK ? find_errors(eval) : status;
}

enum pantau_status pantau_eval_measure(struct eval *eval)
{
	enum pantau_status status = make_room(eval);

	if (status == PANTAU_OK) {
		status = measure(eval);
	}
	return status == PANTAU_OK ? figure(eval) : status;
}

void pantau_eval_finish(struct eval *eval)
{
	for (int i = 0; i < EVAL_FOLDS; i++) {
		pantau_version_finish(&eval->version[i]);
	}
	pantau_version_finish(&eval->against);
	free(eval->part);
	free(eval->take);
	free(eval->judged);
	free(eval->other);
	free(eval->error);
	pantau_gold_finish(&eval->gold);
}
