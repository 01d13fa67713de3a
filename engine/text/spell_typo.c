/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Slips of the finger in longer words: two letters changed about, one too many,
 * one missing, one wrong. Only a common word is worth that cost, and derived
 * words do not count, for affixes make too many.
 */

#include "text/spell_parts.h"

enum {
	COST_SWAP = 5, COST_EXTRA = 6, COST_MISSING = 6, COST_WRONG = 8,
	SWAP_LEAST = 5, EXTRA_LEAST = 7, MISSING_LEAST = 6, WRONG_LEAST = 8,
};

static void swapped(struct guess *guess, struct str word, char *buffer)
{
	for (size_t i = 1; i + 1 < word.n; i++) {
		memcpy(buffer, word.p, word.n);
		buffer[i] = word.p[i + 1];
		buffer[i + 1] = word.p[i];
		pantau_guess_try(guess, str_make(buffer, word.n), COST_SWAP,
				"ketik");
	}
}

static void extra(struct guess *guess, struct str word, char *buffer)
{
	for (size_t i = 1; i + 1 < word.n; i++) {
		memcpy(buffer, word.p, i);
		memcpy(buffer + i, word.p + i + 1, word.n - i - 1);
		pantau_guess_try(guess, str_make(buffer, word.n - 1), COST_EXTRA,
				"ketik");
	}
}

static void missing(struct guess *guess, struct str word, char *buffer)
{
	for (size_t i = 1; i < word.n; i++) {
		memcpy(buffer, word.p, i);
		memcpy(buffer + i + 1, word.p + i, word.n - i);
		for (char c = 'a'; c <= 'z'; c++) {
			buffer[i] = c;
			pantau_guess_try(guess, str_make(buffer, word.n + 1),
					COST_MISSING, "ketik");
		}
	}
}

static void wrong(struct guess *guess, struct str word, char *buffer)
{
	for (size_t i = 1; i < word.n; i++) {
		memcpy(buffer, word.p, word.n);
		for (char c = 'a'; c <= 'z'; c++) {
			buffer[i] = c;
			pantau_guess_try(guess, str_make(buffer, word.n),
					COST_WRONG, "ketik");
		}
	}
}

void pantau_spell_typo(struct guess *guess, struct str word)
{
	char buffer[RULE_LONGEST + 1];
	guess->deep = false;
	if (word.n >= SWAP_LEAST) {
		swapped(guess, word, buffer);
	}
	if (word.n >= EXTRA_LEAST) {
		extra(guess, word, buffer);
	}
	if (word.n >= MISSING_LEAST) {
		missing(guess, word, buffer);
	}
	if (word.n >= WRONG_LEAST) {
		wrong(guess, word, buffer);
	}
}
