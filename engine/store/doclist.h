/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_DOCLIST_H
#define PANTAU_STORE_DOCLIST_H

/*
 * The doclist of one term in one segment, walked in one direction within
 * bounds. Entries without positions hide those of older segments; they come
 * when the walk was opened to show them.
 */

#include "store/segment_read.h"

struct doclist {
	struct index_reader *reader;
	struct place place;
	struct str term;         /* with INDEX_TERM; the caller's */
	bool descending, empty;  /* empty: entries without positions come too */
	int64_t least, greatest;
	uint32_t age;            /* 0: of the newest segment */
	struct page_room *room;  /* NULL before the first entry */
	uint32_t page;           /* whose entries are in it */
	struct entries rest;     /* ascending: not decoded yet */
	size_t chunk;            /* how many to decode at once */
	size_t stride;           /* the same after a seek: more while they hit */
	size_t hits;             /* seeks that ended in the chunk at hand */
	size_t at, n;            /* entries at hand: at .. n - 1 */
	uint32_t last;           /* the last page with entries; 0: not asked */
	bool ended;              /* nothing comes behind what is at hand */
	bool passed;             /* an entry was decoded: */
	int64_t behind;          /* all that come are behind this id */
	uint32_t near_page;      /* ascending: no id below near is behind it */
	int64_t near;
	uint32_t near_at;        /* the page that begins with near; 0: none */
};

/* Takes the term and the place; reads nothing yet. */
void pantau_doclist_init(struct doclist *list, struct index_reader *reader,
		const struct place *place, struct str term, bool descending,
		bool empty, int64_t least, int64_t greatest);
void pantau_doclist_finish(struct doclist *list);

/* Entries of the same page only: what was lent stays. PANTAU_END when there are
 * none left on it. */
enum pantau_status pantau_doclist_more(struct doclist *list,
		struct pantau_error *err);
/* Makes sure that there are entries at hand; PANTAU_END when there is none.
 * What was lent is gone. */
enum pantau_status pantau_doclist_fill(struct doclist *list,
		struct pantau_error *err);
/* The same for entries at or behind from. */
enum pantau_status pantau_doclist_seek(struct doclist *list, int64_t from,
		struct pantau_error *err);
/* Entries with positions that are left, counted to the end; also the first and
 * the last id of all of them. For lists just opened, ascending. */
enum pantau_status pantau_doclist_count(struct doclist *list, uint64_t *n,
		int64_t *first, int64_t *last, struct pantau_error *err);
/* The last page that holds any of it. */
enum pantau_status pantau_doclist_last(struct doclist *list, uint32_t *page,
		struct pantau_error *err);
/* About how many entries, from bytes. */
enum pantau_status pantau_doclist_estimate(struct doclist *list, uint64_t *n,
		struct pantau_error *err);

/* --- doclist_seek.c --- */

/* Forward in the entries at hand, which hold one at or behind from. */
void pantau_doclist_forward(struct doclist *list, int64_t from);

/* Of the pages lo..hi the last one whose first id is at most this; PANTAU_END
 * when there is none. */
enum pantau_status pantau_doclist_locate(struct doclist *list, uint32_t lo,
		uint32_t hi, int64_t id, uint32_t *page,
		struct pantau_error *err);

/* --- for doclist_seek.c --- */

/* Takes the entries of a page as the ones at hand: ascending from id 'bound',
 * descending up to it. */
enum pantau_status pantau_doclist_load(struct doclist *list, uint32_t page,
		int64_t bound, struct pantau_error *err);

/* The id of the entry at hand. */
static inline int64_t doclist_id(const struct doclist *list)
{
	return list->room->array.id[list->at];
}

#endif
