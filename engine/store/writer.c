/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The one writer. Row, text, index, columns and account go into one
 * transaction, and no other code writes them (but rework.c, all at once).
 * The index's part waits in memory until the commit, or until it grows large.
 */

#include <stdlib.h>

#include "base/error.h"
#include "store/body.h"
#include "store/index_write.h"
#include "store/key_index.h"
#include "store/store_parts.h"
#include "store/story_write.h"

/* FTS5 refuses to write past 2,000 segments. */
#define SEGMENTS_MAX 500

struct writer {
	struct store *store;
	enum write_mode mode;
	struct column_writer *columns;
	struct index_writer *index;
	struct story_writer *stories;
	bool open;              /* a transaction is */
	bool failed;            /* it was rolled back: nothing more is taken */
	int64_t last;           /* greatest row id given, committed or not */
	int64_t first_input;    /* least input id of this writer; 0: none yet */
	uint64_t untended;      /* pages written since the last tending */
};

static void roll_back(struct writer *writer)
{
	if (writer->open) {
		sqlite3_exec(writer->store->db, "ROLLBACK", NULL, NULL, NULL);
		writer->open = false;
	}
	pantau_store_rolled_back(writer->store);
	pantau_column_writer_forget(writer->columns);
	pantau_index_writer_forget(writer->index);
	pantau_story_writer_forget(writer->stories);
	writer->failed = true;
}

static enum pantau_status begin(struct writer *writer,
		struct pantau_error *err)
{
	/* SQLite itself ends a transaction on some failures. */
	if (writer->failed || (writer->open &&
			sqlite3_get_autocommit(writer->store->db) != 0)) {
		writer->failed = true;
		return pantau_fail(err, PANTAU_IO, "%s", PANTAU_T(err,
				"writing failed before; begin again",
				"penulisan sebelumnya gagal; ulangi dari awal"));
	}
	if (writer->open) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_store_run(writer->store,
			"BEGIN IMMEDIATE", err);
	writer->open = status == PANTAU_OK;
	return status;
}

static enum pantau_status refuse(struct store *store, struct pantau_error *err)
{
	if (store->mode == STORE_READ) {
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"the database is open for reading",
				"basis data dibuka hanya untuk dibaca"));
	}
	return pantau_stamps_other_analyser(store) ? pantau_fail(err,
			PANTAU_STALE, "%s", PANTAU_T(err,
			"another version of the analyser made the index; run "
			"'pantau rebuild' before adding to it",
			"indeks dibuat oleh versi penganalisis lain; jalankan "
			"'pantau rebuild' sebelum menambah isi")) : PANTAU_OK;
}

static enum pantau_status greatest_id(struct store *store, int64_t *id,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT coalesce(max(id), 0) FROM doc", err);
	enum pantau_status status = PANTAU_OK;

	if (stmt == NULL || sqlite3_step(stmt) != SQLITE_ROW) {
		status = pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	} else {
		*id = sqlite3_column_int64(stmt, 0);
	}
	sqlite3_reset(stmt);
	return status;
}

/* A damaged one would give ids out again, and so replace other items. */
static enum pantau_status read_last(struct writer *writer,
		struct pantau_error *err)
{
	int64_t greatest = 0;
	enum pantau_status status = pantau_meta_int(writer->store, "last_id",
			&writer->last, err);

	if (status == PANTAU_OK) {
		status = greatest_id(writer->store, &greatest, err);
	}
	/* pantau_key_index_add gives no greater one out. */
	return status != PANTAU_OK || (writer->last >= greatest &&
			writer->last <= (int64_t)UINT32_MAX) ? status
			: pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
			"the database does not know its last item; run "
			"'pantau rebuild', then 'pantau verify'",
			"basis data tidak mengenal artikel terakhirnya; jalankan "
			"'pantau rebuild', lalu 'pantau verify'"));
}

enum pantau_status pantau_writer_create(struct store *store,
		enum write_mode mode, struct writer **out,
		struct pantau_error *err)
{
	enum pantau_status status = refuse(store, err);

	*out = NULL;
	if (status != PANTAU_OK) {
		return status;
	}
	struct writer *writer = calloc(1, sizeof(*writer));
	if (writer == NULL) {
		return pantau_fail_memory(err);
	}
	writer->store = store;
	writer->mode = mode;
	writer->columns = pantau_column_writer_create(store);
	writer->index = pantau_index_writer_create(store);
	writer->stories = pantau_story_writer_create(store);
	status = writer->columns == NULL || writer->index == NULL ||
			writer->stories == NULL ? pantau_fail_memory(err)
			: read_last(writer, err);
	if (status == PANTAU_OK) {
		status = pantau_fts_mode(store, mode, err);
	}
	if (status == PANTAU_OK && mode == WRITE_STEADY) {
		/* Tending does it, between commits. */
		sqlite3_wal_autocheckpoint(store->db, 0);
	}
	if (status != PANTAU_OK) {
		pantau_writer_destroy(writer);
		return status;
	}
	*out = writer;
	return PANTAU_OK;
}

void pantau_writer_destroy(struct writer *writer)
{
	if (writer == NULL) {
		return;
	}
	if (writer->open) {
		roll_back(writer);
	}
	pantau_column_writer_destroy(writer->columns);
	pantau_index_writer_destroy(writer->index);
	pantau_story_writer_destroy(writer->stories);
	free(writer);
}

enum pantau_status pantau_writer_input(struct writer *writer,
		const char *path, const char *format, int64_t *id,
		struct pantau_error *err)
{
	struct store *store = writer->store;
	enum pantau_status status = begin(writer, err);

	if (status != PANTAU_OK) {
		return status;
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"INSERT INTO input(path, format) VALUES(?1, ?2)", err);
	if (stmt == NULL) {
		status = pantau_store_fail(store, err, "cannot write the input",
				"tidak dapat menulis masukan");
	} else {
		pantau_bind_str(stmt, 1, str_of(path));
		pantau_bind_str(stmt, 2, str_of(format));
		status = pantau_stmt_done(store, stmt, err);
	}
	if (status != PANTAU_OK) {
		roll_back(writer);
		return status;
	}
	*id = sqlite3_last_insert_rowid(store->db);
	if (writer->first_input == 0) {
		writer->first_input = *id;
	}
	return PANTAU_OK;
}

enum pantau_status pantau_writer_input_done(struct writer *writer, int64_t id,
		const unsigned char hash[16], uint64_t records,
		struct pantau_error *err)
{
	struct store *store = writer->store;
	enum pantau_status status = begin(writer, err);

	if (status != PANTAU_OK) {
		return status;
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store, "UPDATE input "
			"SET hash = ?2, records = ?3 WHERE id = ?1", err);
	if (stmt == NULL) {
		status = pantau_store_fail(store, err, "cannot write the input",
				"tidak dapat menulis masukan");
	} else {
		sqlite3_bind_int64(stmt, 1, id);
		sqlite3_bind_blob(stmt, 2, hash, 16, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 3, (sqlite3_int64)records);
		status = pantau_stmt_done(store, stmt, err);
	}
	if (status != PANTAU_OK) {
		roll_back(writer);
	}
	return status;
}

/* --- the index --- */

/* Notes a change; the old stream is that of the text still stored. */
static enum pantau_status change_words(struct writer *writer, int64_t id,
		struct str old_title, struct str old_text,
		const struct analysed *analysed, struct pantau_error *err)
{
	struct store *store = writer->store;
	struct arena arena;
	struct str title;

	pantau_arena_init(&arena);
	enum pantau_status status = pantau_store_pack(store, old_title, err);
	if (status == PANTAU_OK) {
		title = pantau_arena_str(&arena, buf_str(&store->packed));
		status = title.p == NULL ? pantau_fail_memory(err)
				: pantau_store_pack(store, old_text, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_index_change(writer->index, id, title,
				buf_str(&store->packed), analysed->packed_title,
				analysed->packed_text, err);
	}
	pantau_arena_finish(&arena);
	return status;
}

static bool same_time(sqlite3_stmt *stmt, int at, const struct doc *doc)
{
	bool dated = (doc->fields & DOC_PUBLISHED) != 0;

	return dated == (sqlite3_column_type(stmt, at) != SQLITE_NULL) &&
			(!dated || sqlite3_column_int64(stmt, at) ==
			doc->published.seconds);
}

/* Index work of a changed document; none where its words are the same. *same:
 * so is its time. */
static enum pantau_status replace_words(struct writer *writer, int64_t id,
		const struct doc *doc, const struct analysed *analysed,
		bool *same, struct pantau_error *err)
{
	struct store *store = writer->store;
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT title, text, "
			"published FROM body LEFT JOIN doc ON doc.id = body.id "
			"WHERE body.id = ?1", err);
	enum pantau_status status = PANTAU_OK;

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	}
	sqlite3_bind_int64(stmt, 1, id);
	struct str title, text;
	int code = sqlite3_step(stmt);
	if (code == SQLITE_DONE) {
		status = pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
				"an item has lost its text; run 'pantau verify'",
				"sebuah artikel kehilangan teksnya; jalankan "
				"'pantau verify'"));
	} else if (code != SQLITE_ROW) {
		status = pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	} else if (!pantau_column_text(stmt, 0, &title)) {
		/* Without the old text its words would stay in the index. */
		status = pantau_fail_memory(err);
	} else {
		status = pantau_body_text(store, stmt, 1, &store->unpacked,
				&text, err);
	}
	if (status == PANTAU_OK) {
		bool words = !str_eq(title, doc->title) ||
				!str_eq(text, doc->text);
		*same = !words && same_time(stmt, 2, doc);
		status = words ? change_words(writer, id, title, text, analysed,
				err) : PANTAU_OK;
	}
	sqlite3_reset(stmt);
	return status;
}

/* --- one document --- */

/* Whether this run stored it from a place that comes later in the input. */
static bool is_later(const struct writer *writer, const struct stored_doc *stored,
		int64_t input, uint64_t record)
{
	return writer->first_input != 0 &&
			stored->input >= writer->first_input &&
			(stored->input > input || (stored->input == input &&
			stored->record > (int64_t)record));
}

/* The same record again, from a later place: what lies between in the input
 * must not win over it when it comes in order of publication. */
static enum pantau_status move_provenance(struct store *store, int64_t id,
		int64_t input, const struct doc *doc, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "UPDATE doc SET "
			"input = ?2, record = ?3, line = ?4 WHERE id = ?1", err);

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot write the database",
				"tidak dapat menulis basis data");
	}
	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_bind_int64(stmt, 2, input);
	sqlite3_bind_int64(stmt, 3, (sqlite3_int64)doc->record);
	if (doc->line != doc->record) {
		sqlite3_bind_int64(stmt, 4, (sqlite3_int64)doc->line);
	}
	return pantau_stmt_done(store, stmt, err);
}

/* What a document repeats, in place of what its older text did. */
static enum pantau_status put_claims(struct writer *writer, int64_t id,
		const struct analysed *analysed, struct pantau_error *err)
{
	bool known = id <= writer->last;

	if (!analysed->asked || (!known && analysed->claims == 0)) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_claim_rows_put(writer->store, id,
			analysed->claim, analysed->claims, err);
	return status != PANTAU_OK ? status : pantau_column_writer_claim(
			writer->columns, id, pantau_claim_spreads(
			analysed->claim, analysed->claims), err);
}

/* A document that is new, or changed: all but its words. same: neither they nor
 * its time are others, so that its story stays. */
static enum pantau_status put_row(struct writer *writer, int64_t id,
		const struct put *in, bool same, struct pantau_error *err)
{
	struct store *store = writer->store;
	const struct doc *doc = in->doc;
	struct row_refs refs = {0};
	struct row_values values;
	enum pantau_status status = pantau_row_refs(store, doc,
			doc->language.n != 0 ? doc->language
				: in->analysed->language, &refs, err);

	if (status == PANTAU_OK) {
		status = pantau_body_put(store, id, doc, in->analysed->body,
				err);
	}
	if (status == PANTAU_OK) {
		const struct row row = {
			id, doc, in->input, in->key, in->content, in->analysed,
		};
		status = pantau_row_put(store, &row, &refs, &values, err);
	}
	/* Nobody can have labelled what is new. */
	if (status == PANTAU_OK && id <= writer->last) {
		status = pantau_label_apply(store, id, &values, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_column_writer_put(writer->columns, id, &values,
				err);
	}
	if (status == PANTAU_OK) {
		status = put_claims(writer, id, in->analysed, err);
	}
	return status != PANTAU_OK || same || in->sketch == NULL ? status :
			pantau_story_writer_note(writer->stories,
			&(struct story_item){(uint32_t)id,
			values.value[COLUMN_TIME], in->sketch},
			id <= writer->last, err);
}

static enum pantau_status put(struct writer *writer, const struct put *in,
		enum known *known, int64_t *new_id, struct pantau_error *err)
{
	struct store *store = writer->store;
	const struct doc *doc = in->doc;
	struct stored_doc stored = {0};
	enum pantau_status status = in->fresh ? PANTAU_OK : pantau_key_index_find(
			store, in->key, in->content, &stored, err);

	if (status != PANTAU_OK) {
		return status;
	}
	*known = stored.id == 0 ? KNOWN_NEW : stored.same ? KNOWN_SAME
			: KNOWN_CHANGED;
	if (stored.id != 0 && is_later(writer, &stored, in->input,
			doc->record)) {
		return PANTAU_OK;
	}
	if (*known == KNOWN_SAME) {
		return move_provenance(store, stored.id, in->input, doc, err);
	}
	int64_t id = stored.id != 0 ? stored.id : writer->last + 1;
	bool same = false;
	if (stored.id != 0) {
		status = replace_words(writer, id, doc, in->analysed, &same,
				err);
	} else if (!in->inverted) {
		status = pantau_index_put(writer->index, id,
				in->analysed->packed_title,
				in->analysed->packed_text, err);
	}
	if (status == PANTAU_OK) {
		status = put_row(writer, id, in, same, err);
	}
	if (status == PANTAU_OK && stored.id == 0) {
		status = pantau_key_index_add(store, in->key, id, err);
		writer->last = id;
		*new_id = id;
	}
	return status;
}

enum pantau_status pantau_writer_put(struct writer *writer,
		const struct put *in, enum known *known, int64_t *new_id,
		struct pantau_error *err)
{
	enum pantau_status status = begin(writer, err);

	*known = KNOWN_NEW;
	*new_id = 0;
	if (status == PANTAU_OK) {
		status = put(writer, in, known, new_id, err);
		if (status != PANTAU_OK) {
			roll_back(writer);
		}
	}
	return status;
}

enum pantau_status pantau_writer_postings(struct writer *writer,
		const struct inverted *batch, const int64_t *ids, size_t docs,
		struct pantau_error *err)
{
	enum pantau_status status = begin(writer, err);

	if (status == PANTAU_OK) {
		status = pantau_index_add(writer->index, batch, ids, docs, err);
		if (status != PANTAU_OK) {
			roll_back(writer);
		}
	}
	return status;
}

enum pantau_status pantau_writer_stories(struct writer *writer,
		struct pantau_error *err)
{
	enum pantau_status status = begin(writer, err);

	if (status == PANTAU_OK) {
		status = pantau_story_writer_add(writer->stories,
				writer->columns, writer->last, err);
		if (status != PANTAU_OK) {
			roll_back(writer);
		}
	}
	return status;
}

bool pantau_writer_full(const struct writer *writer)
{
	return pantau_index_full(writer->index);
}

/* --- commits --- */

/* Everything that waits. */
static enum pantau_status flush(struct writer *writer,
		struct pantau_error *err)
{
	struct store *store = writer->store;
	uint64_t pages = 0;
	enum pantau_status status = pantau_index_flush(writer->index, &pages,
			err);

	writer->untended += pages;
	if (status == PANTAU_OK) {
		status = pantau_column_writer_flush(writer->columns, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_key_index_flush(store, writer->mode == WRITE_BULK
				? KEYS_KEPT_BULK : KEYS_KEPT_STEADY, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_story_writer_flush(writer->stories, err);
	}
	return status == PANTAU_OK ? pantau_meta_set_int(store, "last_id",
			writer->last, err) : status;
}

enum pantau_status pantau_writer_commit(struct writer *writer,
		struct pantau_error *err)
{
	struct store *store = writer->store;
	int64_t segments = 0;

	if (!writer->open && !writer->failed) {
		return PANTAU_OK;
	}
	enum pantau_status status = begin(writer, err);
	if (status == PANTAU_OK) {
		status = flush(writer, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_store_run(store, "COMMIT", err);
	}
	if (status != PANTAU_OK) {
		roll_back(writer);
		return status;
	}
	writer->open = false;
	pantau_columns_forget(store);
	if (writer->mode == WRITE_BULK && pantau_fts_segments(store, &segments,
			NULL) == PANTAU_OK && segments > SEGMENTS_MAX) {
		status = pantau_fts_merge(store, false, NULL, NULL, err);
	}
	return status;
}

enum pantau_status pantau_writer_tend(struct writer *writer,
		struct pantau_error *err)
{
	struct store *store = writer->store;
	uint64_t pages = writer->untended;

	if (writer->mode != WRITE_STEADY || writer->open || writer->failed) {
		return PANTAU_OK;
	}
	writer->untended = 0;
	enum pantau_status status = pages > 0 ? pantau_fts_merge_some(store,
			pages, err) : PANTAU_OK;
	return status == PANTAU_OK ? pantau_store_tend_wal(store, err)
			: status;
}

enum pantau_status pantau_writer_finish(struct writer *writer,
		bool (*progress)(void *context), void *context,
		struct pantau_error *err)
{
	struct store *store = writer->store;
	enum pantau_status status = pantau_writer_commit(writer, err);

	if (status != PANTAU_OK || writer->mode != WRITE_BULK) {
		return status == PANTAU_OK ? pantau_writer_tend(writer, err)
				: status;
	}
	/* Who opens it next need not read the keys that wait. */
	status = begin(writer, err);
	if (status == PANTAU_OK) {
		status = pantau_key_index_flush(store, 0, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_writer_commit(writer, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_fts_merge(store, false, progress, context, err);
	if (status == PANTAU_OK || status == PANTAU_INTERRUPTED) {
		enum pantau_status set = pantau_fts_mode(store, WRITE_STEADY,
				status == PANTAU_OK ? err : NULL);
		writer->mode = WRITE_STEADY;
		status = status == PANTAU_OK ? set : status;
	}
	/* Readers may keep part of it waiting; close asks again. */
	return status == PANTAU_OK ? pantau_store_tend_wal(store, err)
			: status;
}
