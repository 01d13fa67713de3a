/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_DEBUNK_H
#define PANTAU_STORE_DEBUNK_H

/*
 * The archive of debunks (import/debunk.h), which items repeat which of them,
 * and the compiled archive that texts are matched with (similar/claim.h).
 *
 * The same debunk is one row: the same url, or else the same title, claim and
 * body. That an item repeats one says that its words are known and where to
 * read on; what is true, a person decides.
 *
 * The tables are made with the first debunk. The compiled archive is kept with
 * them, made anew whenever debunks or the text image change, and mapped from
 * the cache where there is one.
 */

#include "import/debunk.h"
#include "similar/claim.h"
#include "store/care.h"
#include "store/store.h"

/* --- as they are read --- */

struct debunk_row {
	int64_t id;
	struct debunk debunk;  /* line: where it stood; record: 0 */
	struct str input;      /* the path it was read from */
	int64_t added;         /* UTC seconds */
	uint64_t repeats;      /* items that repeat it and do not deny it */
	uint64_t denials;      /* items that repeat its words and deny it */
};

/* Whether there are any, and how many. */
enum pantau_status pantau_debunk_count(struct store *store, uint64_t *n,
		struct pantau_error *err);
/* One of them, strings in the arena. PANTAU_NOT_FOUND. */
enum pantau_status pantau_debunk_get(struct store *store, int64_t id,
		struct arena *arena, struct debunk_row *out,
		struct pantau_error *err);
/* The one of an url; *id is 0 where there is none. */
enum pantau_status pantau_debunk_find(struct store *store, struct str url,
		int64_t *id, struct pantau_error *err);
/* Their ids: without words the newest first, else those that have all of the
 * words, the best by bm25 first (a title and a claim count threefold). At most
 * limit; *total: all there are. */
enum pantau_status pantau_debunk_list(struct store *store, struct str words,
		size_t limit, struct arena *arena, int64_t **id, size_t *n,
		uint64_t *total, struct pantau_error *err);

/* --- who repeats what --- */

struct claim_row {
	int64_t doc;
	uint32_t debunk;
	enum claim_kind kind;
	double containment;    /* of the item's shingles in the debunk */
	uint32_t shared;       /* how many these are */
	bool denies;           /* it denies: it does not spread */
};

/* The claims of an item, best first; in the arena. None is PANTAU_OK. */
enum pantau_status pantau_claim_rows(struct store *store, int64_t doc,
		struct arena *arena, struct claim_row **out, size_t *n,
		struct pantau_error *err);
/* The items that repeat a debunk, ascending, those that deny it or those that do
 * not; in the arena. */
enum pantau_status pantau_claim_items(struct store *store, int64_t debunk,
		bool denies, struct arena *arena, int64_t **doc, size_t *n,
		struct pantau_error *err);
/* Rows of an item, whatever doc they say, in place of those it had; inside the
 * writer's transaction, where the tables are. The item's ROW_CLAIM is the caller's to set:
 * pantau_claim_spreads. */
enum pantau_status pantau_claim_rows_put(struct store *store, int64_t doc,
		const struct claim_row *row, size_t n,
		struct pantau_error *err);
/* Does any of the rows make its item one that spreads a claim? */
bool pantau_claim_spreads(const struct claim_row *row, size_t n);

/* --- the compiled archive --- */

struct debunk_claims;

/* NULL in *out where there are no debunks. It holds what it needs of the store
 * and may outlive it. PANTAU_NO_MEMORY, PANTAU_LIMIT, ... */
enum pantau_status pantau_debunk_claims_open(struct store *store,
		struct debunk_claims **out, struct pantau_error *err);
void pantau_debunk_claims_close(struct debunk_claims *claims);
/* Lent until close; may be shared by threads. */
const struct claims *pantau_debunk_claims(const struct debunk_claims *claims);

/* --- adding debunks: one transaction, everything or nothing --- */

enum debunk_done { DEBUNK_NEW, DEBUNK_UPDATED, DEBUNK_SAME };

struct debunker;

/* The store must be open for writing. now: UTC seconds. */
enum pantau_status pantau_debunker_create(struct store *store, int64_t now,
		struct debunker **out, struct pantau_error *err);
/* Rolls back what is not committed. NULL is fine. */
void pantau_debunker_destroy(struct debunker *debunker);
/* Adds one, or brings one that is known up to date; *id: its row, *again: one of
 * this very run. After a failure destroy the debunker. */
enum pantau_status pantau_debunker_put(struct debunker *debunker,
		const struct debunk *debunk, const char *input, int64_t *id,
		enum debunk_done *done, bool *again, struct pantau_error *err);
/*
 * Compiles the archive anew where anything changed; *out is lent until the
 * debunker is destroyed, NULL: there are no debunks. progress may be NULL.
 */
enum pantau_status pantau_debunker_compile(struct debunker *debunker,
		store_progress progress, void *context,
		const struct claims **out, struct pantau_error *err);
/* The debunks that are new or whose words changed, ascending; lent. */
const uint32_t *pantau_debunker_changed(const struct debunker *debunker,
		size_t *n);
/* That an item repeats them: added to what is known of it. */
enum pantau_status pantau_debunker_repeat(struct debunker *debunker,
		const struct claim_row *row, size_t n,
		struct pantau_error *err);
enum pantau_status pantau_debunker_commit(struct debunker *debunker,
		struct pantau_error *err);

#endif
