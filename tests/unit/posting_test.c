/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Postings against FTS5 itself: every term of random indexes with small pages,
 * many segments, deleted and changed documents and merges under way; both
 * directions, bounds, seeks, prefixes, frequencies.
 */

#include "posting_index.h"

#define POSITIONS 40000

struct walk {
	struct store *store;
	const struct truth *truth;
	struct str term;
	bool prefix, down;
	int64_t least, greatest;
	const struct truth_entry *entry; /* what is expected, ascending */
	size_t n;
};

static struct posting *open_walk(const struct walk *w, struct arena *arena)
{
	struct posting *posting;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};

	if (pantau_posting_open(w->store, w->term, w->prefix, w->down,
			w->least, w->greatest, arena, &posting, &err) !=
			PANTAU_OK) {
		fail_msg("%s", err.message);
	}
	return posting;
}

static bool in_bounds(const struct walk *w, size_t i)
{
	return w->entry[i].id >= w->least && w->entry[i].id <= w->greatest;
}

/* The i-th expected entry in the direction of the walk. */
static const struct truth_entry *expected(const struct walk *w, size_t i)
{
	return &w->entry[w->down ? w->n - 1 - i : i];
}

static void check_positions(const struct walk *w, const struct truth_entry *e,
		const unsigned char *poslist, uint32_t bytes)
{
	static uint64_t position[POSITIONS];
	size_t n = pantau_poslist_decode(poslist, bytes, position, POSITIONS);

	if (n != e->n || memcmp(position, w->truth->position + e->first,
			n * sizeof(*position)) != 0) {
		fail_msg("'" STR_FMT "' %" PRId64 ": %zu positions, not %zu",
				STR_ARG(w->term), e->id, n, e->n);
	}
}

static void check_blocks(const struct walk *w)
{
	struct arena arena;
	struct posting_block block;
	enum pantau_status status = PANTAU_OK;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	size_t at = 0;

	pantau_arena_init(&arena);
	struct posting *posting = open_walk(w, &arena);
	while (at < w->n && !in_bounds(w, w->down ? w->n - 1 - at : at)) {
		at++;
	}
	while (posting != NULL && (status = pantau_posting_block(posting,
			&block, &err)) == PANTAU_OK) {
		assert_true(block.n > 0);
		for (size_t i = 0; i < block.n; i++, at++) {
			assert_true(at < w->n);
			const struct truth_entry *e = expected(w, at);
			assert_int_equal(block.id[i], e->id);
			check_positions(w, e, block.poslist[i], block.bytes[i]);
		}
	}
	if (posting != NULL && status != PANTAU_END) {
		fail_msg("%s", err.message);
	}
	if (at < w->n && in_bounds(w, (size_t)(expected(w, at) - w->entry))) {
		fail_msg("'" STR_FMT "' ends before %" PRId64, STR_ARG(w->term),
				expected(w, at)->id);
	}
	pantau_posting_close(posting);
	pantau_arena_finish(&arena);
}

/* The first expected entry at or behind from, where those before *at are not;
 * NULL when none is. */
static const struct truth_entry *behind(const struct walk *w, int64_t from,
		size_t *at)
{
	for (; *at < w->n; ++*at) {
		const struct truth_entry *e = expected(w, *at);
		if ((w->down ? e->id <= from : e->id >= from) &&
				in_bounds(w, (size_t)(e - w->entry))) {
			return e;
		}
	}
	return NULL;
}

/* Seeks with now and then a block between. */
static void check_seeks(const struct walk *w, struct random *r, uint32_t step)
{
	struct arena arena;
	struct posting_block block;
	const unsigned char *poslist;
	uint32_t bytes;
	int64_t from = w->down ? w->greatest : w->least, id;
	size_t at = 0;

	pantau_arena_init(&arena);
	struct posting *posting = open_walk(w, &arena);
	for (;;) {
		int64_t move = (int64_t)draw(r, step);
		if (from > INT64_MIN + 100000 && from < INT64_MAX - 100000) {
			from += w->down ? -move : move;
		}
		const struct truth_entry *e = behind(w, from, &at);
		enum pantau_status status = posting == NULL ? PANTAU_END
				: pantau_posting_seek(posting, from, &id, NULL);
		assert_int_equal(status, e == NULL ? PANTAU_END : PANTAU_OK);
		if (e == NULL) {
			break;
		}
		assert_int_equal(id, e->id);
		pantau_posting_poslist(posting, &poslist, &bytes);
		check_positions(w, e, poslist, bytes);
		from = w->down ? id - 1 : id + 1;
		if (draw(r, 8) == 0) {
			e = behind(w, from, &at);
			status = pantau_posting_block(posting, &block, NULL);
			assert_int_equal(status, e == NULL ? PANTAU_END
					: PANTAU_OK);
			if (e == NULL) {
				break;
			}
			assert_int_equal(block.id[0], e->id);
			check_positions(w, e, block.poslist[0],
					block.bytes[0]);
			from = block.id[block.n - 1] + (w->down ? -1 : 1);
		}
	}
	pantau_posting_close(posting);
	pantau_arena_finish(&arena);
}

static void check_term(struct walk *w, struct random *r, int64_t greatest)
{
	for (int down = 0; down < 2; down++) {
		w->down = down != 0;
		w->least = INT64_MIN;
		w->greatest = INT64_MAX;
		check_blocks(w);
		check_seeks(w, r, 1 + draw(r, 60));
		w->least = (int64_t)draw(r, (uint32_t)greatest + 2);
		w->greatest = w->least + (int64_t)draw(r,
				(uint32_t)greatest + 1);
		check_blocks(w);
		check_seeks(w, r, 1 + draw(r, 400));
	}
}

static void check_all_terms(struct index_docs *docs, const struct truth *truth,
		uint32_t every)
{
	struct walk w = {.store = docs->store, .truth = truth};
	uint64_t documents;

	for (size_t i = 0; i < truth->terms; i++) {
		if (draw(&docs->random, every) != 0) {
			continue;
		}
		w.term = truth->term[i].term;
		w.entry = truth->entry + truth->term[i].first;
		w.n = truth->term[i].n;
		check_term(&w, &docs->random, docs->greatest);
		assert_int_equal(pantau_posting_frequency(docs->store, w.term,
				&documents, NULL), PANTAU_OK);
		assert_int_equal(documents, w.n);
	}
	w.term = STR("tidakada");
	w.n = 0;
	check_term(&w, &docs->random, docs->greatest);
}

/* --- prefixes --- */

struct position_of {
	int64_t id;
	uint64_t position;
};

static int by_place(const void *a, const void *b)
{
	const struct position_of *x = a, *y = b;
	return x->id != y->id ? (x->id > y->id) - (x->id < y->id)
			: (x->position > y->position) -
			(x->position < y->position);
}

/* The truth of a prefix as one term of a truth of its own. */
static void unite_truth(const struct truth *truth, struct str prefix,
		struct truth *out)
{
	struct position_of *all = NULL;
	size_t n = 0;

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < truth->terms; i++) {
		const struct truth_term *t = &truth->term[i];
		if (!str_starts(t->term, prefix) || t->term.p[0] == '\x02') {
			continue;
		}
		for (size_t j = t->first; j < t->first + t->n; j++) {
			const struct truth_entry *e = &truth->entry[j];
			for (size_t k = e->first; k < e->first + e->n; k++) {
				all = room_for(all, n, sizeof(*all));
				all[n++] = (struct position_of){e->id,
						truth->position[k]};
			}
		}
	}
	if (n > 0) {
		qsort(all, n, sizeof(*all), by_place);
	}
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || all[i].id != all[i - 1].id) {
			out->entry = room_for(out->entry, out->entries,
					sizeof(*out->entry));
			out->entry[out->entries++] = (struct truth_entry){
					all[i].id, i, 0};
		}
		out->position = room_for(out->position, i,
				sizeof(*out->position));
		out->position[i] = all[i].position;
		out->entry[out->entries - 1].n++;
	}
	free(all);
	pantau_arena_init(&out->arena);
}

static void check_prefixes(struct index_docs *docs, const struct truth *truth)
{
	static const char *const prefix[] = {"", "a", "b", "ab", "ga", "bed",
			"z", "abcdeg"};

	for (size_t i = 0; i < sizeof(prefix) / sizeof(prefix[0]); i++) {
		struct truth united;
		if (i < 3 && draw(&docs->random, 4) != 0) {
			continue;
		}
		unite_truth(truth, str_of(prefix[i]), &united);
		struct walk w = {.store = docs->store, .truth = &united,
				.term = str_of(prefix[i]), .prefix = true,
				.entry = united.entry, .n = united.entries};
		check_term(&w, &docs->random, docs->greatest);
		truth_finish(&united);
	}
}

static void check_index(struct index_docs *docs, uint32_t every)
{
	struct truth truth;

	assert_int_equal(pantau_store_begin_read(docs->store, NULL), 0);
	truth_read(docs->store, &truth);
	check_all_terms(docs, &truth, every);
	check_prefixes(docs, &truth);
	truth_finish(&truth);
	pantau_store_end_read(docs->store);
}

/* --- indexes --- */

/* A commit of new, changed and removed documents. */
static void commit(struct index_docs *docs, uint32_t span, size_t n)
{
	struct random *r = &docs->random;

	run_sql(docs->store, "BEGIN");
	for (size_t i = 0; i < n; i++) {
		int64_t id = 1 + (int64_t)draw(r, span);
		uint32_t what = draw(r, 10);
		if (what < 2) {
			remove_doc(docs, id);
		} else {
			add_doc(docs, id, what == 9 ? 300 : 1 + draw(r, 20));
		}
	}
	run_sql(docs->store, "COMMIT");
}

static void mingled(struct fixture *f, uint64_t seed, int page_bytes)
{
	struct index_docs *docs = docs_open(f, seed, page_bytes);

	for (int i = 0; i < 24; i++) {
		commit(docs, 700, 5 + draw(&docs->random, 40));
		if (i % 3 == 2) {
			fts_command(docs->store, "merge",
					1 + (int)draw(&docs->random, 60));
		}
		if (i % 6 == 5) {
			check_index(docs, 12);
		}
	}
	for (int i = 0; i < 8; i++) {
		/* All into one, step by step. */
		fts_command(docs->store, "merge", i == 0 ? -20 : 20);
		check_index(docs, 24);
	}
	run_sql(docs->store, "INSERT INTO fts(fts) VALUES('optimize')");
	check_index(docs, 4);
	docs_close(f, docs);
}

static void test_mingled_segments(void **state)
{
	for (uint64_t seed = 1; seed <= 2; seed++) {
		mingled(*state, seed, 64);
	}
	mingled(*state, 4, 300);
}

/* New documents only, as a desk collects them: ids of segments are apart. */
static void test_segments_apart(void **state)
{
	struct index_docs *docs = docs_open(*state, 11, 128);
	int64_t id = 0;

	for (int i = 0; i < 12; i++) {
		run_sql(docs->store, "BEGIN");
		for (int j = 0; j < 90; j++) {
			id += 1 + draw(&docs->random, 2);
			add_doc(docs, id, 1 + draw(&docs->random, 30));
		}
		run_sql(docs->store, "COMMIT");
	}
	check_index(docs, 8);
	fts_command(docs->store, "merge", 100);
	check_index(docs, 8);
	docs_close(*state, docs);
}

/* Lists of hundreds of pages, with doclist indexes, and poslists that fill
 * pages of their own. */
static void test_long_lists(void **state)
{
	struct index_docs *docs = docs_open(*state, 21, 64);

	run_sql(docs->store, "BEGIN");
	for (int64_t id = 1; id < 1500; id++) {
		add_doc(docs, id, id % 200 == 7 ? 9000
				: 1 + draw(&docs->random, 12));
	}
	run_sql(docs->store, "COMMIT");
	check_index(docs, 24);
	docs_close(*state, docs);
}

/* Pages as large as pantau makes them. */
static void test_large_pages(void **state)
{
	struct index_docs *docs = docs_open(*state, 31, 8000);

	for (int i = 0; i < 3; i++) {
		run_sql(docs->store, "BEGIN");
		for (int64_t id = 1; id < 1200; id++) {
			add_doc(docs, id + 1200 * i, 60);
		}
		run_sql(docs->store, "COMMIT");
	}
	check_index(docs, 40);
	docs_close(*state, docs);
}

static void test_nothing(void **state)
{
	struct index_docs *docs = docs_open(*state, 41, 64);

	check_index(docs, 1);
	run_sql(docs->store, "BEGIN");
	add_doc(docs, 5, 10);
	run_sql(docs->store, "COMMIT");
	check_index(docs, 1);
	remove_doc(docs, 5);
	check_index(docs, 1);
	docs_close(*state, docs);
}

/* What a reader keeps is of the file as it is: after its own commits, and after
 * another's. */
static void test_freshness(void **state)
{
	struct fixture *f = *state;
	struct index_docs *docs = docs_open(f, 51, 64);
	struct store *reader;
	uint64_t n;

	put_fts(docs, "INSERT INTO fts(rowid, title, text) VALUES(?1, ?2, ?3)",
			1, "", "satu dua");
	reader = open_store(f, STORE_READ);
	for (int64_t id = 2; id < 6; id++) {
		assert_int_equal(pantau_posting_frequency(docs->store,
				STR("dua"), &n, NULL), 0);
		assert_int_equal(n, id - 1);
		assert_int_equal(pantau_posting_frequency(reader, STR("dua"),
				&n, NULL), 0);
		assert_int_equal(n, id - 1);
		put_fts(docs, "INSERT INTO fts(rowid, title, text) "
				"VALUES(?1, ?2, ?3)", id, "", "dua tiga");
	}
	/* Within a read transaction nothing changes. */
	assert_int_equal(pantau_store_begin_read(reader, NULL), 0);
	assert_int_equal(pantau_posting_frequency(reader, STR("tiga"), &n,
			NULL), 0);
	assert_int_equal(n, 4);
	put_fts(docs, "INSERT INTO fts(rowid, title, text) VALUES(?1, ?2, ?3)",
			9, "", "tiga empat");
	assert_int_equal(pantau_posting_frequency(reader, STR("tiga"), &n,
			NULL), 0);
	assert_int_equal(n, 4);
	assert_int_equal(pantau_posting_frequency(reader, STR("empat"), &n,
			NULL), 0);
	assert_int_equal(n, 0);
	pantau_store_end_read(reader);
	assert_int_equal(pantau_posting_frequency(reader, STR("empat"), &n,
			NULL), 0);
	assert_int_equal(n, 1);
	close_store(f, reader);
	docs_close(f, docs);
}

/* A walk looks at the clock and the caller's wish to stop. */
static void test_stops(void **state)
{
	struct fixture *f = *state;
	struct index_docs *docs = docs_open(f, 61, 64);
	volatile int stop = 0;
	struct posting_block block;
	struct posting *posting;
	struct arena arena;

	run_sql(docs->store, "BEGIN");
	for (int64_t id = 1; id < 3000; id++) {
		add_doc(docs, id, 6);
	}
	run_sql(docs->store, "COMMIT");
	assert_int_equal(pantau_store_begin_read(docs->store, NULL), 0);
	pantau_store_deadline(docs->store, 0, &stop);
	pantau_arena_init(&arena);
	assert_int_equal(pantau_posting_open(docs->store, STR("a"), false,
			false, INT64_MIN, INT64_MAX, &arena, &posting, NULL), 0);
	assert_int_equal(pantau_posting_block(posting, &block, NULL), 0);
	stop = 1;
	enum pantau_status status;
	while ((status = pantau_posting_block(posting, &block, &f->err)) ==
			PANTAU_OK) {
	}
	assert_int_equal(status, PANTAU_INTERRUPTED);
	pantau_posting_close(posting);
	pantau_arena_finish(&arena);
	pantau_store_deadline(docs->store, 0, NULL);
	pantau_store_end_read(docs->store);
	docs_close(f, docs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_nothing, fixture_setup,
				fixture_teardown),
		cmocka_unit_test_setup_teardown(test_mingled_segments,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_segments_apart,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_long_lists, fixture_setup,
				fixture_teardown),
		cmocka_unit_test_setup_teardown(test_large_pages,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_freshness, fixture_setup,
				fixture_teardown),
		cmocka_unit_test_setup_teardown(test_stops, fixture_setup,
				fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
