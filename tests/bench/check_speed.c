/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * check_speed DB LEXICONS ROOTS|- TEXTS [N]
 *
 * What 'hoax check' does with each of the first N lines (2,000) of TEXTS, over
 * the debunks and the items in DB, once all is open: tokens and cues, debunks,
 * earlier items. Prints a name, a TAB, and the median, the 95th percentile and
 * the longest in milliseconds, by the clock of the processor.
 */

#include <string.h>

#include "bench.h"

#include "search/earlier.h"
#include "store/claim_check.h"
#include "text/analyser.h"

enum step { STEP_SCORE, STEP_DEBUNKS, STEP_EARLIER, STEP_ALL, STEPS };

struct bench {
	struct pantau_lexicons *lexicons;
	struct store *store;
	struct pantau_analyser *analyser;
	struct pantau_scorer *scorer;
	struct debunk_claims *claims;
	struct claim_finder *finder;
	struct arena arena;
	double *took[STEPS]; /* ms, by text */
	size_t n, hits, old;
};

static void check(enum pantau_status status, const struct pantau_error *err)
{
	if (status != PANTAU_OK) {
		fail("check_speed", err);
	}
}

static void open_all(struct bench *b, char **argv)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	const struct pantau_lexicon_options where = {.dir = argv[2],
		.roots_file = strcmp(argv[3], "-") != 0 ? argv[3] : NULL};
	const struct store_options how = {.mode = STORE_READ};
	check(pantau_lexicons_open(&where, &b->lexicons, &err), &err);
	check(pantau_store_open(argv[1], &how, &b->store, &err), &err);
	check(pantau_analyser_create_over(pantau_store_text_image(b->store),
			pantau_lexicons_score(b->lexicons), &b->analyser, &err),
			&err);
	check(pantau_scorer_create(b->lexicons, &b->scorer, &err), &err);
	check(pantau_debunk_claims_open(b->store, &b->claims, &err), &err);
	if (b->claims == NULL) {
		fputs("check_speed: no debunks\n", stderr);
		exit(1);
	}
	check(pantau_claim_finder_create(pantau_debunk_claims(b->claims),
			&b->finder, &err), &err);
	check(pantau_store_begin_read(b->store, &err), &err);
}

static void one(struct bench *b, struct str text)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_tokens title, tokens;
	struct pantau_score score;
	const struct claim_hit *hit;
	struct claim_place *denial;
	struct earlier earlier;
	struct claim_text asked = {.title = &title, .text = &tokens};
	size_t hits;
	pantau_arena_reset(&b->arena);
	double start = seconds();
	check(pantau_analyse_into(b->analyser, STR(""), &b->arena, &title,
			&err), &err);
	check(pantau_analyse_into(b->analyser, text, &b->arena, &tokens, &err),
			&err);
	check(pantau_score_tokens(b->scorer, STR(""), &title, text, &tokens,
			NULL, &b->arena, &score, &err), &err);
	double scored = seconds();
	if (!pantau_claim_denials(b->scorer, &score, &title, &tokens, &b->arena,
			&denial, &asked.denials)) {
		need(NULL);
	}
	asked.denial = denial;
	check(pantau_claim_find(b->finder, &asked, 5, &hit, &hits, &err), &err);
	double found = seconds();
	check(pantau_earlier(b->store, b->analyser, STR(""), text, INT64_MAX, 0,
			&b->arena, &earlier, &err), &err);
	double end = seconds();
	b->took[STEP_SCORE][b->n] = (scored - start) * 1e3;
	b->took[STEP_DEBUNKS][b->n] = (found - scored) * 1e3;
	b->took[STEP_EARLIER][b->n] = (end - found) * 1e3;
	b->took[STEP_ALL][b->n++] = (end - start) * 1e3;
	b->hits += hits > 0 && hit[0].kind != CLAIM_NONE;
	b->old += earlier.items > 0;
}

static int by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void print(struct bench *b)
{
	static const char *const names[STEPS] = {"tokens and cues", "debunks",
		"earlier items", "all"};
	for (int step = 0; step < STEPS; step++) {
		double *took = b->took[step];
		qsort(took, b->n, sizeof(*took), by_time);
		printf("%s\t%.2f\t%.2f\t%.2f\n", names[step], took[b->n / 2],
				took[b->n * 95 / 100], took[b->n - 1]);
	}
	printf("texts\t%zu\nwith a debunk\t%zu\nwith an earlier item\t%zu\n",
			b->n, b->hits, b->old);
}

int main(int argc, char **argv)
{
	struct bench b = {.n = 0};
	struct arena file;
	if (argc < 5) {
		fputs("usage: check_speed DB LEXICONS ROOTS|- TEXTS [N]\n",
				stderr);
		return 2;
	}
	size_t most = argc > 5 ? strtoul(argv[5], NULL, 10) : 2000;
	open_all(&b, argv);
	pantau_arena_init(&b.arena);
	pantau_arena_init(&file);
	for (int step = 0; step < STEPS; step++) {
		b.took[step] = need(calloc(most + 1, sizeof(double)));
	}
	struct str rest = read_whole(argv[4], &file);
	while (rest.n > 0 && b.n < most) {
		struct str line = pantau_str_cut(&rest, '\n');
		if (line.n > 0) {
			one(&b, line);
		}
	}
	if (b.n > 0) {
		print(&b);
	}
	pantau_store_end_read(b.store);
	for (int step = 0; step < STEPS; step++) {
		free(b.took[step]);
	}
	pantau_claim_finder_destroy(b.finder);
	pantau_debunk_claims_close(b.claims);
	pantau_scorer_destroy(b.scorer);
	pantau_analyser_destroy(b.analyser);
	pantau_store_close(b.store, NULL);
	pantau_lexicons_close(b.lexicons);
	pantau_arena_finish(&b.arena);
	pantau_arena_finish(&file);
	return 0;
}
