/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "check.h"

#include "base/out.h"

#define TEXT(literal) {literal, sizeof(literal) - 1}

static void shows_what_would_command_a_terminal(void **state)
{
	(void)state;
	static const struct {
		struct str in;
		const char *out;
	} cases[] = {
		{TEXT("\x1b]52;c;eA==\a"), "\\x1b]52;c;eA==\\x07"},
		{TEXT("a\tb\nc\r\nd\re"), "a b c d\\x0de"},
		{TEXT("\0\x7f"), "\\x00\\x7f"},
		{TEXT("\xc2\x9b" "31m"), "\\u009b31m"},
		{TEXT("\xe2\x80\xae" "moc"), "\\u202emoc"},
		{TEXT("\xe2\x81\xa6\xe2\x80\xa8"), "\\u2066\\u2028"},
		{TEXT("\xff\xe2\x82"), "\\xff\\xe2\\x82"},
		{TEXT("caf\xc3\xa9 \xf0\x9f\x98\x80 \"\\"),
			"caf\xc3\xa9 \xf0\x9f\x98\x80 \"\\"},
	};
	struct out out;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		pantau_out_init(&out, NULL, NULL);
		pantau_out_safe(&out, cases[i].in);
		assert_true(pantau_out_flush(&out));
		check_str(buf_str(&out.buffer), cases[i].out);
		pantau_out_finish(&out);
	}
}

static void escapes_json(void **state)
{
	(void)state;
	struct out out;

	pantau_out_init(&out, NULL, NULL);
	pantau_out_json(&out, STR("\"\\/\n\r\t\b\f\x01\x7f\0x"));
	pantau_out_json(&out, STR("\xff\xe2\x80\xa9\xc2\x85\xe2\x80\xab\xc3\xa9"));
	pantau_out_json(&out, (struct str){0});
	check_str(buf_str(&out.buffer),
			"\"\\\"\\\\/\\n\\r\\t\\b\\f\\u0001\\u007f\\u0000x\""
			"\"\xef\xbf\xbd\\u2029\\u0085\\u202b\xc3\xa9\"\"\"");
	pantau_out_finish(&out);
}

struct sink {
	struct buf got;
	size_t calls, allowed;
};

static bool take(void *context, const char *p, size_t n)
{
	struct sink *sink = context;

	if (sink->calls == sink->allowed) {
		return false;
	}
	sink->calls++;
	pantau_buf_append(&sink->got, p, n);
	return true;
}

static void writes_without_memory(void **state)
{
	(void)state;
	struct sink sink = {.allowed = 3};
	struct out out;

	pantau_out_init(&out, take, &sink);
	pantau_out_cstr(&out, "pantau: ");
	out.buffer.failed = true; /* as a failed realloc leaves it */
	pantau_out_cstr(&out, "memori ");
	pantau_out_cstr(&out, "tidak cukup");
	assert_true(pantau_out_flush(&out));
	check_str(buf_str(&sink.got), "pantau: memori tidak cukup");
	/* What cannot be formatted is missing, and that is not forgotten. */
	out.buffer.failed = true;
	pantau_out_printf(&out, "%300d", 1);
	pantau_out_cstr(&out, "x");
	assert_false(pantau_out_flush(&out));
	pantau_out_finish(&out);
	pantau_buf_finish(&sink.got);
}

static void drains_and_remembers_failure(void **state)
{
	(void)state;
	struct sink sink = {.allowed = 2};
	struct out out;

	pantau_out_init(&out, take, &sink);
	for (int i = 0; i < 10000; i++) {
		pantau_out_printf(&out, "%0*d", i % 2 == 0 ? 4 : 300, i % 7);
	}
	assert_int_equal(sink.calls, 2);
	assert_false(pantau_out_flush(&out));
	sink.allowed = 99;
	pantau_out_cstr(&out, "more");
	assert_false(pantau_out_flush(&out));
	assert_int_equal(sink.calls, 2);
	pantau_out_finish(&out);
	pantau_buf_clear(&sink.got);

	pantau_out_init(&out, take, &sink);
	pantau_out_char(&out, 'x');
	assert_int_equal(sink.got.n, 0);
	assert_true(pantau_out_flush(&out));
	check_str(buf_str(&sink.got), "x");
	pantau_out_finish(&out);
	pantau_buf_finish(&sink.got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_what_would_command_a_terminal),
		cmocka_unit_test(escapes_json),
		cmocka_unit_test(writes_without_memory),
		cmocka_unit_test(drains_and_remembers_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
