/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Seeking in a doclist of many pages: by the first row ids of the pages,
 * doubling the step from where the walk stands and then halving. FTS5's doclist
 * indexes say the same, for doclists of some lengths only; a few pages more read
 * from SQLite's cache cost less than a second way of doing it.
 */

#include "store/doclist.h"

#include "base/error.h"

#define STRIDE_LEAST 4
#define STRIDE_MOST 256

/* The first row id of a page; *has false when none begins there. */
static enum pantau_status first_id(struct doclist *list, uint32_t page,
		bool *has, int64_t *id, struct pantau_error *err)
{
	const struct place *place = &list->place;
	struct leaf leaf;
	uint64_t value = 0;
	enum pantau_status status = pantau_reader_leaf(list->reader,
			place->segment, page, &leaf, err);

	*has = false;
	if (status != PANTAU_OK) {
		return status;
	}
	uint32_t from = page == place->page ? place->rows : leaf.rows;
	uint32_t to = page == place->page ? place->end : leaf.term;
	if (to > leaf.body) {
		return pantau_index_damaged(err);
	}
	if (page == place->page ? from >= to : from == 0) {
		return PANTAU_OK;
	}
	if (pantau_varint_get(leaf.p + from, leaf.p + to, &value) == 0) {
		return pantau_index_damaged(err);
	}
	*has = true;
	*id = (int64_t)value;
	return PANTAU_OK;
}

/* The last page of least..page where an entry begins; 0 when none does: a
 * poslist may fill pages. */
static enum pantau_status probe(struct doclist *list, uint32_t least,
		uint32_t page, uint32_t *found, int64_t *id,
		struct pantau_error *err)
{
	bool has = false;
	enum pantau_status status = PANTAU_OK;

	*found = 0;
	for (; status == PANTAU_OK && page >= least; page--) {
		status = first_id(list, page, &has, id, err);
		if (status == PANTAU_OK && has) {
			*found = page;
			return PANTAU_OK;
		}
	}
	return status;
}

enum pantau_status pantau_doclist_locate(struct doclist *list, uint32_t lo,
		uint32_t hi, int64_t id, uint32_t *page,
		struct pantau_error *err)
{
	uint32_t step = 1, answer = 0;
	bool near = true; /* still doubling */

	list->near = INT64_MAX;
	list->near_at = 0;
	while (lo <= hi) {
		uint32_t mid = lo + (hi - lo) / 2, found;
		int64_t first = 0;
		if (near && !list->descending && step <= hi - lo) {
			mid = lo + step - 1;
		} else if (near && list->descending && step <= hi - lo) {
			mid = hi - (step - 1);
		}
		step = step < UINT32_MAX / 2 ? 2 * step : step;
		enum pantau_status status = probe(list, lo, mid, &found, &first,
				err);
		if (status != PANTAU_OK) {
			return status;
		}
		if (found == 0) {
			lo = mid + 1;
		} else if (first <= id) {
			answer = found;
			lo = mid + 1;
			near = near && !list->descending;
		} else {
			hi = found - 1;
			list->near = first;
			list->near_at = found;
			near = near && list->descending;
		}
	}
	*page = answer;
	return answer != 0 ? PANTAU_OK : PANTAU_END;
}

void pantau_doclist_forward(struct doclist *list, int64_t from)
{
	const int64_t *id = list->room->array.id;
	size_t step = 1, lo = list->at, hi;

	list->hits++;
	if (list->descending ? id[lo] <= from : id[lo] >= from) {
		return;
	}

	while (lo + step < list->n && (list->descending
			? id[lo + step] > from : id[lo + step] < from)) {
		lo += step;
		step *= 2;
	}
	hi = lo + step < list->n ? lo + step : list->n - 1;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (list->descending ? id[mid] > from : id[mid] < from) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	list->at = lo;
}

/* Ascending, how much to decode behind the id that is sought next: where seeks
 * go far a few entries, where they are near as many as a walk would. */
static void pace(struct doclist *list)
{
	if (list->hits > 3 && list->stride < STRIDE_MOST) {
		list->stride *= 2;
	} else if (list->hits == 0 && list->stride > STRIDE_LEAST) {
		list->stride /= 2;
	}
	list->chunk = list->stride;
	list->hits = 0;
}

static enum pantau_status seek_down(struct doclist *list, int64_t from,
		struct pantau_error *err)
{
	uint32_t page, hi = list->page - 1;
	enum pantau_status status = PANTAU_OK;

	if (list->page == 0) {
		status = pantau_doclist_last(list, &hi, err);
	}
	if (status != PANTAU_OK || hi < list->place.page) {
		return status != PANTAU_OK ? status : PANTAU_END;
	}
	if (list->page == 0 && from == INT64_MAX) {
		page = hi;
	} else {
		status = pantau_doclist_locate(list, list->place.page, hi,
				from, &page, err);
	}
	return status != PANTAU_OK ? status
			: pantau_doclist_load(list, page, from, err);
}

static enum pantau_status seek_up(struct doclist *list, int64_t from,
		struct pantau_error *err)
{
	uint32_t page = list->page != 0 ? list->page : list->place.page;
	uint32_t last = page, from_page = page;
	bool far = page != list->place.page || list->place.last;
	enum pantau_status status = PANTAU_OK;

	if (from == INT64_MIN || (page == list->near_page &&
			from < list->near)) {
		far = false;
	}
	if (far && page != list->last) {
		status = pantau_doclist_last(list, &last, err);
	}
	if (far && page == list->near_page && list->near_at != 0) {
		page = list->near_at; /* which begins at or before from */
	}
	if (status == PANTAU_OK && last > from_page) {
		uint32_t found;
		status = pantau_doclist_locate(list, page + 1, last, from,
				&found, err);
		page = status == PANTAU_OK ? found : page;
		status = status == PANTAU_END ? PANTAU_OK : status;
		list->near_page = page;
	}
	if (status != PANTAU_OK) {
		return status;
	}
	if (page != list->page) {
		return pantau_doclist_load(list, page, from, err);
	}
	pantau_entries_skip(&list->rest, from);
	return PANTAU_OK;
}

enum pantau_status pantau_doclist_seek(struct doclist *list, int64_t from,
		struct pantau_error *err)
{
	bool down = list->descending;
	enum pantau_status status;

	from = from < list->least && !down ? list->least
			: from > list->greatest && down ? list->greatest : from;
	if (list->at < list->n) {
		int64_t far = list->room->array.id[list->n - 1];
		if (down ? far <= from : far >= from) {
			pantau_doclist_forward(list, from);
			return PANTAU_OK;
		}
		list->at = list->n;
	}
	if (list->ended || (down ? from < list->least
			: from > list->greatest)) {
		list->ended = true;
		return PANTAU_END;
	}
	pace(list);
	status = down ? seek_down(list, from, err) : seek_up(list, from, err);
	if (status == PANTAU_OK) {
		status = pantau_doclist_fill(list, err);
	}
	list->ended = list->ended || status == PANTAU_END;
	return status;
}
