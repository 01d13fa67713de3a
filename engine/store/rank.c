/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Ranking by bm25 (Robertson and Zaragoza, 2009; idf as ln(1 + (N - n + 0.5) /
 * (n + 0.5)), which is never negative).
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
 * What is summed up are whole numbers of small steps: occurrences in units of
 * 2^-20, scores in units of 2^-40. So a sum is the same in whatever order
 * postings are read, and equal documents are equal to the last bit.
 */

#include "store/match.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "store/rank_parts.h"
#include "store/store_parts.h"

#define OPENING_GAIN 2.0
#define OPENING_SCALE 5.0

double pantau_rank_idf(double documents, double holding)
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

void pantau_rank_offer(struct ranking *r, struct ranked item)
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

void pantau_rank_prepare(struct ranking *r, double documents, double positions)
{
	r->documents = documents;
	r->average = documents > 0 && positions > 0 ? positions / documents : 1;
	for (int i = 0; i < RANK_OPENING; i++) {
		r->worth[i] = (uint32_t)(RANK_UNIT * (1 + OPENING_GAIN *
				exp(-i / OPENING_SCALE)) + 0.5);
	}
	for (size_t i = 0; i < RANK_LENGTHS; i++) {
		r->norm[i] = pantau_rank_norm(r, (double)i);
	}
}

const uint16_t *pantau_rank_lengths(struct ranking *r, int64_t id,
		struct pantau_error *err)
{
	if (r->length == NULL || id / COLUMN_CHUNK != r->length_chunk) {
		r->length_chunk = id / COLUMN_CHUNK;
		r->length = pantau_columns_chunk(r->store, COLUMN_LENGTH,
				(uint32_t)r->length_chunk, err);
	}
	return r->length;
}

static enum pantau_status add_leaves(const struct match_node *tree,
		struct rank_leaf *out, size_t *n, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (*n + tree->phrases > MATCH_PHRASES_MAX) {
		return pantau_fail(err, PANTAU_LIMIT, "%s", PANTAU_T(err,
				"the query is too large for the index; use fewer terms",
				"pencarian terlalu besar untuk indeks; kurangi istilah"));
	}
	for (size_t i = 0; i < tree->phrases; i++) {
		bool sole = tree->op == MATCH_PHRASE;
		out[(*n)++] = (struct rank_leaf){
			.phrase = &tree->phrase[i], .field = tree->field,
			.weight = sole ? tree->weight : 1,
			.follows = sole && tree->follows,
		};
	}
	for (size_t i = 0; status == PANTAU_OK && i < tree->children; i++) {
		status = add_leaves(tree->child[i], out, n, err);
	}
	return status;
}

static int best_first(const void *a, const void *b)
{
	return worse(a, b) ? 1 : worse(b, a) ? -1 : 0;
}

static enum pantau_status run(struct ranking *r, const struct match_node *tree,
		double *holding, bool *cut, struct pantau_error *err)
{
	struct match_walk reading;
	struct arena arena;
	bool direct = false;

	pantau_arena_init(&arena);
	enum pantau_status status = add_leaves(tree, r->leaf, &r->phrases, err);
	if (status == PANTAU_OK) {
		status = pantau_reading_init(&reading, r->store, &arena, true,
				r->filter != NULL ? r->filter->least : 1,
				r->filter != NULL ? r->filter->greatest
				: pantau_columns_last(r->store), &direct, err);
	}
	if (status == PANTAU_OK && direct) {
		status = pantau_rank_direct(r, tree, &reading, holding, err);
	} else if (status == PANTAU_OK) {
		status = pantau_rank_by_fts(r, tree, holding, cut, err);
	}
	pantau_arena_finish(&arena);
	return status;
}

enum pantau_status pantau_match_rank(struct store *store,
		const struct match_node *tree, const struct match_filter *filter,
		struct ranked *out, size_t *n, uint64_t *total, bool *cut,
		struct pantau_error *err)
{
	struct ranking r = {
		.store = store, .filter = filter, .heap = out, .room = *n,
		.counts = total != NULL,
	};
	double holding = 0;
	enum pantau_status status = pantau_store_begin_read(store, err);

	*n = 0;
	*cut = false;
	if (status != PANTAU_OK) {
		return status;
	}
	status = run(&r, tree, &holding, cut, err);
	if (status == PANTAU_OK) {
		/* The factor of the only phrase is known last. */
		double factor = r.phrases == 1 ? pantau_rank_idf(r.documents,
				holding) : 1 / RANK_STEPS;
		for (size_t i = 0; i < r.n; i++) {
			out[i].score *= factor;
		}
		qsort(out, r.n, sizeof(*out), best_first);
		*n = r.n;
	}
	if (status == PANTAU_OK && total != NULL) {
		*total = r.accepted;
	}
	pantau_store_end_read(store);
	return status;
}
