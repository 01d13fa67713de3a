/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* optimize: one segment, fresh statistics, an empty WAL. */

#include "base/error.h"
#include "store/care.h"
#include "store/store_parts.h"

struct steps {
	store_progress progress;
	void *context;
	uint64_t done;
};

static bool step(void *context)
{
	struct steps *steps = context;

	/* How many there will be nobody knows. */
	steps->done++;
	return steps->progress == NULL || steps->progress(steps->context,
			steps->done, 0);
}

enum pantau_status pantau_store_optimize(struct store *store,
		store_progress progress, void *context, struct pantau_error *err)
{
	struct steps steps = {progress, context, 0};

	if (store->mode == STORE_READ) {
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"the database is open for reading",
				"basis data dibuka hanya untuk dibaca"));
	}
	/* A bulk load that was killed leaves its settings behind. */
	enum pantau_status status = pantau_fts_mode(store, WRITE_STEADY, err);
	if (status == PANTAU_OK) {
		status = pantau_fts_merge(store, true, step, &steps, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_store_run(store, "PRAGMA analysis_limit=1000;"
				"ANALYZE", err);
	}
	if (status == PANTAU_OK) {
		/* A reader in the way only puts it off. */
		bool busy;
		status = pantau_store_checkpoint(store,
				SQLITE_CHECKPOINT_TRUNCATE, NULL, &busy, err);
	}
	return status;
}
