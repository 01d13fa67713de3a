/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Keys of new rows into key_tail and, slice by slice, into the leaves. */

#include <stdlib.h>

#include "base/error.h"
#include "store/key_index_parts.h"

/* A leaf of a page of 8192 bytes stays within it. */
#define LEAF_MAX ((size_t)672)
#define LEAF_FILL ((size_t)588) /* of those that a split makes */

static enum pantau_status unwritable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot write the database",
			"tidak dapat menulis basis data");
}

enum pantau_status pantau_key_index_add(struct store *store,
		const unsigned char key[16], int64_t id, struct pantau_error *err)
{
	struct key_index *index;
	struct key_entry entry = {pantau_key_hash(key), (uint32_t)id};
	enum pantau_status status = pantau_key_index_load(store, &index, err);

	if (status == PANTAU_OK && (id < 1 || id > (int64_t)UINT32_MAX)) {
		return pantau_fail(err, PANTAU_LIMIT, "%s", PANTAU_T(err,
				"the database is full: it has given all row ids",
				"basis data penuh: semua nomor baris sudah terpakai"));
	}
	if (status == PANTAU_OK && index->fresh_n == index->fresh_room) {
		size_t room = index->fresh_room != 0 ? 2 * index->fresh_room
				: 1024;
		struct key_entry *grown = realloc(index->fresh,
				room * sizeof(*grown));
		if (grown == NULL) {
			return pantau_fail_memory(err);
		}
		index->fresh = grown;
		index->fresh_room = room;
	}
	if (status == PANTAU_OK && !pantau_key_keep(index, entry)) {
		status = pantau_fail_memory(err);
	}
	if (status == PANTAU_OK) {
		index->fresh[index->fresh_n++] = entry;
	}
	return status;
}

static int in_order(const void *a, const void *b)
{
	const struct key_entry *x = a, *y = b;

	return x->hash != y->hash ? (x->hash > y->hash) - (x->hash < y->hash)
			: (x->id > y->id) - (x->id < y->id);
}

static void append(struct buf *out, struct key_entry entry)
{
	char bytes[KEY_ENTRY];

	for (int i = 0; i < 8; i++) {
		bytes[i] = (char)(entry.hash >> (56 - 8 * i) & 0xff);
	}
	for (int i = 0; i < 4; i++) {
		bytes[8 + i] = (char)(entry.id >> (24 - 8 * i) & 0xff);
	}
	pantau_buf_str(out, str_make(bytes, sizeof(bytes)));
}

/* --- leaves --- */

void pantau_key_leaf_init(struct key_leaf *leaf)
{
	*leaf = (struct key_leaf){0};
	pantau_buf_init(&leaf->bytes);
}

void pantau_key_leaf_finish(struct key_leaf *leaf)
{
	pantau_buf_finish(&leaf->bytes);
}

enum pantau_status pantau_key_leaf_read(struct store *store, uint64_t hash,
		struct key_leaf *leaf, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT id, bytes "
			"FROM key_leaf WHERE id <= ?1 ORDER BY id DESC LIMIT 1",
			err);
	sqlite3_stmt *next = stmt == NULL ? NULL : pantau_store_stmt(store,
			"SELECT id FROM key_leaf WHERE id > ?1 ORDER BY id LIMIT 1",
			err);

	leaf->id = 0;
	leaf->next = KEY_LEAF_LAST;
	leaf->stored = leaf->read = false;
	pantau_buf_clear(&leaf->bytes);
	if (next == NULL) {
		return unwritable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, (sqlite3_int64)(hash >> 1));
	sqlite3_bind_int64(next, 1, (sqlite3_int64)(hash >> 1));
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		const char *p = sqlite3_column_blob(stmt, 1);
		size_t n = (size_t)sqlite3_column_bytes(stmt, 1);
		leaf->id = sqlite3_column_int64(stmt, 0);
		leaf->stored = true;
		pantau_buf_str(&leaf->bytes, str_make(p, p != NULL ? n -
				n % KEY_ENTRY : 0));
		code = p == NULL && n != 0 ? SQLITE_NOMEM : code;
	}
	if (code == SQLITE_ROW || code == SQLITE_DONE) {
		code = sqlite3_step(next);
		leaf->next = code == SQLITE_ROW ? (uint64_t)
				sqlite3_column_int64(next, 0) : KEY_LEAF_LAST;
	}
	enum pantau_status status = leaf->bytes.failed || code == SQLITE_NOMEM
			? pantau_fail_memory(err)
			: code == SQLITE_ROW || code == SQLITE_DONE ? PANTAU_OK
			: unwritable(store, err);
	leaf->read = status == PANTAU_OK;
	sqlite3_reset(stmt);
	sqlite3_reset(next);
	return status;
}

/* Both are sorted; how many of the entries belong into the leaf. */
static size_t merge(const struct key_leaf *leaf, const struct key_entry *entry,
		size_t n, struct buf *merged)
{
	size_t taken = 0, at = 0;

	pantau_buf_clear(merged);
	while (taken < n && entry[taken].hash >> 1 < leaf->next) {
		size_t from = at;
		while (at < leaf->bytes.n) {
			struct key_entry old = pantau_key_entry(
					leaf->bytes.p + at);
			if (in_order(&old, &entry[taken]) > 0) {
				break;
			}
			at += KEY_ENTRY;
		}
		if (at > from) {
			pantau_buf_str(merged, str_make(leaf->bytes.p + from,
					at - from));
		}
		append(merged, entry[taken++]);
	}
	if (at < leaf->bytes.n) {
		pantau_buf_str(merged, str_make(leaf->bytes.p + at,
				leaf->bytes.n - at));
	}
	return taken;
}

static enum pantau_status put_row(struct store *store, bool stored, int64_t id,
		struct str bytes, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, stored
			? "UPDATE key_leaf SET bytes = ?2 WHERE id = ?1"
			: "INSERT INTO key_leaf(id, bytes) VALUES(?1, ?2)", err);

	if (stmt == NULL) {
		return unwritable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_bind_blob64(stmt, 2, bytes.p, bytes.n, SQLITE_STATIC);
	return pantau_stmt_done(store, stmt, err);
}

/* The leaf as merged; what does not fit goes into new ones behind it. Entries
 * that the number of a row cannot tell apart stay together. */
static enum pantau_status write_leaf(struct store *store,
		const struct key_leaf *leaf, const struct buf *merged,
		struct pantau_error *err)
{
	size_t n = merged->n / KEY_ENTRY;
	size_t leaves = n <= LEAF_MAX ? 1 : (n + LEAF_FILL - 1) / LEAF_FILL;
	enum pantau_status status = merged->failed ? pantau_fail_memory(err)
			: PANTAU_OK;
	int64_t id = leaf->id;
	size_t begin = 0;

	for (size_t i = 1; status == PANTAU_OK && begin < n; i++) {
		size_t end = i < leaves ? n * i / leaves : n;
		end = end > begin ? end : begin + 1;
		int64_t next = 0;
		while (end < n) {
			next = (int64_t)(pantau_key_entry(merged->p +
					end * KEY_ENTRY).hash >> 1);
			if (next != (int64_t)(pantau_key_entry(merged->p +
					(end - 1) * KEY_ENTRY).hash >> 1)) {
				break;
			}
			end++;
		}
		status = put_row(store, begin == 0 && leaf->stored, id,
				str_make(merged->p + begin * KEY_ENTRY,
				(end - begin) * KEY_ENTRY), err);
		id = next;
		begin = end;
	}
	return status;
}

static enum pantau_status carry_sorted(struct store *store,
		const struct key_entry *entry, size_t n,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	struct key_leaf leaf;
	struct buf merged;

	pantau_key_leaf_init(&leaf);
	pantau_buf_init(&merged);
	for (size_t at = 0; status == PANTAU_OK && at < n;) {
		status = pantau_key_leaf_read(store, entry[at].hash, &leaf, err);
		if (status == PANTAU_OK) {
			at += merge(&leaf, entry + at, n - at, &merged);
			status = write_leaf(store, &leaf, &merged, err);
		}
	}
	pantau_key_leaf_finish(&leaf);
	pantau_buf_finish(&merged);
	return status;
}

/* The slice whose turn it is into its leaves. */
static enum pantau_status carry(struct store *store, struct key_index *index,
		struct pantau_error *err)
{
	struct key_slice *slice = &index->slice[(uint64_t)index->turn %
			KEY_SLICES];
	enum pantau_status status = PANTAU_OK;
	size_t n = 0;

	for (uint32_t i = 0; i < slice->room; i++) {
		if (slice->slot[i].id != 0) {
			slice->slot[n++] = slice->slot[i];
		}
	}
	if (n != 0) {
		qsort(slice->slot, n, sizeof(*slice->slot), in_order);
		status = carry_sorted(store, slice->slot, n, err);
	}
	free(slice->slot);
	*slice = (struct key_slice){0};
	index->total -= n;
	index->turn++;
	return status;
}

/* --- the flush --- */

static enum pantau_status put_tail(struct store *store, struct key_index *index,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"INSERT INTO key_tail(id, bytes) VALUES(?1, ?2)", err);
	struct buf bytes;

	if (stmt == NULL) {
		return unwritable(store, err);
	}
	pantau_buf_init(&bytes);
	for (size_t i = 0; i < index->fresh_n; i++) {
		append(&bytes, index->fresh[i]);
	}
	enum pantau_status status = PANTAU_OK;
	if (bytes.failed) {
		status = pantau_fail_memory(err);
	} else {
		sqlite3_bind_int64(stmt, 1, index->turn);
		sqlite3_bind_blob64(stmt, 2, bytes.p, bytes.n, SQLITE_STATIC);
		status = pantau_stmt_done(store, stmt, err);
	}
	pantau_buf_finish(&bytes);
	return status;
}

static enum pantau_status drop_tail(struct store *store, struct key_index *index,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"DELETE FROM key_tail WHERE id <= ?1", err);

	if (stmt == NULL) {
		return unwritable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, index->total == 0 ? index->turn
			: index->turn - KEY_SLICES);
	enum pantau_status status = pantau_stmt_done(store, stmt, err);
	return status != PANTAU_OK ? status : pantau_meta_set_int(store,
			"key_turn", index->turn, err);
}

enum pantau_status pantau_key_index_flush(struct store *store, size_t keep,
		struct pantau_error *err)
{
	struct key_index *index = store->key_index;
	enum pantau_status status = PANTAU_OK;

	if (index == NULL || (index->fresh_n == 0 && index->total <= keep)) {
		return PANTAU_OK;
	}
	/* More than may wait need not be written twice. */
	bool all = index->fresh_n > keep;
	if (!all && index->fresh_n != 0) {
		status = put_tail(store, index, err);
	}
	for (int i = 0; status == PANTAU_OK && i < KEY_SLICES && (i == 0 ||
			all || index->total > keep); i++) {
		status = carry(store, index, err);
	}
	if (status == PANTAU_OK) {
		status = drop_tail(store, index, err);
	}
	index->fresh_n = 0;
	return status;
}

enum pantau_status pantau_key_index_remake(struct store *store,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = NULL;
	int code = SQLITE_OK;

	pantau_key_index_roll_back(store);
	enum pantau_status status = pantau_store_run(store, "DELETE FROM key_leaf; "
			"DELETE FROM key_tail", err);
	if (status == PANTAU_OK) {
		status = pantau_meta_set_int(store, "key_turn", 0, err);
	}
	if (status == PANTAU_OK) {
		code = sqlite3_prepare_v2(store->db, "SELECT id, key FROM doc "
				"ORDER BY id", -1, &stmt, NULL);
	}
	while (status == PANTAU_OK && code == SQLITE_OK && sqlite3_step(stmt) ==
			SQLITE_ROW) {
		const unsigned char *key = sqlite3_column_blob(stmt, 1);
		if (key == NULL || sqlite3_column_bytes(stmt, 1) != KEY_BYTES) {
			continue; /* verify tells of it */
		}
		status = pantau_key_index_add(store, key, sqlite3_column_int64(stmt,
				0), err);
		if (status == PANTAU_OK && store->key_index->fresh_n >=
				KEYS_KEPT_BULK) {
			status = pantau_key_index_flush(store, 0, err);
		}
	}
	if (sqlite3_finalize(stmt) != SQLITE_OK && status == PANTAU_OK) {
		status = unwritable(store, err);
	}
	return status == PANTAU_OK ? pantau_key_index_flush(store, 0, err) : status;
}
