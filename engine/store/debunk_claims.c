/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The compiled archive of debunks: made, kept, and opened again. What is kept is
 * told by two hashes in 'meta': of the text image that its words were made with,
 * and of its bytes, by which the cache has it.
 */

#include <stdlib.h>

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "lexicon/cache.h"
#include "store/debunk_parts.h"

#define STAMP "claims"
#define HASH 16
#define PART ((size_t)32 << 20)
#define KIND "claims"

struct debunk_claims {
	struct claims *claims;
	void *bytes;     /* memory of it, or */
	struct str map;  /* where it is mapped */
};

static enum pantau_status unreadable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot read the debunks",
			"tidak dapat membaca arsip klarifikasi");
}

/* --- making it --- */

static enum pantau_status add(struct store *store,
		struct claim_builder *builder, sqlite3_stmt *stmt,
		struct arena *arena, struct pantau_error *err)
{
	struct pantau_tokens tokens[CLAIM_FIELDS];
	const struct pantau_tokens *field[CLAIM_FIELDS];
	struct pantau_analyser *analyser;
	enum pantau_status status = pantau_store_analyser(store, &analyser,
			err);

	pantau_arena_reset(arena);
	for (int f = 0; status == PANTAU_OK && f < CLAIM_FIELDS; f++) {
		struct str text;
		if (!pantau_column_text(stmt, 1 + f, &text)) {
			return pantau_fail_memory(err);
		}
		text = pantau_utf8_prefix(text, DEBUNK_READ);
		field[f] = text.n != 0 ? &tokens[f] : NULL;
		if (text.n != 0) {
			status = pantau_analyse_into(analyser, text, arena,
					&tokens[f], err);
		}
	}
	return status == PANTAU_OK ? pantau_claim_builder_add(builder,
			(uint32_t)sqlite3_column_int64(stmt, 0), field, err)
			: status;
}

static enum pantau_status add_all(struct store *store,
		struct claim_builder *builder, uint64_t total,
		store_progress progress, void *context,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	struct arena arena;
	uint64_t done = 0;
	int code = SQLITE_DONE;
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT id, title, "
			"claim, body FROM debunk ORDER BY id", err);

	_Static_assert(CLAIM_TITLE == 0 && CLAIM_CLAIM == 1 &&
			CLAIM_BODY == 2, "in the order of the columns");
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	pantau_arena_init(&arena);
	while (status == PANTAU_OK && (code = sqlite3_step(stmt)) ==
			SQLITE_ROW) {
		status = add(store, builder, stmt, &arena, err);
		if (status == PANTAU_OK && progress != NULL &&
				!progress(context, ++done, total)) {
			status = pantau_fail(err, PANTAU_INTERRUPTED, "%s",
					PANTAU_T(err, "interrupted; everything "
					"is as it was", "dihentikan; semua tetap "
					"seperti semula"));
		}
	}
	if (status == PANTAU_OK && code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	pantau_arena_finish(&arena);
	return status;
}

enum pantau_status pantau_debunk_compile(struct store *store,
		store_progress progress, void *context, struct claims **out,
		struct pantau_error *err)
{
	struct claim_builder *builder = NULL;
	uint64_t total;
	enum pantau_status status = pantau_debunk_count(store, &total, err);

	*out = NULL;
	if (status != PANTAU_OK || total == 0) {
		return status;
	}
	status = pantau_claim_builder_create(&builder, err);
	if (status == PANTAU_OK) {
		pantau_claim_builder_common(builder,
				pantau_store_text_image(store));
		status = add_all(store, builder, total, progress, context, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_claim_builder_finish(builder, out, err);
	}
	pantau_claim_builder_destroy(builder);
	return status;
}

/* --- keeping it --- */

static enum pantau_status keep_parts(struct store *store, struct str bytes,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_store_run(store,
			"DELETE FROM claim_archive", err);
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"INSERT INTO claim_archive(part, bytes) VALUES(?1, ?2)",
			err);

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	for (int part = 0; status == PANTAU_OK && bytes.n != 0; part++) {
		size_t n = bytes.n < PART ? bytes.n : PART;
		sqlite3_bind_int(stmt, 1, part);
		sqlite3_bind_blob64(stmt, 2, bytes.p, n, SQLITE_STATIC);
		status = pantau_stmt_done(store, stmt, err);
		bytes = str_skip(bytes, n);
	}
	return status;
}

enum pantau_status pantau_debunk_keep(struct store *store,
		const struct claims *claims, struct pantau_error *err)
{
	struct str bytes = claims != NULL ? pantau_claims_bytes(claims)
			: str_make(NULL, 0);
	unsigned char stamp[2 * HASH];
	enum pantau_status status = keep_parts(store, bytes, err);

	memcpy(stamp, store->stamps.text, HASH);
	pantau_hash128(bytes, stamp + HASH);
	return status == PANTAU_OK ? pantau_meta_set_blob(store, STAMP, stamp,
			sizeof(stamp), err) : status;
}

/* A damaged index could not be told to begin anew: it is made anew. */
static enum pantau_status rebuild_index(struct store *store,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_store_run(store,
			"DROP TABLE IF EXISTS debunk_fts", err);

	if (status == PANTAU_OK) {
		status = pantau_schema_debunks(store, err);
	}
	return status == PANTAU_OK ? pantau_store_run(store, "INSERT INTO "
			"debunk_fts(debunk_fts) VALUES('rebuild')", err) : status;
}

enum pantau_status pantau_debunk_rebuild(struct store *store,
		struct column_writer *columns, struct pantau_error *err)
{
	struct claims *claims = NULL;
	bool has;
	enum pantau_status status = pantau_debunk_tables(store, &has, err);

	if (status == PANTAU_OK && has) {
		status = rebuild_index(store, err);
	}
	if (status == PANTAU_OK && columns != NULL) {
		status = pantau_claim_rows_mend(store, columns, err);
	}
	if (status != PANTAU_OK || !has) {
		return status;
	}
	status = pantau_debunk_compile(store, NULL, NULL, &claims, err);
	if (status == PANTAU_OK) {
		status = pantau_debunk_keep(store, claims, err);
	}
	pantau_claims_destroy(claims);
	return status;
}

/* --- opening it --- */

void pantau_debunk_claims_close(struct debunk_claims *claims)
{
	if (claims != NULL) {
		pantau_claims_destroy(claims->claims);
		free(claims->bytes);
		pantau_file_unmap(claims->map);
		free(claims);
	}
}

const struct claims *pantau_debunk_claims(const struct debunk_claims *claims)
{
	return claims->claims;
}

/* As an earlier start left it outside the database. */
static bool map_it(const struct store *store,
		const unsigned char hash[HASH], struct debunk_claims *out)
{
	struct cache_map file;

	if (store->cache_dir == NULL || !pantau_cache_map(store->cache_dir,
			KIND, hash, &file)) {
		return false;
	}
	enum pantau_status status = (file.sound ? pantau_claims_open_sound :
			pantau_claims_open)(file.bytes, &out->claims, NULL);
	if (status != PANTAU_OK) {
		pantau_file_unmap(file.bytes);
		return false;
	}
	if (!file.sound) {
		pantau_cache_vouch(store->cache_dir, KIND, hash, &file);
	}
	out->map = file.bytes;
	return true;
}

static enum pantau_status read_parts(struct store *store, size_t size,
		char *to, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT bytes FROM claim_archive ORDER BY part", err);
	size_t at = 0;
	int code;

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		const void *p = sqlite3_column_blob(stmt, 0);
		size_t n = (size_t)sqlite3_column_bytes(stmt, 0);
		if (p != NULL && n <= size - at) {
			memcpy(to + at, p, n);
			at += n;
		}
	}
	enum pantau_status status = code == SQLITE_DONE ? PANTAU_OK
			: unreadable(store, err);
	sqlite3_reset(stmt);
	return status;
}

/* What the database keeps. */
static enum pantau_status read_it(struct store *store,
		struct debunk_claims *out, struct str *bytes,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT "
			"coalesce(sum(length(bytes)), 0) FROM claim_archive",
			err);

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	enum pantau_status status = sqlite3_step(stmt) == SQLITE_ROW
			? PANTAU_OK : unreadable(store, err);
	size_t size = (size_t)sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	if (status != PANTAU_OK) {
		return status;
	}
	out->bytes = malloc(size + 1);
	if (out->bytes == NULL) {
		return pantau_fail_memory(err);
	}
	status = read_parts(store, size, out->bytes, err);
	*bytes = str_make(out->bytes, size);
	return status;
}

/* Compiled here: what is kept is of other words, another version, or damaged. */
static enum pantau_status make(struct store *store, struct debunk_claims *out,
		struct pantau_error *err)
{
	free(out->bytes);
	out->bytes = NULL;
	return pantau_debunk_compile(store, NULL, NULL, &out->claims, err);
}

static enum pantau_status open_it(struct store *store,
		struct debunk_claims *out, struct pantau_error *err)
{
	unsigned char stamp[2 * HASH] = {0};
	struct str bytes = {0};
	size_t n;
	enum pantau_status status = pantau_meta_blob(store, STAMP, stamp,
			sizeof(stamp), &n, err);

	if (status != PANTAU_OK) {
		return status;
	}
	if (n != sizeof(stamp) || memcmp(stamp, store->stamps.text, HASH) !=
			0) {
		return make(store, out, err);
	}
	if (map_it(store, stamp + HASH, out)) {
		return PANTAU_OK;
	}
	status = read_it(store, out, &bytes, err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_claims_open(bytes, &out->claims, err);
	if (status == PANTAU_STALE || status == PANTAU_DAMAGED) {
		return make(store, out, err);
	}
	if (status == PANTAU_OK && store->cache_dir != NULL) {
		pantau_cache_store(store->cache_dir, KIND, stamp + HASH, bytes);
	}
	return status;
}

enum pantau_status pantau_debunk_claims_open(struct store *store,
		struct debunk_claims **out, struct pantau_error *err)
{
	uint64_t debunks;
	enum pantau_status status = pantau_debunk_count(store, &debunks, err);

	*out = NULL;
	if (status != PANTAU_OK || debunks == 0) {
		return status;
	}
	struct debunk_claims *claims = calloc(1, sizeof(*claims));
	if (claims == NULL) {
		return pantau_fail_memory(err);
	}
	status = open_it(store, claims, err);
	if (status != PANTAU_OK || claims->claims == NULL) {
		pantau_debunk_claims_close(claims);
		return status;
	}
	*out = claims;
	return PANTAU_OK;
}
