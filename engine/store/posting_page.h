/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_POSTING_PAGE_H
#define PANTAU_STORE_POSTING_PAGE_H

/*
 * The bytes of one leaf page (index_format.h): its parts, its terms, and the
 * entries of a doclist. Nothing here knows of SQLite, and any bytes may come:
 * what does not hold together is told as damaged, never read past.
 */

#include "base/str.h"
#include "store/index_format.h"

struct leaf {
	const unsigned char *p;
	uint32_t n;    /* bytes, with the footer */
	uint32_t rows; /* where the first row id before any term is; 0: none */
	uint32_t term; /* where the first term is; body: none */
	uint32_t body; /* where the footer begins */
};

/* False when it is none. The bytes are lent. */
bool pantau_leaf_parse(const unsigned char *p, size_t n, struct leaf *out);

/* What a page holds of a term's doclist. */
struct leaf_extent {
	uint32_t rows; /* behind the term */
	uint32_t end;  /* of its entries on this page */
	bool last;     /* no other term follows: it may run on */
};

enum leaf_found { LEAF_FOUND, LEAF_ABSENT, LEAF_DAMAGED };
/* Looks for a term, which begins with INDEX_TERM. */
enum leaf_found pantau_leaf_find(const struct leaf *leaf, struct str term,
		struct leaf_extent *out);

/* Walks over the terms of a page. */
struct leaf_terms {
	const struct leaf *leaf;
	uint32_t at;     /* of the next term */
	uint32_t footer; /* behind what the footer says of it */
	bool first, end, damaged;
};
void pantau_leaf_terms(const struct leaf *leaf, struct leaf_terms *out);
/* The next term, built in a buffer that keeps the one before; false at the
 * end, or when the page is damaged or memory is out (term->failed). */
bool pantau_leaf_next_term(struct leaf_terms *terms, struct buf *term,
		struct leaf_extent *out);

#define ENTRIES_PADDING 32

/* Where decoding stands in the entries of one doclist on one page. There must
 * be ENTRIES_PADDING readable bytes of zero behind the end. */
struct entries {
	const unsigned char *at, *end;
	int64_t id;     /* of the last one decoded */
	bool absolute;  /* the next row id is one, not a delta */
	bool damaged;
	uint32_t over;  /* how many bytes of the last poslist are on later pages */
};

struct entry_arrays {
	int64_t *id;
	const unsigned char **poslist;
	uint32_t *bytes;
};

/* Decodes at most room entries, ascending, to the front of the arrays; returns
 * how many. empty: keep entries without positions, which hide older ones. */
size_t pantau_entries_decode(struct entries *entries, bool empty,
		const struct entry_arrays *out, size_t room);
/* Decodes all that are at most 'most' and lays them down in descending order
 * at the end of arrays of 'room' (enough: half the bytes and one more). */
size_t pantau_entries_decode_back(struct entries *entries, bool empty,
		int64_t most, const struct entry_arrays *out, size_t room);
/* Moves on to before the first entry that is at least 'least'. */
void pantau_entries_skip(struct entries *entries, int64_t least);
/* How many that have positions are left; to the end. */
uint64_t pantau_entries_count(struct entries *entries);

#endif
