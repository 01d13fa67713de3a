/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Looks the word of every span up and lays tokens, terms and the packed stream
 * out. */

#include "text/analyser_parts.h"
#include "text/char_class.h"
#include "text/language.h"

/* Hashes of the spans to come, so that their words are on the way: the slot
 * first, what stands in it when half the way is gone. */
#define AHEAD 8
#define NEAR 4

/* Where a text's tokens have got to. */
struct layout {
	struct pantau_analyser *a;
	struct arena *arena;
	struct str text;
	const char *lower;
	const char *surface; /* a copy of that, where surfaces are wanted alone */
	struct pantau_token *token;
	size_t tokens;
	struct pantau_term *term; /* their bytes stand in the stream */
	uint64_t *hash;           /* of each */
	size_t terms, term_room;
	char *packed;             /* the stream, after a blank */
	size_t n, room;
	uint32_t position, sentence;
	uint32_t last; /* sentence of the last token, as the segmenter counts */
	struct speech_maker speech;
};

/* More room for terms, in the arena; what they had is left to its reset. */
static bool grow_terms(struct layout *l, size_t more)
{
	size_t room = (l->terms + more) * 2;
	struct pantau_term *term = pantau_arena_alloc(l->arena,
			room * sizeof(*term));
	uint64_t *hash = pantau_arena_alloc(l->arena, room * sizeof(*hash));
	if (term == NULL || hash == NULL) {
		return false;
	}
	if (l->terms != 0) {
		memcpy(term, l->term, l->terms * sizeof(*term));
		memcpy(hash, l->hash, l->terms * sizeof(*hash));
	}
	l->term = term;
	l->hash = hash;
	l->term_room = room;
	return true;
}

/* Likewise for the stream; the terms go with it. */
static bool grow_packed(struct layout *l, size_t more)
{
	size_t room = (l->n + more) * 2;
	char *packed = pantau_arena_alloc(l->arena, room);
	if (packed == NULL) {
		return false;
	}
	if (l->n != 0) {
		memcpy(packed, l->packed, l->n);
	}
	for (size_t i = 0; i < l->terms; i++) {
		l->term[i].bytes = packed + (l->term[i].bytes - l->packed);
	}
	l->packed = packed;
	l->room = room;
	return true;
}

/* Whole units: there is room for them at both ends, and no call. */
static inline void copy_units(char *to, const char *from, size_t n)
{
	for (size_t at = 0; at < n; at += WORD_COPY) {
		memcpy(to + at, from + at, WORD_COPY);
	}
}

static inline bool add_terms(struct layout *l, const struct cached_word *kept)
{
	unsigned terms = kept->terms;
	if ((terms > l->term_room - l->terms && !grow_terms(l, terms)) ||
			(kept->packed + (size_t)WORD_COPY > l->room - l->n &&
			!grow_packed(l, kept->packed + (size_t)WORD_COPY))) {
		return false;
	}
	char *bytes = l->packed + l->n;
	struct pantau_term *term = l->term + l->terms;
	uint64_t *hash = l->hash + l->terms;
	const struct cached_term *from = word_cache_terms(kept);
	copy_units(bytes, word_cache_packed(kept), kept->packed);
	const char *hashes = (const char *)(from + terms);
	for (unsigned i = 0; i < terms; i++) {
		memcpy(&hash[i], hashes + i * sizeof(*hash), sizeof(*hash));
		bytes += from[i].before;
		term[i] = (struct pantau_term){bytes, from[i].length,
				from[i].kind, l->position + from[i].position};
		bytes += from[i].length;
	}
	l->n += kept->packed;
	l->terms += terms;
	return true;
}

/* Is a plain word with a capital first kept under its small letters? Not when
 * it is written like a name, of which less is guessed, nor when it begins with
 * two capitals and a hyphen ('AS-Israel', which 'As-Salam' is not). */
static bool shares_key(const char *raw, const char *lower, size_t n)
{
	if (n > 3 && raw[2] == '-' && ascii_is(raw[1], ASCII_UPPER)) {
		return false;
	}
	/* 'Jakarta' */
	if (n > 1 && ascii_is(raw[1], ASCII_LOWER) &&
			pantau_same_bytes(raw + 1, lower + 1, n - 1)) {
		return false;
	}
	return pantau_word_case(str_make(raw, n)) == 0;
}

/* What a span is kept under: plain ones in lower case where that is shared. */
static inline struct str key_of(const struct layout *l,
		const struct text_span *span)
{
	size_t n = span->end - span->start;
	const char *raw = l->text.p + span->start;
	const char *lower = l->lower + span->start;
	bool acronym = n > 3 && raw[2] == '-' && ascii_is(raw[1], ASCII_UPPER);
	bool shared = span->plain && (ascii_is(raw[0], ASCII_LOWER) ?
			!acronym : shares_key(raw, lower, n));
	return str_make(shared ? lower : raw, n);
}

/* The surface alone, which mostly stands in the text's copy. */
static inline bool add_surface(struct layout *l, const struct text_span *span,
		const struct cached_word *kept)
{
	const char *bytes = l->surface + span->start;
	struct cached_term first;
	memcpy(&first, word_cache_terms(kept), sizeof(first));
	if ((kept->state & WORD_LOWER) == 0) {
		struct str copy = pantau_arena_str(l->arena, str_make(
				word_cache_packed(kept) + 1, first.length));
		if (copy.p == NULL) {
			return false;
		}
		bytes = copy.p;
	}
	l->term[l->terms++] = (struct pantau_term){bytes, first.length,
			first.kind, l->position};
	return true;
}

/* Lays one span out; false when memory is out. */
static inline bool lay_span(struct layout *l, const struct text_span *span,
		const struct cached_word *kept, bool surface)
{
	static const uint32_t none[3];
	if (kept->terms == 0) {
		return true;
	}
	const uint32_t *lexeme = (kept->state & WORD_SCORED) != 0 ?
			word_cache_lexemes(kept) : none;
	/* Counted anew, for a span may have come to nothing. */
	l->sentence += l->tokens != 0 && span->sentence != l->last;
	l->last = span->sentence;
	l->token[l->tokens++] = (struct pantau_token){.start = span->start,
			.end = span->end, .kind = kept->kinds & 15,
			.flags = kept->flags, .positions = kept->positions,
			.position = l->position, .sentence = l->sentence,
			.first_term = (uint32_t)l->terms,
			.terms = surface ? 1 : kept->terms,
			.lexeme = {lexeme[0], lexeme[1], lexeme[2]}};
	if (surface ? !add_surface(l, span, kept) : !add_terms(l, kept)) {
		return false;
	}
	l->position += kept->positions;
	if (word_cache_speech(kept) == SPEECH_WORD) {
		speech_add(&l->speech, kept->flags,
				word_cache_language(kept), l->sentence);
	} else if (word_cache_speech(kept) == SPEECH_FOREIGN) {
		l->speech.speech->foreign++;
	}
	return true;
}

/* A span whose word is on the way. */
struct ahead {
	struct str key;
	uint64_t hash;
};

static inline struct ahead look_ahead(const struct layout *l,
		const struct text_span *span)
{
	struct str key = key_of(l, span);
	return (struct ahead){key, word_cache_hash(&l->a->cache, key,
			(enum pantau_token_kind)span->kind)};
}

static inline bool lay_spans(struct layout *l, const struct text_span *span,
		size_t spans, bool surface)
{
	struct pantau_analyser *a = l->a;
	struct ahead ahead[AHEAD];
	for (size_t i = 0; i < spans && i < AHEAD; i++) {
		ahead[i] = look_ahead(l, &span[i]);
	}
	for (size_t i = 0; i < spans; i++) {
		struct ahead at = ahead[i % AHEAD];
		const struct cached_word *kept = word_cache_get(&a->cache,
				&a->maker, &a->scratch, at.key,
				(enum pantau_token_kind)span[i].kind, at.hash);
		if (i + AHEAD < spans) {
			ahead[i % AHEAD] = look_ahead(l, &span[i + AHEAD]);
		}
		if (i + NEAR < spans) {
			word_cache_near(&a->cache,
					ahead[(i + NEAR) % AHEAD].hash);
		}
		if (kept == NULL || !lay_span(l, &span[i], kept, surface)) {
			return false;
		}
	}
	return true;
}

static bool begin(struct layout *l, size_t spans)
{
	l->token = pantau_arena_alloc(l->arena, spans * sizeof(*l->token));
	return l->token != NULL && (l->a->maker.score == NULL ||
			pantau_speech_begin(&l->speech, spans, l->arena));
}

static void end(const struct layout *l, struct pantau_tokens *out)
{
	*out = (struct pantau_tokens){.token = l->token, .tokens = l->tokens,
			.term = l->term, .terms = l->terms,
			.positions = l->position,
			.sentences = l->tokens != 0 ? l->sentence + 1 : 0,
			.speech = l->speech.speech};
}

bool pantau_lay_out(struct pantau_analyser *a, struct str text,
		const struct text_span *span, size_t spans, struct arena *arena,
		struct pantau_tokens *out)
{
	struct layout l = {.a = a, .arena = arena, .text = text,
			.lower = pantau_segment_lower(a->segmenter)};
	struct pantau_packed *packed = pantau_arena_alloc(arena,
			sizeof(*packed));
	/* Room for terms and stream, as a first guess. */
	if (packed == NULL || !begin(&l, spans) ||
			!grow_terms(&l, spans * 3 / 4 + 8) ||
			!grow_packed(&l, text.n * 3 / 4 + 64) ||
			!lay_spans(&l, span, spans, false)) {
		return false;
	}
	*packed = (struct pantau_packed){.hash = l.hash, .stream = str_make(
			l.packed + (l.n != 0), l.n - (l.n != 0))};
	end(&l, out);
	out->packed = packed;
	return true;
}

bool pantau_lay_surface_out(struct pantau_analyser *a, struct str text,
		const struct text_span *span, size_t spans, struct arena *arena,
		struct pantau_tokens *out)
{
	struct layout l = {.a = a, .arena = arena, .text = text,
			.lower = pantau_segment_lower(a->segmenter)};
	struct str surface = pantau_arena_str(arena, str_make(l.lower, text.n));
	l.surface = surface.p;
	l.term = pantau_arena_alloc(arena, (spans + 1) * sizeof(*l.term));
	if (surface.p == NULL || l.term == NULL || !begin(&l, spans) ||
			!lay_spans(&l, span, spans, true)) {
		return false;
	}
	end(&l, out);
	return true;
}
