/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The whole way of a document: gather() reads, checks what is known and sorts;
 * load() fills batches; workers analyse them; put() stores them in order.
 */

#include "pipeline.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/pool.h"
#include "batch.h"
#include "store/columns.h"

#define BULK_DOCS 50000   /* more than this at once is a bulk load */
#define COMMIT_BULK 10000 /* documents a transaction */
#define COMMIT_STEADY 1000
#define JOBS_MAX 64

struct flow {
	struct store *store;
	const struct pipeline_options *options;
	struct pipeline_summary *summary;
	struct pantau_error *err;
	struct import *import;
	struct sorter *sorter;
	struct map ordinals;      /* of records without an id, in one input */
	uint32_t ordinals_input;
	uint64_t *records;        /* last record number, by input */
	size_t inputs;
	struct pantau_scorer *scorer;
	struct pantau_analyser *analyser[JOBS_MAX];
	size_t jobs;
	struct pool *pool;
	struct batch **batch;     /* all of them, and those that wait */
	struct batch **idle;
	size_t batches, idles;
	struct writer *writer;
	int64_t *input;           /* the store's number, by input */
	uint64_t open, committed; /* documents in the transaction, before it */
};

static bool stopped(const struct flow *flow)
{
	return flow->options->stop != NULL && *flow->options->stop != 0;
}

static enum pantau_status fail_stopped(struct flow *flow)
{
	return pantau_fail(flow->err, PANTAU_INTERRUPTED, "%s",
			PANTAU_T(flow->err, "interrupted; what was committed stays",
				"dihentikan; yang sudah tersimpan tetap ada"));
}

/* How many records like this one (without an id) its input had before. */
static bool ordinal(struct flow *flow, const struct doc *doc, uint64_t *out)
{
	unsigned char key[16];
	bool added;
	*out = 0;
	if ((doc->fields & DOC_ID) != 0) {
		return true;
	}
	if (flow->ordinals_input != doc->input) {
		pantau_map_clear(&flow->ordinals);
		flow->ordinals_input = doc->input;
	}
	pantau_doc_key(doc, 0, key);
	uint32_t *count = pantau_map_put(&flow->ordinals,
			str_make((const char *)key, sizeof(key)), &added);
	if (count == NULL) {
		return false;
	}
	*out = (*count)++;
	return true;
}

static bool remember_record(struct flow *flow, const struct doc *doc)
{
	if (doc->input >= flow->inputs) {
		size_t room = (size_t)doc->input + 16;
		uint64_t *records = realloc(flow->records,
				room * sizeof(*records));
		if (records == NULL) {
			return false;
		}
		memset(records + flow->inputs, 0,
				(room - flow->inputs) * sizeof(*records));
		flow->records = records;
		flow->inputs = room;
	}
	flow->records[doc->input] = doc->record;
	return true;
}

/* One good document: passed over when it is known, else into the sorter. */
static enum pantau_status take(struct flow *flow, const struct doc *doc,
		bool empty)
{
	struct sort_extra extra;
	uint64_t number;
	if (!ordinal(flow, doc, &number) || !remember_record(flow, doc)) {
		return pantau_fail_memory(flow->err);
	}
	pantau_doc_key(doc, number, extra.key);
	pantau_doc_content(doc, extra.content);
	if (!empty && pantau_store_known(flow->store, extra.key,
			extra.content) == KNOWN_SAME) {
		flow->summary->unchanged++;
		return PANTAU_OK;
	}
	return pantau_sorter_add(flow->sorter, doc, &extra, flow->err);
}

static void reject(struct flow *flow, const struct pantau_error *err,
		struct str raw)
{
	flow->summary->rejected++;
	if (flow->options->rejected != NULL) {
		flow->options->rejected(flow->options->context, err, raw);
	}
}

static void show(struct flow *flow, uint64_t done, uint64_t total,
		uint64_t documents)
{
	if (flow->options->progress != NULL) {
		flow->options->progress(flow->options->context, done, total,
				documents);
	}
}

/* Reads all inputs. What is known and unchanged never reaches analysis. */
static enum pantau_status gather(struct flow *flow)
{
	const struct pipeline_options *options = flow->options;
	bool empty = flow->store == NULL || pantau_columns_last(flow->store) == 0;
	struct arena arena;
	enum pantau_status status = PANTAU_OK;
	pantau_arena_init(&arena);
	for (uint64_t seen = 0; status == PANTAU_OK; seen++) {
		struct doc doc;
		struct str raw = {NULL, 0};
		struct pantau_error err = pantau_error_like(flow->err);
		if (stopped(flow)) {
			status = fail_stopped(flow);
			break;
		}
		pantau_arena_reset(&arena);
		status = pantau_import_next(flow->import, &arena, &doc, &raw, &err);
		if (status == PANTAU_BAD_INPUT || status == PANTAU_IO) {
			reject(flow, &err, raw);
			status = PANTAU_OK;
		} else if (status == PANTAU_OK && options->dry_run) {
			flow->summary->new_++;
			if (options->document != NULL) {
				options->document(options->context, flow->import, &doc);
			}
		} else if (status == PANTAU_OK) {
			status = take(flow, &doc, empty);
		} else if (status != PANTAU_END && flow->err != NULL) {
			*flow->err = err;
		}
		if ((seen & 0x3ff) == 0) {
			uint64_t done, total;
			pantau_import_progress(flow->import, &done, &total);
			show(flow, done, total, seen);
		}
	}
	pantau_arena_finish(&arena);
	return status == PANTAU_END ? PANTAU_OK : status;
}

static void work(void *context, size_t worker, void *item)
{
	struct flow *flow = context;
	pantau_batch_analyse(item, flow->analyser[worker], flow->scorer);
}

/* Analysers, threads and batches; all released by release(). */
static enum pantau_status staff(struct flow *flow)
{
	static const struct pool_ops ops = {.work = work};
	const struct score_image *words =
			pantau_lexicons_score(flow->options->lexicons);
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	flow->jobs = flow->options->jobs != 0 ? flow->options->jobs
			: cores > 0 ? (size_t)cores : 1;
	if (flow->jobs > JOBS_MAX) {
		flow->jobs = JOBS_MAX;
	}
	enum pantau_status status = pantau_scorer_create(flow->options->lexicons,
			&flow->scorer, flow->err);
	for (size_t i = 0; status == PANTAU_OK && i < flow->jobs; i++) {
		status = pantau_analyser_create_over(
				pantau_store_text_image(flow->store), words,
				&flow->analyser[i], flow->err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	size_t depth = 2 * flow->jobs + 2;
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
	size_t n = pantau_import_inputs(flow->import);
	flow->input = calloc(n + 1, sizeof(*flow->input));
	if (flow->input == NULL) {
		return pantau_fail_memory(flow->err);
	}
	enum pantau_status status = PANTAU_OK;
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		const struct import_input *input = pantau_import_input(
				flow->import, i);
		status = pantau_writer_input(flow->writer, input->path,
				input->format, &flow->input[i], flow->err);
		if (status == PANTAU_OK) {
			status = pantau_writer_input_done(flow->writer,
					flow->input[i], input->hash,
					i < flow->inputs ? flow->records[i] : 0,
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
		enum pantau_status status = pantau_sorter_next(flow->sorter,
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
	return status;
}

static enum pantau_status put(struct flow *flow, const struct batch *batch,
		uint64_t commit_every)
{
	struct pipeline_summary *summary = flow->summary;
	if (batch->status != PANTAU_OK) {
		if (flow->err != NULL) {
			*flow->err = batch->err;
		}
		return batch->status;
	}
	for (size_t i = 0; i < batch->n; i++) {
		const struct doc *doc = &batch->doc[i];
		enum known known;
		enum pantau_status status = pantau_writer_put(flow->writer, doc,
				flow->input[doc->input], batch->extra[i].key,
				batch->extra[i].content, &batch->analysed[i], &known,
				flow->err);
		if (status != PANTAU_OK) {
			return status;
		}
		summary->new_ += known == KNOWN_NEW;
		summary->updated += known == KNOWN_CHANGED;
		summary->unchanged += known == KNOWN_SAME;
		flow->open++;
	}
	summary->bytes += batch->bytes;
	show(flow, flow->committed + flow->open,
			pantau_sorter_count(flow->sorter),
			flow->committed + flow->open);
	return flow->open >= commit_every ? commit(flow) : PANTAU_OK;
}

/* Sorted documents through the workers into the store. A stop loads no more
 * and commits what is under way. */
static enum pantau_status drain(struct flow *flow, uint64_t commit_every)
{
	enum pantau_status status = pantau_sorter_finish(flow->sorter, flow->err);
	bool more = true;
	while (status == PANTAU_OK) {
		while (status == PANTAU_OK && more && flow->idles > 0 &&
				pantau_pool_has_room(flow->pool)) {
			struct batch *batch = flow->idle[flow->idles - 1];
			more = !stopped(flow);
			status = more ? load(flow, batch) : PANTAU_OK;
			more = more && batch->n > 0;
			if (status == PANTAU_OK && more) {
				flow->idles--;
				pantau_pool_submit(flow->pool, batch);
			}
		}
		struct batch *done = status == PANTAU_OK
				? pantau_pool_take(flow->pool) : NULL;
		if (done == NULL) {
			break;
		}
		status = put(flow, done, commit_every);
		flow->idle[flow->idles++] = done;
	}
	return status == PANTAU_OK ? commit(flow) : status;
}

static enum pantau_status write_all(struct flow *flow)
{
	uint64_t count = pantau_sorter_count(flow->sorter);
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
		status = write_inputs(flow);
	}
	if (status == PANTAU_OK) {
		status = drain(flow, bulk ? COMMIT_BULK : COMMIT_STEADY);
	}
	if (status == PANTAU_OK) {
		status = pantau_writer_finish(flow->writer, NULL, NULL, flow->err);
	}
	return status == PANTAU_OK && stopped(flow) ? fail_stopped(flow) : status;
}

static void release(struct flow *flow)
{
	pantau_pool_destroy(flow->pool);
	for (size_t i = 0; i < flow->batches; i++) {
		pantau_batch_destroy(flow->batch[i]);
	}
	free(flow->batch);
	free(flow->idle);
	for (size_t i = 0; i < flow->jobs && i < JOBS_MAX; i++) {
		pantau_analyser_destroy(flow->analyser[i]);
	}
	pantau_scorer_destroy(flow->scorer);
	pantau_writer_destroy(flow->writer);
	pantau_sorter_destroy(flow->sorter);
	pantau_import_close(flow->import);
	pantau_map_finish(&flow->ordinals);
	free(flow->records);
	free(flow->input);
}

/* The folder of the database: its file system has room, or nothing has. */
static enum pantau_status make_sorter(struct flow *flow)
{
	const char *path = flow->store != NULL ? pantau_store_path(flow->store)
			: ".";
	struct buf folder;
	pantau_buf_init(&folder);
	const char *slash = strrchr(path, '/');
	if (slash != NULL) {
		pantau_buf_append(&folder, path, (size_t)(slash - path) + 1);
	} else {
		pantau_buf_char(&folder, '.');
	}
	enum pantau_status status = folder.failed ? pantau_fail_memory(flow->err)
			: pantau_sorter_create(folder.p, SORT_MEMORY_DEFAULT,
				&flow->sorter, flow->err);
	pantau_buf_finish(&folder);
	return status;
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
	pantau_map_init(&flow.ordinals, pantau_hash_seed());
	enum pantau_status status = pantau_import_open(paths, n,
			&options->import, &flow.import, err);
	if (status == PANTAU_OK) {
		status = make_sorter(&flow);
	}
	if (status == PANTAU_OK) {
		status = gather(&flow);
	}
	if (status == PANTAU_OK && !options->dry_run) {
		status = write_all(&flow);
	}
	release(&flow);
	return status;
}
