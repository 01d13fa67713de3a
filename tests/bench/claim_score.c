/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * claim_score [--show KIND] LEXICONS ROOTS_FILE|- DEBUNKS PAIRS [TEXTS... MORE]
 *
 * How well an archive of debunks ('title<TAB>body' rows under a header) tells
 * what circulated narratives ('narrative<TAB>title of its debunk' under a
 * header) repeat: right debunk first and among the first five, and how many are
 * a match, beside plain BM25 and SimHash, odd and even pairs, and a narrative
 * that two debunks quote counted too when the other one is first; the same against
 * titles alone. Then for each file of texts but the last, one a line, how many are
 * flagged, what the quick test lets through, and whether it loses any. Then time
 * per check over 100,000 debunks, of which all but those given are made of lines
 * of the last.
 *
 * --show match|similar|missed prints the texts flagged, or narratives missed.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "base/hash.h"
#include "lexicon/lexicons.h"
#include "similar/claim_parts.h"
#include "text/analyser.h"

#define LARGE 100000
#define LARGE_BODY 3000 /* bytes, about what debunks have */
#define TIMED 4000      /* texts */

struct row {
	struct str a, b;
};

struct rows {
	struct row *row;
	size_t n, room;
};

/* Debunks that quote a narrative. */
struct quoted {
	uint32_t id[CLAIM_HITS];
	size_t n;
};

struct bench {
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct arena files, arena;
	struct shingler shingler;
	struct rows debunks, pairs;
	struct quoted *quoted; /* by pair */
	const char *show;
};

static void load(struct bench *b, const char *path, bool header,
		struct rows *out)
{
	struct str rest = read_whole(path, &b->files);
	while (rest.n != 0) {
		struct str line = pantau_str_cut(&rest, '\n');
		struct str first = pantau_str_cut(&line, '\t');
		if (header) {
			header = false;
			continue;
		}
		if (out->n == out->room) {
			out->room = out->room * 2 + 1024;
			out->row = need(realloc(out->row,
					out->room * sizeof(*out->row)));
		}
		out->row[out->n++] = (struct row){first, line};
	}
}

static void analyse(struct bench *b, struct str text,
		struct pantau_tokens *out)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	if (pantau_analyse_into(b->analyser, text, &b->arena, out, &err) !=
			PANTAU_OK) {
		fail("analyse", &err);
	}
}

/* --- archives --- */

static void add(struct bench *b, struct claim_builder *builder, uint32_t id,
		struct str title, struct str body)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_tokens tokens[2];
	pantau_arena_reset(&b->arena);
	analyse(b, title, &tokens[0]);
	analyse(b, body, &tokens[1]);
	const struct pantau_tokens *field[CLAIM_FIELDS] = {&tokens[0], NULL,
		&tokens[1]};
	if (pantau_claim_builder_add(builder, id, field, &err) != PANTAU_OK) {
		fail("add", &err);
	}
}

/* Debunks made of lines of texts, until there are many. */
static void add_more(struct bench *b, struct claim_builder *builder,
		const struct rows *texts)
{
	struct buf body;
	size_t line = 0;
	pantau_buf_init(&body);
	for (size_t i = b->debunks.n; texts->n != 0 && i < LARGE; i++) {
		struct str title = texts->row[line % texts->n].a;
		title.n = title.n < 80 ? title.n : 80;
		pantau_buf_clear(&body);
		while (body.n < LARGE_BODY) {
			/* The second time round in another order. */
			size_t at = line / texts->n % 2 == 0 ? line :
					line * 7919 + 13;
			pantau_buf_str(&body, texts->row[at % texts->n].a);
			pantau_buf_char(&body, ' ');
			line++;
		}
		add(b, builder, (uint32_t)i, title, buf_str(&body));
	}
	pantau_buf_finish(&body);
}

static struct claims *build(struct bench *b, bool bodies,
		const struct rows *more)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct claim_builder *builder = NULL;
	struct claims *claims = NULL;
	double began = seconds();
	if (pantau_claim_builder_create(&builder, &err) != PANTAU_OK) {
		fail("build", &err);
	}
	pantau_claim_builder_common(builder,
			pantau_analyser_image(b->analyser));
	for (size_t i = 0; i < b->debunks.n; i++) {
		add(b, builder, (uint32_t)i, b->debunks.row[i].a, bodies ?
				b->debunks.row[i].b : STR(""));
	}
	if (more != NULL) {
		add_more(b, builder, more);
	}
	if (pantau_claim_builder_finish(builder, &claims, &err) != PANTAU_OK) {
		fail("build", &err);
	}
	pantau_claim_builder_destroy(builder);
	printf("archive of %zu debunks: %.1f MB, filter %.1f MB, %.2f s\n",
			pantau_claims_count(claims),
			(double)pantau_claims_bytes(claims).n / 1e6,
			(double)claims->head->lines * 64 / 1e6,
			seconds() - began);
	return claims;
}

static struct claim_finder *finder_of(const struct claims *claims)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct claim_finder *finder = NULL;
	if (pantau_claim_finder_create(claims, &finder, &err) != PANTAU_OK) {
		fail("finder", &err);
	}
	return finder;
}

static size_t find(struct bench *b, struct claim_finder *finder,
		struct str text, const struct claim_hit **hit)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_tokens tokens;
	size_t hits;
	pantau_arena_reset(&b->arena);
	analyse(b, text, &tokens);
	if (pantau_claim_find(finder, &(struct claim_text){.text = &tokens},
			CLAIM_HITS, hit, &hits, &err) != PANTAU_OK) {
		fail("find", &err);
	}
	return hits;
}

/* --- pairs --- */

/* Where the right debunk first stands among some, from 0. */
static size_t place_of(const struct bench *b, struct str title,
		const uint32_t *id, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(b->debunks.row[id[i]].a, title)) {
			return i;
		}
	}
	return SIZE_MAX;
}

struct tally {
	size_t first, five, all, matched, said, similar, quoted;
	size_t half[2]; /* first, of odd and even pairs */
};

static void count(struct tally *tally, size_t place)
{
	tally->half[tally->all % 2] += place == 0;
	tally->all++;
	tally->first += place == 0;
	tally->five += place < 5;
}

static void print_tally(const char *name, const struct tally *tally)
{
	printf("  %-8s first %5.1f %%, in five %5.1f %%", name,
			100.0 * (double)tally->first / (double)tally->all,
			100.0 * (double)tally->five / (double)tally->all);
	if (tally->said > 0) {
		printf(", match %.1f %% (%zu; %zu of some debunk), similar "
				"%.1f %%", 100.0 * (double)tally->matched /
				(double)tally->all, tally->matched, tally->said,
				100.0 * (double)tally->similar /
				(double)tally->all);
	}
	printf("\n");
}

static void print_halves(const struct tally *tally)
{
	printf("  of these: first on odd pairs %.1f %%, on even ones %.1f %%; "
			"this or another debunk that quotes it first "
			"%.1f %%\n", 100.0 * (double)tally->half[0] /
			(double)((tally->all + 1) / 2), 100.0 *
			(double)tally->half[1] / (double)(tally->all / 2),
			100.0 * (double)tally->quoted / (double)tally->all);
}

/* Keeps who quotes it, or looks whether who is first does. */
static bool note_quoted(struct quoted *quoted, bool bodies,
		const struct claim_hit *hit, size_t n)
{
	for (size_t i = 0; bodies && i < n; i++) {
		if (hit[i].kind == CLAIM_MATCH) {
			quoted->id[quoted->n++] = hit[i].id;
		}
	}
	for (size_t i = 0; n > 0 && i < quoted->n; i++) {
		if (quoted->id[i] == hit[0].id) {
			return true;
		}
	}
	return false;
}

static size_t pantau_place(struct bench *b, struct claim_finder *finder,
		const struct row *pair, bool bodies, struct tally *tally)
{
	const struct claim_hit *hit;
	uint32_t id[CLAIM_HITS];
	size_t n = find(b, finder, pair->a, &hit);
	for (size_t i = 0; i < n; i++) {
		id[i] = hit[i].id;
	}
	size_t place = place_of(b, pair->b, id, n);
	tally->quoted += note_quoted(&b->quoted[pair - b->pairs.row], bodies,
			hit, n) || place == 0;
	tally->matched += place != SIZE_MAX && hit[place].kind == CLAIM_MATCH;
	tally->similar += place != SIZE_MAX && hit[place].kind == CLAIM_SIMILAR;
	tally->said += n > 0 && hit[0].kind == CLAIM_MATCH;
	if (b->show != NULL && strcmp(b->show, "missed") == 0 && (place != 0 ||
			hit[place].kind != CLAIM_MATCH)) {
		printf("%d\t%.2f\t%u\t%.0f\t" STR_FMT "\t" STR_FMT "\n",
				(int)place, n > 0 ? hit[0].containment : 0,
				n > 0 ? (unsigned)hit[0].shared : 0, n > 0 ?
				hit[0].weight : 0, STR_ARG(pair->a),
				STR_ARG(pair->b));
	}
	return place;
}

/* All different words as written, all debunks. */
static size_t bm25_place(struct bench *b, const struct claims *c,
		const struct row *pair, double *score)
{
	struct pantau_tokens tokens;
	struct claim_table seen;
	struct claim_word word;
	pantau_arena_reset(&b->arena);
	analyse(b, pair->a, &tokens);
	struct claim_walk walk = {.tokens = &tokens};
	pantau_claim_table_init(&seen);
	memset(score, 0, c->head->debunks * sizeof(*score));
	while (pantau_claim_walk_next(&walk, &word)) {
		uint32_t term = pantau_claims_term(c, word.surface);
		if (term == CLAIM_ABSENT || pantau_claim_table_get(&seen,
				word.surface) != CLAIM_ABSENT) {
			continue;
		}
		pantau_claim_table_put(&seen, word.surface);
		double rarity = claim_rarity(c->head->debunks,
				claims_frequency(c, term));
		for (uint32_t i = c->posting[term]; i < c->posting[term + 1];
				i++) {
			double w = c->weight[i], n = c->length[c->debunk[i]];
			score[c->debunk[i]] += rarity * w * 2.2 / (w + 1.2 *
					(0.25 + 0.75 * n / c->head->mean));
		}
	}
	pantau_claim_table_finish(&seen);
	uint32_t id[5];
	for (size_t i = 0; i < 5; i++) {
		size_t best = 0;
		for (size_t d = 1; d < c->head->debunks; d++) {
			best = score[d] > score[best] ? d : best;
		}
		id[i] = (uint32_t)best;
		score[best] = -1;
	}
	return place_of(b, pair->b, id, 5);
}

/* The sign of the sum of its words' bits, 64 of them (Charikar 2002). */
static uint64_t simhash(struct bench *b, struct str title, struct str body)
{
	struct pantau_tokens tokens[2];
	struct claim_word word;
	uint64_t out = 0;
	int sum[64] = {0};
	pantau_arena_reset(&b->arena);
	analyse(b, title, &tokens[0]);
	analyse(b, body, &tokens[1]);
	for (size_t f = 0; f < 2; f++) {
		struct claim_walk walk = {.tokens = &tokens[f]};
		while (pantau_claim_walk_next(&walk, &word)) {
			for (unsigned i = 0; i < 64; i++) {
				sum[i] += (word.surface >> i & 1) != 0 ? 1 : -1;
			}
		}
	}
	for (unsigned i = 0; i < 64; i++) {
		out |= (uint64_t)(sum[i] > 0) << i;
	}
	return out;
}

static size_t simhash_place(struct bench *b, const uint64_t *of,
		const struct row *pair)
{
	uint64_t here = simhash(b, STR(""), pair->a);
	uint32_t id[5];
	size_t n = 0;
	for (int distance = 0; distance <= 64 && n < 5; distance++) {
		for (size_t d = 0; d < b->debunks.n && n < 5; d++) {
			uint64_t bits = here ^ of[d];
			int set = 0;
			for (; bits != 0; bits &= bits - 1) {
				set++;
			}
			if (set == distance) {
				id[n++] = (uint32_t)d;
			}
		}
	}
	return place_of(b, pair->b, id, n);
}

static void score_pairs(struct bench *b, const struct claims *claims,
		bool bodies)
{
	struct claim_finder *finder = finder_of(claims);
	struct tally ours = {0}, bm25 = {0}, hashed = {0};
	double *score = need(calloc(b->debunks.n + 1, sizeof(*score)));
	uint64_t *hash = need(calloc(b->debunks.n + 1, sizeof(*hash)));
	for (size_t i = 0; i < b->debunks.n; i++) {
		hash[i] = simhash(b, b->debunks.row[i].a, bodies ?
				b->debunks.row[i].b : STR(""));
	}
	for (size_t i = 0; i < b->pairs.n; i++) {
		const struct row *pair = &b->pairs.row[i];
		count(&ours, pantau_place(b, finder, pair, bodies, &ours));
		count(&bm25, bm25_place(b, claims, pair, score));
		count(&hashed, simhash_place(b, hash, pair));
	}
	print_tally("pantau", &ours);
	print_halves(&ours);
	print_tally("bm25", &bm25);
	print_tally("simhash", &hashed);
	free(score);
	free(hash);
	pantau_claim_finder_destroy(finder);
}

/* --- texts that nobody debunked --- */

static bool maybe(struct bench *b, const struct claims *claims,
		struct str text)
{
	struct pantau_tokens tokens;
	struct shingles set;
	pantau_arena_reset(&b->arena);
	analyse(b, text, &tokens);
	pantau_shingler_clear(&b->shingler);
	need(pantau_shingler_add(&b->shingler, &tokens) ? b : NULL);
	need(pantau_shingler_make(&b->shingler, 3, &set) ? b : NULL);
	return pantau_claims_maybe(claims, &set);
}

static void show(const struct bench *b, struct str text,
		const struct claim_hit *hit)
{
	const char *kind = hit->kind == CLAIM_MATCH ? "match" : "similar";
	if (b->show == NULL || strcmp(b->show, kind) != 0) {
		return;
	}
	printf("%s\t%.2f\t%u\t%.0f\t%.2f\t" STR_FMT "\n\t%.*s\n", kind,
			hit->containment, (unsigned)hit->shared, hit->weight,
			hit->coverage, STR_ARG(b->debunks.row[hit->id].a),
			(int)(text.n < 300 ? text.n : 300), text.p);
}

static void score_texts(struct bench *b, const struct claims *claims,
		const char *path, const struct rows *texts)
{
	struct claim_finder *finder = finder_of(claims);
	size_t kinds[3] = {0}, passed = 0, lost = 0;
	for (size_t i = 0; i < texts->n; i++) {
		const struct claim_hit *hit;
		struct str text = texts->row[i].a;
		size_t n = find(b, finder, text, &hit);
		enum claim_kind kind = n > 0 ? hit[0].kind : CLAIM_NONE;
		bool let = maybe(b, claims, text);
		kinds[kind]++;
		passed += let;
		lost += !let && kind == CLAIM_MATCH;
		if (kind != CLAIM_NONE) {
			show(b, text, &hit[0]);
		}
	}
	double all = texts->n != 0 ? (double)texts->n : 1;
	printf("%s: %zu texts, match %zu (%.3f %%), similar %zu (%.2f %%); "
			"quick test lets through %.2f %%, loses %zu of the "
			"matches\n", path, texts->n, kinds[CLAIM_MATCH],
			100.0 * (double)kinds[CLAIM_MATCH] / all,
			kinds[CLAIM_SIMILAR],
			100.0 * (double)kinds[CLAIM_SIMILAR] / all,
			100.0 * (double)passed / all, lost);
	pantau_claim_finder_destroy(finder);
}

/* --- time --- */

static int by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* As import does with a text that it has in tokens. */
static void find_quick(struct claim_finder *finder,
		const struct pantau_tokens *tokens)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	const struct claim_hit *hit;
	size_t hits;
	if (pantau_claim_find(finder, &(struct claim_text){.text = tokens,
			.quick = true}, CLAIM_HITS, &hit, &hits, &err) !=
			PANTAU_OK) {
		fail("find", &err);
	}
}

/* Of a check, analysis included; and of what import does, without it. */
static void time_checks(struct bench *b, const struct claims *claims,
		const char *name, const struct rows *texts)
{
	struct claim_finder *finder = finder_of(claims);
	size_t step = texts->n > TIMED ? texts->n / TIMED : 1, n = 0;
	double *took = need(calloc(texts->n / step + 1, sizeof(*took)));
	double sum = 0, quick = 0, full = 0, began;
	size_t passed = 0, shingles = 0;
	for (size_t i = 0; i < texts->n; i += step) {
		const struct claim_hit *hit;
		struct pantau_tokens tokens;
		struct shingles set;
		began = seconds();
		find(b, finder, texts->row[i].a, &hit);
		sum += took[n++] = seconds() - began;
		pantau_arena_reset(&b->arena);
		analyse(b, texts->row[i].a, &tokens);
		pantau_shingler_clear(&b->shingler);
		need(pantau_shingler_add(&b->shingler, &tokens) ? b : NULL);
		need(pantau_shingler_make(&b->shingler, 3, &set) ? b : NULL);
		began = seconds();
		bool let = pantau_claims_maybe(claims, &set);
		quick += seconds() - began;
		if (let) {
			began = seconds();
			find_quick(finder, &tokens);
			full += seconds() - began;
		}
		passed += let;
		shingles += set.n;
	}
	qsort(took, n, sizeof(*took), by_size);
	printf("%s: %zu checks, mean %.3f ms, p50 %.3f, p95 %.3f, p99 %.3f, "
			"most %.3f\n", name, n,
			1e3 * sum / (double)n, 1e3 * took[n / 2],
			1e3 * took[n * 95 / 100], 1e3 * took[n * 99 / 100],
			1e3 * took[n - 1]);
	printf("  import: quick test %.2f us a text of %.0f shingles, lets "
			"through %.2f %%; then %.3f ms a text: %.2f us a text "
			"in all\n", 1e6 * quick / (double)n,
			(double)shingles / (double)n,
			100.0 * (double)passed / (double)n, passed > 0 ?
			1e3 * full / (double)passed : 0,
			1e6 * (quick + full) / (double)n);
	free(took);
	pantau_claim_finder_destroy(finder);
}

static void measure(struct bench *b, char **path, size_t paths)
{
	struct rows texts = {0}, first = {0};
	struct claims *claims = build(b, true, NULL);
	score_pairs(b, claims, true);
	for (size_t i = 0; i + 1 < paths; i++) {
		texts.n = 0;
		load(b, path[i], false, &texts);
		score_texts(b, claims, path[i], &texts);
	}
	pantau_claims_destroy(claims);
	claims = build(b, false, NULL);
	score_pairs(b, claims, false);
	pantau_claims_destroy(claims);
	texts.n = 0;
	if (paths > 1) {
		load(b, path[paths - 1], false, &texts);
		load(b, path[0], false, &first);
		claims = build(b, true, &texts);
		time_checks(b, claims, "narratives", &b->pairs);
		time_checks(b, claims, path[0], &first);
		pantau_claims_destroy(claims);
	}
	free(texts.row);
	free(first.row);
}

static void open_bench(struct bench *b, char **argv)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicon_options options = {.dir = argv[0],
			.roots_file = strcmp(argv[1], "-") == 0 ? NULL :
			argv[1]};
	pantau_arena_init(&b->files);
	pantau_arena_init(&b->arena);
	pantau_shingler_init(&b->shingler);
	if (pantau_lexicons_open(&options, &b->lexicons, &err) != PANTAU_OK ||
			pantau_analyser_create(b->lexicons, &b->analyser,
				&err) != PANTAU_OK) {
		fail(argv[0], &err);
	}
	load(b, argv[2], true, &b->debunks);
	load(b, argv[3], true, &b->pairs);
	b->quoted = need(calloc(b->pairs.n + 1, sizeof(*b->quoted)));
}

int main(int argc, char **argv)
{
	struct bench b = {.show = NULL};
	if (argc > 2 && strcmp(argv[1], "--show") == 0) {
		b.show = argv[2];
		argc -= 2;
		argv += 2;
	}
	if (argc < 5) {
		fputs("usage: claim_score [--show match|similar|missed] "
				"LEXICONS ROOTS_FILE|- DEBUNKS PAIRS "
				"[TEXTS... MORE]\n", stderr);
		return 2;
	}
	open_bench(&b, argv + 1);
	measure(&b, argv + 5, (size_t)argc - 5);
	free(b.debunks.row);
	free(b.pairs.row);
	free(b.quoted);
	pantau_shingler_finish(&b.shingler);
	pantau_analyser_destroy(b.analyser);
	pantau_lexicons_close(b.lexicons);
	pantau_arena_finish(&b.files);
	pantau_arena_finish(&b.arena);
	return 0;
}
