/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Reading *.uji files and judging a score by one of their rows. */

#include "tune/uji.h"

#include "base/error.h"
#include "base/utf8.h"
#include "tune/gold.h"

static const struct {
	const char *id, *en;
} names[UJI_EXPECTED] = {
	[UJI_NEGATIVE] = {"negatif", "negative"},
	[UJI_NEUTRAL] = {"netral", "neutral"},
	[UJI_POSITIVE] = {"positif", "positive"},
	[UJI_ABOVE] = {"+", "+"},
	[UJI_BELOW] = {"-", "-"},
	[UJI_ZERO] = {"0", "0"},
	[UJI_COMPLAINT] = {"aduan", "complaint"},
	[UJI_ASPIRATION] = {"aspirasi", "aspiration"},
	[UJI_QUESTION] = {"pertanyaan", "question"},
	[UJI_INFORMATION] = {"informasi", "information"},
	[UJI_PRAISE] = {"pujian", "praise"},
};

enum uji_expected pantau_uji_expected(struct str name)
{
	uint8_t tone;
	int i = 0;

	name = pantau_str_trim(name);
	if (pantau_gold_tone(name, &tone)) {
		return tone == PANTAU_TONE_NEGATIVE ? UJI_NEGATIVE
				: tone == PANTAU_TONE_NEUTRAL ? UJI_NEUTRAL
				: UJI_POSITIVE;
	}
	while (i < UJI_EXPECTED && !pantau_str_eq_nocase(name,
			str_of(names[i].id)) && !pantau_str_eq_nocase(name,
			str_of(names[i].en))) {
		i++;
	}
	return (enum uji_expected)i;
}

const char *pantau_uji_name(enum uji_expected expected, enum pantau_lang lang)
{
	return expected >= UJI_EXPECTED ? "" : PANTAU_L(lang,
			names[expected].en, names[expected].id);
}

void pantau_uji_begin(struct uji_reader *reader, const char *path,
		struct str bytes)
{
	*reader = (struct uji_reader){
		.path = path,
		.rest = str_starts(bytes, STR("\xef\xbb\xbf")) ?
				str_skip(bytes, 3) : bytes,
	};
}

/* Marks where a row is bad; the message stands in err. */
static enum uji_found fault(const struct uji_reader *reader, size_t column,
		struct pantau_error *err)
{
	if (err != NULL) {
		pantau_fail_at(err, reader->path, reader->line, column + 1);
	}
	return UJI_FAULT;
}

/* What no line may have, whatever is expected. */
static enum uji_found check_line(const struct uji_reader *reader,
		struct str line, struct pantau_error *err)
{
	size_t bad;

	if (line.n > UJI_LINE_MAX) {
		pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"the line is longer than %zu bytes",
				"baris lebih panjang dari %zu bita"),
				UJI_LINE_MAX);
		return fault(reader, UJI_LINE_MAX, err);
	}
	if (!pantau_utf8_valid(line, &bad)) {
		pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"not UTF-8; save the file as UTF-8",
				"bukan UTF-8; simpan berkas sebagai UTF-8"));
		return fault(reader, bad, err);
	}
	if (memchr(line.p, '\0', line.n) != NULL) {
		pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"there is a NUL byte; take it out",
				"ada bita NUL; hapus bita itu"));
		return fault(reader, strlen(line.p), err);
	}
	return UJI_ROW;
}

static enum uji_found parse(const struct uji_reader *reader, struct str line,
		struct uji_row *out, struct pantau_error *err)
{
	struct str rest = line;

	if (check_line(reader, line, err) != UJI_ROW) {
		return UJI_FAULT;
	}
	*out = (struct uji_row){.line = reader->line};
	out->name = pantau_str_cut(&rest, '\t');
	out->expected = pantau_uji_expected(out->name);
	if (out->expected == UJI_EXPECTED) {
		struct str shown = pantau_utf8_prefix(out->name, 40);
		pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"unknown expectation '" STR_FMT "'; write positif, "
				"netral, negatif, +, -, 0, aduan, aspirasi, "
				"pertanyaan, informasi or pujian",
				"harapan '" STR_FMT "' tidak dikenal; tulis "
				"positif, netral, negatif, +, -, 0, aduan, "
				"aspirasi, pertanyaan, informasi, atau pujian"),
				STR_ARG(shown));
		return fault(reader, 0, err);
	}
	out->text = pantau_str_cut(&rest, '\t');
	size_t at = out->text.p != NULL ? (size_t)(out->text.p - line.p)
			: line.n;
	if (pantau_str_trim(out->text).n == 0) {
		pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"no text behind '" STR_FMT "'; put a tab and the "
				"text there",
				"tidak ada teks sesudah '" STR_FMT "'; tulis tab "
				"lalu teksnya"), STR_ARG(out->name));
		return fault(reader, at, err);
	}
	out->comment = pantau_str_cut(&rest, '\t');
	if (rest.p != NULL) {
		pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"more than three cells; a text cannot hold a tab",
				"lebih dari tiga sel; hapus tab di dalam teks"));
		return fault(reader, (size_t)(rest.p - line.p), err);
	}
	return UJI_ROW;
}

enum uji_found pantau_uji_next(struct uji_reader *reader, struct uji_row *out,
		struct pantau_error *err)
{
	while (reader->rest.p != NULL) {
		struct str line = pantau_str_cut(&reader->rest, '\n');
		reader->line++;
		if (str_ends(line, STR("\r"))) {
			line.n--;
		}
		if (pantau_str_trim(line).n == 0 || str_eq(line, STR("#")) ||
				str_starts(line, STR("# "))) {
			continue;
		}
		return parse(reader, line, out, err);
	}
	return UJI_END;
}

_Static_assert(UJI_PRAISE - UJI_ACTS == PANTAU_ACT_PRAISE -
		PANTAU_ACT_COMPLAINT, "acts stand in one order");

bool pantau_uji_holds(enum uji_expected expected,
		const struct pantau_score *score)
{
	const struct pantau_tone_score *tone = &score->text;

	switch (expected) {
	case UJI_NEGATIVE:
		return tone->label == PANTAU_TONE_NEGATIVE;
	case UJI_NEUTRAL:
		return tone->label == PANTAU_TONE_NEUTRAL;
	case UJI_POSITIVE:
		return tone->label == PANTAU_TONE_POSITIVE;
	case UJI_ABOVE:
		return tone->score > UJI_SIGN;
	case UJI_BELOW:
		return tone->score < -UJI_SIGN;
	case UJI_ZERO:
		return tone->score >= -UJI_SIGN && tone->score <= UJI_SIGN;
	case UJI_EXPECTED:
		return false;
	default:
		return (int)score->act.label == (int)expected - UJI_ACTS +
				PANTAU_ACT_COMPLAINT;
	}
}
