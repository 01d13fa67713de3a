/* SPDX-License-Identifier: LGPL-3.0-or-later */

/*
 * steady_speed DB LEXICONS ROOTS FILE...
 *
 * A day's work: indexes each FILE (of at most 50,000 documents, so that it is
 * no bulk load) into DB with the calls of the program, while a thread asks for
 * the newest 20 of some word all the time. Prints lines of a name, a TAB and a
 * number: documents, seconds, commits; how long the commits took (from the
 * last document put until the commit returned) and what they took of the
 * processor, how long the batches between commits took, how long the reader
 * waited for its answers, in milliseconds.
 */

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/error.h"
#include "pipeline.h"
#include "search/search.h"
#include "text/analyser.h"

struct times {
	double *ms;
	size_t n, room;
};

struct bench {
	const char *db;
	struct pantau_error err;
	struct times commit, commit_cpu, batch, reader;
	double put, committed; /* when the last one was, in ms */
	double put_cpu, reader_cpu;
	atomic_bool done;
	pthread_t thread;
};

/* In milliseconds. */
static double clock_of(clockid_t which)
{
	struct timespec time;
	clock_gettime(which, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

static double now(void)
{
	return clock_of(CLOCK_MONOTONIC);
}

static void die(const struct pantau_error *err, const char *what)
{
	fprintf(stderr, "steady_speed: %s: %s\n", what, err->message);
	exit(EXIT_FAILURE);
}

static void note(struct times *times, double ms)
{
	if (times->n == times->room) {
		times->room = times->room * 2 + 1024;
		times->ms = realloc(times->ms,
				times->room * sizeof(*times->ms));
		if (times->ms == NULL) {
			abort();
		}
	}
	times->ms[times->n++] = ms;
}

/* --- the reader --- */

static void *read_always(void *context)
{
	static const char *const words[] = {"banjir", "jakarta", "yang",
		"korupsi", "harga beras", "gempa", "presiden", "\"rumah sakit\""};
	struct bench *bench = context;
	struct store_options how = {.mode = STORE_READ};
	struct pantau_analyser *analyser;
	struct pantau_error err = {0};
	struct store *store;
	struct hits hits;
	if (pantau_store_open(bench->db, &how, &store, &err) != PANTAU_OK ||
			pantau_analyser_create_over(pantau_store_text_image(store),
			NULL, &analyser, &err) != PANTAU_OK) {
		die(&err, "the reader");
	}
	struct search_options options = {
		.query.zone = pantau_store_zone(store), .sort = SORT_NEWEST,
		.limit = 20, .since = INT64_MIN, .until = INT64_MAX,
	};
	for (size_t i = 0; !bench->done; i++) {
		const char *word = words[i % (sizeof(words) / sizeof(*words))];
		double start = now();
		if (pantau_search(store, analyser, str_of(word), &options, &hits,
				&err) != PANTAU_OK) {
			die(&err, word);
		}
		note(&bench->reader, now() - start);
		pantau_hits_finish(&hits);
	}
	pantau_analyser_destroy(analyser);
	pantau_store_close(store, &err);
	bench->reader_cpu = clock_of(CLOCK_THREAD_CPUTIME_ID);
	return NULL;
}

/* --- the writer --- */

/* Called when a batch's documents are put, before a commit that is due. */
static void progress(void *context, uint64_t done, uint64_t total,
		uint64_t documents)
{
	struct bench *bench = context;
	(void)done, (void)total, (void)documents;
	bench->put = now();
	bench->put_cpu = clock_of(CLOCK_THREAD_CPUTIME_ID);
}

static void committed(void *context, uint64_t documents)
{
	struct bench *bench = context;
	double at = now();
	(void)documents;
	note(&bench->commit, at - bench->put);
	note(&bench->commit_cpu, clock_of(CLOCK_THREAD_CPUTIME_ID)
			- bench->put_cpu);
	note(&bench->batch, at - bench->committed);
	bench->committed = at;
}

static uint64_t write_all(struct bench *bench, struct pantau_lexicons *lexicons,
		char **files, int n)
{
	struct store_options how = {.mode = STORE_WRITE, .lexicons = lexicons};
	struct pipeline_options options = {
		.lexicons = lexicons, .context = bench,
		.progress = progress, .committed = committed,
	};
	struct pipeline_summary sum;
	struct store *store;
	uint64_t documents = 0;
	if (pantau_store_open(bench->db, &how, &store, &bench->err)
			!= PANTAU_OK) {
		die(&bench->err, bench->db);
	}
	for (int i = 0; i < n; i++) {
		const char *path = files[i];
		bench->committed = now();
		if (pantau_index(store, &path, 1, &options, &sum, &bench->err)
				!= PANTAU_OK) {
			die(&bench->err, path);
		}
		documents += sum.new_;
	}
	if (pantau_store_close(store, &bench->err) != PANTAU_OK) {
		die(&bench->err, bench->db);
	}
	return documents;
}

/* --- the figures --- */

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;
	return (left > right) - (left < right);
}

static void show(const char *name, struct times *times)
{
	static const double at[] = {0.5, 0.95, 0.99, 1};
	static const char *const what[] = {"p50", "p95", "p99", "worst"};
	qsort(times->ms, times->n, sizeof(*times->ms), by_size);
	printf("%s n\t%zu\n", name, times->n);
	for (int i = 0; i < 4 && times->n > 0; i++) {
		size_t rank = (size_t)(at[i] * (double)times->n);
		rank = rank < times->n ? rank : times->n - 1;
		printf("%s %s\t%.3f\n", name, what[i], times->ms[rank]);
	}
	free(times->ms);
}

int main(int argc, char **argv)
{
	struct bench bench = {0};
	struct pantau_lexicons *lexicons;
	struct rusage used;
	if (argc < 5) {
		fputs("usage: steady_speed DB LEXICONS ROOTS FILE...\n", stderr);
		return 2;
	}
	bench.db = argv[1];
	struct pantau_lexicon_options where = {
		.dir = argv[2], .roots_file = argv[3],
	};
	if (pantau_lexicons_open(&where, &lexicons, &bench.err) != PANTAU_OK) {
		die(&bench.err, argv[2]);
	}
	if (pthread_create(&bench.thread, NULL, read_always, &bench) != 0) {
		perror("pthread_create");
		return 1;
	}
	double start = now();
	uint64_t documents = write_all(&bench, lexicons, argv + 4, argc - 4);
	double seconds = (now() - start) / 1e3;
	double cpu = clock_of(CLOCK_PROCESS_CPUTIME_ID) / 1e3;
	bench.done = true;
	pthread_join(bench.thread, NULL);
	getrusage(RUSAGE_SELF, &used);
	printf("documents\t%llu\nseconds\t%.3f\ndocuments/s\t%.0f\n"
			"CPU seconds\t%.3f\npeak MiB\t%.0f\n",
			(unsigned long long)documents, seconds,
			(double)documents / seconds, cpu - bench.reader_cpu / 1e3,
			(double)used.ru_maxrss / 1024);
	show("commit", &bench.commit);
	show("commit CPU", &bench.commit_cpu);
	show("batch", &bench.batch);
	show("reader", &bench.reader);
	pantau_lexicons_close(lexicons);
	return 0;
}
