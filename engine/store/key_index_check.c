/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Do the keys fit the rows? Sums over both sides that do not
 * depend on order are compared: nothing is held in memory.
 */

#include "base/error.h"
#include "store/key_index_parts.h"

struct sums {
	uint64_t n, sum;
	bool sound;
};

static void add(struct sums *sums, struct key_entry entry)
{
	uint64_t mixed = entry.hash ^ entry.id * UINT64_C(0x9e3779b97f4a7c15);

	mixed = (mixed ^ mixed >> 32) * UINT64_C(0xd6e8feb86659fd93);
	sums->sum += mixed ^ mixed >> 32;
	sums->n++;
}

static void add_row(struct sums *sums, sqlite3_stmt *stmt)
{
	const unsigned char *key = sqlite3_column_blob(stmt, 1);

	if (key == NULL || sqlite3_column_bytes(stmt, 1) != KEY_BYTES) {
		return; /* told of on its own */
	}
	add(sums, (struct key_entry){pantau_key_hash(key),
			(uint32_t)sqlite3_column_int64(stmt, 0)});
}

/* A leaf ascends, and reaches neither below its number nor into the next; last
 * is the greatest hash of the leaf before. */
static void add_leaf(struct sums *sums, sqlite3_stmt *stmt, uint64_t *last)
{
	uint64_t least = (uint64_t)sqlite3_column_int64(stmt, 0);
	const char *p = sqlite3_column_blob(stmt, 1);
	size_t n = p != NULL ? (size_t)sqlite3_column_bytes(stmt, 1) : 0;

	sums->sound = sums->sound && n % KEY_ENTRY == 0 &&
			(*last >> 1 < least || least == 0);
	for (size_t at = 0; at + KEY_ENTRY <= n; at += KEY_ENTRY) {
		struct key_entry entry = pantau_key_entry(p + at);
		sums->sound = sums->sound && entry.hash >= *last &&
				entry.hash >> 1 >= least;
		*last = entry.hash;
		add(sums, entry);
	}
}

static void add_tail(struct sums *sums, sqlite3_stmt *stmt, int64_t turn)
{
	int64_t from = sqlite3_column_int64(stmt, 0);
	const char *p = sqlite3_column_blob(stmt, 1);
	size_t n = p != NULL ? (size_t)sqlite3_column_bytes(stmt, 1) : 0;

	sums->sound = sums->sound && n % KEY_ENTRY == 0 && from <= turn;
	for (size_t at = 0; at + KEY_ENTRY <= n; at += KEY_ENTRY) {
		struct key_entry entry = pantau_key_entry(p + at);
		if (pantau_key_waits(entry.hash, from, turn)) {
			add(sums, entry);
		}
	}
}

enum pantau_status pantau_key_index_check(struct store *store, bool *fits,
		struct pantau_error *err)
{
	static const char *const sql[] = {
		"SELECT id, key FROM doc",
		"SELECT id, bytes FROM key_leaf ORDER BY id",
		"SELECT id, bytes FROM key_tail",
	};
	struct sums rows = {.sound = true}, keys = {.sound = true};
	uint64_t last = 0;
	int64_t turn = 0;
	enum pantau_status status = pantau_meta_int(store, "key_turn", &turn,
			err);

	for (int i = 0; status == PANTAU_OK && i < 3; i++) {
		sqlite3_stmt *stmt = NULL;
		int code = sqlite3_prepare_v2(store->db, sql[i], -1, &stmt,
				NULL);
		while (code == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
			if (i == 0) {
				add_row(&rows, stmt);
			} else if (i == 1) {
				add_leaf(&keys, stmt, &last);
			} else {
				add_tail(&keys, stmt, turn);
			}
		}
		int closed = sqlite3_finalize(stmt);
		code = code == SQLITE_OK ? closed : code;
		if (code != SQLITE_OK) {
			status = pantau_store_fail(store, err,
					"cannot verify", "tidak dapat memeriksa");
		}
	}
	*fits = keys.sound && keys.n == rows.n && keys.sum == rows.sum;
	return status;
}
