/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* When ICU is out of memory no word is lost in silence. */

#include "data_lexicons.h"

#include <unicode/uclean.h>

#include "text/fold.h"

static long left = -1; /* allocations before one fails; -1: none does */

static bool fails(void)
{
	return left >= 0 && left-- == 0;
}

static void *take(const void *context, size_t size)
{
	(void)context;
	return fails() ? NULL : malloc(size);
}

static void *change(const void *context, void *p, size_t size)
{
	(void)context;
	return fails() ? NULL : realloc(p, size);
}

static void give_back(const void *context, void *p)
{
	(void)context;
	free(p);
}

/* ICU loads its table when it is first asked, and remembers that it could
 * not: this test has a program of its own. */
static void tells_when_icu_has_no_memory(void **state)
{
	struct folder *folder = pantau_folder_create();
	(void)state;
	assert_non_null(folder);
	check_str(pantau_fold(folder, STR("Banjir")), "banjir");
	assert_false(pantau_folder_failed(folder));
	left = 0;
	pantau_fold(folder, STR("K\xe1\xb8\x97nyang"));
	assert_int_equal(left, -1);
	assert_true(pantau_folder_failed(folder));
	assert_false(pantau_folder_failed(folder));
	pantau_folder_destroy(folder);
}

/* Half an answer is none, and is not kept either. */
static void stems_nothing_without_memory(void **state)
{
	struct pantau_lexicons *lexicons = open_data_lexicons("text");
	struct pantau_analyser *analyser = create_analyser(lexicons);
	size_t n = 1;
	(void)state;
	assert_non_null(analyser);
	for (int i = 0; i < 2; i++) {
		left = 0;
		pantau_stem(analyser, "pasar k\xe1\xb8\x97nyang", 15, &n);
		assert_int_equal(n, 0);
	}
	left = -1;
	pantau_stem(analyser, "pasar", 5, &n);
	assert_int_equal(n, 5);
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_when_icu_has_no_memory),
		cmocka_unit_test(stems_nothing_without_memory),
	};
	UErrorCode status = U_ZERO_ERROR;

	/* ICU wants to know before it is first used. */
	u_setMemoryFunctions(NULL, take, change, give_back, &status);
	if (U_FAILURE(status)) {
		return 1;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
