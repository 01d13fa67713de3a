/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Versions of a message, found from text to text. */

#include "search_docs.h"

#include "search/kin.h"

#define POST(at, text) {"kicau", KIND_POST, NULL, at, "", text, "id", NULL, 0, \
	PANTAU_TONE_NEUTRAL, PANTAU_HOAX_NONE}

/* Each shares half with the one before; the last has nothing of the first but
 * what everybody says. They come in out of order. */
#define CAR "ada mobil boks putih keliling kampung mencari anak sekolah yang " \
	"bermain sendirian sampai magrib mohon dijaga keluarga masing masing "
#define SWEETS "anak itu diberi permen lalu dibawa pergi sudah dua anak hilang " \
	"di dekat pasar dan pelakunya tiga orang "
static const struct search_doc told[] = {
	POST(NOW + 2 * DAY, CAR SWEETS),
	POST(NOW, "info grup sebelah " CAR),
	POST(NOW + 4 * DAY, SWEETS "mulai besok libur"),
	POST(0, SWEETS "kata anggota polres"),
	POST(NOW + DAY, "harga beras naik lagi di pasar kata pedagang yang tidak "
		"mau disebut namanya dan anak sekolah pun ikut mengantre"),
	POST(NOW + DAY, "mobil boks putih keliling kampung"),
};
#define TOLD (sizeof(told) / sizeof(told[0]))

static int setup(void **state)
{
	struct search_store *s = calloc(1, sizeof(*s));

	assert_non_null(s);
	search_open_store(s);
	search_fill(s, told, TOLD);
	*state = s;
	return 0;
}

/* The family of an item, as "stories: ids". */
static void check_kin(struct search_store *s, int64_t id, const char *expected)
{
	struct arena arena;
	struct buf got;
	struct kin kin;

	pantau_arena_init(&arena);
	pantau_buf_init(&got);
	search_require(s, pantau_store_begin_read(s->store, &s->err) ==
			PANTAU_OK, "begin");
	search_require(s, pantau_kin(s->store, s->analyser, id, &arena, &kin,
			&s->err) == PANTAU_OK, "kin");
	pantau_store_end_read(s->store);
	pantau_buf_printf(&got, "%zu:", kin.stories);
	for (size_t i = 0; i < kin.n; i++) {
		pantau_buf_printf(&got, " %lld", (long long)kin.id[i]);
	}
	assert_false(kin.cut);
	check_str(buf_str(&got), expected);
	pantau_buf_finish(&got);
	pantau_arena_finish(&arena);
}

static void goes_from_version_to_version(void **state)
{
	struct search_store *s = *state;

	/* By time; the fourth has none. */
	for (int64_t id = 1; id <= 4; id++) {
		check_kin(s, id, "4: 2 1 3 4");
	}
	check_kin(s, 5, "1: 5");
	/* A few words are not enough, rare as they are. */
	check_kin(s, 6, "1: 6");
}

static void refuses_rows_that_are_not_there(void **state)
{
	struct search_store *s = *state;
	struct arena arena;
	struct kin kin;

	pantau_arena_init(&arena);
	assert_int_equal(pantau_store_begin_read(s->store, &s->err), PANTAU_OK);
	assert_int_equal(pantau_kin(s->store, s->analyser, TOLD + 1, &arena,
			&kin, &s->err), PANTAU_NOT_FOUND);
	assert_int_equal(pantau_kin(s->store, s->analyser, 0, &arena, &kin,
			&s->err), PANTAU_NOT_FOUND);
	pantau_store_end_read(s->store);
	pantau_arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goes_from_version_to_version),
		cmocka_unit_test(refuses_rows_that_are_not_there),
	};

	return cmocka_run_group_tests(tests, setup, search_teardown);
}
