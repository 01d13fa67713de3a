/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The consonants of a word. */

#include "lexicon/skeleton.h"

size_t pantau_skeleton(struct str word, char out[SKELETON_MAX])
{
	size_t n = 0;

	if (word.n > SKELETON_MAX) {
		return 0;
	}
	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];
		if (c < 'a' || c > 'z') {
			return 0;
		}
		if (memchr("aiueo", c, 5) != NULL) {
			continue;
		}
		if (c == 'g' && n > 0 && out[n - 1] == 'n') {
			n--;
		}
		out[n++] = c;
	}
	return n;
}
