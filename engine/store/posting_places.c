/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Where terms stand, and between which ids: what a query needs to know of a
 * term before its first entry. Monitoring asks for the same words again and
 * again, so the reader remembers it as long as the file stays as it is.
 */

#include "store/posting_parts.h"

#include <stdlib.h>

#include "base/error.h"

#define PLACES_MAX 65536 /* some 4 MB; then all are forgotten */

/* The id that the doclist on its first page begins with, while the page is the
 * one read last; false when it begins on a later one. */
static bool first_id(const struct leaf *leaf, const struct place *place,
		int64_t *id)
{
	uint64_t value = 0;

	if (place->rows >= place->end || pantau_varint_get(leaf->p +
			place->rows, leaf->p + place->end, &value) == 0) {
		return false;
	}
	*id = (int64_t)value;
	return true;
}

/* Between which ids a doclist lies; not known where it is out of the ordinary:
 * the walk then finds out what is wrong. */
static enum pantau_status find_ends(struct index_reader *reader,
		struct str term, struct place *place, struct pantau_error *err)
{
	struct doclist list;
	struct leaf leaf;
	enum pantau_status status = pantau_reader_leaf(reader, place->segment,
			place->page, &leaf, err);

	if (status != PANTAU_OK || !first_id(&leaf, place, &place->first)) {
		return status;
	}
	pantau_doclist_init(&list, reader, place, term, true, true, INT64_MIN,
			INT64_MAX);
	status = pantau_doclist_last(&list, &place->tail, err);
	if (status == PANTAU_OK) {
		status = pantau_doclist_fill(&list, err);
	}
	if (status == PANTAU_OK) {
		place->final = doclist_id(&list);
		place->known = place->first <= place->final;
	}
	pantau_doclist_finish(&list);
	return status == PANTAU_END ? PANTAU_OK : status;
}

static enum pantau_status find(struct index_reader *reader, struct str term,
		struct place *out, size_t *n, struct pantau_error *err)
{
	const struct structure *structure = &reader->structure;

	*n = 0;
	for (size_t i = 0; i < structure->levels; i++) {
		const struct level *level = &structure->level[i];
		for (uint32_t j = level->segments; j > 0; j--) {
			enum pantau_status status = pantau_segment_find(reader,
					&level->segment[j - 1], term, &out[*n],
					err);
			if (status == PANTAU_OK) {
				status = find_ends(reader, term, &out[*n], err);
				++*n;
			}
			if (status != PANTAU_OK && status != PANTAU_NOT_FOUND) {
				return status;
			}
		}
	}
	return PANTAU_OK;
}

static void forget(struct index_reader *reader)
{
	pantau_map_clear(&reader->placed);
	pantau_arena_reset(&reader->place_arena);
	reader->places = 0;
}

static bool keep(struct index_reader *reader, struct str term,
		struct placed placed)
{
	bool added;

	if (reader->placed.n >= reader->place_room) {
		size_t room = 2 * reader->place_room + 64;
		struct placed *grown = realloc(reader->place, room *
				sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		reader->place = grown;
		reader->place_room = room;
	}
	uint32_t *number = pantau_map_put(&reader->placed, term, &added);
	if (number == NULL) {
		return false;
	}
	*number = (uint32_t)(reader->placed.n - 1);
	reader->place[*number] = placed;
	return true;
}

enum pantau_status pantau_posting_places(struct index_reader *reader,
		struct str term, const struct place **out, size_t *n,
		struct pantau_error *err)
{
	const uint32_t *known = pantau_map_get(&reader->placed, term);

	if (known != NULL) {
		*out = reader->place[*known].place;
		*n = reader->place[*known].n;
		return PANTAU_OK;
	}
	if (reader->places >= PLACES_MAX) {
		forget(reader);
	}
	struct place *place = pantau_arena_alloc(&reader->place_arena,
			(reader->structure.segments + 1) * sizeof(*place));
	if (place == NULL) {
		return pantau_fail_memory(err);
	}
	reader->places += reader->structure.segments + 1;
	enum pantau_status status = find(reader, term, place, n, err);
	*out = place;
	if (status == PANTAU_OK && !keep(reader, term,
			(struct placed){place, *n})) {
		status = pantau_fail_memory(err);
	}
	return status;
}
