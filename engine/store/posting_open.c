/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Opening postings, and counting what they hold. */

#include <stdlib.h>

#include "base/error.h"
#include "store/posting_parts.h"
#include "store/store_parts.h"

enum pantau_status pantau_posting_reader(struct store *store,
		struct index_reader **out, struct pantau_error *err)
{
	enum pantau_status status = pantau_reader_get(store, out, err);

	if (status == PANTAU_OK && (*out)->structure.foreign) {
		return pantau_fail(err, PANTAU_NEWER, "%s", PANTAU_T(err,
				"the index was written by a newer SQLite; update "
				"pantau or run 'pantau rebuild'",
				"indeks ditulis oleh SQLite yang lebih baru; perbarui "
				"pantau atau jalankan 'pantau rebuild'"));
	}
	return status;
}

struct str pantau_posting_term(struct str term, struct arena *arena)
{
	char *p = pantau_arena_alloc(arena, term.n + 1);

	if (p == NULL) {
		return str_make(NULL, 0);
	}
	p[0] = INDEX_TERM;
	if (term.n != 0) {
		memcpy(p + 1, term.p, term.n);
	}
	return str_make(p, term.n + 1);
}

/* Whether a list can hold anything within the bounds. */
static bool within(const struct place *place, int64_t least, int64_t greatest)
{
	return !place->known || (place->final >= least &&
			place->first <= greatest);
}

/* Where lists whose ends are known wait for the walk to reach them. */
static void enqueue(struct posting *posting, struct doclist *list)
{
	struct doclist **queue = posting->wait;
	size_t at = posting->waits++;

	for (; at > 0 && posting_before(posting, posting_begin(posting,
			queue[at - 1]), posting_begin(posting, list)); at--) {
		queue[at] = queue[at - 1];
	}
	queue[at] = list;
}

static enum pantau_status add_list(struct posting *posting, size_t i,
		const struct place *place, struct pantau_error *err)
{
	struct doclist *list = &posting->list[i];
	uint64_t n = 0;
	enum pantau_status status = pantau_doclist_estimate(list, &n, err);

	list->age = (uint32_t)i;
	posting->estimate += n;
	if (!within(place, list->least, list->greatest)) {
		list->ended = true;
	} else if (place->known) {
		enqueue(posting, list);
	} else {
		posting->dry[posting->drys++] = list;
	}
	return status;
}

enum pantau_status pantau_posting_over(struct index_reader *reader,
		const struct place *place, size_t places, struct str term,
		bool descending, int64_t least, int64_t greatest,
		struct arena *arena, struct posting **out,
		struct pantau_error *err)
{
	struct posting *posting = pantau_arena_zero(arena, 1, sizeof(*posting));
	struct doclist **order = pantau_arena_zero(arena, 3 * places,
			sizeof(*order));
	struct doclist *list = pantau_arena_zero(arena, places, sizeof(*list));
	enum pantau_status status = PANTAU_OK;

	*out = NULL;
	if (posting == NULL || order == NULL || list == NULL) {
		return pantau_fail_memory(err);
	}
	*posting = (struct posting){
		.reader = reader, .descending = descending,
		.list = list, .lists = places, .heap = order,
		.dry = order + places, .wait = order + 2 * places,
		.arena = arena,
	};
	for (size_t i = 0; status == PANTAU_OK && i < places; i++) {
		/* Newer segments mostly hold greater ids: in this order hardly
		 * anything moves in the queue. */
		size_t at = descending ? places - 1 - i : i;
		pantau_doclist_init(&list[at], reader, &place[at], term,
				descending, places > 1, least, greatest);
		status = add_list(posting, at, &place[at], err);
	}
	if (places == 1) {
		posting->waits = posting->drys = 0; /* it is never merged */
	}
	*out = status == PANTAU_OK ? posting : NULL;
	return status;
}

enum pantau_status pantau_posting_open(struct store *store, struct str term,
		bool prefix, bool descending, int64_t least, int64_t greatest,
		struct arena *arena, struct posting **out,
		struct pantau_error *err)
{
	struct index_reader *reader;
	const struct place *place;
	size_t places;

	*out = NULL;
	enum pantau_status status = pantau_posting_reader(store, &reader, err);
	if (status != PANTAU_OK) {
		return status;
	}
	if (prefix) {
		return pantau_prefix_open(reader, term, descending, least,
				greatest, arena, out, err);
	}
	struct str sought = pantau_posting_term(term, arena);
	if (sought.p == NULL) {
		return pantau_fail_memory(err);
	}
	status = pantau_posting_places(reader, sought, &place, &places, err);
	if (status == PANTAU_OK && places > 0) {
		status = pantau_posting_over(reader, place, places, sought,
				descending, least, greatest, arena, out, err);
	}
	return status;
}

void pantau_posting_close(struct posting *posting)
{
	if (posting == NULL) {
		return;
	}
	for (size_t i = 0; i < posting->lists; i++) {
		pantau_doclist_finish(&posting->list[i]);
	}
	if (posting->prefix != NULL) {
		pantau_prefix_close(posting->prefix);
	}
}

/* --- frequencies --- */

struct id_range {
	int64_t first, last;
};

static int by_first(const void *a, const void *b)
{
	const struct id_range *x = a, *y = b;
	return (x->first > y->first) - (x->first < y->first);
}

/* Counts each segment for itself; *apart is false when ids may stand in
 * several of them. */
static enum pantau_status count_apart(struct index_reader *reader,
		const struct place *place, size_t places, struct str term,
		struct arena *arena, uint64_t *documents, bool *apart,
		struct pantau_error *err)
{
	struct id_range *range = pantau_arena_alloc(arena, places *
			sizeof(*range));
	enum pantau_status status = range != NULL ? PANTAU_OK
			: pantau_fail_memory(err);

	*documents = 0;
	for (size_t i = 0; status == PANTAU_OK && i < places; i++) {
		struct doclist list;
		uint64_t n;
		pantau_doclist_init(&list, reader, &place[i], term, false,
				true, INT64_MIN, INT64_MAX);
		status = pantau_doclist_count(&list, &n, &range[i].first,
				&range[i].last, err);
		pantau_doclist_finish(&list);
		*documents += n;
	}
	*apart = true;
	if (status == PANTAU_OK) {
		qsort(range, places, sizeof(*range), by_first);
		for (size_t i = 1; i < places; i++) {
			*apart = *apart && range[i].first > range[i - 1].last;
		}
	}
	return status;
}

static enum pantau_status count_merged(struct index_reader *reader,
		const struct place *place, size_t places, struct str term,
		struct arena *arena, uint64_t *documents,
		struct pantau_error *err)
{
	struct posting *posting;
	struct posting_block block;
	enum pantau_status status = pantau_posting_over(reader, place, places,
			term, false, INT64_MIN, INT64_MAX, arena, &posting, err);

	*documents = 0;
	while (status == PANTAU_OK) {
		status = pantau_posting_block(posting, &block, err);
		*documents += status == PANTAU_OK ? block.n : 0;
	}
	pantau_posting_close(posting);
	return status == PANTAU_END ? PANTAU_OK : status;
}

static enum pantau_status count(struct index_reader *reader, struct str term,
		uint64_t *documents, struct pantau_error *err)
{
	struct arena arena;
	const struct place *place;
	size_t places;
	bool apart;

	pantau_arena_init(&arena);
	struct str sought = pantau_posting_term(term, &arena);
	enum pantau_status status = sought.p == NULL ? pantau_fail_memory(err)
			: pantau_posting_places(reader, sought, &place, &places,
			err);
	if (status == PANTAU_OK) {
		status = count_apart(reader, place, places, sought, &arena,
				documents, &apart, err);
	}
	if (status == PANTAU_OK && !apart) {
		status = count_merged(reader, place, places, sought, &arena,
				documents, err);
	}
	pantau_arena_finish(&arena);
	return status;
}

static bool keep(struct index_reader *reader, struct str term,
		uint64_t documents)
{
	bool added;

	if (reader->frequency.n >= reader->documents_room) {
		size_t room = 2 * reader->documents_room + 64;
		uint64_t *grown = realloc(reader->documents, room *
				sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		reader->documents = grown;
		reader->documents_room = room;
	}
	uint32_t *place = pantau_map_put(&reader->frequency, term, &added);
	if (place == NULL) {
		return false;
	}
	if (added) {
		*place = (uint32_t)(reader->frequency.n - 1);
	}
	reader->documents[*place] = documents;
	return true;
}

enum pantau_status pantau_posting_frequency(struct store *store,
		struct str term, uint64_t *documents, struct pantau_error *err)
{
	struct index_reader *reader;
	enum pantau_status status = pantau_store_begin_read(store, err);

	*documents = 0;
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_posting_reader(store, &reader, err);
	if (status == PANTAU_OK) {
		const uint32_t *known = pantau_map_get(&reader->frequency,
				term);
		if (known != NULL) {
			*documents = reader->documents[*known];
		} else {
			status = count(reader, term, documents, err);
			if (status == PANTAU_OK && !keep(reader, term,
					*documents)) {
				status = pantau_fail_memory(err);
			}
		}
	}
	pantau_store_end_read(store);
	return status;
}
