/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Roots inside a word. They are looked up through a bit table over a polynomial
 * hash, so that each of the word's many substrings costs a multiplication and,
 * nearly always, one bit.
 */

#include <limits.h>

#include "text/stem_parts.h"

void pantau_stem_hash(struct stemmer *stemmer, struct str word)
{
	uint64_t *upto = stemmer->hashes.upto;

	upto[0] = 0;
	for (size_t i = 0; i < word.n; i++) {
		upto[i + 1] = pantau_word_hash_add(upto[i], word.p[i]);
	}
}

bool pantau_stem_may_except(const struct stemmer *stemmer, size_t n)
{
	return pantau_stem_filter_has(stemmer->image->stem_exceptions,
			STEM_EXCEPTION_BITS, stemmer->hashes.upto[n]);
}

void pantau_stem_powers(struct stemmer *stemmer)
{
	stemmer->power[0] = 1;
	for (size_t i = 1; i <= STEM_MAX; i++) {
		stemmer->power[i] = stemmer->power[i - 1] * WORD_RADIX;
	}
}

const struct root_info *pantau_stem_root(const struct stemmer *stemmer,
		struct str word)
{
	return pantau_text_image_root(stemmer->image, word);
}

struct str pantau_stem_root_bytes(struct str word,
		const struct candidate *candidate, char *buffer)
{
	size_t start = candidate->prefix.start;
	struct str root = {buffer, candidate->suffix.end - start};

	memcpy(buffer, word.p + start, root.n);
	if (candidate->prefix.restored != 0) {
		buffer[0] = candidate->prefix.restored;
	}
	return root;
}

/* Of equals: what takes less off, then the longer root. */
static bool better(const struct candidate *a, const struct candidate *b)
{
	int a_affixes = a->prefix.n + (a->suffix.derived != SUFFIX_NONE);
	int b_affixes = b->prefix.n + (b->suffix.derived != SUFFIX_NONE);

	if (a->score != b->score) {
		return a->score > b->score;
	}
	if (a_affixes != b_affixes) {
		return a_affixes < b_affixes;
	}
	return a->suffix.end - a->prefix.start > b->suffix.end - b->prefix.start;
}

static size_t insert(struct candidate *list, size_t n, size_t max,
		const struct candidate *candidate)
{
	size_t at = n;

	if (n == max) {
		if (max == 0 || !better(candidate, &list[n - 1])) {
			return n;
		}
		at = --n;
	}
	while (at > 0 && better(candidate, &list[at - 1])) {
		list[at] = list[at - 1];
		at--;
	}
	list[at] = *candidate;
	return n + 1;
}

static uint64_t hash_of(const struct stemmer *stemmer, struct str word,
		const struct prefix_state *prefix, size_t end)
{
	const uint64_t *upto = stemmer->hashes.upto;
	size_t n = end - prefix->start;
	uint64_t hash = upto[end] - upto[prefix->start] * stemmer->power[n];

	if (prefix->restored != 0) {
		hash += ((uint64_t)(unsigned char)prefix->restored -
				(unsigned char)word.p[prefix->start]) *
				stemmer->power[n - 1];
	}
	return hash;
}

/* 'perhati' is per- and 'hati', 'tidaksetia' tidak and 'setia'. */
static bool is_derived(const struct stemmer *stemmer, struct str root)
{
	const struct root_info *rest = NULL;

	if (root.n >= 6 && str_starts(root, STR("per"))) {
		rest = pantau_stem_root(stemmer, str_skip(root, 3));
		if (rest == NULL) { /* perinci: the r of rinci is both */
			rest = pantau_stem_root(stemmer, str_skip(root, 2));
		}
		return rest != NULL && (rest->affixes & (uint32_t)AFFIX_PER) != 0;
	}
	if (root.n >= 6 && str_starts(root, STR("ke"))) {
		rest = pantau_stem_root(stemmer, str_skip(root, 2));
		return rest != NULL && (rest->affixes & (uint32_t)AFFIX_KEAN) != 0;
	}
	if (str_eq(root, STR("pelajar")) || str_eq(root, STR("belajar"))) {
		return true; /* the only root before which bel- and pel- stand */
	}
	return root.n >= 8 && str_starts(root, STR("tidak")) &&
			pantau_stem_root(stemmer, str_skip(root, 5)) != NULL;
}

/* A stop word as it stands or with a clitic: 'dialah' is dia and 'apakah' apa,
 * but 'makalah' and 'adapun' are roots themselves. */
static bool is_function(const struct stemmer *stemmer, struct str word,
		const struct candidate *candidate, struct str root)
{
	unsigned particle = candidate->suffix.particle;

	if (!pantau_text_image_stopword(stemmer->image, root)) {
		return false;
	}
	return (particle != PARTICLE_LAH && particle != PARTICLE_PUN) ||
			pantau_stem_root(stemmer, word) == NULL;
}

/* Looks the root up and ranks; false when there is none or it cannot be. */
static bool weigh(const struct stemmer *stemmer, struct str word,
		struct candidate *candidate)
{
	char buffer[STEM_MAX];
	struct evidence evidence;

	evidence.bytes = pantau_stem_root_bytes(word, candidate, buffer);
	evidence.root = pantau_stem_root(stemmer, evidence.bytes);
	if (evidence.root == NULL) {
		return false;
	}
	evidence.standing = stemmer->standing[evidence.root->class_];
	if (candidate->prefix.n == 0 &&
			candidate->suffix.derived == SUFFIX_NONE &&
			is_function(stemmer, word, candidate, evidence.bytes)) {
		evidence.standing = STANDING_FUNCTION;
	}
	/* Who wrote a derived form into our own list meant it: peroleh. */
	evidence.derived = evidence.root->source != ROOT_OWN &&
			is_derived(stemmer, evidence.bytes);
	candidate->root = evidence.root;
	candidate->score = pantau_stem_rank(&candidate->prefix,
			&candidate->suffix, &evidence);
	return candidate->score != INT_MIN;
}

size_t pantau_stem_candidates(struct stemmer *stemmer, struct str word,
		struct candidate *out, size_t max)
{
	struct affix_states *states = &stemmer->states;
	size_t n = 0;

	pantau_stem_hash(stemmer, word);
	pantau_stem_states(word, states);
	for (size_t p = 0; p < states->prefixes; p++) {
		for (size_t s = 0; s < states->suffixes; s++) {
			const struct prefix_state *prefix = &states->prefix[p];
			size_t end = states->suffix[s].end;
			struct candidate candidate;

			if (end < prefix->start + 2u || !pantau_stem_filter_has(
					stemmer->image->stem_roots, STEM_ROOT_BITS,
					hash_of(stemmer, word, prefix, end))) {
				continue;
			}
			candidate.prefix = *prefix;
			candidate.suffix = states->suffix[s];
			if (weigh(stemmer, word, &candidate)) {
				n = insert(out, n, max, &candidate);
			}
		}
	}
	return n;
}
