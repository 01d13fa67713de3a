/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_SPELL_H
#define PANTAU_TEXT_SPELL_H

/*
 * Spelling: from a folded word as people write it to the word they mean. Only
 * a known word is ever put in the place of another one, but for stretched
 * letters, which are squeezed in unknown words too.
 */

#include "text/stem.h"

#define SPELL_MAX 256 /* bytes; longer words are left alone */

enum spell_flag {
	SPELL_SLANG = 1 << 0,     /* formal holds what slang.tsv says */
	SPELL_ELONGATED = 1 << 1,
	SPELL_MASKED = 1 << 2,    /* figures or stars stood for letters */
	SPELL_DOUBLED = 1 << 3,   /* a '2' stood for reduplication */
	SPELL_RULE = 1 << 4,      /* formal holds what a rule says */
	SPELL_LAUGHTER = 1 << 5,
	SPELL_USUAL = 1 << 6,     /* with SPELL_SLANG: edited text writes it so
	                             too; formal is beside it, not in its place */
};

struct spelling {
	char bytes[SPELL_MAX];
	size_t n;                 /* one word; the one asked for if nothing fits */
	unsigned flags;
	struct str formal;        /* with SPELL_SLANG or SPELL_RULE; may be several
	                             words; lies in the image or in room */
	char room[SPELL_MAX];
	const char *rule;         /* its name, with SPELL_RULE */
	uint32_t line;            /* of slang.tsv, with SPELL_SLANG */
	unsigned tries;           /* look-ups that guessing has cost */
	bool listed;              /* tables may hold the word asked for */
	bool stemmed;             /* stem holds the stem of the word asked for */
	struct stem stem;
};

struct speller {
	const struct text_image *image;
	struct stemmer *stemmer;
};

/* word is a folded skeleton. Always fills *out, which must not be moved. name:
 * it is written like a name, so that no rule guesses at it. */
void pantau_spell(const struct speller *speller, struct str word, bool name,
		struct spelling *out);

/* What the word is when it is written well: one or more words. */
static inline struct str spelling_normal(const struct spelling *spelling,
		struct str word)
{
	bool formal = spelling->formal.n != 0 &&
			(spelling->flags & SPELL_USUAL) == 0;
	return formal ? spelling->formal :
			spelling->n != 0 ?
			str_make(spelling->bytes, spelling->n) : word;
}

/* How 'stem --explain' calls the way that the spelling was found: a file or
 * a rule; "-" where the word stayed what it was. */
const char *pantau_spelling_name(const struct spelling *spelling);

/* A root, a stop word or a stem exception? */
bool pantau_spell_standard(const struct speller *speller, struct str word);
/* Standard, or an informal word of slang.tsv? */
bool pantau_spell_known(const struct speller *speller, struct str word);
/* Known, or made from a known root by affixes? */
bool pantau_spell_derivable(const struct speller *speller, struct str word);

/* spell_repair.c: each true when it filled out->bytes. */
bool pantau_spell_figures(const struct speller *speller, struct str word,
		struct spelling *out);
bool pantau_spell_stars(const struct speller *speller, struct str word,
		struct spelling *out);
bool pantau_spell_squeeze(const struct speller *speller, struct str word,
		struct spelling *out);

/* Puts a word into out; false when it is too long. */
bool pantau_spell_set(struct spelling *out, struct str word);

#endif
