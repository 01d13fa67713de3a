/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* FTS5's way of matching: trees written as its expressions, every term quoted,
 * so that no text of a user reaches its parser as syntax. */

#include <stdlib.h>

#include "base/error.h"
#include "store/match_parts.h"
#include "store/store_parts.h"

/* A term that no document has: the analyser emits no such control byte. */
#define NOWHERE "\x01"
#define HALT_EVERY 256 /* ids between two looks at the deadline */

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
	size_t lead = pantau_position_lead(position);

	if (lead < position->forms) {
		quote(out, form[lead]);
	} else {
		pantau_buf_str(out, STR(NOWHERE));
	}
	for (size_t i = 0; i < position->forms; i++) {
		if (pantau_form_marked(form[i]) &&
				pantau_form_storable(form[i])) {
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

static void write_leaf(struct buf *out, const struct match_node *leaf)
{
	pantau_buf_str(out, leaf->field == MATCH_TITLE ? STR("title : ")
			: leaf->field == MATCH_TEXT ? STR("text : ") : STR(""));
	if (leaf->op == MATCH_PHRASE) {
		write_phrase(out, &leaf->phrase[0]);
		return;
	}
	pantau_buf_str(out, STR("NEAR("));
	for (size_t i = 0; i < leaf->phrases; i++) {
		pantau_buf_str(out, i > 0 ? STR(" ") : STR(""));
		write_phrase(out, &leaf->phrase[i]);
	}
	pantau_buf_printf(out, ", %u)", leaf->distance);
}

void pantau_match_render(struct buf *out, const struct match_node *tree)
{
	static const char *const name[] = {
		[MATCH_AND] = " AND ", [MATCH_OR] = " OR ",
		[MATCH_NOT] = " NOT ",
	};

	pantau_buf_char(out, '(');
	if (tree->op == MATCH_PHRASE || tree->op == MATCH_NEAR) {
		write_leaf(out, tree);
	}
	for (size_t i = 0; i < tree->children; i++) {
		pantau_buf_str(out, i > 0 ? str_of(name[tree->op]) : STR(""));
		pantau_match_render(out, tree->child[i]);
	}
	pantau_buf_char(out, ')');
}

struct fts_match {
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

static enum pantau_status bind(struct fts_match *match,
		const struct match_node *tree, int64_t least, int64_t greatest,
		struct pantau_error *err)
{
	struct buf out;
	enum pantau_status status = PANTAU_OK;

	pantau_buf_init(&out);
	pantau_match_render(&out, tree);
	struct str expression = buf_str(&out);
	if (out.failed || sqlite3_bind_text64(match->stmt, 1, expression.p,
			expression.n, SQLITE_TRANSIENT, SQLITE_UTF8) !=
			SQLITE_OK) {
		status = pantau_fail_memory(err);
	}
	sqlite3_bind_int64(match->stmt, 2, least);
	sqlite3_bind_int64(match->stmt, 3, greatest);
	pantau_buf_finish(&out);
	return status;
}

enum pantau_status pantau_fts_match_open(struct store *store,
		const struct match_node *tree, bool descending, int64_t least,
		int64_t greatest, struct fts_match **out,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_fts_fresh(store, err);
	const char *sql = descending
			? "SELECT rowid FROM fts WHERE fts MATCH ?1 "
			"AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC"
			: "SELECT rowid FROM fts WHERE fts MATCH ?1 "
			"AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid";

	*out = NULL;
	if (status != PANTAU_OK) {
		return status;
	}
	struct fts_match *match = calloc(1, sizeof(*match));
	if (match == NULL) {
		return pantau_fail_memory(err);
	}
	match->store = store;
	/* Not from the cache: a query may hold several of them at once. */
	if (sqlite3_prepare_v2(store->db, sql, -1, &match->stmt, NULL) !=
			SQLITE_OK) {
		free(match);
		return pantau_match_fail(store, err);
	}
	status = bind(match, tree, least, greatest, err);
	if (status != PANTAU_OK) {
		pantau_fts_match_close(match);
		return status;
	}
	*out = match;
	return PANTAU_OK;
}

enum pantau_status pantau_fts_match_next(struct fts_match *match, int64_t *id,
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

void pantau_fts_match_close(struct fts_match *match)
{
	if (match != NULL) {
		sqlite3_finalize(match->stmt);
		free(match);
	}
}
