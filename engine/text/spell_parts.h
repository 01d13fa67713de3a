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

#include <limits.h>

#include "text/spell.h"

enum {
	RULE_LONGEST = 32,  /* letters; longer words are left alone */
	GUESS_TRIES = 1500, /* look-ups for one word, its affixes off or on */
	GUESS_STEMS = 160,  /* of which so many may ask the stemmer */
	LEVEL_STEP = 2,     /* worth of one level of frequency.tsv */
	LEVEL_ROOT = 1,     /* of a root that is not in it */
	LEVEL_SLANG = 6,    /* of an informal word that slang.tsv resolves */
};

/* Hashes of a word's beginnings, and powers of the radix: from them follows the
 * hash of the word with a part replaced (pantau_word_hash), whole. */
struct spell_hashes {
	uint64_t upto[RULE_LONGEST + 1];
	uint64_t power[RULE_LONGEST + 8];
};

struct guess {
	const struct speller *speller;
	struct str word;         /* as written; of small ASCII letters */
	int bar;                 /* what is worth less will not be taken */
	char best[SPELL_MAX];
	size_t n;                /* 0: nothing yet */
	int worth, second;       /* of the best, and of the best other word */
	const char *rule;
	unsigned tries, stems;
	bool deep;               /* derived words count as well */
};

void pantau_guess_init(struct guess *guess, const struct speller *speller,
		struct str word, int bar);
/* Of RULE_LONGEST letters at most. */
void pantau_spell_hash(struct str word, struct spell_hashes *out);
/* Could a word of that level (lexicon/word_reach.h) be taken at that cost? */
static inline bool guess_may(const struct guess *guess, unsigned level,
		int cost)
{
	return level == REACH_MOST ||
			LEVEL_STEP * (int)level - cost >= guess->bar;
}
/* The most that a word of that level may cost. */
static inline int guess_afford(const struct guess *guess, unsigned level)
{
	return level == REACH_MOST ? INT_MAX :
			LEVEL_STEP * (int)level - guess->bar;
}
/* Could the stemmer find a root in the candidate that is common enough for that
 * cost? Seldom true when it could not. */
bool pantau_guess_derived(const struct guess *guess, struct str candidate,
		int cost);
/* How common the word is: 0 when the dictionary does not have it. With derived,
 * the stemmer is asked too. */
int pantau_guess_level(struct guess *guess, struct str word, bool derived);
/* Proposes one word. */
void pantau_guess_try(struct guess *guess, struct str candidate, int cost,
		const char *rule);
/* The same of a candidate that REACH_WORD said yes (listed) or no to. */
void pantau_guess_weigh(struct guess *guess, struct str candidate, bool listed,
		int cost, const char *rule);
/* Proposes a normal form whose words are known to be right. */
void pantau_guess_offer(struct guess *guess, struct str normal, int worth,
		const char *rule);
/* Does the best pass the bar, and is no other word worth as much? */
static inline bool guess_sure(const struct guess *guess)
{
	return guess->n != 0 && guess->worth >= guess->bar &&
			guess->worth > guess->second;
}
/* Takes the best into out when it is sure. */
bool pantau_guess_take(const struct guess *guess, struct spelling *out);
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

/* Does the word end in what a literal of n letters says? */
static inline bool spell_ends(struct str word, const char *end, size_t n)
{
	if (word.n < n) {
		return false;
	}
	const char *at = word.p + word.n - n;
	/* From behind, for what ends alike is rarer. */
	while (n > 0 && at[n - 1] == end[n - 1]) {
		n--;
	}
	return n == 0;
}
#define SPELL_ENDS(word, literal) \
	spell_ends(word, literal, sizeof(literal) - 1)

/* Sets out->formal by a rule from parts that are joined as they are; false when
 * that is too long. */
bool pantau_spell_rule(struct spelling *out, const char *rule, struct str a,
		struct str b, struct str c);

#endif
