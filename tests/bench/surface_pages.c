/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Leaves of several sizes, as FTS5 itself merges them, in files of several
 * page sizes. */

#include "surface_cost.h"

#include <stdio.h>

#include "store/store_parts.h"

static int64_t copy_size(const char *path, unsigned page)
{
	char copy[4096], sql[9000];
	sqlite3 *db = NULL;
	int64_t size = -1;
	snprintf(copy, sizeof(copy), "%s.copy", path);
	surface_remove(copy);
	snprintf(sql, sizeof(sql), "PRAGMA page_size=%u; PRAGMA journal_mode=OFF;"
			"PRAGMA synchronous=OFF;"
			"CREATE TABLE fts_data(id INTEGER PRIMARY KEY, block BLOB);"
			"CREATE TABLE fts_idx(segid, term, pgno, PRIMARY KEY("
			"segid, term)) WITHOUT ROWID; ATTACH '%s' AS x;"
			"INSERT INTO main.fts_data SELECT * FROM x.fts_data;"
			"INSERT INTO main.fts_idx SELECT * FROM x.fts_idx", page,
			path);
	if (sqlite3_open(copy, &db) == SQLITE_OK && sqlite3_exec(db, sql, NULL,
			NULL, NULL) == SQLITE_OK) {
		size = surface_ask(db, "PRAGMA main.page_count") * page;
	}
	sqlite3_close(db);
	surface_remove(copy);
	return size;
}

static enum pantau_status merge(const char *path, unsigned pgsz,
		struct pantau_error *err)
{
	struct store_options options = {.mode = STORE_WRITE};
	struct store *store = NULL;
	char sql[200];
	enum pantau_status status = pantau_store_open(path, &options, &store,
			err);
	if (status != PANTAU_OK) {
		return status;
	}
	sqlite3 *db = pantau_store_db(store);
	int64_t before = surface_ask(db, "SELECT sum(length(block)) FROM "
			"fts_data WHERE id > 10");
	snprintf(sql, sizeof(sql), "INSERT INTO fts(fts, rank) VALUES('pgsz', "
			"%u); INSERT INTO fts(fts) VALUES('optimize')", pgsz);
	double began = surface_cpu();
	status = pantau_store_run(store, sql, err);
	printf("pgsz %5u: two segments %.2f MB, one %.2f MB in %lld rows, "
			"merged in %.2f s of CPU;", pgsz, (double)before / 1e6,
			(double)surface_ask(db, "SELECT sum(length(block)) FROM "
			"fts_data WHERE id > 10") / 1e6, (long long)surface_ask(
			db, "SELECT count(*) FROM fts_data"),
			surface_cpu() - began);
	enum pantau_status closed = pantau_store_close(store, NULL);
	return status == PANTAU_OK ? closed : status;
}

enum pantau_status surface_pages(const char *path, unsigned pgsz,
		struct pantau_error *err)
{
	enum pantau_status status = merge(path, pgsz, err);
	if (status == PANTAU_OK) {
		printf(" file with pages of 4096 %.2f, 8192 %.2f, 16384 %.2f "
				"MB\n", (double)copy_size(path, 4096) / 1e6,
				(double)copy_size(path, 8192) / 1e6,
				(double)copy_size(path, 16384) / 1e6);
	}
	return status;
}
