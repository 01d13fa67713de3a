/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* One item as it is shown, and the row behind the name that people use. */

#include "base/error.h"
#include "store/store_parts.h"

#define NAME_HEX 16 /* digits of the key that name an item without an id */

enum at {
	AT_KEY, AT_FIELDS, AT_SOURCE, AT_EXT_ID, AT_KIND, AT_ACCOUNT,
	AT_PUBLISHED, AT_ZONE, AT_HAS_TIME, AT_LANGUAGE, AT_REGION, AT_LIKES,
	AT_SHARES, AT_COMMENTS, AT_VIEWS, AT_OWNED, AT_TONE, AT_TITLE_TONE,
	AT_NEGATIVE, AT_NEUTRAL, AT_POSITIVE, AT_HOAX, AT_HOAX_GROUPS,
	AT_CONTRADICTION, AT_RECORD, AT_LINE, AT_TITLE, AT_TEXT, AT_URL,
	AT_PARENT, AT_PUBLISHED_RAW, AT_PATH, AT_HASH,
};

static const char item_sql[] =
	"SELECT key, fields, source, ext_id, kind, account, published, zone,"
	" has_time, doc.language, doc.region, likes, shares, comments, views,"
	" owned, tone, title_tone, negative, neutral, positive, doc.hoax,"
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
	doc->text = column(taking, stmt, AT_TEXT);
	doc->url = column(taking, stmt, AT_URL);
	doc->parent = column(taking, stmt, AT_PARENT);
	doc->published_raw = column(taking, stmt, AT_PUBLISHED_RAW);
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
	doc->line = (uint64_t)sqlite3_column_int64(stmt, AT_LINE);
}

static void take_scores(sqlite3_stmt *stmt, struct item *out)
{
	out->tone = (enum pantau_tone)within(stmt, AT_TONE,
			PANTAU_TONE_UNASSESSED + 1);
	out->title_tone = (enum pantau_tone)within(stmt, AT_TITLE_TONE,
			PANTAU_TONE_UNASSESSED + 1);
	out->negative = (float)sqlite3_column_double(stmt, AT_NEGATIVE);
	out->neutral = (float)sqlite3_column_double(stmt, AT_NEUTRAL);
	out->positive = (float)sqlite3_column_double(stmt, AT_POSITIVE);
	out->hoax = (enum pantau_hoax_level)within(stmt, AT_HOAX,
			PANTAU_HOAX_CHECK + 1);
	out->hoax_groups = (uint32_t)sqlite3_column_int64(stmt, AT_HOAX_GROUPS);
	out->contradiction = sqlite3_column_int(stmt, AT_CONTRADICTION) != 0;
}

static void take(struct store *store, struct taking *taking,
		sqlite3_stmt *stmt, struct item *out)
{
	struct doc *doc = &out->doc;
	const void *hash = sqlite3_column_blob(stmt, AT_HASH);

	doc->fields = (uint32_t)sqlite3_column_int64(stmt, AT_FIELDS);
	take_texts(taking, stmt, doc);
	take_numbers(stmt, doc);
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
	sqlite3_bind_int64(stmt, 1, id);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		store->name_code = SQLITE_OK;
		take(store, &taking, stmt, out);
		/* Without its names an item would look like another one. */
		status = taking.failed ? pantau_fail_memory(err)
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

/* --- names --- */

struct finding_item {
	int64_t id;
	size_t n;
	struct buf sources; /* of all that fit, for the message */
};

/* Takes the rows (id, source) of a statement, and resets it. */
static enum pantau_status gather(struct store *store, sqlite3_stmt *stmt,
		struct finding_item *found, struct pantau_error *err)
{
	int code;

	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct str source = pantau_store_source_name(store,
				(uint32_t)sqlite3_column_int64(stmt, 1));
		found->id = sqlite3_column_int64(stmt, 0);
		/* A message has room for a few. */
		if (found->n++ < 8) {
			pantau_buf_printf(&found->sources, "%s" STR_FMT,
					found->n > 1 ? ", " : "", STR_ARG(source));
		}
	}
	enum pantau_status status = code == SQLITE_DONE ? PANTAU_OK
			: pantau_store_fail(store, err, "cannot read the item",
				"tidak dapat membaca artikel");
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return status;
}

static enum pantau_status by_ext_id(struct store *store, struct str name,
		uint32_t source, struct finding_item *found,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT id, source "
			"FROM doc WHERE ext_id = ?1 AND (?2 = 0 OR source = ?2) "
			"ORDER BY id", err);

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot read the item",
				"tidak dapat membaca artikel");
	}
	pantau_bind_str(stmt, 1, name);
	sqlite3_bind_int64(stmt, 2, source);
	return gather(store, stmt, found, err);
}

static enum pantau_status by_key(struct store *store, struct str name,
		struct finding_item *found, struct pantau_error *err)
{
	unsigned char least[16] = {0}, greatest[16];
	sqlite3_stmt *stmt;

	if (name.n != NAME_HEX) {
		return PANTAU_OK;
	}
	memset(greatest, 0xff, sizeof(greatest));
	for (size_t i = 0; i < NAME_HEX; i++) {
		static const char digits[] = "0123456789abcdef";
		const char *at = memchr(digits, name.p[i], 16);
		if (at == NULL) {
			return PANTAU_OK;
		}
		least[i / 2] = (unsigned char)(least[i / 2] << 4 |
				(at - digits));
		greatest[i / 2] = least[i / 2];
	}
	stmt = pantau_store_stmt(store, "SELECT id, source FROM doc WHERE "
			"key BETWEEN ?1 AND ?2 AND ext_id IS NULL ORDER BY id",
			err);
	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot read the item",
				"tidak dapat membaca artikel");
	}
	sqlite3_bind_blob(stmt, 1, least, sizeof(least), SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 2, greatest, sizeof(greatest), SQLITE_STATIC);
	return gather(store, stmt, found, err);
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
			status = by_ext_id(store, str_skip(name, i + 1), source,
					found, err);
		}
	}
	return status;
}

enum pantau_status pantau_store_find(struct store *store, struct str name,
		int64_t *id, struct pantau_error *err)
{
	struct finding_item found = {0};

	pantau_buf_init(&found.sources);
	store->name_code = SQLITE_OK;
	enum pantau_status status = by_ext_id(store, name, 0, &found, err);
	if (status == PANTAU_OK && found.n == 0) {
		status = by_key(store, name, &found, err);
	}
	if (status == PANTAU_OK && found.n == 0) {
		status = by_source(store, name, &found, err);
	}
	*id = found.id;
	if (status == PANTAU_OK && found.n != 1 &&
			(store->name_code != SQLITE_OK || found.sources.failed)) {
		status = pantau_sqlite_fail(found.sources.failed ? SQLITE_NOMEM
				: store->name_code, err, "cannot read a name",
				"tidak dapat membaca nama");
	} else if (status == PANTAU_OK && found.n == 0) {
		status = pantau_fail(err, PANTAU_NOT_FOUND, PANTAU_T(err,
				"there is no item '" STR_FMT "'",
				"tidak ada artikel '" STR_FMT "'"), STR_ARG(name));
	} else if (status == PANTAU_OK && found.n > 1) {
		status = pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"several items are named '" STR_FMT "' (sources: %s); "
				"write SOURCE:ID",
				"ada beberapa artikel bernama '" STR_FMT "' (sumber: "
				"%s); tulis SUMBER:ID"), STR_ARG(name),
				found.sources.p != NULL ? found.sources.p : "");
	}
	pantau_buf_finish(&found.sources);
	return status;
}
