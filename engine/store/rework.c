/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * rebuild and rescore: every stored text is analysed again, by as many threads
 * as there are cores, and what comes out is written in order of row ids.
 * rebuild writes index and scores in one transaction, rescore only scores, in
 * many; neither changes what people gave.
 */

#include <stdlib.h>

#include "base/error.h"
#include "base/pool.h"
#include "store/debunk_parts.h"
#include "store/key_index.h"
#include "store/rework.h"

/* What a transaction of a rescore takes on: about a second's work, for which a
 * line of the audit may have to wait. */
#define COMMIT_ROWS 16384
#define COMMIT_BYTES ((uint64_t)32 << 20)
/* A batch of more bytes goes alone: what its tokens take is many times that. */
#define HUGE_BYTES (2 * REWORK_BYTES)

struct rework {
	struct store *store;
	const struct pantau_lexicons *lexicons;
	const struct rework_options *options;
	bool index;             /* rebuild; else rescore */
	struct pantau_scorer *scorer;
	struct rework_worker worker[POOL_WORKERS_MAX];
	size_t workers;
	struct pool *pool;
	struct rework_batch **batch; /* all of them, and those that wait */
	struct rework_batch **idle;
	size_t batches, idles;
	struct rework_batch *held; /* read, and not yet submitted; or NULL */
	bool alone;             /* a huge one is under way */
	size_t flying;          /* bytes of text that are being analysed */
	struct rework_writer writer;
	bool open;              /* a transaction is */
	struct stamps stamps;   /* as committed */
	struct kept_image *image;
	uint64_t rows, bytes;   /* in the transaction */
	struct rework_stories *stories; /* of a rebuild */
	bool in_order;          /* rows are, by time */
	bool telling;           /* texts are read again for stories alone */
	uint64_t told;          /* of them */
	int64_t first, next, last; /* row ids: of this run, to be read, written */
	int64_t greatest;
};

/* --- workers --- */

static void work(void *context, size_t worker, void *item)
{
	struct rework *rework = context;

	pantau_rework_analyse(&rework->worker[worker], item);
}

static enum pantau_status staff_one(struct rework *rework,
		struct rework_worker *worker, struct pantau_error *err)
{
	pantau_arena_init(&worker->scratch);
	pantau_buf_init(&worker->text);
	pantau_shingler_init(&worker->shingler);
	rework->workers++;
	worker->scorer = rework->scorer;
	worker->unpacker = pantau_body_unpacker_create();
	worker->inverter = rework->index ? pantau_inverter_create() : NULL;
	if (worker->unpacker == NULL ||
			(rework->index && worker->inverter == NULL)) {
		return pantau_fail_memory(err);
	}
	return pantau_analyser_create_over(&rework->store->image->image,
			pantau_lexicons_score(rework->lexicons),
			&worker->analyser, err);
}

/* Over the image that the store has by now; all released by dismiss(). */
static enum pantau_status staff(struct rework *rework,
		struct pantau_error *err)
{
	static const struct pool_ops ops = {.work = work};
	size_t workers = pantau_pool_workers(rework->options->jobs);
	size_t depth = 2 * workers + 4;
	enum pantau_status status = pantau_scorer_create(rework->lexicons,
			&rework->scorer, err);

	for (size_t i = 0; status == PANTAU_OK && i < workers; i++) {
		status = staff_one(rework, &rework->worker[i], err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	rework->batch = calloc(depth, sizeof(*rework->batch));
	rework->idle = calloc(depth, sizeof(*rework->idle));
	if (rework->batch == NULL || rework->idle == NULL) {
		return pantau_fail_memory(err);
	}
	while (rework->batches < depth) {
		struct rework_batch *batch = pantau_rework_batch_create();
		if (batch == NULL) {
			return pantau_fail_memory(err);
		}
		rework->batch[rework->batches++] = batch;
		rework->idle[rework->idles++] = batch;
	}
	rework->pool = pantau_pool_create(workers, depth, &ops, rework);
	return rework->pool != NULL ? PANTAU_OK : pantau_fail_memory(err);
}

/* What is under way is waited for, and lost. */
static void dismiss(struct rework *rework)
{
	pantau_pool_destroy(rework->pool);
	for (size_t i = 0; i < rework->batches; i++) {
		pantau_rework_batch_destroy(rework->batch[i]);
	}
	free(rework->batch);
	free(rework->idle);
	for (size_t i = 0; i < rework->workers; i++) {
		struct rework_worker *worker = &rework->worker[i];
		pantau_analyser_destroy(worker->analyser);
		pantau_inverter_destroy(worker->inverter);
		pantau_body_unpacker_destroy(worker->unpacker);
		pantau_shingler_finish(&worker->shingler);
		pantau_arena_finish(&worker->scratch);
		pantau_buf_finish(&worker->text);
	}
	pantau_scorer_destroy(rework->scorer);
}

/* --- transactions --- */

static enum pantau_status begin(struct rework *rework,
		struct pantau_error *err)
{
	if (rework->open) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_store_run(rework->store,
			"BEGIN IMMEDIATE", err);
	rework->open = status == PANTAU_OK;
	return status;
}

/* Ends the transaction; done says that nothing is left to do. */
static enum pantau_status commit(struct rework *rework, bool done,
		struct pantau_error *err)
{
	struct store *store = rework->store;
	uint64_t pages;
	enum pantau_status status = begin(rework, err);

	if (status == PANTAU_OK && rework->index) {
		status = pantau_index_flush(rework->writer.words, &pages, err);
	}
	if (status == PANTAU_OK && rework->index) {
		status = pantau_rework_stories_end(rework->stories,
				rework->writer.columns, err);
	}
	if (status == PANTAU_OK && rework->index && done) {
		status = pantau_debunk_rebuild(store, rework->writer.columns,
				err);
	}
	if (status == PANTAU_OK) {
		status = pantau_column_writer_flush(rework->writer.columns, err);
	}
	if (status == PANTAU_OK) {
		status = done ? pantau_rescore_done(store, rework->lexicons, err)
				: pantau_rescore_note(store, rework->lexicons,
				rework->last + 1, rework->writer.figures, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_store_run(store, "COMMIT", err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	rework->open = false;
	rework->stamps = store->stamps;
	rework->rows = 0;
	rework->bytes = 0;
	pantau_columns_forget(store);
	return rework->index ? PANTAU_OK : pantau_store_tend_wal(store, err);
}

static void roll_back(struct rework *rework)
{
	struct store *store = rework->store;

	if (rework->open) {
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
		rework->open = false;
	}
	pantau_stamps_drop_text(store, rework->image, &rework->stamps);
	pantau_store_rolled_back(store);
}

/* --- the way of the batches --- */

static bool go_on(const struct rework *rework)
{
	const struct rework_options *options = rework->options;
	int64_t rows = rework->greatest - rework->first + 1;
	uint64_t total = rows > 0 ? (uint64_t)rows : 0;

	return options->progress == NULL || options->progress(options->context,
			(uint64_t)(rework->last - rework->first + 1) +
			rework->told, rework->index && !rework->in_order
			? 2 * total : total);
}

static enum pantau_status stopped(struct rework *rework,
		struct pantau_error *err)
{
	if (rework->index) {
		return pantau_fail(err, PANTAU_INTERRUPTED, "%s", PANTAU_T(err,
				"interrupted; everything is as it was",
				"dihentikan; semua tetap seperti semula"));
	}
	enum pantau_status status = rework->open ? commit(rework, false, err)
			: PANTAU_OK;
	return status != PANTAU_OK ? status : pantau_fail(err,
			PANTAU_INTERRUPTED, "%s", PANTAU_T(err,
			"interrupted; 'pantau rescore' goes on from here",
			"dihentikan; 'pantau rescore' akan melanjutkannya"));
}

static bool has_room(const struct rework *rework)
{
	return rework->held == NULL && !rework->alone && rework->idles > 0 &&
			pantau_pool_has_room(rework->pool) &&
			rework->flying < (rework->batches + 2) * REWORK_BYTES;
}

/* A huge one waits for all others. */
static void submit_held(struct rework *rework)
{
	struct rework_batch *batch = rework->held;
	bool huge = batch != NULL && batch->bytes > HUGE_BYTES;

	if (batch == NULL || rework->alone || (huge && rework->flying > 0)) {
		return;
	}
	rework->held = NULL;
	rework->alone = huge;
	rework->flying += batch->bytes;
	pantau_pool_submit(rework->pool, batch);
}

static enum pantau_status load(struct rework *rework, bool *more,
		struct pantau_error *err)
{
	struct rework_batch *batch = rework->idle[rework->idles - 1];
	enum pantau_status status = rework->telling
			? pantau_rework_stories_load(rework->stories, batch, err)
			: pantau_rework_load(rework->store, rework->next - 1,
				batch, err);

	*more = status == PANTAU_OK && batch->n > 0;
	if (*more) {
		rework->idles--;
		batch->sketches = rework->telling || (rework->index &&
				rework->in_order);
		rework->next = batch->row[batch->n - 1].id + 1;
		rework->held = batch;
		submit_held(rework);
	}
	return status;
}

static struct rework_batch *take(struct rework *rework)
{
	submit_held(rework);
	return pantau_pool_take(rework->pool);
}

static void give_back(struct rework *rework, struct rework_batch *batch)
{
	rework->flying -= batch->bytes;
	rework->alone = false;
	rework->idle[rework->idles++] = batch;
}

static enum pantau_status put(struct rework *rework,
		struct rework_batch *batch, struct pantau_error *err)
{
	enum pantau_status status = begin(rework, err);

	if (status == PANTAU_OK && !rework->telling) {
		status = pantau_rework_write(&rework->writer, batch, err);
	}
	if (status == PANTAU_OK && batch->sketches) {
		status = pantau_rework_stories_add(rework->stories, batch, err);
	}
	if (status != PANTAU_OK || rework->telling) {
		rework->told += batch->n;
		return status;
	}
	rework->last = batch->row[batch->n - 1].id;
	rework->rows += batch->n;
	rework->bytes += batch->bytes;
	return !rework->index && (rework->rows >= COMMIT_ROWS ||
			rework->bytes >= COMMIT_BYTES)
			? commit(rework, false, err) : PANTAU_OK;
}

static enum pantau_status every_batch(struct rework *rework,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	bool more = true;

	while (status == PANTAU_OK) {
		if (!go_on(rework)) {
			return stopped(rework, err);
		}
		while (status == PANTAU_OK && more && has_room(rework)) {
			status = load(rework, &more, err);
		}
		struct rework_batch *batch = status == PANTAU_OK
				? take(rework) : NULL;
		if (batch == NULL) {
			break;
		}
		status = put(rework, batch, err);
		give_back(rework, batch);
	}
	return status;
}

static enum pantau_status every_text(struct rework *rework,
		struct pantau_error *err)
{
	enum pantau_status status = every_batch(rework, err);

	if (status == PANTAU_OK && rework->index && !rework->in_order) {
		rework->telling = true;
		status = every_batch(rework, err);
	}
	return status == PANTAU_OK ? commit(rework, true, err) : status;
}

/* --- the whole --- */

/* The text image of these lexicons, and an index of nothing. */
static enum pantau_status clear_index(struct rework *rework,
		struct pantau_error *err)
{
	struct store *store = rework->store;
	enum pantau_status status = begin(rework, err);

	if (status == PANTAU_OK) {
		status = pantau_stamps_keep_text(store, rework->lexicons, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_store_run(store, "INSERT INTO fts(fts) "
				"VALUES('delete-all')", err);
	}
	if (status == PANTAU_OK) {
		status = pantau_key_index_remake(store, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_rework_stories_begin(rework->stories,
				&rework->in_order, err);
	}
	return status == PANTAU_OK ? pantau_store_run(store, "INSERT OR REPLACE "
			"INTO meta(name, value) SELECT 'last_id', "
			"coalesce(max(id), 0) FROM doc", err) : status;
}

static enum pantau_status run(struct rework *rework, struct pantau_error *err)
{
	struct store *store = rework->store;
	struct score_figures *figures = rework->writer.figures;
	enum pantau_status status = PANTAU_OK;

	rework->first = 1;
	if (rework->index) {
		status = clear_index(rework, err);
	} else {
		status = pantau_rescore_resume(store, rework->lexicons,
				&rework->first, figures, err);
	}
	rework->next = rework->first;
	rework->last = rework->first - 1;
	if (status == PANTAU_OK) {
		status = pantau_meta_int(store, "last_id", &rework->greatest,
				err);
	}
	if (status == PANTAU_OK) {
		status = staff(rework, err);
	}
	if (status == PANTAU_OK) {
		status = every_text(rework, err);
	}
	/* Analysers read the image, which may be dropped below. */
	dismiss(rework);
	if (status != PANTAU_OK) {
		roll_back(rework);
	}
	pantau_columns_forget(store);
	return status;
}

/* Settings around it: steady but for the checkpoints, which tending does. */
static enum pantau_status run_in_mode(struct rework *rework,
		struct pantau_error *err)
{
	struct store *store = rework->store;
	enum pantau_status status = pantau_fts_mode(store, rework->index
			? WRITE_BULK : WRITE_STEADY, err);

	if (status == PANTAU_OK && !rework->index) {
		sqlite3_wal_autocheckpoint(store->db, 0);
	}
	if (status == PANTAU_OK) {
		status = run(rework, err);
	}
	if (status == PANTAU_OK && rework->index) {
		status = pantau_fts_merge(store, false, NULL, NULL, err);
	}
	enum pantau_status set = pantau_fts_mode(store, WRITE_STEADY,
			status == PANTAU_OK ? err : NULL);
	return status == PANTAU_OK ? set : status;
}

static enum pantau_status do_rework(struct store *store, bool index,
		const struct pantau_lexicons *lexicons,
		const struct rework_options *options, struct score_figures *out,
		struct pantau_error *err)
{
	static const struct rework_options plain = {0};
	struct score_figures figures = {0};
	struct rework *rework;

	if (store->mode == STORE_READ || lexicons == NULL) {
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"this needs lexicons and a database open for writing",
				"ini memerlukan leksikon dan basis data yang dibuka "
				"untuk ditulis"));
	}
	rework = calloc(1, sizeof(*rework));
	if (rework == NULL) {
		return pantau_fail_memory(err);
	}
	rework->store = store;
	rework->lexicons = lexicons;
	rework->options = options != NULL ? options : &plain;
	rework->index = index;
	rework->stamps = store->stamps;
	rework->image = store->image;
	rework->writer = (struct rework_writer){
		.store = store, .figures = &figures,
		.columns = pantau_column_writer_create(store),
		.words = index ? pantau_index_writer_create(store) : NULL,
	};
	rework->stories = index ? pantau_rework_stories_create(store) : NULL;
	enum pantau_status status = rework->writer.columns == NULL || (index &&
			(rework->writer.words == NULL || rework->stories == NULL))
			? pantau_fail_memory(err) : run_in_mode(rework, err);
	pantau_rework_stories_destroy(rework->stories);
	pantau_column_writer_destroy(rework->writer.columns);
	pantau_index_writer_destroy(rework->writer.words);
	free(rework);
	if (out != NULL) {
		*out = figures;
	}
	return status;
}

enum pantau_status pantau_store_rebuild(struct store *store,
		const struct pantau_lexicons *lexicons,
		const struct rework_options *options, struct score_figures *out,
		struct pantau_error *err)
{
	return do_rework(store, true, lexicons, options, out, err);
}

enum pantau_status pantau_store_rescore(struct store *store,
		const struct pantau_lexicons *lexicons,
		const struct rework_options *options, struct score_figures *out,
		struct pantau_error *err)
{
	return do_rework(store, false, lexicons, options, out, err);
}
