/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_STEM_H
#define PANTAU_TEXT_STEM_H

/*
 * Dictionary-guided stemming: every affix analysis whose root is known is a
 * candidate, a small table of affix-pattern weights and root evidence ranks
 * them; a word with no analysis goes to libstemmer. Handles hyphenated
 * reduplication and clitics. No allocation per word.
 */

#include "lexicon/text_image.h"

enum stem_source {
	STEM_EXCEPTION, /* stem-exceptions.tsv */
	STEM_WHOLE,     /* the word is itself a root, or nothing can come off */
	STEM_AFFIXES,   /* affixes came off a known root */
	STEM_GUESS,     /* libstemmer; the root is not known */
};

#define STEM_MAX 128 /* bytes; longer words are their own stem */

struct stem {
	char bytes[STEM_MAX];
	size_t length;
	enum stem_source source;
	enum root_source root_source; /* for WHOLE and AFFIXES with a root */
	uint32_t root_line;           /* of the root's or the exception's row; 0
	                                 when neither is in a file */
	char prefixes[32];            /* 'meN+per', '' when none; NUL-ended */
	char suffixes[32];            /* 'kan+nya' */
	bool reduplicated;
};

struct stemmer; /* one per thread */

enum pantau_status pantau_stemmer_create(const struct text_image *image,
		struct stemmer **out, struct pantau_error *err);
void pantau_stemmer_destroy(struct stemmer *stemmer);

/*
 * True when an exception or an analysis over a known root, affixes or not,
 * explains the word; *out is as of pantau_stemmer_run. False leaves *out
 * without a meaning, and is found without asking libstemmer.
 */
bool pantau_stemmer_find(struct stemmer *stemmer, struct str word,
		struct stem *out);

/* word is folded and has at most STEM_MAX bytes. Always fills *out. */
void pantau_stemmer_run(struct stemmer *stemmer, struct str word,
		struct stem *out);

/* Can a prefix begin with these two letters? */
bool pantau_stem_begins(const char *two);

#endif
