/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * segment_differ LEXICONS COUNT SEED FILE...
 *
 * Analyses COUNT texts with and without the fast paths and demands the same
 * tokens and terms, and everything else that token_check.h does. The texts are
 * made from the lines of the files by a mutator that SEED alone decides, so
 * that a difference can be seen again; it is printed with its number.
 */

#include <stdio.h>
#include <stdlib.h>

#include "../unit/token_check.h"
#include "base/file.h"
#include "lexicon/lexicons.h"
#include "text/char_class.h"

#define FILE_MAX_BYTES (1u << 24)
#define LINES_MAX 16384
#define TEXT_MAX 400 /* bytes that mutations may grow a text to */

struct differ {
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *fast, *careful;
	struct arena arena;
	struct str *line;
	size_t lines;
	uint64_t state;
	struct buf text, piece;
};

/* splitmix64 */
static uint64_t draw(struct differ *d)
{
	uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static size_t below(struct differ *d, size_t n)
{
	return (size_t)(draw(d) % n);
}

/* What the scanners look at: figures, signs, marks, joiners, look-alikes,
 * emoji and their parts, other scripts, and bytes that are no character. */
static const char *const pieces[] = {
	" ", "  ", "\n", "\t", "\r\n", ".", "..", ",", ":", ";", "-", "--", "_",
	"'", "\"", "*", "**", "/", "//", "://", "@", "#", "+", "%", "&", "=",
	"!", "?", "(", ")", "[", "]", "<3", ":)", "xD", "T_T", "^_^", "$", "~",
	"0", "1", "2", "9", "62", "08", "+62", "19", "2024", "00", "a", "b",
	"Rp", "rp.", "IDR ", "US$", "S$", "rb", "jt", "an", "nya", "ke-", "di",
	"www.", ".com", ".id", "http", "jl.", "a.n.", "S.Pd", "dll.", "A.", "R",
	"I", "S", "U", "x", "X", "r", "\x7f", "\x01", "\x1f", "\xc2\xa0",
	"\xc2\xad", "\xc2\xb2", "\xc3\xa9", "\xc2\xa9", "\xe2\x80\x8b",
	"\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x80\x8e", "\xe2\x80\x8f",
	"\xe2\x80\x90", "\xe2\x80\x98", "\xe2\x80\x99", "\xe2\x80\x9c",
	"\xe2\x80\xa6", "\xe2\x81\xa0", "\xe2\x82\xac", "\xe2\x83\xa3",
	"\xef\xb8\x8f", "\xef\xb8\x8e", "\xef\xbb\xbf", "\xef\xbc\x87",
	"\xef\xbc\xa1", "\xf0\x9d\x97\x9b", "\xcc\xb6", "\xcc\x81",
	"\xd0\xba", "\xd0\xbe", "\xce\xb1", "\xd9\x85\xd8\xb1", "\xd8\x80",
	"\xea\xa6\x8f", "\xea\xa6\xbd", "\xe4\xb8\xad\xe6\x96\x87",
	"\xe3\x82\xab\xe3\x82\xbf", "\xe0\xb8\x81\xe0\xb8\xb3",
	"\xf0\x9f\x91\x8d", "\xf0\x9f\x8f\xbd", "\xf0\x9f\x87\xae",
	"\xf0\x9f\x87\xa9", "\xf0\x9f\x91\xa9", "\xe2\x9d\xa4", "\xe2\x80\xbc",
	"\xf3\xa0\x81\xa7", "\xff", "\xc3", "\xe2\x80", "\xed\xa0\x80",
	"\xf0\x9f", "\xf8\x88", "\xc0\x80",
};

static struct str draw_line(struct differ *d)
{
	return d->line[below(d, d->lines)];
}

/* Puts a string into the text in the place of n bytes. */
static void replace(struct differ *d, size_t at, size_t n, struct str by)
{
	pantau_buf_clear(&d->piece);
	pantau_buf_append(&d->piece, d->text.p, at);
	pantau_buf_str(&d->piece, by);
	pantau_buf_append(&d->piece, d->text.p + at + n, d->text.n - at - n);
	pantau_buf_clear(&d->text);
	pantau_buf_str(&d->text, buf_str(&d->piece));
}

static void mutate(struct differ *d)
{
	struct str piece = str_of(pieces[below(d, sizeof(pieces) /
			sizeof(pieces[0]))]);
	size_t n = d->text.n, at = below(d, n + 1);
	size_t some = n - at == 0 ? 0 : below(d, n - at < 8 ? n - at : 8) + 1;
	char copy[64];
	switch (below(d, 10)) {
	case 0:
	case 1:
	case 2:
		replace(d, at, 0, piece);
		break;
	case 3:
		replace(d, at, some, piece);
		break;
	case 4:
		replace(d, at, some, str_make(NULL, 0));
		break;
	case 5: /* again, twice or more */
		memcpy(copy, d->text.p + at, some);
		for (size_t i = below(d, 6) + 1; i > 0; i--) {
			replace(d, at, 0, str_make(copy, some));
		}
		break;
	case 6:
		replace(d, at, n - at, draw_line(d));
		break;
	case 7:
		if (at < n) {
			d->text.p[at] = (char)draw(d);
		}
		break;
	case 8:
		if (at < n && ascii_is(d->text.p[at], ASCII_LETTER)) {
			d->text.p[at] ^= 0x20;
		}
		break;
	default: /* the blank between two words goes */
		piece = str_skip(buf_str(&d->text), at);
		if (piece.n > 0 && memchr(piece.p, ' ', piece.n) != NULL) {
			at = (size_t)((const char *)memchr(piece.p, ' ',
					piece.n) - d->text.p);
			replace(d, at, 1, str_make(NULL, 0));
		}
		break;
	}
}

static void make_text(struct differ *d)
{
	pantau_buf_clear(&d->text);
	pantau_buf_str(&d->text, draw_line(d));
	for (size_t i = below(d, 8); i > 0 && d->text.n < TEXT_MAX; i--) {
		mutate(d);
	}
}

static void print_text(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		printf(c < 0x20 || c >= 0x7f || c == 0x5c ? "\\x%02x" : "%c", c);
	}
	printf("\n");
}

static bool run(struct differ *d, size_t count)
{
	size_t different = 0, bytes = 0;
	for (size_t i = 0; i < count; i++) {
		make_text(d);
		bytes += d->text.n;
		const char *wrong = check_text(d->fast, d->careful,
				buf_str(&d->text), &d->arena);
		if (wrong != NULL && ++different <= 20) {
			printf("%zu: %s: ", i, wrong);
			print_text(buf_str(&d->text));
		}
	}
	printf("%zu texts, %zu bytes, %zu differences\n", count, bytes,
			different);
	return different == 0;
}

static void add_lines(struct differ *d, struct str rest)
{
	while (rest.p != NULL && d->lines < LINES_MAX) {
		struct str line = pantau_str_cut(&rest, '\n');
		if (line.n != 0 && line.n < TEXT_MAX &&
				!str_starts(line, STR("%%"))) {
			d->line[d->lines++] = line;
		}
	}
}

static bool open_differ(struct differ *d, const char *dir,
		struct pantau_error *err)
{
	struct pantau_lexicon_options options = {.dir = dir};
	if (pantau_lexicons_open(&options, &d->lexicons, err) != PANTAU_OK ||
			pantau_analyser_create(d->lexicons, &d->fast, err) !=
				PANTAU_OK ||
			pantau_analyser_create(d->lexicons, &d->careful, err) !=
				PANTAU_OK) {
		return false;
	}
	pantau_analyser_careful(d->careful, true);
	return true;
}

int main(int argc, char **argv)
{
	struct differ d = {.lines = 0};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct buf file[64];
	int files = argc - 4 < 64 ? argc - 4 : 64;
	bool ok = false;
	if (argc < 5) {
		fprintf(stderr, "usage: %s LEXICONS COUNT SEED FILE...\n", argv[0]);
		return 2;
	}
	d.state = strtoull(argv[3], NULL, 10);
	d.line = malloc(LINES_MAX * sizeof(*d.line));
	for (int i = 0; i < files; i++) {
		pantau_buf_init(&file[i]);
		if (d.line == NULL || pantau_file_read(argv[4 + i],
				FILE_MAX_BYTES, &file[i], &err) != PANTAU_OK) {
			fprintf(stderr, "%s: %s\n", argv[4 + i], err.message);
			return 1;
		}
		add_lines(&d, buf_str(&file[i]));
	}
	pantau_buf_init(&d.text);
	pantau_buf_init(&d.piece);
	pantau_arena_init(&d.arena);
	if (d.lines == 0 || !open_differ(&d, argv[1], &err)) {
		fprintf(stderr, "%s\n", d.lines == 0 ? "no lines" : err.message);
	} else {
		ok = run(&d, strtoull(argv[2], NULL, 10));
	}
	pantau_analyser_destroy(d.fast);
	pantau_analyser_destroy(d.careful);
	pantau_lexicons_close(d.lexicons);
	pantau_arena_finish(&d.arena);
	pantau_buf_finish(&d.text);
	pantau_buf_finish(&d.piece);
	for (int i = 0; i < files; i++) {
		pantau_buf_finish(&file[i]);
	}
	free(d.line);
	return ok ? 0 : 1;
}
