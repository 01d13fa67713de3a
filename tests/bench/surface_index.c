/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* One alternative through inverter, accumulator and segments, timed. */

#include "surface_cost.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/segment_write.h"

#define BATCH ((size_t)200000) /* occurrences: about a megabyte of text */

int64_t surface_ask(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int64_t value = -1;
	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
			sqlite3_step(stmt) == SQLITE_ROW) {
		value = sqlite3_column_int64(stmt, 0);
	}
	sqlite3_finalize(stmt);
	return value;
}

void surface_remove(const char *path)
{
	static const char *const ends[] = {"", "-wal", "-shm", ".key", ".lock"};
	char name[4096];
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		snprintf(name, sizeof(name), "%s%s", path, ends[i]);
		unlink(name);
	}
}

enum pantau_status surface_create(const struct pantau_lexicons *lexicons,
		const char *path, struct store **out, struct pantau_error *err)
{
	struct store_options options = {
		.mode = STORE_CREATE, .lexicons = lexicons,
	};
	surface_remove(path);
	return pantau_store_open(path, &options, out, err);
}

/* --- what lists are made of --- */

static void count_poslist(struct shares *s, const unsigned char *p,
		const unsigned char *end)
{
	while (p < end) {
		uint64_t value = 0, field = 0;
		size_t n = pantau_varint_get(p, end, &value);
		if (value == 1) {
			n += pantau_varint_get(p + n, end, &field);
			s->lead_bytes += n;
		} else {
			s->positions++;
			s->position_bytes += n;
		}
		p += n;
	}
}

static void count_list(struct shares *s, struct str term, struct str last,
		struct str list)
{
	const unsigned char *p = (const unsigned char *)list.p;
	const unsigned char *end = p + list.n;
	size_t same = 0;
	while (same < term.n && same < last.n && term.p[same] == last.p[same]) {
		same++;
	}
	s->terms++;
	s->lists++;
	s->term_bytes += 2 + term.n - same;
	while (p < end) {
		uint64_t delta = 0, size = 0;
		size_t n = pantau_varint_get(p, end, &delta);
		size_t m = pantau_varint_get(p + n, end, &size);
		s->postings++;
		s->short_ids += n == 1;
		s->id_bytes += n;
		s->size_bytes += m;
		p += n + m;
		count_poslist(s, p, p + (size >> 1));
		p += size >> 1;
	}
}

static bool count_all(struct accumulator *acc, struct shares *s,
		struct buf *list)
{
	struct str term, last = STR("");
	bool ok = true;
	for (size_t i = 0; ok && i < pantau_accumulator_terms(acc); i++) {
		ok = pantau_accumulator_list(acc, i, &term, list);
		if (ok) {
			count_list(s, term, last, buf_str(list));
		}
		last = term;
	}
	return ok;
}

/* --- segments --- */

struct building {
	const struct corpus *corpus;
	const struct run *run;
	struct store *store;
	struct inverter *inverter;
	struct accumulator *acc;
	struct arena arena, keep;
	struct reform reform;
	struct structure structure;
	struct averages averages;
	uint32_t *order;
	struct buf list;
	struct outcome *out;
	struct pantau_error *err;
};

/* Documents from 'at' on, as many as fill a batch; 0 when memory is out. */
static size_t add_batch(struct building *b, size_t at, size_t limit)
{
	struct pantau_tokens (*tokens)[2] = pantau_arena_alloc(&b->arena,
			INVERT_DOCS * sizeof(*tokens));
	int64_t ids[INVERT_DOCS];
	struct inverted batch;
	size_t n = 0, size = 0;
	bool ok = tokens != NULL;
	for (; ok && n < INVERT_DOCS && at + n < limit && size < BATCH; n++) {
		size_t doc = b->order[at + n];
		ok = surface_reform(&b->reform, doc, 0, &b->arena,
				&tokens[n][0]) && surface_reform(&b->reform,
				doc, 1, &b->arena, &tokens[n][1]);
		size += b->corpus->field[2 * doc + 2] -
				b->corpus->field[2 * doc];
		ids[n] = (int64_t)((at + n) * b->run->step) + 1;
	}
	double began = surface_cpu();
	pantau_inverter_begin(b->inverter);
	for (unsigned i = 0; ok && i < n; i++) {
		ok = pantau_inverter_tokens(b->inverter, i, INDEX_TEXT,
				&tokens[i][0]) && pantau_inverter_tokens(
				b->inverter, i, INDEX_TITLE, &tokens[i][1]);
	}
	ok = ok && pantau_inverter_finish(b->inverter, &b->arena, &batch);
	double inverted = surface_cpu();
	ok = ok && pantau_accumulator_add(b->acc, &batch, ids, n);
	b->out->accumulate += surface_cpu() - inverted;
	b->out->invert += inverted - began;
	for (size_t i = 0; ok && i < n; i++) {
		b->averages.rows++;
		b->averages.positions[0] += batch.positions[i][0];
		b->averages.positions[1] += batch.positions[i][1];
	}
	pantau_arena_reset(&b->arena);
	return ok ? n : 0;
}

static enum pantau_status write_lists(struct building *b,
		struct segment_writer *writer)
{
	enum pantau_status status = PANTAU_OK;
	for (size_t i = 0; status == PANTAU_OK &&
			i < pantau_accumulator_terms(b->acc); i++) {
		struct str term;
		status = pantau_accumulator_list(b->acc, i, &term, &b->list)
				? pantau_segment_put(writer, term,
				buf_str(&b->list), b->err)
				: pantau_fail_memory(b->err);
	}
	return status;
}

static enum pantau_status write_segment(struct building *b)
{
	struct segment_writer *writer = NULL;
	struct segment segment;
	double began = surface_cpu();
	enum pantau_status status = pantau_accumulator_sort(b->acc)
			? pantau_segment_begin(b->store,
			pantau_structure_free_id(&b->structure),
			INDEX_LEAF_BYTES, &writer,
			b->err) : pantau_fail_memory(b->err);
	if (status == PANTAU_OK) {
		status = write_lists(b, writer);
	}
	if (status == PANTAU_OK) {
		status = pantau_segment_end(writer, &segment, b->err);
	}
	pantau_segment_release(writer);
	b->out->write += surface_cpu() - began;
	if (status == PANTAU_OK && (!pantau_structure_add(&b->structure,
			&b->keep, 0, segment) || !count_all(b->acc,
			&b->out->shares, &b->list))) {
		return pantau_fail_memory(b->err);
	}
	pantau_accumulator_clear(b->acc);
	return status;
}

static enum pantau_status write_all(struct building *b)
{
	enum pantau_status status = pantau_structure_read(b->store, &b->keep,
			&b->structure, b->err);
	size_t at = 0;
	for (unsigned i = 1; status == PANTAU_OK && i <= b->run->segments;
			i++) {
		size_t limit = b->corpus->docs * i / b->run->segments, n = 1;
		for (; n != 0 && at < limit; at += n) {
			n = add_batch(b, at, limit);
		}
		status = n != 0 ? write_segment(b) : pantau_fail_memory(b->err);
	}
	if (status == PANTAU_OK) {
		status = pantau_averages_write(b->store, &b->averages, b->err);
	}
	return status == PANTAU_OK ? pantau_structure_write(b->store,
			&b->structure, b->err) : status;
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* False when memory is out. */
static bool sort_by_source(struct building *b)
{
	size_t n = b->corpus->docs;
	uint64_t *key = calloc(n + 1, sizeof(*key));
	for (size_t i = 0; key != NULL && i < n; i++) {
		key[i] = (uint64_t)b->corpus->source[i] << 32 | i;
	}
	if (key != NULL) {
		qsort(key, n, sizeof(*key), by_number);
	}
	for (size_t i = 0; key != NULL && i < n; i++) {
		b->order[i] = (uint32_t)key[i];
	}
	free(key);
	return key != NULL;
}

static bool bring_into_order(struct building *b)
{
	uint64_t random = 1;
	for (size_t i = 0; i < b->corpus->docs; i++) {
		b->order[i] = (uint32_t)i;
	}
	for (size_t i = b->corpus->docs; b->run->order == ORDER_SHUFFLED &&
			i > 1; i--) {
		random = random * UINT64_C(6364136223846793005) +
				UINT64_C(1442695040888963407);
		size_t j = (size_t)(random >> 33) % i;
		uint32_t swap = b->order[j];
		b->order[j] = b->order[i - 1];
		b->order[i - 1] = swap;
	}
	return b->run->order != ORDER_SOURCE || sort_by_source(b);
}

static enum pantau_status build(struct building *b)
{
	sqlite3 *db = pantau_store_db(b->store);
	int64_t before = surface_ask(db, "PRAGMA page_count");
	if (b->order == NULL || b->reform.stamp == NULL || b->inverter == NULL ||
			b->acc == NULL || !bring_into_order(b)) {
		return pantau_fail_memory(b->err);
	}
	sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	enum pantau_status status = write_all(b);
	double began = surface_cpu();
	if (status == PANTAU_OK && sqlite3_exec(db, "COMMIT", NULL, NULL,
			NULL) != SQLITE_OK) {
		status = pantau_store_fail(b->store, b->err, "cannot commit",
				"tidak dapat menyimpan");
	}
	b->out->write += surface_cpu() - began;
	b->out->file_bytes = (uint64_t)(surface_ask(db, "PRAGMA page_count") -
			before) * (uint64_t)surface_ask(db, "PRAGMA page_size");
	b->out->leaf_bytes = (uint64_t)surface_ask(db, "SELECT "
			"sum(length(block)) FROM fts_data WHERE id > 10");
	b->out->leaves = (uint64_t)surface_ask(db, "SELECT count(*) FROM "
			"fts_data WHERE id > 10");
	return status;
}

enum pantau_status surface_index(const struct corpus *corpus,
		const struct pantau_lexicons *lexicons, const struct run *run,
		const char *path, struct outcome *out, struct pantau_error *err)
{
	struct building b = {
		.corpus = corpus, .run = run, .out = out, .err = err,
		.inverter = pantau_inverter_create(),
		.acc = pantau_accumulator_create(),
		.order = calloc(corpus->docs + 1, sizeof(*b.order)),
	};
	*out = (struct outcome){.leaves = 0};
	b.reform = (struct reform){corpus, run, calloc(corpus->words.n + 1,
			sizeof(*b.reform.stamp)), 0};
	pantau_arena_init(&b.arena);
	pantau_arena_init(&b.keep);
	pantau_buf_init(&b.list);
	enum pantau_status status = surface_create(lexicons, path, &b.store,
			err);
	if (status == PANTAU_OK) {
		status = build(&b);
		enum pantau_status closed = pantau_store_close(b.store, NULL);
		status = status == PANTAU_OK ? closed : status;
	}
	pantau_inverter_destroy(b.inverter);
	pantau_accumulator_destroy(b.acc);
	pantau_arena_finish(&b.arena);
	pantau_arena_finish(&b.keep);
	pantau_buf_finish(&b.list);
	free(b.order);
	free(b.reform.stamp);
	return status;
}
