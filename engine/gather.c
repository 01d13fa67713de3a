/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Reading, identity, and sorting by publication. One thread takes bytes off
 * the inputs and documents into the sorter; between the two, parcels go through
 * workers, and come back in the order of the input.
 */

#include "gather.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/pool.h"
#include "identity.h"
#include "parcel.h"
#include "store/columns.h"

#define WORKERS_MAX 16
/* Bytes under way beyond which no parcel follows: huge documents go few at a
 * time. */
#define FLYING_MAX ((size_t)16 << 20)

struct gathering {
	struct store *store;
	const struct pipeline_options *options;
	struct pipeline_summary *summary;
	struct gathered *out;
	struct pantau_error *err;
	struct parcel_worker worker[WORKERS_MAX + 1]; /* the last is ours */
	size_t workers;
	struct pool *pool;
	struct parcel **parcel, **idle;
	size_t parcels, idles, flying;
	struct arena arena;
	uint64_t seen;           /* records */
};

enum pantau_status pantau_fail_stopped(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_INTERRUPTED, "%s", PANTAU_T(err,
			"interrupted; what was committed stays",
			"dihentikan; yang sudah tersimpan tetap ada"));
}

static bool stopped(const struct gathering *flow)
{
	return flow->options->stop != NULL && *flow->options->stop != 0;
}

static void reject(struct gathering *flow, enum pantau_status status,
		const struct pantau_error *err, struct str raw)
{
	flow->summary->rejected++;
	flow->summary->unreadable += status == PANTAU_IO;
	if (flow->options->rejected != NULL) {
		flow->options->rejected(flow->options->context, err, raw);
	}
}

static void show(struct gathering *flow, uint64_t documents)
{
	uint64_t done, total;
	if (flow->options->progress != NULL) {
		pantau_import_progress(flow->out->import, &done, &total);
		flow->options->progress(flow->options->context, done, total,
				documents);
	}
}

/* --- a dry run --- */

/* One by one: each document is shown beside the columns it was read from. */
static enum pantau_status read_dry(struct gathering *flow)
{
	const struct pipeline_options *options = flow->options;
	enum pantau_status status = PANTAU_OK;
	for (uint64_t seen = 0; status == PANTAU_OK; seen++) {
		struct doc doc;
		struct str raw = {NULL, 0};
		struct pantau_error err = pantau_error_like(flow->err);
		if (stopped(flow)) {
			return pantau_fail_stopped(flow->err);
		}
		pantau_arena_reset(&flow->arena);
		status = pantau_import_next(flow->out->import, &flow->arena, &doc,
				&raw, &err);
		if (status == PANTAU_BAD_INPUT || status == PANTAU_IO) {
			reject(flow, status, &err, raw);
			status = PANTAU_OK;
		} else if (status == PANTAU_OK) {
			flow->summary->new_++;
			if (options->document != NULL) {
				options->document(options->context, flow->out->import,
						&doc);
			}
		} else if (status != PANTAU_END && flow->err != NULL) {
			*flow->err = err;
		}
		if ((seen & 0x3ff) == 0) {
			show(flow, seen);
		}
	}
	return status == PANTAU_END ? PANTAU_OK : status;
}

/* --- parcels --- */

static void work(void *context, size_t worker, void *item)
{
	struct gathering *flow = context;
	pantau_parcel_read(item, &flow->worker[worker]);
}

static size_t count_workers(const struct pipeline_options *options)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t jobs = options->jobs != 0 ? options->jobs
			: cores > 0 ? (size_t)cores : 1;
	return jobs < WORKERS_MAX ? jobs : WORKERS_MAX;
}

static enum pantau_status staff(struct gathering *flow)
{
	static const struct pool_ops ops = {.work = work};
	size_t workers = count_workers(flow->options);
	size_t depth = 2 * workers + 2;
	flow->parcel = calloc(depth, sizeof(struct parcel *));
	flow->idle = calloc(depth, sizeof(struct parcel *));
	bool made = flow->parcel != NULL && flow->idle != NULL;
	while (made && flow->workers <= workers) {
		made = pantau_parcel_worker_init(&flow->worker[flow->workers++]);
	}
	while (made && flow->parcels < depth) {
		struct parcel *parcel = pantau_parcel_create();
		made = parcel != NULL;
		if (made) {
			flow->parcel[flow->parcels++] = parcel;
			flow->idle[flow->idles++] = parcel;
		}
	}
	if (made) {
		flow->pool = pantau_pool_create(workers, depth, &ops, flow);
	}
	return flow->pool != NULL ? PANTAU_OK : pantau_fail_memory(flow->err);
}

static void dismiss(struct gathering *flow)
{
	pantau_pool_destroy(flow->pool);
	for (size_t i = 0; i < flow->workers; i++) {
		pantau_parcel_worker_finish(&flow->worker[i]);
	}
	for (size_t i = 0; i < flow->parcels; i++) {
		pantau_parcel_destroy(flow->parcel[i]);
	}
	free(flow->parcel);
	free(flow->idle);
}

/* The number of the last good record of an input. */
static bool remember_record(struct gathered *out, struct record_head head)
{
	if (head.input >= out->inputs) {
		size_t room = (size_t)head.input + 16;
		uint64_t *records = realloc(out->records,
				room * sizeof(*records));
		if (records == NULL) {
			return false;
		}
		memset(records + out->inputs, 0,
				(room - out->inputs) * sizeof(*records));
		out->records = records;
		out->inputs = room;
	}
	out->records[head.input] = head.record;
	return true;
}

static struct record_head head_of(const struct record_set *records, size_t i)
{
	return record_head(records->bytes.p + records->offset[i]);
}

/* Documents into the sorter. Those of a parcel may be of several inputs, each
 * of which ends with the last of its own. */
static enum pantau_status take(struct gathering *flow,
		const struct record_set *records)
{
	size_t n = records->n;
	bool several = n > 0 && head_of(records, 0).input !=
			head_of(records, n - 1).input;
	for (size_t i = several || n == 0 ? 0 : n - 1; i < n; i++) {
		if (!remember_record(flow->out, head_of(records, i))) {
			return pantau_fail_memory(flow->err);
		}
	}
	flow->seen += records->n;
	return records->n > 0 ? pantau_sorter_append(flow->out->sorter, records,
			flow->err) : PANTAU_OK;
}

static enum pantau_status unpack(struct gathering *flow, struct parcel *parcel)
{
	struct pantau_error err = pantau_error_like(flow->err);
	enum pantau_status status = parcel->no_memory || parcel->raw.failed
			? pantau_fail_memory(flow->err)
			: take(flow, &parcel->records);
	for (size_t i = 0; status == PANTAU_OK && i < parcel->bads; i++) {
		struct str raw;
		enum pantau_status bad = pantau_parcel_bad(parcel, i,
				&flow->worker[flow->workers - 1], &raw, &err);
		if (bad != PANTAU_BAD_INPUT) {
			return pantau_fail_memory(flow->err);
		}
		reject(flow, bad, &err, raw);
	}
	flow->seen += parcel->bads;
	pantau_import_chunk_done(flow->out->import, &parcel->chunk);
	if (status != PANTAU_OK || parcel->status == PANTAU_OK ||
			parcel->status == PANTAU_END) {
		return status;
	}
	if (parcel->status == PANTAU_BAD_INPUT || parcel->status == PANTAU_IO) {
		flow->seen++;
		reject(flow, parcel->status, &parcel->err, buf_str(&parcel->raw));
		return PANTAU_OK;
	}
	if (flow->err != NULL) {
		*flow->err = parcel->err;
	}
	return parcel->status;
}

/* Reads all inputs. What is known and unchanged never reaches analysis. */
static enum pantau_status read_all(struct gathering *flow)
{
	enum pantau_status status = staff(flow);
	bool more = true;
	while (status == PANTAU_OK) {
		while (more && flow->idles > 0 && flow->flying < FLYING_MAX) {
			struct parcel *parcel = flow->idle[--flow->idles];
			pantau_parcel_fill(parcel, flow->out->import,
					&flow->arena, flow->err);
			more = parcel->status != PANTAU_END;
			parcel->weight = parcel->records.bytes.n +
					parcel->chunk.bytes.n;
			flow->flying += parcel->weight;
			pantau_pool_submit(flow->pool, parcel);
		}
		if (stopped(flow)) {
			return pantau_fail_stopped(flow->err);
		}
		struct parcel *parcel = pantau_pool_take(flow->pool);
		if (parcel == NULL) {
			break;
		}
		status = unpack(flow, parcel);
		flow->flying -= parcel->weight;
		flow->idle[flow->idles++] = parcel;
		show(flow, flow->seen);
	}
	return status;
}

/* --- the whole --- */

/* The sorter's run is full: who are these? */
static enum pantau_status settle(void *context, struct record_set *run,
		bool last, size_t *dropped, struct pantau_error *err)
{
	struct gathering *flow = context;
	enum pantau_status status = pantau_identity_settle(
			flow->out->identity, run, last, dropped, err);
	flow->summary->unchanged += *dropped;
	return status;
}

/* The folder of the database: its file system has room, or nothing has. */
static enum pantau_status make_sorter(struct gathering *flow)
{
	struct store *store = flow->store;
	struct gathered *out = flow->out;
	const char *path = store != NULL ? pantau_store_path(store) : "";
	const char *slash = strrchr(path, '/');
	int64_t last = 0;
	struct buf folder;
	/* An archive that cannot be read is not empty: its items would come in
	 * once more. */
	enum pantau_status status = store == NULL ? PANTAU_OK
			: pantau_columns_end(store, &last, flow->err);
	if (status != PANTAU_OK) {
		return status;
	}
	pantau_buf_init(&folder);
	pantau_buf_str(&folder, slash == NULL ? STR(".")
			: str_make(path, (size_t)(slash - path) + 1));
	out->folder = folder.p;
	status = folder.failed ? pantau_fail_memory(flow->err)
			: pantau_identity_create(last == 0 ? NULL : store, out->folder,
				&out->identity, flow->err);
	return status != PANTAU_OK ? status : pantau_sorter_create(out->folder,
			SORT_MEMORY_DEFAULT, settle, flow, &out->sorter, flow->err);
}

enum pantau_status pantau_gather(struct store *store,
		const char *const *paths, size_t n,
		const struct pipeline_options *options,
		struct pipeline_summary *summary, struct gathered *out,
		struct pantau_error *err)
{
	struct gathering flow = {
		.store = store, .options = options, .summary = summary,
		.out = out, .err = err,
	};
	*out = (struct gathered){0};
	pantau_arena_init(&flow.arena);
	enum pantau_status status = pantau_import_open(paths, n,
			&options->import, &out->import, err);
	if (status == PANTAU_OK && options->dry_run) {
		status = read_dry(&flow);
	} else if (status == PANTAU_OK) {
		status = make_sorter(&flow);
		if (status == PANTAU_OK) {
			status = read_all(&flow);
		}
		dismiss(&flow);
		if (status == PANTAU_OK) {
			status = pantau_sorter_finish(out->sorter, err);
		}
	}
	pantau_arena_finish(&flow.arena);
	return status;
}

uint64_t pantau_gathered_count(const struct gathered *gathered)
{
	return pantau_sorter_count(gathered->sorter);
}

enum pantau_status pantau_gathered_next(struct gathered *gathered,
		struct arena *arena, struct doc *out, struct sort_extra *extra,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_sorter_next(gathered->sorter, arena,
			out, extra, err);
	if (status == PANTAU_OK && extra->fresh) {
		extra->fresh = pantau_identity_fresh(gathered->identity,
				extra->key);
	}
	const unsigned char *next = pantau_sorter_peek(gathered->sorter);
	if (next != NULL) {
		pantau_identity_soon(gathered->identity, next);
	}
	return status;
}

void pantau_gathered_release(struct gathered *gathered)
{
	pantau_sorter_destroy(gathered->sorter);
	pantau_identity_destroy(gathered->identity);
	pantau_import_close(gathered->import);
	free(gathered->folder);
	free(gathered->records);
}
