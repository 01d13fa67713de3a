/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_CLAIM_SCAN_H
#define PANTAU_SEARCH_CLAIM_SCAN_H

/*
 * Which items of the archive repeat debunks that are new to it. The rarest
 * words of a debunk give candidates by the main index (alike.h), each of which
 * is then checked as it would be if it came in now (store/claim_check.h). As
 * long as the last of them match, more are looked at, CLAIM_SCAN_MOST for each
 * debunk.
 */

#include "score/score.h"
#include "store/debunk.h"
#include "text/analyser.h"

#define CLAIM_SCAN_FIRST 64
#define CLAIM_SCAN_MOST 16384

struct claim_scan {
	struct store *store;
	struct pantau_analyser *analyser; /* over the store's text image */
	const struct pantau_scorer *scorer;
	const struct claims *claims;      /* all there are */
	store_progress progress;          /* may be NULL; false stops it */
	void *context;
};

/* Tells debunker of all that repeat any of the debunks (ids). PANTAU_INTERRUPTED
 * when progress says so; what was found is told by then. */
enum pantau_status pantau_claim_scan(const struct claim_scan *scan,
		const uint32_t *id, size_t n, struct debunker *debunker,
		struct pantau_error *err);

#endif
