/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The queue: what waits, in which order, and the parts of each rank. */

#include "search_docs.h"

#include "search/queue.h"
#include "store/label.h"

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
		assert_int_equal(row->points, row->reach_points +
				row->new_points + row->copies_points);
		assert_int_equal(row->copies, 1);
		pantau_buf_printf(&out, " %d=%d+%d", (int)row->item.id,
				(int)row->reach_points, (int)row->new_points);
	}
	check_str(buf_str(&out), expected);
	pantau_buf_finish(&out);
	pantau_queue_finish(&queue);
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
	/* Levels first; then points; equal ones by the greater row. */
	check_queue(&s, "*", THEN + 2 * DAY, 10, 0,
			"5 5=100+0 4=0+50 6=20+25 2=20+25 1=122+25");
	/* Half a day is half way; ahead of now is new. */
	check_queue(&s, "tanggul sumber:kicau", THEN + 12 * H, 10, 0,
			"3 4=0+100 5=100+0 2=20+75");
	check_queue(&s, "*", THEN + 2 * DAY, 2, 0, "5 5=100+0 4=0+50");
	check_queue(&s, "*", THEN + 2 * DAY, 2, 3, "5 2=20+25 1=122+25");
	check_queue(&s, "*", THEN + 2 * DAY, SIZE_MAX, 4, "5 1=122+25");
	check_queue(&s, "*", THEN + 2 * DAY, 3, 9, "5");
	check_queue(&s, "tiga", THEN, 3, 0, "0");
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
	check_queue(&s, "*", THEN + 2 * DAY, 2, 0, "4 4=0+50 6=20+25");
	check_queue(&s, "putusan:ada", THEN, 2, 0, "0");
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
		cmocka_unit_test(leaves_out_what_is_decided),
		cmocka_unit_test(finds_verdicts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
