/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The keys that wait in memory and in key_tail, and finding one. */

#include <stdlib.h>

#include "base/error.h"
#include "store/key_index_parts.h"

static enum pantau_status unreadable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot read the database",
			"tidak dapat membaca basis data");
}

void pantau_key_index_roll_back(struct store *store)
{
	struct key_index *index = store->key_index;

	for (size_t i = 0; index != NULL && i < KEY_SLICES; i++) {
		free(index->slice[i].slot);
		index->slice[i] = (struct key_slice){0};
	}
	if (index != NULL) {
		index->fresh_n = 0;
		index->total = 0;
		index->loaded = false;
	}
}

void pantau_key_index_forget(struct store *store)
{
	/* A line of the audit, say, changes the file beside a writer, whose own
	 * transaction holds what is not there yet. */
	if (store->key_index != NULL && store->key_index->fresh_n == 0) {
		pantau_key_index_roll_back(store);
	}
}

void pantau_key_index_finish(struct store *store)
{
	pantau_key_index_roll_back(store);
	if (store->key_index != NULL) {
		free(store->key_index->fresh);
		free(store->key_index);
		store->key_index = NULL;
	}
}

/* --- memory: open addressing, a table for each slice --- */

static void place(struct key_slice *slice, struct key_entry entry)
{
	uint32_t mask = slice->room - 1;
	/* The upper bits chose the slice. */
	uint32_t at = (uint32_t)entry.hash & mask;

	while (slice->slot[at].id != 0) {
		at = (at + 1) & mask;
	}
	slice->slot[at] = entry;
}

static bool grow(struct key_slice *slice)
{
	struct key_slice grown = {
		.room = slice->room != 0 ? 2 * slice->room : 64,
		.n = slice->n,
	};

	grown.slot = calloc(grown.room, sizeof(*grown.slot));
	if (grown.slot == NULL) {
		return false;
	}
	for (uint32_t i = 0; i < slice->room; i++) {
		if (slice->slot[i].id != 0) {
			place(&grown, slice->slot[i]);
		}
	}
	free(slice->slot);
	*slice = grown;
	return true;
}

bool pantau_key_keep(struct key_index *index, struct key_entry entry)
{
	struct key_slice *slice = &index->slice[KEY_SLICE(entry.hash)];

	if (slice->n >= slice->room / 4 * 3 && !grow(slice)) {
		return false;
	}
	place(slice, entry);
	slice->n++;
	index->total++;
	return true;
}

/* --- the file --- */

bool pantau_key_waits(uint64_t hash, int64_t from, int64_t turn)
{
	uint64_t first = (uint64_t)from % KEY_SLICES;

	return ((uint64_t)KEY_SLICE(hash) - first) % KEY_SLICES >=
			(uint64_t)turn - (uint64_t)from;
}

/* The entries of a row of key_tail that no leaf has yet. */
static bool take_tail(struct key_index *index, int64_t from, struct str bytes)
{
	for (size_t at = 0; at + KEY_ENTRY <= bytes.n; at += KEY_ENTRY) {
		struct key_entry entry = pantau_key_entry(bytes.p + at);
		if (entry.id != 0 && pantau_key_waits(entry.hash, from,
				index->turn) && !pantau_key_keep(index, entry)) {
			return false;
		}
	}
	return true;
}

static enum pantau_status load(struct store *store, struct key_index *index,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_meta_int(store, "key_turn",
			&index->turn, err);
	sqlite3_stmt *stmt = status != PANTAU_OK ? NULL : pantau_store_stmt(
			store, "SELECT id, bytes FROM key_tail", err);
	int code = SQLITE_DONE;

	if (stmt == NULL) {
		return status != PANTAU_OK ? status : unreadable(store, err);
	}
	while (status == PANTAU_OK && (code = sqlite3_step(stmt)) ==
			SQLITE_ROW) {
		int64_t from = sqlite3_column_int64(stmt, 0);
		const char *p = sqlite3_column_blob(stmt, 1);
		size_t n = (size_t)sqlite3_column_bytes(stmt, 1);
		if ((p == NULL && n != 0) || !take_tail(index, from,
				str_make(p, n))) {
			status = pantau_fail_memory(err);
		}
	}
	if (status == PANTAU_OK && code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	if (status != PANTAU_OK) {
		pantau_key_index_roll_back(store);
	}
	index->loaded = status == PANTAU_OK;
	return status;
}

enum pantau_status pantau_key_index_load(struct store *store,
		struct key_index **out, struct pantau_error *err)
{
	if (store->key_index == NULL) {
		store->key_index = calloc(1, sizeof(*store->key_index));
	}
	*out = store->key_index;
	if (store->key_index == NULL) {
		return pantau_fail_memory(err);
	}
	return store->key_index->loaded ? PANTAU_OK
			: load(store, store->key_index, err);
}

/* --- finding --- */

/* Row ids of one hash, from memory and from its leaf. */
struct found {
	int64_t *id;
	size_t n, room;
};

static void note(struct found *found, uint32_t id)
{
	if (found->n < found->room) {
		found->id[found->n++] = id;
	}
}

static void find_waiting(const struct key_index *index, uint64_t hash,
		struct found *found)
{
	const struct key_slice *slice = &index->slice[KEY_SLICE(hash)];
	uint32_t mask = slice->room - 1;

	for (uint32_t at = (uint32_t)hash & mask; slice->room != 0 &&
			slice->slot[at].id != 0; at = (at + 1) & mask) {
		if (slice->slot[at].hash == hash) {
			note(found, slice->slot[at].id);
		}
	}
}

static void find_in(struct str leaf, uint64_t hash, struct found *found)
{
	size_t n = leaf.n / KEY_ENTRY, low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (pantau_key_entry(leaf.p + middle * KEY_ENTRY).hash < hash) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	for (; low < n; low++) {
		struct key_entry entry = pantau_key_entry(leaf.p +
				low * KEY_ENTRY);
		if (entry.hash != hash) {
			return;
		}
		note(found, entry.id);
	}
}

/* One leaf without a copy of it. */
static enum pantau_status find_stored(struct store *store, uint64_t hash,
		struct found *found, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT bytes "
			"FROM key_leaf WHERE id <= ?1 ORDER BY id DESC LIMIT 1",
			err);

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, (sqlite3_int64)(hash >> 1));
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		const char *p = sqlite3_column_blob(stmt, 0);
		find_in(str_make(p, p != NULL ? (size_t)sqlite3_column_bytes(
				stmt, 0) : 0), hash, found);
	}
	enum pantau_status status = code == SQLITE_ROW || code == SQLITE_DONE
			? PANTAU_OK : unreadable(store, err);
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_key_index_rows(struct store *store,
		struct key_leaf *leaf, const unsigned char begin[8], int64_t *id,
		size_t room, size_t *n, struct pantau_error *err)
{
	struct found found = {id, 0, room};
	uint64_t hash = pantau_key_hash(begin);
	struct key_index *index;
	enum pantau_status status = pantau_key_index_load(store, &index, err);

	*n = 0;
	if (status != PANTAU_OK) {
		return status;
	}
	find_waiting(index, hash, &found);
	if (leaf == NULL) {
		status = find_stored(store, hash, &found, err);
	} else if (!leaf->read || (int64_t)(hash >> 1) < leaf->id ||
			hash >> 1 >= leaf->next) {
		status = pantau_key_leaf_read(store, hash, leaf, err);
	}
	if (status == PANTAU_OK && leaf != NULL) {
		find_in(buf_str(&leaf->bytes), hash, &found);
	}
	*n = status == PANTAU_OK ? found.n : 0;
	return status;
}

/* Whether a blob of a statement is that of the caller. */
static bool is_blob(sqlite3_stmt *stmt, int at, const unsigned char *p,
		size_t n)
{
	const void *blob = sqlite3_column_blob(stmt, at);

	return blob != NULL && (size_t)sqlite3_column_bytes(stmt, at) == n &&
			memcmp(blob, p, n) == 0;
}

/* Fills out when the row has this very key. */
static enum pantau_status judge(struct store *store, int64_t id,
		const unsigned char *key, const unsigned char *content,
		struct stored_doc *out, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT key, content, "
			"input, record FROM doc WHERE id = ?1", err);

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW && is_blob(stmt, 0, key, KEY_BYTES)) {
		out->id = id;
		out->same = is_blob(stmt, 1, content, CONTENT_BYTES);
		out->input = sqlite3_column_int64(stmt, 2);
		out->record = sqlite3_column_int64(stmt, 3);
	}
	enum pantau_status status = code == SQLITE_ROW || code == SQLITE_DONE
			? PANTAU_OK : unreadable(store, err);
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_key_index_find(struct store *store,
		const unsigned char key[16], const unsigned char content[16],
		struct stored_doc *out, struct pantau_error *err)
{
	int64_t id[KEY_ALIKE];
	struct found found = {id, 0, KEY_ALIKE};
	uint64_t hash = pantau_key_hash(key);
	struct key_index *index;
	enum pantau_status status = pantau_key_index_load(store, &index, err);

	*out = (struct stored_doc){0};
	if (status == PANTAU_OK) {
		find_waiting(index, hash, &found);
		status = find_stored(store, hash, &found, err);
	}
	for (size_t i = 0; status == PANTAU_OK && out->id == 0 && i < found.n;
			i++) {
		status = judge(store, id[i], key, content, out, err);
	}
	return status;
}
