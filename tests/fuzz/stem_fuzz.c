/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The stemmer over arbitrary bytes, divided at white space: every word gets a
 * stem that is not empty, not longer than the word, and the same again; and who
 * asks only whether it is known gets that stem as well.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "lexicon/lexicons.h"
#include "text/stem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct stemmer *open_stemmer(void)
{
	const char *root = getenv("PANTAU_SOURCE_ROOT");
	char dir[4096];
	struct pantau_lexicon_options options = {.dir = dir};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	/* Lives as long as the process, as the stemmer does. */
	static struct pantau_lexicons *lexicons;
	struct stemmer *stemmer = NULL;

	snprintf(dir, sizeof(dir), "%s/tests/data/stem",
			root != NULL ? root : ".");
	if (pantau_lexicons_open(&options, &lexicons, &err) != PANTAU_OK ||
			pantau_stemmer_create(pantau_lexicons_text(lexicons),
				&stemmer, &err) != PANTAU_OK) {
		fprintf(stderr, "%s: %s\n", dir, err.message);
		abort();
	}
	return stemmer;
}

static void require(bool holds, const char *what, struct str word)
{
	if (!holds) {
		fprintf(stderr, "%s: '" STR_FMT "'\n", what, STR_ARG(word));
		abort();
	}
}

static void check_word(struct stemmer *stemmer, struct str word)
{
	struct stem first, second;

	pantau_stemmer_run(stemmer, word, &first);
	pantau_stemmer_run(stemmer, word, &second);
	require(first.length != 0, "empty stem", word);
	require(first.length <= STEM_MAX, "stem beyond its buffer", word);
	require(first.length <= word.n, "stem longer than the word", word);
	require(str_eq(str_make(first.bytes, first.length),
			str_make(second.bytes, second.length)) &&
			first.source == second.source, "unsteady", word);
	if (pantau_stemmer_find(stemmer, word, &second)) {
		require(str_eq(str_make(first.bytes, first.length),
				str_make(second.bytes, second.length)) &&
				first.source == second.source, "found another",
				word);
	} else {
		require(first.source == STEM_GUESS ||
				first.source == STEM_WHOLE, "not found", word);
	}
	require(memchr(first.prefixes, '\0', sizeof(first.prefixes)) != NULL &&
			memchr(first.suffixes, '\0',
				sizeof(first.suffixes)) != NULL,
			"names without an end", word);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct stemmer *stemmer;
	size_t start = 0;

	if (stemmer == NULL) {
		stemmer = open_stemmer();
	}
	for (size_t i = 0; i <= size; i++) {
		if (i < size && data[i] != ' ' && data[i] != '\n') {
			continue;
		}
		if (i > start) {
			check_word(stemmer, str_make((const char *)data + start,
					i - start));
		}
		start = i + 1;
	}
	return 0;
}
