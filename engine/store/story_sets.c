/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Sets lie one behind the other in a ring, where the oldest are overwritten; a
 * table says where those of an id begin. Neighbouring ids share no place of the
 * table, so that it keeps the latest without a search.
 */

#include "store/story_sets.h"

#include <stdlib.h>

#include "base/error.h"
#include "store/body.h"
#include "store/store_parts.h"
#include "text/analyser.h"

#define RING (STORY_SETS_BYTES / sizeof(uint64_t)) /* numbers */
#define PLACES 131072 /* a power of two */
#define KEPT_BYTES ((size_t)2 << 20) /* of scratch, for the next text */

/* The sets of a document are all of a kind. */
#define SETS (sizeof(struct text_shingles) / sizeof(struct shingles))

_Static_assert(sizeof(struct text_shingles) % sizeof(struct shingles) == 0,
		"nothing but sets");

/* Before the hashes of a document: where those of each set begin, which may be
 * those of another. */
struct entry {
	struct {
		uint32_t from, n, width, zero;
	} set[SETS];
};

#define HEAD (sizeof(struct entry) / sizeof(uint64_t))

struct place {
	uint32_t id;
	uint64_t at; /* where in a ring that never ends */
};

struct story_sets {
	struct store *store;
	uint64_t *ring;
	struct place *place;
	uint64_t end;            /* in a ring that never ends */
	struct text_shingles lent;
	struct shingler shingler;
	struct arena scratch;    /* tokens and sets of one text */
	struct buf text;
};

struct story_sets *pantau_story_sets_create(struct store *store)
{
	struct story_sets *sets = calloc(1, sizeof(*sets));

	if (sets == NULL) {
		return NULL;
	}
	sets->store = store;
	sets->end = RING; /* 0 in a place is no longer there */
	pantau_shingler_init(&sets->shingler);
	pantau_arena_init(&sets->scratch);
	pantau_buf_init(&sets->text);
	sets->ring = malloc(RING * sizeof(*sets->ring));
	sets->place = calloc(PLACES, sizeof(*sets->place));
	if (sets->ring == NULL || sets->place == NULL) {
		pantau_story_sets_destroy(sets);
		return NULL;
	}
	return sets;
}

void pantau_story_sets_destroy(struct story_sets *sets)
{
	if (sets != NULL) {
		pantau_shingler_finish(&sets->shingler);
		pantau_arena_finish(&sets->scratch);
		pantau_buf_finish(&sets->text);
		free(sets->ring);
		free(sets->place);
		free(sets);
	}
}

/* Which set before this one has the same hashes; its own number: none. */
static size_t same_as(const struct shingles *set, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (set[i].n != 0 && set[i].hash == set[at].hash &&
				set[i].n == set[at].n) {
			return i;
		}
	}
	return at;
}

/* Where each set lies behind the entry; how much room all take. */
static size_t lay_out(const struct shingles *set, struct entry *entry)
{
	size_t room = HEAD;

	*entry = (struct entry){.set = {{.n = 0}}};
	for (size_t i = 0; i < SETS; i++) {
		size_t same = same_as(set, i);
		entry->set[i].n = (uint32_t)set[i].n;
		entry->set[i].width = set[i].width;
		entry->set[i].from = same < i ? entry->set[same].from
				: (uint32_t)room;
		room += same < i ? 0 : set[i].n;
	}
	return room;
}

void pantau_story_sets_keep(struct story_sets *sets, uint32_t id,
		const struct text_shingles *of)
{
	struct shingles set[SETS];
	struct entry entry;

	memcpy(set, of, sizeof(set));
	size_t room = lay_out(set, &entry), left = RING - sets->end % RING;
	/* A huge text would drive all others out. */
	if (room > RING / 16) {
		return;
	}
	if (left < room) {
		sets->end += left;
	}
	uint64_t *at = sets->ring + sets->end % RING;
	memcpy(at, &entry, sizeof(entry));
	for (size_t i = 0; i < SETS; i++) {
		if (set[i].n != 0) {
			memcpy(at + entry.set[i].from, set[i].hash,
					set[i].n * sizeof(*at));
		}
	}
	sets->place[id % PLACES] = (struct place){id, sets->end};
	sets->end += room;
}

static bool recall(struct story_sets *sets, uint32_t id)
{
	struct place place = sets->place[id % PLACES];
	struct shingles set[SETS];
	struct entry entry;

	if (place.id != id || place.at + RING < sets->end) {
		return false;
	}
	const uint64_t *at = sets->ring + place.at % RING;
	memcpy(&entry, at, sizeof(entry));
	for (size_t i = 0; i < SETS; i++) {
		set[i] = (struct shingles){at + entry.set[i].from,
				entry.set[i].n, entry.set[i].width};
	}
	memcpy(&sets->lent, set, sizeof(set));
	return true;
}

/* Title and text are those of a statement, on the row. */
static enum pantau_status make(struct story_sets *sets, sqlite3_stmt *stmt,
		struct sketch *sketch, struct pantau_error *err)
{
	struct pantau_tokens title_tokens, tokens;
	struct pantau_analyser *analyser;
	struct str title, text;
	enum pantau_status status = pantau_store_analyser(sets->store,
			&analyser, err);

	if (status == PANTAU_OK && !pantau_column_text(stmt, 0, &title)) {
		status = pantau_fail_memory(err);
	}
	if (status == PANTAU_OK) {
		status = pantau_analyse_surface(analyser, title,
				&sets->scratch, &title_tokens, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_body_text(sets->store, stmt, 1, &sets->text,
				&text, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_analyse_surface(analyser, text, &sets->scratch,
				&tokens, err);
	}
	return status == PANTAU_OK && !pantau_sketch_make(&sets->shingler,
			&title_tokens, &tokens, &sets->scratch, sketch)
			? pantau_fail_memory(err) : status;
}

static void forget_scratch(struct story_sets *sets)
{
	if (sets->scratch.used > KEPT_BYTES) {
		pantau_arena_finish(&sets->scratch);
	}
	if (sets->text.capacity > KEPT_BYTES) {
		pantau_buf_finish(&sets->text);
	}
	pantau_arena_reset(&sets->scratch);
}

static enum pantau_status analyse(struct story_sets *sets, uint32_t id,
		struct pantau_error *err)
{
	struct store *store = sets->store;
	struct sketch sketch;
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT title, text FROM body WHERE id = ?1", err);

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	}
	sqlite3_bind_int64(stmt, 1, id);
	int code = sqlite3_step(stmt);
	enum pantau_status status = code == SQLITE_DONE ? PANTAU_NOT_FOUND
			: code != SQLITE_ROW ? pantau_store_fail(store, err,
				"cannot read the database",
				"tidak dapat membaca basis data")
			: make(sets, stmt, &sketch, err);
	sqlite3_reset(stmt);
	if (status == PANTAU_OK) {
		sets->lent = sketch.sets;
		pantau_story_sets_keep(sets, id, &sketch.sets);
	}
	return status;
}

enum pantau_status pantau_story_sets_get(void *context, uint32_t id,
		const struct text_shingles **out, struct pantau_error *err)
{
	struct story_sets *sets = context;
	enum pantau_status status = PANTAU_OK;

	if (!recall(sets, id)) {
		forget_scratch(sets);
		status = analyse(sets, id, err);
	}
	*out = &sets->lent;
	return status;
}
