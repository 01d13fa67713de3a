/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Ranking by FTS5's way: it calls pantau_rank for each match, newest first,
 * which keeps the k best in a heap and gives SQL nothing to sort.
 */

#include "base/error.h"
#include "store/rank_parts.h"
#include "store/store_parts.h"

#define RANKED_MAX 300000
#define HALT_EVERY 1024

struct fts_ranking {
	struct ranking *r;
	uint64_t seen;
	double holding;      /* of the phrase being counted */
	bool ready;
	enum pantau_status status;
	struct pantau_error err;
};

static int count_row(const Fts5ExtensionApi *api, Fts5Context *fts, void *to)
{
	struct fts_ranking *f = to;

	(void)api;
	(void)fts;
	f->holding++;
	return (uint64_t)f->holding % HALT_EVERY == 0 &&
			pantau_store_halted(f->r->store) ? SQLITE_INTERRUPT
			: SQLITE_OK;
}

static int prepare(struct fts_ranking *f, const Fts5ExtensionApi *api,
		Fts5Context *fts)
{
	struct ranking *r = f->r;
	sqlite3_int64 documents = 0, positions = 0;
	int code = api->xRowCount(fts, &documents);

	if (code == SQLITE_OK) {
		code = api->xColumnTotalSize(fts, -1, &positions);
	}
	if (code == SQLITE_OK && (size_t)api->xPhraseCount(fts) != r->phrases) {
		return SQLITE_TOOBIG;
	}
	pantau_rank_prepare(r, (double)documents, (double)positions);
	for (size_t i = 0; code == SQLITE_OK && r->phrases > 1 &&
			i < r->phrases; i++) {
		if (!r->leaf[i].follows) {
			f->holding = 0;
			code = api->xQueryPhrase(fts, (int)i, f, count_row);
		}
		r->factor[i] = pantau_rank_idf(r->documents, f->holding) *
				r->leaf[i].weight * RANK_STEPS;
	}
	f->ready = true;
	return code;
}

static int score(struct fts_ranking *f, const Fts5ExtensionApi *api,
		Fts5Context *fts, int64_t id, double *out)
{
	struct ranking *r = f->r;
	const uint16_t *length = pantau_rank_lengths(r, id, &f->err);
	int64_t sum = 0;
	int code = SQLITE_OK;

	if (length == NULL) {
		f->status = f->err.code;
		return SQLITE_ERROR;
	}
	for (size_t i = 0; code == SQLITE_OK && i < r->phrases; i++) {
		Fts5PhraseIter at;
		int column, offset;
		uint64_t times = 0;
		code = api->xPhraseFirst(fts, (int)i, &at, &column, &offset);
		while (code == SQLITE_OK && column >= 0) {
			/* Below 0 where the index is damaged. */
			times += offset >= 0 && offset < RANK_OPENING ?
					r->worth[offset] : RANK_UNIT;
			api->xPhraseNext(fts, &at, &column, &offset);
		}
		*out = pantau_rank_part(r, 1, times, length[id % COLUMN_CHUNK]);
		sum += pantau_rank_steps(r, i, times,
				length[id % COLUMN_CHUNK]);
	}
	if (r->phrases > 1) {
		*out = (double)sum;
	}
	return code;
}

static bool counts(const struct match_filter *filter, int64_t id)
{
	return filter == NULL || (id >= filter->least &&
			id <= filter->greatest && (filter->keep == NULL ||
			filter->keep(filter->context, &id, 1) != 0));
}

static void rank(const Fts5ExtensionApi *api, Fts5Context *fts,
		sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct store *store = api->xUserData(fts);
	struct fts_ranking *f = store->ranking;
	struct ranked item = {.id = api->xRowid(fts)};
	int code = SQLITE_OK;

	(void)argc;
	(void)argv;
	if (f == NULL) {
		sqlite3_result_error(context, "pantau_rank is internal", -1);
		return;
	}
	if (++f->seen % HALT_EVERY == 0 && pantau_store_halted(store)) {
		sqlite3_result_error_code(context, SQLITE_INTERRUPT);
		return;
	}
	if (!counts(f->r->filter, item.id)) {
		return;
	}
	/* Newest first: what comes past the limit is only counted. */
	if (++f->r->accepted > RANKED_MAX || f->r->room == 0) {
		return;
	}
	if (!f->ready) {
		code = prepare(f, api, fts);
	}
	if (code == SQLITE_OK) {
		code = score(f, api, fts, item.id, &item.score);
	}
	if (code != SQLITE_OK) {
		sqlite3_result_error_code(context, code);
		return;
	}
	pantau_rank_offer(f->r, item);
}

enum pantau_status pantau_rank_register(struct store *store, fts5_api *api,
		struct pantau_error *err)
{
	return api->xCreateFunction(api, "pantau_rank", store, rank, NULL) ==
			SQLITE_OK ? PANTAU_OK : pantau_fail_memory(err);
}

static enum pantau_status step_all(struct fts_ranking *f, sqlite3_stmt *stmt,
		struct pantau_error *err)
{
	struct store *store = f->r->store;
	int code;

	store->ranking = f;
	do {
		code = sqlite3_step(stmt);
	} while (code == SQLITE_ROW);
	store->ranking = NULL;
	if (code != SQLITE_DONE && f->status != PANTAU_OK) {
		if (err != NULL) {
			*err = f->err;
		}
		return f->status;
	}
	return code == SQLITE_DONE ? PANTAU_OK : pantau_match_fail(store, err);
}

enum pantau_status pantau_rank_by_fts(struct ranking *r,
		const struct match_node *tree, double *holding, bool *cut,
		struct pantau_error *err)
{
	struct fts_ranking f = {.r = r, .err = pantau_error_like(err)};
	sqlite3_stmt *stmt = pantau_store_stmt(r->store,
			"SELECT pantau_rank(fts) FROM fts WHERE fts MATCH ?1 "
			"ORDER BY rowid DESC", err);
	struct buf expression;

	if (stmt == NULL) {
		return pantau_match_fail(r->store, err);
	}
	pantau_buf_init(&expression);
	pantau_match_render(&expression, tree);
	pantau_bind_str(stmt, 1, buf_str(&expression));
	enum pantau_status status = expression.failed ? pantau_fail_memory(err)
			: step_all(&f, stmt, err);
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	pantau_buf_finish(&expression);
	*holding = (double)f.seen;
	*cut = r->accepted > RANKED_MAX;
	return status;
}
