/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stories of new rows, and their engine's state in the file. */

#include "store/story_write.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/pages.h"
#include "store/story_edit.h"
#include "store/story_sets.h"

struct story_writer {
	struct store *store;
	struct pantau_stories *stories; /* NULL: not read yet */
	struct story_sets *sets;        /* NULL: not needed yet */
	bool changed;                   /* since the last flush */
	struct story_item *item;        /* noted, and not yet told */
	uint32_t *story;                /* what they are told; from 'room' on
	                                   the ids of those edited */
	size_t items, edits, room;
	struct buf bytes; /* of the head */
};

struct story_writer *pantau_story_writer_create(struct store *store)
{
	struct story_writer *writer = calloc(1, sizeof(*writer));

	if (writer != NULL) {
		writer->store = store;
		pantau_buf_init(&writer->bytes);
	}
	return writer;
}

void pantau_story_writer_forget(struct story_writer *writer)
{
	pantau_stories_destroy(writer->stories);
	writer->stories = NULL;
	writer->changed = false;
	writer->items = writer->edits = 0;
	/* Ids that were given since may be given to others. */
	pantau_story_sets_destroy(writer->sets);
	writer->sets = NULL;
}

void pantau_story_writer_destroy(struct story_writer *writer)
{
	if (writer != NULL) {
		pantau_story_writer_forget(writer);
		pantau_buf_finish(&writer->bytes);
		free(writer->item);
		free(writer->story);
		free(writer);
	}
}

static enum pantau_status unreadable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot read the database",
			"tidak dapat membaca basis data");
}

static enum pantau_status unwritable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot write the database",
			"tidak dapat menulis basis data");
}

/* --- from the file --- */

static enum pantau_status damaged(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
			"what the database knows of stories is damaged; run "
			"'pantau rebuild'",
			"data cerita di basis data rusak; jalankan 'pantau "
			"rebuild'"));
}

/* As the engine says, but with what to do. */
static enum pantau_status loaded(enum pantau_status status,
		struct pantau_error *err)
{
	return status == PANTAU_DAMAGED ? damaged(err) : status;
}

static enum pantau_status load_head(struct story_writer *writer,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(writer->store, "SELECT bytes "
			"FROM story_run WHERE number = 0", err);
	int code = stmt == NULL ? SQLITE_ERROR : sqlite3_step(stmt);
	enum pantau_status status = PANTAU_OK;

	if (code == SQLITE_ROW) {
		const char *p = sqlite3_column_blob(stmt, 0);
		size_t n = (size_t)sqlite3_column_bytes(stmt, 0);
		/* An empty one is NULL, and so is one without memory. */
		status = p == NULL ? damaged(err) : loaded(
				pantau_stories_resume(writer->stories,
				str_make(p, n), err), err);
	} else if (code != SQLITE_DONE) {
		status = unreadable(writer->store, err);
	}
	sqlite3_reset(stmt);
	return status;
}

/* The rows that a run lies in. */
struct pieces {
	int64_t run, n;
	size_t size; /* of all */
};

/* Read to their place at once: as values of a statement they would be copied
 * several times. */
static int read_pieces(sqlite3 *db, const struct pieces *pieces, char *block)
{
	sqlite3_blob *blob = NULL;
	int64_t number = pieces->run << STORY_PIECE_BITS;
	size_t at = 0;
	int code = sqlite3_blob_open(db, "main", "story_run", "bytes", number,
			0, &blob);

	for (int64_t i = 0; code == SQLITE_OK && i < pieces->n; i++) {
		code = i == 0 ? SQLITE_OK : sqlite3_blob_reopen(blob,
				number + i);
		size_t n = code == SQLITE_OK ? (size_t)sqlite3_blob_bytes(blob)
				: 0;
		if (n > pieces->size - at) {
			code = SQLITE_CORRUPT;
		}
		if (code == SQLITE_OK) {
			code = sqlite3_blob_read(blob, block + at, (int)n, 0);
		}
		at += n;
	}
	sqlite3_blob_close(blob);
	return code == SQLITE_OK && at != pieces->size ? SQLITE_CORRUPT : code;
}

static enum pantau_status load_run(struct story_writer *writer,
		const struct pieces *pieces, struct pantau_error *err)
{
	char *block = pieces->n == 0 ? NULL : malloc(pieces->size + 1);

	if (block == NULL) {
		return pieces->n == 0 ? PANTAU_OK : pantau_fail_memory(err);
	}
	pantau_pages_huge(block, pieces->size);
	int code = read_pieces(writer->store->db, pieces, block);
	enum pantau_status status = code == SQLITE_OK ? loaded(
			pantau_stories_take_run(writer->stories, block,
				pieces->size, err), err)
			: code == SQLITE_ERROR || code == SQLITE_CORRUPT
			? damaged(err) : pantau_sqlite_fail(code, err,
				"cannot read the stories",
				"tidak dapat membaca cerita");
	if (status != PANTAU_OK) {
		free(block);
	}
	return status;
}

/* Takes the next row, whose run may be another. */
static enum pantau_status see_piece(struct story_writer *writer,
		struct pieces *pieces, int64_t number, int64_t size,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (number >> STORY_PIECE_BITS != pieces->run) {
		status = load_run(writer, pieces, err);
		*pieces = (struct pieces){.run = number >> STORY_PIECE_BITS};
	}
	if (status == PANTAU_OK && (number < 0 || size < 1 || (number &
			((1 << STORY_PIECE_BITS) - 1)) != pieces->n)) {
		status = damaged(err);
	}
	pieces->n++;
	pieces->size += (size_t)size;
	return status;
}

static enum pantau_status load_runs(struct story_writer *writer,
		struct pantau_error *err)
{
	struct store *store = writer->store;
	struct pieces pieces = {.run = -1};
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT number, "
			"length(bytes) FROM story_run WHERE number <> 0 "
			"ORDER BY number", err);
	enum pantau_status status = PANTAU_OK;
	int code = SQLITE_ERROR;

	while (status == PANTAU_OK && stmt != NULL &&
			(code = sqlite3_step(stmt)) == SQLITE_ROW) {
		status = see_piece(writer, &pieces, sqlite3_column_int64(stmt,
				0), sqlite3_column_int64(stmt, 1), err);
	}
	if (status == PANTAU_OK && code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	return status == PANTAU_OK ? load_run(writer, &pieces, err) : status;
}

/* 0 is refused by the engine. */
static bool read_edge(sqlite3_stmt *stmt, struct story_edge *out)
{
	int64_t value[3];

	for (int i = 0; i < 3; i++) {
		value[i] = sqlite3_column_int64(stmt, i);
		if (value[i] < 0 || value[i] > (int64_t)UINT32_MAX) {
			return false;
		}
	}
	*out = (struct story_edge){(uint32_t)value[0], (uint32_t)value[1],
			(uint32_t)value[2]};
	return true;
}

static enum pantau_status load_edges(struct story_writer *writer,
		struct pantau_error *err)
{
	struct store *store = writer->store;
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT story, parent, "
			"time FROM story_parent", err);
	enum pantau_status status = PANTAU_OK;
	int code = SQLITE_ERROR;

	while (status == PANTAU_OK && stmt != NULL &&
			(code = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct story_edge edge;
		status = read_edge(stmt, &edge) ? loaded(
				pantau_stories_load_edge(writer->stories, edge,
				err), err) : damaged(err);
	}
	if (status == PANTAU_OK && code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	return status;
}

/* Into an engine of its own. */
static enum pantau_status read_state(struct story_writer *writer,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_stories_create(&writer->stories,
			err);

	if (status == PANTAU_OK) {
		status = load_head(writer, err);
	}
	if (status == PANTAU_OK) {
		status = load_runs(writer, err);
	}
	if (status == PANTAU_OK) {
		status = load_edges(writer, err);
	}
	/* Nothing is added; are all runs there? */
	return status != PANTAU_OK ? status : loaded(pantau_stories_add_batch(
			writer->stories, NULL, 0, NULL, NULL, err), err);
}

enum pantau_status pantau_story_writer_check(struct store *store,
		struct pantau_error *err)
{
	struct story_writer *writer = pantau_story_writer_create(store);
	enum pantau_status status = writer == NULL ? pantau_fail_memory(err)
			: read_state(writer, err);

	pantau_story_writer_destroy(writer);
	return status;
}

static enum pantau_status load(struct story_writer *writer,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (writer->stories != NULL) {
		return PANTAU_OK;
	}
	if (writer->sets == NULL) {
		writer->sets = pantau_story_sets_create(writer->store);
	}
	status = writer->sets == NULL ? pantau_fail_memory(err)
			: pantau_schema_stories(writer->store, err);
	return status == PANTAU_OK ? read_state(writer, err) : status;
}

/* --- to the file --- */

static enum pantau_status put_piece(struct story_writer *writer,
		int64_t number, struct str bytes, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(writer->store, "INSERT INTO "
			"story_run(number, bytes) VALUES(?1, ?2) "
			"ON CONFLICT(number) DO UPDATE SET bytes = "
			"excluded.bytes WHERE bytes <> excluded.bytes", err);

	if (stmt == NULL) {
		return unwritable(writer->store, err);
	}
	sqlite3_bind_int64(stmt, 1, number);
	sqlite3_bind_blob64(stmt, 2, bytes.p, bytes.n, SQLITE_STATIC);
	return pantau_stmt_done(writer->store, stmt, err);
}

/* Of one that edits changed most pieces are as they were. */
static enum pantau_status put_run(struct story_writer *writer, uint32_t run,
		struct pantau_error *err)
{
	struct str bytes = pantau_stories_run(writer->stories, run);
	enum pantau_status status = PANTAU_OK;
	int64_t number = (int64_t)run << STORY_PIECE_BITS;

	for (; status == PANTAU_OK && bytes.n != 0; number++) {
		size_t n = bytes.n < STORY_PIECE ? bytes.n : STORY_PIECE;
		status = put_piece(writer, number, str_make(bytes.p, n), err);
		bytes = str_make(bytes.p + n, bytes.n - n);
	}
	return status;
}

static enum pantau_status drop_run(struct story_writer *writer, uint32_t run,
		struct pantau_error *err)
{
	int64_t number = (int64_t)run << STORY_PIECE_BITS;
	sqlite3_stmt *stmt = pantau_store_stmt(writer->store, "DELETE FROM "
			"story_run WHERE number BETWEEN ?1 AND ?2", err);

	if (stmt == NULL) {
		return unwritable(writer->store, err);
	}
	sqlite3_bind_int64(stmt, 1, number);
	sqlite3_bind_int64(stmt, 2, number | ((1 << STORY_PIECE_BITS) - 1));
	return pantau_stmt_done(writer->store, stmt, err);
}

static enum pantau_status put_edge(struct story_writer *writer,
		const struct story_edge *edge, struct pantau_error *err)
{
	bool is_void = edge->parent == edge->story;
	sqlite3_stmt *stmt = is_void ? pantau_store_stmt(writer->store,
			"DELETE FROM story_parent WHERE story = ?1", err)
			: pantau_store_stmt(writer->store, "INSERT INTO "
			"story_parent(story, parent, time) VALUES(?1, ?2, ?3) "
			"ON CONFLICT(story) DO UPDATE SET parent = "
			"excluded.parent, time = excluded.time", err);

	if (stmt == NULL) {
		return unwritable(writer->store, err);
	}
	sqlite3_bind_int64(stmt, 1, edge->story);
	if (!is_void) {
		sqlite3_bind_int64(stmt, 2, edge->parent);
		sqlite3_bind_int64(stmt, 3, edge->time);
	}
	return pantau_stmt_done(writer->store, stmt, err);
}

/* Numbers of runs come before the bits of a piece: 2^44 of them, of 2^32. */
static enum pantau_status put_changes(struct story_writer *writer,
		struct pantau_error *err)
{
	struct story_changes changes;
	enum pantau_status status = pantau_stories_changes(writer->stories,
			&changes, err);

	for (size_t i = 0; status == PANTAU_OK && i < changes.gones; i++) {
		status = drop_run(writer, changes.gone[i], err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < changes.writes; i++) {
		status = put_run(writer, changes.write[i], err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < changes.edges; i++) {
		status = put_edge(writer, &changes.edge[i], err);
	}
	return status;
}

enum pantau_status pantau_story_writer_flush(struct story_writer *writer,
		struct pantau_error *err)
{
	if (!writer->changed) {
		return PANTAU_OK;
	}
	enum pantau_status status = put_changes(writer, err);
	if (status == PANTAU_OK) {
		status = pantau_stories_head(writer->stories, &writer->bytes,
				err);
	}
	if (status == PANTAU_OK) {
		status = put_piece(writer, 0, buf_str(&writer->bytes), err);
	}
	if (status == PANTAU_OK) {
		pantau_stories_stored(writer->stories);
		writer->changed = false;
	}
	return status;
}

/* --- documents --- */

static bool make_room(struct story_writer *writer)
{
	size_t room = writer->room * 2 + 64;
	struct story_item *item = realloc(writer->item, room * sizeof(*item));

	writer->item = item != NULL ? item : writer->item;
	/* Two numbers each: what it is told, and whether it was edited. */
	uint32_t *story = realloc(writer->story, 2 * room * sizeof(*story));
	writer->story = story != NULL ? story : writer->story;
	if (item == NULL || story == NULL) {
		return false;
	}
	if (writer->edits > 0) {
		memmove(story + room, story + writer->room,
				writer->edits * sizeof(*story));
	}
	writer->room = room;
	return true;
}

/* Of a batch that brings a key twice, the later one counts. */
static bool note_again(struct story_writer *writer,
		const struct story_item *item)
{
	for (size_t i = 0; i < writer->items; i++) {
		if (writer->item[i].id == item->id) {
			writer->item[i] = *item;
			return true;
		}
	}
	return false;
}

enum pantau_status pantau_story_writer_note(struct story_writer *writer,
		const struct story_item *item, bool edited,
		struct pantau_error *err)
{
	if (edited && note_again(writer, item)) {
		return PANTAU_OK;
	}
	if (writer->items == writer->room && !make_room(writer)) {
		return pantau_fail_memory(err);
	}
	writer->item[writer->items++] = *item;
	if (edited) {
		writer->story[writer->room + writer->edits++] = item->id;
	}
	return PANTAU_OK;
}

/* writer->story is what goes into the column. */
static enum pantau_status find(struct story_writer *writer,
		struct pantau_error *err)
{
	enum pantau_status status = load(writer, err);
	const struct story_lookups lookups = {writer->sets,
			pantau_story_sets_get};

	if (status == PANTAU_OK) {
		writer->changed = true;
		status = pantau_stories_add_batch(writer->stories,
				writer->item, writer->items, &lookups,
				writer->story, err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < writer->items; i++) {
		const struct story_item *item = &writer->item[i];
		pantau_story_sets_keep(writer->sets, item->id,
				&item->sketch->sets);
		if (writer->story[i] == item->id) {
			writer->story[i] = 0;
		}
	}
	return status;
}

static enum pantau_status edit(struct story_writer *writer,
		struct column_writer *columns, int64_t last,
		struct pantau_error *err)
{
	enum pantau_status status = load(writer, err);
	const struct story_edit edit = {
		.store = writer->store, .stories = writer->stories,
		.columns = columns, .last = last,
		.id = writer->story + writer->room, .n = writer->edits,
	};

	return status == PANTAU_OK ? pantau_story_edit(&edit, err) : status;
}

enum pantau_status pantau_story_writer_add(struct story_writer *writer,
		struct column_writer *columns, int64_t last,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (writer->edits > 0) {
		status = edit(writer, columns, last, err);
	}
	if (status == PANTAU_OK && writer->items > 0) {
		status = find(writer, err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < writer->items; i++) {
		status = pantau_column_writer_story(columns,
				writer->item[i].id, writer->story[i], err);
	}
	writer->items = writer->edits = 0;
	return status;
}

enum pantau_status pantau_story_writer_find(struct story_writer *writer,
		uint32_t *story, struct pantau_error *err)
{
	enum pantau_status status = find(writer, err);

	for (size_t i = 0; status == PANTAU_OK && i < writer->items; i++) {
		story[writer->item[i].id] = writer->story[i];
	}
	writer->items = 0;
	return status;
}

enum pantau_status pantau_story_writer_anew(struct story_writer *writer,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_schema_stories(writer->store, err);

	pantau_story_writer_forget(writer);
	if (status == PANTAU_OK) {
		status = pantau_store_run(writer->store, "DELETE FROM "
				"story_run; DELETE FROM story_parent", err);
	}
	writer->changed = true;
	return status == PANTAU_OK ? load(writer, err) : status;
}
