/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_DOC_H
#define PANTAU_IMPORT_DOC_H

/* One document as a reader found it: views into memory that the caller names
 * (an arena), which fields were set, and where in the input it stood. */

#include "base/date.h"
#include "base/str.h"

enum doc_kind { KIND_NONE, KIND_NEWS, KIND_POST, KIND_COMMENT, KIND_CHAT,
	KIND_COMPLAINT, KIND_RELEASE, KINDS };

enum doc_field {
	DOC_ID = 1 << 0,
	DOC_SOURCE = 1 << 1,
	DOC_KIND = 1 << 2,
	DOC_URL = 1 << 3,
	DOC_AUTHOR = 1 << 4,
	DOC_PUBLISHED = 1 << 5,
	DOC_TITLE = 1 << 6,
	DOC_TEXT = 1 << 7,
	DOC_LANGUAGE = 1 << 8,
	DOC_REGION = 1 << 9,
	DOC_PARENT = 1 << 10,
	DOC_LIKES = 1 << 11,
	DOC_SHARES = 1 << 12,
	DOC_COMMENTS = 1 << 13,
	DOC_VIEWS = 1 << 14,
	DOC_OWNED = 1 << 15,
	DOC_PUBLIC = 1 << 16, /* the author is a public account (--public) */
};

struct doc {
	uint32_t fields;            /* enum doc_field bits that were set */
	struct str id, source, url, author, title, text, language, region, parent;
	struct str published_raw;   /* as it stood in the input */
	struct timestamp published; /* when DOC_PUBLISHED */
	enum doc_kind kind;
	int64_t likes, shares, comments, views;
	bool owned, public_author;
	uint32_t input;             /* index of the input file, from 0 */
	uint64_t record;            /* number of its record, from 1 */
	uint64_t line;              /* line where it begins, from 1 */
};

/* "news" ...; KIND_NONE for an unknown name (also Indonesian: berita,
 * unggahan, komentar, percakapan, aduan, rilis). */
const char *pantau_doc_kind_name(enum doc_kind kind);
/* The name in a language, for people; "" for KIND_NONE. */
const char *pantau_doc_kind_label(enum doc_kind kind, enum pantau_lang lang);
enum doc_kind pantau_doc_kind_parse(struct str name);

/* The identity of a document (DESIGN.md, section 5): of (source, id), else of
 * (source, author, published, title, text) and the ordinal of the same record
 * in its file. content covers every field but id and source. */
void pantau_doc_key(const struct doc *doc, uint64_t ordinal,
		unsigned char key[16]);
void pantau_doc_content(const struct doc *doc, unsigned char content[16]);

#endif
