/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The endings of Indonesian: a derivational suffix, a possessive, a particle,
 * in this order; and the names of affixes as they are shown.
 */

#include "text/stem_parts.h"

/* The last is -nya after -an with one n too few: 'kenyataanya'. */
const char *const pantau_stem_possessives[5] = {"", "ku", "mu", "nya", "ya"};
const char *const pantau_stem_particles[5] = {"", "lah", "kah", "tah", "pun"};

static const struct {
	const char *spelling;
	uint8_t suffix;
} derivations[] = {
	{"an", SUFFIX_AN}, {"kan", SUFFIX_KAN}, {"i", SUFFIX_I},
	{"in", SUFFIX_IN}, {"wan", SUFFIX_WAN}, {"wati", SUFFIX_WAN},
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
	for (size_t i = 0; i < sizeof(derivations) / sizeof(*derivations); i++) {
		struct suffix_state state = base;
		struct str root = rest;

		if (out->suffixes == STEM_STATES_MAX ||
				!take_off(&root, derivations[i].spelling)) {
			continue;
		}
		state.end = (uint8_t)root.n;
		state.derived = derivations[i].suffix;
		out->suffix[out->suffixes++] = state;
	}
}

void pantau_stem_suffixes(struct str word, struct affix_states *out)
{
	out->suffixes = 0;
	for (uint8_t t = 0; t < 5; t++) {
		struct str host = word;

		if (!take_off(&host, pantau_stem_particles[t])) {
			continue;
		}
		for (uint8_t p = 0; p < 5; p++) {
			struct str rest = host;

			if (take_off(&rest, pantau_stem_possessives[p]) &&
					out->suffixes < STEM_STATES_MAX) {
				add_suffixes(word, (struct suffix_state){
					(uint8_t)rest.n, SUFFIX_NONE, p, t},
					out);
			}
		}
	}
}

static const char *const prefix_names[PREFIXES] = {
	"", "meN", "di", "ku", "ber", "ter", "peN", "pe", "per", "ke", "se",
	"tidak", "nge", "non", "redup",
};

static const char *const suffix_names[SUFFIXES] = {
	"", "an", "kan", "i", "in", "wan",
};

static void join(char *out, size_t size, const char *name)
{
	size_t n = strlen(out);
	size_t more = strlen(name);

	if (more == 0 || n + more + 2 > size) {
		return;
	}
	if (n != 0) {
		out[n++] = '+';
	}
	memcpy(out + n, name, more + 1);
}

void pantau_stem_name(const struct candidate *candidate, struct stem *out)
{
	const struct suffix_state *suffix = &candidate->suffix;

	out->prefixes[0] = out->suffixes[0] = '\0';
	for (size_t i = 0; i < candidate->prefix.n; i++) {
		join(out->prefixes, sizeof(out->prefixes),
				prefix_names[candidate->prefix.prefix[i]]);
	}
	join(out->suffixes, sizeof(out->suffixes), suffix_names[suffix->derived]);
	join(out->suffixes, sizeof(out->suffixes),
			pantau_stem_possessives[suffix->possessive]);
	join(out->suffixes, sizeof(out->suffixes),
			pantau_stem_particles[suffix->particle]);
}
