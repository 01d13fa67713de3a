/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_IDS_H
#define PANTAU_SEARCH_IDS_H

/*
 * Row ids that a plan matches, in one direction, each once. Row ids follow
 * publication roughly, so that descending is nearly newest first.
 */

#include "search/plan.h"

struct ids;

#define IDS_BLOCK 8192 /* no more ids come at once */

/* The plan is lent until close. *out is NULL after a failure. */
enum pantau_status pantau_ids_open(struct plan *plan, bool descending,
		struct ids **out, struct pantau_error *err);
/* The next id, PANTAU_END, or what the store says. */
enum pantau_status pantau_ids_next(struct ids *ids, int64_t *id,
		struct pantau_error *err);
/* The next ids, as many as are at hand, at least one; lent until the next call
 * and the caller's to change. Ids are walked one by one or by blocks. */
enum pantau_status pantau_ids_block(struct ids *ids, int64_t **id, size_t *n,
		struct pantau_error *err);
/* How many come behind those given; none do after it. */
enum pantau_status pantau_ids_rest(struct ids *ids, uint64_t *n,
		struct pantau_error *err);
/* NULL is fine. */
void pantau_ids_close(struct ids *ids);

/* How many there are. */
enum pantau_status pantau_ids_count(struct plan *plan, uint64_t *n,
		struct pantau_error *err);

#endif
