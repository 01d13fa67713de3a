/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Tokens that begin with a figure: of the readers the first that fits. */

#include "text/number.h"
#include "text/segment_parts.h"

size_t pantau_segment_phone(struct segmenter *s, size_t at)
{
	struct phone phone;
	size_t n = pantau_phone_read(str_skip(s->text, at), &phone);
	return n != 0 ? pantau_segment_emit(s, at, at + n, PANTAU_TOKEN_PHONE) : 0;
}

/* Was the last token a word that announces a time? */
static bool after_pukul(const struct segmenter *s)
{
	if (s->spans == 0) {
		return false;
	}
	const struct text_span *last = &s->span[s->spans - 1];
	struct str word = str_make(s->text.p + last->start,
			last->end - last->start);
	return pantau_str_eq_nocase(word, STR("pukul")) ||
			pantau_str_eq_nocase(word, STR("jam")) ||
			pantau_str_eq_nocase(word, STR("pkl"));
}

static size_t clock(struct segmenter *s, size_t at)
{
	bool sure;
	size_t n = pantau_clock_read(str_skip(s->text, at), &sure);
	if (n == 0 || (!sure && !after_pukul(s))) {
		return 0;
	}
	return segment_is(s, at + n, ASCII_LETTER) ? 0 :
			pantau_segment_emit(s, at, at + n, PANTAU_TOKEN_TIME);
}

static size_t date_or_law(struct segmenter *s, size_t at)
{
	struct numeric_date date;
	struct str rest = str_skip(s->text, at);
	size_t n = pantau_numeric_date_read(rest, &date);
	if (n != 0) {
		return pantau_segment_emit(s, at, at + n, PANTAU_TOKEN_DATE);
	}
	n = pantau_law_read(rest);
	return n != 0 ? pantau_segment_emit(s, at, at + n, PANTAU_TOKEN_LAW) : 0;
}

/* '30rb', '4njing', '1990-an': is the figure the beginning of a word? */
static bool goes_on_as_word(const struct segmenter *s, size_t end)
{
	enum char_class class_;
	size_t next;
	pantau_segment_char(s, end, &next, &class_);
	if (class_ == CHAR_LETTER || class_ == CHAR_JOIN) {
		return true;
	}
	char c = segment_byte(s, end);
	return (c == '-' && segment_is(s, end + 1, ASCII_LETTER)) || c == '_';
}

size_t pantau_segment_number(struct segmenter *s, size_t at)
{
	size_t run = pantau_segment_run(s, at);
	char stop = segment_byte(s, run);
	size_t end = 0;
	if (stop == '.' || stop == '@' || stop == '-' || stop == '_' ||
			stop == '+') {
		end = pantau_segment_web(s, at);
	}
	if (end == 0) {
		end = pantau_segment_phone(s, at);
	}
	if (end == 0) {
		end = date_or_law(s, at);
	}
	if (end == 0) {
		end = clock(s, at);
	}
	if (end != 0) {
		return end;
	}
	size_t figures = at;
	while (segment_is(s, figures, ASCII_DIGIT)) {
		figures++;
	}
	if (goes_on_as_word(s, figures)) {
		return pantau_segment_plain_word(s, at, PANTAU_TOKEN_NUMBER);
	}
	end = at + pantau_plain_number_read(str_skip(s->text, at));
	/* '1,5jt', '2.5x' */
	end = s->text.p[end - 1] != '%' ? pantau_segment_run(s, end) : end;
	return pantau_segment_emit(s, at, end, PANTAU_TOKEN_NUMBER);
}
