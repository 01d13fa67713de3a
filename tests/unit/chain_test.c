/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Edit chains: order, versions, figures, and parents against all pairs. */

#include "chain_fixture.h"

static const struct chain_version *version_of(const struct fixture *f,
		size_t place)
{
	return &f->out.version[f->out.place[place].version];
}

static void makes_nothing_of_nothing(void **state)
{
	struct fixture *f = *state;
	make_chain(f);
	assert_int_equal(f->out.items, 0);
	assert_int_equal(f->out.versions, 0);
	assert_int_equal(f->out.hours.n, 0);
}

static void orders_items(void **state)
{
	struct fixture *f = *state;
	static const struct chain_item items[] = {
		{.id = 3, .undated = true, .time = 1, .source = 1,
			.account = CHAIN_UNKNOWN},
		{.id = 9, .time = 50, .source = 1, .account = 4},
		{.id = 8, .time = 50, .source = 2, .account = 5},
		{.id = 7, .time = -20, .source = CHAIN_UNKNOWN, .account = 4},
		{.id = 2, .undated = true, .source = 2, .account = 5},
	};
	static const uint32_t order[] = {3, 2, 1, 4, 0};
	for (size_t i = 0; i < 5; i++) {
		add(f, &items[i], STR("satu dua tiga"));
	}
	make_chain(f);
	assert_int_equal(f->out.items, 5);
	assert_int_equal(f->out.undated, 2);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(f->out.place[i].item, order[i]);
		assert_int_equal(f->out.place[i].undated, i >= 3);
	}
	assert_int_equal(f->out.place[3].time, 0);
	assert_int_equal(f->out.first, -20);
	assert_int_equal(f->out.last, 50);
	assert_int_equal(f->out.sources, 2);
	assert_int_equal(f->out.accounts, 2);
	assert_int_equal(f->out.hours.n, 2);
	assert_int_equal(f->out.hours.hour[f->out.hours.peak].start, 0);
	assert_int_equal(f->out.hours.hour[f->out.hours.peak].items, 2);
}

static void folds_copies(void **state)
{
	struct fixture *f = *state;
	add_at(f, 40, STR("banjir di kota lama http://b"));
	add_at(f, 10, STR("banjir di kota lama http://a"));
	add_at(f, 30, STR("awas banjir di kota lama"));
	add_at(f, 20, STR("@sari banjir di kota lama http://a"));
	add_at(f, 50, STR("banjir di kota lama http://a"));
	make_chain(f);
	assert_int_equal(f->out.versions, 2);
	const struct chain_version *first = &f->out.version[0];
	static const uint32_t copies[] = {0, 1, 3, 4};
	assert_int_equal(first->copies, 4);
	assert_memory_equal(first->copy, copies, sizeof(copies));
	/* A mention more, another link. */
	assert_int_equal(first->altered, 2);
	assert_int_equal(first->parent, CHAIN_NONE);
	assert_int_equal(first->children, 1);
	const struct chain_version *second = &f->out.version[1];
	assert_int_equal(second->copies, 1);
	assert_int_equal(second->altered, 0);
	assert_int_equal(second->parent, 0);
	assert_true(second->similar == 0.75);
	assert_false(second->estimated);
}

/* Texts without words are told by what they have. */
static void tells_texts_without_words(void **state)
{
	struct fixture *f = *state;
	add_at(f, 1, STR(":) :)"));
	add_at(f, 2, STR("http://a"));
	add_at(f, 3, STR(":) :)"));
	add_at(f, 4, STR(""));
	add_at(f, 5, STR("kata"));
	make_chain(f);
	assert_int_equal(f->out.versions, 4);
	assert_int_equal(f->out.version[0].copies, 2);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(f->out.version[i].parent, CHAIN_NONE);
	}
}

/* The title's words come before the text's. */
static void reads_titles(void **state)
{
	struct fixture *f = *state;
	struct made title = {.room = 0};
	const struct chain_item item = {.id = 5, .time = 5};
	add_at(f, 1, STR("harga beras naik lagi"));
	assert_int_equal(pantau_chain_add(f->chain, &item,
			made_tokens(&title, STR("harga beras")),
			made_tokens(&f->made, STR("naik lagi")), NULL),
			PANTAU_OK);
	make_chain(f);
	assert_int_equal(f->out.versions, 1);
	made_finish(&title);
}

static void names_the_earliest_of_equals(void **state)
{
	struct fixture *f = *state;
	add_at(f, 30, STR("a b c d e f x"));
	add_at(f, 20, STR("a b c d e f z"));
	add_at(f, 10, STR("a b c d e f y"));
	add_at(f, 40, STR("tidak ada yang sama"));
	/* Under CHAIN_LEAST: 1 of 8 bigrams, then 2 of 8. */
	add_at(f, 50, STR("tidak ada lain lagi kata juga"));
	add_at(f, 60, STR("lain lagi kata mana siapa apa bila"));
	make_chain(f);
	assert_int_equal(f->out.versions, 6);
	static const uint32_t parents[] = {CHAIN_NONE, 0, 0, CHAIN_NONE,
		CHAIN_NONE, 4};
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(f->out.version[i].parent, parents[i]);
	}
	assert_int_equal(f->out.version[0].children, 2);
}

/* An undated item never is the parent of a dated one. */
static void puts_the_undated_last(void **state)
{
	struct fixture *f = *state;
	const struct chain_item item = {.id = 1, .undated = true};
	add(f, &item, STR("a b c d e f"));
	add_at(f, 100, STR("a b c d e f g"));
	add_at(f, 90, STR("a b c d x f g"));
	make_chain(f);
	assert_int_equal(version_of(f, 0)->parent, CHAIN_NONE);
	assert_int_equal(version_of(f, 1)->parent, 0);
	assert_int_equal(version_of(f, 2)->parent, 1);
	assert_true(f->out.place[2].undated);
}

/* --- parents against all pairs --- */

struct kept_texts {
	struct words words[1000];
	size_t n;
};

/* J as chain.h has it, by sets made anew. */
static double resemblance(struct fixture *f, const struct words *a,
		const struct words *b)
{
	struct shingler s[2];
	struct shingles set[2];
	unsigned width[2], least;
	const struct words *words[2] = {a, b};
	for (int i = 0; i < 2; i++) {
		width[i] = pantau_shingle_width(words[i]->n);
	}
	least = width[0] < width[1] ? width[0] : width[1];
	if (width[0] != width[1] && least < 2) {
		return 0;
	}
	for (int i = 0; i < 2; i++) {
		pantau_shingler_init(&s[i]);
		assert_true(pantau_shingler_add(&s[i], made_tokens(&f->made,
				write_words(words[i], &f->text))));
		assert_true(pantau_shingler_make(&s[i], least, &set[i]));
	}
	double similar = pantau_shingles_jaccard(&set[0], &set[1]);
	pantau_shingler_finish(&s[0]);
	pantau_shingler_finish(&s[1]);
	return similar;
}

/* Edited from one another, each at its own time, added in any order. */
static void make_story(struct fixture *f, struct random *r,
		struct kept_texts *kept, size_t n, size_t least, size_t edits)
{
	uint32_t order[1000];
	kept->n = n;
	for (size_t i = 0; i < n; i++) {
		kept->words[i] = i == 0 || draw(r, 50) == 0 ? random_words(r,
				least + draw(r, 20), 500) : edited(r,
				&kept->words[draw(r, i)], 1 + draw(r, edits),
				500);
		size_t at = draw(r, i + 1);
		order[i] = order[at];
		order[at] = (uint32_t)i;
	}
	for (size_t i = 0; i < n; i++) {
		add_at(f, order[i], write_words(&kept->words[order[i]],
				&f->text));
	}
	make_chain(f);
	assert_int_equal(f->out.items, n);
}

/* How many versions' parents are not the first of the most similar. */
static size_t wrong_parents(struct fixture *f, const struct kept_texts *kept)
{
	size_t wrong = 0;
	for (size_t i = 0; i < f->out.versions; i++) {
		const struct chain_version *version = &f->out.version[i];
		const struct words *own =
				&kept->words[f->out.place[version->copy[0]].time];
		uint32_t parent = CHAIN_NONE;
		double best = 0;
		for (uint32_t k = 0; k < i; k++) {
			const struct words *other = &kept->words[f->out.place[
					f->out.version[k].copy[0]].time];
			double similar = resemblance(f, own, other);
			if (similar > best && similar >= CHAIN_LEAST) {
				best = similar;
				parent = k;
			}
		}
		wrong += version->parent != parent;
		assert_true(version->parent != parent ||
				version->similar == best);
	}
	return wrong;
}

static void finds_parents(void **state)
{
	struct fixture *f = *state;
	struct random r = {.state = 8};
	struct kept_texts *kept = calloc(1, sizeof(*kept));
	assert_non_null(kept);
	for (int i = 0; i < 6; i++) {
		make_story(f, &r, kept, 60, 1 + (size_t)i * 8, 6);
		assert_true(f->out.versions > 50);
		assert_int_equal(wrong_parents(f, kept), 0);
		start_anew(f);
	}
	free(kept);
}

/* More versions than are compared with all: shared shingles lead to parents. */
static void finds_parents_of_many(void **state)
{
	struct fixture *f = *state;
	struct random r = {.state = 9};
	struct kept_texts *kept = calloc(1, sizeof(*kept));
	assert_non_null(kept);
	make_story(f, &r, kept, 450, 15, 3);
	assert_true(f->out.versions > 420);
	assert_int_equal(wrong_parents(f, kept), 0);
	free(kept);
}

/* --- samples --- */

static void write_range(struct buf *out, uint32_t from, uint32_t n)
{
	for (uint32_t i = from; i < from + n; i++) {
		pantau_buf_printf(out, out->n == 0 ? "k%u" : " k%u",
				(unsigned)i);
	}
	assert_false(out->failed);
}

static void estimates_long_texts(void **state)
{
	struct fixture *f = *state;
	add_at(f, 1, STR("pembuka"));
	write_range(&f->text, 0, 40000);
	add_at(f, 10, buf_str(&f->text));
	pantau_buf_clear(&f->text);
	write_range(&f->text, 10000, 40000);
	add_at(f, 20, buf_str(&f->text));
	pantau_buf_clear(&f->text);
	/* Not cut, but its parent is. */
	write_range(&f->text, 10000, 4000);
	add_at(f, 30, buf_str(&f->text));
	pantau_buf_clear(&f->text);
	write_range(&f->text, 0, 16000);
	add_at(f, 40, buf_str(&f->text));
	make_chain(f);
	const struct chain_version *version = f->out.version;
	assert_int_equal(version[1].parent, CHAIN_NONE);
	assert_int_equal(version[2].parent, 1);
	assert_true(version[2].estimated);
	assert_true(version[2].similar > 0.58 && version[2].similar < 0.62);
	/* 4,000 of 40,000 are too few. */
	assert_int_equal(version[3].parent, CHAIN_NONE);
	assert_int_equal(version[4].parent, 1);
	assert_true(version[4].similar > 0.38 && version[4].similar < 0.42);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(makes_nothing_of_nothing),
		TEST(orders_items),
		TEST(folds_copies),
		TEST(tells_texts_without_words),
		TEST(reads_titles),
		TEST(names_the_earliest_of_equals),
		TEST(puts_the_undated_last),
		TEST(finds_parents),
		TEST(finds_parents_of_many),
		TEST(estimates_long_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
