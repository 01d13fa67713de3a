/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Old news as new: what was there before a text, by copies and by parts. */

#include "store_fixture.h"

#include "search/earlier.h"
#include "text/analyser.h"

#define DAY INT64_C(86400)
#define NEWS "jembatan gantung yang menghubungkan dua dusun putus pada sabtu " \
	"pagi saat dilewati rombongan warga yang pulang dari kerja bakti"

struct old {
	struct fixture *f;
	struct store *store;
	struct pantau_analyser *analyser;
	struct arena arena;
};

/* Ids 1 to 5, a day apart, the last one undated. */
static void undate(size_t i, struct doc *doc)
{
	if (i == 4) {
		doc->fields &= ~(uint32_t)DOC_PUBLISHED;
		doc->published = (struct timestamp){0};
	}
}

static void setup(struct old *o, struct fixture *f)
{
	static const char *const texts[] = {
		"harga beras naik di pasar",
		"Kabar lama: " NEWS ". Sebelas orang luka, dua di antaranya "
			"patah tulang, kata seorang saksi mata di tempat "
			"kejadian yang melihat tali penahan lepas dari tiangnya "
			"sebelum semua jatuh ke sungai yang sedang surut itu",
		NEWS,
		NEWS " sebarkan",
		NEWS,
	};
	*o = (struct old){.f = f, .store = fill_store(f, texts, 5, undate)};
	assert_int_equal(pantau_analyser_create_over(pantau_store_text_image(
			o->store), NULL, &o->analyser, &f->err), PANTAU_OK);
	pantau_arena_init(&o->arena);
}

static void finish_old(struct old *o)
{
	pantau_arena_finish(&o->arena);
	pantau_analyser_destroy(o->analyser);
	close_store(o->f, o->store);
}

static struct earlier look(struct old *o, const char *text, int64_t before,
		int64_t not)
{
	struct earlier out;
	assert_int_equal(pantau_store_begin_read(o->store, &o->f->err),
			PANTAU_OK);
	if (pantau_earlier(o->store, o->analyser, STR(""), str_of(text), before,
			not, &o->arena, &out, &o->f->err) != PANTAU_OK) {
		fail_msg("%s", o->f->err.message);
	}
	pantau_store_end_read(o->store);
	return out;
}

static void test_found(void **state)
{
	struct old o;
	setup(&o, *state);
	struct earlier e = look(&o, NEWS, 100 * DAY, 0);
	/* The long one holds all of it; the undated one is no witness. */
	assert_int_equal(e.items, 3);
	assert_int_equal(e.item.id, 2);
	assert_true(e.containment > 0.99);
	e = look(&o, NEWS, 100 * DAY, 2);
	assert_int_equal(e.items, 2);
	assert_int_equal(e.item.id, 3);
	e = look(&o, NEWS, 3 * DAY, 3);
	assert_int_equal(e.items, 1);
	assert_int_equal(e.item.id, 2);
	e = look(&o, NEWS, 2 * DAY, 0);
	assert_int_equal(e.items, 0);
	finish_old(&o);
}

static void test_not_found(void **state)
{
	static const char *const texts[] = {
		"", "harga", "banjir rob merendam rumah", "...",
		"jembatan gantung putus", "pada sabtu pagi saat dilewati",
		/* Shares a part, but less than half. */
		"rombongan warga yang pulang dari kerja bakti kemarin bercerita "
		"bahwa pasar baru akan dibuka bupati bulan depan di dekat "
		"terminal lama yang sudah lama kosong sejak kebakaran besar",
	};
	struct old o;
	setup(&o, *state);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_int_equal(look(&o, texts[i], 100 * DAY, 0).items, 0);
	}
	/* A short text is compared as copies are. */
	struct earlier e = look(&o, "Harga beras naik di pasar!", 100 * DAY, 0);
	assert_int_equal(e.items, 1);
	assert_int_equal(e.item.id, 1);
	finish_old(&o);
}

static void test_huge(void **state)
{
	struct old o;
	struct buf text;
	setup(&o, *state);
	pantau_buf_init(&text);
	while (text.n < 1000000) {
		pantau_buf_str(&text, STR("beras "));
	}
	pantau_buf_char(&text, '\0');
	assert_int_equal(look(&o, text.p, 100 * DAY, 0).items, 0);
	pantau_buf_finish(&text);
	finish_old(&o);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, \
	fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_found), TEST(test_not_found), TEST(test_huge),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
