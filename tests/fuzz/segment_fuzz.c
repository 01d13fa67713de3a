/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The analyser over arbitrary bytes: everything that token_check.h demands,
 * and the same from an analyser without fast paths.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "data_analyser.h"

#include "../unit/token_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct pantau_analyser *analyser, *careful;
	static struct arena arena;

	if (analyser == NULL) {
		analyser = open_data_analyser("text");
		careful = open_data_analyser("text");
		pantau_analyser_careful(careful, true);
		pantau_arena_init(&arena);
	}
	const char *wrong = check_text(analyser, careful,
			str_make((const char *)data, size), &arena);
	if (wrong != NULL) {
		fprintf(stderr, "%s\n", wrong);
		abort();
	}
	return 0;
}
