/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_SPELL_PARTS_H
#define PANTAU_TEXT_SPELL_PARTS_H

/*
 * What the files of the speller's rules share; nobody else includes it.
 *
 * A rule proposes normal forms at a cost; a proposal counts only when every
 * word of it is in the dictionary, and is worth how common that is less the
 * cost, both in steps of the square root of two. The worthiest is taken when it
 * passes a bar that is the higher, the shorter the word is (short words are
 * near to everything), and when no other word is worth nearly as much.
 */

#include "text/spell.h"

enum {
	RULE_LONGEST = 32,  /* letters; longer words are left alone */
	GUESS_TRIES = 1500, /* look-ups for one word, its affixes off or on */
	GUESS_STEMS = 160,  /* of which so many may ask the stemmer */
	LEVEL_STEP = 2,     /* worth of one level of frequency.tsv */
	LEVEL_ROOT = 1,     /* of a root that is not in it */
	LEVEL_SLANG = 6,    /* of an informal word that slang.tsv resolves */
};

struct guess {
	const struct speller *speller;
	struct str word;         /* as written */
	char best[SPELL_MAX];
	size_t n;                /* 0: nothing yet */
	int worth, second;       /* of the best, and of the best other word */
	const char *rule;
	unsigned tries, stems;
	bool deep;               /* derived words count as well */
};

void pantau_guess_init(struct guess *guess, const struct speller *speller,
		struct str word);
/* How common the word is: 0 when the dictionary does not have it. With derived,
 * the stemmer is asked too. */
int pantau_guess_level(struct guess *guess, struct str word, bool derived);
/* Proposes one word. */
void pantau_guess_try(struct guess *guess, struct str candidate, int cost,
		const char *rule);
/* Proposes a normal form whose words are known to be right. */
void pantau_guess_offer(struct guess *guess, struct str normal, int worth,
		const char *rule);
/* Takes the best into out when it passes the bar. */
bool pantau_guess_take(const struct guess *guess, int bar,
		struct spelling *out);
/* The bar for a word of n letters. */
int pantau_guess_bar(size_t n);

/* What a word or beginning stands for: itself when it is standard, the table's
 * word when it is informal; empty otherwise. May be several words. */
struct str pantau_spell_resolve(const struct speller *speller, struct str word);

/* Each true when it filled out->formal. */
/* spell_join.c: words written together, figures with units. */
bool pantau_spell_place(const struct speller *speller, struct str word,
		struct spelling *out);
bool pantau_spell_unit(const struct speller *speller, struct str word,
		struct spelling *out);
bool pantau_spell_joined(const struct speller *speller, struct str word,
		struct spelling *out);
bool pantau_spell_split(const struct speller *speller, struct str word,
		struct spelling *out);
/* spell_double.c: words said twice; the first fills out->bytes. */
bool pantau_spell_doubled(const struct speller *speller, struct str word,
		struct spelling *out);
bool pantau_spell_hyphenated(const struct speller *speller, struct str word,
		struct spelling *out);
bool pantau_spell_twice(const struct speller *speller, struct str word,
		struct spelling *out);
/* spell_affix.c: affixes as they are spoken; table: on words of slang.tsv
 * alone. */
bool pantau_spell_affix(const struct speller *speller, struct str word,
		bool table, struct spelling *out);
/* spell_laugh.c: fills out->bytes, with laughing itself as the formal word. */
bool pantau_spell_laughter(struct str word, struct spelling *out);
/* spell_sound.c: letters that sound alike; spell_short.c: vowels left out.
 * They propose to a guess instead. */
void pantau_spell_sound(struct guess *guess, struct str word, int cost);
void pantau_spell_short(struct guess *guess, struct str word, int cost);
/* spell_typo.c: slips of the finger. */
void pantau_spell_typo(struct guess *guess, struct str word);

/* Sets out->formal by a rule from parts that are joined as they are; false when
 * that is too long. */
bool pantau_spell_rule(struct spelling *out, const char *rule, struct str a,
		struct str b, struct str c);

#endif
