/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_TERMS_PARTS_H
#define PANTAU_SEARCH_TERMS_PARTS_H

/* What the files that make terms of words share. */

#include "search/terms.h"

static inline struct str pantau_terms_str(const struct pantau_term *term)
{
	return str_make(term->bytes, term->length);
}

/* Counts a term against the limits; word and stem of one spelling are two. */
enum pantau_status pantau_terms_count(struct term_maker *maker,
		const struct query_node *node, struct str form, bool stem,
		struct pantau_error *err);

/* One form, or with stem two: as it is, and marked. False when memory is out. */
bool pantau_terms_forms_set(struct term_maker *maker, struct str bytes,
		bool stem, struct match_position *out);

/* The term that the position of term 'first' is asked for by. */
struct str pantau_terms_asked(const struct pantau_tokens *tokens,
		size_t first, bool stem);

/*
 * An alternative that is another spelling of the same word. Those of slang,
 * addresses, mentions and tags say less than what was asked for, and so does
 * the number in 'ke-43'.
 */
bool pantau_terms_variant(const struct query_node *node,
		const struct pantau_tokens *tokens, const struct pantau_term *term);

#endif
