/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Searching a small store: who is found, and in what order. */

#include "search_docs.h"

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* Row ids found, as '1 5 7'; sorted by id unless the order is asked for. */
static void search_ids(struct search_store *s, const char *query,
		const struct search_options *options, bool sorted,
		struct buf *out)
{
	struct hits hits;
	int64_t id[64];
	pantau_buf_clear(out);
	if (pantau_search(s->store, s->analyser, str_of(query), options, &hits,
			&s->err) != PANTAU_OK) {
		pantau_buf_printf(out, "error %d at %" PRIu64, s->err.code,
				s->err.column);
		return;
	}
	for (size_t i = 0; i < hits.n; i++) {
		id[i] = hits.hit[i].item.id;
	}
	if (sorted) {
		qsort(id, hits.n, sizeof(id[0]), by_number);
	}
	for (size_t i = 0; i < hits.n; i++) {
		pantau_buf_printf(out, "%s%" PRId64, i != 0 ? " " : "", id[i]);
	}
	if (options->limit == SIZE_MAX && options->offset == 0) {
		assert_int_equal(hits.total, hits.n);
	}
	pantau_hits_finish(&hits);
}

struct row {
	const char *query, *ids;
};

static void check_rows(void **state, const struct row *row, size_t n,
		const struct search_options *options, bool sorted)
{
	struct buf out;
	pantau_buf_init(&out);
	for (size_t i = 0; i < n; i++) {
		search_ids(*state, row[i].query, options, sorted, &out);
		if (!str_eq(buf_str(&out), str_of(row[i].ids))) {
			print_error("query    <%s>\ngot      <" STR_FMT ">\n"
					"expected <%s>\n", row[i].query,
					STR_ARG(buf_str(&out)), row[i].ids);
			fail();
		}
	}
	pantau_buf_finish(&out);
}

#define CHECK(rows) check_rows(state, rows, sizeof(rows) / sizeof((rows)[0]), \
		&standard, true)

static void words(void **state)
{
	static const struct row rows[] = {
		{"banjir", "1 5 15 16"},
		{"BANJIR", "1 5 15 16"},
		{"banjir rob", "1"},
		{"banjir atau rob", "1 4 5 15 16"},
		{"banjir tanpa rob", "5 15 16"},
		{"banjir -rob -arsip", "5 16"},
		{"menolak", "1 2"},
		{"tolak", "1 2"},
		{"=\"menolak\"", "1"},
		{"=\"penolakan\"", "2"},
		{"=\"tolak\"", ""},
		{"=menolak", "1"},
		{"\"harga beras\"", "3"},
		{"\"kenaikan harga\"", "3"},
		{"\"beras harga\"", ""},
		{"=\"harga beras\"", "3"},
		{"\"warga tolak pindah\"", "1"},
		{"=\"warga tolak pindah\"", ""},
		{"korup*", "10"},
		{"koruptor*", "10"},
		{"menter*", "12"},
		{"kement*", "12"},
		{"=\"menteri\"", "12"},
		{"tanggul DEKAT/0 darurat", "4"},
		{"tanggul DEKAT/5 rob", "4"},
		{"tanggul DEKAT/1 rob", "4"},
		{"tanggul DEKAT/0 rob", ""},
		{"rob DEKAT/1 tanggul", "4"},
		{"banjir NEAR/1 semarang", ""},
		{"banjir NEAR/2 semarang", "1"},
		{"\"banjir rob\" NEAR/1 semar*", "1"},
		{"jebol NEAR rumah NEAR warga", "1"},
		{"semarang NEAR tanggul", ""},
		{"judul:banjir", "1 15"},
		{"isi:banjir", "5 15 16"},
		{"judul:(banjir OR beras) -isi:arsip", "1 3"},
		{"judul:tolak isi:tolak", "2"},
		{"judul:=\"penolakan\"", "2"},
		{"judul:warga NEAR/3 tambang", "2"},
		{"judul:pasar NEAR/3 baru", ""},
		{"pasar NEAR/3 isi:baru", "12"},
		{"tidak-ada-kata-ini", ""},
	};
	CHECK(rows);
}

static void signs_of_the_net(void **state)
{
	static const struct row rows[] = {
		{"#mbg", "5 6"},
		{"tagar:MBG", "5 6"},
		{"mbg", "5 6"},
		{"#makan*", "6"},
		{"#makan", ""},
		{"bergizi", "6"},
		{"e-ktp", "13 14"},
		{"ektp", "13 14"},
		{"=\"e-ktp\"", "13"},
		{"=\"ektp\"", "14"},
		{"covid-19", "13"},
		{"covid19", "13"},
		{"covid-*", "13"},
		{"jokowi", "17"},
		{"anti-jokowi", "17"},
		{"anti-jok*", "17"},
		{"https://turnbackhoax.id/Artikel/12", "18"},
		{"turnbackhoax.id", "18"},
		{"@bmkg", "18"},
		{"rp2 miliar", "10"},
		{"\\tanpa", "15 19"},
		{"tanpa", "15 19"},
		{"\"tanpa tanggal\"", "15"},
		{"!!!", ""},
		{"\"...\" OR ...", ""},
		{"banjir & rob", "1"},
		{"banjir | -", "1 5 15 16"},
		{"NOT !!!", ""},
		{"!!! sumber:aduan", "11"},
	};
	CHECK(rows);
}

static void filters(void **state)
{
	static const struct row rows[] = {
		{"sumber:detik", "1 2 10"},
		{"sumber:Detik.com", "1 2"},
		{"sumber:detik*", "1 2 5 10"},
		{"source:kompas banjir", "16"},
		{"sumber:x", ""},
		{"jenis:aduan", "11"},
		{"kind:release OR kind:chat", "8 12"},
		{"nada:positif", "4 12"},
		{"nada:unsure", "13 14"},
		{"bahasa:jawa", "9"},
		{"bahasa:en", "20"},
		{"hoaks:dicek", "8"},
		{"hoax:low", "6"},
		{"wilayah:semarang", "1 3 6 11 12 20"},
		{"wilayah:\"kota semarang\"", "1 20"},
		{"wilayah:demak", "4 9 10"},
		{"wilayah:sem*", "1 3 6 11 12 20"},
		{"wilayah:marang", ""},
		{"akun:@bmkg", "7"},
		{"akun:budi", "5 8"},
		{"akun:@BUDI beras", "8"},
		{"akun:nobody", ""},
		{"-akun:nobody sumber:humas", "12"},
		{"tanggal:2026-11-02", "1 2"},
		{"tanggal:2026-11-05..", "10 11 12 13 14 17 18 19 20"},
		{"tanggal:..2026-11-02", "1 2 16"},
		{"date:2d", "20"},
		{"date:kemarin", "20"},
		{"tanggal:2025", ""},
		{"banjir tanggal:2026-11-03", "5"},
		{"isu:apa", ""},
		{"salinan:>1", ""},
		{"salinan:1 banjir", "1 5 15 16"},
		{"copies:<2 -copies:0 rob", "1 4"},
	};
	CHECK(rows);
}

static void mixed_trees(void **state)
{
	static const struct row rows[] = {
		{"*", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"},
		{"", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"},
		{"-jenis:post -jenis:news", "8 11 12 13 14"},
		{"banjir OR jenis:chat", "1 5 8 15 16"},
		{"banjir OR NOT jenis:news", "1 5 6 7 8 9 11 12 13 14 15 16 17 "
			"18"},
		{"NOT (banjir OR jenis:news)", "6 7 8 9 11 12 13 14 17 18"},
		{"beras (nada:negatif OR pasar)", "3 8 9"},
		{"beras -(sumber:kompas OR bahasa:jv)", "8"},
		{"(banjir OR sumber:humas) (rob OR pasar)", "1 12"},
		{"(banjir sumber:kompas) OR (beras sumber:kicau)", "9 16"},
		{"-banjir sumber:kompas", "3 4 19"},
		{"NOT (NOT banjir)", "1 5 15 16"},
		{"NOT (banjir NOT sumber:detik)", "1 2 3 4 6 7 8 9 10 11 12 13 "
			"14 17 18 19 20"},
		{"banjir OR NOT warga", "1 3 4 5 6 7 8 9 10 11 12 13 14 15 16 "
			"17 18 19 20"},
		{"banjir *", "1 5 15 16"},
		{"-*", ""},
	};
	CHECK(rows);
}

static void orders(void **state)
{
	static const struct row newest[] = {
		{"banjir", "5 1 16 15"}, {"banjir OR beras", "9 8 5 3 1 16 15"},
	};
	static const struct row oldest[] = {{"banjir", "16 1 5 15"}};
	static const struct row tone[] = {
		{"sumber:kicau OR sumber:humas OR sumber:arsip",
			"17 9 6 14 13 18 7 15 12"},
	};
	static const struct row reach[] = {
		{"sumber:kicau", "7 6 17 9 18 14 13"},
	};
	/* 1 has it nearer to the beginning than 4; the filter alone lets 3 and
	 * 16 in. */
	static const struct row relevance[] = {
		{"jenis:aduan", "11"},
		{"-jenis:post -jenis:news", "14 13 12 11 8"},
		{"rob OR sumber:kompas", "1 4 19 3 16"},
	};
	struct search_options options = standard;
	options.sort = SORT_NEWEST;
	check_rows(state, newest, 2, &options, false);
	options.sort = SORT_OLDEST;
	check_rows(state, oldest, 1, &options, false);
	options.sort = SORT_TONE;
	check_rows(state, tone, 1, &options, false);
	options.sort = SORT_REACH;
	check_rows(state, reach, 1, &options, false);
	options.sort = SORT_RELEVANCE;
	check_rows(state, relevance, 3, &options, false);
}

static void pages_and_time(void **state)
{
	struct search_store *s = *state;
	static const struct row third[] = {{"banjir", "16"}};
	static const struct row since[] = {
		{"banjir", "1 5"}, {"*", "1 2 3 4 5"},
		{"banjir OR sumber:kompas", "1 3 4 5"}, {"!!!", ""},
	};
	static const struct row moment[] = {{"*", "3"}};
	struct search_options options = standard;
	struct hits hits;
	options.sort = SORT_NEWEST;
	options.limit = 1;
	options.offset = 2;
	check_rows(state, third, 1, &options, false);
	assert_int_equal(pantau_search(s->store, s->analyser, STR("banjir"),
			&options, &hits, &s->err), PANTAU_OK);
	assert_int_equal(hits.total, 4);
	pantau_hits_finish(&hits);
	options.limit = 0;
	assert_int_equal(pantau_search(s->store, s->analyser, STR("banjir"),
			&options, &hits, &s->err), PANTAU_OK);
	assert_int_equal(hits.total, 4);
	assert_int_equal(hits.n, 0);
	pantau_hits_finish(&hits);
	options = standard;
	options.since = AT(2, 0);
	options.until = AT(4, 0);
	check_rows(state, since, 4, &options, true);
	/* From a moment on, and up to one: the second is not in it. */
	options.since = AT(3, 7);
	options.until = AT(3, 8);
	check_rows(state, moment, 1, &options, true);
}

static void any_of_the_words(void **state)
{
	static const struct row rows[] = {
		{"rob beras", "1 3 4 8 9"}, {"rob beras sumber:kompas", "3 4"},
		/* Function words count when there is nothing else, or when they
		 * are quoted. */
		{"apakah yang rob", "1 4"}, {"apakah yang", "16"},
		{"\"yang\" rob", "1 4 16"}, {"yang -rob", "16"},
		/* A joined word is its parts, and slang its formal word. */
		{"rob-bnajir", "1 4 5 15 16"}, {"rob-beras", "1 3 4 8 9"}, {"brs rob", "1 3 4 8 9"},
		{"-rob-beras sumber:detik.com", "1 2"},
	};
	struct search_options options = standard;
	options.query.any = true;
	check_rows(state, rows, sizeof(rows) / sizeof(rows[0]), &options, true);
}

static void limits(void **state)
{
	struct search_store *s = *state;
	struct hits hits;
	struct buf query;
	struct buf out;
	volatile int stop = 1;
	struct search_options options = standard;
	pantau_buf_init(&query);
	pantau_buf_init(&out);
	/* One word for the parser, 3,000 for the analyser. */
	for (int i = 0; i < 3000; i++) {
		pantau_buf_printf(&query, "a%d,", i);
	}
	assert_int_equal(pantau_search(s->store, s->analyser, buf_str(&query),
			&standard, &hits, &s->err), PANTAU_LIMIT);
	assert_int_equal(s->err.column, 1);
	/* Many parts of few words are fine, and ranked by what is allowed. */
	pantau_buf_clear(&query);
	for (int i = 0; i < 60; i++) {
		for (int j = 0; j < 4; j++) {
			pantau_buf_printf(&query, "\"w%d w%d\" OR ", i,
					(i + j) % 60);
		}
	}
	pantau_buf_str(&query, STR("banjir"));
	options.sort = SORT_RELEVANCE;
	search_ids(s, query.p, &options, true, &out);
	check_str(buf_str(&out), "1 5 15 16");
	options.stop = &stop;
	assert_int_equal(pantau_search(s->store, s->analyser, STR("banjir"),
			&options, &hits, &s->err), PANTAU_INTERRUPTED);
	assert_int_equal(pantau_search(s->store, s->analyser, STR("banjir"),
			&standard, &hits, &s->err), PANTAU_OK);
	pantau_hits_finish(&hits);
	pantau_buf_finish(&query);
	pantau_buf_finish(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(signs_of_the_net),
		cmocka_unit_test(filters),
		cmocka_unit_test(mixed_trees),
		cmocka_unit_test(orders),
		cmocka_unit_test(pages_and_time),
		cmocka_unit_test(any_of_the_words),
		cmocka_unit_test(limits),
	};
	return cmocka_run_group_tests(tests, search_setup, search_teardown);
}
