/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * stem_score LEXICONS ROOTS_FILE FILE...
 *
 * Exact-root accuracy and speed of the stemmer beside libstemmer's, on files
 * of 'form<TAB>root' rows or on Universal Dependencies lists, which have the
 * part of speech and a frequency after those. Of the latter, punctuation,
 * symbols, numerals and rows without a lemma are left out: there is nothing
 * to stem. Pair conflation: of all pairs of forms, those that share a root
 * against those that share a stem.
 */

#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lexicon/lexicons.h"
#include "text/stem.h"

enum { ROWS_MAX = 100000, REPEAT = 5 };

struct row {
	char *form, *gold, *class_;
	char *stem[2]; /* ours, libstemmer's */
	unsigned long frequency;
};

struct set {
	struct row *row;
	size_t n;
	bool weighted;
};

struct engines {
	struct stemmer *ours;
	struct sb_stemmer *theirs;
};

/* Of processor time: the machine may be busy with other things. */
static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

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

static bool is_skipped(const char *gold, const char *class_)
{
	return strcmp(gold, "_") == 0 || strcmp(class_, "PUNCT") == 0 ||
			strcmp(class_, "SYM") == 0 ||
			strcmp(class_, "NUM") == 0;
}

static bool read_row(char *line, struct row *out)
{
	char *cell[4] = {line, NULL, NULL, NULL};

	line[strcspn(line, "\r\n")] = '\0';
	for (size_t i = 1; i < 4 && cell[i - 1] != NULL; i++) {
		cell[i] = strchr(cell[i - 1], '\t');
		if (cell[i] != NULL) {
			*cell[i]++ = '\0';
		}
	}
	if (cell[1] == NULL || strchr(cell[0], ' ') != NULL) {
		return false;
	}
	*out = (struct row){.frequency = 1};
	if (cell[2] != NULL && cell[3] != NULL) {
		out->frequency = strtoul(cell[3], NULL, 10);
	}
	if (out->frequency == 0) {
		out->frequency = 1;
	}
	out->form = copy(cell[0], strlen(cell[0]));
	out->gold = copy(cell[1], strlen(cell[1]));
	out->class_ = copy(cell[2] != NULL ? cell[2] : "",
			cell[2] != NULL ? strlen(cell[2]) : 0);
	lower(out->form);
	lower(out->gold);
	return true;
}

static bool read_set(const char *path, struct set *set)
{
	char line[4096];
	FILE *file = fopen(path, "r");

	*set = (struct set){calloc(ROWS_MAX, sizeof(struct row)), 0,
		strstr(path, "/ud_") != NULL};
	if (file == NULL || set->row == NULL) {
		perror(path);
		if (file != NULL) {
			fclose(file);
		}
		return false;
	}
	while (fgets(line, sizeof(line), file) != NULL && set->n < ROWS_MAX) {
		struct row row;

		if (line[0] == '#' || !read_row(line, &row)) {
			continue;
		}
		if (set->weighted && is_skipped(row.gold, row.class_)) {
			free(row.form);
			free(row.gold);
			free(row.class_);
		} else {
			set->row[set->n++] = row;
		}
	}
	fclose(file);
	return true;
}

static void free_set(struct set *set)
{
	for (size_t i = 0; i < set->n; i++) {
		struct row *row = &set->row[i];

		free(row->form);
		free(row->gold);
		free(row->class_);
		free(row->stem[0]);
		free(row->stem[1]);
	}
	free(set->row);
}

static double run_ours(const struct engines *engines, struct set *set)
{
	double began = seconds();
	struct stem stem;

	for (int r = 0; r < REPEAT; r++) {
		for (size_t i = 0; i < set->n; i++) {
			pantau_stemmer_run(engines->ours, str_of(set->row[i].form),
					&stem);
			if (r == 0) {
				set->row[i].stem[0] = copy(stem.bytes, stem.length);
			}
		}
	}
	return (double)set->n * REPEAT / (seconds() - began);
}

static double run_theirs(const struct engines *engines, struct set *set)
{
	double began = seconds();

	for (int r = 0; r < REPEAT; r++) {
		for (size_t i = 0; i < set->n; i++) {
			const char *form = set->row[i].form;
			const sb_symbol *stem = sb_stemmer_stem(engines->theirs,
					(const sb_symbol *)form,
					(int)strlen(form));

			if (r == 0) {
				set->row[i].stem[1] = copy((const char *)stem,
						(size_t)sb_stemmer_length(
							engines->theirs));
			}
		}
	}
	return (double)set->n * REPEAT / (seconds() - began);
}

static double share(const struct set *set, int engine, bool tokens)
{
	unsigned long all = 0;
	unsigned long right = 0;

	for (size_t i = 0; i < set->n; i++) {
		const struct row *row = &set->row[i];
		unsigned long weight = tokens ? row->frequency : 1;

		all += weight;
		right += strcmp(row->stem[engine], row->gold) == 0 ? weight : 0;
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

static double pair_f1(const struct set *set, int engine)
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

/* --- output --- */

static void print_classes(const struct set *set)
{
	static const char *const names[] = {"NOUN", "VERB", "ADJ", "ADV",
		"PROPN", "PRON", "DET", "ADP", "AUX", "CCONJ", "SCONJ",
		"PART", "INTJ", "X"};

	for (size_t c = 0; c < sizeof(names) / sizeof(*names); c++) {
		size_t n = 0, ours = 0, theirs = 0;

		for (size_t i = 0; i < set->n; i++) {
			const struct row *row = &set->row[i];

			if (strcmp(row->class_, names[c]) == 0) {
				n++;
				ours += strcmp(row->stem[0], row->gold) == 0;
				theirs += strcmp(row->stem[1], row->gold) == 0;
			}
		}
		if (n != 0) {
			printf("  %-24s %6zu %8.2f %10.2f\n", names[c], n,
					100.0 * (double)ours / (double)n,
					100.0 * (double)theirs / (double)n);
		}
	}
}

static bool score(const struct engines *engines, const char *path, bool verbose)
{
	const char *name = strrchr(path, '/');
	double words[2];
	struct set set;

	if (!read_set(path, &set)) {
		free_set(&set);
		return false;
	}
	words[0] = run_ours(engines, &set);
	words[1] = run_theirs(engines, &set);
	name = name != NULL ? name + 1 : path;
	printf("%-26s %6zu %8.2f %10.2f  types, %%\n", name, set.n,
			share(&set, 0, false), share(&set, 1, false));
	if (set.weighted) {
		printf("%-26s %6s %8.2f %10.2f  tokens, %%\n", "", "",
				share(&set, 0, true), share(&set, 1, true));
		print_classes(&set);
	}
	if (strstr(name, "consensus") != NULL) {
		printf("%-26s %6s %8.2f %10.2f  pair F1\n", "", "",
				pair_f1(&set, 0), pair_f1(&set, 1));
	}
	printf("%-26s %6s %8.2f %10.2f  million words/s\n", "", "",
			words[0] / 1e6, words[1] / 1e6);
	for (size_t i = 0; verbose && i < set.n; i++) {
		if (strcmp(set.row[i].stem[0], set.row[i].gold) != 0) {
			printf("wrong\t%s\t%s\t%s\n", set.row[i].form,
					set.row[i].gold, set.row[i].stem[0]);
		}
	}
	free_set(&set);
	return true;
}

int main(int argc, char **argv)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicon_options options = {0};
	struct pantau_lexicons *lexicons = NULL;
	struct engines engines = {NULL, sb_stemmer_new("indonesian", NULL)};
	bool verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
	int status = 1;

	argv += verbose;
	argc -= verbose;
	if (argc < 4 || engines.theirs == NULL) {
		fprintf(stderr, "usage: stem_score [-v] LEXICONS ROOTS_FILE "
				"FILE...\n");
		return 2;
	}
	options.dir = argv[1];
	options.roots_file = argv[2][0] != '\0' ? argv[2] : NULL;
	if (pantau_lexicons_open(&options, &lexicons, &err) != PANTAU_OK ||
			pantau_stemmer_create(pantau_lexicons_text(lexicons),
				&engines.ours, &err) != PANTAU_OK) {
		fprintf(stderr, "%s:%llu:%llu: %s\n", err.file,
				(unsigned long long)err.line,
				(unsigned long long)err.column, err.message);
		goto out;
	}
	printf("%-26s %6s %8s %10s\n", "set", "rows", "pantau", "libstemmer");
	status = 0;
	for (int i = 3; i < argc; i++) {
		status |= !score(&engines, argv[i], verbose);
	}
out:
	pantau_stemmer_destroy(engines.ours);
	pantau_lexicons_close(lexicons);
	sb_stemmer_delete(engines.theirs);
	return status;
}
