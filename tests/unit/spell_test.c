/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The speller over a small lexicon of its own: which rule finds what, what it
 * leaves alone, what of it reaches the index, and that long words cost little.
 * What the whole lexicon makes of words is in tests/spec/spell.test.
 */

#include "data_lexicons.h"

#include "lexicon/skeleton.h"
#include "text/analyser_parts.h"
#include "text/spell_parts.h"

struct fixture {
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
};

static int open_fixture(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	f->lexicons = open_data_lexicons("spell");
	f->analyser = create_analyser(f->lexicons);
	*state = f;
	return f->analyser != NULL ? 0 : -1;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;
	pantau_analyser_destroy(f->analyser);
	pantau_lexicons_close(f->lexicons);
	free(f);
	return 0;
}

struct row {
	const char *word, *normal, *name;
};

static void check_rows(void **state, const struct row *row, size_t n)
{
	struct fixture *f = *state;
	for (size_t i = 0; i < n; i++) {
		struct reading reading;
		struct str normal = pantau_analyser_spell(f->analyser,
				str_of(row[i].word), &reading);
		const char *name = pantau_spelling_name(&reading.spelling);
		if (!str_eq(normal, str_of(row[i].normal)) ||
				strcmp(name, row[i].name) != 0) {
			print_error("%s: <" STR_FMT "> by %s, not <%s> by %s\n",
					row[i].word, STR_ARG(normal), name,
					row[i].normal, row[i].name);
			fail();
		}
	}
}

#define ROWS(state, rows) check_rows(state, rows, \
		sizeof(rows) / sizeof(rows[0]))

static void finds_normal_forms(void **state)
{
	static const struct row rows[] = {
		{"rs", "rumah sakit", "slang.tsv"},
		{"GATEL", "gatal", "bunyi"},
		{"djalan", "jalan", "bunyi"},
		{"skrang", "sekarang", "singkat"},
		{"jmbtn", "jembatan", "singkat"},
		{"gatallll", "gatal", "ulur"},
		{"gatelll", "gatal", "bunyi"},
		{"g4tal", "gatal", "samar"},
		{"wkwkwkwk", "haha", "tawa"},
		{"hihihi", "haha", "tawa"},
		{"huhuhu", "huhu", "tawa"},
		{"jalan2", "jalan-jalan", "kata2"},
		{"org2nya", "orang-orangnya", "kata2"},
		{"jalan\xc2\xb2", "jalan-jalan", "kata2"},
		{"gatel2", "gatal-gatal", "kata2"},
		{"buruburu", "buru-buru", "ulang"},
		{"liat-liat", "lihat-lihat", "ulang"},
		{"dirumah", "di rumah", "gabung"},
		{"kerumahku", "ke rumahku", "gabung"},
		{"gakjalan", "tidak jalan", "gabung"},
		{"rumahsakit", "rumah sakit", "gabung"},
		{"25rb", "25 ribu", "satuan"},
		{"3thn", "3 tahun", "satuan"},
		{"orgnya", "orangnya", "imbuhan"},
		{"rumahny", "rumahnya", "imbuhan"},
		{"dpotong", "dipotong", "imbuhan"},
		{"jembtaan", "jembatan", "ketik"},
		{"jembaran", "jembatan", "ketik"},
		{"jembatn", "jembatan", "singkat"},
	};
	ROWS(state, rows);
}

static void leaves_words_alone(void **state)
{
	static const struct row rows[] = {
		{"gatal", "gatal", "-"},
		{"item", "item", "-"},       /* guarded */
		{"dikirim", "dikirim", "-"},
		{"paga", "paga", "-"},       /* foreign.tsv, near to 'pagi' */
		{"pogu", "pogu", "-"},
		{"bandoeng", "bandoeng", "-"}, /* never to a name */
		{"km2", "km2", "-"},
		{"h2o", "h2o", "-"},
		{"zzz", "zzz", "-"},
		{"xiv", "xiv", "-"},
		{"", "", "-"},
		{"\xe6\x97\xa5\xe6\x9c\xac", "\xe6\x97\xa5\xe6\x9c\xac", "-"},
	};
	ROWS(state, rows);
}

static void respells_spoken_roots(void **state)
{
	static const struct row rows[] = {
		{"kirem", "kirim", "bunyi"},
		{"diliat", "dilihat", "imbuhan"},
	};
	ROWS(state, rows);
}

static void check_terms(void **state, const char *text, const char *expected)
{
	struct fixture *f = *state;
	struct pantau_tokens tokens;
	struct buf got;
	pantau_buf_init(&got);
	assert_int_equal(pantau_analyse(f->analyser, text, strlen(text),
			&tokens, NULL), PANTAU_OK);
	for (size_t i = 0; i < tokens.terms; i++) {
		static const char marks[] = {' ', '=', '~'};
		pantau_buf_char(&got, marks[tokens.term[i].kind]);
		pantau_buf_append(&got, tokens.term[i].bytes,
				tokens.term[i].length);
	}
	check_str(buf_str(&got), expected);
	pantau_buf_finish(&got);
}

/* The capitals of an acronym tell it from an article of Arabic names. */
static void acronyms_with_hyphens(void **state)
{
	check_terms(state, "AS-Israel", " as~as-israel~asisrael israel");
	check_terms(state, "As-Salam", " as-salam=assalam");
	check_terms(state, "as-salam", " as-salam=assalam");
	check_terms(state, "AS-SALAM", " as-salam=assalam");
	check_terms(state, "AS-Israel", " as~as-israel~asisrael israel");
}

/* The form as written stays first; a single word with a meaning of its own is
 * the stem, others are alternatives. */
static void reaches_the_index(void **state)
{
	check_terms(state, "gatel", " gatel=gatal");
	check_terms(state, "kirem", " kirem~kirim");
	check_terms(state, "gakjalan", " gakjalan~tidak~jalan");
	check_terms(state, "wkwkwk", " wkwkwk=wkwk~haha");
	check_terms(state, "gatel-gatel", " gatel-gatel=gatal~gatel");
	check_terms(state, "liat-liat", " liat-liat=lihat~liat");
}

static void stems_of_lines(void **state)
{
	static const struct {
		const char *line, *stems;
	} rows[] = {
		{"dikirim ke rs", "kirim ke rumah sakit"},
		{"  gatel   skrang ", "gatal sekarang"},
		{"rumah rumahnya", "rumah"},
		{"rumah jalan rumah", "rumah jalan rumah"},
		{"", ""}, {"   ", ""},
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t n;
		const char *stem = pantau_stem(f->analyser, rows[i].line,
				strlen(rows[i].line), &n);
		check_str(str_make(stem, n), rows[i].stems);
	}
}

static void skeletons(void **state)
{
	static const struct {
		const char *word, *skeleton;
	} rows[] = {
		{"sekarang", "skrg"}, {"dengan", "dgn"}, {"langsung", "lgsg"},
		{"aiueo", ""}, {"b1", ""}, {"Ab", ""},
		{"abcdefghijklmnopqrstuvwxyz", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char out[SKELETON_MAX];
		size_t n = pantau_skeleton(str_of(rows[i].word), out);
		check_str(str_make(out, n), rows[i].skeleton);
	}
}

/* The look-ups that guessing at a word has cost; not its time, for machines are
 * busy. What is not bounded at all would not end within the limit that the build
 * sets for a test. */
static unsigned cost(struct fixture *f, struct str word)
{
	struct reading reading;
	pantau_analyser_spell(f->analyser, word, &reading);
	return reading.spelling.tries;
}

/* Worst words of every length: none costs more than one word may, and the long
 * ones nothing. */
static void bounded(void **state)
{
	static const char *const parts[] = {"e", "gatel", "aeoe", "bcd", "2",
		"ng", "jalan", "zjx", "h"};
	struct fixture *f = *state;
	char word[260];
	for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++) {
		size_t n = strlen(parts[p]);
		for (size_t length = 1; length < sizeof(word); length++) {
			for (size_t i = 0; i < length; i++) {
				word[i] = parts[p][i % n];
			}
			unsigned tries = cost(f, str_make(word, length));
			assert_true(tries <= (length <= RULE_LONGEST ?
					GUESS_TRIES : 0));
		}
	}
}

/* Letters that sound like others, between many spoken affixes that may come
 * off: all guesses at one word share the look-ups that it may cost. */
static void bounded_with_affixes(void **state)
{
	static const char *const words[] = {
		"ngeoeoeaeaeoeoeoeaeoeoeoeoeinnya",
		"nyaeeeaeeeaeaeeeeaeeaeaeaeaeinny",
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		assert_true(cost(f, str_of(words[i])) <= GUESS_TRIES);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_normal_forms),
		cmocka_unit_test(leaves_words_alone),
		cmocka_unit_test(respells_spoken_roots),
		cmocka_unit_test(reaches_the_index),
		cmocka_unit_test(acronyms_with_hyphens),
		cmocka_unit_test(stems_of_lines),
		cmocka_unit_test(skeletons),
		cmocka_unit_test(bounded),
		cmocka_unit_test(bounded_with_affixes),
	};
	return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
