/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * More rows than one chunk of columns holds: bounds from dates, the zone map's
 * stop rule, and orders across the border.
 */

#include "check.h"

#include <inttypes.h>

#include "search_fixture.h"
#include "store/label.h"

#define ROWS 132000 /* three chunks */
#define LATE 131900
#define START INT64_C(1700000000)
#define STEP 60

static struct search_store store;

/* Mostly in order; a few of the first chunk are newer than all of the last, a
 * few of the last are older than all of the first. */
static int64_t published(size_t id)
{
	if (id == 30000 || id == 40000) {
		return START + (ROWS + (int64_t)id) * STEP;
	}
	if (id == LATE || id == LATE + 50) {
		return START - (int64_t)id * STEP;
	}
	return id % 1000 == 7 ? 0 : START + (int64_t)id * STEP;
}

static void put_all(void)
{
	struct writer *writer;
	int64_t input;
	search_require(&store, pantau_writer_create(store.store, WRITE_BULK,
			&writer, &store.err) == PANTAU_OK, "writer");
	search_require(&store, pantau_writer_input(writer, "a", "ndjson", &input,
			&store.err) == PANTAU_OK, "input");
	for (size_t id = 1; id <= ROWS; id++) {
		struct search_doc from = {
			.source = id % 2 != 0 ? "ganjil" : "genap",
			.kind = KIND_POST, .title = "",
			.text = id % 2 != 0 ? "ganjil semua" : "genap semua",
			.published = published(id),
		};
		unsigned char key[16], content[16];
		char name[24];
		enum known known;
		struct doc doc = search_make_doc(&from, name, id);
		/* The words are their own stems: the text is its packed form. */
		struct analysed analysed = {
			.positions = 2, .packed_text = doc.text,
		};
		pantau_doc_key(&doc, 0, key);
		pantau_doc_content(&doc, content);
		const struct put put = {
			.doc = &doc, .input = input, .key = key,
			.content = content, .analysed = &analysed,
		};
		int64_t new_id;
		search_require(&store, pantau_writer_put(writer, &put, &known,
				&new_id, &store.err) == PANTAU_OK, "put");
	}
	search_require(&store, pantau_writer_finish(writer, NULL, NULL,
			&store.err) == PANTAU_OK, "finish");
	pantau_writer_destroy(writer);
}

static int setup(void **state)
{
	(void)state;
	search_open_store(&store);
	put_all();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	search_close_store(&store);
	return 0;
}

static void check_ids(const char *query, const struct search_options *options,
		uint64_t total, const char *expected)
{
	struct hits hits;
	struct buf out;
	pantau_buf_init(&out);
	if (pantau_search(store.store, store.analyser, str_of(query), options,
			&hits, &store.err) != PANTAU_OK) {
		fail_msg("%s", store.err.message);
	}
	assert_int_equal(hits.total, total);
	for (size_t i = 0; i < hits.n; i++) {
		pantau_buf_printf(&out, "%s%" PRId64, i != 0 ? " " : "",
				hits.hit[i].item.id);
	}
	check_str(buf_str(&out), expected);
	pantau_buf_finish(&out);
	pantau_hits_finish(&hits);
}

static const struct search_options base = {
	.sort = SORT_NEWEST, .limit = 5, .since = INT64_MIN,
	.until = INT64_MAX,
};

static void orders_across_chunks(void **state)
{
	struct search_options options = base;
	(void)state;
	check_ids("*", &options, ROWS, "40000 30000 132000 131999 131998");
	check_ids("genap", &options, ROWS / 2,
			"40000 30000 132000 131998 131996");
	check_ids("semua sumber:ganjil", &options, ROWS / 2,
			"131999 131997 131995 131993 131991");
	options.sort = SORT_OLDEST;
	check_ids("*", &options, ROWS, "131950 131900 1 2 3");
	check_ids("genap OR sumber:genap", &options, ROWS / 2,
			"131950 131900 2 4 6");
	options.offset = ROWS - 4;
	check_ids("*", &options, ROWS, "128007 129007 130007 131007");
}

static void dates_bound_the_rows(void **state)
{
	struct search_options options = base;
	(void)state;
	options.since = START + (int64_t)(ROWS + 1) * STEP;
	check_ids("semua", &options, 2, "40000 30000");
	check_ids("*", &options, 2, "40000 30000");
	options.since = START + INT64_C(131990) * STEP;
	check_ids("*", &options, 13, "40000 30000 132000 131999 131998");
	check_ids("ganjil", &options, 5, "131999 131997 131995 131993 131991");
	options.until = START + INT64_C(131995) * STEP;
	check_ids("semua", &options, 5, "131994 131993 131992 131991 131990");
	options.since = INT64_MIN;
	options.until = START;
	check_ids("semua -sumber:ganjil", &options, 2, "131900 131950");
	options.until = START - INT64_C(131950) * STEP;
	check_ids("semua", &options, 0, "");
	options.since = START + INT64_C(2) * STEP;
	options.until = START + INT64_C(7) * STEP;
	check_ids("genap OR sumber:ganjil", &options, 5, "6 5 4 3 2");
	check_ids("NOT (genap sumber:genap)", &options, 2, "5 3");
}

static void counts_all(void **state)
{
	struct search_options options = base;
	struct counts counts;
	(void)state;
	assert_int_equal(pantau_count(store.store, store.analyser, STR("semua"),
			COUNT_SOURCE, &options, &counts, &store.err), PANTAU_OK);
	assert_int_equal(counts.total, ROWS);
	assert_int_equal(counts.undated, ROWS / 1000);
	assert_int_equal(counts.n, 2);
	assert_int_equal(counts.row[0].articles, ROWS / 2);
	check_str(counts.row[0].key, "ganjil");
	pantau_counts_finish(&counts);
}

/* In more than one chunk, and in runs longer than what is gathered at once. */
static void counts_labels(void **state)
{
	const struct label label = {
		.tone = PANTAU_TONE_NEGATIVE, .by = STR("Sari"), .time = START,
	};
	struct search_options options = base;
	struct labeller *labeller;
	enum label_done done;
	struct counts counts;
	(void)state;
	assert_int_equal(pantau_labeller_create(store.store, START, &labeller,
			&store.err), PANTAU_OK);
	for (int64_t id = 60000; id < 66000; id += 2) {
		assert_int_equal(pantau_labeller_put(labeller, id, &label,
				&done, &store.err), PANTAU_OK);
	}
	assert_int_equal(pantau_labeller_commit(labeller, &store.err),
			PANTAU_OK);
	pantau_labeller_destroy(labeller);
	assert_int_equal(pantau_count(store.store, store.analyser, STR("semua"),
			COUNT_SOURCE, &options, &counts, &store.err), PANTAU_OK);
	assert_int_equal(counts.total, ROWS);
	assert_int_equal(counts.labelled, 3000);
	assert_int_equal(counts.n, 2);
	assert_int_equal(counts.row[0].labelled, 0);
	assert_int_equal(counts.row[1].labelled, 3000);
	pantau_counts_finish(&counts);
	check_ids("nada:negatif", &options, 3000,
			"65998 65996 65994 65992 65990");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(orders_across_chunks),
		cmocka_unit_test(dates_bound_the_rows),
		cmocka_unit_test(counts_all),
		cmocka_unit_test(counts_labels),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
