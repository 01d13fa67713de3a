/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Workers around a ring of slots. Positions only grow and are taken modulo the
 * depth: take <= work <= submit <= take + depth. 'take' and 'submit' are
 * written by the owner's thread alone, which may read them without the lock.
 */

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/pool.h"

struct slot {
	void *item;
	bool done;
};

struct worker {
	struct pool *pool;
	size_t number;
	pthread_t thread;
};

struct pool {
	const struct pool_ops *ops;
	void *context;
	struct slot *slot;
	size_t depth;
	uint64_t take, work, submit;
	struct worker *worker;
	size_t workers;
	pthread_mutex_t lock;
	pthread_cond_t has_work, has_result;
	bool stop;
};

static void *worker_run(void *argument)
{
	struct worker *worker = argument;
	struct pool *pool = worker->pool;

	pthread_mutex_lock(&pool->lock);
	for (;;) {
		while (pool->work == pool->submit && !pool->stop) {
			pthread_cond_wait(&pool->has_work, &pool->lock);
		}
		if (pool->work == pool->submit) {
			break;
		}
		struct slot *slot = &pool->slot[pool->work++ % pool->depth];
		pthread_mutex_unlock(&pool->lock);
		pool->ops->work(pool->context, worker->number, slot->item);
		pthread_mutex_lock(&pool->lock);
		slot->done = true;
		if (slot == &pool->slot[pool->take % pool->depth]) {
			pthread_cond_signal(&pool->has_result);
		}
	}
	pthread_mutex_unlock(&pool->lock);
	return NULL;
}

/* Starts the workers with all signals blocked: they are the caller's matter. */
static bool start(struct pool *pool, size_t workers)
{
	sigset_t all, before;
	bool ok = true;

	sigfillset(&all);
	if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0) {
		return false;
	}
	while (ok && pool->workers < workers) {
		struct worker *worker = &pool->worker[pool->workers];
		worker->pool = pool;
		worker->number = pool->workers;
		ok = pthread_create(&worker->thread, NULL, worker_run,
				worker) == 0;
		if (ok) {
			pool->workers++;
		}
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return ok;
}

size_t pantau_pool_workers(size_t asked)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t workers = asked != 0 ? asked : cores > 0 ? (size_t)cores : 1;

	return workers < POOL_WORKERS_MAX ? workers : POOL_WORKERS_MAX;
}

struct pool *pantau_pool_create(size_t workers, size_t depth,
		const struct pool_ops *ops, void *context)
{
	struct pool *pool = calloc(1, sizeof(*pool));

	assert(depth != 0);
	if (pool == NULL) {
		return NULL;
	}
	pool->ops = ops;
	pool->context = context;
	pool->depth = depth;
	pool->slot = calloc(depth, sizeof(*pool->slot));
	pool->worker = calloc(workers != 0 ? workers : 1,
			sizeof(*pool->worker));
	if (pool->slot == NULL || pool->worker == NULL) {
		goto fail;
	}
	if (pthread_mutex_init(&pool->lock, NULL) != 0) {
		goto fail;
	}
	if (pthread_cond_init(&pool->has_work, NULL) != 0) {
		goto fail_lock;
	}
	if (pthread_cond_init(&pool->has_result, NULL) != 0) {
		goto fail_work;
	}
	if (!start(pool, workers)) {
		pantau_pool_destroy(pool);
		return NULL;
	}
	return pool;
fail_work:
	pthread_cond_destroy(&pool->has_work);
fail_lock:
	pthread_mutex_destroy(&pool->lock);
fail:
	free(pool->worker);
	free(pool->slot);
	free(pool);
	return NULL;
}

void pantau_pool_destroy(struct pool *pool)
{
	if (pool == NULL) {
		return;
	}
	pthread_mutex_lock(&pool->lock);
	pool->stop = true;
	pthread_cond_broadcast(&pool->has_work);
	pthread_mutex_unlock(&pool->lock);
	for (size_t i = 0; i < pool->workers; i++) {
		pthread_join(pool->worker[i].thread, NULL);
	}
	pthread_cond_destroy(&pool->has_result);
	pthread_cond_destroy(&pool->has_work);
	pthread_mutex_destroy(&pool->lock);
	free(pool->worker);
	free(pool->slot);
	free(pool);
}

bool pantau_pool_has_room(const struct pool *pool)
{
	return pool->submit - pool->take < pool->depth;
}

void pantau_pool_submit(struct pool *pool, void *item)
{
	struct slot *slot = &pool->slot[pool->submit % pool->depth];

	assert(pantau_pool_has_room(pool));
	if (pool->workers == 0) {
		pool->ops->work(pool->context, 0, item);
		*slot = (struct slot){item, true};
		pool->submit++;
		pool->work++;
		return;
	}
	pthread_mutex_lock(&pool->lock);
	*slot = (struct slot){item, false};
	pool->submit++;
	pthread_cond_signal(&pool->has_work);
	pthread_mutex_unlock(&pool->lock);
}

void *pantau_pool_take(struct pool *pool)
{
	if (pool->take == pool->submit) {
		return NULL;
	}
	struct slot *slot = &pool->slot[pool->take % pool->depth];
	pthread_mutex_lock(&pool->lock);
	while (!slot->done) {
		pthread_cond_wait(&pool->has_result, &pool->lock);
	}
	pool->take++;
	pthread_mutex_unlock(&pool->lock);
	return slot->item;
}
