/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_POSTING_PARTS_H
#define PANTAU_STORE_POSTING_PARTS_H

/* What the files of postings share. */

#include "store/doclist.h"
#include "store/posting.h"

#define MERGED_MOST 512 /* entries of a block that is put together */

struct prefix_union;

struct posting {
	struct index_reader *reader;
	bool descending;
	struct doclist *list;     /* newest segment first */
	size_t lists;
	struct doclist **heap;    /* those with entries at hand; next id first,
	                             of equal ones the newest */
	size_t heaped;
	struct doclist **dry;     /* those to be filled before the next entry */
	size_t drys;
	struct doclist **wait;    /* those not opened yet, since they begin
	                             further on; the next one last */
	size_t waits;
	struct entry_arrays merged; /* NULL before it is needed */
	struct arena *arena;
	bool found;               /* seek stands on found_id */
	int64_t found_id;
	const unsigned char *poslist;
	uint32_t bytes;
	uint64_t estimate;
	struct prefix_union *prefix; /* then nothing above but 'found' counts */
};

/* Whether id a comes before b in the direction of the walk. */
static inline bool posting_before(const struct posting *posting, int64_t a,
		int64_t b)
{
	return posting->descending ? a > b : a < b;
}

/* No entry of a list whose ends are known comes before this id, and none
 * behind the other. */
static inline int64_t posting_begin(const struct posting *posting,
		const struct doclist *list)
{
	return posting->descending ? list->place.final : list->place.first;
}

static inline int64_t posting_end(const struct posting *posting,
		const struct doclist *list)
{
	return posting->descending ? list->place.first : list->place.final;
}

/* A posting over places that are known, newest segment first. */
enum pantau_status pantau_posting_over(struct index_reader *reader,
		const struct place *place, size_t places, struct str term,
		bool descending, int64_t least, int64_t greatest,
		struct arena *arena, struct posting **out,
		struct pantau_error *err);
/* As pantau_posting_block, for entries up to an id; PANTAU_END also where more
 * come behind it. */
enum pantau_status pantau_posting_run(struct posting *posting, int64_t edge,
		struct posting_block *out, struct pantau_error *err);
/* Where a term stands, newest segment first; lent until the next call, and
 * remembered while the file does not change. The term begins with INDEX_TERM. */
enum pantau_status pantau_posting_places(struct index_reader *reader,
		struct str term, const struct place **out, size_t *n,
		struct pantau_error *err);
/* Takes an index that FTS5 alone can read for what it is. */
enum pantau_status pantau_posting_reader(struct store *store,
		struct index_reader **out, struct pantau_error *err);
/* INDEX_TERM and the term; p is NULL when memory is out. */
struct str pantau_posting_term(struct str term, struct arena *arena);

/* --- posting_terms.c --- */

/* A place of one of several terms. */
struct term_place {
	struct str term;  /* with INDEX_TERM; one pointer for all of a term */
	uint32_t age;     /* 0: the newest segment */
	struct place place;
};
/* The unmarked terms that begin with a prefix, by term, then by age: all, or
 * with a limit the first that many of each segment, so that the first that many
 * of all are among them. PANTAU_LIMIT when there are too many. */
#define ALL_TERMS SIZE_MAX
enum pantau_status pantau_prefix_terms(struct index_reader *reader,
		struct str prefix, size_t limit, struct arena *arena,
		struct term_place **out, size_t *n, struct pantau_error *err);

/* --- posting_prefix.c --- */

/* Makes posting->prefix, or an ordinary posting where one term is all. *out is
 * NULL when there is none. */
enum pantau_status pantau_prefix_open(struct index_reader *reader,
		struct str prefix, bool descending, int64_t least,
		int64_t greatest, struct arena *arena, struct posting **out,
		struct pantau_error *err);
void pantau_prefix_close(struct prefix_union *prefix);
enum pantau_status pantau_prefix_block(struct posting *posting,
		struct posting_block *out, struct pantau_error *err);
enum pantau_status pantau_prefix_seek(struct posting *posting, int64_t from,
		int64_t *id, struct pantau_error *err);

#endif
