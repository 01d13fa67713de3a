/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Shingles and signatures: what goes into a set, resemblance and containment
 * counted by hand, signatures that are equal as often as J says however few
 * shingles there are, and candidates as often as the formula of the bands says.
 */

#include "data_lexicons.h"

#include <math.h>

#include "similar/minhash.h"
#include "similar_texts.h"
#include "text/analyser.h"

struct fixture {
	struct made made;
	struct shingler shingler;
	struct arena arena;
};

static int open_fixture(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	pantau_shingler_init(&f->shingler);
	pantau_arena_init(&f->arena);
	*state = f;
	return 0;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;
	made_finish(&f->made);
	pantau_shingler_finish(&f->shingler);
	pantau_arena_finish(&f->arena);
	free(f);
	return 0;
}

/* The set of some tokens, in the fixture's arena. */
static struct shingles set_of(struct fixture *f,
		const struct pantau_tokens *tokens, unsigned width)
{
	struct shingles set;
	pantau_shingler_clear(&f->shingler);
	assert_true(pantau_shingler_add(&f->shingler, tokens));
	assert_true(pantau_shingler_make(&f->shingler, width, &set));
	uint64_t *copy = pantau_arena_alloc(&f->arena, set.n * sizeof(*copy));
	assert_non_null(copy);
	for (size_t i = 0; i < set.n; i++) {
		assert_true(i == 0 || set.hash[i - 1] < set.hash[i]);
		copy[i] = set.hash[i];
	}
	set.hash = copy;
	return set;
}

static struct shingles set(struct fixture *f, const char *text, unsigned width)
{
	return set_of(f, made_tokens(&f->made, str_of(text)), width);
}

static void check_same(const struct shingles *a, const struct shingles *b)
{
	assert_int_equal(a->n, b->n);
	assert_memory_equal(a->hash, b->hash, a->n * sizeof(*a->hash));
}

/* --- sets --- */

static void counts_by_hand(void **state)
{
	struct fixture *f = *state;
	/* ab bc cd; ab bc ce; ab bc; nothing of it */
	struct shingles a = set(f, "a b c d", 2), b = set(f, "a b c e", 2);
	struct shingles part = set(f, "a b c", 2), none = set(f, "x y z", 2);
	assert_int_equal(a.n, 3);
	assert_int_equal(pantau_shingles_shared(&a, &b), 2);
	assert_true(pantau_shingles_jaccard(&a, &b) == 0.5);
	assert_true(pantau_shingles_containment(&a, &b) == 2.0 / 3);
	assert_true(pantau_shingles_containment(&part, &a) == 1);
	assert_true(pantau_shingles_containment(&a, &part) == 2.0 / 3);
	assert_true(pantau_shingles_jaccard(&part, &a) == 2.0 / 3);
	assert_true(pantau_shingles_jaccard(&a, &a) == 1);
	assert_true(pantau_shingles_jaccard(&a, &none) == 0);
	assert_true(pantau_shingles_containment(&a, &none) == 0);
}

static void knows_sets_order_and_width(void **state)
{
	struct fixture *f = *state;
	/* ab ba, each once */
	struct shingles a = set(f, "a b a b a", 2);
	assert_int_equal(a.n, 2);
	struct shingles turned = set(f, "b a", 2), straight = set(f, "a b", 2);
	assert_int_equal(pantau_shingles_shared(&turned, &straight), 0);
	assert_int_equal(pantau_shingles_shared(&a, &turned), 1);
	struct shingles one = set(f, "a a a", 1), two = set(f, "a a a", 2),
			three = set(f, "a a a", 3);
	assert_int_equal(one.n + two.n + three.n, 3);
	assert_int_equal(pantau_shingles_shared(&one, &two), 0);
	assert_int_equal(pantau_shingles_shared(&two, &three), 0);
	/* 'ab c' is not 'a bc' */
	a = set(f, "ab c", 2);
	struct shingles b = set(f, "a bc", 2);
	assert_int_equal(pantau_shingles_shared(&a, &b), 0);
}

/* However many there are, in order: set_of looks. */
static void sorts_any_number(void **state)
{
	static const size_t counts[] = {1, 23, 24, 48, 49, 2048, 2049, 5000};
	struct fixture *f = *state;
	struct buf text;
	pantau_buf_init(&text);
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		pantau_buf_clear(&text);
		for (size_t k = 0; k <= counts[i]; k++) {
			pantau_buf_printf(&text, k == 0 ? "k%zu" : " k%zu", k);
		}
		struct shingles a = set_of(f, made_tokens(&f->made,
				buf_str(&text)), 2);
		assert_int_equal(a.n, counts[i]);
	}
	pantau_buf_finish(&text);
}

/* shingle_mix backwards. */
static uint64_t unmix(uint64_t x)
{
	x = (x ^ x >> 31 ^ x >> 62) * UINT64_C(0x319642b2d24d8ec3);
	x = (x ^ x >> 27 ^ x >> 54) * UINT64_C(0x96de1b173f119089);
	return x ^ x >> 30 ^ x >> 60;
}

/* Words made up so that their shingles all begin alike. */
static void sorts_what_was_made_to_pile_up(void **state)
{
	struct fixture *f = *state;
	struct shingles a;
	uint64_t first = shingle_mix(SHINGLE_SEED + 1);
	pantau_shingler_clear(&f->shingler);
	for (uint64_t i = 0; i < 1000; i++) {
		assert_true(unmix(shingle_mix(i)) == i);
		assert_true(pantau_shingler_add(&f->shingler, made_tokens(
				&f->made, STR("a"))));
		f->shingler.word[i] = first ^ unmix(UINT64_C(7) << 56 |
				(i * 7919) % 1000);
	}
	assert_true(pantau_shingler_make(&f->shingler, 1, &a));
	assert_int_equal(a.n, 1000);
	for (uint64_t i = 0; i < 1000; i++) {
		assert_true(a.hash[i] == (UINT64_C(7) << 56 | i));
	}
}

static void is_empty_where_there_is_nothing(void **state)
{
	struct fixture *f = *state;
	struct shingles none = set(f, "", 0), few = set(f, "a", 2),
			a = set(f, "a", 1);
	assert_int_equal(none.n, 0);
	assert_int_equal(few.n, 0);
	assert_true(pantau_shingles_jaccard(&none, &few) == 0);
	assert_true(pantau_shingles_jaccard(&none, &a) == 0);
	assert_true(pantau_shingles_containment(&none, &a) == 0);
	assert_true(pantau_shingles_containment(&a, &none) == 0);
	assert_false(pantau_shingles_reach(&none, &few, 0.1));
	assert_false(pantau_shingles_reach(&none, &a, 0.1));
}

static void chooses_the_width(void **state)
{
	static const struct {
		size_t words;
		unsigned width;
	} rows[] = {{0, 0}, {1, 1}, {2, 2}, {19, 2}, {20, 3}, {1000000, 3}};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(pantau_shingle_width(rows[i].words),
				rows[i].width);
	}
	/* 18 bigrams to 30 are 0.6, to 31 less */
	assert_int_equal(pantau_shingle_reach(0.6), 31);
	assert_int_equal(pantau_shingle_reach(1), 19);
}

static void leaves_addresses_and_decoration_out(void **state)
{
	struct fixture *f = *state;
	struct shingles plain = set(f, "tolong jalan #rusak", 2);
	struct shingles sent = set(f,
			"@bupati tolong http://a :) jalan #rusak @b", 2);
	struct shingles other = set(f, "tolong jalan rusak", 2);
	check_same(&plain, &sent);
	assert_int_equal(pantau_shingles_shared(&plain, &other), 1);
	/* Without a word all terms are one, and in order. */
	struct shingles link = set(f, "http://a @b", 0);
	struct shingles again = set(f, "http://a @b", 0);
	struct shingles turned = set(f, "@b http://a", 0);
	assert_int_equal(link.n, 1);
	check_same(&link, &again);
	assert_int_equal(pantau_shingles_shared(&link, &turned), 0);
	assert_int_equal(set(f, "tolong @b", 0).n, 0);
}

/* As the analyser cuts and folds. */
static void takes_what_the_analyser_gives(void **state)
{
	static const char *const same[] = {
		"Tolong jalan rusak di Jl Merdeka 5",
		"TOLONG, jalan rusak!!! di Jl Merdeka 5",
		("@bupati tolong jalan \xf0\x9f\x98\x82 rusak di jl merdeka 5 "
			"https://contoh.id/a?b=c 081234567890 a@b.id :)"),
	};
	struct fixture *f = *state;
	struct pantau_lexicons *lexicons = open_data_lexicons("text");
	struct pantau_analyser *analyser = create_analyser(lexicons);
	struct shingles sets[3];
	assert_non_null(analyser);
	for (size_t i = 0; i < 3; i++) {
		struct pantau_tokens tokens;
		assert_int_equal(pantau_analyse_into(analyser, str_of(same[i]),
				&f->arena, &tokens, NULL), PANTAU_OK);
		sets[i] = set_of(f, &tokens, 2);
		/* One term a position, whatever stems stand there too. */
		assert_int_equal(sets[i].n, 6);
		check_same(&sets[0], &sets[i]);
	}
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
}

static void joins_title_and_text(void **state)
{
	struct fixture *f = *state;
	struct shingles whole = set(f, "a b c d", 2), parts;
	pantau_shingler_clear(&f->shingler);
	assert_true(pantau_shingler_add(&f->shingler, made_tokens(&f->made,
			STR("a b"))));
	assert_true(pantau_shingler_add(&f->shingler, made_tokens(&f->made,
			STR("c d"))));
	assert_true(pantau_shingler_make(&f->shingler, 2, &parts));
	check_same(&whole, &parts);
}

/* Hashes are part of what later versions keep: they never change. */
static void has_fixed_hashes(void **state)
{
	struct fixture *f = *state;
	assert_true(set(f, "banjir", 1).hash[0] ==
			UINT64_C(0xd752456fb56599fe));
	assert_true(set(f, "banjir bandang", 2).hash[0] ==
			UINT64_C(0xdcae904cae531e93));
}

/* --- sets of which J is known --- */

struct pair {
	struct shingles a, b;
};

#define SET_MOST 2048

/* Two random sets that share some shingles and have others each alone. */
static void make_pair(struct fixture *f, struct random *r, size_t shared,
		size_t alone_a, size_t alone_b, struct pair *out)
{
	static struct radix_item item[2][2 * SET_MOST];
	struct shingles *set[2] = {&out->a, &out->b};
	size_t n[2] = {shared + alone_a, shared + alone_b};
	for (size_t i = 0; i < n[0] || i < n[1]; i++) {
		item[0][i].key = draw(r, UINT64_MAX);
		item[1][i].key = i < shared ? item[0][i].key :
				draw(r, UINT64_MAX);
	}
	pantau_arena_reset(&f->arena);
	for (size_t side = 0; side < 2; side++) {
		uint64_t *hash = pantau_arena_alloc(&f->arena,
				n[side] * sizeof(*hash));
		assert_non_null(hash);
		pantau_radix_sort(item[side], item[side] + SET_MOST, n[side]);
		for (size_t i = 0; i < n[side]; i++) {
			hash[i] = item[side][i].key;
		}
		*set[side] = (struct shingles){hash, n[side], 2};
	}
}

static void gives_up_at_the_right_place(void **state)
{
	struct fixture *f = *state;
	struct random r = {.state = 1};
	size_t yes = 0;
	for (int round = 0; round < 20000; round++) {
		struct pair p;
		make_pair(f, &r, (size_t)draw(&r, 20), (size_t)draw(&r, 12),
				(size_t)draw(&r, 12), &p);
		double j = pantau_shingles_jaccard(&p.a, &p.b);
		double t = (double)(1 + draw(&r, 20)) / 20;
		/* Also where J is the threshold to the bit. */
		double threshold = draw(&r, 2) == 0 || j == 0 ? t : j;
		bool reached = pantau_shingles_reach(&p.a, &p.b, threshold);
		assert_int_equal(reached, j >= threshold);
		assert_int_equal(reached, pantau_shingles_reach(&p.b, &p.a,
				threshold));
		yes += reached;
	}
	assert_true(yes > 2000 && yes < 18000);
}

/* --- signatures --- */

static void fills_every_bin_from_any(void **state)
{
	(void)state;
	assert_false(pantau_minhash(&(struct shingles){.n = 0},
			&(struct minhash){.value = {0}}));
	for (uint64_t bin = 0; bin < MINHASH_BINS; bin++) {
		uint64_t hash = ((bin << 32) / MINHASH_BINS + 1) << 32;
		struct minhash m;
		assert_true(pantau_minhash(&(struct shingles){&hash, 1, 2},
				&m));
		for (size_t i = 0; i < MINHASH_BINS; i++) {
			assert_true(m.value[i] == hash);
		}
	}
}

/* Sets of which J is 0.6, 0.6, 0.6, 0.2, 0.4, 0.8, from few to many. */
static const struct {
	size_t shared, a, b;
} known[] = {{3, 1, 1}, {12, 4, 4}, {900, 300, 300}, {5, 10, 10},
	{20, 15, 15}, {40, 0, 10}};

#define PAIRS 4000

static size_t equal_places(const struct minhash *a, const struct minhash *b)
{
	size_t equal = 0;
	for (size_t i = 0; i < MINHASH_BINS; i++) {
		equal += a->value[i] == b->value[i];
	}
	return equal;
}

static bool candidate(const struct minhash *a, const struct minhash *b)
{
	uint32_t key[2][MINHASH_BANDS];
	bool found = false;
	pantau_minhash_keys(a, key[0]);
	pantau_minhash_keys(b, key[1]);
	for (size_t i = 0; i < MINHASH_BANDS; i++) {
		found = found || key[0][i] == key[1][i];
	}
	return found;
}

/* Equal places with probability J; candidates as 1 - (1 - J^r)^b. */
static void keeps_its_probabilities(void **state)
{
	struct fixture *f = *state;
	struct random r = {.state = 2};
	for (size_t k = 0; k < sizeof(known) / sizeof(known[0]); k++) {
		size_t equal = 0, found = 0;
		double j = (double)known[k].shared / (double)(known[k].shared +
				known[k].a + known[k].b);
		for (int i = 0; i < PAIRS; i++) {
			struct minhash a, b;
			struct pair p;
			make_pair(f, &r, known[k].shared, known[k].a,
					known[k].b, &p);
			assert_true(pantau_minhash(&p.a, &a));
			assert_true(pantau_minhash(&p.b, &b));
			equal += equal_places(&a, &b);
			found += candidate(&a, &b);
		}
		double places = (double)equal / (PAIRS * MINHASH_BINS);
		double recall = (double)found / PAIRS;
		double wanted = 1 - pow(1 - pow(j, MINHASH_ROWS),
				MINHASH_BANDS);
		if (fabs(places - j) > 0.01 || fabs(recall - wanted) > 0.025 ||
				(j >= 0.6 && recall < 0.97)) {
			fail_msg("J %.3f: %.3f equal, %.4f candidates, not "
					"%.4f", j, places, recall, wanted);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_by_hand),
		cmocka_unit_test(knows_sets_order_and_width),
		cmocka_unit_test(sorts_any_number),
		cmocka_unit_test(sorts_what_was_made_to_pile_up),
		cmocka_unit_test(is_empty_where_there_is_nothing),
		cmocka_unit_test(chooses_the_width),
		cmocka_unit_test(leaves_addresses_and_decoration_out),
		cmocka_unit_test(takes_what_the_analyser_gives),
		cmocka_unit_test(joins_title_and_text),
		cmocka_unit_test(has_fixed_hashes),
		cmocka_unit_test(gives_up_at_the_right_place),
		cmocka_unit_test(fills_every_bin_from_any),
		cmocka_unit_test(keeps_its_probabilities),
	};
	return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
