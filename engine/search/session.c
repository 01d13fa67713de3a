/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Opens and closes what every answer to a query needs. */

#include "search/session.h"

#include "base/error.h"
#include "search/query_mean.h"

enum pantau_status pantau_session_open(struct session *session,
		struct store *store, struct pantau_analyser *analyser,
		struct str query, const struct search_options *options,
		struct pantau_error *err)
{
	*session = (struct session){.store = store, .analyser = analyser};
	enum pantau_status status = pantau_query_parse(query, &options->query,
			&session->query, err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_query_mean(&session->query, analyser, err);
	if (status != PANTAU_OK) {
		pantau_query_finish(&session->query);
		return status;
	}
	pantau_store_deadline(store, options->deadline_ms, options->stop);
	status = pantau_store_begin_read(store, err);
	if (status != PANTAU_OK) {
		goto no_read;
	}
	status = pantau_plan_make(&session->plan, store, analyser,
			session->query.root, options->since, options->until, err);
	if (status != PANTAU_OK) {
		goto no_plan;
	}
	return PANTAU_OK;
no_plan:
	pantau_store_end_read(store);
no_read:
	pantau_store_deadline(store, 0, NULL);
	pantau_query_finish(&session->query);
	return status;
}

void pantau_session_close(struct session *session)
{
	pantau_plan_finish(&session->plan);
	pantau_store_end_read(session->store);
	pantau_store_deadline(session->store, 0, NULL);
	pantau_query_finish(&session->query);
}

void pantau_result_init(void *result, size_t size, struct arena *arena)
{
	memset(result, 0, size);
	pantau_arena_init(arena);
}

void pantau_result_finish(void *result, size_t size, struct arena *arena)
{
	pantau_arena_finish(arena);
	pantau_result_init(result, size, arena);
}

enum pantau_status pantau_session_widening(const struct session *session,
		struct arena *arena, struct widening **out, size_t *n,
		struct pantau_error *err)
{
	const struct term_maker *terms = &session->plan.terms;
	*n = 0;
	*out = pantau_arena_zero(arena, terms->widened + 1, sizeof(**out));
	if (*out == NULL) {
		return pantau_fail_memory(err);
	}
	for (; *n < terms->widened; ++*n) {
		struct widening *to = &(*out)[*n];
		*to = *terms->widening[*n];
		to->word = pantau_arena_str(arena, to->word);
		bool ok = to->word.p != NULL;
		for (size_t i = 0; i < to->forms; i++) {
			to->form[i] = pantau_arena_str(arena, to->form[i]);
			ok = ok && to->form[i].p != NULL;
		}
		if (!ok) {
			return pantau_fail_memory(err);
		}
	}
	return PANTAU_OK;
}
