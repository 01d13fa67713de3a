/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_CHAIN_DIFF_H
#define PANTAU_SIMILAR_CHAIN_DIFF_H

/*
 * What was added, removed and replaced between two texts, by words: tokens of
 * any kind, a link or an emoji as well, each known by its folded surface, so
 * that capitals and punctuation make no difference. Where two tokens that are
 * not next to each other say the same, text between them may still differ.
 *
 * Of texts that differ little the difference is the least there is (Myers, "An
 * O(ND) Difference Algorithm and Its Variations", 1986), always where both
 * together have at most DIFF_EXACT words. Where it would be larger than a bound
 * that falls with their length, the text is cut at words that both have once
 * (patience diff, Cohen; the longest run of them in order), and the parts are
 * compared likewise, DIFF_DEPTH times; what then is left is called replaced.
 * Paragraphs that moved are removed here and added there. Texts of 10 MB take
 * time and memory in proportion to their words.
 */

#include "base/arena.h"
#include "pantau/text.h"

#define DIFF_EXACT 1024
#define DIFF_DEPTH 4

struct diff_word {
	uint64_t hash;       /* of the folded surface, under SHINGLE_SEED */
	uint32_t start, end; /* bytes of the text */
};

struct diff_words {
	const struct diff_word *word;
	size_t n;
};

enum diff_kind { DIFF_KEPT, DIFF_ADDED, DIFF_REMOVED, DIFF_REPLACED };

/* A run of words of both texts, or of one. Bytes of either text from the first
 * word to the last; without a word, both where the word before ends, or 0. */
struct diff_side {
	uint32_t word, words;
	uint32_t start, end;
};

struct diff_run {
	enum diff_kind kind;
	struct diff_side from, to;
};

struct diff {
	const struct diff_run *run; /* in order: all words of both texts, no two
	                               neighbours of one kind */
	size_t runs;
	size_t kept, added, removed; /* words; replaced ones are both */
	bool coarse;                 /* words that both have were given up on */
};

/* The words of a text out of its tokens, which are not looked at again; in the
 * arena. False when memory is out. */
bool pantau_diff_words(const struct pantau_tokens *tokens,
		struct arena *arena, struct diff_words *out);

/* The difference, in the arena. False when memory is out, or at four billion
 * words. */
bool pantau_diff(const struct diff_words *from, const struct diff_words *to,
		struct arena *arena, struct diff *out);

#endif
