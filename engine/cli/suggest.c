/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The nearest name, for 'did you mean'. */

#include "base/distance.h"
#include "cli/option.h"

const char *pantau_suggest(const char *word, const char *const *names)
{
	struct letters given, name;
	const char *best = NULL;
	unsigned best_distance = 3;
	if (!pantau_letters_of(str_of(word), &given) || given.n == 0) {
		return NULL;
	}
	for (; *names != NULL; names++) {
		if (!pantau_letters_of(str_of(*names), &name)) {
			continue;
		}
		unsigned d = pantau_distance(&given, &name, best_distance);
		/* A short word must not turn into quite another one: of two
		 * letters the first must be there. */
		bool near = d * 2 < name.n || (d == 1 && name.n == 2 &&
				given.at[0] == name.at[0]);
		if (d < best_distance && near) {
			best = *names;
			best_distance = d;
		}
	}
	return best;
}
