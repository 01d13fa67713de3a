/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_STRUCTURE_H
#define PANTAU_STORE_STRUCTURE_H

/* The records of the index that tell which segments make it up, and how many
 * rows and positions it holds (index_format.h). */

#include "store/index_format.h"
#include "store/store.h"

struct segment {
	uint32_t id, first, last; /* leaf pages, inclusive; first 0: none */
};

/* Segments of a level from oldest to newest. A lower level is newer than any
 * higher one: level 0 last segment is the newest of all. */
struct level {
	uint32_t merging;         /* inputs of a merge under way: the oldest */
	uint32_t segments, room;
	struct segment *segment;
};

struct structure {
	unsigned char cookie[4];
	uint64_t writes;
	struct level *level;
	size_t levels;
	size_t segments;          /* of all levels */
	bool foreign;             /* a newer FTS5 wrote it: levels is 0, and only
	                             FTS5 itself can read and write the index */
};

/* What all readers of the index say of one that does not hold together. */
enum pantau_status pantau_index_damaged(struct pantau_error *err);

/* Arrays in the arena. PANTAU_DAMAGED. Inside the caller's transaction. */
enum pantau_status pantau_structure_read(struct store *store,
		struct arena *arena, struct structure *out,
		struct pantau_error *err);
/* Not for a foreign one. FTS5's own copy on this connection is stale from here
 * on until pantau_fts_fresh(). */
enum pantau_status pantau_structure_write(struct store *store,
		const struct structure *structure, struct pantau_error *err);
/* Adds a segment as the newest of a level, which is made if need be. */
bool pantau_structure_add(struct structure *structure, struct arena *arena,
		size_t level, struct segment segment);
/* The least id that no segment has; 0 when there is none. */
uint32_t pantau_structure_free_id(const struct structure *structure);

/* Rows and positions by column, for the averages of bm25. */
struct averages {
	int64_t rows;
	int64_t positions[INDEX_FIELDS];
};
enum pantau_status pantau_averages_read(struct store *store,
		struct averages *out, struct pantau_error *err);
enum pantau_status pantau_averages_write(struct store *store,
		const struct averages *averages, struct pantau_error *err);

#endif
