/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * story_speed [--copies PERCENT] [--texts N] [--batch N] [--days N] [--all N]
 *		[--pairs N] LEXICONS ROOTS_FILE|- FILE...
 *
 * Stories among the texts of files of 'text<TAB>anything' rows, in which so
 * many per cent (20) of the first N texts are replaced by copies of earlier
 * ones, from a fixed seed: as they are, with a word changed, cut short, with
 * something put before or behind. They come in batches (1024) over some days
 * (20). Printed: microseconds a text of analysis, of sketches and of adding
 * them, work done and bytes held.
 *
 * --all N: of the first N texts, how many of the copies that comparing all pairs
 * finds are in one story; how many more pairs have J alone; and how many pairs
 * have a J of 0.4 to 0.5 and so on.
 * --pairs N: of those from 0.4 on that are not the very same, N drawn from each
 * tenth, as rows of J and both texts.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "lexicon/lexicons.h"
#include "similar/copy.h"
#include "similar/story.h"
#include "text/analyser.h"

#define BEGAN UINT32_C(1790000000)
#define NEAR_COPIES 50000 /* a copy is of one of so many before it */

struct bench {
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct shingler shingler;
	struct arena files, texts, tokens, sketches;
	struct str *text;
	struct sketch *sketch;
	struct story_item *item;
	uint32_t *story;
	size_t n, room;
	size_t copies, most, batch, days, all, pairs;
	uint64_t random;
	double analysis, sketching, adding;
};

static size_t draw(struct bench *b, size_t below)
{
	b->random += UINT64_C(0x9e3779b97f4a7c15);
	return (size_t)(shingle_mix(b->random) % below);
}

/* --- texts --- */

static void load(struct bench *b, const char *path)
{
	struct str rest = read_whole(path, &b->files);
	while (rest.n != 0 && b->n < b->most) {
		struct str line = pantau_str_cut(&rest, '\n');
		if (b->n == b->room) {
			b->room = b->room * 2 + 1024;
			b->text = need(realloc(b->text,
					b->room * sizeof(*b->text)));
		}
		b->text[b->n++] = pantau_str_cut(&line, '\t');
	}
}

/* The blanks of a text: how many, or where the k-th is. */
static size_t blanks(struct str text, size_t k, size_t *at)
{
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == ' ' && n++ == k) {
			*at = i;
			return n;
		}
	}
	*at = text.n;
	return n;
}

static struct str changed(struct bench *b, struct str text, struct buf *out)
{
	size_t at, end, words = blanks(text, SIZE_MAX, &at) + 1;
	size_t word = draw(b, words);
	pantau_buf_clear(out);
	switch (draw(b, 5)) {
	case 0:
		return text;
	case 1: /* another word */
		blanks(text, word, &end);
		if (word == 0) {
			at = 0;
		} else {
			blanks(text, word - 1, &at);
		}
		pantau_buf_str(out, str_make(text.p, at));
		pantau_buf_printf(out, " lain%zu", draw(b, 1000));
		pantau_buf_str(out, str_make(text.p + end, text.n - end));
		break;
	case 2: /* a fifth or less shorter */
		blanks(text, words - 1 - draw(b, words / 5 + 1), &at);
		pantau_buf_str(out, str_make(text.p, at));
		break;
	case 3:
		pantau_buf_printf(out, "SEBARKAN info %zu: ", draw(b, 100));
		pantau_buf_str(out, text);
		break;
	default:
		pantau_buf_str(out, text);
		pantau_buf_printf(out, " tolong viralkan %zu", draw(b, 100));
	}
	return buf_str(out);
}

static void make_copies(struct bench *b)
{
	struct buf out;
	pantau_buf_init(&out);
	for (size_t i = 1; i < b->n; i++) {
		if (draw(b, 100) < b->copies) {
			size_t back = 1 + draw(b, i < NEAR_COPIES ? i :
					NEAR_COPIES);
			b->text[i] = pantau_arena_str(&b->texts, changed(b,
					b->text[i - back], &out));
			need((void *)(uintptr_t)b->text[i].p);
		}
	}
	pantau_buf_finish(&out);
}

/* --- stories --- */

static enum pantau_status look_up(void *context, uint32_t id,
		const struct text_shingles **out, struct pantau_error *err)
{
	const struct bench *b = context;
	(void)err;
	*out = &b->sketch[id - 1].sets;
	return PANTAU_OK;
}

static void make_sketches(struct bench *b, size_t from, size_t to)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_tokens *tokens = need(calloc(to - from,
			sizeof(*tokens)));
	pantau_arena_reset(&b->tokens);
	double began = seconds();
	for (size_t i = from; i < to; i++) {
		if (pantau_analyse_into(b->analyser, b->text[i], &b->tokens,
				&tokens[i - from], &err) != PANTAU_OK) {
			fail("analyse", &err);
		}
	}
	double between = seconds();
	for (size_t i = from; i < to; i++) {
		if (!pantau_sketch_make(&b->shingler, NULL, &tokens[i - from],
				&b->sketches, &b->sketch[i])) {
			need(NULL);
		}
	}
	b->sketching += seconds() - between;
	b->analysis += between - began;
	free(tokens);
}

static struct pantau_stories *tell(struct bench *b)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct story_lookups lookups = {.context = b, .shingles = look_up};
	struct pantau_stories *stories = NULL;
	if (pantau_stories_create(&stories, &err) != PANTAU_OK) {
		fail("stories", &err);
	}
	for (size_t from = 0; from < b->n; from += b->batch) {
		size_t to = from + b->batch < b->n ? from + b->batch : b->n;
		make_sketches(b, from, to);
		for (size_t i = from; i < to; i++) {
			b->item[i] = (struct story_item){.id = (uint32_t)i + 1,
					.time = BEGAN + (uint32_t)((double)i /
					(double)b->n * 86400 *
					(double)b->days),
					.sketch = &b->sketch[i]};
		}
		double began = seconds();
		if (pantau_stories_add_batch(stories, b->item + from,
				to - from, &lookups, b->story + from, &err) !=
				PANTAU_OK) {
			fail("stories", &err);
		}
		pantau_stories_stored(stories);
		b->adding += seconds() - began;
	}
	return stories;
}

static void print_work(const struct bench *b, struct pantau_stories *stories)
{
	struct story_work work = pantau_stories_work(stories);
	double n = (double)b->n;
	size_t own = 0;
	for (size_t i = 0; i < b->n; i++) {
		own += pantau_stories_find(stories, b->story[i]) == i + 1;
	}
	printf("%zu texts: analysis %.2f us, sketch %.2f us, add %.2f us\n",
			b->n, b->analysis / n * 1e6, b->sketching / n * 1e6,
			b->adding / n * 1e6);
	printf("%zu stories; %llu linked by hash, %.3f looked at, %.3f "
			"compared, %.3f linked a text; %llu cut, %llu edges\n",
			own, (unsigned long long)work.same,
			(double)work.looked / n, (double)work.compared / n,
			(double)work.linked / n, (unsigned long long)work.cut,
			(unsigned long long)work.edges);
	printf("%llu held in %llu runs, %llu posted; %llu bytes, %.1f each\n",
			(unsigned long long)work.held,
			(unsigned long long)work.runs,
			(unsigned long long)work.posted,
			(unsigned long long)work.bytes, work.held > 0 ?
			(double)work.bytes / (double)work.held : 0);
}

/* --- all pairs --- */

static double likeness(const struct text_shingles *a,
		const struct text_shingles *b)
{
	if (a->own.width == b->own.width) {
		return pantau_shingles_jaccard(&a->own, &b->own);
	}
	return pantau_shingles_jaccard(&a->bigrams, &b->bigrams);
}

struct drawn {
	size_t seen;
	struct {
		size_t a, b;
		double j;
	} *pair;
};

/* Reservoir sampling (Vitter 1985). */
static void keep(struct bench *b, struct drawn *d, size_t x, size_t y, double j)
{
	size_t at = d->seen < b->pairs ? d->seen : draw(b, d->seen + 1);
	d->seen++;
	if (at < b->pairs) {
		d->pair[at].a = x;
		d->pair[at].b = y;
		d->pair[at].j = j;
	}
}

static void print_pairs(const struct bench *b, const struct drawn *d)
{
	for (size_t i = 0; i < b->pairs && i < d->seen; i++) {
		printf("%.3f\t" STR_FMT "\t" STR_FMT "\n", d->pair[i].j,
				STR_ARG(b->text[d->pair[i].b]),
				STR_ARG(b->text[d->pair[i].a]));
	}
}

static void compare_all(struct bench *b, struct pantau_stories *stories)
{
	size_t n = b->all < b->n ? b->all : b->n, same = 0, alike = 0;
	size_t together = 0, copies = 0;
	struct drawn tenth[10] = {{.seen = 0}};
	for (int t = 4; t < 10; t++) {
		tenth[t].pair = need(calloc(b->pairs + 1,
				sizeof(*tenth[t].pair)));
	}
	for (size_t x = 0; x < n; x++) {
		for (size_t y = 0; y < x; y++) {
			const struct text_shingles *p = &b->sketch[x].sets;
			const struct text_shingles *q = &b->sketch[y].sets;
			size_t pn = p->own.n, qn = q->own.n;
			if (p->own.width == q->own.width && (pn * 5 < qn * 2 ||
					qn * 5 < pn * 2)) {
				continue;
			}
			double j = likeness(p, q);
			if (j < 0.4) {
				continue;
			}
			if (p->own.width == q->own.width && j == 1) {
				same++;
				continue;
			}
			keep(b, &tenth[j < 1 ? (int)(j * 10) : 9], x, y, j);
			alike += j >= GROUP_THRESHOLD;
			if (pn >= STORY_LEAST && qn >= STORY_LEAST &&
					pantau_texts_copies(p, q,
					GROUP_THRESHOLD, 0)) {
				copies++;
				together += pantau_stories_find(stories,
						b->story[x]) ==
						pantau_stories_find(stories,
						b->story[y]);
			}
		}
	}
	printf("all pairs of %zu: %zu the very same; %zu others with J >= "
			"%.1f, of which %zu are copies, %zu of them in one "
			"story (%.2f %%)\n", n, same, alike, GROUP_THRESHOLD,
			copies, together, copies > 0 ? 100.0 *
			(double)together / (double)copies : 0);
	for (int t = 4; t < 10; t++) {
		printf("J 0.%d: %zu pairs\n", t, tenth[t].seen);
	}
	for (int t = 4; t < 10; t++) {
		print_pairs(b, &tenth[t]);
		free(tenth[t].pair);
	}
}

static void open_bench(struct bench *b, char **argv)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicon_options options = {.dir = argv[0],
			.roots_file = strcmp(argv[1], "-") == 0 ? NULL :
			argv[1]};
	pantau_arena_init(&b->files);
	pantau_arena_init(&b->texts);
	pantau_arena_init(&b->tokens);
	pantau_arena_init(&b->sketches);
	pantau_shingler_init(&b->shingler);
	if (pantau_lexicons_open(&options, &b->lexicons, &err) != PANTAU_OK ||
			pantau_analyser_create(b->lexicons, &b->analyser,
				&err) != PANTAU_OK) {
		fail(argv[0], &err);
	}
}

static void close_bench(struct bench *b)
{
	free(b->text);
	free(b->sketch);
	free(b->item);
	free(b->story);
	pantau_analyser_destroy(b->analyser);
	pantau_lexicons_close(b->lexicons);
	pantau_shingler_finish(&b->shingler);
	pantau_arena_finish(&b->files);
	pantau_arena_finish(&b->texts);
	pantau_arena_finish(&b->tokens);
	pantau_arena_finish(&b->sketches);
}

static bool take_option(struct bench *b, const char *name, const char *value)
{
	const struct {
		const char *name;
		size_t *value;
	} option[] = {{"--copies", &b->copies}, {"--texts", &b->most},
		{"--batch", &b->batch}, {"--days", &b->days},
		{"--all", &b->all}, {"--pairs", &b->pairs}};
	int64_t given;
	for (size_t i = 0; i < sizeof(option) / sizeof(*option); i++) {
		if (strcmp(name, option[i].name) == 0 && pantau_str_int(
				str_of(value), &given) && given >= 0) {
			*option[i].value = (size_t)given;
			return true;
		}
	}
	return false;
}

int main(int argc, char **argv)
{
	struct bench b = {.copies = 20, .most = SIZE_MAX, .batch = 1024,
			.days = 20};
	while (argc > 2 && take_option(&b, argv[1], argv[2])) {
		argc -= 2;
		argv += 2;
	}
	if (argc < 4 || b.batch < 1 || b.batch > STORY_BATCH) {
		fputs("usage: story_speed [--copies PERCENT] [--texts N] "
				"[--batch N] [--days N] [--all N] [--pairs N] "
				"LEXICONS ROOTS_FILE|- FILE...\n", stderr);
		return 2;
	}
	open_bench(&b, argv + 1);
	for (int i = 3; i < argc; i++) {
		load(&b, argv[i]);
	}
	make_copies(&b);
	b.sketch = need(calloc(b.n + 1, sizeof(*b.sketch)));
	b.item = need(calloc(b.n + 1, sizeof(*b.item)));
	b.story = need(calloc(b.n + 1, sizeof(*b.story)));
	struct pantau_stories *stories = tell(&b);
	print_work(&b, stories);
	if (b.all > 0) {
		compare_all(&b, stories);
	}
	pantau_stories_destroy(stories);
	close_bench(&b);
	return 0;
}
