/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The segmenter's loop: looks at one character, hands over to the scanner for
 * it, counts sentences. Plain ASCII words are cut here, without a decode.
 */

#include <stdlib.h>

#include "text/segment_parts.h"

struct segmenter *pantau_segmenter_create(const struct text_image *image)
{
	struct segmenter *s = calloc(1, sizeof(*s));
	if (s != NULL) {
		s->image = image;
		pantau_segment_learn_dotted(s);
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
	free(s);
}

void pantau_segmenter_trim(struct segmenter *s)
{
	free(s->span);
	s->span = NULL;
	s->spans = s->capacity = 0;
}

void pantau_segmenter_careful(struct segmenter *s, bool careful)
{
	s->careful = careful;
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
	*class_ = ok ? pantau_char_class(cp) : CHAR_BAD;
	return cp;
}

size_t pantau_segment_run(const struct segmenter *s, size_t at)
{
	while (segment_is(s, at, ASCII_WORD)) {
		at++;
	}
	return at;
}

static bool grow(struct segmenter *s)
{
	size_t capacity = s->capacity != 0 ? s->capacity * 2 : 256;
	struct span *grown = realloc(s->span, capacity * sizeof(*grown));
	if (grown == NULL) {
		s->failed = true;
		return false;
	}
	s->span = grown;
	s->capacity = capacity;
	return true;
}

static inline void push(struct segmenter *s, size_t start, size_t end,
		enum pantau_token_kind kind)
{
	if (s->spans == s->capacity && !grow(s)) {
		return;
	}
	bool sticker = kind == PANTAU_TOKEN_EMOJI ||
			kind == PANTAU_TOKEN_EMOTICON;
	if (s->line_ended || (s->sentence_ended && !sticker)) {
		s->sentence += s->spans != 0;
		s->line_ended = s->sentence_ended = false;
	}
	s->span[s->spans++] = (struct span){(uint32_t)start, (uint32_t)end,
			s->sentence, (uint8_t)kind};
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
				push(s, start, kept, kind);
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
	push(s, start, end, kind);
	return end;
}

/* Behind a run of full stops, which goes by at once. It ends a sentence unless
 * something small follows closely: 'makasih...min'. */
static size_t step_stops(struct segmenter *s, size_t at)
{
	size_t end = at + 1;
	while (segment_byte(s, end) == '.') {
		end++;
	}
	s->sentence_ended |= !segment_is(s, end, ASCII_LOWER | ASCII_DIGIT);
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
	} else if (c == '.') {
		end = step_stops(s, at);
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

/*
 * An ASCII letter: most words end before a blank or a comma and are cut here.
 * The bits of ASCII_LOOK send 'Rp', 'USD' and 'XD' to the scanner.
 */
static size_t step_letter(struct segmenter *s, size_t at)
{
	const char *p = s->text.p;
	size_t n = s->text.n, end = at + 1;
	if (ascii_is(p[at], ASCII_LOOK)) {
		return pantau_segment_word(s, at);
	}
	while (end < n && ascii_is(p[end], ASCII_WORD)) {
		end++;
	}
	if (end == n || ascii_is(p[end], ASCII_END) || (p[end] == '.' &&
			end - at > DOTTED_PART_MAX &&
			!segment_is(s, end + 1, ASCII_WORD))) {
		push(s, at, end, PANTAU_TOKEN_WORD);
		return end;
	}
	return pantau_segment_word(s, at);
}

bool pantau_segment(struct segmenter *s, struct str text,
		const struct span **out, size_t *n)
{
	s->text = text;
	s->spans = 0;
	s->sentence = 0;
	s->sentence_ended = s->line_ended = s->failed = false;
	for (size_t at = 0; at < text.n && !s->failed;) {
		unsigned char c = (unsigned char)text.p[at];
		unsigned bits = pantau_ascii_bits[c];
		if (s->careful || c >= 0x80 || c == '\n') {
			at = step_any(s, at);
		} else if ((bits & ASCII_LETTER) != 0) {
			at = step_letter(s, at);
		} else if ((bits & ASCII_SPACE) != 0) {
			at++;
		} else if ((bits & ASCII_DIGIT) != 0) {
			at = step_digit(s, at, c);
		} else {
			at = step_punctuation(s, at);
		}
	}
	*out = s->span;
	*n = s->spans;
	return !s->failed;
}
