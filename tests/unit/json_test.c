/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* JSON objects to documents, and the places of what is wrong with them. */

#include "check.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "import/json.h"
#include "import/json_mend.h"
#include "import/json_place.h"

static struct json_parser *parser;
static struct arena arena;
static struct pantau_error err;
static struct doc doc;
static uint64_t mended;

static int set_up(void **state)
{
	(void)state;
	parser = pantau_json_parser_create();
	pantau_arena_init(&arena);
	return parser != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	pantau_json_parser_destroy(parser);
	pantau_json_parser_destroy(NULL);
	pantau_arena_finish(&arena);
	return 0;
}

static enum pantau_status parse_with(struct str line,
		const struct import_options *options)
{
	pantau_arena_reset(&arena);
	err = (struct pantau_error){.lang = PANTAU_LANG_EN};
	mended = 0;
	return pantau_json_parse_doc(parser, line, options, &arena, &doc,
			&mended, &err);
}

static enum pantau_status parse(struct str line)
{
	static const struct import_options options = {.zone = ZONE_WIB};
	return parse_with(line, &options);
}

static void takes_every_field(void **state)
{
	(void)state;
	assert_int_equal(parse(STR("{\"id\":\"kc-1\",\"source\":\"kicau\","
			"\"kind\":\"berita\",\"url\":\"https://a.example\","
			"\"author\":\"u\",\"published\":\"8 November 2026 06:30 WITA\","
			"\"title\":\"J\",\"text\":\"I\\u00e9\",\"language\":\"id\","
			"\"region\":\"R\",\"parent\":\"kc-0\",\"likes\":1,"
			"\"shares\":2.0,\"comments\":\"3\",\"views\":4,"
			"\"owned\":true}")), PANTAU_OK);
	assert_int_equal(doc.fields, (1u << 16) - 1);
	check_str(doc.id, "kc-1");
	check_str(doc.source, "kicau");
	assert_int_equal(doc.kind, KIND_NEWS);
	check_str(doc.url, "https://a.example");
	check_str(doc.author, "u");
	assert_int_equal(doc.published.seconds, 1794090600);
	assert_int_equal(doc.published.offset, ZONE_WITA);
	check_str(doc.published_raw, "8 November 2026 06:30 WITA");
	check_str(doc.title, "J");
	check_str(doc.text, "I\xc3\xa9");
	check_str(doc.language, "id");
	check_str(doc.region, "R");
	check_str(doc.parent, "kc-0");
	assert_int_equal(doc.likes, 1);
	assert_int_equal(doc.shares, 2);
	assert_int_equal(doc.comments, 3);
	assert_int_equal(doc.views, 4);
	assert_true(doc.owned);
}

static void takes_what_exports_write(void **state)
{
	(void)state;
	assert_int_equal(parse(STR(" {\"id\":1849302345678901234,"
			"\"published\":1794090600,\"text\":\"x\",\"title\":\"\","
			"\"url\":null,\"entities\":{\"a\":[1,{\"b\":2}]}} \t")),
			PANTAU_OK);
	check_str(doc.id, "1849302345678901234");
	assert_int_equal(doc.published.seconds, 1794090600);
	assert_int_equal(doc.fields, DOC_ID | DOC_PUBLISHED | DOC_TEXT);
}

static void keeps_nul_and_mends_surrogates(void **state)
{
	(void)state;
	assert_int_equal(parse(STR("{\"text\":\"a\\u0000b\"}")), PANTAU_OK);
	assert_true(str_eq(doc.text, STR("a\0b")));
	assert_int_equal(mended, 0);
	assert_int_equal(parse(STR("{\"text\":\"\\ud83d\\ude00 \\ud83d "
			"\\uDE00\\\\ud83d\\ud83d\\ud83d\\ude00\"}")), PANTAU_OK);
	check_str(doc.text, "\xf0\x9f\x98\x80 \xef\xbf\xbd \xef\xbf\xbd\\ud83d"
			"\xef\xbf\xbd\xf0\x9f\x98\x80");
	assert_int_equal(mended, 3);
}

static void mends_at_any_end(void **state)
{
	(void)state;
	static const char whole[] = "\\ud83d\\ude00\\udc00\\\\";
	for (size_t n = 0; n < sizeof(whole); n++) {
		char *copy = malloc(n + 1);
		assert_non_null(copy);
		memcpy(copy, whole, n);
		uint64_t count = pantau_json_mend(copy, n);
		assert_int_equal(count, (n >= 6 && n < 12) + (n >= 18));
		free(copy);
	}
}

#define LINE(literal) {literal, sizeof(literal) - 1}

/* The line, the column of the complaint, and a part of it. */
static const struct bad {
	struct str line;
	uint64_t column;
	const char *part;
} bad_lines[] = {
	{LINE("{'a':1}"), 2, "a key in double quotes"},
	{LINE("{\"text\":\"a\tb\"}"), 11, "control character"},
	{LINE("{\"text\":\"a\0b\"}"), 11, "control character"},
	{LINE("{\"text\":NaN}"), 9, "a value is expected"},
	{LINE("{\"text\":\"a\",\"b\":1,\"text\":\"c\"}"), 19, "'text' is there twice"},
	{LINE("{\"text\":\"a\",\"b\":1,\"\\u0062\":2}"), 19, "'b' is there twice"},
	{LINE("{\"text\":\"a\",}"), 13, "a key in double quotes"},
	{LINE("{\"text\":\"a\"} x"), 14, "something follows"},
	{LINE("{\"text\":\"\xff\"}"), 10, "not UTF-8"},
	{LINE("{\"text\":\"\xed\xa0\xbd\"}"), 10, "not UTF-8"},
	{LINE("{\"text\":\"a"), 11, "ends inside"},
	{LINE("{\"text\":\"a\\"), 12, "ends inside"},
	{LINE("[{\"text\":\"a\"}]"), 1, "not a JSON object"},
	{LINE("null"), 1, "not a JSON object"},
	{LINE(""), 1, "nothing there"},
	{LINE("{\"text\" \"a\"}"), 9, "':' is expected"},
	{LINE("{\"text\":\"a\" \"b\":1}"), 13, "',' or a closing bracket"},
	{LINE("{\"text\":01}"), 10, "no number"},
	{LINE("{\"text\":\"\\x\"}"), 11, "unknown escape"},
	{LINE("{\"text\":\"x\",\"n\":1e999}"), 1, "out of range"},
	{LINE("{}"), 1, "no text"},
	{LINE("{\"text\":\"\",\"title\":\" \"}"), 1, "no text"},
	{LINE("{\"text\":[\"a\"]}"), 9, "'text' must be text"},
	{LINE("{\"text\":1}"), 9, "'text' must be text"},
	{LINE("{\"text\":\"x\",\"id\":1.5}"), 18, "'id' must be text"},
	{LINE("{\"text\":\"x\",\"likes\":true}"), 21, "whole number"},
	{LINE("{\"text\":\"x\",\"likes\":1.5}"), 21, "whole number"},
	{LINE("{\"text\":\"x\",\"likes\":-1}"), 21, "negative"},
	{LINE("{\"text\":\"x\",\"owned\":{}}"), 21, "true or false"},
	{LINE("{\"text\":\"x\",\"kind\":\"puisi\"}"), 20, "'puisi'"},
	{LINE("{\"text\":\"x\",\"published\":\"03/04/2026\"}"), 25, "2026-04-03"},
	{LINE("{\"text\":\"x\",\"published\":20260403}"), 25, "is no date"},
};

static void rejects_with_place_and_reason(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad_lines) / sizeof(bad_lines[0]); i++) {
		const struct bad *bad = &bad_lines[i];
		enum pantau_status status = parse(bad->line);
		if (status != PANTAU_BAD_INPUT || err.column != bad->column ||
				strstr(err.message, bad->part) == NULL) {
			print_error(STR_FMT ": %d at %llu: %s\n",
					STR_ARG(bad->line), status,
					(unsigned long long)err.column, err.message);
			fail();
		}
	}
}

static void many_keys_take_linear_time(void **state)
{
	(void)state;
	struct buf line;
	for (int twice = 0; twice < 2; twice++) {
		pantau_buf_init(&line);
		pantau_buf_str(&line, STR("{\"text\":\"x\""));
		for (unsigned i = 0; i < 200000; i++) {
			pantau_buf_printf(&line, ",\"k%u\":%u", i, i);
		}
		pantau_buf_str(&line, twice ? STR(",\"k7\":0}") : STR("}"));
		assert_false(line.failed);
		assert_int_equal(parse(buf_str(&line)), twice ? PANTAU_BAD_INPUT
				: PANTAU_OK);
		pantau_buf_finish(&line);
	}
	assert_non_null(strstr(err.message, "'k7'"));
	/* The next object knows nothing of that one's keys. */
	assert_int_equal(parse(STR("{\"text\":\"x\",\"k7\":0}")), PANTAU_OK);
}

static void depth_is_bounded(void **state)
{
	(void)state;
	struct buf line;
	pantau_buf_init(&line);
	pantau_buf_str(&line, STR("{\"text\":\"x\",\"a\":"));
	for (int i = 0; i < 1000000; i++) {
		pantau_buf_char(&line, '[');
	}
	assert_int_equal(parse(buf_str(&line)), PANTAU_BAD_INPUT);
	assert_int_equal(err.column, 16 + JSON_DEPTH_MAX);
	assert_non_null(strstr(err.message, "1024 deep"));
	pantau_buf_finish(&line);
}

static void long_lines_are_not_parsed(void **state)
{
	(void)state;
	struct buf line;
	pantau_buf_init(&line);
	assert_true(pantau_buf_reserve(&line, JSON_LINE_MAX + 1));
	memset(line.p, ' ', JSON_LINE_MAX + 1);
	memcpy(line.p, "{\"text\":\"x\"}", 12);
	line.n = JSON_LINE_MAX + 1;
	assert_int_equal(parse(buf_str(&line)), PANTAU_BAD_INPUT);
	assert_int_equal(err.column, JSON_LINE_MAX + 1);
	line.n--;
	assert_int_equal(parse(buf_str(&line)), PANTAU_OK);
	pantau_buf_finish(&line);
}

static void map_renames_members(void **state)
{
	(void)state;
	const struct import_map map[] = {
		{STR("text"), STR("full_text")}, {STR("likes"), STR("suka")},
	};
	const struct import_options options = {.map = map, .maps = 2};
	assert_int_equal(parse_with(STR("{\"text\":\"pendek\",\"suka\":\"7\","
			"\"full_text\":\"panjang\"}"), &options), PANTAU_OK);
	check_str(doc.text, "panjang");
	assert_int_equal(doc.likes, 7);
}

/* All of JSONTestSuite as whole texts and as members; y_ is JSON, n_ is not,
 * and both readers agree. */
static void agrees_with_jsontestsuite(void **state)
{
	(void)state;
	const char *shared = getenv("PANTAU_SHARED");
	char folder[512], path[1024];
	snprintf(folder, sizeof(folder), "%s/suites/jsontestsuite/test_parsing",
			shared != NULL ? shared : "");
	DIR *dir = shared != NULL ? opendir(folder) : NULL;
	if (dir == NULL) {
		print_message("# skipped: PANTAU_SHARED has no suites/jsontestsuite\n");
		return;
	}
	size_t files = 0, wrong = 0;
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		struct buf bytes, wrapped;
		size_t at;
		if (entry->d_name[0] == '.') {
			continue;
		}
		pantau_buf_init(&bytes);
		pantau_buf_init(&wrapped);
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		assert_int_equal(pantau_file_read(path, 1 << 20, &bytes, NULL),
				PANTAU_OK);
		pantau_buf_str(&wrapped, STR("{\"text\":\"x\",\"v\":"));
		pantau_buf_str(&wrapped, buf_str(&bytes));
		pantau_buf_char(&wrapped, '}');
		bool good = entry->d_name[0] == 'y';
		bool bad = entry->d_name[0] == 'n';
		(void)parse(buf_str(&bytes));
		bool refused = err.code == PANTAU_BAD_INPUT &&
				strstr(err.message, "not valid JSON") == err.message;
		bool fault = pantau_json_fault(buf_str(&bytes), &at) !=
				JSON_FAULT_NONE;
		bool taken = parse(buf_str(&wrapped)) == PANTAU_OK;
		if ((good && (refused || fault || !taken)) ||
				(bad && (!refused || !fault || taken))) {
			print_error("%s: refused %d, fault %d, taken %d\n",
					entry->d_name, refused, fault, taken);
			wrong++;
		}
		files++;
		pantau_buf_finish(&bytes);
		pantau_buf_finish(&wrapped);
	}
	closedir(dir);
	assert_int_equal(wrong, 0);
	assert_true(files > 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_every_field),
		cmocka_unit_test(takes_what_exports_write),
		cmocka_unit_test(keeps_nul_and_mends_surrogates),
		cmocka_unit_test(mends_at_any_end),
		cmocka_unit_test(rejects_with_place_and_reason),
		cmocka_unit_test(many_keys_take_linear_time),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(long_lines_are_not_parsed),
		cmocka_unit_test(map_renames_members),
		cmocka_unit_test(agrees_with_jsontestsuite),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
