/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Sorts the items of a set into slices and tallies each. */

#include "tune/slices.h"

#include <stdlib.h>

#include "base/hash.h"

#define LENGTHS 4
#define LANGUAGES (PANTAU_LANGUAGE_OTHER + 1)

static const uint32_t words_most[LENGTHS - 1] = {8, 20, 50};

struct named {
	struct str name;
	struct tally tally;
};

struct sorting {
	struct tally length[LENGTHS], negation[2], emoji[2];
	struct tally language[LANGUAGES];
	struct map kinds;
	struct named *kind; /* room for as many as there are items */
	struct named *file;
};

static unsigned length_of(uint32_t words)
{
	unsigned at = 0;

	while (at < LENGTHS - 1 && words > words_most[at]) {
		at++;
	}
	return at;
}

unsigned pantau_slice_length(unsigned number, unsigned *least)
{
	*least = number == 0 ? 0 : words_most[number - 1] + 1;
	return number < LENGTHS - 1 ? words_most[number] : 0;
}

static bool add(struct sorting *s, const struct gold_item *item,
		const struct judgement *judged)
{
	bool added;
	uint32_t *at = pantau_map_put(&s->kinds, item->kind, &added);

	if (at == NULL) {
		return false;
	}
	if (added) {
		*at = (uint32_t)s->kinds.n - 1;
		s->kind[*at].name = item->kind;
	}
	tally_add(&s->kind[*at].tally, item, judged);
	tally_add(&s->file[item->file].tally, item, judged);
	tally_add(&s->length[length_of(judged->words)], item, judged);
	tally_add(&s->negation[(judged->marks & JUDGE_NEGATION) != 0], item,
			judged);
	tally_add(&s->emoji[(judged->marks & JUDGE_EMOJI) != 0], item, judged);
	tally_add(&s->language[judged->language], item, judged);
	return true;
}

struct telling {
	size_t n; /* of all items */
	void (*found)(void *context, const struct slice *slice);
	void *context;
};

static void tell(const struct telling *telling, enum slice_by by,
		unsigned number, struct str name, const struct tally *tally)
{
	struct slice slice = {.by = by, .number = number, .name = name};

	pantau_figures_make(tally, &slice.figures);
	if (slice.figures.n > 0 && slice.figures.n < telling->n) {
		telling->found(telling->context, &slice);
	}
}

static void tell_numbers(const struct telling *telling, enum slice_by by,
		const struct tally *tally, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		tell(telling, by, i, str_make(NULL, 0), &tally[i]);
	}
}

static void tell_names(const struct telling *telling, enum slice_by by,
		const struct named *named, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		tell(telling, by, (unsigned)i, named[i].name, &named[i].tally);
	}
}

static int by_name(const void *a, const void *b)
{
	return str_cmp(((const struct named *)a)->name,
			((const struct named *)b)->name);
}

static bool sort(const struct gold *gold, const struct judgement *judged,
		const uint8_t *take, struct sorting *s, size_t *n)
{
	s->kind = calloc(gold->n + 1, sizeof(*s->kind));
	s->file = calloc(gold->files + 1, sizeof(*s->file));
	if (s->kind == NULL || s->file == NULL) {
		return false;
	}
	for (size_t f = 0; f < gold->files; f++) {
		s->file[f].name = str_of(gold->file[f].name);
	}
	for (size_t i = 0; i < gold->n; i++) {
		if (take != NULL && take[i] == 0) {
			continue;
		}
		++*n;
		if (!add(s, &gold->item[i], &judged[i])) {
			return false;
		}
	}
	qsort(s->kind, s->kinds.n, sizeof(*s->kind), by_name);
	return true;
}

enum pantau_status pantau_slices(const struct gold *gold,
		const struct judgement *judged, const uint8_t *take,
		void (*found)(void *context, const struct slice *slice),
		void *context, struct pantau_error *err)
{
	struct telling telling = {.found = found, .context = context};
	enum pantau_status status = PANTAU_OK;
	struct sorting *s = calloc(1, sizeof(*s));

	if (s == NULL) {
		return pantau_fail_memory(err);
	}
	pantau_map_init(&s->kinds, pantau_hash_seed());
	if (sort(gold, judged, take, s, &telling.n)) {
		tell_numbers(&telling, SLICE_LENGTH, s->length, LENGTHS);
		tell_numbers(&telling, SLICE_NEGATION, s->negation, 2);
		tell_numbers(&telling, SLICE_EMOJI, s->emoji, 2);
		tell_numbers(&telling, SLICE_LANGUAGE, s->language, LANGUAGES);
		tell_names(&telling, SLICE_KIND, s->kind, s->kinds.n);
		tell_names(&telling, SLICE_FILE, s->file, gold->files);
	} else {
		status = pantau_fail_memory(err);
	}
	pantau_map_finish(&s->kinds);
	free(s->kind);
	free(s->file);
	free(s);
	return status;
}
