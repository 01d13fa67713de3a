/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Debunks as they are read: one, or a list of them. */

#include "base/error.h"
#include "store/debunk_parts.h"

static enum pantau_status unreadable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot read the debunks",
			"tidak dapat membaca arsip klarifikasi");
}

enum pantau_status pantau_debunk_tables(struct store *store, bool *has,
		struct pantau_error *err)
{
	return pantau_schema_has(store, "debunk", has, err);
}

/* The number that constant SQL gives, with an id bound where it asks. */
static enum pantau_status number(struct store *store, const char *sql,
		int64_t id, uint64_t *out, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, sql, err);

	*out = 0;
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	if (sqlite3_bind_parameter_count(stmt) > 0) {
		sqlite3_bind_int64(stmt, 1, id);
	}
	enum pantau_status status = sqlite3_step(stmt) == SQLITE_ROW
			? PANTAU_OK : unreadable(store, err);
	if (status == PANTAU_OK) {
		*out = (uint64_t)sqlite3_column_int64(stmt, 0);
	}
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_debunk_count(struct store *store, uint64_t *n,
		struct pantau_error *err)
{
	bool has;
	enum pantau_status status = pantau_debunk_tables(store, &has, err);

	*n = 0;
	return status == PANTAU_OK && has ? number(store,
			"SELECT count(*) FROM debunk", 0, n, err) : status;
}

enum pantau_status pantau_debunk_find(struct store *store, struct str url,
		int64_t *id, struct pantau_error *err)
{
	unsigned char key[16];
	bool has;
	enum pantau_status status = pantau_debunk_tables(store, &has, err);

	*id = 0;
	if (status != PANTAU_OK || !has || url.n == 0) {
		return status;
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT id FROM debunk WHERE url_key = ?1", err);
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	pantau_hash128(url, key);
	sqlite3_bind_blob(stmt, 1, key, sizeof(key), SQLITE_STATIC);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		*id = sqlite3_column_int64(stmt, 0);
	} else if (code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return status;
}

/* --- one --- */

static bool take_text(sqlite3_stmt *stmt, int at, struct arena *arena,
		struct str *out)
{
	struct str text;

	if (!pantau_column_text(stmt, at, &text)) {
		return false;
	}
	*out = pantau_arena_str(arena, text);
	return out->p != NULL;
}

static bool take(sqlite3_stmt *stmt, struct arena *arena,
		struct debunk_row *out)
{
	struct debunk *d = &out->debunk;

	d->dated = sqlite3_column_type(stmt, 6) != SQLITE_NULL;
	d->date = (struct timestamp){
		.seconds = sqlite3_column_int64(stmt, 6),
		.offset = (int16_t)sqlite3_column_int(stmt, 7),
		.has_time = sqlite3_column_int(stmt, 8) != 0,
	};
	d->line = (uint64_t)sqlite3_column_int64(stmt, 10);
	out->added = sqlite3_column_int64(stmt, 11);
	return take_text(stmt, 0, arena, &d->title) &&
			take_text(stmt, 1, arena, &d->claim) &&
			take_text(stmt, 2, arena, &d->body) &&
			take_text(stmt, 3, arena, &d->verdict) &&
			take_text(stmt, 4, arena, &d->url) &&
			take_text(stmt, 5, arena, &d->publisher) &&
			take_text(stmt, 9, arena, &out->input);
}

static enum pantau_status missing(int64_t id, struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_NOT_FOUND, PANTAU_T(err,
			"there is no debunk %lld; 'pantau debunk list' shows them",
			"tidak ada klarifikasi %lld; daftarnya di "
			"'pantau debunk list'"), (long long)id);
}

enum pantau_status pantau_debunk_get(struct store *store, int64_t id,
		struct arena *arena, struct debunk_row *out,
		struct pantau_error *err)
{
	bool has;
	enum pantau_status status = pantau_debunk_tables(store, &has, err);

	*out = (struct debunk_row){.id = id};
	if (status != PANTAU_OK || !has) {
		return status != PANTAU_OK ? status : missing(id, err);
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT title, claim, "
			"body, verdict, url, publisher, date, zone, has_time, "
			"input, line, added FROM debunk WHERE id = ?1", err);
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		status = take(stmt, arena, out) ? PANTAU_OK
				: pantau_fail_memory(err);
	} else {
		status = code == SQLITE_DONE ? missing(id, err)
				: unreadable(store, err);
	}
	sqlite3_reset(stmt);
	if (status == PANTAU_OK) {
		status = number(store, "SELECT count(*) FROM claim "
				"WHERE debunk = ?1 AND denies = 0", id,
				&out->repeats, err);
	}
	return status != PANTAU_OK ? status : number(store, "SELECT count(*) "
			"FROM claim WHERE debunk = ?1 AND denies = 1", id,
			&out->denials, err);
}

/* --- lists --- */

static void quote(struct buf *out, const struct pantau_term *term)
{
	for (size_t i = 0; i < term->length; i++) {
		if (term->bytes[i] == '"') {
			pantau_buf_char(out, '"');
		}
		pantau_buf_char(out, term->bytes[i]);
	}
}

/* The stem of a word if it has one, else the word. */
static const struct pantau_term *best_term(const struct pantau_tokens *tokens,
		size_t at, uint32_t position)
{
	const struct pantau_term *best = &tokens->term[at];

	for (; at < tokens->terms && tokens->term[at].position == position;
			at++) {
		if (tokens->term[at].kind == PANTAU_TERM_STEM) {
			return &tokens->term[at];
		}
	}
	return best;
}

#define WORDS_MAX 64 /* of a question; the others are not looked at */

/* All words, each by its stem: as the word that is its own stem, and as that
 * of others. */
static enum pantau_status expression(struct store *store, struct str words,
		struct buf *out, struct pantau_error *err)
{
	struct pantau_analyser *analyser;
	struct pantau_tokens tokens;
	size_t written = 0;
	enum pantau_status status = pantau_store_analyser(store, &analyser,
			err);

	if (status == PANTAU_OK) {
		pantau_arena_reset(&store->scratch);
		status = pantau_analyse_into(analyser, words, &store->scratch,
				&tokens, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	for (size_t i = 0; i < tokens.terms && written < WORDS_MAX; i++) {
		if (i > 0 && tokens.term[i - 1].position ==
				tokens.term[i].position) {
			continue;
		}
		const struct pantau_term *term = best_term(&tokens, i,
				tokens.term[i].position);
		/* The marked form joins the unmarked one's position. */
		pantau_buf_str(out, written++ > 0 ? STR(" AND \"") : STR("\""));
		quote(out, term);
		pantau_buf_char(out, ' ');
		pantau_buf_char(out, PACK_COLOCATED);
		quote(out, term);
		pantau_buf_char(out, '"');
	}
	return out->failed ? pantau_fail_memory(err) : PANTAU_OK;
}

static enum pantau_status push(struct arena *arena, int64_t id, int64_t **to,
		size_t *n, size_t *room, struct pantau_error *err)
{
	if (*n == *room) {
		size_t more = *room != 0 ? *room * 2 : 64;
		int64_t *grown = pantau_arena_alloc(arena,
				more * sizeof(*grown));
		if (grown == NULL) {
			return pantau_fail_memory(err);
		}
		if (*n != 0) {
			memcpy(grown, *to, *n * sizeof(*grown));
		}
		*to = grown;
		*room = more;
	}
	(*to)[(*n)++] = id;
	return PANTAU_OK;
}

/* The ids of a statement whose first column they are; it is reset. */
static enum pantau_status collect(struct store *store, sqlite3_stmt *stmt,
		struct arena *arena, int64_t **id, size_t *n,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	size_t room = 0;
	int code = SQLITE_DONE;

	*id = NULL;
	*n = 0;
	while (status == PANTAU_OK && (code = sqlite3_step(stmt)) ==
			SQLITE_ROW) {
		status = push(arena, sqlite3_column_int64(stmt, 0), id, n,
				&room, err);
	}
	if (status == PANTAU_OK && code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return status;
}

static int64_t sql_limit(size_t limit)
{
	return limit > (size_t)INT32_MAX ? -1 : (int64_t)limit;
}

static enum pantau_status list_all(struct store *store, size_t limit,
		struct arena *arena, int64_t **id, size_t *n, uint64_t *total,
		struct pantau_error *err)
{
	enum pantau_status status = number(store,
			"SELECT count(*) FROM debunk", 0, total, err);
	sqlite3_stmt *stmt = status != PANTAU_OK ? NULL : pantau_store_stmt(
			store, "SELECT id FROM debunk ORDER BY time DESC, id DESC "
			"LIMIT ?1", err);

	if (stmt == NULL) {
		return status != PANTAU_OK ? status : unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, sql_limit(limit));
	return collect(store, stmt, arena, id, n, err);
}

static enum pantau_status list_found(struct store *store, struct str words,
		size_t limit, struct arena *arena, int64_t **id, size_t *n,
		uint64_t *total, struct pantau_error *err)
{
	struct buf match;
	sqlite3_stmt *stmt = NULL, *count = NULL;

	pantau_buf_init(&match);
	enum pantau_status status = expression(store, words, &match, err);
	if (status == PANTAU_OK && match.n == 0) {
		/* No word in it: nothing has it. */
		pantau_buf_finish(&match);
		return PANTAU_OK;
	}
	if (status == PANTAU_OK) {
		count = pantau_store_stmt(store, "SELECT count(*) "
				"FROM debunk_fts WHERE debunk_fts MATCH ?1", err);
		stmt = pantau_store_stmt(store, "SELECT rowid FROM debunk_fts "
				"WHERE debunk_fts MATCH ?1 "
				"ORDER BY bm25(debunk_fts, 3.0, 3.0, 1.0), "
				"rowid DESC LIMIT ?2", err);
		status = count == NULL || stmt == NULL ? unreadable(store, err)
				: PANTAU_OK;
	}
	if (status == PANTAU_OK) {
		pantau_bind_str(count, 1, buf_str(&match));
		status = sqlite3_step(count) == SQLITE_ROW ? PANTAU_OK
				: unreadable(store, err);
		*total = (uint64_t)sqlite3_column_int64(count, 0);
		sqlite3_reset(count);
		sqlite3_clear_bindings(count);
	}
	if (status == PANTAU_OK) {
		pantau_bind_str(stmt, 1, buf_str(&match));
		sqlite3_bind_int64(stmt, 2, sql_limit(limit));
		status = collect(store, stmt, arena, id, n, err);
	}
	pantau_buf_finish(&match);
	return status;
}

enum pantau_status pantau_debunk_list(struct store *store, struct str words,
		size_t limit, struct arena *arena, int64_t **id, size_t *n,
		uint64_t *total, struct pantau_error *err)
{
	bool has;
	enum pantau_status status = pantau_debunk_tables(store, &has, err);

	*id = NULL;
	*n = 0;
	*total = 0;
	if (status != PANTAU_OK || !has) {
		return status;
	}
	return words.n == 0 ? list_all(store, limit, arena, id, n, total, err)
			: list_found(store, words, limit, arena, id, n, total,
				err);
}

/* --- who repeats what --- */

enum pantau_status pantau_claim_items(struct store *store, int64_t debunk,
		bool denies, struct arena *arena, int64_t **doc, size_t *n,
		struct pantau_error *err)
{
	bool has;
	enum pantau_status status = pantau_debunk_tables(store, &has, err);

	*doc = NULL;
	*n = 0;
	if (status != PANTAU_OK || !has) {
		return status;
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT doc FROM claim "
			"WHERE debunk = ?1 AND denies = ?2 ORDER BY doc", err);
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, debunk);
	sqlite3_bind_int(stmt, 2, denies);
	return collect(store, stmt, arena, doc, n, err);
}
