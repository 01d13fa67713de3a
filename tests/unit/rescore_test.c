/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* rescore: stopped, taken up again, begun anew; always the same in the end. */

#include "store_fixture.h"

#include "base/hash.h"
#include "pipeline.h"

#define ITEMS 5000 /* several batches */

static const char *const texts[] = {
	"Harga beras naik di pasar", "Banjir lagi, warga marah",
	"Terima kasih, pelayanannya ramah", "pasar",
};

static void write_sentiment(struct fixture *f, const char *rows)
{
	char content[512];
	snprintf(content, sizeof(content), "term\tpolarity\tclass\tnegative\t"
			"neutral\tpositive\texample\tnote\n%s", rows);
	write_file(f->folder, "sentiment.tsv", content);
}

static void make_javanese(size_t i, struct doc *doc)
{
	if (i == 3) {
		doc->language = STR("jv");
		doc->fields |= DOC_LANGUAGE;
	}
}

/* Four documents that were put as writers do, and copies of their rows. */
static struct store *filled(struct fixture *f)
{
	struct store *store = fill_store(f, texts,
			sizeof(texts) / sizeof(texts[0]), make_javanese);
	char sql[512];
	snprintf(sql, sizeof(sql), "BEGIN; CREATE TEMP TABLE n AS WITH RECURSIVE "
			"n(i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM n "
			"WHERE i < %d) SELECT i FROM n;"
			"CREATE TEMP TABLE d AS SELECT * FROM doc;"
			"CREATE TEMP TABLE b AS SELECT * FROM body;", ITEMS);
	assert_int_equal(sqlite3_exec(pantau_store_db(store), sql, NULL, NULL,
			NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(pantau_store_db(store),
			"UPDATE d SET id = id - 1; UPDATE b SET id = id - 1;"
			"INSERT INTO doc SELECT i, key, content, fields, source,"
			" ext_id, kind, account, published, zone, has_time,"
			" language, region, likes, shares, comments, views, owned,"
			" positions, tone, title_tone, negative, positive, hoax,"
			" hoax_groups, contradiction, input, record, line"
			" FROM n JOIN d ON d.id = i % 4;"
			"INSERT INTO body SELECT i, title, text, url, parent,"
			" published_raw FROM n JOIN b ON b.id = i % 4;"
			"UPDATE meta SET value = (SELECT max(id) FROM doc)"
			" WHERE name = 'last_id'; DROP TABLE n; DROP TABLE d;"
			"DROP TABLE b; COMMIT", NULL, NULL, NULL), SQLITE_OK);
	close_store(f, store);
	return open_store(f, STORE_WRITE);
}

/* A hash of all that a statement gives. */
static uint64_t dump(struct store *store, const char *sql)
{
	sqlite3_stmt *stmt;
	uint64_t hash = 0;
	assert_int_equal(sqlite3_prepare_v2(pantau_store_db(store), sql, -1,
			&stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(stmt); i++) {
			const char *p = sqlite3_column_blob(stmt, i);
			size_t n = (size_t)sqlite3_column_bytes(stmt, i);
			hash = pantau_hash(str_make(p != NULL ? p : "", n),
					hash + (uint64_t)sqlite3_column_type(
					stmt, i));
		}
	}
	sqlite3_finalize(stmt);
	return hash;
}

struct dumps {
	uint64_t doc, chunk, column, language;
};

static struct dumps dump_all(struct store *store)
{
	return (struct dumps){
		dump(store, "SELECT * FROM doc ORDER BY id"),
		dump(store, "SELECT * FROM chunk ORDER BY id"),
		dump(store, "SELECT * FROM chunk_column ORDER BY id"),
		dump(store, "SELECT * FROM language ORDER BY id"),
	};
}

static void check_dumps(struct store *store, struct dumps expected)
{
	struct dumps got = dump_all(store);
	assert_memory_equal(&got, &expected, sizeof(got));
}

struct watch {
	int calls, most; /* to be stopped after; 0: never */
	uint64_t done, total;
};

static bool watching(void *context, uint64_t done, uint64_t total)
{
	struct watch *watch = context;
	watch->done = done;
	watch->total = total;
	return ++watch->calls != watch->most;
}

static enum pantau_status rescore(struct fixture *f, struct store *store,
		size_t jobs, struct watch *watch, struct score_figures *figures)
{
	const struct rework_options options = {
		.jobs = jobs, .progress = watching, .context = watch,
	};
	watch->calls = 0;
	return pantau_store_rescore(store, f->lexicons, &options, figures,
			&f->err);
}

static void check_tones(struct store *store,
		const struct score_figures *figures)
{
	for (int tone = 0; tone < FIGURE_TONES; tone++) {
		char sql[80];
		const struct score_figure *figure = &figures->tone[tone];
		snprintf(sql, sizeof(sql), "SELECT count(*) FROM doc "
				"WHERE tone = %d", tone);
		assert_int_equal(number(store, sql), figure->before +
				figure->gained - figure->lost);
	}
}

/* Other lexicons than those that the store has its scores of. */
static struct pantau_lexicons *edit(struct fixture *f, const char *rows)
{
	struct pantau_lexicons *old = f->lexicons;
	write_sentiment(f, rows);
	open_lexicons(f);
	return old;
}

#define ROWS_A "marah\t-3\tadj\t3\t0\t-3\t\t\nramah\t3\tadj\t-3\t0\t3\t\t\n"
#define ROWS_B "naik\t-3\tadj\t3\t0\t-3\t\t\nramah\t3\tadj\t-3\t0\t3\t\t\n"

static void remove_database(struct fixture *f)
{
	assert_int_equal(unlink(f->path), 0);
}

static void goes_on_where_it_was_stopped(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct pantau_lexicons *old = edit(f, ROWS_A);
	struct score_figures whole, part;
	struct watch watch = {0};
	struct seen seen = {0};

	assert_int_equal(rescore(f, store, 1, &watch, &whole), PANTAU_OK);
	assert_int_equal(whole.items, ITEMS);
	assert_int_equal(watch.done, ITEMS);
	assert_int_equal(watch.total, ITEMS);
	assert_int_not_equal(whole.tone[PANTAU_TONE_NEGATIVE].gained, 0);
	check_tones(store, &whole);
	struct dumps expected = dump_all(store);
	close_store(f, store);

	remove_database(f);
	struct pantau_lexicons *edited = f->lexicons;
	f->lexicons = old;
	store = filled(f);
	f->lexicons = edited;
	watch.most = 3; /* two batches are in */
	assert_int_equal(rescore(f, store, 3, &watch, &part),
			PANTAU_INTERRUPTED);
	assert_int_equal(part.items, 2048);
	for (int opened = 0; opened < 2; opened++) {
		assert_int_equal(pantau_store_stale(store, f->lexicons),
				STAMP_SCORE | STAMP_MIXED);
		/* Those of before are no longer right either. */
		assert_int_equal(pantau_store_stale(store, old),
				STAMP_SCORE | STAMP_MIXED);
		assert_int_equal(pantau_store_stale(store, NULL), STAMP_MIXED);
		close_store(f, store);
		store = open_store(f, STORE_WRITE);
	}
	/* The copies are in no index. */
	check_word(f, store, "banjir", false, "2");
	pantau_store_verify(store, found, &seen, &f->err);
	check_str(str_of(seen.last), "stamps");
	watch.most = 2;
	assert_int_equal(rescore(f, store, 1, &watch, &part),
			PANTAU_INTERRUPTED);
	assert_int_equal(part.items, 3072);
	watch.most = 0;
	assert_int_equal(rescore(f, store, 2, &watch, &part), PANTAU_OK);
	assert_int_equal(watch.total, ITEMS - 3072);
	assert_memory_equal(&part, &whole, sizeof(part));
	check_dumps(store, expected);
	assert_int_equal(pantau_store_stale(store, f->lexicons), 0);
	assert_int_equal(number(store, "SELECT count(*) FROM meta "
			"WHERE name LIKE 'rescore%'"), 0);
	close_store(f, store);
	pantau_lexicons_close(old);
}

static void begins_anew_when_lexicons_change(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct pantau_lexicons *first = edit(f, ROWS_A), *second;
	struct score_figures figures;
	struct watch watch = {.most = 3};

	assert_int_equal(rescore(f, store, 2, &watch, &figures),
			PANTAU_INTERRUPTED);
	second = edit(f, ROWS_B);
	watch.most = 0;
	assert_int_equal(rescore(f, store, 2, &watch, &figures), PANTAU_OK);
	assert_int_equal(watch.total, ITEMS);
	assert_int_equal(figures.items, ITEMS);
	check_tones(store, &figures);
	assert_int_equal(pantau_store_stale(store, f->lexicons), 0);
	struct dumps expected = dump_all(store);
	/* Scored anew, nothing is another: nothing is written. */
	int64_t rewrites = pantau_columns_rewrites(store);
	assert_int_equal(rescore(f, store, 2, &watch, &figures), PANTAU_OK);
	assert_int_equal(figures.changed, 0);
	assert_int_equal(pantau_columns_rewrites(store), rewrites);
	check_dumps(store, expected);
	close_store(f, store);
	pantau_lexicons_close(first);
	pantau_lexicons_close(second);
}

/* The second item with another text, as 'pantau index' takes it. */
static void index_second(struct fixture *f, struct store *store,
		const char *text)
{
	const struct pipeline_options options = {
		.lexicons = f->lexicons, .jobs = 1,
	};
	struct pipeline_summary summary;
	char line[256], path[128];
	const char *paths[] = {path};
	snprintf(path, sizeof(path), "%s/second.ndjson", f->folder);
	snprintf(line, sizeof(line), "{\"id\": \"1\", \"source\": \"detik\", "
			"\"kind\": \"news\", \"text\": \"%s\"}\n", text);
	write_file(f->folder, "second.ndjson", line);
	assert_int_equal(pantau_index(store, paths, 1, &options, &summary,
			&f->err), PANTAU_OK);
	assert_int_equal(summary.updated, 1);
}

#define NOTED "SELECT count(*) FROM meta WHERE name LIKE 'rescore%'"
#define SECOND_TONE "SELECT tone FROM doc WHERE id = 2"

/* What it had passed is scored by other lexicons since: going on would leave
 * that, and call all of it one make. */
static void begins_anew_when_others_wrote(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct pantau_lexicons *first = edit(f, ROWS_A), *mine = f->lexicons;
	struct score_figures figures;
	struct watch watch = {.most = 3};

	assert_int_equal(rescore(f, store, 2, &watch, &figures),
			PANTAU_INTERRUPTED);
	index_second(f, store, "naik dan marah");
	assert_int_equal(number(store, SECOND_TONE), PANTAU_TONE_NEGATIVE);
	assert_int_equal(number(store, NOTED), 3);
	assert_ptr_equal(edit(f, ROWS_B), mine);
	struct pantau_lexicons *other = f->lexicons;
	index_second(f, store, "naik");
	assert_int_equal(number(store, SECOND_TONE), PANTAU_TONE_NEGATIVE);
	assert_int_equal(number(store, NOTED), 0);
	assert_int_equal(pantau_store_stale(store, NULL), STAMP_MIXED);
	f->lexicons = mine;
	watch.most = 0;
	assert_int_equal(rescore(f, store, 2, &watch, &figures), PANTAU_OK);
	assert_int_equal(watch.total, ITEMS);
	assert_int_equal(number(store, SECOND_TONE), PANTAU_TONE_NEUTRAL);
	check_tones(store, &figures);
	close_store(f, store);
	pantau_lexicons_close(first);
	pantau_lexicons_close(other);
}

static void a_rebuild_ends_it(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct pantau_lexicons *old = edit(f, ROWS_A);
	struct score_figures figures;
	struct watch watch = {.most = 3};

	assert_int_equal(rescore(f, store, 2, &watch, &figures),
			PANTAU_INTERRUPTED);
	const struct rework_options options = {
		.jobs = 3, .progress = watching, .context = &watch,
	};
	watch.calls = 0;
	watch.most = 2;
	assert_int_equal(pantau_store_rebuild(store, f->lexicons, &options,
			NULL, &f->err), PANTAU_INTERRUPTED);
	assert_int_equal(pantau_store_stale(store, f->lexicons),
			STAMP_SCORE | STAMP_MIXED);
	assert_int_equal(pantau_store_rebuild(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_OK);
	assert_int_equal(pantau_store_stale(store, f->lexicons), 0);
	assert_int_equal(number(store, "SELECT count(*) FROM meta "
			"WHERE name LIKE 'rescore%'"), 0);
	close_store(f, store);
	pantau_lexicons_close(old);
}

/* What a hostile or broken file says of a stop is not believed. */
static void takes_no_damaged_note(void **state)
{
	static const char *const harm[] = {
		"UPDATE meta SET value = x'00' WHERE name = 'rescore_figures'",
		"UPDATE meta SET value = -5 WHERE name = 'rescore_next'",
		"UPDATE meta SET value = x'01' WHERE name = 'rescore_target'",
		"DELETE FROM meta WHERE name = 'rescore_figures'",
		"DELETE FROM meta WHERE name = 'rescore_next'",
	};
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct score_figures figures;
	struct watch watch = {.most = 3};

	for (size_t i = 0; i < sizeof(harm) / sizeof(harm[0]); i++) {
		watch.most = 3;
		assert_int_equal(rescore(f, store, 2, &watch, &figures),
				PANTAU_INTERRUPTED);
		assert_int_equal(sqlite3_exec(pantau_store_db(store), harm[i],
				NULL, NULL, NULL), SQLITE_OK);
		watch.most = 0;
		assert_int_equal(rescore(f, store, 2, &watch, &figures),
				PANTAU_OK);
		assert_int_equal(figures.items, ITEMS);
		assert_int_equal(watch.total, ITEMS);
	}
	close_store(f, store);
}

static void tells_a_text_that_cannot_be_unpacked(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct pantau_lexicons *old = edit(f, ROWS_A);
	struct score_figures figures;
	struct watch watch = {.most = 3};

	assert_int_equal(rescore(f, store, 2, &watch, &figures),
			PANTAU_INTERRUPTED);
	struct dumps before = dump_all(store);
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "UPDATE body "
			"SET text = x'00ffff' WHERE id = 3500", NULL, NULL, NULL),
			SQLITE_OK);
	watch.most = 0;
	assert_int_equal(rescore(f, store, 2, &watch, &figures),
			PANTAU_DAMAGED);
	check_dumps(store, before);
	assert_int_equal(pantau_store_stale(store, f->lexicons),
			STAMP_SCORE | STAMP_MIXED);
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "UPDATE body "
			"SET text = 'pasar' WHERE id = 3500; DELETE FROM doc "
			"WHERE id = 4000", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(rescore(f, store, 2, &watch, &figures),
			PANTAU_DAMAGED);
	close_store(f, store);
	pantau_lexicons_close(old);
}

static void readers_see_one_state(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct pantau_lexicons *old = edit(f, ROWS_A);
	struct store *reader = open_store(f, STORE_READ);
	struct score_figures figures;
	struct watch watch = {0};

	assert_int_equal(rescore(f, store, 2, &watch, &figures), PANTAU_OK);
	close_store(f, store);
	store = open_store(f, STORE_WRITE);
	assert_int_equal(pantau_store_begin_read(reader, &f->err), PANTAU_OK);
	uint32_t tone = pantau_columns_value(reader, COLUMN_TONE, 2);
	assert_int_equal(tone, PANTAU_TONE_NEGATIVE);
	struct pantau_lexicons *second = edit(f, "");
	assert_int_equal(rescore(f, store, 2, &watch, &figures), PANTAU_OK);
	assert_int_equal(pantau_columns_value(reader, COLUMN_TONE, 2), tone);
	pantau_store_end_read(reader);
	assert_int_not_equal(pantau_columns_value(reader, COLUMN_TONE, 2),
			tone);
	close_store(f, reader);
	close_store(f, store);
	pantau_lexicons_close(old);
	pantau_lexicons_close(second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, \
		fixture_teardown)
		TEST(goes_on_where_it_was_stopped),
		TEST(begins_anew_when_lexicons_change),
		TEST(begins_anew_when_others_wrote),
		TEST(a_rebuild_ends_it),
		TEST(takes_no_damaged_note),
		TEST(tells_a_text_that_cannot_be_unpacked),
		TEST(readers_see_one_state),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
