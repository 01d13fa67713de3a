/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_VERSION_H
#define PANTAU_TUNE_VERSION_H

/* A version of the lexicons that is measured: a folder, with all its layers or
 * some, or with a desk layer fitted to a part of the labelled texts. */

#include "tune/judge.h"
#include "tune/split.h"

struct version {
	struct pantau_lexicons *lexicons;
	struct pantau_scorer *scorer;
	struct pantau_analyser *analyser;
};

/* layers: bits of enum score_layer, 0 for all. *out is zeroed first; finish it
 * in any case. As pantau_lexicons_open. */
enum pantau_status pantau_version_open(
		const struct pantau_lexicon_options *options, unsigned layers,
		struct version *out, struct pantau_error *err);

/*
 * The same with the fitted rows of desk.tsv made anew on all items of other
 * parts than the measured one (SPLIT_NONE is none), as 'lexicon fit' would;
 * rows that people wrote stay. PANTAU_BAD_INPUT as well, where those items lack
 * a tone; PANTAU_INTERRUPTED where progress, which may be NULL, says to stop (its
 * context is NULL).
 */
enum pantau_status pantau_version_fit(
		const struct pantau_lexicon_options *options,
		const struct gold *gold, const uint8_t *part, unsigned measured,
		bool (*progress)(void *context), struct version *out,
		struct pantau_error *err);

void pantau_version_finish(struct version *version);

#endif
