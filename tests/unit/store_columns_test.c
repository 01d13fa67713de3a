/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the writer keeps of the columns from commit to commit. */

#include "store_fixture.h"

/* A commit in which no row came lets the columns at hand go; what follows
 * reads them again, and counts a change to one of them. */
static void reads_columns_again(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("1", 1000, STR("banjir"));

	put(f, store, writer, &doc, input);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(pantau_writer_commit(writer, &f->err),
				PANTAU_OK);
		assert_int_equal(pantau_writer_input(writer, "b", "ndjson",
				&input, &f->err), PANTAU_OK);
	}
	struct doc second = make_doc("2", 2000, STR("beras"));
	put(f, store, writer, &second, input);
	assert_int_equal(pantau_writer_commit(writer, &f->err), PANTAU_OK);
	int64_t rewrites = pantau_columns_rewrites(store);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(pantau_writer_input(writer, "c", "ndjson",
				&input, &f->err), PANTAU_OK);
		assert_int_equal(pantau_writer_commit(writer, &f->err),
				PANTAU_OK);
	}
	doc.text = STR("naik");
	doc.published.seconds = 3000;
	put(f, store, writer, &doc, input);
	finish(f, writer);
	assert_int_equal(pantau_columns_value(store, COLUMN_TIME, 1), 3000);
	assert_int_equal(pantau_columns_value(store, COLUMN_TIME, 2), 2000);
	assert_int_equal(pantau_columns_rewrites(store), rewrites + 1);
	close_store(f, store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reads_columns_again,
				fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
