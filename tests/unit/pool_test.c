/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <time.h>

#include "check.h"

#include "base/pool.h"

struct item {
	unsigned number, result;
	size_t worker;
};

static void work(void *context, size_t worker, void *p)
{
	const unsigned *factor = context;
	struct item *item = p;

	/* Every seventh is slow, so that others overtake it. */
	if (item->number % 7 == 0) {
		nanosleep(&(struct timespec){0, 200000}, NULL);
	}
	item->result = item->number * *factor;
	item->worker = worker;
}

static void comes_out_in_order(size_t workers, size_t depth)
{
	static const struct pool_ops ops = {work};
	struct item items[500];
	unsigned factor = 3;
	size_t in = 0, out = 0;

	struct pool *pool = pantau_pool_create(workers, depth, &ops, &factor);
	assert_non_null(pool);
	assert_null(pantau_pool_take(pool));
	while (out < 500) {
		while (in < 500 && pantau_pool_has_room(pool)) {
			items[in] = (struct item){.number = (unsigned)in};
			pantau_pool_submit(pool, &items[in]);
			in++;
		}
		assert_true(in - out == depth || in == 500);
		struct item *item = pantau_pool_take(pool);
		assert_ptr_equal(item, &items[out]);
		assert_int_equal(item->result, out * 3);
		assert_true(item->worker < (workers != 0 ? workers : 1));
		out++;
	}
	assert_null(pantau_pool_take(pool));
	pantau_pool_destroy(pool);
}

static void keeps_order(void **state)
{
	(void)state;
	comes_out_in_order(0, 1);
	comes_out_in_order(0, 5);
	comes_out_in_order(1, 1);
	comes_out_in_order(4, 1);
	comes_out_in_order(3, 8);
}

static void destroy_finishes_what_is_in_flight(void **state)
{
	(void)state;
	static const struct pool_ops ops = {work};
	struct item items[8];
	unsigned factor = 2;

	struct pool *pool = pantau_pool_create(2, 8, &ops, &factor);
	for (unsigned i = 0; i < 8; i++) {
		items[i] = (struct item){.number = i + 1};
		pantau_pool_submit(pool, &items[i]);
	}
	pantau_pool_destroy(pool);
	for (unsigned i = 0; i < 8; i++) {
		assert_int_equal(items[i].result, (i + 1) * 2);
	}
	pantau_pool_destroy(NULL);
}

static void bounds_workers(void **state)
{
	(void)state;
	assert_in_range(pantau_pool_workers(0), 1, POOL_WORKERS_MAX);
	assert_int_equal(pantau_pool_workers(3), 3);
	assert_int_equal(pantau_pool_workers(SIZE_MAX), POOL_WORKERS_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_order),
		cmocka_unit_test(destroy_finishes_what_is_in_flight),
		cmocka_unit_test(bounds_workers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
