/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Segments as they lie in fts_data and fts_idx. Pages come through a blob handle
 * that moves from row to row: measured, 0.6 us for a page of 8 kB where a
 * prepared statement takes 2, since its result is a copy of its own, and 4 with
 * the file mapped into memory, where SQLite gives every page back after use.
 */

#include "store/segment_read.h"

#include <stdlib.h>

#include "base/error.h"
#include "store/store_parts.h"

#define LOOK_EVERY 16 /* pages between two looks at the clock */
#define SPARES_MAX 32
#define LEAF_BYTES_MAX (2 * 65536) /* the body's size has 16 bits */

static enum pantau_status unreadable(struct index_reader *reader,
		struct pantau_error *err)
{
	return pantau_store_fail(reader->store, err, "cannot read the index",
			"tidak dapat membaca indeks");
}

void pantau_reader_rest(struct store *store)
{
	struct index_reader *reader = store->reader;

	if (reader != NULL) {
		sqlite3_blob_close(reader->blob);
		reader->blob = NULL;
		reader->leaf_row = 0;
	}
}

static void free_room(struct page_room *room)
{
	free(room->joined);
	free(room);
}

void pantau_reader_drop(struct store *store)
{
	struct index_reader *reader = store->reader;

	if (reader == NULL) {
		return;
	}
	pantau_reader_rest(store);
	while (reader->spare != NULL) {
		struct page_room *room = reader->spare;
		reader->spare = room->next;
		free_room(room);
	}
	pantau_map_finish(&reader->frequency);
	pantau_map_finish(&reader->placed);
	pantau_arena_finish(&reader->place_arena);
	free(reader->place);
	free(reader->documents);
	free(reader->page);
	pantau_arena_finish(&reader->arena);
	free(reader);
	store->reader = NULL;
}

static enum pantau_status load(struct index_reader *reader,
		struct pantau_error *err)
{
	struct store *store = reader->store;

	pantau_map_clear(&reader->frequency);
	pantau_map_clear(&reader->placed);
	pantau_arena_reset(&reader->place_arena);
	reader->places = 0;
	pantau_arena_reset(&reader->arena);
	return pantau_structure_read(store, &reader->arena, &reader->structure,
			err);
}

enum pantau_status pantau_reader_get(struct store *store,
		struct index_reader **out, struct pantau_error *err)
{
	struct index_reader *reader = store->reader;
	int changes = sqlite3_total_changes(store->db);
	enum pantau_status status;

	*out = NULL;
	if (store->readers == 0) {
		pantau_columns_refresh(store);
	}
	if (reader != NULL && reader->changes == changes && reader->version ==
			store->columns.version && reader->version >= 0) {
		*out = reader;
		return PANTAU_OK;
	}
	if (reader == NULL) {
		reader = calloc(1, sizeof(*reader));
		if (reader == NULL) {
			return pantau_fail_memory(err);
		}
		reader->store = store;
		pantau_arena_init(&reader->arena);
		pantau_arena_init(&reader->place_arena);
		pantau_map_init(&reader->frequency, pantau_hash_seed());
		pantau_map_init(&reader->placed, pantau_hash_seed());
		store->reader = reader;
	}
	pantau_reader_rest(store);
	status = load(reader, err);
	reader->version = status == PANTAU_OK ? store->columns.version : -1;
	reader->changes = changes;
	*out = status == PANTAU_OK ? reader : NULL;
	return status;
}

static enum pantau_status look(struct index_reader *reader,
		struct pantau_error *err)
{
	if (reader->until_look-- != 0) {
		return PANTAU_OK;
	}
	reader->until_look = LOOK_EVERY;
	return pantau_store_halted(reader->store)
			? pantau_store_halt(reader->store, err) : PANTAU_OK;
}

static int move_blob(struct index_reader *reader, int64_t row)
{
	int code = SQLITE_ABORT;

	if (reader->blob != NULL) {
		code = sqlite3_blob_reopen(reader->blob, row);
		if (code == SQLITE_OK) {
			return code;
		}
		sqlite3_blob_close(reader->blob);
		reader->blob = NULL;
	}
	/* A handle is also lost when the store itself has written the row. */
	if ((code & 0xff) == SQLITE_ABORT) {
		code = sqlite3_blob_open(reader->store->db, "main", "fts_data",
				"block", row, 0, &reader->blob);
	}
	return code;
}

static enum pantau_status read_page(struct index_reader *reader, int64_t row,
		struct pantau_error *err)
{
	int code = move_blob(reader, row);
	size_t n = code == SQLITE_OK ? (size_t)sqlite3_blob_bytes(reader->blob)
			: 0;

	if ((code & 0xff) == SQLITE_ERROR || n > LEAF_BYTES_MAX) {
		return pantau_index_damaged(err); /* no such row, or no blob */
	}
	if (code == SQLITE_OK && n > reader->page_room) {
		unsigned char *grown = realloc(reader->page, n);
		if (grown == NULL) {
			return pantau_fail_memory(err);
		}
		reader->page = grown;
		reader->page_room = n;
	}
	if (code == SQLITE_OK) {
		code = sqlite3_blob_read(reader->blob, reader->page, (int)n, 0);
	}
	if (code != SQLITE_OK) {
		return pantau_sqlite_fail(code, err, "cannot read the index",
				"tidak dapat membaca indeks");
	}
	return pantau_leaf_parse(reader->page, n, &reader->leaf) ? PANTAU_OK
			: pantau_index_damaged(err);
}

enum pantau_status pantau_reader_leaf(struct index_reader *reader,
		uint32_t segment, uint32_t page, struct leaf *out,
		struct pantau_error *err)
{
	int64_t row = pantau_leaf_row(segment, page);
	enum pantau_status status = look(reader, err);

	if (status != PANTAU_OK || row == reader->leaf_row) {
		*out = reader->leaf;
		return status;
	}
	reader->leaf_row = 0;
	status = read_page(reader, row, err);
	if (status == PANTAU_OK) {
		reader->leaf_row = row;
		*out = reader->leaf;
	}
	return status;
}

/* Runs a look-up in fts_idx; *page is 0 when it gives no row. */
static enum pantau_status separator(struct index_reader *reader,
		const char *sql, uint32_t segment, struct str term,
		uint32_t *page, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(reader->store, sql, err);

	*page = 0;
	if (stmt == NULL) {
		return unreadable(reader, err);
	}
	sqlite3_bind_int64(stmt, 1, segment);
	sqlite3_bind_blob64(stmt, 2, term.p, term.n, SQLITE_STATIC);
	int code = sqlite3_step(stmt);
	enum pantau_status status = PANTAU_OK;
	if (code == SQLITE_ROW) {
		int64_t value = sqlite3_column_int64(stmt, 0);
		if (value < 2 || value >> 1 > INT32_MAX) {
			status = pantau_index_damaged(err);
		} else {
			*page = (uint32_t)(value >> 1);
		}
	} else if (code != SQLITE_DONE) {
		status = unreadable(reader, err);
	}
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return status;
}

enum pantau_status pantau_segment_page(struct index_reader *reader,
		const struct segment *segment, struct str term, uint32_t *page,
		struct pantau_error *err)
{
	enum pantau_status status = separator(reader,
			"SELECT pgno FROM fts_idx WHERE segid = ?1 AND "
			"term <= ?2 ORDER BY term DESC LIMIT 1", segment->id,
			term, page, err);

	/* A merge under way cuts pages off the front, not their separators. */
	if (*page < segment->first) {
		*page = segment->first;
	}
	return status == PANTAU_OK && *page > segment->last
			? pantau_index_damaged(err) : status;
}

enum pantau_status pantau_segment_next(struct index_reader *reader,
		uint32_t segment, struct str term, uint32_t *page,
		struct pantau_error *err)
{
	return separator(reader, "SELECT pgno FROM fts_idx WHERE segid = ?1 "
			"AND term > ?2 ORDER BY term LIMIT 1", segment, term,
			page, err);
}

enum pantau_status pantau_segment_find(struct index_reader *reader,
		const struct segment *segment, struct str term,
		struct place *out, struct pantau_error *err)
{
	struct leaf leaf;
	struct leaf_extent extent;

	*out = (struct place){.segment = segment->id, .limit = segment->last};
	if (segment->first == 0) {
		return PANTAU_NOT_FOUND; /* merged away, all of it */
	}
	enum pantau_status status = pantau_segment_page(reader, segment, term,
			&out->page, err);
	if (status == PANTAU_OK) {
		status = pantau_reader_leaf(reader, segment->id, out->page,
				&leaf, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	switch (pantau_leaf_find(&leaf, term, &extent)) {
	case LEAF_ABSENT:
		return PANTAU_NOT_FOUND;
	case LEAF_DAMAGED:
		return pantau_index_damaged(err);
	case LEAF_FOUND:
		break;
	}
	out->rows = extent.rows;
	out->end = extent.end;
	out->last = extent.last;
	return PANTAU_OK;
}

struct page_room *pantau_room_take(struct index_reader *reader, size_t bytes)
{
	size_t room = 256;

	for (struct page_room **at = &reader->spare; *at != NULL;
			at = &(*at)->next) {
		struct page_room *spare = *at;
		if (spare->room >= bytes) {
			*at = spare->next;
			reader->spares--;
			return spare;
		}
	}
	while (room < bytes) {
		room *= 2;
	}
	/* An entry takes two bytes at least. */
	size_t entries = room / 2 + 1;
	struct page_room *out = malloc(sizeof(*out) + entries *
			(sizeof(int64_t) + sizeof(char *) + sizeof(uint32_t)) +
			room + ENTRIES_PADDING);
	if (out == NULL) {
		return NULL;
	}
	*out = (struct page_room){.room = room, .entries = entries};
	out->array.id = (int64_t *)(void *)(out + 1);
	out->array.poslist = (const unsigned char **)(void *)
			(out->array.id + entries);
	out->array.bytes = (uint32_t *)(void *)(out->array.poslist + entries);
	out->bytes = (unsigned char *)(out->array.bytes + entries);
	return out;
}

void pantau_room_give(struct index_reader *reader, struct page_room *room)
{
	if (room == NULL) {
		return;
	}
	if (reader->spares >= SPARES_MAX) {
		free_room(room);
		return;
	}
	room->next = reader->spare;
	reader->spare = room;
	reader->spares++;
}
