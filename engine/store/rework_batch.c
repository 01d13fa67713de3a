/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A batch of stored texts: read in the store's thread, then what a worker does
 * with it. */

#include <stdlib.h>

#include "base/error.h"
#include "store/rework.h"
#include "text/language.h"

/* What a large text needed beyond this is not kept for the next. */
#define KEPT_BYTES ((size_t)2 << 20)

struct rework_batch *pantau_rework_batch_create(void)
{
	struct rework_batch *batch = calloc(1, sizeof(*batch));

	if (batch != NULL) {
		pantau_arena_init(&batch->arena);
	}
	return batch;
}

void pantau_rework_batch_destroy(struct rework_batch *batch)
{
	if (batch != NULL) {
		pantau_arena_finish(&batch->arena);
		free(batch);
	}
}

/* --- reading --- */

/* Titles and texts with what doc says; FACTS is where its columns begin. */
#define FACTS 10
static const char select_rows[] =
	"SELECT body.id, body.title, body.text, doc.id, doc.fields,"
	" language.name, title_tone, negative, positive, hoax_groups, "
	PANTAU_ROW_FACTS " FROM body LEFT JOIN doc ON doc.id = body.id"
	" LEFT JOIN language ON language.id = doc.language"
	" AND (doc.fields & ?2) != 0 WHERE body.id > ?1 ORDER BY body.id";

static int64_t share(sqlite3_stmt *stmt, int at)
{
	return sqlite3_column_type(stmt, at) == SQLITE_NULL ? -1
			: sqlite3_column_int64(stmt, at);
}

static bool keep(struct rework_batch *batch, struct str *s)
{
	*s = pantau_arena_str(&batch->arena, *s);
	return s->p != NULL;
}

static enum pantau_status read_row(struct store *store, sqlite3_stmt *stmt,
		struct rework_batch *batch, struct pantau_error *err)
{
	struct rework_row *row = &batch->row[batch->n];
	struct str language;

	*row = (struct rework_row){.id = sqlite3_column_int64(stmt, 0)};
	if (sqlite3_column_type(stmt, 3) == SQLITE_NULL) {
		return pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
				"a text has lost its item; run 'pantau verify'",
				"sebuah teks kehilangan artikelnya; jalankan 'pantau "
				"verify'"));
	}
	if (!pantau_column_text(stmt, 1, &row->title) ||
			!pantau_column_text(stmt, 5, &language)) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = pantau_body_take(store, stmt, 2, &row->text,
			err);
	if (status != PANTAU_OK) {
		return status;
	}
	row->given = language.n != 0;
	row->language = pantau_language_given(language);
	row->old.title_tone = sqlite3_column_int(stmt, 6);
	row->old.negative = share(stmt, 7);
	row->old.positive = share(stmt, 8);
	row->old.hoax_groups = sqlite3_column_int64(stmt, 9);
	pantau_row_facts(stmt, FACTS, &row->old.facts);
	row->now = row->old;
	row->time = pantau_row_time(&row->old.facts);
	batch->bytes += row->title.n + row->text.size;
	batch->n++;
	return keep(batch, &row->title) && keep(batch, &row->text.bytes)
			? PANTAU_OK : pantau_fail_memory(err);
}

/* Of one row, by its time and id. */
static enum pantau_status read_text(struct store *store, sqlite3_stmt *stmt,
		uint64_t id, struct rework_batch *batch,
		struct pantau_error *err)
{
	struct rework_row *row = &batch->row[batch->n];

	*row = (struct rework_row){.id = (uint32_t)id,
			.time = (uint32_t)(id >> 32) + 1};
	if (!pantau_column_text(stmt, 0, &row->title)) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = pantau_body_take(store, stmt, 1, &row->text,
			err);
	if (status != PANTAU_OK) {
		return status;
	}
	batch->bytes += row->title.n + row->text.size;
	batch->n++;
	return keep(batch, &row->title) && keep(batch, &row->text.bytes)
			? PANTAU_OK : pantau_fail_memory(err);
}

static void empty(struct rework_batch *batch, const struct pantau_error *err)
{
	if (batch->arena.used > KEPT_BYTES) {
		pantau_arena_finish(&batch->arena);
	}
	pantau_arena_reset(&batch->arena);
	batch->n = 0;
	batch->bytes = 0;
	batch->sketches = batch->sketches_only = false;
	batch->status = PANTAU_OK;
	batch->err = pantau_error_like(err);
}

enum pantau_status pantau_rework_load(struct store *store, int64_t after,
		struct rework_batch *batch, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, select_rows, err);
	enum pantau_status status = PANTAU_OK;
	int code = SQLITE_ROW;

	empty(batch, err);
	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	}
	sqlite3_bind_int64(stmt, 1, after);
	sqlite3_bind_int64(stmt, 2, DOC_LANGUAGE);
	while (status == PANTAU_OK && batch->n < REWORK_DOCS &&
			batch->bytes < REWORK_BYTES &&
			(code = sqlite3_step(stmt)) == SQLITE_ROW) {
		status = read_row(store, stmt, batch, err);
	}
	if (status == PANTAU_OK && code != SQLITE_ROW && code != SQLITE_DONE) {
		status = pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	}
	/* No cursor stands in what the writer writes. */
	sqlite3_reset(stmt);
	return status;
}

/* Rows of ids in any order. */
enum pantau_status pantau_rework_load_ids(struct store *store,
		const uint64_t *id, size_t n, struct rework_batch *batch,
		size_t *taken, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT title, text "
			"FROM body WHERE id = ?1", err);
	enum pantau_status status = PANTAU_OK;

	empty(batch, err);
	batch->sketches = batch->sketches_only = true;
	*taken = 0;
	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	}
	for (; status == PANTAU_OK && *taken < n && batch->n < REWORK_DOCS &&
			batch->bytes < REWORK_BYTES; ++*taken) {
		sqlite3_bind_int64(stmt, 1, (uint32_t)id[*taken]);
		int code = sqlite3_step(stmt);
		if (code == SQLITE_ROW) {
			status = read_text(store, stmt, id[*taken], batch, err);
		} else if (code != SQLITE_DONE) {
			status = pantau_store_fail(store, err,
					"cannot read the database",
					"tidak dapat membaca basis data");
		}
		sqlite3_reset(stmt);
	}
	return status;
}

/* --- analysing --- */

static void set_state(struct rework_row *row, const struct pantau_score *score,
		uint32_t positions)
{
	struct row_state *now = &row->now;

	now->facts.positions = positions;
	now->facts.tone = (int)score->text.label;
	now->facts.hoax = (int)score->hoax;
	now->facts.contradiction = score->contradiction != 0;
	now->title_tone = (int)score->title.label;
	now->hoax_groups = score->hoax_groups;
	if (!pantau_row_shares(score->text.negative, score->text.neutral,
			score->text.positive, &now->negative, &now->positive)) {
		now->negative = -1;
		now->positive = -1;
	}
	if (!row->given) {
		row->detected = str_of(pantau_language_name(
				score->language.label));
	}
}

/* Terms are for the index alone. */
static enum pantau_status make_tokens(struct rework_worker *worker,
		const struct rework_batch *batch, struct str text,
		struct pantau_tokens *out, struct pantau_error *err)
{
	bool index = worker->inverter != NULL && !batch->sketches_only;

	return index ? pantau_analyse_into(worker->analyser, text,
			&worker->scratch, out, err) :
			pantau_analyse_surface(worker->analyser, text,
			&worker->scratch, out, err);
}

static enum pantau_status analyse(struct rework_worker *worker,
		struct rework_batch *batch, unsigned at)
{
	struct rework_row *row = &batch->row[at];
	struct pantau_tokens title, body;
	struct pantau_score score;
	struct str text;

	pantau_arena_reset(&worker->scratch);
	enum pantau_status status = pantau_body_unpack(worker->unpacker,
			&row->text, &worker->text, &text, &batch->err);
	if (status == PANTAU_OK) {
		status = make_tokens(worker, batch, row->title, &title,
				&batch->err);
	}
	if (status == PANTAU_OK) {
		status = make_tokens(worker, batch, text, &body, &batch->err);
	}
	if (status == PANTAU_OK && batch->sketches && !pantau_sketch_make(
			&worker->shingler, &title, &body, &batch->arena,
			&batch->sketch[at])) {
		status = pantau_fail_memory(&batch->err);
	}
	if (status == PANTAU_OK && batch->sketches_only) {
		return PANTAU_OK;
	}
	if (status == PANTAU_OK) {
		status = pantau_score_labels(worker->scorer, row->title, &title,
				text, &body, row->given ? &row->language : NULL,
				&worker->scratch, &score, &batch->err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	set_state(row, &score, title.positions + body.positions);
	return worker->inverter == NULL || (pantau_inverter_tokens(
			worker->inverter, at, INDEX_TEXT, &body) &&
			pantau_inverter_tokens(worker->inverter, at, INDEX_TITLE,
			&title)) ? PANTAU_OK : pantau_fail_memory(&batch->err);
}

void pantau_rework_analyse(struct rework_worker *worker,
		struct rework_batch *batch)
{
	bool index = worker->inverter != NULL && !batch->sketches_only;

	if (index) {
		pantau_inverter_begin(worker->inverter);
	}
	for (size_t i = 0; batch->status == PANTAU_OK && i < batch->n; i++) {
		batch->status = analyse(worker, batch, (unsigned)i);
		if (worker->scratch.used > KEPT_BYTES) {
			pantau_arena_finish(&worker->scratch);
		}
		if (worker->text.capacity > KEPT_BYTES) {
			pantau_buf_finish(&worker->text);
		}
	}
	if (batch->status == PANTAU_OK && index &&
			!pantau_inverter_finish(worker->inverter, &batch->arena,
			&batch->inverted)) {
		batch->status = pantau_fail_memory(&batch->err);
	}
}
