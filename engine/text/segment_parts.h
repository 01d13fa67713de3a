/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_SEGMENT_PARTS_H
#define PANTAU_TEXT_SEGMENT_PARTS_H

/*
 * What the files of the segmenter share. Every scanner is given the place of
 * a token's first byte; it emits one token and returns where to go on, or
 * returns 0 when there is no such token there (0 is never a place to go on).
 * Every scanner looks ahead a bounded number of bytes beyond what it emits, so
 * that no text takes more than linear time.
 */

#include <unicode/ubrk.h>

#include "base/utf8.h"
#include "text/char_class.h"
#include "text/segment.h"

#define DOTTED_PART_MAX 8 /* letters between two full stops */
#define CLASSES 1024      /* a power of two */
#define WORD_PARTS_MAX 8  /* hyphenated parts of one token */

struct segmenter {
	const struct text_image *image;
	struct str text;
	struct text_span *span;
	size_t spans, capacity;
	char *lower; /* the text in lower case */
	size_t lower_capacity;
	uint32_t sentence;
	bool sentence_ended; /* by punctuation: emoji still belong to it */
	bool line_ended;
	bool careful;
	bool failed;
	UBreakIterator *words; /* opened when a script first needs it */
	/* By length and first letter: does an abbreviation's first part look
	 * so? Spares most words before a full stop their look-up. */
	uint32_t abbreviated[DOTTED_PART_MAX + 1];
	uint64_t face[128][2]; /* by first character: bits of the second */
	uint32_t *classes;     /* seen beyond ASCII: code point, class + 1 */
};

/* The byte at a place, NUL behind the end. */
static inline char segment_byte(const struct segmenter *s, size_t at)
{
	return at < s->text.n ? s->text.p[at] : '\0';
}

static inline bool segment_is(const struct segmenter *s, size_t at,
		unsigned bits)
{
	return at < s->text.n && ascii_is(s->text.p[at], bits);
}

/* The character at a place, its class and the place behind it. */
uint32_t pantau_segment_char(const struct segmenter *s, size_t at,
		size_t *next, enum char_class *class_);

/* The class alone. */
static inline enum char_class segment_class(const struct segmenter *s,
		size_t at)
{
	enum char_class class_;
	size_t next;
	pantau_segment_char(s, at, &next, &class_);
	return class_;
}

bool pantau_segment_grow(struct segmenter *s);

/* Adds a token as it is. Emoji still belong to the sentence before them. */
static inline void segment_push(struct segmenter *s, size_t start, size_t end,
		enum pantau_token_kind kind)
{
	if (s->spans == s->capacity && !pantau_segment_grow(s)) {
		return;
	}
	bool sticker = kind == PANTAU_TOKEN_EMOJI ||
			kind == PANTAU_TOKEN_EMOTICON;
	if (s->line_ended || (s->sentence_ended && !sticker)) {
		s->sentence += s->spans != 0;
		s->line_ended = s->sentence_ended = false;
	}
	s->span[s->spans++] = (struct text_span){(uint32_t)start, (uint32_t)end,
			s->sentence, (uint8_t)kind, false};
}

/* Does an abbreviation's first part look like the letters at a place? */
static inline bool segment_may_be_short(const struct segmenter *s, size_t at,
		size_t end)
{
	return end - at <= DOTTED_PART_MAX && (s->abbreviated[end - at] >>
			(ascii_lower(s->text.p[at]) - 'a') & 1) != 0;
}

/* segment_fast.c: passes by plain tokens; the place where it does not know. */
size_t pantau_segment_fast(struct segmenter *s, size_t at);
size_t pantau_segment_stops(struct segmenter *s, size_t at);

/* Behind the run of ASCII letters and digits that begins at a place. */
size_t pantau_segment_run(const struct segmenter *s, size_t at);

/*
 * Adds a token and returns its end, which may differ from the one given: marks
 * that follow are taken in, a digit that begins a keycap is left out.
 */
size_t pantau_segment_emit(struct segmenter *s, size_t start, size_t end,
		enum pantau_token_kind kind);

/* segment_word.c */
size_t pantau_segment_word(struct segmenter *s, size_t at);
size_t pantau_segment_plain_word(struct segmenter *s, size_t at,
		enum pantau_token_kind kind);
/* Does a word in squares begin at a letter that could be an emoji? */
bool pantau_segment_enclosed(const struct segmenter *s, size_t at);
size_t pantau_segment_script(struct segmenter *s, size_t at);
/* segment_dotted.c: at a letter whose run ends before a full stop */
void pantau_segment_learn_dotted(struct segmenter *s);
size_t pantau_segment_dotted(struct segmenter *s, size_t at);
size_t pantau_segment_slashed(struct segmenter *s, size_t at);
/* segment_mask.c: words with signs for letters, and with blanks between them */
size_t pantau_segment_signed(struct segmenter *s, size_t at);
size_t pantau_segment_spelled(struct segmenter *s, size_t at);

/* segment_number.c: at an ASCII digit, or a '+' before one */
size_t pantau_segment_number(struct segmenter *s, size_t at);
size_t pantau_segment_phone(struct segmenter *s, size_t at);
/* segment_money.c: at the currency */
size_t pantau_segment_money(struct segmenter *s, size_t at);

/* segment_web.c */
size_t pantau_segment_web(struct segmenter *s, size_t at);
size_t pantau_segment_mention(struct segmenter *s, size_t at);
size_t pantau_segment_hashtag(struct segmenter *s, size_t at);

/* segment_emoji.c */
/* The end of the emoji at a place, 0 when there is none. */
size_t pantau_segment_emoji_end(const struct segmenter *s, size_t at);
size_t pantau_segment_emoji(struct segmenter *s, size_t at);
void pantau_segment_learn_faces(struct segmenter *s);
size_t pantau_segment_face(struct segmenter *s, size_t at);
/* The end of the keycap that begins at a place, 0 when there is none. */
size_t pantau_segment_keycap(const struct segmenter *s, size_t at);

#endif
