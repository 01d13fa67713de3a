/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * stem_score [--tsv] [--forms] LEXICONS ROOTS_FILE FILE...
 *
 * Exact-root accuracy and speed of the stemmer beside libstemmer's, on files
 * of 'form<TAB>root' rows or on Universal Dependencies lists (ud_ in their
 * name), which have the part of speech and a frequency after those. Of the
 * latter, punctuation, symbols, numerals and rows without a lemma are left
 * out: there is nothing to stem. Below each set stand its parts of speech or
 * affix patterns; one where libstemmer is better is marked '<', when it has
 * five rows or more.
 *
 *	--tsv	rows of set, measure, class, rows, pantau, libstemmer
 *	--forms	every wrong row: form, root, our stem, libstemmer's
 */

#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lexicon/lexicons.h"
#include "stem_set.h"

enum { CLASSES_MAX = 512, ROWS_LEAST = 5 };

struct class_ {
	const char *name;
	size_t n, right[ENGINES];
};

struct options {
	bool tsv, forms;
};

static int by_size(const void *a, const void *b)
{
	const struct class_ *x = a, *y = b;

	if (x->n != y->n) {
		return x->n < y->n ? 1 : -1;
	}
	return strcmp(x->name, y->name);
}

static size_t count_classes(const struct set *set, struct class_ *out)
{
	size_t classes = 0;

	for (size_t i = 0; i < set->n; i++) {
		const struct row *row = &set->row[i];
		size_t c = 0;

		while (c < classes && strcmp(out[c].name, row->class_) != 0) {
			c++;
		}
		if (c == classes) {
			if (classes == CLASSES_MAX) {
				continue;
			}
			out[classes++] = (struct class_){.name = row->class_};
		}
		out[c].n++;
		for (int e = 0; e < ENGINES; e++) {
			out[c].right[e] += row_right(row, (enum engine)e);
		}
	}
	qsort(out, classes, sizeof(*out), by_size);
	return classes;
}

static void print(const struct options *options, const char *set,
		const char *measure, const char *class_, size_t n, double ours,
		double theirs)
{
	bool worse = ours < theirs && n >= ROWS_LEAST;

	if (options->tsv) {
		printf("%s\t%s\t%s\t%zu\t%.2f\t%.2f\n", set, measure, class_,
				n, ours, theirs);
	} else if (class_[0] != '\0') {
		printf("  %-24s %6zu %8.2f %10.2f%s\n", class_, n, ours,
				theirs, worse ? "  <" : "");
	} else {
		printf("%-26s %6zu %8.2f %10.2f  %s\n", set, n, ours, theirs,
				measure);
	}
}

static void print_classes(const struct options *options, const char *name,
		const struct set *set)
{
	struct class_ class_[CLASSES_MAX];
	size_t n = count_classes(set, class_);

	for (size_t i = 0; i < n; i++) {
		double all = (double)class_[i].n / 100;

		if (class_[i].n >= ROWS_LEAST || options->tsv) {
			print(options, name, "types, %", class_[i].name,
					class_[i].n,
					(double)class_[i].right[OURS] / all,
					(double)class_[i].right[THEIRS] / all);
		}
	}
}

static bool score(const struct engines *engines, const struct options *options,
		const char *path)
{
	const char *name = strrchr(path, '/');
	struct set set;

	name = name != NULL ? name + 1 : path;
	if (!set_read(path, &set)) {
		set_free(&set);
		return false;
	}
	set_run(engines, &set);
	print(options, name, "types, %", "", set.n,
			set_share(&set, OURS, false),
			set_share(&set, THEIRS, false));
	if (set.weighted) {
		print(options, name, "tokens, %", "", set.n,
				set_share(&set, OURS, true),
				set_share(&set, THEIRS, true));
	}
	if (strstr(name, "consensus") != NULL) {
		print(options, name, "pair F1", "", set.n,
				set_pair_f1(&set, OURS),
				set_pair_f1(&set, THEIRS));
	}
	print(options, name, "million words/s, without cache", "", set.n,
			set.speed[OURS] / 1e6, set.speed[THEIRS] / 1e6);
	print_classes(options, name, &set);
	for (size_t i = 0; options->forms && i < set.n; i++) {
		const struct row *row = &set.row[i];

		if (!row_right(row, OURS)) {
			printf("wrong\t%s\t%s\t%s\t%s\n", row->form, row->gold,
					row->stem[OURS], row->stem[THEIRS]);
		}
	}
	set_free(&set);
	return true;
}

static int score_all(const struct engines *engines,
		const struct options *options, char **path)
{
	int status = 0;

	if (options->tsv) {
		printf("set\tmeasure\tclass\trows\tpantau\tlibstemmer\n");
	} else {
		printf("%-26s %6s %8s %10s\n", "set", "rows", "pantau",
				"libstemmer");
	}
	for (; *path != NULL; path++) {
		status |= !score(engines, options, *path);
	}
	return status;
}

int main(int argc, char **argv)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicon_options lexicon = {0};
	struct pantau_lexicons *lexicons = NULL;
	struct engines engines = {NULL, sb_stemmer_new("indonesian", NULL)};
	struct options options = {false, false};
	int status = 1;

	for (; argc > 1 && argv[1][0] == '-'; argc--, argv++) {
		options.tsv |= strcmp(argv[1], "--tsv") == 0;
		options.forms |= strcmp(argv[1], "--forms") == 0;
	}
	if (argc < 4 || engines.theirs == NULL) {
		fprintf(stderr, "usage: stem_score [--tsv] [--forms] LEXICONS "
				"ROOTS_FILE FILE...\n");
		sb_stemmer_delete(engines.theirs);
		return 2;
	}
	lexicon.dir = argv[1];
	lexicon.roots_file = argv[2][0] != '\0' ? argv[2] : NULL;
	if (pantau_lexicons_open(&lexicon, &lexicons, &err) != PANTAU_OK ||
			pantau_stemmer_create(pantau_lexicons_text(lexicons),
				&engines.ours, &err) != PANTAU_OK) {
		fprintf(stderr, "%s:%llu:%llu: %s\n", err.file,
				(unsigned long long)err.line,
				(unsigned long long)err.column, err.message);
		goto out;
	}
	status = score_all(&engines, &options, argv + 3);
out:
	pantau_stemmer_destroy(engines.ours);
	pantau_lexicons_close(lexicons);
	sb_stemmer_delete(engines.theirs);
	return status;
}
