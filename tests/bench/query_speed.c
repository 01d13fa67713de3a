/* SPDX-License-Identifier: LGPL-3.0-or-later */

/*
 * query_speed DB QUERIES [OPERATION...]
 *
 * Times what monitoring asks, in process and warm. QUERIES is a table with a
 * header (speed/queries.py writes it); columns name, pantau, since, until are
 * read. A line out for each query and operation: name, operation, matches,
 * median of microseconds over up to 15 runs, fewer of slow ones.
 *
 * 'newest', 'newest in range' and 'bm25' give the ids of the first 20 in
 * order, which is what a search library calls its result; 'shown' adds what a
 * person sees of them: the rows read, snippets cut, places marked, all matches
 * counted. Everything from the words of the query on is in the time: parsing,
 * stems, planning. With BENCH_CLOCK=cpu in the environment it is the
 * processor's time, which a busy machine does not stretch as it does the wall.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "search/order.h"
#include "search/saved.h"
#include "search/session.h"
#include "store/store.h"
#include "text/analyser.h"

enum { TOP = 20, RUNS = 15, CELLS = 32, LINE = 65536,
	KEPT_BYTES = 64 << 20 };

struct bench {
	struct store *store;
	struct pantau_analyser *analyser;
	struct pantau_error err;
	struct str name, query;
	int64_t since, until;
	uint64_t matches;
	struct saved *saved;
};

enum what { ORDER, RANGE, COUNT, KEPT, SHOW };

static const struct operation {
	const char *name;
	enum what what;
	enum sort sort;
	enum count_by by;
} operations[] = {
	{"newest", ORDER, SORT_NEWEST, COUNT_TOTAL},
	{"newest in range", RANGE, SORT_NEWEST, COUNT_TOTAL},
	{"bm25", ORDER, SORT_RELEVANCE, COUNT_TOTAL},
	{"count", COUNT, SORT_NEWEST, COUNT_TOTAL},
	{"day", COUNT, SORT_NEWEST, COUNT_DAY},
	{"source", COUNT, SORT_NEWEST, COUNT_SOURCE},
	{"tone", COUNT, SORT_NEWEST, COUNT_TONE},
	/* As a monitor asks: what matched is kept as a bitmap. */
	{"day, kept", KEPT, SORT_NEWEST, COUNT_DAY},
	{"newest shown", SHOW, SORT_NEWEST, COUNT_TOTAL},
	{"bm25 shown", SHOW, SORT_RELEVANCE, COUNT_TOTAL},
};

static void die(const struct bench *bench, const char *what)
{
	fprintf(stderr, "query_speed: %s: %s\n", what, bench->err.message);
	exit(EXIT_FAILURE);
}

static clockid_t clock_used = CLOCK_MONOTONIC;

static double now(void)
{
	struct timespec time;
	clock_gettime(clock_used, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec * 1e-3;
}

static struct search_options options_of(const struct bench *bench,
		const struct operation *op)
{
	return (struct search_options){
		.query.zone = pantau_store_zone(bench->store),
		.query.now = bench->until,
		.sort = op->sort,
		.limit = TOP,
		.keep = op->what == KEPT ? bench->saved : NULL,
		.since = op->what == RANGE ? bench->since : INT64_MIN,
		.until = op->what == RANGE ? bench->until : INT64_MAX,
	};
}

/* The ids alone. */
static void order(struct bench *bench, const struct search_options *options)
{
	struct session session;
	struct order found;
	if (pantau_session_open(&session, bench->store, bench->analyser,
			bench->query, options, &bench->err) != PANTAU_OK ||
			pantau_order_make(&session.plan, options->sort, TOP,
			false, false, &found, &bench->err) != PANTAU_OK) {
		die(bench, bench->query.p);
	}
	pantau_order_finish(&found);
	pantau_session_close(&session);
}

static void run(struct bench *bench, const struct operation *op)
{
	struct search_options options = options_of(bench, op);
	struct counts counts;
	struct hits hits;
	switch (op->what) {
	case COUNT:
	case KEPT:
		if (pantau_count(bench->store, bench->analyser, bench->query,
				op->by, &options, &counts, &bench->err) != PANTAU_OK) {
			die(bench, bench->query.p);
		}
		bench->matches = counts.total;
		pantau_counts_finish(&counts);
		return;
	case SHOW:
		if (pantau_search(bench->store, bench->analyser, bench->query,
				&options, &hits, &bench->err) != PANTAU_OK) {
			die(bench, bench->query.p);
		}
		pantau_hits_finish(&hits);
		return;
	default:
		order(bench, &options);
	}
}

static int by_time(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;
	return (left > right) - (left < right);
}

static double median(struct bench *bench, const struct operation *op)
{
	double took[RUNS], all = 0;
	size_t n = 0;
	run(bench, op);
	while (n < RUNS && (n < 3 || all < 400e3)) {
		double start = now();
		run(bench, op);
		took[n] = now() - start;
		all += took[n++];
	}
	qsort(took, n, sizeof(*took), by_time);
	return took[n / 2];
}

/* Cuts a line into cells in place. */
static size_t cut(char *line, char **cell)
{
	size_t n = 0;
	line[strcspn(line, "\n")] = '\0';
	while (n < CELLS && line != NULL) {
		cell[n++] = line;
		line = strchr(line, '\t');
		if (line != NULL) {
			*line++ = '\0';
		}
	}
	return n;
}

static size_t column(char **head, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(head[i], name) == 0) {
			return i;
		}
	}
	fprintf(stderr, "query_speed: no column '%s'\n", name);
	exit(EXIT_FAILURE);
}

static bool wanted(const struct operation *op, char **names, int n)
{
	for (int i = 0; i < n; i++) {
		if (strcmp(op->name, names[i]) == 0) {
			return true;
		}
	}
	return n == 0;
}

static void ask(struct bench *bench, char **names, int n)
{
	run(bench, &operations[3]); /* for the matches */
	uint64_t matches = bench->matches;
	for (size_t i = 0; i < sizeof(operations) / sizeof(*operations); i++) {
		const struct operation *op = &operations[i];
		if (wanted(op, names, n)) {
			printf("%s\t%s\t%llu\t%.1f\n", bench->name.p, op->name,
					(unsigned long long)matches,
					median(bench, op));
			fflush(stdout);
		}
	}
}

static void ask_all(struct bench *bench, FILE *in, char **names, int n)
{
	static char first[LINE], line[LINE];
	char *head[CELLS], *cell[CELLS];
	if (fgets(first, sizeof(first), in) == NULL) {
		return;
	}
	size_t cells = cut(first, head);
	size_t name = column(head, cells, "name");
	size_t query = column(head, cells, "pantau");
	size_t since = column(head, cells, "since");
	size_t until = column(head, cells, "until");
	while (fgets(line, sizeof(line), in) != NULL) {
		if (cut(line, cell) < cells || strcmp(cell[query], "-") == 0) {
			continue;
		}
		bench->name = str_of(cell[name]);
		bench->query = str_of(cell[query]);
		bench->since = strtoll(cell[since], NULL, 10);
		bench->until = strtoll(cell[until], NULL, 10);
		ask(bench, names, n);
	}
}

int main(int argc, char **argv)
{
	struct store_options options = {.mode = STORE_READ};
	struct bench bench = {0};
	if (argc < 3) {
		fputs("usage: query_speed DB QUERIES [OPERATION...]\n", stderr);
		return 2;
	}
	const char *clock = getenv("BENCH_CLOCK");
	if (clock != NULL && strcmp(clock, "cpu") == 0) {
		clock_used = CLOCK_THREAD_CPUTIME_ID;
	}
	FILE *in = fopen(argv[2], "r");
	if (in == NULL) {
		perror(argv[2]);
		return 1;
	}
	if (pantau_store_open(argv[1], &options, &bench.store, &bench.err)
			!= PANTAU_OK || pantau_analyser_create_over(
			pantau_store_text_image(bench.store), NULL,
			&bench.analyser, &bench.err) != PANTAU_OK) {
		die(&bench, argv[1]);
	}
	bench.saved = pantau_saved_create(KEPT_BYTES);
	if (bench.saved == NULL) {
		return EXIT_FAILURE;
	}
	ask_all(&bench, in, argv + 3, argc - 3);
	fclose(in);
	pantau_saved_destroy(bench.saved);
	pantau_analyser_destroy(bench.analyser);
	pantau_store_close(bench.store, &bench.err);
	return 0;
}
