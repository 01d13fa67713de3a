/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The writer's side of the columns: the chunks being changed stay in memory,
 * and a flush writes the blocks of 1,024 rows that changed, column by column,
 * in place.
 */

#include <stdlib.h>

#include "base/error.h"
#include "store/store_parts.h"

#define OPEN_CHUNKS 16

_Static_assert(COLUMN_BLOCKS == 64, "one bit of 'dirty' each");

struct open_chunk {
	uint32_t chunk;
	bool used;
	uint64_t dirty[COLUMNS]; /* a bit for each block */
	void *values[COLUMNS];
};

struct column_writer {
	struct store *store;
	struct open_chunk open[OPEN_CHUNKS];
	size_t next; /* the one to give up when all are in use */
	bool rewrote; /* a row that was there */
};

struct column_writer *pantau_column_writer_create(struct store *store)
{
	struct column_writer *writer = calloc(1, sizeof(*writer));

	if (writer != NULL) {
		writer->store = store;
	}
	return writer;
}

static void drop(struct open_chunk *open)
{
	for (size_t column = 0; column < COLUMNS; column++) {
		free(open->values[column]);
		open->values[column] = NULL;
	}
	open->used = false;
	memset(open->dirty, 0, sizeof(open->dirty));
}

void pantau_column_writer_forget(struct column_writer *writer)
{
	for (size_t i = 0; i < OPEN_CHUNKS; i++) {
		drop(&writer->open[i]);
	}
}

void pantau_column_writer_destroy(struct column_writer *writer)
{
	if (writer != NULL) {
		pantau_column_writer_forget(writer);
		free(writer);
	}
}

static enum pantau_status blob_open(struct store *store, uint32_t chunk,
		size_t column, int write, sqlite3_blob **out,
		struct pantau_error *err)
{
	*out = NULL;
	int code = sqlite3_blob_open(store->db, "main", "chunk_column", "bytes",
			(sqlite3_int64)chunk * 16 + (int)column, write, out);
	if (code == SQLITE_OK && (size_t)sqlite3_blob_bytes(*out) !=
			(size_t)pantau_column_width[column] * COLUMN_CHUNK) {
		sqlite3_blob_close(*out);
		*out = NULL;
		return pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
				"a column has the wrong size; run 'pantau verify'",
				"ukuran kolom salah; jalankan 'pantau verify'"));
	}
	return code == SQLITE_OK ? PANTAU_OK : pantau_sqlite_fail(code,
			err, "cannot open a column",
			"tidak dapat membuka kolom");
}

/* Zeroed blobs for a chunk that has no row yet; *made says so. One of before
 * there were stories lacks their column. */
static enum pantau_status make_chunk(struct store *store, uint32_t chunk,
		bool *made, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "INSERT INTO "
			"chunk(id, least, greatest) VALUES(?1, 0, 0) "
			"ON CONFLICT(id) DO NOTHING", err);
	sqlite3_stmt *blob = stmt == NULL ? NULL : pantau_store_stmt(store,
			"INSERT INTO chunk_column(id, bytes) "
			"VALUES(?1, zeroblob(?2)) ON CONFLICT(id) DO NOTHING",
			err);

	if (stmt == NULL || blob == NULL) {
		return pantau_store_fail(store, err, "cannot write the columns",
				"tidak dapat menulis kolom");
	}
	sqlite3_bind_int64(stmt, 1, chunk);
	enum pantau_status status = pantau_stmt_done(store, stmt, err);
	*made = status == PANTAU_OK && sqlite3_changes(store->db) > 0;
	for (int column = *made ? 0 : COLUMN_STORY; status == PANTAU_OK &&
			column < COLUMNS; column++) {
		sqlite3_bind_int64(blob, 1, (sqlite3_int64)chunk * 16 + column);
		sqlite3_bind_int64(blob, 2, (sqlite3_int64)COLUMN_CHUNK *
				pantau_column_width[column]);
		status = pantau_stmt_done(store, blob, err);
	}
	return status;
}

static enum pantau_status load(struct column_writer *writer,
		struct open_chunk *open, uint32_t chunk,
		struct pantau_error *err)
{
	struct store *store = writer->store;
	bool made = false;
	enum pantau_status status = make_chunk(store, chunk, &made, err);

	for (size_t column = 0; status == PANTAU_OK && column < COLUMNS;
			column++) {
		size_t width = pantau_column_width[column];
		sqlite3_blob *blob;
		open->values[column] = calloc(COLUMN_CHUNK, width);
		if (open->values[column] == NULL) {
			status = pantau_fail_memory(err);
		} else if (!made) {
			status = blob_open(store, chunk, column, 0, &blob, err);
			if (status == PANTAU_OK && sqlite3_blob_read(blob,
					open->values[column],
					(int)(COLUMN_CHUNK * width), 0) !=
					SQLITE_OK) {
				status = pantau_store_fail(store, err,
						"cannot read a column",
						"tidak dapat membaca kolom");
			}
			sqlite3_blob_close(blob);
		}
	}
	open->used = status == PANTAU_OK;
	open->chunk = chunk;
	if (status != PANTAU_OK) {
		drop(open);
	}
	return status;
}

/* Least and greatest time of the chunk's live, dated rows. */
static enum pantau_status write_zone(struct store *store,
		const struct open_chunk *open, struct pantau_error *err)
{
	const uint32_t *time = open->values[COLUMN_TIME];
	const uint8_t *flags = open->values[COLUMN_FLAGS];
	uint32_t least = UINT32_MAX, greatest = 0;
	sqlite3_stmt *stmt = pantau_store_stmt(store, "UPDATE chunk "
			"SET least = ?2, greatest = ?3 WHERE id = ?1", err);

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot write the columns",
				"tidak dapat menulis kolom");
	}
	for (size_t i = 0; i < COLUMN_CHUNK; i++) {
		if ((flags[i] & ROW_LIVE) != 0 && time[i] != 0) {
			least = time[i] < least ? time[i] : least;
			greatest = time[i] > greatest ? time[i] : greatest;
		}
	}
	sqlite3_bind_int64(stmt, 1, open->chunk);
	sqlite3_bind_int64(stmt, 2, greatest != 0 ? least : 0);
	sqlite3_bind_int64(stmt, 3, greatest);
	return pantau_stmt_done(store, stmt, err);
}

/* The runs of dirty blocks of one column. */
static int write_runs(sqlite3_blob *blob, const char *values, size_t width,
		uint64_t dirty)
{
	int code = SQLITE_OK;

	for (unsigned at = 0; code == SQLITE_OK && at < 64; at++) {
		unsigned end = at;
		while (end < 64 && (dirty >> end & 1) != 0) {
			end++;
		}
		if (end > at) {
			size_t offset = at * COLUMN_BLOCK * width;
			code = sqlite3_blob_write(blob, values + offset,
					(int)((end - at) * COLUMN_BLOCK * width),
					(int)offset);
			at = end;
		}
	}
	return code;
}

static enum pantau_status flush_column(struct column_writer *writer,
		struct open_chunk *open, size_t column, struct pantau_error *err)
{
	sqlite3_blob *blob;
	enum pantau_status status = blob_open(writer->store, open->chunk,
			column, 1, &blob, err);

	if (status != PANTAU_OK) {
		return status;
	}
	int code = write_runs(blob, open->values[column],
			pantau_column_width[column], open->dirty[column]);
	int closed = sqlite3_blob_close(blob);
	code = code != SQLITE_OK ? code : closed;
	if (code != SQLITE_OK) {
		return pantau_sqlite_fail(code, err, "cannot write a column",
				"tidak dapat menulis kolom");
	}
	return PANTAU_OK;
}

static bool is_dirty(const struct open_chunk *open)
{
	uint64_t any = 0;

	for (size_t column = 0; column < COLUMNS; column++) {
		any |= open->dirty[column];
	}
	return any != 0;
}

static enum pantau_status flush(struct column_writer *writer,
		struct open_chunk *open, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (!open->used) {
		return PANTAU_OK;
	}
	bool zoned = (open->dirty[COLUMN_TIME] | open->dirty[COLUMN_FLAGS]) != 0;
	for (size_t column = 0; status == PANTAU_OK && column < COLUMNS;
			column++) {
		status = open->dirty[column] == 0 ? PANTAU_OK
				: flush_column(writer, open, column, err);
	}
	if (status == PANTAU_OK && zoned) {
		status = write_zone(writer->store, open, err);
	}
	if (status == PANTAU_OK) {
		memset(open->dirty, 0, sizeof(open->dirty));
	}
	return status;
}

/* A failure to read is told: it may have ended the transaction, and what is
 * written after that would stand alone. */
static enum pantau_status count_rewrite(struct column_writer *writer,
		struct pantau_error *err)
{
	int64_t rewrites;
	enum pantau_status status = pantau_meta_int(writer->store, "rewrites",
			&rewrites, err);

	if (status == PANTAU_OK) {
		status = pantau_meta_set_int(writer->store, "rewrites",
				(int64_t)((uint64_t)rewrites + 1), err);
	}
	writer->rewrote = false;
	return status;
}

/* New rows leave a chunk behind for good: one that nothing changed since the
 * last flush is let go. */
enum pantau_status pantau_column_writer_flush(struct column_writer *writer,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	for (size_t i = 0; status == PANTAU_OK && i < OPEN_CHUNKS; i++) {
		struct open_chunk *open = &writer->open[i];
		if (!is_dirty(open)) {
			drop(open);
		}
		status = flush(writer, open, err);
	}
	return status == PANTAU_OK && writer->rewrote
			? count_rewrite(writer, err) : status;
}

static enum pantau_status find(struct column_writer *writer, uint32_t chunk,
		struct open_chunk **out, struct pantau_error *err)
{
	struct open_chunk *unused = NULL;

	for (size_t i = 0; i < OPEN_CHUNKS; i++) {
		struct open_chunk *open = &writer->open[i];
		if (open->used && open->chunk == chunk) {
			*out = open;
			return PANTAU_OK;
		}
		unused = open->used ? unused : open;
	}
	enum pantau_status status = PANTAU_OK;
	if (unused == NULL) {
		unused = &writer->open[writer->next];
		writer->next = (writer->next + 1) % OPEN_CHUNKS;
		status = flush(writer, unused, err);
		if (status == PANTAU_OK) {
			drop(unused);
		}
	}
	*out = unused;
	return status == PANTAU_OK ? load(writer, unused, chunk, err) : status;
}

/* Whether it was another one. */
static bool set_value(void *values, size_t width, size_t at, uint32_t value)
{
	uint32_t old;

	switch (width) {
	case 1:
		old = ((uint8_t *)values)[at];
		((uint8_t *)values)[at] = (uint8_t)value;
		return old != (uint8_t)value;
	case 2:
		old = ((uint16_t *)values)[at];
		((uint16_t *)values)[at] = (uint16_t)value;
		return old != (uint16_t)value;
	default:
		old = ((uint32_t *)values)[at];
		((uint32_t *)values)[at] = value;
		return old != value;
	}
}

/* Changes one value of an open chunk. */
static void set(struct open_chunk *open, enum column column, size_t at,
		uint32_t value)
{
	if (set_value(open->values[column], pantau_column_width[column], at,
			value)) {
		open->dirty[column] |= UINT64_C(1) << at / COLUMN_BLOCK;
	}
}

static uint8_t flags_of(const struct open_chunk *open, size_t at)
{
	return ((const uint8_t *)open->values[COLUMN_FLAGS])[at];
}

enum pantau_status pantau_column_writer_put(struct column_writer *writer,
		int64_t id, const struct row_values *row,
		struct pantau_error *err)
{
	size_t at = (size_t)(id % COLUMN_CHUNK);
	struct open_chunk *open;
	enum pantau_status status = find(writer,
			(uint32_t)(id / COLUMN_CHUNK), &open, err);

	if (status != PANTAU_OK) {
		return status;
	}
	uint32_t flags = flags_of(open, at);
	writer->rewrote = writer->rewrote || (flags & ROW_LIVE) != 0;
	for (int column = 0; column < ROW_COLUMNS; column++) {
		set(open, (enum column)column, at, row->value[column] |
				(column == COLUMN_FLAGS ? flags & ROW_CLAIM : 0));
	}
	return PANTAU_OK;
}

enum pantau_status pantau_column_writer_story(struct column_writer *writer,
		int64_t id, uint32_t story, struct pantau_error *err)
{
	struct open_chunk *open;
	enum pantau_status status = find(writer,
			(uint32_t)(id / COLUMN_CHUNK), &open, err);

	if (status == PANTAU_OK) {
		set(open, COLUMN_STORY, (size_t)(id % COLUMN_CHUNK), story);
	}
	return status;
}

enum pantau_status pantau_column_writer_claim(struct column_writer *writer,
		int64_t id, bool claim, struct pantau_error *err)
{
	size_t at = (size_t)(id % COLUMN_CHUNK);
	struct open_chunk *open;
	enum pantau_status status = find(writer,
			(uint32_t)(id / COLUMN_CHUNK), &open, err);

	if (status == PANTAU_OK) {
		uint32_t flags = flags_of(open, at) & ~(uint32_t)ROW_CLAIM;
		set(open, COLUMN_FLAGS, at, flags | (claim ? ROW_CLAIM : 0));
	}
	return status;
}
