/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Moving what was committed from the WAL to the file. */

#include "base/error.h"
#include "store/store_parts.h"

/* A WAL begins again only when all of it is in the file and nobody reads it:
 * beside a reader that never rests this has to be waited for. */
#define WAL_PAGES 8192
#define WAIT_MS 100

enum pantau_status pantau_store_checkpoint(struct store *store, int how,
		int *pages, bool *busy, struct pantau_error *err)
{
	int code = sqlite3_wal_checkpoint_v2(store->db, "main", how, pages,
			NULL);

	*busy = (code & 0xff) == SQLITE_BUSY;
	return code == SQLITE_OK || *busy ? PANTAU_OK
			: pantau_store_fail(store, err,
			"cannot finish writing the database",
			"tidak dapat menyelesaikan penulisan basis data");
}

enum pantau_status pantau_store_tend_wal(struct store *store,
		struct pantau_error *err)
{
	int pages = 0;
	bool busy;
	enum pantau_status status = pantau_store_checkpoint(store,
			SQLITE_CHECKPOINT_PASSIVE, &pages, &busy, err);

	if (status == PANTAU_OK && pages > WAL_PAGES) {
		sqlite3_busy_timeout(store->db, WAIT_MS);
		status = pantau_store_checkpoint(store,
				SQLITE_CHECKPOINT_RESTART, &pages, &busy, err);
		sqlite3_busy_timeout(store->db, pantau_store_patience(store));
	}
	return status;
}
