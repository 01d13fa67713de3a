/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * A batch's occurrences are collected in the order of the text, each with the
 * number of its term; a counting sort by term then brings them together, and
 * one pass writes the doclists. No allocation and no list per term.
 */

#include "store/invert.h"

#include <stdlib.h>

#include "base/hash.h"
#include "store/term_slots.h"

/* Where an occurrence stands: document, field, position, in this order, so
 * that the sort keeps doclists ascending. */
#define WHERE(doc, field, at) ((uint64_t)(doc) << 40 | \
	(uint64_t)(field) << 32 | (at))
#define WHERE_DOC(where) ((unsigned)((where) >> 40))
#define WHERE_FIELD(where) ((unsigned)((where) >> 32 & 0x7f))
#define REMOVED (UINT64_C(1) << 39)
/* What one entry can take beside its positions, and one position. */
#define ENTRY_MAX 24
#define POSITION_MAX 7
#define GROUP 32        /* terms that are looked up together */
#define ROOM_KEPT ((size_t)1 << 19) /* occurrences: twice those of a batch */

struct term {
	uint64_t hash;           /* first: see term_slots.h */
	uint32_t at;             /* of its bytes in 'names' */
	uint32_t n, count;
};

struct inverter {
	struct term *term;
	size_t terms, term_room;
	struct term_slots slots;
	uint32_t *of;            /* occurrence: its term */
	uint64_t *where, *sorted;
	size_t n, room;
	struct buf lists, names;
	uint64_t seed;
	uint32_t positions[INVERT_DOCS][INDEX_FIELDS];
};

struct inverter *pantau_inverter_create(void)
{
	struct inverter *inverter = calloc(1, sizeof(*inverter));

	if (inverter != NULL) {
		pantau_buf_init(&inverter->lists);
		pantau_buf_init(&inverter->names);
		inverter->seed = pantau_hash_seed();
	}
	return inverter;
}

static void release(struct inverter *inverter)
{
	free(inverter->term);
	free(inverter->slots.slot);
	free(inverter->of);
	free(inverter->where);
	free(inverter->sorted);
	pantau_buf_finish(&inverter->lists);
	pantau_buf_finish(&inverter->names);
}

void pantau_inverter_destroy(struct inverter *inverter)
{
	if (inverter != NULL) {
		release(inverter);
		free(inverter);
	}
}

void pantau_inverter_begin(struct inverter *inverter)
{
	pantau_buf_clear(&inverter->names);
	inverter->terms = 0;
	inverter->n = 0;
	if (inverter->slots.n != 0) {
		memset(inverter->slots.slot, 0, inverter->slots.n *
				sizeof(*inverter->slots.slot));
	}
	memset(inverter->positions, 0, sizeof(inverter->positions));
}

static bool grow_terms(struct inverter *inverter)
{
	size_t room = inverter->term_room != 0 ? inverter->term_room * 2
			: 1 << 11;
	struct term *term = realloc(inverter->term, room * sizeof(*term));

	if (term == NULL) {
		return false;
	}
	inverter->term = term;
	inverter->term_room = room;
	return true;
}

static bool grow_occurrences(struct inverter *inverter)
{
	size_t room = inverter->room != 0 ? inverter->room * 2 : 1 << 14;
	uint32_t *of = realloc(inverter->of, room * sizeof(*of));

	inverter->of = of != NULL ? of : inverter->of;
	uint64_t *where = realloc(inverter->where, room * sizeof(*where));
	inverter->where = where != NULL ? where : inverter->where;
	if (of == NULL || where == NULL || room > UINT32_MAX / 2) {
		return false;
	}
	inverter->room = room;
	return true;
}

/* A term on its way in. */
struct coming {
	uint64_t hash, where;
	struct str bytes;        /* without the mark of a colocated one */
	bool marked;
};

/* FTS5 cuts longer ones; the analyser's have FOLD_MAX bytes at most. */
#define TERM_MAX (UINT16_MAX / 2)

static bool is_term(const struct inverter *inverter, const struct term *term,
		const struct coming *in)
{
	const char *bytes = inverter->names.p + term->at;

	return term->hash == in->hash && term->n == in->bytes.n + in->marked &&
			(bytes[0] == PACK_COLOCATED) == in->marked &&
			pantau_same_bytes(bytes + in->marked, in->bytes.p,
			in->bytes.n);
}

/* The number of a term, new or known; UINT32_MAX when memory is out. */
static uint32_t number_of(struct inverter *inverter, const struct coming *in)
{
	struct term_slots *slots = &inverter->slots;

	if (pantau_slots_full(slots, inverter->terms) && !pantau_slots_grow(slots,
			inverter->term, sizeof(*inverter->term), inverter->terms)) {
		return UINT32_MAX;
	}
	size_t at = pantau_slots_first(slots, in->hash);
	while (slots->slot[at].term != 0) {
		uint32_t number = slots->slot[at].term - 1;
		if (is_term(inverter, &inverter->term[number], in)) {
			return number;
		}
		at = pantau_slots_next(slots, in->hash, at + 1);
	}
	if (inverter->terms == inverter->term_room && !grow_terms(inverter)) {
		return UINT32_MAX;
	}
	inverter->term[inverter->terms] = (struct term){
		.hash = in->hash, .at = (uint32_t)inverter->names.n,
		.n = (uint32_t)(in->bytes.n + in->marked),
	};
	if (in->marked) {
		pantau_buf_char(&inverter->names, PACK_COLOCATED);
	}
	pantau_buf_str(&inverter->names, in->bytes);
	if (inverter->names.failed) {
		return UINT32_MAX;
	}
	pantau_slots_set(slots, at, in->hash, inverter->terms);
	return (uint32_t)inverter->terms++;
}

static bool add(struct inverter *inverter, const struct coming *in)
{
	uint32_t number = number_of(inverter, in);

	if (number == UINT32_MAX || (inverter->n == inverter->room &&
			!grow_occurrences(inverter))) {
		return false;
	}
	inverter->term[number].count++;
	inverter->of[inverter->n] = number;
	inverter->where[inverter->n++] = in->where;
	return true;
}

/* The terms of a batch fill more than the nearest cache: those of a group are
 * asked for before the first is compared. */
static bool add_group(struct inverter *inverter, const struct coming *in,
		size_t n)
{
	bool ok = true;

	for (size_t i = 0; inverter->slots.n != 0 && i < n; i++) {
		uint32_t number = inverter->slots.slot[pantau_slots_first(
				&inverter->slots, in[i].hash)].term;
		if (number != 0) {
			__builtin_prefetch(&inverter->term[number - 1]);
			__builtin_prefetch(inverter->names.p +
					inverter->term[number - 1].at);
		}
	}
	for (size_t i = 0; ok && i < n; i++) {
		ok = add(inverter, &in[i]);
	}
	return ok;
}

bool pantau_inverter_tokens(struct inverter *inverter, unsigned doc,
		enum index_field field, const struct pantau_tokens *tokens)
{
	const uint64_t *hash = tokens->packed != NULL ? tokens->packed->hash
			: NULL;
	struct coming group[GROUP];
	uint32_t positions = 0;
	size_t n = 0;

	for (size_t i = 0; hash != NULL && i < tokens->terms; i++) {
		const struct pantau_term *term = &tokens->term[i];
		bool marked = i > 0 && term->position == term[-1].position;
		positions += !marked;
		/* The analyser keeps the hash with the word. */
		group[n] = (struct coming){hash[i],
				WHERE(doc, field, positions - 1), str_make(
				term->bytes, term->length), marked};
		if (inverter->slots.n != 0) {
			pantau_slots_fetch(&inverter->slots, hash[i]);
		}
		if (++n == GROUP && !add_group(inverter, group, n)) {
			return false;
		}
		n %= GROUP;
	}
	inverter->positions[doc][field] = positions;
	return add_group(inverter, group, n);
}

static bool add_packed(struct inverter *inverter,
		const struct packed_term *term, uint64_t where)
{
	struct str bytes = str_skip(term->bytes, term->colocated);

	bytes.n = bytes.n < TERM_MAX ? bytes.n : TERM_MAX;
	/* As the analyser has it at hand for its terms (struct pantau_packed). */
	const struct coming in = {
		pantau_hash(bytes, inverter->seed + term->colocated), where,
		bytes, term->colocated,
	};
	return add(inverter, &in);
}

bool pantau_inverter_add(struct inverter *inverter, unsigned doc,
		enum index_field field, struct str packed)
{
	struct packed_term term;
	size_t at = 0;
	uint32_t positions = 0;

	while (pantau_pack_next(packed, &at, &term)) {
		positions += !term.colocated || positions == 0;
		if (!add_packed(inverter, &term, WHERE(doc, field,
				positions - 1))) {
			return false;
		}
	}
	inverter->positions[doc][field] = positions;
	return true;
}

bool pantau_inverter_remove(struct inverter *inverter, unsigned doc,
		struct str packed)
{
	struct packed_term term;
	size_t at = 0;

	while (pantau_pack_next(packed, &at, &term)) {
		if (!add_packed(inverter, &term, WHERE(doc, 0, 0) | REMOVED)) {
			return false;
		}
	}
	return true;
}

/* Stable, by term: each term's occurrences end up before 'count', which then
 * is where they end. */
static bool sort(struct inverter *inverter)
{
	uint32_t total = 0;
	uint64_t *sorted = realloc(inverter->sorted,
			inverter->room * sizeof(*sorted));

	if (sorted == NULL) {
		return inverter->n == 0;
	}
	inverter->sorted = sorted;
	for (size_t i = 0; i < inverter->terms; i++) {
		uint32_t count = inverter->term[i].count;
		inverter->term[i].count = total;
		total += count;
	}
	for (size_t i = 0; i < inverter->n; i++) {
		sorted[inverter->term[inverter->of[i]].count++] =
				inverter->where[i];
	}
	return true;
}

/* The occurrences of one document, as a poslist behind its size. */
static unsigned char *put_poslist(unsigned char *p, const uint64_t *where,
		size_t n)
{
	unsigned char *start = p + 1;
	unsigned field = 0, removed = 0;
	uint32_t before = 0;

	p = start;
	for (size_t i = 0; i < n; i++) {
		if ((where[i] & REMOVED) != 0) {
			removed = 1;
			continue;
		}
		if (WHERE_FIELD(where[i]) != field) {
			field = WHERE_FIELD(where[i]);
			*p++ = 1;
			p += pantau_varint_put(p, field);
			before = 0;
		}
		uint32_t at = (uint32_t)where[i];
		p += pantau_varint_put(p, (uint64_t)(at - before) + 2);
		before = at;
	}
	size_t bytes = (size_t)(p - start);
	uint64_t size = (uint64_t)bytes * 2 + removed;
	size_t room = pantau_varint_size(size);
	if (room > 1) {
		memmove(start + room - 1, start, bytes);
	}
	pantau_varint_put(start - 1, size);
	return start - 1 + room + bytes;
}

/* One term's doclist to the end of 'lists'; its offset stays in 'list_bytes'
 * of the caller. False when memory is out. */
static bool put_list(struct inverter *inverter, const uint64_t *where,
		size_t n, struct inverted_term *out)
{
	struct buf *lists = &inverter->lists;

	if (!pantau_buf_reserve(lists, n * POSITION_MAX + ENTRY_MAX *
			(n < INVERT_DOCS ? n : INVERT_DOCS))) {
		return false;
	}
	unsigned char *start = (unsigned char *)lists->p + lists->n, *p = start;
	unsigned last = WHERE_DOC(where[0]);
	out->first = (uint16_t)last;
	for (size_t i = 0; i < n;) {
		unsigned doc = WHERE_DOC(where[i]);
		size_t end = i + 1;
		while (end < n && WHERE_DOC(where[end]) == doc) {
			end++;
		}
		if (i > 0) {
			p += pantau_varint_put(p, doc - last);
		}
		p = put_poslist(p, where + i, end - i);
		last = doc;
		i = end;
	}
	out->last = (uint16_t)last;
	out->list_bytes = (uint32_t)(p - start);
	lists->n += out->list_bytes;
	return true;
}

/* Lists and term bytes move to the arena. */
static bool keep(struct inverter *inverter, struct arena *arena,
		struct inverted *out)
{
	struct str lists = pantau_arena_str(arena, buf_str(&inverter->lists));
	struct str names = pantau_arena_str(arena, buf_str(&inverter->names));
	if (lists.p == NULL || names.p == NULL) {
		return false;
	}
	const unsigned char *list = (const unsigned char *)lists.p;
	for (size_t i = 0; i < inverter->terms; i++) {
		const struct term *term = &inverter->term[i];
		out->term[i].hash = term->hash;
		out->term[i].bytes = names.p + term->at;
		out->term[i].n = (uint16_t)term->n;
		out->term[i].list = list;
		list += out->term[i].list_bytes;
	}
	return true;
}

/* What a huge document needed is not kept for the next. */
static void forget_huge(struct inverter *inverter)
{
	if (inverter->room > ROOM_KEPT) {
		release(inverter);
		*inverter = (struct inverter){.seed = inverter->seed};
		pantau_buf_init(&inverter->lists);
		pantau_buf_init(&inverter->names);
	}
}

bool pantau_inverter_finish(struct inverter *inverter, struct arena *arena,
		struct inverted *out)
{
	uint32_t start = 0;

	out->terms = inverter->terms;
	out->term = pantau_arena_alloc(arena,
			inverter->terms * sizeof(*out->term));
	memcpy(out->positions, inverter->positions, sizeof(out->positions));
	pantau_buf_clear(&inverter->lists);
	if (out->term == NULL || !sort(inverter)) {
		return false;
	}
	for (size_t i = 0; i < inverter->terms; i++) {
		uint32_t end = inverter->term[i].count;
		if (!put_list(inverter, inverter->sorted + start, end - start,
				&out->term[i])) {
			return false;
		}
		start = end;
	}
	if (!keep(inverter, arena, out)) {
		return false;
	}
	forget_huge(inverter);
	return true;
}
