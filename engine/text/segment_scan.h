/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_SEGMENT_SCAN_H
#define PANTAU_TEXT_SEGMENT_SCAN_H

/*
 * Scanning 16 bytes at once. Words of running text have 6 letters: what a loop
 * by bytes loses is not its steps but the guess, wrong for each word, of when
 * it ends. The portable way gives the same places.
 */

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "text/char_class.h"

#ifdef __SSE2__
/* Bit per byte: no ASCII letter nor digit. */
static inline unsigned scan_not_word(__m128i c)
{
	__m128i letter = _mm_add_epi8(_mm_or_si128(c, _mm_set1_epi8(0x20)),
			_mm_set1_epi8(0x80 - 'a'));
	__m128i digit = _mm_add_epi8(c, _mm_set1_epi8(0x80 - '0'));
	__m128i word = _mm_or_si128(
			_mm_cmplt_epi8(letter, _mm_set1_epi8(26 - 128)),
			_mm_cmplt_epi8(digit, _mm_set1_epi8(10 - 128)));
	return (unsigned)_mm_movemask_epi8(word) ^ 0xffff;
}

static inline __m128i scan_lower16(__m128i c)
{
	__m128i upper = _mm_cmplt_epi8(_mm_add_epi8(c,
			_mm_set1_epi8(0x80 - 'A')), _mm_set1_epi8(26 - 128));
	return _mm_or_si128(c, _mm_and_si128(upper, _mm_set1_epi8(0x20)));
}
#endif

/* n bytes with A to Z in lower case. */
static inline void scan_lower(const char *p, size_t n, char *out)
{
	size_t at = 0;
#ifdef __SSE2__
	for (; n - at >= 16; at += 16) {
		_mm_storeu_si128((__m128i *)(void *)(out + at), scan_lower16(
				_mm_loadu_si128((const __m128i *)(const void *)
				(p + at))));
	}
#endif
	for (; at < n; at++) {
		out[at] = ascii_lower(p[at]);
	}
}

/* Behind the run of ASCII letters and digits at a place of n bytes. */
static inline size_t scan_word(const char *p, size_t n, size_t at)
{
#ifdef __SSE2__
	while (n - at >= 16) {
		unsigned other = scan_not_word(_mm_loadu_si128(
				(const __m128i *)(const void *)(p + at)));
		if (other != 0) {
			return at + (unsigned)__builtin_ctz(other);
		}
		at += 16;
	}
#endif
	while (at < n && ascii_is(p[at], ASCII_WORD)) {
		at++;
	}
	return at;
}

#endif
