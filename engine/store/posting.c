/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Postings of one term: the doclists of its segments, merged by id. Segments
 * of disjoint ids, as pantau writes them, give whole runs of one doclist, which
 * are lent as they were decoded; where ids mingle, entries are copied one by
 * one and the newest segment's decides.
 */

#include "store/posting_parts.h"

#include <stdlib.h>

#include "base/error.h"
#include "store/store_parts.h"

#define DIRECT_LEAST 8 /* shorter runs are copied together */

static bool comes_before(const struct posting *posting,
		const struct doclist *a, const struct doclist *b)
{
	int64_t i = doclist_id(a), j = doclist_id(b);

	return i != j ? posting_before(posting, i, j) : a->age < b->age;
}

static void sift_down(struct posting *posting)
{
	struct doclist **heap = posting->heap;
	size_t at = 0, n = posting->heaped;

	for (;;) {
		size_t best = at, left = 2 * at + 1;
		for (size_t i = left; i < left + 2 && i < n; i++) {
			if (comes_before(posting, heap[i], heap[best])) {
				best = i;
			}
		}
		if (best == at) {
			return;
		}
		struct doclist *swap = heap[at];
		heap[at] = heap[best];
		heap[best] = swap;
		at = best;
	}
}

static void push(struct posting *posting, struct doclist *list)
{
	struct doclist **heap = posting->heap;
	size_t at = posting->heaped++;

	heap[at] = list;
	while (at > 0 && comes_before(posting, heap[at], heap[(at - 1) / 2])) {
		struct doclist *swap = heap[at];
		heap[at] = heap[(at - 1) / 2];
		heap[(at - 1) / 2] = swap;
		at = (at - 1) / 2;
	}
}

/* Takes the first list out of the heap. */
static struct doclist *pop(struct posting *posting)
{
	struct doclist *list = posting->heap[0];

	posting->heap[0] = posting->heap[--posting->heaped];
	if (posting->heaped > 0) {
		sift_down(posting);
	}
	return list;
}

/* After the first list moved on: what has nothing at hand becomes dry. */
static enum pantau_status moved(struct posting *posting,
		struct pantau_error *err)
{
	struct doclist *list = posting->heap[0];
	enum pantau_status status = PANTAU_OK;

	if (list->at >= list->n) {
		status = pantau_doclist_more(list, err);
	}
	if (status == PANTAU_END) {
		posting->dry[posting->drys++] = pop(posting);
		return PANTAU_OK;
	}
	sift_down(posting);
	return status;
}

/* Fills a list, at or behind from when it is given, for the heap. */
static enum pantau_status fill(struct posting *posting, struct doclist *list,
		const int64_t *from, struct pantau_error *err)
{
	enum pantau_status status = from != NULL
			? pantau_doclist_seek(list, *from, err)
			: pantau_doclist_fill(list, err);

	if (status == PANTAU_OK && list->place.known && posting_before(posting,
			doclist_id(list), posting_begin(posting, list))) {
		return pantau_index_damaged(err);
	}
	if (status == PANTAU_OK) {
		push(posting, list);
	}
	return status == PANTAU_END ? PANTAU_OK : status;
}

/* The list that waits to be opened next; NULL when all there may be before an
 * id is at hand already. */
static struct doclist *reached(const struct posting *posting, int64_t id)
{
	struct doclist *list = posting->waits > 0
			? posting->wait[posting->waits - 1] : NULL;

	return list == NULL || posting_before(posting, id, posting_begin(posting,
			list)) ? NULL : list;
}

/* Fills what is dry, and opens what may come before the first entry at hand;
 * at or behind from when it is given. */
static enum pantau_status settle(struct posting *posting, const int64_t *from,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	struct doclist *list;

	while (status == PANTAU_OK && posting->drys > 0) {
		status = fill(posting, posting->dry[--posting->drys], from,
				err);
	}
	while (status == PANTAU_OK && posting->waits > 0) {
		list = posting->heaped == 0 ? posting->wait[posting->waits - 1]
				: reached(posting, doclist_id(posting->heap[0]));
		if (list == NULL) {
			break;
		}
		posting->waits--;
		if (from == NULL || !posting_before(posting,
				posting_end(posting, list), *from)) {
			status = fill(posting, list, from, err);
		}
	}
	return status;
}

/* Moves all lists past an id that they stand on. */
static enum pantau_status pass(struct posting *posting, int64_t id,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	while (status == PANTAU_OK && posting->heaped > 0 &&
			doclist_id(posting->heap[0]) == id) {
		posting->heap[0]->at++;
		status = moved(posting, err);
	}
	return status;
}

/* How many entries of a list, the first, come before all others and not behind
 * the edge. */
static size_t run_length(const struct posting *posting,
		const struct doclist *top, int64_t edge)
{
	const int64_t *id = top->room->array.id;
	size_t lo = top->at, hi = top->n;
	bool shared = posting->heaped > 1 || posting->waits > 0;
	int64_t other = 0;

	if (posting->waits > 0) {
		other = posting_begin(posting,
				posting->wait[posting->waits - 1]);
	}
	for (size_t i = 1; i < 3 && i < posting->heaped; i++) {
		int64_t at = doclist_id(posting->heap[i]);
		if ((i == 1 && posting->waits == 0) ||
				posting_before(posting, at, other)) {
			other = at;
		}
	}
	if ((!shared || posting_before(posting, id[hi - 1], other)) &&
			!posting_before(posting, edge, id[hi - 1])) {
		return hi - lo;
	}
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if ((!shared || posting_before(posting, id[mid], other)) &&
				!posting_before(posting, edge, id[mid])) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo - top->at;
}

static bool hides(const uint32_t *bytes, size_t n)
{
	bool zero = false;

	for (size_t i = 0; i < n; i++) {
		zero |= bytes[i] == 0;
	}
	return zero;
}

static bool need_merged(struct posting *posting)
{
	struct entry_arrays *merged = &posting->merged;

	if (merged->id == NULL) {
		merged->id = pantau_arena_alloc(posting->arena, MERGED_MOST *
				sizeof(*merged->id));
		merged->poslist = pantau_arena_alloc(posting->arena,
				MERGED_MOST * sizeof(*merged->poslist));
		merged->bytes = pantau_arena_alloc(posting->arena, MERGED_MOST *
				sizeof(*merged->bytes));
	}
	return merged->id != NULL && merged->poslist != NULL &&
			merged->bytes != NULL;
}

/* Copies entries until a list runs dry: filling it would take away what was
 * lent. */
static enum pantau_status merge(struct posting *posting, int64_t edge,
		size_t *n, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	*n = 0;
	if (!need_merged(posting)) {
		return pantau_fail_memory(err);
	}
	while (status == PANTAU_OK && posting->heaped > 0 &&
			posting->drys == 0 && *n < MERGED_MOST) {
		const struct doclist *top = posting->heap[0];
		int64_t id = doclist_id(top);
		if (posting_before(posting, edge, id) ||
				reached(posting, id) != NULL) {
			break;
		}
		posting->merged.id[*n] = id;
		posting->merged.poslist[*n] =
				top->room->array.poslist[top->at];
		posting->merged.bytes[*n] = top->room->array.bytes[top->at];
		*n += posting->merged.bytes[*n] != 0;
		status = pass(posting, id, err);
	}
	return status;
}

static void lend(struct doclist *list, size_t n, struct posting_block *out)
{
	const struct entry_arrays *array = &list->room->array;

	out->id = array->id + list->at;
	out->poslist = array->poslist + list->at;
	out->bytes = array->bytes + list->at;
	out->n = n;
	list->at += n;
}

/* The entry at or behind from in the first list, when it is at hand and stays
 * the first: nearly all seeks where segments are apart. */
static bool seek_near(struct posting *posting, int64_t from)
{
	if (posting->drys > 0 || posting->heaped == 0) {
		return false;
	}
	struct doclist *list = posting->heap[0];
	const struct entry_arrays *array = &list->room->array;
	if (posting_before(posting, array->id[list->n - 1], from)) {
		return false;
	}
	pantau_doclist_forward(list, from);
	sift_down(posting);
	if (posting->heap[0] != list || array->bytes[list->at] == 0 ||
			reached(posting, array->id[list->at]) != NULL) {
		return false;
	}
	posting->poslist = array->poslist[list->at];
	posting->bytes = array->bytes[list->at];
	posting->found_id = array->id[list->at];
	posting->found = true;
	return true;
}

/* A block of the only list there is: no merging, nothing hidden. */
static enum pantau_status run_one(struct posting *posting, int64_t edge,
		struct posting_block *out, struct pantau_error *err)
{
	struct doclist *list = &posting->list[0];

	if (posting->found) {
		list->at++;
		posting->found = false;
	}
	enum pantau_status status = pantau_doclist_fill(list, err);
	size_t n = status == PANTAU_OK ? run_length(posting, list, edge) : 0;
	if (n == 0) {
		return status == PANTAU_OK ? PANTAU_END : status;
	}
	lend(list, n, out);
	return PANTAU_OK;
}

enum pantau_status pantau_posting_run(struct posting *posting, int64_t edge,
		struct posting_block *out, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (posting->lists == 1) {
		return run_one(posting, edge, out, err);
	}
	if (posting->found) {
		posting->found = false;
		status = pass(posting, posting->found_id, err);
	}
	while (status == PANTAU_OK) {
		status = settle(posting, NULL, err);
		if (status != PANTAU_OK) {
			break;
		}
		if (posting->heaped == 0 || posting_before(posting, edge,
				doclist_id(posting->heap[0]))) {
			return PANTAU_END;
		}
		struct doclist *top = posting->heap[0];
		size_t n = run_length(posting, top, edge);
		if (n >= DIRECT_LEAST && !hides(top->room->array.bytes +
				top->at, n)) {
			lend(top, n, out);
			if (top->at >= top->n) {
				posting->dry[posting->drys++] = pop(posting);
			} else {
				sift_down(posting);
			}
			return PANTAU_OK;
		}
		status = merge(posting, edge, &n, err);
		if (status == PANTAU_OK && n > 0) {
			*out = (struct posting_block){posting->merged.id,
					posting->merged.poslist,
					posting->merged.bytes, n};
			return PANTAU_OK;
		}
	}
	return status;
}

enum pantau_status pantau_posting_block(struct posting *posting,
		struct posting_block *out, struct pantau_error *err)
{
	return posting->prefix != NULL ? pantau_prefix_block(posting, out, err)
			: pantau_posting_run(posting, posting->descending
			? INT64_MIN : INT64_MAX, out, err);
}

/* The entry that all lists agree on, at or behind from. */
static enum pantau_status seek(struct posting *posting, int64_t from,
		struct pantau_error *err)
{
	enum pantau_status status = settle(posting, &from, err);

	while (status == PANTAU_OK && posting->heaped > 0) {
		struct doclist *top = posting->heap[0];
		int64_t id = doclist_id(top);
		if (posting_before(posting, id, from)) {
			status = pantau_doclist_seek(top, from, err);
			if (status == PANTAU_END) {
				pop(posting);
				status = PANTAU_OK;
			} else if (status == PANTAU_OK) {
				sift_down(posting);
			}
		} else {
			posting->bytes = top->room->array.bytes[top->at];
			if (posting->bytes != 0) {
				posting->poslist = top->room->array.poslist[
						top->at];
				posting->found_id = id;
				posting->found = true;
				return PANTAU_OK;
			}
			status = pass(posting, id, err);
		}
		if (status == PANTAU_OK) {
			status = settle(posting, &from, err);
		}
	}
	return status == PANTAU_OK ? PANTAU_END : status;
}

/* The same for seeks. */
static enum pantau_status seek_one(struct posting *posting, int64_t from,
		int64_t *id, struct pantau_error *err)
{
	struct doclist *list = &posting->list[0];

	if (posting->found) {
		list->at++;
		posting->found = false;
	}
	enum pantau_status status = pantau_doclist_seek(list, from, err);
	if (status == PANTAU_OK) {
		posting->found = true;
		posting->found_id = *id = doclist_id(list);
		posting->poslist = list->room->array.poslist[list->at];
		posting->bytes = list->room->array.bytes[list->at];
	}
	return status;
}

enum pantau_status pantau_posting_seek(struct posting *posting, int64_t from,
		int64_t *id, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (posting->found && !posting_before(posting, posting->found_id,
			from)) {
		*id = posting->found_id;
		return PANTAU_OK;
	}
	if (posting->prefix != NULL) {
		return pantau_prefix_seek(posting, from, id, err);
	}
	if (posting->lists == 1) {
		return seek_one(posting, from, id, err);
	}
	posting->found = false;
	if (!seek_near(posting, from)) {
		status = seek(posting, from, err);
	}
	*id = posting->found_id;
	return status;
}

void pantau_posting_poslist(const struct posting *posting,
		const unsigned char **poslist, uint32_t *bytes)
{
	*poslist = posting->poslist;
	*bytes = posting->bytes;
}

uint64_t pantau_posting_estimate(const struct posting *posting)
{
	return posting->estimate;
}
