/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What analysis found goes into rows, columns and index, where it is new, and
 * is counted against what was there. */

#include "base/error.h"
#include "store/rework.h"

static enum pantau_status unwritable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot write the database",
			"tidak dapat menulis basis data");
}

/* The columns follow the row as it now is: the one place of both commands. */
static enum pantau_status put_columns(struct rework_writer *writer,
		const struct rework_row *row, struct pantau_error *err)
{
	struct row_values values;

	pantau_row_values(&row->now.facts, &values);
	enum pantau_status status = pantau_label_apply(writer->store, row->id,
			&values, err);
	return status != PANTAU_OK ? status : pantau_column_writer_put(
			writer->columns, row->id, &values, err);
}

static void bind_share(sqlite3_stmt *stmt, int at, int64_t share)
{
	if (share >= 0) {
		sqlite3_bind_int64(stmt, at, share);
	} else {
		sqlite3_bind_null(stmt, at);
	}
}

static enum pantau_status put_row(struct store *store,
		const struct rework_row *row, struct pantau_error *err)
{
	const struct row_state *now = &row->now;
	sqlite3_stmt *stmt = pantau_store_stmt(store, "UPDATE doc SET "
			"positions = ?2, tone = ?3, title_tone = ?4, "
			"negative = ?5, positive = ?6, hoax = ?7, "
			"hoax_groups = ?8, contradiction = ?9, language = ?10 "
			"WHERE id = ?1", err);

	if (stmt == NULL) {
		return unwritable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, row->id);
	sqlite3_bind_int64(stmt, 2, now->facts.positions);
	sqlite3_bind_int(stmt, 3, now->facts.tone);
	sqlite3_bind_int(stmt, 4, now->title_tone);
	bind_share(stmt, 5, now->negative);
	bind_share(stmt, 6, now->positive);
	sqlite3_bind_int(stmt, 7, now->facts.hoax);
	sqlite3_bind_int64(stmt, 8, now->hoax_groups);
	sqlite3_bind_int(stmt, 9, now->facts.contradiction);
	sqlite3_bind_int64(stmt, 10, now->facts.language);
	return pantau_stmt_done(store, stmt, err);
}

static bool same(const struct row_state *a, const struct row_state *b)
{
	return a->facts.tone == b->facts.tone &&
			a->facts.hoax == b->facts.hoax &&
			a->facts.language == b->facts.language &&
			a->facts.positions == b->facts.positions &&
			a->facts.contradiction == b->facts.contradiction &&
			a->title_tone == b->title_tone &&
			a->negative == b->negative &&
			a->positive == b->positive &&
			a->hoax_groups == b->hoax_groups;
}

/* --- figures --- */

static size_t place(int64_t label, size_t n)
{
	/* Damage may say anything. */
	return label >= 0 && label < (int64_t)n ? (size_t)label : 0;
}

static void tally(struct score_figure *figure, size_t n, int64_t before,
		int64_t after)
{
	size_t was = place(before, n), is = place(after, n);

	figure[was].before++;
	figure[was].lost += was != is;
	figure[is].gained += was != is;
}

static void count(struct score_figures *figures, const struct row_state *old,
		const struct row_state *now)
{
	figures->items++;
	tally(figures->tone, FIGURE_TONES, old->facts.tone, now->facts.tone);
	tally(figures->title_tone, FIGURE_TONES, old->title_tone,
			now->title_tone);
	tally(figures->hoax, FIGURE_HOAX, old->facts.hoax, now->facts.hoax);
	tally(figures->language, FIGURE_LANGUAGES, old->facts.language,
			now->facts.language);
}

/* --- rows --- */

static enum pantau_status write_row(struct rework_writer *writer,
		struct rework_row *row, struct pantau_error *err)
{
	struct store *store = writer->store;
	enum pantau_status status = PANTAU_OK;

	if (!row->given) {
		uint32_t language;
		status = pantau_names_put(store, COLUMN_LANGUAGE, row->detected,
				&language, err);
		row->now.facts.language = language;
	}
	if (writer->words == NULL) {
		/* Those of the index, which stays. */
		row->now.facts.positions = row->old.facts.positions;
	}
	bool changed = !same(&row->old, &row->now);
	count(writer->figures, &row->old, &row->now);
	writer->figures->changed += changed;
	if (status == PANTAU_OK && changed) {
		status = put_row(store, row, err);
	}
	/* A rebuild mends columns too. */
	return status == PANTAU_OK && (changed || writer->words != NULL)
			? put_columns(writer, row, err) : status;
}

static enum pantau_status write_words(struct rework_writer *writer,
		const struct rework_batch *batch, struct pantau_error *err)
{
	int64_t id[REWORK_DOCS];
	uint64_t pages;

	for (size_t i = 0; i < batch->n; i++) {
		id[i] = batch->row[i].id;
	}
	enum pantau_status status = pantau_index_add(writer->words,
			&batch->inverted, id, batch->n, err);
	return status == PANTAU_OK && pantau_index_full(writer->words)
			? pantau_index_flush(writer->words, &pages, err) : status;
}

enum pantau_status pantau_rework_write(struct rework_writer *writer,
		struct rework_batch *batch, struct pantau_error *err)
{
	enum pantau_status status = batch->status;

	if (status != PANTAU_OK && err != NULL) {
		*err = batch->err;
	}
	for (size_t i = 0; status == PANTAU_OK && i < batch->n; i++) {
		status = write_row(writer, &batch->row[i], err);
	}
	return status == PANTAU_OK && writer->words != NULL
			? write_words(writer, batch, err) : status;
}
