/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The archive of debunks: the same one twice, its index, what is compiled of it
 * and when that is made anew, and the items that repeat a debunk. */

#include "store_fixture.h"

#include "search/claim_scan.h"
#include "store/debunk.h"
#include "store/debunk_parts.h"

#define NOW (INT64_C(20000) * 86400)

#define CLAIM "permen jari narkoba ditemukan di sekolah Ciledug anak yang " \
	"makan tertidur dua hari penuh tanpa bangun"

static struct store *filled(struct fixture *f)
{
	static const char *const texts[] = {
		"Harga beras naik di pasar induk hari ini",
		"Awas, " CLAIM " sebarkan ke semua orang tua",
		"Kabar bahwa " CLAIM " adalah hoaks, kata dinas",
		CLAIM,
		"Banjir rob di pasar lama merendam puluhan rumah warga",
	};
	return fill_store(f, texts, sizeof(texts) / sizeof(texts[0]), NULL);
}

static struct debunk make(const char *title, const char *body,
		const char *url)
{
	return (struct debunk){
		.title = str_of(title), .claim = STR(""), .body = str_of(body),
		.verdict = STR("SALAH"), .url = str_of(url),
		.publisher = STR(""), .line = 7,
	};
}

static struct debunker *begin_debunks(struct fixture *f, struct store *store)
{
	struct debunker *d;
	if (pantau_debunker_create(store, NOW, &d, &f->err) != PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
	return d;
}

static enum debunk_done give(struct fixture *f, struct debunker *d,
		const struct debunk *debunk, int64_t *id, bool *again)
{
	enum debunk_done done;
	if (pantau_debunker_put(d, debunk, "a.csv", id, &done, again,
			&f->err) != PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
	return done;
}

static void end_debunks(struct fixture *f, struct debunker *d)
{
	const struct claims *claims;
	assert_int_equal(pantau_debunker_compile(d, NULL, NULL, &claims,
			&f->err), PANTAU_OK);
	assert_int_equal(pantau_debunker_commit(d, &f->err), PANTAU_OK);
	pantau_debunker_destroy(d);
}

static void check_sound(struct fixture *f, struct store *store)
{
	struct seen seen = {0};
	if (pantau_store_verify(store, found, &seen, &f->err) != PANTAU_OK) {
		fail_msg("%s: %s", seen.last, f->err.message);
	}
	assert_int_equal(sqlite3_exec(pantau_store_db(store), "INSERT INTO "
			"debunk_fts(debunk_fts, rank) VALUES("
			"'integrity-check', 1)", NULL, NULL, NULL), SQLITE_OK);
}

static void check_list(struct fixture *f, struct store *store,
		const char *words, const char *expected)
{
	struct arena arena;
	struct buf got;
	int64_t *id;
	size_t n;
	uint64_t total;
	pantau_arena_init(&arena);
	pantau_buf_init(&got);
	assert_int_equal(pantau_debunk_list(store, str_of(words), 10, &arena,
			&id, &n, &total, &f->err), PANTAU_OK);
	assert_int_equal(n, total);
	for (size_t i = 0; i < n; i++) {
		pantau_buf_printf(&got, "%s%lld", i > 0 ? " " : "",
				(long long)id[i]);
	}
	check_str(buf_str(&got), expected);
	pantau_buf_finish(&got);
	pantau_arena_finish(&arena);
}

static void test_none(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct debunk_claims *claims;
	struct debunk_row row;
	struct arena arena;
	int64_t id;
	uint64_t n;
	pantau_arena_init(&arena);
	assert_int_equal(pantau_debunk_count(store, &n, &f->err), PANTAU_OK);
	assert_int_equal(n, 0);
	assert_int_equal(pantau_debunk_find(store, STR("https://x/1"), &id,
			&f->err), PANTAU_OK);
	assert_int_equal(id, 0);
	check_list(f, store, "", "");
	check_list(f, store, "harga", "");
	assert_int_equal(pantau_debunk_get(store, 1, &arena, &row, &f->err),
			PANTAU_NOT_FOUND);
	assert_int_equal(pantau_debunk_claims_open(store, &claims, &f->err),
			PANTAU_OK);
	assert_null(claims);
	pantau_arena_finish(&arena);
	close_store(f, store);
}

static void test_same_twice(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct debunker *d = begin_debunks(f, store);
	struct debunk a = make("Permen narkoba", CLAIM, "https://x/1");
	struct debunk b = make("Harga beras naik", "beras langka", "");
	bool again;
	int64_t id;
	assert_int_equal(give(f, d, &a, &id, &again), DEBUNK_NEW);
	assert_int_equal(id, 1);
	assert_int_equal(give(f, d, &b, &id, &again), DEBUNK_NEW);
	assert_false(again);
	assert_int_equal(give(f, d, &b, &id, &again), DEBUNK_SAME);
	assert_true(again);
	assert_int_equal(id, 2);
	/* The same words from elsewhere keep the first url. */
	a.url = STR("https://y/2");
	assert_int_equal(give(f, d, &a, &id, &again), DEBUNK_SAME);
	assert_int_equal(id, 1);
	a.url = STR("https://x/1");
	a.verdict = STR("BENAR");
	assert_int_equal(give(f, d, &a, &id, &again), DEBUNK_UPDATED);
	/* A url is taken up where there was none. */
	b.url = STR("https://x/3");
	assert_int_equal(give(f, d, &b, &id, &again), DEBUNK_UPDATED);
	b.title = STR("Banjir rob");
	assert_int_equal(give(f, d, &b, &id, &again), DEBUNK_UPDATED);
	assert_int_equal(id, 2);
	end_debunks(f, d);
	assert_int_equal(number(store, "SELECT count(*) FROM debunk"), 2);
	assert_int_equal(pantau_debunk_find(store, STR("https://x/3"), &id,
			&f->err), PANTAU_OK);
	assert_int_equal(id, 2);
	assert_int_equal(pantau_debunk_find(store, STR(""), &id, &f->err),
			PANTAU_OK);
	assert_int_equal(id, 0);
	check_list(f, store, "", "2 1");
	check_list(f, store, "banjir", "2");
	check_list(f, store, "harga", "");
	check_list(f, store, "langka beras", "2");
	check_list(f, store, "narkoba beras", "");
	check_list(f, store, "\"quote\" AND (", "");
	check_list(f, store, "...", "");
	check_sound(f, store);
	/* A stem finds what has it. */
	check_list(f, store, "berasnya", "2");
	close_store(f, store);
	store = open_store(f, STORE_WRITE);
	d = begin_debunks(f, store);
	assert_int_equal(give(f, d, &a, &id, &again), DEBUNK_SAME);
	assert_false(again);
	end_debunks(f, d);
	close_store(f, store);
}

static void test_roll_back(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct debunker *d = begin_debunks(f, store);
	struct debunk a = make("Permen narkoba", CLAIM, "https://x/1");
	uint64_t n;
	bool again;
	int64_t id;
	give(f, d, &a, &id, &again);
	pantau_debunker_destroy(d);
	assert_int_equal(pantau_debunk_count(store, &n, &f->err), PANTAU_OK);
	assert_int_equal(n, 0);
	check_list(f, store, "", "");
	close_store(f, store);
	store = open_store(f, STORE_READ);
	assert_int_equal(pantau_debunker_create(store, NOW, &d, &f->err),
			PANTAU_USAGE);
	close_store(f, store);
}

/* --- the compiled archive --- */

static struct str bytes_of(struct fixture *f, struct store *store,
		struct debunk_claims **claims)
{
	if (pantau_debunk_claims_open(store, claims, &f->err) != PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
	assert_non_null(*claims);
	return pantau_claims_bytes(pantau_debunk_claims(*claims));
}

static void sql(struct store *store, const char *text)
{
	char *why = NULL;
	if (sqlite3_exec(pantau_store_db(store), text, NULL, NULL, &why) !=
			SQLITE_OK) {
		fail_msg("%s", why);
	}
}

/* Whatever is wrong with what is kept, the same is made of the rows. */
static void test_kept(void **state)
{
	static const char *const damage[] = {
		"UPDATE claim_archive SET bytes = x'00'",
		"UPDATE claim_archive SET bytes = "
			"cast(substr(bytes, 1, 200) AS BLOB) || zeroblob("
			"length(bytes) - 200)",
		"DELETE FROM claim_archive",
		"DELETE FROM meta WHERE name = 'claims'",
		"UPDATE meta SET value = zeroblob(32) WHERE name = 'claims'",
	};
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct debunker *d = begin_debunks(f, store);
	struct debunk a = make("Permen narkoba", CLAIM, "");
	struct debunk_claims *kept, *other;
	bool again;
	int64_t id;
	give(f, d, &a, &id, &again);
	end_debunks(f, d);
	struct str bytes = bytes_of(f, store, &kept);
	for (size_t i = 0; i < sizeof(damage) / sizeof(damage[0]); i++) {
		sql(store, damage[i]);
		assert_true(str_eq(bytes, bytes_of(f, store, &other)));
		pantau_debunk_claims_close(other);
	}
	/* It outlives the store. */
	close_store(f, store);
	assert_int_equal(pantau_claims_count(pantau_debunk_claims(kept)), 1);
	pantau_debunk_claims_close(kept);
}

static void test_cache(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct debunker *d = begin_debunks(f, store);
	struct debunk a = make("Permen narkoba", CLAIM, "");
	struct store_options options = {.mode = STORE_READ};
	struct debunk_claims *first, *second, *third;
	char cache[96];
	bool again;
	int64_t id;
	give(f, d, &a, &id, &again);
	end_debunks(f, d);
	close_store(f, store);
	snprintf(cache, sizeof(cache), "%s/cache", f->folder);
	options.cache_dir = cache;
	assert_int_equal(pantau_store_open(f->path, &options, &store, &f->err),
			PANTAU_OK);
	struct str bytes = bytes_of(f, store, &first);
	assert_true(str_eq(bytes, bytes_of(f, store, &second)));
	assert_true(str_eq(bytes, bytes_of(f, store, &third)));
	pantau_debunk_claims_close(first);
	pantau_debunk_claims_close(second);
	pantau_debunk_claims_close(third);
	close_store(f, store);
}

/* Is what is compiled of the words that the archive knows now? */
static void check_stamp(struct store *store)
{
	assert_int_equal(number(store, "SELECT substr(claims.value, 1, 16) = "
			"image.value FROM meta AS claims, meta AS image WHERE "
			"claims.name = 'claims' AND image.name = 'text_image'"),
			1);
}

/* Other lexicons: index and archive follow a rebuild, or, where there are no
 * items yet, the next writer. */
static void test_rebuild(void **state)
{
	struct fixture *f = *state;
	struct debunk a = make("Menggoreng kerupuk", "kerupuk udang", "");
	bool again;
	int64_t id;
	for (int empty = 0; empty < 2; empty++) {
		struct store *store = empty ? open_store(f, STORE_CREATE)
				: filled(f);
		struct debunker *d = begin_debunks(f, store);
		give(f, d, &a, &id, &again);
		end_debunks(f, d);
		check_stamp(store);
		close_store(f, store);
		pantau_lexicons_close(f->lexicons);
		write_file(f->folder, "roots.tsv", empty
				? "root\tclass\taffixes\tnote\nudang\tn\t\t\n"
				: "root\tclass\taffixes\tnote\ngoreng\tv\t\t\n");
		open_lexicons(f);
		store = open_store(f, STORE_WRITE);
		if (!empty) {
			assert_int_equal(pantau_store_rebuild(store,
					f->lexicons, NULL, NULL, &f->err),
					PANTAU_OK);
		}
		check_stamp(store);
		check_list(f, store, "goreng", "1");
		check_sound(f, store);
		close_store(f, store);
		assert_int_equal(remove(f->path), 0);
	}
}

/* --- items --- */

static struct claim_row row_of(int64_t doc, uint32_t debunk, bool denies)
{
	return (struct claim_row){.doc = doc, .debunk = debunk,
		.kind = CLAIM_MATCH, .containment = 0.75, .shared = 9,
		.denies = denies};
}

static bool flagged(struct store *store, int64_t id)
{
	return (pantau_columns_value(store, COLUMN_FLAGS, id) & ROW_CLAIM) != 0;
}

static void test_rows(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct debunker *d = begin_debunks(f, store);
	struct debunk a = make("Permen narkoba", CLAIM, "https://x/1");
	const struct claim_row rows[] = {row_of(2, 1, false),
		row_of(3, 1, true)};
	struct debunk_row debunk;
	struct claim_row *of;
	struct arena arena;
	int64_t id, *doc;
	size_t n;
	bool again;
	pantau_arena_init(&arena);
	give(f, d, &a, &id, &again);
	assert_int_equal(pantau_debunker_repeat(d, rows, 2, &f->err),
			PANTAU_OK);
	end_debunks(f, d);
	assert_true(flagged(store, 2));
	assert_false(flagged(store, 3));
	assert_int_equal(pantau_claim_rows(store, 2, &arena, &of, &n, &f->err),
			PANTAU_OK);
	assert_int_equal(n, 1);
	assert_true(of[0].kind == CLAIM_MATCH && of[0].shared == 9 &&
			of[0].containment == 0.75 && !of[0].denies);
	assert_int_equal(pantau_claim_items(store, 1, true, &arena, &doc, &n,
			&f->err), PANTAU_OK);
	assert_true(n == 1 && doc[0] == 3);
	assert_int_equal(pantau_debunk_get(store, 1, &arena, &debunk, &f->err),
			PANTAU_OK);
	assert_true(debunk.repeats == 1 && debunk.denials == 1);
	assert_true(debunk.debunk.line == 7 && debunk.added == NOW);
	check_str(debunk.input, "a.csv");
	check_sound(f, store);
	struct seen seen = {0};
	sql(store, "UPDATE claim SET denies = 1 - denies");
	assert_int_equal(pantau_store_verify(store, found, &seen, &f->err),
			PANTAU_DAMAGED);
	assert_string_equal(seen.last, "claims");
	sql(store, "UPDATE claim SET denies = 1 - denies");
	check_sound(f, store);
	sql(store, "INSERT INTO claim VALUES(5, 9, 2, 1, 1, 1)");
	assert_int_equal(pantau_store_verify(store, found, &seen, &f->err),
			PANTAU_DAMAGED);
	sql(store, "DELETE FROM claim WHERE debunk = 9");
	/* Other words: who repeated the old ones is let go. */
	d = begin_debunks(f, store);
	a.body = STR("kata lain sama sekali");
	assert_int_equal(give(f, d, &a, &id, &again), DEBUNK_UPDATED);
	end_debunks(f, d);
	assert_false(flagged(store, 2));
	assert_int_equal(number(store, "SELECT count(*) FROM claim"), 0);
	check_sound(f, store);
	pantau_arena_finish(&arena);
	close_store(f, store);
}

/* What a rebuild is to mend. */
static void test_damage(void **state)
{
	static const char *const damage[] = {
		"INSERT INTO claim VALUES(3, 9, 2, 1, 1, 0)",
		"INSERT INTO claim VALUES(99, 1, 2, 1, 1, 0)",
		"DELETE FROM claim",
		"DELETE FROM debunk_fts_data",
		"UPDATE debunk SET title = 'lain'",
		"DROP TABLE claim",
	};
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct debunk a = make("Permen narkoba", CLAIM, "https://x/1");
	const struct claim_row row = row_of(2, 1, false);
	for (size_t i = 0; i < sizeof(damage) / sizeof(damage[0]); i++) {
		struct debunker *d = begin_debunks(f, store);
		struct seen seen = {0};
		int64_t id;
		bool again;
		give(f, d, &a, &id, &again);
		assert_int_equal(pantau_debunker_repeat(d, &row, 1, &f->err),
				PANTAU_OK);
		end_debunks(f, d);
		assert_true(flagged(store, 2));
		sql(store, damage[i]);
		assert_int_equal(pantau_store_verify(store, found, &seen,
				&f->err), PANTAU_DAMAGED);
		assert_int_equal(pantau_store_rebuild(store, f->lexicons, NULL,
				NULL, &f->err), PANTAU_OK);
		check_sound(f, store);
		assert_true(flagged(store, 2) == (number(store, "SELECT "
				"count(*) FROM claim WHERE doc = 2") != 0));
	}
	close_store(f, store);
}

static void test_scan(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct debunker *d = begin_debunks(f, store);
	struct debunk a = make("Permen narkoba", "Beredar pesan bahwa " CLAIM
			" dan seterusnya. Itu tidak benar.", "");
	struct debunk b = make("Tidak ada yang mengulang", "tanpa kata yang "
			"sama dengan siapa pun", "");
	struct pantau_analyser *analyser;
	struct pantau_scorer *scorer;
	const struct claims *claims;
	const uint32_t *changed;
	size_t n;
	bool again;
	int64_t id;
	assert_int_equal(pantau_scorer_create(f->lexicons, &scorer, &f->err),
			PANTAU_OK);
	assert_int_equal(pantau_analyser_create_over(pantau_store_text_image(
			store), pantau_lexicons_score(f->lexicons), &analyser,
			&f->err), PANTAU_OK);
	give(f, d, &b, &id, &again);
	give(f, d, &a, &id, &again);
	assert_int_equal(pantau_debunker_compile(d, NULL, NULL, &claims,
			&f->err), PANTAU_OK);
	const struct claim_scan scan = {.store = store, .analyser = analyser,
		.scorer = scorer, .claims = claims};
	changed = pantau_debunker_changed(d, &n);
	assert_int_equal(n, 2);
	if (pantau_claim_scan(&scan, changed, n, d, &f->err) != PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
	assert_int_equal(pantau_debunker_commit(d, &f->err), PANTAU_OK);
	pantau_debunker_destroy(d);
	/* Without words of denial in the lexicons nobody denies. */
	assert_int_equal(number(store, "SELECT count(*) FROM claim "
			"WHERE debunk = 2 AND doc BETWEEN 2 AND 4"), 3);
	assert_int_equal(number(store, "SELECT count(*) FROM claim"), 3);
	assert_true(flagged(store, 4) && !flagged(store, 1));
	pantau_analyser_destroy(analyser);
	pantau_scorer_destroy(scorer);
	close_store(f, store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, \
	fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_none),
		TEST(test_same_twice),
		TEST(test_roll_back),
		TEST(test_kept),
		TEST(test_cache),
		TEST(test_rebuild),
		TEST(test_rows),
		TEST(test_damage),
		TEST(test_scan),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
