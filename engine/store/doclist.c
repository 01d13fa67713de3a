/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * A doclist page by page. Ascending, a page's entries are decoded in chunks
 * that stay in the nearest cache and stop where a seek does; descending, the
 * page has to be gone through from its beginning anyway.
 */

#include "store/doclist.h"

#include <stdlib.h>

#include "base/error.h"

#define CHUNK_FIRST 32
#define CHUNK_MOST 512

void pantau_doclist_init(struct doclist *list, struct index_reader *reader,
		const struct place *place, struct str term, bool descending,
		bool empty, int64_t least, int64_t greatest)
{
	*list = (struct doclist){
		.reader = reader, .place = *place, .term = term,
		.descending = descending, .empty = empty,
		.least = least, .greatest = greatest,
		.last = place->known ? place->tail : 0,
		.chunk = CHUNK_FIRST, .stride = CHUNK_FIRST, .ended = least > greatest,
	};
}

void pantau_doclist_finish(struct doclist *list)
{
	if (list->room != NULL) {
		pantau_room_give(list->reader, list->room);
		list->room = NULL;
	}
}

/* The bytes of a page that are entries of the list, from its first row id. */
static enum pantau_status extent(struct doclist *list, const struct leaf *leaf,
		uint32_t page, uint32_t *from, uint32_t *to,
		struct pantau_error *err)
{
	if (page == list->place.page) {
		*from = list->place.rows;
		*to = list->place.end;
		return *to <= leaf->body ? PANTAU_OK
				: pantau_index_damaged(err);
	}
	*from = leaf->rows != 0 ? leaf->rows : leaf->term;
	*to = leaf->term;
	if (leaf->term < leaf->body) {
		list->last = page;
	}
	return PANTAU_OK;
}

/* Whether the list may go on behind a page that was loaded. */
static bool goes_on(const struct doclist *list, uint32_t page)
{
	return page != list->last && page < list->place.limit &&
			(page != list->place.page || list->place.last);
}

static enum pantau_status copy_page(struct doclist *list, uint32_t page,
		struct pantau_error *err)
{
	struct leaf leaf;
	uint32_t from, to;
	enum pantau_status status = pantau_reader_leaf(list->reader,
			list->place.segment, page, &leaf, err);

	if (status == PANTAU_OK) {
		status = extent(list, &leaf, page, &from, &to, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	size_t n = to - from;
	if (list->room == NULL || list->room->room < n) {
		pantau_room_give(list->reader, list->room);
		list->room = pantau_room_take(list->reader, n);
		if (list->room == NULL) {
			return pantau_fail_memory(err);
		}
	}
	memcpy(list->room->bytes, leaf.p + from, n);
	memset(list->room->bytes + n, 0, ENTRIES_PADDING);
	list->rest = (struct entries){.at = list->room->bytes,
			.end = list->room->bytes + n, .absolute = true};
	list->page = page;
	list->at = list->n = 0;
	return PANTAU_OK;
}

static bool append(struct page_room *room, size_t have,
		const unsigned char *p, size_t n)
{
	size_t need = have + n + ENTRIES_PADDING;

	if (room->joined_room < need) {
		size_t grown = room->joined_room < 512 ? 1024
				: 2 * room->joined_room;
		grown = grown < need ? need : grown;
		unsigned char *joined = realloc(room->joined, grown);
		if (joined == NULL) {
			return false;
		}
		room->joined = joined;
		room->joined_room = grown;
	}
	memcpy(room->joined + have, p, n);
	return true;
}

/* Puts a poslist together that runs over the page's end. */
static enum pantau_status join(struct doclist *list, size_t entry,
		struct pantau_error *err)
{
	struct page_room *room = list->room;
	size_t total = room->array.bytes[entry];
	size_t have = (size_t)(list->rest.end - room->array.poslist[entry]);
	uint32_t page = list->page;

	if (!append(room, 0, room->array.poslist[entry], have)) {
		return pantau_fail_memory(err);
	}
	bool on = goes_on(list, page);
	while (have < total) {
		struct leaf leaf;
		if (!on || page >= list->place.limit) {
			return pantau_index_damaged(err);
		}
		enum pantau_status status = pantau_reader_leaf(list->reader,
				list->place.segment, ++page, &leaf, err);
		if (status != PANTAU_OK) {
			return status;
		}
		size_t n = (leaf.rows != 0 ? leaf.rows : leaf.term) - 4;
		n = n < total - have ? n : total - have;
		if (!append(room, have, leaf.p + 4, n)) {
			return pantau_fail_memory(err);
		}
		have += n;
		on = leaf.rows == 0 && leaf.term == leaf.body;
	}
	memset(room->joined + have, 0, ENTRIES_PADDING);
	room->array.poslist[entry] = room->joined;
	return PANTAU_OK;
}

/* What was just decoded: ordered, whole, and within the far bound. */
static enum pantau_status take(struct doclist *list, struct pantau_error *err)
{
	const int64_t *id = list->room->array.id;

	if (list->rest.damaged) {
		return pantau_index_damaged(err);
	}
	if (list->at == list->n) {
		return PANTAU_OK;
	}
	int64_t first = id[list->at], last = id[list->n - 1];
	if (list->passed && (list->descending ? first >= list->behind
			: first <= list->behind)) {
		return pantau_index_damaged(err);
	}
	list->passed = true;
	list->behind = last;
	if (list->rest.over != 0) {
		/* The greatest id of the page. */
		size_t entry = list->descending ? list->at : list->n - 1;
		list->rest.over = 0;
		if (id[entry] >= list->least && id[entry] <= list->greatest) {
			enum pantau_status status = join(list, entry, err);
			if (status != PANTAU_OK) {
				return status;
			}
		}
	}
	while (list->n > list->at && (list->descending
			? id[list->n - 1] < list->least
			: id[list->n - 1] > list->greatest)) {
		list->n--;
		list->ended = true;
	}
	return PANTAU_OK;
}

enum pantau_status pantau_doclist_more(struct doclist *list,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (list->descending || list->room == NULL) {
		return PANTAU_END;
	}
	while (status == PANTAU_OK && list->at >= list->n) {
		if (list->ended || list->rest.at >= list->rest.end) {
			return PANTAU_END;
		}
		size_t chunk = list->chunk < list->room->entries ? list->chunk
				: list->room->entries;
		list->chunk = list->chunk < CHUNK_MOST ? 2 * list->chunk
				: CHUNK_MOST;
		list->at = 0;
		list->n = pantau_entries_decode(&list->rest, list->empty,
				&list->room->array, chunk);
		status = take(list, err);
	}
	return status;
}

enum pantau_status pantau_doclist_load(struct doclist *list, uint32_t page,
		int64_t bound, struct pantau_error *err)
{
	enum pantau_status status = copy_page(list, page, err);

	if (status != PANTAU_OK) {
		return status;
	}
	if (!list->descending) {
		if (bound > INT64_MIN) {
			pantau_entries_skip(&list->rest, bound);
		}
		return PANTAU_OK;
	}
	size_t room = list->room->entries;
	size_t n = pantau_entries_decode_back(&list->rest, list->empty, bound,
			&list->room->array, room);
	list->at = room - n;
	list->n = room;
	return take(list, err);
}

/* The next page of the walk; PANTAU_END behind the last one. */
static enum pantau_status turn(struct doclist *list, struct pantau_error *err)
{
	if (list->descending) {
		return list->page <= list->place.page ? PANTAU_END
				: pantau_doclist_load(list, list->page - 1,
				list->greatest, err);
	}
	return !goes_on(list, list->page) ? PANTAU_END
			: pantau_doclist_load(list, list->page + 1,
			list->least, err);
}

enum pantau_status pantau_doclist_fill(struct doclist *list,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (list->at < list->n) {
		return PANTAU_OK;
	}
	if (list->page == 0 && !list->ended) {
		return pantau_doclist_seek(list, list->descending
				? list->greatest : list->least, err);
	}
	while (status == PANTAU_OK && list->at >= list->n) {
		if (list->ended) {
			return PANTAU_END;
		}
		status = pantau_doclist_more(list, err);
		if (status == PANTAU_END) {
			status = list->rest.damaged ? pantau_index_damaged(err)
					: turn(list, err);
		}
	}
	list->ended = list->ended || status == PANTAU_END;
	return status;
}

enum pantau_status pantau_doclist_last(struct doclist *list, uint32_t *page,
		struct pantau_error *err)
{
	const struct place *place = &list->place;
	enum pantau_status status = PANTAU_OK;
	struct leaf leaf;

	if (list->last == 0 && !place->last) {
		list->last = place->page;
	}
	if (list->last == 0) {
		uint32_t next;
		status = pantau_segment_next(list->reader, place->segment,
				list->term, &next, err);
		if (status == PANTAU_OK && next == 0) {
			list->last = place->limit;
		} else if (status == PANTAU_OK && (next <= place->page ||
				next > place->limit)) {
			status = pantau_index_damaged(err);
		} else if (status == PANTAU_OK) {
			status = pantau_reader_leaf(list->reader,
					place->segment, next, &leaf, err);
			/* Something of ours before the other's term? */
			list->last = status == PANTAU_OK && leaf.term == 4
					? next - 1 : next;
		}
	}
	*page = list->last;
	return status;
}

enum pantau_status pantau_doclist_count(struct doclist *list, uint64_t *n,
		int64_t *first, int64_t *last, struct pantau_error *err)
{
	enum pantau_status status = copy_page(list, list->place.page, err);
	bool any = false;

	*n = 0;
	*first = INT64_MAX;
	*last = INT64_MIN;
	while (status == PANTAU_OK) {
		if (list->rest.at < list->rest.end) {
			uint64_t value = 0;
			pantau_varint_get(list->rest.at, list->rest.end,
					&value);
			int64_t id = (int64_t)value;
			*n += pantau_entries_count(&list->rest);
			if (list->rest.damaged || (any && id <= *last)) {
				return pantau_index_damaged(err);
			}
			*first = any ? *first : id;
			*last = list->rest.id;
			any = true;
		}
		if (!goes_on(list, list->page)) {
			break;
		}
		status = copy_page(list, list->page + 1, err);
	}
	return status;
}

enum pantau_status pantau_doclist_estimate(struct doclist *list, uint64_t *n,
		struct pantau_error *err)
{
	uint32_t last;
	enum pantau_status status = pantau_doclist_last(list, &last, err);
	uint64_t bytes = list->place.end - list->place.rows;

	if (status == PANTAU_OK && last > list->place.page) {
		bytes += (uint64_t)(last - list->place.page) *
				INDEX_LEAF_BYTES;
	}
	*n = bytes / 4 + 1;
	return status;
}
