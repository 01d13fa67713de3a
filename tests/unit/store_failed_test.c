/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What is left of a transaction that failed: nothing, in the file and in what
 * the connection keeps in mind. */

#include "store_fixture.h"

static void run(struct store *store, const char *sql)
{
	assert_int_equal(sqlite3_exec(pantau_store_db(store), sql, NULL, NULL,
			NULL), SQLITE_OK);
}

static void fill(struct fixture *f, struct store *store, enum write_mode mode)
{
	struct doc doc = make_doc("1", 1000, STR("Harga beras naik di pasar"));
	struct writer *writer;
	int64_t input;

	assert_int_equal(pantau_writer_create(store, mode, &writer, &f->err),
			PANTAU_OK);
	assert_int_equal(pantau_writer_input(writer, "a.ndjson", "ndjson",
			&input, &f->err), PANTAU_OK);
	assert_int_equal(put(f, store, writer, &doc, input), KNOWN_NEW);
	finish(f, writer);
}

/* After a bulk load FTS5 has to be made to look at what it has not written. */
static void a_failed_merge_leaves_no_transaction(void **state)
{
	struct fixture *f = *state;

	close_store(f, open_store(f, STORE_CREATE));
	struct store *store = open_store(f, STORE_WRITE);
	fill(f, store, WRITE_BULK);
	run(store, "UPDATE fts_config SET v = 99 WHERE k = 'version'");
	assert_int_not_equal(pantau_store_optimize(store, NULL, NULL, &f->err),
			PANTAU_OK);
	assert_int_not_equal(sqlite3_get_autocommit(pantau_store_db(store)), 0);
	close_store(f, store);
}

static bool refuse_at_the_end(void *context, uint64_t done, uint64_t total)
{
	(void)context;
	return done < total;
}

static const struct rework_options refusing = {
	.progress = refuse_at_the_end,
};

/* A language that a rebuild met first, and which went with it. */
static void forgets_names_with_a_rebuild(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);

	fill(f, store, WRITE_STEADY);
	run(store, "DELETE FROM language; UPDATE doc SET language = 0");
	assert_int_equal(pantau_store_rebuild(store, f->lexicons,
			&refusing, NULL, &f->err), PANTAU_INTERRUPTED);
	assert_int_equal(pantau_store_rebuild(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_OK);
	assert_int_equal(number(store, "SELECT count(*) FROM doc "
			"WHERE language <> 0"), 1);
	assert_int_equal(number(store, "SELECT count(*) FROM doc "
			"WHERE language NOT IN (SELECT id FROM language)"), 0);
	close_store(f, store);
}

/* Ids that no writer gives: nothing is added, and reading bears it. */
static void refuses_a_last_id_beyond_all(void **state)
{
	static const char *const last[] = {
		"UPDATE meta SET value = 9223372036854775807 "
		"WHERE name = 'last_id'",
		"UPDATE meta SET value = -7 WHERE name = 'last_id'",
	};
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	struct writer *writer;
	uint32_t least, greatest;

	fill(f, store, WRITE_STEADY);
	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++) {
		run(store, last[i]);
		assert_int_equal(pantau_writer_create(store, WRITE_STEADY,
				&writer, &f->err), PANTAU_DAMAGED);
		close_store(f, store);
		store = open_store(f, STORE_READ);
		assert_true(pantau_columns_last(store) >= 0);
		assert_true(pantau_columns_zone(store, 0, &least, &greatest));
		check_word(f, store, "naik", true, "1");
		close_store(f, store);
		store = open_store(f, STORE_WRITE);
	}
	close_store(f, store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
				a_failed_merge_leaves_no_transaction,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(forgets_names_with_a_rebuild,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_a_last_id_beyond_all,
				fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
