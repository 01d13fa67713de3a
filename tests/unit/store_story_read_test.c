/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stories as readers see them, over columns and edges that the test writes. */

#include "store_fixture.h"

#include "store/store_parts.h"
#include "store/story.h"

static const char *const texts[] = {
	"banjir", "harga beras naik", "banjir lagi", "beras turun", "tolak",
};
#define TEXTS (sizeof(texts) / sizeof(texts[0]))

/* The third is as early as the second, the fourth undated. */
static void change(size_t i, struct doc *doc)
{
	if (i == 2) {
		doc->published.seconds = 2 * 86400;
	} else if (i == 3) {
		doc->fields &= ~(unsigned)DOC_PUBLISHED;
	}
}

static void run(struct store *store, const char *sql)
{
	assert_int_equal(sqlite3_exec(pantau_store_db(store), sql, NULL, NULL,
			NULL), SQLITE_OK);
}

/* Rows told to be of stories, as a writer would. */
static struct store *tell(struct fixture *f, const uint32_t *story)
{
	struct store *store = fill_store(f, texts, TEXTS, change);
	struct column_writer *columns = pantau_column_writer_create(store);

	assert_non_null(columns);
	run(store, "BEGIN");
	for (size_t i = 0; i < TEXTS; i++) {
		assert_int_equal(pantau_column_writer_story(columns,
				(int64_t)i + 1, story[i], &f->err), PANTAU_OK);
	}
	assert_int_equal(pantau_column_writer_flush(columns, &f->err),
			PANTAU_OK);
	run(store, "COMMIT");
	pantau_column_writer_destroy(columns);
	pantau_columns_forget(store);
	return store;
}

static void check_items(struct fixture *f, struct store *store,
		uint32_t story, const char *expected)
{
	struct arena arena;
	struct buf got;
	int64_t *id;
	size_t n;

	pantau_arena_init(&arena);
	pantau_buf_init(&got);
	assert_int_equal(pantau_story_items(store, story, &arena, &id, &n,
			&f->err), PANTAU_OK);
	for (size_t i = 0; i < n; i++) {
		pantau_buf_printf(&got, "%s%lld", i != 0 ? " " : "",
				(long long)id[i]);
	}
	check_str(buf_str(&got), expected);
	pantau_buf_finish(&got);
	pantau_arena_finish(&arena);
}

static uint32_t story_of(struct fixture *f, struct store *store, int64_t id)
{
	uint32_t story = 0;

	assert_int_equal(pantau_story_of(store, id, &story, &f->err),
			PANTAU_OK);
	return story;
}

static void follows_edges(void **state)
{
	struct fixture *f = *state;
	const uint32_t told[TEXTS] = {0, 0, 2, 2, 0};
	struct store *store = tell(f, told);
	const uint32_t *items;

	assert_int_equal(story_of(f, store, 1), 1);
	assert_int_equal(story_of(f, store, 4), 2);
	check_items(f, store, 2, "2 3 4");
	check_items(f, store, 3, "");
	/* The second's story turns out to be the first's, and that the fifth's. */
	run(store, "INSERT INTO story_parent VALUES(2, 1, 0), (1, 5, 0), "
			"(5, 5, 0)");
	pantau_columns_forget(store);
	assert_int_equal(story_of(f, store, 3), 5);
	check_items(f, store, 5, "1 2 3 5 4");
	check_items(f, store, 2, "");
	assert_int_equal(pantau_story_sizes(store, &items, &f->err), PANTAU_OK);
	assert_int_equal(items[5], 5);
	assert_int_equal(items[2], 0);
	close_store(f, store);
}

static void refuses_what_leads_nowhere(void **state)
{
	struct fixture *f = *state;
	static const char *const edges[] = {
		"INSERT INTO story_parent VALUES(2, 3, 0), (3, 2, 0)",
		"INSERT INTO story_parent VALUES(2, 6, 0)",
		"INSERT INTO story_parent VALUES(-1, 2, 0)",
		"INSERT INTO story_parent VALUES(4294967298, 2, 0)",
	};
	const uint32_t told[TEXTS] = {0, 0, 2, 0, 99};
	struct store *store = tell(f, told);
	struct story_forest *forest;
	uint32_t story;

	/* A value past the last row is of no use, and does no harm. */
	assert_int_equal(story_of(f, store, 5), 5);
	for (size_t i = 0; i < sizeof(edges) / sizeof(edges[0]); i++) {
		run(store, edges[i]);
		pantau_columns_forget(store);
		assert_int_equal(pantau_story_forest(store, &forest, &f->err),
				PANTAU_DAMAGED);
		assert_int_equal(pantau_story_of(store, 2, &story, NULL),
				PANTAU_DAMAGED);
		run(store, "DELETE FROM story_parent");
	}
	assert_int_equal(pantau_story_of(store, 0, &story, &f->err),
			PANTAU_NOT_FOUND);
	assert_int_equal(pantau_story_of(store, 6, &story, &f->err),
			PANTAU_NOT_FOUND);
	close_store(f, store);
}

/* An archive of before there were stories: no tables, no column. */
static void reads_older_archives(void **state)
{
	struct fixture *f = *state;
	struct store *store = fill_store(f, texts, TEXTS, change);
	const uint32_t *items;
	struct seen seen = {0};
	int64_t input;

	run(store, "DROP TABLE story_parent; DROP TABLE story_run");
	run(store, "DELETE FROM chunk_column WHERE id % 16 = 10");
	pantau_columns_forget(store);
	assert_int_equal(story_of(f, store, 3), 3);
	assert_int_equal(pantau_story_sizes(store, &items, &f->err), PANTAU_OK);
	assert_int_equal(items[3], 1);
	assert_int_equal(items[0], 0);
	assert_int_equal(pantau_store_verify(store, found, &seen, &f->err),
			PANTAU_OK);
	assert_int_equal(seen.n, 0);
	/* Its next writer adds the column. */
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("baru", 86400, STR("banjir"));
	put(f, store, writer, &doc, input);
	finish(f, writer);
	assert_int_equal(number(store, "SELECT count(*) FROM chunk_column "
			"WHERE id % 16 = 10"), 1);
	assert_int_equal(story_of(f, store, 6), 6);
	close_store(f, store);
}

/* What a row does not say outlives its new values. */
static void keeps_what_others_tell(void **state)
{
	struct fixture *f = *state;
	const uint32_t told[TEXTS] = {0, 0, 2, 0, 0};
	struct store *store = tell(f, told);
	struct column_writer *columns = pantau_column_writer_create(store);
	struct row_values values;

	assert_non_null(columns);
	run(store, "BEGIN");
	assert_int_equal(pantau_column_writer_claim(columns, 3, true, &f->err),
			PANTAU_OK);
	assert_int_equal(pantau_row_read(store, 3, &values, &f->err), PANTAU_OK);
	assert_int_equal(pantau_column_writer_put(columns, 3, &values, &f->err),
			PANTAU_OK);
	assert_int_equal(pantau_column_writer_flush(columns, &f->err),
			PANTAU_OK);
	run(store, "COMMIT");
	pantau_columns_forget(store);
	assert_int_equal(pantau_columns_value(store, COLUMN_FLAGS, 3),
			ROW_LIVE | ROW_CLAIM);
	assert_int_equal(pantau_columns_value(store, COLUMN_STORY, 3), 2);
	run(store, "BEGIN");
	assert_int_equal(pantau_column_writer_claim(columns, 3, false, &f->err),
			PANTAU_OK);
	assert_int_equal(pantau_column_writer_flush(columns, &f->err),
			PANTAU_OK);
	run(store, "COMMIT");
	pantau_columns_forget(store);
	assert_int_equal(pantau_columns_value(store, COLUMN_FLAGS, 3), ROW_LIVE);
	pantau_column_writer_destroy(columns);
	close_store(f, store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(follows_edges, fixture_setup,
				fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_what_leads_nowhere,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(reads_older_archives,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(keeps_what_others_tell,
				fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
