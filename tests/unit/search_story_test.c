/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stories in queries, in counts, and each once among hits. */

#include "search_docs.h"
#include "search_story.h"

/*
 * The stories: 16 1 5 15 (the last undated), told to be 1's, which became
 * 16's; 3 8 9; 6 7; 13 14, of which 14 was told what became 13's; all others
 * are alone.
 */
static const uint32_t told[DOCS] = {
	[4] = 1, [14] = 1, [7] = 3, [8] = 3, [6] = 6, [13] = 12,
};
#define EDGES "(1, 16, 0), (12, 13, 0)"

static int setup(void **state)
{
	search_setup(state);
	/* 12 is no story's earliest any more, and 12 itself goes with it. */
	search_tell(*state, told, DOCS, EDGES);
	return 0;
}

static void check_ids(struct search_store *s, const char *query,
		const char *expected)
{
	struct hits hits;
	struct buf out;
	pantau_buf_init(&out);
	if (pantau_search(s->store, s->analyser, str_of(query), &standard,
			&hits, &s->err) != PANTAU_OK) {
		pantau_buf_printf(&out, "error %d: %s", s->err.code,
				s->err.message);
	}
	for (size_t i = 0; i < hits.n; i++) {
		pantau_buf_printf(&out, "%s%" PRId64, i != 0 ? " " : "",
				hits.hit[i].item.id);
	}
	pantau_hits_finish(&hits);
	check_str(buf_str(&out), expected);
	pantau_buf_finish(&out);
}

static void finds_stories(void **state)
{
	struct search_store *s = *state;
	/* Oldest first, the undated one last. */
	check_ids(s, "cerita:d1", "16 1 5 15");
	check_ids(s, "story:d16", "16 1 5 15");
	check_ids(s, "cerita:d5 -banjir", "");
	check_ids(s, "cerita:d15 judul:banjir", "1 15");
	check_ids(s, "cerita:kicau:d7", "6 7");
	check_ids(s, "cerita:d2", "2");
	check_ids(s, "cerita:d99", "");
	check_ids(s, "-cerita:d99 cerita:d2", "2");
	check_ids(s, "cerita:d12", "12 13 14");
	check_ids(s, "Berita:d12", "");
}

static void finds_by_copies(void **state)
{
	struct search_store *s = *state;
	check_ids(s, "salinan:>3", "16 1 5 15");
	check_ids(s, "copies:4", "16 1 5 15");
	check_ids(s, "salinan:3 beras", "3 8 9");
	check_ids(s, "salinan:>=2 salinan:<3", "6 7");
	check_ids(s, "salinan:2", "6 7");
	check_ids(s, "salinan:<2 sumber:detik", "2 10");
	check_ids(s, "salinan:<=1 rob", "4");
	check_ids(s, "-salinan:1 rob", "1");
	check_ids(s, "rob OR salinan:>3", "16 1 4 5 15");
	check_ids(s, "rob OR NOT salinan:<4", "16 1 4 5 15");
	check_ids(s, "salinan:0", "");
	check_ids(s, "salinan:<0", "");
	check_ids(s, "salinan:>4294967295", "");
	check_ids(s, "salinan:>=99999999999", "");
	check_ids(s, "salinan:>9223372036854775807", "");
	check_ids(s, "banjir salinan:<=9223372036854775807", "16 1 5 15");
}

/* As 'articles/stories key=articles/stories ...'. */
static void check_count(struct search_store *s, const char *query,
		enum count_by by, const char *expected)
{
	struct counts counts;
	struct buf out;
	pantau_buf_init(&out);
	search_require(s, pantau_count(s->store, s->analyser, str_of(query), by,
			&standard, &counts, &s->err) == PANTAU_OK, "count");
	pantau_buf_printf(&out, "%" PRIu64 "/%" PRIu64, counts.total,
			counts.stories);
	for (size_t i = 0; i < counts.n; i++) {
		const struct count_row *row = &counts.row[i];
		pantau_buf_printf(&out, " " STR_FMT "=%" PRIu64 "/%" PRIu64,
				STR_ARG(row->key), row->articles, row->stories);
	}
	check_str(buf_str(&out), expected);
	pantau_buf_finish(&out);
	pantau_counts_finish(&counts);
}

static void counts_stories(void **state)
{
	struct search_store *s = *state;
	check_count(s, "*", COUNT_TOTAL, "20/12");
	check_count(s, "*", COUNT_ISSUE, "20/12");
	check_count(s, "banjir", COUNT_TOTAL, "4/1");
	check_count(s, "banjir", COUNT_DAY,
			"4/1 2026-11-01=1/1 2026-11-02=1/1 2026-11-03=1/1");
	check_count(s, "sumber:kicau", COUNT_DAY, "7/5 2026-11-04=3/2 "
			"2026-11-05=2/1 2026-11-06=2/2");
	check_count(s, "sumber:kicau", COUNT_KIND,
			"7/5 post=5/4 comment=2/1");
	check_count(s, "sumber:kicau", COUNT_TONE,
			"7/5 negative=3/3 neutral=2/2 unsure=2/1");
	check_count(s, "beras OR hujan", COUNT_REGION,
			"4/2 none=2/2 Kab. Demak=1/1 Semarang=1/1");
	check_count(s, "sumber:kicau OR sumber:grup-rt OR sumber:aduan",
			COUNT_AUTHOR, "9/6 private=8/6 bmkg=1/1");
	check_count(s, "ektp OR siti OR sumber:humas OR mbg OR waspada",
			COUNT_AUTHOR, "6/3 private=4/3 bmkg=1/1 pemkot=1/1");
	check_count(s, "sumber:detikers OR arsip", COUNT_HOUR,
			"2/1 2026-11-03T20:00=1/1");
	check_count(s, "arsip", COUNT_DAY, "1/1");
	check_count(s, "tidakada", COUNT_SOURCE, "0/0");
}

/* --- against a naive count --- */

static uint32_t random_state = 20261123;

static uint32_t below(uint32_t n)
{
	random_state = random_state * 1664525 + 1013904223;
	return (random_state >> 8) % n;
}

struct naive {
	uint32_t told[DOCS], parent[DOCS + 1];
};

static uint32_t root_of(const struct naive *naive, size_t i)
{
	uint32_t story = naive->told[i] != 0 ? naive->told[i] :
			(uint32_t)i + 1;
	while (naive->parent[story] != 0) {
		story = naive->parent[story];
	}
	return story;
}

static void make_stories(struct search_store *s, struct naive *naive)
{
	char edges[1024] = "";
	size_t at = 0;
	memset(naive, 0, sizeof(*naive));
	for (uint32_t i = 0; i < DOCS; i++) {
		naive->told[i] = below(3) != 0 ? 1 + below(DOCS) : 0;
	}
	for (uint32_t i = 1; i < DOCS; i++) {
		/* Always to a greater one, so that there is no circle. */
		if (below(3) == 0) {
			naive->parent[i] = i + 1 + below(DOCS - i);
			at += (size_t)snprintf(edges + at, sizeof(edges) - at,
					"%s(%u, %u, 0)", at != 0 ? ", " : "",
					(unsigned)i,
					(unsigned)naive->parent[i]);
		}
	}
	search_tell(s, naive->told, DOCS, at != 0 ? edges : NULL);
}

/* The key of a document, or NULL where it is in no row. */
static const char *key_of(const struct search_doc *doc, enum count_by by,
		char room[32])
{
	switch (by) {
	case COUNT_DAY:
		pantau_date_day(pantau_day_number(doc->published, ZONE_WIB),
				room);
		return doc->published != 0 ? room : NULL;
	case COUNT_SOURCE:
		return doc->source;
	case COUNT_AUTHOR:
		return doc->author == NULL ? "none" : doc->author[0] == '+' ?
				doc->author + 1 : "private";
	case COUNT_REGION:
		return doc->region != NULL ? doc->region : "none";
	default:
		return pantau_tone_name(doc->tone);
	}
}

static uint64_t naive_count(const struct naive *naive, const bool *found,
		enum count_by by, const char *key)
{
	bool seen[DOCS + 1] = {false};
	uint64_t n = 0;
	for (size_t i = 0; i < DOCS; i++) {
		char room[32];
		const char *own = key == NULL ? "" : key_of(&docs[i], by, room);
		uint32_t root = root_of(naive, i);
		if (!found[i] || seen[root] || own == NULL || (key != NULL &&
				strcmp(own, key) != 0)) {
			continue;
		}
		seen[root] = true;
		n++;
	}
	return n;
}

static void check_counts(struct search_store *s, const struct naive *naive,
		const char *query)
{
	static const enum count_by all[] = {COUNT_TOTAL, COUNT_DAY,
		COUNT_SOURCE, COUNT_AUTHOR, COUNT_REGION, COUNT_TONE};
	bool found[DOCS] = {false};
	struct hits hits;
	search_require(s, pantau_search(s->store, s->analyser, str_of(query),
			&standard, &hits, &s->err) == PANTAU_OK, query);
	for (size_t i = 0; i < hits.n; i++) {
		found[hits.hit[i].item.id - 1] = true;
	}
	pantau_hits_finish(&hits);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct counts counts;
		search_require(s, pantau_count(s->store, s->analyser,
				str_of(query), all[i], &standard, &counts,
				&s->err) == PANTAU_OK, query);
		assert_int_equal(counts.stories, naive_count(naive, found,
				COUNT_TOTAL, NULL));
		for (size_t k = 0; k < counts.n; k++) {
			const struct count_row *row = &counts.row[k];
			char key[64];
			snprintf(key, sizeof(key), STR_FMT, STR_ARG(row->key));
			assert_int_equal(row->stories, naive_count(naive, found,
					all[i], key));
		}
		pantau_counts_finish(&counts);
	}
}

static void counts_as_a_naive_count(void **state)
{
	struct search_store *s = *state;
	struct naive naive;
	for (int i = 0; i < 60; i++) {
		make_stories(s, &naive);
		check_counts(s, &naive, "*");
		check_counts(s, &naive, "banjir OR beras OR pasar OR sumber:kicau");
		check_counts(s, &naive, "-nada:negatif");
	}
	search_tell(s, told, DOCS, EDGES);
}

/* --- each story once --- */

static void check_grouped(struct search_store *s, const char *query,
		enum sort sort, const char *expected)
{
	struct search_options options = standard;
	struct hits hits;
	struct buf out;
	pantau_buf_init(&out);
	options.grouped = true;
	options.sort = sort;
	search_require(s, pantau_search(s->store, s->analyser, str_of(query),
			&options, &hits, &s->err) == PANTAU_OK, query);
	pantau_buf_printf(&out, "%" PRIu64 "/%" PRIu64, hits.total,
			hits.stories);
	for (size_t i = 0; i < hits.n; i++) {
		const struct story_facts *story = hits.hit[i].story;
		pantau_buf_printf(&out, " %" PRId64 "(" STR_FMT " %" PRIu64
				" %zu)", hits.hit[i].item.id,
				STR_ARG(story->name), story->items,
				story->sources);
	}
	pantau_hits_finish(&hits);
	check_str(buf_str(&out), expected);
	pantau_buf_finish(&out);
}

static void shows_each_story_once(void **state)
{
	struct search_store *s = *state;
	check_grouped(s, "banjir", SORT_NEWEST, "4/1 16(d16 4 4)");
	check_grouped(s, "banjir -sumber:kompas", SORT_NEWEST,
			"3/1 1(d16 4 4)");
	/* Undated ones stand for a story only where nothing else does. */
	check_grouped(s, "arsip", SORT_RELEVANCE, "1/1 15(d16 4 4)");
	check_grouped(s, "arsip OR mbg", SORT_OLDEST,
			"3/2 5(d16 4 4) 6(d6 2 1)");
	check_grouped(s, "sumber:kicau", SORT_NEWEST, "7/5 18(d18 1 1) "
			"17(d17 1 1) 13(d12 3 2) 9(d3 3 3) 6(d6 2 1)");
	check_grouped(s, "sumber:kicau", SORT_REACH, "7/5 6(d6 2 1) "
			"17(d17 1 1) 9(d3 3 3) 18(d18 1 1) 13(d12 3 2)");
	check_grouped(s, "beras", SORT_RELEVANCE, "3/1 3(d3 3 3)");
	check_grouped(s, "tidakada", SORT_NEWEST, "0/0");
	check_grouped(s, "!!!", SORT_NEWEST, "0/0");
}

static void tells_stories_of_hits(void **state)
{
	struct search_store *s = *state;
	struct search_options options = standard;
	struct hits hits;
	options.stories = true;
	search_require(s, pantau_search(s->store, s->analyser, STR("banjir"),
			&options, &hits, &s->err) == PANTAU_OK, "search");
	assert_int_equal(hits.n, 4);
	assert_int_equal(hits.stories, 0);
	for (size_t i = 0; i < hits.n; i++) {
		const struct story_facts *story = hits.hit[i].story;
		assert_int_equal(story->story, 16);
		assert_int_equal(story->items, 4);
		assert_int_equal(story->undated, 1);
		assert_int_equal(story->first, AT(1, 8));
		assert_int_equal(story->last, AT(3, 20));
		check_str(story->name, "d16");
	}
	pantau_hits_finish(&hits);
	options.stories = false;
	search_require(s, pantau_search(s->store, s->analyser, STR("banjir"),
			&options, &hits, &s->err) == PANTAU_OK, "search");
	assert_null(hits.hit[0].story);
	pantau_hits_finish(&hits);
}

/* Whether no other item that was found stands for the story of one. */
static bool stands(const struct naive *naive, const struct hits *all, size_t i)
{
	size_t id = (size_t)all->hit[i].item.id - 1;
	for (size_t k = 0; k < all->n; k++) {
		size_t other = (size_t)all->hit[k].item.id - 1;
		uint32_t at = (uint32_t)docs[id].published - 1;
		uint32_t before = (uint32_t)docs[other].published - 1;
		if (root_of(naive, other) == root_of(naive, id) && (before <
				at || (before == at && other < id))) {
			return false;
		}
	}
	return true;
}

/* What stands for a story comes in the order that it has among all. */
static void check_order(struct search_store *s, const struct naive *naive,
		const char *query, enum sort sort)
{
	struct search_options options = standard;
	struct hits all, grouped, page;
	size_t n = 0;
	options.sort = sort;
	search_require(s, pantau_search(s->store, s->analyser, str_of(query),
			&options, &all, &s->err) == PANTAU_OK, query);
	options.grouped = true;
	search_require(s, pantau_search(s->store, s->analyser, str_of(query),
			&options, &grouped, &s->err) == PANTAU_OK, query);
	assert_int_equal(grouped.total, all.total);
	assert_int_equal(grouped.stories, grouped.n);
	for (size_t i = 0; i < all.n; i++) {
		if (stands(naive, &all, i)) {
			assert_true(n < grouped.n);
			assert_int_equal(grouped.hit[n].item.id,
					all.hit[i].item.id);
			assert_true(grouped.hit[n].score == all.hit[i].score);
			n++;
		}
	}
	assert_int_equal(n, grouped.n);
	options.offset = 2;
	options.limit = 2;
	search_require(s, pantau_search(s->store, s->analyser, str_of(query),
			&options, &page, &s->err) == PANTAU_OK, query);
	assert_int_equal(page.stories, n);
	assert_int_equal(page.n, n < 2 ? 0 : n - 2 < 2 ? n - 2 : 2);
	for (size_t i = 0; i < page.n; i++) {
		assert_int_equal(page.hit[i].item.id,
				grouped.hit[i + 2].item.id);
	}
	pantau_hits_finish(&all);
	pantau_hits_finish(&grouped);
	pantau_hits_finish(&page);
}

static void groups_in_every_order(void **state)
{
	static const char *const queries[] = {"*", "banjir", "banjir OR beras",
		"(warga OR pasar) jenis:berita", "-nada:negatif",
		"beras OR sumber:kicau", "pasar OR NOT banjir"};
	struct search_store *s = *state;
	struct naive naive;
	for (int i = 0; i < 20; i++) {
		make_stories(s, &naive);
		for (size_t q = 0; q < sizeof(queries) / sizeof(queries[0]);
				q++) {
			for (int sort = SORT_RELEVANCE; sort <= SORT_REACH;
					sort++) {
				check_order(s, &naive, queries[q],
						(enum sort)sort);
			}
		}
	}
	search_tell(s, told, DOCS, EDGES);
}

static void tells_damage(void **state)
{
	struct search_store *s = *state;
	struct search_options options = standard;
	struct counts counts;
	struct hits hits;
	search_tell(s, told, DOCS, "(3, 4, 0), (4, 3, 0)");
	assert_int_equal(pantau_count(s->store, s->analyser, STR("*"),
			COUNT_TOTAL, &standard, &counts, &s->err),
			PANTAU_DAMAGED);
	assert_int_equal(pantau_search(s->store, s->analyser,
			STR("salinan:>1"), &standard, &hits, &s->err),
			PANTAU_DAMAGED);
	assert_int_equal(pantau_search(s->store, s->analyser, STR("cerita:d1"),
			&standard, &hits, &s->err), PANTAU_DAMAGED);
	options.grouped = true;
	assert_int_equal(pantau_search(s->store, s->analyser, STR("*"),
			&options, &hits, &s->err), PANTAU_DAMAGED);
	search_tell(s, told, DOCS, EDGES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_stories),
		cmocka_unit_test(finds_by_copies),
		cmocka_unit_test(counts_stories),
		cmocka_unit_test(counts_as_a_naive_count),
		cmocka_unit_test(shows_each_story_once),
		cmocka_unit_test(tells_stories_of_hits),
		cmocka_unit_test(groups_in_every_order),
		cmocka_unit_test(tells_damage),
	};
	return cmocka_run_group_tests(tests, setup, search_teardown);
}
