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

/*
 * The weights of a slot, and what fills it up, as one number of eight bytes, each
 * moved up by 128: every other one is added in a lane of 16 bits, so that two
 * additions do for all of them.
 */
#define LANES UINT64_C(0x00ff00ff00ff00ff)
#define MOVED UINT64_C(0x8080808080808080)
_Static_assert(sizeof(struct language_slot) - sizeof(uint32_t) == sizeof(uint64_t)
		&& (LANGUAGE_LETTERS + 2) * LANGUAGE_MOST * 255 < UINT16_MAX,
		"a part's weights add up within their lanes");

/* The keys of a part: those of all its pieces, and of the whole. */
struct keys {
	uint32_t key[(LANGUAGE_LETTERS + 2) * (LANGUAGE_MOST + 1)];
	size_t n;
};

/* Looks nothing up yet: first the memory is asked for all of them. */
static inline void add_key(const struct score_image *image, uint32_t key,
		struct keys *keys)
{
	__builtin_prefetch(&image->language[pantau_part_slot(key) &
			(image->language_slots - 1)]);
	keys->key[keys->n++] = key;
}

/* The slot of a key, NULL when there is none. */
static inline const struct language_slot *slot_of(
		const struct score_image *image, uint32_t key)
{
	const struct language_slot *slot = &image->language[
			pantau_part_slot(key) & (image->language_slots - 1)];
	if (slot->key == key) {
		return slot;
	}
	return slot->key == 0 ? NULL : pantau_score_image_part(image, key);
}

static void add_keys(const struct score_image *image, const struct keys *keys,
		struct sums *sums)
{
	uint64_t even = 0, odd = 0, weights;
	int32_t found = 0;
	for (size_t k = 0; k < keys->n; k++) {
		const struct language_slot *slot = slot_of(image, keys->key[k]);
		if (slot != NULL) {
			memcpy(&weights, (const char *)slot + sizeof(slot->key),
					sizeof(weights));
			weights ^= MOVED;
			even += weights & LANES;
			odd += weights >> 8 & LANES;
			found++;
		}
	}
	for (size_t i = 0; i < SCORE_LANGUAGES; i++) {
		uint64_t lanes = i % 2 == 0 ? even : odd;
		sums->weight[i] += (int32_t)(lanes >> i / 2 * 16 & 0xffff) -
				128 * found;
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
	/* All that end at a sign, which is pantau_part_key's way of writing them. */
	uint32_t last = sign[0];
	for (size_t at = 1; at < n; at++) {
		last = pantau_part_key_add(last, sign[at]);
		for (size_t i = LANGUAGE_LEAST; i <= LANGUAGE_MOST && i <= at + 1;
				i++) {
			uint32_t first = PART_KEY << 5 * i;
			add_key(image, first | (last & (first - 1)), &keys);
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
