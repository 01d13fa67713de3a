/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Keys of documents in runs: ordinals, and what is certainly new and alone;
 * radix sort and the filter that these stand on. */

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/radix.h"
#include "base/seen.h"
#include "identity.h"
#include "key_log.h"

#define DOCS 4000

static struct pantau_error err = {.lang = PANTAU_LANG_EN};

/* xorshift64*: the same numbers on every machine. */
static uint64_t random_state = 20261122;
static uint64_t next_random(void)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return random_state * UINT64_C(0x2545f4914f6cdd1d);
}

static void radix_sorts_and_keeps_equals(void **state)
{
	(void)state;
	static const size_t sizes[] = {0, 1, 2, 47, 48, 49, 1000, 5000};
	static const uint64_t masks[] = {0, 1, 0xff00ff, UINT64_MAX,
		UINT64_C(0xff00000000000000)};
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		for (size_t m = 0; m < sizeof(masks) / sizeof(masks[0]); m++) {
			size_t n = sizes[i];
			struct radix_item *item = calloc(2 * n + 1, sizeof(*item));
			assert_non_null(item);
			for (size_t k = 0; k < n; k++) {
				item[k].key = next_random() & masks[m];
				item[k].value = k;
			}
			pantau_radix_sort(item, item + n, n);
			for (size_t k = 1; k < n; k++) {
				assert_true(item[k - 1].key < item[k].key ||
						(item[k - 1].key == item[k].key &&
						item[k - 1].value < item[k].value));
			}
			free(item);
		}
	}
}

static void make_key(uint64_t n, unsigned char key[16])
{
	struct doc doc = {.fields = DOC_ID, .id = {(const char *)&n, sizeof(n)}};
	pantau_doc_key(&doc, 0, key);
}

static void the_filter_errs_to_one_side(void **state)
{
	(void)state;
	struct seen *seen = pantau_seen_create();
	unsigned char key[16];
	unsigned wrong_once = 0, wrong_twice = 0;
	assert_non_null(seen);
	for (uint64_t n = 0; n < 100000; n++) {
		make_key(n, key);
		pantau_seen_add(seen, key);
		if (n % 3 == 0) {
			pantau_seen_add(seen, key);
		}
	}
	for (uint64_t n = 0; n < 200000; n++) {
		make_key(n, key);
		assert_true(n >= 100000 || pantau_seen_once(seen, key));
		assert_true(n >= 100000 || n % 3 != 0 ||
				pantau_seen_twice(seen, key));
		wrong_once += n >= 100000 && pantau_seen_once(seen, key);
		wrong_twice += (n >= 100000 || n % 3 != 0) &&
				pantau_seen_twice(seen, key);
	}
	assert_true(wrong_once < 100 && wrong_twice < 100);
	pantau_seen_destroy(seen);
	pantau_seen_destroy(NULL);
}

static void the_log_counts(void **state)
{
	(void)state;
	char folder[] = "/tmp/pantau-log-XXXXXX";
	struct key_log log;
	struct key_count count[3] = {{{1}, 5}, {{1, 1}, 0}, {{2}, 0}};
	unsigned char key[16] = {1};
	assert_non_null(mkdtemp(folder));
	pantau_key_log_init(&log, folder);
	assert_int_equal(pantau_key_log_count(&log, count, 3, &err), PANTAU_OK);
	assert_int_equal(count[0].count, 5);
	for (unsigned i = 0; i < 30000; i++) {
		key[0] = (unsigned char)(1 + i % 3);
		key[1] = (unsigned char)(i % 2);
		assert_int_equal(pantau_key_log_add(&log, key, &err), PANTAU_OK);
	}
	assert_int_equal(pantau_key_log_count(&log, count, 3, &err), PANTAU_OK);
	assert_int_equal(count[0].count, 5 + 5000);
	assert_int_equal(count[1].count, 5000);
	assert_int_equal(count[2].count, 5000);
	pantau_key_log_clear(&log);
	assert_int_equal(pantau_key_log_add(&log, key, &err), PANTAU_OK);
	assert_int_equal(pantau_key_log_count(&log, count, 3, &err), PANTAU_OK);
	assert_int_equal(count[2].count, 5000);
	pantau_key_log_finish(&log);
	assert_int_equal(rmdir(folder), 0);
}

/* What the documents of a run of the test are: few texts, so that they repeat,
 * in three inputs, every fifth with an id. */
struct made {
	uint32_t input;
	bool named;
	unsigned text;
	unsigned char key[16];
	bool fresh;
};

static void describe(const struct made *made, char text[16], struct doc *doc)
{
	snprintf(text, 16, "%u", made->text);
	*doc = (struct doc){
		.fields = DOC_TEXT | (made->named ? DOC_ID : 0),
		.source = STR("s"), .id = made->named ? str_of(text) : STR(""),
		.text = str_of(text), .input = made->input,
	};
}

/* The keys as DESIGN.md, section 4, says, the slow way. */
static void expect_keys(struct made *made)
{
	for (size_t i = 0; i < DOCS; i++) {
		uint64_t ordinal = 0;
		char text[16];
		struct doc doc;
		for (size_t k = 0; !made[i].named && k < i; k++) {
			ordinal += !made[k].named && made[k].text == made[i].text &&
					made[k].input == made[i].input;
		}
		describe(&made[i], text, &doc);
		pantau_doc_key(&doc, ordinal, made[i].key);
	}
}

/* Settles all in runs of so many documents; keys must be as expected. */
static void settle(struct made *made, size_t run_docs)
{
	struct identity *identity;
	struct record_set run;
	assert_int_equal(pantau_identity_create(NULL, "/tmp", &identity, &err),
			PANTAU_OK);
	pantau_record_set_init(&run);
	for (size_t from = 0; from < DOCS; from += run.n) {
		size_t dropped = 1;
		pantau_record_set_clear(&run);
		for (size_t i = from; i < DOCS && i < from + run_docs; i++) {
			struct sort_extra extra = {.fresh = false};
			char text[16];
			struct doc doc;
			describe(&made[i], text, &doc);
			pantau_doc_key(&doc, 0, extra.key);
			assert_true(pantau_record_set_add(&run, &doc, &extra));
		}
		assert_int_equal(pantau_identity_settle(identity, &run,
				from + run.n == DOCS, &dropped, &err), PANTAU_OK);
		assert_int_equal(dropped, 0);
		for (size_t i = 0; i < run.n; i++) {
			struct record_head head = record_head(
					run.bytes.p + run.offset[i]);
			assert_memory_equal(head.key, made[from + i].key, 16);
			made[from + i].fresh = (head.mark & RECORD_FRESH) != 0;
		}
	}
	for (size_t i = 0; i < DOCS; i++) {
		made[i].fresh = made[i].fresh &&
				pantau_identity_fresh(identity, made[i].key);
	}
	pantau_record_set_finish(&run);
	pantau_identity_destroy(identity);
}

static void ordinals_and_fresh_in_runs_of_any_size(void **state)
{
	(void)state;
	static const size_t sizes[] = {DOCS, 1999, 100, 7, 1};
	static struct made made[DOCS];
	for (size_t i = 0; i < DOCS; i++) {
		made[i] = (struct made){
			.input = (uint32_t)(i / 1500), .named = i % 5 == 0,
			.text = (unsigned)(next_random() % (DOCS / 2)),
		};
	}
	expect_keys(made);
	for (size_t n = 0; n < sizeof(sizes) / sizeof(sizes[0]); n++) {
		size_t fresh = 0, alone = 0;
		settle(made, sizes[n]);
		for (size_t i = 0; i < DOCS; i++) {
			bool twice = false;
			for (size_t k = 0; k < DOCS && !twice; k++) {
				twice = k != i && memcmp(made[i].key, made[k].key,
						16) == 0;
			}
			/* True is never wrong; false seldom. */
			assert_false(made[i].fresh && twice);
			fresh += made[i].fresh;
			alone += !twice;
		}
		assert_true(n != 0 || fresh == alone);
		assert_true(fresh > alone / 3);
	}
	pantau_identity_destroy(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(radix_sorts_and_keeps_equals),
		cmocka_unit_test(the_filter_errs_to_one_side),
		cmocka_unit_test(the_log_counts),
		cmocka_unit_test(ordinals_and_fresh_in_runs_of_any_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
