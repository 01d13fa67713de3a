/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* One connection: opened, guarded against hostile files, and given our
 * functions before the first statement touches the index. */

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/error.h"
#include "store/body.h"
#include "store/store_parts.h"

#define HEADER 100

static enum pantau_status foreign(const char *path, struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_FOREIGN, PANTAU_T(err,
			"'%s' is not a pantau database; it was left as it is",
			"'%s' bukan basis data pantau; berkas tidak disentuh"),
			path);
}

static enum pantau_status damaged(const char *path, struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_DAMAGED, PANTAU_T(err,
			"'%s' is damaged at its beginning; restore a backup",
			"'%s' rusak di bagian awalnya; pulihkan cadangan"), path);
}

static uint32_t big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
			(uint32_t)p[2] << 8 | p[3];
}

static enum pantau_status judge(const char *path, const unsigned char *header,
		int64_t size, struct pantau_error *err)
{
	bool magic = memcmp(header, "SQLite format 3", 16) == 0;
	bool ours = size >= HEADER &&
			big_endian(header + 68) == PANTAU_APPLICATION_ID;

	if (magic && size < HEADER) {
		return damaged(path, err);
	}
	if (!ours) {
		return foreign(path, err);
	}
	if (!magic) {
		return damaged(path, err);
	}
	uint32_t version = big_endian(header + 60);
	if (version > PANTAU_SCHEMA_VERSION) {
		return pantau_fail(err, PANTAU_NEWER, PANTAU_T(err,
				"'%s' was written by a newer pantau (schema %u, "
				"this one knows %d); update pantau",
				"'%s' ditulis oleh pantau yang lebih baru (skema %u, "
				"versi ini mengenal %d); perbarui pantau"), path,
				(unsigned)version, PANTAU_SCHEMA_VERSION);
	}
	return PANTAU_OK;
}

static enum pantau_status check_file(const char *path, off_t *size,
		struct pantau_error *err)
{
	struct stat info;

	*size = 0;
	if (stat(path, &info) != 0) {
		bool missing = errno == ENOENT;
		pantau_fail_errno(err, "cannot open", "tidak dapat membuka",
				path);
		if (missing && err != NULL) {
			err->code = PANTAU_NOT_FOUND;
		}
		return missing ? PANTAU_NOT_FOUND : PANTAU_IO;
	}
	*size = info.st_size;
	return S_ISREG(info.st_mode) ? PANTAU_OK : foreign(path, err);
}

enum pantau_status pantau_header_check(const char *path, bool *empty,
		struct pantau_error *err)
{
	unsigned char header[HEADER] = {0};
	sqlite3_file *file = NULL;
	sqlite3_int64 size = 0;
	sqlite3 *db = NULL;
	off_t bytes;

	*empty = false;
	enum pantau_status status = check_file(path, &bytes, err);
	if (status != PANTAU_OK) {
		return status;
	}
	int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY |
			SQLITE_OPEN_NOMUTEX, NULL);
	if (code == SQLITE_OK) {
		code = sqlite3_file_control(db, "main",
				SQLITE_FCNTL_FILE_POINTER, &file);
	}
	if (code == SQLITE_OK) {
		code = file->pMethods->xFileSize(file, &size);
	}
	if (code == SQLITE_OK && size > 0) {
		code = file->pMethods->xRead(file, header, HEADER, 0);
		/* Short: the rest was zeroed. */
		code = code == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : code;
	}
	if (code == SQLITE_NOMEM) {
		status = pantau_fail_memory(err);
	} else if (code != SQLITE_OK) {
		status = pantau_fail(err, PANTAU_IO, PANTAU_T(err,
				"cannot read '%s': %s", "tidak dapat membaca '%s': %s"),
				path, pantau_sqlite_reason(code, err));
	} else {
		/* SQLite says 0 of a file with one byte. */
		*empty = size == 0 && bytes == 0;
		status = judge(path, header, size, err);
	}
	sqlite3_close(db);
	return status;
}

/* Limits of SQLite's page on hostile files; lengths are our own: a post of
 * 16 MiB packs to several times that. */
static void guard(sqlite3 *db, bool writing)
{
	static const struct {
		int id, value;
	} limit[] = {
		{SQLITE_LIMIT_LENGTH, 256 << 20},
		{SQLITE_LIMIT_SQL_LENGTH, 100000},
		{SQLITE_LIMIT_EXPR_DEPTH, 50},
		{SQLITE_LIMIT_COMPOUND_SELECT, 10},
		{SQLITE_LIMIT_VDBE_OP, 25000},
		{SQLITE_LIMIT_ATTACHED, 0},
		{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
		{SQLITE_LIMIT_TRIGGER_DEPTH, 1},
	};

	for (size_t i = 0; i < sizeof(limit) / sizeof(limit[0]); i++) {
		sqlite3_limit(db, limit[i].id, limit[i].value);
	}
	/* The writer makes the index's segments itself, in tables that are else
	 * FTS5's alone. */
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, !writing, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
}

static fts5_api *fts5_of(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &stmt, NULL) ==
			SQLITE_OK) {
		sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(stmt);
	}
	sqlite3_finalize(stmt);
	return api;
}

enum pantau_status pantau_functions_register(struct store *store, sqlite3 *db,
		struct pantau_error *err)
{
	fts5_api *api = fts5_of(db);

	if (api == NULL && (sqlite3_errcode(db) & 0xff) == SQLITE_NOMEM) {
		return pantau_fail_memory(err);
	}
	if (api == NULL || api->iVersion < 2) {
		return pantau_fail(err, PANTAU_IO, "%s", PANTAU_T(err,
				"this SQLite has no FTS5; install SQLite 3.40 or newer",
				"SQLite ini tanpa FTS5; pasang SQLite 3.40 atau lebih "
				"baru"));
	}
	enum pantau_status status = pantau_tokenizer_register(store, api, err);
	if (status == PANTAU_OK) {
		status = pantau_pack_register(store, db, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_body_register(store, db, err);
	}
	return status == PANTAU_OK ? pantau_rank_register(store, api, err)
			: status;
}

static enum pantau_status set_up(struct store *store, bool creating,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_store_run(store,
			"PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON;"
			"PRAGMA temp_store=MEMORY; PRAGMA synchronous=FULL;", err);

	if (status == PANTAU_OK && creating) {
		return pantau_store_run(store, "PRAGMA page_size=8192", err);
	}
	if (status == PANTAU_OK) {
		/* A reader's cache begins anew with each process: memory that is
		 * used again costs less than pages that are kept. */
		status = pantau_store_run(store, store->mode == STORE_READ
				? "PRAGMA cache_size=-2000; PRAGMA query_only=ON"
				: "PRAGMA cache_size=-24576", err);
	}
	return status;
}

/* SQLite's own locks are held for moments: a checkpoint, a recovery. */
int pantau_store_patience(const struct store *store)
{
	return store->busy_ms > 5000 ? store->busy_ms : 5000;
}

static enum pantau_status open_with(struct store *store, const char *path,
		int flags, bool creating, struct pantau_error *err)
{
	/* One store belongs to one thread: no mutexes. */
	int code = sqlite3_open_v2(path, &store->db, flags |
			SQLITE_OPEN_NOMUTEX, NULL);

	if (code != SQLITE_OK) {
		enum pantau_status status = pantau_sqlite_fail(code, err,
				"cannot open the database",
				"tidak dapat membuka basis data");
		sqlite3_close(store->db);
		store->db = NULL;
		return status;
	}
	sqlite3_extended_result_codes(store->db, 1);
	guard(store->db, store->mode != STORE_READ);
	sqlite3_busy_timeout(store->db, pantau_store_patience(store));
	enum pantau_status status = pantau_functions_register(store, store->db,
			err);
	return status == PANTAU_OK ? set_up(store, creating, err) : status;
}

/* Reads something of the file: only this finds out whether it can be. */
static int try_read(struct store *store)
{
	return sqlite3_exec(store->db, "SELECT 1 FROM sqlite_schema LIMIT 1",
			NULL, NULL, NULL);
}

/* A folder that cannot be written has no room for the shared memory that WAL
 * needs. Without a WAL the file is all there is, and cannot change. */
static bool can_be_immutable(const char *path)
{
	struct stat info;
	struct buf wal;
	bool none;

	pantau_buf_init(&wal);
	pantau_buf_printf(&wal, "%s-wal", path);
	none = !wal.failed && (stat(wal.p, &info) != 0 || info.st_size == 0);
	pantau_buf_finish(&wal);
	return none;
}

static enum pantau_status open_immutable(struct store *store, const char *path,
		struct pantau_error *err)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			"abcdefghijklmnopqrstuvwxyz0123456789/._-";
	struct buf uri;

	pantau_buf_init(&uri);
	pantau_buf_str(&uri, STR("file:"));
	for (const char *p = path; *p != '\0'; p++) {
		if (strchr(plain, *p) != NULL) {
			pantau_buf_char(&uri, *p);
		} else {
			pantau_buf_printf(&uri, "%%%02x", (unsigned char)*p);
		}
	}
	pantau_buf_str(&uri, STR("?immutable=1"));
	enum pantau_status status = uri.failed ? pantau_fail_memory(err)
			: open_with(store, uri.p, SQLITE_OPEN_READONLY |
				SQLITE_OPEN_URI, false, err);
	pantau_buf_finish(&uri);
	return status;
}

/* The code of the failure that only an immutable file may get round. */
static bool needs_writing(const struct store *store, int code)
{
	code &= 0xff;
	return store->mode == STORE_READ && (code == SQLITE_CANTOPEN ||
			code == SQLITE_READONLY);
}

enum pantau_status pantau_connect(struct store *store, const char *path,
		bool creating, struct pantau_error *err)
{
	enum pantau_status status = open_with(store, path,
			SQLITE_OPEN_READWRITE, creating, err);
	/* Some pragmas of the set-up read already. */
	int code = status == PANTAU_OK ? try_read(store)
			: store->db != NULL ? sqlite3_errcode(store->db)
			: SQLITE_OK;

	if (needs_writing(store, code) && can_be_immutable(path)) {
		sqlite3_close(store->db);
		store->db = NULL;
		status = open_immutable(store, path, err);
		code = status == PANTAU_OK ? try_read(store) : SQLITE_OK;
	}
	if (needs_writing(store, code)) {
		return pantau_fail(err, PANTAU_IO, PANTAU_T(err,
				"'%s' has writes beside it that are not in it yet, and "
				"its folder cannot be written; copy all its files to "
				"where they can",
				"'%s' masih punya tulisan yang belum digabung, dan "
				"foldernya tidak dapat ditulis; salin semua berkasnya "
				"ke tempat yang dapat ditulis"), path);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	if (code != SQLITE_OK) {
		return pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	}
	store->fixed = sqlite3_db_readonly(store->db, "main") != 0;
	if (store->fixed && store->mode != STORE_READ) {
		status = pantau_fail(err, PANTAU_IO, PANTAU_T(err,
				"'%s' cannot be written; check its permissions",
				"'%s' tidak dapat ditulis; periksa hak aksesnya"),
				path);
	}
	return status;
}

enum pantau_status pantau_disconnect(struct store *store,
		struct pantau_error *err)
{
	pantau_reader_drop(store);
	for (size_t i = 0; i < store->statements; i++) {
		sqlite3_finalize(store->statement[i].stmt);
	}
	store->statements = 0;
	int code = sqlite3_close(store->db);
	store->db = NULL;
	return code == SQLITE_OK ? PANTAU_OK : pantau_sqlite_fail(code, err,
			"cannot close the database",
			"tidak dapat menutup basis data");
}
