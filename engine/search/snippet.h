/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_SNIPPET_H
#define PANTAU_SEARCH_SNIPPET_H

/*
 * What of a text is shown, and what is marked in it. A snippet is a view of
 * the text as written, line breaks and all, cut at tokens.
 */

#include "search/occur.h"

#define SNIPPET_TOKENS 30
#define SNIPPET_BYTES 4096 /* at most; only one long token may go beyond */

/*
 * Fills snippet and highlights of a hit from its item's text, and the
 * highlights of its title; both live in the arena. The window is the one of so
 * many tokens that holds the most different words and phrases asked for, the
 * earliest of equals, with about as much before as behind them.
 */
enum pantau_status pantau_snippet_make(struct finder *finder, size_t tokens,
		struct arena *arena, struct hit *hit, struct pantau_error *err);

#endif
