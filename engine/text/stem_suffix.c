/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The endings of Indonesian: a derivational suffix, a possessive, a particle,
 * in this order; and the names of affixes as they are shown.
 */

#include "text/stem_parts.h"

/* The last is -nya after -an with one n too few: 'kenyataanya'. */
const char *const pantau_stem_possessives[5] = {"", "ku", "mu", "nya", "ya"};
const char *const pantau_stem_particles[5] = {"", "lah", "kah", "tah", "pun"};

struct derivation {
	const char *spelling;
	uint8_t suffix;
};

/* By their last letter. */
static const struct derivation in_n[] = {
	{"an", SUFFIX_AN}, {"kan", SUFFIX_KAN}, {"in", SUFFIX_IN},
	{"wan", SUFFIX_WAN},
};

static const struct derivation in_i[] = {
	{"i", SUFFIX_I}, {"wati", SUFFIX_WAN},
};

/* Takes an ending off that leaves two letters. Endings are so short that a
 * loop from behind, which mostly stops at once, is faster than memcmp. */
static bool take_off(struct str *word, const char *ending)
{
	size_t n = 0;

	while (ending[n] != '\0') {
		n++;
	}
	if (word->n < n + 2) {
		return false;
	}
	for (size_t i = n; i > 0; i--) {
		if (word->p[word->n - n + i - 1] != ending[i - 1]) {
			return false;
		}
	}
	word->n -= n;
	return true;
}

static void add_derived(struct str rest, const struct suffix_state *base,
		const struct derivation *list, size_t n,
		struct affix_states *out)
{
	for (size_t i = 0; i < n; i++) {
		struct suffix_state state = *base;
		struct str root = rest;

		if (out->suffixes < STEM_STATES_MAX &&
				take_off(&root, list[i].spelling)) {
			state.end = (uint8_t)root.n;
			state.derived = list[i].suffix;
			out->suffix[out->suffixes++] = state;
		}
	}
}

static void add_suffixes(struct str word, struct suffix_state base,
		struct affix_states *out)
{
	struct str rest = {word.p, base.end};

	if (base.possessive == POSSESSIVE_YA) {
		if (str_ends(rest, STR("an")) && rest.n >= 6) {
			base.end = (uint8_t)(rest.n - 2);
			base.derived = SUFFIX_AN;
			out->suffix[out->suffixes++] = base;
		}
		return;
	}
	out->suffix[out->suffixes++] = base;
	if (rest.p[rest.n - 1] == 'n') {
		add_derived(rest, &base, in_n, sizeof(in_n) / sizeof(*in_n),
				out);
	} else if (rest.p[rest.n - 1] == 'i') {
		add_derived(rest, &base, in_i, sizeof(in_i) / sizeof(*in_i),
				out);
	}
}

/* The particle that the word ends in; 0 none. All have three letters. */
static uint8_t particle_of(struct str word)
{
	char last = word.p[word.n - 1];

	if (word.n < 5 || (last != 'h' && last != 'n')) {
		return 0;
	}
	for (uint8_t t = 1; t < 5; t++) {
		struct str rest = word;

		if (take_off(&rest, pantau_stem_particles[t])) {
			return t;
		}
	}
	return 0;
}

static void add_possessives(struct str word, struct str host, uint8_t particle,
		struct affix_states *out)
{
	char last = host.p[host.n - 1];
	uint8_t possessives = last == 'u' || last == 'a' ? 5 : 1;

	for (uint8_t p = 0; p < possessives; p++) {
		struct str rest = host;

		if (take_off(&rest, pantau_stem_possessives[p]) &&
				out->suffixes < STEM_STATES_MAX) {
			add_suffixes(word, (struct suffix_state){
				(uint8_t)rest.n, SUFFIX_NONE, p, particle},
				out);
		}
	}
}

void pantau_stem_suffixes(struct str word, struct affix_states *out)
{
	out->suffixes = 0;
	if (word.n < 2) {
		return;
	}
	uint8_t particle = particle_of(word);

	add_possessives(word, word, 0, out);
	if (particle != 0) {
		word.n -= 3;
		add_possessives(word, word, particle, out);
	}
}

#define NAME(s) {s, sizeof(s) - 1}

static const struct str prefix_names[PREFIXES] = {
	NAME(""), NAME("meN"), NAME("di"), NAME("ku"), NAME("ber"), NAME("ter"),
	NAME("peN"), NAME("pe"), NAME("per"), NAME("ke"), NAME("se"),
	NAME("tidak"), NAME("nge"), NAME("non"), NAME("redup"),
};

static const struct str suffix_names[SUFFIXES] = {
	NAME(""), NAME("an"), NAME("kan"), NAME("i"), NAME("in"), NAME("wan"),
};

static const struct str possessive_names[] = {
	NAME(""), NAME("ku"), NAME("mu"), NAME("nya"), NAME("ya"),
};

static const struct str particle_names[] = {
	NAME(""), NAME("lah"), NAME("kah"), NAME("tah"), NAME("pun"),
};

/* Behind the n bytes of out, which stays NUL-ended. */
static size_t join(char *out, size_t n, size_t size, struct str name)
{
	if (name.n == 0 || n + name.n + 2 > size) {
		return n;
	}
	if (n != 0) {
		out[n++] = '+';
	}
	memcpy(out + n, name.p, name.n);
	out[n + name.n] = '\0';
	return n + name.n;
}

/* Learned prefixes and -wati have one function with others, but a name of
 * their own: that by which they are written. */
static struct str learned_name(struct str word)
{
	static const struct str names[] = {
		NAME("antar"), NAME("anti"), NAME("pasca"), NAME("pra"),
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (str_starts(word, names[i])) {
			return names[i];
		}
	}
	return prefix_names[PREFIX_LEARNED];
}

static struct str suffix_name(struct str word,
		const struct suffix_state *suffix)
{
	if (suffix->derived == SUFFIX_WAN &&
			str_starts(str_skip(word, suffix->end), STR("wati"))) {
		return STR("wati");
	}
	return suffix_names[suffix->derived];
}

void pantau_stem_name(struct str word, const struct candidate *candidate,
		struct stem *out)
{
	const struct suffix_state *suffix = &candidate->suffix;
	size_t n = 0;

	out->prefixes[0] = out->suffixes[0] = '\0';
	for (size_t i = 0; i < candidate->prefix.n; i++) {
		uint8_t prefix = candidate->prefix.prefix[i];

		n = join(out->prefixes, n, sizeof(out->prefixes),
				prefix == PREFIX_LEARNED ? learned_name(word) :
				prefix_names[prefix]);
	}
	n = join(out->suffixes, 0, sizeof(out->suffixes),
			suffix_name(word, suffix));
	n = join(out->suffixes, n, sizeof(out->suffixes),
			possessive_names[suffix->possessive]);
	join(out->suffixes, n, sizeof(out->suffixes),
			particle_names[suffix->particle]);
}
