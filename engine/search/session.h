/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_SESSION_H
#define PANTAU_SEARCH_SESSION_H

/* A query being answered: parsed, planned, within one read transaction and
 * its deadline. */

#include "search/plan.h"

struct session {
	struct store *store;
	struct pantau_analyser *analyser;
	struct query query;
	struct plan plan;
};

/* On failure nothing is open. */
enum pantau_status pantau_session_open(struct session *session,
		struct store *store, struct pantau_analyser *analyser,
		struct str query, const struct search_options *options,
		struct pantau_error *err);
void pantau_session_close(struct session *session);

/*
 * The results that answers give are structs of size bytes that own one arena.
 * Makes one empty, its arena fit for use; and frees what one holds and makes it
 * empty again.
 */
void pantau_result_init(void *result, size_t size, struct arena *arena);
void pantau_result_finish(void *result, size_t size, struct arena *arena);

/* Copies what the plan's words were widened by; PANTAU_NO_MEMORY. */
enum pantau_status pantau_session_widening(const struct session *session,
		struct arena *arena, struct widening **out, size_t *n,
		struct pantau_error *err);

#endif
