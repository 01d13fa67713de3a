/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_UTF8_H
#define PANTAU_BASE_UTF8_H

/* Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, at most U+10FFFF. */

#include "base/str.h"

#define UTF8_BAD 0xfffd

/*
 * Decodes one code point at s[*at], at < s.n, and moves *at behind it. An ill
 * formed sequence yields UTF8_BAD and moves past its maximal subpart (at least
 * one byte), as Unicode 3.9 recommends; *ok (may be NULL) says which it was.
 */
uint32_t pantau_utf8_next(struct str s, size_t *at, bool *ok);

/* Writes 1 to 4 bytes, returns how many. Surrogates and > 10FFFF give U+FFFD. */
size_t pantau_utf8_put(char out[4], uint32_t code_point);

/* True when s is UTF-8; otherwise *bad (may be NULL) is the first bad byte. */
bool pantau_utf8_valid(struct str s, size_t *bad);

/* Number of code points, ill-formed subparts counting one each. */
size_t pantau_utf8_length(struct str s);

/* The longest prefix of at most max bytes that ends between code points. */
struct str pantau_utf8_prefix(struct str s, size_t max);

#endif
