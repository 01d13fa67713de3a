/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_STEM_PARTS_H
#define PANTAU_TEXT_STEM_PARTS_H

/* What the files of the stemmer share; nobody else includes it. */

#include "text/stem.h"

struct sb_stemmer;

/* Sets of small letters. */
#define L(c) (1u << ((c) - 'a'))
#define VOWELS (L('a') | L('e') | L('i') | L('o') | L('u'))

static inline bool stem_is_of(char c, uint32_t letters)
{
	return c >= 'a' && c <= 'z' && (L(c) & letters) != 0;
}

static inline bool stem_is_vowel(char c)
{
	return stem_is_of(c, VOWELS);
}

/* Affixes as the stemmer sees them: by function, not by spelling. */
enum prefix {
	PREFIX_NONE,
	PREFIX_ME,    /* meN- with its nasals, menge- */
	PREFIX_DI,
	PREFIX_KU,    /* ku-, kau- */
	PREFIX_BER,   /* ber-, be-, bel- */
	PREFIX_TER,   /* ter-, te- */
	PREFIX_PE,    /* peN- with its nasals, penge- */
	PREFIX_PEBER, /* pe- without nasal, of ber- verbs: petani, pekerja */
	PREFIX_PER,
	PREFIX_KE,
	PREFIX_SE,
	PREFIX_TIDAK, /* only inside ke-...-an: ketidakadilan */
	PREFIX_NGE,   /* colloquial nasals: nge-, ng-, ny-, n-, m- */
	PREFIX_LEARNED, /* non-, pra-, anti-: see the table */
	PREFIX_ECHO,  /* the first syllable said twice: pepohonan */
	PREFIXES
};

enum suffix {
	SUFFIX_NONE,
	SUFFIX_AN,
	SUFFIX_KAN,
	SUFFIX_I,
	SUFFIX_IN,    /* colloquial -in */
	SUFFIX_WAN,   /* -wan, -wati: who does or has it */
	SUFFIXES
};

/* Licences of a root that is used as a verb with an object. */
#define VERB_LICENCE ((uint32_t)(AFFIX_ME | AFFIX_MEKAN | AFFIX_MEI))

enum { STEM_PREFIXES_MAX = 3, STEM_STATES_MAX = 48 };

/* A beginning that can come off: the rest begins at start, its first letter
 * replaced by restored when that is not 0 (menulis: t). */
struct prefix_state {
	uint8_t start;
	char restored;
	uint8_t n;
	uint8_t prefix[STEM_PREFIXES_MAX]; /* outermost first */
	int16_t weight;                    /* of the spellings, <= 0 */
	bool short_only; /* only before a root of one syllable: menge- */
};

/* An ending that can come off: the rest ends before end. */
struct suffix_state {
	uint8_t end;
	uint8_t derived;    /* enum suffix */
	uint8_t possessive; /* index into pantau_stem_possessives, 0 none */
	uint8_t particle;   /* index into pantau_stem_particles, 0 none */
};

struct candidate {
	struct prefix_state prefix;
	struct suffix_state suffix;
	const struct root_info *root;
	int score;
};

/* How strongly an exception's form with clitics speaks: as a good analysis. */
enum { SCORE_EXCEPTION = 26 };

struct affix_states {
	struct prefix_state prefix[STEM_STATES_MAX];
	struct suffix_state suffix[STEM_STATES_MAX];
	size_t prefixes, suffixes;
};

extern const char *const pantau_stem_possessives[5];
enum { POSSESSIVE_YA = 4 };
extern const char *const pantau_stem_particles[5];
enum { PARTICLE_LAH = 1, PARTICLE_KAH, PARTICLE_TAH, PARTICLE_PUN };

/* Everything that could come off a word, spelling alone considered. */
void pantau_stem_states(struct str word, struct affix_states *out);
/* The endings alone. */
void pantau_stem_suffixes(struct str word, struct affix_states *out);

/* The names that 'stem --explain' prints: 'meN+per', 'kan+nya'. */
void pantau_stem_name(struct str word, const struct candidate *candidate,
		struct stem *out);

/* What a root's class says of the word as it stands. */
enum standing {
	STANDING_WORD,
	STANDING_NAME,
	STANDING_FUNCTION, /* particles and pronouns */
};

struct evidence {
	const struct root_info *root;
	struct str bytes;
	enum standing standing;
	bool derived; /* per- and another root that takes per-: perhati */
};

struct pattern {
	uint32_t licence; /* affixes of a root that vouch for the pattern */
	int16_t weight;
};

/* Of the prefixes with a derivational suffix. */
struct pattern pantau_stem_pattern(const struct prefix_state *prefix,
		unsigned derived);

/* Higher is likelier; INT_MIN when the analysis is impossible. */
int pantau_stem_rank(const struct prefix_state *prefix,
		const struct suffix_state *suffix,
		const struct evidence *evidence);

/* A word that no analysis over a known root explains. */
void pantau_stem_guess(struct sb_stemmer *guesser, struct str word,
		struct stem *out);

/* What two or more hyphenated parts come to; false: not a case of these. */
bool pantau_stem_hyphenated(struct stemmer *stemmer, struct str word,
		struct stem *out);

/* Polynomial hashes of a word's beginnings, from which that of any part
 * follows. */
struct stem_hashes {
	uint64_t upto[STEM_MAX + 1];
};

struct stemmer {
	const struct text_image *image;
	struct sb_stemmer *guess;
	uint8_t standing[256];        /* enum standing, by class of a root */
	uint64_t power[STEM_MAX + 1]; /* of WORD_RADIX */
	/* Scratch, of the word at hand. */
	struct stem_hashes hashes;
	struct affix_states states;
};

void pantau_stem_powers(struct stemmer *stemmer);
void pantau_stem_hash(struct stemmer *stemmer, struct str word);
/* Of the word hashed last: may its first n bytes be an exception? */
bool pantau_stem_may_except(const struct stemmer *stemmer, size_t n);

/* --- the driver's services to the hyphen rules --- */

/* All analyses of a word over known roots, best first. Leaves the word's
 * hashes and states in the stemmer. */
size_t pantau_stem_candidates(struct stemmer *stemmer, struct str word,
		struct candidate *out, size_t max);
const struct root_info *pantau_stem_root(const struct stemmer *stemmer,
		struct str word);
/* A word without hyphens; false: no root is known, *out is untouched. *out is
 * one that pantau_stemmer_run has cleared: what there is none of is not set. */
bool pantau_stem_known(struct stemmer *stemmer, struct str word,
		struct stem *out);
/* The same, with libstemmer's guess for the rest. */
void pantau_stem_plain(struct stemmer *stemmer, struct str word,
		struct stem *out);
/* The root's bytes of a candidate of word, into buffer of STEM_MAX. */
struct str pantau_stem_root_bytes(struct str word,
		const struct candidate *candidate, char *buffer);

#endif
