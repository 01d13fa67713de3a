/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* One answer in every format, and the cells that must not become formulas. */

#include <math.h>

#include "check.h"

#include "base/print.h"

static void say(struct printer *p)
{
	pantau_print_begin(p);
	pantau_print_cstr(p, "query", "banjir \"rob\"");
	pantau_print_array(p, "stems");
	pantau_print_cstr(p, NULL, "banjir");
	pantau_print_end_array(p);
	pantau_print_list(p, "hits");
	pantau_print_row(p);
	pantau_print_int(p, "id", 7);
	pantau_print_cstr(p, "title", "a,b");
	pantau_print_array(p, "highlights");
	pantau_print_array(p, NULL);
	pantau_print_int(p, NULL, 0);
	pantau_print_int(p, NULL, -1);
	pantau_print_end_array(p);
	pantau_print_object(p, NULL);
	pantau_print_null(p, "k");
	pantau_print_bool(p, "b", true);
	pantau_print_end_object(p);
	pantau_print_end_array(p);
	pantau_print_end_row(p);
	pantau_print_row(p);
	pantau_print_cstr(p, "title", "tab\tline\nback\\");
	pantau_print_int(p, "id", -8);
	pantau_print_end_row(p);
	pantau_print_end_list(p);
	pantau_print_int(p, "total", 2);
	pantau_print_end(p);
}

static void say_without_list(struct printer *p)
{
	pantau_print_begin(p);
	pantau_print_int(p, "new", 3);
	pantau_print_real(p, "share", 0.5, 3);
	pantau_print_end(p);
}

static void check_answer(enum format format, void (*answer)(struct printer *),
		const char *expected)
{
	struct out out;

	pantau_out_init(&out, NULL, NULL);
	struct printer *p = pantau_printer_create(format, &out);
	assert_non_null(p);
	answer(p);
	assert_true(pantau_out_flush(&out));
	check_str(buf_str(&out.buffer), expected);
	pantau_printer_destroy(p);
	pantau_out_finish(&out);
}

static void one_answer_five_formats(void **state)
{
	(void)state;
	check_answer(FORMAT_TEXT, say, "");
	check_answer(FORMAT_JSON, say,
			"{\"format_version\":1,\"query\":\"banjir \\\"rob\\\"\","
			"\"stems\":[\"banjir\"],\"hits\":[\n"
			"{\"id\":7,\"title\":\"a,b\",\"highlights\":[[0,-1],"
			"{\"k\":null,\"b\":true}]},\n"
			"{\"title\":\"tab\\tline\\nback\\\\\",\"id\":-8}],"
			"\"total\":2}\n");
	check_answer(FORMAT_NDJSON, say,
			"{\"format_version\":1,\"id\":7,\"title\":\"a,b\","
			"\"highlights\":[[0,-1],{\"k\":null,\"b\":true}]}\n"
			"{\"format_version\":1,\"title\":\"tab\\tline\\nback\\\\"
			"\",\"id\":-8}\n");
	check_answer(FORMAT_CSV, say,
			"id,title,highlights\r\n"
			"7,\"a,b\",\"[[0,-1],{\"\"k\"\":null,\"\"b\"\":true}]\""
			"\r\n-8,\"tab\tline\nback\\\",\r\n");
	check_answer(FORMAT_TSV, say,
			"id\ttitle\thighlights\n"
			"7\ta,b\t[[0,-1],{\"k\":null,\"b\":true}]\n"
			"-8\ttab\\tline\\nback\\\\\t\n");
}

static void answers_without_list(void **state)
{
	(void)state;
	check_answer(FORMAT_JSON, say_without_list,
			"{\"format_version\":1,\"new\":3,\"share\":0.5}\n");
	check_answer(FORMAT_NDJSON, say_without_list,
			"{\"format_version\":1,\"new\":3,\"share\":0.5}\n");
	check_answer(FORMAT_CSV, say_without_list, "new,share\r\n3,0.5\r\n");
	check_answer(FORMAT_TSV, say_without_list, "new\tshare\n3\t0.5\n");
}

static void say_two_lists(struct printer *p)
{
	pantau_print_begin(p);
	for (int i = 0; i < 2; i++) {
		pantau_print_list(p, i == 0 ? "a" : "b");
		pantau_print_row(p);
		pantau_print_int(p, i == 0 ? "x" : "y", i);
		pantau_print_end_row(p);
		pantau_print_end_list(p);
	}
	pantau_print_list(p, "none");
	pantau_print_end_list(p);
	pantau_print_end(p);
}

static void a_table_has_one_list(void **state)
{
	(void)state;
	check_answer(FORMAT_JSON, say_two_lists,
			"{\"format_version\":1,\"a\":[\n{\"x\":0}],"
			"\"b\":[\n{\"y\":1}],\"none\":[]}\n");
	check_answer(FORMAT_NDJSON, say_two_lists,
			"{\"format_version\":1,\"x\":0}\n"
			"{\"format_version\":1,\"y\":1}\n");
	check_answer(FORMAT_CSV, say_two_lists, "x\r\n0\r\n");
}

static void check_cell(enum format format, struct str value,
		const char *expected)
{
	struct out out;

	pantau_out_init(&out, NULL, NULL);
	struct printer *p = pantau_printer_create(format, &out);
	pantau_print_begin(p);
	pantau_print_str(p, "k", value);
	pantau_print_end(p);
	struct str line = buf_str(&out.buffer);
	pantau_str_cut(&line, '\n');
	check_str(line, expected);
	pantau_printer_destroy(p);
	pantau_out_finish(&out);
}

static void guards_against_formulas(void **state)
{
	(void)state;
	static const struct {
		const char *in, *out;
	} cases[] = {
		{"=1+1", "'=1+1\r\n"},
		{"+62812", "'+62812\r\n"},
		{"-1", "'-1\r\n"},
		{"@bmkg", "'@bmkg\r\n"},
		{"\t=x", "\"'\t=x\"\r\n"},
		{"\n", "\"'\n\"\r\n"},
		{"  =x", "\"'  =x\"\r\n"},
		{"\xc2\xa0=x", "'\xc2\xa0=x\r\n"},
		{"\xef\xbc\x9dx", "'\xef\xbc\x9dx\r\n"},
		{"\xef\xbc\xa0x", "'\xef\xbc\xa0x\r\n"},
		{"=a,\"b\"", "\"'=a,\"\"b\"\"\"\r\n"},
		{"a=b", "a=b\r\n"},
		{"", "\r\n"},
		{"  ", "\"  \"\r\n"},
		{"\x1b[2J", "\\x1b[2J\r\n"},
		{"\xff", "\xef\xbf\xbd\r\n"},
		{"a;b", "\"a;b\"\r\n"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		check_cell(FORMAT_CSV, str_of(cases[i].in), cases[i].out);
	}
	check_cell(FORMAT_TSV, STR("=\t\r\n\\"), "'=\\t\\r\\n\\\\\n");
	check_cell(FORMAT_CSV, STR("a\0b"), "a\\x00b\r\n");
}

static void check_real(double value, int decimals, const char *expected)
{
	struct out out;
	char line[64];

	pantau_out_init(&out, NULL, NULL);
	struct printer *p = pantau_printer_create(FORMAT_JSON, &out);
	pantau_print_begin(p);
	pantau_print_real(p, "x", value, decimals);
	pantau_print_end(p);
	strcpy(line, "{\"format_version\":1,\"x\":");
	strcat(line, expected);
	strcat(line, "}\n");
	check_str(buf_str(&out.buffer), line);
	pantau_printer_destroy(p);
	pantau_out_finish(&out);
}

static void numbers_are_short(void **state)
{
	(void)state;
	check_real(0.125, 4, "0.125");
	check_real(2.0 / 3, 3, "0.667");
	check_real(100, 2, "100");
	check_real(100, 0, "100");
	check_real(-0.0001, 2, "0");
	check_real(-12.5, 1, "-12.5");
	check_real(NAN, 2, "null");
	check_real(-INFINITY, 2, "null");
	check_real(1e15, 99, "1000000000000000");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_answer_five_formats),
		cmocka_unit_test(answers_without_list),
		cmocka_unit_test(a_table_has_one_list),
		cmocka_unit_test(guards_against_formulas),
		cmocka_unit_test(numbers_are_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
