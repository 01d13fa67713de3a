/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_RADIX_H
#define PANTAU_BASE_RADIX_H

/* A stable sort of (number, whatever goes with it) in linear time (Knuth 3,
 * 5.2.5, from the least digit on). */

#include <stddef.h>
#include <stdint.h>

struct radix_item {
	uint64_t key;
	uint64_t value;
};

/* Sorts item[0..n) by key; equal keys keep their order. scratch has as much
 * room. Digits that are the same in all keys cost nothing. */
void pantau_radix_sort(struct radix_item *item, struct radix_item *scratch,
		size_t n);

#endif
