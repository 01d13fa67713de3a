/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_JSON_MEND_H
#define PANTAU_IMPORT_JSON_MEND_H

#include "base/str.h"

/* Writes \uFFFD over each surrogate escape that has no partner, in place, and
 * returns how many there were. All else stays as it is. */
uint64_t pantau_json_mend(char *text, size_t length);

#endif
