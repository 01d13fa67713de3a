/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Radix sort with digits of eight bits: their counts stay in the cache. */

#include "base/radix.h"

#include <stdbool.h>
#include <string.h>

#define DIGITS 8
#define VALUES 256
#define FEW 48 /* where counting costs more than it saves */

static void insertion(struct radix_item *item, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct radix_item moved = item[i];
		size_t at = i;
		for (; at > 0 && item[at - 1].key > moved.key; at--) {
			item[at] = item[at - 1];
		}
		item[at] = moved;
	}
}

/* Counts every digit at one pass; true when nothing is left to sort. */
static bool count(const struct radix_item *item, size_t n,
		size_t counts[DIGITS][VALUES])
{
	bool sorted = true;

	memset(counts, 0, sizeof(counts[0]) * DIGITS);
	for (size_t i = 0; i < n; i++) {
		uint64_t key = item[i].key;
		sorted = sorted && (i == 0 || item[i - 1].key <= key);
		for (unsigned digit = 0; digit < DIGITS; digit++) {
			counts[digit][key >> (8 * digit) & 0xff]++;
		}
	}
	return sorted;
}

void pantau_radix_sort(struct radix_item *item, struct radix_item *scratch,
		size_t n)
{
	size_t counts[DIGITS][VALUES];
	struct radix_item *from = item, *to = scratch;

	if (n <= FEW) {
		insertion(item, n);
		return;
	}
	if (count(item, n, counts)) {
		return;
	}
	for (unsigned digit = 0; digit < DIGITS; digit++) {
		unsigned shift = 8 * digit;
		size_t *at = counts[digit], sum = 0;
		if (at[item[0].key >> shift & 0xff] == n) {
			continue;
		}
		for (size_t value = 0; value < VALUES; value++) {
			size_t here = at[value];
			at[value] = sum;
			sum += here;
		}
		for (size_t i = 0; i < n; i++) {
			to[at[from[i].key >> shift & 0xff]++] = from[i];
		}
		struct radix_item *swap = from;
		from = to;
		to = swap;
	}
	if (from != item) {
		memcpy(item, from, n * sizeof(*item));
	}
}
