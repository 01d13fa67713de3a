/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_LABEL_PARTS_H
#define PANTAU_STORE_LABEL_PARTS_H

/* What the files of this room share of labels. The table's column 'reason'
 * holds of a verdict the evidence, a line break (no text of a label has one)
 * and the reason. */

#include "store/label.h"
#include "store/store_parts.h"

/* What a field is called in the table: 'tone', 'verdict'. */
struct str pantau_label_field_name(enum label_field field);

/* What a label says, as the table holds it; 0 where it takes one away. */
int pantau_label_value(const struct label *label);

/* The value of a statement's column; 0 for what the field cannot say. */
int pantau_label_stored(sqlite3_stmt *stmt, int at, enum label_field field);

/* The label of a field in force, all 0 where there is none; strings in the
 * arena. title and text are those stored now. */
enum pantau_status pantau_label_of_text(struct store *store, int64_t id,
		enum label_field field, struct str title, struct str text,
		struct arena *arena, struct label *out,
		struct pantau_error *err);
/* Of what was labelled: another one tells that it was changed since. */
int64_t pantau_label_text_hash(struct str title, struct str text);

#endif
