/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_CLAIM_CHECK_H
#define PANTAU_STORE_CLAIM_CHECK_H

/* Which debunks a document repeats, as it is asked of every one that comes in:
 * a quick test of its shingles, and a search for the few that pass it. */

#include "score/score.h"
#include "store/debunk.h"

/* What a document is told by; all lent for the call. */
struct claim_document {
	const struct pantau_tokens *title, *text; /* either may be NULL */
	const struct pantau_score *score;  /* with signals; NULL: no denials */
	struct shingler *words;            /* with the words of both in it */
	const struct shingles *trigrams;   /* of them, if they are at hand */
};

struct claim_checker; /* one per thread */

/* The claims and the scorer (which may be NULL) are lent and must outlive it. */
enum pantau_status pantau_claim_checker_create(const struct claims *claims,
		const struct pantau_scorer *scorer, struct claim_checker **out,
		struct pantau_error *err);
void pantau_claim_checker_destroy(struct claim_checker *checker);

/* The debunks that it matches, best first, in the arena; doc is left 0. What is
 * only similar is not looked for. */
enum pantau_status pantau_claim_check(struct claim_checker *checker,
		const struct claim_document *document, struct arena *arena,
		struct claim_row **row, size_t *n, struct pantau_error *err);

/*
 * The places of words that deny, in the arena: signals of the group 'bantahan'
 * whose row is strong enough (a question, 'narasi' and the like are not), but
 * for 'bukan hoaks', which those write who want to be believed. False when
 * memory is out.
 */
bool pantau_claim_denials(const struct pantau_scorer *scorer,
		const struct pantau_score *score,
		const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct arena *arena,
		struct claim_place **place, size_t *n);

#endif
