/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * This thread reads items in the order of the query and counts, workers score:
 * batches come back in the order in which they went, so that counts and samples
 * do not depend on the workers.
 */

#include "cli/cue_count.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/pool.h"
#include "lexicon/lexicons.h"
#include "search/ids.h"
#include "search/session.h"

#define BATCH_ITEMS 256
#define BATCH_BYTES ((size_t)1 << 20)

struct scored_item {
	struct str id, title, text;
	enum pantau_hoax_level level;
	uint32_t groups;
	uint32_t *rule;  /* that fired, each once */
	size_t rules;
};

struct batch {
	struct arena arena;
	struct scored_item item[BATCH_ITEMS];
	size_t n, bytes;
	enum pantau_status status;
	struct pantau_error err;
};

struct counter {
	struct cli *cli;
	struct cue_counts *counts;
	struct progress *progress;
	struct pantau_analyser *analyser[POOL_WORKERS_MAX];
	size_t workers;
	struct pool *pool;
	struct batch **batch; /* all of them, and those that wait */
	struct batch **idle;
	size_t batches, idles;
};

/* --- workers --- */

static enum pantau_status score(const struct counter *counter,
		struct pantau_analyser *analyser, struct batch *batch,
		struct scored_item *item)
{
	struct pantau_score result;
	enum pantau_status status = pantau_score_text(counter->cli->scorer,
			analyser, item->title.p, item->title.n, item->text.p,
			item->text.n, &result, &batch->err);

	if (status != PANTAU_OK) {
		return status;
	}
	item->level = result.hoax;
	item->groups = result.hoax_groups;
	item->rule = pantau_arena_alloc(&batch->arena,
			(result.signals + 1) * sizeof(*item->rule));
	if (item->rule == NULL) {
		return pantau_fail_memory(&batch->err);
	}
	for (size_t i = 0; i < result.signals; i++) {
		item->rule[item->rules++] = result.signal[i].rule;
	}
	return PANTAU_OK;
}

static void work(void *context, size_t worker, void *item)
{
	const struct counter *counter = context;
	struct batch *batch = item;

	for (size_t i = 0; batch->status == PANTAU_OK && i < batch->n; i++) {
		batch->status = score(counter, counter->analyser[worker], batch,
				&batch->item[i]);
	}
}

static enum pantau_status staff(struct counter *counter, size_t jobs)
{
	static const struct pool_ops ops = {.work = work};
	struct cli *cli = counter->cli;
	size_t workers = pantau_pool_workers(jobs);
	size_t depth = 2 * workers + 2;

	for (; counter->workers < workers; counter->workers++) {
		enum pantau_status status = pantau_analyser_create_over(
				pantau_store_text_image(cli->store),
				pantau_lexicons_score(cli->lexicons),
				&counter->analyser[counter->workers], &cli->err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	counter->batch = calloc(depth, sizeof(*counter->batch));
	counter->idle = calloc(depth, sizeof(*counter->idle));
	if (counter->batch == NULL || counter->idle == NULL) {
		return pantau_fail_memory(&cli->err);
	}
	while (counter->batches < depth) {
		struct batch *batch = calloc(1, sizeof(*batch));
		if (batch == NULL) {
			return pantau_fail_memory(&cli->err);
		}
		pantau_arena_init(&batch->arena);
		counter->batch[counter->batches++] = batch;
		counter->idle[counter->idles++] = batch;
	}
	counter->pool = pantau_pool_create(workers, depth, &ops, counter);
	return counter->pool != NULL ? PANTAU_OK :
			pantau_fail_memory(&cli->err);
}

/* What is under way is waited for, and lost. */
static void dismiss(struct counter *counter)
{
	pantau_pool_destroy(counter->pool);
	for (size_t i = 0; i < counter->batches; i++) {
		pantau_arena_finish(&counter->batch[i]->arena);
		free(counter->batch[i]);
	}
	free(counter->batch);
	free(counter->idle);
	for (size_t i = 0; i < counter->workers; i++) {
		pantau_analyser_destroy(counter->analyser[i]);
	}
}

/* --- reading and counting --- */

static void empty(struct batch *batch, const struct pantau_error *err)
{
	/* A huge text is not kept room for. */
	if (batch->bytes > 2 * BATCH_BYTES) {
		pantau_arena_finish(&batch->arena);
	}
	pantau_arena_reset(&batch->arena);
	batch->n = 0;
	batch->bytes = 0;
	batch->status = PANTAU_OK;
	batch->err = pantau_error_like(err);
}

static enum pantau_status load(struct counter *counter, struct ids *ids,
		struct batch *batch)
{
	struct cli *cli = counter->cli;
	enum pantau_status status = PANTAU_OK;

	empty(batch, &cli->err);
	while (status == PANTAU_OK && batch->n < BATCH_ITEMS &&
			batch->bytes < BATCH_BYTES) {
		struct item item;
		int64_t id;
		status = pantau_ids_next(ids, &id, &cli->err);
		if (status == PANTAU_OK) {
			status = pantau_store_item(cli->store, id,
					&batch->arena, &item, &cli->err);
		}
		if (status == PANTAU_OK) {
			batch->item[batch->n++] = (struct scored_item){
				.id = item.doc.id, .title = item.doc.title,
				.text = item.doc.text,
			};
			batch->bytes += item.doc.title.n + item.doc.text.n;
		}
	}
	return status;
}

static bool use(struct cue_counts *counts, struct cue_use *use, struct str id)
{
	use->items++;
	if (use->samples < CUE_SAMPLES) {
		struct str copy = pantau_arena_str(&counts->arena, id);
		if (copy.p == NULL && id.n != 0) {
			return false;
		}
		use->sample[use->samples++] = copy;
	}
	return true;
}

static enum pantau_status count(struct counter *counter,
		const struct batch *batch)
{
	struct cue_counts *counts = counter->counts;
	bool kept = true;

	for (size_t i = 0; i < batch->n; i++) {
		const struct scored_item *item = &batch->item[i];
		counts->items++;
		counts->level[item->level]++;
		for (unsigned g = 0; g < CUE_GROUPS_MAX; g++) {
			if ((item->groups >> g & 1) != 0) {
				kept = use(counts, &counts->group[g],
						item->id) && kept;
			}
		}
		for (size_t k = 0; k < item->rules; k++) {
			if (item->rule[k] <= counts->rules) {
				kept = use(counts, &counts->row[item->rule[k]],
						item->id) && kept;
			}
		}
	}
	return kept ? PANTAU_OK : pantau_fail_memory(&counter->cli->err);
}

/* The oldest batch under way is waited for, counted and free again. */
static enum pantau_status take(struct counter *counter, struct batch *batch)
{
	enum pantau_status status = batch->status;

	if (status != PANTAU_OK) {
		counter->cli->err = batch->err;
	} else {
		status = count(counter, batch);
	}
	counter->idle[counter->idles++] = batch;
	if (counter->progress != NULL) {
		pantau_progress_show(counter->progress, counter->counts->items,
				0, counter->counts->items);
	}
	return status;
}

static enum pantau_status every_item(struct counter *counter, struct ids *ids)
{
	enum pantau_status status = PANTAU_OK;
	struct batch *batch;
	bool more = true;

	while (status == PANTAU_OK) {
		status = pantau_cli_interrupted(counter->cli);
		while (status == PANTAU_OK && more && counter->idles > 0 &&
				pantau_pool_has_room(counter->pool)) {
			batch = counter->idle[counter->idles - 1];
			status = load(counter, ids, batch);
			more = status == PANTAU_OK;
			status = status == PANTAU_END ? PANTAU_OK : status;
			if (status == PANTAU_OK && batch->n > 0) {
				counter->idles--;
				pantau_pool_submit(counter->pool, batch);
			}
		}
		batch = status == PANTAU_OK ? pantau_pool_take(counter->pool) :
				NULL;
		if (batch == NULL) {
			return status;
		}
		status = take(counter, batch);
	}
	return status;
}

static enum pantau_status walk(struct counter *counter, size_t jobs,
		struct session *session)
{
	struct ids *ids = NULL;
	enum pantau_status status = staff(counter, jobs);

	if (status == PANTAU_OK) {
		status = pantau_ids_open(&session->plan, true, &ids,
				&counter->cli->err);
	}
	if (status == PANTAU_OK) {
		status = every_item(counter, ids);
	}
	dismiss(counter);
	pantau_ids_close(ids);
	return status;
}

enum pantau_status pantau_cue_count(struct cli *cli, struct str query,
		const struct search_options *search, size_t jobs,
		struct progress *progress, struct cue_counts *out)
{
	struct session session;
	struct counter *counter = calloc(1, sizeof(*counter));

	*out = (struct cue_counts){
		.rules = pantau_lexicons_score(cli->lexicons)->entries,
	};
	pantau_arena_init(&out->arena);
	out->row = calloc((size_t)out->rules + 1, sizeof(*out->row));
	if (counter == NULL || out->row == NULL) {
		free(counter);
		return pantau_fail_memory(&cli->err);
	}
	counter->cli = cli;
	counter->counts = out;
	counter->progress = progress;
	enum pantau_status status = pantau_session_open(&session, cli->store,
			cli->analyser, query, search, &cli->err);
	if (status == PANTAU_OK) {
		status = walk(counter, jobs, &session);
		pantau_session_close(&session);
	}
	free(counter);
	return status;
}

void pantau_cue_counts_finish(struct cue_counts *counts)
{
	free(counts->row);
	pantau_arena_finish(&counts->arena);
	*counts = (struct cue_counts){.items = 0};
}
