/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The postings of a prefix: all its terms at once, in windows of ids. What the
 * terms hold in a window is gathered, sorted and put together; the next window
 * is wider while they come out small. So the newest few of 'me*' do not wait
 * for the whole, and memory stays bounded.
 */

#include <stdlib.h>

#include "base/error.h"
#include "store/posting_parts.h"

#define KEPT_MAX 512          /* terms whose postings stay open */
#define WIDTH_KEPT 1024       /* ids of the first window */
#define WIDTH_MANY 32768      /* opening all terms again costs more */
#define HITS_FEW 16384        /* below: the next window is wider */
#define HITS_MANY 131072      /* above: narrower */
#define WINDOW_BYTES ((size_t)256 << 20)

struct hit {
	int64_t id;
	size_t at;     /* of the poslist, in the window's bytes */
	uint32_t bytes;
};

struct prefix_union {
	struct index_reader *reader;
	struct arena *arena;      /* the caller's */
	struct arena scratch;     /* postings that do not stay open */
	bool descending;
	int64_t least, greatest;
	struct term_place *place;
	size_t places;
	struct posting **kept;    /* NULL: too many terms */
	size_t terms;
	struct hit *hit, *other;  /* of the window; to sort them */
	size_t hits, room;
	struct buf bytes;         /* poslists */
	uint64_t *position;       /* of one document, to put them together */
	size_t positions;
	int64_t *id;              /* the window as it is lent */
	const unsigned char **poslist;
	uint32_t *size;
	size_t at, n, out_room;
	int64_t next;             /* where the next window begins */
	uint64_t width;
	bool done;
};

static enum pantau_status too_large(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_LIMIT, "%s", PANTAU_T(err,
			"the words that begin so stand too often; give more "
			"letters before '*'",
			"kata berawalan itu terlalu sering muncul; tulis lebih "
			"banyak huruf sebelum '*'"));
}

/* --- gathering a window --- */

static enum pantau_status add_block(struct prefix_union *u,
		const struct posting_block *block, struct pantau_error *err)
{
	if (u->room < u->hits + block->n) {
		size_t room = 2 * (u->hits + block->n) + 256;
		struct hit *hit = realloc(u->hit, room * sizeof(*hit));
		if (hit == NULL) {
			return pantau_fail_memory(err);
		}
		u->hit = hit;
		u->room = room;
	}
	for (size_t i = 0; i < block->n; i++) {
		u->hit[u->hits++] = (struct hit){block->id[i], u->bytes.n,
				block->bytes[i]};
		pantau_buf_append(&u->bytes, (const char *)block->poslist[i],
				block->bytes[i]);
	}
	if (u->bytes.failed) {
		return pantau_fail_memory(err);
	}
	return u->bytes.n + u->hits * sizeof(*u->hit) > WINDOW_BYTES
			? too_large(err) : PANTAU_OK;
}

/* One term's part of the window, and where it would go on. */
static enum pantau_status gather(struct prefix_union *u,
		struct posting *posting, int64_t from, int64_t edge,
		bool *more, int64_t *next, struct pantau_error *err)
{
	struct posting_block block;
	int64_t id;
	enum pantau_status status = pantau_posting_seek(posting, from, &id,
			err);

	if (status == PANTAU_OK && !posting_before(posting, edge, id)) {
		/* The block holds what comes behind the one found. */
		block = (struct posting_block){&id, &posting->poslist,
				&posting->bytes, 1};
		status = add_block(u, &block, err);
		while (status == PANTAU_OK) {
			status = pantau_posting_run(posting, edge, &block, err);
			if (status == PANTAU_OK) {
				status = add_block(u, &block, err);
			}
		}
		if (status == PANTAU_END) {
			status = edge == (u->descending ? INT64_MIN : INT64_MAX)
					? PANTAU_END : pantau_posting_seek(
					posting, u->descending ? edge - 1
					: edge + 1, &id, err);
		}
	}
	if (status == PANTAU_OK) {
		*next = !*more || posting_before(posting, id, *next) ? id
				: *next;
		*more = true;
	}
	return status == PANTAU_END ? PANTAU_OK : status;
}

static enum pantau_status open_term(struct prefix_union *u, size_t *at,
		int64_t from, struct arena *arena, struct posting **out,
		struct pantau_error *err)
{
	size_t first = *at, n = 0;

	while (first + n < u->places && u->place[first + n].term.p ==
			u->place[first].term.p) {
		n++;
	}
	*at += n;
	struct place *place = pantau_arena_alloc(arena, n * sizeof(*place));
	if (place == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < n; i++) {
		place[i] = u->place[first + i].place;
	}
	return pantau_posting_over(u->reader, place, n, u->place[first].term,
			u->descending, u->descending ? u->least : from,
			u->descending ? from : u->greatest, arena, out, err);
}

static enum pantau_status gather_all(struct prefix_union *u, int64_t from,
		int64_t edge, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	bool more = false;
	size_t at = 0;

	u->hits = 0;
	pantau_buf_clear(&u->bytes);
	for (size_t i = 0; status == PANTAU_OK && i < u->terms; i++) {
		struct posting *posting = NULL;
		if (u->kept != NULL) {
			status = gather(u, u->kept[i], from, edge, &more,
					&u->next, err);
			continue;
		}
		pantau_arena_reset(&u->scratch);
		status = open_term(u, &at, from, &u->scratch, &posting, err);
		if (status == PANTAU_OK) {
			status = gather(u, posting, from, edge, &more,
					&u->next, err);
		}
		pantau_posting_close(posting);
	}
	u->done = !more;
	return status;
}

/* --- putting it together --- */

/* By id, ascending; of equal ones as they came. A byte at a time. */
static enum pantau_status sort(struct prefix_union *u, struct pantau_error *err)
{
	int64_t least = u->hit[0].id;
	uint64_t all = 0;
	struct hit *other = realloc(u->other, u->room * sizeof(*other));

	if (other == NULL) {
		return pantau_fail_memory(err);
	}
	u->other = other;
	for (size_t i = 1; i < u->hits; i++) {
		least = u->hit[i].id < least ? u->hit[i].id : least;
	}
	for (size_t i = 0; i < u->hits; i++) {
		all |= (uint64_t)u->hit[i].id - (uint64_t)least;
	}
	for (unsigned shift = 0; shift < 64 && all >> shift != 0; shift += 8) {
		size_t count[257] = {0};
		for (size_t i = 0; i < u->hits; i++) {
			count[1 + (((uint64_t)u->hit[i].id - (uint64_t)least)
					>> shift & 0xff)]++;
		}
		for (size_t i = 1; i < 257; i++) {
			count[i] += count[i - 1];
		}
		for (size_t i = 0; i < u->hits; i++) {
			u->other[count[((uint64_t)u->hit[i].id -
					(uint64_t)least) >> shift & 0xff]++] =
					u->hit[i];
		}
		struct hit *swap = u->hit;
		u->hit = u->other;
		u->other = swap;
	}
	return PANTAU_OK;
}

static int by_position(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* Positions of several poslists as one, at the end of the bytes. */
static void encode(struct buf *buf, const uint64_t *position, size_t n)
{
	uint64_t column = 0, at = 0;

	for (size_t i = 0; i < n; i++) {
		if (i > 0 && position[i] == position[i - 1]) {
			continue;
		}
		if (position[i] >> 32 != column) {
			column = position[i] >> 32;
			at = 0;
			pantau_buf_char(buf, 1);
			pantau_varint_append(buf, column);
		}
		pantau_varint_append(buf, (uint32_t)position[i] - at + 2);
		at = (uint32_t)position[i];
	}
}

/* Puts the hits first..last-1, of one document, into the first of them. */
static enum pantau_status unite(struct prefix_union *u, size_t first,
		size_t last, struct pantau_error *err)
{
	size_t most = 0, n = 0;

	for (size_t i = first; i < last; i++) {
		most += u->hit[i].bytes;
	}
	if (most > u->positions) {
		uint64_t *grown = realloc(u->position, 2 * most *
				sizeof(*grown));
		if (grown == NULL) {
			return pantau_fail_memory(err);
		}
		u->position = grown;
		u->positions = 2 * most;
	}
	for (size_t i = first; i < last; i++) {
		n += pantau_poslist_decode((const unsigned char *)u->bytes.p +
				u->hit[i].at, u->hit[i].bytes, u->position + n,
				u->positions - n);
	}
	qsort(u->position, n, sizeof(*u->position), by_position);
	u->hit[first].at = u->bytes.n;
	encode(&u->bytes, u->position, n);
	u->hit[first].bytes = (uint32_t)(u->bytes.n - u->hit[first].at);
	return u->bytes.failed ? pantau_fail_memory(err) : PANTAU_OK;
}

static bool lay_out(struct prefix_union *u)
{
	if (u->out_room < u->hits) {
		size_t room = u->room;
		free(u->id);
		u->out_room = 0;
		u->id = malloc(room * (sizeof(*u->id) + sizeof(*u->poslist) +
				sizeof(*u->size)));
		if (u->id == NULL) {
			return false;
		}
		u->poslist = (const unsigned char **)(void *)(u->id + room);
		u->size = (uint32_t *)(void *)(u->poslist + room);
		u->out_room = room;
	}
	for (size_t i = 0; i < u->hits; i++) {
		size_t to = u->descending ? u->hits - 1 - i : i;
		u->id[to] = u->hit[i].id;
		u->poslist[to] = (const unsigned char *)u->bytes.p +
				u->hit[i].at;
		u->size[to] = u->hit[i].bytes;
	}
	u->at = 0;
	u->n = u->hits;
	return true;
}

static enum pantau_status assemble(struct prefix_union *u,
		struct pantau_error *err)
{
	size_t n = 0;
	enum pantau_status status = sort(u, err);

	for (size_t i = 0, j; status == PANTAU_OK && i < u->hits; i = j) {
		for (j = i + 1; j < u->hits && u->hit[j].id == u->hit[i].id;
				j++) {
		}
		if (j - i > 1) {
			status = unite(u, i, j, err);
		}
		u->hit[n++] = u->hit[i];
	}
	u->hits = n;
	if (status == PANTAU_OK && !lay_out(u)) {
		status = pantau_fail_memory(err);
	}
	return status;
}

/* The next window that holds something; PANTAU_END when there is none. */
static enum pantau_status fill(struct prefix_union *u,
		struct pantau_error *err)
{
	while (!u->done) {
		int64_t from = u->next, edge;
		uint64_t ahead = u->descending
				? (uint64_t)from - (uint64_t)u->least
				: (uint64_t)u->greatest - (uint64_t)from;
		uint64_t width = ahead < u->width ? ahead : u->width;
		edge = u->descending ? (int64_t)((uint64_t)from - width)
				: (int64_t)((uint64_t)from + width);
		enum pantau_status status = gather_all(u, from, edge, err);
		if (status != PANTAU_OK) {
			return status;
		}
		if (u->hits < HITS_FEW && u->width < UINT64_MAX / 8) {
			u->width *= 4;
		} else if (u->hits > HITS_MANY && u->width > 1) {
			u->width /= 2;
		}
		u->done = u->done || width == ahead;
		if (u->hits > 0) {
			return assemble(u, err);
		}
	}
	return PANTAU_END;
}

/* --- as posting.c calls it --- */

enum pantau_status pantau_prefix_block(struct posting *posting,
		struct posting_block *out, struct pantau_error *err)
{
	struct prefix_union *u = posting->prefix;

	if (posting->found) {
		posting->found = false;
		u->at++;
	}
	if (u->at >= u->n) {
		enum pantau_status status = fill(u, err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	*out = (struct posting_block){u->id + u->at, u->poslist + u->at,
			u->size + u->at, u->n - u->at};
	u->at = u->n;
	return PANTAU_OK;
}

enum pantau_status pantau_prefix_seek(struct posting *posting, int64_t from,
		int64_t *id, struct pantau_error *err)
{
	struct prefix_union *u = posting->prefix;
	size_t hi;

	while (u->at >= u->n || posting_before(posting, u->id[u->n - 1],
			from)) {
		if (!u->done && posting_before(posting, u->next, from)) {
			u->next = from;
			u->done = u->descending ? from < u->least
					: from > u->greatest;
		}
		posting->found = false;
		u->at = u->n = 0;
		enum pantau_status status = fill(u, err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	hi = u->n - 1;
	while (u->at < hi) {
		size_t mid = u->at + (hi - u->at) / 2;
		if (posting_before(posting, u->id[mid], from)) {
			u->at = mid + 1;
		} else {
			hi = mid;
		}
	}
	posting->found = true;
	posting->found_id = *id = u->id[u->at];
	posting->poslist = u->poslist[u->at];
	posting->bytes = u->size[u->at];
	return PANTAU_OK;
}

void pantau_prefix_close(struct prefix_union *u)
{
	for (size_t i = 0; u->kept != NULL && i < u->terms; i++) {
		pantau_posting_close(u->kept[i]);
	}
	pantau_arena_finish(&u->scratch);
	pantau_buf_finish(&u->bytes);
	free(u->hit);
	free(u->other);
	free(u->position);
	free(u->id);
}

static enum pantau_status keep_open(struct prefix_union *u, uint64_t *estimate,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	size_t at = 0;

	u->kept = pantau_arena_zero(u->arena, u->terms, sizeof(*u->kept));
	if (u->kept == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < u->terms; i++) {
		status = open_term(u, &at, u->next, u->arena, &u->kept[i], err);
		*estimate += status == PANTAU_OK ?
				u->kept[i]->estimate : 0;
	}
	return status;
}

static enum pantau_status begin(struct prefix_union *u, uint64_t *estimate,
		struct pantau_error *err)
{
	pantau_arena_init(&u->scratch);
	pantau_buf_init(&u->bytes);
	u->next = u->descending ? u->greatest : u->least;
	u->done = u->least > u->greatest;
	u->width = u->terms <= KEPT_MAX ? WIDTH_KEPT : WIDTH_MANY;
	if (u->terms <= KEPT_MAX) {
		return keep_open(u, estimate, err);
	}
	for (size_t i = 0; i < u->places; i++) {
		const struct place *place = &u->place[i].place;
		*estimate += (place->end - place->rows) / 4 + 1;
	}
	return PANTAU_OK;
}

enum pantau_status pantau_prefix_open(struct index_reader *reader,
		struct str prefix, bool descending, int64_t least,
		int64_t greatest, struct arena *arena, struct posting **out,
		struct pantau_error *err)
{
	struct prefix_union *u = pantau_arena_zero(arena, 1, sizeof(*u));
	struct posting *posting = pantau_arena_zero(arena, 1,
			sizeof(*posting));

	if (u == NULL || posting == NULL) {
		return pantau_fail_memory(err);
	}
	*u = (struct prefix_union){.reader = reader, .arena = arena,
			.descending = descending, .least = least,
			.greatest = greatest};
	enum pantau_status status = pantau_prefix_terms(reader, prefix,
			ALL_TERMS, arena, &u->place, &u->places, err);
	for (size_t i = 0; i < u->places; i++) {
		u->terms += i == 0 || u->place[i].term.p !=
				u->place[i - 1].term.p;
	}
	if (status != PANTAU_OK || u->terms == 0) {
		return status;
	}
	if (u->terms == 1) {
		size_t at = 0;
		return open_term(u, &at, descending ? greatest : least, arena,
				out, err);
	}
	*posting = (struct posting){.reader = reader, .descending = descending,
			.arena = arena, .prefix = u};
	status = begin(u, &posting->estimate, err);
	if (status != PANTAU_OK) {
		pantau_prefix_close(u);
		return status;
	}
	*out = posting;
	return PANTAU_OK;
}
