/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Many ids at once: a window of some thousand ids is a set of bits, into which
 * each word puts its own, so that OR, AND and NOT of frequent words cost a few
 * operations for each entry, and none of them waits for another.
 */

#include "base/error.h"
#include "store/match_parts.h"
#include "store/store_parts.h"

/* A seek costs about as much as that many entries taken in a row. */
#define SEEK_ENTRIES 16

struct window pantau_window_at(const struct match_walk *reading, int64_t id,
		int64_t n, uint64_t *bits)
{
	struct window w = {.base = id / WINDOW * WINDOW, .from = id,
			.bits = bits};
	int64_t past = w.base + WINDOW;

	if (reading->descending) {
		w.end = id - n >= w.base - 1 ? id - n : w.base - 1;
	} else {
		w.end = id + n <= past ? id + n : past;
	}
	return w;
}

/* What has to be sought one by one. */
static enum pantau_status mark_found(struct match_walk *r, struct part *part,
		const struct window *w, struct pantau_error *err)
{
	enum pantau_status status = pantau_part_seek(r, part, w->from, err);

	while (status == PANTAU_OK && !part->ended &&
			pantau_before(r, part->at, w->end)) {
		pantau_window_set(w, part->at);
		status = pantau_part_seek(r, part, pantau_behind(r, part->at),
				err);
	}
	return status;
}

/* Whether marking all children costs less than seeking for the rarest. */
static bool dense(const struct part *part)
{
	uint64_t all = 0;

	for (size_t i = 0; i < part->children; i++) {
		const struct part *child = part->child[i];
		if (!child->plain && (child->words != NULL ||
				child->near != NULL)) {
			return false;
		}
		all += child->estimate / SEEK_ENTRIES;
	}
	return all <= part->child[0]->estimate * (part->children - 1);
}

/* Whether a part is one to be sought through. */
static bool sought(const struct part *part)
{
	if (part->words != NULL || part->near != NULL) {
		return !part->plain;
	}
	return part->node->op != MATCH_OR && !dense(part);
}

static bool make_bits(struct match_walk *r, struct part *part)
{
	for (size_t i = 0; i < 2; i++) {
		if (part->bits[i] == NULL) {
			part->bits[i] = pantau_arena_zero(r->arena, WINDOW / 64,
					sizeof(uint64_t));
		}
	}
	return part->bits[0] != NULL && part->bits[1] != NULL;
}

/* The first of the children with, or without, all others. */
static enum pantau_status mark_all(struct match_walk *r, struct part *part,
		const struct window *w, struct pantau_error *err)
{
	bool not = part->node->op == MATCH_NOT;
	struct window first = *w, other = *w;
	enum pantau_status status = PANTAU_OK;

	if (!make_bits(r, part)) {
		return pantau_fail_memory(err);
	}
	first.bits = part->bits[0];
	other.bits = part->bits[1];
	for (size_t i = 0; status == PANTAU_OK && i < part->children; i++) {
		struct window *to = i == 0 ? &first : &other;
		memset(to->bits, 0, WINDOW / 8);
		status = pantau_part_mark(r, part->child[i], to, err);
		for (size_t j = 0; i != 0 && j < WINDOW / 64; j++) {
			first.bits[j] &= not ? ~other.bits[j] : other.bits[j];
		}
	}
	for (size_t j = 0; j < WINDOW / 64; j++) {
		w->bits[j] |= first.bits[j];
	}
	return status;
}

enum pantau_status pantau_part_mark(struct match_walk *reading,
		struct part *part, const struct window *window,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_reading_step(reading, err);

	if (status != PANTAU_OK || part->ended) {
		return status;
	}
	if (part->plain) {
		return pantau_forms_mark(reading, part->position[0], window,
				err);
	}
	if (sought(part)) {
		return mark_found(reading, part, window, err);
	}
	if (part->node->op != MATCH_OR) {
		return mark_all(reading, part, window, err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < part->children; i++) {
		status = pantau_part_mark(reading, part->child[i], window, err);
	}
	return status;
}

/* Where the children stand, all being before or behind the part's next id. */
static enum pantau_status least_of(struct match_walk *r, struct part *part,
		int64_t from, int64_t *least, bool *ended,
		struct pantau_error *err)
{
	bool any = part->node->op == MATCH_OR;
	enum pantau_status status = PANTAU_OK;

	*ended = any;
	*least = from;
	for (size_t i = 0, found = 0; status == PANTAU_OK &&
			i < part->children; i++) {
		int64_t at;
		bool none;
		status = pantau_part_least(r, part->child[i], from, &at, &none,
				err);
		if (part->node->op == MATCH_NOT && i != 0) {
			continue; /* only brought to where it starts */
		}
		if (any) {
			*ended = *ended && none;
		} else {
			*ended = *ended || none;
		}
		if (none) {
			continue;
		}
		if (found++ == 0 || pantau_before(r, at, *least) == any) {
			*least = at;
		}
	}
	return status;
}

enum pantau_status pantau_part_least(struct match_walk *reading,
		struct part *part, int64_t from, int64_t *least, bool *ended,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	*ended = true;
	*least = from;
	if (part->ended) {
		return PANTAU_OK;
	}
	if (part->plain) {
		struct forms *forms = part->position[0];
		status = pantau_forms_seek(reading, forms, from, err);
		*least = forms->at;
		*ended = forms->ended;
		return status;
	}
	if (sought(part)) {
		status = pantau_part_seek(reading, part, from, err);
		*least = part->at;
		*ended = part->ended;
		return status;
	}
	return least_of(reading, part, from, least, ended, err);
}

/* How many bits are set. */
static size_t count_bits(uint64_t bits)
{
	bits -= bits >> 1 & UINT64_C(0x5555555555555555);
	bits = (bits & UINT64_C(0x3333333333333333)) +
			(bits >> 2 & UINT64_C(0x3333333333333333));
	bits = (bits + (bits >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	return (size_t)((bits * UINT64_C(0x0101010101010101)) >> 56);
}

/* The lowest bit is the one to find and clear fast, so that descending ids are
 * laid down from the last one. */
size_t pantau_window_ids(const struct match_walk *reading,
		const struct window *window, int64_t *out)
{
	bool down = reading->descending;
	size_t n = 0;

	for (size_t i = 0; i < WINDOW / 64; i++) {
		size_t at = down ? WINDOW / 64 - 1 - i : i;
		int64_t base = window->base + (int64_t)at * 64;
		uint64_t bits = window->bits[at];
		if (bits == 0) {
			continue;
		}
		size_t some = count_bits(bits), to = down ? n + some : n;
		for (; bits != 0; bits &= bits - 1) {
			int64_t id = base + __builtin_ctzll(bits);
			out[down ? --to : to++] = id;
		}
		n += some;
	}
	return n;
}

size_t pantau_window_count(const struct window *window)
{
	size_t n = 0;

	for (size_t i = 0; i < WINDOW / 64; i++) {
		n += count_bits(window->bits[i]);
	}
	return n;
}
