/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The vocabulary of the index: how many documents hold a form, and which forms
 * begin alike. */

#include "base/error.h"
#include "store/match_parts.h"
#include "store/posting_parts.h"
#include "store/store_parts.h"

static enum pantau_status frequency_by_fts(struct store *store,
		struct str form, uint64_t *documents, struct pantau_error *err)
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

enum pantau_status pantau_match_frequency(struct store *store, struct str form,
		uint64_t *documents, struct pantau_error *err)
{
	bool direct = false;
	enum pantau_status status = pantau_store_begin_read(store, err);

	*documents = 0;
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_match_direct(store, &direct, err);
	if (status == PANTAU_OK) {
		status = direct ? pantau_posting_frequency(store, form,
				documents, err) : frequency_by_fts(store, form,
				documents, err);
	}
	pantau_store_end_read(store);
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
		if (pantau_form_marked(term)) {
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

static enum pantau_status forms_by_fts(struct store *store, struct str prefix,
		size_t limit, struct arena *arena, struct str *form, size_t *n,
		bool *cut, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT term FROM vocab "
			"WHERE term >= ?1 AND term < ?2 ORDER BY term", err);
	struct str end;

	if (stmt == NULL) {
		return pantau_match_fail(store, err);
	}
	if (!after_prefix(prefix, arena, &end)) {
		end = STR("\xff"); /* no UTF-8 begins so */
	}
	pantau_bind_str(stmt, 1, prefix);
	pantau_bind_str(stmt, 2, end);
	enum pantau_status status = take_forms(store, stmt, limit, arena, form,
			n, cut, err);
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return status;
}

/* FTS5's vocabulary counts what every term has; the index's own pages tell
 * which there are. */
static enum pantau_status forms_direct(struct store *store, struct str prefix,
		size_t limit, struct arena *arena, struct str *form, size_t *n,
		bool *cut, struct pantau_error *err)
{
	struct index_reader *reader;
	struct term_place *term;
	struct arena scratch;
	size_t terms = 0;

	pantau_arena_init(&scratch);
	enum pantau_status status = pantau_posting_reader(store, &reader, err);
	if (status == PANTAU_OK) {
		/* One more tells whether there are more. */
		status = pantau_prefix_terms(reader, prefix, limit + 1,
				&scratch, &term, &terms, err);
	}
	for (size_t i = 0; status == PANTAU_OK && !*cut && i < terms; i++) {
		if (i != 0 && term[i].term.p == term[i - 1].term.p) {
			continue;
		}
		if (*n == limit) {
			*cut = true;
			continue;
		}
		form[*n] = pantau_arena_str(arena, str_skip(term[i].term, 1));
		if (form[(*n)++].p == NULL) {
			status = pantau_fail_memory(err);
		}
	}
	pantau_arena_finish(&scratch);
	return status;
}

enum pantau_status pantau_match_forms(struct store *store, struct str prefix,
		size_t limit, struct arena *arena, struct str **forms, size_t *n,
		bool *cut, struct pantau_error *err)
{
	bool direct = false;

	*n = 0;
	*cut = false;
	*forms = pantau_arena_zero(arena, limit, sizeof(**forms));
	if (*forms == NULL) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = pantau_store_begin_read(store, err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_match_direct(store, &direct, err);
	/* Without a prefix it is FTS5's to walk over all that there is. */
	direct = direct && prefix.n != 0;
	if (status == PANTAU_OK) {
		status = direct ? forms_direct(store, prefix, limit, arena,
				*forms, n, cut, err) : forms_by_fts(store, prefix,
				limit, arena, *forms, n, cut, err);
	}
	pantau_store_end_read(store);
	return status;
}
