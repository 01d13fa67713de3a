/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_GATHER_H
#define PANTAU_GATHER_H

/*
 * The first half of the way: inputs are read to their end, each document gets
 * its identity, what the store knows unchanged is passed over, and the rest is
 * sorted by publication.
 */

#include "pipeline.h"

#include "import/sort.h"

struct identity;

struct gathered {
	struct import *import; /* its inputs are told to the store later */
	struct sorter *sorter;
	struct identity *identity;
	char *folder;          /* of the sorter's files */
	uint64_t *records;     /* last record number, by input */
	size_t inputs;         /* how many numbers there are */
};

/* store may be NULL for a dry run. Release in any case. PANTAU_INTERRUPTED
 * when the options' stop was set: nothing was stored by then. */
enum pantau_status pantau_gather(struct store *store,
		const char *const *paths, size_t n,
		const struct pipeline_options *options,
		struct pipeline_summary *summary, struct gathered *out,
		struct pantau_error *err);
void pantau_gathered_release(struct gathered *gathered);

/* How many documents wait, and the next of them in order of publication until
 * PANTAU_END, its strings in the arena. */
uint64_t pantau_gathered_count(const struct gathered *gathered);
enum pantau_status pantau_gathered_next(struct gathered *gathered,
		struct arena *arena, struct doc *out, struct sort_extra *extra,
		struct pantau_error *err);

/* The error of a run that its user stopped. */
enum pantau_status pantau_fail_stopped(struct pantau_error *err);

#endif
