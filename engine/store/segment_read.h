/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_SEGMENT_READ_H
#define PANTAU_STORE_SEGMENT_READ_H

/*
 * Reading segments: which there are, their leaf pages, and where a term's
 * doclist stands. One reader belongs to a store; it is made on first use and
 * made again once the file changed, by others or by the store itself.
 */

#include "base/hash.h"
#include "store/posting_page.h"
#include "store/structure.h"

/* Memory of one page's entries; spare ones are kept by the reader. */
struct page_room {
	struct page_room *next;
	size_t room;             /* bytes of a page it takes */
	unsigned char *bytes;    /* of them, and ENTRIES_PADDING more */
	size_t entries;          /* room in the arrays */
	struct entry_arrays array;
	unsigned char *joined;   /* a poslist of several pages */
	size_t joined_room;
};

/* Where a term stands (posting_places.c). */
struct place;
struct placed {
	const struct place *place; /* newest segment first */
	size_t n;
};

struct index_reader {
	struct store *store;
	int64_t version;         /* data version that all of this is of */
	int changes;             /* of the connection's own, likewise */
	struct arena arena;      /* the structure */
	struct structure structure;
	sqlite3_blob *blob;      /* of fts_data; NULL outside of transactions */
	unsigned char *page;     /* the one read last */
	size_t page_room;
	int64_t leaf_row;        /* its row; 0: none */
	struct leaf leaf;
	unsigned until_look;
	struct map frequency;    /* term to place in documents */
	uint64_t *documents;
	size_t documents_room;
	struct map placed;       /* term to number in place */
	struct placed *place;
	size_t place_room;
	size_t places;           /* room taken for those of all terms */
	struct arena place_arena;
	struct page_room *spare;
	size_t spares;
};

/* The reader of the store as the file is now. Its index may be foreign. */
enum pantau_status pantau_reader_get(struct store *store,
		struct index_reader **out, struct pantau_error *err);

/* A leaf page; lent until the next call. Looks at the deadline. */
enum pantau_status pantau_reader_leaf(struct index_reader *reader,
		uint32_t segment, uint32_t page, struct leaf *out,
		struct pantau_error *err);

/* Where the entries of a term stand in a segment. */
struct place {
	uint32_t segment;  /* its id */
	uint32_t limit;    /* the segment's last page */
	uint32_t page;     /* that holds the term */
	uint32_t rows, end; /* of the entries there */
	bool last;         /* the page's last term: entries may run on */
	bool known;        /* what follows is: */
	uint32_t tail;     /* the last page with any of it */
	int64_t first, final; /* the ids of its first and its last entry */
};
/* PANTAU_NOT_FOUND when the segment does not hold it; err is then not filled.
 * The term begins with INDEX_TERM. */
enum pantau_status pantau_segment_find(struct index_reader *reader,
		const struct segment *segment, struct str term,
		struct place *out, struct pantau_error *err);
/* The page where a term is or would be. */
enum pantau_status pantau_segment_page(struct index_reader *reader,
		const struct segment *segment, struct str term, uint32_t *page,
		struct pantau_error *err);
/* The next page that begins a term greater than all of the term's own page; 0
 * when there is none. */
enum pantau_status pantau_segment_next(struct index_reader *reader,
		uint32_t segment, struct str term, uint32_t *page,
		struct pantau_error *err);

/* A room for the entries of that many bytes; NULL when memory is out. */
struct page_room *pantau_room_take(struct index_reader *reader, size_t bytes);
void pantau_room_give(struct index_reader *reader, struct page_room *room);

#endif
