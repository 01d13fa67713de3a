/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What copies have to agree in, and that stories are told by it. */

#include "memory_requests.h"
#include "story_fixture.h"

#include <stdio.h>

#include "similar/copy.h"
#include "similar/group.h"

/* Two documents at a time. */
struct pair {
	struct made made[2]; /* of a title, of a text */
	struct shingler shingler;
	struct arena arena;
};

static int open_pair(void **state)
{
	struct pair *p = calloc(1, sizeof(*p));
	assert_non_null(p);
	pantau_shingler_init(&p->shingler);
	pantau_arena_init(&p->arena);
	*state = p;
	return 0;
}

static int close_pair(void **state)
{
	struct pair *p = *state;
	made_finish(&p->made[0]);
	made_finish(&p->made[1]);
	pantau_shingler_finish(&p->shingler);
	pantau_arena_finish(&p->arena);
	free(p);
	return 0;
}

/* What begins with a digit is a number, 'rp1' a sum; a few are stop words. */
static const struct pantau_tokens *tokens_of(struct made *made,
		const char *text)
{
	if (text == NULL) {
		return NULL;
	}
	made_tokens(made, str_of(text));
	for (size_t i = 0; i < made->tokens.tokens; i++) {
		const char *p = made->term[i].bytes;
		size_t n = made->term[i].length;
		bool sum = n > 2 && p[0] == 'r' && p[1] == 'p';
		const char digit = p[sum ? 2 : 0];
		if (digit >= '0' && digit <= '9') {
			made->token[i].kind = sum ? PANTAU_TOKEN_MONEY :
					PANTAU_TOKEN_NUMBER;
		}
		if (n == 2 && (memcmp(p, "di", 2) == 0 ||
				memcmp(p, "ke", 2) == 0)) {
			made->token[i].flags |= PANTAU_TOKEN_STOP;
		}
	}
	return &made->tokens;
}

static struct text_shingles sets_of(struct pair *p, const char *title,
		const char *text)
{
	struct sketch sketch;
	assert_true(pantau_sketch_make(&p->shingler,
			tokens_of(&p->made[0], title),
			tokens_of(&p->made[1], text), &p->arena, &sketch));
	return sketch.sets;
}

static bool texts(struct pair *p, const char *a, const char *b)
{
	struct text_shingles x = sets_of(p, NULL, a), y = sets_of(p, NULL, b);
	bool copies = pantau_texts_copies(&x, &y, GROUP_THRESHOLD, 0);
	assert_int_equal(pantau_texts_copies(&y, &x, GROUP_THRESHOLD, 0),
			copies);
	/* None is made up. */
	assert_true(!copies || pantau_texts_alike(&x, &y, GROUP_THRESHOLD));
	return copies;
}

static bool titles(struct pair *p, const char *a, const char *b,
		uint32_t apart)
{
	struct text_shingles x = sets_of(p, a, NULL), y = sets_of(p, b, NULL);
	assert_true(pantau_texts_alike(&x, &y, GROUP_THRESHOLD));
	return pantau_texts_copies(&x, &y, GROUP_THRESHOLD, apart);
}

#define QUAKE "gempa terasa di kota dan desa kami tidak berpotensi tsunami "

static void numbers_on_both_sides_differ(void **state)
{
	struct pair *p = *state;
	assert_true(texts(p, QUAKE "5,1", QUAKE "5,1"));
	assert_false(texts(p, QUAKE "5,1", QUAKE "4,5"));
	/* A cut, and what was added. */
	assert_true(texts(p, QUAKE "5,1", QUAKE));
	assert_true(texts(p, QUAKE "5,1", QUAKE "5,1 pukul 19.30"));
	assert_false(texts(p, QUAKE "5,1 19.30", QUAKE "5,1 20.15"));
}

static void numbers_are_read_by_value(void **state)
{
	struct pair *p = *state;
	assert_true(texts(p, QUAKE "rp25.000", QUAKE "25 ribu"));
	assert_true(texts(p, QUAKE "2.500", QUAKE "2500"));
	assert_true(texts(p, QUAKE "19.30", QUAKE "19:30"));
	assert_true(texts(p, QUAKE "05/09/2019", QUAKE "5 september 2019"));
	assert_false(texts(p, QUAKE "05/09/2019", QUAKE "5 agustus 2019"));
	assert_true(texts(p, QUAKE "tujuh", QUAKE "7"));
	assert_false(texts(p, QUAKE "jumat", QUAKE "sabtu"));
	assert_true(texts(p, QUAKE "jumat", QUAKE "jum'at"));
	assert_false(texts(p, QUAKE "puluhan", QUAKE "ratusan"));
	/* Other words of the length of such. */
	assert_true(texts(p, QUAKE "julia", QUAKE "sabut"));
	/* Digits without end are some number. */
	char one[200], other[200];
	snprintf(one, sizeof(one), QUAKE "%0100d", 7);
	snprintf(other, sizeof(other), QUAKE "%0101d", 7);
	assert_true(texts(p, one, other));
	one[strlen(one) - 90] = '5';
	snprintf(other, sizeof(other), QUAKE "%099d", 8);
	assert_false(texts(p, one, other));
}

/* A clock set right in a long text. */
static void many_numbers_may_differ_in_few(void **state)
{
	struct pair *p = *state;
	assert_true(texts(p, QUAKE "1 2 3 4 5 6", QUAKE "1 2 3 4 5 7"));
	assert_false(texts(p, QUAKE "1 2 3 4 6", QUAKE "1 2 3 4 7"));
	assert_false(texts(p, QUAKE "1 2 3 4 5 6 8", QUAKE "1 2 3 4 5 7 9"));
}

static void short_texts_keep_their_words(void **state)
{
	struct pair *p = *state;
	/* Ten words; one is another inside, at the end, a stop word. */
	assert_false(texts(p, "a b c d rafah f g h i j", "a b c d gaza f g h i j"));
	assert_true(texts(p, "a b c d e f g h i rafah", "a b c d e f g h i gaza"));
	assert_true(texts(p, "a b c d di f g h i j", "a b c d ke f g h i j"));
	/* One was put in or lost. */
	assert_true(texts(p, "a b c d f g h i j", "a b c d lagi f g h i j"));
	assert_true(texts(p, "a b c d f g h", "lagi a b c d f g h lagi"));
	/* With a word more there is more left. */
	assert_true(texts(p, "a b c d rafah f g h i j k",
			"a b c d gaza f g h i j k"));
	/* The shorter decides. */
	assert_false(texts(p, "a b c d rafah f g h i j",
			"a b c d gaza f g h i j k"));
}

#define NEWS "a b c d e f g h i j k "

static void titles_keep_their_words(void **state)
{
	struct pair *p = *state;
	assert_false(titles(p, NEWS "rafah l m", NEWS "gaza l m", 0));
	assert_true(texts(p, NEWS "rafah l m", NEWS "gaza l m"));
	assert_true(titles(p, NEWS "l m rafah", NEWS "l m gaza", 0));
	assert_true(titles(p, NEWS "l m", NEWS "lagi l m", 0));
}

static void titles_are_of_their_days(void **state)
{
	struct pair *p = *state;
	assert_true(titles(p, NEWS, NEWS "lagi", COPY_FRESH));
	assert_false(titles(p, NEWS, NEWS "lagi", COPY_FRESH + 1));
	/* Whatever a post or an article. */
	struct text_shingles post = sets_of(p, NULL, NEWS);
	struct text_shingles title = sets_of(p, NEWS, "");
	struct text_shingles article = sets_of(p, NEWS, "lagi");
	assert_true(pantau_texts_copies(&post, &title, GROUP_THRESHOLD,
			COPY_FRESH + 1));
	assert_true(pantau_texts_copies(&article, &title, GROUP_THRESHOLD,
			COPY_FRESH + 1));
}

/* As feeds have it that know no summary. */
static void the_title_again_is_no_text(void **state)
{
	struct pair *p = *state;
	struct text_shingles once = sets_of(p, NEWS, NULL);
	struct text_shingles twice = sets_of(p, NEWS, NEWS);
	struct text_shingles more = sets_of(p, NEWS, NEWS "l");
	assert_int_equal(twice.own.n, once.own.n);
	assert_memory_equal(twice.own.hash, once.own.hash,
			once.own.n * sizeof(*once.own.hash));
	assert_int_equal(twice.title.n, once.title.n);
	assert_int_not_equal(once.title.n, 0);
	assert_int_equal(more.title.n, 0);
	assert_int_equal(sets_of(p, "", NEWS).title.n, 0);
	assert_int_equal(sets_of(p, "", "").title.n, 0);
}

static void survives_without_memory(void **state)
{
	struct pair *p = *state;
	const char *text = QUAKE "5,1 jumat 7 rp2.000";
	struct text_shingles whole = sets_of(p, text, NULL);
	size_t refused = 0;
	for (int after = 0; after < 20; after++) {
		struct sketch sketch;
		const struct pantau_tokens *tokens = tokens_of(&p->made[0],
				text);
		pantau_shingler_finish(&p->shingler);
		pantau_arena_finish(&p->arena);
		memory_left = after;
		bool made = pantau_sketch_make(&p->shingler, tokens, NULL,
				&p->arena, &sketch);
		memory_left = -1;
		refused += !made;
		assert_true(!made || sketch.sets.numbers.n == whole.numbers.n);
	}
	assert_in_range(refused, 2, 19);
}

/* --- stories --- */

static void templates_are_no_story(void **state)
{
	struct world *w = *state;
	assert_int_equal(add_at(w, QUAKE "selasa", BEGAN), 1);
	/* Of the batch before, of the same batch, and a copy of each. */
	assert_int_equal(add_at(w, QUAKE "rabu", BEGAN + 5), 2);
	document(w, STR(QUAKE "kamis"), BEGAN + 6);
	document(w, STR(QUAKE "jumat"), BEGAN + 6);
	document(w, STR("info " QUAKE "kamis"), BEGAN + 7);
	document(w, STR("info " QUAKE "rabu"), BEGAN + 8);
	add_batch(w, 2, 6);
	static const uint32_t wanted[] = {1, 2, 3, 4, 3, 2};
	assert_memory_equal(w->story, wanted, sizeof(wanted));
}

#define PAIR(name) \
	cmocka_unit_test_setup_teardown(name, open_pair, close_pair)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PAIR(numbers_on_both_sides_differ),
		PAIR(numbers_are_read_by_value),
		PAIR(many_numbers_may_differ_in_few),
		PAIR(short_texts_keep_their_words),
		PAIR(titles_keep_their_words),
		PAIR(titles_are_of_their_days),
		PAIR(the_title_again_is_no_text),
		PAIR(survives_without_memory),
		TEST(templates_are_no_story),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
