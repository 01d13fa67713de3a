/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_POSTING_H
#define PANTAU_STORE_POSTING_H

/*
 * Postings: the documents that hold a term, with the positions where it
 * stands, read from the leaves of all segments (index_format.h). Where several
 * segments know a row id, the newest one decides, and an entry that deletes
 * hides the older ones.
 *
 * All of it belongs to the store's read transaction and to one thread; memory
 * comes from the arena given, pages are held by the posting until close.
 */

#include "store/structure.h"

struct posting;

/* A position: the column (enum index_field) in the upper half. */
#define POSTING_POSITION(field, at) ((uint64_t)(field) << 32 | (uint32_t)(at))

/*
 * Opens the postings of one stored term (a surface form, or a marked one with
 * its PACK_COLOCATED), or of all unmarked terms that begin with it, in one
 * direction, within [least, greatest]. *out is NULL when nothing holds it.
 * PANTAU_DAMAGED, PANTAU_IO; PANTAU_LIMIT or PANTAU_INTERRUPTED when the
 * store's deadline passed, PANTAU_LIMIT also for a prefix of too many words;
 * PANTAU_NEWER when only FTS5 itself can read the index. Between begin_read and
 * end_read: pages are held until then. What FTS5 has not written out yet in a
 * transaction of the store's own is not seen.
 */
enum pantau_status pantau_posting_open(struct store *store, struct str term,
		bool prefix, bool descending, int64_t least, int64_t greatest,
		struct arena *arena, struct posting **out,
		struct pantau_error *err);
void pantau_posting_close(struct posting *posting); /* NULL is fine */

/*
 * A run of entries in the direction of the walk, as many as are at hand (those
 * of one page, mostly): what loops over all matches should use. The arrays are
 * lent until the next call for this posting.
 */
struct posting_block {
	const int64_t *id;
	const unsigned char *const *poslist; /* without its size */
	const uint32_t *bytes;               /* of the poslist */
	size_t n;
};
/* PANTAU_END when there is no more. After a seek, entries behind the one found
 * come, without it. */
enum pantau_status pantau_posting_block(struct posting *posting,
		struct posting_block *out, struct pantau_error *err);

/*
 * The first id at or behind from, in the direction of the walk; never goes
 * back: an id before the one found gives that one again. PANTAU_END when there
 * is none. Skips pages by halving; several steps ahead cost a few page reads,
 * not a scan.
 */
enum pantau_status pantau_posting_seek(struct posting *posting, int64_t from,
		int64_t *id, struct pantau_error *err);
/* The poslist of the id that seek found; lent until the next call. */
void pantau_posting_poslist(const struct posting *posting,
		const unsigned char **poslist, uint32_t *bytes);

/* About how many entries there are, from the pages they take: for the order in
 * which an AND asks its parts. Never 0. */
uint64_t pantau_posting_estimate(const struct posting *posting);

/* Exactly how many documents hold the term, bounds aside (its document
 * frequency). Walks sizes alone; kept for the store's read transaction. */
enum pantau_status pantau_posting_frequency(struct store *store,
		struct str term, uint64_t *documents, struct pantau_error *err);

/* Decodes a poslist into positions, ascending; at most room, returns how many
 * there are. Of a damaged one, what can be read. */
size_t pantau_poslist_decode(const unsigned char *poslist, uint32_t bytes,
		uint64_t *out, size_t room);

#endif
