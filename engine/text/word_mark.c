/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The index forms of addresses, mentions, emoji, emoticons, abbreviations. */

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/char_class.h"
#include "text/word.h"

#define KEEP_POINTS 256 /* of an address */

static void same_lexeme(struct word *word, uint32_t lexeme)
{
	word->lexeme[0] = word->lexeme[1] = word->lexeme[2] = lexeme;
}

static struct str surface_of(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	struct str surface = pantau_word_add(out,
			pantau_fold(maker->folder, raw), PANTAU_TERM_SURFACE, 0);
	same_lexeme(&out->word, pantau_word_lexeme(maker, surface));
	return surface;
}

/* The path keeps its case; the host is findable alone. */
static void address(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	size_t start = 0, end;
	for (size_t i = 0; i + 2 < raw.n && i < 12; i++) {
		if (memcmp(raw.p + i, "://", 3) == 0) {
			start = i + 3;
		}
	}
	for (end = start; end < raw.n && strchr("/?#:", raw.p[end]) == NULL;) {
		end++;
	}
	struct str host = str_make(raw.p + start, end - start);
	if (host.n == raw.n) {
		surface_of(maker, raw, out); /* case means nothing in a host */
	} else {
		pantau_word_add(out, pantau_fold_keep(maker->folder, raw,
				KEEP_POINTS), PANTAU_TERM_SURFACE, 0);
	}
	if (host.n > 4 && pantau_str_eq_nocase(str_make(host.p, 4),
			STR("www."))) {
		host = str_skip(host, 4);
	}
	struct str folded = pantau_fold(maker->folder, host);
	pantau_word_add(out, folded, PANTAU_TERM_ALTERNATIVE, 0);
	same_lexeme(&out->word, pantau_word_lexeme(maker, folded));
}

/* 'k_o_r_u_p_s_i' is no handle: its letters; empty when it is one. */
static struct str without_bars(struct str handle, char letters[FOLD_MAX])
{
	struct str none = {NULL, 0};
	size_t n = 0;
	for (size_t i = 0; i < handle.n; i++) {
		bool letter = i % 2 == 0;
		if (letter ? !ascii_is(handle.p[i], ASCII_LETTER) :
				handle.p[i] != '_') {
			return none;
		}
		if (letter) {
			letters[n++] = handle.p[i];
		}
	}
	return handle.n % 2 == 1 ? str_make(letters, n) : none;
}

static void mention(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	struct str surface = surface_of(maker, raw, out);
	char letters[FOLD_MAX];
	struct stem stem;
	if (surface.n > 0 && surface.p[0] == '@') {
		pantau_word_add(out, str_skip(surface, 1),
				PANTAU_TERM_ALTERNATIVE, 0);
		return;
	}
	struct str word = without_bars(surface, letters);
	if (word.n >= 4 && pantau_spell_derivable(&maker->speller, word)) {
		pantau_word_add(out, pantau_word_stem(maker, word, &stem),
				PANTAU_TERM_STEM, 0);
		pantau_word_add(out, word, PANTAU_TERM_ALTERNATIVE, 0);
		out->word.lexeme[1] = pantau_word_lexeme(maker, word);
		out->word.kind = PANTAU_TOKEN_MASKED;
	}
}

static void hashtag(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	struct str surface = surface_of(maker, raw, out);
	if (surface.n < 2) {
		return;
	}
	struct str bare = pantau_word_add(out, str_skip(surface, 1),
			PANTAU_TERM_ALTERNATIVE, 0);
	if (out->word.lexeme[0] == 0) {
		same_lexeme(&out->word, pantau_word_lexeme(maker, bare));
	}
	pantau_word_tag(maker, str_skip(raw, 1), out);
}

/* '👍🏽' also as '👍'; '❤' as '❤️', the way phones write it. */
static void emoji(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	char base[FOLD_MAX], bare[FOLD_MAX];
	size_t base_n = 0, bare_n = 0, points = 0;
	uint32_t last = 0;
	struct str surface = pantau_word_add(out, pantau_fold_keep(maker->folder,
			raw, FOLD_POINTS), PANTAU_TERM_SURFACE, 0);
	for (size_t at = 0; at < surface.n; points++) {
		size_t from = at;
		uint32_t cp = pantau_utf8_next(surface, &at, NULL);
		last = cp;
		if (cp >= 0x1f3fb && cp <= 0x1f3ff) {
			continue;
		}
		memcpy(base + base_n, surface.p + from, at - from);
		base_n += at - from;
		if (cp != 0xfe0f) {
			memcpy(bare + bare_n, surface.p + from, at - from);
			bare_n += at - from;
		}
	}
	if (points == 1 && !pantau_char_surely_emoji(last) &&
			!u_hasBinaryProperty((UChar32)last,
			UCHAR_EMOJI_PRESENTATION) && u_hasBinaryProperty(
			(UChar32)last, UCHAR_EMOJI)) {
		memcpy(base + base_n, "\xef\xb8\x8f", 3);
		base_n += 3;
		pantau_word_add(out, str_make(base, base_n), PANTAU_TERM_STEM, 0);
	} else {
		pantau_word_add(out, str_make(base, base_n),
				PANTAU_TERM_ALTERNATIVE, 0);
	}
	uint32_t lexeme = pantau_word_lexeme(maker, surface);
	if (lexeme == 0) {
		lexeme = pantau_word_lexeme(maker, str_make(base, base_n));
	}
	if (lexeme == 0) {
		lexeme = pantau_word_lexeme(maker, str_make(bare, bare_n));
	}
	same_lexeme(&out->word, lexeme);
}

/* ':)))' is ':)'. */
static void emoticon(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	struct str surface = pantau_word_add(out, pantau_fold_keep(maker->folder,
			raw, FOLD_POINTS), PANTAU_TERM_SURFACE, 0);
	struct str face = surface;
	/* Of ASCII: a mark that was taken in may repeat a byte. */
	while (face.n > 2 && face.p[face.n - 1] == face.p[face.n - 2] &&
			(unsigned char)face.p[face.n - 1] < 0x80) {
		face.n--;
	}
	pantau_word_add(out, face, PANTAU_TERM_STEM, 0);
	uint32_t lexeme = pantau_word_lexeme(maker, surface);
	if (lexeme == 0) {
		lexeme = pantau_word_lexeme(maker, face);
	}
	same_lexeme(&out->word, lexeme);
}

/* 'S.Pd.' is 's.pd' and 'spd'; 'k.o.r.u.p.s.i' a word that was hidden. */
static void abbreviation(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	char joined[FOLD_MAX];
	size_t n = 0;
	struct str folded = pantau_fold(maker->folder, raw), normal;
	bool listed = pantau_text_image_abbreviation(maker->text, folded,
			&normal);
	while (folded.n > 1 && folded.p[folded.n - 1] == '.') {
		folded.n--;
	}
	struct str surface = pantau_word_add(out, folded, PANTAU_TERM_SURFACE, 0);
	for (size_t i = 0; i < surface.n; i++) {
		if (surface.p[i] != '.' && surface.p[i] != '/') {
			joined[n++] = surface.p[i];
		}
	}
	struct str plain = str_make(joined, n);
	bool spelled = n >= 4 && surface.n == 2 * n - 1;
	if (!listed && spelled && pantau_spell_derivable(&maker->speller, plain)) {
		struct stem stem;
		pantau_word_add(out, pantau_word_stem(maker, plain, &stem),
				PANTAU_TERM_STEM, 0);
		out->word.kind = PANTAU_TOKEN_MASKED;
	} else {
		pantau_word_add(out, listed ? normal : plain, PANTAU_TERM_STEM, 0);
	}
	pantau_word_add(out, plain, PANTAU_TERM_ALTERNATIVE, 0);
	same_lexeme(&out->word, pantau_word_lexeme(maker, surface));
	out->word.lexeme[1] = pantau_word_lexeme(maker, plain);
}

void pantau_word_mark(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	switch (out->word.kind) {
	case PANTAU_TOKEN_URL:
		address(maker, raw, out);
		break;
	case PANTAU_TOKEN_MENTION:
		mention(maker, raw, out);
		break;
	case PANTAU_TOKEN_HASHTAG:
		hashtag(maker, raw, out);
		break;
	case PANTAU_TOKEN_EMOJI:
		emoji(maker, raw, out);
		break;
	case PANTAU_TOKEN_EMOTICON:
		emoticon(maker, raw, out);
		break;
	case PANTAU_TOKEN_ABBREV:
		abbreviation(maker, raw, out);
		break;
	default:
		surface_of(maker, raw, out); /* e-mail addresses, laws */
		break;
	}
}
