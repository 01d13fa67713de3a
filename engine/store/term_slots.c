/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Growing a table of term numbers. */

#include "store/term_slots.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS_LEAST ((size_t)1 << 12)

bool pantau_slots_grow(struct term_slots *slots, const void *array,
		size_t element, size_t terms)
{
	struct term_slots grown = {.n = slots->n != 0 ? slots->n * 2
			: SLOTS_LEAST};
	grown.slot = calloc(grown.n, sizeof(*grown.slot));
	if (grown.slot == NULL) {
		return false;
	}
	for (size_t i = 0; i < terms; i++) {
		uint64_t hash;
		memcpy(&hash, (const char *)array + i * element, sizeof(hash));
		size_t at = (size_t)hash & (grown.n - 1);
		while (grown.slot[at].term != 0) {
			at = (at + 1) & (grown.n - 1);
		}
		pantau_slots_set(&grown, at, hash, i);
	}
	free(slots->slot);
	*slots = grown;
	return true;
}
