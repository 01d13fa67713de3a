/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Hits: the ids in order, then items and snippets for those shown. */

#include "search/search.h"

#include "base/error.h"
#include "search/order.h"
#include "search/session.h"
#include "search/snippet.h"

#define LOOKED_AHEAD 128 /* hits, of which the index is asked at once */

static enum pantau_status fill(struct session *session,
		struct finder *finder, const struct search_options *options,
		struct arena *arena, struct ranked ranked, struct hit *hit,
		struct pantau_error *err)
{
	hit->score = ranked.score;
	enum pantau_status status = pantau_store_item(session->store, ranked.id,
			arena, &hit->item, err);
	if (status == PANTAU_NOT_FOUND) {
		/* The index knows a row that is not there. */
		return pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
				"the index and the items disagree; run 'pantau "
				"rebuild'",
				"indeks dan artikel tidak cocok; jalankan 'pantau "
				"rebuild'"));
	}
	if (status == PANTAU_OK) {
		status = pantau_snippet_make(finder, options->snippet_tokens != 0 ?
				options->snippet_tokens : SNIPPET_TOKENS, arena, hit,
				err);
	}
	if (!options->full) {
		/* The snippet keeps pointing into the arena. */
		hit->item.doc.text = str_make(NULL, 0);
	}
	return status;
}

/* Looks the next hits up in the index, so many at a time. */
static enum pantau_status look_ahead(struct finder *finder,
		const struct ranked *ranked, size_t n, struct pantau_error *err)
{
	int64_t id[LOOKED_AHEAD];
	n = n < LOOKED_AHEAD ? n : LOOKED_AHEAD;
	for (size_t i = 0; i < n; i++) {
		id[i] = ranked[i].id;
	}
	return pantau_finder_look(finder, id, n, err);
}

static enum pantau_status fill_all(struct session *session,
		const struct order *order, const struct search_options *options,
		struct hits *out, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	if (order->n <= options->offset) {
		return PANTAU_OK;
	}
	size_t n = order->n - options->offset;
	struct finder *finder = pantau_finder_create(&session->plan);
	out->hit = pantau_arena_zero(&out->arena, n, sizeof(*out->hit));
	if (finder == NULL || out->hit == NULL) {
		status = pantau_fail_memory(err);
	}
	while (status == PANTAU_OK && out->n < n) {
		const struct ranked *next = &order->item[options->offset +
				out->n];
		if (out->n % LOOKED_AHEAD == 0) {
			status = look_ahead(finder, next, n - out->n, err);
		}
		if (status == PANTAU_OK) {
			status = fill(session, finder, options, &out->arena,
					*next, &out->hit[out->n++], err);
		}
	}
	pantau_finder_destroy(finder);
	return status;
}

/* The stories of all hits at once. */
static enum pantau_status tell_stories(struct session *session,
		struct hits *out, struct pantau_error *err)
{
	int64_t *id = pantau_arena_zero(&out->arena, out->n + 1, sizeof(*id));
	struct story_facts *facts = pantau_arena_zero(&out->arena, out->n + 1,
			sizeof(*facts));
	if (id == NULL || facts == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < out->n; i++) {
		id[i] = out->hit[i].item.id;
		out->hit[i].story = &facts[i];
	}
	return pantau_story_facts(session->store, id, out->n, &out->arena,
			facts, err);
}

enum pantau_status pantau_search(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		const struct search_options *options, struct hits *out,
		struct pantau_error *err)
{
	struct session session;
	struct order order;
	size_t k = options->limit > SIZE_MAX - options->offset ? SIZE_MAX :
			options->limit + options->offset;
	pantau_result_init(out, sizeof(*out), &out->arena);
	enum pantau_status status = pantau_session_open(&session, store,
			analyser, query, options, err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_order_make(&session.plan, options->sort,
			options->limit == 0 ? 0 : k, !options->uncounted,
			options->grouped, &order, err);
	if (status == PANTAU_OK) {
		out->total = order.total;
		out->stories = order.stories;
		out->newest_first_instead = order.newest_first_instead;
		out->prefix_cut = session.plan.terms.prefix_cut;
		status = pantau_session_widening(&session, &out->arena,
				&out->widening, &out->widened, err);
		if (status == PANTAU_OK) {
			status = fill_all(&session, &order, options, out, err);
		}
		pantau_order_finish(&order);
	}
	if (status == PANTAU_OK && (options->stories || options->grouped)) {
		status = tell_stories(&session, out, err);
	}
	pantau_session_close(&session);
	if (status != PANTAU_OK) {
		pantau_hits_finish(out);
	}
	return status;
}

void pantau_hits_finish(struct hits *hits)
{
	pantau_result_finish(hits, sizeof(*hits), &hits->arena);
}
