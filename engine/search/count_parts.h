/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_COUNT_PARTS_H
#define PANTAU_SEARCH_COUNT_PARTS_H

/* What the files of counting share. */

#include "search/search.h"
#include "search/session.h"
#include "store/story.h"

#define HOUR INT64_C(3600)
#define DAY INT64_C(86400)

/* Numbers by key; keys are a column's value, or units of time; those below
 * 'first' do not occur. */
struct tally {
	uint64_t *n;
	size_t first, room;
};

/*
 * Stories are what is left of the items without those that say again what
 * another item of the same key says. Most items are the first of their story:
 * they are marked, and only the others are kept, each with its key.
 */
struct story_repeats {
	struct story_forest *forest;
	uint64_t *root;  /* a bit for each row that is the first of its story */
	uint64_t *pair;  /* story and key of each other row */
	size_t pairs, room, tidy; /* so many are worth a look for doubles */
	uint64_t others; /* rows that were kept, in all and by key; what is
	                    found to stand for a story is taken away */
	struct tally tally;
	unsigned char *private; /* by account: known to be */
	size_t accounts, asked;
	bool all; /* known of all accounts */
	uint32_t shared; /* the key that all private ones share; 0: none yet */
};

struct counting {
	struct session *session;
	const struct search_options *options;
	enum count_by by;
	enum column column;  /* that is counted by; TIME for what has none */
	struct tally tally;
	bool labels;         /* there are some: they are counted apart */
	struct tally labelled;
	struct story_repeats repeats;
	struct counts *out;
	struct pantau_error *err;
};

/* Ids that all stand in one chunk, and its columns beside them. */
struct run {
	const uint32_t *time;
	const void *values;
	const int64_t *id;
	size_t n;
};

/* Makes room for a key; false when memory is out. */
bool pantau_tally_grow(struct tally *tally, uint64_t key);
/* Times before 1970 do not occur, but in the zone the first day may begin in
 * 1969: one day is added so that no key is negative. The tally's first is still
 * to be taken away. Divisors that the compiler knows cost no division. */
static inline uint64_t pantau_count_time_key(const struct counting *c,
		uint32_t time)
{
	uint64_t shifted = (uint64_t)time +
			(uint64_t)(c->options->query.zone * 60 + DAY);
	return c->by == COUNT_DAY ? shifted / DAY : shifted / HOUR;
}

/* count_story.c: what repeats, run by run, and in the end all that do. A run
 * is tallied before. */
enum pantau_status pantau_repeats_open(struct counting *c);
enum pantau_status pantau_repeats_count(struct counting *c,
		const struct run *run);
enum pantau_status pantau_repeats_end(struct counting *c);
/* The name of a public account, lent until the next call, else 'private'. */
enum pantau_status pantau_count_account(struct counting *c, uint32_t account,
		struct str *name);
void pantau_repeats_close(struct story_repeats *repeats);

/* count_rows.c: the rows of what was tallied. */
enum pantau_status pantau_count_rows(struct counting *c);

#endif
