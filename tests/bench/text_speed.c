/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * text_speed LEXICONS ROOTS_FILE FILE
 *
 * Megabytes a second on one core over a file of one text a line: ICU's word
 * iterator (boundaries and kinds), our segmenter (spans, kinds and the folded
 * term of each), and the whole analysis with packing. Rounds take turns, so that
 * what else the machine does hits all alike; the best of five counts.
 */

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "bench.h"
#include "base/file.h"
#include "lexicon/lexicons.h"
#include "text/analyser.h"
#include "text/fold.h"
#include "text/segment.h"

#define FILE_MAX_BYTES (1u << 30)
#define ROUNDS 5

struct bench {
	struct str file;
	UBreakIterator *words;
	struct segmenter *segmenter;
	struct folder *folder;
	struct pantau_analyser *analyser;
	struct arena arena;
	struct buf packed;
	size_t folded; /* bytes of all folded terms, so that they are made */
	char last;
};

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
	const struct text_span *span;
	size_t n = 0;
	if (!pantau_segment(b->segmenter, line, &span, &n)) {
		return 0;
	}
	const char *lower = pantau_segment_lower(b->segmenter);
	for (size_t i = 0; i < n; i++) {
		size_t at = span[i].start, length = span[i].end - at;
		struct str term = span[i].plain ? str_make(lower + at, length) :
				pantau_fold(b->folder, str_make(line.p + at,
					length));
		b->folded += term.n;
		b->last ^= term.n != 0 ? term.p[term.n - 1] : '\0';
	}
	return n;
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

struct way {
	const char *name;
	size_t (*run)(struct bench *, struct str);
	double best; /* seconds */
	size_t tokens;
};

static void run_round(struct bench *b, struct way *way)
{
	struct str rest = b->file;
	double began = seconds();
	way->tokens = 0;
	while (rest.p != NULL) {
		way->tokens += way->run(b, pantau_str_cut(&rest, '\n'));
	}
	double took = seconds() - began;
	way->best = way->best == 0 || took < way->best ? took : way->best;
}

static void measure(struct bench *b)
{
	struct way way[] = {
		{"icu", run_icu, 0, 0}, {"segmenter", run_segment, 0, 0},
		{"analyse", run_analyse, 0, 0},
	};
	double speed[3];
	for (int round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < 3; i++) {
			run_round(b, &way[i]);
		}
	}
	for (size_t i = 0; i < 3; i++) {
		speed[i] = (double)b->file.n / way[i].best / 1e6;
		printf("%-9s %7.1f MB/s  %6.2f million tokens/s  %zu tokens\n",
				way[i].name, speed[i], (double)way[i].tokens /
				way[i].best / 1e6, way[i].tokens);
	}
	printf("segmenter %.1f MB/s, ICU %.1f MB/s, ratio %.2f\n", speed[1],
			speed[0], speed[1] / speed[0]);
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
	b.folder = pantau_folder_create();
	if (b.words == NULL || b.segmenter == NULL || b.folder == NULL) {
		fprintf(stderr, "out of memory\n");
		return 1;
	}
	measure(&b);
	ubrk_close(b.words);
	pantau_segmenter_destroy(b.segmenter);
	pantau_folder_destroy(b.folder);
	pantau_analyser_destroy(b.analyser);
	pantau_lexicons_close(lexicons);
	pantau_arena_finish(&b.arena);
	pantau_buf_finish(&b.packed);
	pantau_buf_finish(&file);
	return 0;
}
