/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* New documents to a segment of their own, changed ones to another, newer. */

#include "store/index_write.h"

#include <stdlib.h>

#include "base/error.h"
#include "store/segment_write.h"
#include "store/store_parts.h"

/* The level of a segment by its pages: below this it is the newest, and eight
 * times as many each level up, as merging eight of them would make it. */
#define LEVEL_PAGES 512
/* What may wait: a segment of a bulk load. */
#define WAITING_MAX ((size_t)64 << 20)

/* A text that replaces an indexed one, all packed. */
struct change {
	int64_t id;
	size_t order;
	struct str title, text, old_title, old_text;
};

struct index_writer {
	struct store *store;
	struct accumulator *fresh;
	struct averages more;       /* what the averages are to be raised by */
	struct inverter *inverter;  /* for single documents and changes */
	struct arena arena;         /* what those wait in */
	struct buf streams;
	int64_t id[INVERT_DOCS];    /* single documents that wait there */
	struct str title[INVERT_DOCS], text[INVERT_DOCS];
	size_t docs;
	struct change *change;
	size_t changes, room;
};

struct index_writer *pantau_index_writer_create(struct store *store)
{
	struct index_writer *writer = calloc(1, sizeof(*writer));

	if (writer == NULL) {
		return NULL;
	}
	writer->store = store;
	pantau_arena_init(&writer->arena);
	writer->fresh = pantau_accumulator_create();
	writer->inverter = pantau_inverter_create();
	if (writer->fresh == NULL || writer->inverter == NULL) {
		pantau_index_writer_destroy(writer);
		return NULL;
	}
	return writer;
}

void pantau_index_writer_destroy(struct index_writer *writer)
{
	if (writer != NULL) {
		pantau_accumulator_destroy(writer->fresh);
		pantau_inverter_destroy(writer->inverter);
		pantau_arena_finish(&writer->arena);
		free(writer->change);
		free(writer);
	}
}

void pantau_index_writer_forget(struct index_writer *writer)
{
	pantau_accumulator_clear(writer->fresh);
	memset(&writer->more, 0, sizeof(writer->more));
	pantau_arena_reset(&writer->arena);
	writer->docs = 0;
	writer->changes = 0;
}

bool pantau_index_full(const struct index_writer *writer)
{
	return pantau_accumulator_bytes(writer->fresh) + writer->arena.used >=
			WAITING_MAX;
}

static void count(struct index_writer *writer, const struct inverted *batch,
		const int64_t *ids, size_t docs)
{
	for (size_t i = 0; i < docs; i++) {
		if (ids[i] == 0) {
			continue;
		}
		writer->more.rows++;
		for (size_t field = 0; field < INDEX_FIELDS; field++) {
			writer->more.positions[field] +=
					batch->positions[i][field];
		}
	}
}

/* --- single documents --- */

static enum pantau_status invert_waiting(struct index_writer *writer,
		struct pantau_error *err)
{
	struct arena arena;
	struct inverted batch;
	bool ok = true;

	if (writer->docs == 0) {
		return PANTAU_OK;
	}
	pantau_arena_init(&arena);
	pantau_inverter_begin(writer->inverter);
	for (unsigned i = 0; ok && i < writer->docs; i++) {
		ok = pantau_inverter_add(writer->inverter, i, INDEX_TEXT,
				writer->text[i]) &&
				pantau_inverter_add(writer->inverter, i,
				INDEX_TITLE, writer->title[i]);
	}
	ok = ok && pantau_inverter_finish(writer->inverter, &arena, &batch) &&
			pantau_accumulator_add(writer->fresh, &batch, writer->id,
			writer->docs);
	if (ok) {
		count(writer, &batch, writer->id, writer->docs);
	}
	pantau_arena_finish(&arena);
	writer->docs = 0;
	if (writer->changes == 0) {
		pantau_arena_reset(&writer->arena);
	}
	return ok ? PANTAU_OK : pantau_fail_memory(err);
}

static bool keep(struct index_writer *writer, struct str s, struct str *out)
{
	*out = pantau_arena_str(&writer->arena, s);
	return out->p != NULL;
}

enum pantau_status pantau_index_put(struct index_writer *writer, int64_t id,
		struct str title, struct str text, struct pantau_error *err)
{
	size_t at = writer->docs;

	if (!keep(writer, title, &writer->title[at]) ||
			!keep(writer, text, &writer->text[at])) {
		return pantau_fail_memory(err);
	}
	writer->id[at] = id;
	return ++writer->docs == INVERT_DOCS ? invert_waiting(writer, err)
			: PANTAU_OK;
}

enum pantau_status pantau_index_add(struct index_writer *writer,
		const struct inverted *batch, const int64_t *ids, size_t docs,
		struct pantau_error *err)
{
	enum pantau_status status = invert_waiting(writer, err);

	if (status != PANTAU_OK) {
		return status;
	}
	count(writer, batch, ids, docs);
	return pantau_accumulator_add(writer->fresh, batch, ids, docs)
			? PANTAU_OK : pantau_fail_memory(err);
}

/* --- changes --- */

enum pantau_status pantau_index_change(struct index_writer *writer, int64_t id,
		struct str old_title, struct str old_text, struct str title,
		struct str text, struct pantau_error *err)
{
	if (writer->changes == writer->room) {
		size_t room = writer->room != 0 ? 2 * writer->room : 64;
		struct change *grown = realloc(writer->change,
				room * sizeof(*grown));
		if (grown == NULL) {
			return pantau_fail_memory(err);
		}
		writer->change = grown;
		writer->room = room;
	}
	struct change *change = &writer->change[writer->changes];
	change->id = id;
	change->order = writer->changes;
	if (!keep(writer, old_title, &change->old_title) ||
			!keep(writer, old_text, &change->old_text) ||
			!keep(writer, title, &change->title) ||
			!keep(writer, text, &change->text)) {
		return pantau_fail_memory(err);
	}
	writer->changes++;
	return PANTAU_OK;
}

static int by_id(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	return x->id != y->id ? (x->id > y->id) - (x->id < y->id)
			: (x->order > y->order) - (x->order < y->order);
}

/* Of the changes to one id the first knows what was there, and the last what
 * is to be. */
static void join_changes(struct index_writer *writer)
{
	size_t n = 0;

	qsort(writer->change, writer->changes, sizeof(*writer->change), by_id);
	for (size_t i = 0; i < writer->changes; i++) {
		struct change *change = &writer->change[i];
		if (n > 0 && writer->change[n - 1].id == change->id) {
			writer->change[n - 1].title = change->title;
			writer->change[n - 1].text = change->text;
		} else {
			writer->change[n++] = *change;
		}
	}
	writer->changes = n;
}

static int64_t positions(struct str packed)
{
	struct packed_term term;
	size_t at = 0;
	int64_t n = 0;

	while (pantau_pack_next(packed, &at, &term)) {
		n += !term.colocated || n == 0;
	}
	return n;
}

static bool invert_change(struct index_writer *writer, unsigned doc,
		const struct change *change)
{
	struct inverter *inverter = writer->inverter;

	writer->more.positions[INDEX_TEXT] -= positions(change->old_text);
	writer->more.positions[INDEX_TITLE] -= positions(change->old_title);
	return pantau_inverter_remove(inverter, doc, change->old_text) &&
			pantau_inverter_remove(inverter, doc, change->old_title) &&
			pantau_inverter_add(inverter, doc, INDEX_TEXT,
				change->text) &&
			pantau_inverter_add(inverter, doc, INDEX_TITLE,
				change->title);
}

/* All changes into an accumulator of their own. */
static enum pantau_status invert_changes(struct index_writer *writer,
		struct accumulator *to, struct pantau_error *err)
{
	struct arena arena;
	bool ok = true;

	pantau_arena_init(&arena);
	for (size_t i = 0; ok && i < writer->changes;) {
		int64_t ids[INVERT_DOCS];
		struct inverted batch;
		unsigned n = 0;
		pantau_inverter_begin(writer->inverter);
		for (; ok && n < INVERT_DOCS && i < writer->changes; n++) {
			ids[n] = writer->change[i].id;
			ok = invert_change(writer, n, &writer->change[i++]);
		}
		ok = ok && pantau_inverter_finish(writer->inverter, &arena,
				&batch) &&
				pantau_accumulator_add(to, &batch, ids, n);
		for (unsigned doc = 0; ok && doc < n; doc++) {
			for (size_t field = 0; field < INDEX_FIELDS; field++) {
				writer->more.positions[field] +=
						batch.positions[doc][field];
			}
		}
		pantau_arena_reset(&arena);
	}
	pantau_arena_finish(&arena);
	return ok ? PANTAU_OK : pantau_fail_memory(err);
}

/* --- to the file --- */

static enum pantau_status write_terms(struct segment_writer *segment,
		struct accumulator *acc, struct buf *list,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_accumulator_sort(acc) ? PANTAU_OK
			: pantau_fail_memory(err);

	for (size_t i = 0; status == PANTAU_OK &&
			i < pantau_accumulator_terms(acc); i++) {
		struct str term;
		status = pantau_accumulator_list(acc, i, &term, list)
				? pantau_segment_put(segment, term,
					buf_str(list), err)
				: pantau_fail_memory(err);
	}
	return status;
}

/* While FTS5 merges a level bit by bit, it takes the newest segment of the one
 * above for what it writes: there none may be added. */
static size_t level_of(const struct structure *structure, uint32_t pages)
{
	size_t level = 0;

	for (uint64_t most = LEVEL_PAGES; pages >= most; most *= 8) {
		level++;
	}
	while (level > 0 && level <= structure->levels &&
			structure->level[level - 1].merging > 0) {
		level--;
	}
	return level;
}

static enum pantau_status no_room(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_LIMIT, "%s", PANTAU_T(err,
			"the index has too many segments; run 'pantau optimize'",
			"indeks memiliki terlalu banyak segmen; jalankan "
			"'pantau optimize'"));
}

/* One segment; changes are newer than everything, and so in level 0. */
static enum pantau_status write_segment(struct index_writer *writer,
		struct accumulator *acc, bool newest,
		struct structure *structure, struct arena *arena,
		uint64_t *pages, struct pantau_error *err)
{
	struct segment_writer *writing = NULL;
	struct segment segment;
	struct buf list;

	if (pantau_accumulator_terms(acc) == 0) {
		return PANTAU_OK;
	}
	uint32_t id = pantau_structure_free_id(structure);
	if (id == 0) {
		return no_room(err);
	}
	pantau_buf_init(&list);
	enum pantau_status status = pantau_segment_begin(writer->store, id,
			INDEX_LEAF_BYTES, &writing, err);
	if (status == PANTAU_OK) {
		status = write_terms(writing, acc, &list, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_segment_end(writing, &segment, err);
	}
	if (status == PANTAU_OK) {
		*pages += segment.last;
		status = pantau_structure_add(structure, arena, newest ? 0
				: level_of(structure, segment.last), segment)
				? PANTAU_OK : pantau_fail_memory(err);
	}
	pantau_segment_release(writing);
	pantau_buf_finish(&list);
	return status;
}

static enum pantau_status raise_averages(struct index_writer *writer,
		struct pantau_error *err)
{
	struct averages averages;
	enum pantau_status status = pantau_averages_read(writer->store,
			&averages, err);

	if (status != PANTAU_OK) {
		return status;
	}
	averages.rows += writer->more.rows;
	for (size_t i = 0; i < INDEX_FIELDS; i++) {
		averages.positions[i] += writer->more.positions[i];
	}
	return pantau_averages_write(writer->store, &averages, err);
}

static enum pantau_status write_all(struct index_writer *writer,
		struct accumulator *changed, struct arena *arena,
		uint64_t *pages, struct pantau_error *err)
{
	struct structure structure;
	enum pantau_status status = pantau_structure_read(writer->store, arena,
			&structure, err);

	if (status == PANTAU_OK && structure.foreign) {
		return pantau_fail(err, PANTAU_STALE, "%s", PANTAU_T(err,
				"a newer SQLite changed the form of the index; run "
				"'pantau rebuild'",
				"bentuk indeks diubah SQLite yang lebih baru; jalankan "
				"'pantau rebuild'"));
	}
	if (status == PANTAU_OK) {
		status = write_segment(writer, writer->fresh, false, &structure,
				arena, pages, err);
	}
	if (status == PANTAU_OK) {
		status = write_segment(writer, changed, true, &structure, arena,
				pages, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_structure_write(writer->store, &structure, err);
	}
	return status == PANTAU_OK ? raise_averages(writer, err) : status;
}

enum pantau_status pantau_index_flush(struct index_writer *writer,
		uint64_t *pages, struct pantau_error *err)
{
	struct accumulator *changed = NULL;
	struct arena arena;

	*pages = 0;
	enum pantau_status status = invert_waiting(writer, err);
	if (status != PANTAU_OK || (writer->changes == 0 &&
			pantau_accumulator_terms(writer->fresh) == 0 &&
			writer->more.rows == 0)) {
		return status;
	}
	pantau_arena_init(&arena);
	changed = pantau_accumulator_create();
	if (changed == NULL) {
		status = pantau_fail_memory(err);
	} else if (writer->changes > 0) {
		join_changes(writer);
		status = invert_changes(writer, changed, err);
	}
	if (status == PANTAU_OK) {
		status = write_all(writer, changed, &arena, pages, err);
	}
	if (status == PANTAU_OK) {
		pantau_index_writer_forget(writer);
	}
	pantau_accumulator_destroy(changed);
	pantau_arena_finish(&arena);
	return status;
}
