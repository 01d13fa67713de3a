/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_MASK_H
#define PANTAU_TEXT_MASK_H

/*
 * Masking for output: phone numbers, NIK (16 digits), e-mail addresses and
 * private @handles. Masked bytes become '*' one for one, so that every offset
 * into the text stays true.
 */

#include "text/analyser.h"

enum mask_kind { MASK_PHONE, MASK_NIK, MASK_EMAIL, MASK_HANDLE };

struct mask_span {
	size_t start, end;
	enum mask_kind kind;
};

struct mask {
	struct str text;              /* in the arena; the input when nothing was
	                                 masked */
	const struct mask_span *span;
	size_t spans;
};

/* is_public (may be NULL: none is) says which handles stay. scratch is reset.
 */
enum pantau_status pantau_mask(struct pantau_analyser *analyser,
		struct str text,
		bool (*is_public)(void *context, struct str handle), void *context,
		struct arena *arena, struct arena *scratch, struct mask *out,
		struct pantau_error *err);

/* "phone", "nik", "email", "handle". */
const char *pantau_mask_kind_name(enum mask_kind kind);

#endif
