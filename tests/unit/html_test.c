/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* HTML to what a reader of it would see. */

#include "check.h"

#include "base/arena.h"
#include "import/html.h"

static void check(const char *in, const char *out)
{
	struct arena arena;
	pantau_arena_init(&arena);
	struct str got = pantau_html_text(str_of(in), &arena);
	if (!str_eq(got, str_of(out))) {
		fail_msg("'%s' gave '%.*s', not '%s'", in, STR_ARG(got), out);
	}
	pantau_arena_finish(&arena);
}

static void test_tags(void **state)
{
	(void)state;
	check("", "");
	check("tanpa tanda", "tanpa tanda");
	check("<p>Satu</p><p>dua</p>", "Satu\ndua\n");
	check("<b>sa</b>tu <i class=\"x\">dua</i>", "satu dua");
	check("satu<br/>dua<BR>tiga", "satu\ndua\ntiga");
	check("3 < 5 dan 5 > 3, a<b", "3 < 5 dan 5 > 3, a<b");
	check("ujung <b", "ujung <b");
	check("a <b dan <c", "a <b dan <c");
	check("x<!-- a > b -->y", "xy");
	check("x<!-- tanpa akhir > y", "x");
	check("x<script>if (a < b) { c(\"</p>\"); }</script >y", "xy");
	check("x<SCRIPT src=a></script>y", "xy");
	check("x<style>p { }", "x");
	check("<script/>teks", "teks");
	check("<ul><li>a</li><li>b</li></ul>", "a\nb\n");
	check("<?xml version=\"1.0\"?>x", "x");
}

static void test_entities(void **state)
{
	(void)state;
	check("a &amp; b", "a & b");
	check("&lt;b&gt;", "<b>");
	check("&quot;x&apos;&#39;&#x27;", "\"x'''");
	check("&ldquo;hoaks&rdquo;", "\xe2\x80\x9choaks\xe2\x80\x9d");
	check("&#8220;&#x201d;", "\xe2\x80\x9c\xe2\x80\x9d");
	check("a&nbsp;b&#160;c", "a b c");
	check("http://x/?a=1&b=2", "http://x/?a=1&b=2");
	check("&tidakada; & &; &#; &#x; &#xzz;",
			"&tidakada; & &; &#; &#x; &#xzz;");
	check("&#0;&#7;&#x110000;&#99999999999;",
			"&#0;&#7;&#x110000;&#99999999999;");
	check("&#xd800;", "\xef\xbf\xbd");
	check("&amp", "&amp");
}

/* A sign that begins nothing is looked at once, however many there are. */
static void test_hostile(void **state)
{
	static const char *const units[] = {"<", "<a", "<!--", "&", "&#",
		"<script>", "<script></", "&amp;", "<p>"};
	struct arena arena;
	(void)state;
	pantau_arena_init(&arena);
	for (size_t u = 0; u < sizeof(units) / sizeof(units[0]); u++) {
		struct buf text;
		pantau_buf_init(&text);
		while (text.n < 2000000) {
			pantau_buf_str(&text, str_of(units[u]));
		}
		assert_true(pantau_html_text(buf_str(&text), &arena).n <=
				text.n);
		pantau_buf_finish(&text);
		pantau_arena_reset(&arena);
	}
	pantau_arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_entities),
		cmocka_unit_test(test_hostile),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
