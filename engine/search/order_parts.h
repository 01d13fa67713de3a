/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_ORDER_PARTS_H
#define PANTAU_SEARCH_ORDER_PARTS_H

/* What the files of ordering share. */

#include "search/ids.h"
#include "search/order.h"

struct keyed {
	int64_t key; /* greater comes first */
	int64_t id;
};

/* The k best of what is offered, the worst of them on top. */
struct top {
	struct keyed *item; /* freed by the owner */
	size_t n, room, k;
	bool ascending;     /* of equal keys the lesser id comes first */
};

/* False when memory is out. */
bool pantau_top_offer(struct top *top, struct keyed item);
/* Best first; nothing can be offered any more. */
void pantau_top_sort(struct top *top);

/* order_set.c: a bit for each row id. */
struct id_set {
	uint64_t *bits; /* freed by the owner */
	int64_t last;
	uint64_t n;
};

static inline bool pantau_set_has(const struct id_set *set, int64_t id)
{
	return id <= set->last && (set->bits[id >> 6] >> (id & 63) & 1) != 0;
}

static inline void pantau_set_take(struct id_set *set, int64_t id)
{
	set->bits[id >> 6] &= ~(UINT64_C(1) << (id & 63));
}

/* All ids of a plan; and of each story among them the earliest, where *items
 * is how many they all are. */
enum pantau_status pantau_set_collect(struct plan *plan, struct id_set *set,
		struct pantau_error *err);
enum pantau_status pantau_set_stories(struct plan *plan, struct id_set *set,
		uint64_t *items, struct pantau_error *err);

struct keying {
	struct plan *plan;
	enum sort sort;
	enum pantau_status (*key)(struct keying *keying, int64_t id,
			int64_t *key, struct pantau_error *err);
};

/* Likes, shares, comments and views of an item; 0 where it is not there. */
enum pantau_status pantau_order_reach(struct store *store, int64_t id,
		int64_t *reach, struct pantau_error *err);

/* Any order but relevance, of all ids or of a set. *out is zero before the
 * call; with a set its counts are the caller's. */
enum pantau_status pantau_order_keyed(struct plan *plan, enum sort sort,
		size_t k, bool counted, const struct id_set *set,
		struct order *out, struct pantau_error *err);

#endif
