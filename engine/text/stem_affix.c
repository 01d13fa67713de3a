/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The prefixes of Indonesian as tables, and what of them fits the spelling of a
 * word. Nothing here knows a root: that a beginning can come off does not mean
 * that it should. Spelling rules after the standard grammar (Tata Bahasa Baku
 * Bahasa Indonesia, chapter on morphophonemics), with colloquial nasals added.
 */

#include "text/stem_parts.h"

#define ANY 0x3ffffffu
#define CONSONANTS (ANY & ~VOWELS)

enum rule_flag {
	RULE_SHORT = 1, /* the root must have one syllable: mengecat */
	RULE_CER = 2,   /* the root's first syllable ends in -er: bekerja */
	RULE_AJAR = 4,  /* ber- and per- become bel- and pel- before ajar alone */
};

struct rule {
	const char *spelling;
	uint8_t length;
	uint8_t prefix;   /* enum prefix */
	char restored;    /* in place of the spelling's last letter; 0 none */
	uint8_t flags;
	int8_t weight;    /* of this spelling: rarer ones cost */
	uint32_t follow;  /* letters that may come next */
};

#define RULE(s, p, r, fl, w, fo) {s, sizeof(s) - 1, p, r, fl, w, fo}

static const struct rule rules_b[] = {
	RULE("ber", PREFIX_BER, 0, 0, 0, ANY & ~L('r')),
	RULE("be", PREFIX_BER, 0, 0, -7, L('r')),
	RULE("be", PREFIX_BER, 0, RULE_CER, 0, CONSONANTS & ~L('r')),
	RULE("bel", PREFIX_BER, 0, RULE_AJAR, 10, L('a')),
};

static const struct rule rules_d[] = {
	RULE("di", PREFIX_DI, 0, 0, 0, ANY),
};

static const struct rule rules_k[] = {
	RULE("ke", PREFIX_KE, 0, 0, 0, ANY),
	RULE("ku", PREFIX_KU, 0, 0, 0, ANY),
	RULE("kau", PREFIX_KU, 0, 0, 0, ANY),
};

static const struct rule rules_m[] = {
	RULE("me", PREFIX_ME, 0, 0, 0, L('l') | L('m') | L('n') | L('r') |
			L('w') | L('y')),
	RULE("mem", PREFIX_ME, 0, 0, 0, L('b') | L('f') | L('v')),
	RULE("mem", PREFIX_ME, 0, 0, -4, L('p')),
	RULE("mem", PREFIX_ME, 'p', 0, 0, VOWELS),
	RULE("mem", PREFIX_ME, 'p', 0, -4, L('r') | L('l')),
	RULE("men", PREFIX_ME, 0, 0, 0, L('c') | L('d') | L('j') | L('z')),
	RULE("men", PREFIX_ME, 0, 0, -4, L('t') | L('s')),
	RULE("men", PREFIX_ME, 't', 0, 0, VOWELS),
	RULE("men", PREFIX_ME, 't', 0, -4, L('r')),
	RULE("meng", PREFIX_ME, 0, 0, 0, VOWELS | L('g') | L('h') | L('q') |
			L('x')),
	RULE("meng", PREFIX_ME, 0, 0, -2, L('k')),
	RULE("meng", PREFIX_ME, 'k', 0, 0, VOWELS),
	RULE("meng", PREFIX_ME, 'k', 0, -4, L('r') | L('l')),
	RULE("menge", PREFIX_ME, 0, RULE_SHORT, 0, ANY),
	RULE("meny", PREFIX_ME, 's', 0, 0, VOWELS),
	RULE("m", PREFIX_NGE, 'p', 0, -14, VOWELS),
};

static const struct rule rules_n[] = {
	RULE("nge", PREFIX_NGE, 0, 0, 0, CONSONANTS),
	RULE("ng", PREFIX_NGE, 0, 0, 0, VOWELS | L('g') | L('h')),
	RULE("ng", PREFIX_NGE, 'k', 0, 0, VOWELS),
	RULE("ng", PREFIX_NGE, 'h', 0, -2, VOWELS),
	RULE("ny", PREFIX_NGE, 's', 0, -2, VOWELS),
	RULE("ny", PREFIX_NGE, 'c', 0, -2, VOWELS),
	RULE("n", PREFIX_NGE, 't', 0, -4, VOWELS),
	RULE("n", PREFIX_NGE, 0, 0, -2, L('d') | L('j') | L('c')),
	RULE("non", PREFIX_LEARNED, 0, 0, 0, ANY),
};

static const struct rule rules_p[] = {
	RULE("pe", PREFIX_PE, 0, 0, 0, L('l') | L('m') | L('n') | L('r') |
			L('w') | L('y')),
	RULE("pem", PREFIX_PE, 0, 0, 0, L('b') | L('f') | L('v')),
	RULE("pem", PREFIX_PE, 0, 0, -4, L('p')),
	RULE("pem", PREFIX_PE, 'p', 0, 0, VOWELS),
	RULE("pem", PREFIX_PE, 'p', 0, -4, L('r') | L('l')),
	RULE("pen", PREFIX_PE, 0, 0, 0, L('c') | L('d') | L('j') | L('z')),
	RULE("pen", PREFIX_PE, 0, 0, -4, L('t') | L('s')),
	RULE("pen", PREFIX_PE, 't', 0, 0, VOWELS),
	RULE("pen", PREFIX_PE, 't', 0, -4, L('r')),
	RULE("peng", PREFIX_PE, 0, 0, 0, VOWELS | L('g') | L('h') | L('q') |
			L('x')),
	RULE("peng", PREFIX_PE, 0, 0, -2, L('k')),
	RULE("peng", PREFIX_PE, 0, 0, -6, L('l') | L('r')),
	RULE("peng", PREFIX_PE, 'k', 0, 0, VOWELS),
	RULE("peng", PREFIX_PE, 'k', 0, -4, L('r') | L('l')),
	RULE("penge", PREFIX_PE, 0, RULE_SHORT, 0, ANY),
	RULE("peny", PREFIX_PE, 's', 0, 0, VOWELS),
	RULE("per", PREFIX_PER, 0, 0, 0, ANY & ~L('r')),
	RULE("pe", PREFIX_PER, 0, 0, 0, L('r')),
	RULE("pel", PREFIX_PER, 0, RULE_AJAR, 10, L('a')),
	RULE("pe", PREFIX_PEBER, 0, RULE_CER, 0, CONSONANTS & ~L('r')),
	RULE("pe", PREFIX_PEBER, 0, 0, -4, CONSONANTS & ~(L('r') | L('l') |
			L('m') | L('n') | L('w') | L('y'))),
	RULE("pra", PREFIX_LEARNED, 0, 0, 0, ANY),
	RULE("pasca", PREFIX_LEARNED, 0, 0, 0, ANY),
};

static const struct rule rules_s[] = {
	RULE("se", PREFIX_SE, 0, 0, 0, ANY),
};

static const struct rule rules_t[] = {
	RULE("ter", PREFIX_TER, 0, 0, 0, ANY & ~L('r')),
	RULE("te", PREFIX_TER, 0, 0, 0, L('r')),
	RULE("te", PREFIX_TER, 0, RULE_CER, -2, CONSONANTS & ~L('r')),
	RULE("tidak", PREFIX_TIDAK, 0, 0, 0, ANY),
};

static const struct rule rules_a[] = {
	RULE("antar", PREFIX_LEARNED, 0, 0, 0, ANY),
	RULE("anti", PREFIX_LEARNED, 0, 0, 0, ANY),
};

/* By first letter, with the letters that may come second: most words go on
 * with another. */
static const struct {
	const struct rule *rule;
	size_t n;
	uint32_t second;
} rules_of[26] = {
#define OF(letter, rules, second) \
	[letter - 'a'] = {rules, sizeof(rules) / sizeof(*rules), second}
	OF('a', rules_a, L('n')), OF('b', rules_b, L('e')),
	OF('d', rules_d, L('i')), OF('k', rules_k, L('e') | L('u') | L('a')),
	OF('m', rules_m, VOWELS), OF('n', rules_n, ANY),
	OF('p', rules_p, L('e') | L('r') | L('a')), OF('s', rules_s, L('e')),
	OF('t', rules_t, L('e') | L('i')),
#undef OF
};

/* Which prefixes may stand right inside which. */
#define P(name) (1u << PREFIX_##name)
static const uint32_t inside[PREFIXES] = {
	[PREFIX_NONE] = (1u << PREFIXES) - 1 - P(TIDAK),
	[PREFIX_ME] = P(PER) | P(BER) | P(TER) | P(KE) | P(SE) | P(PEBER),
	[PREFIX_DI] = P(PER) | P(BER) | P(TER) | P(KE) | P(SE) | P(PEBER),
	[PREFIX_KU] = P(PER) | P(BER) | P(KE) | P(SE),
	[PREFIX_BER] = P(KE) | P(SE) | P(PE) | P(PER) | P(PEBER) | P(TER),
	[PREFIX_TER] = P(PER) | P(BER) | P(KE) | P(SE) | P(PE),
	[PREFIX_PE] = P(BER) | P(PER) | P(SE) | P(KE) | P(TER) | P(PEBER),
	[PREFIX_PER] = P(SE) | P(KE) | P(PE) | P(BER) | P(TER),
	[PREFIX_KE] = P(BER) | P(TER) | P(SE) | P(PE) | P(PER) | P(PEBER) |
			P(TIDAK) | P(ME),
	[PREFIX_SE] = P(KE) | P(PE) | P(PER) | P(BER) | P(TER) | P(PEBER) |
			P(SE),
	[PREFIX_TIDAK] = P(BER) | P(TER) | P(SE) | P(PE) | P(ME) | P(KE) |
			P(PER),
	[PREFIX_NGE] = P(PER),
	[PREFIX_LEARNED] = P(BER) | P(KE) | P(PE) | P(PER) | P(PEBER),
};
#undef P

/* 'kerja', 'cerita': consonants, e, r, and a consonant after it. */
static bool begins_cer(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && i < 2 && !stem_is_vowel(p[i])) {
		i++;
	}
	return i > 0 && i + 2 < n && p[i] == 'e' && p[i + 1] == 'r' &&
			!stem_is_vowel(p[i + 2]);
}

bool pantau_stem_begins(const char *two)
{
	return two[0] >= 'a' && two[0] <= 'z' && stem_is_of(two[1],
			rules_of[two[0] - 'a'].second);
}

struct walk {
	char bytes[STEM_MAX];
	size_t n;
	struct affix_states *out;
};

static bool fits(const struct walk *walk, const struct rule *rule, size_t at)
{
	size_t end = at + rule->length;
	char next;

	/* A root has two letters at least. */
	if (end + 2 > walk->n + (rule->restored != 0)) {
		return false;
	}
	/* The first letter chose the rules; a loop beats memcmp on the rest. */
	for (size_t i = 1; i < rule->length; i++) {
		if (walk->bytes[at + i] != rule->spelling[i]) {
			return false;
		}
	}
	next = end < walk->n ? walk->bytes[end] : 0;
	if (next < 'a' || next > 'z') {
		/* Foreign letters after a prefix: 'dié', 'se3'. */
		return rule->follow == ANY && next != 0;
	}
	return (rule->follow & L(next)) != 0 && ((rule->flags & RULE_CER) == 0 ||
			begins_cer(walk->bytes + end, walk->n - end)) &&
			((rule->flags & RULE_AJAR) == 0 ||
			str_starts(str_make(walk->bytes + end, walk->n - end),
				STR("ajar")));
}

/* 'pepohonan', 'dedaunan': the first consonant said twice, with e between. */
static void add_echo(struct walk *walk)
{
	const char *p = walk->bytes;

	if (walk->n >= 6 && p[0] >= 'a' && p[0] <= 'z' && !stem_is_vowel(p[0]) &&
			p[1] == 'e' && p[2] == p[0] && stem_is_vowel(p[3])) {
		walk->out->prefix[walk->out->prefixes++] = (struct prefix_state){
			.start = 2, .n = 1, .prefix = {PREFIX_ECHO},
		};
	}
}

static void walk_prefixes(struct walk *walk, const struct prefix_state *from)
{
	unsigned outer = from->n != 0 ? from->prefix[from->n - 1] : PREFIX_NONE;
	char first = walk->bytes[from->start];

	if (from->n == STEM_PREFIXES_MAX || from->start + 3u > walk->n ||
			!pantau_stem_begins(&walk->bytes[from->start])) {
		return;
	}
	for (size_t i = 0; i < rules_of[first - 'a'].n; i++) {
		const struct rule *rule = &rules_of[first - 'a'].rule[i];
		struct prefix_state state = *from;
		char kept;

		if ((inside[outer] & (1u << rule->prefix)) == 0 ||
				walk->out->prefixes == STEM_STATES_MAX ||
				!fits(walk, rule, from->start)) {
			continue;
		}
		state.start = (uint8_t)(from->start + rule->length -
				(rule->restored != 0));
		state.restored = rule->restored;
		state.prefix[state.n++] = rule->prefix;
		state.weight = (int16_t)(state.weight + rule->weight);
		state.short_only = (rule->flags & RULE_SHORT) != 0;
		walk->out->prefix[walk->out->prefixes++] = state;
		kept = walk->bytes[state.start];
		if (rule->restored != 0) {
			walk->bytes[state.start] = rule->restored;
		}
		if (!state.short_only) {
			walk_prefixes(walk, &state);
		}
		walk->bytes[state.start] = kept;
	}
}

void pantau_stem_states(struct str word, struct affix_states *out)
{
	struct walk walk = {.n = word.n, .out = out};

	memcpy(walk.bytes, word.p, word.n);
	out->prefixes = 1;
	out->prefix[0] = (struct prefix_state){0};
	add_echo(&walk);
	walk_prefixes(&walk, &out->prefix[0]);
	pantau_stem_suffixes(word, out);
}
