/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What runs out of memory, at each request that SQLite makes, says so: a write
 * that does not leaves an index that agrees with the texts. */

#include "store_story_fixture.h"

#include "store/label.h"

#define WORDS 4000 /* long enough for pages of its own */

static sqlite3_mem_methods real;
static int left = -1; /* requests until one fails; -1: none does */
static int failures;

static bool fails(void)
{
	if (left > 0) {
		left--;
	} else if (left == 0) {
		left = -1;
		failures++;
		return true;
	}
	return false;
}

static void *take(int size)
{
	return fails() ? NULL : real.xMalloc(size);
}

static void *resize(void *p, int size)
{
	return fails() ? NULL : real.xRealloc(p, size);
}

static int memory_setup(void **state)
{
	(void)state;
	sqlite3_mem_methods ours;
	if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK) {
		return -1;
	}
	ours = real;
	ours.xMalloc = take;
	ours.xRealloc = resize;
	return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK ? 0 : -1;
}

static char *long_text(const char *word)
{
	struct buf buf;
	pantau_buf_init(&buf);
	for (int i = 0; i < WORDS; i++) {
		pantau_buf_printf(&buf, "%s%s", i != 0 ? " " : "", word);
	}
	assert_false(buf.failed);
	return buf.p;
}

static void show(void *context, const char *check, const char *message)
{
	(void)context;
	print_message("%s: %s\n", check, message);
}

static void verified(struct fixture *f, struct store *store)
{
	assert_int_equal(pantau_store_verify(store, show, NULL, &f->err),
			PANTAU_OK);
}

static void changes_all_or_nothing(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	char *text[2] = {long_text("banjir"), long_text("karung")};
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("1", 1000, str_of(text[0]));
	int now = 0, hit = 1;

	put(f, store, writer, &doc, input);
	finish(f, writer);
	for (int at = 0; hit != 0; at++) {
		enum known known;
		writer = begin(f, store, &input);
		doc.text = str_of(text[1 - now]);
		failures = 0;
		left = at;
		enum pantau_status status = try_put(f, store, writer, &doc,
				input, &known);
		left = -1;
		hit = failures;
		if (status == PANTAU_OK) {
			finish(f, writer);
			now = 1 - now;
			verified(f, store);
		} else {
			assert_int_equal(status, PANTAU_NO_MEMORY);
			pantau_writer_destroy(writer);
		}
		check_word(f, store, "banjir", false, now == 0 ? "1" : "");
		check_word(f, store, "karung", false, now == 1 ? "1" : "");
	}
	close_store(f, store);
	free(text[0]);
	free(text[1]);
}

static void rebuilds_all_or_nothing(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	char *text = long_text("banjir");
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("1", 1000, str_of(text));
	int hit = 1;

	put(f, store, writer, &doc, input);
	finish(f, writer);
	for (int at = 0; hit != 0; at++) {
		failures = 0;
		left = at;
		enum pantau_status status = pantau_store_rebuild(store,
				f->lexicons, NULL, NULL, &f->err);
		left = -1;
		hit = failures;
		if (status != PANTAU_OK) {
			assert_int_equal(status, PANTAU_NO_MEMORY);
		}
		check_word(f, store, "banjir", false, "1");
	}
	verified(f, store);
	close_store(f, store);
	free(text);
}

/* Whatever failed, the next one ends with the scores of the new lexicon. */
static void rescores_all_or_nothing(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	char *text = long_text("banjir");
	struct pantau_lexicons *old = f->lexicons;
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("1", 1000, str_of(text));
	int hit = 1;

	put(f, store, writer, &doc, input);
	finish(f, writer);
	write_file(f->folder, "sentiment.tsv", "term\tpolarity\tclass\t"
			"negative\tneutral\tpositive\texample\tnote\n"
			"banjir\t-3\tadj\t3\t0\t-3\t\t\n");
	open_lexicons(f);
	for (int at = 0; hit != 0; at++) {
		assert_int_equal(sqlite3_exec(pantau_store_db(store), "UPDATE "
				"doc SET tone = 0", NULL, NULL, NULL), SQLITE_OK);
		failures = 0;
		left = at;
		enum pantau_status status = pantau_store_rescore(store,
				f->lexicons, NULL, NULL, &f->err);
		left = -1;
		hit = failures;
		if (status != PANTAU_OK) {
			assert_int_equal(status, PANTAU_NO_MEMORY);
			assert_int_equal(number(store, "SELECT tone FROM doc"),
					0);
		} else {
			assert_int_equal(number(store, "SELECT tone FROM doc"),
					PANTAU_TONE_NEGATIVE);
			assert_int_equal(pantau_store_stale(store,
					f->lexicons), 0);
		}
		check_word(f, store, "banjir", false, "1");
	}
	verified(f, store);
	close_store(f, store);
	pantau_lexicons_close(old);
	free(text);
}

static void finds_accounts_or_tells(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("1", 1000, STR("banjir"));
	uint32_t id;
	int hit = 1;

	doc.author = STR("@warga");
	doc.fields |= DOC_AUTHOR;
	put(f, store, writer, &doc, input);
	finish(f, writer);
	close_store(f, store);
	for (int at = 0; hit != 0; at++) {
		/* A new connection has neither statements nor the key. */
		store = open_store(f, STORE_READ);
		failures = 0;
		left = at;
		enum pantau_status status = pantau_store_account_id(store,
				STR("warga"), &id, &f->err);
		left = -1;
		hit = failures;
		assert_int_equal(status, status == PANTAU_OK ? PANTAU_OK
				: PANTAU_NO_MEMORY);
		assert_int_equal(id, status == PANTAU_OK ? 1 : 0);
		close_store(f, store);
	}
}

/* Two sources use one id: the message names both, or memory was short. */
static void names_sources_or_tells(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input, id;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("7", 1000, STR("banjir"));
	int hit = 1;

	put(f, store, writer, &doc, input);
	doc.source = STR("antara");
	put(f, store, writer, &doc, input);
	finish(f, writer);
	close_store(f, store);
	for (int at = 0; hit != 0; at++) {
		store = open_store(f, STORE_READ);
		failures = 0;
		left = at;
		enum pantau_status status = pantau_store_find(store, STR("7"),
				&id, &f->err);
		left = -1;
		hit = failures;
		if (status == PANTAU_USAGE) {
			assert_non_null(strstr(f->err.message, "detik, antara"));
		} else {
			assert_int_equal(status, PANTAU_NO_MEMORY);
		}
		close_store(f, store);
	}
}

/* A label is in the history, the columns and the audit, or in none of them. */
static void labels_all_or_nothing(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	struct label label = {
		.tone = PANTAU_TONE_NEGATIVE, .by = STR("Sari"),
	};
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("1", 1000, STR("banjir"));
	int hit = 1, given = 0;

	put(f, store, writer, &doc, input);
	finish(f, writer);
	close_store(f, store);
	for (int at = 0; hit != 0; at++) {
		struct labeller *labeller;
		enum label_done done;
		store = open_store(f, STORE_WRITE);
		label.time = 1000 + at;
		failures = 0;
		left = at;
		enum pantau_status status = pantau_labeller_create(store, 1000,
				&labeller, &f->err);
		if (status == PANTAU_OK) {
			status = pantau_labeller_put(labeller, 1, &label, &done,
					&f->err);
		}
		if (status == PANTAU_OK) {
			status = pantau_labeller_commit(labeller, &f->err);
		}
		left = -1;
		hit = failures;
		pantau_labeller_destroy(labeller);
		assert_int_equal(status, status == PANTAU_OK ? PANTAU_OK
				: PANTAU_NO_MEMORY);
		given += status == PANTAU_OK;
		assert_int_equal(number(store, "SELECT count(*) FROM label"),
				given);
		assert_int_equal(number(store, "SELECT count(*) FROM audit"),
				given);
		assert_int_equal(pantau_columns_value(store, COLUMN_TONE, 1),
				given > 0 ? PANTAU_TONE_NEGATIVE
				: PANTAU_TONE_NEUTRAL);
		close_store(f, store);
	}
	assert_true(given > 0);
	store = open_store(f, STORE_READ);
	verified(f, store);
	close_store(f, store);
}

/* Stories, their edges and records go with the rows or stay with them. */
static void tells_all_or_nothing(void **state)
{
	static const struct news first[] = {{"a", 5, flood}, {"b", 6, rice}};
	static const struct news second[] = {{"c", 2, flood_edited},
			{"b", 6, flood}};
	struct fixture *f = *state;
	struct store *store = imported(f, first, 2);
	const uint64_t before = stories_sum(f, store);
	int failed = 0;

	write_news(f, second, 2);
	for (int at = 0; ; at += 1 + at / 8) {
		store = reopen(f, store);
		failures = 0;
		left = at;
		enum pantau_status status = try_import(f, store, 1);
		left = -1;
		pantau_columns_forget(store);
		if (status == PANTAU_OK && failures == 0) {
			break;
		}
		if (status == PANTAU_OK) {
			/* It was asked for what can be done without; none
			 * that is known came in once more. */
			assert_int_equal(number(store,
					"SELECT count(*) FROM doc"), 3);
			verified(f, store);
			close_store(f, store);
			assert_int_equal(unlink(f->path), 0);
			store = imported(f, first, 2);
			write_news(f, second, 2);
			continue;
		}
		assert_int_equal(status, PANTAU_NO_MEMORY);
		failed++;
		/* What was committed before it stays whole. */
		if (pantau_columns_last(store) == 2) {
			assert_true(before == stories_sum(f, store));
		}
		verified(f, store);
	}
	assert_true(failed > 10);
	check_stories(f, store, "3 3 3");
	verified(f, store);
	close_store(f, store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(changes_all_or_nothing,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(finds_accounts_or_tells,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(names_sources_or_tells,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(rescores_all_or_nothing,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(labels_all_or_nothing,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(rebuilds_all_or_nothing,
				fixture_setup, fixture_teardown),
		STORE_TEST(tells_all_or_nothing),
	};
	return cmocka_run_group_tests(tests, memory_setup, NULL);
}
