/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The running tokens of posts: how many get an analysis, and how fast. */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/hash.h"
#include "import/import.h"
#include "informal_score.h"
#include "text/analyser_parts.h"

struct coverage {
	const struct score *score;
	size_t tokens, analysed[2];
	struct map unknown; /* counts of what WITH_TABLE leaves */
	struct map words[2]; /* all that go to the speller: 1 analysed, 2 not */
};

/* The engines' answers differ, so that each has its own memory of them. */
static bool known_word(struct coverage *coverage, int engine, struct str raw)
{
	struct pantau_analyser *a = coverage->score->analyser[engine];
	bool added;
	uint32_t *kept = pantau_map_put(&coverage->words[engine], raw, &added);
	if (kept != NULL && !added) {
		return *kept == 1;
	}
	struct reading reading;
	struct stem stem;
	struct str normal = pantau_analyser_spell(a, raw, &reading);
	bool known = true;
	size_t letters = 0;
	for (size_t i = 0; i < reading.plain.n; i++) {
		letters += reading.plain.p[i] >= 'a' && reading.plain.p[i] <= 'z';
	}
	if (letters >= 2 && (reading.spelling.flags & (SPELL_SLANG | SPELL_RULE |
			SPELL_LAUGHTER | SPELL_MASKED | SPELL_DOUBLED)) == 0) {
		pantau_analyser_stem(a, normal, &stem);
		known = stem.source == STEM_EXCEPTION ||
				stem.source == STEM_AFFIXES ||
				stem.root_line != 0 || stem.reduplicated ||
				pantau_spell_standard(&a->maker.speller,
					normal) ||
				pantau_text_image_foreign(a->maker.text, normal);
	}
	if (kept != NULL) {
		*kept = known ? 1 : 2;
	}
	return known;
}

static void add_token(struct coverage *coverage, struct str text,
		const struct pantau_token *token)
{
	struct str raw = {text.p + token->start, token->end - token->start};
	bool word = token->kind == PANTAU_TOKEN_WORD;
	coverage->tokens++;
	for (int e = 0; e < 2; e++) {
		bool known = !word || known_word(coverage, e, raw);
		coverage->analysed[e] += known;
		if (!known && e == WITH_TABLE) {
			bool added;
			char lower[64];
			size_t n = raw.n < sizeof(lower) ? raw.n : sizeof(lower);
			for (size_t i = 0; i < n; i++) {
				char c = raw.p[i];
				lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) :
						c;
			}
			uint32_t *count = pantau_map_put(&coverage->unknown,
					str_make(lower, n), &added);
			*(count != NULL ? count : &(uint32_t){0}) += 1;
		}
	}
}

static int by_count(const void *a, const void *b)
{
	const struct map_entry *x = a, *y = b;
	if (x->value != y->value) {
		return x->value < y->value ? 1 : -1;
	}
	return str_cmp(x->key, y->key);
}

/* Distinct words that have no analysis, through the whole speller. */
static double speed(struct coverage *coverage, int engine)
{
	struct timespec from, to;
	struct reading reading;
	size_t n = coverage->unknown.n < 20000 ? coverage->unknown.n : 20000;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	for (size_t i = 0; i < n; i++) {
		pantau_analyser_spell(coverage->score->analyser[engine],
				coverage->unknown.entry[i].key, &reading);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	double seconds = (double)(to.tv_sec - from.tv_sec) +
			(double)(to.tv_nsec - from.tv_nsec) * 1e-9;
	return seconds > 0 ? (double)n / seconds / 1000 : 0;
}

static void print(struct coverage *coverage, const char *name)
{
	double value[ENGINES] = {-1, -1, -1};
	char label[128];
	for (int e = 0; e < 2 && coverage->tokens != 0; e++) {
		value[e] = 100.0 * (double)coverage->analysed[e] /
				(double)coverage->tokens;
	}
	snprintf(label, sizeof(label), "%s, tokens analysed %%", name);
	bench_print(coverage->score, label, coverage->tokens, value);
	for (int e = 0; e < 2; e++) {
		value[e] = speed(coverage, e);
	}
	snprintf(label, sizeof(label), "%s, thousand unknown words/s", name);
	bench_print(coverage->score, label, coverage->unknown.n, value);
	if (coverage->unknown.n == 0) {
		return;
	}
	qsort(coverage->unknown.entry, coverage->unknown.n,
			sizeof(struct map_entry), by_count);
	for (size_t i = 0; i < coverage->unknown.n &&
			i < coverage->score->unknown; i++) {
		const struct map_entry *entry = &coverage->unknown.entry[i];
		printf("unknown\t%s\t" STR_FMT "\t%u\n", name,
				STR_ARG(entry->key), (unsigned)entry->value);
	}
}

static bool is_post(const struct doc *doc)
{
	static const char *const posts[] = {"twitter", "facebook", "instagram",
		"tiktok", "youtube", "whatsapp", "kaskus"};
	for (size_t i = 0; i < sizeof(posts) / sizeof(posts[0]); i++) {
		if (str_eq(doc->source, str_of(posts[i]))) {
			return true;
		}
	}
	return false;
}

static void read_posts(struct coverage *coverage, struct import *import)
{
	struct arena arena, tokens_arena;
	uint64_t left = coverage->score->posts;
	enum pantau_status status = PANTAU_OK;
	pantau_arena_init(&arena);
	pantau_arena_init(&tokens_arena);
	while (left > 0 && status != PANTAU_END && status != PANTAU_NO_MEMORY) {
		struct doc doc;
		struct str raw;
		struct pantau_tokens tokens;
		pantau_arena_reset(&arena);
		status = pantau_import_next(import, &arena, &doc, &raw, NULL);
		if (status != PANTAU_OK || !is_post(&doc)) {
			continue;
		}
		left--;
		pantau_arena_reset(&tokens_arena);
		if (pantau_analyse_into(coverage->score->analyser[WITH_TABLE],
				doc.text, &tokens_arena, &tokens, NULL) !=
				PANTAU_OK) {
			continue;
		}
		for (size_t i = 0; i < tokens.tokens; i++) {
			add_token(coverage, doc.text, &tokens.token[i]);
		}
	}
	pantau_arena_finish(&tokens_arena);
	pantau_arena_finish(&arena);
}

bool bench_coverage(const struct score *score, const char *name,
		const char *path)
{
	struct coverage coverage = {.score = score};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct import_options options = {.source = NULL};
	struct import *import;
	if (pantau_import_open(&path, 1, &options, &import, &err) != PANTAU_OK) {
		fprintf(stderr, "%s\n", err.message);
		return false;
	}
	pantau_map_init(&coverage.unknown, 0);
	pantau_map_init(&coverage.words[0], 0);
	pantau_map_init(&coverage.words[1], 0);
	read_posts(&coverage, import);
	print(&coverage, name);
	pantau_map_finish(&coverage.words[1]);
	pantau_map_finish(&coverage.words[0]);
	pantau_map_finish(&coverage.unknown);
	pantau_import_close(import);
	return true;
}
