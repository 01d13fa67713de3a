/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Words with hyphens: clitics and prefixes written apart (ktp-ku, di-update),
 * reduplication with affixes on either part (anak-anaknya, tolong-menolong,
 * berlari-larian, sebaik-baiknya), echo forms (sayur-mayur). What is none of
 * these is left to the caller whole.
 */

#include "text/stem_parts.h"

/* Endings that are written after a hyphen. */
static bool is_clitic(struct str part)
{
	for (size_t i = 1; i < POSSESSIVE_YA; i++) {
		if (str_eq(part, str_of(pantau_stem_possessives[i]))) {
			return true;
		}
	}
	for (size_t i = 1; i < 5; i++) {
		if (str_eq(part, str_of(pantau_stem_particles[i]))) {
			return true;
		}
	}
	return false;
}

/* Beginnings that are written before a hyphen. */
static const char *name_of_prefix(struct str part)
{
	static const char *const spelling[] = {
		"di", "ke", "se", "ber", "ter", "me", "mem", "men", "meng", "pe",
		"per", "pem", "pen", "peng", "nge", "ku", "kau",
	};

	for (size_t i = 0; i < sizeof(spelling) / sizeof(*spelling); i++) {
		if (str_eq(part, str_of(spelling[i]))) {
			return spelling[i];
		}
	}
	return NULL;
}

static void keep(struct stem *out, struct str word,
		const struct root_info *root)
{
	memcpy(out->bytes, word.p, word.n);
	out->length = word.n;
	out->source = STEM_WHOLE;
	if (root != NULL) {
		out->root_source = root->source;
		out->root_line = root->line;
	}
}

static void append_suffix(struct stem *out, struct str suffix)
{
	size_t n = strlen(out->suffixes);

	if (n + suffix.n + 2 <= sizeof(out->suffixes)) {
		if (n != 0) {
			out->suffixes[n++] = '+';
		}
		memcpy(out->suffixes + n, suffix.p, suffix.n);
		out->suffixes[n + suffix.n] = '\0';
	}
}

/* How many bytes at the end of a stand at the beginning of b, all but what
 * suffixes b has: 'berlari', 'larian' -> 4. At least 2 letters, else 0. */
static size_t shared(struct str a, struct str b)
{
	size_t most = a.n < b.n ? a.n : b.n;

	for (size_t n = most; n >= 2; n--) {
		if (memcmp(a.p + a.n - n, b.p, n) == 0) {
			return n;
		}
	}
	return 0;
}

static bool is_suffix(struct str tail)
{
	struct affix_states states;
	char bytes[STEM_MAX];

	if (tail.n == 0) {
		return true;
	}
	if (tail.n > 12) {
		return false;
	}
	/* Two letters stand for the root. */
	memcpy(bytes, "xx", 2);
	memcpy(bytes + 2, tail.p, tail.n);
	pantau_stem_suffixes(str_make(bytes, tail.n + 2), &states);
	for (size_t i = 0; i < states.suffixes; i++) {
		if (states.suffix[i].end == 2 &&
				states.suffix[i].derived <= SUFFIX_I) {
			return true;
		}
	}
	return false;
}

/* 'diam-diaman': the part said twice is a root, so what seems to be a prefix
 * ('di-aman') is not. */
static void keep_root(struct stemmer *stemmer, struct str a, struct str tail,
		struct stem *out)
{
	struct stem own;

	pantau_stemmer_run(stemmer, a, &own);
	if (own.root_line != 0 && str_eq(a, str_make(own.bytes, own.length))) {
		*out = own;
		out->source = STEM_AFFIXES;
		append_suffix(out, tail);
	}
}

/*
 * 'berlari-larian' is 'berlarian' said twice: the first part with the second's
 * suffixes is stemmed as one word.
 */
static bool repeated(struct stemmer *stemmer, struct str a, struct str b,
		struct stem *out)
{
	char joined[STEM_MAX];
	size_t n = shared(a, b);
	struct str tail = str_skip(b, n);

	if (n == 0 || !is_suffix(tail) || a.n + tail.n >= STEM_MAX) {
		return false;
	}
	memcpy(joined, a.p, a.n);
	memcpy(joined + a.n, tail.p, tail.n);
	pantau_stem_plain(stemmer, str_make(joined, a.n + tail.n), out);
	if (out->source == STEM_WHOLE && out->root_line == 0) {
		pantau_stem_plain(stemmer, a, out); /* said twice: no name */
	} else if (out->prefixes[0] != '\0' && n == a.n && tail.n != 0) {
		keep_root(stemmer, a, tail, out);
	}
	out->reduplicated = true;
	return true;
}

/* 'tolong-menolong', 'surat-menyurat': the best root that both parts have. */
static bool common_root(struct stemmer *stemmer, struct str a, struct str b,
		struct stem *out)
{
	struct candidate of_a[16];
	struct candidate of_b[16];
	char bytes_a[STEM_MAX];
	char bytes_b[STEM_MAX];
	size_t n_a = pantau_stem_candidates(stemmer, a, of_a, 16);
	size_t n_b = pantau_stem_candidates(stemmer, b, of_b, 16);
	const struct candidate *best_a = NULL;
	const struct candidate *best_b = NULL;

	for (size_t i = 0; i < n_a; i++) {
		struct str root = pantau_stem_root_bytes(a, &of_a[i], bytes_a);

		for (size_t j = 0; j < n_b; j++) {
			if (!str_eq(root, pantau_stem_root_bytes(b, &of_b[j],
					bytes_b)) || (best_a != NULL &&
					of_a[i].score + of_b[j].score <=
					best_a->score + best_b->score)) {
				continue;
			}
			best_a = &of_a[i];
			best_b = &of_b[j];
		}
	}
	if (best_a == NULL) {
		return false;
	}
	keep(out, pantau_stem_root_bytes(a, best_a, bytes_a), best_a->root);
	out->source = STEM_AFFIXES;
	out->reduplicated = true;
	bool by_b = best_b->prefix.n + (best_b->suffix.derived != 0) != 0;
	pantau_stem_name(by_b ? b : a, by_b ? best_b : best_a, out);
	return true;
}

/* 'sayur-mayur': the echo is no word itself, or one that takes no affix. */
static bool echo(struct stemmer *stemmer, struct str a, struct str b,
		struct stem *out)
{
	const struct root_info *root = pantau_stem_root(stemmer, a);
	struct candidate own;

	if (root == NULL || a.n < 3 || b.n < a.n || b.n > a.n + 3 ||
			memcmp(a.p + a.n - 2, b.p + b.n - 2, 2) != 0) {
		return false;
	}
	if (pantau_stem_candidates(stemmer, b, &own, 1) != 0 &&
			own.root->affixes != 0) {
		return false;
	}
	keep(out, a, root);
	out->source = STEM_AFFIXES;
	out->reduplicated = true;
	return true;
}

static bool two_parts(struct stemmer *stemmer, struct str word, struct str a,
		struct str b, struct stem *out)
{
	const struct root_info *whole = pantau_stem_root(stemmer, word);

	/* kupu-kupu: a root that has no half. */
	if (whole != NULL && str_eq(a, b) &&
			pantau_stem_root(stemmer, a) == NULL) {
		keep(out, word, whole);
		return true;
	}
	if (repeated(stemmer, a, b, out) ||
			common_root(stemmer, a, b, out) ||
			echo(stemmer, a, b, out)) {
		return true;
	}
	if (whole != NULL) {
		keep(out, word, whole);
		return true;
	}
	return false;
}

/* Takes 'se-' off 'se-baik-baiknya' or '-nya' off 'ktp-nya'. */
static bool outer_part(struct stemmer *stemmer, struct str first,
		struct str last, struct str word, struct stem *out)
{
	const char *prefix = name_of_prefix(first);
	char clitic[8];

	if (is_clitic(last)) {
		memcpy(clitic, last.p, last.n);
		pantau_stemmer_run(stemmer,
				str_make(word.p, word.n - last.n - 1), out);
		append_suffix(out, str_make(clitic, last.n));
	} else if (prefix != NULL && (word.p[first.n + 1] < '0' ||
			word.p[first.n + 1] > '9')) { /* not 'ke-2' */
		pantau_stemmer_run(stemmer, str_skip(word, first.n + 1), out);
		if (out->prefixes[0] == '\0') {
			memcpy(out->prefixes, prefix, strlen(prefix) + 1);
		}
	} else {
		return false;
	}
	if (out->source == STEM_WHOLE) {
		out->source = STEM_AFFIXES;
	}
	return true;
}

bool pantau_stem_hyphenated(struct stemmer *stemmer, struct str word,
		struct stem *out)
{
	const char *hyphen = memchr(word.p, '-', word.n);
	struct str first = {word.p, (size_t)(hyphen - word.p)};
	struct str rest = str_skip(word, first.n + 1);
	struct str last = rest;
	bool two = memchr(rest.p, '-', rest.n) == NULL;

	while (memchr(last.p, '-', last.n) != NULL) {
		last = str_skip(last, 1);
	}
	if (first.n == 0 || last.n == 0) {
		return false;
	}
	if (outer_part(stemmer, first, last, word, out)) {
		return true;
	}
	if (two && two_parts(stemmer, word, first, rest, out)) {
		return true;
	}
	keep(out, word, pantau_stem_root(stemmer, word));
	return true;
}
