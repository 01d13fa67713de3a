/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Two folders row by row. */

#include "lexicon_folder.h"

#include "lexicon/diff.h"

struct pair {
	struct folder *side[2];
};

static int setup(void **state)
{
	struct pair *pair = calloc(1, sizeof(*pair));

	for (int i = 0; pair != NULL && i < 2; i++) {
		void *folder = NULL;
		if (folder_setup(&folder) != 0) {
			return -1;
		}
		pair->side[i] = folder;
		folder_fill(pair->side[i]);
	}
	*state = pair;
	return pair != NULL ? 0 : -1;
}

static int teardown(void **state)
{
	struct pair *pair = *state;

	for (int i = 0; i < 2; i++) {
		void *folder = pair->side[i];
		folder_teardown(&folder);
	}
	free(pair);
	return 0;
}

/* '+file:key(0,line)', with 'column=first>second' for each that differs. */
static void gather(void *context, const struct lexicon_change *change)
{
	struct buf *out = context;

	pantau_buf_printf(out, "%c%s:" STR_FMT "(%u,%u)", "+-~"[change->kind],
			change->schema->file, STR_ARG(change->key),
			(unsigned)change->line[0], (unsigned)change->line[1]);
	for (size_t c = 1; c < change->schema->columns; c++) {
		if (!str_eq(change->cell[0][c], change->cell[1][c])) {
			pantau_buf_printf(out, " %s=" STR_FMT ">" STR_FMT,
					change->schema->column[c].name,
					STR_ARG(change->cell[0][c]),
					STR_ARG(change->cell[1][c]));
		}
	}
	pantau_buf_char(out, '\n');
}

static void check_diff_at(const struct pair *pair, const char *expected,
		int line)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct buf got;

	pantau_buf_init(&got);
	assert_int_equal(pantau_lexicons_diff(pair->side[0]->dir,
			pair->side[1]->dir, gather, &got, &err), PANTAU_OK);
	check_str_at(buf_str(&got), expected, __FILE__, line);
	pantau_buf_finish(&got);
}

#define check_diff(pair, expected) check_diff_at((pair), (expected), __LINE__)

static void the_same(void **state)
{
	struct pair *pair = *state;

	check_diff(pair, "");
	/* Comments and the order of rows say nothing. */
	folder_write(pair->side[1], "negators.tsv", "# ingkar\nterm\tscope\tkind"
			"\nbelum\t2\tnot_yet\n# yang lain\ntidak\t3\tplain\n");
	check_diff(pair, "");
}

static void each_kind_of_change(void **state)
{
	struct pair *pair = *state;

	folder_write(pair->side[0], "negators.tsv", "term\tscope\tkind\n"
			"tidak\t3\tplain\nbelum\t2\tnot_yet\nkurang\t2\tweak\n");
	folder_write(pair->side[1], "negators.tsv", "term\tscope\tkind\n"
			"tanpa\t2\twithout\nbelum\t3\tplain\ntidak\t3\tplain\n");
	check_diff(pair,
			"~negators.tsv:belum(3,3) scope=2>3 kind=not_yet>plain\n"
			"-negators.tsv:kurang(4,0) scope=2> kind=weak>\n"
			"+negators.tsv:tanpa(0,2) scope=>2 kind=>without\n");
}

static void files_of_one_side(void **state)
{
	struct pair *pair = *state;

	folder_remove(pair->side[1], "contrast.tsv");
	folder_write(pair->side[1], "desk.tsv",
			"term\tnegative\tneutral\tpositive\nbagus\t0\t0\t1.5\n");
	check_diff(pair, "-contrast.tsv:tapi(2,0) before=0.5> after=1.3>\n"
			"+desk.tsv:bagus(0,2) negative=>0 neutral=>0 "
			"positive=>1.5\n");
}

/* An optional column that one side lacks is an empty cell. */
static void absent_columns(void **state)
{
	struct pair *pair = *state;

	folder_write(pair->side[1], "contrast.tsv", "term\tbefore\tafter\t"
			"example\ntapi\t0.5\t1.3\tmurah tapi jauh\n");
	check_diff(pair, "~contrast.tsv:tapi(2,2) example=>murah tapi jauh\n");
}

/* Rows of one key go by their lines. */
static void repeated_keys(void **state)
{
	struct pair *pair = *state;

	folder_write(pair->side[0], "contrast.tsv", "term\tbefore\tafter\n"
			"tapi\t0.5\t1.3\ntapi\t0.6\t1.2\n");
	folder_write(pair->side[1], "contrast.tsv", "term\tbefore\tafter\n"
			"tapi\t0.5\t1.3\n");
	check_diff(pair, "-contrast.tsv:tapi(3,0) before=0.6> after=1.2>\n");
}

static void nothing_of_bad_folders(void **state)
{
	struct pair *pair = *state;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct buf got;

	pantau_buf_init(&got);
	folder_write(pair->side[0], "negators.tsv", "term\tscope\tkind\n");
	folder_write(pair->side[1], "slang.tsv", "informal\tformal\n");
	assert_int_equal(pantau_lexicons_diff(pair->side[0]->dir,
			pair->side[1]->dir, gather, &got, &err),
			PANTAU_BAD_LEXICON);
	assert_true(str_ends(str_of(err.file), STR("/slang.tsv")));
	assert_int_equal(err.line, 1);
	assert_int_equal(pantau_lexicons_diff(pair->side[0]->dir,
			"/no/such/folder", gather, &got, &err), PANTAU_IO);
	assert_int_equal(got.n, 0);
	pantau_buf_finish(&got);
}

#define pair_test(function) cmocka_unit_test_setup_teardown(function, setup, \
		teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		pair_test(the_same),
		pair_test(each_kind_of_change),
		pair_test(files_of_one_side),
		pair_test(absent_columns),
		pair_test(repeated_keys),
		pair_test(nothing_of_bad_folders),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
