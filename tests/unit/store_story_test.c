/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stories from import to import: what rows are told, what the file keeps. */

#include "store_story_fixture.h"

/* --- tests --- */

static void links_copies_of_one_import(void **state)
{
	static const struct news news[] = {
		{"a", 0, flood}, {"b", 1, rice}, {"c", 2, flood_edited},
		{"d", 3, rice}, {"e", 4, "tolak"}, {"f", 5, "?!"},
		{"g", 6, "tolak"}, {"h", -1, flood},
	};
	struct fixture *f = *state;
	struct store *store = imported(f, news, 8);

	check_stories(f, store, "1 2 1 2 5 6 5 1");
	assert_int_equal(number(store, "SELECT count(*) FROM story_parent"), 0);
	close_store(f, store);
}

/* The second process has no sets at hand: the text is analysed again. */
static void links_copies_over_two_imports(void **state)
{
	static const struct news first[] = {{"a", 0, flood}, {"b", 0, rice}};
	static const struct news second[] = {
		{"c", 1, flood_edited}, {"d", 31, rice}, {"e", 40, flood},
	};
	struct fixture *f = *state;
	struct store *store = imported(f, first, 2);

	store = reopen(f, store);
	import(f, store, second, 3);
	/* The fourth is too late for the second, the fifth for the third. */
	check_stories(f, store, "1 2 1 4 5");
	close_store(f, store);
}

static void tells_an_edge_for_an_earlier_one(void **state)
{
	static const struct news first[] = {{"a", 5, flood}, {"b", 6, flood}};
	static const struct news second[] = {{"c", 2, flood_edited}};
	struct fixture *f = *state;
	struct store *store = imported(f, first, 2);

	check_stories(f, store, "1 1");
	store = reopen(f, store);
	import(f, store, second, 1);
	check_stories(f, store, "3 3 3");
	assert_int_equal(number(store, "SELECT count(*) FROM story_parent "
			"WHERE story = 1 AND parent = 3 AND time = 1790172800"),
			1);
	close_store(f, store);
}

static void finds_the_same_again(void **state)
{
	static const struct news news[] = {{"a", 0, flood}, {"b", 1, flood}};
	struct fixture *f = *state;
	struct store *store = imported(f, news, 2);

	store = reopen(f, store);
	import(f, store, news, 2);
	assert_int_equal(pantau_columns_last(store), 2);
	check_stories(f, store, "1 1");
	close_store(f, store);
}

/* --- one run or many --- */

/* In imports of so many; reopened after each, or not. */
static uint64_t import_parts(struct fixture *f, const struct news *news,
		size_t part, bool again, size_t jobs)
{
	struct store *store = open_store(f, STORE_CREATE);
	char path[128];

	for (size_t at = 0; at < MANY; at += part) {
		size_t n = MANY - at < part ? MANY - at : part;
		import_with(f, store, news + at, n, jobs);
		store = again ? reopen(f, store) : store;
	}
	uint64_t sum = stories_sum(f, store);
	assert_int_equal(pantau_columns_last(store), MANY);
	assert_true(number(store, "SELECT count(*) FROM story_parent") > 0);
	close_store(f, store);
	assert_int_equal(unlink(f->path), 0);
	snprintf(path, sizeof(path), "%s.lock", f->path);
	unlink(path);
	return sum;
}

static void goes_on_as_if_in_one_process(void **state)
{
	struct fixture *f = *state;
	struct news *news = calloc(MANY, sizeof(*news));
	char (*text)[160] = calloc(MANY, sizeof(*text));
	char (*name)[8] = calloc(MANY, sizeof(*name));

	assert_true(news != NULL && text != NULL && name != NULL);
	make_many(news, text, name);
	uint64_t sum = import_parts(f, news, 23, false, 1);
	assert_true(sum == import_parts(f, news, 23, true, 1));
	assert_true(sum == import_parts(f, news, 23, true, 3));
	free(news);
	free(text);
	free(name);
}

/* What was told in a transaction that was rolled back was never told. */
static void forgets_what_was_rolled_back(void **state)
{
	static const struct news first[] = {{"a", 5, flood}, {"b", 6, rice}};
	static const struct news second[] = {{"x", 7, "tolak naik"},
			{"y", 8, flood}, {"z", 9, "tolak naik"}};
	struct fixture *f = *state;
	struct store *store = imported(f, first, 2);
	struct arena arena;
	int64_t input;

	pantau_arena_init(&arena);
	uint64_t sum = stories_sum(f, store);
	struct writer *writer = begin(f, store, &input);
	put_sketched(f, store, writer, input, "c", 2, flood_edited, &arena);
	put_sketched(f, store, writer, input, "d", 7, flood, &arena);
	assert_int_equal(pantau_writer_stories(writer, &f->err), PANTAU_OK);
	pantau_writer_destroy(writer);
	pantau_columns_forget(store);
	assert_int_equal(pantau_columns_last(store), 2);
	assert_true(sum == stories_sum(f, store));
	/* Their ids come again. */
	import(f, store, second, 3);
	check_stories(f, store, "1 2 3 1 3");
	close_store(f, store);
	pantau_arena_finish(&arena);
}

/* Where the state cannot be read, nothing is added. */
static void refuses_damage(void **state)
{
	static const char *const damage[] = {
		"DELETE FROM story_run WHERE number <> 0",
		"UPDATE story_run SET bytes = zeroblob(length(bytes)) "
			"WHERE number = 0",
		"UPDATE story_run SET bytes = substr(bytes, 1, 99) "
			"WHERE number <> 0",
		"UPDATE story_run SET number = number + 1 WHERE number <> 0",
		"INSERT INTO story_run VALUES(-1, x'00')",
		"INSERT INTO story_parent VALUES(1, 2, 0), (2, 1, 0)",
		"INSERT INTO story_parent VALUES(1, 4294967298, 0)",
	};
	static const struct news first[] = {{"a", 5, flood}, {"b", 6, rice}};
	static const struct news second = {"c", 7, flood};
	struct fixture *f = *state;
	struct store *store = imported(f, first, 2);
	struct arena arena;
	int64_t input;

	pantau_arena_init(&arena);
	for (size_t i = 0; i < sizeof(damage) / sizeof(damage[0]); i++) {
		struct writer *writer = begin(f, store, &input);
		assert_int_equal(sqlite3_exec(pantau_store_db(store),
				damage[i], NULL, NULL, NULL), SQLITE_OK);
		put_sketched(f, store, writer, input, second.id, second.day,
				second.text, &arena);
		assert_int_equal(pantau_writer_stories(writer, &f->err),
				PANTAU_DAMAGED);
		pantau_writer_destroy(writer);
		assert_int_equal(pantau_columns_last(store), 2);
	}
	import(f, store, &second, 1);
	check_stories(f, store, "1 2 1");
	close_store(f, store);
	pantau_arena_finish(&arena);
}

/* An archive from before there were stories: its rows are their own. */
static void begins_in_an_older_archive(void **state)
{
	static const struct news first[] = {{"a", 5, flood}, {"b", 6, flood}};
	static const struct news second[] = {{"c", 7, flood},
			{"d", 8, flood_edited}};
	struct fixture *f = *state;
	struct store *store = imported(f, first, 2);

	assert_int_equal(sqlite3_exec(pantau_store_db(store), "DROP TABLE "
			"story_run; DROP TABLE story_parent; DELETE FROM "
			"chunk_column WHERE id % 16 = 10", NULL, NULL, NULL),
			SQLITE_OK);
	_Static_assert(COLUMN_STORY == 10, "the number in that statement");
	store = reopen(f, store);
	check_stories(f, store, "1 2");
	import(f, store, second, 2);
	check_stories(f, store, "1 2 3 3");
	close_store(f, store);
}

/* A long text is packed with a dictionary, and has sets of one width. */
static void compares_long_texts_again(void **state)
{
	struct fixture *f = *state;
	struct buf text[2];

	for (int k = 0; k < 2; k++) {
		pantau_buf_init(&text[k]);
		for (int i = 0; i < 400; i++) {
			pantau_buf_printf(&text[k], "kata%d naik%d ",
					i == 200 && k == 1 ? 999 : i, i / 3);
		}
	}
	const struct news first = {"a", 0, text[0].p};
	const struct news second = {"b", 1, text[1].p};
	struct store *store = imported(f, &first, 1);
	store = reopen(f, store);
	import(f, store, &second, 1);
	check_stories(f, store, "1 1");
	close_store(f, store);
	pantau_buf_finish(&text[0]);
	pantau_buf_finish(&text[1]);
}

/* --- rebuild --- */

static void rebuild(struct fixture *f, struct store *store, size_t jobs)
{
	const struct rework_options options = {.jobs = jobs};

	if (pantau_store_rebuild(store, f->lexicons, &options, NULL, &f->err) !=
			PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
}

static void rebuilds_in_order_of_time(void **state)
{
	static const struct news first[] = {{"a", 5, flood}, {"b", 50, flood},
			{"c", 99, rice}};
	static const struct news second[] = {{"d", 6, flood_edited},
			{"e", 60, flood}, {"f", 2, flood}, {"g", -1, rice}};
	static const struct news third = {"h", 8, flood};
	struct fixture *f = *state;
	struct store *store = imported(f, first, 3);

	/* From before there were stories. */
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "DROP TABLE "
			"story_run; DROP TABLE story_parent; DELETE FROM "
			"chunk_column WHERE id % 16 = 10", NULL, NULL, NULL),
			SQLITE_OK);
	store = reopen(f, store);
	import(f, store, second, 4);
	rebuild(f, store, 1);
	/* f d e g are 4 5 6 7: read in time, 4 1 5 2 6 3 7. */
	check_stories(f, store, "4 2 3 4 4 2 3");
	uint64_t sum = stories_sum(f, store);
	rebuild(f, store, 3);
	assert_true(sum == stories_sum(f, store));
	assert_int_equal(number(store, "SELECT count(*) FROM story_parent"), 0);
	store = reopen(f, store);
	import(f, store, &third, 1);
	check_stories(f, store, "4 2 3 4 4 2 3 4");
	close_store(f, store);
}

/* What one import found, and a rebuild finds: the same, byte for byte. */
static void rebuilds_what_was_there(void **state)
{
	struct fixture *f = *state;
	struct news *news = calloc(MANY, sizeof(*news));
	char (*text)[160] = calloc(MANY, sizeof(*text));
	char (*name)[8] = calloc(MANY, sizeof(*name));

	assert_true(news != NULL && text != NULL && name != NULL);
	make_many(news, text, name);
	struct store *store = imported(f, news, MANY);
	uint64_t sum = stories_sum(f, store);
	rebuild(f, store, 2);
	assert_true(sum == stories_sum(f, store));
	/* Damage is mended. */
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "UPDATE story_run "
			"SET bytes = x'00'; INSERT INTO story_parent "
			"VALUES(1, 2, 3); UPDATE chunk_column SET bytes = "
			"zeroblob(262144) WHERE id % 16 = 10", NULL, NULL,
			NULL), SQLITE_OK);
	store = reopen(f, store);
	rebuild(f, store, 2);
	assert_true(sum == stories_sum(f, store));
	close_store(f, store);
	free(news);
	free(text);
	free(name);
}

/* --- verify --- */

static void verify_finds_damage(void **state)
{
	static const char *const damage[] = {
		"INSERT INTO story_parent VALUES(1, 4, 0), (4, 1, 0)",
		"INSERT INTO story_parent VALUES(1, 9, 0)",
		"DELETE FROM story_run WHERE number > 0",
		"UPDATE story_run SET bytes = x'01' WHERE number = 0",
		"UPDATE chunk_column SET bytes = CAST(x'0000000000000000"
			"01000000' || substr(bytes, 13, 4) || x'03000000' || "
			"substr(bytes, 21) AS BLOB) WHERE id = 10",
		"UPDATE chunk_column SET bytes = CAST(substr(bytes, 1, 16) || "
			"x'63000000' || substr(bytes, 21) AS BLOB) "
			"WHERE id = 10",
	};
	static const struct news news[] = {
		{"a", 0, flood}, {"b", 1, flood}, {"c", 2, flood_edited},
		{"d", 3, rice},
	};
	struct fixture *f = *state;
	struct store *store = imported(f, news, 4);
	struct seen seen = {0};

	assert_int_equal(pantau_store_verify(store, found, &seen, &f->err),
			PANTAU_OK);
	for (size_t i = 0; i < sizeof(damage) / sizeof(damage[0]); i++) {
		sqlite3 *db = pantau_store_db(store);
		assert_int_equal(sqlite3_exec(db, "SAVEPOINT s", NULL, NULL,
				NULL), SQLITE_OK);
		assert_int_equal(sqlite3_exec(db, damage[i], NULL, NULL, NULL),
				SQLITE_OK);
		seen = (struct seen){0};
		assert_int_equal(pantau_store_verify(store, found, &seen,
				&f->err), PANTAU_DAMAGED);
		assert_true(seen.n > 0);
		assert_string_equal(seen.last, "stories");
		assert_int_equal(sqlite3_exec(db, "ROLLBACK TO s; RELEASE s",
				NULL, NULL, NULL), SQLITE_OK);
		pantau_columns_forget(store);
	}
	seen = (struct seen){0};
	assert_int_equal(pantau_store_verify(store, found, &seen, &f->err),
			PANTAU_OK);
	assert_int_equal(seen.n, 0);
	close_store(f, store);
	store = open_store(f, STORE_READ);
	assert_int_equal(pantau_store_verify(store, found, &seen, &f->err),
			PANTAU_OK);
	close_store(f, store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(links_copies_of_one_import),
		STORE_TEST(links_copies_over_two_imports),
		STORE_TEST(tells_an_edge_for_an_earlier_one),
		STORE_TEST(finds_the_same_again),
		STORE_TEST(goes_on_as_if_in_one_process),
		STORE_TEST(forgets_what_was_rolled_back),
		STORE_TEST(refuses_damage),
		STORE_TEST(begins_in_an_older_archive),
		STORE_TEST(compares_long_texts_again),
		STORE_TEST(rebuilds_in_order_of_time),
		STORE_TEST(rebuilds_what_was_there),
		STORE_TEST(verify_finds_damage),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
