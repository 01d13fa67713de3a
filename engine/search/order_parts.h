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

struct keying {
	struct plan *plan;
	enum sort sort;
	enum pantau_status (*key)(struct keying *keying, int64_t id,
			int64_t *key, struct pantau_error *err);
};

/* Likes, shares, comments and views of an item; 0 where it is not there. */
enum pantau_status pantau_order_reach(struct store *store, int64_t id,
		int64_t *reach, struct pantau_error *err);

/* Any order but relevance. *out is zero before the call. */
enum pantau_status pantau_order_keyed(struct plan *plan, enum sort sort,
		size_t k, bool counted, struct order *out,
		struct pantau_error *err);

#endif
