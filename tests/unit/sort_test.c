/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Order of publication, in memory and through files. */

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "import/sort.h"

#define MANY 5000

static struct pantau_error err = {.lang = PANTAU_LANG_EN};

static enum pantau_status add_doc(struct sorter *sorter,
		const struct doc *doc, const struct sort_extra *extra,
		struct pantau_error *why)
{
	struct record_set one;
	pantau_record_set_init(&one);
	assert_true(pantau_record_set_add(&one, doc, extra));
	enum pantau_status status = pantau_sorter_append(sorter, &one, why);
	pantau_record_set_finish(&one);
	return status;
}

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
	assert_int_equal(add_doc(sorter, &doc, &extra, &err),
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
			NULL, NULL, &sorter, &err), PANTAU_OK);
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

static void spills_to_files_when_memory_is_small(void **state)
{
	(void)state;
	static const size_t memory[] = {SORT_MEMORY_DEFAULT, 400000, 40000, 2};
	char folder[] = "/tmp/pantau-sort-XXXXXX";
	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < sizeof(memory) / sizeof(memory[0]); i++) {
		struct sorter *sorter;
		assert_int_equal(pantau_sorter_create(folder, memory[i], NULL,
				NULL, &sorter, &err), PANTAU_OK);
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
	assert_int_equal(pantau_sorter_create("/tmp", 1, NULL, NULL,
			&sorter, &err),
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
	assert_int_equal(pantau_sorter_create("/tmp", 1000, NULL, NULL,
			&sorter, &err),
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
	struct sort_extra extra = {.fresh = false};
	assert_int_equal(pantau_sorter_create("/nowhere", 10, NULL, NULL,
			&sorter, &err),
			PANTAU_OK);
	assert_int_equal(add_doc(sorter, &doc, &extra, &err),
			PANTAU_OK);
	assert_int_equal(add_doc(sorter, &doc, &extra, &err),
			PANTAU_IO);
	assert_non_null(strstr(err.message, "/nowhere"));
	pantau_sorter_destroy(sorter);
}

/* Every field and every length, through a file. */
static void keeps_all_of_a_document(void **state)
{
	(void)state;
	static char large[70000];
	struct sorter *sorter;
	struct arena arena;
	struct doc out;
	struct sort_extra extra = {.key = {1, 2}, .content = {3}, .fresh = true};
	memset(large, 'a', sizeof(large));
	const struct doc in = {
		.fields = 0x1ffff, .id = STR("i"), .source = STR("sumber"),
		.url = STR("u"), .author = {large, 127}, .title = {large, 128},
		.text = {large, sizeof(large)}, .language = STR("id"),
		.region = STR("r"), .parent = {large, 16384},
		.published_raw = STR("2105-12-31T23:59:59-07:00"),
		.published = {4291747199, -420, true}, .kind = KIND_RELEASE,
		.likes = INT64_MAX, .shares = -1, .comments = 0, .views = 77,
		.owned = true, .public_author = true, .input = 70000,
		.record = UINT64_C(1) << 40, .line = UINT64_C(1) << 41,
	};
	for (size_t memory = 1; memory < 2000000; memory += 1500000) {
		pantau_arena_init(&arena);
		assert_int_equal(pantau_sorter_create("/tmp", memory, NULL, NULL,
				&sorter, &err), PANTAU_OK);
		for (int i = 0; i < 3; i++) {
			assert_int_equal(add_doc(sorter, &in, &extra,
					&err), PANTAU_OK);
		}
		assert_int_equal(pantau_sorter_finish(sorter, &err), PANTAU_OK);
		for (int i = 0; i < 3; i++) {
			assert_int_equal(pantau_sorter_next(sorter, &arena, &out,
					&extra, &err), PANTAU_OK);
			assert_int_equal(out.fields, in.fields);
			check_str(out.source, "sumber");
			check_str(out.language, "id");
			assert_true(str_eq(out.author, in.author));
			assert_true(str_eq(out.title, in.title));
			assert_true(str_eq(out.text, in.text));
			assert_true(str_eq(out.parent, in.parent));
			assert_true(str_eq(out.published_raw, in.published_raw));
			assert_int_equal(out.published.seconds, 4291747199);
			assert_int_equal(out.published.offset, -420);
			assert_true(out.published.has_time && out.owned);
			assert_true(out.public_author && extra.fresh);
			assert_int_equal(out.kind, KIND_RELEASE);
			assert_true(out.likes == INT64_MAX && out.shares == -1);
			assert_true(out.comments == 0 && out.views == 77);
			assert_int_equal(out.input, 70000);
			assert_true(out.record == in.record && out.line == in.line);
			assert_true(extra.key[1] == 2 && extra.content[0] == 3);
		}
		assert_int_equal(pantau_sorter_next(sorter, &arena, &out, &extra,
				&err), PANTAU_END);
		pantau_sorter_destroy(sorter);
		pantau_arena_finish(&arena);
	}
}

static enum pantau_status drop_odd(void *context, struct record_set *run,
		bool last, size_t *dropped, struct pantau_error *error)
{
	size_t *runs = context;
	(void)error;
	assert_true(*runs != SIZE_MAX);
	for (size_t i = 0; i < run->n; i++) {
		char *p = run->bytes.p + run->offset[i];
		if (record_head(p).record % 2 == 1) {
			record_mark(p, RECORD_DROPPED);
			(*dropped)++;
		}
	}
	*runs = last ? SIZE_MAX : *runs + 1;
	return PANTAU_OK;
}

static void leaves_out_what_is_dropped(void **state)
{
	(void)state;
	static const size_t memory[] = {SORT_MEMORY_DEFAULT, 2000, 1};
	for (size_t i = 0; i < sizeof(memory) / sizeof(memory[0]); i++) {
		struct sorter *sorter;
		struct arena arena;
		struct doc doc;
		struct sort_extra extra;
		size_t runs = 0;
		pantau_arena_init(&arena);
		assert_int_equal(pantau_sorter_create("/tmp", memory[i], drop_odd,
				&runs, &sorter, &err), PANTAU_OK);
		for (unsigned char n = 0; n < 100; n++) {
			add(sorter, 100 - n, true, "x", i == 2 ? 1 : n);
		}
		assert_int_equal(pantau_sorter_finish(sorter, &err), PANTAU_OK);
		assert_true(runs == SIZE_MAX);
		assert_int_equal(pantau_sorter_count(sorter), i == 2 ? 0 : 50);
		for (unsigned n = 0; i < 2 && n < 50; n++) {
			assert_int_equal(pantau_sorter_next(sorter, &arena, &doc,
					&extra, &err), PANTAU_OK);
			assert_int_equal(doc.record, 98 - 2 * n);
		}
		assert_int_equal(pantau_sorter_next(sorter, &arena, &doc, &extra,
				&err), PANTAU_END);
		pantau_sorter_destroy(sorter);
		pantau_arena_finish(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorts_and_keeps_the_order_of_equals),
		cmocka_unit_test(spills_to_files_when_memory_is_small),
		cmocka_unit_test(one_document_may_exceed_the_memory),
		cmocka_unit_test(empty_input_ends_at_once),
		cmocka_unit_test(says_where_it_cannot_write),
		cmocka_unit_test(keeps_all_of_a_document),
		cmocka_unit_test(leaves_out_what_is_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
