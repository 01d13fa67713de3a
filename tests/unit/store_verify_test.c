/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Damage that verify tells of, and what the writer does not write over. */

#include "store_fixture.h"

static struct store *filled(struct fixture *f)
{
	static const char *const texts[] = {
		"Harga beras naik di pasar",
		"Harganya naik, beras langka",
		"Banjir rob di pasar lama pasar baru",
	};

	return fill_store(f, texts, sizeof(texts) / sizeof(texts[0]), NULL);
}

static void check_damage(struct fixture *f, struct store *store,
		const char *sql, const char *check)
{
	struct seen seen = {0};
	assert_int_equal(sqlite3_exec(pantau_store_db(store), sql, NULL, NULL,
			NULL), SQLITE_OK);
	assert_int_equal(pantau_store_verify(store, found, &seen, &f->err),
			PANTAU_DAMAGED);
	assert_true(seen.n > 0);
	check_str(str_of(seen.last), check);
}

static void verify_finds_what_others_miss(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct seen seen = {0};

	assert_int_equal(pantau_store_verify(store, found, &seen, &f->err),
			PANTAU_OK);
	assert_int_equal(seen.n, 0);
	check_damage(f, store, "UPDATE body SET text = 'Harga beras turun' "
			"WHERE id = 1", "index");
	check_damage(f, store, "UPDATE body SET text = "
			"'Harga beras naik di pasar' WHERE id = 1;"
			"UPDATE doc SET tone = 1 WHERE id = 2", "columns");
	check_damage(f, store, "UPDATE doc SET tone = 2 WHERE id = 2;"
			"UPDATE chunk SET least = 7", "columns");
	check_damage(f, store, "UPDATE chunk SET least = 86400;"
			"UPDATE chunk_column SET bytes = zeroblob(65536) "
			"WHERE id = 9", "columns");
	close_store(f, store);
	store = open_store(f, STORE_READ);
	assert_int_equal(pantau_store_verify(store, NULL, NULL, &f->err),
			PANTAU_DAMAGED);
	close_store(f, store);
}

/* FTS5 reads the first page where none is named, and a last row id of no row
 * makes up chunks by the thousand. */
static void verify_bears_wild_numbers(void **state)
{
	static const char *const last[] = {
		"UPDATE meta SET value = 1 << 62 WHERE name = 'last_id'",
		"UPDATE meta SET value = 4294967295 WHERE name = 'last_id'",
		"UPDATE doc SET id = 4294967295 WHERE id = 2",
	};
	struct fixture *f = *state;
	struct store *store = filled(f);

	check_damage(f, store, "UPDATE fts_idx SET pgno = 0 WHERE pgno = 2",
			"rows");
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "UPDATE fts_idx "
			"SET pgno = 2", NULL, NULL, NULL), SQLITE_OK);
	check_damage(f, store, "UPDATE fts_data SET block = x'07' || "
			"substr(block, 2) WHERE id = 1", "rows");
	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++) {
		struct seen seen = {0};
		assert_int_equal(sqlite3_exec(pantau_store_db(store), last[i],
				NULL, NULL, NULL), SQLITE_OK);
		assert_int_equal(pantau_store_verify(store, found, &seen,
				&f->err), PANTAU_DAMAGED);
		assert_in_range(seen.n, 1, 10);
		check_str(str_of(seen.last), "columns");
	}
	close_store(f, store);
}

/* Ids are not given out again, and a rebuild knows the last one. */
static void writer_needs_the_last_id(void **state)
{
	static const char *const last[] = {"1", "0", "-1", "1 << 62"};
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct doc doc = make_doc("9", 9000, STR("Harga cabai"));
	struct writer *writer;
	int64_t input;
	char sql[80];

	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++) {
		snprintf(sql, sizeof(sql), "UPDATE meta SET value = %s "
				"WHERE name = 'last_id'", last[i]);
		assert_int_equal(sqlite3_exec(pantau_store_db(store), sql, NULL,
				NULL, NULL), SQLITE_OK);
		assert_int_equal(pantau_writer_create(store, WRITE_STEADY,
				&writer, &f->err), PANTAU_DAMAGED);
		assert_null(writer);
	}
	assert_int_equal(pantau_store_rebuild(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_OK);
	writer = begin(f, store, &input);
	assert_int_equal(put(f, store, writer, &doc, input), KNOWN_NEW);
	finish(f, writer);
	assert_int_equal(pantau_store_verify(store, NULL, NULL, &f->err),
			PANTAU_OK);
	close_store(f, store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, \
		fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(verify_finds_what_others_miss),
		TEST(verify_bears_wild_numbers),
		TEST(writer_needs_the_last_id),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
