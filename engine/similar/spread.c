/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Items in order of time, a window over them, and what chance would give. */

#include "similar/spread.h"

#include <stdlib.h>

#include "base/radix.h"

/* Of 3,600^2 pairs of seconds: of one hour at most d apart, 3600 + 2 sum(3600 -
 * i); of an hour and the next, sum(i); i from 1 to d. */
#define HOUR ((double)SPREAD_HOUR)
#define SUM ((double)SPREAD_WINDOW * (SPREAD_WINDOW + 1) / 2)
#define SAME ((HOUR + 2 * (SPREAD_WINDOW * HOUR - SUM)) / (HOUR * HOUR))
#define NEXT (SUM / (HOUR * HOUR))

/* Dated items of a part: their times in order, their accounts as numbers from
 * 1; 0 for nobody known. */
struct dated {
	int64_t *time;
	uint32_t *account;
	size_t n;
	uint64_t *of;        /* items by account, and in the window */
	uint32_t accounts;
};

/* Times order as signed numbers do. */
static uint64_t time_key(int64_t time)
{
	return (uint64_t)time ^ UINT64_C(1) << 63;
}

static int64_t key_time(uint64_t key)
{
	return (int64_t)(key ^ UINT64_C(1) << 63);
}

int64_t pantau_spread_hour(int64_t time)
{
	int64_t over = time % SPREAD_HOUR;

	return time - over - (over < 0 ? SPREAD_HOUR : 0);
}

bool pantau_spread_hours(const int64_t *time, size_t n, struct arena *arena,
		struct spread_hours *out)
{
	size_t hours = 0;

	*out = (struct spread_hours){.n = 0};
	for (size_t i = 0; i < n; i++) {
		hours += i == 0 || pantau_spread_hour(time[i]) !=
				pantau_spread_hour(time[i - 1]);
	}
	struct spread_hour *hour = pantau_arena_zero(arena, hours,
			sizeof(*hour));
	if (hour == NULL) {
		return false;
	}
	out->hour = hour;
	for (size_t i = 0; i < n; i++) {
		int64_t start = pantau_spread_hour(time[i]);
		if (out->n == 0 || hour[out->n - 1].start != start) {
			hour[out->n++].start = start;
		}
		hour[out->n - 1].items++;
	}
	for (size_t i = 1; i < out->n; i++) {
		if (hour[i].items > hour[out->peak].items) {
			out->peak = i;
		}
	}
	return true;
}

/* --- items --- */

/* Numbers accounts from 1 in order; pair[i] are (account, item). */
static void number_accounts(struct spread_part *part, uint32_t *account,
		const struct radix_item *pair, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool known = pair[i].key != SPREAD_UNKNOWN;
		part->accounts += known && (i == 0 ||
				pair[i].key != pair[i - 1].key);
		part->unknown += !known;
		account[pair[i].value] = known ? (uint32_t)part->accounts : 0;
	}
}

/* The items of a part in order of time. What is returned lies in scratch. */
static bool arrange(const struct spread_item *item, size_t n, bool owned,
		struct arena *scratch, struct spread_part *part,
		struct dated *dated)
{
	struct radix_item *pair = pantau_arena_zero(scratch, n,
			2 * sizeof(*pair));
	uint32_t *account = pantau_arena_zero(scratch, n, sizeof(*account));
	size_t k = 0;

	dated->time = pantau_arena_zero(scratch, n, sizeof(*dated->time));
	dated->account = pantau_arena_zero(scratch, n,
			sizeof(*dated->account));
	if (pair == NULL || account == NULL || dated->time == NULL ||
			dated->account == NULL) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (item[i].owned == owned) {
			pair[k++] = (struct radix_item){item[i].account, i};
		}
	}
	part->items = k;
	pantau_radix_sort(pair, pair + n, k);
	number_accounts(part, account, pair, k);
	dated->n = 0;
	for (size_t i = 0; i < n; i++) {
		if (item[i].owned == owned && !item[i].undated) {
			pair[dated->n++] = (struct radix_item){
				time_key(item[i].time), account[i]};
		}
	}
	part->undated = part->items - dated->n;
	pantau_radix_sort(pair, pair + n, dated->n);
	for (size_t i = 0; i < dated->n; i++) {
		dated->time[i] = key_time(pair[i].key);
		dated->account[i] = (uint32_t)pair[i].value;
	}
	dated->accounts = (uint32_t)part->accounts;
	dated->of = pantau_arena_zero(scratch, part->accounts + 1,
			sizeof(*dated->of));
	return dated->of != NULL;
}

/* --- synchronous ones --- */

static bool apart(int64_t early, int64_t late)
{
	return (uint64_t)late - (uint64_t)early > SPREAD_WINDOW;
}

/* A window that ends at each item in turn; of[] counts what is in it. */
static void slide(const struct dated *d, struct spread_part *part)
{
	size_t from = 0, known = 0, distinct = 0;

	for (size_t i = 0; i < d->n; i++) {
		for (; apart(d->time[from], d->time[i]); from++) {
			uint32_t gone = d->account[from];
			known -= gone != 0;
			distinct -= --d->of[gone] == 0 && gone != 0;
		}
		uint32_t own = d->account[i];
		if (own != 0) {
			part->pairs += known - d->of[own];
			known++;
		}
		distinct += d->of[own]++ == 0 && own != 0;
		if (i + 1 - from > part->burst) {
			part->burst = i + 1 - from;
			part->burst_accounts = distinct;
			part->burst_start = d->time[from];
		}
	}
}

/* Pairs of different accounts that there are. */
static void count_possible(const struct dated *d, struct spread_part *part)
{
	uint64_t before = 0;

	memset(d->of, 0, (d->accounts + (size_t)1) * sizeof(*d->of));
	for (size_t i = 0; i < d->n; i++) {
		uint32_t own = d->account[i];
		if (own != 0) {
			part->possible += before++ - d->of[own]++;
			part->whole_minutes += d->time[i] % 60 == 0;
		}
	}
}

/* --- chance --- */

struct sums {
	double all, same, next; /* posts; products of an hour's, and the next's */
	double last;            /* posts of the hour before */
	int64_t start;
	bool begun;
};

static void add_hour(struct sums *sums, int64_t start, uint64_t posts)
{
	double n = (double)posts;

	sums->all += n;
	sums->same += n * n;
	if (sums->begun && (uint64_t)start - (uint64_t)sums->start ==
			SPREAD_HOUR) {
		sums->next += n * sums->last;
	}
	sums->last = n;
	sums->start = start;
	sums->begun = true;
}

/* q over the hours of the set, of the archive's posts. */
static double chance_to_meet(const struct spread_hours *own,
		const struct spread_hour *archive, size_t hours)
{
	struct sums sums = {.all = 0};
	size_t at = 0;

	for (size_t i = 0; i < own->n; i++) {
		const struct spread_hour *hour = &own->hour[i];
		/* Hours of the archive alone, but for those before the first. */
		for (; at < hours && archive[at].start < hour->start; at++) {
			if (i > 0 && archive[at].start >
					own->hour[i - 1].start) {
				add_hour(&sums, archive[at].start,
						archive[at].items);
			}
		}
		uint64_t posts = at < hours && archive[at].start ==
				hour->start ? archive[at].items : 0;
		add_hour(&sums, hour->start, posts > hour->items ? posts :
				hour->items);
	}
	return sums.all > 0 ? (sums.same / sums.all * SAME +
			2 * (sums.next / sums.all) * NEXT) / sums.all : 0;
}

static bool measure(const struct spread_item *item, size_t n, bool owned,
		const struct spread_hour *archive, size_t hours,
		struct arena *scratch, struct arena *arena,
		struct spread_part *part)
{
	struct dated dated;

	*part = (struct spread_part){.items = 0};
	if (!arrange(item, n, owned, scratch, part, &dated) ||
			!pantau_spread_hours(dated.time, dated.n, arena,
			&part->hours)) {
		return false;
	}
	if (dated.n != 0) {
		part->first = dated.time[0];
		part->last = dated.time[dated.n - 1];
	}
	slide(&dated, part);
	count_possible(&dated, part);
	part->expected = (double)part->possible *
			chance_to_meet(&part->hours, archive, hours);
	part->ratio = part->expected > 0 ? (double)part->pairs /
			part->expected : 0;
	part->tail = pantau_poisson_tail(part->pairs, part->expected);
	return true;
}

bool pantau_spread(const struct spread_item *item, size_t n,
		const struct spread_hour *archive, size_t hours,
		struct arena *arena, struct spread *out)
{
	struct arena scratch;
	bool done;

	pantau_arena_init(&scratch);
	done = measure(item, n, false, archive, hours, &scratch, arena,
			&out->others) && measure(item, n, true, archive,
			hours, &scratch, arena, &out->owned);
	pantau_arena_finish(&scratch);
	return done;
}
