/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Labels as they are read: which one is in force, and all there were. */

#include "store/label.h"

#include "base/error.h"
#include "base/utf8.h"
#include "store/label_parts.h"

static enum pantau_status unreadable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot read the labels",
			"tidak dapat membaca label");
}

/* Whether constant SQL gives a row. */
static enum pantau_status gives_row(struct store *store, const char *sql,
		bool *row, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, sql, err);

	*row = false;
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	int code = sqlite3_step(stmt);
	*row = code == SQLITE_ROW;
	enum pantau_status status = *row || code == SQLITE_DONE ? PANTAU_OK
			: unreadable(store, err);
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_label_any(struct store *store, bool *any,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	/* Archives made before there were labels have no such table. */
	if (store->labels == LABELS_UNKNOWN) {
		bool row;
		status = pantau_schema_has(store, "label", &row, err);
		if (status == PANTAU_OK && row) {
			status = gives_row(store, "SELECT 1 FROM label LIMIT 1",
					&row, err);
		}
		if (status == PANTAU_OK) {
			store->labels = row ? LABELS_SOME : LABELS_NONE;
		}
	}
	*any = store->labels == LABELS_SOME;
	return status;
}

bool pantau_label_tone(struct str name, enum pantau_tone *out)
{
	static const struct {
		const char *name;
		enum pantau_tone tone;
	} tones[] = {
		{"negatif", PANTAU_TONE_NEGATIVE},
		{"negative", PANTAU_TONE_NEGATIVE},
		{"netral", PANTAU_TONE_NEUTRAL},
		{"neutral", PANTAU_TONE_NEUTRAL},
		{"positif", PANTAU_TONE_POSITIVE},
		{"positive", PANTAU_TONE_POSITIVE},
		{"-", PANTAU_TONE_NONE},
	};

	for (size_t i = 0; i < sizeof(tones) / sizeof(tones[0]); i++) {
		if (pantau_str_eq_nocase(name, str_of(tones[i].name))) {
			*out = tones[i].tone;
			return true;
		}
	}
	return false;
}

/* What would break a line, command a terminal or turn text around. */
static bool is_unruly(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x061c ||
			c == 0x200e || c == 0x200f ||
			(c >= 0x2028 && c <= 0x202e) ||
			(c >= 0x2066 && c <= 0x2069);
}

enum pantau_status pantau_label_text(struct str s, size_t most,
		struct pantau_error *err)
{
	if (s.n > most) {
		return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"a text of %zu bytes; shorten it to %zu at most",
				"teks sepanjang %zu bita; persingkat sampai paling "
				"banyak %zu"), s.n, most);
	}
	for (size_t at = 0; at < s.n;) {
		bool ok;
		size_t start = at;
		uint32_t c = pantau_utf8_next(s, &at, &ok);
		if (!ok) {
			return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
					"byte %zu of the text is not UTF-8; save it "
					"as UTF-8",
					"bita ke-%zu pada teks bukan UTF-8; simpan "
					"sebagai UTF-8"), start + 1);
		}
		if (is_unruly(c)) {
			return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
					"a control character (U+%04X); write the text in "
					"one plain line",
					"ada karakter kendali (U+%04X); tulis teksnya "
					"dalam satu baris biasa"), (unsigned)c);
		}
	}
	return PANTAU_OK;
}

enum pantau_tone pantau_label_stored_tone(sqlite3_stmt *stmt, int at)
{
	int value = sqlite3_column_int(stmt, at);

	return value >= PANTAU_TONE_NEGATIVE && value <= PANTAU_TONE_POSITIVE
			? (enum pantau_tone)value : PANTAU_TONE_NONE;
}

int64_t pantau_label_text_hash(struct str title, struct str text)
{
	return (int64_t)pantau_hash(text, pantau_hash(title, 0));
}

enum pantau_status pantau_label_in_force(struct store *store, int64_t id,
		enum pantau_tone *tone, struct pantau_error *err)
{
	enum pantau_status status;
	bool any;

	*tone = PANTAU_TONE_NONE;
	status = pantau_label_any(store, &any, err);
	if (status != PANTAU_OK || !any) {
		return status;
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT value FROM label "
			"WHERE doc = ?1 AND field = 'tone' "
			"ORDER BY time DESC, n DESC LIMIT 1", err);
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		*tone = pantau_label_stored_tone(stmt, 0);
	} else if (code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_label_apply(struct store *store, int64_t id,
		struct row_values *values, struct pantau_error *err)
{
	enum pantau_tone tone;
	enum pantau_status status = pantau_label_in_force(store, id, &tone, err);

	if (status == PANTAU_OK && tone != PANTAU_TONE_NONE) {
		values->value[COLUMN_TONE] = (uint32_t)tone;
		values->value[COLUMN_FLAGS] |= ROW_LABELLED;
	}
	return status;
}

/* --- with all that belongs to them --- */

#define SQL_HISTORY "SELECT value, signed, reason, time, text FROM label " \
	"WHERE doc = ?1 AND field = 'tone' ORDER BY time DESC, n DESC"

static bool take(sqlite3_stmt *stmt, struct arena *arena, int64_t text_hash,
		struct label *out)
{
	struct str by, reason;

	if (!pantau_column_text(stmt, 1, &by)) {
		return false;
	}
	out->by = pantau_arena_str(arena, by);
	if (!pantau_column_text(stmt, 2, &reason)) {
		return false;
	}
	out->reason = pantau_arena_str(arena, reason);
	out->tone = pantau_label_stored_tone(stmt, 0);
	out->time = sqlite3_column_int64(stmt, 3);
	out->changed = sqlite3_column_int64(stmt, 4) != text_hash;
	return out->by.p != NULL && out->reason.p != NULL;
}

enum pantau_status pantau_label_of_text(struct store *store, int64_t id,
		struct str title, struct str text, struct arena *arena,
		struct label *out, struct pantau_error *err)
{
	bool any;
	enum pantau_status status = pantau_label_any(store, &any, err);

	*out = (struct label){.tone = PANTAU_TONE_NONE};
	if (status != PANTAU_OK || !any) {
		return status;
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store, SQL_HISTORY " LIMIT 1",
			err);
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		status = take(stmt, arena, pantau_label_text_hash(title, text),
				out) ? PANTAU_OK : pantau_fail_memory(err);
	} else if (code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	return status;
}

static enum pantau_status count(struct store *store, int64_t id, size_t *n,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT count(*) "
			"FROM label WHERE doc = ?1 AND field = 'tone'", err);

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	enum pantau_status status = sqlite3_step(stmt) == SQLITE_ROW
			? PANTAU_OK : unreadable(store, err);
	*n = status == PANTAU_OK ? (size_t)sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	return status;
}

/* Inside a read transaction, so that the count is that of the rows. */
static enum pantau_status history(struct store *store, int64_t id,
		struct arena *arena, struct label **out, size_t *n,
		struct pantau_error *err)
{
	struct item item;
	size_t room = 0;
	bool any;
	enum pantau_status status = pantau_store_item(store, id, arena, &item,
			err);

	if (status == PANTAU_OK) {
		status = pantau_label_any(store, &any, err);
	}
	if (status != PANTAU_OK || !any) {
		return status;
	}
	status = count(store, id, &room, err);
	sqlite3_stmt *stmt = status != PANTAU_OK ? NULL
			: pantau_store_stmt(store, SQL_HISTORY, err);
	*out = pantau_arena_zero(arena, room + 1, sizeof(**out));
	if (status != PANTAU_OK || stmt == NULL || *out == NULL) {
		return status != PANTAU_OK ? status : stmt == NULL
				? unreadable(store, err) : pantau_fail_memory(err);
	}
	int64_t hash = pantau_label_text_hash(item.doc.title, item.doc.text);
	int code = SQLITE_DONE;
	sqlite3_bind_int64(stmt, 1, id);
	while (status == PANTAU_OK && *n < room &&
			(code = sqlite3_step(stmt)) == SQLITE_ROW) {
		status = take(stmt, arena, hash, &(*out)[(*n)++]) ? PANTAU_OK
				: pantau_fail_memory(err);
	}
	if (status == PANTAU_OK && code != SQLITE_ROW && code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_label_history(struct store *store, int64_t id,
		struct arena *arena, struct label **out, size_t *n,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_store_begin_read(store, err);

	*out = NULL;
	*n = 0;
	if (status == PANTAU_OK) {
		status = history(store, id, arena, out, n, err);
		pantau_store_end_read(store);
	}
	return status;
}

static enum pantau_status items(struct store *store, struct arena *arena,
		int64_t **out, size_t *n, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT doc, value "
			"FROM label WHERE field = 'tone' ORDER BY doc, time, n",
			err);
	size_t room = 0;
	int64_t last = 0;
	int code;

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(stmt, 0);
		if (*n == room) {
			size_t more = room != 0 ? room * 2 : 256;
			int64_t *grown = pantau_arena_zero(arena, more,
					sizeof(*grown));
			if (grown == NULL) {
				sqlite3_reset(stmt);
				return pantau_fail_memory(err);
			}
			if (*n != 0) {
				memcpy(grown, *out, *n * sizeof(*grown));
			}
			*out = grown;
			room = more;
		}
		/* The last of an item's labels is the one in force. */
		*n -= *n != 0 && last == id && (*out)[*n - 1] == id;
		last = id;
		if (pantau_label_stored_tone(stmt, 1) != PANTAU_TONE_NONE) {
			(*out)[(*n)++] = id;
		}
	}
	sqlite3_reset(stmt);
	return code == SQLITE_DONE ? PANTAU_OK : unreadable(store, err);
}

enum pantau_status pantau_label_items(struct store *store,
		struct arena *arena, int64_t **out, size_t *n,
		struct pantau_error *err)
{
	bool any = false;
	enum pantau_status status = pantau_store_begin_read(store, err);

	*out = NULL;
	*n = 0;
	if (status == PANTAU_OK) {
		status = pantau_label_any(store, &any, err);
		if (status == PANTAU_OK && any) {
			status = items(store, arena, out, n, err);
		}
		pantau_store_end_read(store);
	}
	return status;
}
