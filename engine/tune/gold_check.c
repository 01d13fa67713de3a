/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What can be said of labelled texts as a set: tones, copies, groups. */

#include "tune/gold.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "similar/group.h"
#include "text/analyser.h"

/* Title and text with a tab between, which neither can hold. */
static bool key_of(const struct gold_item *item, struct buf *key)
{
	pantau_buf_clear(key);
	pantau_buf_str(key, pantau_str_trim(item->title));
	pantau_buf_char(key, '\t');
	pantau_buf_str(key, pantau_str_trim(item->text));
	return !key->failed;
}

const char *pantau_gold_tone_name(enum pantau_lang lang, unsigned tone)
{
	static const char *const names[] = {"negatif", "netral", "positif"};

	return lang == PANTAU_LANG_EN ? pantau_tone_name((enum pantau_tone)tone)
			: names[tone - PANTAU_TONE_NEGATIVE];
}

static void tell_conflict(const struct gold *gold,
		const struct gold_report *report, const struct gold_item *item,
		const struct gold_item *first)
{
	char message[512];

	if (report->found == NULL) {
		return;
	}
	enum pantau_lang lang = report->lang;
	snprintf(message, sizeof(message), PANTAU_L(lang,
			"the same text is '%s' here and '%s' at %.300s:%u; keep "
			"one label", "teks yang sama berlabel '%s' di sini dan "
			"'%s' di %.300s:%u; pilih satu label"),
			pantau_gold_tone_name(lang, item->tone),
			pantau_gold_tone_name(lang, first->tone),
			gold->file[first->file].name, (unsigned)first->line);
	report->found(report->context, gold->file[item->file].name, item->line,
			1, message);
}

/* False when memory is out. */
static bool count(const struct gold *gold, const struct gold_report *report,
		struct gold_sum *sum)
{
	struct map map;
	struct buf key;
	bool ok = true;

	pantau_map_init(&map, pantau_hash_seed());
	pantau_buf_init(&key);
	for (size_t i = 0; ok && i < gold->n; i++) {
		const struct gold_item *item = &gold->item[i];
		bool added;
		uint32_t *first = key_of(item, &key) ? pantau_map_put(&map,
				buf_str(&key), &added) : NULL;
		ok = first != NULL;
		if (!ok) {
			break;
		}
		sum->tone[item->tone]++;
		if (added) {
			*first = (uint32_t)i;
			continue;
		}
		sum->copies++;
		if (gold->item[*first].tone != item->tone) {
			sum->conflicts++;
			tell_conflict(gold, report, item, &gold->item[*first]);
		}
	}
	pantau_buf_finish(&key);
	pantau_map_finish(&map);
	return ok;
}

enum pantau_status pantau_gold_none(const struct gold *gold,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_fail(err, PANTAU_NOT_FOUND,
			PANTAU_T(err, "no labelled text can be used; write a "
			"text, a tab and its label on each line",
			"tidak ada teks berlabel yang dapat dipakai; tulis teks, "
			"tab, lalu labelnya di tiap baris"));

	if (gold->files == 1) {
		pantau_fail_at(err, gold->file[0].name, 0, 0);
	}
	return status;
}

enum pantau_status pantau_gold_check(const struct gold *gold,
		const struct gold_report *report, struct gold_sum *sum,
		struct pantau_error *err)
{
	*sum = (struct gold_sum){.copies = 0};
	if (gold->n == 0) {
		return pantau_gold_none(gold, err);
	}
	if (!count(gold, report, sum)) {
		return pantau_fail_memory(err);
	}
	const struct gold_item *first = &gold->item[0];
	if (sum->tone[first->tone] < gold->n) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT,
			PANTAU_T(err, "all %zu texts are labelled '%s'; at "
			"least two labels are needed to measure or to fit",
			"semua %zu teks berlabel '%s'; perlu sedikitnya dua "
			"macam label untuk mengukur atau melatih"), gold->n,
			pantau_gold_tone_name(err != NULL ? err->lang :
			PANTAU_LANG_ID, first->tone));
	pantau_fail_at(err, gold->file[first->file].name, first->line, 1);
	return status;
}

/* --- groups --- */

/* The first group that a group is joined with, or itself. */
static uint32_t root_of(uint32_t *parent, uint32_t at)
{
	while (parent[at] != at) {
		parent[at] = parent[parent[at]];
		at = parent[at];
	}
	return at;
}

static void join(uint32_t *parent, uint32_t a, uint32_t b)
{
	a = root_of(parent, a);
	b = root_of(parent, b);
	parent[a > b ? a : b] = a > b ? b : a;
}

/* Joins the groups of rows of a file that have one name. */
static bool join_named(const struct gold *gold, uint32_t *parent)
{
	struct map map;
	struct buf key;
	bool ok = true;

	pantau_map_init(&map, pantau_hash_seed());
	pantau_buf_init(&key);
	for (size_t i = 0; ok && i < gold->n; i++) {
		const struct gold_item *item = &gold->item[i];
		bool added;
		if (item->group_name.n == 0) {
			continue;
		}
		pantau_buf_clear(&key);
		pantau_buf_append(&key, (const char *)&item->file,
				sizeof(item->file));
		pantau_buf_str(&key, item->group_name);
		uint32_t *group = key.failed ? NULL : pantau_map_put(&map,
				buf_str(&key), &added);
		ok = group != NULL;
		if (ok && added) {
			*group = item->group;
		} else if (ok) {
			join(parent, *group, item->group);
		}
	}
	pantau_buf_finish(&key);
	pantau_map_finish(&map);
	return ok;
}

/* Numbers the groups that are left by their first items; how many. */
static uint32_t number(struct gold *gold, uint32_t *parent, uint32_t *name,
		uint32_t groups)
{
	uint32_t n = 0;

	for (uint32_t g = 0; g < groups; g++) {
		/* Roots are the earliest, so they were given one before. */
		uint32_t root = root_of(parent, g);
		name[g] = root == g ? n++ : name[root];
	}
	for (size_t i = 0; i < gold->n; i++) {
		gold->item[i].group = name[gold->item[i].group];
	}
	return n;
}

static enum pantau_status settle(struct gold *gold, uint32_t groups,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	uint32_t *parent = calloc((size_t)groups * 2, sizeof(*parent));

	if (parent == NULL) {
		return pantau_fail_memory(err);
	}
	for (uint32_t g = 0; g < groups; g++) {
		parent[g] = g;
	}
	if (join_named(gold, parent)) {
		gold->groups = number(gold, parent, parent + groups, groups);
	} else {
		status = pantau_fail_memory(err);
	}
	free(parent);
	return status;
}

enum pantau_status pantau_gold_group_text(struct pantau_groups *groups,
		struct str title, struct str text,
		struct pantau_analyser *analyser, struct pantau_error *err)
{
	struct arena *arena = pantau_analyser_arena(analyser);
	struct pantau_tokens titles, texts;
	enum pantau_status status = pantau_analyse_into(analyser, title, arena,
			&titles, err);

	if (status == PANTAU_OK) {
		status = pantau_analyse_into(analyser, text, arena, &texts, err);
	}
	return status == PANTAU_OK ? pantau_groups_add(groups, &titles, &texts,
			err) : status;
}

enum pantau_status pantau_gold_group(struct gold *gold,
		struct pantau_analyser *analyser, struct pantau_error *err)
{
	struct pantau_groups *groups = NULL;
	uint32_t *of = NULL;
	enum pantau_status status = pantau_groups_create(GROUP_THRESHOLD,
			&groups, err);

	for (size_t i = 0; status == PANTAU_OK && i < gold->n; i++) {
		const struct gold_item *item = &gold->item[i];
		status = pantau_gold_group_text(groups, item->title, item->text,
				analyser, err);
	}
	if (status != PANTAU_OK || gold->n == 0) {
		goto out;
	}
	of = calloc(gold->n, sizeof(*of));
	if (of == NULL) {
		status = pantau_fail_memory(err);
		goto out;
	}
	size_t n = pantau_groups_number(groups, of);
	for (size_t i = 0; i < gold->n; i++) {
		gold->item[i].group = of[i];
	}
	status = settle(gold, (uint32_t)n, err);
out:
	free(of);
	pantau_groups_destroy(groups);
	return status;
}
