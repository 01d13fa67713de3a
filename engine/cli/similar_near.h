/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_SIMILAR_NEAR_H
#define PANTAU_CLI_SIMILAR_NEAR_H

/* How much two items have in common, and what is like one of them without being
 * of its story: changed too much, or out of the 30 days that stories span. */

#include "cli/cli.h"
#include "similar/shingle.h"

/* By the runs of words of the shorter one's width (similar/shingle.h). */
struct likeness {
	double similar;   /* J */
	double contains;  /* how much of the first is in the second */
	double contained; /* and the other way round */
};

/* The words of an item, for a likeness; the arena is scratch. */
enum pantau_status pantau_words_of(struct cli *cli, const struct doc *doc,
		struct arena *arena, struct shingler *out);
enum pantau_status pantau_likeness_of(struct cli *cli, struct shingler *a,
		struct shingler *b, struct likeness *out);

#define NEAR_MOST 5

struct near_item {
	int64_t id;
	struct likeness like;
};

/*
 * The items most like one that are not of its story, the most similar first:
 * those with its rarest words (search/alike.h), 50 of which are compared. words:
 * its own. In the store's read transaction.
 */
enum pantau_status pantau_similar_near(struct cli *cli, const struct doc *doc,
		uint32_t story, struct shingler *words,
		struct near_item out[NEAR_MOST], size_t *n);

#endif
