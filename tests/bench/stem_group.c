/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Names for what stands around a root in a form. */

#include "stem_group.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Spellings of prefixes, longer ones before those that they begin with. */
static const struct {
	const char *spelling, *name;
} prefixes[] = {
	{"menge", "meN-"}, {"meng", "meN-"}, {"meny", "meN-"},
	{"member", "meN-ber-"}, {"memper", "meN-per-"}, {"mempe", "meN-per-"},
	{"mem", "meN-"}, {"men", "meN-"}, {"me", "meN-"},
	{"penge", "peN-"}, {"peng", "peN-"}, {"peny", "peN-"},
	{"pem", "peN-"}, {"pen", "peN-"}, {"per", "per-"}, {"pel", "per-"},
	{"pe", "peN-"}, {"ber", "ber-"}, {"bel", "ber-"}, {"be", "ber-"},
	{"ter", "ter-"}, {"te", "ter-"}, {"di", "di-"}, {"ke", "ke-"},
	{"kau", "ku-"}, {"ku", "ku-"}, {"se", "se-"}, {"tidak", "tidak-"},
	{"nge", "nge-"}, {"ng", "nge-"}, {"ny", "nge-"}, {"n", "nge-"},
};

static const char *const suffixes[3][5] = {
	{"kan", "an", "i", "in", "wan"},
	{"nya", "ku", "mu", NULL, NULL},
	{"lah", "kah", "tah", "pun", NULL},
};

static bool add(char *out, const char *text)
{
	size_t n = strlen(out);
	size_t more = strlen(text);

	if (n + more + 1 > PATTERN_MAX) {
		return false;
	}
	memcpy(out + n, text, more + 1);
	return true;
}

/* Names all of the n bytes, or says that it cannot. */
static bool add_prefixes(const char *p, size_t n, char *out)
{
	while (n != 0) {
		size_t length = 0;

		for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes) &&
				length == 0; i++) {
			size_t k = strlen(prefixes[i].spelling);

			if (k <= n && memcmp(p, prefixes[i].spelling, k) == 0) {
				length = add(out, prefixes[i].name) ? k : 0;
			}
		}
		if (length == 0) {
			return false;
		}
		p += length;
		n -= length;
	}
	return true;
}

static bool add_suffixes(const char *p, char *out)
{
	for (size_t level = 0; level < 3 && *p != '\0'; level++) {
		for (size_t i = 0; i < 5 && suffixes[level][i] != NULL; i++) {
			size_t k = strlen(suffixes[level][i]);

			if (strncmp(p, suffixes[level][i], k) == 0) {
				add(out, "-");
				add(out, suffixes[level][i]);
				p += k;
				break;
			}
		}
	}
	return *p == '\0';
}

static bool try(const char *form, size_t before, const char *after, char *out)
{
	out[0] = '\0';
	if (!add_prefixes(form, before, out)) {
		return false;
	}
	if (before != 0 && *after != '\0') {
		add(out, "\xe2\x80\xa6");
	}
	return add_suffixes(after, out);
}

/* The nasal of a prefix stands for the root's first letter. */
static bool is_melted(const char *form, size_t at, char first)
{
	const char *nasal = first == 'k' ? "ng" : first == 's' ? "ny" :
			first == 't' ? "n" : first == 'p' ? "m" : NULL;
	size_t n = nasal != NULL ? strlen(nasal) : 0;

	return n != 0 && at >= n && memcmp(form + at - n, nasal, n) == 0;
}

void stem_pattern(const char *form, const char *root, char *out)
{
	size_t n = strlen(root);
	const char *end = form + strlen(form);

	if (strcmp(form, root) == 0) {
		memcpy(out, "none", 5);
		return;
	}
	if (strchr(form, '-') != NULL) {
		memcpy(out, "redup", 6);
		return;
	}
	for (const char *p = form; n != 0 && p + n <= end; p++) {
		if (memcmp(p, root, n) == 0 &&
				try(form, (size_t)(p - form), p + n, out)) {
			return;
		}
	}
	for (const char *p = form; n > 1 && p + n - 1 <= end; p++) {
		if (memcmp(p, root + 1, n - 1) == 0 && is_melted(form,
				(size_t)(p - form), root[0]) && try(form,
				(size_t)(p - form), p + n - 1, out)) {
			return;
		}
	}
	memcpy(out, "other", 6);
}
