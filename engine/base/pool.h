/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_POOL_H
#define PANTAU_BASE_POOL_H

/*
 * A bounded, ordered worker pool: items go in, are worked on in any order, and
 * come out in the order they went in. One thread submits and takes (the two may
 * be the same thread); workers touch only the item they hold.
 */

#include <stdbool.h>
#include <stddef.h>

struct pool;

struct pool_ops {
	/* Runs in the worker's thread; worker is 0 .. workers-1. */
	void (*work)(void *context, size_t worker, void *item);
};

#define POOL_WORKERS_MAX 64

/* How many workers to have where a user asked for so many; 0: as many as the
 * machine has cores. Never 0. */
size_t pantau_pool_workers(size_t asked);

/* NULL when threads or memory are out. depth: items in flight at most.
 * workers 0: work() runs inside submit (for tests and one-core machines). */
struct pool *pantau_pool_create(size_t workers, size_t depth,
		const struct pool_ops *ops, void *context);
/* Waits for the items in flight; items not taken stay the caller's. */
void pantau_pool_destroy(struct pool *pool);

/* True while one more can be submitted without waiting for a take. */
bool pantau_pool_has_room(const struct pool *pool);
/* The pool must have room. */
void pantau_pool_submit(struct pool *pool, void *item);
/* The oldest item, when its work is done; waits. NULL when nothing is in flight. */
void *pantau_pool_take(struct pool *pool);

#endif
