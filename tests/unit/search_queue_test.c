/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The queue: what waits, in which order, and the parts of each rank. */

#include "search_docs.h"

#include "search/queue.h"
#include "store/label.h"
#include "store/store_parts.h"

#define H INT64_C(3600)
#define THEN (NOW - 10 * DAY)

static const struct search_doc waiting[] = {
	{"detik", KIND_NEWS, NULL, THEN, "", "tanggul satu", "id", NULL, 5000,
		PANTAU_TONE_NEUTRAL, PANTAU_HOAX_LOW},
	{"kicau", KIND_POST, NULL, THEN, "", "tanggul dua", "id", NULL, 3,
		PANTAU_TONE_NEUTRAL, PANTAU_HOAX_CHECK},
	{"kicau", KIND_POST, NULL, THEN, "", "tanggul tiga", "id", NULL, 900000,
		PANTAU_TONE_NEUTRAL, PANTAU_HOAX_NONE},
	{"kicau", KIND_POST, NULL, THEN + DAY, "", "tanggul empat", "id", NULL, 0,
		PANTAU_TONE_NEUTRAL, PANTAU_HOAX_CHECK},
	{"kicau", KIND_POST, NULL, 0, "", "tanggul lima", "id", NULL, 1023,
		PANTAU_TONE_NEUTRAL, PANTAU_HOAX_CHECK},
	{"kicau", KIND_POST, NULL, THEN, "", "waduk enam", "id", NULL, 3,
		PANTAU_TONE_NEUTRAL, PANTAU_HOAX_CHECK},
};
#define WAITING (sizeof(waiting) / sizeof(waiting[0]))

/* Of each row what its parts are, the greatest first: the row shown, match,
 * cues, new, copies, rate, reach. */
static void check_queue(struct search_store *s, const char *query, int64_t now,
		size_t limit, size_t offset, const char *expected)
{
	struct search_options options = standard;
	struct queue queue;
	struct buf out;
	options.query.now = now;
	options.limit = limit;
	options.offset = offset;
	pantau_buf_init(&out);
	search_require(s, pantau_queue_make(s->store, s->analyser, str_of(query),
			&options, &queue, &s->err) == PANTAU_OK, "queue");
	pantau_buf_printf(&out, "%d", (int)queue.total);
	for (size_t i = 0; i < queue.n; i++) {
		const struct queue_row *row = &queue.row[i];
		int64_t sum = 0;
		pantau_buf_printf(&out, " %d=", (int)row->item.id);
		for (int part = 0; part < QUEUE_PARTS; part++) {
			pantau_buf_printf(&out, part > 0 ? "+%d" : "%d",
					(int)row->part[part]);
			sum += row->part[part];
		}
		assert_int_equal(row->points, sum);
		assert_int_equal(row->claim, row->part[QUEUE_MATCH] != 0);
	}
	check_str(buf_str(&out), expected);
	pantau_buf_finish(&out);
	pantau_queue_finish(&queue);
}

/* What a writer tells of rows: their stories (0: their own), and claims. */
static void tell(struct search_store *s, const uint32_t *story, size_t n,
		int64_t claim)
{
	struct column_writer *columns = pantau_column_writer_create(s->store);
	sqlite3 *db = pantau_store_db(s->store);
	bool ok = columns != NULL && sqlite3_exec(db, "BEGIN", NULL, NULL,
			NULL) == SQLITE_OK;
	for (size_t i = 0; i < n; i++) {
		ok = ok && pantau_column_writer_story(columns, (int64_t)i + 1,
				story[i], &s->err) == PANTAU_OK;
	}
	ok = ok && (claim == 0 || pantau_column_writer_claim(columns, claim,
			true, &s->err) == PANTAU_OK);
	ok = ok && pantau_column_writer_flush(columns, &s->err) == PANTAU_OK &&
			sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
	search_require(s, ok, "columns");
	pantau_column_writer_destroy(columns);
	pantau_columns_forget(s->store);
}

static void found(struct search_store *s, int64_t id, enum verdict verdict,
		int64_t time)
{
	const struct label label = {
		.field = LABEL_OF_VERDICT, .verdict = verdict, .time = time,
		.evidence = STR("x"), .by = STR("Sari"), .reason = STR(""),
	};
	struct labeller *labeller;
	enum label_done done;
	search_require(s, pantau_labeller_create(s->store, NOW, &labeller,
			&s->err) == PANTAU_OK, "labeller");
	search_require(s, pantau_labeller_put(labeller, id, &label, &done,
			&s->err) == PANTAU_OK, "label");
	search_require(s, pantau_labeller_commit(labeller, &s->err) ==
			PANTAU_OK, "commit");
	pantau_labeller_destroy(labeller);
}

static void open_waiting(struct search_store *s)
{
	search_open_store(s);
	search_fill(s, waiting, sizeof(waiting) / sizeof(waiting[0]));
}

static void ranks(void **state)
{
	struct search_store s;
	(void)state;
	open_waiting(&s);
	check_queue(&s, "*", THEN + 2 * DAY, 10, 0, "5 4=0+100+50+0+0+0 "
			"5=0+100+0+0+0+50 6=0+100+25+0+0+10 2=0+100+25+0+0+10 "
			"1=0+40+25+0+0+61");
	/* Half a day is half way; ahead of now is new. */
	check_queue(&s, "tanggul sumber:kicau", THEN + 12 * H, 10, 0,
			"3 4=0+100+100+0+0+0 2=0+100+75+0+0+10 "
			"5=0+100+0+0+0+50");
	check_queue(&s, "*", THEN + 2 * DAY, 1, 0, "5 4=0+100+50+0+0+0");
	check_queue(&s, "*", THEN + 2 * DAY, 1, 3, "5 2=0+100+25+0+0+10");
	check_queue(&s, "*", THEN + 2 * DAY, SIZE_MAX, 4, "5 1=0+40+25+0+0+61");
	check_queue(&s, "*", THEN + 2 * DAY, 3, 9, "5");
	check_queue(&s, "*", THEN + 2 * DAY, 0, 0, "5");
	check_queue(&s, "tiga", THEN, 3, 0, "0");
	search_close_store(&s);
}

/* One line for a story, with all of its items: also what waits for nothing and
 * what the query does not match. */
static void joins_stories(void **state)
{
	static const uint32_t story[] = {1, 1, 1, 2, 5, 1};
	struct search_store s;
	(void)state;
	open_waiting(&s);
	tell(&s, story, WAITING, 0);
	/* The second is told to be of the first, whose level is less; the third
	 * is in for its reach; the fourth is of the second's story, which is
	 * the first's only by way of an edge. */
	check_queue(&s, "*", THEN + 2 * DAY, 10, 0, "3 2=0+100+25+20+0+98 "
			"4=0+100+50+0+0+0 5=0+100+0+0+0+50");
	check_queue(&s, "sumber:detik", THEN + 2 * DAY, 10, 0,
			"1 1=0+40+25+20+0+98");
	check_queue(&s, "waduk", THEN + DAY - 1, 10, 0,
			"1 6=0+100+51+20+40+98");
	search_require(&s, sqlite3_exec(pantau_store_db(s.store),
			"INSERT INTO story_parent VALUES(2, 1, 0)", NULL, NULL,
			NULL) == SQLITE_OK, "edge");
	pantau_columns_forget(s.store);
	check_queue(&s, "*", THEN + 2 * DAY, 10, 0,
			"2 2=0+100+50+22+0+98 5=0+100+0+0+0+50");
	/* All of it is decided with one of its items. */
	found(&s, 3, VERDICT_TRUE, 0);
	check_queue(&s, "*", THEN + 2 * DAY, 10, 0, "1 5=0+100+0+0+0+50");
	search_close_store(&s);
}

static void puts_claims_first(void **state)
{
	static const uint32_t story[] = {0};
	struct search_store s;
	(void)state;
	open_waiting(&s);
	tell(&s, story, 0, 3);
	check_queue(&s, "*", THEN + 2 * DAY, 2, 0,
			"6 3=200+0+25+0+0+98 4=0+100+50+0+0+0");
	search_close_store(&s);
}

static void leaves_out_what_is_decided(void **state)
{
	struct search_store s;
	(void)state;
	open_waiting(&s);
	found(&s, 5, VERDICT_TRUE, 0);
	found(&s, 4, VERDICT_SATIRE, DAY);
	found(&s, 4, VERDICT_NONE, 2 * DAY);
	check_queue(&s, "*", THEN + 2 * DAY, 2, 0,
			"4 4=0+100+50+0+0+0 6=0+100+25+0+0+10");
	check_queue(&s, "putusan:ada", THEN, 2, 0, "0");
	/* A verdict on another text than there is now decides nothing. */
	search_require(&s, sqlite3_exec(pantau_store_db(s.store),
			"UPDATE label SET text = text + 1", NULL, NULL, NULL) ==
			SQLITE_OK, "another text");
	check_queue(&s, "putusan:ada", THEN, 2, 0, "1 5=0+100+0+0+0+50");
	search_close_store(&s);
}

/* What the filter and the count say of verdicts. */
static void finds_verdicts(void **state)
{
	static const struct {
		const char *query;
		int n;
	} rows[] = {
		{"putusan:ada", 2}, {"putusan:belum", 4}, {"verdict:true", 1},
		{"putusan:satir", 1}, {"putusan:salah", 0},
		{"tanggul -putusan:ada", 3}, {"waduk OR putusan:benar", 2},
	};
	struct search_store s;
	struct counts counts;
	(void)state;
	open_waiting(&s);
	found(&s, 5, VERDICT_TRUE, 0);
	found(&s, 4, VERDICT_SATIRE, 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		search_require(&s, pantau_count(s.store, s.analyser,
				str_of(rows[i].query), COUNT_VERDICT, &standard,
				&counts, &s.err) == PANTAU_OK, rows[i].query);
		uint64_t sum = 0;
		for (size_t j = 0; j < counts.n; j++) {
			sum += counts.row[j].articles;
		}
		assert_int_equal(counts.total, rows[i].n);
		assert_int_equal(sum, rows[i].n);
		pantau_counts_finish(&counts);
	}
	search_close_store(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranks),
		cmocka_unit_test(joins_stories),
		cmocka_unit_test(puts_claims_first),
		cmocka_unit_test(leaves_out_what_is_decided),
		cmocka_unit_test(finds_verdicts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
