/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The terms of a field as each alternative lays them out. The inverter marks
 * what is not the first of its position; other marks are bytes of the term:
 * MARK_STEM where a marked stem comes first, MARK_FORM for surface forms that
 * are hashed, or stand once a document, MARK_OTHER where alternatives must not
 * be taken for marked surface forms.
 */

#include "surface_cost.h"

#define MARK_STEM '\x04'
#define MARK_FORM '\x03'
#define MARK_OTHER '\x05'
#define PLAIN '\0'

struct laying {
	struct pantau_term *term;
	size_t n;
	char *bytes;
	uint32_t position;
};

static void put(struct laying *l, char mark, struct str s)
{
	char *start = l->bytes;
	if (mark != PLAIN) {
		*l->bytes++ = mark;
	}
	memcpy(l->bytes, s.p, s.n);
	l->bytes += s.n;
	l->term[l->n++] = (struct pantau_term){
		.bytes = start, .length = (uint16_t)(l->bytes - start),
		.position = l->position,
	};
}

static void put_hash(struct laying *l, struct str s, unsigned bytes)
{
	uint64_t hash = pantau_hash(s, 0);
	put(l, MARK_FORM, str_make((const char *)&hash, bytes));
}

/* A position: its surface, the stem where it has one, the rest. */
struct place {
	const uint32_t *code;
	size_t n;
	bool has_stem;
	struct str surface, stem;
};

static struct place place_at(const struct corpus *corpus, const uint32_t *code,
		const uint32_t *end)
{
	struct place place = {.code = code, .n = 1};
	while (code + place.n < end && (code[place.n] & OCCURS_FIRST) == 0) {
		place.n++;
	}
	place.surface = place.stem = surface_word(corpus, code[0]);
	for (size_t i = 1; i < place.n; i++) {
		if ((code[i] & OCCURS_KIND) == PANTAU_TERM_STEM) {
			place.stem = surface_word(corpus, code[i]);
			place.has_stem = true;
		}
	}
	return place;
}

static bool keeps_surface(const struct reform *r, const struct place *place)
{
	uint32_t n = r->corpus->documents[place->code[0] >> 3];
	return !place->has_stem || (r->run->form == FORM_RARE &&
			n <= r->run->bound) || (r->run->form == FORM_FREQUENT &&
			n > r->run->bound);
}

static uint32_t reading_at(const struct corpus *corpus,
		const struct place *place)
{
	const uint32_t *reading = pantau_map_get(&corpus->readings, str_make(
			(const char *)place->code,
			place->n * sizeof(*place->code)));
	return reading != NULL ? *reading : 0;
}

/* A surface with a reading that is not its usual one has a term of its own. */
static void put_written(const struct reform *r, struct laying *l,
		const struct place *place)
{
	const struct corpus *corpus = r->corpus;
	uint32_t reading = reading_at(corpus, place);
	put(l, PLAIN, place->surface);
	if (reading + 1 != corpus->reading_of[place->code[0] >> 3]) {
		*l->bytes++ = SURFACE_READING;
		memcpy(l->bytes, &reading, sizeof(reading));
		l->bytes += sizeof(reading);
		l->term[l->n - 1].length += (uint16_t)(1 + sizeof(reading));
	}
}

static bool is_usual(const struct reform *r, const struct place *place)
{
	return reading_at(r->corpus, place) + 1 ==
			r->corpus->reading_of[place->code[0] >> 3];
}

static bool is_alone(const struct reform *r, const struct place *place)
{
	bool some = r->run->form == FORM_PARTLY ||
			r->run->form == FORM_LISTED;
	return r->run->form == FORM_WRITTEN || (some && surface_stands_alone(
			r->corpus, r->run, place->code[0]) &&
			is_usual(r, place));
}

/* The first terms of a position: true when the stem is still to be put. */
static bool put_first(const struct reform *r, struct laying *l,
		const struct place *place)
{
	switch (r->run->form) {
	case FORM_STEMS:
		put(l, PLAIN, place->stem);
		return false;
	case FORM_BOTH:
		put(l, PLAIN, place->surface);
		put(l, PLAIN, place->stem);
		return false;
	case FORM_MIRROR:
		put(l, PLAIN, place->stem);
		if (place->has_stem) {
			put(l, PLAIN, place->surface);
		}
		return false;
	case FORM_HASH:
		if (place->has_stem) {
			put_hash(l, place->surface, r->run->bound);
		} else {
			put(l, PLAIN, place->surface);
		}
		return place->has_stem;
	case FORM_ONCE:
	case FORM_RARE:
	case FORM_FREQUENT:
		if (!keeps_surface(r, place)) {
			put(l, MARK_STEM, place->stem);
			return false;
		}
		put(l, PLAIN, place->surface);
		return place->has_stem;
	case FORM_WRITTEN:
		put_written(r, l, place);
		return false;
	case FORM_PARTLY:
	case FORM_LISTED:
		if (surface_stands_alone(r->corpus, r->run, place->code[0])) {
			put_written(r, l, place);
		} else {
			put(l, PLAIN, place->surface);
		}
		return place->has_stem;
	case FORM_SURFACES:
		put(l, PLAIN, place->surface);
		return false;
	case FORM_TODAY:
	default:
		put(l, PLAIN, place->surface);
		return place->has_stem;
	}
}

static void put_place(const struct reform *r, struct laying *l,
		const struct place *place)
{
	bool stem = put_first(r, l, place);
	if (is_alone(r, place)) {
		return;
	}
	if (stem) {
		put(l, PLAIN, place->stem);
	}
	for (size_t i = 1; i < place->n; i++) {
		if ((place->code[i] & OCCURS_KIND) == PANTAU_TERM_ALTERNATIVE) {
			put(l, r->run->form == FORM_MIRROR ? MARK_OTHER : PLAIN,
					surface_word(r->corpus, place->code[i]));
		}
	}
}

/* Each surface that has another stem, once, at the field's first position. */
static void put_once(struct reform *r, struct laying *l, const uint32_t *code,
		const uint32_t *end)
{
	r->turn++;
	while (code < end) {
		struct place place = place_at(r->corpus, code, end);
		uint32_t *stamp = &r->stamp[code[0] >> 3];
		if (place.has_stem && *stamp != r->turn) {
			*stamp = r->turn;
			put(l, MARK_FORM, place.surface);
		}
		code += place.n;
	}
}

/* As the analyser does, which keeps hashes with its words. */
static bool hash_terms(struct pantau_tokens *tokens, struct arena *arena)
{
	struct pantau_packed *packed = pantau_arena_zero(arena, 1,
			sizeof(*packed));
	uint64_t *hash = pantau_arena_alloc(arena,
			tokens->terms * sizeof(*hash));
	if (packed == NULL || hash == NULL) {
		return false;
	}
	for (size_t i = 0; i < tokens->terms; i++) {
		const struct pantau_term *term = &tokens->term[i];
		bool marked = i > 0 && term->position == term[-1].position;
		hash[i] = pantau_hash(str_make(term->bytes, term->length),
				pantau_hash_seed() + marked);
	}
	packed->hash = hash;
	tokens->packed = packed;
	return true;
}

bool surface_reform(struct reform *r, size_t doc, unsigned field,
		struct arena *arena, struct pantau_tokens *out)
{
	const struct corpus *corpus = r->corpus;
	const uint32_t *code = corpus->code + corpus->field[2 * doc + field];
	const uint32_t *end = corpus->code + corpus->field[2 * doc + field + 1];
	size_t n = (size_t)(end - code), bytes = 0;
	for (size_t i = 0; i < n; i++) {
		bytes += 2 * surface_word(corpus, code[i]).n + 16;
	}
	struct laying l = {
		.term = pantau_arena_alloc(arena, (2 * n + 2) *
				sizeof(*l.term)),
		.bytes = pantau_arena_alloc(arena, bytes),
	};
	if (l.term == NULL || l.bytes == NULL) {
		return false;
	}
	for (const uint32_t *at = code; at < end; l.position++) {
		struct place place = place_at(corpus, at, end);
		put_place(r, &l, &place);
		if (r->run->form == FORM_ONCE && at == code) {
			put_once(r, &l, code, end);
		}
		at += place.n;
	}
	*out = (struct pantau_tokens){
		.term = l.term, .terms = l.n, .positions = l.position,
	};
	return hash_terms(out, arena);
}
