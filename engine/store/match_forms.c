/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The forms that may stand at one position: a word and the words of its stem,
 * merged from one posting each. Mostly one of them has nearly all documents,
 * so that its entries are taken in runs up to the next one of the others.
 */

#include "base/error.h"
#include "store/match_parts.h"
#include "store/rank_parts.h"
#include "store/store_parts.h"

#define FIRST_LOOK 8  /* entries that are compared without a branch each */
#define NEAR_IDS 1024 /* a seek that far is better tried in the next block */

static enum pantau_status cursor_step(struct cursor *c,
		struct pantau_error *err)
{
	while (c->next == c->block.n) {
		enum pantau_status status = pantau_posting_block(c->posting,
				&c->block, err);
		c->next = 0;
		if (status != PANTAU_OK) {
			c->block.n = 0;
			c->ended = true;
			return status == PANTAU_END ? PANTAU_OK : status;
		}
	}
	c->id = c->block.id[c->next];
	c->poslist = c->block.poslist[c->next];
	c->bytes = c->block.bytes[c->next];
	c->next++;
	c->found = true;
	return PANTAU_OK;
}

/* How many of the first entries at id are before 'to'. */
static inline size_t count_before(const struct match_walk *r, const int64_t *id,
		int64_t to)
{
	size_t n = 0;

	for (size_t i = 0; i < FIRST_LOOK; i++) {
		n += pantau_before(r, id[i], to);
	}
	return n;
}

/* The first entry of the block from next on that is not before 'to'; n when
 * none is. Gallops, as it is mostly near; which of the nearest it is nobody can
 * foresee. */
static size_t find(const struct match_walk *r, const struct cursor *c, int64_t to)
{
	const int64_t *id = c->block.id;
	size_t n = c->block.n, low = c->next, step = FIRST_LOOK, high = low;

	if (n - low >= FIRST_LOOK) {
		low += count_before(r, id + low, to);
		if (low - high < FIRST_LOOK) {
			return low;
		}
		high = low;
	}
	while (high < n && pantau_before(r, id[high], to)) {
		low = high + 1;
		high += step;
		step *= 2;
	}
	high = high < n ? high : n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (pantau_before(r, id[middle], to)) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

/* Whether an id is near enough to be in the block that follows. */
static bool is_near(const struct cursor *c, int64_t from)
{
	return from - c->id < NEAR_IDS && c->id - from < NEAR_IDS;
}

static enum pantau_status cursor_seek(const struct match_walk *r, struct cursor *c,
		int64_t from, struct pantau_error *err)
{
	if (c->ended || (c->found && !pantau_before(r, c->id, from))) {
		return PANTAU_OK;
	}
	if (c->found && c->next == c->block.n && is_near(c, from)) {
		enum pantau_status status = cursor_step(c, err);
		if (status != PANTAU_OK || c->ended ||
				!pantau_before(r, c->id, from)) {
			return status;
		}
	}
	size_t n = c->block.n;
	if (c->next < n && !pantau_before(r, c->block.id[n - 1], from)) {
		c->next = find(r, c, from);
		return cursor_step(c, err);
	}
	if (!c->found && from == (r->descending ? r->greatest : r->least)) {
		return cursor_step(c, err);
	}
	enum pantau_status status = pantau_posting_seek(c->posting, from,
			&c->id, err);
	c->block.n = c->next = 0;
	c->found = true;
	if (status != PANTAU_OK) {
		c->ended = true;
		return status == PANTAU_END ? PANTAU_OK : status;
	}
	pantau_posting_poslist(c->posting, &c->poslist, &c->bytes);
	return PANTAU_OK;
}

/* Postings of the forms that the index holds. */
static enum pantau_status open_cursors(struct match_walk *r, struct forms *forms,
		struct pantau_error *err)
{
	const struct match_position *position = forms->position;
	size_t lead = pantau_position_lead(position);
	enum pantau_status status = PANTAU_OK;

	for (size_t i = 0; status == PANTAU_OK && i < position->forms; i++) {
		struct str form = position->form[i];
		struct cursor *c = &forms->cursor[forms->n];
		if (i != lead && (!pantau_form_marked(form) ||
				!pantau_form_storable(form))) {
			continue;
		}
		status = pantau_posting_open(r->store, form,
				position->prefix && i == lead, r->descending,
				r->least, r->greatest, r->arena, &c->posting, err);
		if (status == PANTAU_OK && c->posting != NULL) {
			forms->estimate += pantau_posting_estimate(c->posting);
			forms->n++;
		}
	}
	return status;
}

enum pantau_status pantau_forms_open(struct match_walk *reading,
		const struct match_position *position, struct forms **out,
		struct pantau_error *err)
{
	struct arena *arena = reading->arena;
	struct forms *forms = pantau_arena_zero(arena, 1, sizeof(*forms));

	*out = forms;
	if (forms == NULL) {
		return pantau_fail_memory(err);
	}
	forms->position = position;
	forms->cursor = pantau_arena_zero(arena, position->forms,
			sizeof(*forms->cursor));
	forms->reader = pantau_arena_zero(arena, position->forms,
			sizeof(*forms->reader));
	if (forms->cursor == NULL || forms->reader == NULL) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = open_cursors(reading, forms, err);
	forms->ended = forms->n == 0;
	return status;
}

void pantau_forms_close(struct forms *forms)
{
	for (size_t i = 0; forms != NULL && i < forms->n; i++) {
		pantau_posting_close(forms->cursor[i].posting);
	}
	if (forms != NULL) {
		forms->n = 0;
	}
}

/* The least of the cursors; none: all have ended. */
static void settle(const struct match_walk *r, struct forms *forms)
{
	forms->ended = true;
	for (size_t i = 0; i < forms->n; i++) {
		const struct cursor *c = &forms->cursor[i];
		if (!c->ended && (forms->ended ||
				pantau_before(r, c->id, forms->at))) {
			forms->at = c->id;
			forms->ended = false;
		}
	}
}

enum pantau_status pantau_forms_seek(struct match_walk *reading,
		struct forms *forms, int64_t from, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (forms->ended || (forms->found &&
			!pantau_before(reading, forms->at, from))) {
		return PANTAU_OK;
	}
	for (size_t i = 0; status == PANTAU_OK && i < forms->n; i++) {
		status = cursor_seek(reading, &forms->cursor[i], from, err);
	}
	forms->found = true;
	settle(reading, forms);
	return status;
}

/* Readers of what stands in document at; how many. */
static size_t readers(struct forms *forms)
{
	size_t n = 0;

	for (size_t i = 0; i < forms->n; i++) {
		const struct cursor *c = &forms->cursor[i];
		if (!c->ended && c->id == forms->at) {
			pantau_spot_read(&forms->reader[n++], c->poslist,
					c->bytes);
		}
	}
	return n;
}

/* Mostly a byte tells the distance to the next position. */
static inline void step(struct spot_reader *reader)
{
	if (reader->p < reader->end && *reader->p >= 2 && *reader->p < 0x80) {
		reader->at += *reader->p++ - 2u;
	} else {
		pantau_spot_next(reader);
	}
}

/* The next position of any reader, once. */
static inline uint64_t next_spot(struct spot_reader *reader, size_t n)
{
	uint64_t at = reader[0].at;

	if (n == 1) {
		step(&reader[0]);
		return at;
	}
	if (n == 2) {
		uint64_t other = reader[1].at;
		if (at <= other) {
			if (at != NO_SPOT) {
				step(&reader[0]);
			}
			if (at == other && at != NO_SPOT) {
				step(&reader[1]);
			}
			return at;
		}
		step(&reader[1]);
		return other;
	}
	at = NO_SPOT;

	for (size_t i = 0; i < n; i++) {
		at = reader[i].at < at ? reader[i].at : at;
	}
	for (size_t i = 0; i < n && at != NO_SPOT; i++) {
		if (reader[i].at == at) {
			step(&reader[i]);
		}
	}
	return at;
}

/* All positions of one reader. */
static void read_all(struct spot_reader *reader, uint32_t field,
		struct spots *out)
{
	uint64_t *to = out->at;

	while (reader->at != NO_SPOT) {
		uint64_t at = reader->at;
		*to = at;
		to += field == NO_FIELD || at >> 32 == field;
		step(reader);
	}
	out->n = (size_t)(to - out->at);
}

bool pantau_forms_spots(struct match_walk *reading, struct forms *forms,
		uint32_t field, struct spots *out)
{
	size_t room = 0;
	uint64_t at;

	for (size_t i = 0; i < forms->n; i++) {
		const struct cursor *c = &forms->cursor[i];
		room += !c->ended && c->id == forms->at ? c->bytes : 0;
	}
	/* One more than there can be is written before it is dropped. */
	if (!pantau_spots_room(out, room + 1, reading->arena)) {
		return false;
	}
	size_t n = readers(forms);
	if (n == 1) {
		read_all(&forms->reader[0], field, out);
		return true;
	}
	while ((at = next_spot(forms->reader, n)) != NO_SPOT) {
		if (field == NO_FIELD || at >> 32 == field) {
			out->at[out->n++] = at;
		}
	}
	return true;
}

bool pantau_forms_pairs(struct match_walk *reading, struct forms *first,
		struct forms *second, uint32_t field, struct spots *out)
{
	size_t room = 0;

	for (size_t i = 0; i < first->n; i++) {
		const struct cursor *c = &first->cursor[i];
		room += !c->ended && c->id == first->at ? c->bytes : 0;
	}
	if (!pantau_spots_room(out, room + 1, reading->arena)) {
		return false;
	}
	size_t n = readers(first), m = readers(second), pairs = 0;
	uint64_t at = next_spot(first->reader, n);
	uint64_t next = next_spot(second->reader, m);
	while (at != NO_SPOT && next != NO_SPOT) {
		if (next <= at) {
			next = next_spot(second->reader, m);
			continue;
		}
		out->at[pairs] = at;
		pairs += next == at + 1 &&
				(field == NO_FIELD || at >> 32 == field);
		at = next_spot(first->reader, n);
	}
	out->n = pairs;
	return true;
}

/* Past the opening every occurrence is worth the same, up to the lead over to
 * another column. */
static const unsigned char *count_rest(const unsigned char *p,
		const unsigned char *end, uint64_t *n)
{
	while (p < end && *p != 1) {
		while (p < end && (*p & 0x80) != 0) {
			p++;
		}
		p++;
		++*n;
	}
	return p < end ? p : end;
}

static uint64_t worth_of(const uint32_t *worth, const unsigned char *p,
		uint32_t bytes)
{
	const unsigned char *end = p + bytes;
	uint64_t sum = 0, rest = 0, at = 0, value;

	while (p < end) {
		size_t n = 1;
		value = *p;
		if (value >= 0x80) {
			n = pantau_varint_get(p, end, &value);
		}
		p += n;
		if (n != 0 && value == 1) {
			n = pantau_varint_get(p, end, &value);
			p += n;
			at = 0;
			continue;
		}
		if (n == 0 || value < 2) {
			break; /* damaged */
		}
		at += value - 2;
		if (at < RANK_OPENING) {
			sum += worth[at];
			continue;
		}
		rest++;
		p = count_rest(p, end, &rest);
	}
	return sum + rest * RANK_UNIT;
}

uint64_t pantau_forms_times(const struct match_walk *reading,
		struct forms *forms)
{
	size_t n = 0, last = 0;
	uint64_t sum = 0, at;

	for (size_t i = 0; i < forms->n; i++) {
		if (!forms->cursor[i].ended &&
				forms->cursor[i].id == forms->at) {
			last = i;
			n++;
		}
	}
	if (n == 1) {
		return worth_of(reading->worth, forms->cursor[last].poslist,
				forms->cursor[last].bytes);
	}
	n = readers(forms);
	while ((at = next_spot(forms->reader, n)) != NO_SPOT) {
		at &= UINT32_MAX;
		sum += at < RANK_OPENING ? reading->worth[at] : RANK_UNIT;
	}
	return sum;
}

/* Of one cursor's block what stands before end, and moves to what follows. */
static enum pantau_status take_run(struct match_walk *r, struct cursor *c,
		int64_t end, struct taken *out, struct pantau_error *err)
{
	size_t room = out->room - out->n;
	size_t n = find(r, c, end) - c->next;

	n = n < room ? n : room;
	memcpy(out->id + out->n, c->block.id + c->next, n * sizeof(*out->id));
	for (size_t i = 0; i < n && out->times != NULL; i++) {
		size_t at = c->next + i;
		out->times[out->n + i] = pantau_taken_wants(out,
				c->block.id[at]) ? worth_of(r->worth,
				c->block.poslist[at], c->block.bytes[at]) : 0;
	}
	out->n += n;
	c->next += n;
	return cursor_step(c, err);
}

/* The document at, of however many cursors. */
static enum pantau_status take_one(struct match_walk *r, struct forms *forms,
		struct taken *out, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	out->id[out->n] = forms->at;
	if (out->times != NULL) {
		out->times[out->n] = pantau_taken_wants(out, forms->at) ?
				pantau_forms_times(r, forms) : 0;
	}
	out->n++;
	for (size_t i = 0; status == PANTAU_OK && i < forms->n; i++) {
		struct cursor *c = &forms->cursor[i];
		if (!c->ended && c->id == forms->at) {
			status = cursor_step(c, err);
		}
	}
	return status;
}

/* The cursor that stands at the least id, and up to where it does so alone. */
static struct cursor *leader(const struct match_walk *r, struct forms *forms,
		int64_t *end)
{
	struct cursor *first = NULL;

	for (size_t i = 0; i < forms->n; i++) {
		struct cursor *c = &forms->cursor[i];
		if (!c->ended && c->id == forms->at && first == NULL) {
			first = c;
		} else if (!c->ended && pantau_before(r, c->id, *end)) {
			*end = c->id;
		}
	}
	return first;
}

enum pantau_status pantau_forms_take(struct match_walk *reading,
		struct forms *forms, int64_t end, struct taken *out,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_reading_step(reading, err);

	while (status == PANTAU_OK && !forms->ended && out->n < out->room &&
			pantau_before(reading, forms->at, end)) {
		int64_t alone = end;
		struct cursor *c = leader(reading, forms, &alone);
		status = take_one(reading, forms, out, err);
		if (status == PANTAU_OK && !c->ended && out->n < out->room &&
				c->next < c->block.n &&
				pantau_before(reading, c->id, alone)) {
			c->next--; /* the entry it stands at goes with the run */
			status = take_run(reading, c, alone, out, err);
		}
		settle(reading, forms);
	}
	return status;
}

static enum pantau_status mark_cursor(struct match_walk *r, struct cursor *c,
		const struct window *w, struct pantau_error *err)
{
	enum pantau_status status = cursor_seek(r, c, w->from, err);

	while (status == PANTAU_OK && !c->ended &&
			pantau_before(r, c->id, w->end)) {
		pantau_window_set(w, c->id);
		size_t end = find(r, c, w->end);
		for (size_t i = c->next; i < end; i++) {
			pantau_window_set(w, c->block.id[i]);
		}
		c->next = end;
		status = cursor_step(c, err);
	}
	return status;
}

enum pantau_status pantau_forms_mark(struct match_walk *reading,
		struct forms *forms, const struct window *window,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_reading_step(reading, err);

	if (forms->ended) {
		return status;
	}
	for (size_t i = 0; status == PANTAU_OK && i < forms->n; i++) {
		status = mark_cursor(reading, &forms->cursor[i], window, err);
	}
	forms->found = true;
	settle(reading, forms);
	return status;
}
