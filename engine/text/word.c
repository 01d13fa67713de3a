/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Words: surface, stem and alternatives of a span, and its flags. */

#include "text/word.h"

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/char_class.h"
#include "text/language.h"

struct str pantau_word_add(struct word_build *out, struct str bytes,
		enum pantau_term_kind kind, unsigned position)
{
	struct word *word = &out->word;
	if (bytes.n == 0) {
		return bytes;
	}
	for (unsigned i = word->terms; i-- > 0;) {
		struct word_term *t = &out->term[i];
		if (t->position == position &&
				str_eq(bytes, str_make(t->bytes, t->length))) {
			return str_make(t->bytes, t->length);
		}
	}
	if (word->terms == WORD_TERMS || out->used + bytes.n > WORD_BYTES) {
		return str_make(NULL, 0);
	}
	char *copy = out->bytes + out->used;
	memcpy(copy, bytes.p, bytes.n);
	out->used += bytes.n;
	out->term[word->terms++] = (struct word_term){copy,
			(uint16_t)bytes.n, (uint8_t)kind, (uint8_t)position};
	return str_make(copy, bytes.n);
}

struct str pantau_word_stem(const struct word_maker *maker, struct str word,
		struct stem *scratch)
{
	if (word.n > STEM_MAX) {
		return word;
	}
	pantau_stemmer_run(maker->speller.stemmer, word, scratch);
	return str_make(scratch->bytes, scratch->length);
}

uint32_t pantau_word_lexeme(const struct word_maker *maker, struct str word)
{
	if (maker->score == NULL || word.n == 0) {
		return 0;
	}
	return pantau_score_image_lexeme(maker->score, word);
}

void pantau_word_read(const struct word_maker *maker, struct str surface,
		bool name, struct reading *out)
{
	struct str skeleton = pantau_fold_skeleton(maker->folder, surface);
	size_t n = 0;
	for (size_t i = 0; i < skeleton.n; i++) {
		if (skeleton.p[i] != '\'') {
			out->buffer[n++] = skeleton.p[i];
		}
	}
	out->plain = str_make(out->buffer, n);
	struct slang_info slang;
	if (n != skeleton.n && pantau_text_image_slang(maker->text, skeleton,
			&slang) && !slang.guarded) {
		/* The list writes it with its apostrophe. */
		memcpy(out->buffer, skeleton.p, skeleton.n);
		out->plain.n = skeleton.n;
	}
	pantau_spell(&maker->speller, out->plain, name, &out->spelling);
	out->target = out->spelling.n != 0 ?
			str_make(out->spelling.bytes, out->spelling.n) : out->plain;
}

static struct str first_word(struct str phrase)
{
	return pantau_str_cut(&phrase, ' ');
}

static void set_lexemes(const struct word_maker *maker, struct str surface,
		const struct reading *r, struct str stem, struct word *word)
{
	struct str formal = r->spelling.formal;
	uint32_t normal = 0;
	if (formal.n != 0 && (r->spelling.flags & SPELL_LAUGHTER) == 0) {
		normal = pantau_word_lexeme(maker, formal);
		if (normal == 0) {
			normal = pantau_word_lexeme(maker, first_word(formal));
		}
	}
	word->lexeme[0] = pantau_word_lexeme(maker, surface);
	word->lexeme[1] = normal != 0 ? normal :
			str_eq(r->target, surface) ? word->lexeme[0] :
			pantau_word_lexeme(maker, r->target);
	word->lexeme[2] = str_eq(stem, surface) ? word->lexeme[0] :
			pantau_word_lexeme(maker, stem);
}

static void add_stems(const struct word_maker *maker, struct str formal,
		enum pantau_term_kind kind, unsigned position,
		struct word_build *out)
{
	struct stem stem;
	while (formal.p != NULL) {
		struct str part = pantau_str_cut(&formal, ' ');
		pantau_word_add(out, pantau_word_stem(maker, part, &stem), kind,
				position);
		kind = PANTAU_TERM_ALTERNATIVE;
	}
}

static bool one_word(struct str phrase)
{
	return memchr(phrase.p, ' ', phrase.n) == NULL;
}

/* 'hutangnya' is found by 'utang' as well, as 'hutang' itself is. */
static void add_usual(const struct word_maker *maker, struct str root,
		unsigned position, struct word_build *out)
{
	struct slang_info slang;
	if (pantau_text_image_slang(maker->text, root, &slang) &&
			slang.usual && one_word(slang.formal)) {
		add_stems(maker, slang.formal, PANTAU_TERM_ALTERNATIVE,
				position, out);
	}
}

static void add_formal(const struct word_maker *maker, struct str formal,
		enum pantau_term_kind kind, unsigned position,
		struct word_build *out)
{
	add_stems(maker, formal, kind, position, out);
	add_usual(maker, formal, position, out);
}

/*
 * The word that slang stands for becomes the stem when it is one word with a
 * meaning of its own ('jkt'). A function word ('tdk'), several words
 * ('makasih'), or a short form that is a root itself stay what they are, with
 * the formal words as alternatives.
 */
static bool formal_is_stem(const struct word_maker *maker,
		const struct reading *r)
{
	struct str formal = r->spelling.formal;
	return formal.n != 0 && (r->spelling.flags &
			(SPELL_LAUGHTER | SPELL_USUAL)) == 0 &&
			one_word(formal) &&
			!pantau_text_image_stopword(maker->text, formal) &&
			!pantau_spell_standard(&maker->speller, r->target);
}

static unsigned spelling_flags(const struct word_maker *maker,
		struct str surface, bool listed, const struct reading *r)
{
	unsigned flags = 0;
	struct str formal = r->spelling.formal;
	if ((listed && pantau_text_image_stopword(maker->text, surface)) ||
			(!str_eq(r->target, surface) &&
			pantau_text_image_stopword(maker->text, r->target)) ||
			(formal.n != 0 && pantau_text_image_stopword(maker->text,
				formal))) {
		flags |= PANTAU_TOKEN_STOP;
	}
	if ((r->spelling.flags & SPELL_ELONGATED) != 0) {
		flags |= PANTAU_TOKEN_ELONGATED;
	}
	if ((r->spelling.flags & (SPELL_SLANG | SPELL_USUAL)) == SPELL_SLANG) {
		flags |= PANTAU_TOKEN_SLANG;
	}
	return flags;
}

/* 'Gatelli', 'KSBN': written like names of persons and institutions, which are
 * near to words of the language by chance alone. */
static bool like_name(unsigned flags, size_t letters)
{
	return (flags & PANTAU_TOKEN_TITLE) != 0 ||
			((flags & PANTAU_TOKEN_CAPS) != 0 && letters <= 5);
}

void pantau_word_part(const struct word_maker *maker, struct str folded,
		unsigned position, struct word_build *out)
{
	struct reading r;
	struct stem stem = {.source = STEM_GUESS};
	struct str surface = pantau_word_add(out, folded, PANTAU_TERM_SURFACE,
			position);
	if (surface.n == 0) {
		return;
	}
	uint64_t hash = pantau_strtab_hash(surface);
	if (maker->score != NULL) {
		pantau_strtab_near(&maker->score->lexemes, hash);
	}
	bool listed = pantau_text_image_near(maker->text, surface, hash);
	pantau_word_read(maker, surface, like_name(out->word.flags, surface.n),
			&r);
	/* The speller may have asked the stemmer already. */
	bool stemmed = r.spelling.stemmed && str_eq(r.target, r.plain);
	const struct stem *asked = stemmed ? &r.spelling.stem : &stem;
	struct str root = stemmed ? str_make(asked->bytes, asked->length) :
			pantau_word_stem(maker, r.target, &stem);
	if (formal_is_stem(maker, &r)) {
		add_formal(maker, r.spelling.formal, PANTAU_TERM_STEM, position,
				out);
		pantau_word_add(out, root, PANTAU_TERM_ALTERNATIVE, position);
	} else if (r.spelling.formal.n != 0) {
		/* A guess is worth nothing where the word is listed. */
		if (r.target.n <= STEM_MAX && asked->source != STEM_GUESS) {
			pantau_word_add(out, root, PANTAU_TERM_STEM, position);
		}
		/* The words of a name ('menkeu') are no words of the text: a
		 * query knows that the name is meant. */
		if ((r.spelling.flags & SPELL_USUAL) == 0 ||
				one_word(r.spelling.formal)) {
			add_formal(maker, r.spelling.formal,
					PANTAU_TERM_ALTERNATIVE, position, out);
		}
	} else {
		pantau_word_add(out, root, PANTAU_TERM_STEM, position);
		if (listed || !str_eq(root, surface)) {
			add_usual(maker, root, position, out);
		}
	}
	if (position == 0) {
		out->word.flags |= spelling_flags(maker, surface, listed, &r);
		set_lexemes(maker, surface, &r, root, &out->word);
		if ((r.spelling.flags & SPELL_MASKED) != 0) {
			out->word.kind = PANTAU_TOKEN_MASKED;
		}
	}
}

enum letter_case { CASE_NONE, CASE_UPPER, CASE_LOWER };

/* Blocks of signs, and of scripts that have one case. */
static const struct {
	uint32_t first, last;
} caseless[] = {
	{0x0590, 0x109f},   /* Hebrew, Arabic, those of India, Thai ... */
	{0x2000, 0x206f},   /* quotes and dashes */
	{0x20a0, 0x20cf},   /* currencies */
	{0x2190, 0x245f}, {0x2500, 0x2bff}, /* arrows, mathematics, dingbats */
	{0x2e80, 0xa63f},   /* Han and its neighbours */
	{0xac00, 0xd7ff}, {0xfe00, 0xfe6f},
	{0x1f000, 0x1f12f}, {0x1f200, 0x1fbff}, /* emoji */
};

/* Latin Extended-A: capitals and small letters in turn. */
static enum letter_case extended_case(uint32_t cp)
{
	bool odd = (cp & 1) != 0;

	if (cp == 0x138 || cp == 0x149 || cp == 0x17f) {
		return CASE_LOWER;
	}
	/* Shifted by one from U+0139, and from U+0178, which is a capital. */
	if ((cp > 0x138 && cp < 0x149) || cp > 0x178) {
		return odd ? CASE_UPPER : CASE_LOWER;
	}
	return odd ? CASE_LOWER : CASE_UPPER;
}

/* The usual letters and signs without ICU, which most texts then need not
 * open. */
static enum letter_case case_of(uint32_t cp)
{
	if (cp >= 0xc0 && cp <= 0xff) {
		return cp == 0xd7 || cp == 0xf7 ? CASE_NONE :
				cp < 0xdf ? CASE_UPPER : CASE_LOWER;
	}
	if (cp >= 0x100 && cp <= 0x17f) {
		return extended_case(cp);
	}
	for (size_t i = 0; i < sizeof(caseless) / sizeof(caseless[0]); i++) {
		if (cp >= caseless[i].first && cp <= caseless[i].last) {
			return CASE_NONE;
		}
	}
	return u_isUUppercase((UChar32)cp) ? CASE_UPPER :
			u_isULowercase((UChar32)cp) ? CASE_LOWER : CASE_NONE;
}

unsigned pantau_word_case(struct str raw)
{
	size_t upper = 0, lower = 0;
	bool first_upper = false;
	for (size_t at = 0; at < raw.n;) {
		uint32_t cp = (unsigned char)raw.p[at];
		bool is_upper, is_lower;
		if (cp < 0x80) {
			is_upper = ascii_is(raw.p[at], ASCII_UPPER);
			is_lower = ascii_is(raw.p[at], ASCII_LOWER);
			at++;
		} else {
			cp = pantau_utf8_next(raw, &at, NULL);
			enum letter_case letter = case_of(cp);
			is_upper = letter == CASE_UPPER;
			is_lower = letter == CASE_LOWER;
		}
		first_upper |= is_upper && upper + lower == 0;
		upper += is_upper;
		lower += is_lower;
	}
	if (upper >= 2 && lower == 0) {
		return PANTAU_TOKEN_CAPS;
	}
	return first_upper && upper == 1 && lower > 0 ? PANTAU_TOKEN_TITLE : 0;
}

static bool all_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is(s.p[i], ASCII_DIGIT) && s.p[i] != '.' &&
				s.p[i] != ',' && s.p[i] != '%' && s.p[i] != '/') {
			return false;
		}
	}
	return true;
}

/* '90an', '1990an' -> their figures; empty when it is none of these. */
static struct str decade(struct str s)
{
	if (s.n < 3 || !str_ends(s, STR("an")) ||
			!all_digits(str_make(s.p, s.n - 2))) {
		return (struct str){NULL, 0};
	}
	return str_make(s.p, s.n - 2);
}

static void make_word(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	char copy[FOLD_MAX];
	struct str folded = pantau_fold(maker->folder, raw);
	if (folded.n == 0) {
		return;
	}
	memcpy(copy, folded.p, folded.n);
	folded.p = copy;
	if (out->word.kind == PANTAU_TOKEN_NUMBER && all_digits(folded)) {
		pantau_word_add(out, folded, PANTAU_TERM_SURFACE, 0);
		out->word.lexeme[0] = out->word.lexeme[1] = out->word.lexeme[2] =
				pantau_word_lexeme(maker, folded);
	} else if (memchr(copy, '-', folded.n) != NULL) {
		pantau_word_hyphens(maker, raw, folded, out);
	} else {
		pantau_word_part(maker, folded, 0, out);
		pantau_word_add(out, decade(folded), PANTAU_TERM_STEM, 0);
	}
}

void pantau_word_make(const struct word_maker *maker, struct str raw,
		enum pantau_token_kind kind, struct word_build *out)
{
	out->used = 0;
	out->word = (struct word){.kind = (uint8_t)kind, .positions = 1};
	switch (kind) {
	case PANTAU_TOKEN_WORD:
	case PANTAU_TOKEN_MASKED:
		out->word.flags = (uint8_t)pantau_word_case(raw);
		make_word(maker, raw, out);
		pantau_language_word(maker, out);
		break;
	case PANTAU_TOKEN_NUMBER:
		make_word(maker, raw, out);
		break;
	case PANTAU_TOKEN_MONEY:
	case PANTAU_TOKEN_DATE:
	case PANTAU_TOKEN_TIME:
	case PANTAU_TOKEN_PHONE:
		pantau_word_number(maker, raw, out);
		break;
	case PANTAU_TOKEN_ABBREV:
		out->word.flags = (uint8_t)pantau_word_case(raw);
		pantau_word_mark(maker, raw, out);
		break;
	default:
		pantau_word_mark(maker, raw, out);
		break;
	}
}
