/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_GROUP_H
#define PANTAU_SIMILAR_GROUP_H

/*
 * Groups of near-duplicates among texts that are given one after another. Two
 * texts are linked when their J (shingle.h) reaches the threshold; a group is
 * what links hold together, so two of its texts may be less alike than that.
 *
 * The same shingles as before cost one look-up: they are a text of the group
 * already. Others are looked for by MinHash (minhash.h), which only proposes:
 * every link is one of exact J, so a pair may be missed, but none is made up.
 *
 * Work is bounded whatever the texts are. Of a bucket the GROUP_STEPS newest
 * texts are looked at, and at most GROUP_CHECKS of them compared; those of the
 * text's own group and those compared in another bucket are passed over. A
 * text is thus compared with at most GROUP_CHECKS * MINHASH_BANDS others, of at
 * most n / threshold shingles each: a hundred thousand texts that share all
 * their buckets take a hundred thousand times what one takes.
 *
 * Memory: 4 bytes a text; for each different one 80, 8 for each shingle, and
 * 330 to 570 for its places in the buckets; twice the last, and its bigrams,
 * for a text of SHINGLE_SHORT to pantau_shingle_reach words. (Arrays that grow
 * by doubling may hold twice that.) While a text is being added, 40 bytes for
 * each of its words.
 *
 * Same texts in the same order, same groups. One thread at a time.
 */

#include "base/error.h"
#include "pantau/text.h"

/* What counts as a copy: at 0.6 a text of ten words may have lost two at one
 * place, or got three. Below, fewer of the pairs are found (minhash.h). */
#define GROUP_THRESHOLD 0.6
#define GROUP_STEPS 32
#define GROUP_CHECKS 8

struct pantau_groups;

/* What was done, for measuring. */
struct pantau_group_work {
	uint64_t texts;
	uint64_t different; /* texts that are not the very same as another */
	uint64_t compared;  /* pairs */
	uint64_t linked;    /* of them, where that joined two groups */
	uint64_t cut;       /* buckets that had more than was looked at */
	uint64_t bytes;     /* memory held, without scratch */
};

/* threshold: over 0, at most 1. PANTAU_USAGE, PANTAU_NO_MEMORY. */
enum pantau_status pantau_groups_create(double threshold,
		struct pantau_groups **out, struct pantau_error *err);
void pantau_groups_destroy(struct pantau_groups *groups);

/*
 * Adds the next text, made of a title and a text, either of which may be NULL;
 * the tokens are not looked at again. PANTAU_NO_MEMORY (also at 214 million
 * different texts), PANTAU_LIMIT (4 billion texts): it was not added then, all
 * before it is as it was.
 */
enum pantau_status pantau_groups_add(struct pantau_groups *groups,
		const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct pantau_error *err);

/*
 * The group of every text so far, in the order they were added: number[i] of
 * the i-th. Groups are numbered from 0 by their first texts. A text without any
 * term is a group of its own. How many groups there are.
 */
size_t pantau_groups_number(struct pantau_groups *groups, uint32_t *number);

struct pantau_group_work pantau_groups_work(const struct pantau_groups *groups);

#endif
