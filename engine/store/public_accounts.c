/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The handles of accounts.tsv, kept in the database so that masking needs no
 * lexicons; refreshed by writers when the file changed. */

#include "base/error.h"
#include "base/hash.h"
#include "store/store_parts.h"

#define FILE_NAME "accounts.tsv"

/* Handles folded, each ended by a newline: no handle holds one. */
struct gathering {
	struct arena arena;
	struct buf handles;
};

static bool gather(void *context, uint32_t line, const struct str *cell,
		size_t cells)
{
	struct gathering *g = context;

	(void)line;
	if (cells > 0) {
		struct str folded = pantau_handle_fold(cell[0], &g->arena);
		pantau_buf_str(&g->handles, folded);
		pantau_buf_char(&g->handles, '\n');
		g->handles.failed = g->handles.failed || folded.p == NULL;
	}
	return !g->handles.failed;
}

static enum pantau_status insert_all(struct store *store, struct str handles,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "INSERT INTO "
			"public_account(handle) VALUES(?1) ON CONFLICT DO NOTHING",
			err);
	enum pantau_status status = stmt != NULL ? PANTAU_OK
			: pantau_store_fail(store, err, "cannot write an account",
				"tidak dapat menulis akun");

	while (status == PANTAU_OK && handles.p != NULL && handles.n != 0) {
		struct str handle = pantau_str_cut(&handles, '\n');
		if (handle.n != 0) {
			pantau_bind_str(stmt, 1, handle);
			status = pantau_stmt_done(store, stmt, err);
		}
	}
	return status;
}

static enum pantau_status replace(struct store *store, struct str handles,
		const unsigned char hash[16], struct pantau_error *err)
{
	enum pantau_status status = pantau_store_run(store, "BEGIN IMMEDIATE",
			err);

	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_store_run(store, "DELETE FROM public_account", err);
	if (status == PANTAU_OK) {
		status = insert_all(store, handles, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_meta_set_blob(store, "accounts", hash, 16, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_store_run(store, "COMMIT", err);
	}
	if (status != PANTAU_OK) {
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	}
	return status;
}

enum pantau_status pantau_accounts_refresh(struct store *store,
		const char *lexicons_dir, struct pantau_error *err)
{
	unsigned char hash[16], kept[16];
	struct gathering g;
	size_t n = 0;

	pantau_arena_init(&g.arena);
	pantau_buf_init(&g.handles);
	enum pantau_status status = pantau_lexicon_table_each(lexicons_dir,
			FILE_NAME, gather, &g, err);
	if (status == PANTAU_NOT_FOUND) {
		/* A folder without the file knows no public accounts. */
		status = PANTAU_OK;
	}
	if (status == PANTAU_OK && g.handles.failed) {
		status = pantau_fail_memory(err);
	}
	if (status == PANTAU_OK) {
		pantau_hash128(buf_str(&g.handles), hash);
		status = pantau_meta_blob(store, "accounts", kept, sizeof(kept),
				&n, err);
	}
	if (status == PANTAU_OK && (n != sizeof(kept) ||
			memcmp(kept, hash, sizeof(kept)) != 0)) {
		status = replace(store, buf_str(&g.handles), hash, err);
	}
	pantau_buf_finish(&g.handles);
	pantau_arena_finish(&g.arena);
	return status;
}
