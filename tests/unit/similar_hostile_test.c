/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Texts that nobody writes in good faith take the same work each, whatever a
 * hundred thousand others are, and make no false groups; and memory may run out
 * at every place (the linker wraps malloc and its kin).
 */

#include "memory_requests.h"
#include "similar_fixture.h"

/* --- texts that nobody writes in good faith --- */

static void bears_one_word_a_million_times(void **state)
{
	struct fixture *f = *state;
	struct buf text;
	pantau_buf_init(&text);
	for (int i = 0; i < 1000000; i++) {
		pantau_buf_str(&text, i == 0 ? STR("a") : STR(" a"));
	}
	assert_false(text.failed);
	add(f, buf_str(&text));
	add(f, STR("a"));
	add(f, STR("b c"));
	add(f, buf_str(&text));
	static const uint32_t wanted[] = {0, 1, 2, 0};
	check_numbers(f, 3, wanted);
	/* One shingle is kept, not a million. */
	assert_true(pantau_groups_work(f->groups).bytes < 200000);
	pantau_buf_finish(&text);
}

#define FLOOD 100000

static void bears_copies(void **state)
{
	struct fixture *f = *state;
	size_t bytes = 0;
	for (int i = 0; i < FLOOD; i++) {
		add(f, STR("sebarkan ke semua grup sebelum dihapus"));
		bytes = i == 0 ? pantau_groups_work(f->groups).bytes : bytes;
	}
	assert_int_equal(number(f), 1);
	struct pantau_group_work work = pantau_groups_work(f->groups);
	assert_int_equal(work.different, 1);
	assert_int_equal(work.compared, 0);
	assert_true(work.bytes - bytes <= FLOOD * 8);
}

/* Copies of one text, each with a word of its own: all in one group, at about
 * one comparison each. */
static void bears_signed_copies(void **state)
{
	struct fixture *f = *state;
	for (uint32_t i = 0; i < FLOOD / 4; i++) {
		struct words words = {.n = 13};
		for (uint32_t k = 0; k < 12; k++) {
			words.word[k] = k;
		}
		words.word[12] = 1000 + i;
		add_words(f, &words);
	}
	assert_int_equal(number(f), 1);
	struct pantau_group_work work = pantau_groups_work(f->groups);
	assert_int_equal(work.different, FLOOD / 4);
	assert_true(work.compared < 2 * work.different);
}

/* Half of each text is the same: they meet in many buckets and are not alike.
 * 9 bigrams of 27 are shared. */
static uint64_t flood(struct fixture *f, uint32_t texts)
{
	for (uint32_t i = 0; i < texts; i++) {
		struct words words = {.n = 19};
		for (uint32_t k = 0; k < 19; k++) {
			words.word[k] = k < 10 ? k : 1000 + i * 10 + k;
		}
		add_words(f, &words);
	}
	assert_int_equal(number(f), texts);
	struct pantau_group_work work = pantau_groups_work(f->groups);
	assert_int_equal(work.linked, 0);
	assert_true(work.cut > texts / 2);
	assert_true(work.bytes < (uint64_t)texts * 1200);
	return work.compared;
}

static void bears_full_buckets(void **state)
{
	struct fixture *f = *state;
	uint64_t few = flood(f, FLOOD / 16);
	assert_true(few > FLOOD / 16);
	start_anew(f);
	/* Four times the texts, four times the work; and again. */
	uint64_t more = flood(f, FLOOD / 4);
	assert_true(more < 5 * few);
	start_anew(f);
	uint64_t most = flood(f, FLOOD);
	assert_true(most < 5 * more);
	assert_true(most <= (uint64_t)FLOOD * GROUP_CHECKS * MINHASH_BANDS);
}

/* Different words from a number on, with blanks between, to some bytes. */
static void write_long(struct buf *out, size_t bytes, uint32_t from)
{
	pantau_buf_clear(out);
	for (uint32_t i = from; out->n < bytes; i++) {
		pantau_buf_printf(out, i == from ? "%u" : " %u", (unsigned)i);
	}
	assert_false(out->failed);
}

static void bears_long_texts(void **state)
{
	struct fixture *f = *state;
	struct buf text;
	size_t bytes = (size_t)10 << 20;
	pantau_buf_init(&text);
	write_long(&text, bytes, 1000000);
	add(f, buf_str(&text));
	add(f, STR("banjir di kota kami"));
	/* Cut in the middle: 0.75 of it; then another text. */
	add(f, str_make(text.p, text.n / 4 * 3 / 8 * 8 - 1));
	write_long(&text, bytes, 5000000);
	add(f, buf_str(&text));
	static const uint32_t wanted[] = {0, 1, 0, 2};
	check_numbers(f, 3, wanted);
	assert_true(pantau_groups_work(f->groups).bytes < 4 * bytes);
	pantau_buf_finish(&text);
}

/* --- memory --- */

/* Whatever allocation fails, the text is not there, and can be added again. */
static void survives_without_memory(void **state)
{
	struct fixture *f = *state;
	struct random r = {.state = 5};
	struct crowd *crowd = make_crowd(f, &r);
	struct pantau_groups *groups = NULL;
	size_t failed = 0;
	for (size_t i = 0; i < CROWD; i++) {
		add_words(f, &crowd->words[i]);
	}
	size_t wanted = number(f);
	memory_left = 0;
	assert_int_equal(pantau_groups_create(0.6, &groups, NULL),
			PANTAU_NO_MEMORY);
	memory_left = -1;
	assert_int_equal(pantau_groups_create(0.6, &groups, NULL), PANTAU_OK);
	for (size_t i = 0; i < CROWD; i++) {
		const struct pantau_tokens *tokens = made_tokens(&f->made,
				write_words(&crowd->words[i], &f->text));
		enum pantau_status status;
		long after = 0;
		do {
			struct pantau_error err = {.lang = PANTAU_LANG_EN};
			memory_left = after++;
			status = pantau_groups_add(groups, NULL, tokens, &err);
			memory_left = -1;
			failed += status == PANTAU_NO_MEMORY;
			assert_int_equal(pantau_groups_work(groups).texts,
					i + (status == PANTAU_OK));
		} while (status == PANTAU_NO_MEMORY);
		assert_int_equal(status, PANTAU_OK);
	}
	assert_true(failed > 30);
	uint32_t *numbers = calloc(CROWD, sizeof(*numbers));
	assert_non_null(numbers);
	assert_int_equal(pantau_groups_number(groups, numbers), wanted);
	assert_memory_equal(numbers, f->number, CROWD * sizeof(*numbers));
	free(numbers);
	pantau_groups_destroy(groups);
	crowd_free(crowd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(bears_one_word_a_million_times),
		TEST(bears_copies),
		TEST(bears_signed_copies),
		TEST(bears_full_buckets),
		TEST(bears_long_texts),
		TEST(survives_without_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
