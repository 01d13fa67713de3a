/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_PIPELINE_H
#define PANTAU_PIPELINE_H

/*
 * The whole flow: import -> (sort by publication) -> analyse in workers ->
 * store. A document goes through once, left to right.
 */

#include "import/import.h"
#include "store/writer.h"

struct pipeline_options {
	struct import_options import;
	const struct pantau_lexicons *lexicons;
	size_t jobs;                  /* analysis threads; 0: as many as cores */
	bool dry_run;                 /* read and check only; store may be NULL */
	bool no_stories;              /* copies are not linked; for measuring */
	bool no_claims;               /* debunks are not asked; likewise */
	const volatile int *stop;     /* set: commit what is whole, then end */

	/* All may be NULL. */
	void *context;
	void (*rejected)(void *context, const struct pantau_error *err,
			struct str raw);
	void (*committed)(void *context, uint64_t documents);
	void (*progress)(void *context, uint64_t done, uint64_t total,
			uint64_t documents);
	/* --dry-run: each good document, in input order. */
	void (*document)(void *context, struct import *import,
			const struct doc *doc);
};

struct pipeline_summary {
	uint64_t new_, updated, unchanged, rejected;
	uint64_t unreadable;          /* of the rejected: inputs, not records */
	uint64_t bytes;               /* of titles and texts that were analysed */
};

/*
 * Indexes all inputs. PANTAU_OK even when records were rejected (see the
 * summary) or single inputs could not be read (those are reported through
 * rejected and counted); PANTAU_INTERRUPTED after a stop, with what was
 * committed in place; otherwise the store's error, its open transaction rolled
 * back. The summary is filled in every case.
 */
enum pantau_status pantau_index(struct store *store,
		const char *const *paths, size_t n,
		const struct pipeline_options *options,
		struct pipeline_summary *summary, struct pantau_error *err);

#endif
