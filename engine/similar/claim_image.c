/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The archive as one run of bytes: where its parts lie, and whether to trust
 * them. */

#include <stdlib.h>

#include "base/hash.h"
#include "similar/claim_parts.h"

/* Each part begins at a multiple of 8. False when the sum is too large. */
static bool place(const char *bytes, size_t *at, const void *out, uint64_t n,
		size_t size)
{
	const char *here = bytes != NULL ? bytes + *at : NULL;

	if (n > UINT32_MAX + UINT64_C(8)) {
		return false;
	}
	memcpy((void *)(uintptr_t)out, &here, sizeof(here));
	*at += ((size_t)n * size + 7) / 8 * 8;
	return true;
}

bool pantau_claims_lay_out(struct claims *c, const char *bytes, size_t *size)
{
	struct claim_head head = *c->head;
	size_t at = sizeof(head), debunks = head.debunks;
	bool fits = head.bits <= 24 &&
		place(bytes, &at, &c->term, head.terms, 8) &&
		place(bytes, &at, &c->filter, head.lines, 64) &&
		place(bytes, &at, &c->directory,
			((uint64_t)1 << head.bits) + 1, 4) &&
		place(bytes, &at, &c->posting, head.terms + 1, 4) &&
		place(bytes, &at, &c->debunk, head.postings, 4) &&
		place(bytes, &at, &c->id, debunks, 4) &&
		place(bytes, &at, &c->length, debunks, 4) &&
		place(bytes, &at, &c->first_word, debunks + 1, 4) &&
		place(bytes, &at, &c->first_place, debunks + 1, 4) &&
		place(bytes, &at, &c->first_gist, debunks + 1, 4) &&
		place(bytes, &at, &c->gist, head.gists, 4) &&
		place(bytes, &at, &c->word, head.words, 4) &&
		place(bytes, &at, &c->level, head.terms, 1) &&
		place(bytes, &at, &c->weight, head.postings, 1) &&
		place(bytes, &at, &c->place, head.places, 1);

	if (fits && bytes != NULL) {
		c->head = (const struct claim_head *)(const void *)bytes;
		c->bytes = str_make(bytes, at);
	}
	*size = at;
	return fits;
}

struct str pantau_claims_bytes(const struct claims *claims)
{
	return claims->bytes;
}

size_t pantau_claims_count(const struct claims *claims)
{
	return claims->head->debunks;
}

void pantau_claims_destroy(struct claims *claims)
{
	if (claims != NULL) {
		free(claims->owned);
		free(claims);
	}
}

/* --- whether to trust it --- */

/* Do numbers go up, from 0 to an end? */
static bool ascends(const uint32_t *p, size_t n, uint64_t end)
{
	bool fine = p[0] == 0 && p[n] == end;

	for (size_t i = 0; i < n && fine; i++) {
		fine = p[i] <= p[i + 1];
	}
	return fine;
}

static bool under(const uint32_t *p, uint64_t n, uint64_t end, uint32_t or)
{
	for (uint64_t i = 0; i < n; i++) {
		if (p[i] >= end && p[i] != or) {
			return false;
		}
	}
	return true;
}

static bool gists_fine(const struct claims *c)
{
	for (uint64_t i = 0; i < c->head->gists; i++) {
		if (c->gist[i] != CLAIM_BREAK && (c->gist[i] & ~CLAIM_NUMBER) >=
				c->head->terms) {
			return false;
		}
	}
	return ascends(c->first_gist, c->head->debunks, c->head->gists);
}

/* Hashes go up, and each stands where the directory says. */
static bool terms_fine(const struct claims *c)
{
	uint32_t bits = c->head->bits;

	for (uint64_t i = 0; i < c->head->terms; i++) {
		uint64_t top = c->term[i] >> (63 - bits) >> 1;
		if ((i > 0 && c->term[i - 1] >= c->term[i]) ||
				c->directory[top] > i ||
				c->directory[top + 1] <= i) {
			return false;
		}
	}
	return ascends(c->directory, (size_t)1 << bits, c->head->terms);
}

/* Each term has a debunk once, by number, and has it at least once in that:
 * whoever adds up what is said for a debunk may know by it where he was. */
static bool postings_fine(const struct claims *c)
{
	const struct claim_head *head = c->head;

	if (!ascends(c->posting, head->terms, head->postings) ||
			!under(c->debunk, head->postings, head->debunks, 0)) {
		return false;
	}
	for (uint64_t i = 0; i < head->terms; i++) {
		for (uint32_t at = c->posting[i] + 1; at < c->posting[i + 1];
				at++) {
			if (c->debunk[at - 1] >= c->debunk[at]) {
				return false;
			}
		}
	}
	return head->postings == 0 || memchr(c->weight, 0,
			(size_t)head->postings) == NULL;
}

/* Each debunk has its fields, a break behind each: by their number people are
 * shown where a word stands. */
static bool words_fine(const struct claims *c)
{
	const struct claim_head *head = c->head;

	if (!ascends(c->first_word, head->debunks, head->words) ||
			!under(c->word, head->words, head->terms, CLAIM_BREAK)) {
		return false;
	}
	for (uint32_t i = 0; i < head->debunks; i++) {
		uint32_t end = c->first_word[i + 1], fields = 0;
		for (uint32_t at = c->first_word[i]; at < end; at++) {
			fields += c->word[at] == CLAIM_BREAK;
		}
		if (fields != CLAIM_FIELDS || c->word[end - 1] != CLAIM_BREAK) {
			return false;
		}
	}
	return true;
}

static bool fine(const struct claims *c)
{
	const struct claim_head *head = c->head;

	return head->lines > 0 && terms_fine(c) && gists_fine(c) &&
			postings_fine(c) && words_fine(c) &&
			ascends(c->first_place, head->debunks, head->places);
}

static enum pantau_status damaged(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
			"the index of debunks is damaged: build it again",
			"indeks arsip klarifikasi rusak: bangun ulang"));
}

static enum pantau_status check_head(struct str bytes, bool sound,
		struct pantau_error *err)
{
	struct claim_head head;

	if (bytes.n < sizeof(head) || memcmp(bytes.p, "pantauCL", 8) != 0) {
		return damaged(err);
	}
	memcpy(&head, bytes.p, sizeof(head));
	if (head.order != CLAIM_ORDER || head.version != CLAIM_VERSION ||
			head.analyser != PANTAU_ANALYSER_VERSION) {
		return pantau_fail(err, PANTAU_STALE, "%s", PANTAU_T(err,
				"the index of debunks is of another version: "
				"build it again", "indeks arsip klarifikasi "
				"berasal dari versi lain: bangun ulang"));
	}
	struct claims c = {.head = &head};
	size_t size = 0;
	if (head.bytes != bytes.n || !pantau_claims_lay_out(&c, NULL, &size) ||
			size != bytes.n || (!sound && head.hash != pantau_hash(
				str_skip(bytes, CLAIM_HASHED), SHINGLE_SEED))) {
		return damaged(err);
	}
	return PANTAU_OK;
}

static enum pantau_status open_bytes(struct str bytes, bool sound,
		struct claims **out, struct pantau_error *err)
{
	enum pantau_status status = check_head(bytes, sound, err);
	size_t size;

	if (status != PANTAU_OK) {
		return status;
	}
	struct claims *c = calloc(1, sizeof(*c));
	if (c == NULL) {
		return pantau_fail_memory(err);
	}
	if ((uintptr_t)bytes.p % 8 != 0) {
		c->owned = malloc(bytes.n);
		if (c->owned == NULL) {
			free(c);
			return pantau_fail_memory(err);
		}
		bytes.p = memcpy(c->owned, bytes.p, bytes.n);
	}
	c->head = (const struct claim_head *)(const void *)bytes.p;
	pantau_claims_lay_out(c, bytes.p, &size);
	if (!sound && !fine(c)) {
		pantau_claims_destroy(c);
		return damaged(err);
	}
	*out = c;
	return PANTAU_OK;
}

enum pantau_status pantau_claims_open(struct str bytes, struct claims **out,
		struct pantau_error *err)
{
	return open_bytes(bytes, false, out, err);
}

enum pantau_status pantau_claims_open_sound(struct str bytes,
		struct claims **out, struct pantau_error *err)
{
	return open_bytes(bytes, true, out, err);
}

uint32_t pantau_claims_term(const struct claims *c, uint64_t hash)
{
	uint64_t top = hash >> (63 - c->head->bits) >> 1;
	uint32_t low = c->directory[top], high = c->directory[top + 1];

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (c->term[mid] < hash) {
			low = mid + 1;
		} else {
			high = mid;
		}
	}
	return low < c->directory[top + 1] && c->term[low] == hash ? low :
			CLAIM_ABSENT;
}
