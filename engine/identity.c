/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * One run at a time is sorted by key, so that equal ones are neighbours and
 * the store can be asked in its own order. Between runs a filter (base/seen.h)
 * tells which keys were there before; what it is not sure of is counted in a
 * file of the keys.
 */

#include "identity.h"

#include <stdlib.h>

#include "base/radix.h"
#include "base/seen.h"
#include "key_log.h"
#include "store/known.h"
#include "store/writer.h"

#define CHANGED_BITS (1u << 23)
#define AHEAD 8 /* documents; by then the filter's line is at hand */

struct identity {
	struct store *store;
	struct seen *seen;       /* keys of the runs before; NULL in the first */
	struct key_log log;      /* records without an id of the last input */
	uint32_t log_input;
	unsigned char *changed;  /* see change_before */
};

/* One run while it is settled. */
struct settling {
	struct identity *identity;
	struct record_set *run;
	struct radix_item *item; /* by key: index in the run */
	enum known *known;       /* by index */
	struct key_count *before; /* of keys that the log may have */
	size_t befores;
	uint32_t log_input;      /* that those are of */
	size_t n, dropped;
	struct pantau_error *err;
};

enum pantau_status pantau_identity_create(struct store *store,
		const char *folder, struct identity **out,
		struct pantau_error *err)
{
	struct identity *identity = calloc(1, sizeof(*identity));
	if (identity == NULL) {
		return pantau_fail_memory(err);
	}
	identity->store = store;
	pantau_key_log_init(&identity->log, folder);
	*out = identity;
	return PANTAU_OK;
}

void pantau_identity_destroy(struct identity *identity)
{
	if (identity != NULL) {
		pantau_seen_destroy(identity->seen);
		pantau_key_log_finish(&identity->log);
		free(identity->changed);
		free(identity);
	}
}

void pantau_identity_soon(const struct identity *identity,
		const unsigned char key[16])
{
	if (identity->seen != NULL) {
		pantau_seen_soon(identity->seen, key);
	}
}

bool pantau_identity_fresh(const struct identity *identity,
		const unsigned char key[16])
{
	return identity->seen == NULL || !pantau_seen_twice(identity->seen, key);
}

/* --- a run in the order of its keys --- */

static char *record(const struct settling *s, size_t index)
{
	return s->run->bytes.p + s->run->offset[index];
}

static unsigned char *key_of(const struct settling *s, size_t index)
{
	return (unsigned char *)record(s, index) +
			offsetof(struct record_head, key);
}

static uint64_t first_bytes(const unsigned char *key)
{
	uint64_t value = 0;
	for (int i = 0; i < 8; i++) {
		value = value << 8 | key[i];
	}
	return value;
}

static bool same_key(const struct settling *s, size_t a, size_t b)
{
	return s->item[a].key == s->item[b].key &&
			memcmp(key_of(s, s->item[a].value),
				key_of(s, s->item[b].value), 16) == 0;
}

struct tie {
	unsigned char key[16];
	uint64_t index;
};

static int by_key(const void *a, const void *b)
{
	const struct tie *x = a, *y = b;
	int order = memcmp(x->key, y->key, 16);
	return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

/* Keys that agree in half of their bytes only: made, not met. */
static bool break_tie(struct settling *s, size_t from, size_t until)
{
	struct tie *tie = malloc((until - from) * sizeof(*tie));
	if (tie == NULL) {
		return false;
	}
	for (size_t i = from; i < until; i++) {
		tie[i - from].index = s->item[i].value;
		memcpy(tie[i - from].key, key_of(s, s->item[i].value), 16);
	}
	qsort(tie, until - from, sizeof(*tie), by_key);
	for (size_t i = from; i < until; i++) {
		s->item[i].value = tie[i - from].index;
	}
	free(tie);
	return true;
}

/* Equal keys become neighbours, in the order of the input. */
static bool sort_by_key(struct settling *s)
{
	for (size_t i = 0; i < s->n; i++) {
		s->item[i] = (struct radix_item){first_bytes(key_of(s, i)), i};
	}
	pantau_radix_sort(s->item, s->item + s->n, s->n);
	for (size_t from = 0, until; from < s->n; from = until) {
		bool mixed = false;
		for (until = from + 1; until < s->n &&
				s->item[until].key == s->item[from].key; until++) {
			mixed = mixed || !same_key(s, from, until);
		}
		if (mixed && !break_tie(s, from, until)) {
			return false;
		}
	}
	return true;
}

static size_t group_end(const struct settling *s, size_t from)
{
	size_t until = from + 1;
	while (until < s->n && same_key(s, from, until)) {
		until++;
	}
	return until;
}

/* --- ordinals --- */

static bool nameless(const struct record_head *head)
{
	return (head->fields & DOC_ID) == 0;
}

/* How often each key that may have been there before was: asks the log. */
static enum pantau_status count_before(struct settling *s)
{
	struct identity *identity = s->identity;
	s->log_input = identity->log_input;
	if (identity->seen == NULL || identity->log.n == 0) {
		return PANTAU_OK;
	}
	s->before = malloc(s->n * sizeof(*s->before));
	if (s->before == NULL) {
		return pantau_fail_memory(s->err);
	}
	for (size_t from = 0; from < s->n; from = group_end(s, from)) {
		struct record_head head = record_head(
				record(s, s->item[from].value));
		if (nameless(&head) && head.input == s->log_input &&
				pantau_seen_once(identity->seen, head.key)) {
			struct key_count *count = &s->before[s->befores++];
			memcpy(count->key, head.key, 16);
			count->count = 0;
		}
	}
	return pantau_key_log_count(&identity->log, s->before, s->befores, s->err);
}

/* Keys as of a first record go to the filter, and those of the last input to
 * the log, for the runs to come. */
static enum pantau_status note_keys(struct settling *s, bool last)
{
	struct identity *identity = s->identity;
	uint32_t input = record_head(record(s, s->n - 1)).input;
	if (identity->seen == NULL && !last) {
		identity->seen = pantau_seen_create();
		if (identity->seen == NULL) {
			return pantau_fail_memory(s->err);
		}
	}
	if (input != identity->log_input) {
		pantau_key_log_clear(&identity->log);
		identity->log_input = input;
	}
	for (size_t i = 0; identity->seen != NULL && i < s->n; i++) {
		struct record_head head = record_head(record(s, i));
		if (i + AHEAD < s->n) {
			pantau_seen_soon(identity->seen, key_of(s, i + AHEAD));
		}
		pantau_seen_add(identity->seen, head.key);
		if (!last && nameless(&head) && head.input == input) {
			enum pantau_status status = pantau_key_log_add(
					&identity->log, head.key, s->err);
			if (status != PANTAU_OK) {
				return status;
			}
		}
	}
	return PANTAU_OK;
}

/* The key of a record that is not the first of its kind in its input. */
static void rekey(struct settling *s, size_t index, uint64_t ordinal)
{
	struct doc doc;
	struct sort_extra extra;
	pantau_record_view(record(s, index), &doc, &extra);
	pantau_doc_key(&doc, ordinal, extra.key);
	memcpy(key_of(s, index), extra.key, 16);
	if (s->identity->seen != NULL) {
		pantau_seen_add(s->identity->seen, extra.key);
	}
}

/* Numbers a group of equal records by input; true when keys changed. */
static bool number_group(struct settling *s, size_t from, size_t until,
		uint64_t before)
{
	bool rekeyed = false;
	uint64_t ordinal = 0;
	uint32_t input = 0;
	for (size_t i = from; i < until; i++) {
		size_t index = s->item[i].value;
		struct record_head head = record_head(record(s, index));
		if (i == from || head.input != input) {
			input = head.input;
			ordinal = input == s->log_input ? before : 0;
		}
		if (nameless(&head) && ordinal > 0) {
			rekey(s, index, ordinal);
			rekeyed = true;
		}
		ordinal++;
	}
	return rekeyed;
}

static bool number_all(struct settling *s)
{
	bool rekeyed = false;
	size_t at = 0;
	for (size_t from = 0, until; from < s->n; from = until) {
		uint64_t before = 0;
		until = group_end(s, from);
		if (at < s->befores && memcmp(s->before[at].key,
				key_of(s, s->item[from].value), 16) == 0) {
			before = s->before[at++].count;
		}
		if (until - from > 1 || before > 0) {
			rekeyed = number_group(s, from, until, before) || rekeyed;
		}
	}
	return rekeyed;
}

static enum pantau_status settle_keys(struct settling *s, bool last)
{
	enum pantau_status status = sort_by_key(s) ? count_before(s)
			: pantau_fail_memory(s->err);
	if (status == PANTAU_OK) {
		status = note_keys(s, last);
	}
	if (status == PANTAU_OK && number_all(s) && !sort_by_key(s)) {
		status = pantau_fail_memory(s->err);
	}
	return status;
}

/* --- what the store has --- */

/*
 * Whether an earlier record of this key in the run may have changed its item:
 * then one like the stored item must go in again, to win over that. One bit
 * for each value of 23 bits of the key, which is a hash; a wrong yes costs one
 * more look by the writer. changing sets the bit.
 */
static bool change_before(struct identity *identity,
		const unsigned char key[16], bool changing)
{
	uint32_t bit = ((uint32_t)key[0] << 16 | (uint32_t)key[1] << 8 | key[2])
			& (CHANGED_BITS - 1);
	unsigned char mask = (unsigned char)(1u << (bit & 7));
	bool before = (identity->changed[bit >> 3] & mask) != 0;
	if (changing) {
		identity->changed[bit >> 3] |= mask;
	}
	return before;
}

/* Drops what is stored as it is, in the order of the input. */
static void drop(struct settling *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const unsigned char *key = key_of(s, i);
		if (s->known[i] == KNOWN_SAME &&
				!change_before(s->identity, key, false)) {
			record_mark(record(s, i), RECORD_DROPPED);
			s->dropped++;
		} else if (s->known[i] == KNOWN_CHANGED) {
			change_before(s->identity, key, true);
		}
	}
}

/* Sets 'known' for all; keys has room for as many. */
static enum pantau_status ask_store(struct settling *s, struct known_key *key)
{
	size_t n = 0;
	for (size_t from = 0; from < s->n; from = group_end(s, from)) {
		key[n++].key = key_of(s, s->item[from].value);
	}
	enum pantau_status status = pantau_store_known_keys(s->identity->store,
			key, n, s->err);
	n = 0;
	for (size_t from = 0, until; status == PANTAU_OK && from < s->n;
			from = until, n++) {
		until = group_end(s, from);
		for (size_t i = from; i < until; i++) {
			struct record_head head = record_head(
					record(s, s->item[i].value));
			s->known[s->item[i].value] = !key[n].found ? KNOWN_NEW
					: pantau_known_same(&key[n], head.content)
					? KNOWN_SAME : KNOWN_CHANGED;
		}
	}
	return status;
}

static enum pantau_status settle_known(struct settling *s)
{
	struct identity *identity = s->identity;
	if (identity->store == NULL) {
		return PANTAU_OK;
	}
	if (identity->changed == NULL) {
		identity->changed = calloc(CHANGED_BITS / 8, 1);
	}
	struct known_key *key = malloc(s->n * sizeof(*key));
	enum pantau_status status = key == NULL || identity->changed == NULL
			? pantau_fail_memory(s->err) : ask_store(s, key);
	free(key);
	if (status == PANTAU_OK) {
		drop(s);
	}
	return status;
}

static void mark_fresh(struct settling *s)
{
	for (size_t from = 0, until; from < s->n; from = until) {
		size_t index = s->item[from].value;
		until = group_end(s, from);
		if (until - from == 1 && s->known[index] == KNOWN_NEW) {
			record_mark(record(s, index), RECORD_FRESH);
		}
	}
}

enum pantau_status pantau_identity_settle(struct identity *identity,
		struct record_set *run, bool last, size_t *dropped,
		struct pantau_error *err)
{
	struct settling s = {
		.identity = identity, .run = run, .n = run->n, .err = err,
	};
	enum pantau_status status = PANTAU_OK;
	*dropped = 0;
	if (run->n == 0) {
		return PANTAU_OK;
	}
	s.item = malloc(2 * s.n * sizeof(*s.item));
	s.known = calloc(s.n, sizeof(*s.known)); /* KNOWN_NEW */
	status = s.item == NULL || s.known == NULL ? pantau_fail_memory(err)
			: settle_keys(&s, last);
	if (status == PANTAU_OK) {
		status = settle_known(&s);
	}
	if (status == PANTAU_OK) {
		mark_fresh(&s);
		*dropped = s.dropped;
	}
	free(s.item);
	free(s.known);
	free(s.before);
	return status;
}
