/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Segments that we write are FTS5's: for random documents, on pages so small
 * that doclists, poslists and doclist indexes run over many, FTS5's own check
 * passes, its vocabulary lists each occurrence, and its queries find the same
 * rows in both directions. Seeded: the same on every run.
 */

#include "random_below.h"
#include "store_fixture.h"

#include "store/index_write.h"
#include "store/segment_write.h"

#define WORDS 40
#define LEAF 96

/* What the index ought to hold: bits of words, by row id and field. */
struct model {
	struct str text[3000], title[3000];
	int64_t rows;
	struct arena arena;
	uint64_t random;
};

static uint32_t draw(struct model *model, uint32_t below)
{
	return random_below(&model->random, below);
}

/* Few words are frequent, some positions hold a marked second term, and a word
 * now and then stands thousands of times. */
static struct str make_stream(struct model *model, size_t words)
{
	struct buf buf;
	pantau_buf_init(&buf);
	for (size_t i = 0; i < words; i++) {
		uint32_t word = draw(model, 1 + draw(model, WORDS));
		pantau_buf_printf(&buf, "%skata%u", i > 0 ? " " : "", word);
		if (draw(model, 4) == 0) {
			pantau_buf_printf(&buf, " \x02" "akar%u", word / 3);
		}
	}
	struct str out = pantau_arena_str(&model->arena, buf_str(&buf));
	assert_non_null(out.p);
	pantau_buf_finish(&buf);
	return out;
}

static void add_documents(struct model *model, struct index_writer *writer,
		size_t n, struct pantau_error *err)
{
	for (size_t i = 0; i < n; i++) {
		int64_t id = ++model->rows;
		size_t words = draw(model, 100) == 0 ? 4000 : draw(model, 30);
		model->text[id] = make_stream(model, words);
		model->title[id] = make_stream(model, draw(model, 5));
		assert_int_equal(pantau_index_put(writer, id, model->title[id],
				model->text[id], err), PANTAU_OK);
	}
}

static void change_document(struct model *model, struct index_writer *writer,
		int64_t id, struct pantau_error *err)
{
	struct str text = make_stream(model, draw(model, 20));
	struct str title = make_stream(model, draw(model, 3));
	assert_int_equal(pantau_index_change(writer, id, model->title[id],
			model->text[id], title, text, err), PANTAU_OK);
	model->text[id] = text;
	model->title[id] = title;
}

static void flush(struct store *store, struct index_writer *writer,
		struct pantau_error *err)
{
	uint64_t pages;
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "BEGIN", NULL,
			NULL, NULL), SQLITE_OK);
	if (pantau_index_flush(writer, &pages, err) != PANTAU_OK) {
		fail_msg("%s", err->message);
	}
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "COMMIT", NULL,
			NULL, NULL), SQLITE_OK);
}

static int64_t ask(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int64_t value = -1;
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL),
			SQLITE_OK);
	if (sqlite3_step(stmt) == SQLITE_ROW) {
		value = sqlite3_column_int64(stmt, 0);
	}
	assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
	return value;
}

/* Every occurrence, in the order of the vocabulary's view of it. */
static void check_stream(sqlite3_stmt *stmt, int64_t id, const char *column,
		struct str packed)
{
	struct packed_term term;
	size_t at = 0;
	int64_t position = -1, found = 0, n = 0;
	while (pantau_pack_next(packed, &at, &term)) {
		position += !term.colocated || position < 0;
		sqlite3_bind_text(stmt, 1, term.bytes.p, (int)term.bytes.n,
				SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 2, id);
		sqlite3_bind_text(stmt, 3, column, -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 4, position);
		assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
		found += sqlite3_column_int64(stmt, 0) > 0;
		n++;
		sqlite3_reset(stmt);
	}
	assert_int_equal(found, n);
}

/* All occurrences stand in a plain table, indexed; their number shows that
 * nothing stands there that should not. */
static void check_occurrences(sqlite3 *db, const struct model *model)
{
	sqlite3_stmt *stmt = NULL;
	assert_int_equal(sqlite3_exec(db, "CREATE VIRTUAL TABLE temp.seen USING "
			"fts5vocab(main, fts, instance);"
			"CREATE TEMP TABLE at AS SELECT term, doc, col, offset "
			"FROM temp.seen;"
			"CREATE INDEX temp.at_doc ON at(doc, term, col, offset)",
			NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM temp.at "
			"WHERE term = ?1 AND doc = ?2 AND col = ?3 AND "
			"offset = ?4", -1, &stmt, NULL), SQLITE_OK);
	int64_t total = 0;
	for (int64_t id = 1; id <= model->rows; id++) {
		struct packed_term term;
		const struct str both[] = {model->text[id], model->title[id]};
		check_stream(stmt, id, "text", both[0]);
		check_stream(stmt, id, "title", both[1]);
		for (size_t i = 0; i < 2; i++) {
			for (size_t at = 0; pantau_pack_next(both[i], &at, &term);
					total++) {
			}
		}
	}
	sqlite3_finalize(stmt);
	assert_int_equal(ask(db, "SELECT count(*) FROM temp.at"), total);
}

static bool holds(struct str packed, const char *word)
{
	struct packed_term term;
	for (size_t at = 0; pantau_pack_next(packed, &at, &term);) {
		if (str_eq(term.bytes, str_of(word))) {
			return true;
		}
	}
	return false;
}

static void check_queries(sqlite3 *db, const struct model *model)
{
	sqlite3_stmt *up = NULL, *down = NULL;
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT rowid FROM fts WHERE "
			"fts MATCH ?1 ORDER BY rowid", -1, &up, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT rowid FROM fts WHERE "
			"fts MATCH ?1 ORDER BY rowid DESC", -1, &down, NULL),
			SQLITE_OK);
	for (int i = 0; i < WORDS; i++) {
		char word[24];
		snprintf(word, sizeof(word), "kata%d", i);
		sqlite3_bind_text(up, 1, word, -1, SQLITE_STATIC);
		sqlite3_bind_text(down, 1, word, -1, SQLITE_STATIC);
		for (int64_t k = 1; k <= 2 * model->rows; k++) {
			bool ascending = k <= model->rows;
			int64_t id = ascending ? k : 2 * model->rows + 1 - k;
			sqlite3_stmt *stmt = ascending ? up : down;
			if (holds(model->text[id], word) ||
					holds(model->title[id], word)) {
				assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
				assert_int_equal(sqlite3_column_int64(stmt, 0), id);
			}
		}
		assert_int_equal(sqlite3_step(up), SQLITE_DONE);
		assert_int_equal(sqlite3_step(down), SQLITE_DONE);
		sqlite3_reset(up);
		sqlite3_reset(down);
	}
	sqlite3_finalize(up);
	sqlite3_finalize(down);
}

static void check_all(struct fixture *f, struct store *store,
		const struct model *model)
{
	sqlite3 *db = pantau_store_db(store);
	struct averages averages;
	assert_int_equal(sqlite3_exec(db, "INSERT INTO fts(fts) "
			"VALUES('integrity-check')", NULL, NULL, NULL), SQLITE_OK);
	check_occurrences(db, model);
	check_queries(db, model);
	assert_int_equal(pantau_averages_read(store, &averages, &f->err),
			PANTAU_OK);
	assert_int_equal(averages.rows, model->rows);
}

/* Two flushes of new documents, then changes to both and to what waits. */
static void flushes_and_changes(void **state)
{
	struct fixture *f = *state;
	struct model *model = calloc(1, sizeof(*model));
	assert_non_null(model);
	pantau_arena_init(&model->arena);
	model->random = 7;
	struct store *store = open_store(f, STORE_CREATE);
	struct index_writer *writer = pantau_index_writer_create(store);
	assert_non_null(writer);
	add_documents(model, writer, 1300, &f->err);
	flush(store, writer, &f->err);
	add_documents(model, writer, 300, &f->err);
	for (int64_t id = 5; id < 1600; id += 7) {
		change_document(model, writer, id, &f->err);
		if (id % 3 == 0) {
			change_document(model, writer, id, &f->err);
		}
	}
	flush(store, writer, &f->err);
	pantau_index_writer_destroy(writer);
	close_store(f, store);
	store = open_store(f, STORE_WRITE);
	check_all(f, store, model);
	/* What FTS5 merges of it is the same. */
	assert_int_equal(pantau_store_optimize(store, NULL, NULL, &f->err),
			PANTAU_OK);
	assert_int_equal(sqlite3_exec(pantau_store_db(store),
			"INSERT INTO fts(fts) VALUES('integrity-check')", NULL, NULL,
			NULL), SQLITE_OK);
	check_queries(pantau_store_db(store), model);
	close_store(f, store);
	pantau_arena_finish(&model->arena);
	free(model);
}

static void write_small(struct fixture *f, struct store *store,
		struct accumulator *acc, const struct averages *averages)
{
	struct segment_writer *writer;
	struct structure structure;
	struct segment segment;
	struct arena arena;
	struct buf list;
	struct str term;
	pantau_arena_init(&arena);
	pantau_buf_init(&list);
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "BEGIN", NULL,
			NULL, NULL), SQLITE_OK);
	assert_int_equal(pantau_structure_read(store, &arena, &structure,
			&f->err), PANTAU_OK);
	assert_int_equal(pantau_segment_begin(store,
			pantau_structure_free_id(&structure), LEAF, &writer,
			&f->err), PANTAU_OK);
	assert_true(pantau_accumulator_sort(acc));
	for (size_t i = 0; i < pantau_accumulator_terms(acc); i++) {
		assert_true(pantau_accumulator_list(acc, i, &term, &list));
		assert_int_equal(pantau_segment_put(writer, term, buf_str(&list),
				&f->err), PANTAU_OK);
	}
	assert_int_equal(pantau_segment_end(writer, &segment, &f->err),
			PANTAU_OK);
	pantau_segment_release(writer);
	assert_true(pantau_structure_add(&structure, &arena, 0, segment));
	assert_int_equal(pantau_structure_write(store, &structure, &f->err),
			PANTAU_OK);
	assert_int_equal(pantau_averages_write(store, averages, &f->err),
			PANTAU_OK);
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "COMMIT", NULL,
			NULL, NULL), SQLITE_OK);
	pantau_buf_finish(&list);
	pantau_arena_finish(&arena);
}

/* Ids with holes, as duplicates leave them, on pages of a few entries. */
static void runs_over_pages(void **state)
{
	struct fixture *f = *state;
	struct model *model = calloc(1, sizeof(*model));
	struct inverter *inverter = pantau_inverter_create();
	struct accumulator *acc = pantau_accumulator_create();
	struct averages averages = {0};
	struct inverted batch;
	int64_t ids[INVERT_DOCS];
	assert_true(model != NULL && inverter != NULL && acc != NULL);
	pantau_arena_init(&model->arena);
	model->random = 11;
	for (int turn = 0; turn < 3; turn++) {
		pantau_inverter_begin(inverter);
		for (unsigned i = 0; i < 990; i++) {
			bool hole = turn == 1 && i % 5 == 0;
			struct str text = make_stream(model, i == 350 ? 3000
					: draw(model, 40));
			struct str title = make_stream(model, draw(model, 4));
			ids[i] = hole ? 0 : ++model->rows;
			if (!hole) {
				model->text[ids[i]] = text;
				model->title[ids[i]] = title;
				averages.rows++;
			}
			assert_true(pantau_inverter_add(inverter, i, INDEX_TEXT,
					text));
			assert_true(pantau_inverter_add(inverter, i,
					INDEX_TITLE, title));
		}
		assert_true(pantau_inverter_finish(inverter, &model->arena,
				&batch));
		assert_true(pantau_accumulator_add(acc, &batch, ids, 990));
	}
	struct store *store = open_store(f, STORE_CREATE);
	write_small(f, store, acc, &averages);
	/* Long enough for a doclist index of several levels. */
	assert_true(ask(pantau_store_db(store), "SELECT count(*) FROM fts_data "
			"WHERE id >> 31 & 31 > 0 AND id >> 36 & 1") > 0);
	check_all(f, store, model);
	close_store(f, store);
	pantau_inverter_destroy(inverter);
	pantau_accumulator_destroy(acc);
	pantau_arena_finish(&model->arena);
	free(model);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, \
		fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(flushes_and_changes),
		TEST(runs_over_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
