/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Columns as readers see them: chunks loaded from blobs when first asked for,
 * and dropped when another commit is seen. */

#include <stdlib.h>

#include "base/error.h"
#include "base/pages.h"
#include "store/key_index.h"
#include "store/store_parts.h"

const unsigned char pantau_column_width[COLUMNS] = {
	[COLUMN_TIME] = 4, [COLUMN_SOURCE] = 4, [COLUMN_ACCOUNT] = 4,
	[COLUMN_LENGTH] = 2, [COLUMN_REGION] = 2, [COLUMN_KIND] = 1,
	[COLUMN_TONE] = 1, [COLUMN_HOAX] = 1, [COLUMN_LANGUAGE] = 1,
	[COLUMN_FLAGS] = 1, [COLUMN_STORY] = 4,
};

void pantau_columns_forget(struct store *store)
{
	struct column_cache *cache = &store->columns;

	for (size_t column = 0; column < COLUMNS; column++) {
		for (uint32_t i = 0; i < cache->chunks; i++) {
			free(cache->chunk[column][i]);
			cache->chunk[column][i] = NULL;
		}
	}
	for (uint32_t i = 0; i < cache->chunks; i++) {
		free(cache->block[i]);
		cache->block[i] = NULL;
	}
	free(cache->zone);
	cache->zone = NULL;
	cache->zones = 0;
	cache->last = -1;
	store->labels = LABELS_UNKNOWN;
	pantau_story_forest_drop(store);
}

void pantau_columns_finish(struct store *store)
{
	pantau_columns_forget(store);
	for (size_t column = 0; column < COLUMNS; column++) {
		free(store->columns.chunk[column]);
		store->columns.chunk[column] = NULL;
	}
	free(store->columns.block);
	store->columns.block = NULL;
	store->columns.chunks = 0;
}

void pantau_columns_refresh(struct store *store)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "PRAGMA data_version",
			NULL);
	int64_t version = -1;

	if (stmt != NULL) {
		if (sqlite3_step(stmt) == SQLITE_ROW) {
			version = sqlite3_column_int64(stmt, 0);
		}
		sqlite3_reset(stmt);
	}
	if (version < 0 || version != store->columns.version) {
		pantau_columns_forget(store);
		pantau_key_index_forget(store);
		store->columns.version = version;
	}
}

static void refresh_outside(struct store *store)
{
	/* Within a read transaction nothing can have changed. */
	if (store->readers == 0) {
		pantau_columns_refresh(store);
	}
}

enum pantau_status pantau_columns_end(struct store *store, int64_t *last,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	refresh_outside(store);
	if (store->columns.last < 0) {
		int64_t read;
		status = pantau_meta_int(store, "last_id", &read, err);
		if (status == PANTAU_OK) {
			/* No id is greater (pantau_key_index_add); damage may
			 * say so. */
			store->columns.last = read < 0 ? 0
					: read > (int64_t)UINT32_MAX
					? (int64_t)UINT32_MAX : read;
		}
	}
	*last = status == PANTAU_OK ? store->columns.last : 0;
	return status;
}

int64_t pantau_columns_last(struct store *store)
{
	int64_t last;

	pantau_columns_end(store, &last, NULL);
	return last;
}

/* One statement for all chunks: a search asks for each of them. Without memory
 * for it the cache stays empty. */
static void load_zones(struct store *store, int64_t last)
{
	struct column_cache *cache = &store->columns;
	uint32_t n = (uint32_t)(last / COLUMN_CHUNK) + 1;
	struct column_zone *zone = calloc(n, sizeof(*zone));
	sqlite3_stmt *stmt = zone == NULL ? NULL : pantau_store_stmt(store,
			"SELECT id, least, greatest FROM chunk", NULL);
	int code = SQLITE_ERROR;

	while (stmt != NULL && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
		int64_t chunk = sqlite3_column_int64(stmt, 0);
		if (chunk >= 0 && chunk < (int64_t)n) {
			zone[chunk].least = (uint32_t)sqlite3_column_int64(stmt,
					1);
			zone[chunk].greatest = (uint32_t)sqlite3_column_int64(
					stmt, 2);
		}
	}
	sqlite3_reset(stmt);
	if (code != SQLITE_DONE) {
		free(zone);
		return;
	}
	cache->zone = zone;
	cache->zones = n;
}

/* The same for one, where they could not be read at once. */
static struct column_zone read_zone(struct store *store, uint32_t chunk)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT least, greatest FROM chunk WHERE id = ?1", NULL);
	struct column_zone zone = {0, 0};

	if (stmt == NULL) {
		return zone;
	}
	sqlite3_bind_int64(stmt, 1, chunk);
	if (sqlite3_step(stmt) == SQLITE_ROW) {
		zone.least = (uint32_t)sqlite3_column_int64(stmt, 0);
		zone.greatest = (uint32_t)sqlite3_column_int64(stmt, 1);
	}
	sqlite3_reset(stmt);
	return zone;
}

int64_t pantau_columns_rewrites(struct store *store)
{
	int64_t rewrites = 0;

	/* There is no such row before the first of them. */
	return pantau_meta_int(store, "rewrites", &rewrites, NULL) ==
			PANTAU_OK ? rewrites : -1;
}

bool pantau_columns_zone(struct store *store, uint32_t chunk, uint32_t *least,
		uint32_t *greatest)
{
	struct column_cache *cache = &store->columns;
	int64_t last = pantau_columns_last(store);
	struct column_zone zone = {0, 0};

	if (cache->zone == NULL) {
		load_zones(store, last);
	}
	if (cache->zone == NULL) {
		zone = read_zone(store, chunk);
	} else if (chunk < cache->zones) {
		zone = cache->zone[chunk];
	}
	*least = zone.least;
	*greatest = zone.greatest;
	return zone.greatest != 0;
}

static struct column_zone zone_of(const uint32_t *time)
{
	uint32_t below = UINT32_MAX, greatest = 0;

	/* 0 - 1 wraps to the greatest: undated rows need no branch. */
	for (size_t i = 0; i < COLUMN_BLOCK; i++) {
		uint32_t t = time[i] - 1;
		below = t < below ? t : below;
		greatest = time[i] > greatest ? time[i] : greatest;
	}
	return (struct column_zone){greatest != 0 ? below + 1 : 0, greatest};
}

const struct column_zone *pantau_columns_block_zone(struct store *store,
		uint32_t chunk, struct pantau_error *err)
{
	struct column_cache *cache = &store->columns;
	const uint32_t *time = pantau_columns_chunk(store, COLUMN_TIME, chunk,
			err);

	if (time == NULL || cache->block[chunk] != NULL) {
		return time == NULL ? NULL : cache->block[chunk];
	}
	struct column_zone *zone = malloc(COLUMN_BLOCKS * sizeof(*zone));
	if (zone == NULL) {
		pantau_fail_memory(err);
		return NULL;
	}
	for (size_t i = 0; i < COLUMN_BLOCKS; i++) {
		zone[i] = zone_of(time + i * COLUMN_BLOCK);
	}
	cache->block[chunk] = zone;
	return zone;
}

static bool make_room(struct column_cache *cache, uint32_t chunks)
{
	struct column_zone **block = realloc(cache->block,
			chunks * sizeof(*block));

	if (block == NULL) {
		return false;
	}
	cache->block = block;
	for (uint32_t i = cache->chunks; i < chunks; i++) {
		block[i] = NULL;
	}
	for (size_t column = 0; column < COLUMNS; column++) {
		void **grown = realloc(cache->chunk[column],
				chunks * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		cache->chunk[column] = grown;
		for (uint32_t i = cache->chunks; i < chunks; i++) {
			grown[i] = NULL;
		}
	}
	cache->chunks = chunks;
	return true;
}

/* The first count values of a chunk into zeroed memory of a whole one. */
static enum pantau_status read_chunk(struct store *store, enum column column,
		uint32_t chunk, size_t count, void *out,
		struct pantau_error *err)
{
	size_t width = pantau_column_width[column];
	sqlite3_blob *blob = NULL;

	int code = sqlite3_blob_open(store->db, "main", "chunk_column", "bytes",
			(sqlite3_int64)chunk * 16 + (int)column, 0, &blob);
	if (code == SQLITE_OK && (size_t)sqlite3_blob_bytes(blob) !=
			width * COLUMN_CHUNK) {
		code = SQLITE_CORRUPT;
	}
	if (code == SQLITE_OK) {
		code = sqlite3_blob_read(blob, out, (int)(count * width), 0);
	}
	sqlite3_blob_close(blob);
	/* No such blob: an archive of before there were stories. */
	if (code == SQLITE_ERROR && column == COLUMN_STORY) {
		return PANTAU_OK;
	}
	return code == SQLITE_OK ? PANTAU_OK : pantau_sqlite_fail(code,
			err, "cannot read the columns",
			"tidak dapat membaca kolom");
}

const void *pantau_columns_chunk(struct store *store, enum column column,
		uint32_t chunk, struct pantau_error *err)
{
	struct column_cache *cache = &store->columns;
	int64_t last = pantau_columns_last(store);

	if (chunk < cache->chunks && cache->chunk[column][chunk] != NULL) {
		return cache->chunk[column][chunk];
	}
	if ((int64_t)chunk > last / COLUMN_CHUNK) {
		pantau_fail(err, PANTAU_NOT_FOUND, "%s", PANTAU_T(err,
				"no such chunk of rows", "bagian baris itu tidak ada"));
		return NULL;
	}
	if (chunk >= cache->chunks && !make_room(cache,
			(uint32_t)(last / COLUMN_CHUNK) + 1)) {
		pantau_fail_memory(err);
		return NULL;
	}
	size_t count = (int64_t)chunk == last / COLUMN_CHUNK
			? (size_t)(last % COLUMN_CHUNK) + 1 : COLUMN_CHUNK;
	void *values = calloc(COLUMN_CHUNK, pantau_column_width[column]);
	if (values == NULL) {
		pantau_fail_memory(err);
		return NULL;
	}
	pantau_pages_write(values, count * pantau_column_width[column]);
	if (last > 0 && read_chunk(store, column, chunk, count, values, err) !=
			PANTAU_OK) {
		free(values);
		return NULL;
	}
	cache->chunk[column][chunk] = values;
	return values;
}

uint32_t pantau_columns_value(struct store *store, enum column column,
		int64_t id)
{
	if (id <= 0 || id > pantau_columns_last(store)) {
		return 0;
	}
	size_t at = (size_t)(id % COLUMN_CHUNK);
	const void *values = pantau_columns_chunk(store, column,
			(uint32_t)(id / COLUMN_CHUNK), NULL);
	if (values == NULL) {
		return 0;
	}
	switch (pantau_column_width[column]) {
	case 1:
		return ((const uint8_t *)values)[at];
	case 2:
		return ((const uint16_t *)values)[at];
	default:
		return ((const uint32_t *)values)[at];
	}
}
