/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Signals of spread against counting by hand, and the Poisson tail against
 * values known to more digits. */

#include "memory_requests.h"
#include "similar/spread.h"
#include "similar_texts.h"

#include <math.h>

static void near(double got, double wanted, double relative)
{
	if (fabs(got - wanted) > relative * fabs(wanted)) {
		fail_msg("%.17g, not %.17g", got, wanted);
	}
}

static void knows_the_tail(void **state)
{
	(void)state;
	static const struct {
		uint64_t n;
		double mean, tail;
	} known[] = {
		{1, 0.001, 9.995001666250e-04},
		{1, 1, 6.321205588286e-01},
		{3, 0.5, 1.438767796697e-02},
		{5, 5, 5.595067149348e-01},
		{16, 10, 4.874040330398e-02},
		{17, 10, 2.704160978480e-02},
		{18, 30, 9.927297837948e-01},
		{30, 2.5, 2.918888692992e-22},
		{100, 100, 5.132987982791e-01},
		{130, 100, 2.282093054317e-03},
		{80, 100, 9.825486774837e-01},
		{1000, 700, 1.015858334533e-26},
		{5000, 5100, 9.206711189224e-01},
		{20000, 20300, 9.827064487221e-01},
		{20000, 19000, 3.236874643619e-13},
	};
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		near(pantau_poisson_tail(known[i].n, known[i].mean),
				known[i].tail, 1e-6);
	}
	assert_true(pantau_poisson_tail(0, 0) == 1);
	assert_true(pantau_poisson_tail(0, 5) == 1);
	assert_true(pantau_poisson_tail(1, 0) == 0);
	assert_true(pantau_poisson_tail(1000000, 1) == 0);
	assert_true(pantau_poisson_tail(1, 1e300) == 1);
	/* From a mean to its neighbour the tail never falls. */
	double last = 0;
	for (double mean = 0.5; mean < 200; mean += 0.25) {
		double tail = pantau_poisson_tail(60, mean);
		assert_true(tail >= last && tail <= 1);
		last = tail;
	}
}

static void knows_hours(void **state)
{
	static const int64_t time[] = {-1, 0, 3599, 3600, 7200, 7201, 90000};
	struct spread_hours hours;
	struct arena arena;
	(void)state;
	pantau_arena_init(&arena);
	assert_int_equal(pantau_spread_hour(-3600), -3600);
	assert_int_equal(pantau_spread_hour(-3601), -7200);
	assert_true(pantau_spread_hours(time, 7, &arena, &hours));
	assert_int_equal(hours.n, 5);
	assert_int_equal(hours.peak, 1);
	assert_int_equal(hours.hour[0].start, -3600);
	assert_int_equal(hours.hour[1].items, 2);
	assert_int_equal(hours.hour[3].start, 7200);
	assert_int_equal(hours.hour[4].items, 1);
	assert_true(pantau_spread_hours(time, 0, &arena, &hours));
	assert_int_equal(hours.n, 0);
	pantau_arena_finish(&arena);
}

static void counts_pairs(void **state)
{
	/* Three accounts and one unknown; an owned one; one without a time. */
	static const struct spread_item items[] = {
		{1060, 7, false, false}, {1000, 7, false, false},
		{1060, 9, false, false}, {1061, 8, false, false},
		{1030, SPREAD_UNKNOWN, false, false}, {1020, 5, false, true},
		{0, 9, true, false}, {1025, 6, false, true},
	};
	struct spread spread;
	struct arena arena;
	(void)state;
	pantau_arena_init(&arena);
	assert_true(pantau_spread(items, 8, NULL, 0, &arena, &spread));
	const struct spread_part *part = &spread.others;
	assert_int_equal(part->items, 6);
	assert_int_equal(part->undated, 1);
	assert_int_equal(part->accounts, 3);
	assert_int_equal(part->unknown, 1);
	assert_int_equal(part->first, 1000);
	assert_int_equal(part->last, 1061);
	/* 7-7 are one account; 1000 and 1061 are apart. */
	assert_int_equal(part->possible, 5);
	assert_int_equal(part->pairs, 4);
	assert_int_equal(part->burst, 4);
	assert_int_equal(part->burst_accounts, 2);
	assert_int_equal(part->burst_start, 1000);
	assert_int_equal(part->whole_minutes, 0);
	/* In one hour two posts meet with 431,940 of 3,600^2. */
	near(part->expected, 5 * 431940.0 / 12960000, 1e-12);
	near(part->ratio, 4 / part->expected, 1e-12);
	near(part->tail, pantau_poisson_tail(4, part->expected), 1e-12);
	assert_int_equal(spread.owned.items, 2);
	assert_int_equal(spread.owned.pairs, 1);
	assert_true(pantau_spread(items, 0, NULL, 0, &arena, &spread));
	assert_int_equal(spread.others.items, 0);
	assert_int_equal(spread.others.hours.n, 0);
	assert_true(spread.others.tail == 1 && spread.others.ratio == 0);
	pantau_arena_finish(&arena);
}

/* Pairs one by one, in whatever order the items come. */
static void counts_as_by_hand(void **state)
{
	struct random r = {.state = 3};
	struct arena arena;
	(void)state;
	pantau_arena_init(&arena);
	for (int round = 0; round < 200; round++) {
		struct spread_item item[60];
		struct spread spread;
		uint64_t pairs = 0, possible = 0;
		size_t n = draw(&r, 60), burst = 0;
		for (size_t i = 0; i < n; i++) {
			item[i] = (struct spread_item){
				(int64_t)draw(&r, 900) - 400,
				(uint32_t)draw(&r, 9), draw(&r, 9) == 0, false};
			if (item[i].account == 8) {
				item[i].account = SPREAD_UNKNOWN;
			}
		}
		for (size_t i = 0; i < n; i++) {
			size_t within = 0;
			for (size_t k = 0; k < n; k++) {
				const struct spread_item *a = &item[i];
				const struct spread_item *b = &item[k];
				if (a->undated || b->undated) {
					continue;
				}
				int64_t apart = b->time - a->time;
				within += apart >= 0 && apart <= SPREAD_WINDOW;
				bool other = a->account != b->account &&
						a->account != SPREAD_UNKNOWN &&
						b->account != SPREAD_UNKNOWN;
				possible += i < k && other;
				pairs += i < k && other &&
						apart <= SPREAD_WINDOW &&
						-apart <= SPREAD_WINDOW;
			}
			burst = within > burst ? within : burst;
		}
		assert_true(pantau_spread(item, n, NULL, 0, &arena, &spread));
		assert_int_equal(spread.others.pairs, pairs);
		assert_int_equal(spread.others.possible, possible);
		assert_int_equal(spread.others.burst, burst);
		pantau_arena_reset(&arena);
	}
	pantau_arena_finish(&arena);
}

/* Posts that fall by chance, as the archive did, give a ratio of 1. */
static void expects_what_chance_gives(void **state)
{
	enum { HOURS = 12, N = 4000 };
	static struct spread_item item[N];
	struct spread_hour archive[HOURS];
	struct random r = {.state = 11};
	struct spread spread;
	struct arena arena;
	uint64_t all = 0, first = 1000 * SPREAD_HOUR;
	(void)state;
	pantau_arena_init(&arena);
	for (size_t i = 0; i < HOURS; i++) {
		uint64_t posts = 1000 + 20000 * (i % 5);
		archive[i] = (struct spread_hour){(int64_t)(first +
				i * SPREAD_HOUR), posts};
		all += posts;
	}
	for (size_t i = 0; i < N; i++) {
		uint64_t at = draw(&r, all);
		size_t hour = 0;
		for (; at >= archive[hour].items; hour++) {
			at -= archive[hour].items;
		}
		item[i] = (struct spread_item){archive[hour].start +
				(int64_t)draw(&r, SPREAD_HOUR), (uint32_t)i,
				false, false};
	}
	assert_true(pantau_spread(item, N, archive, HOURS, &arena, &spread));
	near(spread.others.ratio, 1, 0.03);
	/* The same crowd against an archive that was even: a little more. */
	double uneven = spread.others.expected;
	for (size_t i = 0; i < HOURS; i++) {
		archive[i].items = 100000;
	}
	assert_true(pantau_spread(item, N, archive, HOURS, &arena, &spread));
	assert_true(spread.others.expected < 0.9 * uneven);
	/* All within a minute, of a day that was awake: no chance. */
	for (size_t i = 0; i < 40; i++) {
		item[i].time = archive[3].start + (int64_t)i;
	}
	item[40].time = archive[0].start;
	item[41].time = archive[HOURS - 1].start;
	assert_true(pantau_spread(item, 42, archive, HOURS, &arena, &spread));
	assert_int_equal(spread.others.pairs, 780);
	assert_int_equal(spread.others.burst, 40);
	assert_true(spread.others.ratio > 200);
	assert_true(spread.others.tail < 1e-100);
	pantau_arena_finish(&arena);
}

#define CROWD 200000

static void bears_crowds(void **state)
{
	struct spread_item *item = calloc(CROWD, sizeof(*item));
	struct spread spread;
	struct arena arena;
	(void)state;
	assert_non_null(item);
	pantau_arena_init(&arena);
	for (uint32_t i = 0; i < CROWD; i++) {
		item[i] = (struct spread_item){i % 61, i % 2 == 0 ? 0 : i,
			false, false};
	}
	assert_true(pantau_spread(item, CROWD, NULL, 0, &arena, &spread));
	assert_int_equal(spread.others.burst, CROWD);
	/* All pairs but those of account 0. */
	assert_int_equal(spread.others.pairs, spread.others.possible);
	assert_int_equal(spread.others.pairs, (uint64_t)CROWD * (CROWD - 1) /
			2 - (uint64_t)(CROWD / 2) * (CROWD / 2 - 1) / 2);
	/* One alone in every hour, for decades. */
	for (uint32_t i = 0; i < CROWD; i++) {
		item[i].time = (int64_t)i * SPREAD_HOUR;
	}
	assert_true(pantau_spread(item, CROWD, NULL, 0, &arena, &spread));
	assert_int_equal(spread.others.hours.n, CROWD);
	assert_int_equal(spread.others.pairs, 0);
	assert_int_equal(spread.others.whole_minutes, CROWD);
	pantau_arena_finish(&arena);
	free(item);
}

static void survives_without_memory(void **state)
{
	static const struct spread_item item[] = {{5, 1, false, false},
		{6, 2, false, false}, {7, 3, false, true}};
	bool done = false;
	size_t failed = 0;
	(void)state;
	for (long after = 0; !done; after++) {
		struct spread spread;
		struct arena arena;
		pantau_arena_init(&arena);
		memory_left = after;
		done = pantau_spread(item, 3, NULL, 0, &arena, &spread);
		memory_left = -1;
		failed += !done;
		assert_true(!done || spread.others.pairs == 1);
		pantau_arena_finish(&arena);
	}
	assert_true(failed >= 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_the_tail),
		cmocka_unit_test(knows_hours),
		cmocka_unit_test(counts_pairs),
		cmocka_unit_test(counts_as_by_hand),
		cmocka_unit_test(expects_what_chance_gives),
		cmocka_unit_test(bears_crowds),
		cmocka_unit_test(survives_without_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
