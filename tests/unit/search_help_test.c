/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Help for queries without items: what it suggests, and that its numbers are
 * those of the queries that it suggests. */

#include "search_docs.h"

#include "base/distance.h"
#include "search/help.h"

static uint64_t total(struct search_store *s, struct str query,
		const struct search_options *options)
{
	struct hits hits;
	assert_int_equal(pantau_search(s->store, s->analyser, query, options,
			&hits, &s->err), PANTAU_OK);
	uint64_t n = hits.total;
	pantau_hits_finish(&hits);
	return n;
}

/* The row's query, asked as the row says, must find what it promises. */
static void check_promise(struct search_store *s, const struct help_row *row,
		const struct search_options *asked)
{
	struct search_options options = *asked;
	options.sort = SORT_RELEVANCE;
	options.query.any = options.query.any || row->kind == HELP_ANY;
	if (row->kind != HELP_WITHOUT && row->kind != HELP_ANY) {
		options.since = INT64_MIN;
		options.until = INT64_MAX;
	}
	if (row->kind == HELP_WIDER) {
		options.query.any = false;
	}
	assert_int_equal(total(s, row->query, &options), row->items);
	assert_true(row->items != 0 || row->kind == HELP_PART);
}

static void check_help(void **state, const char *query,
		const struct search_options *options, const char *expected)
{
	struct search_store *s = *state;
	struct help help;
	struct buf out;
	pantau_buf_init(&out);
	assert_int_equal(pantau_help(s->store, s->analyser, str_of(query),
			options, &help, &s->err), PANTAU_OK);
	for (size_t i = 0; i < help.n; i++) {
		const struct help_row *row = &help.row[i];
		check_promise(s, row, options);
		pantau_buf_printf(&out, "%s%s " STR_FMT " -> " STR_FMT " %d",
				i != 0 ? "; " : "", pantau_help_name(row->kind),
				STR_ARG(row->part), STR_ARG(row->query),
				(int)row->items);
	}
	check_str(buf_str(&out), expected);
	pantau_help_finish(&help);
	pantau_buf_finish(&out);
}

static void words(void **state)
{
	check_help(state, "bnajir", &standard,
			"spelling bnajir -> banjir 4");
	check_help(state, "semarnag", &standard,
			"spelling semarnag -> semarang 2");
	/* Two edits; in the first half they are found among the roots. */
	check_help(state, "xanxgul", &standard,
			"spelling xanxgul -> tanggul 2");
	check_help(state, "xxnxgul", &standard, "");
	check_help(state, "tnaggull", &standard,
			"spelling tnaggull -> tanggul 2");
	/* Five letters may differ in one, and two are too few. */
	check_help(state, "bxrxs", &standard, "");
	check_help(state, "ro", &standard, "");
	check_help(state, "=\"brs\"", &standard,
			"wider =\"brs\" -> brs 3; family =\"brs\" -> =\"beras\" 3; "
			"slang =\"brs\" -> beras 3");
	check_help(state, "=\"penolakannya\"", &standard,
			"wider =\"penolakannya\" -> penolakannya 2; "
			"family =\"penolakannya\" -> =\"menolak\" 1; "
			"family =\"penolakannya\" -> =\"penolakan\" 1");
	check_help(state, "judul:basi", &standard,
			"wider judul:basi -> basi 1");
	check_help(state, "\"\"", &standard, "");
	/* A hyphen that would leave the word out is not passed on. */
	check_help(state, "=\"-penolakannya\"", &standard,
			"wider =\"-penolakannya\" -> penolakannya 2");
}

static void combinations(void **state)
{
	struct search_options options = standard;
	check_help(state, "banjir tambang", &standard,
			"part banjir -> banjir 4; part tambang -> tambang 1; "
			"without banjir -> tambang 1; "
			"without tambang -> banjir 4; "
			"any --any -> banjir tambang 5");
	check_help(state, "bnajir (rob ATAU beras)", &standard,
			"part bnajir -> bnajir 0; spelling bnajir -> banjir 4; "
			"part rob -> rob 2; part beras -> beras 3; "
			"without bnajir -> (rob ATAU beras) 5; "
			"any --any -> bnajir (rob ATAU beras) 8");
	check_help(state, "\"rob banjir\"", &standard,
			"wider \"rob banjir\" -> rob banjir 1");
	check_help(state, "\"hrga mahal\"", &standard,
			"part hrga -> hrga 0; spelling hrga -> harga 1; "
			"part mahal -> mahal 0");
	check_help(state, "jebol DEKAT/1 pindah", &standard,
			"wider jebol DEKAT/1 pindah -> jebol pindah 1");
	options.query.any = true;
	check_help(state, "apakah xxnxgul", &options, "");
	check_help(state, "apakah beras sumber:humas", &options,
			"part beras -> beras 3; "
			"without sumber:humas -> (apakah beras) 3; "
			"without apakah beras -> sumber:humas 1");
}

static void filters(void **state)
{
	struct search_options options = standard;
	check_help(state, "banjir sumber:kicau", &standard,
			"part banjir -> banjir 4; "
			"without banjir -> sumber:kicau 7; "
			"without sumber:kicau -> banjir 4");
	check_help(state, "banjir -rob sumber:humas", &standard,
			"part banjir -> banjir 4; "
			"without banjir -> -rob sumber:humas 1; "
			"without sumber:humas -> banjir -rob 3");
	check_help(state, "nada:positif sumber:kicau", &standard,
			"without nada:positif -> sumber:kicau 7; "
			"without sumber:kicau -> nada:positif 2");
	options.since = AT(6, 0);
	check_help(state, "banjir", &options,
			"part banjir -> banjir 4; undated  -> banjir 4");
	check_help(state, "banjir sumber:kicau", &options,
			"part banjir -> banjir 4; without banjir -> sumber:kicau 2");
}

static void distances(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned limit, expected;
	} rows[] = {
		{"banjir", "banjir", 2, 0}, {"bnajir", "banjir", 2, 1},
		{"banji", "banjir", 2, 1}, {"banjirr", "banjir", 2, 1},
		{"bunjir", "banjir", 2, 1}, {"bnajri", "banjir", 2, 2},
		{"abc", "xyz", 2, 3}, {"", "ab", 2, 2}, {"", "", 0, 0},
		{"abcdef", "a", 2, 3}, {"k\xc3\xa9p", "kep", 2, 1},
		{"ca", "abc", 3, 3}, {"ab", "ba", 0, 1},
	};
	struct letters a, b;
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(pantau_letters_of(str_of(rows[i].a), &a));
		assert_true(pantau_letters_of(str_of(rows[i].b), &b));
		assert_int_equal(pantau_distance(&a, &b, rows[i].limit),
				rows[i].expected);
		assert_int_equal(pantau_distance(&b, &a, rows[i].limit),
				rows[i].expected);
	}
	assert_false(pantau_letters_of(
			STR("aaaaaaaaaabbbbbbbbbbccccccccccddd"), &a));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(combinations),
		cmocka_unit_test(filters),
		cmocka_unit_test(distances),
	};
	return cmocka_run_group_tests(tests, search_setup, search_teardown);
}
