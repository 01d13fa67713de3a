/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The segmenter's loop: what the fast path leaves is looked at by character
 * and handed over to the scanner for it.
 */

#include <stdlib.h>

#include "text/segment_parts.h"
#include "text/segment_scan.h"

struct segmenter *pantau_segmenter_create(const struct text_image *image)
{
	struct segmenter *s = calloc(1, sizeof(*s));
	if (s != NULL) {
		s->image = image;
		s->classes = calloc(CLASSES, sizeof(*s->classes));
		if (s->classes == NULL) {
			free(s);
			return NULL;
		}
		pantau_segment_learn_dotted(s);
		pantau_segment_learn_faces(s);
	}
	return s;
}

void pantau_segmenter_destroy(struct segmenter *s)
{
	if (s == NULL) {
		return;
	}
	if (s->words != NULL) {
		ubrk_close(s->words);
	}
	free(s->span);
	free(s->lower);
	free(s->classes);
	free(s);
}

void pantau_segmenter_trim(struct segmenter *s)
{
	free(s->span);
	free(s->lower);
	s->span = NULL;
	s->lower = NULL;
	s->spans = s->capacity = s->lower_capacity = 0;
}

const char *pantau_segment_lower(const struct segmenter *s)
{
	return s->lower;
}

void pantau_segmenter_careful(struct segmenter *s, bool careful)
{
	s->careful = careful;
}

/* ICU is asked once for each of the few characters that a text repeats. */
static enum char_class class_of(const struct segmenter *s, uint32_t cp)
{
	uint32_t *kept = &s->classes[cp % CLASSES];
	if (*kept >> 8 != cp || *kept == 0) {
		*kept = cp << 8 | ((uint32_t)pantau_char_class(cp) + 1);
	}
	return (enum char_class)((*kept & 0xff) - 1);
}

uint32_t pantau_segment_char(const struct segmenter *s, size_t at,
		size_t *next, enum char_class *class_)
{
	if (at >= s->text.n) {
		*next = at;
		*class_ = CHAR_END;
		return 0;
	}
	unsigned char c = (unsigned char)s->text.p[at];
	if (c < 0x80 && !s->careful) {
		unsigned bits = pantau_ascii_bits[c];
		*next = at + 1;
		*class_ = (bits & ASCII_LETTER) != 0 ? CHAR_LETTER :
				(bits & ASCII_DIGIT) != 0 ? CHAR_DIGIT :
				(bits & ASCII_SPACE) != 0 ?
				(c == '\n' ? CHAR_NEWLINE : CHAR_SPACE) :
				c < 0x20 || c == 0x7f ? CHAR_BAD : CHAR_OTHER;
		return c;
	}
	bool ok;
	*next = at;
	uint32_t cp = pantau_utf8_next(s->text, next, &ok);
	*class_ = !ok ? CHAR_BAD : s->careful ?
			pantau_char_class_careful(cp) : class_of(s, cp);
	return cp;
}

size_t pantau_segment_run(const struct segmenter *s, size_t at)
{
	if (!s->careful && at < s->text.n) {
		return scan_word(s->text.p, s->text.n, at);
	}
	while (segment_is(s, at, ASCII_WORD)) {
		at++;
	}
	return at;
}

bool pantau_segment_grow(struct segmenter *s)
{
	size_t capacity = s->capacity != 0 ? s->capacity * 2 : 256;
	struct text_span *grown = realloc(s->span, capacity * sizeof(*grown));
	if (grown == NULL) {
		s->failed = true;
		return false;
	}
	s->span = grown;
	s->capacity = capacity;
	return true;
}

/* 'bagus1' before U+20E3 is 'bagus' and a keycap. */
static size_t without_keycap(const struct segmenter *s, size_t start,
		size_t end)
{
	if (pantau_segment_keycap(s, end - 1) == 0) {
		return end;
	}
	end--;
	while (end > start && !ascii_is(s->text.p[end - 1], ASCII_WORD) &&
			(unsigned char)s->text.p[end - 1] < 0x80) {
		end--;
	}
	return end;
}

size_t pantau_segment_emit(struct segmenter *s, size_t start, size_t end,
		enum pantau_token_kind kind)
{
	if (end < s->text.n && (unsigned char)s->text.p[end] >= 0x80) {
		size_t kept = without_keycap(s, start, end);
		if (kept != end) {
			if (kept > start) {
				segment_push(s, start, kept, kind);
			}
			return kept > start ? kept : end - 1;
		}
		for (;;) {
			enum char_class class_;
			size_t next;
			pantau_segment_char(s, end, &next, &class_);
			if (class_ != CHAR_MARK) {
				break;
			}
			end = next;
		}
	}
	segment_push(s, start, end, kind);
	return end;
}

/* At an ASCII character that is neither letter nor digit. */
static size_t step_punctuation(struct segmenter *s, size_t at)
{
	char c = s->text.p[at];
	size_t end = 0;
	if (ascii_is(c, ASCII_FACE)) {
		end = pantau_segment_face(s, at);
	} else if (c == '#' || c == '*') {
		end = pantau_segment_emoji(s, at);
		if (end == 0 && c == '#') {
			end = pantau_segment_hashtag(s, at);
		}
	} else if (c == '@') {
		end = pantau_segment_mention(s, at);
	} else if (c == '+') {
		end = pantau_segment_phone(s, at);
	} else if (c == '$') {
		end = pantau_segment_money(s, at);
		end = end != 0 ? end : pantau_segment_signed(s, at);
	} else if (c == '.') {
		end = pantau_segment_stops(s, at);
	} else if (c == '!' || c == '?') {
		s->sentence_ended = true;
	}
	return end != 0 ? end : at + 1;
}

/* Characters that belong to the next one: they begin its word, or are left
 * out with it. */
static size_t step_prepend(struct segmenter *s, size_t at, size_t next)
{
	enum char_class class_ = segment_class(s, next);
	while (class_ == CHAR_PREPEND) {
		pantau_segment_char(s, next, &next, &class_);
		class_ = segment_class(s, next);
	}
	size_t end = pantau_segment_emoji_end(s, next);
	if (end != 0) {
		return end;
	}
	if (class_ == CHAR_LETTER || class_ == CHAR_DIGIT) {
		return pantau_segment_plain_word(s, at, PANTAU_TOKEN_WORD);
	}
	pantau_segment_char(s, next, &end, &class_);
	return end;
}

static size_t step_other(struct segmenter *s, size_t at, uint32_t cp,
		size_t next)
{
	size_t end = 0;
	if (cp < 0x80) {
		return step_punctuation(s, at);
	}
	if (cp == 0xa3 || cp == 0xa5 || cp == 0x20ac) {
		end = pantau_segment_money(s, at);
	} else if (pantau_char_text_emoji(cp)) {
		end = pantau_segment_emoji(s, at);
		s->sentence_ended |= end == 0 && (cp == 0x203c || cp == 0x2049);
	} else if (cp == 0x2026 || cp == 0x3002 || cp == 0xff01 || cp == 0xff1f) {
		s->sentence_ended = true;
	}
	return end != 0 ? end : next;
}

static size_t step_digit(struct segmenter *s, size_t at, uint32_t cp)
{
	if (cp >= 0x80) {
		return pantau_segment_plain_word(s, at, PANTAU_TOKEN_NUMBER);
	}
	size_t end = pantau_segment_emoji(s, at);
	return end != 0 ? end : pantau_segment_number(s, at);
}

static size_t step_any(struct segmenter *s, size_t at)
{
	enum char_class class_;
	size_t next, end;
	uint32_t cp = pantau_segment_char(s, at, &next, &class_);
	switch (class_) {
	case CHAR_LETTER:
		return pantau_segment_word(s, at);
	case CHAR_DIGIT:
		return step_digit(s, at, cp);
	case CHAR_EMOJI:
		if (pantau_segment_enclosed(s, at)) {
			return pantau_segment_plain_word(s, at,
					PANTAU_TOKEN_WORD);
		}
		/* fallthrough */
	case CHAR_FLAG:
		end = pantau_segment_emoji(s, at);
		return end != 0 ? end : next;
	case CHAR_SCRIPT:
		return pantau_segment_script(s, at);
	case CHAR_PREPEND:
		return step_prepend(s, at, next);
	case CHAR_NEWLINE:
		s->line_ended = true;
		return next;
	case CHAR_OTHER:
		return step_other(s, at, cp, next);
	default:
		return next;
	}
}

static size_t step(struct segmenter *s, size_t at)
{
	unsigned char c = (unsigned char)s->text.p[at];
	unsigned bits = pantau_ascii_bits[c];
	if (s->careful || c >= 0x80 || c == '\n') {
		return step_any(s, at);
	}
	if ((bits & ASCII_LETTER) != 0) {
		return pantau_segment_word(s, at);
	}
	return (bits & ASCII_DIGIT) != 0 ? step_digit(s, at, c) :
			step_punctuation(s, at);
}

static bool make_lower(struct segmenter *s)
{
	if (s->text.n > s->lower_capacity) {
		size_t capacity = s->text.n + s->text.n / 2;
		free(s->lower);
		s->lower = malloc(capacity);
		s->lower_capacity = s->lower != NULL ? capacity : 0;
		if (s->lower == NULL) {
			return false;
		}
	}
	scan_lower(s->text.p, s->text.n, s->lower);
	return true;
}

bool pantau_segment(struct segmenter *s, struct str text,
		const struct text_span **out, size_t *n)
{
	s->text = text;
	s->spans = 0;
	s->sentence = 0;
	s->sentence_ended = s->line_ended = false;
	s->failed = !make_lower(s);
	for (size_t at = 0; !s->failed;) {
		at = s->careful ? at : pantau_segment_fast(s, at);
		if (at >= text.n) {
			break;
		}
		at = step(s, at);
	}
	*out = s->span;
	*n = s->spans;
	return !s->failed;
}
