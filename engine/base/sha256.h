/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_SHA256_H
#define PANTAU_BASE_SHA256_H

/* SHA-256 (FIPS 180-4) and HMAC (RFC 2104): for pseudonyms, no more. Pure
 * functions, safe in any thread. */

#include "base/str.h"

#define SHA256_BYTES 32

void pantau_sha256(struct str s, unsigned char out[SHA256_BYTES]);
void pantau_hmac_sha256(struct str key, struct str s,
		unsigned char out[SHA256_BYTES]);

#endif
