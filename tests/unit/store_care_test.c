/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Searching a store, and keeping it sound. */

#include "store_fixture.h"

#include <math.h>

static const char *const texts[] = {
	"Harga beras naik di pasar",
	"Harganya naik, beras langka",
	"Banjir rob di pasar lama pasar baru",
	"Warga menolak harga beras",
	"pasar",
	"pasar",
};

static void add_title(size_t i, struct doc *doc)
{
	if (i == 3) {
		doc->title = STR("Banjir");
		doc->fields |= DOC_TITLE;
	}
}

static struct store *filled(struct fixture *f)
{
	return fill_store(f, texts, sizeof(texts) / sizeof(texts[0]),
			add_title);
}

struct wanted {
	const char *form;
	bool stem, prefix;
};

static size_t positions(const struct wanted *word, size_t n,
		struct match_position *position, struct str form[][2],
		char marked[][64])
{
	for (size_t i = 0; i < n; i++) {
		snprintf(marked[i], 64, "\x02%s", word[i].form);
		form[i][0] = str_of(word[i].form);
		form[i][1] = str_of(marked[i]);
		position[i] = (struct match_position){form[i],
				word[i].stem ? 2 : 1, word[i].prefix};
	}
	return n;
}

static void check_phrase(struct fixture *f, struct store *store,
		enum match_field field, const struct wanted *word, size_t n,
		const char *expected)
{
	struct match_position position[4];
	struct str form[4][2];
	char marked[4][64];
	struct match_phrase phrase = {position,
			positions(word, n, position, form, marked)};
	struct match_node node = phrase_node(field, &phrase);
	check_match(f, store, &node, expected);
}

#define PHRASE(field, expected, ...) do { \
	const struct wanted words[] = {__VA_ARGS__}; \
	check_phrase(f, store, field, words, sizeof(words) / sizeof(words[0]), \
			expected); \
} while (0)

static void matches_phrases_and_prefixes(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);

	check_word(f, store, "harga", true, "1 2 4");
	check_word(f, store, "harga", false, "1 4");
	check_word(f, store, "tolak", true, "4");
	check_word(f, store, "tolak", false, "");
	PHRASE(MATCH_ANY, "1 4", {"harga", true, false}, {"beras", true, false});
	PHRASE(MATCH_ANY, "2", {"harga", true, false}, {"naik", true, false});
	PHRASE(MATCH_ANY, "", {"harga", false, false}, {"naik", false, false});
	PHRASE(MATCH_ANY, "1 2 4", {"harga", false, true});
	PHRASE(MATCH_ANY, "2", {"hargan", false, true});
	PHRASE(MATCH_ANY, "1 3 5 6", {"pas", false, true});
	PHRASE(MATCH_ANY, "3", {"rob", true, false}, {"di", true, false},
			{"pas", false, true});
	PHRASE(MATCH_TITLE, "4", {"banjir", true, false});
	PHRASE(MATCH_TEXT, "3", {"banjir", true, false});
	PHRASE(MATCH_ANY, "3 4", {"banjir", true, false});
	close_store(f, store);
}

static void matches_near_and_odd_terms(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct match_position position[2];
	struct str form[2][2];
	char marked[2][64];
	const struct wanted near[] = {{"harga", true, false},
			{"pasar", true, false}};

	positions(near, 2, position, form, marked);
	struct match_phrase phrase[] = {{&position[0], 1}, {&position[1], 1}};
	struct match_node node = {.op = MATCH_NEAR, .phrase = phrase,
		.phrases = 2, .distance = 3};
	check_match(f, store, &node, "1");
	node.field = MATCH_TEXT;
	node.distance = 2;
	check_match(f, store, &node, "");

	/* What FTS5 would read as syntax, or could not read at all. */
	PHRASE(MATCH_ANY, "", {"\" OR pasar OR \"", false, false});
	PHRASE(MATCH_ANY, "", {"pasar\"", false, false});
	PHRASE(MATCH_ANY, "", {"", false, false});
	PHRASE(MATCH_ANY, "", {"", false, true});
	PHRASE(MATCH_ANY, "", {"rob di", false, false});
	struct str nul = STR("pa\0sar");
	struct match_position odd = {&nul, 1, false};
	struct match_phrase one = {&odd, 1}, none = {NULL, 0};
	node = phrase_node(MATCH_ANY, &one);
	check_match(f, store, &node, "");
	node = phrase_node(MATCH_ANY, &none);
	check_match(f, store, &node, "");
	/* Only a marked form in the second position is no synonym of the
	 * first. */
	struct str alone = STR("\x02harga");
	struct str warga = STR("pasar");
	struct match_position pair[] = {{&warga, 1, false}, {&alone, 1, false}};
	struct match_phrase two = {pair, 2};
	node = phrase_node(MATCH_ANY, &two);
	check_match(f, store, &node, "");
	close_store(f, store);
}

static size_t not_five(void *context, int64_t *id, size_t n)
{
	size_t kept = 0;

	*(size_t *)context += n;
	for (size_t i = 0; i < n; i++) {
		int64_t one = id[i];
		id[kept] = one;
		kept += one != 5;
	}
	return kept;
}

/* 'pasar', 'pas*' and 'banjir', each a leaf. */
struct leaves {
	struct str form[3];
	struct match_position position[3];
	struct match_phrase phrase[3];
	struct match_node node[3];
};

static void make_leaves(struct leaves *l)
{
	const struct str words[] = {STR("pasar"), STR("pas"), STR("banjir")};

	for (size_t i = 0; i < 3; i++) {
		l->form[i] = words[i];
		l->position[i] = (struct match_position){&l->form[i], 1, i == 1};
		l->phrase[i] = (struct match_phrase){&l->position[i], 1};
		l->node[i] = phrase_node(MATCH_ANY, &l->phrase[i]);
	}
}

static void rank_all(struct fixture *f, struct store *store,
		const struct leaves *l)
{
	struct ranked best[4];
	size_t n = 4;
	uint64_t total;
	bool cut;
	size_t asked = 0;

	assert_int_equal(pantau_match_rank(store, &l->node[0], NULL, best, &n,
			&total, &cut, &f->err), PANTAU_OK);
	assert_int_equal(n, 4);
	assert_int_equal(total, 4);
	assert_false(cut);
	/* The short ones first, of equals the newer; then twice in seven. */
	assert_int_equal(best[0].id, 6);
	assert_int_equal(best[1].id, 5);
	assert_true(best[0].score == best[1].score);
	assert_int_equal(best[2].id, 3);
	assert_int_equal(best[3].id, 1);
	/* N 6, n 4, mean length 23/6; the first word counts three times:
	 * ln(1 + 2.5/4.5) * 3 * 2.2 / (3 + 1.2 * (0.25 + 0.75 * 6/23)) */
	assert_true(fabs(best[0].score - 0.8249719) < 1e-6);
	/* A phrase that follows takes over the frequency of the one before. */
	struct match_node lead = l->node[0], form = l->node[1];
	struct match_node *pair[] = {&lead, &form};
	struct match_node or = {.op = MATCH_OR, .child = pair, .children = 2};
	form.weight = 0.25;
	form.follows = true;
	n = 4;
	assert_int_equal(pantau_match_rank(store, &or, NULL, best, &n, &total,
			&cut, &f->err), PANTAU_OK);
	assert_int_equal(best[0].id, 6);
	assert_true(fabs(best[0].score - 1.25 * 0.8249719) < 1e-6);
	struct match_filter filter = {not_five, &asked, 1, 6};
	form = l->node[2];
	n = 1;
	assert_int_equal(pantau_match_rank(store, &or, &filter, best, &n,
			&total, &cut, &f->err), PANTAU_OK);
	assert_int_equal(asked, 5);
	assert_int_equal(total, 4);
	assert_int_equal(n, 1);
	assert_int_equal(best[0].id, 3);
	/* Bounds hide matches, not documents that the frequency counts. */
	filter = (struct match_filter){NULL, NULL, 2, 5};
	n = 4;
	assert_int_equal(pantau_match_rank(store, &l->node[0], &filter, best,
			&n, NULL, &cut, &f->err), PANTAU_OK);
	assert_int_equal(n, 2);
	assert_int_equal(best[0].id, 5);
	assert_true(fabs(best[0].score - 0.8249719) < 1e-6);
}

static void ranks_by_bm25(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct leaves leaves;
	uint64_t documents;

	make_leaves(&leaves);
	rank_all(f, store, &leaves);
	pantau_match_by_fts(store, true);
	rank_all(f, store, &leaves);
	for (int by_fts = 1; by_fts >= 0; by_fts--) {
		pantau_match_by_fts(store, by_fts == 1);
		assert_int_equal(pantau_match_frequency(store, STR("pasar"),
				&documents, &f->err), PANTAU_OK);
		assert_int_equal(documents, 4);
		assert_int_equal(pantau_match_frequency(store,
				STR("\x02harga"), &documents, &f->err), PANTAU_OK);
		assert_int_equal(documents, 1);
	}
	close_store(f, store);
}

static void tells_trees_apart(void **state)
{
	struct leaves l;
	struct buf one, other;

	(void)state;
	make_leaves(&l);
	struct match_node *pair[] = {&l.node[0], &l.node[2]};
	struct match_node and = {.op = MATCH_AND, .child = pair, .children = 2};
	struct match_node or = {.op = MATCH_OR, .child = pair, .children = 2};
	pantau_buf_init(&one);
	pantau_buf_init(&other);
	pantau_match_key(&one, &and);
	pantau_match_key(&other, &or);
	assert_false(str_eq(buf_str(&one), buf_str(&other)));
	pantau_buf_clear(&other);
	l.node[0].weight = 0.5;
	pantau_match_key(&other, &and);
	assert_true(str_eq(buf_str(&one), buf_str(&other)));
	pantau_buf_clear(&other);
	l.node[0].field = MATCH_TITLE;
	pantau_match_key(&other, &and);
	assert_false(str_eq(buf_str(&one), buf_str(&other)));
	assert_int_equal(pantau_match_phrases(&and), 2);
	pantau_buf_finish(&one);
	pantau_buf_finish(&other);
}

static void lists_forms_of_a_prefix(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct arena arena;
	struct str *form;
	size_t n;
	bool cut;

	pantau_arena_init(&arena);
	assert_int_equal(pantau_match_forms(store, STR("harga"), 10, &arena,
			&form, &n, &cut, &f->err), PANTAU_OK);
	assert_int_equal(n, 2);
	check_str(form[0], "harga");
	check_str(form[1], "harganya");
	assert_false(cut);
	assert_int_equal(pantau_match_forms(store, STR("ha"), 1, &arena, &form,
			&n, &cut, &f->err), PANTAU_OK);
	assert_int_equal(n, 1);
	assert_true(cut);
	pantau_arena_finish(&arena);
	close_store(f, store);
}

static void stops_when_asked(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	volatile int stop = 1;
	struct leaves l;
	struct ranked best;

	make_leaves(&l);
	for (int by_fts = 1; by_fts >= 0; by_fts--) {
		struct match *match;
		int64_t id;
		size_t n = 1;
		bool cut;
		pantau_match_by_fts(store, by_fts == 1);
		pantau_store_deadline(store, 0, &stop);
		enum pantau_status status = pantau_match_open(store, &l.node[0],
				true, 1, 10, &match, &f->err);
		if (status == PANTAU_OK) {
			status = pantau_match_next(match, &id, &f->err);
			pantau_match_close(match);
		}
		assert_int_equal(status, PANTAU_INTERRUPTED);
		/* FTS5 asks once in a thousand matches. */
		assert_int_equal(pantau_match_rank(store, &l.node[0], NULL,
				&best, &n, NULL, &cut, &f->err),
				by_fts == 1 ? PANTAU_OK : PANTAU_INTERRUPTED);
		pantau_store_deadline(store, 0, NULL);
	}
	check_match(f, store, &l.node[0], "1 3 5 6");
	close_store(f, store);
}

/* --- verify --- */

static void verify_reads_only(void **state)
{
	struct fixture *f = *state;
	struct seen seen = {0};

	close_store(f, filled(f));
	struct store *store = open_store(f, STORE_READ);
	assert_int_equal(pantau_store_verify(store, found, &seen, &f->err),
			PANTAU_OK);
	assert_int_not_equal(sqlite3_exec(pantau_store_db(store),
			"DELETE FROM doc", NULL, NULL, NULL), SQLITE_OK);
	/* While another writes, a copy serves. */
	struct store *writing = open_store(f, STORE_WRITE);
	assert_int_equal(sqlite3_exec(pantau_store_db(writing),
			"BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_busy_timeout(pantau_store_db(store), 10);
	assert_int_equal(pantau_store_verify(store, found, &seen, &f->err),
			PANTAU_OK);
	assert_int_equal(seen.n, 0);
	close_store(f, store);
	assert_int_equal(sqlite3_exec(pantau_store_db(writing), "ROLLBACK",
			NULL, NULL, NULL), SQLITE_OK);
	close_store(f, writing);
}

/* --- rebuild, rescore, optimize, backup, audit --- */

static bool refuse(void *context, uint64_t done, uint64_t total)
{
	(void)context;
	(void)done;
	(void)total;
	return false;
}

static const struct rework_options refusing = {.progress = refuse};

static void rebuilds_all_or_nothing(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct pantau_lexicons *old = f->lexicons;

	check_word(f, store, "langka", true, "2");
	write_file(f->folder, "stem-exceptions.tsv",
			"form\tstem\tnote\nlangka\tjarang\t\n");
	write_file(f->folder, "sentiment.tsv",
			"term\tpolarity\tclass\tnegative\tneutral\tpositive\t"
			"example\tnote\nnaik\t-3\tadj\t3\t0\t-3\t\t\n");
	open_lexicons(f);
	assert_int_equal(pantau_store_stale(store, f->lexicons),
			STAMP_TEXT | STAMP_SCORE);
	assert_int_equal(pantau_store_rebuild(store, f->lexicons, &refusing, NULL,
			&f->err), PANTAU_INTERRUPTED);
	assert_int_equal(pantau_store_stale(store, f->lexicons),
			STAMP_TEXT | STAMP_SCORE);
	check_word(f, store, "jarang", true, "");
	assert_int_equal(pantau_store_verify(store, NULL, NULL, &f->err),
			PANTAU_OK);
	assert_int_equal(pantau_store_rescore(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_OK);
	assert_int_equal(pantau_store_stale(store, f->lexicons), STAMP_TEXT);
	assert_int_not_equal(pantau_columns_value(store, COLUMN_TONE, 1),
			pantau_columns_value(store, COLUMN_TONE, 5));
	assert_int_equal(pantau_store_rebuild(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_OK);
	assert_int_equal(pantau_store_stale(store, f->lexicons), 0);
	check_word(f, store, "jarang", true, "2");
	check_word(f, store, "harga", true, "1 2 4");
	assert_int_equal(pantau_store_verify(store, NULL, NULL, &f->err),
			PANTAU_OK);
	close_store(f, store);
	store = open_store(f, STORE_READ);
	assert_int_equal(pantau_store_stale(store, f->lexicons), 0);
	close_store(f, store);
	pantau_lexicons_close(old);
}

static void another_analyser_only_reads(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct writer *writer;
	struct seen seen = {0};

	assert_int_equal(sqlite3_exec(pantau_store_db(store), "UPDATE meta "
			"SET value = 0 WHERE name = 'analyser'", NULL, NULL, NULL),
			SQLITE_OK);
	close_store(f, store);
	store = open_store(f, STORE_WRITE);
	assert_int_equal(pantau_store_stale(store, NULL), STAMP_ANALYSER);
	assert_int_equal(pantau_writer_create(store, WRITE_STEADY, &writer,
			&f->err), PANTAU_STALE);
	check_word(f, store, "harga", true, "1 2 4");
	assert_int_equal(pantau_store_verify(store, found, &seen, &f->err),
			PANTAU_OK);
	check_str(str_of(seen.last), "stamps");
	assert_int_equal(pantau_store_rebuild(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_OK);
	assert_int_equal(pantau_store_stale(store, NULL), 0);
	close_store(f, store);
}

static void optimizes(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);

	assert_int_equal(pantau_store_optimize(store, NULL, NULL, &f->err),
			PANTAU_OK);
	check_word(f, store, "harga", true, "1 2 4");
	assert_int_equal(pantau_store_verify(store, NULL, NULL, &f->err),
			PANTAU_OK);
	close_store(f, store);
}

static void backs_up(void **state)
{
	struct fixture *f = *state;
	char path[160], text[160];
	struct stat info;

	struct store *store = filled(f);
	snprintf(path, sizeof(path), "%s/copy.db", f->folder);
	snprintf(text, sizeof(text), "%s/roots.tsv", f->folder);
	assert_int_equal(pantau_store_backup(store, f->path, NULL, NULL,
			&f->err), PANTAU_USAGE);
	assert_int_equal(pantau_store_backup(store, text, NULL, NULL, &f->err),
			PANTAU_FOREIGN);
	assert_int_equal(pantau_store_backup(store, path, refuse, NULL,
			&f->err), PANTAU_INTERRUPTED);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(pantau_store_backup(store, path, NULL, NULL, &f->err),
			PANTAU_OK);
	assert_int_equal(pantau_store_backup(store, path, NULL, NULL, &f->err),
			PANTAU_OK);
	close_store(f, store);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	snprintf(f->path, sizeof(f->path), "%s/copy.db", f->folder);
	store = open_store(f, STORE_READ);
	check_word(f, store, "harga", true, "1 2 4");
	assert_int_equal(pantau_store_verify(store, NULL, NULL, &f->err),
			PANTAU_OK);
	close_store(f, store);
}

static void audits_from_a_reader(void **state)
{
	struct fixture *f = *state;
	sqlite3_stmt *stmt;

	close_store(f, filled(f));
	struct store *store = open_store(f, STORE_READ);
	assert_int_equal(pantau_store_begin_read(store, &f->err), PANTAU_OK);
	assert_int_equal(pantau_store_audit(store, 99, "unmask", "search",
			&f->err), PANTAU_OK);
	pantau_store_end_read(store);
	assert_int_equal(sqlite3_prepare_v2(pantau_store_db(store),
			"SELECT time, action, detail FROM audit", -1, &stmt, NULL),
			SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	assert_int_equal(sqlite3_column_int(stmt, 0), 99);
	assert_string_equal(sqlite3_column_text(stmt, 2), "search");
	sqlite3_finalize(stmt);
	close_store(f, store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, \
		fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(matches_phrases_and_prefixes),
		TEST(matches_near_and_odd_terms),
		TEST(ranks_by_bm25),
		TEST(tells_trees_apart),
		TEST(lists_forms_of_a_prefix),
		TEST(stops_when_asked),
		TEST(verify_reads_only),
		TEST(rebuilds_all_or_nothing),
		TEST(another_analyser_only_reads),
		TEST(optimizes),
		TEST(backs_up),
		TEST(audits_from_a_reader),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
