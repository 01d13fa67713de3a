/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_COLUMNS_H
#define PANTAU_STORE_COLUMNS_H

/*
 * Columns: per row id, a few numbers in chunks of 65,536 rows, one blob for
 * each chunk and column, in the same transaction as the rows. Row ids run from
 * 1 and are never reused; id i stands in chunk i >> 16 at i & 0xffff.
 * Chunks are loaded when first asked for and belong to the read transaction.
 */

#include "store/store.h"

enum column {
	COLUMN_TIME,     /* u32 seconds of publication; 0: undated */
	COLUMN_SOURCE,   /* u32 */
	COLUMN_ACCOUNT,  /* u32; 0: none */
	COLUMN_LENGTH,   /* u16 positions, saturating */
	COLUMN_REGION,   /* u16; 0: none */
	COLUMN_KIND,     /* u8 enum doc_kind */
	COLUMN_TONE,     /* u8 enum pantau_tone, the one that counts */
	COLUMN_HOAX,     /* u8 enum pantau_hoax_level */
	COLUMN_LANGUAGE, /* u8; 0: none */
	COLUMN_FLAGS,    /* u8 enum row_flag */
	COLUMN_STORY,    /* u32 the story a row was told when it came in
	                    (story.h); 0: its own */
	COLUMNS,
};

/* What the columns before it hold is said by the row itself, and by labels; the
 * others are told by whoever finds them out, and outlive a row's new values. */
#define ROW_COLUMNS COLUMN_STORY

enum row_flag {
	ROW_LIVE = 1 << 0, /* else the id was never given or its item is gone */
	ROW_OWNED = 1 << 1,
	ROW_CONTRADICTION = 1 << 2,
	ROW_LABELLED = 1 << 3, /* COLUMN_TONE is a person's, see label.h */
	ROW_VERDICT = 7 << 4,  /* enum verdict, see label.h and below */
	ROW_CLAIM = 1 << 7, /* repeats a debunked claim; not said by the row */
};

#define ROW_VERDICT_SHIFT 4

#define COLUMN_CHUNK 65536u
#define COLUMN_BLOCK 1024u /* rows of a block, of which a chunk has 64 */
#define COLUMN_BLOCKS (COLUMN_CHUNK / COLUMN_BLOCK)

/* Least and greatest non-zero time of some rows; greatest 0: none is dated. */
struct column_zone {
	uint32_t least, greatest;
};

/* Greatest row id ever given; 0 for an empty store. */
enum pantau_status pantau_columns_end(struct store *store, int64_t *last,
		struct pantau_error *err);
/* The same, and 0 when it cannot be read: not for sizes of memory, nor where an
 * empty archive means something else than one that cannot be read. */
int64_t pantau_columns_last(struct store *store);
/* How many commits have changed rows that were there: while that stays the
 * same, rows up to an earlier last id are as they were. -1 when that cannot be
 * read. */
int64_t pantau_columns_rewrites(struct store *store);

/* The zone map: least and greatest non-zero time of the live rows of a chunk;
 * false when the chunk has no dated row. */
bool pantau_columns_zone(struct store *store, uint32_t chunk, uint32_t *least,
		uint32_t *greatest);

/* The zones of a chunk's COLUMN_BLOCKS blocks: bounds over the time column,
 * whether a row is live or not, made when first asked for. What a zone does not
 * reach no row of the block has; the rows still need their own look. Lent as the
 * chunk is; NULL when the times cannot be read (err filled). */
const struct column_zone *pantau_columns_block_zone(struct store *store,
		uint32_t chunk, struct pantau_error *err);

/* A chunk's values (COLUMN_CHUNK elements of the column's width), NULL when
 * they cannot be read (err filled). */
const void *pantau_columns_chunk(struct store *store, enum column column,
		uint32_t chunk, struct pantau_error *err);

/* One value; 0 when it cannot be read. For loops prefer the chunk. */
uint32_t pantau_columns_value(struct store *store, enum column column,
		int64_t id);

#endif
