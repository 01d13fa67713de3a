/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Masking: what points to a person becomes stars, lengths stay. */

#include "check.h"

#include <stdlib.h>

#include "text/mask.h"

static struct pantau_lexicons *lexicons;
static struct pantau_analyser *analyser;

static int setup(void **state)
{
	struct pantau_lexicon_options options = {.dir = getenv("PANTAU_LEXICONS")};
	struct pantau_error err = {0};
	(void)state;
	return pantau_lexicons_open(&options, &lexicons, &err) != PANTAU_OK ||
			pantau_analyser_create(lexicons, &analyser, &err) != PANTAU_OK;
}

static int teardown(void **state)
{
	(void)state;
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
	return 0;
}

static bool is_humas(void *context, struct str handle)
{
	(void)context;
	return str_eq(handle, STR("@humas_tirtamaya"));
}

static void expect(const char *text, const char *wanted, size_t spans)
{
	struct arena arena, scratch;
	struct mask mask;
	pantau_arena_init(&arena);
	pantau_arena_init(&scratch);
	assert_int_equal(pantau_mask(analyser, str_of(text), is_humas, NULL,
			&arena, &scratch, &mask, NULL), PANTAU_OK);
	check_str(mask.text, wanted);
	assert_int_equal(mask.spans, spans);
	assert_int_equal(mask.text.n, strlen(text));
	pantau_arena_finish(&arena);
	pantau_arena_finish(&scratch);
}

static void masks_phone(void **state)
{
	(void)state;
	expect("hubungi 0812-0000-1234 ya", "hubungi 0812-****-**** ya", 1);
	expect("wa +62 812-0000-1234", "wa +62 81*-****-****", 1);
	expect("wa.me/6281200001234", "wa.me/6281*********", 1);
}

static void masks_nik(void **state)
{
	(void)state;
	expect("NIK 3201010101010001 ganda", "NIK 3201************ ganda", 1);
	expect("anggaran 3201010101", "anggaran 3201010101", 0);
}

static void masks_email(void **state)
{
	(void)state;
	expect("surel warga.biasa@contoh.example", "surel ***********@contoh.example",
			1);
}

static void masks_private_handles_only(void **state)
{
	(void)state;
	expect("cc @warga123 dan @humas_tirtamaya",
			"cc @******** dan @humas_tirtamaya", 1);
}

static void leaves_the_rest(void **state)
{
	(void)state;
	expect("Rp1.500.000 pada 23/6/2022, jam 10.30", "Rp1.500.000 pada "
			"23/6/2022, jam 10.30", 0);
	expect("", "", 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(masks_phone),
		cmocka_unit_test(masks_nik),
		cmocka_unit_test(masks_email),
		cmocka_unit_test(masks_private_handles_only),
		cmocka_unit_test(leaves_the_rest),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
