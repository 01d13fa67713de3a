/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The append-only record of what was done with the archive. */

#include "base/error.h"
#include "store/care.h"
#include "store/store_parts.h"

#define SQL_ADD "INSERT INTO audit(time, action, detail) VALUES(?1, ?2, ?3)"

static int append(sqlite3 *db, int64_t now, const char *action,
		const char *detail)
{
	sqlite3_stmt *stmt = NULL;
	int code = sqlite3_prepare_v2(db, SQL_ADD, -1, &stmt, NULL);

	if (code == SQLITE_OK) {
		sqlite3_bind_int64(stmt, 1, now);
		pantau_bind_str(stmt, 2, str_of(action));
		pantau_bind_str(stmt, 3, str_of(detail));
		code = sqlite3_step(stmt);
		code = code == SQLITE_DONE ? SQLITE_OK : code;
	}
	sqlite3_finalize(stmt);
	return code;
}

static enum pantau_status unwritten(int code, struct pantau_error *err)
{
	return pantau_sqlite_fail(code, err, "cannot write the audit",
			"tidak dapat menulis catatan audit");
}

/* A reader's transaction may be older than the file is now, so a line of its
 * own needs a connection of its own. */
static enum pantau_status append_apart(struct store *store, int64_t now,
		const char *action, const char *detail, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	sqlite3 *db = NULL;

	int code = sqlite3_open_v2(store->path, &db, SQLITE_OPEN_READWRITE |
			SQLITE_OPEN_NOMUTEX, NULL);
	if (code == SQLITE_OK) {
		sqlite3_busy_timeout(db, store->busy_ms > 5000 ? store->busy_ms
				: 5000);
		sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
		sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
		code = append(db, now, action, detail);
	}
	if (code != SQLITE_OK) {
		status = unwritten(code, err);
	}
	sqlite3_close(db);
	return status;
}

enum pantau_status pantau_store_audit(struct store *store, int64_t now,
		const char *action, const char *detail, struct pantau_error *err)
{
	if (store->fixed) {
		return pantau_fail(err, PANTAU_IO, "%s", PANTAU_T(err,
				"the audit cannot be written: the database is on "
				"read-only media",
				"catatan audit tidak dapat ditulis: basis data ada di "
				"media yang hanya bisa dibaca"));
	}
	if (store->mode == STORE_READ) {
		return append_apart(store, now, action, detail, err);
	}
	int code = append(store->db, now, action, detail);
	return code == SQLITE_OK ? PANTAU_OK
			: unwritten(code, err);
}
