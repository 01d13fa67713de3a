/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * How likely an analysis is. A score is a sum of small whole numbers, about
 * ten to a factor of e: what the affix pattern costs, what the dictionary says
 * of the root (how many affixes it takes, whether it takes this one), and how
 * long the root is. The numbers are set by hand from what the patterns are in
 * the language; they are the only place where the stemmer is tuned.
 */

#include <limits.h>

#include "text/stem_parts.h"

/* By the number of affixes that the root is known to take. */
static const int8_t prior_of[] = {0, 8, 13, 16, 18, 20, 21, 22, 23, 24, 24, 25};

enum {
	PRIOR_OWN = 10,       /* our own roots: somebody thought of this word */
	LICENSED = 14,
	UNLICENSED = -6,
	UNLICENSED_SHORT = -16,
	UNLICENSED_OPEN = -4, /* any noun takes ber-, any quality se-, ke-an */
	LEAST = -12,          /* below, the word is better left alone */
	LEAST_PLAIN = -18,    /* the same where the affixes are plain to see */
	LEAST_BARE = -6,      /* -i and -in alone: names end so (Sadikin) */
	LEAST_BARE_LONG = -12,/* behind six letters, where names are rare */
	SHORT_HOST = -8,      /* clitics on a root of three letters */
	FUNCTION = 20,        /* a function word as it stands */
	WHOLE = 8,            /* nothing came off but clitics */
	WHOLE_BARE = 3,       /* in -an or -i, without a flag: jujuran, imani */
	WHOLE_NAME = 17,
	WHOLE_OWN = 12,       /* a derived form that we list: alasan, wawasan */
	DERIVED_LEAST = 6,    /* letters that one has at least */
	LEAVE_BROKEN = -40,   /* an affix on a root that takes none */
	JOINED_PLACE = -10,   /* dijakarta, kebandung: a preposition */
	DERIVED = -18,        /* the root is per- and a root that takes it */
	SHORT_PREFIX = -6,    /* menge- */
	COMMAND = 10,
	SHORT_ROOT_2 = -26,
	SHORT_ROOT_3 = -7,
	LONG_ROOT = 3,
};


#define TRANSITIVE ((uint32_t)(AFFIX_MEKAN | AFFIX_MEI))
#define OPEN_LICENCE ((uint32_t)(AFFIX_BER | AFFIX_SE | AFFIX_KEAN))

/* For a word that takes no affix, by standing. Larangan is a town, larangan
 * a common noun: a form that a root is known to make outweighs a name. */
static const int8_t leave_alone[] = {4, 0, 10};

/* In the order of pantau_stem_possessives and pantau_stem_particles. -pun is
 * joined to few words, -tah to two or three. */
static const int8_t possessive_cost[] = {0, -10, -10, -3, -45};
static const int8_t particle_cost[] = {0, -4, -4, -25, -18};

static int popcount(uint32_t bits)
{
	int n = 0;

	for (; bits != 0; bits &= bits - 1) {
		n++;
	}
	return n;
}

static int affix_count(const struct root_info *root)
{
	return popcount(root->affixes & ~((uint32_t)AFFIX_NONE | AFFIX_CLITIC));
}

static int root_prior(const struct root_info *root)
{
	int n = affix_count(root);
	int most = (int)sizeof(prior_of) - 1;
	int prior = prior_of[n < most ? n : most];

	if (root->source == ROOT_OWN && prior < PRIOR_OWN) {
		prior = PRIOR_OWN;
	}
	return prior;
}

static int vowels(struct str root)
{
	int n = 0;

	for (size_t i = 0; i < root.n; i++) {
		n += stem_is_vowel(root.p[i]);
	}
	return n;
}

/* What speaks for the root under this pattern. */
static int licence(const struct pattern *pattern, const struct root_info *root,
		size_t length, bool both)
{
	if (pattern->licence == 0) {
		return 0;
	}
	if ((root->affixes & pattern->licence) != 0) {
		return LICENSED;
	}
	if (length >= 3 && (pattern->licence & OPEN_LICENCE) != 0) {
		return UNLICENSED_OPEN;
	}
	return length > 3 || both ? UNLICENSED : UNLICENSED_SHORT;
}

/* -wan follows a vowel, and a common noun that is no scrap of another word:
 * budayawan, not pahlawan or Hermawan. Nothing stands before it. */
static bool is_person(const struct prefix_state *prefix,
		const struct evidence *evidence)
{
	struct str bytes = evidence->bytes;

	return prefix->n == 0 && bytes.n >= 5 &&
			evidence->standing == STANDING_WORD &&
			stem_is_vowel(bytes.p[bytes.n - 1]);
}

/* -an inside meN- and di-: the -kan of a root in k with one k too few
 * (menunjukan), or a noun after the preposition di (dilapangan). */
static bool is_joined_an(const struct prefix_state *prefix,
		const struct evidence *evidence)
{
	struct str bytes = evidence->bytes;

	return bytes.p[bytes.n - 1] == 'k' || (prefix->n == 1 &&
			prefix->prefix[0] == PREFIX_DI &&
			(evidence->root->affixes & (uint32_t)AFFIX_AN) != 0);
}

static bool is_allowed(const struct prefix_state *prefix, unsigned derived,
		const struct evidence *evidence)
{
	bool verb = (evidence->root->affixes & VERB_LICENCE) != 0;

	if (derived == SUFFIX_WAN) {
		return is_person(prefix, evidence);
	}
	if (derived == SUFFIX_AN && prefix->n == 1 &&
			(prefix->prefix[0] == PREFIX_ME ||
			prefix->prefix[0] == PREFIX_DI) &&
			!is_joined_an(prefix, evidence)) {
		return false;
	}
	if (prefix->short_only && vowels(evidence->bytes) != 1) {
		return false;
	}
	if (prefix->n != 0 && prefix->prefix[0] == PREFIX_LEARNED &&
			evidence->bytes.n < 5) {
		return false;
	}
	/* nge- says enough; ng-, ny-, n- and m- need a verb to believe in. */
	if (prefix->n != 0 && prefix->prefix[prefix->n - 1] == PREFIX_NGE &&
			prefix->start != 3 && (!verb || evidence->bytes.n < (
			prefix->start == 0 ? 4u : 3u))) {
		return false;
	}
	return derived != SUFFIX_IN || (verb && (evidence->bytes.n >= 4 ||
			(evidence->root->affixes & TRANSITIVE) != 0));
}

/* The dictionary lists many forms in -an and -i beside their root; those that
 * are roots themselves take affixes. */
static bool is_bare(const struct evidence *evidence)
{
	return evidence->root->source == ROOT_HUNSPELL &&
			evidence->root->affixes == 0 &&
			(str_ends(evidence->bytes, STR("an")) ||
			str_ends(evidence->bytes, STR("i")));
}

/* What the dictionary says of the root, the pattern apart. */
static int root_weight(const struct evidence *evidence,
		const struct prefix_state *prefix, unsigned derived)
{
	bool whole = prefix->n == 0 && derived == SUFFIX_NONE;
	bool joined = prefix->n == 1 && derived == SUFFIX_NONE &&
			(prefix->prefix[0] == PREFIX_DI ||
			prefix->prefix[0] == PREFIX_KE ||
			prefix->prefix[0] == PREFIX_SE);
	int score = root_prior(evidence->root);

	if (whole) {
		score += evidence->standing == STANDING_NAME ? WHOLE_NAME :
				evidence->standing == STANDING_FUNCTION ?
				WHOLE + FUNCTION : is_bare(evidence) ?
				WHOLE_BARE : WHOLE;
		if (evidence->standing == STANDING_WORD &&
				evidence->root->source == ROOT_OWN &&
				evidence->bytes.n >= DERIVED_LEAST) {
			score += WHOLE_OWN;
		}
	}
	if ((evidence->root->affixes & (uint32_t)AFFIX_NONE) != 0) {
		score += whole ? leave_alone[evidence->standing] :
				joined ? JOINED_PLACE : LEAVE_BROKEN;
	}
	if (evidence->derived && !whole) {
		score += DERIVED;
	}
	if (evidence->bytes.n <= 3 && evidence->standing == STANDING_WORD) {
		score += evidence->bytes.n == 3 ? SHORT_ROOT_3 : SHORT_ROOT_2;
	} else if (evidence->bytes.n >= 5 && !whole) {
		score += LONG_ROOT;
	}
	return score;
}

/* Affixes that few words merely look as if they had. */
static bool is_plain(const struct prefix_state *prefix, unsigned derived)
{
	static const uint32_t plain = 1u << PREFIX_ME | 1u << PREFIX_DI |
			1u << PREFIX_BER | 1u << PREFIX_TER | 1u << PREFIX_PE |
			1u << PREFIX_NGE | 1u << PREFIX_LEARNED;

	if (prefix->n == 0) {
		return derived == SUFFIX_KAN;
	}
	return derived == SUFFIX_AN || derived == SUFFIX_KAN ||
			(plain >> prefix->prefix[0] & 1) != 0;
}

/* Below this an analysis is worse than none. */
static int least(const struct prefix_state *prefix, unsigned derived,
		size_t length)
{
	if (prefix->n == 0 && (derived == SUFFIX_I || derived == SUFFIX_IN)) {
		return length >= 6 ? LEAST_BARE_LONG : LEAST_BARE;
	}
	return is_plain(prefix, derived) ? LEAST_PLAIN : LEAST;
}

/* 'apatah' and no more; no clitic on a common root of two letters; and no -lah
 * on names (Saifullah) or on little words that take no affix (owalah). */
static bool takes_clitics(const struct suffix_state *suffix,
		const struct evidence *evidence, bool whole)
{
	if (evidence->standing == STANDING_FUNCTION) {
		return true;
	}
	if (suffix->particle == PARTICLE_TAH) {
		return false;
	}
	if (suffix->particle == PARTICLE_LAH && whole) {
		return evidence->standing != STANDING_NAME &&
				(evidence->bytes.n > 4 ||
				affix_count(evidence->root) != 0);
	}
	return !whole || evidence->bytes.n > 2 ||
			evidence->standing == STANDING_NAME;
}

static int with_clitics(int score, const struct suffix_state *suffix,
		const struct evidence *evidence, bool whole)
{
	if (suffix->possessive == 0 && suffix->particle == 0) {
		return score;
	}
	if (!takes_clitics(suffix, evidence, whole)) {
		return INT_MIN;
	}
	score += possessive_cost[suffix->possessive] +
			particle_cost[suffix->particle];
	if (evidence->bytes.n <= 3 && evidence->standing == STANDING_WORD) {
		score += SHORT_HOST;
	}
	return score;
}

int pantau_stem_rank(const struct prefix_state *prefix,
		const struct suffix_state *suffix, const struct evidence *evidence)
{
	bool whole = prefix->n == 0 && suffix->derived == SUFFIX_NONE;
	struct pattern pattern;
	int score;

	if (!is_allowed(prefix, suffix->derived, evidence)) {
		return INT_MIN;
	}
	pattern = pantau_stem_pattern(prefix, suffix->derived);
	score = pattern.weight + prefix->weight +
			root_weight(evidence, prefix, suffix->derived);
	if (!whole) {
		score += licence(&pattern, evidence->root, evidence->bytes.n,
				prefix->n != 0 && suffix->derived != SUFFIX_NONE);
	}
	if (prefix->short_only) {
		score += SHORT_PREFIX;
	}
	/* 'laporkanlah': bare -kan and -i are mostly commands. */
	if (prefix->n == 0 && suffix->particle == PARTICLE_LAH &&
			(suffix->derived == SUFFIX_KAN ||
			suffix->derived == SUFFIX_I)) {
		score += COMMAND;
	}
	if (!whole && score < least(prefix, suffix->derived,
			evidence->bytes.n)) {
		return INT_MIN;
	}
	return with_clitics(score, suffix, evidence, whole);
}
