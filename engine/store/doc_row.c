/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the columns hold for a stored row: one place says it. */

#include "store/store_parts.h"

void pantau_row_values(sqlite3_stmt *stmt, int at, struct row_values *out)
{
	uint32_t *value = out->value;
	int64_t published = sqlite3_column_int64(stmt, at);
	int64_t positions = sqlite3_column_int64(stmt, at + 3);
	int64_t region = sqlite3_column_int64(stmt, at + 4);
	int64_t language = sqlite3_column_int64(stmt, at + 8);

	/* 0 means undated: the first second of 1970 becomes the second one. */
	value[COLUMN_TIME] = sqlite3_column_type(stmt, at) == SQLITE_NULL ? 0
			: published < 1 ? 1
			: published > UINT32_MAX ? UINT32_MAX
			: (uint32_t)published;
	value[COLUMN_SOURCE] = (uint32_t)sqlite3_column_int64(stmt, at + 1);
	value[COLUMN_ACCOUNT] = (uint32_t)sqlite3_column_int64(stmt, at + 2);
	value[COLUMN_LENGTH] = positions > UINT16_MAX ? UINT16_MAX
			: (uint32_t)positions;
	/* Names past what a column can hold are in the row alone. */
	value[COLUMN_REGION] = region > UINT16_MAX ? 0 : (uint32_t)region;
	value[COLUMN_KIND] = (uint8_t)sqlite3_column_int(stmt, at + 5);
	value[COLUMN_TONE] = (uint8_t)sqlite3_column_int(stmt, at + 6);
	value[COLUMN_HOAX] = (uint8_t)sqlite3_column_int(stmt, at + 7);
	value[COLUMN_LANGUAGE] = language > UINT8_MAX ? 0 : (uint32_t)language;
	value[COLUMN_FLAGS] = (uint32_t)ROW_LIVE |
			(sqlite3_column_int(stmt, at + 9) != 0 ? ROW_OWNED : 0) |
			(sqlite3_column_int(stmt, at + 10) != 0
				? ROW_CONTRADICTION : 0);
}
