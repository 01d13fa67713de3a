/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_PREDICATE_H
#define PANTAU_SEARCH_PREDICATE_H

/*
 * Filters as tests on the columns of one row.
 *
 * How names match, any ASCII case:
 * - 'sumber:detik' is 'detik' and what goes on behind a sign that is no letter
 *   or digit: 'detik.com', 'detik-jateng', not 'detikers'. 'sumber:det*' is
 *   whatever begins so.
 * - 'wilayah:semarang' is a region that has it as whole words: 'Kota
 *   Semarang', 'Kab. Semarang'; with a star, words that begin so.
 * - 'bahasa:jv' is the whole code.
 * - 'klaim:ada' is what repeats a debunk and does not deny it, 'klaim:12' what
 *   so repeats the debunk with that number (store/debunk.h).
 * 'salinan:' counts the live items of a story, the one at hand among them;
 * 'cerita:' is the story of the item of that name, and nothing where there is
 * none such. No item is of an issue until issues exist.
 */

#include "search/query.h"
#include "store/story.h"

/* Columns around the row last asked for. */
struct column_view {
	struct store *store;
	struct pantau_error *err;   /* filled on failure */
	enum pantau_status status;  /* PANTAU_OK until a chunk cannot be read */
	uint32_t number;            /* chunk */
	const void *chunk[COLUMNS]; /* NULL: not loaded */
};

void pantau_view_init(struct column_view *view, struct store *store,
		struct pantau_error *err);
/* 0 when it cannot be read; the view's status says so. */
uint32_t pantau_view_value(struct column_view *view, enum column column,
		int64_t id);

/*
 * The same for what the store can only answer with 'none': the zone map and
 * names. A failure behind that answer is told apart and kept in the status, so
 * that being out of memory never makes rows vanish.
 */
bool pantau_view_zone(struct column_view *view, uint32_t chunk,
		uint32_t *least, uint32_t *greatest);
/* Name of a source, region or language; value is not 0. */
struct str pantau_view_name(struct column_view *view, enum column column,
		uint32_t value);
/* Keeps the error of the store's last call, if it had one; false then. */
bool pantau_view_check(struct column_view *view);
/* What a name that is missing is. */
void pantau_view_unnamed(struct column_view *view);

enum predicate_kind {
	PREDICATE_CONSTANT, PREDICATE_VALUE, PREDICATE_NAME, PREDICATE_TIME,
	PREDICATE_SET, PREDICATE_STORY, PREDICATE_COPIES,
	PREDICATE_AND, PREDICATE_OR, PREDICATE_NOT,
};

enum name_rule { NAME_LEADS, NAME_WITHIN, NAME_WHOLE };

struct predicate {
	enum predicate_kind kind;
	bool constant;
	enum column column;
	uint32_t mask, value;    /* VALUE: of these bits; STORY: its number */
	const int64_t *id;       /* SET: ascending */
	size_t ids;
	struct str name;         /* NAME: what to look for */
	enum name_rule rule;
	bool open;               /* the name ended in a star */
	unsigned char *memo;     /* by value: 0 unknown, 1 no, 2 yes */
	uint32_t memos;
	struct span span;
	struct story_forest *forest; /* STORY, COPIES: see store/story.h */
	const uint32_t *items;   /* COPIES: of stories */
	uint32_t least, most;    /* COPIES: how many there may be */
	struct predicate **child;
	size_t children;
};

/* NULL when memory is out; the view's status says when the store failed. */
struct predicate *pantau_predicate_filter(struct column_view *view,
		const struct query_node *filter, struct arena *arena);
struct predicate *pantau_predicate_constant(bool value, struct arena *arena);
struct predicate *pantau_predicate_time(struct span span,
		struct arena *arena);
/* AND, OR, NOT of predicates (copied list). */
struct predicate *pantau_predicate_join(enum predicate_kind kind,
		struct predicate *const *child, size_t children,
		struct arena *arena);

/* predicate_story.c: items of the story of an item, and of stories of so many
 * items. */
struct predicate *pantau_predicate_story(struct column_view *view,
		struct str name, struct arena *arena);
struct predicate *pantau_predicate_copies(struct column_view *view,
		enum query_comparison comparison, int64_t number,
		struct arena *arena);
/* Whether a row passes one of these, and which rows of one chunk do; told is
 * COLUMN_STORY of the row, or of the chunk. */
bool pantau_predicate_story_test(const struct predicate *predicate,
		uint32_t told, int64_t id);
size_t pantau_predicate_story_keep(const struct predicate *predicate,
		const uint32_t *told, int64_t *id, size_t n);
/* Whether what passes may change when other rows come in. */
bool pantau_predicate_shifts(const struct predicate *predicate);

/* Whether the row passes; it must be live. */
bool pantau_predicate_test(struct predicate *predicate,
		struct column_view *view, int64_t id);

/* Moves the ids whose rows pass to the front; returns how many they are. The
 * view's status tells when a column could not be read. */
size_t pantau_predicate_keep(struct predicate *predicate,
		struct column_view *view, int64_t *id, size_t n);

/* True when the zone map alone says that no row of the chunk passes; and none
 * of the COLUMN_BLOCK rows around an id. */
bool pantau_predicate_skips(const struct predicate *predicate,
		struct column_view *view, uint32_t chunk);
bool pantau_predicate_skips_block(const struct predicate *predicate,
		struct column_view *view, int64_t id);
/* Whether a zone can tell anything of it at all. */
bool pantau_predicate_dated(const struct predicate *predicate);

/* The rule above, for tests. */
bool pantau_name_matches(struct str name, struct str wanted,
		enum name_rule rule, bool open);

#endif
