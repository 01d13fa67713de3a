/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_MATCH_PARTS_H
#define PANTAU_STORE_MATCH_PARTS_H

/* What the files of matching and ranking share. */

#include "store/match.h"
#include "store/posting.h"

#define NO_SPOT UINT64_MAX
#define NO_FIELD UINT32_MAX

/* --- match_tree.c --- */

/* Whether an index can hold a form, and whether it is a marked one. */
bool pantau_form_storable(struct str form);
bool pantau_form_marked(struct str form);
/* Of the position's forms the one that may stand unmarked; forms: none. */
size_t pantau_position_lead(const struct match_position *position);
bool pantau_positions_alike(const struct match_position *a,
		const struct match_position *b);

/* --- match_fts.c: FTS5's way --- */

struct fts_match;

/* The tree as an expression of FTS5, every term quoted. */
void pantau_match_render(struct buf *out, const struct match_node *tree);
/* As pantau_match_open and its kin say. */
enum pantau_status pantau_fts_match_open(struct store *store,
		const struct match_node *tree, bool descending, int64_t least,
		int64_t greatest, struct fts_match **out,
		struct pantau_error *err);
enum pantau_status pantau_fts_match_next(struct fts_match *match, int64_t *id,
		struct pantau_error *err);
void pantau_fts_match_close(struct fts_match *match);

/* --- match_spot.c: where in a document something stands --- */

/* Positions, ascending, as POSTING_POSITION makes them. */
struct spots {
	uint64_t *at;
	size_t n, room;
};

/* Room for n, keeping nothing; false when memory is out. */
bool pantau_spots_room(struct spots *spots, size_t n, struct arena *arena);

/* A poslist being read: at is its next position, NO_SPOT at the end, which of
 * a damaged one comes early. */
struct spot_reader {
	const unsigned char *p, *end;
	uint64_t at;
};
void pantau_spot_read(struct spot_reader *reader, const unsigned char *poslist,
		uint32_t bytes);
void pantau_spot_next(struct spot_reader *reader);

/* Of the spots those behind which, by a distance, is one of the others. */
void pantau_spots_followed(struct spots *spots, const struct spots *next,
		unsigned distance);

/* A phrase in a NEAR: its spots in a document, and how many positions it has.
 * The rest is for pantau_spots_near. */
struct near_phrase {
	struct spots *spots;
	size_t positions;
	size_t from, kept, heap;
	uint64_t last;
};

/* Leaves of each phrase the spots that are near to one of each other; none
 * where there is no such clump. A step of time is spent on each spot; halted
 * once the deadline passed, and the spots then mean nothing. */
void pantau_spots_near(struct near_phrase *phrase, size_t phrases,
		unsigned distance, struct store *store);

/* --- match_forms.c: what may stand at one position --- */

struct match_walk {
	struct store *store;
	struct arena *arena; /* of the whole match */
	bool descending;
	int64_t turn;        /* id ^ turn ascends along the walk */
	int64_t least, greatest;
	uint32_t field[3];   /* column numbers by enum match_field */
	unsigned steps;      /* since the last look at the deadline */
	const uint32_t *worth; /* of an occurrence by position (rank_parts.h) */
	struct spots scratch;
	size_t phrases;      /* opened so far */
};

static inline bool pantau_before(const struct match_walk *r, int64_t a, int64_t b)
{
	return (a ^ r->turn) < (b ^ r->turn);
}

static inline int64_t pantau_behind(const struct match_walk *r, int64_t id)
{
	return r->descending ? id - 1 : id + 1;
}

/* Why the match must end, if it must. */
enum pantau_status pantau_reading_look(struct match_walk *reading,
		struct pantau_error *err);

/* The same now and then; for whatever may be done a million times. */
static inline enum pantau_status pantau_reading_step(struct match_walk *reading,
		struct pantau_error *err)
{
	return (++reading->steps & 255) != 0 ? PANTAU_OK
			: pantau_reading_look(reading, err);
}

/* One posting and the entry it stands at. */
struct cursor {
	struct posting *posting;
	struct posting_block block;
	size_t next;               /* in the block, behind the entry */
	int64_t id;
	const unsigned char *poslist;
	uint32_t bytes;
	bool found, ended;         /* neither: before the first */
};

struct forms {
	const struct match_position *position;
	struct cursor *cursor;
	struct spot_reader *reader; /* one for each cursor */
	size_t n;                   /* 0: no document has any */
	int64_t at;                 /* least of the cursors' ids */
	bool found, ended;
	uint64_t estimate;
};

enum pantau_status pantau_forms_open(struct match_walk *reading,
		const struct match_position *position, struct forms **out,
		struct pantau_error *err);
void pantau_forms_close(struct forms *forms); /* NULL is fine */
/* forms->at becomes the first id at or behind from, unless it is there. */
enum pantau_status pantau_forms_seek(struct match_walk *reading,
		struct forms *forms, int64_t from, struct pantau_error *err);
/* Where any of the forms stands in document at; in a field, or NO_FIELD for
 * all. False when memory is out. */
bool pantau_forms_spots(struct match_walk *reading, struct forms *forms,
		uint32_t field, struct spots *out);
/* The positions of the first, both being at the same document, right behind
 * which stands the second, another one; in a field, or NO_FIELD for all. False
 * when memory is out. */
bool pantau_forms_pairs(struct match_walk *reading, struct forms *first,
		struct forms *second, uint32_t field, struct spots *out);
/* What they are worth together. */
uint64_t pantau_forms_times(const struct match_walk *reading,
		struct forms *forms);

/* Ids and what the occurrences in them are worth. */
struct taken {
	int64_t *id;
	uint64_t *times; /* NULL: not asked for */
	size_t n, room;
	/* Where times are asked for only of some: a bit for each id from base
	 * on. Those of the others are 0. NULL: of all. */
	const uint64_t *among;
	int64_t base;
};

static inline bool pantau_taken_wants(const struct taken *out, int64_t id)
{
	uint64_t at = (uint64_t)(id - out->base);

	return out->times != NULL && (out->among == NULL ||
			(out->among[at >> 6] >> (at & 63) & 1) != 0);
}

/* Takes the ids from at on that stand before end, until there is no room, and
 * moves behind them. It must stand somewhere: seek first. */
enum pantau_status pantau_forms_take(struct match_walk *reading,
		struct forms *forms, int64_t end, struct taken *out,
		struct pantau_error *err);

/* --- match_part.c: the tree over postings --- */

struct part {
	const struct match_node *node; /* NULL: a phrase of a NEAR */
	const struct match_phrase *words; /* of a phrase */
	struct forms **position;
	size_t positions;
	struct forms **lead;       /* each of them once, the rarest first */
	size_t leads;
	bool plain;                /* of one position, in any field: no spots */
	uint32_t field;
	struct spots spots;        /* of a phrase in document at */
	struct near_phrase *near;  /* of a NEAR, whose phrases are children */
	struct part **child;
	size_t children;
	size_t phrase;             /* of a leaf: the number of its first phrase
	                              in the tree */
	uint64_t *bits[2];         /* of an AND or NOT by windows */
	int64_t at;
	bool found, ended;
	uint64_t estimate;
};

/* *out is ended where nothing can match; to be closed whatever is returned. */
enum pantau_status pantau_part_open(struct match_walk *reading,
		const struct match_node *node, struct part **out,
		struct pantau_error *err);
void pantau_part_close(struct part *part); /* NULL is fine */
/* part->at becomes the first id at or behind from, unless it is there; or
 * ended is set. */
enum pantau_status pantau_part_seek(struct match_walk *reading,
		struct part *part, int64_t from, struct pantau_error *err);

/* What the occurrences of all phrases below a part are worth in document id,
 * each at its number; 0 where the part does not stand there. */
void pantau_part_times(const struct match_walk *reading, struct part *part,
		int64_t id, uint64_t *times);

/* --- match_window.c: many ids at once --- */

#define WINDOW 8192 /* ids; a chunk of columns holds whole windows */

/* A row of ids from first on that all stand in one window. */
struct window {
	int64_t base;  /* of the bits, whatever the direction */
	int64_t from;  /* the first id of it along the walk */
	int64_t end;   /* the first id behind it along the walk */
	uint64_t *bits; /* WINDOW of them */
};
static inline void pantau_window_set(const struct window *window, int64_t id)
{
	uint64_t at = (uint64_t)(id - window->base);

	window->bits[at >> 6] |= UINT64_C(1) << (at & 63);
}

/* The window with an id: from it on along the walk, at most n ids. */
struct window pantau_window_at(const struct match_walk *reading, int64_t id,
		int64_t n, uint64_t *bits);
/* Sets the bits of the ids that any of the forms has in the window, each form
 * for itself, and moves them all behind it. */
enum pantau_status pantau_forms_mark(struct match_walk *reading,
		struct forms *forms, const struct window *window,
		struct pantau_error *err);
/* Sets the bits of the ids that a part has in the window; what it has before is
 * passed over. A part is either sought through or marked. */
enum pantau_status pantau_part_mark(struct match_walk *reading,
		struct part *part, const struct window *window,
		struct pantau_error *err);
/* No id from 'from' on is before this one; *ended: there is none. */
enum pantau_status pantau_part_least(struct match_walk *reading,
		struct part *part, int64_t from, int64_t *least, bool *ended,
		struct pantau_error *err);
/* The set bits as ids along the walk; room for WINDOW. */
size_t pantau_window_ids(const struct match_walk *reading,
		const struct window *window, int64_t *out);
/* How many bits are set. */
size_t pantau_window_count(const struct window *window);

/* --- match.c --- */

/* Whether the index is read from its postings. */
enum pantau_status pantau_match_direct(struct store *store, bool *direct,
		struct pantau_error *err);
/* Sets up a reading; *direct false when only FTS5 can read this index. */
enum pantau_status pantau_reading_init(struct match_walk *out,
		struct store *store, struct arena *arena, bool descending,
		int64_t least, int64_t greatest, bool *direct,
		struct pantau_error *err);

#endif
