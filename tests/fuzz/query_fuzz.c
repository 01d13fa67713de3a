/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Any bytes as a query. It parses or is refused with a message and a place
 * inside it; what parses runs on a small store and never reaches SQLite as an
 * error, and hits and count agree. What it is told to ask instead finds what
 * it is told.
 */

#include <stdint.h>

#include "../unit/search_fixture.h"
#include "search/help.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NOW INT64_C(1794114000)

static const struct search_doc docs[] = {
	{"detik.com", KIND_NEWS, NULL, NOW - 90000, "Banjir rob di Semarang",
		"Tanggul jebol, warga menolak pindah. Harga beras naik.",
		"id", "Kota Semarang", 3, PANTAU_TONE_NEGATIVE, 0},
	{"kicau", KIND_POST, "budi", NOW - 80000, "",
		"MBG basi lagi #MBG @bmkg https://x.id/a k*rupsi e-KTP",
		"jv", NULL, 0, PANTAU_TONE_UNSURE, PANTAU_HOAX_CHECK},
	{"kompas.com", KIND_NEWS, "+bmkg", 0, "AND OR NOT NEAR",
		"title : \"text\" * ^ { } ( ) + - dan atau tanpa dekat",
		NULL, "Demak", 9, PANTAU_TONE_POSITIVE, PANTAU_HOAX_LOW},
};

static struct search_store store;

static void close_at_exit(void)
{
	search_close_store(&store);
}

static void require(bool holds, const char *what)
{
	if (!holds) {
		fprintf(stderr, "%s (%s)\n", what, store.err.message);
		abort();
	}
}

static void check_refusal(enum pantau_status status, size_t size)
{
	require(status == PANTAU_BAD_QUERY || status == PANTAU_LIMIT,
			"an error that is not the query's");
	require(store.err.message[0] != '\0', "no message");
	require(store.err.column <= size + 1, "a place outside");
}

static void check_hits(const struct hits *hits)
{
	for (size_t i = 0; i < hits->n; i++) {
		const struct hit *hit = &hits->hit[i];
		size_t at = 0;
		for (size_t j = 0; j < hit->highlights; j++) {
			require(hit->highlight[j].start >= at &&
					hit->highlight[j].start <
					hit->highlight[j].end &&
					hit->highlight[j].end <= hit->snippet.n,
					"highlight");
			at = hit->highlight[j].end;
		}
	}
}

static void check_help(struct str query,
		const struct search_options *asked)
{
	struct help help;
	require(pantau_help(store.store, store.analyser, query, asked, &help,
			&store.err) == PANTAU_OK, "help");
	for (size_t i = 0; i < help.n; i++) {
		const struct help_row *row = &help.row[i];
		struct search_options options = *asked;
		struct hits hits;
		options.query.any = row->kind == HELP_ANY ||
				(asked->query.any && row->kind != HELP_WIDER);
		if (row->kind == HELP_PART && row->items == 0) {
			continue; /* a part may not be a query of its own */
		}
		require(pantau_search(store.store, store.analyser, row->query,
				&options, &hits, &store.err) == PANTAU_OK,
				"suggestion");
		require(hits.total == row->items, "promise");
		pantau_hits_finish(&hits);
	}
	pantau_help_finish(&help);
}

static void run(struct str query, const struct search_options *options)
{
	struct hits hits;
	struct counts counts;
	struct explanation explanation;
	enum pantau_status status = pantau_search(store.store, store.analyser,
			query, options, &hits, &store.err);
	if (status != PANTAU_OK) {
		check_refusal(status, query.n);
		return;
	}
	check_hits(&hits);
	require(pantau_count(store.store, store.analyser, query, COUNT_SOURCE,
			options, &counts, &store.err) == PANTAU_OK, "count");
	uint64_t total = hits.total;
	require(counts.total == total, "totals");
	pantau_counts_finish(&counts);
	pantau_hits_finish(&hits);
	if (total == 0 && query.n < 2000) {
		check_help(query, options);
	}
	/* Counts each branch, which takes its time with hundreds of them. */
	if (query.n < 200) {
		require(pantau_explain(store.store, store.analyser, query,
				options, &explanation, &store.err) == PANTAU_OK,
				"explain");
		require(explanation.n > 0 &&
				explanation.row[0].items == total, "branch");
		pantau_explanation_finish(&explanation);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct search_options options = {
		.query = {.now = NOW, .zone = ZONE_WIB}, .limit = 10,
		.since = INT64_MIN, .until = INT64_MAX,
	};
	struct query query;
	if (store.store == NULL) {
		search_open_store(&store);
		search_fill(&store, docs, sizeof(docs) / sizeof(docs[0]));
		atexit(close_at_exit);
	}
	options.query.any = size % 2 == 1;
	options.sort = (enum sort)(size % 5);
	enum pantau_status status = pantau_query_parse(text, &options.query,
			&query, &store.err);
	if (status != PANTAU_OK) {
		check_refusal(status, size);
		return 0;
	}
	pantau_query_finish(&query);
	run(text, &options);
	return 0;
}
