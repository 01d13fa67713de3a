/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * informal_score [OPTIONS] LEXICONS ROOTS_FILE DATA
 *
 * How well words as people type them are resolved, over the sets in the folder
 * DATA, in three columns: as it is, without slang.tsv (rules alone), and
 * libstemmer.
 *
 *	same stem   of rows 'informal, formal': both have the same stems
 *	changed     of words of formal text: the share that the speller rewrote
 *	            to something whose stems are not the given root; of types, and
 *	            of running tokens where the set has frequencies. Words that
 *	            are informal or abbreviated there too ('tpt', 'dibawah',
 *	            'aktifitas') and mistakes in typing are among them
 *	false       the same, of words whose root is in the dictionary, and so are
 *	            standard beyond doubt
 *	analysed    of the running tokens of posts: words that are known (a root, a
 *	            stop word, an exception, a row of foreign.tsv), derived from a
 *	            known root, or rewritten to words that are; and all that is no word: numbers,
 *	            addresses, mentions, tags, emoji, marks, words in other scripts,
 *	            single letters. What is left has no analysis
 *	speed       thousand distinct unknown words a second, nothing cached
 *
 * --tsv        tab separated
 * --wrong      list the rows that were not resolved, and the false rewrites
 * --half N     only the odd (1) or the even (2) rows of informal_tune.tsv
 * --posts N    read so many documents of each corpus (20000)
 * --unknown N  list the N most frequent tokens without an analysis
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "informal_score.h"

#define FILE_MAX_BYTES (64u << 20)

struct str bench_stem(const struct score *score, enum engine engine,
		struct str words, struct buf *out)
{
	pantau_buf_clear(out);
	pantau_buf_append(out, "", 0);
	if (engine != LIBSTEMMER) {
		size_t n;
		const char *stem = pantau_stem(score->analyser[engine], words.p,
				words.n, &n);
		pantau_buf_append(out, stem, n);
		return buf_str(out);
	}
	while (words.n != 0) {
		struct str word = pantau_str_cut(&words, ' ');
		char lower[256];
		size_t n = word.n < sizeof(lower) ? word.n : sizeof(lower);
		for (size_t i = 0; i < n; i++) {
			char c = word.p[i];
			lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
		}
		const sb_symbol *stem = sb_stemmer_stem(score->theirs,
				(const sb_symbol *)lower, (int)n);
		if (out->n != 0) {
			pantau_buf_char(out, ' ');
		}
		pantau_buf_append(out, (const char *)stem,
				(size_t)sb_stemmer_length(score->theirs));
	}
	return buf_str(out);
}

void bench_print(const struct score *score, const char *name, size_t rows,
		const double value[ENGINES])
{
	const char *between = score->tsv ? "\t" : " ";
	printf(score->tsv ? "%s\t%zu" : "%-40s %7zu", name, rows);
	for (int e = 0; e < ENGINES; e++) {
		printf("%s", between);
		if (value[e] < 0) {
			printf(score->tsv ? "-" : "%10s", "-");
		} else {
			printf(score->tsv ? "%.3f" : "%10.2f", value[e]);
		}
	}
	putchar('\n');
}

/* --- same stem --- */

enum { CLASSES = 16 };

struct class_ {
	struct str name;
	size_t rows, right[ENGINES];
};

static struct class_ *find_class(struct class_ *classes, struct str name)
{
	size_t i = 0;
	while (i < CLASSES - 1 && classes[i].name.n != 0 &&
			!str_eq(classes[i].name, name)) {
		i++;
	}
	classes[i].name = name;
	return &classes[i];
}

static void same_row(const struct score *score, struct str informal,
		struct str formal, struct class_ *class_, struct buf stems[2])
{
	class_->rows++;
	for (int e = 0; e < ENGINES; e++) {
		struct str a = bench_stem(score, (enum engine)e, informal,
				&stems[0]);
		struct str b = bench_stem(score, (enum engine)e, formal,
				&stems[1]);
		bool same = str_eq(a, b);
		class_->right[e] += same;
		if (!same && score->wrong && e != LIBSTEMMER) {
			printf("wrong\t%s\t" STR_FMT "\t" STR_FMT "\t" STR_FMT
					"\t" STR_FMT "\t" STR_FMT "\n",
					e == WITH_TABLE ? "table" : "rules",
					STR_ARG(class_->name), STR_ARG(informal),
					STR_ARG(formal), STR_ARG(a), STR_ARG(b));
		}
	}
}

static bool read_file(const char *dir, const char *name, struct buf *out)
{
	char path[4096];
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (pantau_file_read(path, FILE_MAX_BYTES, out, NULL) != PANTAU_OK) {
		fprintf(stderr, "cannot read %s\n", path);
		return false;
	}
	return true;
}

static bool same_stems(const struct score *score, const char *dir,
		const char *file, const char *label, bool halves)
{
	struct class_ classes[CLASSES] = {{.rows = 0}};
	struct buf bytes, stems[2];
	pantau_buf_init(&bytes);
	pantau_buf_init(&stems[0]);
	pantau_buf_init(&stems[1]);
	bool ok = read_file(dir, file, &bytes);
	struct str rest = buf_str(&bytes);
	for (size_t row = 0; ok && rest.n != 0; row++) {
		struct str line = pantau_str_cut(&rest, '\n');
		struct str informal = pantau_str_cut(&line, '\t');
		struct str formal = pantau_str_cut(&line, '\t');
		struct str name = pantau_str_cut(&line, '\t');
		if (row == 0 || formal.n == 0 || (halves && score->half != 0 &&
				score->half % 2 != row % 2)) {
			continue;
		}
		same_row(score, informal, formal, find_class(classes,
				name.n != 0 ? name : str_of("all")), stems);
	}
	for (size_t i = 0; i < CLASSES && classes[i].rows != 0; i++) {
		double share[ENGINES];
		char name[128];
		snprintf(name, sizeof(name), "%s " STR_FMT ", same stem %%",
				label, STR_ARG(classes[i].name));
		for (int e = 0; e < ENGINES; e++) {
			share[e] = 100.0 * (double)classes[i].right[e] /
					(double)classes[i].rows;
		}
		bench_print(score, name, classes[i].rows, share);
	}
	pantau_buf_finish(&stems[1]);
	pantau_buf_finish(&stems[0]);
	pantau_buf_finish(&bytes);
	return ok;
}

/* --- false rewrites --- */

struct formal_sum {
	double rows, tokens, wrong[2], wrong_tokens[2], false_[2],
			false_tokens[2];
};

/* Spoken and regional roots are not. */
static bool is_standard(const struct text_image *image, struct str word)
{
	const struct root_info *root = pantau_text_image_root(image, word);
	if (root == NULL) {
		return pantau_text_image_stopword(image, word);
	}
	struct str class_ = pantau_text_image_class(image, root);
	return !str_eq(class_, STR("colloq")) && !str_eq(class_, STR("bet"));
}

static void print_formal(const struct score *score, const char *file,
		const char *what, double rows, const double wrong[2])
{
	double share[ENGINES] = {-1, -1, -1};
	char name[128];
	for (int e = 0; e < LIBSTEMMER && rows > 0; e++) {
		share[e] = 100 * wrong[e] / rows;
	}
	snprintf(name, sizeof(name), "%.*s, %s %%", (int)strcspn(file, "."),
			file, what);
	bench_print(score, name, (size_t)rows, share);
}

static void formal_row(const struct score *score, struct str form,
		struct str root, double frequency, struct formal_sum *sum,
		struct buf *stems)
{
	sum->rows++;
	sum->tokens += frequency;
	for (int e = 0; e < LIBSTEMMER; e++) {
		struct reading reading;
		struct str normal = pantau_analyser_spell(score->analyser[e],
				form, &reading);
		if (str_eq(normal, reading.plain) ||
				str_eq(normal, form)) {
			continue;
		}
		struct str stem = bench_stem(score, (enum engine)e, form, stems);
		if (pantau_str_eq_nocase(stem, root)) {
			continue;
		}
		sum->wrong[e]++;
		sum->wrong_tokens[e] += frequency;
		bool standard = is_standard(&score->image[e], root);
		sum->false_[e] += standard;
		sum->false_tokens[e] += standard ? frequency : 0;
		if (score->wrong) {
			printf("%s\t%s\t" STR_FMT "\t" STR_FMT "\t" STR_FMT
					"\t%s\t%.0f\n",
					standard ? "false" : "changed",
					e == WITH_TABLE ? "table" : "rules",
					STR_ARG(form), STR_ARG(root),
					STR_ARG(stem),
					pantau_spelling_name(&reading.spelling),
					frequency);
		}
	}
}

static bool is_skipped(struct str root, struct str class_)
{
	return str_eq(root, STR("_")) || str_eq(class_, STR("PUNCT")) ||
			str_eq(class_, STR("SYM")) || str_eq(class_, STR("NUM"));
}

static bool false_rewrites(const struct score *score, const char *dir,
		const char *file, bool weighted)
{
	struct formal_sum sum = {0};
	struct buf bytes, stems;
	pantau_buf_init(&bytes);
	pantau_buf_init(&stems);
	bool ok = read_file(dir, file, &bytes);
	struct str rest = buf_str(&bytes);
	while (ok && rest.n != 0) {
		struct str line = pantau_str_cut(&rest, '\n');
		struct str form = pantau_str_cut(&line, '\t');
		struct str root = pantau_str_cut(&line, '\t');
		struct str class_ = pantau_str_cut(&line, '\t');
		struct str count = pantau_str_cut(&line, '\t');
		double frequency = 1;
		if (root.n == 0 || form.p[0] == '#' ||
				memchr(form.p, ' ', form.n) != NULL ||
				(weighted && is_skipped(root, class_))) {
			continue;
		}
		if (weighted) {
			pantau_str_double(count, &frequency);
		}
		formal_row(score, form, root, frequency, &sum, &stems);
	}
	file += strlen("stem/");
	print_formal(score, file, "changed types", sum.rows, sum.wrong);
	print_formal(score, file, "false types", sum.rows, sum.false_);
	if (weighted) {
		print_formal(score, file, "changed tokens", sum.tokens,
				sum.wrong_tokens);
		print_formal(score, file, "false tokens", sum.tokens,
				sum.false_tokens);
	}
	pantau_buf_finish(&stems);
	pantau_buf_finish(&bytes);
	return ok;
}

/* --- */

static bool measure(const struct score *score, const char *dir)
{
	char path[4096];
	if (score->tsv) {
		puts("measure\trows\tpantau\trules_only\tlibstemmer");
	} else {
		printf("%-40s %7s %10s %10s %10s\n", "measure", "rows", "pantau",
				"rules only", "libstemmer");
	}
	bool ok = same_stems(score, dir, "stem/informal_tune.tsv", "tune",
				true) &&
			same_stems(score, dir, "slang/informal_formal_dev.tsv",
				"slang dev", false) &&
			false_rewrites(score, dir, "stem/consensus_tune.tsv",
				false) &&
			false_rewrites(score, dir,
				"stem/ud_gsd_dev_surface.tsv", true) &&
			false_rewrites(score, dir,
				"stem/ud_csui_train_surface.tsv", true);
	snprintf(path, sizeof(path), "%s/corpora/tweets_2020-05-28.jsonl.gz",
			dir);
	ok = ok && (score->posts == 0 || bench_coverage(score, "tweets", path));
	snprintf(path, sizeof(path), "%s/corpora/real_text.jsonl.zst", dir);
	return ok && (score->posts == 0 ||
			bench_coverage(score, "posts", path));
}

static int options(struct score *score, int argc, char **argv)
{
	int i = 1;
	for (; i < argc && argv[i][0] == '-'; i++) {
		const char *next = i + 1 < argc ? argv[i + 1] : "0";
		if (strcmp(argv[i], "--tsv") == 0) {
			score->tsv = true;
		} else if (strcmp(argv[i], "--wrong") == 0) {
			score->wrong = true;
		} else if (strcmp(argv[i], "--half") == 0) {
			score->half = (unsigned)strtoul(next, NULL, 10);
			i++;
		} else if (strcmp(argv[i], "--posts") == 0) {
			score->posts = strtoull(next, NULL, 10);
			i++;
		} else if (strcmp(argv[i], "--unknown") == 0) {
			score->unknown = strtoul(next, NULL, 10);
			i++;
		} else {
			return argc;
		}
	}
	return i;
}

int main(int argc, char **argv)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct score score = {.posts = 20000,
			.theirs = sb_stemmer_new("indonesian", NULL)};
	struct pantau_lexicons *lexicons = NULL;
	int at = options(&score, argc, argv), status = 1;
	if (argc - at != 3 || score.theirs == NULL) {
		fprintf(stderr, "usage: informal_score [--tsv] [--wrong] "
				"[--half N] [--posts N] [--unknown N] LEXICONS "
				"ROOTS_FILE DATA\n");
		return 2;
	}
	struct pantau_lexicon_options lexicon = {.dir = argv[at],
			.roots_file = argv[at + 1]};
	if (pantau_lexicons_open(&lexicon, &lexicons, &err) != PANTAU_OK) {
		goto fail;
	}
	score.image[WITH_TABLE] = *pantau_lexicons_text(lexicons);
	score.image[RULES_ONLY] = score.image[WITH_TABLE];
	score.image[RULES_ONLY].slang = (struct strtab){.slots = 0};
	for (int e = 0; e < 2; e++) {
		if (pantau_analyser_create_over(&score.image[e], NULL,
				&score.analyser[e], &err) != PANTAU_OK) {
			goto fail;
		}
	}
	status = !measure(&score, argv[at + 2]);
	goto out;
fail:
	fprintf(stderr, "%s\n", err.message);
out:
	pantau_analyser_destroy(score.analyser[0]);
	pantau_analyser_destroy(score.analyser[1]);
	pantau_lexicons_close(lexicons);
	sb_stemmer_delete(score.theirs);
	return status;
}
