/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What spelling rules can reach: the sketch and the keys of sound. */

#include <stdlib.h>

#include "check.h"

#include "lexicon/word_reach.h"

static uint64_t key(const char *word)
{
	return pantau_sound_key(str_of(word), 0);
}

static void sound_alike_have_one_key(void **state)
{
	static const char *const pairs[][2] = {
		{"gatel", "gatal"}, {"kalo", "kalau"}, {"dapoer", "dapur"},
		{"djalan", "jalan"}, {"nanji", "nanyi"}, {"fikir", "pikir"},
		{"sjarat", "syarat"}, {"ilang", "hilang"}, {"paham", "faham"},
		{"bedua", "berdua"}, {"anggota", "angota"}, {"liat", "lihat"},
		{"rezeki", "rejeki"}, {"tau", "tahu"}, {"kaka", "kakak"},
		{"sok", "esok"}, {"party", "parti"}, {"bener", "benar"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		assert_int_equal(key(pairs[i][0]), key(pairs[i][1]));
	}
}

static void others_have_another(void **state)
{
	(void)state;
	assert_int_not_equal(key("jalan"), key("jala"));
	assert_int_not_equal(key("rumah"), key("rumput"));
	assert_int_not_equal(key("makan"), key("makna"));
	assert_int_equal(pantau_sound_key(STR("khabar"), 1), key("habar"));
	assert_int_equal(pantau_sound_key(STR("khabar"), 0), key("kabar"));
}

static void says_never_too_little(void **state)
{
	unsigned char *table = calloc(1, REACH_START(REACH_KINDS));
	(void)state;
	assert_non_null(table);
	for (unsigned i = 0; i < 4000; i++) {
		pantau_reach_add(table, (enum reach_kind)(i % REACH_KINDS),
				i * WORD_RADIX, i % 20 + 1);
	}
	for (unsigned i = 0; i < 4000; i++) {
		unsigned level = i % 20 + 1;
		unsigned said = pantau_reach(table,
				(enum reach_kind)(i % REACH_KINDS),
				i * WORD_RADIX);
		assert_true(said >= (level < REACH_MOST ? level :
				(unsigned)REACH_MOST));
	}
	unsigned strangers = 0;
	for (unsigned i = 4000; i < 8000; i++) {
		strangers += pantau_reach(table, REACH_WORD,
				i * WORD_RADIX) != 0;
	}
	assert_true(strangers < 40);
	free(table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_alike_have_one_key),
		cmocka_unit_test(others_have_another),
		cmocka_unit_test(says_never_too_little),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
