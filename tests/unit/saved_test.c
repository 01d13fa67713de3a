/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Kept queries: right after every change, and matched again only as far as a
 * change asks for. */

#include "store_fixture.h"

#include "search/saved.h"
#include "store/store_parts.h"

struct keeping {
	struct fixture *f;
	struct store *store; /* a reader of its own */
	struct pantau_analyser *analyser;
	struct saved *saved;
};

static void put_text(struct fixture *f, const char *id, int64_t day,
		const char *text)
{
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc(id, day * 86400, str_of(text));
	put(f, store, writer, &doc, input);
	finish(f, writer);
	close_store(f, store);
}

static uint64_t count_by(struct keeping *k, const char *query,
		enum count_by by, struct saved *keep, size_t *rows)
{
	struct search_options options = {.since = INT64_MIN,
		.until = INT64_MAX, .keep = keep};
	struct counts counts;
	if (pantau_count(k->store, k->analyser, str_of(query), by, &options,
			&counts, &k->f->err) != PANTAU_OK) {
		fail_msg("%s", k->f->err.message);
	}
	uint64_t total = counts.total;
	*rows = counts.n;
	pantau_counts_finish(&counts);
	return total;
}

/* Kept or not, the answer is the same. */
static void check(struct keeping *k, const char *query, uint64_t expected)
{
	static const enum count_by all[] = {COUNT_DAY, COUNT_SOURCE, COUNT_TONE,
		COUNT_TOTAL};
	for (size_t i = 0; i < 4; i++) {
		size_t plain, kept;
		assert_int_equal(count_by(k, query, all[i], NULL, &plain),
				expected);
		assert_int_equal(count_by(k, query, all[i], k->saved, &kept),
				expected);
		assert_int_equal(plain, kept);
	}
}

static void check_work(const struct keeping *k, uint64_t whole, uint64_t tail)
{
	struct saved_work work = pantau_saved_work(k->saved);
	assert_int_equal(work.whole, whole);
	assert_int_equal(work.tail, tail);
}

static void open_keeping(struct fixture *f, struct keeping *k, size_t bytes)
{
	k->f = f;
	k->store = open_store(f, STORE_READ);
	k->saved = pantau_saved_create(bytes);
	assert_non_null(k->saved);
	assert_int_equal(pantau_analyser_create_over(pantau_store_text_image(
			k->store), NULL, &k->analyser, &f->err), PANTAU_OK);
}

static void close_keeping(struct keeping *k)
{
	pantau_saved_destroy(k->saved);
	pantau_analyser_destroy(k->analyser);
	close_store(k->f, k->store);
}

static void follows_every_change(void **state)
{
	struct fixture *f = *state;
	struct keeping k;
	put_text(f, "1", 1, "harga beras naik");
	put_text(f, "2", 2, "banjir di pasar");
	open_keeping(f, &k, 1 << 20);
	check(&k, "beras", 1);
	check(&k, "TANPA beras", 1);
	check_work(&k, 2, 0);
	check(&k, "beras", 1);
	check_work(&k, 2, 0);
	/* New rows: what is behind the known ones alone. */
	put_text(f, "3", 3, "beras murah");
	check(&k, "beras", 2);
	check_work(&k, 2, 1);
	check(&k, "TANPA beras", 1);
	check_work(&k, 2, 2);
	/* A changed row, which loses the word: all of it. */
	put_text(f, "1", 1, "harga cabai naik");
	check(&k, "beras", 1);
	check_work(&k, 3, 2);
	check(&k, "TANPA beras", 2);
	check_work(&k, 4, 2);
	check(&k, "tanggal:1970-01-02", 1);
	close_keeping(&k);
}

/* Tells a row that it is a copy, as the import that brought it would. */
static void tell(struct fixture *f, int64_t id, uint32_t story)
{
	struct store *store = open_store(f, STORE_WRITE);
	struct column_writer *columns = pantau_column_writer_create(store);
	assert_non_null(columns);
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "BEGIN", NULL,
			NULL, NULL), SQLITE_OK);
	assert_int_equal(pantau_column_writer_story(columns, id, story,
			&f->err), PANTAU_OK);
	assert_int_equal(pantau_column_writer_flush(columns, &f->err),
			PANTAU_OK);
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "COMMIT", NULL,
			NULL, NULL), SQLITE_OK);
	pantau_column_writer_destroy(columns);
	close_store(f, store);
}

/* What is behind the known rows changes how many copies these have. */
static void follows_copies(void **state)
{
	struct fixture *f = *state;
	struct keeping k;
	put_text(f, "1", 1, "harga beras naik");
	put_text(f, "2", 2, "banjir di pasar");
	open_keeping(f, &k, 1 << 20);
	check(&k, "salinan:1", 2);
	check(&k, "salinan:>1 ATAU banjir", 1);
	check(&k, "cerita:1", 1);
	check_work(&k, 3, 0);
	check(&k, "salinan:1", 2);
	check_work(&k, 3, 0);
	put_text(f, "3", 3, "harga beras naik");
	tell(f, 3, 1);
	check(&k, "salinan:1", 1);
	check(&k, "salinan:2", 2);
	check(&k, "salinan:>1 ATAU banjir", 3);
	check(&k, "cerita:3", 2);
	check(&k, "cerita:2", 1);
	check_work(&k, 8, 0);
	check(&k, "salinan:2", 2);
	check_work(&k, 8, 0);
	close_keeping(&k);
}

static void follows_a_rescore(void **state)
{
	struct fixture *f = *state;
	struct keeping k;
	put_text(f, "1", 1, "harga beras naik");
	open_keeping(f, &k, 1 << 20);
	check(&k, "beras", 1);
	struct store *store = open_store(f, STORE_WRITE);
	assert_int_equal(pantau_store_rescore(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_OK);
	close_store(f, store);
	check(&k, "beras", 1);
	check_work(&k, 2, 0);
	close_keeping(&k);
}

static void keeps_within_its_bytes(void **state)
{
	struct fixture *f = *state;
	struct keeping k;
	size_t rows;
	put_text(f, "1", 1, "harga beras naik di pasar");
	open_keeping(f, &k, 1);
	/* Only the last one stays. */
	count_by(&k, "beras", COUNT_TOTAL, k.saved, &rows);
	count_by(&k, "beras", COUNT_TOTAL, k.saved, &rows);
	check_work(&k, 1, 0);
	count_by(&k, "pasar", COUNT_TOTAL, k.saved, &rows);
	check_work(&k, 2, 0);
	assert_int_equal(count_by(&k, "beras", COUNT_TOTAL, k.saved, &rows), 1);
	check_work(&k, 3, 0);
	close_keeping(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(follows_every_change,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(follows_copies,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(follows_a_rescore,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(keeps_within_its_bytes,
				fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
