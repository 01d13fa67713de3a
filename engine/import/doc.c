/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Names of kinds; the identity and the content of a document as hashes. */

#include "import/doc.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

static const struct kind_name {
	const char *en, *id;
} kind_names[KINDS] = {
	[KIND_NONE] = {"", ""},
	[KIND_NEWS] = {"news", "berita"},
	[KIND_POST] = {"post", "unggahan"},
	[KIND_COMMENT] = {"comment", "komentar"},
	[KIND_CHAT] = {"chat", "percakapan"},
	[KIND_COMPLAINT] = {"complaint", "aduan"},
	[KIND_RELEASE] = {"release", "rilis"},
};

const char *pantau_doc_kind_name(enum doc_kind kind)
{
	return kind_names[kind].en;
}

const char *pantau_doc_kind_label(enum doc_kind kind, enum pantau_lang lang)
{
	return lang == PANTAU_LANG_EN ? kind_names[kind].en
			: kind_names[kind].id;
}

enum doc_kind pantau_doc_kind_parse(struct str name)
{
	for (int kind = KIND_NEWS; kind < KINDS; kind++) {
		if (pantau_str_eq_nocase(name, str_of(kind_names[kind].en)) ||
				pantau_str_eq_nocase(name,
					str_of(kind_names[kind].id))) {
			return (enum doc_kind)kind;
		}
	}
	return KIND_NONE;
}

/*
 * What is hashed is the same on every machine: integers are 8 bytes, least
 * first, and strings stand behind their lengths, so that ("ab", "c") and
 * ("a", "bc") differ. Most documents fit the buffer and are hashed at one
 * stroke, which gives the same as piece by piece at a third of the time.
 */
struct hasher {
	size_t n;
	bool streams;
	XXH3_state_t state;
	char bytes[2048];
};

static void hasher_init(struct hasher *hasher)
{
	hasher->n = 0;
	hasher->streams = false;
}

static void flush(struct hasher *hasher)
{
	if (!hasher->streams) {
		(void)XXH3_128bits_reset(&hasher->state);
		hasher->streams = true;
	}
	(void)XXH3_128bits_update(&hasher->state, hasher->bytes, hasher->n);
	hasher->n = 0;
}

static void add(struct hasher *hasher, const char *p, size_t n)
{
	if (n > sizeof(hasher->bytes) - hasher->n) {
		flush(hasher);
	}
	if (n > sizeof(hasher->bytes)) {
		(void)XXH3_128bits_update(&hasher->state, p, n);
	} else if (n > 0) {
		memcpy(hasher->bytes + hasher->n, p, n);
		hasher->n += n;
	}
}

static void add_int(struct hasher *hasher, int64_t value)
{
	if (sizeof(hasher->bytes) - hasher->n < 8) {
		flush(hasher);
	}
	for (int i = 0; i < 8; i++) {
		hasher->bytes[hasher->n++] = (char)((uint64_t)value >> (8 * i));
	}
}

static void add_str(struct hasher *hasher, struct str s)
{
	add_int(hasher, (int64_t)s.n);
	add(hasher, s.p, s.n);
}

static void digest(struct hasher *hasher, unsigned char out[16])
{
	XXH128_canonical_t canonical;
	XXH128_hash_t hash;
	if (hasher->streams) {
		flush(hasher);
		hash = XXH3_128bits_digest(&hasher->state);
	} else {
		hash = XXH3_128bits(hasher->bytes, hasher->n);
	}
	XXH128_canonicalFromHash(&canonical, hash);
	memcpy(out, canonical.digest, sizeof(canonical.digest));
}

void pantau_doc_key(const struct doc *doc, uint64_t ordinal,
		unsigned char key[16])
{
	struct hasher hasher;
	bool named = (doc->fields & DOC_ID) != 0;
	hasher_init(&hasher);
	add_int(&hasher, named ? 1 : 2);
	add_str(&hasher, doc->source);
	if (named) {
		add_str(&hasher, doc->id);
	} else {
		add_str(&hasher, doc->author);
		/* As written: --zone must not make it another document. */
		add_str(&hasher, doc->published_raw);
		add_str(&hasher, doc->title);
		add_str(&hasher, doc->text);
		add_int(&hasher, (int64_t)ordinal);
	}
	digest(&hasher, key);
}

void pantau_doc_content(const struct doc *doc, unsigned char content[16])
{
	const struct str strings[] = {
		doc->url, doc->author, doc->title, doc->text, doc->language,
		doc->region, doc->parent, doc->published_raw,
	};
	const uint32_t identity = DOC_ID | DOC_SOURCE;
	const uint32_t fields = doc->fields & ~identity;
	const bool dated = (fields & DOC_PUBLISHED) != 0;
	const int64_t numbers[] = {
		fields,
		doc->kind,
		dated ? doc->published.seconds : 0,
		dated ? doc->published.offset : 0,
		dated && doc->published.has_time,
		(fields & DOC_LIKES) != 0 ? doc->likes : 0,
		(fields & DOC_SHARES) != 0 ? doc->shares : 0,
		(fields & DOC_COMMENTS) != 0 ? doc->comments : 0,
		(fields & DOC_VIEWS) != 0 ? doc->views : 0,
		doc->owned,
		doc->public_author,
	};
	struct hasher hasher;
	hasher_init(&hasher);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		add_int(&hasher, numbers[i]);
	}
	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		add_str(&hasher, strings[i]);
	}
	digest(&hasher, content);
}
