/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Full stops that end no sentence: 'S.Pd.', 'Jl.', 'D.K.I.', the initial of a
 * name, and words hidden as 'k.o.r.u.p.s.i'.
 */

#include "text/segment_parts.h"

#define DOTTED_MAX 32 /* bytes of the longest abbreviation looked for */

void pantau_segment_learn_dotted(struct segmenter *s)
{
	if (s->image == NULL) {
		return;
	}
	for (uint32_t id = 1; id <= s->image->abbreviations.n; id++) {
		struct str form = pantau_strtab_at(&s->image->abbreviations, id);
		size_t n = 0;
		while (n < form.n && ascii_is(form.p[n], ASCII_LOWER)) {
			n++;
		}
		if (n > 0 && n <= DOTTED_PART_MAX) {
			s->abbreviated[n] |= 1u << (form.p[0] - 'a');
		}
	}
}

/* The first character behind blanks on the same line. */
static char after_blanks(const struct segmenter *s, size_t at)
{
	while (segment_byte(s, at) == ' ') {
		at++;
	}
	return segment_byte(s, at);
}

static bool has_vowel(struct str word)
{
	for (size_t i = 0; i < word.n; i++) {
		if (memchr("aiueo", word.p[i], 5) != NULL) {
			return true;
		}
	}
	return false;
}

/* 'hal.' ends a sentence, 'hal. 5' and 'Hal. Depan' do not; 'dr.' is also a
 * short 'dari', which nobody writes with a full stop. */
static bool meant_as_abbreviation(const struct segmenter *s, size_t at,
		struct str key, size_t end)
{
	struct str word = str_make(key.p, key.n - 1);
	if (memchr(word.p, '.', word.n) != NULL || !has_vowel(word) ||
			(pantau_text_image_root(s->image, word) == NULL &&
			!pantau_text_image_stopword(s->image, word))) {
		return true;
	}
	char after = after_blanks(s, end);
	return ascii_is(after, ASCII_DIGIT) ||
			(segment_is(s, at, ASCII_UPPER) && ascii_is(after, ASCII_UPPER));
}

/* The end of the longest abbreviation that the lexicon has, or 0. */
static size_t listed(const struct segmenter *s, size_t at, size_t run)
{
	char key[DOTTED_MAX + 1];
	size_t found = 0, end = at;
	struct str normal;
	if (!segment_is(s, at, ASCII_LETTER) ||
			!segment_may_be_short(s, at, run)) {
		return 0;
	}
	while (end - at < DOTTED_MAX) {
		if (segment_is(s, end, ASCII_LETTER)) {
			key[end - at] = ascii_lower(s->text.p[end]);
			end++;
			continue;
		}
		if (end == at || key[end - at - 1] == '.') {
			break;
		}
		/* 'S.Pd' at the end of a list lacks its last full stop. */
		key[end - at] = '.';
		struct str form = str_make(key, end - at + 1);
		bool written = segment_byte(s, end) == '.';
		if ((written || (found != 0 && !segment_is(s, end, ASCII_DIGIT)) ||
				memchr(key, '.', end - at) != NULL) &&
				pantau_text_image_abbreviation(s->image, form,
					&normal) &&
				meant_as_abbreviation(s, at, form, end + written)) {
			found = end + written;
		}
		if (!written) {
			break;
		}
		end++;
	}
	return found;
}

/* The end of single letters with full stops between them, at least two. */
static size_t letters(const struct segmenter *s, size_t at)
{
	size_t end = at, n = 0;
	while (segment_is(s, end, ASCII_LETTER)) {
		if (segment_byte(s, end + 1) == '.') {
			end += 2;
			n++;
		} else if (!segment_is(s, end + 1, ASCII_WORD) &&
				segment_byte(s, end + 1) != '_') {
			end++;
			n++;
			break;
		} else {
			break;
		}
	}
	return n >= 2 ? end : 0;
}

static bool initial(const struct segmenter *s, size_t at)
{
	return segment_is(s, at, ASCII_UPPER) && segment_byte(s, at + 1) == '.' &&
			ascii_is(after_blanks(s, at + 2), ASCII_UPPER);
}

/* 'dll.' before a capital does end the sentence. */
static bool closes(const struct segmenter *s, size_t at, size_t end)
{
	static const char *const enders[] = {
		"dll.", "dsb.", "dst.", "dkk.", "tbk.",
	};
	struct str word = str_make(s->text.p + at, end - at);
	for (size_t i = 0; i < sizeof(enders) / sizeof(enders[0]); i++) {
		if (pantau_str_eq_nocase(word, str_of(enders[i]))) {
			return ascii_is(after_blanks(s, end), ASCII_UPPER);
		}
	}
	return false;
}

size_t pantau_segment_slashed(struct segmenter *s, size_t at)
{
	/* The letters around a '/' that stand for two words. */
	static const char pairs[][2] = {
		{'s', 'd'}, {'a', 'n'}, {'d', 'a'}, {'u', 'p'}, {'c', 'q'},
		{'u', 'b'}, {'n', 'b'},
	};
	if (segment_byte(s, at + 1) != '/' || segment_is(s, at + 3, ASCII_WORD) ||
			segment_byte(s, at + 3) == '/' ||
			(at > 0 && s->text.p[at - 1] == '/')) {
		return 0;
	}
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if (ascii_lower(s->text.p[at]) == pairs[i][0] &&
				ascii_lower(segment_byte(s, at + 2)) ==
				pairs[i][1]) {
			return pantau_segment_emit(s, at, at + 3,
					PANTAU_TOKEN_ABBREV);
		}
	}
	return 0;
}

size_t pantau_segment_dotted(struct segmenter *s, size_t at)
{
	size_t run = pantau_segment_run(s, at);
	size_t single = letters(s, at);
	size_t end = listed(s, at, run);
	end = single > end ? single : end;
	if (end == 0 && initial(s, at)) {
		end = at + 2;
	}
	if (end == 0) {
		return 0;
	}
	bool ends = closes(s, at, end);
	size_t after = pantau_segment_emit(s, at, end, PANTAU_TOKEN_ABBREV);
	s->sentence_ended |= ends;
	return after;
}
