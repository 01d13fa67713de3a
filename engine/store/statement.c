/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Statements kept per connection, errors, deadlines and read transactions. */

#include <time.h>

#include "base/error.h"
#include "store/body.h"
#include "store/key_index.h"
#include "store/store_parts.h"

sqlite3 *pantau_store_db(struct store *store)
{
	return store->db;
}

static enum pantau_status status_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_NOMEM:
		return PANTAU_NO_MEMORY;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return PANTAU_BUSY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_ERROR:    /* our SQL is constant: the schema is not ours */
	case SQLITE_SCHEMA:
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
		return PANTAU_DAMAGED;
	case SQLITE_INTERRUPT:
		return PANTAU_INTERRUPTED;
	case SQLITE_TOOBIG:
		return PANTAU_LIMIT;
	default:
		return PANTAU_IO;
	}
}

const char *pantau_sqlite_reason(int code, const struct pantau_error *err)
{
	switch (code & 0xff) {
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return PANTAU_T(err, "the file is damaged", "berkasnya rusak");
	case SQLITE_ERROR:
	case SQLITE_SCHEMA:
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
		return PANTAU_T(err, "its tables are not as they should be",
				"tabelnya tidak sebagaimana mestinya");
	case SQLITE_FULL:
		return PANTAU_T(err, "no space left on device",
				"ruang penyimpanan habis");
	case SQLITE_IOERR:
		return PANTAU_T(err, "input/output error",
				"gangguan baca-tulis pada media");
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return PANTAU_T(err, "it is read-only", "hanya bisa dibaca");
	case SQLITE_CANTOPEN:
		return PANTAU_T(err, "the file cannot be opened",
				"berkasnya tidak dapat dibuka");
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return PANTAU_T(err, "it is in use", "sedang dipakai");
	case SQLITE_TOOBIG:
		return PANTAU_T(err, "a text is too long",
				"ada teks yang terlalu panjang");
	default:
		/* Rare ones come as SQLite has them. */
		return sqlite3_errstr(code);
	}
}

enum pantau_status pantau_sqlite_fail(int code, struct pantau_error *err, const char *what_en,
		const char *what_id)
{
	enum pantau_status status = status_of(code);

	if (status == PANTAU_NO_MEMORY) {
		return pantau_fail_memory(err);
	}
	const char *why = pantau_sqlite_reason(code, err);
	const char *next = status == PANTAU_DAMAGED ? PANTAU_T(err,
			"; run 'pantau verify' and keep your last backup",
			"; jalankan 'pantau verify' dan simpan cadangan terakhir")
			: status == PANTAU_BUSY ? PANTAU_T(err,
			"; another program holds the file, try again",
			"; berkas sedang dipakai program lain, coba lagi") : "";
	return pantau_fail(err, status, "%s: %s%s",
			PANTAU_T(err, what_en, what_id), why, next);
}

enum pantau_status pantau_store_fail(struct store *store,
		struct pantau_error *err, const char *what_en,
		const char *what_id)
{
	int code = sqlite3_extended_errcode(store->db);

	if ((code & 0xff) == SQLITE_INTERRUPT && store->halted != PANTAU_OK) {
		return pantau_store_halt(store, err);
	}
	return pantau_sqlite_fail(code, err, what_en, what_id);
}

static int64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

enum pantau_status pantau_store_due(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_halted(store) ? pantau_store_halt(store, err)
			: PANTAU_OK;
}

bool pantau_store_halted(struct store *store)
{
	if (store->stop != NULL && *store->stop != 0) {
		store->halted = PANTAU_INTERRUPTED;
	} else if (store->deadline != 0 && now_ns() >= store->deadline) {
		store->halted = PANTAU_LIMIT;
	}
	return store->halted != PANTAU_OK;
}

enum pantau_status pantau_store_halt(struct store *store,
		struct pantau_error *err)
{
	if (store->halted == PANTAU_LIMIT) {
		return pantau_fail(err, PANTAU_LIMIT, "%s", PANTAU_T(err,
				"the query took too long; narrow it by date or words",
				"pencarian terlalu lama; persempit tanggal atau "
				"katanya"));
	}
	return store->halted == PANTAU_OK ? PANTAU_OK : pantau_fail(err,
			PANTAU_INTERRUPTED, "%s",
			PANTAU_T(err, "interrupted", "dihentikan"));
}

static int tick(void *context)
{
	return pantau_store_halted(context);
}

void pantau_store_deadline(struct store *store, int64_t ms,
		const volatile int *stop)
{
	store->deadline = ms > 0 ? now_ns() + ms * 1000000 : 0;
	store->stop = stop;
	store->halted = PANTAU_OK;
	if (store->deadline != 0 || stop != NULL) {
		sqlite3_progress_handler(store->db, 2000, tick, store);
	} else {
		sqlite3_progress_handler(store->db, 0, NULL, NULL);
	}
}

sqlite3_stmt *pantau_store_stmt(struct store *store, const char *sql,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = NULL;

	for (size_t i = 0; i < store->statements; i++) {
		if (store->statement[i].sql == sql) {
			return store->statement[i].stmt;
		}
	}
	/* The same text from another file is another pointer. */
	for (size_t i = 0; i < store->statements; i++) {
		if (strcmp(store->statement[i].sql, sql) == 0) {
			return store->statement[i].stmt;
		}
	}
	if (store->statements == STATEMENTS_MAX) {
		pantau_fail(err, PANTAU_LIMIT, "%s", PANTAU_T(err,
				"too many prepared statements",
				"terlalu banyak pernyataan yang disiapkan"));
		return NULL;
	}
	if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
			&stmt, NULL) != SQLITE_OK) {
		pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
		return NULL;
	}
	store->statement[store->statements].sql = sql;
	store->statement[store->statements++].stmt = stmt;
	return stmt;
}

enum pantau_status pantau_stmt_done(struct store *store, sqlite3_stmt *stmt,
		struct pantau_error *err)
{
	int code;

	do {
		code = sqlite3_step(stmt);
	} while (code == SQLITE_ROW);
	enum pantau_status status = code == SQLITE_DONE ? PANTAU_OK
			: pantau_store_fail(store, err,
				"cannot write the database",
				"tidak dapat menulis basis data");
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return status;
}

enum pantau_status pantau_store_run(struct store *store, const char *sql,
		struct pantau_error *err)
{
	return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK
			? PANTAU_OK : pantau_store_fail(store, err,
				"cannot write the database",
				"tidak dapat menulis basis data");
}

void pantau_bind_str(sqlite3_stmt *stmt, int at, struct str s)
{
	/* A NULL pointer would bind NULL where an empty text is meant. */
	sqlite3_bind_text64(stmt, at, s.n != 0 ? s.p : "", s.n, SQLITE_STATIC,
			SQLITE_UTF8);
}

struct str pantau_column_str(sqlite3_stmt *stmt, int at)
{
	const char *p = (const char *)sqlite3_column_text(stmt, at);

	return str_make(p, p != NULL ? (size_t)sqlite3_column_bytes(stmt, at)
			: 0);
}

bool pantau_column_text(sqlite3_stmt *stmt, int at, struct str *out)
{
	/* The type first: a conversion that fails leaves NULL behind. */
	bool is_null = sqlite3_column_type(stmt, at) == SQLITE_NULL;

	*out = pantau_column_str(stmt, at);
	return is_null || out->p != NULL;
}

enum pantau_status pantau_store_begin_read(struct store *store,
		struct pantau_error *err)
{
	if (store->readers == 0) {
		/* Inside the writer's transaction there is nothing to begin. */
		store->began = sqlite3_get_autocommit(store->db) != 0;
		if (store->began && sqlite3_exec(store->db, "BEGIN", NULL,
				NULL, NULL) != SQLITE_OK) {
			store->began = false;
			return pantau_store_fail(store, err,
					"cannot read the database",
					"tidak dapat membaca basis data");
		}
		/* The first read takes the snapshot. */
		pantau_columns_refresh(store);
	}
	store->readers++;
	return PANTAU_OK;
}

void pantau_store_end_read(struct store *store)
{
	if (store->readers == 0 || --store->readers > 0) {
		return;
	}
	pantau_reader_rest(store);
	if (store->began) {
		store->began = false;
		if (sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL) !=
				SQLITE_OK) {
			sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
		}
	}
}

void pantau_store_rolled_back(struct store *store)
{
	/* Names, keys, a dictionary and the proof of the key file may have gone
	 * with the transaction. */
	pantau_names_finish(store);
	store->key_loaded = false;
	pantau_columns_forget(store);
	pantau_key_index_roll_back(store);
	pantau_body_forget(store);
	/* Neither the data version nor the count of changes tells of it. */
	pantau_reader_drop(store);
	pantau_match_memory_drop(store);
	store->fts_stale = true;
}
