/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* One item as it is shown, and the row behind the name that people use. */

#include <stdlib.h>

#include "base/error.h"
#include "store/body.h"
#include "store/key_index.h"
#include "store/label_parts.h"

#define NAME_HEX 16 /* digits of the key that name an item without an id */
#define ALIKE 64    /* items of one name that are looked at */

enum at {
	AT_KEY, AT_FIELDS, AT_SOURCE, AT_EXT_ID, AT_KIND, AT_ACCOUNT,
	AT_PUBLISHED, AT_ZONE, AT_HAS_TIME, AT_LANGUAGE, AT_REGION, AT_LIKES,
	AT_SHARES, AT_COMMENTS, AT_VIEWS, AT_OWNED, AT_TONE, AT_TITLE_TONE,
	AT_NEGATIVE, AT_POSITIVE, AT_HOAX, AT_HOAX_GROUPS,
	AT_CONTRADICTION, AT_RECORD, AT_LINE, AT_TITLE, AT_TEXT, AT_URL,
	AT_PARENT, AT_PUBLISHED_RAW, AT_PATH, AT_HASH,
};

static const char item_sql[] =
	"SELECT key, fields, source, ext_id, kind, account, published, zone,"
	" has_time, doc.language, doc.region, likes, shares, comments, views,"
	" owned, tone, title_tone, negative, positive, doc.hoax,"
	" hoax_groups, contradiction, record, line, title, text, url, parent,"
	" published_raw, input.path, input.hash"
	" FROM doc JOIN body ON body.id = doc.id"
	" LEFT JOIN input ON input.id = doc.input WHERE doc.id = ?1";

struct taking {
	struct arena *arena;
	bool failed;
};

static struct str copy(struct taking *taking, struct str s)
{
	struct str made = pantau_arena_str(taking->arena, s);

	taking->failed = taking->failed || made.p == NULL;
	return made;
}

static struct str column(struct taking *taking, sqlite3_stmt *stmt, int at)
{
	struct str s;

	taking->failed = !pantau_column_text(stmt, at, &s) || taking->failed;
	return copy(taking, s);
}

/* A number that indexes an enum is kept within it, whatever the file says. */
static int within(sqlite3_stmt *stmt, int at, int count)
{
	int value = sqlite3_column_int(stmt, at);

	return value >= 0 && value < count ? value : 0;
}

static struct str key_name(struct taking *taking, sqlite3_stmt *stmt)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *key = sqlite3_column_blob(stmt, AT_KEY);
	char hex[NAME_HEX] = {0};

	for (int i = 0; i < NAME_HEX / 2 && key != NULL &&
			i < sqlite3_column_bytes(stmt, AT_KEY); i++) {
		hex[2 * i] = digits[key[i] >> 4];
		hex[2 * i + 1] = digits[key[i] & 15];
	}
	return copy(taking, str_make(hex, NAME_HEX));
}

static void take_texts(struct taking *taking, sqlite3_stmt *stmt,
		struct doc *doc)
{
	doc->id = (doc->fields & DOC_ID) != 0
			? column(taking, stmt, AT_EXT_ID)
			: key_name(taking, stmt);
	doc->title = column(taking, stmt, AT_TITLE);
	doc->url = column(taking, stmt, AT_URL);
	doc->parent = column(taking, stmt, AT_PARENT);
	doc->published_raw = column(taking, stmt, AT_PUBLISHED_RAW);
}

/* A time that was written as we do was not kept: see is_plain_time. */
static void take_time(struct taking *taking, sqlite3_stmt *stmt,
		struct doc *doc)
{
	char form[PUBLISHED_FORM];

	if ((doc->fields & DOC_PUBLISHED) != 0 && sqlite3_column_type(stmt,
			AT_PUBLISHED_RAW) == SQLITE_NULL &&
			doc->published.seconds >= 0 &&
			doc->published.seconds <= (int64_t)UINT32_MAX) {
		doc->published_raw = copy(taking, str_make(form,
				pantau_published_form(&doc->published, form)));
	}
}

static void take_numbers(sqlite3_stmt *stmt, struct doc *doc)
{
	doc->kind = (enum doc_kind)within(stmt, AT_KIND, KINDS);
	doc->published.seconds = sqlite3_column_int64(stmt, AT_PUBLISHED);
	doc->published.offset = (int16_t)sqlite3_column_int(stmt, AT_ZONE);
	doc->published.has_time = sqlite3_column_int(stmt, AT_HAS_TIME) != 0;
	doc->likes = sqlite3_column_int64(stmt, AT_LIKES);
	doc->shares = sqlite3_column_int64(stmt, AT_SHARES);
	doc->comments = sqlite3_column_int64(stmt, AT_COMMENTS);
	doc->views = sqlite3_column_int64(stmt, AT_VIEWS);
	doc->owned = sqlite3_column_int(stmt, AT_OWNED) != 0;
	doc->record = (uint64_t)sqlite3_column_int64(stmt, AT_RECORD);
	doc->line = sqlite3_column_type(stmt, AT_LINE) == SQLITE_NULL
			? doc->record
			: (uint64_t)sqlite3_column_int64(stmt, AT_LINE);
}

static void take_scores(sqlite3_stmt *stmt, struct item *out)
{
	out->machine_tone = (enum pantau_tone)within(stmt, AT_TONE,
			PANTAU_TONE_UNASSESSED + 1);
	out->title_tone = (enum pantau_tone)within(stmt, AT_TITLE_TONE,
			PANTAU_TONE_UNASSESSED + 1);
	if (sqlite3_column_type(stmt, AT_NEGATIVE) != SQLITE_NULL) {
		int negative = within(stmt, AT_NEGATIVE, SHARES_WHOLE + 1);
		int positive = within(stmt, AT_POSITIVE,
				SHARES_WHOLE + 1 - negative);
		out->negative = (float)negative / SHARES_WHOLE;
		out->positive = (float)positive / SHARES_WHOLE;
		out->neutral = (float)(SHARES_WHOLE - negative - positive) /
				SHARES_WHOLE;
	}
	out->hoax = (enum pantau_hoax_level)within(stmt, AT_HOAX,
			PANTAU_HOAX_CHECK + 1);
	out->hoax_groups = (uint32_t)sqlite3_column_int64(stmt, AT_HOAX_GROUPS);
	out->contradiction = sqlite3_column_int(stmt, AT_CONTRADICTION) != 0;
}

static enum pantau_status take_body(struct store *store,
		struct taking *taking, sqlite3_stmt *stmt, struct doc *doc,
		struct pantau_error *err)
{
	struct str text;
	enum pantau_status status = pantau_body_text(store, stmt, AT_TEXT,
			&store->unpacked, &text, err);

	doc->text = copy(taking, text);
	return status;
}

static enum pantau_status take_label(struct store *store,
		struct taking *taking, struct item *out,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_label_of_text(store, out->id,
			LABEL_OF_TONE, out->doc.title, out->doc.text,
			taking->arena, &out->label, err);

	if (status == PANTAU_OK) {
		status = pantau_label_of_text(store, out->id,
				LABEL_OF_VERDICT, out->doc.title, out->doc.text,
				taking->arena, &out->verdict, err);
	}
	out->tone = out->label.tone != PANTAU_TONE_NONE ? out->label.tone
			: out->machine_tone;
	return status;
}

static void take(struct store *store, struct taking *taking,
		sqlite3_stmt *stmt, struct item *out)
{
	struct doc *doc = &out->doc;
	const void *hash = sqlite3_column_blob(stmt, AT_HASH);

	doc->fields = (uint32_t)sqlite3_column_int64(stmt, AT_FIELDS);
	take_texts(taking, stmt, doc);
	take_numbers(stmt, doc);
	take_time(taking, stmt, doc);
	take_scores(stmt, out);
	doc->source = copy(taking, pantau_store_source_name(store,
			(uint32_t)sqlite3_column_int64(stmt, AT_SOURCE)));
	doc->language = copy(taking, pantau_names_get(store, COLUMN_LANGUAGE,
			(uint32_t)sqlite3_column_int64(stmt, AT_LANGUAGE)));
	doc->region = copy(taking, pantau_names_get(store, COLUMN_REGION,
			(uint32_t)sqlite3_column_int64(stmt, AT_REGION)));
	doc->author = copy(taking, pantau_store_account_name(store,
			(uint32_t)sqlite3_column_int64(stmt, AT_ACCOUNT),
			&out->public_account));
	doc->public_author = out->public_account;
	out->input_path = column(taking, stmt, AT_PATH);
	if (hash != NULL && sqlite3_column_bytes(stmt, AT_HASH) ==
			(int)sizeof(out->input_hash)) {
		memcpy(out->input_hash, hash, sizeof(out->input_hash));
	}
	out->input_record = doc->record;
}

enum pantau_status pantau_store_item(struct store *store, int64_t id,
		struct arena *arena, struct item *out, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, item_sql, err);
	struct taking taking = {.arena = arena};
	enum pantau_status status = PANTAU_OK;

	*out = (struct item){.id = id};
	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot read the item",
				"tidak dapat membaca artikel");
	}
	/* Whether there are labels may be known from before. */
	pantau_columns_last(store);
	sqlite3_bind_int64(stmt, 1, id);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		store->name_code = SQLITE_OK;
		take(store, &taking, stmt, out);
		status = take_body(store, &taking, stmt, &out->doc, err);
		if (status == PANTAU_OK) {
			status = take_label(store, &taking, out, err);
		}
		/* Without its names an item would look like another one. */
		status = status != PANTAU_OK ? status : taking.failed ? pantau_fail_memory(err)
				: store->name_code == SQLITE_OK ? PANTAU_OK
				: pantau_sqlite_fail(store->name_code, err,
					"cannot read a name",
					"tidak dapat membaca nama");
	} else if (code == SQLITE_DONE) {
		status = pantau_fail(err, PANTAU_NOT_FOUND, "%s", PANTAU_T(err,
				"no such item", "artikel itu tidak ada"));
	} else {
		status = pantau_store_fail(store, err, "cannot read the item",
				"tidak dapat membaca artikel");
	}
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_store_item_name(struct store *store, int64_t id,
		struct arena *arena, struct str *out, struct pantau_error *err)
{
	/* As item_sql begins. */
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT key, fields, source, ext_id FROM doc WHERE id = ?1",
			err);
	struct taking taking = {.arena = arena};
	int code = SQLITE_ERROR;

	*out = str_make("", 0);
	if (stmt != NULL) {
		sqlite3_bind_int64(stmt, 1, id);
		code = sqlite3_step(stmt);
	}
	if (code == SQLITE_ROW) {
		*out = (sqlite3_column_int64(stmt, AT_FIELDS) & DOC_ID) != 0
				? column(&taking, stmt, AT_EXT_ID)
				: key_name(&taking, stmt);
	}
	enum pantau_status status = taking.failed ? pantau_fail_memory(err)
			: code == SQLITE_ROW ? PANTAU_OK
			: code == SQLITE_DONE ? pantau_fail(err,
				PANTAU_NOT_FOUND, "%s", PANTAU_T(err,
				"no such item", "artikel itu tidak ada"))
			: pantau_store_fail(store, err, "cannot read the item",
				"tidak dapat membaca artikel");
	sqlite3_reset(stmt);
	return status;
}

/* --- names --- */

struct finding_item {
	int64_t id[ALIKE];
	size_t n;
};

static enum pantau_status unreadable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot read the item",
			"tidak dapat membaca artikel");
}

/* Adds the rows whose keys begin so, where they also have this id: name.p NULL
 * stands for none. */
static enum pantau_status add_rows(struct store *store,
		const unsigned char *key, struct str name,
		struct finding_item *found, struct pantau_error *err)
{
	int64_t id[ALIKE];
	size_t n;
	enum pantau_status status = pantau_key_index_rows(store, NULL, key, id,
			ALIKE, &n, err);
	sqlite3_stmt *stmt = status != PANTAU_OK || n == 0 ? NULL
			: pantau_store_stmt(store, "SELECT 1 FROM doc WHERE id = ?1 "
				"AND ext_id IS ?2", err);

	if (status != PANTAU_OK || n == 0) {
		return status;
	}
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		sqlite3_bind_int64(stmt, 1, id[i]);
		if (name.p != NULL) {
			pantau_bind_str(stmt, 2, name);
		}
		int code = sqlite3_step(stmt);
		if (code == SQLITE_ROW && found->n < ALIKE) {
			found->id[found->n++] = id[i];
		} else if (code != SQLITE_ROW && code != SQLITE_DONE) {
			status = unreadable(store, err);
		}
		sqlite3_reset(stmt);
	}
	sqlite3_clear_bindings(stmt);
	return status;
}

/* An id is no key of its own: with its source it is. */
static enum pantau_status by_ext_id(struct store *store, struct str name,
		struct str source, struct finding_item *found,
		struct pantau_error *err)
{
	const struct doc doc = {
		.fields = DOC_ID, .id = name, .source = source,
	};
	unsigned char key[KEY_BYTES];

	pantau_doc_key(&doc, 0, key);
	return add_rows(store, key, name, found, err);
}

static enum pantau_status by_any_source(struct store *store, struct str name,
		struct finding_item *found, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT name FROM source",
			err);
	enum pantau_status status = stmt == NULL ? unreadable(store, err)
			: by_ext_id(store, name, str_make("", 0), found, err);
	int code = SQLITE_DONE;

	while (status == PANTAU_OK && (code = sqlite3_step(stmt)) ==
			SQLITE_ROW) {
		struct str source;
		status = pantau_column_text(stmt, 0, &source)
				? by_ext_id(store, name, source, found, err)
				: pantau_fail_memory(err);
	}
	if (status == PANTAU_OK && code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	return status;
}

static enum pantau_status by_key(struct store *store, struct str name,
		struct finding_item *found, struct pantau_error *err)
{
	unsigned char begin[NAME_HEX / 2] = {0};

	if (name.n != NAME_HEX) {
		return PANTAU_OK;
	}
	for (size_t i = 0; i < NAME_HEX; i++) {
		static const char digits[] = "0123456789abcdef";
		const char *at = memchr(digits, name.p[i], 16);
		if (at == NULL) {
			return PANTAU_OK;
		}
		begin[i / 2] = (unsigned char)(begin[i / 2] << 4 |
				(at - digits));
	}
	return add_rows(store, begin, (struct str){0}, found, err);
}

/* 'SOURCE:ID', at any colon: both parts may hold some. */
static enum pantau_status by_source(struct store *store, struct str name,
		struct finding_item *found, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	for (size_t i = 1; status == PANTAU_OK && found->n == 0 && i < name.n;
			i++) {
		uint32_t source = name.p[i] == ':' ? pantau_store_source_id(
				store, str_make(name.p, i)) : 0;
		if (source != 0) {
			status = by_ext_id(store, str_skip(name, i + 1),
					pantau_store_source_name(store, source),
					found, err);
		}
	}
	return status;
}

static int ascending(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The sources of all that fit, of which a message has room for a few. */
static void list_sources(struct store *store, struct finding_item *found,
		struct buf *out)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT source FROM doc WHERE id = ?1", NULL);

	if (stmt == NULL) {
		store->name_code = sqlite3_errcode(store->db);
	}
	qsort(found->id, found->n, sizeof(*found->id), ascending);
	for (size_t i = 0; stmt != NULL && i < found->n && i < 8; i++) {
		sqlite3_bind_int64(stmt, 1, found->id[i]);
		int code = sqlite3_step(stmt);
		if (code != SQLITE_ROW) {
			store->name_code = code;
		} else {
			struct str source = pantau_store_source_name(store,
					(uint32_t)sqlite3_column_int64(stmt, 0));
			pantau_buf_printf(out, "%s" STR_FMT, i > 0 ? ", " : "",
					STR_ARG(source));
		}
		sqlite3_reset(stmt);
	}
}

static enum pantau_status ambiguous(struct store *store, struct str name,
		struct finding_item *found, struct pantau_error *err)
{
	enum pantau_status status;
	struct buf sources;

	pantau_buf_init(&sources);
	list_sources(store, found, &sources);
	if (store->name_code != SQLITE_OK || sources.failed) {
		status = pantau_sqlite_fail(sources.failed ? SQLITE_NOMEM
				: store->name_code, err, "cannot read a name",
				"tidak dapat membaca nama");
	} else {
		status = pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"several items are named '" STR_FMT "' (sources: %s); "
				"write SOURCE:ID",
				"ada beberapa artikel bernama '" STR_FMT "' (sumber: "
				"%s); tulis SUMBER:ID"), STR_ARG(name),
				sources.p != NULL ? sources.p : "");
	}
	pantau_buf_finish(&sources);
	return status;
}

static enum pantau_status unknown(struct store *store, struct str name,
		struct pantau_error *err)
{
	return store->name_code != SQLITE_OK ? pantau_sqlite_fail(
			store->name_code, err, "cannot read a name",
			"tidak dapat membaca nama")
			: pantau_fail(err, PANTAU_NOT_FOUND, PANTAU_T(err,
			"there is no item '" STR_FMT "'",
			"tidak ada artikel '" STR_FMT "'"), STR_ARG(name));
}

/* Keeps what is of one source. */
static enum pantau_status keep_source(struct store *store, struct str source,
		struct finding_item *found, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT source FROM doc WHERE id = ?1", err);
	size_t kept = 0;

	for (size_t i = 0; stmt != NULL && i < found->n; i++) {
		sqlite3_bind_int64(stmt, 1, found->id[i]);
		int code = sqlite3_step(stmt);
		uint32_t id = code == SQLITE_ROW
				? (uint32_t)sqlite3_column_int64(stmt, 0) : 0;
		if (code != SQLITE_ROW && code != SQLITE_DONE) {
			store->name_code = code;
		} else if (str_eq(source, id == 0 ? STR("")
				: pantau_store_source_name(store, id))) {
			found->id[kept++] = found->id[i];
		}
		sqlite3_reset(stmt);
	}
	found->n = kept;
	return stmt != NULL ? PANTAU_OK : unreadable(store, err);
}

enum pantau_status pantau_store_find_in(struct store *store, struct str source,
		struct str name, int64_t *id, struct pantau_error *err)
{
	struct finding_item found = {.n = 0};

	store->name_code = SQLITE_OK;
	pantau_columns_last(store);
	enum pantau_status status = by_ext_id(store, name, source, &found, err);
	if (status == PANTAU_OK && found.n == 0) {
		status = by_key(store, name, &found, err);
		if (status == PANTAU_OK && found.n != 0) {
			status = keep_source(store, source, &found, err);
		}
	}
	*id = found.n != 0 ? found.id[0] : 0;
	if (status != PANTAU_OK || found.n == 1) {
		return status;
	}
	return found.n > 1 ? ambiguous(store, name, &found, err)
			: unknown(store, name, err);
}

enum pantau_status pantau_store_find(struct store *store, struct str name,
		int64_t *id, struct pantau_error *err)
{
	struct finding_item found = {.n = 0};

	store->name_code = SQLITE_OK;
	/* What is known may be older than the file. */
	pantau_columns_last(store);
	enum pantau_status status = by_any_source(store, name, &found, err);
	if (status == PANTAU_OK && found.n == 0) {
		status = by_key(store, name, &found, err);
	}
	if (status == PANTAU_OK && found.n == 0) {
		status = by_source(store, name, &found, err);
	}
	*id = found.n != 0 ? found.id[0] : 0;
	if (status != PANTAU_OK || found.n == 1) {
		return status;
	}
	if (found.n > 1) {
		return ambiguous(store, name, &found, err);
	}
	return unknown(store, name, err);
}
