/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_VERDICT_H
#define PANTAU_STORE_VERDICT_H

/*
 * What a person found an item to be, with evidence. The machine only ever says
 * that an item is to be checked; none of these words is its own.
 */

#include <stdbool.h>

#include "base/str.h"

/* Stored as these numbers, in labels and in COLUMN_FLAGS: never renumbered, and
 * at most 7. */
enum verdict {
	VERDICT_NONE, VERDICT_FALSE, VERDICT_MISLEADING, VERDICT_SCAM,
	VERDICT_TRUE, VERDICT_UNPROVEN, VERDICT_SATIRE,
	VERDICTS,
};

/* The name in machine formats: 'false', 'scam'; 'none' for NONE and for any
 * other number. */
const char *pantau_verdict_name(enum verdict verdict);
/* The word for people: 'salah', 'penipuan'; '-' for NONE. */
const char *pantau_verdict_word(enum verdict verdict);

/* Either of both, any ASCII case; '-' is VERDICT_NONE. False for anything
 * else. */
bool pantau_verdict_parse(struct str name, enum verdict *out);

#endif
