/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * similar_score [--sample N] LEXICONS ROOTS_FILE|- FILE...
 *
 * Near-duplicates among the texts of files of 'text<TAB>anything' rows: how
 * many groups and copies there are; texts and megabytes a second of analysis,
 * of grouping alone and of both (the best of three); memory; and how many of
 * the pairs that comparing all pairs finds are candidates, and in one group, on
 * a sample of N texts (2,000) taken at even steps. N 0: all texts.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "lexicon/lexicons.h"
#include "similar/group.h"
#include "similar/minhash.h"
#include "text/analyser.h"

#define ROUNDS 3
#define SAMPLE 2000

struct text {
	struct str bytes;
	struct pantau_tokens tokens;
};

struct bench {
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct arena files, arena;
	struct text *text;
	size_t texts, room, bytes;
};

/* A text of the sample, with what it would be looked for by. */
struct sampled {
	struct text_shingles shingles;
	uint32_t key[2][MINHASH_BANDS]; /* of bigrams, of trigrams */
	bool has[2];
};

static void load(struct bench *b, const char *path)
{
	struct str rest = read_whole(path, &b->files);
	while (rest.n != 0) {
		struct str line = pantau_str_cut(&rest, '\n');
		struct str text = pantau_str_cut(&line, '\t');
		if (b->texts == b->room) {
			b->room = b->room * 2 + 1024;
			b->text = need(realloc(b->text,
					b->room * sizeof(*b->text)));
		}
		b->text[b->texts++] = (struct text){.bytes = text};
		b->bytes += text.n;
	}
}

static void analyse(struct bench *b)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	pantau_arena_reset(&b->arena);
	for (size_t i = 0; i < b->texts; i++) {
		if (pantau_analyse_into(b->analyser, b->text[i].bytes,
				&b->arena, &b->text[i].tokens, &err) !=
				PANTAU_OK) {
			fail("analyse", &err);
		}
	}
}

/* Groups of every step-th text. */
static struct pantau_groups *group(const struct bench *b, size_t step)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_groups *groups = NULL;
	if (pantau_groups_create(GROUP_THRESHOLD, &groups, &err) !=
			PANTAU_OK) {
		fail("group", &err);
	}
	for (size_t i = 0; i < b->texts; i += step) {
		if (pantau_groups_add(groups, NULL, &b->text[i].tokens,
				&err) != PANTAU_OK) {
			fail("group", &err);
		}
	}
	return groups;
}

static void print_speed(const struct bench *b, const char *name, double took)
{
	printf("%-9s %9.0f texts/s %8.1f MB/s\n", name,
			(double)b->texts / took, (double)b->bytes / took / 1e6);
}

static void measure(struct bench *b)
{
	double best[2] = {0, 0};
	for (int round = 0; round < ROUNDS; round++) {
		double began = seconds();
		analyse(b);
		double between = seconds();
		pantau_groups_destroy(group(b, 1));
		double took[2] = {between - began, seconds() - between};
		for (int i = 0; i < 2; i++) {
			best[i] = round == 0 || took[i] < best[i] ? took[i] :
					best[i];
		}
	}
	print_speed(b, "analysis", best[0]);
	print_speed(b, "grouping", best[1]);
	print_speed(b, "both", best[0] + best[1]);
}

static void print_groups(const struct bench *b)
{
	struct pantau_groups *groups = group(b, 1);
	struct pantau_group_work work = pantau_groups_work(groups);
	uint32_t *number = need(calloc(b->texts, sizeof(*number)));
	size_t n = pantau_groups_number(groups, number), many = 0, most = 0;
	size_t *size = need(calloc(n, sizeof(*size)));
	for (size_t i = 0; i < b->texts; i++) {
		size[number[i]]++;
	}
	for (size_t i = 0; i < n; i++) {
		many += size[i] > 1;
		most = size[i] > most ? size[i] : most;
	}
	printf("%zu texts, %.1f MB: %zu groups, %zu of more than one text (at "
			"most %zu)\n", b->texts, (double)b->bytes / 1e6, n,
			many, most);
	printf("%zu copies (%.1f %%), of them %llu the very same\n",
			b->texts - n, 100.0 * (double)(b->texts - n) /
			(double)b->texts,
			(unsigned long long)(work.texts - work.different));
	printf("%.2f pairs compared a text, %.0f %% of them linked; %llu "
			"buckets cut; %.0f bytes a text\n",
			(double)work.compared / (double)b->texts,
			work.compared > 0 ? 100.0 * (double)work.linked /
			(double)work.compared : 0,
			(unsigned long long)work.cut,
			(double)work.bytes / (double)b->texts);
	free(size);
	free(number);
	pantau_groups_destroy(groups);
}

/* --- against all pairs --- */

static struct shingles take(struct shingler *shingler, unsigned width,
		struct arena *arena)
{
	struct shingles set;
	need(pantau_shingler_make(shingler, width, &set) ? &set : NULL);
	uint64_t *copy = need(pantau_arena_alloc(arena,
			set.n * sizeof(*copy)));
	if (set.n != 0) {
		memcpy(copy, set.hash, set.n * sizeof(*copy));
	}
	set.hash = copy;
	return set;
}

static void sample_text(struct shingler *shingler,
		const struct pantau_tokens *tokens, struct arena *arena,
		struct sampled *out)
{
	struct minhash minhash;
	*out = (struct sampled){.has = {false, false}};
	pantau_shingler_clear(shingler);
	need(pantau_shingler_add(shingler, tokens) ? shingler : NULL);
	size_t words = shingler->words;
	out->shingles.own = take(shingler, pantau_shingle_width(words), arena);
	if (words >= 2 && words <= pantau_shingle_reach(GROUP_THRESHOLD)) {
		out->shingles.bigrams = take(shingler, 2, arena);
	}
	const struct shingles *sets[2] = {&out->shingles.bigrams,
		&out->shingles.own};
	for (int i = 0; i < 2; i++) {
		out->has[i] = sets[i]->width == (unsigned)i + 2 &&
				pantau_minhash(sets[i], &minhash);
		if (out->has[i]) {
			pantau_minhash_keys(&minhash, out->key[i]);
		}
	}
}

static bool candidate(const struct sampled *a, const struct sampled *b)
{
	for (int i = 0; i < 2; i++) {
		for (int k = 0; a->has[i] && b->has[i] && k < MINHASH_BANDS;
				k++) {
			if (a->key[i][k] == b->key[i][k]) {
				return true;
			}
		}
	}
	return false;
}

static bool same(const struct shingles *a, const struct shingles *b)
{
	return a->width == b->width && a->n == b->n &&
			pantau_shingles_shared(a, b) == a->n;
}

static void compare_all(const struct sampled *row, size_t n,
		const uint32_t *number)
{
	size_t alike = 0, candidates = 0, together = 0, strangers = 0;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < i; k++) {
			const struct sampled *a = &row[i], *b = &row[k];
			bool met = candidate(a, b);
			if (!pantau_texts_alike(&a->shingles, &b->shingles,
					GROUP_THRESHOLD)) {
				strangers += met;
			} else if (!same(&a->shingles.own, &b->shingles.own)) {
				alike++;
				candidates += met;
				together += number[i] == number[k];
			}
		}
	}
	printf("all pairs of %zu texts: %zu alike and not the very same; %zu "
			"are candidates, %zu in one group (%.1f %%)\n", n,
			alike, candidates, together, alike > 0 ?
			100.0 * (double)together / (double)alike : 0);
	printf("%zu other pairs are candidates (%.2f a text)\n", strangers,
			(double)strangers / (double)n);
}

static void check_sample(const struct bench *b, size_t sample)
{
	size_t step = sample == 0 || b->texts <= sample ? 1 :
			b->texts / sample, n = 0;
	struct sampled *row = need(calloc(b->texts / step + 1, sizeof(*row)));
	uint32_t *number = need(calloc(b->texts / step + 1, sizeof(*number)));
	struct pantau_groups *groups = group(b, step);
	struct shingler shingler;
	struct arena arena;
	pantau_shingler_init(&shingler);
	pantau_arena_init(&arena);
	for (size_t i = 0; i < b->texts; i += step) {
		sample_text(&shingler, &b->text[i].tokens, &arena, &row[n++]);
	}
	pantau_groups_number(groups, number);
	compare_all(row, n, number);
	pantau_groups_destroy(groups);
	pantau_shingler_finish(&shingler);
	pantau_arena_finish(&arena);
	free(number);
	free(row);
}

static void open_bench(struct bench *b, char **argv)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicon_options options = {.dir = argv[0],
			.roots_file = strcmp(argv[1], "-") == 0 ? NULL :
			argv[1]};
	pantau_arena_init(&b->files);
	pantau_arena_init(&b->arena);
	if (pantau_lexicons_open(&options, &b->lexicons, &err) != PANTAU_OK ||
			pantau_analyser_create(b->lexicons, &b->analyser,
				&err) != PANTAU_OK) {
		fail(argv[0], &err);
	}
}

int main(int argc, char **argv)
{
	struct bench b = {.texts = 0};
	size_t sample = SAMPLE;
	int64_t given;
	if (argc > 2 && strcmp(argv[1], "--sample") == 0 &&
			pantau_str_int(str_of(argv[2]), &given) && given >= 0) {
		sample = (size_t)given;
		argc -= 2;
		argv += 2;
	}
	if (argc < 4) {
		fputs("usage: similar_score [--sample N] LEXICONS "
				"ROOTS_FILE|- FILE...\n", stderr);
		return 2;
	}
	open_bench(&b, argv + 1);
	for (int i = 3; i < argc; i++) {
		load(&b, argv[i]);
	}
	if (b.texts != 0) {
		measure(&b);
		print_groups(&b);
		check_sample(&b, sample);
	}
	free(b.text);
	pantau_analyser_destroy(b.analyser);
	pantau_lexicons_close(b.lexicons);
	pantau_arena_finish(&b.files);
	pantau_arena_finish(&b.arena);
	return 0;
}
