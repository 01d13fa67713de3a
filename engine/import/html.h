/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_HTML_H
#define PANTAU_IMPORT_HTML_H

/*
 * HTML in a field to the text that a reader of it would see. Feeds and tables
 * of fact checkers hold what their editors paste: tags, scripts, '&nbsp;'.
 *
 * Only what looks like a tag is one ('<' and a letter, '/', '!' or '?'), so
 * that '3 < 5' stays. A tag that nothing closes is text. What parts blocks (p,
 * br, li, ...) leaves a line break, what marks words (b, a, span) nothing. The
 * content of script and style goes. Entities: numbers, and the names that such
 * texts use.
 */

#include "base/arena.h"

/* The text, or, where there is no markup, the very view. p NULL: memory. Linear
 * in the text. */
struct str pantau_html_text(struct str in, struct arena *arena);

#endif
