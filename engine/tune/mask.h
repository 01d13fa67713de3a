/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_MASK_H
#define PANTAU_TUNE_MASK_H

/*
 * Names never get a learned weight: a party, a place or a people must not make
 * a text good or bad. entities.tsv says which words are names.
 */

#include "base/hash.h"

struct mask {
	struct map names; /* words, and names of several words */
};

/* Reads dir/entities.tsv; without that file nothing is masked. Finish in any
 * case. */
enum pantau_status pantau_mask_read(struct mask *mask, const char *dir,
		struct pantau_error *err);
void pantau_mask_finish(struct mask *mask);

/* Whether a feature of one word, or of two (the second may be empty), has a
 * name in it. */
bool pantau_mask_hides(const struct mask *mask, const struct str word[2]);

#endif
