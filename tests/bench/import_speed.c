/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * import_speed [--no-stories] [--no-claims] [--jobs N] DB LEXICONS ROOTS|- FILE...
 *
 * Indexes each FILE into DB, which is made where it is not, with the calls of
 * the program; with --no-stories copies are not linked, with --no-claims the
 * debunks in DB are not asked. Prints lines of a name,
 * a TAB and a number.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "base/error.h"
#include "pipeline.h"

static void die(const struct pantau_error *err, const char *what)
{
	fprintf(stderr, "import_speed: %s: %s\n", what, err->message);
	exit(EXIT_FAILURE);
}

static double clock_of(clockid_t which)
{
	struct timespec time;
	clock_gettime(which, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static uint64_t write_all(const char *db, char **files, int n,
		const struct pipeline_options *options)
{
	struct pantau_error err = {0};
	struct store_options how = {
		.mode = STORE_CREATE, .lexicons = options->lexicons,
	};
	struct pipeline_summary sum;
	struct store *store;
	uint64_t documents = 0;
	if (pantau_store_open(db, &how, &store, &err) != PANTAU_OK) {
		die(&err, db);
	}
	for (int i = 0; i < n; i++) {
		const char *path = files[i];
		if (pantau_index(store, &path, 1, options, &sum, &err) !=
				PANTAU_OK) {
			die(&err, path);
		}
		documents += sum.new_ + sum.updated;
	}
	if (pantau_store_close(store, &err) != PANTAU_OK) {
		die(&err, db);
	}
	return documents;
}

int main(int argc, char **argv)
{
	struct pipeline_options options = {0};
	struct pantau_lexicons *lexicons;
	struct pantau_error err = {0};
	struct rusage used;
	struct stat file = {0};
	int at = 1;
	for (; at + 1 < argc && strncmp(argv[at], "--", 2) == 0; at++) {
		if (strcmp(argv[at], "--no-stories") == 0) {
			options.no_stories = true;
		} else if (strcmp(argv[at], "--no-claims") == 0) {
			options.no_claims = true;
		} else if (strcmp(argv[at], "--jobs") == 0) {
			options.jobs = strtoul(argv[++at], NULL, 10);
		}
	}
	if (argc - at < 4) {
		fputs("usage: import_speed [--no-stories] [--no-claims] "
				"[--jobs N] DB LEXICONS ROOTS|- FILE...\n", stderr);
		return 2;
	}
	bool roots = strcmp(argv[at + 2], "-") != 0;
	struct pantau_lexicon_options where = {
		.dir = argv[at + 1], .roots_file = roots ? argv[at + 2] : NULL,
	};
	if (pantau_lexicons_open(&where, &lexicons, &err) != PANTAU_OK) {
		die(&err, argv[at + 1]);
	}
	options.lexicons = lexicons;
	double start = clock_of(CLOCK_MONOTONIC);
	uint64_t documents = write_all(argv[at], argv + at + 3, argc - at - 3,
			&options);
	double seconds = clock_of(CLOCK_MONOTONIC) - start;
	double writer = clock_of(CLOCK_THREAD_CPUTIME_ID);
	getrusage(RUSAGE_SELF, &used);
	stat(argv[at], &file);
	printf("documents\t%llu\nseconds\t%.3f\ndocuments/s\t%.0f\n"
			"CPU seconds\t%.3f\nwriter's CPU seconds\t%.3f\n"
			"peak MiB\t%.0f\nfile MiB\t%.1f\n",
			(unsigned long long)documents, seconds,
			(double)documents / seconds,
			clock_of(CLOCK_PROCESS_CPUTIME_ID), writer,
			(double)used.ru_maxrss / 1024,
			(double)file.st_size / 1048576);
	pantau_lexicons_close(lexicons);
	return 0;
}
