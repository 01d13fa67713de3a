/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Documents to bytes and back. */

#include "import/record.h"

#include <stdlib.h>

#define STRINGS 10
#define COUNTS 4
/* Lengths stand in groups of 7 bits, least first. */
#define LENGTH_MAX 5
#define ROOM (sizeof(struct record_head) + COUNTS * 8 + STRINGS * LENGTH_MAX)

/* The strings of a document, in one order for packing and reading. */
static void strings(struct doc *doc, struct str *out[STRINGS])
{
	struct str *const all[STRINGS] = {
		&doc->id, &doc->source, &doc->url, &doc->author,
		&doc->published_raw, &doc->title, &doc->text, &doc->language,
		&doc->region, &doc->parent,
	};
	memcpy(out, all, sizeof(all));
}

static void counts(struct doc *doc, int64_t *out[COUNTS])
{
	out[0] = &doc->likes;
	out[1] = &doc->shares;
	out[2] = &doc->comments;
	out[3] = &doc->views;
}

static const uint32_t count_fields[COUNTS] = {
	DOC_LIKES, DOC_SHARES, DOC_COMMENTS, DOC_VIEWS,
};

void pantau_record_set_init(struct record_set *set)
{
	*set = (struct record_set){0};
	pantau_buf_init(&set->bytes);
}

void pantau_record_set_finish(struct record_set *set)
{
	pantau_buf_finish(&set->bytes);
	free(set->offset);
	*set = (struct record_set){0};
}

void pantau_record_set_clear(struct record_set *set)
{
	pantau_buf_clear(&set->bytes);
	set->n = 0;
}

static bool room_for(struct record_set *set, size_t more)
{
	if (set->room - set->n >= more) {
		return true;
	}
	size_t room = set->room == 0 ? 256 : set->room * 2;
	while (room - set->n < more) {
		room *= 2;
	}
	size_t *offset = realloc(set->offset, room * sizeof(*offset));
	if (offset == NULL) {
		return false;
	}
	set->offset = offset;
	set->room = room;
	return true;
}

static struct record_head make_head(const struct doc *doc,
		const struct sort_extra *extra)
{
	bool dated = (doc->fields & DOC_PUBLISHED) != 0;
	struct record_head head = {
		.time = dated ? (uint32_t)doc->published.seconds : UINT32_MAX,
		.input = doc->input, .fields = doc->fields,
		.record = doc->record, .line = doc->line,
		.offset = doc->published.offset, .kind = (uint8_t)doc->kind,
		.mark = extra->fresh ? RECORD_FRESH : 0,
		.has_time = doc->published.has_time, .owned = doc->owned,
		.public_author = doc->public_author,
	};
	memcpy(head.key, extra->key, sizeof(head.key));
	memcpy(head.content, extra->content, sizeof(head.content));
	return head;
}

bool pantau_record_set_add(struct record_set *set, const struct doc *doc,
		const struct sort_extra *extra)
{
	struct record_head head = make_head(doc, extra);
	struct doc copy = *doc;
	struct str *string[STRINGS];
	int64_t *count[COUNTS];
	char front[ROOM];
	size_t at = sizeof(head), bytes = 0;
	strings(&copy, string);
	counts(&copy, count);
	for (int i = 0; i < COUNTS; i++) {
		if ((head.fields & count_fields[i]) != 0) {
			memcpy(front + at, count[i], sizeof(*count[i]));
			at += sizeof(*count[i]);
		}
	}
	for (int i = 0; i < STRINGS; i++) {
		uint32_t n = (uint32_t)string[i]->n;
		bytes += string[i]->n;
		for (; n >= 0x80; n >>= 7) {
			front[at++] = (char)(n | 0x80);
		}
		front[at++] = (char)n;
	}
	if (bytes > UINT32_MAX - ROOM || !room_for(set, 1) ||
			!pantau_buf_reserve(&set->bytes, at + bytes)) {
		return false;
	}
	head.size = (uint32_t)(at + bytes);
	memcpy(front, &head, sizeof(head));
	set->offset[set->n++] = set->bytes.n;
	pantau_buf_append(&set->bytes, front, at);
	for (int i = 0; i < STRINGS; i++) {
		pantau_buf_str(&set->bytes, *string[i]);
	}
	return true;
}

bool pantau_record_set_append(struct record_set *set,
		const struct record_set *more)
{
	size_t base = set->bytes.n;
	if (!room_for(set, more->n) ||
			!pantau_buf_reserve(&set->bytes, more->bytes.n)) {
		return false;
	}
	pantau_buf_str(&set->bytes, buf_str(&more->bytes));
	for (size_t i = 0; i < more->n; i++) {
		set->offset[set->n + i] = base + more->offset[i];
	}
	set->n += more->n;
	return true;
}

/* Where the strings begin; their lengths are set, their places not. */
static const char *unpack(const char *p, struct doc *out,
		struct sort_extra *extra)
{
	const struct record_head head = record_head(p);
	struct str *string[STRINGS];
	int64_t *count[COUNTS];
	bool dated = (head.fields & DOC_PUBLISHED) != 0;
	*out = (struct doc){
		.fields = head.fields, .kind = (enum doc_kind)head.kind,
		.published = {dated ? head.time : 0, head.offset,
			head.has_time != 0},
		.owned = head.owned != 0,
		.public_author = head.public_author != 0,
		.input = head.input, .record = head.record, .line = head.line,
	};
	memcpy(extra->key, head.key, sizeof(head.key));
	memcpy(extra->content, head.content, sizeof(head.content));
	extra->fresh = (head.mark & RECORD_FRESH) != 0;
	strings(out, string);
	counts(out, count);
	p += sizeof(head);
	for (int i = 0; i < COUNTS; i++) {
		if ((head.fields & count_fields[i]) != 0) {
			memcpy(count[i], p, sizeof(*count[i]));
			p += sizeof(*count[i]);
		}
	}
	for (int i = 0; i < STRINGS; i++) {
		size_t n = 0;
		for (unsigned shift = 0;; shift += 7) {
			unsigned char byte = (unsigned char)*p++;
			n |= (size_t)(byte & 0x7f) << shift;
			if (byte < 0x80) {
				break;
			}
		}
		string[i]->n = n;
	}
	return p;
}

static void place(struct doc *doc, const char *p)
{
	struct str *string[STRINGS];
	strings(doc, string);
	for (int i = 0; i < STRINGS; i++) {
		string[i]->p = p;
		p += string[i]->n;
	}
}

void pantau_record_view(const char *p, struct doc *out,
		struct sort_extra *extra)
{
	place(out, unpack(p, out, extra));
}

bool pantau_record_copy(const char *p, struct arena *arena, struct doc *out,
		struct sort_extra *extra)
{
	const char *from = unpack(p, out, extra);
	size_t front = (size_t)(from - p);
	struct str bytes = pantau_arena_str(arena,
			str_make(from, record_head(p).size - front));
	if (bytes.p == NULL) {
		return false;
	}
	place(out, bytes.p);
	return true;
}
