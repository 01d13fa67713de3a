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

struct pattern {
	uint32_t licence; /* affixes of a root that vouch for the pattern */
	int16_t weight;   /* 0 in an empty cell: not a pattern */
};

#define COST(n) (-(n) - 1)

/* By innermost prefix and derivational suffix. */
static const struct pattern patterns[PREFIXES][SUFFIX_I + 1] = {
	[PREFIX_NONE] = {
		{0, COST(0)}, {AFFIX_AN, COST(8)},
		{AFFIX_KAN | AFFIX_MEKAN, COST(10)},
		{AFFIX_I | AFFIX_MEI, COST(26)},
	},
	[PREFIX_ME] = {
		{AFFIX_ME, COST(5)}, {0, COST(60)},
		{AFFIX_MEKAN, COST(5)}, {AFFIX_MEI, COST(6)},
	},
	[PREFIX_DI] = {
		{AFFIX_ME, COST(5)}, {0, COST(60)},
		{AFFIX_MEKAN, COST(5)}, {AFFIX_MEI, COST(6)},
	},
	[PREFIX_KU] = {
		{AFFIX_ME, COST(25)}, {0, COST(70)},
		{AFFIX_MEKAN, COST(18)}, {AFFIX_MEI, COST(18)},
	},
	[PREFIX_BER] = {
		{AFFIX_BER, COST(5)}, {AFFIX_BERAN, COST(10)},
		{AFFIX_BERKAN, COST(14)}, {0, COST(60)},
	},
	[PREFIX_TER] = {
		{AFFIX_TER, COST(5)}, {AFFIX_TER, COST(40)},
		{AFFIX_TER | AFFIX_MEKAN, COST(12)},
		{AFFIX_TER | AFFIX_MEI, COST(14)},
	},
	[PREFIX_PE] = {
		{AFFIX_PE, COST(7)}, {AFFIX_PEAN, COST(5)},
		{0, COST(60)}, {0, COST(60)},
	},
	[PREFIX_PEBER] = {
		{AFFIX_PE, COST(9)}, {AFFIX_PEAN, COST(20)},
		{0, COST(70)}, {0, COST(70)},
	},
	[PREFIX_PER] = {
		{AFFIX_PER | AFFIX_PE, COST(16)}, {AFFIX_PERAN, COST(6)},
		{AFFIX_PER, COST(16)}, {AFFIX_PER, COST(18)},
	},
	[PREFIX_KE] = {
		{AFFIX_KE, COST(20)}, {AFFIX_KEAN, COST(5)},
		{0, COST(50)}, {AFFIX_KEAN, COST(35)},
	},
	[PREFIX_SE] = {
		{AFFIX_SE, COST(9)}, {AFFIX_SE, COST(24)},
		{0, COST(50)}, {0, COST(50)},
	},
	[PREFIX_TIDAK] = {
		{0, COST(60)}, {AFFIX_KEAN, COST(5)},
		{0, COST(60)}, {0, COST(60)},
	},
	[PREFIX_NGE] = {
		{AFFIX_ME, COST(24)}, {0, COST(60)},
		{0, COST(50)}, {AFFIX_MEI, COST(40)},
	},
	[PREFIX_ECHO] = {
		{AFFIX_REDUP | AFFIX_AN, COST(12)}, {AFFIX_REDUP | AFFIX_AN,
			COST(8)},
		{0, COST(70)}, {0, COST(70)},
	},
	[PREFIX_LEARNED] = {
		{0, COST(40)}, {0, COST(60)}, {0, COST(70)}, {0, COST(70)},
	},
};

/* By the number of affixes that the root is known to take. */
static const int8_t prior_of[] = {0, 8, 13, 16, 18, 20, 21, 22, 23, 24, 24, 25};

enum {
	PRIOR_OWN = 10,     /* our own roots: somebody thought of this word */
	LICENSED = 14,
	UNLICENSED = -6,
	UNLICENSED_SHORT = -16,
	UNLICENSED_OPEN = -4, /* any noun takes ber-, any quality se-, ke-an */
	LEAST = -26,    /* below, the word is better left alone */
	WHOLE = 8,          /* nothing came off but clitics */
	WHOLE_NAME = 12,
	LEAVE_BROKEN = -20, /* an affix on a root that takes none */
	INNER_PREFIX = -6,
	CLITIC = -3,
	SHORT_PREFIX = -6, /* menge- */
	RARE_CLITIC = -25, /* -tah: apatah */
	SHORT_ROOT_2 = -26,
	SHORT_ROOT_3 = -9,
};

#define VERB_LICENCE ((uint32_t)(AFFIX_ME | AFFIX_MEKAN | AFFIX_MEI))
#define OPEN_LICENCE ((uint32_t)(AFFIX_BER | AFFIX_SE | AFFIX_KEAN))

/* For a word that takes no affix, by standing. Larangan is a town, larangan
 * a common noun: a form that a root is known to make outweighs a name. */
static const int8_t leave_alone[] = {4, 0, 30};

/* In the order of pantau_stem_possessives and pantau_stem_particles. -pun is
 * joined to few words, -tah to two or three. */
static const int8_t possessive_cost[] = {0, -7, -7, -3};
static const int8_t particle_cost[] = {0, -4, -4, -25, -10};

static int popcount(uint32_t bits)
{
	int n = 0;

	for (; bits != 0; bits &= bits - 1) {
		n++;
	}
	return n;
}

static int root_prior(const struct root_info *root)
{
	uint32_t affixes = root->affixes & ~((uint32_t)AFFIX_NONE | AFFIX_CLITIC);
	int n = popcount(affixes);
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
		n += memchr("aeiou", root.p[i], 5) != NULL;
	}
	return n;
}

/* Which pattern a candidate is, the learned and colloquial endings apart. */
static struct pattern pattern_of(unsigned inner, unsigned derived,
		struct str root)
{
	struct pattern pattern;

	switch (derived) {
	case SUFFIX_IN:
		pattern = patterns[inner][SUFFIX_KAN];
		pattern.weight = (int16_t)(pattern.weight - 22);
		if (inner == PREFIX_NGE) {
			pattern.weight = (int16_t)(pattern.weight + 36);
		}
		return pattern;
	default:
		pattern = patterns[inner][derived];
		break;
	}
	/* perasaan, perokok: spelled alike. */
	if (inner == PREFIX_PE && root.p[0] == 'r') {
		pattern.licence |= patterns[PREFIX_PER][derived].licence;
	}
	return pattern;
}

/* What speaks for the root under this pattern. */
static int licence(const struct pattern *pattern, const struct root_info *root,
		size_t length)
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
	return length > 3 ? UNLICENSED : UNLICENSED_SHORT;
}

static bool is_allowed(const struct prefix_state *prefix, unsigned inner,
		const struct suffix_state *suffix, const struct root_info *root,
		struct str root_bytes)
{
	bool verb = (root->affixes & VERB_LICENCE) != 0;

	if (prefix->short_only && vowels(root_bytes) != 1) {
		return false;
	}
	if (inner == PREFIX_NGE && !verb && prefix->start != 3) {
		return false;
	}
	return suffix->derived != SUFFIX_IN || (verb && root_bytes.n >= 3);
}

int pantau_stem_rank(const struct prefix_state *prefix,
		const struct suffix_state *suffix, const struct root_info *root,
		struct str root_bytes, enum standing standing)
{
	unsigned inner = prefix->n != 0 ? prefix->prefix[prefix->n - 1] :
			PREFIX_NONE;
	bool whole = prefix->n == 0 && suffix->derived == SUFFIX_NONE;
	struct pattern pattern = pattern_of(inner, suffix->derived, root_bytes);
	int score;

	if (pattern.weight == 0 || !is_allowed(prefix, inner, suffix, root,
			root_bytes)) {
		return INT_MIN;
	}
	score = pattern.weight + 1 + prefix->weight + root_prior(root);
	if (whole) {
		score += standing == STANDING_NAME ? WHOLE_NAME : WHOLE;
	} else {
		score += licence(&pattern, root, root_bytes.n);
	}
	if ((root->affixes & (uint32_t)AFFIX_NONE) != 0) {
		score += whole ? leave_alone[standing] : LEAVE_BROKEN;
	}
	if (prefix->short_only) {
		score += SHORT_PREFIX;
	}
	if (prefix->n > 1) {
		score += INNER_PREFIX * (prefix->n - 1);
	}
	score += possessive_cost[suffix->possessive] +
			particle_cost[suffix->particle];
	if (root_bytes.n <= 3) {
		score += root_bytes.n == 3 ? SHORT_ROOT_3 : SHORT_ROOT_2;
	}
	return whole || score >= LEAST ? score : INT_MIN;
}
