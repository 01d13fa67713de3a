/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_BODY_H
#define PANTAU_STORE_BODY_H

/*
 * Texts as rows keep them. body.text is the text itself (TEXT) or, where that
 * is shorter, packed (BLOB): a byte, and a zstd frame that states its size. The
 * byte is the number of the row of 'dictionary' that the frame was made with, 0
 * for none: 'zstd -d -D' with both unpacks it too. A dictionary is made once,
 * from the first texts of the first load that has enough of them.
 */

#include "store/store.h"

struct ZSTD_DDict_s;

/* --- packing: any thread, one packer each --- */

struct body_dictionary; /* immutable */
struct body_packer;

struct body_packer *pantau_body_packer_create(void); /* NULL: no memory */
void pantau_body_packer_destroy(struct body_packer *packer);

/* The packed form appended to out, or nothing where it saves too little.
 * dictionary may be NULL. False: no memory. */
bool pantau_body_pack(struct body_packer *packer,
		const struct body_dictionary *dictionary, struct str text,
		struct buf *out);

/* --- the store's side --- */

/* The store's dictionary, NULL for none: lent until close or rollback. */
enum pantau_status pantau_body_dictionary(struct store *store,
		const struct body_dictionary **out, struct pantau_error *err);

/* Makes one of these texts, where there is none and they are enough; inside
 * the writer's transaction. The same texts give the same one. */
enum pantau_status pantau_body_learn(struct store *store,
		const struct str *text, size_t n, struct pantau_error *err);

/* A column of body as a text: lent until the next step of the statement or use
 * of the buffer, whichever is first. PANTAU_DAMAGED: it cannot be unpacked. */
enum pantau_status pantau_body_text(struct store *store, sqlite3_stmt *stmt,
		int at, struct buf *buf, struct str *out,
		struct pantau_error *err);

/* --- unpacking in other threads --- */

/* A column of body on its way to one. */
struct packed_text {
	struct str bytes;  /* lent until the statement's next step: to be copied */
	size_t size;       /* of the text; 0 also for a damaged one */
	bool packed;       /* else bytes is the text */
	const struct ZSTD_DDict_s *dictionary; /* lent until a rollback */
};
/* In the store's thread. What is damaged is told by unpacking. */
enum pantau_status pantau_body_take(struct store *store, sqlite3_stmt *stmt,
		int at, struct packed_text *out, struct pantau_error *err);

/* Any thread, one unpacker each. */
struct body_unpacker;
struct body_unpacker *pantau_body_unpacker_create(void); /* NULL: no memory */
void pantau_body_unpacker_destroy(struct body_unpacker *unpacker);
/* The text: lent until bytes or the buffer are used again. As
 * pantau_body_text. */
enum pantau_status pantau_body_unpack(struct body_unpacker *unpacker,
		const struct packed_text *in, struct buf *buf, struct str *out,
		struct pantau_error *err);

/* pantau_text(x): the text of a column, NULL for what cannot be unpacked. */
enum pantau_status pantau_body_register(struct store *store, sqlite3 *db,
		struct pantau_error *err);
/* The same for a function's argument; PANTAU_OK, PANTAU_DAMAGED, or
 * PANTAU_NO_MEMORY. Lent as above. */
enum pantau_status pantau_body_value(struct store *store,
		sqlite3_value *value, struct buf *buf, struct str *out,
		struct pantau_error *err);

/* Forgets what was read of the file, after a rollback. A dictionary that was
 * lent stays until the end. */
void pantau_body_forget(struct store *store);
/* The same for good: nothing lent is in use. */
void pantau_body_finish(struct store *store);

#endif
