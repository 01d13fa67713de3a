/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * tone_score LEXICONS ROOTS_FILE tone FILE...
 * tone_score LEXICONS ROOTS_FILE hoax FILE
 *
 * tone: macro-F1, accuracy, and precision and recall of each class on files of
 * 'text<TAB>pos|neg|neu' rows, beside a scorer that always says the commonest
 * label. 'unsure' counts as neutral; its share is given. hoax: how often the
 * hoax score ranks a hoax above a valid text (AUC), in all and by year, and
 * how many texts reach each level, on a file 'id, label, date, title, text'
 * whose title was written by the checker and so is not read.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "base/file.h"
#include "lexicon/lexicons.h"
#include "pantau/score.h"

#define FILE_MAX_BYTES ((size_t)64 << 20)
#define YEARS 100

enum { NEGATIVE, NEUTRAL, POSITIVE, LABELS };

static const char *const label_names[LABELS] = {"neg", "neu", "pos"};

struct tools {
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct pantau_scorer *scorer;
};

static void score(struct tools *tools, struct str text,
		struct pantau_score *out)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	if (pantau_score_text(tools->scorer, tools->analyser, NULL, 0, text.p,
			text.n, out, &err) != PANTAU_OK) {
		fail("score", &err);
	}
}

static int label_of(struct str name)
{
	for (int i = 0; i < LABELS; i++) {
		if (str_eq(name, str_of(label_names[i]))) {
			return i;
		}
	}
	return -1;
}

/* Rows by wanted and given label. */
struct confusion {
	size_t n[LABELS][LABELS];
	size_t rows, unsure;
};

static double f1(const struct confusion *c, int label, double *precision,
		double *recall)
{
	size_t given = 0, wanted = 0, right = c->n[label][label];
	for (int i = 0; i < LABELS; i++) {
		given += c->n[i][label];
		wanted += c->n[label][i];
	}
	*precision = given > 0 ? (double)right / (double)given : 0;
	*recall = wanted > 0 ? (double)right / (double)wanted : 0;
	return right > 0 ? 2 * *precision * *recall / (*precision + *recall) :
			0;
}

static void print_confusion(const char *name, const struct confusion *c)
{
	double macro = 0, precision, recall, best = 0, best_macro = 0;
	size_t right = 0;
	for (int i = 0; i < LABELS; i++) {
		size_t wanted = c->n[i][0] + c->n[i][1] + c->n[i][2];
		double share = (double)wanted / (double)c->rows;
		macro += f1(c, i, &precision, &recall) / LABELS;
		right += c->n[i][i];
		if (share > best) {
			best = share;
			best_macro = 2 * share / (1 + share) / LABELS;
		}
	}
	printf("%s: %zu rows\n", name, c->rows);
	printf("  macro-F1 %.1f  accuracy %.1f  unsure %.1f %%  (commonest "
			"label: macro-F1 %.1f, accuracy %.1f)\n", macro * 100,
			100.0 * (double)right / (double)c->rows,
			100.0 * (double)c->unsure / (double)c->rows,
			best_macro * 100, best * 100);
	for (int i = 0; i < LABELS; i++) {
		double f = f1(c, i, &precision, &recall);
		printf("  %s  precision %.1f  recall %.1f  F1 %.1f\n",
				label_names[i], precision * 100, recall * 100,
				f * 100);
	}
}

static void score_tone(struct tools *tools, struct str rest, const char *name)
{
	struct confusion c = {.rows = 0};
	while (rest.p != NULL) {
		struct str line = pantau_str_cut(&rest, '\n');
		struct str text = pantau_str_cut(&line, '\t');
		int wanted = label_of(pantau_str_trim(line));
		struct pantau_score result;
		if (wanted < 0) {
			continue;
		}
		score(tools, text, &result);
		int given = result.text.label == PANTAU_TONE_NEGATIVE ?
				NEGATIVE : result.text.label ==
				PANTAU_TONE_POSITIVE ? POSITIVE : NEUTRAL;
		c.n[wanted][given]++;
		c.unsure += result.text.label == PANTAU_TONE_UNSURE;
		c.rows++;
	}
	if (c.rows > 0) {
		print_confusion(name, &c);
	}
}

struct scored {
	float score;
	bool hoax;
	int year;
	enum pantau_hoax_level level;
};

/* The share of pairs (hoax, valid) in the right order; ties count half. */
static void print_auc(const struct scored *row, size_t n, int year)
{
	size_t hoaxes = 0, valid = 0, levels[2][3] = {{0}};
	double right = 0;
	for (size_t i = 0; i < n; i++) {
		if (year >= 0 && row[i].year != year) {
			continue;
		}
		levels[row[i].hoax][row[i].level]++;
		hoaxes += row[i].hoax;
		valid += !row[i].hoax;
		for (size_t k = 0; row[i].hoax && k < n; k++) {
			if (!row[k].hoax && (year < 0 || row[k].year == year)) {
				right += row[i].score > row[k].score ? 1 :
						row[i].score == row[k].score ?
						0.5 : 0;
			}
		}
	}
	if (hoaxes == 0 || valid == 0) {
		return;
	}
	printf("%s%.0d  AUC %.3f  (%zu hoaxes: %zu low, %zu check; %zu valid: "
			"%zu low, %zu check)\n", year < 0 ? "all" : "20",
			year < 0 ? 0 : year, right / (double)(hoaxes * valid),
			hoaxes, levels[1][1], levels[1][2], valid, levels[0][1],
			levels[0][2]);
}

static void score_hoax(struct tools *tools, struct str rest)
{
	size_t room = 0, n = 0;
	for (size_t i = 0; i < rest.n; i++) {
		room += rest.p[i] == '\n';
	}
	struct scored *row = calloc(room + 1, sizeof(*row));
	if (row == NULL) {
		exit(1);
	}
	while (rest.p != NULL && n < room) {
		struct str cell[5] = {{NULL, 0}};
		struct str line = pantau_str_cut(&rest, '\n');
		for (int i = 0; i < 5 && line.p != NULL; i++) {
			cell[i] = pantau_str_cut(&line, '\t');
		}
		bool hoax = str_eq(cell[1], STR("hoax"));
		struct pantau_score result;
		if (!hoax && !str_eq(cell[1], STR("valid"))) {
			continue;
		}
		score(tools, cell[4], &result);
		size_t digits = cell[2].n;
		row[n++] = (struct scored){
			.score = result.hoax_score,
			.hoax = hoax,
			.level = result.hoax,
			.year = digits >= 2 ? (cell[2].p[digits - 2] - '0') *
					10 + cell[2].p[digits - 1] - '0' : -2,
		};
	}
	print_auc(row, n, -1);
	for (int year = 0; year < YEARS; year++) {
		print_auc(row, n, year);
	}
	free(row);
}

static void open_tools(struct tools *tools, const char *dir, const char *roots)
{
	struct pantau_lexicon_options options = {.dir = dir,
			.roots_file = strcmp(roots, "-") == 0 ? NULL : roots};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	if (pantau_lexicons_open(&options, &tools->lexicons, &err) !=
			PANTAU_OK ||
			pantau_analyser_create(tools->lexicons,
			&tools->analyser, &err) != PANTAU_OK ||
			pantau_scorer_create(tools->lexicons, &tools->scorer,
			&err) != PANTAU_OK) {
		fail(dir, &err);
	}
}

int main(int argc, char **argv)
{
	struct tools tools = {NULL, NULL, NULL};
	if (argc < 5) {
		fputs("usage: tone_score LEXICONS ROOTS_FILE|- tone|hoax "
				"FILE...\n", stderr);
		return 2;
	}
	open_tools(&tools, argv[1], argv[2]);
	for (int i = 4; i < argc; i++) {
		struct pantau_error err = {.lang = PANTAU_LANG_EN};
		struct buf bytes;
		pantau_buf_init(&bytes);
		if (pantau_file_read(argv[i], FILE_MAX_BYTES, &bytes, &err) !=
				PANTAU_OK) {
			fail(argv[i], &err);
		}
		const char *slash = strrchr(argv[i], '/');
		if (strcmp(argv[3], "hoax") == 0) {
			score_hoax(&tools, buf_str(&bytes));
		} else {
			score_tone(&tools, buf_str(&bytes),
					slash != NULL ? slash + 1 : argv[i]);
		}
		pantau_buf_finish(&bytes);
	}
	pantau_scorer_destroy(tools.scorer);
	pantau_analyser_destroy(tools.analyser);
	pantau_lexicons_close(tools.lexicons);
	return 0;
}
