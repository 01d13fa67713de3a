/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Reading, identity, and sorting by publication. */

#include "gather.h"

#include <stdlib.h>

#include "base/hash.h"
#include "store/columns.h"

struct gathering {
	struct store *store;
	const struct pipeline_options *options;
	struct pipeline_summary *summary;
	struct gathered *out;
	struct pantau_error *err;
	struct map ordinals;     /* of records without an id, in one input */
	uint32_t ordinals_input;
	unsigned char *changed;  /* see change_before */
	bool unsure;             /* there was no memory for it: always yes */
};

#define CHANGED_BITS (1u << 23)

enum pantau_status pantau_fail_stopped(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_INTERRUPTED, "%s", PANTAU_T(err,
			"interrupted; what was committed stays",
			"dihentikan; yang sudah tersimpan tetap ada"));
}

/* The key of a document; without an id it counts how many records like this
 * one its input had before. */
static bool identify(struct gathering *flow, const struct doc *doc,
		unsigned char key[16])
{
	bool added;
	pantau_doc_key(doc, 0, key);
	if ((doc->fields & DOC_ID) != 0) {
		return true;
	}
	if (flow->ordinals_input != doc->input) {
		pantau_map_clear(&flow->ordinals);
		flow->ordinals_input = doc->input;
	}
	uint32_t *count = pantau_map_put(&flow->ordinals,
			str_make((const char *)key, 16), &added);
	if (count == NULL) {
		return false;
	}
	if (*count > 0) {
		pantau_doc_key(doc, *count, key);
	}
	(*count)++;
	return true;
}

static bool remember_record(struct gathering *flow, const struct doc *doc)
{
	if (doc->input >= flow->out->inputs) {
		size_t room = (size_t)doc->input + 16;
		uint64_t *records = realloc(flow->out->records,
				room * sizeof(*records));
		if (records == NULL) {
			return false;
		}
		memset(records + flow->out->inputs, 0,
				(room - flow->out->inputs) * sizeof(*records));
		flow->out->records = records;
		flow->out->inputs = room;
	}
	flow->out->records[doc->input] = doc->record;
	return true;
}

/*
 * Whether an earlier record of this key in the run may have changed its item:
 * then one like the stored item must go in again, to win over that. One bit
 * for each value of 23 bits of the key, which is a hash; a wrong yes costs one
 * more look by the writer. changing sets the bit.
 */
static bool change_before(struct gathering *flow,
		const unsigned char key[16], bool changing)
{
	if (flow->changed == NULL && changing) {
		flow->changed = calloc(CHANGED_BITS / 8, 1);
		flow->unsure = flow->changed == NULL;
	}
	if (flow->changed == NULL) {
		return flow->unsure;
	}
	uint32_t bit = ((uint32_t)key[0] << 16 | (uint32_t)key[1] << 8 | key[2])
			& (CHANGED_BITS - 1);
	unsigned char mask = (unsigned char)(1u << (bit & 7));
	bool before = (flow->changed[bit >> 3] & mask) != 0;
	if (changing) {
		flow->changed[bit >> 3] |= mask;
	}
	return before;
}

/* One good document: passed over when it is known, else into the sorter. */
static enum pantau_status take(struct gathering *flow, const struct doc *doc,
		bool empty)
{
	struct sort_extra extra;
	if (!identify(flow, doc, extra.key) || !remember_record(flow, doc)) {
		return pantau_fail_memory(flow->err);
	}
	pantau_doc_content(doc, extra.content);
	enum known known = empty ? KNOWN_NEW : pantau_store_known(flow->store,
			extra.key, extra.content);
	if (known == KNOWN_SAME && !change_before(flow, extra.key, false)) {
		flow->summary->unchanged++;
		return PANTAU_OK;
	}
	if (known == KNOWN_CHANGED) {
		change_before(flow, extra.key, true);
	}
	return pantau_sorter_add(flow->out->sorter, doc, &extra, flow->err);
}

static void reject(struct gathering *flow, const struct pantau_error *err,
		struct str raw)
{
	flow->summary->rejected++;
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

/* Reads all inputs. What is known and unchanged never reaches analysis. */
static enum pantau_status read_all(struct gathering *flow)
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
		if (options->stop != NULL && *options->stop != 0) {
			status = pantau_fail_stopped(flow->err);
			break;
		}
		pantau_arena_reset(&arena);
		status = pantau_import_next(flow->out->import, &arena, &doc, &raw, &err);
		if (status == PANTAU_BAD_INPUT || status == PANTAU_IO) {
			reject(flow, &err, raw);
			flow->summary->unreadable += status == PANTAU_IO;
			status = PANTAU_OK;
		} else if (status == PANTAU_OK && options->dry_run) {
			flow->summary->new_++;
			if (options->document != NULL) {
				options->document(options->context, flow->out->import, &doc);
			}
		} else if (status == PANTAU_OK) {
			status = take(flow, &doc, empty);
		} else if (status != PANTAU_END && flow->err != NULL) {
			*flow->err = err;
		}
		if ((seen & 0x3ff) == 0) {
			show(flow, seen);
		}
	}
	pantau_arena_finish(&arena);
	return status == PANTAU_END ? PANTAU_OK : status;
}

/* The folder of the database: its file system has room, or nothing has. */
static enum pantau_status make_sorter(struct gathering *flow)
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
				&flow->out->sorter, flow->err);
	pantau_buf_finish(&folder);
	return status;
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
	pantau_map_init(&flow.ordinals, pantau_hash_seed());
	enum pantau_status status = pantau_import_open(paths, n,
			&options->import, &out->import, err);
	if (status == PANTAU_OK) {
		status = make_sorter(&flow);
	}
	if (status == PANTAU_OK) {
		status = read_all(&flow);
	}
	pantau_map_finish(&flow.ordinals);
	free(flow.changed);
	return status;
}

void pantau_gathered_release(struct gathered *gathered)
{
	pantau_sorter_destroy(gathered->sorter);
	pantau_import_close(gathered->import);
	free(gathered->records);
}
