/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Reading sets of forms, stemming them, and what share is right. */

#include "stem_set.h"

#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "stem_group.h"

enum { ROWS_MAX = 100000, REPEAT = 5 };

static void lower(char *s)
{
	for (; *s != '\0'; s++) {
		if (*s >= 'A' && *s <= 'Z') {
			*s = (char)(*s + ('a' - 'A'));
		}
	}
}

static char *copy(const char *p, size_t n)
{
	char *out = malloc(n + 1);

	if (out == NULL) {
		fprintf(stderr, "out of memory\n");
		exit(1);
	}
	memcpy(out, p, n);
	out[n] = '\0';
	return out;
}

static char *copy_string(const char *s)
{
	return copy(s, strlen(s));
}

/* Nothing to stem. */
static bool is_skipped(const char *gold, const char *class_)
{
	return strcmp(gold, "_") == 0 || strcmp(class_, "PUNCT") == 0 ||
			strcmp(class_, "SYM") == 0 ||
			strcmp(class_, "NUM") == 0;
}

/* 'form<TAB>root', of a weighted set also class and frequency. */
static bool read_row(char *line, bool weighted, struct row *out)
{
	char *cell[4] = {line, NULL, NULL, NULL};
	char pattern[PATTERN_MAX];

	line[strcspn(line, "\r\n")] = '\0';
	for (size_t i = 1; i < 4 && cell[i - 1] != NULL; i++) {
		cell[i] = strchr(cell[i - 1], '\t');
		if (cell[i] != NULL) {
			*cell[i]++ = '\0';
		}
	}
	if (cell[1] == NULL || strchr(cell[0], ' ') != NULL ||
			(weighted && (cell[3] == NULL ||
			is_skipped(cell[1], cell[2])))) {
		return false;
	}
	*out = (struct row){.frequency = 1};
	if (weighted && strtoul(cell[3], NULL, 10) != 0) {
		out->frequency = strtoul(cell[3], NULL, 10);
	}
	lower(cell[0]);
	lower(cell[1]);
	stem_pattern(cell[0], cell[1], pattern);
	out->form = copy_string(cell[0]);
	out->gold = copy_string(cell[1]);
	out->class_ = copy_string(weighted ? cell[2] : pattern);
	return true;
}

bool set_read(const char *path, struct set *set)
{
	char line[4096];
	FILE *file = fopen(path, "r");

	*set = (struct set){.row = calloc(ROWS_MAX, sizeof(struct row)),
			.weighted = strstr(path, "ud_") != NULL};
	if (file == NULL || set->row == NULL) {
		perror(path);
		if (file != NULL) {
			fclose(file);
		}
		return false;
	}
	while (fgets(line, sizeof(line), file) != NULL && set->n < ROWS_MAX) {
		if (line[0] != '#') {
			set->n += read_row(line, set->weighted,
					&set->row[set->n]);
		}
	}
	fclose(file);
	return true;
}

void set_free(struct set *set)
{
	for (size_t i = 0; i < set->n; i++) {
		struct row *row = &set->row[i];

		free(row->form);
		free(row->gold);
		free(row->class_);
		free(row->stem[OURS]);
		free(row->stem[THEIRS]);
	}
	free(set->row);
}

static void run_ours(const struct engines *engines, struct set *set)
{
	double began = seconds();
	struct stem stem;

	for (int r = 0; r < REPEAT; r++) {
		for (size_t i = 0; i < set->n; i++) {
			pantau_stemmer_run(engines->ours,
					str_of(set->row[i].form), &stem);
			if (r == 0) {
				set->row[i].stem[OURS] = copy(stem.bytes,
						stem.length);
			}
		}
	}
	set->speed[OURS] = (double)set->n * REPEAT / (seconds() - began);
}

static void run_theirs(const struct engines *engines, struct set *set)
{
	double began = seconds();

	for (int r = 0; r < REPEAT; r++) {
		for (size_t i = 0; i < set->n; i++) {
			const char *form = set->row[i].form;
			const sb_symbol *stem = sb_stemmer_stem(engines->theirs,
					(const sb_symbol *)form,
					(int)strlen(form));

			if (r == 0) {
				set->row[i].stem[THEIRS] = copy(
						(const char *)stem,
						(size_t)sb_stemmer_length(
							engines->theirs));
			}
		}
	}
	set->speed[THEIRS] = (double)set->n * REPEAT / (seconds() - began);
}

void set_run(const struct engines *engines, struct set *set)
{
	run_ours(engines, set);
	run_theirs(engines, set);
}

bool row_right(const struct row *row, enum engine engine)
{
	return strcmp(row->stem[engine], row->gold) == 0;
}

double set_share(const struct set *set, enum engine engine, bool tokens)
{
	unsigned long all = 0;
	unsigned long right = 0;

	for (size_t i = 0; i < set->n; i++) {
		unsigned long weight = tokens ? set->row[i].frequency : 1;

		all += weight;
		right += row_right(&set->row[i], engine) ? weight : 0;
	}
	return all != 0 ? 100.0 * (double)right / (double)all : 0;
}

/* --- pairs --- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Pairs of equal keys. */
static double pairs(char **key, size_t n)
{
	double sum = 0;

	qsort(key, n, sizeof(*key), by_text);
	for (size_t i = 0; i < n;) {
		size_t end = i + 1;

		while (end < n && strcmp(key[i], key[end]) == 0) {
			end++;
		}
		sum += (double)(end - i) * (double)(end - i - 1) / 2;
		i = end;
	}
	return sum;
}

double set_pair_f1(const struct set *set, enum engine engine)
{
	char **gold = malloc(set->n * sizeof(*gold));
	char **stem = malloc(set->n * sizeof(*stem));
	char **both = malloc(set->n * sizeof(*both));
	double wanted, found, right;

	if (gold == NULL || stem == NULL || both == NULL) {
		fprintf(stderr, "out of memory\n");
		exit(1);
	}
	for (size_t i = 0; i < set->n; i++) {
		const struct row *row = &set->row[i];
		size_t n = strlen(row->gold) + strlen(row->stem[engine]) + 2;

		gold[i] = row->gold;
		stem[i] = row->stem[engine];
		both[i] = malloc(n);
		if (both[i] == NULL) {
			exit(1);
		}
		snprintf(both[i], n, "%s\t%s", row->gold, row->stem[engine]);
	}
	wanted = pairs(gold, set->n);
	found = pairs(stem, set->n);
	right = pairs(both, set->n);
	for (size_t i = 0; i < set->n; i++) {
		free(both[i]);
	}
	free(gold);
	free(stem);
	free(both);
	return wanted + found > 0 ? 200 * right / (wanted + found) : 0;
}
