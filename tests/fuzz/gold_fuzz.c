/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Any bytes as a file of labelled texts. Every row is either kept or told, a
 * kept one has a tone and a text, and the rows that are kept, written anew,
 * are read as the same.
 */

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tune/gold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
	if (!held) {
		abort();
	}
}

static void count(void *context, const char *file, uint64_t line,
		uint64_t column, const char *message)
{
	require(*file != '\0' && line > 0 && column > 0 && *message != '\0');
	++*(size_t *)context;
}

static void require_items(const struct gold *gold)
{
	for (size_t i = 0; i < gold->n; i++) {
		const struct gold_item *item = &gold->item[i];
		require(item->tone >= PANTAU_TONE_NEGATIVE &&
				item->tone <= PANTAU_TONE_POSITIVE);
		require(item->act <= GOLD_ACTS && (item->act == 0 ||
				item->has_act));
		require(item->language <= PANTAU_LANGUAGE_OTHER);
		require(pantau_str_trim(item->text).n > 0 ||
				pantau_str_trim(item->title).n > 0);
		require(pantau_utf8_valid(item->text, NULL) &&
				pantau_utf8_valid(item->title, NULL));
		require(i == 0 || item[-1].line < item->line);
	}
}

static void write_anew(const struct gold *gold, struct buf *out)
{
	pantau_buf_str(out, STR("title\ttext\ttone\n"));
	for (size_t i = 0; i < gold->n; i++) {
		const struct gold_item *item = &gold->item[i];
		pantau_buf_str(out, item->title);
		pantau_buf_char(out, '\t');
		pantau_buf_str(out, item->text);
		pantau_buf_char(out, '\t');
		pantau_buf_str(out, str_of(pantau_tone_name(item->tone)));
		pantau_buf_char(out, '\n');
	}
}

static void require_same(const struct gold *a, const struct gold *b)
{
	require(a->n == b->n && b->rejected == 0);
	for (size_t i = 0; i < a->n; i++) {
		require(str_eq(a->item[i].text, b->item[i].text) &&
				str_eq(a->item[i].title, b->item[i].title) &&
				a->item[i].tone == b->item[i].tone);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = {(const char *)data, size};
	struct gold gold, again;
	struct gold_sum sum;
	struct buf written;
	size_t told = 0;
	const struct gold_report report = {
		.lang = size & 1 ? PANTAU_LANG_EN : PANTAU_LANG_ID,
		.found = count, .context = &told,
	};

	pantau_gold_init(&gold);
	pantau_gold_init(&again);
	pantau_buf_init(&written);
	require(pantau_gold_read_bytes(&gold, "gold", input, &report, NULL) ==
			PANTAU_OK);
	require(told == gold.rejected);
	require_items(&gold);
	enum pantau_status status = pantau_gold_check(&gold, &report, &sum,
			NULL);
	require(status == PANTAU_OK || status == PANTAU_NOT_FOUND ||
			status == PANTAU_BAD_INPUT);
	require(told == gold.rejected + sum.conflicts);
	write_anew(&gold, &written);
	require(!written.failed && pantau_gold_read_bytes(&again, "again",
			buf_str(&written), &report, NULL) == PANTAU_OK);
	require_same(&gold, &again);
	pantau_buf_finish(&written);
	pantau_gold_finish(&again);
	pantau_gold_finish(&gold);
	return 0;
}
