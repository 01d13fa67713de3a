/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The common case: words, numbers and punctuation where the next byte or two
 * decide. Each function here says 0 ("ask the scanners") rather than anything
 * that they would not say as well; a differential test holds both to it.
 */

#include "text/fold.h"
#include "text/segment_parts.h"
#include "text/segment_scan.h"

/* 'Rp5', 'IDR', 'US$', 'S$', 'xD': may the letter begin money or a face? */
static inline bool may_be_sign(const char *p, size_t n, size_t at)
{
	return ascii_is(p[at], ASCII_LOOK) && at + 1 < n &&
			ascii_is(p[at + 1], ASCII_SECOND);
}

/* Behind one letter: 's/d', or the beginning of 'k o r u p s i'? */
static inline bool letter_apart(const char *p, size_t n, size_t end)
{
	return end < n && (p[end] == '/' || (p[end] == ' ' && n - end >= 3 &&
			ascii_is(p[end + 1], ASCII_LETTER) && p[end + 2] == ' '));
}

/* Behind 'anak-anak' and the like, when it is over at once. */
static size_t hyphened(const struct segmenter *s, size_t end)
{
	const char *p = s->text.p;
	size_t n = s->text.n;
	for (unsigned parts = 1; parts < WORD_PARTS_MAX; parts++) {
		if (end + 1 >= n || !ascii_is(p[end + 1], ASCII_LETTER)) {
			return 0;
		}
		end = scan_word(p, n, end + 1);
		if (end == n || ascii_is(p[end], ASCII_END)) {
			return end;
		}
		if (p[end] != '-') {
			return 0;
		}
	}
	return 0;
}

/* The end of a word whose run ends before something else than ASCII_END. */
static size_t unusual_end(const struct segmenter *s, size_t at, size_t end)
{
	const char *p = s->text.p;
	size_t n = s->text.n;
	unsigned char after = end + 1 < n ? (unsigned char)p[end + 1] : ' ';
	switch (p[end]) {
	case '.':
		/* No abbreviation is as long, or looks like it. */
		return !ascii_is((char)after, ASCII_WORD) && after != '/' &&
				end - at > 1 && !segment_may_be_short(s, at, end) ?
				end : 0;
	case ':':
		return !ascii_is((char)after, ASCII_WORD) && after != '/' ?
				end : 0;
	case '\'':
		return after < 0x80 && !ascii_is((char)after, ASCII_LETTER) ?
				end : 0;
	case '#':
	case '$':
		return !ascii_is((char)after, ASCII_LETTER) ? end : 0;
	case '-':
		return hyphened(s, end);
	default:
		return 0;
	}
}

/* The end of plain figures that no other reader would take, or 0. */
static size_t figures_end(const struct segmenter *s, size_t at)
{
	const char *p = s->text.p;
	size_t n = s->text.n, end = at + 1;
	if (p[at] == '0' || (p[at] == '6' && end < n && p[end] == '2')) {
		return 0; /* a telephone */
	}
	while (end < n && ascii_is(p[end], ASCII_DIGIT)) {
		end++;
	}
	if (end == n) {
		return end;
	}
	char after = end + 1 < n ? p[end + 1] : ' ';
	switch (p[end]) {
	case ' ':
		return after != '%' ? end : 0;
	case '\n':
	case ')':
	case '"':
		return end;
	case '.':
	case ',':
		return ascii_is(after, ASCII_SPACE) ? end : 0;
	default:
		return 0;
	}
}

/* Behind a run of full stops, which goes by at once. It ends a sentence unless
 * something small follows closely: 'makasih...min'. */
size_t pantau_segment_stops(struct segmenter *s, size_t at)
{
	size_t end = at + 1;
	while (segment_byte(s, end) == '.') {
		end++;
	}
	s->sentence_ended |= !segment_is(s, end, ASCII_LOWER | ASCII_DIGIT);
	return end;
}

/* Where spans go, held in registers: a store of a span's kind may change any
 * byte for all that the compiler knows. */
struct pen {
	struct text_span *next, *limit;
};

static inline void pen_down(struct pen *pen, const struct segmenter *s)
{
	pen->next = s->span + s->spans;
	pen->limit = s->span + s->capacity;
}

static inline void pen_up(const struct pen *pen, struct segmenter *s)
{
	s->spans = (size_t)(pen->next - s->span);
}

static bool pen_refill(struct pen *pen, struct segmenter *s)
{
	pen_up(pen, s);
	if (!pantau_segment_grow(s)) {
		return false;
	}
	pen_down(pen, s);
	return true;
}

/* As segment_push; no emoji come here. */
static inline bool write_plain(struct pen *pen, struct segmenter *s,
		size_t start, size_t end, enum pantau_token_kind kind)
{
	if (pen->next == pen->limit && !pen_refill(pen, s)) {
		return false;
	}
	if (s->line_ended || s->sentence_ended) {
		s->sentence += pen->next != s->span;
		s->line_ended = s->sentence_ended = false;
	}
	*pen->next++ = (struct text_span){(uint32_t)start, (uint32_t)end,
			s->sentence, (uint8_t)kind, end - start <= FOLD_POINTS};
	return true;
}

/* Signs of which most mean nothing: a look at the next byte tells. */
static size_t sign_end(struct segmenter *s, size_t at)
{
	switch (s->text.p[at]) {
	case '.':
		return pantau_segment_stops(s, at);
	case '!':
	case '?':
		s->sentence_ended = true;
		return at + 1;
	case '-':
	case ':':
		/* No emoticon goes on with a blank. */
		return segment_is(s, at + 1, ASCII_SPACE) ? at + 1 : 0;
	default:
		return 0;
	}
}

/* The end of a word at a place, or 0. */
static inline size_t word_end(const struct segmenter *s, size_t at)
{
	const char *p = s->text.p;
	size_t n = s->text.n, end = scan_word(p, n, at);
	if (end < n && !ascii_is(p[end], ASCII_END)) {
		end = unusual_end(s, at, end);
	}
	return end == 0 || may_be_sign(p, n, at) || (end == at + 1 &&
			letter_apart(p, n, end)) ? 0 : end;
}

size_t pantau_segment_fast(struct segmenter *s, size_t at)
{
	const char *p = s->text.p;
	size_t n = s->text.n;
	struct pen pen;
	if (s->capacity == 0 && !pantau_segment_grow(s)) {
		return at;
	}
	pen_down(&pen, s);
	while (at < n) {
		unsigned bits = pantau_ascii_bits[(unsigned char)p[at]];
		if ((bits & ASCII_SKIP) != 0) {
			at++;
			continue;
		}
		bool word = (bits & ASCII_LETTER) != 0;
		bool figures = (bits & ASCII_DIGIT) != 0;
		size_t end = word ? word_end(s, at) :
				figures ? figures_end(s, at) : sign_end(s, at);
		if (end == 0 || ((word || figures) && !write_plain(&pen, s, at,
				end, word ? PANTAU_TOKEN_WORD :
				PANTAU_TOKEN_NUMBER))) {
			break;
		}
		at = end;
	}
	pen_up(&pen, s);
	return at;
}
