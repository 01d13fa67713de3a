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

struct str pantau_label_field_name(enum label_field field)
{
	return field == LABEL_OF_VERDICT ? STR("verdict") : STR("tone");
}

int pantau_label_value(const struct label *label)
{
	return label->field == LABEL_OF_VERDICT ? (int)label->verdict
			: (int)label->tone;
}

int pantau_label_stored(sqlite3_stmt *stmt, int at, enum label_field field)
{
	int value = sqlite3_column_int(stmt, at);
	int most = field == LABEL_OF_VERDICT ? VERDICTS - 1
			: PANTAU_TONE_POSITIVE;

	_Static_assert(PANTAU_TONE_NONE == 0 && VERDICT_NONE == 0,
			"0 takes away");
	return value >= 0 && value <= most ? value : 0;
}

int64_t pantau_label_text_hash(struct str title, struct str text)
{
	return (int64_t)pantau_hash(text, pantau_hash(title, 0));
}

/* What the label in force says; 0 where there is none. One field at a time, as
 * the key of the table has them: nothing is sorted, however long a history. */
static enum pantau_status in_force(struct store *store, int64_t id,
		enum label_field field, int *value, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT value FROM label "
			"WHERE doc = ?1 AND field = ?2 "
			"ORDER BY time DESC, n DESC LIMIT 1", err);

	*value = 0;
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	pantau_bind_str(stmt, 2, pantau_label_field_name(field));
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		*value = pantau_label_stored(stmt, 0, field);
	}
	enum pantau_status status = code == SQLITE_ROW || code == SQLITE_DONE
			? PANTAU_OK : unreadable(store, err);
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_label_apply(struct store *store, int64_t id,
		struct row_values *values, struct pantau_error *err)
{
	int tone = 0, verdict = 0;
	bool any;
	enum pantau_status status = pantau_label_any(store, &any, err);

	if (status == PANTAU_OK && any) {
		status = in_force(store, id, LABEL_OF_TONE, &tone, err);
	}
	if (status == PANTAU_OK && any) {
		status = in_force(store, id, LABEL_OF_VERDICT, &verdict, err);
	}
	if (status == PANTAU_OK && tone != PANTAU_TONE_NONE) {
		values->value[COLUMN_TONE] = (uint32_t)tone;
		values->value[COLUMN_FLAGS] |= ROW_LABELLED;
	}
	if (status == PANTAU_OK) {
		values->value[COLUMN_FLAGS] |=
				(uint32_t)verdict << ROW_VERDICT_SHIFT;
	}
	return status;
}

/* --- with all that belongs to them --- */

#define SQL_HISTORY "SELECT value, signed, reason, time, text FROM label " \
	"WHERE doc = ?1 AND field = ?2 ORDER BY time DESC, n DESC"

static bool take(sqlite3_stmt *stmt, enum label_field field,
		struct arena *arena, int64_t text_hash, struct label *out)
{
	struct str by, reason, evidence = STR("");
	int value = pantau_label_stored(stmt, 0, field);

	*out = (struct label){.field = field};
	if (!pantau_column_text(stmt, 1, &by)) {
		return false;
	}
	out->by = pantau_arena_str(arena, by);
	if (!pantau_column_text(stmt, 2, &reason)) {
		return false;
	}
	if (field == LABEL_OF_VERDICT) {
		evidence = pantau_str_cut(&reason, '\n');
		out->verdict = (enum verdict)value;
	} else {
		out->tone = (enum pantau_tone)value;
	}
	out->evidence = pantau_arena_str(arena, evidence);
	out->reason = pantau_arena_str(arena, reason);
	out->time = sqlite3_column_int64(stmt, 3);
	out->changed = sqlite3_column_int64(stmt, 4) != text_hash;
	return out->by.p != NULL && out->reason.p != NULL &&
			out->evidence.p != NULL;
}

enum pantau_status pantau_label_of_text(struct store *store, int64_t id,
		enum label_field field, struct str title, struct str text,
		struct arena *arena, struct label *out,
		struct pantau_error *err)
{
	bool any;
	enum pantau_status status = pantau_label_any(store, &any, err);

	*out = (struct label){.field = field};
	if (status != PANTAU_OK || !any) {
		return status;
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store, SQL_HISTORY " LIMIT 1",
			err);
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	pantau_bind_str(stmt, 2, pantau_label_field_name(field));
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		status = take(stmt, field, arena,
				pantau_label_text_hash(title, text), out)
				? PANTAU_OK : pantau_fail_memory(err);
	} else if (code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	return status;
}

static enum pantau_status count(struct store *store, int64_t id,
		enum label_field field, size_t *n, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT count(*) "
			"FROM label WHERE doc = ?1 AND field = ?2", err);

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	pantau_bind_str(stmt, 2, pantau_label_field_name(field));
	enum pantau_status status = sqlite3_step(stmt) == SQLITE_ROW
			? PANTAU_OK : unreadable(store, err);
	*n = status == PANTAU_OK ? (size_t)sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	return status;
}

/* Inside a read transaction, so that the count is that of the rows. */
static enum pantau_status history(struct store *store, int64_t id,
		enum label_field field, struct arena *arena,
		struct label **out, size_t *n, struct pantau_error *err)
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
	status = count(store, id, field, &room, err);
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
	pantau_bind_str(stmt, 2, pantau_label_field_name(field));
	while (status == PANTAU_OK && *n < room &&
			(code = sqlite3_step(stmt)) == SQLITE_ROW) {
		status = take(stmt, field, arena, hash, &(*out)[(*n)++])
				? PANTAU_OK : pantau_fail_memory(err);
	}
	if (status == PANTAU_OK && code != SQLITE_ROW && code != SQLITE_DONE) {
		status = unreadable(store, err);
	}
	sqlite3_reset(stmt);
	return status;
}

enum pantau_status pantau_label_history(struct store *store, int64_t id,
		enum label_field field, struct arena *arena,
		struct label **out, size_t *n, struct pantau_error *err)
{
	enum pantau_status status = pantau_store_begin_read(store, err);

	*out = NULL;
	*n = 0;
	if (status == PANTAU_OK) {
		status = history(store, id, field, arena, out, n, err);
		pantau_store_end_read(store);
	}
	return status;
}

static enum pantau_status items(struct store *store, enum label_field field,
		struct arena *arena, int64_t **out, size_t *n,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT doc, value "
			"FROM label WHERE field = ?1 ORDER BY doc, time, n", err);
	size_t room = 0;
	int64_t last = 0;
	int code;

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	pantau_bind_str(stmt, 1, pantau_label_field_name(field));
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
		if (pantau_label_stored(stmt, 1, field) != 0) {
			(*out)[(*n)++] = id;
		}
	}
	sqlite3_reset(stmt);
	return code == SQLITE_DONE ? PANTAU_OK : unreadable(store, err);
}

enum pantau_status pantau_label_items(struct store *store,
		enum label_field field, struct arena *arena, int64_t **out,
		size_t *n, struct pantau_error *err)
{
	bool any = false;
	enum pantau_status status = pantau_store_begin_read(store, err);

	*out = NULL;
	*n = 0;
	if (status == PANTAU_OK) {
		status = pantau_label_any(store, &any, err);
		if (status == PANTAU_OK && any) {
			status = items(store, field, arena, out, n, err);
		}
		pantau_store_end_read(store);
	}
	return status;
}
