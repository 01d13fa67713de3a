/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_SPREAD_H
#define PANTAU_SIMILAR_SPREAD_H

/*
 * How fast a set of items spread, and whether more of them came within a minute
 * of each other than chance explains. These are signals, never verdicts: very
 * short texts, share buttons that fill in a headline, live events, and an
 * office that asks its staff to share a release all look the same. Whoever
 * shows them says so.
 *
 * Two items are synchronous when they are of different accounts and at most
 * SPREAD_WINDOW seconds apart (the default of co-action in the Coordination
 * Network Toolkit, Graham, QUT 2020). Chance is what happens when as many posts
 * by the same accounts fall, each on its own, into the hours between the first
 * and the last item as all posts of the archive did, and into any second of the
 * hour: then two posts meet with the probability
 *
 *	q = sum p(h)^2 SAME + 2 sum p(h) p(h+1) NEXT
 *
 * where p(h) is the share of hour h, SAME the share of pairs of seconds of one
 * hour that are at most SPREAD_WINDOW apart, NEXT that of an hour and the next.
 *
 * Pairs of one burst are not independent, so the Poisson tail is smaller than
 * the truth; it ranks, it does not prove. Where most items stand at the full
 * minute the source gives no seconds, and pairs say little.
 */

#include "base/arena.h"

#define SPREAD_WINDOW 60
#define SPREAD_HOUR 3600
#define SPREAD_UNKNOWN UINT32_MAX

struct spread_item {
	int64_t time;     /* UTC seconds, -2^62 to 2^62; who knows the day alone
	                     gives it as undated */
	uint32_t account; /* any number; SPREAD_UNKNOWN: of nobody known */
	bool undated;     /* time is not looked at */
	bool owned;       /* of an account of one's own */
};

/* Items in an hour that begins at a multiple of SPREAD_HOUR. */
struct spread_hour {
	int64_t start;
	uint64_t items;
};

struct spread_hours {
	const struct spread_hour *hour; /* ascending, none empty */
	size_t n;
	size_t peak;      /* the first of those with the most items */
};

/* Of items that are all one's own, or none of them. */
struct spread_part {
	size_t items, undated;
	size_t accounts;        /* known ones */
	size_t unknown;         /* items of nobody known */
	int64_t first, last;    /* dated items; 0 without any */
	struct spread_hours hours;

	/* The SPREAD_WINDOW seconds with the most items, both ends counted; the
	 * first of several. All accounts, also one alone. */
	size_t burst, burst_accounts;
	int64_t burst_start;

	/* Dated items of known accounts. */
	size_t whole_minutes;   /* of them, at second 0 of a minute */
	uint64_t possible;      /* pairs of different accounts */
	uint64_t pairs;         /* of them synchronous */
	double expected;        /* by chance */
	double ratio;           /* pairs / expected; 0 where that is 0 */
	double tail;            /* P(as many or more) by chance, 0 to 1 */
};

struct spread {
	struct spread_part others, owned;
};

/*
 * The archive's posts by hour, in order; hours that it lacks, or of which it
 * has fewer than the set, are taken to have had the set's own. n 0: the set
 * spread evenly over its own posts by hour. Everything of *out lives in the
 * arena; the items may come in any order and are not looked at again. Linear
 * but for sorting. False when memory is out.
 */
bool pantau_spread(const struct spread_item *item, size_t n,
		const struct spread_hour *archive, size_t hours,
		struct arena *arena, struct spread *out);

/* Times in order by hour, in the arena. False when memory is out. */
bool pantau_spread_hours(const int64_t *time, size_t n, struct arena *arena,
		struct spread_hours *out);

/* The hour of a time, also before 1970. */
int64_t pantau_spread_hour(int64_t time);

/*
 * P(X >= n) of a Poisson distribution with a mean (0 or more), by its own
 * series and logarithm: the same on every machine, to 6 digits; 0 where it is
 * under 1e-300.
 */
double pantau_poisson_tail(uint64_t n, double mean);

#endif
