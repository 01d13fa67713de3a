/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Values as they stand in an input to fields of a document. */

#include "import/fields.h"
#include "base/language.h"
#include "base/utf8.h"

static struct str *text_field(struct doc *doc, uint32_t field)
{
	switch (field) {
	case DOC_ID: return &doc->id;
	case DOC_SOURCE: return &doc->source;
	case DOC_URL: return &doc->url;
	case DOC_AUTHOR: return &doc->author;
	case DOC_TITLE: return &doc->title;
	case DOC_TEXT: return &doc->text;
	case DOC_LANGUAGE: return &doc->language;
	case DOC_REGION: return &doc->region;
	case DOC_PARENT: return &doc->parent;
	default: return NULL;
	}
}

static int64_t *count_field(struct doc *doc, uint32_t field)
{
	switch (field) {
	case DOC_LIKES: return &doc->likes;
	case DOC_SHARES: return &doc->shares;
	case DOC_COMMENTS: return &doc->comments;
	case DOC_VIEWS: return &doc->views;
	default: return NULL;
	}
}

static enum pantau_status ambiguous(struct str value, int zone,
		struct timestamp a, struct timestamp b, struct pantau_error *err)
{
	char one[32], other[32];
	pantau_date_day(pantau_day_number(a.seconds, zone), one);
	pantau_date_day(pantau_day_number(b.seconds, zone), other);
	return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
			"the date '" STR_FMT "' may be %s or %s; settle it with "
			"--dates day-first or month-first, or name the month",
			"tanggal '" STR_FMT "' dapat berarti %s atau %s; pastikan dengan "
			"--dates day-first atau month-first, atau sebut nama "
			"bulannya"),
			STR_ARG(value), one, other);
}

enum pantau_status pantau_field_time(struct str value, int zone,
		enum import_dates dates, struct timestamp *out,
		struct pantau_error *err)
{
	struct timestamp time, other = {0};
	struct str shown = pantau_utf8_prefix(value, 60);
	enum date_status status = pantau_date_parse(value, zone, &time,
			&other);
	if (status == DATE_AMBIGUOUS && dates != DATES_REJECT) {
		/* The first reading takes the day first. */
		time = dates == DATES_DAY_FIRST ? time : other;
		status = DATE_OK;
	}
	switch (status) {
	case DATE_OK:
		*out = time;
		return PANTAU_OK;
	case DATE_AMBIGUOUS:
		return ambiguous(shown, zone, time, other, err);
	case DATE_RANGE:
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"the date '" STR_FMT "' is outside 1970 to 2105",
				"tanggal '" STR_FMT "' di luar tahun 1970 sampai 2105"),
				STR_ARG(shown));
	default:
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"'" STR_FMT "' is no date; write it as 2026-11-08 or "
				"'8 November 2026 10:53 WIB'",
				"'" STR_FMT "' bukan tanggal; tulis seperti 2026-11-08 atau "
				"'8 November 2026 10:53 WIB'"), STR_ARG(shown));
	}
}

static enum pantau_status set_date(struct doc *doc, struct str value,
		const struct import_options *options, struct pantau_error *err)
{
	enum pantau_status status = pantau_field_time(value, options->zone,
			options->dates, &doc->published, err);
	if (status == PANTAU_OK) {
		doc->published_raw = value;
		doc->fields |= DOC_PUBLISHED;
	}
	return status;
}

static enum pantau_status set_kind(struct doc *doc, struct str value,
		struct pantau_error *err)
{
	struct str shown = pantau_utf8_prefix(value, 40);
	doc->kind = pantau_doc_kind_parse(pantau_str_trim(value));
	if (doc->kind == KIND_NONE) {
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"no such kind '" STR_FMT "'; news, post, comment, chat, "
				"complaint or release",
				"jenis '" STR_FMT "' tidak dikenal; berita, unggahan, "
				"komentar, percakapan, aduan, atau rilis"),
				STR_ARG(shown));
	}
	doc->fields |= DOC_KIND;
	return PANTAU_OK;
}

static enum pantau_status set_owned(struct doc *doc, struct str value,
		struct pantau_error *err)
{
	static const char *const yes[] = {"true", "ya", "yes", "1", "benar", "y"};
	static const char *const no[] = {
		"false", "tidak", "no", "0", "salah", "bukan", "n", "t",
	};
	struct str shown = pantau_utf8_prefix(value, 40);
	bool known = false;
	value = pantau_str_trim(value);
	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		if (pantau_str_eq_nocase(value, str_of(yes[i]))) {
			doc->owned = true;
			known = true;
		}
	}
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++) {
		if (pantau_str_eq_nocase(value, str_of(no[i]))) {
			doc->owned = false;
			known = true;
		}
	}
	if (!known) {
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"'owned' must be yes or no, not '" STR_FMT "'",
				"'owned' harus ya atau tidak, bukan '" STR_FMT "'"),
				STR_ARG(shown));
	}
	doc->fields |= DOC_OWNED;
	return PANTAU_OK;
}

/* 12500, 12.500, 12,500: groups of three only, with one kind of mark, so that
 * no fraction is ever taken for a count. */
static bool parse_count(struct str s, int64_t *out)
{
	char digits[32];
	size_t n = 0, group = 0;
	char mark = '\0';
	s = pantau_str_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '.' || c == ',' || c == ' ') {
			bool first = mark == '\0';
			if ((first ? group == 0 || group > 3 : group != 3) ||
					(!first && c != mark)) {
				return false;
			}
			mark = c;
			group = 0;
			continue;
		}
		if (n + 1 == sizeof(digits)) {
			return false;
		}
		digits[n++] = c;
		group++;
	}
	return (mark == '\0' || group == 3) &&
			pantau_str_int(str_make(digits, n), out);
}

enum pantau_status pantau_field_set_count(struct doc *doc, uint32_t field,
		int64_t value, struct pantau_error *err)
{
	if (value < 0) {
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"'%s' must not be negative",
				"'%s' tidak boleh negatif"), pantau_field_name(field));
	}
	*count_field(doc, field) = value;
	doc->fields |= field;
	return PANTAU_OK;
}

enum pantau_status pantau_field_set(struct doc *doc, uint32_t field,
		struct str value, const struct import_options *options,
		struct pantau_error *err)
{
	struct str *text = text_field(doc, field);
	if (text != NULL) {
		if (field == DOC_LANGUAGE) {
			value = pantau_language_code(value);
		}
		if (value.n > 0) {
			*text = value;
			doc->fields |= field;
		}
		return PANTAU_OK;
	}
	if (pantau_str_trim(value).n == 0) {
		return PANTAU_OK;
	}
	switch (field) {
	case DOC_PUBLISHED:
		return set_date(doc, pantau_str_trim(value), options, err);
	case DOC_KIND:
		return set_kind(doc, value, err);
	case DOC_OWNED:
		return set_owned(doc, value, err);
	default:
		break;
	}
	int64_t count;
	if (!parse_count(value, &count)) {
		struct str shown = pantau_utf8_prefix(value, 40);
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"'%s' must be a whole number, not '" STR_FMT "'",
				"'%s' harus bilangan bulat, bukan '" STR_FMT "'"),
				pantau_field_name(field), STR_ARG(shown));
	}
	return pantau_field_set_count(doc, field, count, err);
}

enum pantau_status pantau_field_check(const struct doc *doc,
		struct pantau_error *err)
{
	if (pantau_str_trim(doc->title).n == 0 &&
			pantau_str_trim(doc->text).n == 0) {
		return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"no text: a document needs 'text' or 'title'",
				"tidak ada teks: dokumen perlu 'text' atau 'title'"));
	}
	return PANTAU_OK;
}
