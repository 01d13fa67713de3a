/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A document's rows in doc and body, and the names that they refer to. */

#include "base/error.h"
#include "store/store_parts.h"

static void bind_if(sqlite3_stmt *stmt, int at, bool set, int64_t value)
{
	if (set) {
		sqlite3_bind_int64(stmt, at, value);
	}
}

bool pantau_row_shares(float negative, float neutral, float positive,
		int64_t *less, int64_t *more)
{
	*less = (int64_t)(negative * SHARES_WHOLE + 0.5F);
	*more = (int64_t)(positive * SHARES_WHOLE + 0.5F);
	/* Two halves that are both rounded up would be more than the whole. */
	if (*more > SHARES_WHOLE - *less) {
		*more = SHARES_WHOLE - *less;
	}
	return negative + neutral + positive > 0;
}

void pantau_bind_shares(sqlite3_stmt *stmt, int at, float negative,
		float neutral, float positive)
{
	int64_t less, more;
	bool assessed = pantau_row_shares(negative, neutral, positive, &less,
			&more);

	bind_if(stmt, at, assessed, less);
	bind_if(stmt, at + 1, assessed, more);
}

static void bind_doc(sqlite3_stmt *stmt, const struct doc *doc,
		const struct row_refs *refs)
{
	uint32_t f = doc->fields;
	bool dated = (f & DOC_PUBLISHED) != 0;

	sqlite3_bind_int64(stmt, 4, f);
	sqlite3_bind_int64(stmt, 5, refs->source);
	if ((f & DOC_ID) != 0) {
		pantau_bind_str(stmt, 6, doc->id);
	}
	sqlite3_bind_int(stmt, 7, (int)doc->kind);
	sqlite3_bind_int64(stmt, 8, refs->account);
	bind_if(stmt, 9, dated, doc->published.seconds);
	bind_if(stmt, 10, dated, doc->published.offset);
	bind_if(stmt, 11, dated, doc->published.has_time);
	sqlite3_bind_int64(stmt, 12, refs->language);
	sqlite3_bind_int64(stmt, 13, refs->region);
	bind_if(stmt, 14, (f & DOC_LIKES) != 0, doc->likes);
	bind_if(stmt, 15, (f & DOC_SHARES) != 0, doc->shares);
	bind_if(stmt, 16, (f & DOC_COMMENTS) != 0, doc->comments);
	bind_if(stmt, 17, (f & DOC_VIEWS) != 0, doc->views);
	sqlite3_bind_int(stmt, 18, doc->owned);
	sqlite3_bind_int64(stmt, 28, (sqlite3_int64)doc->record);
	bind_if(stmt, 29, doc->line != doc->record, (int64_t)doc->line);
}

static void bind_scores(sqlite3_stmt *stmt, const struct analysed *analysed)
{
	sqlite3_bind_int64(stmt, 19, analysed->positions);
	sqlite3_bind_int(stmt, 20, (int)analysed->tone);
	sqlite3_bind_int(stmt, 21, (int)analysed->title_tone);
	pantau_bind_shares(stmt, 22, analysed->negative, analysed->neutral,
			analysed->positive);
	sqlite3_bind_int(stmt, 24, (int)analysed->hoax);
	sqlite3_bind_int64(stmt, 25, analysed->hoax_groups);
	sqlite3_bind_int(stmt, 26, analysed->contradiction);
}

/* Insert and update in one. */
static const char put_doc_sql[] =
	"INSERT INTO doc(id, key, content, fields, source, ext_id, kind,"
	" account, published, zone, has_time, language, region, likes, shares,"
	" comments, views, owned, positions, tone, title_tone, negative,"
	" positive, hoax, hoax_groups, contradiction, input, record,"
	" line) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
	" ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27,"
	" ?28, ?29) ON CONFLICT(id) DO UPDATE SET content ="
	" excluded.content, fields = excluded.fields, source = excluded.source,"
	" ext_id = excluded.ext_id, kind = excluded.kind, account ="
	" excluded.account, published = excluded.published, zone ="
	" excluded.zone, has_time = excluded.has_time, language ="
	" excluded.language, region = excluded.region, likes = excluded.likes,"
	" shares = excluded.shares, comments = excluded.comments, views ="
	" excluded.views, owned = excluded.owned, positions ="
	" excluded.positions, tone = excluded.tone, title_tone ="
	" excluded.title_tone, negative = excluded.negative,"
	" positive = excluded.positive, hoax ="
	" excluded.hoax, hoax_groups = excluded.hoax_groups, contradiction ="
	" excluded.contradiction, input = excluded.input, record ="
	" excluded.record, line = excluded.line";

enum pantau_status pantau_row_put(struct store *store, const struct row *in,
		const struct row_refs *refs, struct row_values *out,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, put_doc_sql, err);

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot write the database",
				"tidak dapat menulis basis data");
	}
	sqlite3_bind_int64(stmt, 1, in->id);
	sqlite3_bind_blob(stmt, 2, in->key, KEY_BYTES, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 3, in->content, CONTENT_BYTES, SQLITE_STATIC);
	bind_doc(stmt, in->doc, refs);
	bind_scores(stmt, in->analysed);
	sqlite3_bind_int64(stmt, 27, in->input);
	const struct row_facts facts = {
		.dated = (in->doc->fields & DOC_PUBLISHED) != 0,
		.published = in->doc->published.seconds,
		.source = refs->source, .account = refs->account,
		.positions = in->analysed->positions, .region = refs->region,
		.language = refs->language, .kind = (int)in->doc->kind,
		.tone = (int)in->analysed->tone, .hoax = (int)in->analysed->hoax,
		.owned = in->doc->owned,
		.contradiction = in->analysed->contradiction,
	};
	pantau_row_values(&facts, out);
	return pantau_stmt_done(store, stmt, err);
}

static void bind_text_if(sqlite3_stmt *stmt, int at, bool set, struct str s)
{
	if (set) {
		pantau_bind_str(stmt, at, s);
	}
}

/* Whether the time as written need not be kept: there is none, or the row's
 * other columns say as much. */
static bool is_plain_time(const struct doc *doc)
{
	char form[PUBLISHED_FORM];

	if ((doc->fields & DOC_PUBLISHED) == 0) {
		return doc->published_raw.n == 0;
	}
	return doc->published.has_time && str_eq(doc->published_raw,
			str_make(form, pantau_published_form(&doc->published,
			form)));
}

enum pantau_status pantau_body_put(struct store *store, int64_t id,
		const struct doc *doc, struct str packed,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "INSERT INTO body(id, "
			"title, text, url, parent, published_raw) "
			"VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(id) DO UPDATE "
			"SET title = excluded.title, text = excluded.text, "
			"url = excluded.url, parent = excluded.parent, "
			"published_raw = excluded.published_raw", err);
	uint32_t f = doc->fields;

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot write the database",
				"tidak dapat menulis basis data");
	}
	sqlite3_bind_int64(stmt, 1, id);
	bind_text_if(stmt, 2, (f & DOC_TITLE) != 0, doc->title);
	if (packed.n != 0) {
		sqlite3_bind_blob64(stmt, 3, packed.p, packed.n, SQLITE_STATIC);
	} else {
		bind_text_if(stmt, 3, (f & DOC_TEXT) != 0, doc->text);
	}
	bind_text_if(stmt, 4, (f & DOC_URL) != 0, doc->url);
	bind_text_if(stmt, 5, (f & DOC_PARENT) != 0, doc->parent);
	bind_text_if(stmt, 6, !is_plain_time(doc), doc->published_raw);
	return pantau_stmt_done(store, stmt, err);
}

enum pantau_status pantau_row_refs(struct store *store, const struct doc *doc,
		struct str language, struct row_refs *refs,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_names_put(store, COLUMN_SOURCE,
			doc->source, &refs->source, err);

	if (status == PANTAU_OK) {
		status = pantau_names_put(store, COLUMN_LANGUAGE, language,
				&refs->language, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_names_put(store, COLUMN_REGION, doc->region,
				&refs->region, err);
	}
	return status != PANTAU_OK ? status : pantau_account_put(store,
			doc->author, (doc->fields & DOC_PUBLIC) != 0 ||
			doc->public_author, &refs->account, err);
}
