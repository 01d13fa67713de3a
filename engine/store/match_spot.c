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
 * a clump; its spots stay. Then the one whose next spot comes first moves on,
 * of equal ones the first phrase's. Most moves stay within what the clump
 * reaches, and cost a step in a heap; only one beyond it looks at all phrases.
 */
struct clump {
	struct near_phrase *phrase;
	size_t phrases;
	unsigned distance;
	uint64_t greatest; /* of the spots */
	uint64_t steps;
};

static uint64_t spot(const struct near_phrase *p)
{
	return p->spots->at[p->from];
}

static uint64_t next_of(const struct near_phrase *p)
{
	return p->from + 1 < p->spots->n ? p->spots->at[p->from + 1] : NO_SPOT;
}

/* Moves all phrases until they are near; false when one has no more. */
static bool gather(struct clump *c)
{
	bool moved = true;

	while (moved) {
		moved = false;
		for (size_t i = 0; i < c->phrases; i++) {
			struct near_phrase *p = &c->phrase[i];
			uint64_t reach = p->positions + c->distance;
			while (p->from < p->spots->n &&
					spot(p) + reach < c->greatest) {
				p->from++;
				c->steps++;
				moved = true;
			}
			if (p->from == p->spots->n) {
				return false;
			}
			if (spot(p) > c->greatest) {
				c->greatest = spot(p);
				moved = true;
			}
		}
		c->steps += c->phrases;
	}
	return true;
}

static void keep(struct near_phrase *p)
{
	if (p->kept == 0 || p->last != spot(p)) {
		p->last = spot(p);
		p->spots->at[p->kept++] = p->last;
	}
}

/* The heap has the phrase that is to move first on top. */
static void sift(const struct clump *c, size_t at)
{
	struct near_phrase *p = c->phrase;

	for (;;) {
		size_t first = at;
		for (size_t child = 2 * at + 1; child < 2 * at + 3 &&
				child < c->phrases; child++) {
			uint64_t a = next_of(&p[p[child].heap]);
			uint64_t b = next_of(&p[p[first].heap]);
			if (a < b || (a == b && p[child].heap < p[first].heap)) {
				first = child;
			}
		}
		if (first == at) {
			return;
		}
		size_t swap = p[at].heap;
		p[at].heap = p[first].heap;
		p[first].heap = swap;
		at = first;
	}
}

/* A clump: its spots stay, and the next one is looked for. */
static bool next_clump(struct clump *c)
{
	struct near_phrase *p = c->phrase;

	for (size_t i = 0; i < c->phrases; i++) {
		keep(&p[i]);
		p[i].heap = i;
	}
	for (size_t i = c->phrases / 2; i > 0; i--) {
		sift(c, i - 1);
	}
	for (;;) {
		struct near_phrase *top = &p[p[0].heap];
		if (next_of(top) == NO_SPOT) {
			return false;
		}
		top->from++;
		c->steps++;
		if (spot(top) > c->greatest) {
			c->greatest = spot(top);
			return gather(c);
		}
		keep(top);
		sift(c, 0);
	}
}

void pantau_spots_near(struct near_phrase *phrase, size_t phrases,
		unsigned distance, struct store *store)
{
	struct clump c = {phrase, phrases, distance, 0, 0};
	uint64_t look = HALT_EVERY;
	bool more = true;

	for (size_t i = 0; i < phrases; i++) {
		phrase[i].from = phrase[i].kept = 0;
		more = more && phrase[i].spots->n != 0;
	}
	more = more && gather(&c);
	while (more) {
		more = next_clump(&c);
		if (c.steps >= look) {
			look = c.steps + HALT_EVERY;
			more = more && !pantau_store_halted(store);
		}
	}
	for (size_t i = 0; i < phrases; i++) {
		phrase[i].spots->n = phrase[i].kept;
	}
}
