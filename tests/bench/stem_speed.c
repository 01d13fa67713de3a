/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * stem_speed LEXICONS ROOTS_FILE FILE
 *
 * Words a second on one core, ours beside libstemmer's over the same words:
 * those of a file of plain text, small letters and hyphens of ASCII, in order;
 * then each of them once. Ours twice: the stemmer alone behind its cache, which
 * is what libstemmer does, and pantau_stem, which first spells words as people
 * type them. The cache is empty whenever the clock starts, and all words are in
 * memory. The best of three rounds each, and the size of the compiled lexicon.
 */

#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "base/file.h"
#include "lexicon/lexicons.h"
#include "text/analyser.h"
#include "text/analyser_parts.h"

#define FILE_MAX_BYTES (1u << 30)
#define ROUNDS 3

struct words {
	struct str *word;
	size_t n, capacity;
};

struct bench {
	struct pantau_analyser *ours;
	struct sb_stemmer *theirs;
	struct stem_cache cache;
};

/* One word; returns the length of its stem. */
typedef size_t stem_fn(struct bench *b, struct str word);

/* Kept from the optimiser. */
static size_t total;

static bool add(struct words *words, struct str word)
{
	if (words->n == words->capacity) {
		size_t capacity = words->capacity != 0 ?
				words->capacity * 2 : 1 << 16;
		struct str *grown = realloc(words->word,
				capacity * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		words->word = grown;
		words->capacity = capacity;
	}
	words->word[words->n++] = word;
	return true;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || c == '-';
}

static bool split(char *text, size_t n, struct words *out)
{
	size_t start = 0;
	for (size_t i = 0; i < n; i++) {
		if (text[i] >= 'A' && text[i] <= 'Z') {
			text[i] = (char)(text[i] + ('a' - 'A'));
		}
	}
	for (size_t i = 0; i <= n; i++) {
		if (i < n && is_letter(text[i])) {
			continue;
		}
		if (i > start && !add(out, str_make(text + start, i - start))) {
			return false;
		}
		start = i + 1;
	}
	return true;
}

static int by_bytes(const void *a, const void *b)
{
	const struct str *x = a, *y = b;
	size_t n = x->n < y->n ? x->n : y->n;
	int order = memcmp(x->p, y->p, n);
	return order != 0 ? order : (x->n > y->n) - (x->n < y->n);
}

/* Each word once, in an order that has nothing to do with spelling. */
static bool distinct(const struct words *words, struct words *out)
{
	uint64_t random = 1;
	for (size_t i = 0; i < words->n; i++) {
		if (!add(out, words->word[i])) {
			return false;
		}
	}
	qsort(out->word, out->n, sizeof(*out->word), by_bytes);
	size_t kept = 0;
	for (size_t i = 0; i < out->n; i++) {
		if (i == 0 || !str_eq(out->word[i], out->word[kept - 1])) {
			out->word[kept++] = out->word[i];
		}
	}
	out->n = kept;
	for (size_t i = kept; i > 1; i--) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		size_t at = (size_t)(random >> 33) % i;
		struct str other = out->word[at];
		out->word[at] = out->word[i - 1];
		out->word[i - 1] = other;
	}
	return true;
}

static size_t spelled(struct bench *b, struct str word)
{
	size_t n;
	pantau_stem(b->ours, word.p, word.n, &n);
	return n;
}

static size_t alone(struct bench *b, struct str word)
{
	uint64_t hash = pantau_stem_cache_hash(&b->cache, word);
	struct str kept = pantau_stem_cache_get(&b->cache, word, hash);
	struct stem stem;
	if (kept.p == NULL) {
		pantau_stemmer_run(b->ours->maker.speller.stemmer, word, &stem);
		kept = str_make(stem.bytes, stem.length);
		pantau_stem_cache_put(&b->cache, word, hash, kept);
	}
	return kept.n;
}

static size_t theirs(struct bench *b, struct str word)
{
	sb_stemmer_stem(b->theirs, (const sb_symbol *)word.p, (int)word.n);
	return (size_t)sb_stemmer_length(b->theirs);
}

static double run(struct bench *b, const struct words *words, stem_fn *stem)
{
	double best = 0;
	for (int r = 0; r < ROUNDS; r++) {
		pantau_stem_cache_clear(&b->ours->stem_cache);
		pantau_stem_cache_clear(&b->cache);
		double began = seconds();
		for (size_t i = 0; i < words->n; i++) {
			total += stem(b, words->word[i]);
		}
		double speed = (double)words->n / (seconds() - began) / 1e6;
		best = speed > best ? speed : best;
	}
	return best;
}

static void report(struct bench *b, const char *name, const struct words *words)
{
	double other = run(b, words, theirs);
	double ours = run(b, words, alone);
	double all = run(b, words, spelled);
	printf("%-16s %10zu %10.2f %8.2f (%.2f) %8.2f (%.2f)\n", name, words->n,
			other, ours, ours / other, all, all / other);
}

static bool measure(struct bench *b, char *text, size_t n)
{
	struct words words = {0}, once = {0};
	bool ok = split(text, n, &words) && distinct(&words, &once);
	if (ok) {
		printf("%-16s %10s %10s %15s %15s\n", "million words/s",
				"words", "libstemmer", "stemmer", "with spelling");
		report(b, "running text", &words);
		report(b, "distinct words", &once);
	}
	free(words.word);
	free(once.word);
	return ok;
}

int main(int argc, char **argv)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicon_options options = {0};
	struct pantau_lexicons *lexicons = NULL;
	struct bench bench = {.theirs = sb_stemmer_new("indonesian", NULL)};
	struct buf file;
	int status = 1;

	if (argc != 4 || bench.theirs == NULL) {
		fprintf(stderr, "usage: stem_speed LEXICONS ROOTS_FILE FILE\n");
		sb_stemmer_delete(bench.theirs);
		return 2;
	}
	pantau_buf_init(&file);
	pantau_stem_cache_init(&bench.cache);
	options.dir = argv[1];
	options.roots_file = argv[2][0] != '\0' ? argv[2] : NULL;
	if (pantau_lexicons_open(&options, &lexicons, &err) != PANTAU_OK ||
			pantau_analyser_create(lexicons, &bench.ours, &err) !=
				PANTAU_OK ||
			pantau_file_read(argv[3], FILE_MAX_BYTES, &file,
				&err) != PANTAU_OK) {
		fprintf(stderr, "%s: %s\n", argv[3], err.message);
		goto out;
	}
	printf("text image: %.2f MiB\n", (double)pantau_lexicons_text(
			lexicons)->image.bytes.n / (1 << 20));
	status = measure(&bench, file.p, file.n) && total != 0 ? 0 : 1;
out:
	pantau_buf_finish(&file);
	pantau_stem_cache_finish(&bench.cache);
	pantau_analyser_destroy(bench.ours);
	pantau_lexicons_close(lexicons);
	sb_stemmer_delete(bench.theirs);
	return status;
}
