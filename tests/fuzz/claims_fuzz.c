/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Any bytes as a compiled archive of claims. As they are they are refused, but
 * for seeds; with magic, sizes and hash as they should be, what was let in
 * answers any text within its own bounds.
 */

#include <stdlib.h>

#include "base/hash.h"
#include "similar/claim_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define WORDS 64

/* Words whose hashes the archive may have. */
static void ask(const struct claims *claims)
{
	struct pantau_token token[WORDS];
	struct pantau_term term[WORDS];
	char bytes[WORDS][2];
	struct pantau_tokens tokens = {.token = token, .tokens = WORDS,
		.term = term, .terms = WORDS, .positions = WORDS};
	struct claim_text text = {.title = &tokens, .text = &tokens};
	struct claim_finder *finder;
	const struct claim_hit *hit;
	size_t hits;
	for (uint32_t i = 0; i < WORDS; i++) {
		bytes[i][0] = (char)('a' + i % 13);
		bytes[i][1] = 'x';
		token[i] = (struct pantau_token){.start = 2 * i,
			.end = 2 * i + 2, .kind = PANTAU_TOKEN_WORD,
			.positions = 1, .position = i, .first_term = i,
			.terms = 1};
		term[i] = (struct pantau_term){.bytes = bytes[i],
			.length = 1 + i % 2, .position = i};
	}
	if (pantau_claim_finder_create(claims, &finder, NULL) != PANTAU_OK) {
		return;
	}
	for (int quick = 0; quick < 2; quick++) {
		text.quick = quick != 0;
		if (pantau_claim_find(finder, &text, CLAIM_HITS, &hit, &hits,
				NULL) != PANTAU_OK || hits > CLAIM_HITS) {
			abort();
		}
	}
	pantau_claim_finder_destroy(finder);
}

static void open_and_ask(const char *bytes, size_t size)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct claims *claims;
	if (pantau_claims_open(str_make(bytes, size), &claims, &err) ==
			PANTAU_OK) {
		ask(claims);
		pantau_claims_destroy(claims);
	} else if (err.message[0] == '\0') {
		abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct claim_head head;
	char *copy = calloc(1, size + 1);
	if (copy == NULL) {
		return 0;
	}
	if (size != 0) {
		memcpy(copy, data, size);
	}
	open_and_ask(copy, size);
	if (size >= sizeof(head)) {
		memcpy(&head, copy, sizeof(head));
		memcpy(head.magic, "pantauCL", sizeof(head.magic));
		head.order = CLAIM_ORDER;
		head.version = CLAIM_VERSION;
		head.analyser = PANTAU_ANALYSER_VERSION;
		head.bytes = size;
		memcpy(copy, &head, sizeof(head));
		head.hash = pantau_hash(str_make(copy + CLAIM_HASHED,
				size - CLAIM_HASHED), SHINGLE_SEED);
		memcpy(copy, &head, sizeof(head));
		open_and_ask(copy, size);
	}
	free(copy);
	return 0;
}
