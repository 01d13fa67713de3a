/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * surface_cost LEXICONS ROOTS_FILE DOCUMENTS FOLDER [PART]
 *
 * What surface forms cost in the index, and what other ways of keeping them
 * would (SURFACE.md). Analyses the documents once and feeds the terms of each
 * alternative through inverter, accumulator and segment writer into a scratch
 * database in FOLDER. Alternatives take turns; the least time of two rounds
 * counts. PART is forms, order, pages or query, with spaces between several; a
 * number behind forms or query compares that alternative alone with today's.
 */

#include "surface_cost.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lexicon/lexicons.h"

#define ROUNDS 2
#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct run forms[] = {
	{"stems alone", FORM_STEMS, 0, ORDER_GIVEN, 1, 1},
	{"today: surface, stem where it differs", FORM_TODAY, 0, 0, 1, 1},
	{"both always", FORM_BOTH, 0, 0, 1, 1},
	{"hash of 2 bytes", FORM_HASH, 2, 0, 1, 1},
	{"hash of 3 bytes", FORM_HASH, 3, 0, 1, 1},
	{"hash of 4 bytes", FORM_HASH, 4, 0, 1, 1},
	{"mirror: stem, surface where it differs", FORM_MIRROR, 0, 0, 1, 1},
	{"surface once a field", FORM_ONCE, 0, 0, 1, 1},
	{"surface of <= 10 documents", FORM_RARE, 10, 0, 1, 1},
	{"surface of <= 100 documents", FORM_RARE, 100, 0, 1, 1},
	{"surface of <= 1,000 documents", FORM_RARE, 1000, 0, 1, 1},
	{"surface of > 10 documents", FORM_FREQUENT, 10, 0, 1, 1},
	{"surface of > 100 documents", FORM_FREQUENT, 100, 0, 1, 1},
	{"surface, no stem; others", FORM_SURFACES, 0, 0, 1, 1},
	{"no stem for surfaces > 1,000 documents", FORM_PARTLY, 1000, 0, 1, 1},
	{"no stem for surfaces > 100 documents", FORM_PARTLY, 100, 0, 1, 1},
	{"no stem for surfaces > 20 documents", FORM_PARTLY, 20, 0, 1, 1},
	{"no stem for words of frequency.tsv", FORM_LISTED, 1, 0, 1, 1},
	{"the same from level 6 on", FORM_LISTED, 6, 0, 1, 1},
	{"surface by reading, no stem, no others", FORM_WRITTEN, 0, 0, 1, 1},
};
#define FORMS_TODAY 1
#define FORMS_EXPANDED 14 /* from here on stems are found by surfaces */

static const struct run orders[] = {
	{"as given", FORM_TODAY, 0, ORDER_GIVEN, 1, 1},
	{"by source", FORM_TODAY, 0, ORDER_SOURCE, 1, 1},
	{"shuffled", FORM_TODAY, 0, ORDER_SHUFFLED, 1, 1},
	{"ids 2 apart", FORM_TODAY, 0, ORDER_GIVEN, 2, 1},
	{"ids 8 apart", FORM_TODAY, 0, ORDER_GIVEN, 8, 1},
	{"two segments", FORM_TODAY, 0, ORDER_GIVEN, 1, 2},
};

struct bench {
	struct corpus corpus;
	struct pantau_lexicons *lexicons;
	const char *folder;
	struct pantau_error err;
};

static double million(uint64_t n)
{
	return (double)n / 1e6;
}

static void print_head(void)
{
	printf("%-40s %8s %8s %8s %8s %8s %7s %7s | %6s %6s %6s %6s\n", "",
			"postings", "position", "terms", "leaf MB", "file MB",
			"/first", "/second", "invert", "accum.", "write", "CPU s");
}

static void print_row(const struct run *run, const struct outcome *o,
		const struct outcome *first)
{
	printf("%-40s %7.2fM %7.2fM %7.3fM %8.2f %8.2f %7.3f %7.3f | %6.2f "
			"%6.2f %6.2f %6.2f\n", run->name,
			million(o->shares.postings), million(o->shares.positions),
			million(o->shares.terms), million(o->leaf_bytes),
			million(o->file_bytes), (double)o->leaf_bytes /
			(double)first[0].leaf_bytes, (double)o->leaf_bytes /
			(double)first[1].leaf_bytes, o->invert, o->accumulate,
			o->write, o->invert + o->accumulate + o->write);
}

static void print_shares(const struct run *run, const struct outcome *o)
{
	const struct shares *s = &o->shares;
	uint64_t known = s->id_bytes + s->size_bytes + s->position_bytes +
			s->lead_bytes + s->term_bytes;
	double all = (double)o->leaf_bytes / 100;
	printf("%-40s ids %5.2f (%4.1f %% of one byte) sizes %5.2f positions "
			"%5.2f leads %5.2f terms %5.2f pages %5.2f %%\n",
			run->name, (double)s->id_bytes / all,
			(double)s->short_ids * 100 / (double)s->postings,
			(double)s->size_bytes / all,
			(double)s->position_bytes / all,
			(double)s->lead_bytes / all,
			(double)s->term_bytes / all,
			(double)(o->leaf_bytes - known) / all);
}

static void path_of(const struct bench *b, const char *name, char *out,
		size_t room)
{
	snprintf(out, room, "%s/surface-%ld-%s.db", b->folder,
			(long)getpid(), name);
}

static enum pantau_status run_all(struct bench *b, const struct run *run,
		size_t n, int rounds, struct outcome *best)
{
	enum pantau_status status = PANTAU_OK;
	char path[4096];
	path_of(b, "scratch", path, sizeof(path));
	for (int round = 0; round < rounds; round++) {
		for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
			struct outcome one, *kept = &best[i];
			status = surface_index(&b->corpus, b->lexicons, &run[i],
					path, &one, &b->err);
			if (round == 0) {
				*kept = one;
				continue;
			}
			kept->invert = one.invert < kept->invert ? one.invert
					: kept->invert;
			kept->accumulate = one.accumulate < kept->accumulate
					? one.accumulate : kept->accumulate;
			kept->write = one.write < kept->write ? one.write
					: kept->write;
		}
	}
	surface_remove(path);
	return status;
}

static enum pantau_status table(struct bench *b, const struct run *run,
		size_t n, int rounds)
{
	struct outcome out[COUNT(forms)];
	enum pantau_status status = run_all(b, run, n, rounds, out);
	if (status != PANTAU_OK) {
		return status;
	}
	print_head();
	for (size_t i = 0; i < n; i++) {
		print_row(&run[i], &out[i], out);
	}
	for (size_t i = 0; i < n; i++) {
		print_shares(&run[i], &out[i]);
	}
	return PANTAU_OK;
}

static void print_timed(const char *name, const struct timed *timed)
{
	printf("%s: %zu texts of %.0f bytes, %.2f us each\n", name, timed->n,
			(double)timed->bytes / (double)timed->n,
			timed->seconds * 1e6 / (double)timed->n);
}

static enum pantau_status compare_forms(struct bench *b, size_t only)
{
	struct run pair[2] = {forms[FORMS_TODAY]};
	print_timed("check, brief", &b->corpus.brief);
	print_timed("check, longer", &b->corpus.longer);
	if (only == 0) {
		return table(b, forms, COUNT(forms), ROUNDS);
	}
	pair[1] = forms[only];
	return table(b, pair, 2, ROUNDS);
}

static enum pantau_status pages(struct bench *b)
{
	enum pantau_status status = PANTAU_OK;
	struct outcome out;
	char path[4096];
	path_of(b, "pages", path, sizeof(path));
	for (unsigned pgsz = 4000; status == PANTAU_OK && pgsz <= 16000;
			pgsz *= 2) {
		status = surface_index(&b->corpus, b->lexicons, &orders[5],
				path, &out, &b->err);
		if (status == PANTAU_OK) {
			status = surface_pages(path, pgsz, &b->err);
		}
	}
	surface_remove(path);
	return status;
}

static enum pantau_status query(struct bench *b, size_t only)
{
	char today[4096], changed[4096];
	struct outcome out;
	path_of(b, "today", today, sizeof(today));
	path_of(b, "changed", changed, sizeof(changed));
	surface_print_readings(&b->corpus);
	surface_print_hashes(&b->corpus);
	enum pantau_status status = surface_index(&b->corpus, b->lexicons,
			&forms[FORMS_TODAY], today, &out, &b->err);
	for (size_t i = FORMS_EXPANDED; status == PANTAU_OK && i < COUNT(forms);
			i++) {
		if (only != 0 && i != only) {
			continue;
		}
		status = surface_index(&b->corpus, b->lexicons, &forms[i],
				changed, &out, &b->err);
		if (status == PANTAU_OK) {
			status = surface_unions(&b->corpus, &forms[i], today,
					changed, &b->err);
		}
	}
	surface_remove(today);
	surface_remove(changed);
	return status;
}

static enum pantau_status measure(struct bench *b, const char *part)
{
	enum pantau_status status = PANTAU_OK;
	const char *digits = part + strcspn(part, "123456789");
	size_t only = (size_t)strtoul(digits, NULL, 10);
	only = only < COUNT(forms) ? only : 0;
	if (strstr(part, "forms") != NULL) {
		status = compare_forms(b, only);
	}
	if (status == PANTAU_OK && strstr(part, "order") != NULL) {
		status = table(b, orders, COUNT(orders), 1);
	}
	if (status == PANTAU_OK && strstr(part, "pages") != NULL) {
		status = pages(b);
	}
	return status == PANTAU_OK && strstr(part, "query") != NULL ? query(b,
			only) : status;
}

int main(int argc, char **argv)
{
	struct bench b = {.err.lang = PANTAU_LANG_EN};
	if (argc != 5 && argc != 6) {
		fprintf(stderr, "usage: %s LEXICONS ROOTS_FILE DOCUMENTS FOLDER "
				"[PART]\n", argv[0]);
		return 2;
	}
	struct pantau_lexicon_options options = {.dir = argv[1],
			.roots_file = argv[2]};
	b.folder = argv[4];
	bool ok = pantau_lexicons_open(&options, &b.lexicons, &b.err) ==
			PANTAU_OK && surface_load(&b.corpus, b.lexicons, argv[3],
			&b.err);
	if (ok) {
		printf("%zu documents, %.1f MB of text, analysed in %.2f s; "
				"%zu words, %zu occurrences\n", b.corpus.docs,
				million(b.corpus.bytes), b.corpus.seconds,
				b.corpus.words.n, b.corpus.n);
		ok = measure(&b, argc == 6 ? argv[5]
				: "forms order pages query") == PANTAU_OK;
	}
	if (!ok) {
		fprintf(stderr, "%s\n", b.err.message);
	}
	surface_unload(&b.corpus);
	pantau_lexicons_close(b.lexicons);
	return ok ? 0 : 1;
}
