/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_CHAIN_H
#define PANTAU_SIMILAR_CHAIN_H

/*
 * The edit chain of a story: which wording came first, which was made of which,
 * and how often each was copied.
 *
 * Items are in order of time, equal times by id; those without a time come
 * last, by id, for nobody knows where they belong. Items with the same words in
 * the same order are one version, whatever mentions, links, phone numbers and
 * emoji stand beside them (shingle.h); how many of them differ in these is
 * counted, for a changed number is worth a look. What changed between two
 * versions is a matter of their texts: chain_diff.h.
 *
 * The parent of a version is the earlier version with the highest J, of those
 * the earliest. Two texts are compared by the width of the shorter, as stories
 * are. Under CHAIN_LEAST no parent is named. That is exact for the first
 * CHAIN_CHECKS versions; further ones are compared with at most as many, those
 * first with which they share what is rare, until no other can be as similar
 * (as in all-pairs search: Bayardo, Ma, Srikant, WWW 2007). Checks are fewer, 16
 * at least, for a version whose hashes times all versions are over a million.
 *
 * Of long texts, and of all where there are very many, J is estimated from the
 * least hashes of each (bottom-k sketches, Broder 1997): CHAIN_SAMPLE of them,
 * halved until all versions together keep at most CHAIN_HASHES. Memory: 50
 * bytes an item, 150 a version, 8 for each hash kept; while the chain is made
 * 32 more for each hash, 60 for each item. Time is in proportion to the words of
 * all items, and for parents to their number.
 *
 * Same items, same chain, in whatever order they were added, but for the
 * numbers of items themselves. One thread at a time.
 */

#include "base/error.h"
#include "similar/spread.h"
#include "pantau/text.h"

#define CHAIN_LEAST 0.2
#define CHAIN_CHECKS 256
#define CHAIN_SAMPLE 4096
#define CHAIN_HASHES ((size_t)8 << 20)
#define CHAIN_NONE UINT32_MAX
#define CHAIN_UNKNOWN UINT32_MAX

struct chain_item {
	uint64_t id;      /* orders items of one time: the row's */
	int64_t time;     /* UTC seconds, -2^62 to 2^62 */
	bool undated;     /* time is not looked at */
	uint32_t source;  /* any numbers; CHAIN_UNKNOWN: not known */
	uint32_t account;
};

struct chain_place {
	uint32_t item;    /* from 0, as they were added */
	uint32_t version;
	int64_t time;     /* 0 if undated */
	bool undated;
};

struct chain_version {
	const uint32_t *copy; /* places of all its items, ascending */
	size_t copies;        /* at least one: the first of it */
	size_t altered;       /* of them with other links, mentions, numbers or
	                         emoji than the first */
	uint32_t parent;      /* an earlier version, or CHAIN_NONE */
	uint32_t children;
	double similar;       /* J to the parent; 0 without one */
	bool estimated;       /* J is of samples */
};

struct chain {
	const struct chain_place *place; /* all items, in order */
	size_t items, undated;           /* undated ones are the last */
	const struct chain_version *version; /* by their first items */
	size_t versions;
	int64_t first, last;             /* times; 0 where all are undated */
	struct spread_hours hours;       /* dated items by hour */
	size_t sources, accounts;        /* different known ones */
};

struct pantau_chain; /* opaque */

/* PANTAU_NO_MEMORY. */
enum pantau_status pantau_chain_create(struct pantau_chain **out,
		struct pantau_error *err);
void pantau_chain_destroy(struct pantau_chain *chain);

/* Adds an item; title or text may be NULL, and their tokens are not looked at
 * again. PANTAU_NO_MEMORY, PANTAU_LIMIT (16 million items): it was not added
 * then, all before it is as it was. */
enum pantau_status pantau_chain_add(struct pantau_chain *chain,
		const struct chain_item *item,
		const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct pantau_error *err);

/* The chain of all items so far; everything of *out lives in the arena.
 * PANTAU_NO_MEMORY. */
enum pantau_status pantau_chain_make(struct pantau_chain *chain,
		struct arena *arena, struct chain *out,
		struct pantau_error *err);

#endif
