/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Looks the word of every span up and lays tokens and terms out. */

#include <stdlib.h>

#include "text/analyser_parts.h"
#include "text/char_class.h"
#include "text/language.h"

/* Room for the terms of one more word. */
static bool reserve_terms(struct pantau_analyser *a, size_t more)
{
	if (a->terms + more <= a->capacity) {
		return true;
	}
	size_t capacity = a->capacity != 0 ? a->capacity * 2 : 1024;
	while (capacity < a->terms + more) {
		capacity *= 2;
	}
	struct pantau_term *grown = realloc(a->term,
			capacity * sizeof(*grown));
	if (grown == NULL) {
		return false;
	}
	a->term = grown;
	a->capacity = capacity;
	return true;
}

/* Where the bytes of terms go that do not stand in the text as they are. */
struct bytes {
	struct arena *arena;
	char *p;
	size_t left, chunk;
};

static bool reserve_bytes(struct bytes *bytes, size_t need)
{
	if (need <= bytes->left) {
		return true;
	}
	size_t size = need > bytes->chunk ? need : bytes->chunk;
	bytes->p = pantau_arena_alloc(bytes->arena, size);
	bytes->left = bytes->p != NULL ? size : 0;
	bytes->chunk = bytes->chunk < 16384 ? bytes->chunk * 2 : bytes->chunk;
	return bytes->p != NULL;
}

/* written: the text where the word stands as its key is; NULL when it does
 * not, for a capital. */
static bool add_terms(struct pantau_analyser *a, const struct cached_word *kept,
		const char *written, uint32_t position, struct bytes *bytes)
{
	const struct word *word = &kept->word;
	if (!reserve_terms(a, word->terms) || !reserve_bytes(bytes,
			written != NULL ? kept->bytes : kept->all_bytes)) {
		return false;
	}
	for (unsigned i = 0; i < word->terms; i++) {
		const struct word_term *from = &word->term[i];
		struct pantau_term *term = &a->term[a->terms++];
		term->length = from->length;
		term->kind = from->kind;
		term->position = position + from->position;
		if (written != NULL && (kept->as_written >> i & 1) != 0) {
			term->bytes = written;
			continue;
		}
		memcpy(bytes->p, from->bytes, from->length);
		term->bytes = bytes->p;
		bytes->p += from->length;
		bytes->left -= from->length;
	}
	return true;
}

/* Hashes of the spans to come, so that their words are on the way: the slot
 * first, what stands in it when half the way is gone. */
#define AHEAD 8
#define NEAR 4

/* What a span is kept under: plain ones in lower case, unless they are written
 * like a name, of which less is guessed, or begin with two capitals and a hyphen
 * ('AS-Israel', which 'As-Salam' is not). */
static struct str key_of(struct str text, const char *lower,
		const struct text_span *span)
{
	size_t n = span->end - span->start;
	const char *raw = text.p + span->start;
	bool acronym = n > 3 && raw[2] == '-' && ascii_is(raw[1], ASCII_UPPER);
	bool shared = span->plain && !acronym && (ascii_is(raw[0], ASCII_LOWER) ||
			pantau_word_case(str_make(raw, n)) == 0);
	return str_make(shared ? lower + span->start : raw, n);
}

/* Where a text's tokens have got to. */
struct layout {
	struct pantau_analyser *a;
	struct str text;
	const char *lower;
	struct pantau_token *token;
	size_t tokens;
	uint32_t position, sentence;
	uint32_t last; /* sentence of the last token, as the segmenter counts */
	struct bytes bytes;
	struct speech_maker speech;
};

/* Lays one span out; false when memory is out. */
static bool lay_span(struct layout *l, const struct text_span *span,
		struct str key, const struct cached_word *kept)
{
	const char *raw = l->text.p + span->start;
	const struct word *word = &kept->word;
	if (word->terms == 0) {
		return true;
	}
	/* Counted anew, for a span may have come to nothing. */
	l->sentence += l->tokens != 0 && span->sentence != l->last;
	l->last = span->sentence;
	l->token[l->tokens++] = (struct pantau_token){.start = span->start,
			.end = span->end, .kind = word->kind,
			.flags = word->flags, .positions = word->positions,
			.position = l->position, .sentence = l->sentence,
			.first_term = (uint32_t)l->a->terms,
			.terms = word->terms, .lexeme = {word->lexeme[0],
			word->lexeme[1], word->lexeme[2]}};
	bool same = key.p == raw || pantau_same_bytes(raw, key.p, key.n);
	if (!add_terms(l->a, kept, same ? raw : NULL, l->position, &l->bytes)) {
		return false;
	}
	l->position += word->positions;
	if (word->speech != SPEECH_NONE) {
		speech_add(&l->speech, word, l->sentence);
	}
	return true;
}

/* A span whose word is on the way. */
struct ahead {
	struct str key;
	uint64_t hash;
};

static struct ahead look_ahead(const struct layout *l,
		const struct text_span *span)
{
	struct str key = key_of(l->text, l->lower, span);
	return (struct ahead){key, pantau_word_cache_hash(&l->a->cache, key,
			(enum pantau_token_kind)span->kind)};
}

static bool lay_spans(struct layout *l, const struct text_span *span,
		size_t spans)
{
	struct pantau_analyser *a = l->a;
	struct ahead ahead[AHEAD];
	for (size_t i = 0; i < spans && i < AHEAD; i++) {
		ahead[i] = look_ahead(l, &span[i]);
	}
	for (size_t i = 0; i < spans; i++) {
		struct ahead at = ahead[i % AHEAD];
		const struct cached_word *kept = pantau_word_cache_get(&a->cache,
				&a->maker, &a->scratch, at.key, span[i].kind,
				at.hash);
		if (i + AHEAD < spans) {
			ahead[i % AHEAD] = look_ahead(l, &span[i + AHEAD]);
		}
		if (i + NEAR < spans) {
			pantau_word_cache_near(&a->cache,
					ahead[(i + NEAR) % AHEAD].hash);
		}
		if (kept == NULL || !lay_span(l, &span[i], at.key, kept)) {
			return false;
		}
	}
	return true;
}

bool pantau_lay_out(struct pantau_analyser *a, struct str text,
		const struct text_span *span, size_t spans, struct arena *arena,
		struct pantau_token *token, struct pantau_tokens *out)
{
	struct layout l = {.a = a, .text = text, .token = token,
			.lower = pantau_segment_lower(a->segmenter),
			.bytes = {.arena = arena,
				.chunk = text.n / 4 < 64 ? 64 :
				text.n / 4 > 4096 ? 4096 : text.n / 4}};
	a->terms = 0;
	if ((a->maker.score != NULL && !pantau_speech_begin(&l.speech, spans,
			arena)) || !lay_spans(&l, span, spans)) {
		return false;
	}
	out->token = token;
	out->tokens = l.tokens;
	out->positions = l.position;
	out->sentences = l.tokens != 0 ? l.sentence + 1 : 0;
	out->speech = l.speech.speech;
	return true;
}
