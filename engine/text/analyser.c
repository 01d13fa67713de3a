/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The analyser: segment, look every span up, lay tokens and terms out. */

#include <stdlib.h>
#include <unicode/uversion.h>

#include "text/analyser.h"
#include "text/analyser_parts.h"
#include "text/char_class.h"
#include "text/language.h"

void pantau_analyser_destroy(struct pantau_analyser *a)
{
	if (a == NULL) {
		return;
	}
	pantau_segmenter_destroy(a->segmenter);
	pantau_folder_destroy(a->maker.folder);
	pantau_stemmer_destroy(a->maker.speller.stemmer);
	pantau_word_cache_finish(&a->cache);
	pantau_arena_finish(&a->arena);
	pantau_buf_finish(&a->stems);
	pantau_stem_cache_finish(&a->stem_cache);
	free(a->term);
	free(a);
}

enum pantau_status pantau_analyser_create_over(const struct text_image *text,
		const struct score_image *score, struct pantau_analyser **out,
		struct pantau_error *err)
{
	struct pantau_analyser *a = calloc(1, sizeof(*a));
	enum pantau_status status = PANTAU_NO_MEMORY;
	if (a == NULL) {
		return pantau_fail_memory(err);
	}
	pantau_arena_init(&a->arena);
	pantau_buf_init(&a->stems);
	pantau_stem_cache_init(&a->stem_cache);
	a->maker.text = text;
	a->maker.score = score;
	a->maker.speller.image = text;
	a->segmenter = pantau_segmenter_create(text);
	a->maker.folder = pantau_folder_create();
	if (a->segmenter == NULL || a->maker.folder == NULL ||
			!pantau_word_cache_init(&a->cache)) {
		pantau_fail_memory(err);
		goto fail;
	}
	status = pantau_stemmer_create(text, &a->maker.speller.stemmer, err);
	if (status != PANTAU_OK) {
		goto fail;
	}
	*out = a;
	return PANTAU_OK;
fail:
	pantau_analyser_destroy(a);
	return status;
}

enum pantau_status pantau_analyser_create(
		const struct pantau_lexicons *lexicons,
		struct pantau_analyser **out, struct pantau_error *err)
{
	return pantau_analyser_create_over(pantau_lexicons_text(lexicons),
			pantau_lexicons_score(lexicons), out, err);
}

void pantau_analyser_careful(struct pantau_analyser *a, bool careful)
{
	pantau_segmenter_careful(a->segmenter, careful);
	pantau_folder_careful(a->maker.folder, careful);
	pantau_word_cache_finish(&a->cache);
	pantau_stem_cache_clear(&a->stem_cache);
	/* On failure the cache has no slots and the next analysis says so. */
	(void)pantau_word_cache_init(&a->cache);
}

struct arena *pantau_analyser_arena(struct pantau_analyser *a)
{
	pantau_arena_reset(&a->arena);
	return &a->arena;
}

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

/* What a span is kept under: plain ones in lower case, for their words differ
 * in no more than the flags of their case. */
static struct str key_of(struct str text, const char *lower,
		const struct text_span *span)
{
	return str_make((span->plain ? lower : text.p) + span->start,
			span->end - span->start);
}

static uint64_t look_ahead(const struct pantau_analyser *a, struct str key,
		const struct text_span *span)
{
	return pantau_word_cache_hash(&a->cache, key,
			(enum pantau_token_kind)span->kind);
}

/* CAPS or TITLE of plain letters and figures; 0 for figures alone. */
static unsigned plain_case(const char *p, size_t n)
{
	size_t upper = 0, lower = 0;
	if (ascii_is(p[0], ASCII_LOWER)) {
		return 0;
	}
	bool first = false;
	for (size_t i = 0; i < n; i++) {
		first |= ascii_is(p[i], ASCII_UPPER) && upper + lower == 0;
		upper += ascii_is(p[i], ASCII_UPPER);
		lower += ascii_is(p[i], ASCII_LOWER);
	}
	if (upper >= 2 && lower == 0) {
		return PANTAU_TOKEN_CAPS;
	}
	return first && upper == 1 && lower > 0 ? PANTAU_TOKEN_TITLE : 0;
}

/* Lays out tokens over the spans; false when memory is out. */
static bool lay_out(struct pantau_analyser *a, struct str text,
		const struct text_span *span, size_t spans, struct arena *arena,
		struct pantau_token *token, struct pantau_tokens *out)
{
	struct bytes bytes = {.arena = arena,
			.chunk = text.n / 4 < 64 ? 64 :
				text.n / 4 > 4096 ? 4096 : text.n / 4};
	uint32_t position = 0, sentence = 0, last = 0;
	size_t n = 0;
	uint64_t hash[AHEAD];
	struct speech_maker speech = {0};
	if (a->maker.score != NULL &&
			!pantau_speech_begin(&speech, spans, arena)) {
		return false;
	}
	a->terms = 0;
	const char *lower = pantau_segment_lower(a->segmenter);
	for (size_t i = 0; i < spans && i < AHEAD; i++) {
		hash[i] = look_ahead(a, key_of(text, lower, &span[i]), &span[i]);
	}
	for (size_t i = 0; i < spans; i++) {
		struct str key = key_of(text, lower, &span[i]);
		const char *raw = text.p + span[i].start;
		const struct cached_word *kept = pantau_word_cache_get(&a->cache,
				&a->maker, &a->scratch, key, span[i].kind,
				hash[i % AHEAD]);
		if (i + AHEAD < spans) {
			hash[i % AHEAD] = look_ahead(a, key_of(text, lower,
					&span[i + AHEAD]), &span[i + AHEAD]);
		}
		if (i + NEAR < spans) {
			pantau_word_cache_near(&a->cache,
					hash[(i + NEAR) % AHEAD]);
		}
		if (kept == NULL) {
			return false;
		}
		struct word cased = kept->word;
		const struct word *word = &cased;
		if (word->terms == 0) {
			continue;
		}
		if (span[i].plain && span[i].kind == PANTAU_TOKEN_WORD) {
			cased.flags |= (uint8_t)plain_case(raw, key.n);
		}
		/* Counted anew, for a span may have come to nothing. */
		sentence += n != 0 && span[i].sentence != last;
		last = span[i].sentence;
		token[n++] = (struct pantau_token){.start = span[i].start,
				.end = span[i].end, .kind = word->kind,
				.flags = word->flags, .positions = word->positions,
				.position = position, .sentence = sentence,
				.first_term = (uint32_t)a->terms,
				.terms = word->terms, .lexeme = {word->lexeme[0],
				word->lexeme[1], word->lexeme[2]}};
		bool same = !span[i].plain || pantau_same_bytes(raw, key.p,
				key.n);
		if (!add_terms(a, kept, same ? raw : NULL, position, &bytes)) {
			return false;
		}
		position += word->positions;
		if (word->speech != SPEECH_NONE) {
			pantau_speech_add(&speech, word, sentence);
		}
	}
	out->token = token;
	out->tokens = n;
	out->positions = position;
	out->sentences = n != 0 ? sentence + 1 : 0;
	out->speech = speech.speech;
	return true;
}

/* What is kept for the next text stays small, whatever this one needed. */
#define KEPT_SPANS ((size_t)1 << 18)

static void trim_terms(struct pantau_analyser *a)
{
	if (a->capacity > KEPT_SPANS) {
		free(a->term);
		a->term = NULL;
		a->capacity = 0;
	}
}

enum pantau_status pantau_analyse_into(struct pantau_analyser *a,
		struct str text, struct arena *arena, struct pantau_tokens *out,
		struct pantau_error *err)
{
	const struct text_span *span;
	size_t spans;
	*out = (struct pantau_tokens){0};
	if (text.n > UINT32_MAX) {
		return pantau_fail(err, PANTAU_LIMIT, PANTAU_T(err,
				"a text of %zu bytes is too long; at most 4 GiB - 1 "
				"can be analysed: split it",
				"teks sepanjang %zu bita terlalu panjang; paling "
				"banyak 4 GiB - 1: mohon dipecah"), text.n);
	}
	if (a->cache.slot == NULL ||
			!pantau_segment(a->segmenter, text, &span, &spans)) {
		return pantau_fail_memory(err);
	}
	struct pantau_token *token = pantau_arena_alloc(arena,
			spans * sizeof(*token));
	bool laid_out = token != NULL &&
			lay_out(a, text, span, spans, arena, token, out);
	if (spans > KEPT_SPANS) {
		pantau_segmenter_trim(a->segmenter);
	}
	if (!laid_out) {
		return pantau_fail_memory(err);
	}
	struct pantau_term *term = pantau_arena_alloc(arena,
			a->terms * sizeof(*term));
	if (term == NULL) {
		return pantau_fail_memory(err);
	}
	if (a->terms != 0) {
		memcpy(term, a->term, a->terms * sizeof(*term));
	}
	out->term = term;
	out->terms = a->terms;
	trim_terms(a);
	return PANTAU_OK;
}

enum pantau_status pantau_analyse(struct pantau_analyser *a, const char *text,
		size_t length, struct pantau_tokens *out,
		struct pantau_error *err)
{
	pantau_arena_reset(&a->arena);
	return pantau_analyse_into(a, str_make(text, length), &a->arena, out,
			err);
}

struct str pantau_analyser_spell(struct pantau_analyser *a, struct str word,
		struct reading *out)
{
	pantau_word_read(&a->maker, pantau_fold(a->maker.folder, word), out);
	return spelling_normal(&out->spelling, out->plain);
}

struct str pantau_analyser_stem(struct pantau_analyser *a, struct str normal,
		struct stem *out)
{
	*out = (struct stem){.source = STEM_WHOLE}; /* of words too long for it */
	return pantau_word_stem(&a->maker, normal, out);
}

/* The last word of the line. */
struct said {
	char word[STEM_MAX];
	size_t n, stem; /* where its stem begins */
};

/* 'sama sama', 'ujung ujungnya': written apart, and still one word twice. */
static bool said_twice(const struct pantau_analyser *a, const struct said *said,
		struct str part, struct str stem)
{
	return said->n >= 3 && str_starts(part, str_make(said->word, said->n)) &&
			str_eq(stem, str_skip(buf_str(&a->stems), said->stem));
}

static void add_stems(struct pantau_analyser *a, struct str word,
		struct said *said)
{
	struct str normal = pantau_analyser_spell(a, word, &a->reading);
	struct stem scratch;
	while (normal.n != 0) {
		struct str part = pantau_str_cut(&normal, ' ');
		struct str stem = pantau_analyser_stem(a, part, &scratch);
		if (said_twice(a, said, part, stem)) {
			said->n = 0;
			continue;
		}
		if (a->stems.n != 0) {
			pantau_buf_char(&a->stems, ' ');
		}
		said->stem = a->stems.n;
		said->n = part.n <= sizeof(said->word) ? part.n : 0;
		memcpy(said->word, part.p, said->n);
		pantau_buf_str(&a->stems, stem);
	}
}

/* Empty when memory is out. */
static struct str make_stems(struct pantau_analyser *a, struct str rest)
{
	struct said said = {.n = 0};
	pantau_buf_clear(&a->stems);
	while (rest.n != 0) {
		struct str next = pantau_str_trim(pantau_str_cut(&rest, ' '));
		if (next.n != 0) {
			add_stems(a, next, &said);
		}
	}
	return a->stems.failed || a->stems.p == NULL ? str_make("", 0)
			: buf_str(&a->stems);
}

const char *pantau_stem(struct pantau_analyser *a, const char *word,
		size_t length, size_t *stem_length)
{
	struct str given = str_make(word, length);
	uint64_t hash = pantau_stem_cache_hash(&a->stem_cache, given);
	struct str stems = pantau_stem_cache_get(&a->stem_cache, given, hash);
	if (stems.p == NULL) {
		stems = make_stems(a, given);
		if (stems.n != 0) {
			pantau_stem_cache_put(&a->stem_cache, given, hash,
					stems);
		}
	}
	*stem_length = stems.n;
	return stems.p;
}

struct str pantau_text_fold(struct pantau_analyser *a, struct str word,
		struct arena *arena)
{
	struct str folded = pantau_fold(a->maker.folder, word);
	return pantau_folder_failed(a->maker.folder) ? (struct str){0}
			: pantau_arena_str(arena, folded);
}

bool pantau_term_has_stem(const struct pantau_tokens *tokens, size_t term)
{
	const struct pantau_term *t = &tokens->term[term];
	return t->kind == PANTAU_TERM_SURFACE && term + 1 < tokens->terms &&
			t[1].position == t->position &&
			t[1].kind == PANTAU_TERM_STEM;
}

const char *pantau_text_icu_version(void)
{
	return U_ICU_VERSION;
}

const char *pantau_token_kind_name(enum pantau_token_kind kind)
{
	static const char *const names[] = {
		"word", "number", "money", "date", "time", "hashtag", "mention",
		"url", "email", "phone", "emoji", "emoticon", "abbrev", "law",
		"masked",
	};
	size_t n = sizeof(names) / sizeof(names[0]);
	return (size_t)kind < n ? names[kind] : "word";
}
