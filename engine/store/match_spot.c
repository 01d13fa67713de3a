/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Positions within a document: read from poslists, followed by each other in
 * phrases, and near to each other. All in time linear in their number. */

#include "store/match_parts.h"
#include "store/store_parts.h"

#define HALT_EVERY 65536 /* steps between two looks at the deadline */

bool pantau_spots_room(struct spots *spots, size_t n, struct arena *arena)
{
	if (n > spots->room) {
		size_t room = n > 2 * spots->room ? n : 2 * spots->room;
		spots->at = pantau_arena_alloc(arena,
				room * sizeof(*spots->at));
		spots->room = spots->at != NULL ? room : 0;
	}
	spots->n = 0;
	return spots->at != NULL || n == 0;
}

void pantau_spot_read(struct spot_reader *reader, const unsigned char *poslist,
		uint32_t bytes)
{
	reader->p = poslist;
	reader->end = poslist + bytes;
	reader->at = 0;
	pantau_spot_next(reader);
}

void pantau_spot_next(struct spot_reader *reader)
{
	uint64_t value = 0;
	size_t n = pantau_varint_get(reader->p, reader->end, &value);

	if (n != 0 && value == 1) {
		/* The lead over to another column. */
		reader->p += n;
		n = pantau_varint_get(reader->p, reader->end, &value);
		if (n != 0 && value < UINT32_MAX / 2) {
			reader->p += n;
			reader->at = value << 32;
			n = pantau_varint_get(reader->p, reader->end, &value);
		}
	}
	if (n == 0 || value < 2 || value > INT32_MAX) {
		reader->p = reader->end;
		reader->at = NO_SPOT;
		return;
	}
	reader->p += n;
	reader->at += value - 2;
}

void pantau_spots_followed(struct spots *spots, const struct spots *next,
		unsigned distance)
{
	size_t kept = 0, j = 0;

	for (size_t i = 0; i < spots->n; i++) {
		uint64_t wanted = spots->at[i] + distance;
		while (j < next->n && next->at[j] < wanted) {
			j++;
		}
		if (j == next->n) {
			break;
		}
		if (next->at[j] == wanted) {
			spots->at[kept++] = spots->at[i];
		}
	}
	spots->n = kept;
}

/*
 * What FTS5 leaves of a NEAR, since the score counts it: each phrase has one
 * spot at a time. They are moved on until all lie within the distance, which is
 * a clump; its spots stay. Then the one whose next spot comes first moves on.
 */
static bool clump(struct near_phrase *phrase, size_t phrases,
		unsigned distance, uint64_t *steps)
{
	uint64_t greatest = 0;
	bool moved = true;

	for (size_t i = 0; i < phrases; i++) {
		uint64_t at = phrase[i].spots->at[phrase[i].from];
		greatest = at > greatest ? at : greatest;
	}
	while (moved) {
		moved = false;
		for (size_t i = 0; i < phrases; i++) {
			struct near_phrase *p = &phrase[i];
			const uint64_t *at = p->spots->at;
			uint64_t reach = p->positions + distance;
			while (p->from < p->spots->n &&
					at[p->from] + reach < greatest) {
				p->from++;
				moved = true;
				++*steps;
			}
			if (p->from == p->spots->n) {
				return false;
			}
			if (at[p->from] > greatest) {
				greatest = at[p->from];
			}
		}
	}
	return true;
}

/* Keeps the spot of each phrase, and moves the one that is first to move. */
static bool advance(struct near_phrase *phrase, size_t phrases)
{
	uint64_t first = NO_SPOT;
	size_t move = 0;

	for (size_t i = 0; i < phrases; i++) {
		struct near_phrase *p = &phrase[i];
		uint64_t *at = p->spots->at;
		uint64_t now = at[p->from];
		uint64_t next = p->from + 1 < p->spots->n ? at[p->from + 1]
				: NO_SPOT;
		if (p->kept == 0 || p->last != now) {
			at[p->kept++] = now;
			p->last = now;
		}
		if (next < first) {
			first = next;
			move = i;
		}
	}
	phrase[move].from++;
	return first != NO_SPOT;
}

void pantau_spots_near(struct near_phrase *phrase, size_t phrases,
		unsigned distance, struct store *store)
{
	uint64_t steps = 0, look = HALT_EVERY;
	bool more = true;

	for (size_t i = 0; i < phrases; i++) {
		phrase[i].from = phrase[i].kept = 0;
		more = more && phrase[i].spots->n != 0;
	}
	while (more && clump(phrase, phrases, distance, &steps)) {
		steps += phrases;
		more = advance(phrase, phrases);
		if (steps >= look) {
			look = steps + HALT_EVERY;
			more = more && !pantau_store_halted(store);
		}
	}
	for (size_t i = 0; i < phrases; i++) {
		phrase[i].spots->n = phrase[i].kept;
	}
}
