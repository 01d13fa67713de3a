/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The analyser: its life, and the way of one text or word through it. */

#include <stdlib.h>
#include <unicode/uversion.h>

#include "text/analyser.h"
#include "text/analyser_parts.h"
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

/* What is kept for the next text stays small, whatever this one needed. */
#define KEPT_SPANS ((size_t)1 << 18)
#define KEPT_BYTES ((size_t)16 << 20)

/* What is made of a text's spans: pantau_lay_out or one of its like. */
typedef bool lay_spans(struct pantau_analyser *a, struct str text,
		const struct text_span *span, size_t spans, struct arena *arena,
		struct pantau_tokens *out);

static enum pantau_status analyse_by(struct pantau_analyser *a,
		struct str text, lay_spans *lay, struct arena *arena,
		struct pantau_tokens *out, struct pantau_error *err)
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
	bool laid_out = lay(a, text, span, spans, arena, out);
	if (spans > KEPT_SPANS || text.n > KEPT_BYTES) {
		pantau_segmenter_trim(a->segmenter);
	}
	return laid_out ? PANTAU_OK : pantau_fail_memory(err);
}

enum pantau_status pantau_analyse_into(struct pantau_analyser *a,
		struct str text, struct arena *arena, struct pantau_tokens *out,
		struct pantau_error *err)
{
	return analyse_by(a, text, pantau_lay_out, arena, out, err);
}

enum pantau_status pantau_analyse_surface(struct pantau_analyser *a,
		struct str text, struct arena *arena, struct pantau_tokens *out,
		struct pantau_error *err)
{
	return analyse_by(a, text, pantau_lay_surface_out, arena, out, err);
}

enum pantau_status pantau_analyse_outline(struct pantau_analyser *a,
		struct str text, struct arena *arena, struct pantau_tokens *out,
		struct pantau_error *err)
{
	return analyse_by(a, text, pantau_outline, arena, out, err);
}

const struct text_image *pantau_analyser_image(const struct pantau_analyser *a)
{
	return a->maker.text;
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
	pantau_word_read(&a->maker, pantau_fold(a->maker.folder, word), false,
			out);
	return spelling_normal(&out->spelling, out->plain);
}

struct str pantau_analyser_stem(struct pantau_analyser *a, struct str normal,
		struct stem *out)
{
	*out = (struct stem){.source = STEM_WHOLE}; /* of words too long for it */
	return pantau_word_stem(&a->maker, normal, out);
}

bool pantau_analyser_name(const struct pantau_analyser *a, struct str word,
		struct str *name)
{
	struct slang_info slang;
	if (!pantau_text_image_slang(a->maker.text, word, &slang) ||
			!slang.usual || memchr(slang.formal.p, ' ',
				slang.formal.n) == NULL) {
		return false;
	}
	*name = slang.formal;
	return true;
}

size_t pantau_analyser_short_forms(const struct pantau_analyser *a,
		struct str name, struct str *out, size_t room)
{
	return pantau_text_image_short_forms(a->maker.text, name, out, room);
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
		const struct spelling *spelling = &a->reading.spelling;
		/* Spelling has stemmed the word already, to know it. */
		struct str stem = spelling->stemmed &&
				str_eq(part, a->reading.plain) ?
				str_make(spelling->stem.bytes,
					spelling->stem.length) :
				pantau_analyser_stem(a, part, &scratch);
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
	bool failed = pantau_folder_failed(a->maker.folder) ||
			a->stems.failed;
	return failed || a->stems.p == NULL ? str_make("", 0)
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
