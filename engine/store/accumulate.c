/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Doclists of one segment in the making. */

#include "store/accumulate.h"

#include <stdlib.h>

#include "store/term_slots.h"

#define BLOCK_BYTES ((size_t)1 << 20)
#define UNIT 8                 /* a slice's number is its place in these */
#define SLICE_LEAST 32
#define LEVELS 8               /* the largest slice has 4,096 bytes */
#define HEAD sizeof(uint32_t)  /* of a slice: the number of the next */
#define AHEAD 8                /* terms that are fetched before their turn */

struct term {
	uint64_t hash;           /* first: see term_slots.h */
	const char *bytes;
	int64_t last;              /* row id; 0: none yet */
	uint32_t list_bytes;
	uint32_t first, tail;      /* slices */
	uint16_t n;                /* of bytes */
	uint16_t used;             /* of the tail, with its head */
	uint8_t level;             /* of the tail */
};

struct order {
	uint64_t key;              /* the first bytes, most significant first */
	const struct term *term;
};

struct accumulator {
	struct term *term;
	size_t terms, room;
	struct term_slots slots;
	unsigned char **block;
	size_t blocks, block_room;
	size_t used;               /* of the last block */
	struct arena names;
	struct order *order;
};

struct accumulator *pantau_accumulator_create(void)
{
	struct accumulator *acc = calloc(1, sizeof(*acc));

	if (acc != NULL) {
		pantau_arena_init(&acc->names);
	}
	return acc;
}

void pantau_accumulator_clear(struct accumulator *acc)
{
	for (size_t i = 0; i < acc->blocks; i++) {
		free(acc->block[i]);
	}
	free(acc->block);
	free(acc->term);
	free(acc->slots.slot);
	free(acc->order);
	pantau_arena_finish(&acc->names);
	*acc = (struct accumulator){0};
	pantau_arena_init(&acc->names);
}

void pantau_accumulator_destroy(struct accumulator *acc)
{
	if (acc != NULL) {
		pantau_accumulator_clear(acc);
		free(acc);
	}
}

size_t pantau_accumulator_terms(const struct accumulator *acc)
{
	return acc->terms;
}

size_t pantau_accumulator_bytes(const struct accumulator *acc)
{
	return acc->blocks * BLOCK_BYTES + acc->names.used +
			acc->room * sizeof(*acc->term) +
			acc->slots.n * sizeof(*acc->slots.slot);
}

/* --- slices --- */

static size_t slice_bytes(unsigned level)
{
	return (size_t)SLICE_LEAST << level;
}

static unsigned char *slice_at(const struct accumulator *acc, uint32_t number)
{
	size_t at = (size_t)number * UNIT;

	return acc->block[at / BLOCK_BYTES] + at % BLOCK_BYTES;
}

/* Slices never cross blocks; number 0 stays unused. */
static bool take_slice(struct accumulator *acc, unsigned level, uint32_t *out)
{
	size_t bytes = slice_bytes(level);

	if (acc->blocks == 0 || acc->used + bytes > BLOCK_BYTES) {
		if (acc->blocks == acc->block_room) {
			size_t room = acc->block_room * 2 + 64;
			unsigned char **grown = realloc(acc->block,
					room * sizeof(*grown));
			if (grown == NULL) {
				return false;
			}
			acc->block = grown;
			acc->block_room = room;
		}
		unsigned char *block = malloc(BLOCK_BYTES);
		if (block == NULL) {
			return false;
		}
		acc->block[acc->blocks++] = block;
		acc->used = acc->blocks == 1 ? UNIT : 0;
	}
	*out = (uint32_t)(((acc->blocks - 1) * BLOCK_BYTES + acc->used) / UNIT);
	acc->used += bytes;
	memset(slice_at(acc, *out), 0, HEAD);
	return true;
}

static bool append(struct accumulator *acc, struct term *term,
		const unsigned char *p, size_t n)
{
	term->list_bytes += (uint32_t)n;
	while (n > 0) {
		size_t room = slice_bytes(term->level) - term->used;
		if (room == 0) {
			uint32_t next;
			unsigned level = term->level + 1u < LEVELS
					? term->level + 1u : term->level;
			if (!take_slice(acc, level, &next)) {
				return false;
			}
			memcpy(slice_at(acc, term->tail), &next, HEAD);
			term->tail = next;
			term->level = (uint8_t)level;
			term->used = HEAD;
			continue;
		}
		size_t take = n < room ? n : room;
		memcpy(slice_at(acc, term->tail) + term->used, p, take);
		term->used = (uint16_t)(term->used + take);
		p += take;
		n -= take;
	}
	return true;
}

/* --- terms --- */

static bool grow_terms(struct accumulator *acc)
{
	size_t room = acc->room != 0 ? acc->room + acc->room / 2 : 1 << 11;
	struct term *grown = room <= UINT32_MAX / 2 ? realloc(acc->term,
			room * sizeof(*grown)) : NULL;

	if (grown == NULL) {
		return false;
	}
	acc->term = grown;
	acc->room = room;
	return true;
}

static struct term *make_term(struct accumulator *acc, size_t at,
		const struct inverted_term *from)
{
	if (acc->terms == acc->room && !grow_terms(acc)) {
		return NULL;
	}
	struct term *term = &acc->term[acc->terms];
	*term = (struct term){
		.hash = from->hash, .n = from->n, .used = HEAD,
	};
	char *bytes = pantau_arena_alloc(&acc->names, from->n);
	if (bytes == NULL || !take_slice(acc, 0, &term->first)) {
		return NULL;
	}
	memcpy(bytes, from->bytes, from->n);
	term->bytes = bytes;
	term->tail = term->first;
	pantau_slots_set(&acc->slots, at, from->hash, acc->terms++);
	return term;
}

static struct term *find(struct accumulator *acc,
		const struct inverted_term *from)
{
	struct term_slots *slots = &acc->slots;

	if (pantau_slots_full(slots, acc->terms) && !pantau_slots_grow(slots,
			acc->term, sizeof(*acc->term), acc->terms)) {
		return NULL;
	}
	size_t at = pantau_slots_first(slots, from->hash);
	while (slots->slot[at].term != 0) {
		struct term *term = &acc->term[slots->slot[at].term - 1];
		if (term->hash == from->hash && term->n == from->n &&
				pantau_same_bytes(term->bytes, from->bytes, from->n)) {
			return term;
		}
		at = pantau_slots_next(slots, from->hash, at + 1);
	}
	return make_term(acc, at, from);
}

/* Each look-up misses the cache three or four times; the misses of several
 * terms overlap when their memory is asked for ahead. */
static void fetch(const struct accumulator *acc, const struct inverted *batch,
		size_t i)
{
	const struct term_slots *slots = &acc->slots;

	if (slots->n == 0) {
		return;
	}
	if (i + 3 * AHEAD < batch->terms) {
		pantau_slots_fetch(slots, batch->term[i + 3 * AHEAD].hash);
	}
	if (i + 2 * AHEAD < batch->terms) {
		uint64_t hash = batch->term[i + 2 * AHEAD].hash;
		uint32_t number =
				slots->slot[pantau_slots_first(slots, hash)].term;
		if (number != 0) {
			__builtin_prefetch(&acc->term[number - 1]);
		}
	}
	if (i + AHEAD < batch->terms) {
		uint64_t hash = batch->term[i + AHEAD].hash;
		uint32_t number =
				slots->slot[pantau_slots_first(slots, hash)].term;
		if (number != 0) {
			const struct term *term = &acc->term[number - 1];
			__builtin_prefetch(slice_at(acc, term->tail) +
					term->used, 1);
			__builtin_prefetch(term->bytes);
		}
	}
}

/* --- entries --- */

static bool put_id(struct accumulator *acc, struct term *term, int64_t id)
{
	unsigned char bytes[INDEX_VARINT_MAX];
	size_t n = pantau_varint_put(bytes, (uint64_t)(id - term->last));

	term->last = id;
	return append(acc, term, bytes, n);
}

/* The rows' ids are not those of the batch one after the other: each entry on
 * its own. The list is ours, and well formed. */
static bool add_entries(struct accumulator *acc, struct term *term,
		const struct inverted_term *from, const int64_t *ids)
{
	const unsigned char *p = from->list, *end = p + from->list_bytes;
	unsigned doc = from->first;

	while (p < end) {
		uint64_t size = 0, delta = 0;
		const unsigned char *poslist = p;
		p += pantau_varint_get(p, end, &size);
		p += size >> 1;
		if (ids[doc] != 0 && (!put_id(acc, term, ids[doc]) ||
				!append(acc, term, poslist,
				(size_t)(p - poslist)))) {
			return false;
		}
		if (p < end) {
			p += pantau_varint_get(p, end, &delta);
			doc += (unsigned)delta;
		}
	}
	return true;
}

static bool any_of(const struct inverted_term *from, const int64_t *ids)
{
	const unsigned char *p = from->list, *end = p + from->list_bytes;
	unsigned doc = from->first;

	while (p < end && ids[doc] == 0) {
		uint64_t size = 0, delta = 0;
		p += pantau_varint_get(p, end, &size);
		p += size >> 1;
		if (p < end) {
			p += pantau_varint_get(p, end, &delta);
			doc += (unsigned)delta;
		}
	}
	return p < end;
}

bool pantau_accumulator_add(struct accumulator *acc,
		const struct inverted *batch, const int64_t *ids, size_t docs)
{
	bool even = docs == 0 || ids[0] != 0;
	for (size_t i = 1; i < docs && even; i++) {
		even = ids[i] == ids[0] + (int64_t)i;
	}
	for (size_t i = 0; i < batch->terms; i++) {
		const struct inverted_term *from = &batch->term[i];
		fetch(acc, batch, i);
		if (!even && !any_of(from, ids)) {
			continue;
		}
		struct term *term = find(acc, from);
		if (term == NULL) {
			return false;
		}
		if (!even) {
			if (!add_entries(acc, term, from, ids)) {
				return false;
			}
			continue;
		}
		if (!put_id(acc, term, ids[from->first]) || !append(acc, term,
				from->list, from->list_bytes)) {
			return false;
		}
		term->last = ids[from->last];
	}
	return true;
}

/* --- in order --- */

static uint64_t key_of(const struct term *term)
{
	uint64_t key = 0;

	for (unsigned i = 0; i < 8; i++) {
		key = key << 8 | (i < term->n ? (unsigned char)term->bytes[i]
				: 0);
	}
	return key;
}

static int compare_terms(const struct term *a, const struct term *b)
{
	size_t n = a->n < b->n ? a->n : b->n;
	int order = memcmp(a->bytes, b->bytes, n);

	return order != 0 ? order : (a->n > b->n) - (a->n < b->n);
}

static int by_bytes(const void *a, const void *b)
{
	const struct order *x = a, *y = b;

	return x->key != y->key ? (x->key < y->key ? -1 : 1)
			: compare_terms(x->term, y->term);
}

bool pantau_accumulator_sort(struct accumulator *acc)
{
	free(acc->order);
	acc->order = malloc((acc->terms + 1) * sizeof(*acc->order));
	if (acc->order == NULL) {
		return false;
	}
	for (size_t i = 0; i < acc->terms; i++) {
		acc->order[i] = (struct order){
			key_of(&acc->term[i]), &acc->term[i],
		};
	}
	qsort(acc->order, acc->terms, sizeof(*acc->order), by_bytes);
	return true;
}

bool pantau_accumulator_list(const struct accumulator *acc, size_t i,
		struct str *name, struct buf *list)
{
	const struct term *term = acc->order[i].term;
	uint32_t slice = term->first;
	size_t left = term->list_bytes;

	*name = str_make(term->bytes, term->n);
	pantau_buf_clear(list);
	for (unsigned level = 0; left > 0;
			level += level + 1u < LEVELS ? 1u : 0u) {
		const unsigned char *p = slice_at(acc, slice);
		size_t room = slice_bytes(level) - HEAD;
		size_t n = left < room ? left : room;
		pantau_buf_append(list, (const char *)p + HEAD, n);
		memcpy(&slice, p, HEAD);
		left -= n;
	}
	return !list->failed;
}
