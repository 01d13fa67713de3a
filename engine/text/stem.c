/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The stemmer's driver: exceptions first, then hyphens, then every analysis
 * over known roots ranked, then libstemmer's guess. Roots are looked up through
 * a bit table over a polynomial hash, so that each of the word's many substrings
 * costs a multiplication and, nearly always, one bit.
 */

#include <libstemmer.h>
#include <limits.h>
#include <stdlib.h>

#include "text/stem_parts.h"

enum { FILTER_BITS = 19 };

#define RADIX 0x9e3779b97f4a7c15u

struct stemmer {
	const struct text_image *image;
	struct sb_stemmer *guess;
	uint8_t standing[256];        /* enum standing, by class of a root */
	uint64_t power[STEM_MAX + 1]; /* of RADIX */
	uint64_t filter[(1u << FILTER_BITS) / 64];
};

struct hashes {
	uint64_t upto[STEM_MAX + 1];
};

static uint64_t letter(char c)
{
	return (unsigned char)c + 1u;
}

static size_t filter_bit(uint64_t hash)
{
	return (size_t)((hash ^ (hash >> 29)) * RADIX >> (64 - FILTER_BITS));
}

static void hash_all(struct str word, struct hashes *out)
{
	out->upto[0] = 0;
	for (size_t i = 0; i < word.n; i++) {
		out->upto[i + 1] = out->upto[i] * RADIX + letter(word.p[i]);
	}
}

static void filter_add(struct stemmer *stemmer, struct str word)
{
	uint64_t hash = 0;
	size_t bit;

	for (size_t i = 0; i < word.n; i++) {
		hash = hash * RADIX + letter(word.p[i]);
	}
	bit = filter_bit(hash);
	stemmer->filter[bit / 64] |= (uint64_t)1 << (bit % 64);
}

static bool filter_has(const struct stemmer *stemmer, uint64_t hash)
{
	size_t bit = filter_bit(hash);

	return (stemmer->filter[bit / 64] >> (bit % 64) & 1) != 0;
}

static void note_standing(struct stemmer *stemmer)
{
	static const struct {
		const char *class_;
		enum standing standing;
	} known[] = {
		{"place", STANDING_NAME}, {"inst", STANDING_NAME},
		{"party", STANDING_NAME}, {"prog", STANDING_NAME},
		{"acr", STANDING_NAME}, {"name", STANDING_NAME},
		{"nama", STANDING_NAME}, {"part", STANDING_FUNCTION},
		{"pron", STANDING_FUNCTION},
	};

	for (unsigned i = 0; i < 256; i++) {
		struct root_info root = {.class_ = (uint8_t)i};
		struct str class_ = pantau_text_image_class(stemmer->image, &root);

		for (size_t j = 0; j < sizeof(known) / sizeof(*known); j++) {
			if (str_eq(class_, str_of(known[j].class_))) {
				stemmer->standing[i] = (uint8_t)known[j].standing;
			}
		}
	}
}

enum pantau_status pantau_stemmer_create(const struct text_image *image,
		struct stemmer **out, struct pantau_error *err)
{
	struct stemmer *stemmer = calloc(1, sizeof(*stemmer));
	sb_symbol longest[STEM_MAX];

	if (stemmer == NULL) {
		return pantau_fail_memory(err);
	}
	stemmer->guess = sb_stemmer_new("indonesian", NULL);
	if (stemmer->guess == NULL) {
		free(stemmer);
		return pantau_fail_memory(err);
	}
	stemmer->image = image;
	stemmer->power[0] = 1;
	for (size_t i = 1; i <= STEM_MAX; i++) {
		stemmer->power[i] = stemmer->power[i - 1] * RADIX;
	}
	for (uint32_t id = 1; id <= image->roots.n; id++) {
		filter_add(stemmer, pantau_strtab_at(&image->roots, id));
	}
	for (uint32_t id = 1; id <= image->exceptions.n; id++) {
		filter_add(stemmer, pantau_strtab_at(&image->exceptions, id));
	}
	note_standing(stemmer);
	/* libstemmer's buffer grows to the longest word: let it do so now. */
	memset(longest, 'a', sizeof(longest));
	if (sb_stemmer_stem(stemmer->guess, longest, STEM_MAX) == NULL) {
		pantau_stemmer_destroy(stemmer);
		return pantau_fail_memory(err);
	}
	*out = stemmer;
	return PANTAU_OK;
}

void pantau_stemmer_destroy(struct stemmer *stemmer)
{
	if (stemmer != NULL) {
		sb_stemmer_delete(stemmer->guess);
		free(stemmer);
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

static uint64_t hash_of(const struct stemmer *stemmer,
		const struct hashes *hashes, struct str word,
		const struct prefix_state *prefix, size_t end)
{
	size_t n = end - prefix->start;
	uint64_t hash = hashes->upto[end] -
			hashes->upto[prefix->start] * stemmer->power[n];

	if (prefix->restored != 0) {
		hash += (letter(prefix->restored) -
				letter(word.p[prefix->start])) *
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
			pantau_text_image_stopword(stemmer->image,
				evidence.bytes)) {
		evidence.standing = STANDING_FUNCTION;
	}
	evidence.derived = is_derived(stemmer, evidence.bytes);
	candidate->root = evidence.root;
	candidate->score = pantau_stem_rank(&candidate->prefix,
			&candidate->suffix, &evidence);
	return candidate->score != INT_MIN;
}

size_t pantau_stem_candidates(struct stemmer *stemmer, struct str word,
		struct candidate *out, size_t max)
{
	struct affix_states states;
	struct hashes hashes;
	size_t n = 0;

	hash_all(word, &hashes);
	pantau_stem_states(word, &states);
	for (size_t p = 0; p < states.prefixes; p++) {
		for (size_t s = 0; s < states.suffixes; s++) {
			const struct prefix_state *prefix = &states.prefix[p];
			size_t end = states.suffix[s].end;
			struct candidate candidate;

			if (end < prefix->start + 2u || !filter_has(stemmer,
					hash_of(stemmer, &hashes, word, prefix,
						end))) {
				continue;
			}
			candidate.prefix = *prefix;
			candidate.suffix = states.suffix[s];
			if (weigh(stemmer, word, &candidate)) {
				n = insert(out, n, max, &candidate);
			}
		}
	}
	return n;
}

static void fill(struct stem *out, struct str bytes, enum stem_source source)
{
	memcpy(out->bytes, bytes.p, bytes.n);
	out->length = bytes.n;
	out->source = source;
}

static bool find_exception(struct stemmer *stemmer, struct str word,
		struct stem *out)
{
	struct str stem;

	if (stemmer->image->exceptions.n == 0 ||
			!pantau_text_image_exception(stemmer->image, word, &stem) ||
			stem.n > STEM_MAX) {
		return false;
	}
	fill(out, stem, STEM_EXCEPTION);
	return true;
}

/* An exception's form with clitics: 'pekerjanya'. */
static bool find_host(struct stemmer *stemmer, struct str word, int score,
		struct stem *out)
{
	struct candidate clitics = {0};
	struct affix_states states;

	pantau_stem_suffixes(word, &states);
	for (size_t s = 0; s < states.suffixes; s++) {
		struct str host = {word.p, states.suffix[s].end};

		if (states.suffix[s].derived == SUFFIX_NONE &&
				host.n < word.n && score < SCORE_EXCEPTION &&
				find_exception(stemmer, host, out)) {
			clitics.suffix = states.suffix[s];
			pantau_stem_name(&clitics, out);
			return true;
		}
	}
	return false;
}

void pantau_stem_plain(struct stemmer *stemmer, struct str word,
		struct stem *out)
{
	struct candidate best;
	char buffer[STEM_MAX];
	size_t n;

	if (find_exception(stemmer, word, out)) {
		return;
	}
	n = pantau_stem_candidates(stemmer, word, &best, 1);
	if (find_host(stemmer, word, n != 0 ? best.score : INT_MIN, out)) {
		return;
	}
	if (n == 0) {
		pantau_stem_guess(stemmer->guess, word, out);
		return;
	}
	fill(out, pantau_stem_root_bytes(word, &best, buffer),
			best.suffix.end == word.n && best.prefix.n == 0 ?
			STEM_WHOLE : STEM_AFFIXES);
	out->root_source = best.root->source;
	out->root_line = best.root->line;
	pantau_stem_name(&best, out);
}

void pantau_stemmer_run(struct stemmer *stemmer, struct str word,
		struct stem *out)
{
	memset(out, 0, sizeof(*out));
	if (word.n < 2 || word.n >= STEM_MAX) {
		fill(out, str_make(word.p, word.n < STEM_MAX ? word.n :
				STEM_MAX), STEM_WHOLE);
		return;
	}
	if (memchr(word.p, '-', word.n) == NULL ||
			!pantau_stem_hyphenated(stemmer, word, out)) {
		pantau_stem_plain(stemmer, word, out);
	}
}
