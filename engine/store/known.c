/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Keys to stored contents: first keys to row ids in the order of the leaves,
 * then ids to contents in the order of the rows. Each page is read once where
 * one look-up after the other would read it for most keys anew.
 */

#include "store/known.h"

#include <stdlib.h>

#include "base/radix.h"
#include "store/key_index.h"
#include "store/store_parts.h"

/* Rows to pass over before a seek is cheaper, where that has been so. */
#define STEPS 16

/* A walk over rows in order; at: whether a row is at hand. */
struct walk {
	sqlite3_stmt *stmt;
	bool at, ended;
	unsigned steps, most; /* rows passed over for a key; before a seek */
	int code;
};

static void step(struct walk *walk)
{
	walk->code = sqlite3_step(walk->stmt);
	walk->at = walk->code == SQLITE_ROW;
	walk->ended = !walk->at;
}

/* Goes behind the row at hand, or gives it up for a seek. */
static void pass(struct walk *walk)
{
	if (walk->steps++ < walk->most) {
		step(walk);
		return;
	}
	walk->at = false;
	walk->most = walk->most / 2;
}

/* The row for a key, or that behind its place, was found. */
static void arrive(struct walk *walk)
{
	if (walk->steps <= walk->most && walk->most < STEPS) {
		walk->most++;
	}
	walk->steps = 0;
}

/* Sets id and found: the one row whose key begins so, which find_contents
 * looks at, or of several the one that has the key. */
static enum pantau_status find_ids(struct store *store, struct known_key *key,
		size_t n, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	struct key_leaf leaf;

	pantau_key_leaf_init(&leaf);
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		size_t rows;
		struct stored_doc stored;
		unsigned char none[16] = {0};
		int64_t id[2] = {0, 0};
		status = pantau_key_index_rows(store, &leaf, key[i].key, id, 2,
				&rows, err);
		if (status == PANTAU_OK && rows > 1) {
			status = pantau_key_index_find(store, key[i].key,
					none, &stored, err);
			id[0] = stored.id;
		}
		key[i].id = id[0];
		key[i].found = id[0] != 0;
	}
	pantau_key_leaf_finish(&leaf);
	return status;
}

static bool find_contents(struct store *store, struct known_key *key,
		const struct radix_item *item, size_t n, struct pantau_error *err)
{
	struct walk walk = {.stmt = pantau_store_stmt(store, "SELECT id, "
			"content, key FROM doc WHERE id >= ?1 ORDER BY id", err), .most = STEPS};
	size_t i = 0;

	if (walk.stmt == NULL) {
		return false;
	}
	while (i < n && !walk.ended) {
		struct known_key *wanted = &key[item[i].value];
		if (!walk.at) {
			sqlite3_reset(walk.stmt);
			sqlite3_bind_int64(walk.stmt, 1, wanted->id);
			step(&walk);
			continue;
		}
		int64_t id = sqlite3_column_int64(walk.stmt, 0);
		if (id < wanted->id) {
			pass(&walk);
			continue;
		}
		const void *content = sqlite3_column_blob(walk.stmt, 1);
		const void *stored = sqlite3_column_blob(walk.stmt, 2);
		wanted->found = id == wanted->id && stored != NULL &&
				sqlite3_column_bytes(walk.stmt, 2) == KEY_BYTES &&
				memcmp(stored, wanted->key, KEY_BYTES) == 0;
		if (wanted->found && content != NULL && sqlite3_column_bytes(
				walk.stmt, 1) == CONTENT_BYTES) {
			memcpy(wanted->content, content, CONTENT_BYTES);
		}
		i++;
		arrive(&walk);
	}
	sqlite3_reset(walk.stmt);
	while (i < n) {
		key[item[i++].value].found = false;
	}
	return !walk.ended || walk.code == SQLITE_DONE;
}

bool pantau_known_same(const struct known_key *key,
		const unsigned char content[16])
{
	return key->found && memcmp(key->content, content, CONTENT_BYTES) == 0;
}

enum pantau_status pantau_store_known_keys(struct store *store,
		struct known_key *key, size_t n, struct pantau_error *err)
{
	struct radix_item *item = calloc(n + 1, 2 * sizeof(*item));
	size_t found = 0;

	if (item == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < n; i++) {
		key[i].found = false;
		memset(key[i].content, 0, sizeof(key[i].content));
	}
	enum pantau_status status = find_ids(store, key, n, err);
	for (size_t i = 0; i < n; i++) {
		if (key[i].found) {
			item[found++] = (struct radix_item){
				(uint64_t)key[i].id, i,
			};
		}
	}
	pantau_radix_sort(item, item + found, found);
	if (status == PANTAU_OK && !find_contents(store, key, item, found, err)) {
		status = pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	}
	free(item);
	return status;
}
