/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The speller over arbitrary bytes, divided at white space: what it makes of a
 * word is a word or several, the same again, within bounds and with a name for
 * the way; what it makes of that is settled, and the index gets terms of it.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "data_analyser.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds, const char *what, struct str word)
{
	if (!holds) {
		fprintf(stderr, "%s: '" STR_FMT "'\n", what, STR_ARG(word));
		abort();
	}
}

static void check_normal(const struct reading *reading, struct str normal,
		struct str word)
{
	const struct spelling *spelling = &reading->spelling;
	require(spelling->n <= SPELL_MAX, "beyond its buffer", word);
	require((spelling->flags & SPELL_RULE) == 0 || (spelling->rule != NULL &&
			spelling->formal.n != 0), "a rule without a form", word);
	require((spelling->flags & SPELL_SLANG) == 0 || spelling->line != 0,
			"a row without a line", word);
	require(pantau_spelling_name(spelling)[0] != '\0', "no name", word);
	require(reading->plain.n == 0 || normal.n != 0, "nothing left", word);
	require(normal.n == 0 || (normal.p[0] != ' ' &&
			normal.p[normal.n - 1] != ' '), "blank at an end", word);
}

static void check_word(struct pantau_analyser *analyser, struct str word)
{
	struct reading first, second;
	struct str normal = pantau_analyser_spell(analyser, word, &first);
	check_normal(&first, normal, word);
	require(str_eq(normal, pantau_analyser_spell(analyser, word, &second)) &&
			first.spelling.flags == second.spelling.flags,
			"unsteady", word);
	size_t n;
	const char *stem = pantau_stem(analyser, word.p, word.n, &n);
	require(stem != NULL && (n != 0) == (normal.n != 0), "no stem", word);
	require(!pantau_utf8_valid(word, NULL) || pantau_utf8_valid(
			str_make(stem, n), NULL), "stem is no UTF-8", word);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct pantau_analyser *analyser;
	struct pantau_tokens tokens;
	const char *text = (const char *)data;
	size_t start = 0;

	if (analyser == NULL) {
		analyser = open_data_analyser("spell");
	}
	for (size_t i = 0; i <= size; i++) {
		if (i < size && data[i] != ' ' && data[i] != '\n') {
			continue;
		}
		if (i > start) {
			check_word(analyser, str_make(text + start, i - start));
		}
		start = i + 1;
	}
	if (pantau_analyse(analyser, text, size, &tokens, NULL) != PANTAU_OK) {
		abort();
	}
	for (size_t i = 0; i < tokens.terms; i++) {
		require(memchr(tokens.term[i].bytes, ' ', tokens.term[i].length) ==
				NULL && tokens.term[i].length != 0, "a bad term",
				str_make(text, size));
	}
	return 0;
}
