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

/* Hashes of the word's beginnings, and powers of the radix. */
struct hashes {
	uint64_t upto[RULE_LONGEST + 1], power[RULE_LONGEST + 1];
};

static void hash_all(struct str word, struct hashes *out)
{
	out->upto[0] = 0;
	out->power[0] = 1;
	for (size_t i = 0; i < word.n; i++) {
		out->upto[i + 1] = pantau_word_hash_add(out->upto[i], word.p[i]);
		out->power[i + 1] = out->power[i] * WORD_RADIX;
	}
}

struct slip {
	struct guess *guess;
	struct str word;
	struct hashes hashes;
};

/* The word with letters (length of them) in the place of those from at up to
 * end. Most are dismissed by their hash, without being written. */
static void try_slip(struct slip *slip, size_t at, size_t end,
		const char *letters, size_t length, int cost)
{
	const struct hashes *h = &slip->hashes;
	struct str word = slip->word;
	size_t rest = word.n - end;
	uint64_t hash = h->upto[at];
	for (size_t i = 0; i < length; i++) {
		hash = pantau_word_hash_add(hash, letters[i]);
	}
	hash = hash * h->power[rest] + h->upto[word.n] -
			h->upto[end] * h->power[rest];
	if (!pantau_text_image_maybe(slip->guess->speller->image, hash)) {
		return;
	}
	char buffer[RULE_LONGEST + 2];
	memcpy(buffer, word.p, at);
	memcpy(buffer + at, letters, length);
	memcpy(buffer + at + length, word.p + end, rest);
	pantau_guess_try(slip->guess, str_make(buffer, at + length + rest), cost,
			"ketik");
}

static void any_letter(struct slip *slip, size_t at, size_t end, int cost)
{
	for (char c = 'a'; c <= 'z'; c++) {
		try_slip(slip, at, end, &c, 1, cost);
	}
}

void pantau_spell_typo(struct guess *guess, struct str word)
{
	struct slip slip = {.guess = guess, .word = word};
	if (word.n < SWAP_LEAST || word.n > RULE_LONGEST) {
		return;
	}
	hash_all(word, &slip.hashes);
	guess->deep = false;
	/* The first letter is nearly always right. */
	for (size_t i = 1; i < word.n; i++) {
		if (i + 1 < word.n) {
			char swapped[] = {word.p[i + 1], word.p[i]};
			try_slip(&slip, i, i + 2, swapped, 2, COST_SWAP);
		}
		if (i + 1 < word.n && word.n >= EXTRA_LEAST) {
			try_slip(&slip, i, i + 1, "", 0, COST_EXTRA);
		}
		if (word.n >= MISSING_LEAST) {
			any_letter(&slip, i, i, COST_MISSING);
		}
		if (word.n >= WRONG_LEAST) {
			any_letter(&slip, i, i + 1, COST_WRONG);
		}
	}
}
