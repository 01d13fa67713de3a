/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Texts packed and back, and what damaged ones do. */

#include "store_fixture.h"

#include "base/hash.h"
#include "store/body.h"

#define SAMPLES 3000

static const char *const words[] = {
	"harga", "beras", "naik", "di", "pasar", "warga", "menolak", "banjir",
	"rob", "turun", "pemerintah", "kota", "kata", "dia", "yang", "untuk",
};

/* A text of n words that depends on the number alone. */
static struct str make_text(struct buf *buf, uint64_t number, size_t n)
{
	pantau_buf_clear(buf);
	for (size_t i = 0; i < n; i++) {
		number = number * 6364136223846793005U + 1442695040888963407U;
		pantau_buf_str(buf, str_of(words[number >> 60]));
		pantau_buf_printf(buf, "%u ", (unsigned)(number >> 40 &
				31));
	}
	return buf_str(buf);
}

/* As pantau_text(x) answers; p NULL for NULL. The statement is to be reset. */
static struct str unpack(struct store *store, struct str packed,
		sqlite3_stmt **stmt)
{
	*stmt = pantau_store_stmt(store, "SELECT pantau_text(?1)", NULL);
	assert_non_null(*stmt);
	sqlite3_bind_blob64(*stmt, 1, packed.p, packed.n, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(*stmt), SQLITE_ROW);
	const char *p = (const char *)sqlite3_column_text(*stmt, 0);
	return str_make(p, (size_t)sqlite3_column_bytes(*stmt, 0));
}

static const struct body_dictionary *learn(struct fixture *f,
		struct store *store)
{
	const struct body_dictionary *dictionary;
	struct str *text = calloc(SAMPLES, sizeof(*text));
	struct arena arena;
	struct buf buf;

	assert_non_null(text);
	pantau_arena_init(&arena);
	pantau_buf_init(&buf);
	for (size_t i = 0; i < SAMPLES; i++) {
		text[i] = pantau_arena_str(&arena, make_text(&buf, i,
				10 + i % 20));
	}
	assert_int_equal(pantau_body_learn(store, text, 20, &f->err),
			PANTAU_OK);
	assert_int_equal(pantau_body_dictionary(store, &dictionary, &f->err),
			PANTAU_OK);
	assert_null(dictionary); /* of too little */
	assert_int_equal(pantau_body_learn(store, text, SAMPLES, &f->err),
			PANTAU_OK);
	assert_int_equal(pantau_body_dictionary(store, &dictionary, &f->err),
			PANTAU_OK);
	assert_non_null(dictionary);
	pantau_buf_finish(&buf);
	pantau_arena_finish(&arena);
	free(text);
	return dictionary;
}

static void check_round(struct store *store, struct body_packer *packer,
		const struct body_dictionary *dictionary, struct str text)
{
	sqlite3_stmt *stmt;
	struct buf packed;

	pantau_buf_init(&packed);
	assert_true(pantau_body_pack(packer, dictionary, text, &packed));
	if (packed.n != 0) {
		assert_true(packed.n < text.n);
		struct str back = unpack(store, buf_str(&packed), &stmt);
		assert_non_null(back.p);
		assert_true(str_eq(back, text));
		sqlite3_reset(stmt);
	}
	pantau_buf_finish(&packed);
}

static void packs_and_unpacks(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	const struct body_dictionary *dictionary = learn(f, store);
	struct body_packer *packer = pantau_body_packer_create();
	struct body_packer *other = pantau_body_packer_create();
	struct buf buf, noise, a, b;
	size_t with = 0, without = 0;

	assert_non_null(packer);
	assert_non_null(other);
	pantau_buf_init(&buf);
	pantau_buf_init(&noise);
	pantau_buf_init(&a);
	pantau_buf_init(&b);
	for (size_t i = 0; i < 400; i++) {
		struct str text = make_text(&buf, 100000 + i, i % 300);
		check_round(store, packer, dictionary, text);
		check_round(store, packer, NULL, text);
		pantau_buf_clear(&a);
		pantau_buf_clear(&b);
		assert_true(pantau_body_pack(packer, dictionary, text, &a));
		/* What another packed before must not matter. */
		assert_true(pantau_body_pack(other, dictionary, text, &b));
		assert_true(str_eq(buf_str(&a), buf_str(&b)));
		with += a.n;
		pantau_buf_clear(&a);
		assert_true(pantau_body_pack(packer, NULL, text, &a));
		without += a.n;
	}
	assert_true(with < without);
	for (uint32_t i = 0; i < 20000; i++) {
		unsigned char random[16];
		pantau_hash128(str_make((const char *)&i, 4), random);
		pantau_buf_str(&noise, str_make((char *)random, 16));
	}
	pantau_buf_clear(&a);
	assert_true(pantau_body_pack(packer, dictionary, buf_str(&noise), &a));
	assert_int_equal(a.n, 0);
	check_round(store, packer, dictionary, make_text(&buf, 1, 1000000));
	pantau_buf_finish(&a);
	pantau_buf_finish(&b);
	pantau_buf_finish(&noise);
	pantau_buf_finish(&buf);
	pantau_body_packer_destroy(packer);
	pantau_body_packer_destroy(other);
	close_store(f, store);
}

/* A damaged dictionary makes no other text of what was packed with it. */
static void check_dictionary(struct store *store, struct str packed,
		struct str text)
{
	sqlite3_stmt *stmt;
	size_t told = 0;

	for (int at = 40; at < 32000; at += 331) {
		char sql[200];
		snprintf(sql, sizeof(sql), "SAVEPOINT s; UPDATE dictionary SET "
				"bytes = CAST(substr(bytes, 1, %d) || x'07' || "
				"substr(bytes, %d) AS BLOB)", at - 1, at + 1);
		assert_int_equal(sqlite3_exec(pantau_store_db(store), sql, NULL,
				NULL, NULL), SQLITE_OK);
		pantau_body_forget(store);
		struct str back = unpack(store, packed, &stmt);
		told += back.p == NULL;
		assert_true(back.p == NULL || str_eq(back, text));
		sqlite3_reset(stmt);
		assert_int_equal(sqlite3_exec(pantau_store_db(store),
				"ROLLBACK TO s; RELEASE s", NULL, NULL, NULL),
				SQLITE_OK);
	}
	assert_true(told > 0);
	pantau_body_forget(store);
	assert_true(str_eq(unpack(store, packed, &stmt), text));
	sqlite3_reset(stmt);
}

/* Whatever the bytes, there is the text or none. */
static void bears_damage(void **state)
{
	static const char bomb[] = "\0\x28\xb5\x2f\xfd\xe0"
			"\0\0\0\x40\0\0\0\0" "\x03\0\0aaaaaa";
	static const char unknown[] = "\x09\x28\xb5\x2f\xfd\x20\x01\x09\0\0a";
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	const struct body_dictionary *dictionary = learn(f, store);
	struct body_packer *packer = pantau_body_packer_create();
	struct buf buf, packed;
	sqlite3_stmt *stmt;

	assert_non_null(packer);
	pantau_buf_init(&buf);
	pantau_buf_init(&packed);
	struct str text = make_text(&buf, 7, 60);
	assert_true(pantau_body_pack(packer, dictionary, text, &packed));
	assert_true(packed.n > 10);
	for (size_t i = 0; i < packed.n; i++) {
		assert_null(unpack(store, str_make(packed.p, i), &stmt).p);
		sqlite3_reset(stmt);
		for (int bit = 0; bit < 8; bit++) {
			packed.p[i] = (char)(packed.p[i] ^ 1 << bit);
			struct str back = unpack(store, buf_str(&packed), &stmt);
			assert_true(back.p == NULL || str_eq(back, text));
			sqlite3_reset(stmt);
			packed.p[i] = (char)(packed.p[i] ^ 1 << bit);
		}
	}
	check_dictionary(store, buf_str(&packed), text);
	assert_null(unpack(store, str_make(bomb, sizeof(bomb) - 1), &stmt).p);
	sqlite3_reset(stmt);
	assert_null(unpack(store, str_make(unknown, sizeof(unknown) - 1),
			&stmt).p);
	sqlite3_reset(stmt);
	pantau_buf_finish(&packed);
	pantau_buf_finish(&buf);
	pantau_body_packer_destroy(packer);
	close_store(f, store);
}

static void count_found(void *context, const char *check, const char *message)
{
	(void)check;
	*(bool *)context = *(bool *)context || strstr(message,
			"cannot be unpacked") != NULL;
}

/* A row whose packed text is damaged is told of, not shown. */
static void tells_damaged_rows(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	struct doc doc = make_doc("1", 1000, STR("banjir rob"));
	struct arena arena;
	struct item item;
	bool told = false;
	int64_t input, id;
	struct writer *writer = begin(f, store, &input);

	put(f, store, writer, &doc, input);
	finish(f, writer);
	pantau_arena_init(&arena);
	assert_int_equal(pantau_store_find(store, STR("1"), &id, &f->err),
			PANTAU_OK);
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "UPDATE body SET "
			"text = x'0028b52ffd'", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(pantau_store_item(store, id, &arena, &item, &f->err),
			PANTAU_DAMAGED);
	assert_int_equal(pantau_store_verify(store, count_found, &told, &f->err),
			PANTAU_DAMAGED);
	assert_true(told);
	assert_int_equal(pantau_store_rebuild(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_DAMAGED);
	pantau_arena_finish(&arena);
	close_store(f, store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(packs_and_unpacks,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(bears_damage,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(tells_damaged_rows,
				fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
