/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_BAGS_H
#define PANTAU_TUNE_BAGS_H

/*
 * Texts as sparse rows of features, as the scorer sees them (score/bag.h), with
 * the logits that the lexicons already give them: what a fit starts from.
 */

#include "base/hash.h"
#include "lexicon/lexicons.h"
#include "score/bag.h"

struct bags {
	struct arena arena;
	struct map keys;        /* of 8 bytes, the features' keys: their number
	                           is their place */
	uint32_t *texts;        /* by feature: how many texts have it */
	uint32_t *start;        /* rows + 1 */
	uint32_t *feature;      /* of each row, ascending, each once */
	float *offset;          /* rows * 3: negative, neutral, positive */
	float (*trait)[TRAITS]; /* by row */
	bool *assessed;         /* by row: false: no layer would act on it */
	size_t rows, features, n;
};

/*
 * The words that at least so many of n texts have, as rows of a layer that
 * weigh nothing: compiled with them, lexicons know each of these words. Rows
 * whose term is in skip are left out. PANTAU_NO_MEMORY.
 */
enum pantau_status pantau_bag_vocabulary(const struct pantau_lexicons *lexicons,
		const struct str *text, size_t n, uint32_t least,
		const struct map *skip, struct buf *out,
		struct pantau_error *err);

/* Finish *out in any case. */
enum pantau_status pantau_bags_make(const struct pantau_lexicons *lexicons,
		const struct str *text, size_t n, struct bags *out,
		struct pantau_error *err);
void pantau_bags_finish(struct bags *bags);

/* The key of a feature. */
uint64_t pantau_bags_key(const struct bags *bags, size_t feature);

/* A feature as a row's term ('bagus', '~kurang ~bagus'), added to *out; its
 * words go to word[2] (views into the lexicons), empty where there is none. */
void pantau_bags_term(const struct pantau_lexicons *lexicons, uint64_t key,
		struct buf *out, struct str word[2]);

#endif
