/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_CUE_COUNT_H
#define PANTAU_CLI_CUE_COUNT_H

/*
 * How often each cue of hoaxes fires in the items that a query finds. Evidence
 * is not stored, so that the texts are scored again, with the lexicons at hand.
 */

#include "cli/cli.h"
#include "search/search.h"

#define CUE_SAMPLES 3
#define CUE_GROUPS_MAX 32

struct cue_use {
	uint64_t items;
	struct str sample[CUE_SAMPLES]; /* ids; the newest items, roughly */
	uint32_t samples;
};

struct cue_counts {
	struct arena arena;     /* of the samples */
	uint64_t items;
	uint64_t level[PANTAU_HOAX_CHECK + 1]; /* of them, as scored now */
	struct cue_use group[CUE_GROUPS_MAX];
	struct cue_use *row;    /* by rule id; [0] is nothing */
	uint32_t rules;         /* the highest rule id */
};

/*
 * Scores every item that the query finds, by so many threads (0: one for each
 * core), of bounded memory whatever the archive. What comes out is the same
 * whatever the jobs. progress may be NULL. A signal gives PANTAU_INTERRUPTED.
 * The store, the analyser and the scorer of cli are open; finish *out in any
 * case.
 */
enum pantau_status pantau_cue_count(struct cli *cli, struct str query,
		const struct search_options *search, size_t jobs,
		struct progress *progress, struct cue_counts *out);
void pantau_cue_counts_finish(struct cue_counts *counts);

#endif
