/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The nearest name by edit distance with transposition (Damerau 1964,
 * restricted form), for 'did you mean'. */

#include "cli/option.h"

#define WORD_MAX 32

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned distance(struct str a, struct str b)
{
	unsigned row[3][WORD_MAX + 1];
	for (size_t j = 0; j <= b.n; j++) {
		row[1][j] = (unsigned)j;
	}
	for (size_t i = 1; i <= a.n; i++) {
		unsigned *now = row[(i + 1) % 3], *before = row[i % 3];
		unsigned *earlier = row[(i + 2) % 3];
		now[0] = (unsigned)i;
		for (size_t j = 1; j <= b.n; j++) {
			unsigned change = a.p[i - 1] != b.p[j - 1];
			now[j] = least(before[j - 1] + change,
					least(before[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
					a.p[i - 2] == b.p[j - 1]) {
				now[j] = least(now[j], earlier[j - 2] + 1);
			}
		}
	}
	return row[(a.n + 1) % 3][b.n];
}

const char *pantau_suggest(const char *word, const char *const *names)
{
	struct str given = str_of(word);
	const char *best = NULL;
	unsigned best_distance = 3;
	if (given.n == 0 || given.n > WORD_MAX) {
		return NULL;
	}
	for (; *names != NULL; names++) {
		struct str name = str_of(*names);
		if (name.n > WORD_MAX) {
			continue;
		}
		unsigned d = distance(given, name);
		/* A short word must not turn into quite another one. */
		if (d < best_distance && d * 2 < name.n) {
			best = *names;
			best_distance = d;
		}
	}
	return best;
}
