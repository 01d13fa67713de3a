/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_EVAL_H
#define PANTAU_CLI_EVAL_H

/* What 'lexicon eval' measures and how it is printed. */

#include "cli/cli.h"
#include "tune/slices.h"
#include "tune/version.h"

#define EVAL_FOLDS 20

enum eval_split { EVAL_WHOLE, EVAL_FOLDED, EVAL_HOLDOUT, EVAL_TIME };

struct eval_options {
	const char *layers, *against, *against_layers, *holdout, *by_time;
	uint64_t folds, errors, jobs;
	bool slices;
};

struct eval {
	struct cli *cli;
	const struct eval_options *options;
	struct pantau_lexicon_options lexicons; /* of the version measured */
	unsigned layers, against_layers;        /* bits of enum score_layer */
	enum eval_split split;
	double share;      /* of --holdout */
	int64_t time;      /* of --by-time */
	struct gold gold;
	struct gold_sum sum;
	uint8_t *part;     /* by item, where there is a split */
	uint8_t *take;     /* by item: it is measured */
	struct split_time left;
	/* One, or with a split one for each part that is measured. */
	struct version version[EVAL_FOLDS];
	struct version against;
	bool compared;
	struct judgement *judged, *other;
	struct figures figures, other_figures;
	struct bootstrap bootstrap;
	struct mcnemar mcnemar;
	size_t *error;     /* items that got another label, surest first */
	size_t errors, shown; /* all, and those that are shown */
};

/* The version that judged an item. */
static inline const struct version *eval_version(const struct eval *eval,
		size_t item)
{
	return &eval->version[eval->split == EVAL_FOLDED ? eval->part[item]
			: 0];
}

/* --- eval_layers.c --- */

/* The layers that a folder has, bits of enum score_layer. */
unsigned pantau_eval_present(const char *dir);

/* Notes each file of gold that a layer which is on was fitted on, as the head of
 * the layer says. PANTAU_IO, PANTAU_LIMIT, PANTAU_NO_MEMORY: in eval's cli. */
enum pantau_status pantau_eval_tell_fitted(const struct eval *eval);

/* --- eval_measure.c --- */

/* Fills all from part on; eval's cli holds the error. As the functions of tune/
 * that it calls. */
enum pantau_status pantau_eval_measure(struct eval *eval);
void pantau_eval_finish(struct eval *eval);

/* --- eval_print.c --- */

/* Names the layers in bits: 'seed,learned'. */
void pantau_eval_layers(unsigned layers, char out[32]);

/* Prints all of it, as --format says. PANTAU_NO_MEMORY, PANTAU_LIMIT: errors are
 * scored again for their evidence. */
enum pantau_status pantau_eval_print(struct eval *eval,
		struct pantau_error *err);

/* --- eval_say.c --- */

/* The same for people, but for the errors. */
enum pantau_status pantau_eval_say(struct eval *eval, struct pantau_error *err);

#endif
