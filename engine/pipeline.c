/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The whole way of a document: gather reads, checks what is known and sorts;
 * load() fills batches; workers analyse them; put() stores them in order.
 */

#include "pipeline.h"

#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "batch.h"
#include "gather.h"
#include "store/care.h"
#include "store/columns.h"

#define BULK_DOCS 50000   /* more than this at once is a bulk load */
#define COMMIT_STEADY 1000 /* documents a transaction */
/* A batch of more bytes goes alone: what its tokens take is many times that. */
#define HUGE_BYTES (2 * BATCH_BYTES)
#define LEARN_BATCHES 4 /* of at least as many that there are */

struct flow {
	struct store *store;
	const struct pipeline_options *options;
	struct pipeline_summary *summary;
	struct pantau_error *err;
	struct gathered gathered;
	struct pantau_scorer *scorer;
	struct batch_worker worker[POOL_WORKERS_MAX];
	struct shingler shingler[POOL_WORKERS_MAX];
	struct debunk_claims *claims; /* NULL: there are no debunks */
	size_t jobs;
	struct pool *pool;
	struct batch **batch;     /* all of them, and those that wait */
	struct batch **idle;
	size_t batches, idles;
	struct batch *held[LEARN_BATCHES]; /* read, and not yet submitted */
	size_t helds;
	bool alone;               /* a huge one is under way */
	const struct body_dictionary *dictionary; /* NULL: texts stay apart */
	size_t flying;            /* bytes of text that are being analysed */
	struct writer *writer;
	int64_t *input;           /* the store's number, by input */
	uint64_t open, committed; /* documents in the transaction, before it */
	uint64_t commit_every;    /* documents; in bulk the index's memory tells */
};

static bool stopped(const struct flow *flow)
{
	return flow->options->stop != NULL && *flow->options->stop != 0;
}

static void show(struct flow *flow, uint64_t done, uint64_t total,
		uint64_t documents)
{
	if (flow->options->progress != NULL) {
		flow->options->progress(flow->options->context, done, total,
				documents);
	}
}

static void work(void *context, size_t worker, void *item)
{
	struct flow *flow = context;
	pantau_batch_analyse(item, &flow->worker[worker]);
}

static enum pantau_status staff_one(struct flow *flow, size_t i)
{
	struct batch_worker *worker = &flow->worker[i];

	worker->scorer = flow->scorer;
	worker->inverter = pantau_inverter_create();
	worker->words = &flow->shingler[i];
	worker->shingler = flow->options->no_stories ? NULL : worker->words;
	if (flow->claims != NULL) {
		enum pantau_status status = pantau_claim_checker_create(
				pantau_debunk_claims(flow->claims), flow->scorer,
				&worker->checker, flow->err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	return worker->inverter == NULL ? pantau_fail_memory(flow->err)
			: pantau_analyser_create_over(
				pantau_store_text_image(flow->store),
				pantau_lexicons_score(flow->options->lexicons),
				&worker->analyser, flow->err);
}

/* Analysers, threads and batches; all released by release(). */
static enum pantau_status staff(struct flow *flow)
{
	static const struct pool_ops ops = {.work = work};
	flow->jobs = pantau_pool_workers(flow->options->jobs);
	enum pantau_status status = pantau_scorer_create(flow->options->lexicons,
			&flow->scorer, flow->err);
	if (status == PANTAU_OK && !flow->options->no_claims) {
		status = pantau_debunk_claims_open(flow->store, &flow->claims,
				flow->err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < flow->jobs; i++) {
		status = staff_one(flow, i);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	/* Enough to keep workers busy while the writer writes a segment. */
	size_t depth = 2 * flow->jobs + 12;
	flow->batch = calloc(depth, sizeof(*flow->batch));
	flow->idle = calloc(depth, sizeof(*flow->idle));
	if (flow->batch == NULL || flow->idle == NULL) {
		return pantau_fail_memory(flow->err);
	}
	while (flow->batches < depth) {
		struct batch *batch = pantau_batch_create();
		if (batch == NULL) {
			return pantau_fail_memory(flow->err);
		}
		flow->batch[flow->batches++] = batch;
		flow->idle[flow->idles++] = batch;
	}
	flow->pool = pantau_pool_create(flow->jobs, depth, &ops, flow);
	return flow->pool != NULL ? PANTAU_OK : pantau_fail_memory(flow->err);
}

/* The inputs' rows, in the order of the command line; all were read whole. */
static enum pantau_status write_inputs(struct flow *flow)
{
	size_t n = pantau_import_inputs(flow->gathered.import);
	flow->input = calloc(n + 1, sizeof(*flow->input));
	if (flow->input == NULL) {
		return pantau_fail_memory(flow->err);
	}
	enum pantau_status status = PANTAU_OK;
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		const struct import_input *input = pantau_import_input(
				flow->gathered.import, i);
		status = pantau_writer_input(flow->writer, input->path,
				input->format, &flow->input[i], flow->err);
		if (status == PANTAU_OK) {
			status = pantau_writer_input_done(flow->writer,
					flow->input[i], input->hash,
					i < flow->gathered.inputs ? flow->gathered.records[i] : 0,
					flow->err);
		}
	}
	return status;
}

/* The next documents in order of publication; n 0 at the end. */
static enum pantau_status load(struct flow *flow, struct batch *batch)
{
	pantau_batch_reset(batch);
	batch->err = pantau_error_like(flow->err);
	while (!pantau_batch_full(batch)) {
		struct doc *doc = &batch->doc[batch->n];
		enum pantau_status status = pantau_gathered_next(&flow->gathered,
				&batch->arena, doc, &batch->extra[batch->n],
				flow->err);
		if (status != PANTAU_OK) {
			return status == PANTAU_END ? PANTAU_OK : status;
		}
		batch->bytes += doc->title.n + doc->text.n;
		batch->n++;
	}
	return PANTAU_OK;
}

static enum pantau_status commit(struct flow *flow)
{
	enum pantau_status status = pantau_writer_commit(flow->writer, flow->err);
	if (status == PANTAU_OK && flow->open > 0) {
		flow->committed += flow->open;
		flow->open = 0;
		if (flow->options->committed != NULL) {
			flow->options->committed(flow->options->context,
					flow->committed);
		}
	}
	return status == PANTAU_OK ? pantau_writer_tend(flow->writer, flow->err)
			: status;
}

/* The rows of a batch; ids of those that are new. */
static enum pantau_status put_rows(struct flow *flow,
		const struct batch *batch, int64_t *ids)
{
	struct pipeline_summary *summary = flow->summary;
	enum pantau_status status = PANTAU_OK;
	for (size_t i = 0; status == PANTAU_OK && i < batch->n; i++) {
		const struct sort_extra *extra = &batch->extra[i];
		const struct put in = {
			.doc = &batch->doc[i],
			.input = flow->input[batch->doc[i].input],
			.key = extra->key, .content = extra->content,
			.analysed = &batch->analysed[i], .inverted = true,
			.fresh = extra->fresh,
			.sketch = flow->options->no_stories ? NULL
				: &batch->sketch[i],
		};
		enum known known;
		status = pantau_writer_put(flow->writer, &in, &known, &ids[i],
				flow->err);
		if (status == PANTAU_OK) {
			summary->new_ += known == KNOWN_NEW;
			summary->updated += known == KNOWN_CHANGED;
			summary->unchanged += known == KNOWN_SAME;
			flow->open++;
		}
	}
	return status;
}

static enum pantau_status put(struct flow *flow, const struct batch *batch)
{
	int64_t ids[BATCH_DOCS];
	enum pantau_status status = batch->status;
	if (status != PANTAU_OK && flow->err != NULL) {
		*flow->err = batch->err;
	}
	if (status == PANTAU_OK) {
		status = put_rows(flow, batch, ids);
	}
	if (status == PANTAU_OK) {
		status = pantau_writer_postings(flow->writer, &batch->inverted,
				ids, batch->n, flow->err);
	}
	if (status == PANTAU_OK) {
		status = pantau_writer_stories(flow->writer, flow->err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	flow->summary->bytes += batch->bytes;
	show(flow, flow->committed + flow->open,
			pantau_gathered_count(&flow->gathered),
			flow->committed + flow->open);
	return pantau_writer_full(flow->writer) || flow->open >=
			flow->commit_every ? commit(flow) : PANTAU_OK;
}

static bool has_room(struct flow *flow)
{
	return flow->helds == 0 && !flow->alone && flow->idles > 0 &&
			pantau_pool_has_room(flow->pool) &&
			flow->flying < (flow->batches + 2) * BATCH_BYTES;
}

/*
 * What the first texts have in common makes all of them shorter: so the first
 * batches are read before one is analysed. How many does not depend on jobs.
 */
static enum pantau_status learn(struct flow *flow, struct batch *const *batch,
		size_t batches)
{
	struct str *text = calloc(batches * BATCH_DOCS + 1, sizeof(*text));
	size_t n = 0;
	if (text == NULL) {
		return pantau_fail_memory(flow->err);
	}
	for (size_t i = 0; i < batches; i++) {
		for (size_t j = 0; j < batch[i]->n; j++) {
			text[n++] = batch[i]->doc[j].text;
		}
	}
	enum pantau_status status = pantau_body_learn(flow->store, text, n,
			flow->err);
	free(text);
	return status == PANTAU_OK ? pantau_body_dictionary(flow->store,
			&flow->dictionary, flow->err) : status;
}

static void submit(struct flow *flow, struct batch *batch)
{
	batch->dictionary = flow->dictionary;
	flow->flying += batch->bytes;
	pantau_pool_submit(flow->pool, batch);
}

static bool is_huge(const struct batch *batch)
{
	return batch->bytes > HUGE_BYTES;
}

/* Those that are held, in order. A huge one waits for all others, and for what
 * the idle ones keep: either would be too much beside it. */
static void submit_held(struct flow *flow)
{
	size_t n = 0;
	for (; n < flow->helds && !flow->alone; n++) {
		struct batch *batch = flow->held[n];
		flow->alone = is_huge(batch);
		if (flow->alone && flow->flying > 0) {
			flow->alone = false;
			break;
		}
		for (size_t i = 0; flow->alone && i < flow->idles; i++) {
			pantau_batch_release(flow->idle[i]);
		}
		submit(flow, batch);
	}
	flow->helds -= n;
	memmove(flow->held, flow->held + n,
			flow->helds * sizeof(struct batch *));
}

/* The next in order that is analysed; NULL at the end. */
static struct batch *take(struct flow *flow)
{
	submit_held(flow);
	return pantau_pool_take(flow->pool);
}

static void give_back(struct flow *flow, struct batch *batch)
{
	flow->flying -= batch->bytes;
	flow->alone = flow->alone && !is_huge(batch);
	if (is_huge(batch)) {
		pantau_batch_release(batch);
	}
	flow->idle[flow->idles++] = batch;
}

/* The batches to learn from; *more: others may follow. */
static enum pantau_status begin(struct flow *flow, bool *more)
{
	struct batch *batch[LEARN_BATCHES];
	enum pantau_status status = PANTAU_OK;
	size_t n = 0;
	while (status == PANTAU_OK && *more && n < LEARN_BATCHES) {
		batch[n] = flow->idle[flow->idles - 1];
		status = load(flow, batch[n]);
		*more = batch[n]->n > 0;
		if (status == PANTAU_OK && *more) {
			flow->idles--;
			n++;
		}
	}
	if (status == PANTAU_OK) {
		status = learn(flow, batch, n);
	}
	memcpy(flow->held, batch, n * sizeof(struct batch *));
	flow->helds = n;
	return status;
}

/* Sorted documents through the workers into the store. A stop loads no more
 * and commits what is under way. */
static enum pantau_status drain(struct flow *flow)
{
	bool more = !stopped(flow);
	enum pantau_status status = begin(flow, &more);
	while (status == PANTAU_OK) {
		while (status == PANTAU_OK && more && has_room(flow)) {
			struct batch *batch = flow->idle[flow->idles - 1];
			more = !stopped(flow);
			status = more ? load(flow, batch) : PANTAU_OK;
			more = more && batch->n > 0;
			if (status == PANTAU_OK && more) {
				flow->idles--;
				flow->held[flow->helds++] = batch;
				submit_held(flow);
			}
		}
		struct batch *done = status == PANTAU_OK ? take(flow) : NULL;
		if (done == NULL) {
			break;
		}
		status = put(flow, done);
		give_back(flow, done);
	}
	return status == PANTAU_OK ? commit(flow) : status;
}

static enum pantau_status write_all(struct flow *flow)
{
	uint64_t count = pantau_gathered_count(&flow->gathered);
	bool bulk = count > BULK_DOCS || pantau_columns_last(flow->store) == 0;
	if (count == 0) {
		return PANTAU_OK;
	}
	enum pantau_status status = staff(flow);
	if (status == PANTAU_OK) {
		status = pantau_writer_create(flow->store,
				bulk ? WRITE_BULK : WRITE_STEADY, &flow->writer,
				flow->err);
	}
	if (status == PANTAU_OK) {
		status = pantau_rescore_other_writer(flow->store,
				flow->options->lexicons, flow->err);
	}
	if (status == PANTAU_OK) {
		status = write_inputs(flow);
	}
	if (status == PANTAU_OK) {
		flow->commit_every = bulk ? UINT64_MAX : COMMIT_STEADY;
		status = drain(flow);
	}
	if (status == PANTAU_OK) {
		status = pantau_writer_finish(flow->writer, NULL, NULL, flow->err);
	}
	return status == PANTAU_OK && stopped(flow) ? pantau_fail_stopped(flow->err) : status;
}

static void release(struct flow *flow)
{
	pantau_pool_destroy(flow->pool);
	for (size_t i = 0; i < flow->batches; i++) {
		pantau_batch_destroy(flow->batch[i]);
	}
	free(flow->batch);
	free(flow->idle);
	for (size_t i = 0; i < flow->jobs && i < POOL_WORKERS_MAX; i++) {
		pantau_analyser_destroy(flow->worker[i].analyser);
		pantau_inverter_destroy(flow->worker[i].inverter);
		pantau_claim_checker_destroy(flow->worker[i].checker);
		pantau_shingler_finish(&flow->shingler[i]);
	}
	pantau_scorer_destroy(flow->scorer);
	pantau_debunk_claims_close(flow->claims);
	pantau_writer_destroy(flow->writer);
	pantau_gathered_release(&flow->gathered);
	free(flow->input);
}

enum pantau_status pantau_index(struct store *store,
		const char *const *paths, size_t n,
		const struct pipeline_options *options,
		struct pipeline_summary *summary, struct pantau_error *err)
{
	struct flow flow = {
		.store = store, .options = options, .summary = summary, .err = err,
	};
	*summary = (struct pipeline_summary){0};
	enum pantau_status status = pantau_gather(store, paths, n, options,
			summary, &flow.gathered, err);
	if (status == PANTAU_OK && !options->dry_run) {
		status = write_all(&flow);
	}
	release(&flow);
	return status;
}
