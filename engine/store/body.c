/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Unpacking texts, and the dictionaries of the file. */

#include <stdlib.h>

#include "base/error.h"
#include "store/body_parts.h"

/* More than any importer takes: what states more is damaged. */
#define TEXT_MAX ((unsigned long long)64 << 20)
#define DICTIONARY_MAX ((size_t)1 << 20)

struct body_unpacker {
	ZSTD_DCtx *context;
};

struct bodies {
	ZSTD_DCtx *context;
	struct {
		bool read;
		ZSTD_DDict *dictionary;
	} kept[BODY_DICTIONARIES];
	bool asked;                     /* for the one that packs */
	struct body_dictionary *packing, *retired;
};

static enum pantau_status damaged(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
			"a text cannot be unpacked; run 'pantau verify' and keep "
			"your last backup",
			"sebuah teks tidak dapat dibuka; jalankan 'pantau verify' "
			"dan simpan cadangan terakhir"));
}

static struct bodies *bodies_of(struct store *store)
{
	if (store->bodies == NULL) {
		store->bodies = calloc(1, sizeof(*store->bodies));
	}
	return store->bodies;
}

void pantau_body_forget(struct store *store)
{
	struct bodies *bodies = store->bodies;

	if (bodies == NULL) {
		return;
	}
	for (size_t i = 0; i < BODY_DICTIONARIES; i++) {
		ZSTD_freeDDict(bodies->kept[i].dictionary);
		bodies->kept[i].dictionary = NULL;
		bodies->kept[i].read = false;
	}
	if (bodies->packing != NULL) {
		/* Threads may be packing with it. */
		bodies->packing->next = bodies->retired;
		bodies->retired = bodies->packing;
		bodies->packing = NULL;
	}
	bodies->asked = false;
}

void pantau_body_finish(struct store *store)
{
	struct bodies *bodies = store->bodies;

	if (bodies == NULL) {
		return;
	}
	pantau_body_forget(store);
	while (bodies->retired != NULL) {
		struct body_dictionary *next = bodies->retired->next;
		pantau_body_dictionary_free(bodies->retired);
		bodies->retired = next;
	}
	ZSTD_freeDCtx(bodies->context);
	free(bodies);
	store->bodies = NULL;
}

/* --- dictionaries --- */

/* Bytes of a dictionary, copied; n 0 for none. */
static enum pantau_status read_dictionary(struct store *store, int number,
		struct buf *out, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT bytes FROM dictionary WHERE id = ?1", err);

	pantau_buf_clear(out);
	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	}
	sqlite3_bind_int(stmt, 1, number);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		const char *p = sqlite3_column_blob(stmt, 0);
		size_t n = (size_t)sqlite3_column_bytes(stmt, 0);
		if (p != NULL && n <= DICTIONARY_MAX) {
			pantau_buf_str(out, str_make(p, n));
		}
	}
	enum pantau_status status = out->failed ? pantau_fail_memory(err)
			: code == SQLITE_ROW || code == SQLITE_DONE ? PANTAU_OK
			: pantau_store_fail(store, err,
				"cannot read the database",
				"tidak dapat membaca basis data");
	sqlite3_reset(stmt);
	return status;
}

/* For unpacking, read once; *out NULL when the file has none of the number. */
static enum pantau_status unpacking(struct store *store, int number,
		const ZSTD_DDict **out, struct pantau_error *err)
{
	struct bodies *bodies = store->bodies;
	enum pantau_status status = PANTAU_OK;
	struct buf bytes;

	*out = NULL;
	if (number >= BODY_DICTIONARIES) {
		return PANTAU_OK;
	}
	if (!bodies->kept[number].read) {
		pantau_buf_init(&bytes);
		status = read_dictionary(store, number, &bytes, err);
		if (status == PANTAU_OK && bytes.n != 0) {
			bodies->kept[number].dictionary = ZSTD_createDDict(
					bytes.p, bytes.n);
		}
		bodies->kept[number].read = status == PANTAU_OK;
		pantau_buf_finish(&bytes);
	}
	*out = bodies->kept[number].dictionary;
	return status;
}

enum pantau_status pantau_body_dictionary(struct store *store,
		const struct body_dictionary **out, struct pantau_error *err)
{
	struct bodies *bodies = bodies_of(store);
	struct buf bytes;

	*out = NULL;
	if (bodies == NULL) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = PANTAU_OK;
	if (!bodies->asked) {
		pantau_buf_init(&bytes);
		status = read_dictionary(store, BODY_PACKING, &bytes, err);
		if (status == PANTAU_OK && bytes.n != 0) {
			bodies->packing = pantau_body_dictionary_make(
					buf_str(&bytes), BODY_PACKING);
			status = bodies->packing != NULL ? PANTAU_OK
					: pantau_fail_memory(err);
		}
		bodies->asked = status == PANTAU_OK;
		pantau_buf_finish(&bytes);
	}
	*out = bodies->packing;
	return status;
}

/* --- unpacking --- */

static enum pantau_status decompress(ZSTD_DCtx *context,
		const ZSTD_DDict *dictionary, struct str frame, struct buf *out,
		struct pantau_error *err)
{
	unsigned long long size = ZSTD_getFrameContentSize(frame.p, frame.n);

	/* The two codes of failure are greater than any size. */
	if (size == 0 || size > TEXT_MAX) {
		return damaged(err);
	}
	if (!pantau_buf_reserve(out, (size_t)size)) {
		return pantau_fail_memory(err);
	}
	size_t n = dictionary != NULL ? ZSTD_decompress_usingDDict(
			context, out->p, (size_t)size, frame.p, frame.n,
			dictionary) : ZSTD_decompressDCtx(context, out->p,
			(size_t)size, frame.p, frame.n);
	if (n != size) {
		return damaged(err);
	}
	out->n = n;
	return PANTAU_OK;
}

/* The dictionary that a packed text needs; NULL for none, or a missing one. */
static enum pantau_status dictionary_of(struct store *store,
		struct str packed, const ZSTD_DDict **out,
		struct pantau_error *err)
{
	int number = packed.n > 0 ? (unsigned char)packed.p[0] : 0;

	*out = NULL;
	if (bodies_of(store) == NULL) {
		return pantau_fail_memory(err);
	}
	return number == 0 ? PANTAU_OK : unpacking(store, number, out, err);
}

static enum pantau_status unpack_with(ZSTD_DCtx *context,
		const ZSTD_DDict *dictionary, struct str packed,
		struct buf *out, struct pantau_error *err)
{
	pantau_buf_clear(out);
	/* Most frames of a missing dictionary would fail, but not all. */
	return packed.n < 2 || (packed.p[0] != 0 && dictionary == NULL)
			? damaged(err) : decompress(context, dictionary,
				str_skip(packed, 1), out, err);
}

static enum pantau_status unpack(struct store *store, struct str packed,
		struct buf *out, struct pantau_error *err)
{
	const ZSTD_DDict *dictionary;
	enum pantau_status status = dictionary_of(store, packed, &dictionary,
			err);

	pantau_buf_clear(out);
	if (status != PANTAU_OK) {
		return status;
	}
	struct bodies *bodies = store->bodies;
	if (bodies->context == NULL) {
		bodies->context = ZSTD_createDCtx();
	}
	return bodies->context == NULL ? pantau_fail_memory(err)
			: unpack_with(bodies->context, dictionary, packed, out,
				err);
}

enum pantau_status pantau_body_take(struct store *store, sqlite3_stmt *stmt,
		int at, struct packed_text *out, struct pantau_error *err)
{
	*out = (struct packed_text){.bytes = STR("")};
	if (sqlite3_column_type(stmt, at) != SQLITE_BLOB) {
		if (!pantau_column_text(stmt, at, &out->bytes)) {
			return pantau_fail_memory(err);
		}
		out->size = out->bytes.n;
		return PANTAU_OK;
	}
	const char *p = sqlite3_column_blob(stmt, at);
	size_t n = (size_t)sqlite3_column_bytes(stmt, at);

	if (p == NULL && n != 0) {
		return pantau_fail_memory(err);
	}
	out->packed = true;
	out->bytes = str_make(p != NULL ? p : "", n);
	unsigned long long size = n > 1 ? ZSTD_getFrameContentSize(p + 1, n - 1)
			: 0;
	out->size = size > TEXT_MAX ? 0 : (size_t)size;
	return dictionary_of(store, out->bytes, &out->dictionary, err);
}

struct body_unpacker *pantau_body_unpacker_create(void)
{
	struct body_unpacker *unpacker = calloc(1, sizeof(*unpacker));

	if (unpacker != NULL) {
		unpacker->context = ZSTD_createDCtx();
	}
	if (unpacker != NULL && unpacker->context == NULL) {
		free(unpacker);
		return NULL;
	}
	return unpacker;
}

void pantau_body_unpacker_destroy(struct body_unpacker *unpacker)
{
	if (unpacker != NULL) {
		ZSTD_freeDCtx(unpacker->context);
		free(unpacker);
	}
}

enum pantau_status pantau_body_unpack(struct body_unpacker *unpacker,
		const struct packed_text *in, struct buf *buf, struct str *out,
		struct pantau_error *err)
{
	*out = in->bytes;
	if (!in->packed) {
		return PANTAU_OK;
	}
	enum pantau_status status = unpack_with(unpacker->context,
			in->dictionary, in->bytes, buf, err);
	*out = status == PANTAU_OK ? buf_str(buf) : STR("");
	return status;
}

enum pantau_status pantau_body_text(struct store *store, sqlite3_stmt *stmt,
		int at, struct buf *buf, struct str *out,
		struct pantau_error *err)
{
	if (sqlite3_column_type(stmt, at) != SQLITE_BLOB) {
		return pantau_column_text(stmt, at, out) ? PANTAU_OK
				: pantau_fail_memory(err);
	}
	const char *p = sqlite3_column_blob(stmt, at);
	size_t n = (size_t)sqlite3_column_bytes(stmt, at);

	*out = str_make("", 0);
	if (p == NULL && n != 0) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = unpack(store, str_make(p, n), buf, err);
	if (status == PANTAU_OK) {
		*out = buf_str(buf);
	}
	return status;
}

enum pantau_status pantau_body_value(struct store *store,
		sqlite3_value *value, struct buf *buf, struct str *out,
		struct pantau_error *err)
{
	int type = sqlite3_value_type(value);
	const char *p = type == SQLITE_BLOB ? sqlite3_value_blob(value)
			: (const char *)sqlite3_value_text(value);
	size_t n = p != NULL ? (size_t)sqlite3_value_bytes(value) : 0;

	*out = str_make(p != NULL ? p : "", n);
	if (p == NULL && type != SQLITE_NULL && type != SQLITE_BLOB) {
		return pantau_fail_memory(err);
	}
	if (type != SQLITE_BLOB) {
		return PANTAU_OK;
	}
	enum pantau_status status = unpack(store, *out, buf, err);
	*out = status == PANTAU_OK ? buf_str(buf) : str_make("", 0);
	return status;
}

static void text(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct store *store = sqlite3_user_data(context);
	struct str out;

	(void)argc;
	enum pantau_status status = pantau_body_value(store, argv[0],
			&store->unpacked, &out, NULL);
	if (status == PANTAU_NO_MEMORY) {
		sqlite3_result_error_nomem(context);
	} else if (status == PANTAU_OK && sqlite3_value_type(argv[0]) !=
			SQLITE_NULL) {
		sqlite3_result_text64(context, out.n != 0 ? out.p : "", out.n,
				SQLITE_TRANSIENT, SQLITE_UTF8);
	}
}

enum pantau_status pantau_body_register(struct store *store, sqlite3 *db,
		struct pantau_error *err)
{
	return sqlite3_create_function_v2(db, "pantau_text", 1, SQLITE_UTF8 |
			SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, store, text, NULL,
			NULL, NULL) == SQLITE_OK ? PANTAU_OK
			: pantau_fail_memory(err);
}
