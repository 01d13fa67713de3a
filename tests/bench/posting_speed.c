/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * How fast postings are walked, against FTS5's MATCH on the same database:
 *
 *	posting_speed DB WORD...
 *
 * For each word nanoseconds of processor time per entry: FTS5 by row id, blocks
 * up and down, every id by seek, the count; for each pair of neighbours the
 * intersection by seeks against FTS5's AND. The least of several rounds. Sums
 * of ids must agree, so that it is the same work.
 */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "store/posting.h"
#include "store/store_parts.h"

#define ROUNDS 7

struct result {
	uint64_t n, sum;
	double ns; /* of the fastest round, per entry */
};

struct bench {
	struct store *store;
	struct pantau_error err;
};

static double cpu_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static void must(struct bench *b, enum pantau_status status)
{
	if (status != PANTAU_OK) {
		fprintf(stderr, "posting_speed: %s\n", b->err.message);
		exit(1);
	}
}

static struct result fts(struct bench *b, const char *expression)
{
	struct result r = {0, 0, 1e18};
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(pantau_store_db(b->store), "SELECT rowid FROM "
			"fts WHERE fts MATCH ?1 ORDER BY rowid", -1, &stmt,
			NULL) != SQLITE_OK) {
		must(b, pantau_store_fail(b->store, &b->err, "fts", "fts"));
	}
	for (int round = 0; round < 3; round++) {
		double began = cpu_ns();
		r.n = r.sum = 0;
		sqlite3_bind_text(stmt, 1, expression, -1, SQLITE_STATIC);
		while (sqlite3_step(stmt) == SQLITE_ROW) {
			r.n++;
			r.sum += (uint64_t)sqlite3_column_int64(stmt, 0);
		}
		sqlite3_reset(stmt);
		double ns = cpu_ns() - began;
		r.ns = ns < r.ns ? ns : r.ns;
	}
	sqlite3_finalize(stmt);
	return r;
}

static struct posting *begin(struct bench *b, struct str term, bool prefix,
		bool down, struct arena *arena)
{
	struct posting *posting;
	must(b, pantau_posting_open(b->store, term, prefix, down, INT64_MIN,
			INT64_MAX, arena, &posting, &b->err));
	return posting;
}

static struct result blocks(struct bench *b, struct str term, bool prefix,
		bool down)
{
	struct result r = {0, 0, 1e18};

	for (int round = 0; round < ROUNDS; round++) {
		struct arena arena;
		struct posting_block block;
		double start = cpu_ns();
		pantau_arena_init(&arena);
		must(b, pantau_store_begin_read(b->store, &b->err));
		struct posting *p = begin(b, term, prefix, down, &arena);
		enum pantau_status status = p != NULL ? PANTAU_OK : PANTAU_END;
		r.n = r.sum = 0;
		while (status == PANTAU_OK) {
			status = pantau_posting_block(p, &block, &b->err);
			if (status == PANTAU_OK) {
				r.n += block.n;
				for (size_t i = 0; i < block.n; i++) {
					r.sum += (uint64_t)block.id[i];
				}
			}
		}
		must(b, status == PANTAU_END ? PANTAU_OK : status);
		pantau_posting_close(p);
		pantau_store_end_read(b->store);
		pantau_arena_finish(&arena);
		double ns = cpu_ns() - start;
		r.ns = ns < r.ns ? ns : r.ns;
	}
	return r;
}

/* One word by seeks, or two by turns. */
static struct result seeks(struct bench *b, struct str first,
		struct str second)
{
	struct result r = {0, 0, 1e18};

	for (int round = 0; round < ROUNDS; round++) {
		struct arena arena;
		int64_t at = INT64_MIN, id;
		double start = cpu_ns();
		pantau_arena_init(&arena);
		must(b, pantau_store_begin_read(b->store, &b->err));
		struct posting *p = begin(b, first, false, false, &arena);
		struct posting *q = second.n == 0 ? NULL
				: begin(b, second, false, false, &arena);
		if (q != NULL && p != NULL && pantau_posting_estimate(q) <
				pantau_posting_estimate(p)) {
			struct posting *swap = p;
			p = q;
			q = swap;
		}
		r.n = r.sum = 0;
		while (p != NULL && pantau_posting_seek(p, at, &id, &b->err) ==
				PANTAU_OK) {
			at = id;
			if (q != NULL && pantau_posting_seek(q, at, &id,
					&b->err) != PANTAU_OK) {
				break;
			}
			if (id == at) {
				r.n++;
				r.sum += (uint64_t)id;
				id++;
			}
			at = id;
		}
		pantau_posting_close(p);
		pantau_posting_close(q);
		pantau_store_end_read(b->store);
		pantau_arena_finish(&arena);
		double ns = cpu_ns() - start;
		r.ns = ns < r.ns ? ns : r.ns;
	}
	return r;
}

static double count(struct bench *b, struct str term, uint64_t *n)
{
	double best = 1e18;

	for (int round = 0; round < ROUNDS; round++) {
		pantau_reader_drop(b->store);
		double start = cpu_ns();
		must(b, pantau_posting_frequency(b->store, term, n, &b->err));
		double ns = cpu_ns() - start;
		best = ns < best ? ns : best;
	}
	return best;
}

static void same(const struct result *a, const struct result *b,
		const char *what)
{
	if (a->n != b->n || a->sum != b->sum) {
		fprintf(stderr, "posting_speed: %s differs: %llu and %llu\n",
				what, (unsigned long long)a->n,
				(unsigned long long)b->n);
		exit(1);
	}
}

static void word(struct bench *b, const char *text)
{
	size_t n = strlen(text);
	bool prefix = n > 0 && text[n - 1] == '*';
	struct str term = str_make(text, n - prefix);
	char expression[300];
	uint64_t documents = 0;

	snprintf(expression, sizeof(expression), "\"%.*s\"%s", (int)term.n,
			term.p, prefix ? "*" : "");
	struct result f = fts(b, expression);
	struct result up = blocks(b, term, prefix, false);
	struct result down = blocks(b, term, prefix, true);
	same(&f, &up, text);
	same(&f, &down, text);
	double each = f.n != 0 ? (double)f.n : 1;
	printf("%-14s %8llu  fts5 %6.1f  up %5.2f  down %5.2f", text,
			(unsigned long long)f.n, f.ns / each, up.ns / each,
			down.ns / each);
	if (!prefix) {
		struct result s = seeks(b, term, STR(""));
		same(&f, &s, text);
		printf("  seek %5.1f  count %5.2f", s.ns / each,
				count(b, term, &documents) / each);
		if (documents != f.n) {
			fprintf(stderr, "posting_speed: count differs\n");
			exit(1);
		}
	}
	printf("  ns/entry\n");
}

static void pair(struct bench *b, const char *x, const char *y)
{
	char expression[600];

	snprintf(expression, sizeof(expression), "\"%s\" AND \"%s\"", x, y);
	struct result f = fts(b, expression);
	struct result s = seeks(b, str_of(x), str_of(y));
	same(&f, &s, expression);
	printf("%-14s %8llu  fts5 %8.3f ms  seeks %8.3f ms  %.1fx\n", expression,
			(unsigned long long)f.n, f.ns / 1e6, s.ns / 1e6,
			f.ns / s.ns);
}

int main(int argc, char **argv)
{
	struct bench b = {.err.lang = PANTAU_LANG_EN};
	struct store_options options = {.mode = STORE_READ};

	if (argc < 3) {
		fprintf(stderr, "usage: posting_speed DB WORD...\n");
		return 2;
	}
	must(&b, pantau_store_open(argv[1], &options, &b.store, &b.err));
	for (int i = 2; i < argc; i++) {
		word(&b, argv[i]);
	}
	for (int i = 3; i < argc; i++) {
		if (strchr(argv[i], '*') == NULL &&
				strchr(argv[i - 1], '*') == NULL) {
			pair(&b, argv[i - 1], argv[i]);
		}
	}
	must(&b, pantau_store_close(b.store, &b.err));
	return 0;
}
