/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Texts that somebody made to be slow, to fill memory or to hide others. */

#include "story_fixture.h"

#include "similar/story_run.h"

#define MANY ((size_t)1000000)
#define BATCH ((size_t)1000)

/* The same sketch again and again, under ids from 1. */
static struct story_work flood(struct world *w, const struct sketch *sketch,
		size_t n)
{
	static struct story_item item[BATCH];
	static uint32_t story[BATCH];
	struct story_lookups lookups = {.context = w, .shingles = look_up};
	for (size_t from = 0; from < n; from += BATCH) {
		for (size_t i = 0; i < BATCH; i++) {
			item[i] = (struct story_item){(uint32_t)(from + i + 1),
					BEGAN, sketch};
		}
		assert_int_equal(pantau_stories_add_batch(w->stories, item,
				BATCH, &lookups, story, NULL), PANTAU_OK);
		pantau_stories_stored(w->stories);
		assert_int_equal(story[BATCH - 1], sketch->sets.own.n > 0 ? 1 :
				from + BATCH);
	}
	return pantau_stories_work(w->stories);
}

static void bears_a_million_copies(void **state)
{
	struct world *w = *state;
	document(w, STR("sebarkan segera ke semua grup sebelum dihapus"), 0);
	struct story_work work = flood(w, &w->sketch[1], MANY);
	assert_int_equal(work.same, MANY - 1);
	assert_int_equal(work.compared, 0);
	assert_true(work.posted <= MANY / GROUP_STEPS + 1);
	assert_true(work.bytes < MANY * 66);
	assert_int_equal(work.edges, 0);
}

static void bears_one_word(void **state)
{
	struct world *w = *state;
	document(w, STR("mantap"), 0);
	struct story_work work = flood(w, &w->sketch[1], MANY);
	assert_int_equal(work.posted, 0);
	assert_int_equal(work.looked, 0);
	assert_int_equal(work.same, MANY - 1);
}

static void bears_nothing_at_all(void **state)
{
	struct world *w = *state;
	document(w, STR(""), 0);
	struct story_work work = flood(w, &w->sketch[1], MANY);
	assert_int_equal(work.items, 0);
	assert_int_equal(work.held, 0);
	assert_true(work.bytes < 100000);
}

/* Sketches that share all keys, under sets that share less than half. */
static uint64_t crowd(struct world *w, size_t n)
{
	start_stories(w);
	for (size_t from = 0; from < n; from += BATCH) {
		add_batch(w, from, from + BATCH);
	}
	struct story_work work = pantau_stories_work(w->stories);
	assert_int_equal(work.linked, 0);
	assert_true(work.cut > n / 2);
	assert_true(work.compared <= n * GROUP_CHECKS * STORY_BANDS);
	assert_true(work.looked <= n * GROUP_STEPS * STORY_BANDS);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(w->story[i], i + 1);
	}
	return work.compared + work.looked;
}

static void bears_full_buckets(void **state)
{
	struct world *w = *state;
	struct random r = {.state = 3};
	for (size_t i = 0; i < 6000; i++) {
		struct words words = random_words(&r, 12, 1000000);
		uint32_t id = document(w, write_words(&words, &w->text),
				BEGAN);
		memcpy(w->sketch[id].key, w->sketch[1].key,
				sizeof(w->sketch[id].key));
	}
	uint64_t some = crowd(w, 3000);
	assert_true(crowd(w, 6000) < some * 5 / 2);
}

/* A flood of copies does not hide what is like them. */
static void finds_what_a_flood_hides(void **state)
{
	struct world *w = *state;
	const char *text = "kabar ini sudah dibagikan berkali-kali di mana "
			"mana sejak pagi";
	add_at(w, text, BEGAN);
	for (int i = 0; i < 5000; i++) {
		document(w, str_of(text), BEGAN + 1);
	}
	add_batch(w, 1, 5001);
	assert_int_equal(add_at(w, "kabar ini sudah dibagikan berkali-kali di "
			"mana mana sejak tadi", BEGAN + 2), 1);
	assert_int_equal(pantau_stories_work(w->stories).linked, 1);
}

/* Each item earlier than all before: edges in a chain, followed in no time. */
static void bears_falling_times(void **state)
{
	struct world *w = *state;
	for (uint32_t i = 0; i < 6000; i++) {
		document(w, STR("banjir di kota kami"), BEGAN + 9000 - i);
	}
	for (size_t from = 0; from < 6000; from += BATCH) {
		add_batch(w, from, from + BATCH);
	}
	for (uint32_t i = 1; i <= 6000; i++) {
		assert_int_equal(pantau_stories_find(w->stories, i), 6000);
	}
	assert_int_equal(pantau_stories_work(w->stories).edges, 5999);
}

/* Places are found in any array, spread or not. */
static void seeks_anywhere(void **state)
{
	struct random r = {.state = 4};
	static uint64_t entry[3000];
	(void)state;
	for (size_t round = 0; round < 400; round++) {
		size_t n = (size_t)draw(&r, round < 300 ? 100 : 3000);
		uint64_t at = 0, least = 0;
		for (size_t i = 0; i < n; i++) {
			at += draw(&r, 7) == 0 ? draw(&r, UINT64_MAX /
					(1 + n)) : draw(&r, 2) << 32;
			entry[i] = at;
		}
		size_t from = 0, k = 0;
		for (size_t i = 0; i < 50; i++) {
			least += draw(&r, 3) == 0 ? draw(&r, UINT64_MAX / 70) :
					draw(&r, 3) << 32;
			for (; k < n && entry[k] < least; k++) {
			}
			from = pantau_story_seek(entry, n, from, least);
			assert_int_equal(from, k);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(bears_a_million_copies),
		TEST(bears_one_word),
		TEST(bears_nothing_at_all),
		TEST(bears_full_buckets),
		TEST(finds_what_a_flood_hides),
		TEST(bears_falling_times),
		TEST(seeks_anywhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
