/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * text_speed LEXICONS ROOTS_FILE FILE
 *
 * Megabytes a second on one core over a file of one text a line: ICU's word
 * iterator, our segmenter, and the whole analysis with packing. The best of
 * three rounds each.
 */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/file.h"
#include "lexicon/lexicons.h"
#include "text/analyser.h"
#include "text/segment.h"

#define FILE_MAX_BYTES (1u << 30)
#define ROUNDS 3

struct bench {
	struct str file;
	UBreakIterator *words;
	struct segmenter *segmenter;
	struct pantau_analyser *analyser;
	struct arena arena;
	struct buf packed;
};

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static size_t run_icu(struct bench *b, struct str line)
{
	UErrorCode status = U_ZERO_ERROR;
	UText text = UTEXT_INITIALIZER;
	size_t words = 0;
	utext_openUTF8(&text, line.p, (int64_t)line.n, &status);
	ubrk_setUText(b->words, &text, &status);
	while (U_SUCCESS(status) && ubrk_next(b->words) != UBRK_DONE) {
		words += ubrk_getRuleStatus(b->words) >= UBRK_WORD_NUMBER;
	}
	utext_close(&text);
	return words;
}

static size_t run_segment(struct bench *b, struct str line)
{
	const struct span *span;
	size_t n = 0;
	return pantau_segment(b->segmenter, line, &span, &n) ? n : 0;
}

static size_t run_analyse(struct bench *b, struct str line)
{
	struct pantau_tokens tokens;
	pantau_arena_reset(&b->arena);
	pantau_buf_clear(&b->packed);
	if (pantau_analyse_into(b->analyser, line, &b->arena, &tokens, NULL) !=
			PANTAU_OK) {
		return 0;
	}
	pantau_pack(&tokens, &b->packed);
	return tokens.tokens;
}

static void measure(struct bench *b, const char *name,
		size_t (*run)(struct bench *, struct str))
{
	double best = 0;
	size_t tokens = 0;
	for (int round = 0; round < ROUNDS; round++) {
		struct str rest = b->file;
		double began = seconds();
		tokens = 0;
		while (rest.p != NULL) {
			tokens += run(b, pantau_str_cut(&rest, '\n'));
		}
		double took = seconds() - began;
		best = best == 0 || took < best ? took : best;
	}
	printf("%-8s %7.1f MB/s  %6.2f million tokens/s  %zu tokens\n", name,
			(double)b->file.n / best / 1e6,
			(double)tokens / best / 1e6, tokens);
}

int main(int argc, char **argv)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicons *lexicons = NULL;
	UErrorCode status = U_ZERO_ERROR;
	struct bench b = {.file = {NULL, 0}};
	struct buf file;
	if (argc != 4) {
		fprintf(stderr, "usage: %s LEXICONS ROOTS_FILE FILE\n", argv[0]);
		return 2;
	}
	struct pantau_lexicon_options options = {.dir = argv[1],
			.roots_file = argv[2][0] != '\0' ? argv[2] : NULL};
	pantau_buf_init(&file);
	pantau_buf_init(&b.packed);
	pantau_arena_init(&b.arena);
	if (pantau_file_read(argv[3], FILE_MAX_BYTES, &file, &err) != PANTAU_OK ||
			pantau_lexicons_open(&options, &lexicons, &err) !=
				PANTAU_OK ||
			pantau_analyser_create(lexicons, &b.analyser, &err) !=
				PANTAU_OK) {
		fprintf(stderr, "%s\n", err.message);
		return 1;
	}
	b.file = buf_str(&file);
	b.words = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
	b.segmenter = pantau_segmenter_create(pantau_lexicons_text(lexicons));
	if (b.words == NULL || b.segmenter == NULL) {
		fprintf(stderr, "out of memory\n");
		return 1;
	}
	measure(&b, "icu", run_icu);
	measure(&b, "segment", run_segment);
	measure(&b, "analyse", run_analyse);
	ubrk_close(b.words);
	pantau_segmenter_destroy(b.segmenter);
	pantau_analyser_destroy(b.analyser);
	pantau_lexicons_close(lexicons);
	pantau_arena_finish(&b.arena);
	pantau_buf_finish(&b.packed);
	pantau_buf_finish(&file);
	return 0;
}
