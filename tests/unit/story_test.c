/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What stories are: links, ids, edges, the window, what is forgotten. */

#include "story_fixture.h"

#define FLOOD "banjir melanda tiga kecamatan di kota kami sejak malam tadi"
#define OTHER "harga cabai di pasar induk naik dua kali lipat pekan ini"

static uint32_t found(struct world *w, uint32_t story)
{
	return pantau_stories_find(w->stories, story);
}

static void links_copies(void **state)
{
	struct world *w = *state;
	assert_int_equal(add_at(w, FLOOD, BEGAN), 1);
	assert_int_equal(add_at(w, OTHER, BEGAN), 2);
	assert_int_equal(add_at(w, FLOOD, BEGAN + 5), 1);
	assert_int_equal(add_at(w, FLOOD " @satu", BEGAN + 6), 1);
	assert_int_equal(add_at(w, "info " FLOOD " sebarkan", BEGAN + 7), 1);
	assert_int_equal(add_at(w, "banjir melanda", BEGAN + 8), 6);
	assert_int_equal(add_at(w, OTHER " juga", BEGAN + 9), 2);
	struct story_work work = pantau_stories_work(w->stories);
	assert_int_equal(work.same, 2);
	assert_int_equal(work.linked, 2);
	assert_int_equal(work.edges, 0);
	assert_int_equal(work.held, 7);
}

static void links_within_a_batch(void **state)
{
	struct world *w = *state;
	document(w, STR(FLOOD), BEGAN);
	document(w, STR(FLOOD), BEGAN);
	document(w, STR(""), BEGAN);
	document(w, STR(FLOOD " ini"), BEGAN);
	document(w, STR(OTHER), BEGAN);
	add_batch(w, 0, 5);
	static const uint32_t wanted[] = {1, 1, 3, 1, 5};
	assert_memory_equal(w->story, wanted, sizeof(wanted));
}

/* A short text and a long one, whichever comes first. */
static void links_across_widths(void **state)
{
	struct world *w = *state;
	const char *words = "a b c d e f g h i j k l m n o p q";
	document(w, str_of(words), BEGAN);
	document(w, STR("a b c d e f g h i j k l m n o p q r s t u"), BEGAN);
	document(w, STR("A B C D E F G H I J K L M N O P Q R S T U"), BEGAN);
	document(w, STR("A B C D E F G H I J K L M N O P Q"), BEGAN);
	add_batch(w, 0, 4);
	static const uint32_t wanted[] = {1, 1, 3, 3};
	assert_memory_equal(w->story, wanted, sizeof(wanted));
}

static void leaves_empty_texts_alone(void **state)
{
	struct world *w = *state;
	assert_int_equal(add_at(w, "", BEGAN), 1);
	assert_int_equal(add_at(w, "", BEGAN), 2);
	assert_int_equal(add_at(w, "@satu", BEGAN), 3);
	assert_int_equal(add_at(w, "@dua", BEGAN), 4);
	assert_int_equal(add_at(w, "@satu", BEGAN), 3);
	assert_int_equal(add_at(w, "mantap", BEGAN), 6);
	assert_int_equal(add_at(w, "mantap", BEGAN), 6);
	assert_int_equal(pantau_stories_work(w->stories).held, 5);
	assert_int_equal(pantau_stories_work(w->stories).posted, 0);
	add_batch(w, 0, 0);
}

/* What few words say, many say. */
static void leaves_short_texts_alone(void **state)
{
	struct world *w = *state;
	assert_int_equal(add_at(w, "psbb jabar diperpanjang", BEGAN), 1);
	assert_int_equal(add_at(w, "psbb jabar diperpanjang lagi", BEGAN), 2);
	assert_int_equal(add_at(w, "Psbb jabar diperpanjang", BEGAN), 3);
	assert_int_equal(add_at(w, "psbb jabar diperpanjang", BEGAN), 1);
	assert_int_equal(pantau_stories_work(w->stories).posted, 0);
	assert_int_equal(add_at(w, "a b c d e f", BEGAN), 5);
	assert_int_equal(add_at(w, "a b c d e f g", BEGAN), 5);
	assert_int_equal(add_at(w, "a b c d e", BEGAN), 7);
}

static void check_edges(struct world *w, size_t n,
		const struct story_edge *wanted)
{
	struct story_changes c;
	assert_int_equal(pantau_stories_changes(w->stories, &c, NULL),
			PANTAU_OK);
	assert_int_equal(c.edges, n);
	if (n > 0) {
		assert_memory_equal(c.edge, wanted, n * sizeof(*wanted));
	}
	pantau_stories_stored(w->stories);
}

#define LEFT "a b c d e f g h i j"
#define MIDDLE "a b c d e f g h i j k l m"
#define RIGHT "d e f g h i j k l m"

static void merges_stories(void **state)
{
	struct world *w = *state;
	assert_int_equal(add_at(w, RIGHT, BEGAN), 1);
	assert_int_equal(add_at(w, LEFT, BEGAN + 1), 2);
	check_edges(w, 0, NULL);
	assert_int_equal(add_at(w, MIDDLE, BEGAN + 2), 1);
	check_edges(w, 1, (struct story_edge[]){{2, 1, BEGAN}});
	assert_int_equal(found(w, 2), 1);
	assert_int_equal(add_at(w, LEFT, BEGAN + 3), 1);
	check_edges(w, 0, NULL);
}

static void knows_the_earliest(void **state)
{
	struct world *w = *state;
	assert_int_equal(add_at(w, FLOOD, BEGAN + 9), 1);
	/* Earlier than its story: the story is told by it from now on. */
	assert_int_equal(add_at(w, FLOOD, BEGAN + 5), 2);
	check_edges(w, 1, (struct story_edge[]){{1, 2, BEGAN + 5}});
	assert_int_equal(add_at(w, FLOOD, BEGAN + 7), 2);
	/* At the same time the lesser id comes first. */
	assert_int_equal(add_at(w, FLOOD, BEGAN + 5), 2);
	assert_int_equal(add_at(w, FLOOD " lagi", BEGAN + 1), 5);
	check_edges(w, 1, (struct story_edge[]){{2, 5, BEGAN + 1}});
	assert_int_equal(found(w, 1), 5);
	assert_int_equal(found(w, 2), 5);
	assert_int_equal(found(w, 77), 77);
}

/* Joins two stories and comes before both. */
static void joins_as_the_earliest(void **state)
{
	struct world *w = *state;
	add_at(w, LEFT, BEGAN + 5);
	add_at(w, RIGHT, BEGAN + 6);
	assert_int_equal(add_at(w, MIDDLE, BEGAN), 3);
	assert_int_equal(found(w, 1), 3);
	assert_int_equal(found(w, 2), 3);
}

/* --- the window --- */

static void keeps_to_the_window(void **state)
{
	struct world *w = *state;
	assert_int_equal(add_at(w, FLOOD, BEGAN), 1);
	assert_int_equal(add_at(w, FLOOD, BEGAN + STORY_WINDOW + 1), 2);
	/* As near to both: to the newest of the very same. */
	assert_int_equal(add_at(w, FLOOD, BEGAN + STORY_WINDOW), 3);
	assert_int_equal(found(w, 1), 1);
	assert_int_equal(found(w, 2), 3);
	/* One that is like both brings them together. */
	assert_int_equal(add_at(w, FLOOD " tadi", BEGAN + 1), 1);
	assert_int_equal(found(w, 2), 1);
	assert_int_equal(found(w, 3), 1);
}

static void add_numbers(struct world *w, size_t n, uint32_t time)
{
	size_t from = w->n;
	for (size_t i = 0; i < n; i++) {
		pantau_buf_clear(&w->text);
		pantau_buf_printf(&w->text, "n%zu m%zu l%zu", w->n, w->n, w->n);
		document(w, buf_str(&w->text), time);
	}
	add_batch(w, from, w->n);
}

static void lets_go_of_what_is_old(void **state)
{
	struct world *w = *state;
	add_at(w, FLOOD, BEGAN);
	for (uint32_t day = 0; day < 200; day++) {
		add_numbers(w, STORY_CLOCK + 4, BEGAN + day * DAY);
	}
	struct story_work work = pantau_stories_work(w->stories);
	assert_in_range(work.held, 31 * (STORY_CLOCK + 4),
			62 * (STORY_CLOCK + 4));
	uint32_t story = add_at(w, FLOOD, BEGAN + 200 * DAY);
	assert_int_equal(story, w->n);
	/* One from the future does not end the window, nor does a pair. */
	add_numbers(w, STORY_CLOCK - 1, UINT32_MAX - 5);
	for (int i = 0; i < 40; i++) {
		add_numbers(w, 2, BEGAN + 200 * DAY);
	}
	assert_int_equal(add_at(w, FLOOD, BEGAN + 200 * DAY + 1), story);
}

/* An archive that begins with the newest. */
static void reads_backwards(void **state)
{
	struct world *w = *state;
	for (uint32_t day = 300; day > 0; day--) {
		add_numbers(w, STORY_CLOCK, BEGAN + day * DAY);
		add_at(w, FLOOD, BEGAN + day * DAY);
		if (day < 300) {
			assert_int_equal(found(w, (uint32_t)w->n -
					STORY_CLOCK - 1), w->n);
		}
	}
	assert_true(pantau_stories_work(w->stories).held <
			130 * (STORY_CLOCK + 1));
}

static void dates_by_arrival(void **state)
{
	struct world *w = *state;
	/* Before any date: like all. */
	assert_int_equal(add_at(w, FLOOD, 0), 1);
	assert_int_equal(add_at(w, FLOOD, BEGAN), 1);
	add_numbers(w, STORY_CLOCK, BEGAN);
	add_at(w, OTHER, 0);
	uint32_t own = (uint32_t)w->n;
	assert_int_equal(add_at(w, OTHER, BEGAN + 9), own);
	assert_int_equal(add_at(w, OTHER, BEGAN + STORY_WINDOW + 9), own);
	assert_int_equal(add_at(w, OTHER, BEGAN + 2 * STORY_WINDOW + 10),
			own + 3);
}

/* --- what is forgotten --- */

static void forgets(void **state)
{
	struct world *w = *state;
	add_at(w, FLOOD, BEGAN);
	add_at(w, OTHER, BEGAN);
	assert_int_equal(pantau_stories_forget(w->stories,
			(uint32_t[]){1, 99}, 2, NULL), PANTAU_OK);
	assert_int_equal(add_at(w, FLOOD, BEGAN), 3);
	assert_int_equal(add_at(w, FLOOD " ini", BEGAN), 3);
	assert_int_equal(add_at(w, OTHER, BEGAN), 2);
	check_edges(w, 0, NULL);
	assert_int_equal(pantau_stories_forget(w->stories, NULL, 0, NULL),
			PANTAU_OK);
	/* Gone with the next merge. */
	for (int i = 0; i < 4; i++) {
		add_numbers(w, 1, BEGAN);
	}
	assert_int_equal(pantau_stories_work(w->stories).held, w->n - 1);
}

static void finds_an_heir(void **state)
{
	struct world *w = *state;
	add_at(w, FLOOD, BEGAN);
	add_at(w, FLOOD, BEGAN + 7);
	add_at(w, FLOOD " lagi", BEGAN + 3);
	check_edges(w, 0, NULL);
	assert_int_equal(pantau_stories_forget(w->stories, (uint32_t[]){1}, 1,
			NULL), PANTAU_OK);
	check_edges(w, 1, (struct story_edge[]){{1, 3, BEGAN + 3}});
	assert_int_equal(add_at(w, FLOOD, BEGAN + 8), 3);
	/* An earlier one comes, and goes: its story is told by 3 again. */
	assert_int_equal(add_at(w, FLOOD, BEGAN + 1), 5);
	check_edges(w, 1, (struct story_edge[]){{3, 5, BEGAN + 1}});
	assert_int_equal(pantau_stories_forget(w->stories, (uint32_t[]){5}, 1,
			NULL), PANTAU_OK);
	check_edges(w, 2, (struct story_edge[]){{3, 3, BEGAN + 3},
			{5, 3, BEGAN + 3}});
	for (uint32_t i = 1; i <= 5; i++) {
		assert_int_equal(found(w, w->story[i - 1]), 3);
	}
	/* The last ones go at once. */
	assert_int_equal(pantau_stories_forget(w->stories, (uint32_t[]){2, 3,
			4}, 3, NULL), PANTAU_OK);
	check_edges(w, 0, NULL);
	assert_int_equal(add_at(w, FLOOD, BEGAN + 9), 6);
}

static void renames(void **state)
{
	struct world *w = *state;
	add_at(w, FLOOD, BEGAN);
	assert_int_equal(pantau_stories_rename(w->stories, 1, 900, BEGAN - 9,
			NULL), PANTAU_OK);
	check_edges(w, 1, (struct story_edge[]){{1, 900, BEGAN - 9}});
	assert_int_equal(add_at(w, FLOOD, BEGAN + 1), 900);
	assert_int_equal(pantau_stories_rename(w->stories, 1, 900, BEGAN - 9,
			NULL), PANTAU_OK);
	check_edges(w, 0, NULL);
}

/* The id comes back, and has nothing to do with the story that it had. */
static void replaces(void **state)
{
	struct world *w = *state;
	uint32_t *part;
	size_t parts;
	struct story_leaver leaver[2] = {{1, 3, BEGAN + 3}};
	add_at(w, FLOOD, BEGAN);
	add_at(w, FLOOD, BEGAN + 7);
	add_at(w, FLOOD " lagi", BEGAN + 3);
	assert_int_equal(pantau_stories_replace(w->stories, leaver, 1, NULL),
			PANTAU_OK);
	check_edges(w, 0, NULL);
	assert_int_equal(found(w, 1), 1);
	assert_int_equal(add_at(w, FLOOD, BEGAN + 8), 3);
	/* 4 is told 3; 3 becomes part of 5, and goes: 4 is told 5. */
	assert_int_equal(add_at(w, FLOOD, BEGAN + 1), 5);
	check_edges(w, 1, (struct story_edge[]){{3, 5, BEGAN + 1}});
	leaver[0] = (struct story_leaver){5, 0, 0};
	assert_int_equal(pantau_stories_parts(w->stories, leaver, 1, &part,
			&parts, NULL), PANTAU_OK);
	assert_int_equal(parts, 1);
	assert_int_equal(part[0], 3);
	free(part);
	leaver[0] = (struct story_leaver){3, 0, 0};
	assert_int_equal(pantau_stories_replace(w->stories, leaver, 1, NULL),
			PANTAU_OK);
	assert_int_equal(leaver[0].heir, 5);
	assert_int_equal(leaver[0].time, BEGAN + 1);
	check_edges(w, 1, (struct story_edge[]){{3, 3, BEGAN + 1}});
	assert_int_equal(found(w, 3), 3);
	assert_int_equal(add_at(w, FLOOD, BEGAN + 9), 5);
	/* Both at once, of which one is part of the other's story. */
	assert_int_equal(add_at(w, FLOOD, BEGAN), 7);
	check_edges(w, 1, (struct story_edge[]){{5, 7, BEGAN}});
	leaver[0] = (struct story_leaver){5, 0, 0};
	leaver[1] = (struct story_leaver){7, 2, BEGAN + 7};
	assert_int_equal(pantau_stories_replace(w->stories, leaver, 2, NULL),
			PANTAU_OK);
	assert_int_equal(leaver[0].heir, 2);
	assert_int_equal(found(w, 5), 5);
	assert_int_equal(found(w, 7), 7);
	assert_int_equal(add_at(w, FLOOD, BEGAN + 9), 2);
	assert_int_equal(pantau_stories_replace(w->stories, NULL, 0, NULL),
			PANTAU_OK);
}

/* --- what is wrong --- */

static void refuses_what_is_wrong(void **state)
{
	struct world *w = *state;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	static struct story_item many[STORY_BATCH + 1];
	struct story_lookups lookups = {.context = w, .shingles = look_up};
	document(w, STR(FLOOD), BEGAN);
	w->item[0].id = 0;
	assert_int_equal(try_batch(w, 0, 1, &err), PANTAU_USAGE);
	assert_string_not_equal(err.message, "");
	assert_int_equal(pantau_stories_add_batch(w->stories, many,
			STORY_BATCH + 1, &lookups, w->story, &err),
			PANTAU_USAGE);
	assert_int_equal(pantau_stories_work(w->stories).items, 0);
}

static void bears_failing_look_ups(void **state)
{
	struct world *w = *state;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	add_at(w, LEFT, BEGAN);
	add_at(w, RIGHT, BEGAN + 1);
	document(w, STR(OTHER), BEGAN + 2);
	document(w, STR(MIDDLE), BEGAN + 2);
	struct story_work before = pantau_stories_work(w->stories);
	w->fails = PANTAU_IO;
	assert_int_equal(try_batch(w, 2, 4, &err), PANTAU_IO);
	assert_string_equal(err.message, "refused");
	w->fails = PANTAU_OK;
	struct story_work after = pantau_stories_work(w->stories);
	assert_int_equal(before.items, after.items);
	assert_int_equal(before.held, after.held);
	assert_int_equal(before.compared, after.compared);
	check_edges(w, 0, NULL);
	/* Where only one of them is gone, the other is linked. */
	w->lost = 1;
	add_batch(w, 2, 4);
	assert_int_equal(w->story[3], 2);
	assert_int_equal(found(w, 1), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(links_copies),
		TEST(links_within_a_batch),
		TEST(links_across_widths),
		TEST(leaves_empty_texts_alone),
		TEST(leaves_short_texts_alone),
		TEST(merges_stories),
		TEST(knows_the_earliest),
		TEST(joins_as_the_earliest),
		TEST(keeps_to_the_window),
		TEST(lets_go_of_what_is_old),
		TEST(reads_backwards),
		TEST(dates_by_arrival),
		TEST(forgets),
		TEST(finds_an_heir),
		TEST(renames),
		TEST(replaces),
		TEST(refuses_what_is_wrong),
		TEST(bears_failing_look_ups),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
