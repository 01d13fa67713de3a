/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Items that are edited: they leave their stories, and others tell them. */

#include "store_story_fixture.h"

static void edit(struct fixture *f, struct store *store, const char *id,
		int day, const char *text)
{
	const struct news news = {id, day, text};

	import(f, store, &news, 1);
}

static void leaves_its_story_when_edited(void **state)
{
	static const struct news news[] = {
		{"a", 0, flood}, {"b", 1, flood}, {"c", 2, flood_edited},
		{"d", 3, rice},
	};
	struct fixture *f = *state;
	struct store *store = imported(f, news, 4);

	check_stories(f, store, "1 1 1 4");
	edit(f, store, "b", 1, rice);
	/* It is the earlier one of the two. */
	check_stories(f, store, "1 2 1 2");
	assert_int_equal(pantau_columns_last(store), 4);
	store = reopen(f, store);
	edit(f, store, "b", 1, flood);
	check_stories(f, store, "1 1 1 4");
	edit(f, store, "c", 2, "tolak beras");
	check_stories(f, store, "1 1 3 4");
	close_store(f, store);
}

static void leaves_its_story_to_an_heir(void **state)
{
	static const struct news news[] = {
		{"a", 0, flood}, {"b", 1, flood}, {"c", 2, flood_edited},
		{"d", 3, flood},
	};
	struct fixture *f = *state;
	struct store *store = imported(f, news, 4);

	edit(f, store, "a", 0, rice);
	check_stories(f, store, "1 2 2 2");
	assert_int_equal(number(store, "SELECT count(*) FROM story_parent"), 0);
	store = reopen(f, store);
	/* Back again, and as it was but for a word. */
	edit(f, store, "a", 0, flood_edited);
	check_stories(f, store, "1 1 1 1");
	edit(f, store, "a", 0, flood);
	check_stories(f, store, "1 1 1 1");
	/* Another time alone. */
	edit(f, store, "a", 20, flood);
	check_stories(f, store, "2 2 2 2");
	edit(f, store, "a", 45, flood);
	check_stories(f, store, "1 2 2 2");
	close_store(f, store);
}

static void leaves_stories_that_became_one(void **state)
{
	static const struct news first[] = {{"b", 5, flood}, {"c", 6, flood}};
	static const struct news second[] = {{"a", 2, flood}};
	struct fixture *f = *state;
	struct store *store = imported(f, first, 2);

	import(f, store, second, 1);
	check_stories(f, store, "3 3 3");
	edit(f, store, "b", 5, rice);
	check_stories(f, store, "1 3 3");
	store = reopen(f, store);
	edit(f, store, "a", 2, rice);
	check_stories(f, store, "3 2 3");
	edit(f, store, "c", 6, rice);
	check_stories(f, store, "3 3 3");
	close_store(f, store);
}

/* Likes are counted, and time goes by: neither has to do with copies. */
static void stays_when_its_words_do(void **state)
{
	static const struct news news[] = {{"a", 0, flood}, {"b", 1, flood}};
	struct fixture *f = *state;
	struct store *store = imported(f, news, 2);
	struct arena arena;
	int64_t input;

	pantau_arena_init(&arena);
	uint64_t sum = stories_sum(f, store);
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "UPDATE doc SET "
			"likes = 3, content = x'0000000000000000'", NULL, NULL,
			NULL), SQLITE_OK);
	import(f, store, news, 2);
	assert_int_equal(number(store, "SELECT count(*) FROM doc WHERE likes "
			"IS NULL"), 2);
	assert_true(sum == stories_sum(f, store));
	/* Twice in one batch: the later counts. */
	struct writer *writer = begin(f, store, &input);
	put_sketched(f, store, writer, input, "b", 1, rice, &arena);
	put_sketched(f, store, writer, input, "c", 2, flood, &arena);
	put_sketched(f, store, writer, input, "b", 1, flood_edited, &arena);
	put_sketched(f, store, writer, input, "c", 2, rice, &arena);
	assert_int_equal(pantau_writer_stories(writer, &f->err), PANTAU_OK);
	finish(f, writer);
	check_stories(f, store, "1 1 3");
	close_store(f, store);
	pantau_arena_finish(&arena);
}

/* Each story is told by an item of its own, the earliest. */
static void check_firsts(struct fixture *f, struct store *store)
{
	for (int64_t id = 1; id <= pantau_columns_last(store); id++) {
		uint32_t story, first;
		assert_int_equal(pantau_story_of(store, id, &story, &f->err),
				PANTAU_OK);
		assert_int_equal(pantau_story_of(store, story, &first, &f->err),
				PANTAU_OK);
		assert_int_equal(first, story);
		assert_int_equal(pantau_columns_value(store, COLUMN_STORY,
				story), 0);
		uint32_t time = pantau_columns_value(store, COLUMN_TIME, id);
		uint32_t earliest = pantau_columns_value(store, COLUMN_TIME,
				story);
		assert_true(earliest < time || (earliest == time &&
				story <= id));
	}
}

/* Whatever came, copies that were there together are one story, of which the
 * first item is one; and another process sees what this one has. */
static void agrees_after_many_edits(void **state)
{
	struct fixture *f = *state;
	struct news *news = calloc(MANY, sizeof(*news));
	char (*text)[160] = calloc(MANY, sizeof(*text));
	char (*name)[8] = calloc(MANY, sizeof(*name));
	uint64_t sum[2];

	assert_true(news != NULL && text != NULL && name != NULL);
	for (int again = 0; again < 2; again++) {
		make_many(news, text, name);
		struct store *store = open_store(f, STORE_CREATE);
		uint64_t random = 9;
		import(f, store, news, MANY / 2);
		for (size_t i = 0; i < 60; i++) {
			struct news batch[8];
			for (size_t k = 0; k < 8; k++) {
				random = shingle_mix(random + 1);
				size_t at = (size_t)random % (MANY / 2);
				/* Another's text under this one's name. */
				batch[k] = news[at];
				batch[k].text = news[(size_t)(random >> 20) %
						MANY].text;
				batch[k].day = (int)(random >> 40) % 20;
			}
			import(f, store, batch, 8);
			store = again != 0 ? reopen(f, store) : store;
			check_firsts(f, store);
		}
		sum[again] = stories_sum(f, store);
		close_store(f, store);
		assert_int_equal(unlink(f->path), 0);
	}
	assert_true(sum[0] == sum[1]);
	free(news);
	free(text);
	free(name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(leaves_its_story_when_edited),
		STORE_TEST(leaves_its_story_to_an_heir),
		STORE_TEST(leaves_stories_that_became_one),
		STORE_TEST(stays_when_its_words_do),
		STORE_TEST(agrees_after_many_edits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
