/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Ranking by bm25 (Robertson and Zaragoza, 2009; idf as ln(1 + (N - n + 0.5) /
 * (n + 0.5)), which is never negative). FTS5 calls pantau_rank for each match,
 * newest first; it keeps the k best in a heap and gives SQL nothing to sort.
 *
 * An occurrence is worth more the nearer it is to the beginning of the title
 * or text, as the term frequency of BM25F (Robertson, Zaragoza and Taylor,
 * 2004) is a weighted sum over fields: news put first what they are about, and
 * so do encyclopaedias and posts. Troy and Zhang (Enhancing relevance scoring
 * with chronological term rank, 2007) measured that on collections of news.
 * Three times at the first word, then falling to once with a scale of five
 * words, about one phrase. Nearness of the query's words to each other was
 * tried (Rasolofo and Savoy 2003; Buettcher, Clarke and Lushman 2006; Metzler
 * and Croft 2005) and left out: it made the answers to questions worse, as the
 * words of a name, which all candidates share, then count twice.
 *
 * A query of one phrase needs no second pass for the document frequency: all
 * its matches are counted anyway, and the factor comes last.
 */

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "store/store_parts.h"

#define K1 1.2
#define B 0.75
#define RANKED_MAX 300000
#define HALT_EVERY 1024
#define PHRASES_MAX 64
#define OPENING 40        /* positions that are worth more than one */
#define OPENING_GAIN 2.0
#define OPENING_SCALE 5.0

struct ranking {
	struct store *store;
	bool (*accept)(void *context, int64_t id);
	void *context;
	struct ranked *heap; /* the worst of the best stands first */
	size_t n, room;
	uint64_t seen, accepted;
	bool ready;
	int phrases;
	const struct match_weight *weight;
	double idf[PHRASES_MAX];  /* times the phrase's weight */
	double worth[OPENING];    /* of an occurrence by position */
	double documents;
	double holding;      /* of the phrase being counted */
	double average;      /* positions of a document */
	const uint16_t *length;
	int64_t length_chunk;
	enum pantau_status status;
	struct pantau_error err;
};

static double idf_of(double documents, double holding)
{
	return log(1 + (documents - holding + 0.5) / (holding + 0.5));
}

/* Whether a stands after b in the result. */
static bool worse(const struct ranked *a, const struct ranked *b)
{
	return a->score != b->score ? a->score < b->score : a->id < b->id;
}

static void sift_down(struct ranked *heap, size_t n, size_t at)
{
	for (;;) {
		size_t least = at, left = 2 * at + 1;
		for (size_t child = left; child < left + 2 && child < n;
				child++) {
			if (worse(&heap[child], &heap[least])) {
				least = child;
			}
		}
		if (least == at) {
			return;
		}
		struct ranked swap = heap[at];
		heap[at] = heap[least];
		heap[least] = swap;
		at = least;
	}
}

static void offer(struct ranking *r, struct ranked item)
{
	if (r->n < r->room) {
		size_t at = r->n++;
		r->heap[at] = item;
		while (at > 0 && worse(&r->heap[at], &r->heap[(at - 1) / 2])) {
			struct ranked swap = r->heap[at];
			r->heap[at] = r->heap[(at - 1) / 2];
			r->heap[(at - 1) / 2] = swap;
			at = (at - 1) / 2;
		}
	} else if (r->n != 0 && worse(&r->heap[0], &item)) {
		r->heap[0] = item;
		sift_down(r->heap, r->n, 0);
	}
}

static int count_row(const Fts5ExtensionApi *api, Fts5Context *fts, void *to)
{
	struct ranking *r = to;

	(void)api;
	(void)fts;
	r->holding++;
	return (uint64_t)r->holding % HALT_EVERY == 0 &&
			pantau_store_halted(r->store) ? SQLITE_INTERRUPT
			: SQLITE_OK;
}

static int prepare(struct ranking *r, const Fts5ExtensionApi *api,
		Fts5Context *fts)
{
	sqlite3_int64 documents = 0, positions = 0;
	int code = api->xRowCount(fts, &documents);

	if (code == SQLITE_OK) {
		code = api->xColumnTotalSize(fts, -1, &positions);
	}
	r->phrases = api->xPhraseCount(fts);
	if (r->phrases > PHRASES_MAX) {
		return SQLITE_TOOBIG;
	}
	for (int i = 0; code == SQLITE_OK && r->phrases > 1 &&
			i < r->phrases; i++) {
		if (r->weight == NULL || !r->weight[i].follows) {
			r->holding = 0;
			code = api->xQueryPhrase(fts, i, r, count_row);
		}
		r->idf[i] = idf_of((double)documents, r->holding) *
				(r->weight != NULL ? r->weight[i].weight : 1);
	}
	if (r->phrases == 1) {
		r->idf[0] = 1;
	}
	for (int i = 0; i < OPENING; i++) {
		r->worth[i] = 1 + OPENING_GAIN * exp(-i / OPENING_SCALE);
	}
	r->documents = (double)documents;
	r->average = documents > 0 && positions > 0
			? (double)positions / (double)documents : 1;
	r->ready = true;
	return code;
}

static int length_of(struct ranking *r, int64_t id, double *out)
{
	if (r->length == NULL || id / COLUMN_CHUNK != r->length_chunk) {
		r->length_chunk = id / COLUMN_CHUNK;
		r->length = pantau_columns_chunk(r->store, COLUMN_LENGTH,
				(uint32_t)r->length_chunk, &r->err);
		if (r->length == NULL) {
			r->status = r->err.code;
			return SQLITE_ERROR;
		}
	}
	*out = r->length[id % COLUMN_CHUNK];
	return SQLITE_OK;
}

/* Phrases in order, so that sums are the same on every run. */
static int score(struct ranking *r, const Fts5ExtensionApi *api,
		Fts5Context *fts, int64_t id, double *out)
{
	double length = 0, sum = 0;
	int code = length_of(r, id, &length);

	for (int i = 0; code == SQLITE_OK && i < r->phrases; i++) {
		Fts5PhraseIter at;
		int column, offset;
		double times = 0;
		code = api->xPhraseFirst(fts, i, &at, &column, &offset);
		while (code == SQLITE_OK && column >= 0) {
			/* Below 0 where the index is damaged. */
			times += offset >= 0 && offset < OPENING ?
					r->worth[offset] : 1;
			api->xPhraseNext(fts, &at, &column, &offset);
		}
		sum += r->idf[i] * times * (K1 + 1) / (times + K1 * (1 - B +
				B * length / r->average));
	}
	*out = sum;
	return code;
}

static void rank(const Fts5ExtensionApi *api, Fts5Context *fts,
		sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct store *store = api->xUserData(fts);
	struct ranking *r = store->ranking;
	struct ranked item = {.id = api->xRowid(fts)};
	int code = SQLITE_OK;

	(void)argc;
	(void)argv;
	if (r == NULL) {
		sqlite3_result_error(context, "pantau_rank is internal", -1);
		return;
	}
	if (++r->seen % HALT_EVERY == 0 && pantau_store_halted(store)) {
		sqlite3_result_error_code(context, SQLITE_INTERRUPT);
		return;
	}
	if (r->accept != NULL && !r->accept(r->context, item.id)) {
		return;
	}
	/* Newest first: what comes past the limit is only counted. */
	if (++r->accepted > RANKED_MAX || r->room == 0) {
		return;
	}
	if (!r->ready) {
		code = prepare(r, api, fts);
	}
	if (code == SQLITE_OK) {
		code = score(r, api, fts, item.id, &item.score);
	}
	if (code != SQLITE_OK) {
		sqlite3_result_error_code(context, code);
		return;
	}
	offer(r, item);
}

enum pantau_status pantau_rank_register(struct store *store, fts5_api *api,
		struct pantau_error *err)
{
	return api->xCreateFunction(api, "pantau_rank", store, rank, NULL) ==
			SQLITE_OK ? PANTAU_OK : pantau_fail_memory(err);
}

static enum pantau_status run(struct ranking *r, struct str expression,
		struct pantau_error *err)
{
	struct store *store = r->store;
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT pantau_rank(fts) "
			"FROM fts WHERE fts MATCH ?1 ORDER BY rowid DESC", err);
	int code;

	if (stmt == NULL) {
		return pantau_match_fail(store, err);
	}
	pantau_bind_str(stmt, 1, expression);
	store->ranking = r;
	do {
		code = sqlite3_step(stmt);
	} while (code == SQLITE_ROW);
	store->ranking = NULL;
	enum pantau_status status = PANTAU_OK;
	if (code != SQLITE_DONE && r->status != PANTAU_OK) {
		status = r->status;
		if (err != NULL) {
			*err = r->err;
		}
	} else if (code != SQLITE_DONE) {
		status = pantau_match_fail(store, err);
	}
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return status;
}

static int best_first(const void *a, const void *b)
{
	return worse(a, b) ? 1 : worse(b, a) ? -1 : 0;
}

enum pantau_status pantau_match_rank(struct store *store,
		struct str expression, const struct match_weight *weight,
		bool (*accept)(void *context, int64_t id), void *context,
		struct ranked *out, size_t *n, uint64_t *total, bool *cut,
		struct pantau_error *err)
{
	struct ranking r = {
		.store = store, .weight = weight,
		.accept = accept, .context = context,
		.heap = out, .room = *n, .err = pantau_error_like(err),
	};
	enum pantau_status status = pantau_store_begin_read(store, err);

	*n = 0;
	*total = 0;
	*cut = false;
	if (status != PANTAU_OK) {
		return status;
	}
	status = run(&r, expression, err);
	if (status == PANTAU_OK) {
		if (r.phrases == 1) {
			double idf = idf_of(r.documents, (double)r.seen);
			for (size_t i = 0; i < r.n; i++) {
				out[i].score *= idf;
			}
		}
		qsort(out, r.n, sizeof(*out), best_first);
		*n = r.n;
		*total = r.accepted;
		*cut = r.accepted > RANKED_MAX;
	}
	pantau_store_end_read(store);
	return status;
}
