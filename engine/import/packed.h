/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_PACKED_H
#define PANTAU_IMPORT_PACKED_H

/* What first bytes say about being packed. */

#include "base/str.h"

/* gz, zst, xz, bz2, zip or tar. tar needs 263 bytes to be known. */
bool pantau_packed(struct str head);

/* A zip that libarchive should look for the directory of. */
bool pantau_packed_zip(struct str head);

/*
 * The dictionary that the first block of an xz stream asks for, in bytes; 0
 * when head is not xz or too short. liblzma allots it, up to 4 GiB, on the
 * word of a file of some hundred bytes.
 */
uint64_t pantau_xz_dictionary(struct str head);

#endif
