/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The words of a date in Indonesian and English, full and short. */

#include "base/date.h"
#include "base/date_scan.h"

#define MONTH(text, value) {text, DATE_WORD_MONTH, value}
#define WEEKDAY(text, value) {text, DATE_WORD_WEEKDAY, value}
#define HARI(text, value) {text, DATE_WORD_HARI, value}
#define ZONE(text, value) {text, DATE_WORD_ZONE, value}
#define OTHER(text, kind, value) {text, DATE_WORD_##kind, value}

static const struct date_word words[] = {
	MONTH("januari", 1), MONTH("january", 1), MONTH("jan", 1),
	MONTH("februari", 2), MONTH("february", 2), MONTH("feb", 2),
	MONTH("pebruari", 2), MONTH("peb", 2),
	MONTH("maret", 3), MONTH("march", 3), MONTH("mar", 3),
	MONTH("april", 4), MONTH("apr", 4),
	MONTH("mei", 5), MONTH("may", 5),
	MONTH("juni", 6), MONTH("june", 6), MONTH("jun", 6),
	MONTH("juli", 7), MONTH("july", 7), MONTH("jul", 7),
	MONTH("agustus", 8), MONTH("august", 8), MONTH("agu", 8),
	MONTH("ags", 8), MONTH("agt", 8), MONTH("agst", 8), MONTH("agus", 8),
	MONTH("aug", 8),
	MONTH("september", 9), MONTH("sept", 9), MONTH("sep", 9),
	MONTH("oktober", 10), MONTH("october", 10), MONTH("okt", 10),
	MONTH("oct", 10),
	MONTH("november", 11), MONTH("nopember", 11), MONTH("nov", 11),
	MONTH("nop", 11),
	MONTH("desember", 12), MONTH("december", 12), MONTH("des", 12),
	MONTH("dec", 12),
	HARI("senin", 0), HARI("sen", 0), WEEKDAY("monday", 0),
	WEEKDAY("mon", 0),
	HARI("selasa", 1), HARI("sel", 1), WEEKDAY("tuesday", 1),
	WEEKDAY("tue", 1), WEEKDAY("tues", 1),
	HARI("rabu", 2), HARI("rab", 2), WEEKDAY("wednesday", 2),
	WEEKDAY("wed", 2),
	HARI("kamis", 3), HARI("kam", 3), WEEKDAY("thursday", 3),
	WEEKDAY("thu", 3), WEEKDAY("thur", 3), WEEKDAY("thurs", 3),
	HARI("jumat", 4), HARI("jum'at", 4), HARI("jum", 4),
	WEEKDAY("friday", 4), WEEKDAY("fri", 4),
	HARI("sabtu", 5), HARI("sab", 5), WEEKDAY("saturday", 5),
	WEEKDAY("sat", 5),
	HARI("minggu", 6), HARI("min", 6), HARI("ahad", 6),
	WEEKDAY("sunday", 6), WEEKDAY("sun", 6),
	ZONE("wib", ZONE_WIB), ZONE("wita", ZONE_WITA), ZONE("wit", ZONE_WIT),
	/* RFC 822, section 5.1. */
	ZONE("z", 0), ZONE("ut", 0), ZONE("utc", 0), ZONE("gmt", 0),
	ZONE("est", -300), ZONE("edt", -240), ZONE("cst", -360),
	ZONE("cdt", -300), ZONE("mst", -420), ZONE("mdt", -360),
	ZONE("pst", -480), ZONE("pdt", -420),
	OTHER("am", HALF, 0), OTHER("pm", HALF, 1),
	OTHER("pukul", HOUR, 0), OTHER("pkl", HOUR, 0), OTHER("jam", HOUR, 0),
	OTHER("at", NOISE, 0), OTHER("on", NOISE, 0), OTHER("hari", NOISE, 0),
	OTHER("tanggal", NOISE, 0), OTHER("tgl", NOISE, 0),
	OTHER("pada", NOISE, 0),
};

const struct date_word *pantau_date_word(struct str s)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (pantau_str_eq_nocase(s, str_of(words[i].text))) {
			return &words[i];
		}
	}
	return NULL;
}
