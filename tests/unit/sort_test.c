/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Order of publication, in memory and through files. */

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "import/sort.h"

#define MANY 5000

static struct pantau_error err = {.lang = PANTAU_LANG_EN};

static void add(struct sorter *sorter, int64_t seconds, bool dated,
		const char *text, unsigned char mark)
{
	struct doc doc = {
		.fields = DOC_TEXT | (dated ? DOC_PUBLISHED : 0),
		.source = STR("s"), .text = str_of(text),
		.published = {.seconds = seconds, .offset = 420},
		.record = mark, .line = 3,
	};
	struct sort_extra extra = {.key = {mark}, .content = {7}};
	assert_int_equal(pantau_sorter_add(sorter, &doc, &extra, &err),
			PANTAU_OK);
}

static void sorts_and_keeps_the_order_of_equals(void **state)
{
	(void)state;
	static const char *const expected[] = {"1a", "1b", "5", "9", "u1", "u2"};
	struct sorter *sorter;
	struct arena arena;
	struct doc doc;
	struct sort_extra extra;
	pantau_arena_init(&arena);
	assert_int_equal(pantau_sorter_create("/tmp", SORT_MEMORY_DEFAULT,
			&sorter, &err), PANTAU_OK);
	add(sorter, 0, false, "u1", 1);
	add(sorter, 9, true, "9", 2);
	add(sorter, 1, true, "1a", 3);
	add(sorter, 0, false, "u2", 4);
	add(sorter, 5, true, "5", 5);
	add(sorter, 1, true, "1b", 6);
	assert_int_equal(pantau_sorter_count(sorter), 6);
	assert_int_equal(pantau_sorter_finish(sorter, &err), PANTAU_OK);
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(pantau_sorter_next(sorter, &arena, &doc, &extra,
				&err), PANTAU_OK);
		check_str(doc.text, expected[i]);
		check_str(doc.source, "s");
		assert_int_equal(doc.title.n, 0);
		assert_int_equal(doc.line, 3);
		assert_int_equal(extra.key[0], doc.record);
		assert_int_equal(extra.content[0], 7);
	}
	assert_int_equal(pantau_sorter_next(sorter, &arena, &doc, &extra, &err),
			PANTAU_END);
	pantau_sorter_destroy(sorter);
	pantau_arena_finish(&arena);
}

/* Every text is distinct, times repeat, some are missing, sizes vary. */
static void fill(struct sorter *sorter)
{
	char text[400];
	for (unsigned i = 0; i < MANY; i++) {
		int n = snprintf(text, sizeof(text), "%u ", i);
		memset(text + n, 'x', i % 300);
		text[n + (int)(i % 300)] = '\0';
		add(sorter, (int64_t)(i * 7919u % 1000), i % 13 != 0, text, 0);
	}
}

static void check_order(struct sorter *sorter)
{
	struct arena arena;
	struct doc doc;
	struct sort_extra extra;
	int64_t time = -1;
	unsigned number = 0, last = 0, undated = 0;
	pantau_arena_init(&arena);
	for (unsigned i = 0; i < MANY; i++) {
		pantau_arena_reset(&arena);
		assert_int_equal(pantau_sorter_next(sorter, &arena, &doc, &extra,
				&err), PANTAU_OK);
		assert_int_equal(sscanf(doc.text.p, "%u", &number), 1);
		if ((doc.fields & DOC_PUBLISHED) == 0) {
			assert_true(undated == 0 || number > last);
			undated++;
		} else {
			assert_int_equal(undated, 0);
			assert_true(doc.published.seconds > time ||
					(doc.published.seconds == time && number > last));
			assert_int_equal(doc.published.seconds,
					number * 7919u % 1000);
			time = doc.published.seconds;
		}
		last = number;
	}
	assert_int_equal(undated, (MANY + 12) / 13);
	assert_int_equal(pantau_sorter_next(sorter, &arena, &doc, &extra, &err),
			PANTAU_END);
	pantau_arena_finish(&arena);
}

/* A run is an open file, so runs of few documents are tested with few. */
static void spills_to_files_when_memory_is_small(void **state)
{
	(void)state;
	static const size_t memory[] = {SORT_MEMORY_DEFAULT, 200000, 20000};
	char folder[] = "/tmp/pantau-sort-XXXXXX";
	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < sizeof(memory) / sizeof(memory[0]); i++) {
		struct sorter *sorter;
		assert_int_equal(pantau_sorter_create(folder, memory[i], &sorter,
				&err), PANTAU_OK);
		fill(sorter);
		assert_int_equal(pantau_sorter_finish(sorter, &err), PANTAU_OK);
		check_order(sorter);
		pantau_sorter_destroy(sorter);
	}
	/* Whatever was spilled has no name that could stay behind. */
	assert_int_equal(rmdir(folder), 0);
}

static void one_document_may_exceed_the_memory(void **state)
{
	(void)state;
	struct sorter *sorter;
	struct arena arena;
	struct doc doc;
	struct sort_extra extra;
	pantau_arena_init(&arena);
	assert_int_equal(pantau_sorter_create("/tmp", 1, &sorter, &err),
			PANTAU_OK);
	add(sorter, 2, true, "b", 2);
	add(sorter, 1, true, "a", 1);
	add(sorter, 3, true, "c", 3);
	assert_int_equal(pantau_sorter_finish(sorter, &err), PANTAU_OK);
	for (unsigned i = 1; i <= 3; i++) {
		assert_int_equal(pantau_sorter_next(sorter, &arena, &doc, &extra,
				&err), PANTAU_OK);
		assert_int_equal(doc.record, i);
	}
	assert_int_equal(pantau_sorter_next(sorter, &arena, &doc, &extra, &err),
			PANTAU_END);
	pantau_sorter_destroy(sorter);
	pantau_arena_finish(&arena);
}

static void empty_input_ends_at_once(void **state)
{
	(void)state;
	struct sorter *sorter;
	struct arena arena;
	struct doc doc;
	struct sort_extra extra;
	pantau_arena_init(&arena);
	assert_int_equal(pantau_sorter_create("/tmp", 1000, &sorter, &err),
			PANTAU_OK);
	assert_int_equal(pantau_sorter_finish(sorter, &err), PANTAU_OK);
	assert_int_equal(pantau_sorter_next(sorter, &arena, &doc, &extra, &err),
			PANTAU_END);
	pantau_sorter_destroy(sorter);
	pantau_sorter_destroy(NULL);
	pantau_arena_finish(&arena);
}

static void says_where_it_cannot_write(void **state)
{
	(void)state;
	struct sorter *sorter;
	struct doc doc = {.fields = DOC_TEXT, .text = STR("x")};
	struct sort_extra extra = {{0}, {0}};
	assert_int_equal(pantau_sorter_create("/nowhere", 10, &sorter, &err),
			PANTAU_OK);
	assert_int_equal(pantau_sorter_add(sorter, &doc, &extra, &err),
			PANTAU_OK);
	assert_int_equal(pantau_sorter_add(sorter, &doc, &extra, &err),
			PANTAU_IO);
	assert_non_null(strstr(err.message, "/nowhere"));
	pantau_sorter_destroy(sorter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorts_and_keeps_the_order_of_equals),
		cmocka_unit_test(spills_to_files_when_memory_is_small),
		cmocka_unit_test(one_document_may_exceed_the_memory),
		cmocka_unit_test(empty_input_ends_at_once),
		cmocka_unit_test(says_where_it_cannot_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
