/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The parts and terms of a leaf page. */

#include "store/posting_page.h"

static uint32_t big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

/* A varint of at most 32 bits; how many bytes it takes, 0 when it has none. */
static size_t number(const unsigned char *p, const unsigned char *end,
		uint32_t *out)
{
	uint64_t value = 0;
	size_t n = pantau_varint_get(p, end, &value);

	*out = (uint32_t)value;
	return value <= UINT32_MAX ? n : 0;
}

bool pantau_leaf_parse(const unsigned char *p, size_t n, struct leaf *out)
{
	*out = (struct leaf){.p = p};
	if (n < 4 || n > 2 * 65536) {
		return false;
	}
	out->n = (uint32_t)n;
	out->rows = big_endian(p);
	out->body = big_endian(p + 2);
	out->term = out->body;
	if (out->body < 4 || out->body > n) {
		return false;
	}
	if (out->body < n && (number(p + out->body, p + n, &out->term) == 0 ||
			out->term < 4 || out->term >= out->body)) {
		return false;
	}
	return out->rows == 0 || (out->rows >= 4 && out->rows < out->term);
}

void pantau_leaf_terms(const struct leaf *leaf, struct leaf_terms *out)
{
	uint32_t first;

	*out = (struct leaf_terms){.leaf = leaf, .at = leaf->term,
			.footer = leaf->body, .first = true,
			.end = leaf->term == leaf->body};
	if (!out->end) {
		/* Parsed once already. */
		out->footer += (uint32_t)number(leaf->p + leaf->body,
				leaf->p + leaf->n, &first);
	}
}

/* One term of a page: how much it shares with the one before, where its new
 * bytes are, and what belongs to it. Moves on; false when damaged. */
static inline bool next_term(struct leaf_terms *terms, uint32_t *shared,
		struct str *fresh, struct leaf_extent *out)
{
	const struct leaf *leaf = terms->leaf;
	const unsigned char *p = leaf->p + terms->at;
	const unsigned char *end = leaf->p + leaf->body;
	uint32_t bytes, step = 0;
	size_t n;

	*shared = 0;
	if (!terms->first) {
		n = number(p, end, shared);
		p += n;
		if (n == 0) {
			return false;
		}
	}
	n = number(p, end, &bytes);
	p += n;
	if (n == 0 || bytes == 0 || bytes > (size_t)(end - p)) {
		return false;
	}
	*fresh = str_make((const char *)p, bytes);
	out->rows = (uint32_t)(p - leaf->p) + bytes;
	out->end = leaf->body;
	out->last = terms->footer >= leaf->n;
	if (!out->last) {
		n = number(leaf->p + terms->footer, leaf->p + leaf->n, &step);
		if (n == 0 || step > leaf->body - terms->at) {
			return false;
		}
		terms->footer += (uint32_t)n;
		terms->at += step;
		out->end = terms->at;
	}
	terms->first = false;
	terms->end = out->last;
	return out->rows <= out->end && (out->last || out->end < leaf->body);
}

bool pantau_leaf_next_term(struct leaf_terms *terms, struct buf *term,
		struct leaf_extent *out)
{
	uint32_t shared;
	struct str fresh;

	if (terms->end || terms->damaged) {
		return false;
	}
	if (!next_term(terms, &shared, &fresh, out) || shared > term->n) {
		terms->damaged = true;
		return false;
	}
	term->n = shared;
	pantau_buf_str(term, fresh);
	return !term->failed;
}

enum leaf_found pantau_leaf_find(const struct leaf *leaf, struct str term,
		struct leaf_extent *out)
{
	struct leaf_terms terms;
	struct str fresh;
	uint32_t shared;
	size_t match = 0; /* bytes the sought one shares with the one before */

	pantau_leaf_terms(leaf, &terms);
	while (!terms.end) {
		if (!next_term(&terms, &shared, &fresh, out)) {
			return LEAF_DAMAGED;
		}
		if (shared < match) {
			return LEAF_ABSENT;
		}
		if (shared > match) {
			continue; /* differs where the one before did */
		}
		size_t i = 0;
		while (i < fresh.n && match + i < term.n &&
				fresh.p[i] == term.p[match + i]) {
			i++;
		}
		match += i;
		if (match == term.n) {
			return i == fresh.n ? LEAF_FOUND : LEAF_ABSENT;
		}
		if (i < fresh.n && (unsigned char)fresh.p[i] >
				(unsigned char)term.p[match]) {
			return LEAF_ABSENT;
		}
	}
	return LEAF_ABSENT;
}
