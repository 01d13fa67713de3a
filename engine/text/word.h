/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_WORD_H
#define PANTAU_TEXT_WORD_H

/*
 * From the bytes of one span to everything the index and the scores want to
 * know of it. The result depends on the bytes and the kind alone, never on
 * what stands around them, which is what makes it fit for a cache.
 */

#include "lexicon/score_image.h"
#include "text/fold.h"
#include "text/segment.h"
#include "text/spell.h"

#define WORD_TERMS 48
#define WORD_BYTES 8192
#define WORD_PARTS 8

struct word_term {
	const char *bytes;
	uint16_t length;
	uint8_t kind;     /* enum pantau_term_kind */
	uint8_t position; /* from 0 within the word */
};

enum word_speech { SPEECH_NONE, SPEECH_WORD, SPEECH_FOREIGN };
/* Languages, filled up to what one vector addition takes. */
#define SPEECH_LANES 8

struct word {
	uint8_t kind, flags, positions;
	uint8_t terms;    /* 0: nothing of the span remains after folding */
	uint8_t speech;   /* has it a say on the language? */
	int16_t language[SPEECH_LANES]; /* what it says for each */
	uint32_t lexeme[3];
};

struct word_build {
	struct word word;
	struct word_term term[WORD_TERMS]; /* by position; the surface first */
	char bytes[WORD_BYTES];
	size_t used;
};

struct word_maker {
	const struct text_image *text;
	const struct score_image *score; /* may be NULL */
	struct folder *folder;
	struct speller speller;
};

/* raw is the span as written. Always fills *out. */
void pantau_word_make(const struct word_maker *maker, struct str raw,
		enum pantau_token_kind kind, struct word_build *out);

/* PANTAU_TOKEN_CAPS or _TITLE from the letters as written, or 0. */
unsigned pantau_word_case(struct str raw);

/*
 * What the files of word making share.
 */

/* Adds a term unless it is empty, known at that position or there is no room;
 * returns the copy. */
struct str pantau_word_add(struct word_build *out, struct str bytes,
		enum pantau_term_kind kind, unsigned position);
/* The stem of a word, in *scratch or the word itself. */
struct str pantau_word_stem(const struct word_maker *maker, struct str word,
		struct stem *scratch);
/* 0 without a score image. */
uint32_t pantau_word_lexeme(const struct word_maker *maker, struct str word);
/* What the spelling layer found. */
struct reading {
	struct spelling spelling;
	struct str plain;  /* skeleton without apostrophes */
	struct str target; /* the word that is meant */
	char buffer[FOLD_MAX];
};
/* surface is a folded word; name as for pantau_spell. *out must not be moved. */
void pantau_word_read(const struct word_maker *maker, struct str surface,
		bool name, struct reading *out);
/* One part without hyphens; folded must not be in the folder's scratch. */
void pantau_word_part(const struct word_maker *maker, struct str folded,
		unsigned position, struct word_build *out);
/* word_hyphen.c */
void pantau_word_hyphens(const struct word_maker *maker, struct str raw,
		struct str folded, struct word_build *out);
/* word_number.c: money, dates, times, telephones */
void pantau_word_number(const struct word_maker *maker, struct str raw,
		struct word_build *out);
/* word_mark.c: addresses, tags, mentions, emoji, abbreviations */
void pantau_word_mark(const struct word_maker *maker, struct str raw,
		struct word_build *out);
/* word_tag.c: the words inside a hashtag, without its '#' */
void pantau_word_tag(const struct word_maker *maker, struct str raw,
		struct word_build *out);

#endif
