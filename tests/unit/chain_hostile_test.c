/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Stories of a hundred thousand items and texts of megabytes keep to a budget,
 * in whatever order they come; and memory may run out at every place.
 */

#include "memory_requests.h"
#include "chain_fixture.h"

#define FLOOD 100000

static void bears_copies(void **state)
{
	struct fixture *f = *state;
	for (int i = 0; i < FLOOD; i++) {
		pantau_buf_clear(&f->text);
		pantau_buf_printf(&f->text, "@akun%d sebarkan ke semua grup "
				"sebelum dihapus", i);
		add_at(f, FLOOD - i, buf_str(&f->text));
	}
	make_chain(f);
	assert_int_equal(f->out.items, FLOOD);
	assert_int_equal(f->out.versions, 1);
	assert_int_equal(f->out.version[0].copies, FLOOD);
	assert_int_equal(f->out.version[0].altered, FLOOD - 1);
	assert_int_equal(f->out.place[0].item, FLOOD - 1);
	assert_true(f->arena.used < FLOOD * 40);
}

/* One text, each time with a word of its own: all are made of the first. */
static void bears_signed_copies(void **state)
{
	struct fixture *f = *state;
	for (int i = 0; i < FLOOD; i++) {
		pantau_buf_clear(&f->text);
		pantau_buf_printf(&f->text, "a b c d e f g h i j k l k%d", i);
		add_at(f, i, buf_str(&f->text));
	}
	make_chain(f);
	assert_int_equal(f->out.versions, FLOOD);
	assert_int_equal(f->out.version[0].children, FLOOD - 1);
}

static void write_range(struct buf *out, uint32_t from, uint32_t n)
{
	for (uint32_t i = from; i < from + n; i++) {
		pantau_buf_printf(out, out->n == 0 ? "k%u" : " k%u",
				(unsigned)i);
	}
	assert_false(out->failed);
}

/* A thousand versions of a text, each with a word of its own. */
static void bears_versions_of_a_long_text(void **state)
{
	struct fixture *f = *state;
	size_t children = 0;
	for (uint32_t i = 0; i < 1000; i++) {
		pantau_buf_clear(&f->text);
		write_range(&f->text, 0, 1000);
		write_range(&f->text, 1000000 + i, 1);
		write_range(&f->text, 1000, 1000);
		add_at(f, i, buf_str(&f->text));
	}
	make_chain(f);
	assert_int_equal(f->out.versions, 1000);
	for (size_t i = 1; i < 1000; i++) {
		assert_true(f->out.version[i].similar > 0.99);
		children += f->out.version[i].parent == 0;
	}
	assert_int_equal(children, 999);
}

enum { TEXTS = 2100, WORDS = 5000 };

/* Texts of which each shares 99 % with the one before; order[i]: where the i-th
 * of them is. Hashes for words: it is not their making that is tested. */
static void fill_sketches(struct sketches *sketches, bool backwards,
		uint32_t *order)
{
	struct shingler s;
	pantau_sketches_init(sketches);
	pantau_shingler_init(&s);
	s.word = calloc(WORDS, sizeof(*s.word));
	assert_non_null(s.word);
	s.word_room = s.words = WORDS;
	for (uint32_t i = 0; i < TEXTS; i++) {
		uint32_t text = backwards ? TEXTS - 1 - i : i;
		for (uint32_t k = 0; k < WORDS; k++) {
			s.word[k] = shingle_mix(text * 50 + k);
		}
		order[text] = i;
		assert_true(pantau_sketches_add(sketches, &s));
		assert_true(sketches->kept <= CHAIN_HASHES + CHAIN_SAMPLE);
	}
	assert_true(pantau_sketches_fit(sketches));
	assert_int_equal(sketches->most, 2048);
	assert_int_equal(sketches->kept, 2048 * TEXTS);
	pantau_shingler_finish(&s);
}

/* Samples grow smaller as there are more of them, and are the same in either
 * order. */
static void keeps_to_the_budget(void **state)
{
	static uint32_t order[2][TEXTS];
	static struct version_parent parent[TEXTS];
	struct sketches sketches[2];
	(void)state;
	fill_sketches(&sketches[0], false, order[0]);
	fill_sketches(&sketches[1], true, order[1]);
	for (size_t i = 0; i < TEXTS; i++) {
		const struct sketch *a =
				&sketches[0].version[order[0][i]].own;
		const struct sketch *b =
				&sketches[1].version[order[1][i]].own;
		assert_true(a->cut && b->cut);
		assert_memory_equal(a->hash, b->hash, 2048 * sizeof(*a->hash));
	}
	assert_true(pantau_chain_parents(&sketches[0], order[0], parent));
	for (size_t i = 1; i < TEXTS; i++) {
		/* The text before shares 99 %; samples err. */
		assert_true(parent[i].version + 3 >= i);
		assert_true(parent[i].similar > 0.95);
	}
	pantau_sketches_finish(&sketches[0]);
	pantau_sketches_finish(&sketches[1]);
}

static void bears_ten_megabytes(void **state)
{
	struct fixture *f = *state;
	write_range(&f->text, 1000000, 1200000);
	assert_true(f->text.n >= (size_t)10 << 20);
	add_at(f, 1, buf_str(&f->text));
	add_at(f, 2, str_make(f->text.p, f->text.n / 2));
	pantau_buf_clear(&f->text);
	for (int i = 0; i < 1000000; i++) {
		pantau_buf_str(&f->text, i == 0 ? STR("a") : STR(" a"));
	}
	add_at(f, 3, buf_str(&f->text));
	add_at(f, 4, STR("a a"));
	make_chain(f);
	assert_int_equal(f->out.versions, 4);
	assert_int_equal(f->out.version[1].parent, 0);
	assert_true(f->out.version[1].similar > 0.46 &&
			f->out.version[1].similar < 0.54);
	assert_int_equal(f->out.version[2].parent, CHAIN_NONE);
}

/* --- memory --- */

#define STORY 400

static void survives_without_memory(void **state)
{
	struct fixture *f = *state;
	struct random r = {.state = 21};
	struct words words = random_words(&r, 30, 400);
	size_t failed = 0;
	for (int64_t i = 0; i < STORY; i++) {
		const struct chain_item item = {.id = (uint64_t)i, .time = i};
		const struct pantau_tokens *tokens = made_tokens(&f->made,
				write_words(&words, &f->text));
		enum pantau_status status;
		long after = 0;
		do {
			struct pantau_error err = {.lang = PANTAU_LANG_EN};
			memory_left = after++;
			status = pantau_chain_add(f->chain, &item, NULL,
					tokens, &err);
			memory_left = -1;
			failed += status == PANTAU_NO_MEMORY;
		} while (status == PANTAU_NO_MEMORY);
		assert_int_equal(status, PANTAU_OK);
		words = edited(&r, &words, 1, 400);
	}
	assert_true(failed > 10);
	make_chain(f);
	assert_int_equal(f->out.items, STORY);
	assert_true(f->out.versions > 300);
	enum pantau_status status;
	long after = 0;
	do {
		struct arena arena;
		struct chain again;
		pantau_arena_init(&arena);
		memory_left = after++;
		status = pantau_chain_make(f->chain, &arena, &again, NULL);
		memory_left = -1;
		assert_int_equal(again.items, status == PANTAU_OK ? STORY : 0);
		for (size_t i = 0; i < again.versions; i++) {
			assert_int_equal(again.version[i].parent,
					f->out.version[i].parent);
		}
		pantau_arena_finish(&arena);
	} while (status == PANTAU_NO_MEMORY);
	assert_true(after > 6);
	struct pantau_chain *chain;
	memory_left = 0;
	assert_int_equal(pantau_chain_create(&chain, NULL), PANTAU_NO_MEMORY);
	memory_left = -1;
	assert_null(chain);
}

/* Samples that cannot be halved stay as they are. */
static void halves_without_memory(void **state)
{
	(void)state;
	struct sketches sketches;
	struct shingler s;
	bool done = false;
	size_t failed = 0;
	pantau_sketches_init(&sketches);
	pantau_shingler_init(&s);
	s.word = calloc(64, sizeof(*s.word));
	assert_non_null(s.word);
	s.word_room = s.words = 64;
	for (uint64_t i = 0; i < 3; i++) {
		for (uint64_t k = 0; k < 64; k++) {
			s.word[k] = shingle_mix(i * 64 + k);
		}
		assert_true(pantau_sketches_add(&sketches, &s));
	}
	/* As if they were many. */
	sketches.kept = CHAIN_HASHES + 1;
	sketches.most = 64;
	for (long after = 0; !done; after++) {
		memory_left = after;
		done = pantau_sketches_fit(&sketches);
		memory_left = -1;
		failed += !done;
		assert_int_equal(sketches.version[1].own.n, done ? 32 : 62);
	}
	assert_true(failed >= 2);
	assert_true(sketches.version[1].own.cut);
	pantau_sketches_finish(&sketches);
	pantau_shingler_finish(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(bears_copies),
		TEST(bears_signed_copies),
		TEST(bears_versions_of_a_long_text),
		TEST(keeps_to_the_budget),
		TEST(bears_ten_megabytes),
		TEST(survives_without_memory),
		TEST(halves_without_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
