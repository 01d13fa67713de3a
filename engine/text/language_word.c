/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * What a word says of the language: the weights of its parts, added up.
 * tests/tools/language_train.py reads words in the same way; change both or
 * none.
 */

#include "base/utf8.h"
#include "text/language.h"

/* Signs of one part with both edges, being read. */
struct part {
	uint8_t sign[LANGUAGE_LETTERS + 2];
	size_t letters;
	bool whole; /* it fits */
};

struct sums {
	int32_t weight[SCORE_LANGUAGES];
	int32_t parts;
};

/* The keys of a part: those of all its pieces, and of the whole. */
struct keys {
	uint32_t key[(LANGUAGE_LETTERS + 2) * (LANGUAGE_MOST + 1)];
	size_t n;
};

/* Looks nothing up yet: first the memory is asked for all of them. */
static void add_key(const struct score_image *image, uint32_t key,
		struct keys *keys)
{
	__builtin_prefetch(&image->language[pantau_part_slot(key) &
			(image->language_slots - 1)]);
	keys->key[keys->n++] = key;
}

static void add_keys(const struct score_image *image, const struct keys *keys,
		struct sums *sums)
{
	for (size_t k = 0; k < keys->n; k++) {
		const struct language_slot *slot = pantau_score_image_part(
				image, keys->key[k]);
		if (slot == NULL) {
			continue;
		}
		for (size_t i = 0; i < SCORE_LANGUAGES; i++) {
			sums->weight[i] += slot->weight[i];
		}
	}
}

/* 'bangeeet' is 'banget'; two of a kind are left ('saat'). */
static size_t squeeze(uint8_t *sign, size_t n)
{
	size_t kept = 0;
	for (size_t at = 0; at < n;) {
		size_t run = 1;
		while (at + run < n && sign[at + run] == sign[at]) {
			run++;
		}
		for (size_t i = 0; i < (run == 2 ? 2 : 1); i++) {
			sign[kept++] = sign[at];
		}
		at += run;
	}
	return kept;
}

static void add_part(const struct score_image *image, struct part *part,
		struct sums *sums)
{
	uint8_t *sign = part->sign;
	struct keys keys;
	keys.n = 0;
	if (!part->whole || part->letters == 0) {
		return;
	}
	size_t n = squeeze(sign + 1, part->letters) + 2;
	sign[0] = PART_BEGIN;
	sign[n - 1] = PART_END;
	for (size_t at = 0; at < n; at++) {
		size_t most = n - at < LANGUAGE_MOST ? n - at : LANGUAGE_MOST;
		uint32_t key = PART_KEY;
		for (size_t i = 1; i <= most; i++) {
			key = pantau_part_key_add(key, sign[at + i - 1]);
			if (i >= LANGUAGE_LEAST) {
				add_key(image, key, &keys);
			}
		}
	}
	if (n > LANGUAGE_MOST) {
		add_key(image, pantau_part_key(sign, n), &keys);
	}
	add_keys(image, &keys, sums);
	sums->parts++;
}

static void end_part(const struct score_image *image, struct part *part,
		struct sums *sums)
{
	add_part(image, part, sums);
	part->letters = 0;
	part->whole = true;
}

/* False for a word in another script. */
static bool read_word(const struct score_image *image, struct str word,
		struct sums *sums)
{
	struct part part = {.whole = true};
	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];
		if ((unsigned char)c >= 0x80) {
			return false;
		}
		if (c == '\'') {
			continue;
		}
		if (c < 'a' || c > 'z') {
			end_part(image, &part, sums);
		} else if (part.letters == LANGUAGE_LETTERS) {
			part.whole = false;
		} else {
			part.sign[++part.letters] = (uint8_t)(c - 'a' + 1);
		}
	}
	end_part(image, &part, sums);
	return true;
}

void pantau_language_word(const struct word_maker *maker,
		struct word_build *out)
{
	struct word *word = &out->word;
	const struct score_image *image = maker->score;
	struct sums sums = {{0}, 0};
	if (image == NULL || image->language_slots == 0) {
		return;
	}
	for (unsigned i = 0; i < word->terms; i++) {
		const struct word_term *term = &out->term[i];
		struct str bytes = str_make(term->bytes, term->length);
		if (term->kind != PANTAU_TERM_SURFACE) {
			continue;
		}
		/* ASCII comes back as it is. */
		bytes = pantau_fold_skeleton(maker->folder, bytes);
		if (!read_word(image, bytes, &sums)) {
			word->speech = SPEECH_FOREIGN;
			return;
		}
	}
	if (sums.parts == 0) {
		return;
	}
	word->speech = SPEECH_WORD;
	for (size_t i = 0; i < SCORE_LANGUAGES; i++) {
		int32_t weight = sums.weight[i] / sums.parts;
		word->language[i] = (int16_t)(weight > WEIGHT_MOST ? WEIGHT_MOST :
				weight < -WEIGHT_MOST ? -WEIGHT_MOST : weight);
	}
}
