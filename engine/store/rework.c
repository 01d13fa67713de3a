/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * rebuild and rescore: every stored text is analysed again, in order of row
 * ids and in one transaction. rebuild writes index and scores, rescore only
 * scores; neither changes what people gave.
 */

#include "base/error.h"
#include "store/body.h"
#include "store/care.h"
#include "store/key_index.h"
#include "store/index_write.h"
#include "store/store_parts.h"
#include "text/language.h"

#define EVERY 256 /* documents between two looks at progress and memory */

struct rework {
	struct store *store;
	const struct pantau_lexicons *lexicons;
	bool index;          /* rebuild; else rescore */
	struct pantau_analyser *analyser;
	struct pantau_scorer *scorer;
	struct column_writer *columns;
	struct index_writer *words;
	struct arena arena;
	struct buf title, text, unpacked;
	store_progress progress;
	void *context;
	uint64_t done, total;
};

static enum pantau_status unwritable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot write the database",
			"tidak dapat menulis basis data");
}

static enum pantau_status put_index(struct rework *work, int64_t id,
		const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct pantau_error *err)
{
	pantau_buf_clear(&work->title);
	pantau_buf_clear(&work->text);
	pantau_pack(title, &work->title);
	pantau_pack(text, &work->text);
	if (work->title.failed || work->text.failed) {
		return pantau_fail_memory(err);
	}
	return pantau_index_put(work->words, id, buf_str(&work->title),
			buf_str(&work->text), err);
}

/* The columns follow the row as it now is. */
static enum pantau_status put_columns(struct rework *work, int64_t id,
		struct pantau_error *err)
{
	struct row_facts facts;
	struct row_values values;
	sqlite3_stmt *stmt = pantau_store_stmt(work->store, "SELECT "
			PANTAU_ROW_FACTS " FROM doc WHERE id = ?1", err);

	if (stmt == NULL) {
		return unwritable(work->store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		pantau_row_facts(stmt, 0, &facts);
		pantau_row_values(&facts, &values);
	}
	enum pantau_status status = code == SQLITE_ROW ? PANTAU_OK
			: code != SQLITE_DONE ? unwritable(work->store, err)
			: pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
				"a text has lost its item; run 'pantau verify'",
				"sebuah teks kehilangan artikelnya; jalankan 'pantau "
				"verify'"));
	sqlite3_reset(stmt);
	return status != PANTAU_OK ? status : pantau_column_writer_put(
			work->columns, id, &values, err);
}

/* positions < 0 leaves them as they are; a given language stays. */
static enum pantau_status put_scores(struct rework *work, int64_t id,
		int64_t positions, bool given, const struct pantau_score *score,
		struct pantau_error *err)
{
	struct store *store = work->store;
	const struct pantau_tone_score *tone = &score->text;
	uint32_t language = 0;
	enum pantau_status status = given ? PANTAU_OK : pantau_names_put(store,
			COLUMN_LANGUAGE, str_of(pantau_language_name(
			score->language.label)), &language, err);
	if (status != PANTAU_OK) {
		return status;
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store, "UPDATE doc SET positions "
			"= coalesce(?2, positions), tone = ?3, title_tone = ?4, "
			"negative = ?5, positive = ?6, hoax = ?7, "
			"hoax_groups = ?8, contradiction = ?9, "
			"language = coalesce(?10, language) WHERE id = ?1", err);

	if (stmt == NULL) {
		return unwritable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	if (positions >= 0) {
		sqlite3_bind_int64(stmt, 2, positions);
	}
	sqlite3_bind_int(stmt, 3, (int)tone->label);
	sqlite3_bind_int(stmt, 4, (int)score->title.label);
	pantau_bind_shares(stmt, 5, tone->negative, tone->neutral,
			tone->positive);
	sqlite3_bind_int(stmt, 7, (int)score->hoax);
	sqlite3_bind_int64(stmt, 8, score->hoax_groups);
	sqlite3_bind_int(stmt, 9, score->contradiction != 0);
	if (!given) {
		sqlite3_bind_int64(stmt, 10, language);
	}
	status = pantau_stmt_done(store, stmt, err);
	return status == PANTAU_OK ? put_columns(work, id, err) : status;
}

static enum pantau_status one(struct rework *work, int64_t id,
		struct str title, struct str text,
		const struct pantau_language_guess *given,
		struct pantau_error *err)
{
	struct pantau_tokens title_tokens, text_tokens;
	struct pantau_score score;

	pantau_arena_reset(&work->arena);
	enum pantau_status status = pantau_analyse_into(work->analyser, title,
			&work->arena, &title_tokens, err);
	if (status == PANTAU_OK) {
		status = pantau_analyse_into(work->analyser, text, &work->arena,
				&text_tokens, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_score_tokens(work->scorer, title, &title_tokens,
				text, &text_tokens, given, &work->arena, &score, err);
	}
	if (status == PANTAU_OK && work->index) {
		status = put_index(work, id, &title_tokens, &text_tokens, err);
	}
	return status != PANTAU_OK ? status : put_scores(work, id, work->index
			? (int64_t)title_tokens.positions + text_tokens.positions
			: -1, given != NULL, &score, err);
}

/* Now and then: is it to go on, and is it time to write a segment? */
static enum pantau_status look_up(struct rework *work, struct pantau_error *err)
{
	uint64_t pages;

	if (work->progress != NULL && !work->progress(work->context, work->done,
			work->total)) {
		return pantau_fail(err, PANTAU_INTERRUPTED, "%s", PANTAU_T(err,
				"interrupted; everything is as it was",
				"dihentikan; semua tetap seperti semula"));
	}
	return !pantau_index_full(work->words) ? PANTAU_OK
			: pantau_index_flush(work->words, &pages, err);
}

static enum pantau_status every_text(struct rework *work,
		struct pantau_error *err)
{
	struct store *store = work->store;
	sqlite3_stmt *stmt = NULL;
	enum pantau_status status = PANTAU_OK;
	int code = sqlite3_prepare_v2(store->db,
			"SELECT body.id, title, text, language.name FROM body "
			"LEFT JOIN doc ON doc.id = body.id "
			"LEFT JOIN language ON language.id = doc.language "
			"AND (doc.fields & ?1) != 0 ORDER BY body.id", -1, &stmt,
			NULL);
	code = code == SQLITE_OK ? sqlite3_bind_int64(stmt, 1, DOC_LANGUAGE)
			: code;

	/* body itself is not written while it is read; of doc and language, which
	 * are, a row is looked up by its key before it is written. */
	while (code == SQLITE_OK && status == PANTAU_OK) {
		int row = sqlite3_step(stmt);
		if (row != SQLITE_ROW) {
			code = row;
			break;
		}
		status = work->done++ % EVERY == 0 ? look_up(work, err)
				: PANTAU_OK;
		struct str title, text, language;
		if (status == PANTAU_OK && (!pantau_column_text(stmt, 1, &title) ||
				!pantau_column_text(stmt, 3, &language))) {
			status = pantau_fail_memory(err);
		}
		if (status == PANTAU_OK) {
			status = pantau_body_text(store, stmt, 2,
					&work->unpacked, &text, err);
		}
		if (status == PANTAU_OK) {
			const struct pantau_language_guess given =
					pantau_language_given(language);
			status = one(work, sqlite3_column_int64(stmt, 0), title,
					text, language.n != 0 ? &given : NULL, err);
		}
	}
	if (status == PANTAU_OK && code != SQLITE_DONE) {
		status = unwritable(store, err);
	}
	sqlite3_finalize(stmt);
	return status == PANTAU_OK ? look_up(work, err) : status;
}

static enum pantau_status count(struct rework *work, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(work->store,
			"SELECT count(*) FROM body", err);

	if (stmt == NULL || sqlite3_step(stmt) != SQLITE_ROW) {
		enum pantau_status status = unwritable(work->store, err);
		sqlite3_reset(stmt);
		return status;
	}
	work->total = (uint64_t)sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return PANTAU_OK;
}

/* What is done inside the transaction. */
static enum pantau_status within(struct rework *work, struct pantau_error *err)
{
	struct store *store = work->store;
	uint64_t pages;
	enum pantau_status status = PANTAU_OK;

	if (work->index) {
		status = pantau_stamps_keep_text(store, work->lexicons, err);
		if (status == PANTAU_OK) {
			status = pantau_store_run(store, "INSERT INTO fts(fts) "
					"VALUES('delete-all')", err);
		}
		if (status == PANTAU_OK) {
			status = pantau_key_index_remake(store, err);
		}
		if (status == PANTAU_OK) {
			status = pantau_store_run(store, "INSERT OR REPLACE INTO "
					"meta(name, value) SELECT 'last_id', "
					"coalesce(max(id), 0) FROM doc", err);
		}
	}
	if (status == PANTAU_OK) {
		status = pantau_stamps_keep_score(store, work->lexicons, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_analyser_create_over(&store->image->image,
				pantau_lexicons_score(work->lexicons),
				&work->analyser, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_scorer_create(work->lexicons, &work->scorer, err);
	}
	if (status == PANTAU_OK) {
		status = count(work, err);
	}
	if (status == PANTAU_OK) {
		status = every_text(work, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_index_flush(work->words, &pages, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_column_writer_flush(work->columns, err);
	}
	return status == PANTAU_OK ? pantau_store_run(store, "COMMIT", err)
			: status;
}

static enum pantau_status run(struct rework *work, struct pantau_error *err)
{
	struct store *store = work->store;
	struct kept_image *image = store->image;
	struct stamps stamps = store->stamps;
	enum pantau_status status = pantau_store_run(store, "BEGIN IMMEDIATE",
			err);

	if (status != PANTAU_OK) {
		return status;
	}
	status = within(work, err);
	/* The analyser reads the image, which may be dropped below. */
	pantau_analyser_destroy(work->analyser);
	pantau_scorer_destroy(work->scorer);
	if (status != PANTAU_OK) {
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
		pantau_stamps_drop_text(store, image, &stamps);
		pantau_store_rolled_back(store);
	}
	pantau_columns_forget(store);
	return status;
}

static enum pantau_status rework(struct store *store, bool index,
		const struct pantau_lexicons *lexicons, store_progress progress,
		void *context, struct pantau_error *err)
{
	struct rework work = {
		.store = store, .lexicons = lexicons, .index = index,
		.progress = progress, .context = context,
	};

	if (store->mode == STORE_READ || lexicons == NULL) {
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"this needs lexicons and a database open for writing",
				"ini memerlukan leksikon dan basis data yang dibuka "
				"untuk ditulis"));
	}
	work.columns = pantau_column_writer_create(store);
	work.words = pantau_index_writer_create(store);
	if (work.columns == NULL || work.words == NULL) {
		pantau_column_writer_destroy(work.columns);
		pantau_index_writer_destroy(work.words);
		return pantau_fail_memory(err);
	}
	pantau_arena_init(&work.arena);
	pantau_buf_init(&work.title);
	pantau_buf_init(&work.text);
	pantau_buf_init(&work.unpacked);
	enum pantau_status status = pantau_fts_mode(store, index ? WRITE_BULK
			: WRITE_STEADY, err);
	if (status == PANTAU_OK) {
		status = run(&work, err);
	}
	if (status == PANTAU_OK && index) {
		status = pantau_fts_merge(store, false, NULL, NULL, err);
	}
	if (index) {
		enum pantau_status set = pantau_fts_mode(store, WRITE_STEADY,
				status == PANTAU_OK ? err : NULL);
		status = status == PANTAU_OK ? set : status;
	}
	pantau_column_writer_destroy(work.columns);
	pantau_index_writer_destroy(work.words);
	pantau_buf_finish(&work.title);
	pantau_buf_finish(&work.text);
	pantau_buf_finish(&work.unpacked);
	pantau_arena_finish(&work.arena);
	return status;
}

enum pantau_status pantau_store_rebuild(struct store *store,
		const struct pantau_lexicons *lexicons,
		store_progress progress, void *context, struct pantau_error *err)
{
	return rework(store, true, lexicons, progress, context, err);
}

enum pantau_status pantau_store_rescore(struct store *store,
		const struct pantau_lexicons *lexicons,
		store_progress progress, void *context, struct pantau_error *err)
{
	return rework(store, false, lexicons, progress, context, err);
}
