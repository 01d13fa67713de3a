/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Identity and content of documents; values to fields. */

#include "check.h"

#include "import/fields.h"

static struct pantau_error err = {.lang = PANTAU_LANG_EN};
static struct import_options options = {.zone = ZONE_WIB};

static bool same_key(const struct doc *a, uint64_t m, const struct doc *b,
		uint64_t n)
{
	unsigned char one[16], other[16];
	pantau_doc_key(a, m, one);
	pantau_doc_key(b, n, other);
	return memcmp(one, other, 16) == 0;
}

static bool same_content(const struct doc *a, const struct doc *b)
{
	unsigned char one[16], other[16];
	pantau_doc_content(a, one);
	pantau_doc_content(b, other);
	return memcmp(one, other, 16) == 0;
}

static void identity_is_source_and_id(void **state)
{
	(void)state;
	struct doc a = {.fields = DOC_ID | DOC_TEXT, .source = STR("ab"),
		.id = STR("c"), .text = STR("x")};
	struct doc b = a;
	b.text = STR("y");
	assert_true(same_key(&a, 0, &b, 7));
	assert_false(same_content(&a, &b));
	/* Lengths are hashed: ("ab", "c") is not ("a", "bc"). */
	b.source = STR("a");
	b.id = STR("bc");
	assert_false(same_key(&a, 0, &b, 0));
}

static void identity_without_id_is_all_of_it(void **state)
{
	(void)state;
	struct doc a = {.fields = DOC_TEXT | DOC_AUTHOR, .source = STR("s"),
		.author = STR("u"), .text = STR("sama")};
	struct doc b = a;
	assert_true(same_key(&a, 1, &b, 1));
	assert_false(same_key(&a, 0, &b, 1));
	b.author = STR("v");
	assert_false(same_key(&a, 0, &b, 0));
	b = a;
	b.title = STR("t");
	assert_false(same_key(&a, 0, &b, 0));
	/* What --zone makes of a date does not change who a document is. */
	b = a;
	b.published.seconds = 99;
	assert_true(same_key(&a, 0, &b, 0));
	assert_true(same_content(&a, &b));
	b.fields |= DOC_PUBLISHED;
	assert_false(same_content(&a, &b));
}

static void content_covers_every_field(void **state)
{
	(void)state;
	struct doc base = {.fields = ~0u, .text = STR("x")};
	struct doc changed[16];
	for (size_t i = 0; i < 16; i++) {
		changed[i] = base;
	}
	changed[0].url = STR("u");
	changed[1].author = STR("u");
	changed[2].title = STR("u");
	changed[3].text = STR("u");
	changed[4].language = STR("u");
	changed[5].region = STR("u");
	changed[6].parent = STR("u");
	changed[7].kind = KIND_CHAT;
	changed[8].likes = 1;
	changed[9].shares = 1;
	changed[10].comments = 1;
	changed[11].views = 1;
	changed[12].owned = true;
	changed[13].public_author = true;
	changed[14].published.offset = 60;
	changed[15].published.seconds = 1;
	for (size_t i = 0; i < 16; i++) {
		assert_false(same_content(&base, &changed[i]));
		for (size_t j = 0; j < i; j++) {
			assert_false(same_content(&changed[i], &changed[j]));
		}
	}
	changed[0] = base;
	changed[0].id = STR("elsewhere");
	changed[0].source = STR("elsewhere");
	assert_true(same_content(&base, &changed[0]));
}

static void hashes_stay_what_they_are(void **state)
{
	(void)state;
	/* Databases hold these: a change of the way makes all known new. */
	static const unsigned char key[16] = {
		0x3f, 0x43, 0x91, 0x59, 0x78, 0xc7, 0xd8, 0x62,
		0x94, 0xbf, 0xc6, 0xd7, 0x9a, 0x84, 0x76, 0xc8,
	};
	struct doc doc = {.fields = DOC_ID, .source = STR("kicau.example"),
		.id = STR("kc-0001")};
	unsigned char found[16];
	pantau_doc_key(&doc, 0, found);
	assert_memory_equal(found, key, 16);
}

static void kinds_have_two_names(void **state)
{
	(void)state;
	assert_int_equal(pantau_doc_kind_parse(STR("Aduan")), KIND_COMPLAINT);
	assert_int_equal(pantau_doc_kind_parse(STR("complaint")),
			KIND_COMPLAINT);
	assert_int_equal(pantau_doc_kind_parse(STR("")), KIND_NONE);
	assert_int_equal(pantau_doc_kind_parse(STR("puisi")), KIND_NONE);
	for (int kind = KIND_NEWS; kind < KINDS; kind++) {
		assert_int_equal(pantau_doc_kind_parse(str_of(
				pantau_doc_kind_name((enum doc_kind)kind))), kind);
	}
}

static enum pantau_status set(struct doc *doc, uint32_t field,
		const char *value)
{
	*doc = (struct doc){0};
	return pantau_field_set(doc, field, str_of(value), &options, &err);
}

static void counts_are_read_as_written(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t value; /* -1: rejected */
	} cases[] = {
		{"0", 0}, {" 12 ", 12}, {"12.500", 12500}, {"12,500", 12500},
		{"1.234.567", 1234567}, {"1 234 567", 1234567},
		{"1.5", -1}, {"1.2345", -1}, {"1.234,567", -1}, {".500", -1},
		{"1234.567", -1}, {"1..234", -1}, {"12.500.", -1}, {"1,2rb", -1},
		{"-3", -1}, {"banyak", -1}, {"9223372036854775808", -1},
		{"1e3", -1}, {"111111111111111111111111111111111111", -1},
	};
	struct doc doc;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum pantau_status status = set(&doc, DOC_VIEWS, cases[i].text);
		if (cases[i].value < 0) {
			assert_int_equal(status, PANTAU_BAD_INPUT);
			assert_int_equal(doc.fields, 0);
		} else {
			assert_int_equal(status, PANTAU_OK);
			assert_int_equal(doc.views, cases[i].value);
			assert_int_equal(doc.fields, DOC_VIEWS);
		}
	}
}

static void dates_are_never_guessed(void **state)
{
	(void)state;
	struct doc doc;
	assert_int_equal(set(&doc, DOC_PUBLISHED, " 2026-11-08T06:30:00+07:00 "),
			PANTAU_OK);
	assert_int_equal(doc.published.seconds, 1794094200);
	check_str(doc.published_raw, "2026-11-08T06:30:00+07:00");
	assert_int_equal(set(&doc, DOC_PUBLISHED, "03/04/2026"),
			PANTAU_BAD_INPUT);
	assert_non_null(strstr(err.message, "2026-04-03"));
	assert_non_null(strstr(err.message, "2026-03-04"));
	assert_int_equal(set(&doc, DOC_PUBLISHED, "1 Mei 1901"),
			PANTAU_BAD_INPUT);
	assert_non_null(strstr(err.message, "1970"));
	assert_int_equal(set(&doc, DOC_PUBLISHED, "kapan-kapan"),
			PANTAU_BAD_INPUT);
	assert_int_equal(set(&doc, DOC_PUBLISHED, "  "), PANTAU_OK);
	assert_int_equal(doc.fields, 0);
}

static void dates_are_settled_on_request(void **state)
{
	(void)state;
	struct doc doc;
	char day[32];
	options.dates = DATES_DAY_FIRST;
	assert_int_equal(set(&doc, DOC_PUBLISHED, "03/04/2026 10:00"), PANTAU_OK);
	pantau_date_local(doc.published.seconds, ZONE_WIB, day);
	assert_string_equal(day, "2026-04-03 10.00");
	options.dates = DATES_MONTH_FIRST;
	assert_int_equal(set(&doc, DOC_PUBLISHED, "03/04/2026 10:00"), PANTAU_OK);
	pantau_date_local(doc.published.seconds, ZONE_WIB, day);
	assert_string_equal(day, "2026-03-04 10.00");
	/* What has one reading keeps it. */
	assert_int_equal(set(&doc, DOC_PUBLISHED, "23/04/2026"), PANTAU_OK);
	pantau_date_local(doc.published.seconds, ZONE_WIB, day);
	assert_string_equal(day, "2026-04-23 00.00");
	options.dates = DATES_REJECT;
}

static void yes_and_no_in_both_languages(void **state)
{
	(void)state;
	struct doc doc;
	assert_int_equal(set(&doc, DOC_OWNED, "Ya"), PANTAU_OK);
	assert_true(doc.owned);
	assert_int_equal(set(&doc, DOC_OWNED, "FALSE"), PANTAU_OK);
	assert_false(doc.owned);
	assert_int_equal(doc.fields, DOC_OWNED);
	assert_int_equal(set(&doc, DOC_OWNED, "mungkin"), PANTAU_BAD_INPUT);
}

static void headers_have_many_names(void **state)
{
	(void)state;
	static const struct {
		const char *header;
		uint32_t field;
	} cases[] = {
		{"Isi Laporan", DOC_TEXT}, {"isi_laporan", DOC_TEXT},
		{"ISI-LAPORAN", DOC_TEXT}, {"Tanggal", DOC_PUBLISHED},
		{"Judul", DOC_TITLE}, {"Pelapor", DOC_AUTHOR},
		{"Kanal", DOC_SOURCE}, {"Wilayah", DOC_REGION},
		{"Nomor", DOC_ID}, {"Tautan", DOC_URL}, {"Suka", DOC_LIKES},
		{"text", DOC_TEXT}, {"Jumlah Komentar", DOC_COMMENTS},
		{"No. HP", 0}, {"", 0},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(pantau_field_alias(str_of(cases[i].header),
				NULL), cases[i].field);
	}
	for (uint32_t bit = DOC_ID; bit <= DOC_OWNED; bit <<= 1) {
		struct str name = str_of(pantau_field_name(bit));
		assert_int_equal(pantau_field_parse(name), bit);
		assert_int_equal(pantau_field_alias(name, NULL), bit);
	}
}

static void text_or_title_is_required(void **state)
{
	(void)state;
	struct doc doc = {.text = STR(" \n"), .title = STR("")};
	assert_int_equal(pantau_field_check(&doc, &err), PANTAU_BAD_INPUT);
	doc.title = STR("x");
	assert_int_equal(pantau_field_check(&doc, &err), PANTAU_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(identity_is_source_and_id),
		cmocka_unit_test(identity_without_id_is_all_of_it),
		cmocka_unit_test(content_covers_every_field),
		cmocka_unit_test(hashes_stay_what_they_are),
		cmocka_unit_test(kinds_have_two_names),
		cmocka_unit_test(counts_are_read_as_written),
		cmocka_unit_test(dates_are_never_guessed),
		cmocka_unit_test(dates_are_settled_on_request),
		cmocka_unit_test(yes_and_no_in_both_languages),
		cmocka_unit_test(headers_have_many_names),
		cmocka_unit_test(text_or_title_is_required),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
