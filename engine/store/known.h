/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_KNOWN_H
#define PANTAU_STORE_KNOWN_H

/* What the store knows of many documents at once. */

#include "store/store.h"

#define KNOWN_CONTENT 8 /* bytes of a content's hash that are kept */

struct known_key {
	const unsigned char *key;  /* 16 bytes, lent */
	bool found;                /* out, and so is what follows */
	int64_t id;
	unsigned char content[KNOWN_CONTENT];
};

/*
 * Looks up distinct keys in ascending byte order. Many are found by walking
 * the index and then the rows side by side with them, few by seeking; so it
 * costs no more than the smaller of both. An error leaves found undefined.
 */
enum pantau_status pantau_store_known_keys(struct store *store,
		struct known_key *key, size_t n, struct pantau_error *err);

/* Whether what was found is a document of this content. */
bool pantau_known_same(const struct known_key *key,
		const unsigned char content[16]);

#endif
