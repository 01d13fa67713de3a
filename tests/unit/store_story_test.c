/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stories from import to import: what rows are told, what the file keeps. */

#include "store_fixture.h"

#include "pipeline.h"
#include "store/story.h"
#include "store/store_parts.h"
#include "text/analyser.h"

#define DAY 86400
#define BEGAN 1790000000

static const char flood[] = "banjir besar melanda kota semarang sejak pagi "
		"dan ribuan warga mengungsi ke tempat yang lebih tinggi "
		"sambil menunggu bantuan";
static const char flood_edited[] = "banjir besar melanda kota semarang sejak "
		"pagi dan ribuan warga mengungsi ke tempat yang lebih tinggi "
		"sambil menunggu kabar";
static const char rice[] = "harga beras naik lagi di pasar induk karena panen "
		"tertunda oleh hujan yang turun terus sampai akhir bulan ini";

/* --- an import --- */

struct news {
	const char *id;
	int day;      /* since BEGAN; under 0: undated */
	const char *text;
};

static void add_line(struct buf *file, const struct news *news)
{
	char date[PUBLISHED_FORM];
	struct timestamp time = {BEGAN + (int64_t)news->day * DAY, 0, true};
	size_t n = pantau_published_form(&time, date);

	pantau_buf_printf(file, "{\"id\":\"%s\",\"source\":\"detik\",", news->id);
	if (news->day >= 0) {
		pantau_buf_printf(file, "\"published\":\"%.*s\",", (int)n,
				date);
	}
	pantau_buf_printf(file, "\"text\":\"%s\"}\n", news->text);
}

static void import_with(struct fixture *f, struct store *store,
		const struct news *news, size_t n, size_t jobs)
{
	struct pipeline_options options = {.lexicons = f->lexicons,
			.jobs = jobs};
	struct pipeline_summary summary;
	struct buf file;
	char path[128];
	const char *paths[] = {path};

	pantau_buf_init(&file);
	for (size_t i = 0; i < n; i++) {
		add_line(&file, &news[i]);
	}
	assert_false(file.failed);
	snprintf(path, sizeof(path), "%s/in.ndjson", f->folder);
	write_file(f->folder, "in.ndjson", file.p);
	pantau_buf_finish(&file);
	if (pantau_index(store, paths, 1, &options, &summary, &f->err) !=
			PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
	assert_int_equal(summary.rejected, 0);
}

static void import(struct fixture *f, struct store *store,
		const struct news *news, size_t n)
{
	import_with(f, store, news, n, 1);
}

/* A new archive of one import. */
static struct store *imported(struct fixture *f, const struct news *news,
		size_t n)
{
	struct store *store = open_store(f, STORE_CREATE);

	import(f, store, news, n);
	return store;
}

static struct store *reopen(struct fixture *f, struct store *store)
{
	close_store(f, store);
	return open_store(f, STORE_WRITE);
}

/* The stories of all rows, as "1 1 3". */
static void check_stories(struct fixture *f, struct store *store,
		const char *expected)
{
	struct buf got;

	pantau_buf_init(&got);
	for (int64_t id = 1; id <= pantau_columns_last(store); id++) {
		uint32_t story = 0;
		if (pantau_story_of(store, id, &story, &f->err) != PANTAU_OK) {
			fail_msg("%s", f->err.message);
		}
		pantau_buf_printf(&got, "%s%u", id > 1 ? " " : "", story);
	}
	check_str(buf_str(&got), expected);
	pantau_buf_finish(&got);
}

/* What the file says of stories, in one number. */
static uint64_t stories_sum(struct fixture *f, struct store *store)
{
	uint64_t sum = 0;

	for (int64_t id = 1; id <= pantau_columns_last(store); id++) {
		uint32_t story;
		assert_int_equal(pantau_story_of(store, id, &story, &f->err),
				PANTAU_OK);
		sum = shingle_mix(sum ^ story ^ (uint64_t)id << 32);
	}
	sqlite3_stmt *stmt;
	assert_int_equal(sqlite3_prepare_v2(pantau_store_db(store),
			"SELECT number, bytes FROM story_run UNION ALL SELECT "
			"story, parent || ' ' || time FROM story_parent", -1,
			&stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *p = sqlite3_column_blob(stmt, 1);
		sum = shingle_mix(sum ^ (uint64_t)sqlite3_column_int64(stmt, 0)
				^ pantau_hash(str_make(p, (size_t)
				sqlite3_column_bytes(stmt, 1)), 0));
	}
	sqlite3_finalize(stmt);
	return sum;
}

/* Puts a document with its sketch; the arena holds both. */
static void put_sketched(struct fixture *f, struct store *store,
		struct writer *writer, int64_t input, const char *id, int day,
		const char *text, struct arena *arena)
{
	struct doc doc = make_doc(id, BEGAN + (int64_t)day * DAY, str_of(text));
	struct sketch *sketch = pantau_arena_zero(arena, 1, sizeof(*sketch));
	struct pantau_analyser *analyser;
	struct shingler shingler;
	struct pantau_tokens tokens;
	struct analysed analysed;
	struct buf packed_title, packed_text;
	unsigned char key[16], content[16];
	enum known known;
	int64_t new_id;

	pantau_shingler_init(&shingler);
	analyse(store, &doc, &packed_title, &packed_text, &analysed);
	assert_int_equal(pantau_analyser_create_over(pantau_store_text_image(
			store), NULL, &analyser, NULL), PANTAU_OK);
	assert_int_equal(pantau_analyse_into(analyser, doc.text, arena,
			&tokens, NULL), PANTAU_OK);
	assert_true(pantau_sketch_make(&shingler, NULL, &tokens, arena,
			sketch));
	pantau_doc_key(&doc, 0, key);
	pantau_doc_content(&doc, content);
	const struct put in = {
		.doc = &doc, .input = input, .key = key, .content = content,
		.analysed = &analysed, .sketch = sketch,
	};
	assert_int_equal(pantau_writer_put(writer, &in, &known, &new_id,
			&f->err), PANTAU_OK);
	pantau_analyser_destroy(analyser);
	pantau_shingler_finish(&shingler);
	pantau_buf_finish(&packed_title);
	pantau_buf_finish(&packed_text);
}

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

/* --- edits --- */

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

/* --- one run or many --- */

#define MANY 600

/* One of few texts, with a word of its own or none. */
static void make_many(struct news *news, char text[MANY][160],
		char name[MANY][8])
{
	uint64_t random = 5;

	for (size_t i = 0; i < MANY; i++) {
		random = shingle_mix(random + 1);
		unsigned which = (unsigned)(random >> 8) % 40;
		unsigned own = (unsigned)(random >> 20) % 4;
		snprintf(text[i], sizeof(text[i]), "kabar%u dari%u desa%u "
				"tentang%u sawah%u yang%u terendam%u air%u %s%u",
				which, which, which, which, which, which, which,
				which, own == 0 ? "baru" : "lama", own == 0 ?
				(unsigned)i : 0);
		snprintf(name[i], sizeof(name[i]), "n%zu", i);
		news[i] = (struct news){name[i], (int)(random % 50), text[i]};
	}
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

#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, \
		fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(links_copies_of_one_import),
		STORE_TEST(links_copies_over_two_imports),
		STORE_TEST(tells_an_edge_for_an_earlier_one),
		STORE_TEST(finds_the_same_again),
		STORE_TEST(leaves_its_story_when_edited),
		STORE_TEST(leaves_its_story_to_an_heir),
		STORE_TEST(leaves_stories_that_became_one),
		STORE_TEST(stays_when_its_words_do),
		STORE_TEST(goes_on_as_if_in_one_process),
		STORE_TEST(agrees_after_many_edits),
		STORE_TEST(forgets_what_was_rolled_back),
		STORE_TEST(refuses_damage),
		STORE_TEST(begins_in_an_older_archive),
		STORE_TEST(compares_long_texts_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
