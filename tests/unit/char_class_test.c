/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What is known of usual characters without ICU is what ICU says of them. */

#include <unicode/uchar.h>

#include "check.h"

#include "base/utf8.h"
#include "text/char_class.h"
#include "text/fold.h"
#include "text/word.h"

static void classes_agree_with_icu(void **state)
{
	(void)state;
	for (uint32_t cp = 0x80; cp <= 0x10ffff; cp++) {
		if (pantau_char_class(cp) != pantau_char_class_careful(cp)) {
			fail_msg("U+%04X is of class %d, not %d", (unsigned)cp,
					(int)pantau_char_class_careful(cp),
					(int)pantau_char_class(cp));
		}
		if (pantau_char_surely_emoji(cp) && !u_hasBinaryProperty(
				(UChar32)cp, UCHAR_EMOJI_PRESENTATION)) {
			fail_msg("U+%04X is no emoji by itself", (unsigned)cp);
		}
	}
	assert_int_equal(pantau_char_class(0x201c), CHAR_OTHER);
	assert_int_equal(pantau_char_class(0x1f602), CHAR_EMOJI);
	assert_true(pantau_char_surely_emoji(0x1f602));
	assert_false(pantau_char_surely_emoji(0x2764));
}

/* What a letter's case makes of a word: both ways to look at it. */
static void cases_agree_with_icu(void **state)
{
	(void)state;
	for (uint32_t cp = 0x80; cp <= 0x10ffff; cp++) {
		char bytes[8];
		if (cp >= 0xd800 && cp <= 0xdfff) {
			continue;
		}
		bytes[0] = 'A';
		size_t n = 1 + pantau_utf8_put(bytes + 1, cp);
		unsigned wanted = u_isUUppercase((UChar32)cp) ?
				PANTAU_TOKEN_CAPS : u_isULowercase((UChar32)cp) ?
				PANTAU_TOKEN_TITLE : 0;
		if (pantau_word_case(str_make(bytes, n)) != wanted) {
			fail_msg("U+%04X", (unsigned)cp);
		}
	}
}

static void white_space_agrees_with_icu(void **state)
{
	struct folder *folder = pantau_folder_create();
	(void)state;
	assert_non_null(folder);
	for (uint32_t cp = 0xa0; cp <= 0x10ffff; cp++) {
		char bytes[4];
		if (cp >= 0xd800 && cp <= 0xdfff) {
			continue;
		}
		size_t n = pantau_utf8_put(bytes, cp);
		struct str kept = pantau_fold_keep(folder, str_make(bytes, n), 1);
		if ((kept.n == 0) != (u_isUWhiteSpace((UChar32)cp) != 0)) {
			fail_msg("U+%04X", (unsigned)cp);
		}
	}
	pantau_folder_destroy(folder);
}

static void same(struct folder *fast, struct folder *slow, struct str word)
{
	struct str a = pantau_fold(fast, word), b = pantau_fold(slow, word);
	char copy[2][FOLD_MAX];
	if (a.n != b.n || memcmp(a.p, b.p, a.n) != 0) {
		fail_msg("'%.*s' folds to '%.*s', not '%.*s'", (int)word.n, word.p,
				(int)b.n, b.p, (int)a.n, a.p);
	}
	memcpy(copy[0], a.p, a.n);
	memcpy(copy[1], a.p, a.n);
	b = pantau_fold_skeleton(slow, str_make(copy[1], a.n));
	a = pantau_fold_skeleton(fast, str_make(copy[0], a.n));
	if (a.n != b.n || memcmp(a.p, b.p, a.n) != 0) {
		fail_msg("'%.*s' is '%.*s' in plain letters, not '%.*s'",
				(int)word.n, word.p, (int)b.n, b.p, (int)a.n, a.p);
	}
}

static void usual_characters_fold_as_by_icu(void **state)
{
	static const char *const around[] = {
		"", "a", "Jum", "\xe2\x80\x99", "\xcc\x81", "\xc3\x89", "\xc3",
		"\xe2\x80", "\xc3\x9f", "\xd0\xb0", "#", "\xc2\xad",
		"\xc5\xab", "\xc5", "\xc2\xb2",
	};
	const size_t n = sizeof(around) / sizeof(around[0]);
	struct folder *fast = pantau_folder_create();
	struct folder *slow = pantau_folder_create();
	struct buf word;
	(void)state;
	assert_true(fast != NULL && slow != NULL);
	pantau_folder_careful(slow, true);
	pantau_buf_init(&word);
	for (uint32_t cp = 0x80; cp < 0x2100; cp += cp == 0x250 ? 0x1d90 : 1) {
		for (size_t i = 0; i < n * n; i++) {
			pantau_buf_clear(&word);
			pantau_buf_str(&word, str_of(around[i / n]));
			pantau_buf_utf8(&word, cp);
			pantau_buf_str(&word, str_of(around[i % n]));
			same(fast, slow, buf_str(&word));
		}
	}
	/* At the limits of length. */
	for (size_t i = 0; i < n * n; i++) {
		pantau_buf_clear(&word);
		for (size_t j = 0; j < 70; j++) {
			pantau_buf_str(&word, str_of(around[i / n]));
			same(fast, slow, buf_str(&word));
			pantau_buf_str(&word, str_of(around[i % n]));
			same(fast, slow, buf_str(&word));
		}
	}
	pantau_buf_finish(&word);
	pantau_folder_destroy(fast);
	pantau_folder_destroy(slow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classes_agree_with_icu),
		cmocka_unit_test(cases_agree_with_icu),
		cmocka_unit_test(white_space_agrees_with_icu),
		cmocka_unit_test(usual_characters_fold_as_by_icu),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
