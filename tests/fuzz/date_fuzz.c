/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Any bytes as a date: what is accepted is in range and survives being written
 * as ISO 8601 and read again. */

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
	if (!held) {
		abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = {(const char *)data, size};
	struct timestamp t, other, again;
	struct span span;
	char text[32];
	int offset;

	enum date_status status = pantau_date_parse(s, ZONE_WIB, &t, &other);
	if (status == DATE_OK || status == DATE_AMBIGUOUS) {
		require(t.seconds >= 0 && t.seconds <= UINT32_MAX);
		require(t.offset >= -840 && t.offset <= 840);
		pantau_date_utc(t.seconds, text);
		require(pantau_date_parse(str_of(text), 0, &again, NULL) ==
				DATE_OK);
		require(again.seconds == t.seconds);
	}
	if (status == DATE_AMBIGUOUS) {
		require(other.seconds != t.seconds);
	}
	if (pantau_span_parse(s, 1794074400, ZONE_WIB, &span)) {
		require(span.from < span.until);
	}
	if (pantau_zone_parse(s, &offset)) {
		require(offset >= -840 && offset <= 840);
	}
	return 0;
}
