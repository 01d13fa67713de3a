/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_SKETCH_H
#define PANTAU_SIMILAR_SKETCH_H

/*
 * What stories (story.h) are found by: a document's sets of shingles and of what
 * copies have to agree in (copy.h), a hash of the whole set, its keys of MinHash
 * and an odd sketch of it (Mitzenmacher, Pagh, Pham, "Efficient Estimation for
 * High Similarities using Odd Sketches", WWW 2014). Made by a worker, in the
 * arena of its batch; pure. A text that is its title again counts once.
 *
 * A document is kept under the keys of its own width alone. Texts of
 * SHINGLE_SHORT words and somewhat more are compared with shorter ones by
 * bigrams, so that both sides look further under the other's width: a long text
 * by the bigrams that it is compared by, a short one by trigrams, of which two
 * texts that are alike share nearly as large a part. Half of the bands do for
 * that: few pairs lie across, and most of them have a J far over the threshold.
 */

#include "similar/minhash.h"

/* Of the bands of MinHash as many as find 98 % of pairs with J = 0.6: nothing
 * hides in full buckets here, where copies are put once (story.h). */
#define STORY_BANDS 16
#define SKETCH_CROSS (STORY_BANDS / 2)

/* Each shingle turns one of so many bits: what is set in the one sketch and not
 * in the other are at most the shingles that the two sets do not share. */
#define SKETCH_ODD 128

struct sketch {
	struct text_shingles sets;   /* in the arena */
	uint64_t hash;               /* of the own set; 0 where it is empty */
	uint32_t key[STORY_BANDS];   /* of the own set */
	uint32_t odd[SKETCH_ODD / 32]; /* of the own set */
	const uint32_t *cross;       /* the keys of the other width to look
	                                under as well, of the first
	                                SKETCH_CROSS bands, or NULL */
};

/*
 * The sketch of a document of a title and a text, either of which may be NULL;
 * the tokens are not looked at again. An empty document has an empty set and no
 * keys. False when memory is out. One thread at a time with a shingler and an
 * arena.
 */
bool pantau_sketch_make(struct shingler *shingler,
		const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct arena *arena,
		struct sketch *out);

#endif
