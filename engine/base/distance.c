/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Three rows of the table are kept, which swaps need. */

#include "base/distance.h"

#include "base/utf8.h"

bool pantau_letters_of(struct str word, struct letters *out)
{
	out->n = 0;
	for (size_t at = 0; at < word.n;) {
		if (out->n == DISTANCE_LETTERS) {
			return false;
		}
		out->at[out->n++] = pantau_utf8_next(word, &at, NULL);
	}
	return true;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned pantau_distance(const struct letters *a, const struct letters *b,
		unsigned limit)
{
	unsigned row[3][DISTANCE_LETTERS + 1];
	unsigned smallest = 0;
	size_t apart = a->n > b->n ? a->n - b->n : b->n - a->n;

	if (apart > limit) {
		return limit + 1;
	}
	for (size_t j = 0; j <= b->n; j++) {
		row[0][j] = (unsigned)j;
	}
	for (size_t i = 1; i <= a->n; i++) {
		unsigned *now = row[i % 3];
		const unsigned *before = row[(i + 2) % 3];
		const unsigned *earlier = row[(i + 1) % 3];
		unsigned previous = smallest;
		now[0] = smallest = (unsigned)i;
		for (size_t j = 1; j <= b->n; j++) {
			unsigned change = a->at[i - 1] != b->at[j - 1];
			now[j] = least(before[j - 1] + change,
					least(before[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] &&
					a->at[i - 2] == b->at[j - 1]) {
				now[j] = least(now[j], earlier[j - 2] + 1);
			}
			smallest = least(smallest, now[j]);
		}
		/* A swap reaches back two rows, nothing farther. */
		if (smallest > limit && previous > limit) {
			return limit + 1;
		}
	}
	return least(row[a->n % 3][b->n], limit + 1);
}
