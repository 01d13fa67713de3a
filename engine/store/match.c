/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* FTS5 expressions from quoted terms, and the ids that they match. */

#include <stdlib.h>

#include "base/error.h"
#include "store/store_parts.h"

/* A term that no document has: the analyser emits no such control byte. */
#define NOWHERE "\x01"
#define HALT_EVERY 256 /* ids between two looks at the deadline */

static bool marked(struct str form)
{
	return form.n != 0 && form.p[0] == PACK_COLOCATED;
}

/* No stored term is empty or holds a NUL or a space; such a form would end
 * the expression or become two positions. */
static bool can_be_stored(struct str form)
{
	return form.n > (marked(form) ? 1 : 0) &&
			memchr(form.p, '\0', form.n) == NULL &&
			memchr(form.p, ' ', form.n) == NULL;
}

static void quote(struct buf *out, struct str form)
{
	for (size_t i = 0; i < form.n; i++) {
		if (form.p[i] == '"') {
			pantau_buf_char(out, '"');
		}
		pantau_buf_char(out, form.p[i]);
	}
}

/* One unmarked form begins a position, and marked ones join it; an unmarked
 * one that comes second could not be told from the next position. */
static void write_position(struct buf *out,
		const struct match_position *position)
{
	const struct str *form = position->form;
	size_t lead = position->forms;

	for (size_t i = 0; i < position->forms && lead == position->forms;
			i++) {
		if (!marked(form[i]) && can_be_stored(form[i])) {
			lead = i;
		}
	}
	if (lead < position->forms) {
		quote(out, form[lead]);
	} else {
		pantau_buf_str(out, STR(NOWHERE));
	}
	for (size_t i = 0; i < position->forms; i++) {
		if (marked(form[i]) && can_be_stored(form[i])) {
			pantau_buf_char(out, ' ');
			quote(out, form[i]);
		}
	}
}

static void write_phrase(struct buf *out, const struct match_phrase *phrase)
{
	bool prefix = false;

	pantau_buf_char(out, '"');
	for (size_t i = 0; i < phrase->positions; i++) {
		if (i > 0) {
			pantau_buf_char(out, ' ');
		}
		write_position(out, &phrase->position[i]);
		prefix = phrase->position[i].prefix;
	}
	if (phrase->positions == 0) {
		/* An empty phrase would vanish from the expression. */
		pantau_buf_str(out, STR(NOWHERE));
	}
	pantau_buf_char(out, '"');
	if (prefix) {
		pantau_buf_str(out, STR(" *"));
	}
}

static void write_field(struct buf *out, enum match_field field)
{
	pantau_buf_str(out, field == MATCH_TITLE ? STR("(title : ")
			: field == MATCH_TEXT ? STR("(text : ") : STR("("));
}

void pantau_match_phrase(struct buf *out, enum match_field field,
		const struct match_phrase *phrase)
{
	write_field(out, field);
	write_phrase(out, phrase);
	pantau_buf_char(out, ')');
}

void pantau_match_near(struct buf *out, enum match_field field,
		const struct match_phrase *phrase, size_t phrases, unsigned distance)
{
	write_field(out, field);
	pantau_buf_str(out, STR("NEAR("));
	for (size_t i = 0; i < phrases; i++) {
		if (i > 0) {
			pantau_buf_char(out, ' ');
		}
		write_phrase(out, &phrase[i]);
	}
	pantau_buf_printf(out, ", %u))", distance);
}

bool pantau_match_next_phrase(struct str expression, size_t *at,
		struct str *phrase)
{
	size_t i = *at, start;

	while (i < expression.n && expression.p[i] != '"') {
		i++;
	}
	for (start = i++; i < expression.n; i++) {
		if (expression.p[i] != '"') {
			continue;
		}
		if (i + 1 == expression.n || expression.p[i + 1] != '"') {
			*phrase = str_make(expression.p + start, i + 1 - start);
			*at = i + 1;
			return true;
		}
		i++; /* a quote within, doubled */
	}
	return false;
}

struct match {
	struct store *store;
	sqlite3_stmt *stmt;
	unsigned until_look;
};

enum pantau_status pantau_match_fail(struct store *store,
		struct pantau_error *err)
{
	int code = sqlite3_errcode(store->db);

	if (code == SQLITE_ERROR) {
		/* Ours is well formed: it is too deep or has too many phrases. */
		return pantau_fail(err, PANTAU_LIMIT, "%s", PANTAU_T(err,
				"the query is too large for the index; use fewer terms",
				"pencarian terlalu besar untuk indeks; kurangi istilah"));
	}
	return pantau_store_fail(store, err, "cannot search the index",
			"tidak dapat mencari di indeks");
}

enum pantau_status pantau_match_open(struct store *store, struct str expression,
		bool descending, int64_t least, int64_t greatest,
		struct match **out, struct pantau_error *err)
{
	struct match *match = calloc(1, sizeof(*match));
	const char *sql = descending
			? "SELECT rowid FROM fts WHERE fts MATCH ?1 "
			"AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC"
			: "SELECT rowid FROM fts WHERE fts MATCH ?1 "
			"AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid";

	*out = NULL;
	if (match == NULL) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = pantau_fts_fresh(store, err);
	if (status != PANTAU_OK) {
		free(match);
		return status;
	}
	match->store = store;
	/* Not from the cache: a query may hold several of them at once. */
	if (sqlite3_prepare_v2(store->db, sql, -1, &match->stmt, NULL) !=
			SQLITE_OK) {
		free(match);
		return pantau_match_fail(store, err);
	}
	pantau_bind_str(match->stmt, 1, expression);
	sqlite3_bind_int64(match->stmt, 2, least);
	sqlite3_bind_int64(match->stmt, 3, greatest);
	*out = match;
	return PANTAU_OK;
}

enum pantau_status pantau_match_next(struct match *match, int64_t *id,
		struct pantau_error *err)
{
	struct store *store = match->store;

	if (match->until_look-- == 0) {
		match->until_look = HALT_EVERY;
		if (pantau_store_halted(store)) {
			return pantau_store_halt(store, err);
		}
	}
	switch (sqlite3_step(match->stmt)) {
	case SQLITE_ROW:
		*id = sqlite3_column_int64(match->stmt, 0);
		return PANTAU_OK;
	case SQLITE_DONE:
		return PANTAU_END;
	default:
		return pantau_match_fail(store, err);
	}
}

void pantau_match_close(struct match *match)
{
	if (match != NULL) {
		sqlite3_finalize(match->stmt);
		free(match);
	}
}

enum pantau_status pantau_match_frequency(struct store *store, struct str form,
		uint64_t *documents, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT doc FROM vocab WHERE term = ?1", err);

	*documents = 0;
	if (stmt == NULL) {
		return pantau_match_fail(store, err);
	}
	pantau_bind_str(stmt, 1, form);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		*documents = (uint64_t)sqlite3_column_int64(stmt, 0);
	}
	enum pantau_status status = code == SQLITE_ROW || code == SQLITE_DONE
			? PANTAU_OK : pantau_match_fail(store, err);
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return status;
}

/* The least string above all that begin with prefix; false when none is. */
static bool after_prefix(struct str prefix, struct arena *arena,
		struct str *out)
{
	size_t n = prefix.n;

	while (n > 0 && (unsigned char)prefix.p[n - 1] == 0xff) {
		n--;
	}
	char *p = n > 0 ? pantau_arena_alloc(arena, n) : NULL;
	if (p == NULL) {
		return false;
	}
	memcpy(p, prefix.p, n);
	p[n - 1] = (char)((unsigned char)p[n - 1] + 1);
	*out = str_make(p, n);
	return true;
}

static enum pantau_status take_forms(struct store *store, sqlite3_stmt *stmt,
		size_t limit, struct arena *arena, struct str *form, size_t *n,
		bool *cut, struct pantau_error *err)
{
	int code;

	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct str term = pantau_column_str(stmt, 0);
		if (marked(term)) {
			continue; /* only for an empty prefix */
		}
		if (*n == limit) {
			*cut = true;
			return PANTAU_OK;
		}
		form[*n] = pantau_arena_str(arena, term);
		if (form[(*n)++].p == NULL) {
			return pantau_fail_memory(err);
		}
	}
	return code == SQLITE_DONE ? PANTAU_OK : pantau_match_fail(store, err);
}

enum pantau_status pantau_match_forms(struct store *store, struct str prefix,
		size_t limit, struct arena *arena, struct str **forms, size_t *n,
		bool *cut, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT term FROM vocab "
			"WHERE term >= ?1 AND term < ?2 ORDER BY term", err);
	struct str end;

	*n = 0;
	*cut = false;
	*forms = pantau_arena_zero(arena, limit, sizeof(**forms));
	if (*forms == NULL) {
		return pantau_fail_memory(err);
	}
	if (stmt == NULL) {
		return pantau_match_fail(store, err);
	}
	if (!after_prefix(prefix, arena, &end)) {
		end = STR("\xff"); /* no UTF-8 begins so */
	}
	pantau_bind_str(stmt, 1, prefix);
	pantau_bind_str(stmt, 2, end);
	enum pantau_status status = take_forms(store, stmt, limit, arena, *forms,
			n, cut, err);
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return status;
}
