/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_KEY_INDEX_H
#define PANTAU_STORE_KEY_INDEX_H

/*
 * From the key of a document to its row.
 *
 * Keys are hashes, so a b-tree over them takes every new document to another
 * page: a commit of 1,000 documents rewrote 1,000 pages. Here a commit appends
 * its keys as one row of key_tail, and carries a 64th of the range of keys (a
 * slice) over into the leaves of the table key_leaf; the slices take turns, and
 * a row of key_tail goes once every slice had its turn. So a commit writes a few
 * pages, whatever the size of the archive, and all of it is in the rows'
 * transaction.
 *
 * A leaf holds entries of 12 bytes, ascending: the first 8 bytes of the key and
 * the row id, most significant byte first. A row of key_leaf is numbered by the
 * least that it may hold, shifted right by one; a row of key_tail by the turn.
 * The whole key stands in the row of doc, which decides.
 */

#include "store/store.h"

/* What is stored under a key; id 0 for nothing. */
struct stored_doc {
	int64_t id, input, record;
	bool same; /* the contents are equal */
};
enum pantau_status pantau_key_index_find(struct store *store,
		const unsigned char key[16], const unsigned char content[16],
		struct stored_doc *out, struct pantau_error *err);

/* A leaf at hand: keys in ascending order read each leaf once. */
#define KEY_LEAF_LAST UINT64_MAX /* greater than any number of a leaf */
struct key_leaf {
	bool read, stored;
	int64_t id;
	uint64_t next;     /* the number of the leaf behind, or KEY_LEAF_LAST */
	struct buf bytes;
};
void pantau_key_leaf_init(struct key_leaf *leaf);
void pantau_key_leaf_finish(struct key_leaf *leaf);

/* The rows whose keys begin with these 8 bytes, at most room of them. leaf may
 * be NULL: for keys in no order. */
enum pantau_status pantau_key_index_rows(struct store *store,
		struct key_leaf *leaf, const unsigned char begin[8], int64_t *id,
		size_t room, size_t *n, struct pantau_error *err);

/* Notes a new row. It is found from here on, and is in the file with the
 * flush; all inside the transaction. */
enum pantau_status pantau_key_index_add(struct store *store,
		const unsigned char key[16], int64_t id, struct pantau_error *err);
/* Before a commit. keep: entries that may wait in memory and key_tail. */
#define KEYS_KEPT_STEADY ((size_t)65536)
#define KEYS_KEPT_BULK ((size_t)524288)
enum pantau_status pantau_key_index_flush(struct store *store, size_t keep,
		struct pantau_error *err);
/* Drops what is in memory, but for what is not in the file: it may be old. */
void pantau_key_index_forget(struct store *store);
/* Drops all of it. */
void pantau_key_index_roll_back(struct store *store);
void pantau_key_index_finish(struct store *store);

/* Makes all of it anew from the rows, inside a transaction. */
enum pantau_status pantau_key_index_remake(struct store *store,
		struct pantau_error *err);
/* Whether it fits the rows, *fits; for verify. */
enum pantau_status pantau_key_index_check(struct store *store, bool *fits,
		struct pantau_error *err);

#endif
