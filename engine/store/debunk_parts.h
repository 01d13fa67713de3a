/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_DEBUNK_PARTS_H
#define PANTAU_STORE_DEBUNK_PARTS_H

/* What the files of this room share of debunks. */

#include "store/debunk.h"
#include "store/store_parts.h"

/* Bytes of a text that are looked at: claims know so many words of a field
 * (CLAIM_WORDS) and no more. */
#define DEBUNK_READ ((size_t)1 << 20)

/* Whether the tables are there. */
enum pantau_status pantau_debunk_tables(struct store *store, bool *has,
		struct pantau_error *err);

/* --- claim_row.c --- */

/* Adds rows, or brings them up to date. */
enum pantau_status pantau_claim_rows_add(struct store *store,
		const struct claim_row *row, size_t n,
		struct pantau_error *err);
/* Rows of debunks or items that are not there are let go, and every item's
 * ROW_CLAIM becomes what the rows tell, also where there are no debunks. */
enum pantau_status pantau_claim_rows_mend(struct store *store,
		struct column_writer *columns, struct pantau_error *err);

/* --- verify_claims.c --- */

/* Rows that are of no debunk or item, and marks of columns that no row tells,
 * or that are missing; what cannot be read is one more. In the read transaction.
 * PANTAU_NO_MEMORY, PANTAU_INTERRUPTED. */
enum pantau_status pantau_claims_verify(struct store *store, uint64_t *wrong,
		struct pantau_error *err);

/* --- debunk_claims.c --- */

/* Compiles all debunks; the caller's to destroy, NULL for none. */
enum pantau_status pantau_debunk_compile(struct store *store,
		store_progress progress, void *context, struct claims **out,
		struct pantau_error *err);
/* Keeps what was compiled, in the transaction; claims may be NULL. */
enum pantau_status pantau_debunk_keep(struct store *store,
		const struct claims *claims, struct pantau_error *err);
/* Index and compiled archive anew, of another text image, and which items
 * repeat debunks mended, unless columns is NULL. In the transaction of a
 * rebuild. */
enum pantau_status pantau_debunk_rebuild(struct store *store,
		struct column_writer *columns, struct pantau_error *err);

#endif
