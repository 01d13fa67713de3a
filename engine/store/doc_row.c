/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the columns hold for a row, and forms that rows leave out: one place says
 * it. */

#include "base/error.h"
#include "store/store_parts.h"

void pantau_row_facts(sqlite3_stmt *stmt, int at, struct row_facts *out)
{
	out->dated = sqlite3_column_type(stmt, at) != SQLITE_NULL;
	out->published = sqlite3_column_int64(stmt, at);
	out->source = sqlite3_column_int64(stmt, at + 1);
	out->account = sqlite3_column_int64(stmt, at + 2);
	out->positions = sqlite3_column_int64(stmt, at + 3);
	out->region = sqlite3_column_int64(stmt, at + 4);
	out->kind = sqlite3_column_int(stmt, at + 5);
	out->tone = sqlite3_column_int(stmt, at + 6);
	out->hoax = sqlite3_column_int(stmt, at + 7);
	out->language = sqlite3_column_int64(stmt, at + 8);
	out->owned = sqlite3_column_int(stmt, at + 9) != 0;
	out->contradiction = sqlite3_column_int(stmt, at + 10) != 0;
}

static char *digits(char *p, int value, int n)
{
	for (int i = n; i-- > 0; value /= 10) {
		p[i] = (char)('0' + value % 10);
	}
	return p + n;
}

size_t pantau_published_form(const struct timestamp *time,
		char out[PUBLISHED_FORM])
{
	int offset = time->offset;
	int64_t day = pantau_day_number(time->seconds, offset);
	int second = (int)(time->seconds + offset * 60 - day * 86400);
	int year, month, of_month;
	char *p = out;

	pantau_civil_from_days(day, &year, &month, &of_month);
	p = digits(p, year, 4);
	*p++ = '-';
	p = digits(p, month, 2);
	*p++ = '-';
	p = digits(p, of_month, 2);
	*p++ = 'T';
	p = digits(p, second / 3600, 2);
	*p++ = ':';
	p = digits(p, second / 60 % 60, 2);
	*p++ = ':';
	p = digits(p, second % 60, 2);
	if (offset == 0) {
		*p++ = 'Z';
		return (size_t)(p - out);
	}
	*p++ = offset < 0 ? '-' : '+';
	offset = offset < 0 ? -offset : offset;
	p = digits(p, offset / 60, 2);
	*p++ = ':';
	p = digits(p, offset % 60, 2);
	return (size_t)(p - out);
}

uint32_t pantau_row_time(const struct row_facts *in)
{
	/* 0 means undated: the first second of 1970 becomes the second one. */
	return !in->dated ? 0 : in->published < 1 ? 1 : in->published >
			UINT32_MAX ? UINT32_MAX : (uint32_t)in->published;
}

void pantau_row_values(const struct row_facts *in, struct row_values *out)
{
	uint32_t *value = out->value;

	value[COLUMN_TIME] = pantau_row_time(in);
	value[COLUMN_SOURCE] = (uint32_t)in->source;
	value[COLUMN_ACCOUNT] = (uint32_t)in->account;
	value[COLUMN_LENGTH] = in->positions > UINT16_MAX ? UINT16_MAX
			: (uint32_t)in->positions;
	/* Names past what a column can hold are in the row alone. */
	value[COLUMN_REGION] = in->region > UINT16_MAX ? 0
			: (uint32_t)in->region;
	value[COLUMN_KIND] = (uint8_t)in->kind;
	value[COLUMN_TONE] = (uint8_t)in->tone;
	value[COLUMN_HOAX] = (uint8_t)in->hoax;
	value[COLUMN_LANGUAGE] = in->language > UINT8_MAX ? 0
			: (uint32_t)in->language;
	value[COLUMN_FLAGS] = (uint32_t)ROW_LIVE |
			(in->owned ? ROW_OWNED : 0) |
			(in->contradiction ? ROW_CONTRADICTION : 0);
}

enum pantau_status pantau_row_read(struct store *store, int64_t id,
		struct row_values *out, struct pantau_error *err)
{
	struct row_facts facts;
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT "
			PANTAU_ROW_FACTS " FROM doc WHERE id = ?1", err);

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot read the database",
				"tidak dapat membaca basis data");
	}
	sqlite3_bind_int64(stmt, 1, id);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		pantau_row_facts(stmt, 0, &facts);
		pantau_row_values(&facts, out);
	}
	enum pantau_status status = code == SQLITE_ROW ? PANTAU_OK
			: code != SQLITE_DONE ? pantau_store_fail(store, err,
				"cannot read the database",
				"tidak dapat membaca basis data")
			: pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
				"a text has lost its item; run 'pantau verify'",
				"sebuah teks kehilangan artikelnya; jalankan 'pantau "
				"verify'"));
	sqlite3_reset(stmt);
	return status == PANTAU_OK ? pantau_label_apply(store, id, out, err)
			: status;
}
