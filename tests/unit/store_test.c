/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Writing and reading a store. */

#include "store_fixture.h"

#include "store/key_index.h"
#include "store/store_parts.h"

/* What is stored under a key, against some content. */
static struct stored_doc stored(struct fixture *f, struct store *store,
		const unsigned char *key, const unsigned char *content)
{
	struct stored_doc out;

	assert_int_equal(pantau_key_index_find(store, key, content, &out,
			&f->err), PANTAU_OK);
	return out;
}

static void puts_new_same_and_changed(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("1", 1000, STR("Harganya naik"));
	unsigned char key[16], content[16];

	assert_int_equal(put(f, store, writer, &doc, input), KNOWN_NEW);
	assert_int_equal(put(f, store, writer, &doc, input), KNOWN_SAME);
	finish(f, writer);
	check_word(f, store, "naik", true, "1");
	check_word(f, store, "harga", true, "1");
	check_word(f, store, "harga", false, "");
	pantau_doc_key(&doc, 0, key);
	pantau_doc_content(&doc, content);
	assert_int_equal(stored(f, store, key, content).id, 1);
	assert_true(stored(f, store, key, content).same);

	doc.text = STR("Harganya turun");
	doc.published.seconds = 2000;
	doc.record = 2;
	writer = begin(f, store, &input);
	assert_int_equal(put(f, store, writer, &doc, input), KNOWN_CHANGED);
	doc.likes = 7;
	doc.fields |= DOC_LIKES;
	doc.record = 3;
	assert_int_equal(put(f, store, writer, &doc, input), KNOWN_CHANGED);
	finish(f, writer);
	assert_int_equal(stored(f, store, key, content).id, 1);
	assert_false(stored(f, store, key, content).same);
	check_word(f, store, "naik", true, "");
	check_word(f, store, "turun", true, "1");
	assert_int_equal(number(store, "SELECT count(*) FROM vocab "
			"WHERE term = 'naik'"), 0);
	assert_int_equal(pantau_columns_last(store), 1);
	assert_int_equal(pantau_columns_value(store, COLUMN_TIME, 1), 2000);
	assert_int_equal(pantau_columns_value(store, COLUMN_LENGTH, 1), 2);
	assert_int_equal(number(store, "SELECT likes FROM doc"), 7);
	close_store(f, store);
}

/* In order of publication, yet the later in the input stays. */
static void the_later_in_the_input_wins(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t first, second;
	struct writer *writer = begin(f, store, &first);
	struct doc doc = make_doc("1", 1000, STR("banjir satu"));

	assert_int_equal(pantau_writer_input(writer, "b.ndjson", "ndjson",
			&second, &f->err), PANTAU_OK);
	doc.record = 9;
	assert_int_equal(put(f, store, writer, &doc, first), KNOWN_NEW);
	doc.text = STR("banjir dua");
	doc.record = 3;
	assert_int_equal(put(f, store, writer, &doc, first), KNOWN_CHANGED);
	assert_int_equal(pantau_writer_commit(writer, &f->err), PANTAU_OK);
	check_word(f, store, "satu", true, "1");
	assert_int_equal(put(f, store, writer, &doc, second), KNOWN_CHANGED);
	doc.text = STR("banjir tiga");
	doc.record = 100;
	assert_int_equal(put(f, store, writer, &doc, first), KNOWN_CHANGED);
	assert_int_equal(pantau_writer_commit(writer, &f->err), PANTAU_OK);
	check_word(f, store, "dua", true, "1");
	check_word(f, store, "tiga", true, "");
	pantau_writer_destroy(writer);

	/* The same record again, later: what lies between must not win. */
	writer = begin(f, store, &first);
	doc.text = STR("banjir dua");
	doc.record = 5;
	assert_int_equal(put(f, store, writer, &doc, first), KNOWN_SAME);
	doc.text = STR("banjir lima");
	doc.record = 4;
	assert_int_equal(put(f, store, writer, &doc, first), KNOWN_CHANGED);
	finish(f, writer);
	check_word(f, store, "dua", true, "1");
	/* Another run: what came before is before. */
	writer = begin(f, store, &first);
	assert_int_equal(put(f, store, writer, &doc, first), KNOWN_CHANGED);
	finish(f, writer);
	check_word(f, store, "lima", true, "1");
	close_store(f, store);
}

static void rolls_back_whole(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("1", 1000, STR("banjir"));
	enum known known;

	put(f, store, writer, &doc, input);
	assert_int_equal(pantau_writer_commit(writer, &f->err), PANTAU_OK);
	struct doc other = make_doc("2", 1500, STR("beras"));
	other.source = STR("antara");
	put(f, store, writer, &other, input);
	doc.text = STR("naik");
	doc.published.seconds = 3000;
	put(f, store, writer, &doc, input);
	/* A body already there makes the third one fail. */
	assert_int_equal(sqlite3_exec(pantau_store_db(store),
			"INSERT INTO fts(rowid, title, text) VALUES(3, '', '');"
			"ALTER TABLE body RENAME TO hidden", NULL, NULL, NULL),
			SQLITE_OK);
	struct doc third = make_doc("3", 2000, STR("turun"));
	assert_int_not_equal(try_put(f, store, writer, &third, input, &known),
			PANTAU_OK);
	/* Nor does it take any more. */
	assert_int_equal(try_put(f, store, writer, &doc, input, &known),
			PANTAU_IO);
	assert_int_equal(pantau_writer_commit(writer, &f->err), PANTAU_IO);
	pantau_writer_destroy(writer);
	assert_int_equal(pantau_columns_last(store), 1);
	assert_int_equal(pantau_columns_value(store, COLUMN_TIME, 1), 1000);
	assert_int_equal(pantau_columns_value(store, COLUMN_FLAGS, 2), 0);
	assert_int_equal(number(store, "SELECT count(*) FROM doc"), 1);
	assert_int_equal(pantau_store_source_id(store, STR("antara")), 0);
	check_word(f, store, "banjir", true, "1");
	check_word(f, store, "beras", true, "");
	check_word(f, store, "naik", true, "");
	close_store(f, store);
}

static void keeps_odd_bytes(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	struct str odd = STR("banjir\0rob \xff\xfe \x02naik \"turun\" \x01");
	struct doc doc = make_doc("a\0b", 0, odd);
	struct arena arena;
	struct item item;

	doc.id = STR("a\0b");
	put(f, store, writer, &doc, input);
	finish(f, writer);
	pantau_arena_init(&arena);
	assert_int_equal(pantau_store_item(store, 1, &arena, &item, &f->err),
			PANTAU_OK);
	assert_true(str_eq(item.doc.text, odd));
	assert_true(str_eq(item.doc.id, doc.id));
	check_word(f, store, "rob", true, "1");
	check_word(f, store, "turun", true, "1");
	assert_int_equal(pantau_columns_value(store, COLUMN_TIME, 1), 1);
	writer = begin(f, store, &input);
	doc.text = STR("beras");
	put(f, store, writer, &doc, input);
	finish(f, writer);
	assert_int_equal(number(store, "SELECT count(*) FROM vocab"), 1);
	pantau_arena_finish(&arena);
	close_store(f, store);
}

static void shows_items_by_name(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input, id;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("7", 1000, STR("banjir"));
	struct arena arena;
	struct item item;

	doc.author = STR("@BMKG");
	doc.title = STR("Kabar");
	doc.region = STR("Semarang");
	doc.shares = 5;
	doc.fields |= DOC_AUTHOR | DOC_TITLE | DOC_REGION | DOC_SHARES;
	put(f, store, writer, &doc, input);
	doc.source = STR("antara");
	doc.author = STR("@warga");
	put(f, store, writer, &doc, input);
	doc.fields &= ~(uint32_t)DOC_ID;
	doc.id = STR("");
	put(f, store, writer, &doc, input);
	finish(f, writer);
	pantau_arena_init(&arena);
	assert_int_equal(pantau_store_find(store, STR("7"), &id, &f->err),
			PANTAU_USAGE);
	assert_non_null(strstr(f->err.message, "detik, antara"));
	assert_int_equal(pantau_store_find(store, STR("antara:7"), &id,
			&f->err), PANTAU_OK);
	assert_int_equal(id, 2);
	assert_int_equal(pantau_store_find(store, STR("8"), &id, &f->err),
			PANTAU_NOT_FOUND);
	assert_int_equal(pantau_store_item(store, 1, &arena, &item, &f->err),
			PANTAU_OK);
	check_str(item.doc.author, "@BMKG");
	assert_true(item.public_account);
	check_str(item.doc.region, "Semarang");
	check_str(item.doc.source, "detik");
	check_str(item.doc.title, "Kabar");
	check_str(item.input_path, "a.ndjson");
	assert_int_equal(item.doc.shares, 5);
	assert_int_equal(pantau_store_item(store, 3, &arena, &item, &f->err),
			PANTAU_OK);
	assert_int_equal(item.doc.id.n, 16);
	assert_false(item.public_account);
	assert_int_equal(item.doc.author.n, 17);
	assert_true(str_starts(item.doc.author, STR("akun-")));
	assert_int_equal(pantau_store_find(store, item.doc.id, &id, &f->err),
			PANTAU_OK);
	assert_int_equal(id, 3);
	uint32_t account, same;
	assert_int_equal(pantau_store_account_id(store, STR("Warga"), &account,
			&f->err), PANTAU_OK);
	assert_int_not_equal(account, 0);
	assert_int_equal(pantau_store_account_id(store, item.doc.author, &same,
			&f->err), PANTAU_OK);
	assert_int_equal(same, account);
	assert_int_equal(pantau_columns_value(store, COLUMN_ACCOUNT, 3),
			account);
	assert_int_equal(pantau_store_item(store, 4, &arena, &item, &f->err),
			PANTAU_NOT_FOUND);
	pantau_arena_finish(&arena);
	close_store(f, store);
}

static void guards_the_key(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("1", 1000, STR("banjir"));
	char key[128];
	struct stat info;
	enum known known;
	bool is_public;

	doc.author = STR("warga");
	doc.fields |= DOC_AUTHOR;
	snprintf(key, sizeof(key), "%s.key", f->path);
	assert_int_not_equal(access(key, F_OK), 0);
	put(f, store, writer, &doc, input);
	finish(f, writer);
	assert_int_equal(stat(key, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	assert_int_equal(info.st_size, 65);
	close_store(f, store);

	/* Reading needs no key; writing must not make another. */
	assert_int_equal(unlink(key), 0);
	store = open_store(f, STORE_WRITE);
	assert_int_equal(pantau_store_account_name(store, 1, &is_public).n, 17);
	writer = begin(f, store, &input);
	doc.author = STR("tetangga");
	doc.id = STR("2");
	assert_int_equal(try_put(f, store, writer, &doc, input, &known),
			PANTAU_IO);
	assert_int_not_equal(access(key, F_OK), 0);
	pantau_writer_destroy(writer);
	close_store(f, store);
	write_file(f->folder, "a.db.key", "0123456789abcdef0123456789abcdef"
			"0123456789abcdef0123456789abcdef\n");
	store = open_store(f, STORE_WRITE);
	writer = begin(f, store, &input);
	assert_int_equal(try_put(f, store, writer, &doc, input, &known),
			PANTAU_IO);
	pantau_writer_destroy(writer);
	close_store(f, store);
}

static void keeps_columns_and_zones(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	struct store *reader = open_store(f, STORE_READ);
	int64_t input;
	uint32_t least, greatest;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("1", 5000, STR("banjir rob"));
	struct doc undated = make_doc("2", 0, STR("beras"));

	undated.fields &= ~(uint32_t)DOC_PUBLISHED;
	undated.owned = true;
	put(f, store, writer, &doc, input);
	put(f, store, writer, &undated, input);
	assert_int_equal(pantau_columns_last(reader), 0);
	assert_int_equal(pantau_writer_commit(writer, &f->err), PANTAU_OK);
	assert_int_equal(pantau_store_begin_read(reader, &f->err), PANTAU_OK);
	assert_int_equal(pantau_columns_last(reader), 2);
	const uint32_t *time = pantau_columns_chunk(reader, COLUMN_TIME, 0,
			&f->err);
	assert_non_null(time);
	assert_int_equal(time[1], 5000);
	assert_int_equal(time[2], 0);
	assert_true(pantau_columns_zone(reader, 0, &least, &greatest));
	assert_int_equal(least, 5000);
	assert_int_equal(greatest, 5000);
	const struct column_zone *zone = pantau_columns_block_zone(reader, 0,
			&f->err);
	assert_non_null(zone);
	assert_int_equal(zone[0].least, 5000);
	assert_int_equal(zone[0].greatest, 5000);
	assert_int_equal(zone[1].greatest, 0);
	assert_null(pantau_columns_block_zone(reader, 1, &f->err));
	assert_int_equal(pantau_columns_value(reader, COLUMN_FLAGS, 2),
			ROW_LIVE | ROW_OWNED);
	/* The transaction does not see what is written meanwhile. */
	doc.published.seconds = 6000;
	doc.record = 2;
	put(f, store, writer, &doc, input);
	finish(f, writer);
	assert_int_equal(pantau_columns_value(reader, COLUMN_TIME, 1), 5000);
	assert_int_equal(time[1], 5000);
	pantau_store_end_read(reader);
	assert_int_equal(pantau_columns_value(reader, COLUMN_TIME, 1), 6000);
	assert_true(pantau_columns_zone(reader, 0, &least, &greatest));
	assert_int_equal(least, 6000);
	zone = pantau_columns_block_zone(reader, 0, &f->err);
	assert_non_null(zone);
	assert_int_equal(zone[0].least, 6000);
	close_store(f, reader);
	close_store(f, store);
}

static void loads_in_bulk(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	struct writer *writer;
	int64_t input;

	assert_int_equal(pantau_writer_create(store, WRITE_BULK, &writer,
			&f->err), PANTAU_OK);
	assert_int_equal(pantau_writer_input(writer, "a.ndjson", "ndjson",
			&input, &f->err), PANTAU_OK);
	for (int i = 0; i < 40; i++) {
		char id[16];
		snprintf(id, sizeof(id), "%d", i);
		struct doc doc = make_doc(id, 1000 + i, i == 7
				? STR("banjir rob") : STR("harga beras"));
		assert_int_equal(put(f, store, writer, &doc, input), KNOWN_NEW);
		assert_int_equal(pantau_writer_commit(writer, &f->err),
				PANTAU_OK);
	}
	/* A segment for each commit, and one when all are merged. */
	finish(f, writer);
	assert_int_equal(number(store,
			"SELECT count(DISTINCT segid) FROM fts_idx"), 40);
	check_word(f, store, "banjir", true, "8");
	assert_int_equal(pantau_store_optimize(store, NULL, NULL, &f->err),
			PANTAU_OK);
	assert_int_equal(number(store,
			"SELECT count(DISTINCT segid) FROM fts_idx"), 1);
	check_word(f, store, "banjir", true, "8");
	assert_int_equal(pantau_store_verify(store, NULL, NULL, &f->err),
			PANTAU_OK);
	close_store(f, store);
}

/* Commits a document after another, tended or not; the segments there are. */
static int64_t segments_of_day(struct fixture *f, struct store *store,
		struct writer *writer, int64_t input, int first, bool tend)
{
	for (int i = first; i < first + 40; i++) {
		char id[16];
		snprintf(id, sizeof(id), "%d", i);
		struct doc doc = make_doc(id, 1000 + i, STR("harga beras"));
		assert_int_equal(put(f, store, writer, &doc, input), KNOWN_NEW);
		/* Inside of a transaction there is nothing to tend. */
		assert_int_equal(pantau_writer_tend(writer, &f->err), PANTAU_OK);
		assert_int_equal(pantau_writer_commit(writer, &f->err),
				PANTAU_OK);
		assert_int_equal(tend ? pantau_writer_tend(writer, &f->err)
				: PANTAU_OK, PANTAU_OK);
	}
	return number(store, "SELECT count(DISTINCT segid) FROM fts_idx");
}

static void tends_between_commits(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	struct writer *writer = begin(f, store, &input);

	/* No commit merges: tending does, and it moves pages to the file. */
	struct stat file, before, after;
	char wal[128];
	snprintf(wal, sizeof(wal), "%s-wal", f->path);
	assert_int_equal(segments_of_day(f, store, writer, input, 0, false),
			40);
	assert_int_equal(stat(wal, &before), 0);
	assert_int_equal(pantau_writer_tend(writer, &f->err), PANTAU_OK);
	assert_in_range(segments_of_day(f, store, writer, input, 40, true), 1,
			16);
	assert_int_equal(stat(f->path, &file), 0);
	assert_int_equal(stat(wal, &after), 0);
	assert_true(file.st_size > 64 << 10);
	assert_true(after.st_size <= before.st_size + (1 << 20));
	finish(f, writer);
	assert_int_equal(pantau_store_verify(store, NULL, NULL, &f->err),
			PANTAU_OK);
	close_store(f, store);
}

static void our_tokenizer_runs(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);

	/* unicode61 would cut at the hyphen and drop the marker. */
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "INSERT INTO "
			"fts(rowid, title, text) VALUES(9, '', "
			"'anti-satu ' || char(2) || 'dua')", NULL, NULL, NULL),
			SQLITE_OK);
	assert_int_equal(number(store, "SELECT count(*) FROM vocab "
			"WHERE term IN ('anti-satu', char(2) || 'dua')"), 2);
	assert_int_equal(number(store, "SELECT count(*) FROM vocab"), 2);
	close_store(f, store);
}

/* What a row leaves out since it can be made again comes back as it was. */
static void gives_back_what_it_left_out(void **state)
{
	static const struct {
		const char *raw;
		int64_t seconds;
		int16_t offset;
		bool has_time, kept;
	} time[] = {
		{"2024-06-10T23:36:12Z", 1718062572, 0, true, false},
		{"2024-06-11T06:36:12+07:00", 1718062572, 420, true, false},
		{"2024-06-10T14:06:12-09:30", 1718062572, -570, true, false},
		{"2024-06-11 06:36:12 WIB", 1718062572, 420, true, true},
		{"2024-06-11", 1718038800, 420, false, true},
		{"", 1718062572, 420, true, true},
		{"1970-01-01T00:00:00Z", 0, 0, true, false},
		{"2105-12-31T23:59:59Z", 4291747199, 0, true, false},
	};
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	struct arena arena;
	struct item item;

	for (size_t i = 0; i < sizeof(time) / sizeof(time[0]); i++) {
		char id[8];
		snprintf(id, sizeof(id), "%zu", i);
		struct doc doc = make_doc(id, time[i].seconds, STR("beras"));
		doc.published = (struct timestamp){
			time[i].seconds, time[i].offset, time[i].has_time,
		};
		doc.published_raw = str_of(time[i].raw);
		doc.record = i + 1;
		doc.line = i % 2 == 0 ? i + 1 : 7 * i;
		put(f, store, writer, &doc, input);
	}
	finish(f, writer);
	assert_int_equal(number(store, "SELECT count(*) FROM body "
			"WHERE published_raw IS NOT NULL"), 3);
	pantau_arena_init(&arena);
	for (size_t i = 0; i < sizeof(time) / sizeof(time[0]); i++) {
		assert_int_equal(pantau_store_item(store, (int64_t)i + 1, &arena,
				&item, &f->err), PANTAU_OK);
		assert_true(str_eq(item.doc.published_raw, str_of(time[i].raw)));
		assert_int_equal(item.doc.line, i % 2 == 0 ? i + 1 : 7 * i);
		assert_int_equal((int)(item.neutral * 100), 100);
		assert_int_equal((int)(item.negative * 100), 0);
	}
	pantau_arena_finish(&arena);
	close_store(f, store);
}

/* Names one by one, then all; found in any case, and by how they begin. */
static void names_many_sources(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	const uint32_t sources = 700;
	char name[32], id[16];
	int64_t input, row;
	struct writer *writer = begin(f, store, &input);

	for (uint32_t i = 1; i <= sources; i++) {
		snprintf(name, sizeof(name), "Media-%u.co", i);
		snprintf(id, sizeof(id), "%u", i % 600);
		struct doc doc = make_doc(id, 1000, STR("beras"));
		doc.source = str_of(name);
		doc.author = i % 2 == 0 ? STR("@Siti") : STR("budi");
		doc.fields |= DOC_AUTHOR;
		put(f, store, writer, &doc, input);
	}
	finish(f, writer);
	assert_int_equal(number(store, "SELECT count(*) FROM source"), sources);
	assert_int_equal(number(store, "SELECT count(*) FROM account"), 2);
	close_store(f, store);
	store = open_store(f, STORE_READ);
	for (uint32_t i = sources; i >= 1; i--) {
		snprintf(name, sizeof(name), "Media-%u.co", i);
		assert_true(str_eq(pantau_store_source_name(store, i),
				str_of(name)));
	}
	assert_int_equal(pantau_store_source_name(store, sources + 1).n, 0);
	assert_int_equal(pantau_store_source_name(store, UINT32_MAX).n, 0);
	assert_int_equal(pantau_store_source_id(store, STR("media-42.CO")), 42);
	assert_int_equal(pantau_store_source_id(store, STR("MEDIA-699")), 699);
	assert_int_equal(pantau_store_source_id(store, STR("media-69")), 0);
	assert_int_equal(pantau_store_source_id(store, STR("medium")), 0);
	assert_int_equal(pantau_store_find(store, STR("500"), &row, &f->err),
			PANTAU_OK);
	assert_int_equal(row, 500);
	assert_int_equal(pantau_store_find(store, STR("50"), &row, &f->err),
			PANTAU_USAGE);
	assert_non_null(strstr(f->err.message, "Media-50.co, Media-650.co"));
	assert_int_equal(pantau_store_find(store, STR("media-650.co:50"), &row,
			&f->err), PANTAU_OK);
	assert_int_equal(row, 650);
	close_store(f, store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, \
		fixture_teardown)

/* A row keeps shares that add up, however they are rounded. */
static void rounds_shares_to_a_whole(void **state)
{
	static const float negative[] = {0.03125F, 0.5F, 1, 0, 0.96875F};
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_prepare_v2(pantau_store_db(store),
			"SELECT ?1, ?2", -1, &stmt, NULL), SQLITE_OK);
	for (size_t i = 0; i < sizeof(negative) / sizeof(negative[0]); i++) {
		pantau_bind_shares(stmt, 1, negative[i], 0, 1 - negative[i]);
		assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
		assert_int_equal(sqlite3_column_int(stmt, 0) +
				sqlite3_column_int(stmt, 1), SHARES_WHOLE);
		sqlite3_reset(stmt);
	}
	sqlite3_finalize(stmt);
	close_store(f, store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(puts_new_same_and_changed),
		TEST(the_later_in_the_input_wins),
		TEST(rolls_back_whole),
		TEST(keeps_odd_bytes),
		TEST(shows_items_by_name),
		TEST(guards_the_key),
		TEST(keeps_columns_and_zones),
		TEST(tends_between_commits),
		TEST(loads_in_bulk),
		TEST(our_tokenizer_runs),
		TEST(gives_back_what_it_left_out),
		TEST(names_many_sources),
		TEST(rounds_shares_to_a_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
