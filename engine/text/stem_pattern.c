/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * What affix patterns cost, and which of a root's affixes vouch for them. As in
 * stem_rank.c the numbers are about ten to a factor of e, set by hand.
 */

#include "text/stem_parts.h"

/* By prefix and the derivational suffix that goes with it. */
static const struct pattern patterns[PREFIXES][SUFFIX_I + 1] = {
	[PREFIX_NONE] = {
		{0, 0}, {AFFIX_AN, -8},
		{AFFIX_KAN | AFFIX_MEKAN, -10},
		{AFFIX_I | AFFIX_MEI, -26},
	},
	/* -an of a prefix with -kan is -kkan written short: menunjukan. */
	[PREFIX_ME] = {
		{AFFIX_ME, -5}, {AFFIX_MEKAN, -28},
		{AFFIX_MEKAN, -5}, {AFFIX_MEI, -6},
	},
	/* Or di- is the preposition: dilapangan. */
	[PREFIX_DI] = {
		{AFFIX_ME, -5}, {AFFIX_MEKAN | AFFIX_AN, -28},
		{AFFIX_MEKAN, -5}, {AFFIX_MEI, -6},
	},
	[PREFIX_KU] = {
		{AFFIX_ME, -25}, {0, -70},
		{AFFIX_MEKAN, -18}, {AFFIX_MEI, -18},
	},
	[PREFIX_BER] = {
		{AFFIX_BER, -5}, {AFFIX_BERAN, -10},
		{AFFIX_BERKAN, -14}, {0, -60},
	},
	[PREFIX_TER] = {
		{AFFIX_TER, -5}, {AFFIX_TER, -40},
		{AFFIX_TER | AFFIX_MEKAN, -12},
		{AFFIX_TER | AFFIX_MEI, -14},
	},
	[PREFIX_PE] = {
		{AFFIX_PE, -7}, {AFFIX_PEAN, -5},
		{0, -60}, {0, -60},
	},
	[PREFIX_PEBER] = {
		{AFFIX_PE, -9}, {AFFIX_PEAN, -20},
		{0, -70}, {0, -70},
	},
	[PREFIX_PER] = {
		{AFFIX_PER | AFFIX_PE, -16}, {AFFIX_PERAN, -6},
		{AFFIX_PER, -16}, {AFFIX_PER, -18},
	},
	[PREFIX_KE] = {
		{AFFIX_KE, -20}, {AFFIX_KEAN, -5},
		{0, -50}, {AFFIX_KEAN, -35},
	},
	[PREFIX_SE] = {
		{AFFIX_SE, -9}, {AFFIX_SE, -24},
		{0, -50}, {0, -50},
	},
	[PREFIX_TIDAK] = {
		{0, -3}, {0, -60},
		{0, -60}, {0, -60},
	},
	[PREFIX_NGE] = {
		{AFFIX_ME, -20}, {0, -60},
		{AFFIX_MEKAN, -40}, {AFFIX_MEI, -40},
	},
	[PREFIX_ECHO] = {
		{AFFIX_REDUP | AFFIX_AN, -12},
		{AFFIX_REDUP | AFFIX_AN, -8},
		{0, -70}, {0, -70},
	},
	[PREFIX_LEARNED] = {
		{0, -10}, {0, -60}, {0, -70}, {0, -70},
	},
};

/* A prefix right outside another; pairs that are not here cost INNER_PREFIX. */
static const struct {
	uint8_t outer, inner;
	int8_t weight;
} pairs[] = {
	{PREFIX_ME, PREFIX_PER, 8},   /* memperbaiki */
	{PREFIX_DI, PREFIX_PER, 8},
	{PREFIX_KU, PREFIX_PER, 4},
	{PREFIX_TER, PREFIX_PER, -2},
	{PREFIX_ME, PREFIX_KE, 4},    /* mengemukakan */
	{PREFIX_DI, PREFIX_KE, 4},
	{PREFIX_ME, PREFIX_BER, -2},  /* memberdayakan */
	{PREFIX_DI, PREFIX_BER, -2},
	{PREFIX_PE, PREFIX_BER, -2},
	{PREFIX_BER, PREFIX_KE, -2},  /* berkekuatan */
	{PREFIX_KE, PREFIX_TER, -2},  /* keterlibatan */
	{PREFIX_KE, PREFIX_BER, -2},  /* keberhasilan */
	{PREFIX_KE, PREFIX_TIDAK, 0},
	{PREFIX_KE, PREFIX_ME, -24},  /* kemelayuan is no layu */
};

enum {
	INNER_PREFIX = -8,
	COLLOQUIAL_IN = -22,
	COLLOQUIAL_BOTH = 22, /* ngebacain: nge- and -in like each other */
	PERSON = 10,          /* -wan ends few other words of that length */
};

static int pair_weight(unsigned outer, unsigned inner)
{
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		if (pairs[i].outer == outer && pairs[i].inner == inner) {
			return pairs[i].weight;
		}
	}
	return INNER_PREFIX;
}

/* The suffix belongs to the prefix at place k: ke-(ter-libat)-an, but
 * ber-(ke-kuat-an). */
static struct pattern pattern_at(const struct prefix_state *prefix,
		unsigned suffix, size_t k)
{
	unsigned inner = prefix->prefix[prefix->n - 1];
	unsigned with_inner = k + 1 == prefix->n ? suffix : SUFFIX_NONE;
	int weight = 0;

	for (size_t j = 0; j < prefix->n; j++) {
		weight += patterns[prefix->prefix[j]][j == k ? suffix :
				SUFFIX_NONE].weight;
		if (j > 0) {
			weight += pair_weight(prefix->prefix[j - 1],
					prefix->prefix[j]);
		}
	}
	return (struct pattern){
		patterns[inner][with_inner].licence |
				patterns[prefix->prefix[k]][suffix].licence,
		(int16_t)weight,
	};
}

/* What the affixes cost and which affixes of the root vouch for them. */
struct pattern pantau_stem_pattern(const struct prefix_state *prefix,
		unsigned derived)
{
	unsigned suffix = derived == SUFFIX_IN ? SUFFIX_KAN : derived;
	struct pattern best = {0, INT16_MIN};
	unsigned inner = prefix->n != 0 ? prefix->prefix[prefix->n - 1] :
			PREFIX_NONE;

	if (derived == SUFFIX_WAN) {
		return (struct pattern){0, PERSON};
	}
	if (prefix->n == 0) {
		best = patterns[PREFIX_NONE][suffix];
	}
	for (size_t k = suffix == SUFFIX_NONE && prefix->n != 0 ?
			prefix->n - 1 : 0; k < prefix->n; k++) {
		struct pattern pattern = pattern_at(prefix, suffix, k);

		if (pattern.weight > best.weight) {
			best = pattern;
		}
	}
	if (derived == SUFFIX_IN) {
		best.licence |= VERB_LICENCE;
		best.weight = (int16_t)(best.weight + (inner == PREFIX_NGE ?
				COLLOQUIAL_BOTH : COLLOQUIAL_IN));
	}
	return best;
}
