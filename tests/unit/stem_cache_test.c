/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The cache of pantau_stem: what comes out of it is what went in, whatever was
 * put after; answers are the same with it cold, warm and full; and exceptions
 * that a user writes win over it all.
 */

#include "lexicon_folder.h"

#include "text/analyser_parts.h"

static struct str get(struct stem_cache *cache, const char *word)
{
	struct str key = str_of(word);

	return pantau_stem_cache_get(cache, key,
			pantau_stem_cache_hash(cache, key));
}

static void put(struct stem_cache *cache, const char *word, const char *answer)
{
	struct str key = str_of(word);

	pantau_stem_cache_put(cache, key, pantau_stem_cache_hash(cache, key),
			str_of(answer));
}

static void gives_back(void **state)
{
	(void)state;
	struct stem_cache cache;

	pantau_stem_cache_init(&cache);
	assert_null(get(&cache, "menolak").p);
	put(&cache, "menolak", "tolak");
	put(&cache, "penolakan", "tolak");
	put(&cache, "pohon", "pohon");
	put(&cache, "menulis", "ulis");
	check_str(get(&cache, "menolak"), "tolak");
	check_str(get(&cache, "penolakan"), "tolak");
	check_str(get(&cache, "pohon"), "pohon");
	check_str(get(&cache, "menulis"), "ulis");
	assert_null(get(&cache, "menola").p);
	assert_null(get(&cache, "").p);
	pantau_stem_cache_clear(&cache);
	assert_null(get(&cache, "menolak").p);
	pantau_stem_cache_finish(&cache);
	assert_null(get(&cache, "menolak").p);
}

/* Just short enough, and one byte too long, with either kind of answer. */
static void keeps_no_long_words(void **state)
{
	(void)state;
	struct stem_cache cache;
	char word[40] = "abcdefghijklmnopqrstuvwxyz0";
	char same[40];

	pantau_stem_cache_init(&cache);
	memcpy(same, word, sizeof(word));
	put(&cache, word, same);
	check_str(get(&cache, word), same);
	word[27] = '1';
	put(&cache, word, same);
	assert_null(get(&cache, word).p);
	word[20] = '\0';
	put(&cache, word, "7654321");
	check_str(get(&cache, word), "7654321");
	put(&cache, "tuvwxyz", "a");
	word[0] = 'z';
	put(&cache, word, "87654321");
	assert_null(get(&cache, word).p);
	pantau_stem_cache_finish(&cache);
}

/* More words than it holds: each is forgotten or right. */
static void forgets_but_never_errs(void **state)
{
	(void)state;
	enum { WORDS = 600000 };
	struct stem_cache cache;
	size_t kept = 0;

	pantau_stem_cache_init(&cache);
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < WORDS; i++) {
			char word[16], answer[16];
			snprintf(word, sizeof(word), "w%d", i);
			snprintf(answer, sizeof(answer), "a%d", i * 7);
			struct str found = get(&cache, word);
			if (found.p != NULL) {
				kept++;
				check_str(found, answer);
			}
			put(&cache, word, answer);
			check_str(get(&cache, word), answer);
		}
	}
	assert_true(kept < WORDS);
	pantau_stem_cache_finish(&cache);
}

static void open_analyser(struct folder *folder,
		struct pantau_lexicons **lexicons,
		struct pantau_analyser **analyser)
{
	struct pantau_lexicon_options options = {.dir = folder->dir};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};

	if (pantau_lexicons_open(&options, lexicons, &err) != PANTAU_OK ||
			pantau_analyser_create(*lexicons, analyser, &err) !=
				PANTAU_OK) {
		fail_msg("%s:%d: %s", err.file, (int)err.line, err.message);
	}
}

static struct str stem_of(struct pantau_analyser *analyser, const char *word)
{
	size_t n;
	const char *stem = pantau_stem(analyser, word, strlen(word), &n);

	return str_make(stem, n);
}

static void same_with_and_without(void **state)
{
	static const char *const words[] = {"mengajar", "yg", "gatau",
		"MENGAJAR", "pengajarnya", "x", "-", "bekasi", "di",
		"pengajar mengajar", "diunggahnya"};
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;

	folder_fill(*state);
	open_analyser(*state, &lexicons, &analyser);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		char cold[64];
		pantau_stem_cache_clear(&analyser->stem_cache);
		struct str stem = stem_of(analyser, words[i]);
		assert_true(stem.n < sizeof(cold));
		memcpy(cold, stem.p, stem.n);
		cold[stem.n] = '\0';
		check_str(stem_of(analyser, words[i]), cold);
		check_str(stem_of(analyser, words[i]), cold);
	}
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
}

/* What a desk adds to stem-exceptions.tsv wins over roots and affixes. */
static void exceptions_are_the_users(void **state)
{
	struct folder *folder = *state;
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct stem stem;

	folder_fill(folder);
	open_analyser(folder, &lexicons, &analyser);
	check_str(stem_of(analyser, "mengajar"), "ajar");
	check_str(stem_of(analyser, "mengajarnya"), "ajar");
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
	folder_write(folder, "stem-exceptions.tsv", "form\tstem\n"
			"mengebom\tbom\nmengajar\tguru\npengajar\tajar\n");
	open_analyser(folder, &lexicons, &analyser);
	check_str(stem_of(analyser, "mengajar"), "guru");
	check_str(stem_of(analyser, "mengajarnya"), "guru");
	check_str(stem_of(analyser, "diajar"), "ajar");
	check_str(pantau_analyser_stem(analyser, STR("mengajar"), &stem),
			"guru");
	assert_int_equal(stem.source, STEM_EXCEPTION);
	assert_int_equal(stem.root_line, 3);
	assert_string_equal(stem.prefixes, "");
	check_str(pantau_analyser_stem(analyser, STR("pengajarnya"), &stem),
			"ajar");
	assert_int_equal(stem.root_line, 4);
	assert_string_equal(stem.prefixes, "peN");
	assert_string_equal(stem.suffixes, "nya");
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_back),
		cmocka_unit_test(keeps_no_long_words),
		cmocka_unit_test(forgets_but_never_errs),
		cmocka_unit_test_setup_teardown(same_with_and_without,
				folder_setup, folder_teardown),
		cmocka_unit_test_setup_teardown(exceptions_are_the_users,
				folder_setup, folder_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
