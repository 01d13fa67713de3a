/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Letters that look like those of the Latin alphabet; drawn from Unicode's
 * confusables (UTS #39), folded forms only.
 */

#include "text/fold_alike.h"

#include <stdlib.h>

struct alike {
	uint16_t from;
	char to;
};

static int by_point(const void *key, const void *row)
{
	uint32_t cp = *(const uint32_t *)key;
	uint32_t from = ((const struct alike *)row)->from;
	return cp < from ? -1 : cp > from;
}

static char find(uint32_t cp, const struct alike *table, size_t n)
{
	const struct alike *row = bsearch(&cp, table, n, sizeof(*table),
			by_point);
	return row != NULL ? row->to : '\0';
}

char pantau_fold_latin_alike(uint32_t cp)
{
	/* Small capitals, turned letters, hooks and strokes. */
	static const struct alike table[] = {
		{0x00f8, 'o'}, {0x0111, 'd'}, {0x0127, 'h'}, {0x0131, 'i'},
		{0x0142, 'l'}, {0x0167, 't'}, {0x0180, 'b'}, {0x0188, 'c'},
		{0x0192, 'f'}, {0x0199, 'k'}, {0x01a5, 'p'}, {0x01ad, 't'},
		{0x01b4, 'y'}, {0x01b6, 'z'}, {0x0221, 'd'}, {0x0237, 'j'},
		{0x0250, 'a'}, {0x0251, 'a'}, {0x0253, 'b'}, {0x0256, 'd'},
		{0x0257, 'd'}, {0x0260, 'g'}, {0x0261, 'g'}, {0x0262, 'g'},
		{0x0265, 'h'}, {0x0266, 'h'}, {0x0268, 'i'}, {0x026a, 'i'},
		{0x026b, 'l'}, {0x026d, 'l'}, {0x0270, 'm'}, {0x0271, 'm'},
		{0x0272, 'n'}, {0x0273, 'n'}, {0x0274, 'n'}, {0x0279, 'r'},
		{0x027d, 'r'}, {0x027e, 'r'}, {0x0280, 'r'}, {0x0282, 's'},
		{0x0287, 't'}, {0x0288, 't'}, {0x0289, 'u'}, {0x028b, 'v'},
		{0x028c, 'v'}, {0x028d, 'w'}, {0x028e, 'y'}, {0x028f, 'y'},
		{0x0290, 'z'}, {0x0299, 'b'}, {0x029c, 'h'}, {0x029e, 'k'},
		{0x029f, 'l'}, {0x1d00, 'a'}, {0x1d04, 'c'}, {0x1d05, 'd'},
		{0x1d07, 'e'}, {0x1d0a, 'j'}, {0x1d0b, 'k'}, {0x1d0d, 'm'},
		{0x1d0f, 'o'}, {0x1d18, 'p'}, {0x1d1b, 't'}, {0x1d1c, 'u'},
		{0x1d20, 'v'}, {0x1d21, 'w'}, {0x1d22, 'z'}, {0xa730, 'f'},
		{0xa731, 's'},
	};
	return find(cp, table, sizeof(table) / sizeof(table[0]));
}

char pantau_fold_other_alike(uint32_t cp)
{
	/* Greek, Cyrillic, Armenian, Cherokee, Lisu. */
	static const struct alike table[] = {
		{0x03b1, 'a'}, {0x03b3, 'y'}, {0x03b5, 'e'}, {0x03b7, 'n'},
		{0x03b8, 'o'}, {0x03b9, 'i'}, {0x03ba, 'k'}, {0x03bd, 'v'},
		{0x03bf, 'o'}, {0x03c1, 'p'}, {0x03c3, 'o'}, {0x03c4, 't'},
		{0x03c5, 'u'}, {0x03c7, 'x'}, {0x03c9, 'w'}, {0x03f2, 'c'},
		{0x03f3, 'j'}, {0x0430, 'a'}, {0x0432, 'b'}, {0x0433, 'r'},
		{0x0435, 'e'}, {0x0437, 'e'}, {0x0438, 'n'}, {0x043a, 'k'},
		{0x043b, 'n'}, {0x043c, 'm'}, {0x043d, 'h'}, {0x043e, 'o'},
		{0x043f, 'n'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0442, 't'},
		{0x0443, 'y'}, {0x0445, 'x'}, {0x0448, 'w'}, {0x0449, 'w'},
		{0x044c, 'b'}, {0x044e, 'o'}, {0x044f, 'r'}, {0x0454, 'e'},
		{0x0455, 's'}, {0x0456, 'i'}, {0x0457, 'i'}, {0x0458, 'j'},
		{0x046d, 'x'}, {0x0473, 'o'}, {0x0475, 'v'}, {0x0491, 'r'},
		{0x0493, 'f'}, {0x0499, 'e'}, {0x049b, 'k'}, {0x04a3, 'h'},
		{0x04af, 'y'}, {0x04b3, 'x'}, {0x04bb, 'h'}, {0x04cf, 'l'},
		{0x04e9, 'o'}, {0x0501, 'd'}, {0x050d, 'g'}, {0x051b, 'q'},
		{0x051d, 'w'}, {0x0561, 'w'}, {0x0563, 'q'}, {0x0566, 'q'},
		{0x0570, 'h'}, {0x0578, 'n'}, {0x057d, 'u'}, {0x0581, 'g'},
		{0x0585, 'o'}, {0x13a0, 'd'}, {0x13a1, 'r'}, {0x13a2, 't'},
		{0x13a5, 'i'}, {0x13aa, 'a'}, {0x13ab, 'j'}, {0x13ac, 'e'},
		{0x13b3, 'w'}, {0x13b7, 'm'}, {0x13bb, 'h'}, {0x13c0, 'g'},
		{0x13c3, 'z'}, {0x13cf, 'b'}, {0x13d2, 'r'}, {0x13d4, 'w'},
		{0x13d5, 's'}, {0x13d9, 'v'}, {0x13da, 's'}, {0x13de, 'l'},
		{0x13df, 'c'}, {0x13e2, 'p'}, {0x13e6, 'k'}, {0x13f4, 'b'},
		{0xa4d0, 'b'}, {0xa4d1, 'p'}, {0xa4d3, 'd'}, {0xa4d4, 't'},
		{0xa4d6, 'g'}, {0xa4d7, 'k'}, {0xa4d9, 'j'}, {0xa4da, 'c'},
		{0xa4dc, 'z'}, {0xa4dd, 'f'}, {0xa4df, 'm'}, {0xa4e0, 'n'},
		{0xa4e1, 'l'}, {0xa4e2, 's'}, {0xa4e3, 'r'}, {0xa4e6, 'v'},
		{0xa4e7, 'h'}, {0xa4ea, 'w'}, {0xa4eb, 'x'}, {0xa4ec, 'y'},
		{0xa4ee, 'a'}, {0xa4f0, 'e'}, {0xa4f2, 'i'}, {0xa4f3, 'o'},
		{0xa4f4, 'u'},
	};
	return find(cp, table, sizeof(table) / sizeof(table[0]));
}
