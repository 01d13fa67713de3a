/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From keys to rows: over many commits, after reopening, and when damaged. */

#include "store_fixture.h"

#include "base/hash.h"
#include "store/key_index.h"

#define COMMITS 200
#define EACH 50

/* Key number i. Some begin alike, some are alike in all that an entry holds. */
static void make_key(uint32_t i, unsigned char key[16])
{
	pantau_hash128(str_make((const char *)&i, sizeof(i)), key);
	if (i % 7 == 0) {
		memset(key, 0x42, 7);
	}
	if (i % 500 == 0) {
		memset(key, 0x11, 8);
	}
}

static void run(struct store *store, const char *sql)
{
	assert_int_equal(sqlite3_exec(pantau_store_db(store), sql, NULL, NULL,
			NULL), SQLITE_OK);
}

static void add_key(struct fixture *f, struct store *store, uint32_t id,
		const unsigned char *key)
{
	static const unsigned char content[8];
	sqlite3_stmt *stmt = pantau_store_stmt(store, "INSERT INTO doc(id, key, "
			"content, fields, source, kind, account, language, region, "
			"owned, positions, tone, title_tone, hoax, hoax_groups, "
			"contradiction, input, record) VALUES(?1, ?2, ?3, 0, 0, 0, "
			"0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?1)", &f->err);

	assert_non_null(stmt);
	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_bind_blob(stmt, 2, key, 16, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 3, content, 8, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
	sqlite3_reset(stmt);
	assert_int_equal(pantau_key_index_add(store, key, id, &f->err),
			PANTAU_OK);
}

static void add(struct fixture *f, struct store *store, uint32_t id)
{
	unsigned char key[16];

	make_key(id, key);
	add_key(f, store, id, key);
}

static void finds(struct fixture *f, struct store *store, uint32_t last)
{
	unsigned char key[16], content[16] = {0};
	struct stored_doc stored;

	for (uint32_t id = 1; id <= last + 20; id += 1 + id % 3) {
		make_key(id, key);
		assert_int_equal(pantau_key_index_find(store, key, content,
				&stored, &f->err), PANTAU_OK);
		assert_int_equal(stored.id, id <= last ? id : 0);
		assert_int_equal(stored.record, stored.id);
		assert_true(stored.same || stored.id == 0);
	}
}

static void fits(struct fixture *f, struct store *store, bool wanted)
{
	bool is_so;

	assert_int_equal(pantau_key_index_check(store, &is_so, &f->err),
			PANTAU_OK);
	assert_int_equal(is_so, wanted);
}

static void commit(struct fixture *f, struct store *store, size_t keep)
{
	assert_int_equal(pantau_key_index_flush(store, keep, &f->err),
			PANTAU_OK);
	run(store, "COMMIT");
}

/* Steady work and large loads in turn, with a reader and reopening between. */
static void finds_what_was_added(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	uint32_t last = 0;

	for (int i = 0; i < COMMITS; i++) {
		run(store, "BEGIN IMMEDIATE");
		for (int j = 0; j < (i % 90 == 89 ? 4000 : EACH); j++) {
			add(f, store, ++last);
		}
		commit(f, store, i % 50 == 49 ? 0 : i % 20 == 19 ? 100 : 1500);
		if (i % 40 == 39) {
			finds(f, store, last);
			close_store(f, store);
			store = open_store(f, STORE_READ);
			finds(f, store, last);
			fits(f, store, true);
			close_store(f, store);
			store = open_store(f, STORE_WRITE);
		}
	}
	finds(f, store, last);
	run(store, "BEGIN IMMEDIATE");
	assert_int_equal(pantau_key_index_remake(store, &f->err), PANTAU_OK);
	run(store, "COMMIT");
	finds(f, store, last);
	fits(f, store, true);
	close_store(f, store);
}

static void forgets_what_was_rolled_back(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);

	run(store, "BEGIN IMMEDIATE");
	for (uint32_t id = 1; id <= 300; id++) {
		add(f, store, id);
	}
	commit(f, store, 1000);
	run(store, "BEGIN IMMEDIATE");
	for (uint32_t id = 301; id <= 400; id++) {
		add(f, store, id);
	}
	finds(f, store, 400);
	assert_int_equal(pantau_key_index_flush(store, 10, &f->err), PANTAU_OK);
	finds(f, store, 400);
	run(store, "ROLLBACK");
	pantau_key_index_roll_back(store);
	finds(f, store, 300);
	fits(f, store, true);
	close_store(f, store);
}

/* No leaf has a greater number than theirs. */
static void keeps_the_greatest_keys(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	unsigned char key[16], content[16] = {0};
	struct stored_doc stored;

	for (uint32_t id = 1; id <= 1500; id++) {
		memset(key, 0xff, sizeof(key));
		key[14] = (unsigned char)(id >> 8);
		key[15] = (unsigned char)id;
		if (id % 2 == 0) {
			key[2] = (unsigned char)id;
		} else if (id % 100 != 1) {
			key[6] = (unsigned char)id;
		}
		run(store, "BEGIN IMMEDIATE");
		add_key(f, store, id, key);
		commit(f, store, id % 300 == 0 ? 0 : 1000);
	}
	run(store, "BEGIN IMMEDIATE");
	commit(f, store, 0);
	fits(f, store, true);
	assert_int_equal(pantau_key_index_find(store, key, content, &stored,
			&f->err), PANTAU_OK);
	assert_int_equal(stored.id, 1500);
	memset(key, 0xff, sizeof(key));
	key[14] = 0;
	key[15] = 1;
	assert_int_equal(pantau_key_index_find(store, key, content, &stored,
			&f->err), PANTAU_OK);
	assert_int_equal(stored.id, 1);
	close_store(f, store);
}

static void tells_damage(void **state)
{
	static const char *const damage[] = {
		"DELETE FROM key_leaf WHERE id = (SELECT max(id) FROM key_leaf)",
		"UPDATE key_leaf SET bytes = substr(bytes, 1, 20)",
		"UPDATE key_leaf SET bytes = zeroblob(length(bytes))",
		"UPDATE key_leaf SET id = id + 9000000000000000000 WHERE id = 0",
		"UPDATE key_tail SET bytes = substr(bytes, 13)",
		"UPDATE key_tail SET id = id + 1000",
		"UPDATE doc SET key = zeroblob(16) WHERE id = 77",
		"DELETE FROM doc WHERE id = 78",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(damage) / sizeof(damage[0]); i++) {
		struct store *store = open_store(f, STORE_CREATE);
		unsigned char key[16];
		struct stored_doc stored;
		uint32_t id = 0;
		for (int part = 0; part < 2; part++) {
			run(store, "BEGIN IMMEDIATE");
			for (int j = 0; j < 2000; j++) {
				add(f, store, ++id);
			}
			commit(f, store, part == 0 ? 0 : 5000);
		}
		fits(f, store, true);
		run(store, damage[i]);
		pantau_key_index_roll_back(store);
		fits(f, store, false);
		/* Nothing is promised but that it ends well. */
		for (id = 1; id < 200; id++) {
			make_key(id, key);
			pantau_key_index_find(store, key, key, &stored, NULL);
		}
		close_store(f, store);
		assert_int_equal(unlink(f->path), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(finds_what_was_added,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(forgets_what_was_rolled_back,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(keeps_the_greatest_keys,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(tells_damage,
				fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
