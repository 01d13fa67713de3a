/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Damaged and crafted indexes: whatever bytes stand in their tables, postings
 * end, their ids stay in order, and the trouble is told. */

#include "posting_index.h"

#include "store/structure.h"

struct outcome {
	size_t fine, damaged;
};

static void note(struct outcome *out, enum pantau_status status,
		const struct pantau_error *err)
{
	if (status == PANTAU_OK || status == PANTAU_END) {
		out->fine++;
	} else if (status == PANTAU_DAMAGED) {
		assert_non_null(strstr(err->message, "pantau"));
		out->damaged++;
	} else {
		fail_msg("%s: %s", pantau_status_name(status), err->message);
	}
}

static enum pantau_status walk(struct posting *posting, bool down,
		struct pantau_error *err)
{
	static uint64_t position[200];
	struct posting_block block;
	enum pantau_status status;
	int64_t last = down ? INT64_MAX : INT64_MIN;
	bool any = false;

	while ((status = pantau_posting_block(posting, &block, err)) ==
			PANTAU_OK) {
		for (size_t i = 0; i < block.n; i++) {
			assert_true(!any || (down ? block.id[i] < last
					: block.id[i] > last));
			any = true;
			last = block.id[i];
			pantau_poslist_decode(block.poslist[i], block.bytes[i],
					position, 200);
		}
	}
	return status;
}

static enum pantau_status step(struct posting *posting, struct random *r,
		bool down, struct pantau_error *err)
{
	enum pantau_status status;
	int64_t from = down ? INT64_MAX : INT64_MIN, id;

	while ((status = pantau_posting_seek(posting, from, &id, err)) ==
			PANTAU_OK) {
		assert_true(down ? id <= from : id >= from);
		int64_t move = 1 + (int64_t)draw(r, 80);
		if (down ? id < INT64_MIN + move : id > INT64_MAX - move) {
			return PANTAU_END;
		}
		from = down ? id - move : id + move;
	}
	return status;
}

static void try_term(struct store *store, struct str term, bool prefix,
		struct random *r, struct outcome *out)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};

	for (int way = 0; way < 4; way++) {
		bool down = way % 2 != 0;
		struct posting *posting;
		struct arena arena;
		pantau_arena_init(&arena);
		enum pantau_status status = pantau_posting_open(store, term,
				prefix, down, way < 2 ? INT64_MIN : 50,
				way < 2 ? INT64_MAX : 500, &arena, &posting,
				&err);
		if (status == PANTAU_OK && posting != NULL) {
			status = way < 2 ? walk(posting, down, &err)
					: step(posting, r, down, &err);
		}
		note(out, status, &err);
		pantau_posting_close(posting);
		pantau_arena_finish(&arena);
	}
}

static void try_all(struct store *store, struct random *r, struct outcome *out)
{
	static const char *const term[] = {"a", "b", "ab", "xa", "ga", "heg",
			"d", "e", "zz", "\x02xa", "\x02xb"};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	uint64_t documents;

	pantau_reader_drop(store); /* as if another had written */
	if (pantau_store_begin_read(store, &err) != PANTAU_OK) {
		fail_msg("%s", err.message);
	}
	for (size_t i = 0; i < sizeof(term) / sizeof(term[0]); i++) {
		try_term(store, str_of(term[i]), false, r, out);
		note(out, pantau_posting_frequency(store, str_of(term[i]),
				&documents, &err), &err);
	}
	try_term(store, STR("a"), true, r, out);
	try_term(store, STR("be"), true, r, out);
	pantau_store_end_read(store);
}

struct record {
	int64_t id;
	unsigned char bytes[2000];
	size_t n;
};

static void replace(struct store *store, int64_t id, const unsigned char *bytes,
		size_t n)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"UPDATE fts_data SET block = ?2 WHERE id = ?1", NULL);
	assert_non_null(stmt);
	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_bind_blob64(stmt, 2, bytes, n, SQLITE_STATIC);
	assert_int_equal(pantau_stmt_done(store, stmt, NULL), 0);
}

/* The records of the index: structure, leaves and doclist indexes. */
static size_t take_records(struct store *store, struct record *out, size_t room)
{
	sqlite3_stmt *stmt = NULL;
	size_t n = 0;

	assert_int_equal(sqlite3_prepare_v2(store->db, "SELECT id, block FROM "
			"fts_data WHERE id > 1 ORDER BY id", -1,
			&stmt, NULL), SQLITE_OK);
	while (n < room && sqlite3_step(stmt) == SQLITE_ROW) {
		out[n].id = sqlite3_column_int64(stmt, 0);
		out[n].n = (size_t)sqlite3_column_bytes(stmt, 1);
		assert_true(out[n].n <= sizeof(out[n].bytes));
		memcpy(out[n].bytes, sqlite3_column_blob(stmt, 1), out[n].n);
		n++;
	}
	sqlite3_finalize(stmt);
	return n;
}

static size_t harm(struct random *r, unsigned char *bytes, size_t n)
{
	switch (draw(r, 4)) {
	case 0:
		return draw(r, (uint32_t)n + 1);
	case 1:
		memset(bytes + draw(r, (uint32_t)n), 0xff, 1);
		return n;
	case 2:
		memset(bytes + n / 2, (int)draw(r, 256), n - n / 2);
		return n;
	default:
		for (uint32_t i = 1 + draw(r, 4); i > 0; i--) {
			bytes[draw(r, (uint32_t)n)] =
					(unsigned char)draw(r, 256);
		}
		return n;
	}
}

static struct index_docs *make(struct fixture *f, int page_bytes)
{
	struct index_docs *docs = docs_open(f, 77, page_bytes);

	for (int i = 0; i < 4; i++) {
		run_sql(docs->store, "BEGIN");
		for (int j = 0; j < 120; j++) {
			add_doc(docs, 1 + draw(&docs->random, 600),
					j == 60 ? 500 : 1 + draw(&docs->random,
					12));
		}
		run_sql(docs->store, "COMMIT");
	}
	return docs;
}

static void test_damaged_pages(void **state)
{
	static struct record record[4000];
	struct index_docs *docs = make(*state, 64);
	struct random r = {.state = 99};
	struct outcome sound = {0, 0}, out = {0, 0};

	try_all(docs->store, &r, &sound);
	assert_int_equal(sound.damaged, 0);
	size_t n = take_records(docs->store, record, 4000);
	assert_true(n > 100);
	for (int round = 0; round < 150; round++) {
		struct record *hurt[12];
		for (size_t i = 0; i < 12; i++) {
			unsigned char bytes[2000];
			hurt[i] = &record[draw(&r, (uint32_t)n)];
			memcpy(bytes, hurt[i]->bytes, sizeof(bytes));
			size_t left = hurt[i]->n == 0 ? 0
					: harm(&r, bytes, hurt[i]->n);
			replace(docs->store, hurt[i]->id, bytes, left);
		}
		try_all(docs->store, &r, &out);
		for (size_t i = 0; i < 12; i++) {
			replace(docs->store, hurt[i]->id, hurt[i]->bytes,
					hurt[i]->n);
		}
	}
	/* Both happen: damage is told, and what is whole is still found. */
	assert_true(out.damaged > 100 && out.fine > 100);
	docs_close(*state, docs);
}

/* A page another's place, none, or of another type; separators that lead
 * astray. */
static void test_pages_astray(void **state)
{
	static const char *const sql[] = {
		"UPDATE fts_data SET block = (SELECT block FROM fts_data WHERE "
		"id = (1 << 37) + 4 + (5 << 37)) WHERE id = (1 << 37) + 5",
		"UPDATE fts_data SET block = 'text' WHERE id = (1 << 37) + 7",
		"UPDATE fts_data SET block = NULL WHERE id = (1 << 37) + 6",
		"DELETE FROM fts_data WHERE id = (1 << 37) + 8",
		"UPDATE fts_idx SET pgno = 4 WHERE segid = 1 AND pgno > 40",
		"UPDATE fts_idx SET pgno = 99999999 WHERE segid = 2",
		"UPDATE fts_idx SET pgno = -6 WHERE segid = 3 AND pgno > 9",
		"UPDATE fts_idx SET pgno = 'x' WHERE segid = 3",
		"DELETE FROM fts_idx",
		"UPDATE fts_data SET block = zeroblob(70000) WHERE id > 100 AND "
		"id % 3 = 0",
		"UPDATE fts_data SET block = zeroblob(0) WHERE id > 100",
		"DELETE FROM fts_data WHERE id = 10",
	};
	struct index_docs *docs = make(*state, 64);
	struct random r = {.state = 7};
	struct outcome out = {0, 0};

	for (size_t i = 0; i < sizeof(sql) / sizeof(sql[0]); i++) {
		run_sql(docs->store, sql[i]);
		try_all(docs->store, &r, &out);
	}
	assert_true(out.damaged > 20);
	docs_close(*state, docs);
}

/* An index of a newer SQLite is told apart, not misread. */
static void test_foreign(void **state)
{
	struct fixture *f = *state;
	struct index_docs *docs = make(f, 200);
	static const unsigned char structure[] = {0, 0, 0, 0, 0xff, 0, 0, 1, 0,
			0, 0, 0};
	struct posting *posting;
	struct arena arena;
	uint64_t n;

	replace(docs->store, INDEX_STRUCTURE, structure, sizeof(structure));
	pantau_arena_init(&arena);
	assert_int_equal(pantau_store_begin_read(docs->store, NULL), 0);
	assert_int_equal(pantau_posting_open(docs->store, STR("a"), false,
			false, 0, 9, &arena, &posting, &f->err), PANTAU_NEWER);
	assert_null(posting);
	assert_int_equal(pantau_posting_frequency(docs->store, STR("a"), &n,
			&f->err), PANTAU_NEWER);
	pantau_store_end_read(docs->store);
	pantau_arena_finish(&arena);
	docs_close(f, docs);
}

/* So is one whose leaves FTS5's 'secure-delete' may have changed. */
static void test_other_version(void **state)
{
	struct fixture *f = *state;
	struct index_docs *docs = make(f, 200);
	struct posting *posting;
	struct arena arena;

	assert_int_equal(sqlite3_exec(pantau_store_db(docs->store), "UPDATE "
			"fts_config SET v = 5 WHERE k = 'version'", NULL, NULL,
			NULL), SQLITE_OK);
	pantau_arena_init(&arena);
	assert_int_equal(pantau_store_begin_read(docs->store, NULL), 0);
	assert_int_equal(pantau_posting_open(docs->store, STR("a"), false,
			false, 0, 9, &arena, &posting, &f->err), PANTAU_NEWER);
	assert_null(posting);
	pantau_store_end_read(docs->store);
	pantau_arena_finish(&arena);
	docs_close(f, docs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_damaged_pages,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_pages_astray,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_foreign, fixture_setup,
				fixture_teardown),
		cmocka_unit_test_setup_teardown(test_other_version, fixture_setup,
				fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
