/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * retrieval BUILD SHARED [QUERIES]
 *
 * How well 'search --any' answers questions: indexes SHARED's passages with
 * the program in BUILD, asks every question of QUERIES (rows of 'question TAB
 * id of the passage'; queries-dev.tsv of SHARED unless given) through the same
 * calls as the program does, and prints the mean reciprocal rank and the
 * recall in the first ten. Every 100th question goes through the program as
 * well: what the two answer must be the same. Nothing is learned from the
 * questions.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "search/search.h"
#include "text/analyser.h"

enum { FIRST = 10, CHECK_EVERY = 100, LINE = 65536 };

struct bench {
	const char *build;
	char folder[64], db[80];
	struct store *store;
	struct pantau_analyser *analyser;
	struct pantau_error err;
	size_t asked, found, checked;
	double reciprocal, seconds;
};

static void die(const struct bench *bench, const char *what)
{
	fprintf(stderr, "retrieval: %s: %s\n", what, bench->err.message);
	exit(EXIT_FAILURE);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Starts the program with its output in a pipe. */
static FILE *start(const struct bench *bench, char **argv, pid_t *pid)
{
	char program[4096];
	int ends[2];

	snprintf(program, sizeof(program), "%s/engine/pantau", bench->build);
	if (pipe(ends) != 0 || (*pid = fork()) < 0) {
		die(bench, program);
	}
	if (*pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execv(program, argv);
		_exit(127);
	}
	close(ends[1]);
	return fdopen(ends[0], "r");
}

static int finish(FILE *out, pid_t pid)
{
	char rest[512];
	int status;

	while (fread(rest, 1, sizeof(rest), out) != 0) {
		/* A reader that left early would be an error to the program. */
	}
	fclose(out);
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ?
			WEXITSTATUS(status) : 127;
}

static void open_store(struct bench *bench, const char *shared)
{
	struct store_options options = {.mode = STORE_READ};
	char passages[4096];
	pid_t pid;

	snprintf(bench->folder, sizeof(bench->folder),
			"/tmp/pantau-retrieval-XXXXXX");
	if (mkdtemp(bench->folder) == NULL) {
		die(bench, "mkdtemp");
	}
	snprintf(bench->db, sizeof(bench->db), "%s/a.db", bench->folder);
	snprintf(passages, sizeof(passages),
			"%s/data/retrieval/passages.jsonl.gz", shared);
	char *argv[] = {"pantau", "--db", bench->db, "--quiet", "index",
		passages, NULL};
	FILE *out = start(bench, argv, &pid);
	if (out == NULL || finish(out, pid) != 0) {
		die(bench, "cannot index the passages");
	}
	if (pantau_store_open(bench->db, &options, &bench->store,
			&bench->err) != PANTAU_OK ||
			pantau_analyser_create_over(
			pantau_store_text_image(bench->store), NULL,
			&bench->analyser, &bench->err) != PANTAU_OK) {
		die(bench, "cannot open the database");
	}
}

static void close_store(struct bench *bench)
{
	static const char *const ends[] = {"", "-wal", "-shm", ".lock", ".key"};
	char path[128];

	pantau_analyser_destroy(bench->analyser);
	pantau_store_close(bench->store, &bench->err);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		snprintf(path, sizeof(path), "%s%s", bench->db, ends[i]);
		unlink(path);
	}
	rmdir(bench->folder);
}

/* The program's answer to a question must be the ids of hits, in order. */
static void check(struct bench *bench, char *question,
		const struct hits *hits)
{
	char *argv[] = {"pantau", "--db", bench->db, "--quiet", "--format", "tsv",
		"search", "--any", "--", question, NULL};
	static char line[LINE];
	pid_t pid;
	size_t n = 0;
	bool same = true;
	FILE *out = start(bench, argv, &pid);

	while (out != NULL && fgets(line, sizeof(line), out) != NULL) {
		struct str rest = str_of(line);
		struct str id = pantau_str_cut(&rest, '\t');
		if (n++ == 0) {
			continue; /* the heads of the columns */
		}
		same = same && n - 2 < hits->n &&
				str_eq(id, hits->hit[n - 2].item.doc.id);
	}
	if (out == NULL || finish(out, pid) > 1 || !same ||
			n != hits->n + 1) {
		fprintf(stderr, "retrieval: the program answers otherwise: %s\n",
				question);
		exit(EXIT_FAILURE);
	}
	bench->checked++;
}

static void ask(struct bench *bench, char *question, struct str passage)
{
	struct search_options options = {
		.query.any = true, .limit = FIRST,
		.since = INT64_MIN, .until = INT64_MAX,
	};
	struct hits hits;
	size_t at = 0;
	double start = now();

	if (pantau_search(bench->store, bench->analyser, str_of(question),
			&options, &hits, &bench->err) != PANTAU_OK) {
		die(bench, question);
	}
	bench->seconds += now() - start;
	while (at < hits.n && !str_eq(hits.hit[at].item.doc.id, passage)) {
		at++;
	}
	if (at < hits.n) {
		bench->found++;
		bench->reciprocal += 1.0 / (double)(at + 1);
	}
	if (bench->asked++ % CHECK_EVERY == 0) {
		check(bench, question, &hits);
	}
	pantau_hits_finish(&hits);
}

static void ask_all(struct bench *bench, const char *path)
{
	static char line[LINE];
	FILE *in = fopen(path, "r");
	bool head = true;

	if (in == NULL) {
		die(bench, path);
	}
	while (fgets(line, sizeof(line), in) != NULL) {
		char *tab = strchr(line, '\t');
		if (tab != NULL && !head) {
			*tab = '\0';
			ask(bench, line, pantau_str_trim(str_of(tab + 1)));
		}
		head = false;
	}
	fclose(in);
}

int main(int argc, char **argv)
{
	struct bench bench = {.err.lang = PANTAU_LANG_EN};
	char queries[4096];

	if (argc < 3 || argc > 4) {
		fprintf(stderr, "usage: retrieval BUILD SHARED [QUERIES]\n");
		return 2;
	}
	bench.build = argv[1];
	snprintf(queries, sizeof(queries), "%s/data/retrieval/queries-dev.tsv",
			argv[2]);
	open_store(&bench, argv[2]);
	ask_all(&bench, argc > 3 ? argv[3] : queries);
	close_store(&bench);
	double n = bench.asked > 0 ? (double)bench.asked : 1;
	printf("%zu questions: MRR@10 %.4f, R@10 %.4f, %.2f ms each; "
			"%zu answered alike by the program\n", bench.asked,
			bench.reciprocal / n, (double)bench.found / n,
			bench.seconds * 1000 / n, bench.checked);
	return EXIT_SUCCESS;
}
