/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_FOLD_ALIKE_H
#define PANTAU_TEXT_FOLD_ALIKE_H

/* Look-alikes of a to z, of folded code points; NUL when it is none. */

#include <stdint.h>

/* Letters of the Latin script, which no Indonesian word is written with. */
char pantau_fold_latin_alike(uint32_t code_point);

/* Letters of other scripts: only a word that mixes them with Latin is meant to
 * be read so. */
char pantau_fold_other_alike(uint32_t code_point);

#endif
