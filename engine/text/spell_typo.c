/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Slips of the finger in longer words: two letters changed about, one too many,
 * one missing, one wrong. Only a common word is worth that cost, and derived
 * words do not count, for affixes make too many. What the word and a common one
 * have in common when each lacks a letter (REACH_SLIP) tells whether to try all
 * letters at a place at all.
 */

#include "text/spell_parts.h"

enum {
	COST_SWAP = 5, COST_EXTRA = 6, COST_MISSING = 6, COST_WRONG = 8,
	SWAP_LEAST = 5, EXTRA_LEAST = 7, MISSING_LEAST = 6, WRONG_LEAST = 8,
};

struct slip {
	struct guess *guess;
	struct str word;
	struct spell_hashes hashes;
};

/* Of the word with letters (length of them) in the place of those from at up to
 * end. */
static uint64_t slip_hash(const struct slip *slip, size_t at, size_t end,
		const char *letters, size_t length)
{
	const struct spell_hashes *h = &slip->hashes;
	uint64_t hash = h->upto[at];
	for (size_t i = 0; i < length; i++) {
		hash = pantau_word_hash_add(hash, letters[i]);
	}
	return (hash - h->upto[end]) * h->power[slip->word.n - end] +
			h->upto[slip->word.n];
}

static bool reaches(const struct slip *slip, enum reach_kind kind,
		uint64_t hash, int cost)
{
	return guess_may(slip->guess, pantau_text_image_reach(
			slip->guess->speller->image, kind, hash), cost);
}

/* Most are dismissed by their hash, without being written. */
static void try_slip(struct slip *slip, size_t at, size_t end,
		const char *letters, size_t length, int cost)
{
	struct str word = slip->word;
	size_t rest = word.n - end;
	if (!reaches(slip, REACH_WORD, slip_hash(slip, at, end, letters,
			length), cost)) {
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
	pantau_spell_hash(word, &slip.hashes);
	guess->deep = false;
	bool missing = word.n >= MISSING_LEAST && reaches(&slip, REACH_SLIP,
			slip.hashes.upto[word.n], COST_MISSING);
	/* The first letter is nearly always right. */
	for (size_t i = 1; i < word.n; i++) {
		if (i + 1 < word.n) {
			char swapped[] = {word.p[i + 1], word.p[i]};
			try_slip(&slip, i, i + 2, swapped, 2, COST_SWAP);
		}
		if (i + 1 < word.n && word.n >= EXTRA_LEAST) {
			try_slip(&slip, i, i + 1, "", 0, COST_EXTRA);
		}
		if (missing) {
			any_letter(&slip, i, i, COST_MISSING);
		}
		if (word.n >= WRONG_LEAST && reaches(&slip, REACH_SLIP,
				slip_hash(&slip, i, i + 1, "", 0), COST_WRONG)) {
			any_letter(&slip, i, i + 1, COST_WRONG);
		}
	}
}
