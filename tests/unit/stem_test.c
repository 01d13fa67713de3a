/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The stemmer over a small dictionary of its own, so that what is tested is
 * the ranking and not the lexicons. Accuracy is in tests/spec/stem.test.
 */

#include "data_lexicons.h"

#include "lexicon/lexicons.h"
#include "text/stem.h"

struct fixture {
	struct pantau_lexicons *lexicons;
	struct stemmer *stemmer;
};

static int open_fixture(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	assert_non_null(fixture);
	fixture->lexicons = open_data_lexicons("stem");
	*state = fixture;
	return fixture->lexicons != NULL && pantau_stemmer_create(
			pantau_lexicons_text(fixture->lexicons),
			&fixture->stemmer, NULL) == PANTAU_OK ? 0 : -1;
}

static int close_fixture(void **state)
{
	struct fixture *fixture = *state;

	pantau_stemmer_destroy(fixture->stemmer);
	pantau_stemmer_destroy(NULL);
	pantau_lexicons_close(fixture->lexicons);
	free(fixture);
	return 0;
}

static struct stem stem_of(void **state, const char *word)
{
	struct fixture *fixture = *state;
	struct stem stem;

	pantau_stemmer_run(fixture->stemmer, str_of(word), &stem);
	return stem;
}

#define check_stem(state, word, expected) \
	do { \
		struct stem stem_ = stem_of(state, word); \
		check_str(str_make(stem_.bytes, stem_.length), expected); \
	} while (0)

static void takes_affixes_off(void **state)
{
	check_stem(state, "menulis", "tulis");
	check_stem(state, "dituliskan", "tulis");
	check_stem(state, "gerakan", "gerak");
	check_stem(state, "ditemani", "teman");
	check_stem(state, "petani", "tani");
	check_stem(state, "bekerja", "kerja");
	check_stem(state, "mempekerjakan", "kerja");
	check_stem(state, "memperbaikinya", "baik");
	check_stem(state, "ketidakadilan", "adil");
	check_stem(state, "belajar", "ajar");
	check_stem(state, "pembelajaran", "ajar");
	check_stem(state, "mengecat", "cat");
	check_stem(state, "pepohonan", "pohon");
	check_stem(state, "ngambil", "ambil");
	check_stem(state, "beliin", "beli");
}

static void says_what_it_took(void **state)
{
	struct stem stem = stem_of(state, "memperbaikinya");

	assert_int_equal(stem.source, STEM_AFFIXES);
	assert_string_equal(stem.prefixes, "meN+per");
	assert_string_equal(stem.suffixes, "i+nya");
	assert_int_equal(stem.root_source, ROOT_OWN);
	assert_int_equal(stem.root_line, 11);
	assert_false(stem.reduplicated);
	stem = stem_of(state, "berlari-larian");
	assert_string_equal(stem.prefixes, "ber");
	assert_string_equal(stem.suffixes, "an");
	assert_true(stem.reduplicated);
	stem = stem_of(state, "berita");
	assert_int_equal(stem.source, STEM_WHOLE);
	assert_string_equal(stem.prefixes, "");
	assert_string_equal(stem.suffixes, "");
}

static void exceptions_win(void **state)
{
	struct stem stem = stem_of(state, "beruang");

	check_str(str_make(stem.bytes, stem.length), "beruang");
	assert_int_equal(stem.source, STEM_EXCEPTION);
	check_stem(state, "beruangnya", "beruang");
	check_stem(state, "bertuah", "tuah");
	check_stem(state, "pekerjanyalah", "kerja");
	check_stem(state, "pekerja-pekerja", "kerja");
	check_stem(state, "hati-hati", "hati-hati");
	check_stem(state, "berhati-hati", "hati");
}

static void roots_stand(void **state)
{
	check_stem(state, "tetapi", "tetapi");
	check_stem(state, "maluku", "maluku");
	check_stem(state, "larangan", "larang");
	check_stem(state, "pasar", "pasar");
	check_stem(state, "pasarnya", "pasar");
}

static void unknown_words(void **state)
{
	struct stem stem = stem_of(state, "nikolai");

	check_str(str_make(stem.bytes, stem.length), "nikolai");
	assert_int_equal(stem.source, STEM_WHOLE);
	check_stem(state, "exxon", "exxon");
	check_stem(state, "hermawan", "hermawan");
	check_stem(state, "bbm", "bbm");
	stem = stem_of(state, "mendigitalkan");
	check_str(str_make(stem.bytes, stem.length), "digital");
	assert_int_equal(stem.source, STEM_GUESS);
	check_stem(state, "podcastnya", "podcast");
}

static void hyphens(void **state)
{
	check_stem(state, "anak-anak", "anak");
	check_stem(state, "anak-anaknya", "anak");
	check_stem(state, "tolong-menolong", "tolong");
	check_stem(state, "surat-menyurat", "surat");
	check_stem(state, "berlari-larian", "lari");
	check_stem(state, "kemerah-merahan", "merah");
	check_stem(state, "sebaik-baiknya", "baik");
	check_stem(state, "se-baik-baiknya", "baik");
	check_stem(state, "sayur-mayur", "sayur");
	check_stem(state, "kupu-kupu", "kupu-kupu");
	check_stem(state, "ktp-ku", "ktp");
	check_stem(state, "rumah-nya", "rumah");
	check_stem(state, "di-update", "update");
	check_stem(state, "jakarta-bogor", "jakarta-bogor");
	check_stem(state, "ke-2", "ke-2");
	check_stem(state, "-", "-");
	check_stem(state, "ke-", "ke-");
	check_stem(state, "-nya", "-nya");
}

static void odd_lengths(void **state)
{
	struct fixture *fixture = *state;
	char long_word[300];
	struct stem stem;

	pantau_stemmer_run(fixture->stemmer, STR(""), &stem);
	assert_int_equal(stem.length, 0);
	check_stem(state, "a", "a");
	check_stem(state, "di", "di");
	check_stem(state, "kan", "kan");
	memset(long_word, 'n', sizeof(long_word));
	pantau_stemmer_run(fixture->stemmer,
			str_make(long_word, sizeof(long_word)), &stem);
	assert_int_equal(stem.length, STEM_MAX);
	assert_int_equal(stem.source, STEM_WHOLE);
	pantau_stemmer_run(fixture->stemmer, str_make(long_word, STEM_MAX - 1),
			&stem);
	assert_int_equal(stem.length, STEM_MAX - 1);
}

/* Any bytes: the stem is no longer than the word and the same every time. */
static void any_bytes(void **state)
{
	struct fixture *fixture = *state;
	static const char letters[] = "mempengkdiranyusbtel-\xc3\xa9";
	uint64_t seed = 1;

	for (int i = 0; i < 20000; i++) {
		char word[40];
		struct stem a, b;
		size_t n = 1 + (size_t)(i % 39);

		for (size_t k = 0; k < n; k++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			word[k] = letters[(seed >> 33) % (sizeof(letters) - 1)];
		}
		pantau_stemmer_run(fixture->stemmer, str_make(word, n), &a);
		pantau_stemmer_run(fixture->stemmer, str_make(word, n), &b);
		assert_true(a.length > 0 && a.length <= n);
		assert_true(str_eq(str_make(a.bytes, a.length),
				str_make(b.bytes, b.length)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_affixes_off),
		cmocka_unit_test(says_what_it_took),
		cmocka_unit_test(exceptions_win),
		cmocka_unit_test(roots_stand),
		cmocka_unit_test(unknown_words),
		cmocka_unit_test(hyphens),
		cmocka_unit_test(odd_lengths),
		cmocka_unit_test(any_bytes),
	};

	return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
