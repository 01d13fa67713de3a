/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Adding debunks: rows, their index, the compiled archive, and the items that
 * repeat them, in one transaction. */

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "store/debunk_parts.h"

struct debunker {
	struct store *store;
	int64_t now;
	bool open;                /* a transaction is */
	bool changes;             /* something is new or other than before */
	struct column_writer *columns;
	struct arena arena;       /* the streams of one debunk */
	struct claims *claims;
	struct map touched;       /* ids of this run */
	uint32_t *changed;
	size_t n, room;
	int64_t *loose;           /* items whose claims changed */
	size_t looses, loose_room;
	uint64_t done[DEBUNK_SAME + 1];
};

static enum pantau_status unwritable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot write the debunks",
			"tidak dapat menulis arsip klarifikasi");
}

void pantau_debunker_destroy(struct debunker *d)
{
	if (d == NULL) {
		return;
	}
	if (d->open) {
		sqlite3_exec(d->store->db, "ROLLBACK", NULL, NULL, NULL);
		pantau_store_rolled_back(d->store);
	}
	pantau_column_writer_destroy(d->columns);
	pantau_claims_destroy(d->claims);
	pantau_arena_finish(&d->arena);
	pantau_map_finish(&d->touched);
	free(d->changed);
	free(d->loose);
	free(d);
}

enum pantau_status pantau_debunker_create(struct store *store, int64_t now,
		struct debunker **out, struct pantau_error *err)
{
	*out = NULL;
	if (store->mode == STORE_READ) {
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"the database is open for reading",
				"basis data dibuka hanya untuk dibaca"));
	}
	if (pantau_stamps_other_analyser(store)) {
		return pantau_fail(err, PANTAU_STALE, "%s", PANTAU_T(err,
				"another version of the analyser made the index; run "
				"'pantau rebuild' before adding to it",
				"indeks dibuat oleh versi penganalisis lain; jalankan "
				"'pantau rebuild' sebelum menambah isi"));
	}
	struct debunker *d = calloc(1, sizeof(*d));
	if (d == NULL) {
		return pantau_fail_memory(err);
	}
	d->store = store;
	d->now = now;
	pantau_arena_init(&d->arena);
	pantau_map_init(&d->touched, pantau_hash_seed());
	d->columns = pantau_column_writer_create(store);
	enum pantau_status status = d->columns == NULL ? pantau_fail_memory(err)
			: pantau_store_run(store, "BEGIN IMMEDIATE", err);
	d->open = status == PANTAU_OK;
	if (status == PANTAU_OK) {
		status = pantau_schema_debunks(store, err);
	}
	if (status != PANTAU_OK) {
		pantau_debunker_destroy(d);
		return status;
	}
	*out = d;
	return PANTAU_OK;
}

/* --- one debunk --- */

/* What tells a debunk from others. */
struct identity {
	unsigned char url[16], text[16];
};

static enum pantau_status identify(struct debunker *d,
		const struct debunk *debunk, struct identity *out,
		struct pantau_error *err)
{
	const struct str *field[] = {&debunk->title, &debunk->claim,
		&debunk->body};
	struct buf all;

	pantau_buf_init(&all);
	for (size_t i = 0; i < 3; i++) {
		/* The length, so that nothing moves from one to the next. */
		uint64_t n = field[i]->n;
		pantau_buf_append(&all, (const char *)&n, sizeof(n));
		pantau_buf_str(&all, *field[i]);
	}
	pantau_hash128(buf_str(&all), out->text);
	pantau_hash128(debunk->url, out->url);
	bool failed = all.failed;
	pantau_buf_finish(&all);
	(void)d;
	return failed ? pantau_fail_memory(err) : PANTAU_OK;
}

static enum pantau_status look_up(struct store *store, const char *sql,
		const unsigned char key[16], int64_t *id,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, sql, err);

	if (stmt == NULL) {
		return unwritable(store, err);
	}
	sqlite3_bind_blob(stmt, 1, key, 16, SQLITE_STATIC);
	int code = sqlite3_step(stmt);
	*id = code == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
	enum pantau_status status = code == SQLITE_ROW || code == SQLITE_DONE
			? PANTAU_OK : unwritable(store, err);
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return status;
}

/* The row of the same debunk, or 0: by its url, or else by its words. */
static enum pantau_status find(struct debunker *d,
		const struct debunk *debunk, const struct identity *key,
		int64_t *id, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	*id = 0;
	if (debunk->url.n != 0) {
		status = look_up(d->store, "SELECT id FROM debunk "
				"WHERE url_key = ?1", key->url, id, err);
	}
	return status != PANTAU_OK || *id != 0 ? status : look_up(d->store,
			"SELECT min(id) FROM debunk WHERE text_key = ?1",
			key->text, id, err);
}

/* One column of the index: the text's packed stream, in the arena. */
static enum pantau_status pack(struct debunker *d, struct str text,
		struct str *out, struct pantau_error *err)
{
	enum pantau_status status = pantau_store_pack(d->store, text, err);

	if (status == PANTAU_OK) {
		*out = pantau_arena_str(&d->arena, buf_str(&d->store->packed));
		status = out->p == NULL ? pantau_fail_memory(err) : PANTAU_OK;
	}
	return status;
}

static enum pantau_status put_index(struct debunker *d, const char *sql,
		int64_t id, const struct debunk *debunk,
		struct pantau_error *err)
{
	const struct str *text[] = {&debunk->title, &debunk->claim,
		&debunk->body};
	struct str packed[3];
	enum pantau_status status = PANTAU_OK;

	pantau_arena_reset(&d->arena);
	for (int i = 0; status == PANTAU_OK && i < 3; i++) {
		status = pack(d, *text[i], &packed[i], err);
	}
	sqlite3_stmt *stmt = status != PANTAU_OK ? NULL
			: pantau_store_stmt(d->store, sql, err);
	if (stmt == NULL) {
		return status != PANTAU_OK ? status : unwritable(d->store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	for (int i = 0; i < 3; i++) {
		pantau_bind_str(stmt, 2 + i, packed[i]);
	}
	return pantau_stmt_done(d->store, stmt, err);
}

#define SQL_PUT \
	"INSERT INTO debunk(id, time, url_key, text_key, date, zone, has_time," \
	" added, input, line, verdict, url, publisher, title, claim, body)" \
	" VALUES(?1, coalesce(?5, ?8), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11," \
	" ?12, ?13, ?14, ?15, ?16) ON CONFLICT(id) DO UPDATE SET time =" \
	" coalesce(?5, added), url_key = excluded.url_key, text_key =" \
	" excluded.text_key, date = excluded.date, zone = excluded.zone," \
	" has_time = excluded.has_time, input = excluded.input, line =" \
	" excluded.line, verdict = excluded.verdict, url = excluded.url," \
	" publisher = excluded.publisher, title = excluded.title, claim =" \
	" excluded.claim, body = excluded.body"

static enum pantau_status put_row(struct debunker *d, int64_t id,
		const struct debunk *debunk, const struct identity *key,
		const char *input, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(d->store, SQL_PUT, err);

	if (stmt == NULL) {
		return unwritable(d->store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	if (debunk->url.n != 0) {
		sqlite3_bind_blob(stmt, 3, key->url, 16, SQLITE_STATIC);
	}
	sqlite3_bind_blob(stmt, 4, key->text, 16, SQLITE_STATIC);
	if (debunk->dated) {
		sqlite3_bind_int64(stmt, 5, debunk->date.seconds);
		sqlite3_bind_int(stmt, 6, debunk->date.offset);
		sqlite3_bind_int(stmt, 7, debunk->date.has_time);
	}
	sqlite3_bind_int64(stmt, 8, d->now);
	pantau_bind_str(stmt, 9, str_of(input));
	sqlite3_bind_int64(stmt, 10, (sqlite3_int64)debunk->line);
	pantau_bind_str(stmt, 11, debunk->verdict);
	pantau_bind_str(stmt, 12, debunk->url);
	pantau_bind_str(stmt, 13, debunk->publisher);
	pantau_bind_str(stmt, 14, debunk->title);
	pantau_bind_str(stmt, 15, debunk->claim);
	pantau_bind_str(stmt, 16, debunk->body);
	return pantau_stmt_done(d->store, stmt, err);
}

static bool same_words(const struct debunk *a, const struct debunk *b)
{
	return str_eq(a->title, b->title) && str_eq(a->claim, b->claim) &&
			str_eq(a->body, b->body);
}

static bool same(const struct debunk *a, const struct debunk *b)
{
	return same_words(a, b) && str_eq(a->verdict, b->verdict) &&
			str_eq(a->url, b->url) &&
			str_eq(a->publisher, b->publisher) &&
			a->dated == b->dated && (!a->dated ||
			(a->date.seconds == b->date.seconds &&
			a->date.offset == b->date.offset));
}

static bool push_changed(struct debunker *d, int64_t id)
{
	if (d->n == d->room) {
		size_t room = d->room != 0 ? d->room * 2 : 256;
		uint32_t *grown = realloc(d->changed, room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		d->changed = grown;
		d->room = room;
	}
	d->changed[d->n++] = (uint32_t)id;
	return true;
}

static bool push_loose(struct debunker *d, int64_t doc)
{
	if (d->looses == d->loose_room) {
		size_t room = d->loose_room != 0 ? d->loose_room * 2 : 256;
		int64_t *grown = realloc(d->loose, room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		d->loose = grown;
		d->loose_room = room;
	}
	d->loose[d->looses++] = doc;
	return true;
}

/* Who repeated the words that a debunk had; they are looked for again. */
static enum pantau_status loosen(struct debunker *d, int64_t id,
		struct pantau_error *err)
{
	struct store *store = d->store;
	enum pantau_status status = PANTAU_OK;
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT doc FROM claim WHERE debunk = ?1", err);
	int code = SQLITE_DONE;

	if (stmt == NULL) {
		return unwritable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	while (status == PANTAU_OK && (code = sqlite3_step(stmt)) ==
			SQLITE_ROW) {
		status = push_loose(d, sqlite3_column_int64(stmt, 0))
				? PANTAU_OK : pantau_fail_memory(err);
	}
	if (status == PANTAU_OK && code != SQLITE_DONE) {
		status = unwritable(store, err);
	}
	sqlite3_reset(stmt);
	stmt = status != PANTAU_OK ? NULL : pantau_store_stmt(store,
			"DELETE FROM claim WHERE debunk = ?1", err);
	if (stmt == NULL) {
		return status != PANTAU_OK ? status : unwritable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	return pantau_stmt_done(store, stmt, err);
}

#define SQL_INDEX "INSERT INTO debunk_fts(rowid, title, claim, body) " \
	"VALUES(?1, ?2, ?3, ?4)"
#define SQL_UNINDEX "INSERT INTO debunk_fts(debunk_fts, rowid, title, claim, " \
	"body) VALUES('delete', ?1, ?2, ?3, ?4)"

/* A debunk whose words are other than those that are known. */
static enum pantau_status change_words(struct debunker *d, int64_t id,
		const struct debunk *old, const struct debunk *debunk,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (old != NULL) {
		status = put_index(d, SQL_UNINDEX, id, old, err);
		if (status == PANTAU_OK) {
			status = loosen(d, id, err);
		}
	}
	if (status == PANTAU_OK) {
		status = put_index(d, SQL_INDEX, id, debunk, err);
	}
	if (status == PANTAU_OK && !push_changed(d, id)) {
		status = pantau_fail_memory(err);
	}
	return status;
}

static enum pantau_status next_id(struct debunker *d, int64_t *id,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(d->store,
			"SELECT coalesce(max(id), 0) + 1 FROM debunk", err);

	if (stmt == NULL || sqlite3_step(stmt) != SQLITE_ROW) {
		sqlite3_reset(stmt);
		return unwritable(d->store, err);
	}
	*id = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return *id < (int64_t)UINT32_MAX ? PANTAU_OK : pantau_fail(err,
			PANTAU_LIMIT, "%s", PANTAU_T(err, "too many debunks",
			"klarifikasi terlalu banyak"));
}

/* What is known of it, in the arena; and what of that stays: a text that has
 * another url too keeps the one it came with first. */
static enum pantau_status compare(struct debunker *d, int64_t id,
		struct arena *arena, struct debunk *debunk,
		struct debunk_row *old, enum debunk_done *done,
		struct pantau_error *err)
{
	*done = DEBUNK_NEW;
	if (id == 0) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_debunk_get(d->store, id, arena, old,
			err);
	if (status == PANTAU_OK) {
		if (old->debunk.url.n != 0 && same_words(&old->debunk,
				debunk)) {
			debunk->url = old->debunk.url;
		}
		*done = same(&old->debunk, debunk) ? DEBUNK_SAME
				: DEBUNK_UPDATED;
	}
	return status;
}

static enum pantau_status put(struct debunker *d, int64_t *id,
		struct debunk *debunk, const char *input, struct arena *arena,
		enum debunk_done *done, struct pantau_error *err)
{
	struct identity key;
	struct debunk_row old;
	enum pantau_status status = identify(d, debunk, &key, err);

	if (status == PANTAU_OK) {
		status = find(d, debunk, &key, id, err);
	}
	if (status == PANTAU_OK) {
		status = compare(d, *id, arena, debunk, &old, done, err);
	}
	if (status != PANTAU_OK || *done == DEBUNK_SAME) {
		return status;
	}
	d->changes = true;
	pantau_hash128(debunk->url, key.url);
	if (*done == DEBUNK_NEW) {
		status = next_id(d, id, err);
	}
	if (status == PANTAU_OK && (*done == DEBUNK_NEW ||
			!same_words(&old.debunk, debunk))) {
		status = change_words(d, *id, *done == DEBUNK_NEW ? NULL
				: &old.debunk, debunk, err);
	}
	return status == PANTAU_OK ? put_row(d, *id, debunk, &key, input, err)
			: status;
}

enum pantau_status pantau_debunker_put(struct debunker *d,
		const struct debunk *debunk, const char *input, int64_t *id,
		enum debunk_done *done, bool *again, struct pantau_error *err)
{
	struct debunk copy = *debunk;
	struct arena arena;
	bool added = true;

	pantau_arena_init(&arena);
	enum pantau_status status = put(d, id, &copy, input, &arena, done, err);
	if (status == PANTAU_OK) {
		d->done[*done]++;
		if (pantau_map_put(&d->touched, str_make((const char *)id,
				sizeof(*id)), &added) == NULL) {
			status = pantau_fail_memory(err);
		}
	}
	*again = !added;
	pantau_arena_finish(&arena);
	return status;
}

/* --- what follows from them --- */

enum pantau_status pantau_debunker_compile(struct debunker *d,
		store_progress progress, void *context,
		const struct claims **out, struct pantau_error *err)
{
	*out = NULL;
	if (!d->changes) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_debunk_compile(d->store, progress,
			context, &d->claims, err);
	if (status == PANTAU_OK) {
		status = pantau_debunk_keep(d->store, d->claims, err);
	}
	*out = d->claims;
	return status;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

const uint32_t *pantau_debunker_changed(const struct debunker *d, size_t *n)
{
	size_t kept = 0;

	if (d->n > 1) {
		qsort(d->changed, d->n, sizeof(*d->changed), by_number);
	}
	for (size_t i = 0; i < d->n; i++) {
		if (i == 0 || d->changed[i] != d->changed[kept - 1]) {
			d->changed[kept++] = d->changed[i];
		}
	}
	*n = kept;
	return d->changed;
}

enum pantau_status pantau_debunker_repeat(struct debunker *d,
		const struct claim_row *row, size_t n,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_claim_rows_add(d->store, row, n,
			err);

	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		status = push_loose(d, row[i].doc) ? PANTAU_OK
				: pantau_fail_memory(err);
	}
	return status;
}

/* The columns follow the rows. */
static enum pantau_status settle(struct debunker *d, int64_t doc,
		struct pantau_error *err)
{
	struct arena arena;
	struct claim_row *row;
	struct row_values values;
	size_t n;

	pantau_arena_init(&arena);
	enum pantau_status status = pantau_claim_rows(d->store, doc, &arena,
			&row, &n, err);
	if (status == PANTAU_OK) {
		status = pantau_row_read(d->store, doc, &values, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_column_writer_put(d->columns, doc, &values, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_column_writer_claim(d->columns, doc,
				pantau_claim_spreads(row, n), err);
	}
	pantau_arena_finish(&arena);
	return status;
}

static int by_doc(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* The audit tells what was done, not what the debunks say. */
static enum pantau_status tell_audit(struct debunker *d,
		struct pantau_error *err)
{
	char detail[96];

	snprintf(detail, sizeof(detail), "new=%llu updated=%llu",
			(unsigned long long)d->done[DEBUNK_NEW],
			(unsigned long long)d->done[DEBUNK_UPDATED]);
	return pantau_store_audit(d->store, d->now, "debunk import", detail,
			err);
}

enum pantau_status pantau_debunker_commit(struct debunker *d,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (d->looses > 1) {
		qsort(d->loose, d->looses, sizeof(*d->loose), by_doc);
	}
	for (size_t i = 0; status == PANTAU_OK && i < d->looses; i++) {
		if (i == 0 || d->loose[i] != d->loose[i - 1]) {
			status = settle(d, d->loose[i], err);
		}
	}
	if (status == PANTAU_OK) {
		status = pantau_column_writer_flush(d->columns, err);
	}
	if (status == PANTAU_OK && d->changes) {
		status = tell_audit(d, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_store_run(d->store, "COMMIT", err);
	}
	if (status == PANTAU_OK) {
		d->open = false;
		pantau_columns_forget(d->store);
	}
	return status;
}
