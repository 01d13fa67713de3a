/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The query language: trees as s-expressions, errors by column. */

#include "check.h"

#include <inttypes.h>

#include "base/error.h"
#include "search/query.h"
#include "search/query_names.h"

/* Sunday, 2026-11-08T05:00:00Z: noon in Jakarta. */
#define NOW INT64_C(1794114000)

static const struct query_options plain = {.now = NOW, .zone = ZONE_WIB};

struct row {
	const char *query;
	const char *tree; /* or the column of an error: '!5', a limit '#5' */
};

static void text_leaf(const struct query_node *node, struct buf *out)
{
	if (node->field != FIELD_ANY) {
		pantau_buf_printf(out, "%s:", node->field == FIELD_TITLE ?
				"title" : "text");
	}
	pantau_buf_printf(out, node->op == QUERY_PHRASE ? "%s\"" STR_FMT "\"" :
			"%s" STR_FMT, node->exact ? "=" : "",
			STR_ARG(node->text));
	if (node->prefix) {
		pantau_buf_char(out, '*');
	}
}

static void filter_leaf(const struct query_node *node, struct buf *out)
{
	static const char *const comparisons[] = {
		[COMPARE_LESS] = "<", [COMPARE_LEAST] = ">=",
		[COMPARE_EQUAL] = "=", [COMPARE_MOST] = "<=",
		[COMPARE_MORE] = ">",
	};
	pantau_buf_printf(out, "[%s ",
			pantau_query_filter_name(node->filter));
	if (node->filter == FILTER_DATE) {
		char from[32] = "", until[32] = "";
		if (node->span.from != INT64_MIN) {
			pantau_date_utc(node->span.from, from);
		}
		if (node->span.until != INT64_MAX) {
			pantau_date_utc(node->span.until, until);
		}
		pantau_buf_printf(out, "%.13s..%.13s", from, until);
	} else if (node->filter == FILTER_COPIES) {
		pantau_buf_printf(out, "%s%" PRId64,
				comparisons[node->comparison], node->number);
	} else {
		pantau_buf_str(out, node->text);
	}
	pantau_buf_char(out, ']');
}

static void print_tree(const struct query_node *node, struct buf *out)
{
	static const char *const names[] = {
		[QUERY_AND] = "and", [QUERY_OR] = "or", [QUERY_NOT] = "not",
		[QUERY_NEAR] = "near",
	};
	if (node->op == QUERY_ALL) {
		pantau_buf_char(out, '*');
	} else if (node->op == QUERY_FILTER) {
		filter_leaf(node, out);
	} else if (node->children == 0) {
		text_leaf(node, out);
	} else {
		pantau_buf_printf(out, "(%s", names[node->op]);
		if (node->op == QUERY_NEAR) {
			pantau_buf_printf(out, "/%u", node->distance);
		}
		for (size_t i = 0; i < node->children; i++) {
			pantau_buf_char(out, ' ');
			print_tree(node->child[i], out);
		}
		pantau_buf_char(out, ')');
	}
}

static void parse(struct str text, const struct query_options *options,
		enum pantau_lang lang, struct buf *out)
{
	struct query query;
	struct pantau_error err = {.lang = lang};
	enum pantau_status status = pantau_query_parse(text, options, &query,
			&err);
	if (status == PANTAU_OK) {
		print_tree(query.root, out);
		pantau_query_finish(&query);
		return;
	}
	assert_true(status == PANTAU_BAD_QUERY || status == PANTAU_LIMIT);
	assert_int_equal(err.code, status);
	assert_true(err.message[0] != '\0');
	pantau_buf_printf(out, "%c%" PRIu64,
			status == PANTAU_LIMIT ? '#' : '!', err.column);
}

static void check_rows(const struct row *row, size_t n,
		const struct query_options *options)
{
	struct buf out;
	pantau_buf_init(&out);
	for (size_t i = 0; i < n; i++) {
		pantau_buf_clear(&out);
		parse(str_of(row[i].query), options, PANTAU_LANG_EN, &out);
		if (!str_eq(buf_str(&out), str_of(row[i].tree))) {
			print_error("query    <%s>\ngot      <" STR_FMT ">\n"
					"expected <%s>\n", row[i].query,
					STR_ARG(buf_str(&out)), row[i].tree);
			fail();
		}
	}
	pantau_buf_finish(&out);
}

#define CHECK_ROWS(rows) \
	check_rows(rows, sizeof(rows) / sizeof((rows)[0]), &plain)

static void terms_and_operators(void **state)
{
	static const struct row rows[] = {
		{"", "*"},
		{"  \t ", "*"},
		{"()", "*"},
		{"*", "*"},
		{"banjir", "banjir"},
		{"banjir rob", "(and banjir rob)"},
		{"banjir rob banjir", "(and banjir rob)"},
		{"banjir DAN rob", "(and banjir rob)"},
		{"banjir and rob", "(and banjir rob)"},
		{"banjir ATAU rob", "(or banjir rob)"},
		{"banjir or rob atau pasang", "(or banjir rob pasang)"},
		{"a b OR c d", "(or (and a b) (and c d))"},
		{"a OR b AND c", "(or a (and b c))"},
		{"(a OR b) c", "(and (or a b) c)"},
		{"(a ATAU b)(c)", "(and (or a b) c)"},
		{"((((a))))", "a"},
		{"a (b (c (d)))", "(and a b c d)"},
		{"a OR (b OR (c OR a))", "(or a b c)"},
		{"banjir TANPA jakarta", "(and banjir (not jakarta))"},
		{"banjir not jakarta", "(and banjir (not jakarta))"},
		{"banjir -jakarta", "(and banjir (not jakarta))"},
		{"-jakarta", "(not jakarta)"},
		{"NOT jakarta", "(not jakarta)"},
		{"TANPA jakarta", "(not jakarta)"},
		{"a OR NOT b", "(or a (not b))"},
		{"a OR tanpa b", "(or a (not b))"},
		{"a dan tanpa b", "(and a (not b))"},
		{"a NOT NOT b", "(and a b)"},
		{"NOT -b", "b"},
		{"-(a b)", "(not (and a b))"},
		{"-\"a b\"", "(not \"a b\")"},
		{"NOT (a OR b) c", "(and (not (or a b)) c)"},
		{"-a -a -a b", "(and (not a) b)"},
		{"a DEKAT b", "(near/10 a b)"},
		{"tanggul DEKAT/5 rob", "(near/5 tanggul rob)"},
		{"tanggul near/0 rob", "(near/0 tanggul rob)"},
		{"a NEAR/2 b NEAR/7 c", "(near/7 a b c)"},
		{"a b NEAR/3 c d", "(and a (near/3 b c) d)"},
		{"a NEAR/3 b OR c", "(or (near/3 a b) c)"},
		{"\"a b\" NEAR/3 c*", "(near/3 \"a b\" c*)"},
		{"(a) NEAR/3 (\"b c\")", "(near/3 a \"b c\")"},
		{"judul:a NEAR/3 b", "(near/3 title:a b)"},
		{"a -b NEAR/3 c", "!3"},
		{"a NEAR/3 (b OR c)", "!10"},
		{"nada:negatif NEAR/3 b", "!1"},
		{"judul:a NEAR isi:b", "!14"},
		{"a NEAR/1001 b", "!3"},
		{"a NEAR/x b", "!3"},
		{"a NEAR/ b", "!3"},
	};
	(void)state;
	CHECK_ROWS(rows);
}

/* Where an operator word cannot be an operator. */
static void operators_as_words(void **state)
{
	static const struct row rows[] = {
		{"tanpa", "tanpa"},
		{"TANPA", "TANPA"},
		{"OR", "OR"},
		{"(DAN)", "DAN"},
		{"tanpa izin", "(and tanpa izin)"},
		{"(tanpa izin)", "(and tanpa izin)"},
		{"a (tanpa izin)", "(and a tanpa izin)"},
		{"banjir dan", "(and banjir dan)"},
		{"dan banjir", "(and dan banjir)"},
		{"(a dan) b", "(and a dan b)"},
		{"a or or b", "(or a (and or b))"},
		{"dekat sungai", "(and dekat sungai)"},
		{"near/far", "near/far"},
		{"Dan banjir", "(and Dan banjir)"},
		{"\\OR \\tanpa", "(and OR tanpa)"},
		{"a \\dan b", "(and a dan b)"},
		{"a \"dan\" b", "(and a \"dan\" b)"},
		{"a and/or b", "(and a and/or b)"},
		{"danau atau", "(and danau atau)"},
		{"a tanpa", "(and a tanpa)"},
		{"-OR", "(not OR)"},
		{"OR a", "!1"},
		{"a OR", "!3"},
		{"a AND OR b", "!7"},
		{"(a DAN) b", "!4"},
		{"a NOT", "!3"},
		{"NEAR/5 (a b)", "!1"},
	};
	(void)state;
	CHECK_ROWS(rows);
}

static void signs(void **state)
{
	static const struct row rows[] = {
		{"\"tanggul jebol\"", "\"tanggul jebol\""},
		{"\"\"", "\"\""},
		{"\xe2\x80\x9ctanggul jebol\xe2\x80\x9d", "\"tanggul jebol\""},
		{"\"kata \\\"itu\\\" \\\\ x\"", "\"kata \"itu\" \\ x\""},
		{"=\"menteri\"", "=\"menteri\""},
		{"=menteri", "=menteri"},
		{"korup*", "korup*"},
		{"korup**", "korup*"},
		{"k*rupsi", "k*rupsi"},
		{"* banjir", "(and * banjir)"},
		{"judul:banjir", "title:banjir"},
		{"JUDUL:banjir isi:rob", "(and title:banjir text:rob)"},
		{"title:\"a b\" text:=\"c\"", "(and title:\"a b\" text:=\"c\")"},
		{"judul:=c judul:kor*", "(and title:=c title:kor*)"},
		{"judul:(a OR b) c", "(and (or title:a title:b) c)"},
		{"judul:(a isi:b (c))", "(and title:a text:b title:c)"},
		{"judul:(a nada:negatif)", "(and title:a [tone negative])"},
		{"-judul:a", "(not title:a)"},
		{"judul:http://x.id", "title:http://x.id"},
		{"judul:\\nada:x", "title:nada:x"},
		{"#mbg", "=#mbg"},
		{"#Tolak*", "#Tolak*"},
		{"tagar:mbg hashtag:#mbg", "=#mbg"},
		{"tagar:\"mbg\"", "=#mbg"},
		{"-#mbg", "(not =#mbg)"},
		{"judul:#mbg", "title:=#mbg"},
		{"# ##x", "(and # ##x)"},
		{"http://x.id/a?b=c", "http://x.id/a?b=c"},
		{"jam:10 rt:05", "(and jam:10 rt:05)"},
		{"10:30 :) x", "!8"},
		{"a:b c::d :e", "(and a:b c::d :e)"},
		{"covid-19 e-ktp", "(and covid-19 e-ktp)"},
		{"suhu -5 \\-5", "(and suhu (not 5) -5)"},
		{"a - b -- c", "(and a - b -- c)"},
		{"a & b | c", "(and a & b | c)"},
		{"Rp 10.000 beras", "(and \"Rp 10.000\" beras)"},
		{"-rp. 5 judul:rp 2", "(and (not \"rp. 5\") title:\"rp 2\")"},
		{"rp dan 5 rp", "(and rp 5)"},
		{"rp2 miliar naik", "(and \"rp2 miliar\" naik)"},
		{"Rp 2,5 triliun? usd 3 juta", "(and \"Rp 2,5 triliun?\" "
			"\"usd 3 juta\")"},
		{"rp miliar rp2* juta 5 juta", "(and rp miliar rp2* juta 5)"},
		{"\\", ""},
		{"\\\"a", "\"a"},
		{"a\\(b", "a\\(b"},
		{"a\"b c\"d", "(and a \"b c\" d)"},
		{"a\x01" "b\x7f" "c\xc2\xa0" "d\xe3\x80\x80" "e", "(and a b c d e)"},
		{"ma'ruf jum\xe2\x80\x99" "at", "(and ma'ruf jum\xe2\x80\x99" "at)"},
		{"\xf0\x9f\x98\xa1", "\xf0\x9f\x98\xa1"},
	};
	(void)state;
	CHECK_ROWS(rows);
}

static void filters(void **state)
{
	static const struct row rows[] = {
		{"sumber:detik", "[source detik]"},
		{"source:\"Radar Kota\"", "[source Radar Kota]"},
		{"jenis:berita kind:post", "(and [kind news] [kind post])"},
		{"jenis:NEWS jenis:berita", "[kind news]"},
		{"akun:@bmkg author:x", "(and [author @bmkg] [author x])"},
		{"nada:negatif", "[tone negative]"},
		{"tone:Positive -nada:netral",
			"(and [tone positive] (not [tone neutral]))"},
		{"nada:ragu", "[tone unsure]"},
		{"bahasa:jv language:jawa", "[language jv]"},
		{"isu:banjir-rob issue:x", "(and [issue banjir-rob] [issue x])"},
		{"hoaks:dicek hoax:check", "[hoax check]"},
		{"hoaks:rendah OR hoax:none", "(or [hoax low] [hoax none])"},
		{"putusan:salah verdict:SCAM", "(and [verdict false] "
			"[verdict scam])"},
		{"putusan:ada OR verdict:belum", "(or [verdict any] "
			"[verdict none])"},
		{"wilayah:semarang region:\"Kota Tegal\"",
			"(and [region semarang] [region Kota Tegal])"},
		{"salinan:>5 copies:<=2 copies:3 copies:=3 copies:<9 copies:>=1",
			"(and [copies >5] [copies <=2] [copies =3] [copies <9] "
			"[copies >=1])"},
		{"klaim:12 claim:any KLAIM:Ada",
			"(and [claim 12] [claim any])"},
		{"klaim:nol", "!7"},
		{"klaim:0", "!7"},
		{"cerita:kt-007 story:detik:a:1 cerita:\"a b\"",
			"(and [story kt-007] [story detik:a:1] [story a b])"},
		{"tanggal:2026-11-01..2026-11-07",
			"[date 2026-10-31T17..2026-11-07T17]"},
		{"date:kemarin", "[date 2026-11-06T17..2026-11-07T17]"},
		{"tanggal:7h", "[date 2026-11-01T17..2026-11-08T17]"},
		{"tanggal:..2026-11-07", "[date ..2026-11-07T17]"},
		{"tanggal:\"8 November 2026\"",
			"[date 2026-11-07T17..2026-11-08T17]"},
		{"sumber:", "!8"},
		{"sumber: detik", "!8"},
		{"judul: detik", "!1"},
		{"tagar:", "!1"},
		{"sumber:(a b)", "!8"},
		{"a nada:marah", "!8"},
		{"jenis:koran", "!7"},
		{"salinan:banyak", "!9"},
		{"salinan:>", "!9"},
		{"salinan:-1", "!9"},
		{"cerita:", "!8"},
		{"crita:x", "!1"},
		{"stori:x", "!1"},
		{"Berita:x", "Berita:x"},
		{"tanggal:besok", "!9"},
		{"tanggal:2026-13-01", "!9"},
		{"tanggal:\"3/4/2026\"", "!9"},
		{"hoaks:mungkin", "!7"},
		{"putusan:hoaks", "!9"},
		{"a sumbr:detik", "!3"},
		{"tnaggal:x", "!1"},
		{"lenguage:jv", "!1"},
		{"\\sumbr:detik", "sumbr:detik"},
		{"\\sumber:detik", "sumber:detik"},
		{"sumbr: detik", "(and sumbr: detik)"},
	};
	(void)state;
	CHECK_ROWS(rows);
}

static void broken(void **state)
{
	static const struct row rows[] = {
		{"(a", "!1"},
		{"a (b (c)", "!3"},
		{"(", "!1"},
		{")", "!1"},
		{"a) b", "!2"},
		{"a (", "!3"},
		{"-(", "!2"},
		{"a \"b c", "!3"},
		{"\"", "!1"},
		{"\"a\\\"", "!1"},
		{"a \xff b", "!3"},
		{"banjir \xc3", "!8"},
		{"\xed\xa0\x80", "!1"},
		{"a OR )", "!3"},
		{"judul:(a", "!7"},
	};
	(void)state;
	CHECK_ROWS(rows);
}

static void any_of_the_words(void **state)
{
	static const struct row rows[] = {
		{"a b c", "(or a b c)"},
		{"a b DAN c", "(or a (and b c))"},
		{"a b -c nada:negatif",
			"(and (not c) [tone negative] (or a b))"},
		{"a sumber:x", "(and [source x] a)"},
		{"(a b) DAN c", "(and (or a b) c)"},
		{"a dan b tanpa c atau d dekat e",
			"(or a dan b tanpa c atau d dekat e)"},
		{"a dekat/3 b", "(near/3 a b)"},
		/* No question is an error of syntax. */
		{"a \"b c", "(or a b c)"}, {"a (b c", "(or a b c)"},
		{"a) b ((c) d", "(or a b c d)"}, {")(", "*"},
		{"a NOT", "(or a NOT)"}, {"a DAN", "(or a DAN)"},
		{"apa sumber: air", "(or apa sumber: air)"},
	};
	const struct query_options any = {
		.now = NOW, .zone = ZONE_WIB, .any = true,
	};
	(void)state;
	check_rows(rows, sizeof(rows) / sizeof(rows[0]), &any);
}

static void repeat(struct buf *out, const char *piece, unsigned times)
{
	pantau_buf_clear(out);
	for (unsigned i = 0; i < times; i++) {
		pantau_buf_str(out, str_of(piece));
	}
}

static void expect(const struct buf *query, const char *tree)
{
	struct buf out;
	pantau_buf_init(&out);
	parse(buf_str(query), &plain, PANTAU_LANG_ID, &out);
	check_str(buf_str(&out), tree);
	pantau_buf_finish(&out);
}

static void limits(void **state)
{
	struct buf query;
	(void)state;
	pantau_buf_init(&query);
	repeat(&query, "(", 3000);
	expect(&query, "!129");
	pantau_buf_str(&query, STR("a"));
	for (int i = 0; i < 3000; i++) {
		pantau_buf_char(&query, ')');
	}
	expect(&query, "!129");
	repeat(&query, "(", 128);
	pantau_buf_str(&query, STR("a"));
	for (int i = 0; i < 128; i++) {
		pantau_buf_char(&query, ')');
	}
	expect(&query, "a");
	repeat(&query, "\"", 50000);
	expect(&query, "\"\"");
	repeat(&query, "\"", 50001);
	expect(&query, "!50001");
	repeat(&query, "a OR ", 20000);
	pantau_buf_str(&query, STR("b"));
	expect(&query, "(or a b)");
	repeat(&query, "NOT ", 20000);
	pantau_buf_str(&query, STR("b"));
	expect(&query, "b");
	pantau_buf_finish(&query);
}

static void many_words(void **state)
{
	struct buf query;
	(void)state;
	pantau_buf_init(&query);
	for (int i = 0; i < 64; i++) {
		pantau_buf_printf(&query, "w%d ", i);
	}
	struct query parsed;
	assert_int_equal(pantau_query_parse(buf_str(&query), &plain, &parsed,
			NULL), PANTAU_OK);
	assert_int_equal(parsed.terms, 64);
	assert_int_equal(parsed.root->children, 64);
	pantau_query_finish(&parsed);
	pantau_buf_str(&query, STR("W0 \"w1 w2\" w64"));
	expect(&query, "#258");
	pantau_buf_clear(&query);
	for (int i = 0; i < 600; i++) {
		pantau_buf_printf(&query, "sumber:s%d ", i);
	}
	expect(&query, "#2963");
	repeat(&query, "x", QUERY_BYTES_MAX + 1);
	expect(&query, "#0");
	pantau_buf_finish(&query);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms_and_operators),
		cmocka_unit_test(operators_as_words),
		cmocka_unit_test(signs),
		cmocka_unit_test(filters),
		cmocka_unit_test(broken),
		cmocka_unit_test(any_of_the_words),
		cmocka_unit_test(limits),
		cmocka_unit_test(many_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
