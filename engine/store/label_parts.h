/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_LABEL_PARTS_H
#define PANTAU_STORE_LABEL_PARTS_H

/* What the files of this room share of labels. */

#include "store/label.h"
#include "store/store_parts.h"

/* The tone of a statement's column; NONE for anything else that stands there. */
enum pantau_tone pantau_label_stored_tone(sqlite3_stmt *stmt, int at);

/* The tone that is in force for an item; NONE where there is none. */
enum pantau_status pantau_label_in_force(struct store *store, int64_t id,
		enum pantau_tone *tone, struct pantau_error *err);

/* The same with all that belongs to it; strings in the arena. title and text
 * are those stored now. */
enum pantau_status pantau_label_of_text(struct store *store, int64_t id,
		struct str title, struct str text, struct arena *arena,
		struct label *out, struct pantau_error *err);

/* Of what was labelled: another one tells that it was changed since. */
int64_t pantau_label_text_hash(struct str title, struct str text);

#endif
