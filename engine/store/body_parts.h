/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_BODY_PARTS_H
#define PANTAU_STORE_BODY_PARTS_H

/* What body.c and body_pack.c share. */

#include <zstd.h>

#include "store/body.h"
#include "store/store_parts.h"

/* Numbers that a reader knows, and the one that new texts are packed with. */
#define BODY_DICTIONARIES 16
#define BODY_PACKING 1

struct body_dictionary {
	ZSTD_CDict *dictionary;
	int number;
	struct body_dictionary *next; /* lent once, and out of use */
};

/* NULL: no memory, or no dictionary. */
struct body_dictionary *pantau_body_dictionary_make(struct str bytes,
		int number);
void pantau_body_dictionary_free(struct body_dictionary *dictionary);

#endif
