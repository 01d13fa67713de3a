/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * FTS5's side of the analyser: a tokenizer that splits packed streams and does
 * no more, and pantau_pack, which makes such a stream of stored text.
 */

#include "base/error.h"
#include "store/body.h"
#include "store/store_parts.h"

static int create(void *context, const char **argv, int argc,
		Fts5Tokenizer **out)
{
	(void)argv;
	/* No arguments are taken: malformed ones have crashed others. */
	if (argc != 0) {
		return SQLITE_ERROR;
	}
	/* With NULL, FTS5 would silently fall back to unicode61. */
	*out = context;
	return SQLITE_OK;
}

static void destroy(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer; /* the store, which outlives it */
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags,
		const char *p, int n, int (*token)(void *, int, const char *, int,
		int, int))
{
	struct packed_term term;
	struct str packed = str_make(p, n > 0 ? (size_t)n : 0);
	size_t at = 0;

	(void)tokenizer;
	(void)flags;
	while (pantau_pack_next(packed, &at, &term)) {
		int start = (int)(term.bytes.p - p);
		int end = start + (int)term.bytes.n;
		int code = token(context, term.colocated
				? FTS5_TOKEN_COLOCATED : 0, term.bytes.p,
				(int)term.bytes.n, start, end);
		if (code != SQLITE_OK) {
			return code;
		}
	}
	return SQLITE_OK;
}

enum pantau_status pantau_tokenizer_register(struct store *store,
		fts5_api *api, struct pantau_error *err)
{
	fts5_tokenizer ours = {create, destroy, tokenize};

	return api->xCreateTokenizer(api, "pantau", store, &ours, NULL) ==
			SQLITE_OK ? PANTAU_OK : pantau_fail_memory(err);
}

enum pantau_status pantau_store_analyser(struct store *store,
		struct pantau_analyser **out, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (store->analyser == NULL && store->image != NULL) {
		status = pantau_analyser_create_over(&store->image->image, NULL,
				&store->analyser, err);
	}
	if (status == PANTAU_OK && store->analyser == NULL) {
		status = pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
				"the database has no lexicon of its own",
				"basis data tidak memiliki leksikonnya sendiri"));
	}
	*out = store->analyser;
	return status;
}

enum pantau_status pantau_store_pack(struct store *store, struct str text,
		struct pantau_error *err)
{
	struct pantau_analyser *analyser;
	struct pantau_tokens tokens;

	pantau_buf_clear(&store->packed);
	if (text.n == 0) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_store_analyser(store, &analyser, err);
	if (status != PANTAU_OK) {
		return status;
	}
	pantau_arena_reset(&store->scratch);
	status = pantau_analyse_into(analyser, text, &store->scratch, &tokens,
			err);
	if (status == PANTAU_OK) {
		pantau_pack(&tokens, &store->packed);
		status = store->packed.failed ? pantau_fail_memory(err)
				: PANTAU_OK;
	}
	return status;
}

static void pack(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct store *store = sqlite3_user_data(context);
	struct str text;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};

	(void)argc;
	enum pantau_status status = pantau_body_value(store, argv[0],
			&store->unpacked, &text, &err);
	if (status == PANTAU_OK) {
		status = pantau_store_pack(store, text, &err);
	}
	if (status == PANTAU_NO_MEMORY) {
		sqlite3_result_error_nomem(context);
	} else if (status != PANTAU_OK) {
		sqlite3_result_error(context, err.message, -1);
	} else {
		sqlite3_result_text64(context, store->packed.n != 0
				? store->packed.p : "", store->packed.n,
				SQLITE_TRANSIENT, SQLITE_UTF8);
	}
}

enum pantau_status pantau_pack_register(struct store *store, sqlite3 *db,
		struct pantau_error *err)
{
	/* Innocuous: a view uses it while the schema is not trusted. */
	return sqlite3_create_function_v2(db, "pantau_pack", 1, SQLITE_UTF8 |
			SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, store, pack, NULL,
			NULL, NULL) == SQLITE_OK ? PANTAU_OK
			: pantau_fail_memory(err);
}
