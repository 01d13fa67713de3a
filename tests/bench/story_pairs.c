/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * story_pairs LEXICONS ROOTS_FILE|- FILE
 *
 * For each row 'seconds apart<TAB>title<TAB>text<TAB>title<TAB>text' one of J of
 * the two documents, whether they are copies (similar/copy.h), and how many bits
 * of their SimHashes differ (Charikar, "Similarity Estimation Techniques from
 * Rounding Algorithms", 2002: 64 bits over the same shingles, each counted
 * once). story_pairs.py asks.
 */

#include "bench.h"
#include "lexicon/lexicons.h"
#include "similar/copy.h"
#include "similar/group.h"
#include "similar/sketch.h"
#include "text/analyser.h"

struct bench {
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct shingler shingler;
	struct arena file, arena;
};

static struct text_shingles sets_of(struct bench *b, struct str *row)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_tokens tokens[2];
	struct sketch sketch;

	for (int i = 0; i < 2; i++) {
		if (pantau_analyse_into(b->analyser, pantau_str_cut(row, '\t'),
				&b->arena, &tokens[i], &err) != PANTAU_OK) {
			fail("analyse", &err);
		}
	}
	if (!pantau_sketch_make(&b->shingler, &tokens[0], &tokens[1],
			&b->arena, &sketch)) {
		need(NULL);
	}
	return sketch.sets;
}

static uint64_t simhash(const struct shingles *set)
{
	uint64_t out = 0;

	for (unsigned bit = 0; bit < 64; bit++) {
		size_t ones = 0;
		for (size_t i = 0; i < set->n; i++) {
			ones += set->hash[i] >> bit & 1;
		}
		out |= (uint64_t)(2 * ones > set->n) << bit;
	}
	return out;
}

static void compare(struct bench *b, struct str row)
{
	int64_t apart = 0;

	pantau_arena_reset(&b->arena);
	if (!pantau_str_int(pantau_str_cut(&row, '\t'), &apart)) {
		fputs("not a row of story_pairs\n", stderr);
		exit(1);
	}
	struct text_shingles x = sets_of(b, &row), y = sets_of(b, &row);
	bool same = x.own.width == y.own.width;
	const struct shingles *p = same ? &x.own : &x.bigrams;
	const struct shingles *q = same ? &y.own : &y.bigrams;
	printf("%.4f\t%d\t%d\n", pantau_shingles_jaccard(p, q),
			pantau_texts_copies(&x, &y, GROUP_THRESHOLD,
				(uint32_t)apart),
			__builtin_popcountll(simhash(p) ^ simhash(q)));
}

int main(int argc, char **argv)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct bench b = {.lexicons = NULL};

	if (argc != 4) {
		fputs("story_pairs LEXICONS ROOTS_FILE|- FILE\n", stderr);
		return 2;
	}
	struct pantau_lexicon_options options = {.dir = argv[1],
			.roots_file = argv[2][0] == '-' ? NULL : argv[2]};
	pantau_arena_init(&b.file);
	pantau_arena_init(&b.arena);
	pantau_shingler_init(&b.shingler);
	if (pantau_lexicons_open(&options, &b.lexicons, &err) != PANTAU_OK ||
			pantau_analyser_create(b.lexicons, &b.analyser,
				&err) != PANTAU_OK) {
		fail(argv[1], &err);
	}
	struct str rest = read_whole(argv[3], &b.file);
	while (rest.n != 0) {
		compare(&b, pantau_str_cut(&rest, '\n'));
	}
	pantau_analyser_destroy(b.analyser);
	pantau_lexicons_close(b.lexicons);
	pantau_shingler_finish(&b.shingler);
	pantau_arena_finish(&b.file);
	pantau_arena_finish(&b.arena);
	return 0;
}
