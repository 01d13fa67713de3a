/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Words beyond the fast path: hyphens, apostrophes, masked letters, marks and
 * invisible characters inside a word, handles, scripts without spaces.
 */

#include <unicode/utext.h>

#include "text/segment_parts.h"

#define STARS_MAX 4
#define SCRIPT_MAX 4096 /* bytes given to the dictionaries at once */

static bool apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == 0x2018 || cp == 0x2019 || cp == 0x02bc ||
			cp == 0xff07;
}

static bool hyphen(uint32_t cp)
{
	return cp == '-' || cp == 0x2010 || cp == 0x2011;
}

struct word_scan {
	size_t part;       /* where the part after the last hyphen begins */
	unsigned parts;
	bool digits;       /* the part so far is all digits */
	bool begun;        /* past the characters that belong to the next one */
	bool letter;       /* the last character was a letter */
	bool starred, handle;
	bool enclosed;     /* the last character was a letter in a square */
};

/* 'anak-anak', 'ke-43', '1990-an', but '10-15' is two tokens. */
static bool joins_hyphen(const struct segmenter *s, struct word_scan *w,
		size_t next)
{
	enum char_class class_ = segment_class(s, next);
	if (w->parts == WORD_PARTS_MAX ||
			(class_ != CHAR_LETTER && class_ != CHAR_DIGIT) ||
			pantau_segment_keycap(s, next) != 0) {
		return false;
	}
	if (w->digits) {
		struct str rest = str_skip(s->text, next);
		size_t end = pantau_segment_run(s, next);
		rest.n = end - next;
		if (!pantau_str_eq_nocase(rest, STR("an")) &&
				!pantau_str_eq_nocase(rest, STR("annya"))) {
			return false;
		}
	}
	w->parts++;
	w->part = next;
	w->digits = true;
	return true;
}

/* Behind stars that hide letters: 'k*rupsi', 'anj**g', 'b***'; else 0. */
static size_t stars_end(const struct segmenter *s, size_t start, size_t at)
{
	size_t end = at;
	while (segment_byte(s, end) == '*' && end - at < STARS_MAX) {
		end++;
	}
	if (pantau_segment_keycap(s, end - 1) != 0 ||
			segment_byte(s, end) == '*') {
		return 0;
	}
	enum char_class after = segment_class(s, end);
	if (after == CHAR_LETTER) {
		return end;
	}
	if (after == CHAR_DIGIT) {
		return 0; /* 'x**2' is a sum */
	}
	/* Two at the end are no letters where two stood before: '**tebal**'. */
	bool bold = start > 0 && s->text.p[start - 1] == '*';
	return end - at >= 2 && !bold && at - start <= 4 ? end : 0;
}

/* Behind invisible characters that a letter or digit follows; else 0. */
static size_t joined(const struct segmenter *s, size_t at)
{
	for (;;) {
		enum char_class class_;
		size_t next;
		pantau_segment_char(s, at, &next, &class_);
		if (class_ == CHAR_LETTER || class_ == CHAR_DIGIT) {
			return at;
		}
		if (class_ != CHAR_JOIN) {
			return 0;
		}
		at = next;
	}
}

/* Behind what may stand inside a word at a place, or 0: the word is over. */
static size_t inside(const struct segmenter *s, struct word_scan *w,
		size_t start, size_t at, uint32_t cp, size_t next)
{
	if (apostrophe(cp)) {
		return w->letter && segment_class(s, next) == CHAR_LETTER ? next : 0;
	}
	if (hyphen(cp)) {
		return joins_hyphen(s, w, next) ? next : 0;
	}
	if (cp == '_') {
		while (segment_byte(s, next) == '_') {
			next++;
		}
		if (segment_class(s, next) != CHAR_LETTER &&
				segment_class(s, next) != CHAR_DIGIT) {
			return 0;
		}
		w->handle = true;
		return next;
	}
	if (cp == '*' && w->letter) {
		next = stars_end(s, start, at);
		w->starred |= next != 0;
		return next;
	}
	return 0;
}

/* Some of the letters in squares are emoji: is one of them a letter here? */
static bool enclosed_letter(const struct segmenter *s, size_t at, uint32_t cp,
		size_t next)
{
	return pantau_char_enclosed(cp) != 0 &&
			pantau_segment_emoji_end(s, at) == next;
}

bool pantau_segment_enclosed(const struct segmenter *s, size_t at)
{
	for (unsigned i = 0; i < 4; i++) {
		enum char_class class_;
		size_t next;
		uint32_t cp = pantau_segment_char(s, at, &next, &class_);
		if (pantau_char_enclosed(cp) == 0 || (class_ == CHAR_EMOJI &&
				!enclosed_letter(s, at, cp, next))) {
			return false;
		}
		if (class_ == CHAR_LETTER) {
			return true;
		}
		at = next;
	}
	return false;
}

size_t pantau_segment_plain_word(struct segmenter *s, size_t start,
		enum pantau_token_kind kind)
{
	struct word_scan w = {.part = start, .parts = 1, .digits = true};
	size_t at = start;
	for (;;) {
		enum char_class class_;
		size_t next;
		uint32_t cp = pantau_segment_char(s, at, &next, &class_);
		if (class_ == CHAR_DIGIT && at > start &&
				pantau_segment_keycap(s, at) != 0) {
			break;
		}
		if (class_ == CHAR_EMOJI && (w.enclosed || (at == start &&
				pantau_segment_enclosed(s, at))) &&
				enclosed_letter(s, at, cp, next)) {
			class_ = CHAR_LETTER;
		}
		if (class_ != CHAR_MARK) {
			w.enclosed = pantau_char_enclosed(cp) != 0;
		}
		if (class_ == CHAR_LETTER || class_ == CHAR_DIGIT) {
			w.digits &= class_ == CHAR_DIGIT;
			w.letter = class_ == CHAR_LETTER;
			w.begun = true;
		} else if (class_ == CHAR_JOIN) {
			next = joined(s, next);
		} else if (class_ == CHAR_OTHER) {
			next = inside(s, &w, start, at, cp, next);
			w.letter = false;
		} else if (class_ != CHAR_MARK && (w.begun ||
				class_ != CHAR_PREPEND)) {
			break;
		}
		if (next == 0 || class_ == CHAR_END) {
			break;
		}
		at = next;
	}
	if (w.handle) {
		kind = PANTAU_TOKEN_MENTION;
	} else if (w.starred) {
		kind = PANTAU_TOKEN_MASKED;
	}
	return pantau_segment_emit(s, start, at, kind);
}

/* 'Rp' and a digit, 'US$', 'IDR': worth a look for money? */
static bool maybe_money(const struct segmenter *s, size_t at)
{
	char c = s->text.p[at], next = segment_byte(s, at + 1);
	return ((c == 'R' || c == 'r') && (next == 'p' || next == 'P')) ||
			(c == 'I' && next == 'D') || (c == 'U' && next == 'S') ||
			(c == 'S' && next == '$');
}

size_t pantau_segment_word(struct segmenter *s, size_t at)
{
	char c = s->text.p[at];
	size_t end = 0;
	if ((unsigned char)c >= 0x80) {
		return pantau_segment_plain_word(s, at, PANTAU_TOKEN_WORD);
	}
	if (maybe_money(s, at)) {
		end = pantau_segment_money(s, at);
	} else if (strchr("TXxOoUu", c) != NULL) {
		end = pantau_segment_face(s, at);
	}
	if (end != 0) {
		return end;
	}
	size_t run = pantau_segment_run(s, at);
	char stop = segment_byte(s, run);
	if (run == at + 1) {
		end = stop == '/' ? pantau_segment_slashed(s, at) :
				stop == ' ' ? pantau_segment_spelled(s, at) : 0;
		if (end != 0) {
			return end;
		}
	}
	bool more = segment_is(s, run + 1, ASCII_WORD) ||
			segment_byte(s, run + 1) == '/';
	if (stop != '\0' && strchr("@-_+%", stop) != NULL) {
		end = pantau_segment_web(s, at);
		if (end == 0 && stop == '@') {
			end = pantau_segment_signed(s, at);
		}
	} else if (stop == '#' || stop == '$') {
		end = pantau_segment_signed(s, at);
	} else if (stop == '.' || stop == ':') {
		/* No word goes on behind these. */
		end = more ? pantau_segment_web(s, at) : 0;
		if (end == 0 && stop == '.') {
			end = pantau_segment_dotted(s, at);
		}
		if (end == 0) {
			return pantau_segment_emit(s, at, run, PANTAU_TOKEN_WORD);
		}
	}
	return end != 0 ? end :
			pantau_segment_plain_word(s, at, PANTAU_TOKEN_WORD);
}

/* Opens ICU's word iterator over a piece of the text; NULL: out of memory. */
static UBreakIterator *iterator_over(struct segmenter *s, UText *text,
		struct str piece, UErrorCode *status)
{
	if (s->words == NULL) {
		s->words = ubrk_open(UBRK_WORD, "", NULL, 0, status);
	}
	utext_openUTF8(text, piece.p, (int64_t)piece.n, status);
	if (U_SUCCESS(*status)) {
		ubrk_setUText(s->words, text, status);
	}
	return U_SUCCESS(*status) ? s->words : NULL;
}

/* The end of the run of characters that need a dictionary. */
static size_t script_end(const struct segmenter *s, size_t at)
{
	size_t start = at;
	for (;;) {
		enum char_class class_;
		size_t next;
		pantau_segment_char(s, at, &next, &class_);
		if (class_ == CHAR_SCRIPT && at - start > SCRIPT_MAX) {
			return at;
		}
		if (class_ != CHAR_SCRIPT && class_ != CHAR_MARK) {
			return at;
		}
		at = next;
	}
}

size_t pantau_segment_script(struct segmenter *s, size_t at)
{
	size_t end = script_end(s, at);
	UErrorCode status = U_ZERO_ERROR;
	UText text = UTEXT_INITIALIZER;
	UBreakIterator *words = iterator_over(s, &text,
			str_make(s->text.p + at, end - at), &status);
	if (words == NULL) {
		s->failed = true;
		utext_close(&text);
		return end;
	}
	size_t from = at + (size_t)ubrk_first(words);
	for (int32_t to; (to = ubrk_next(words)) != UBRK_DONE;) {
		/* ICU may cut before a mark, which belongs to what was emitted. */
		if (at + (size_t)to > from) {
			from = pantau_segment_emit(s, from, at + (size_t)to,
					PANTAU_TOKEN_WORD);
		}
	}
	utext_close(&text);
	return end;
}
