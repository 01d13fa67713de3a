/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Occurrences as the index tells them are those that the text's own words give:
 * random texts of all that is no plain word, the sample corpus, and what the
 * index cannot tell. The seed is fixed.
 */

#include "check.h"

#include "search/occur_parts.h"
#include "search/session.h"
#include "random_below.h"
#include "search_fixture.h"
#include "store/match.h"

#define RANDOM_DOCS 150
#define DOCS_MAX 700
#define QUERIES 250

static const char *const words[] = {
	"banjir", "kebanjiran", "Banjir", "BANJIR", "banjir,", "harga",
	"harganya", "beras", "kenaikan", "naik", "menolak", "di", "jakarta",
	"Jakarta.", "anti-banjir", "anti-Jokowi", "anak-anak", "ke-43", "e-KTP",
	"harga-harga", "AS-Israel", "-", "--", "#TolakBanjir", "#banjir",
	"@bmkg", "rp2.500", "Rp 10 ribu", "2026", "90an", "12.30", "12/11/2026",
	"b4njir", "k*rupsi", "ban*ir", "b a n j i r", "bannnjir", "wkwkwk",
	"\xf0\x9f\x98\x80", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", ":)",
	"caf\xc3\xa9", "teman\xc2\xb2", "bh\xc5\xabta", ("Jum\xe2\x80\x99" "at"),
	"\xd0\xb1\xd0\xb0", "\xe2\x80\x8b", "\xc2\xad", "ban\xc2\xadjir",
	"https://detik.com/a-b?c=1", "a@b.co.id", "0812-3456-7890", "S.H.",
	"UU No. 5 Tahun 2020", "banjir/beras", "x\xe2\x80\x90y", "\xff", "(", "\n",
};

static const char *const asked[] = {
	"banjir", "=banjir", "harga", "naik", "jakarta", "tolak", "anak",
	"anti-banjir", "\"di jakarta\"", "\"harga beras\"", "\"harga naik di\"",
	"judul:banjir", "teks:\"banjir jakarta\"", "#banjir", "2026", "90",
	"harga NEAR/3 naik", "banjir DEKAT/5 jakarta", "\"anti banjir\"",
	"\"anak-anak di\"", "jokowi", "ktp", "e-ktp", "cafe", "b4njir", "korupsi",
	"\xf0\x9f\x98\x80", "\"banjir banjir\"", "teman2", "bmkg", "israel",
};

struct world {
	struct search_store store;
	struct search_doc doc[DOCS_MAX];
	size_t docs;
	char text[RANDOM_DOCS][2][2048];
	struct buf corpus;
	uint64_t random;
};

static struct world *world;

static uint32_t below(size_t n)
{
	return random_below(&world->random, n);
}

static void make_text(char *out, size_t n)
{
	*out = '\0';
	for (size_t i = 0; i < n; i++) {
		strcat(out, i == 0 ? "" : below(20) == 0 ? ". " : " ");
		strcat(out, words[below(sizeof(words) / sizeof(words[0]))]);
	}
}

static void add_doc(const char *title, const char *text)
{
	assert_true(world->docs < DOCS_MAX);
	world->doc[world->docs++] = (struct search_doc){
		.source = "kompas", .kind = KIND_NEWS, .published = 1794114000,
		.title = title, .text = text,
	};
}

/* Lines of the sample corpus, with all that JSON puts around their words. */
static void add_corpus(const char *name)
{
	const char *root = getenv("PANTAU_SOURCE_ROOT");
	char path[4096];
	size_t at = world->corpus.n;
	snprintf(path, sizeof(path), "%s/corpus/%s", root != NULL ? root : ".",
			name);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	at += fread(world->corpus.p + at, 1, (200 << 10) - 1, file);
	fclose(file);
	world->corpus.p[at] = '\0';
	char *save = NULL, *line = strtok_r(world->corpus.p + world->corpus.n,
			"\n", &save);
	for (; line != NULL; line = strtok_r(NULL, "\n", &save)) {
		add_doc("banjir di sini", line);
	}
	world->corpus.n = at + 1;
}

static int setup(void **state)
{
	(void)state;
	world = calloc(1, sizeof(*world));
	assert_non_null(world);
	world->random = 20261123;
	world->corpus.p = malloc(400 << 10);
	assert_non_null(world->corpus.p);
	search_open_store(&world->store);
	for (size_t i = 0; i < RANDOM_DOCS; i++) {
		make_text(world->text[i][0], below(8));
		make_text(world->text[i][1], 1 + below(60));
		strcat(world->text[i][1], " banjir");
		add_doc(world->text[i][0], world->text[i][1]);
	}
	add_corpus("posts.ndjson");
	add_corpus("news.ndjson");
	search_fill(&world->store, world->doc, world->docs);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	search_close_store(&world->store);
	free(world->corpus.p);
	free(world);
	return 0;
}

static void open_session(struct session *session, const char *query)
{
	struct search_store *s = &world->store;
	const struct search_options options = {.limit = 10};
	if (pantau_session_open(session, s->store, s->analyser, str_of(query),
			&options, &s->err) != PANTAU_OK) {
		fail_msg("%s: %s", query, s->err.message);
	}
}

static void check_field(struct finder *way[2], int64_t id, struct str text,
		enum match_field field, const char *query)
{
	struct pantau_tokens tokens[2];
	const struct occurrence *found[2];
	size_t n[2];
	assert_int_equal(pantau_finder_run(way[0], text, field, &tokens[0],
			&found[0], &n[0], NULL), PANTAU_OK);
	assert_int_equal(pantau_finder_shown(way[1], id, text, field,
			&tokens[1], &found[1], &n[1], NULL), PANTAU_OK);
	if (tokens[0].tokens != tokens[1].tokens || n[0] != n[1]) {
		fail_msg("'%s' in '%.*s': %zu of %zu tokens, not %zu of %zu",
				query, (int)text.n, text.p, n[1],
				tokens[1].tokens, n[0], tokens[0].tokens);
	}
	for (size_t i = 0; i < tokens[0].tokens; i++) {
		assert_int_equal(tokens[0].token[i].start,
				tokens[1].token[i].start);
		assert_int_equal(tokens[0].token[i].end,
				tokens[1].token[i].end);
	}
	for (size_t i = 0; i < n[0]; i++) {
		if (memcmp(&found[0][i], &found[1][i],
				sizeof(found[0][i])) != 0) {
			fail_msg("'%s' in '%.*s': occurrence %zu", query,
					(int)text.n, text.p, i);
		}
	}
}

/* How many of the documents the index was asked for. */
static size_t check_query(const char *query)
{
	struct session session;
	int64_t id[DOCS_MAX];
	size_t n = 0;
	open_session(&session, query);
	struct finder *way[2] = {
		pantau_finder_create(&session.plan),
		pantau_finder_create(&session.plan),
	};
	assert_true(way[0] != NULL && way[1] != NULL);
	for (size_t i = 0; i < world->docs; i++) {
		/* Some, from either end. */
		size_t at = i % 2 == 0 ? i : world->docs - i;
		if (below(4) == 0) {
			id[n++] = (int64_t)at + 1;
		}
	}
	assert_int_equal(pantau_finder_look(way[1], id, n, NULL), PANTAU_OK);
	size_t looked = way[1]->looked.n;
	for (size_t i = 0; i < n; i++) {
		const struct search_doc *doc = &world->doc[id[i] - 1];
		check_field(way, id[i], str_of(doc->title), MATCH_TITLE, query);
		check_field(way, id[i], str_of(doc->text), MATCH_TEXT, query);
	}
	pantau_finder_destroy(way[0]);
	pantau_finder_destroy(way[1]);
	pantau_session_close(&session);
	return looked;
}

static void both_ways_find_the_same(void **state)
{
	const size_t n = sizeof(asked) / sizeof(asked[0]);
	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_true(check_query(asked[i]) != 0);
	}
	for (size_t i = 0; i < QUERIES; i++) {
		static const char *const between[] = {
			" OR ", " ATAU ", " ", " -",
		};
		char query[512];
		snprintf(query, sizeof(query), "(%s)%s(%s)", asked[below(n)],
				between[below(4)], asked[below(n)]);
		check_query(query);
	}
}

static void where_the_index_cannot_tell(void **state)
{
	struct store *store = world->store.store;
	(void)state;
	assert_int_equal(check_query("ban*"), 0);
	assert_int_equal(check_query("banjir OR har*"), 0);
	assert_int_equal(check_query("banjir OR judul:ban*"), 0);
	pantau_match_by_fts(store, true);
	assert_int_equal(check_query("banjir"), 0);
	pantau_match_by_fts(store, false);
	assert_true(check_query("banjir") != 0);
}

/* A row whose text is another one than the index has read. */
static void rows_that_disagree(void **state)
{
	struct session session;
	const int64_t id[] = {3, 1, 2};
	(void)state;
	open_session(&session, "banjir OR \"banjir di jakarta\"");
	struct finder *way[2] = {
		pantau_finder_create(&session.plan),
		pantau_finder_create(&session.plan),
	};
	assert_true(way[0] != NULL && way[1] != NULL);
	assert_int_equal(pantau_finder_look(way[1], id, 3, NULL), PANTAU_OK);
	assert_int_equal(way[1]->looked.n, 3);
	check_field(way, 1, STR(""), MATCH_TEXT, "none");
	/* 'banjir' is the last word of each, so that one lies beyond. */
	check_field(way, 1, STR("banjir"), MATCH_TEXT, "shorter");
	check_field(way, 2, STR("- -"), MATCH_TEXT, "without tokens");
	/* One that was not asked for. */
	check_field(way, 9, str_of(world->doc[8].text), MATCH_TEXT, "other");
	/* Forgotten. */
	assert_int_equal(pantau_finder_look(way[1], id, 0, NULL), PANTAU_OK);
	check_field(way, 1, str_of(world->doc[0].text), MATCH_TEXT, "again");
	pantau_finder_destroy(way[0]);
	pantau_finder_destroy(way[1]);
	pantau_session_close(&session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ways_find_the_same),
		cmocka_unit_test(where_the_index_cannot_tell),
		cmocka_unit_test(rows_that_disagree),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
