/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The entries of a doclist on one page. Each has to be read to know where the
 * next one begins: a chain of two loads, which is what an entry costs. All else
 * stays off that chain.
 */

#include "store/posting_page.h"

#define POSLIST_MAX (UINT32_C(1) << 28)

struct entry {
	int64_t id;
	const unsigned char *poslist;
	uint32_t bytes;
};

/* A varint that may be longer than two bytes; never past the padding, since
 * zeros end it. */
static const unsigned char *long_varint(const unsigned char *p,
		uint64_t *value)
{
	size_t n = pantau_varint_get(p, p + INDEX_VARINT_MAX, value);
	return p + n;
}

static inline const unsigned char *varint(const unsigned char *p,
		uint64_t *value)
{
	if (p[0] < 0x80) {
		*value = p[0];
		return p + 1;
	}
	if (p[1] < 0x80) {
		*value = (uint64_t)(p[0] & 0x7f) << 7 | p[1];
		return p + 2;
	}
	return long_varint(p, value);
}

/* The entry at p (below the end); what follows it, or NULL for a damaged one.
 * The caller looks whether its poslist fits. */
static inline const unsigned char *entry_at(const unsigned char *p,
		const unsigned char *end, int64_t before, bool absolute,
		struct entry *out)
{
	uint64_t delta, size;

	/* Frequent words have entries of single bytes, mostly. */
	if (((p[0] | p[1]) & 0x80) == 0) {
		delta = p[0];
		size = p[1];
		out->id = (int64_t)((absolute ? 0 : (uint64_t)before) + delta);
		out->bytes = (uint32_t)size >> 1;
		out->poslist = p += 2;
		return p > end || (!absolute && out->id <= before) ? NULL : p;
	}
	p = varint(varint(p, &delta), &size);
	out->id = (int64_t)((absolute ? 0 : (uint64_t)before) + delta);
	out->bytes = (uint32_t)(size >> 1);
	out->poslist = p;
	if (p > end || size >= 2 * (uint64_t)POSLIST_MAX ||
			(!absolute && out->id <= before)) {
		return NULL;
	}
	return p;
}

/* Ends the page at an entry whose poslist goes on behind it, or at damage. */
static inline void finish(struct entries *entries, const unsigned char *next,
		const struct entry *last)
{
	entries->at = entries->end;
	if (next == NULL) {
		entries->damaged = true;
	} else {
		entries->over = last->bytes - (uint32_t)(entries->end - next);
	}
}

size_t pantau_entries_decode(struct entries *entries, bool empty,
		const struct entry_arrays *out, size_t room)
{
	const unsigned char *p = entries->at, *end = entries->end;
	int64_t id = entries->id;
	bool absolute = entries->absolute;
	size_t n = 0;

	while (n < room && p < end) {
		struct entry e;
		const unsigned char *next = entry_at(p, end, id, absolute, &e);
		if (next == NULL) {
			finish(entries, next, &e);
			return n;
		}
		absolute = false;
		id = e.id;
		out->id[n] = id;
		out->poslist[n] = e.poslist;
		out->bytes[n] = e.bytes;
		n += e.bytes != 0 || empty;
		if (e.bytes > (size_t)(end - next)) {
			finish(entries, next, &e);
			entries->id = id;
			return n;
		}
		p = next + e.bytes;
	}
	entries->at = p;
	entries->id = id;
	entries->absolute = absolute;
	return n;
}

size_t pantau_entries_decode_back(struct entries *entries, bool empty,
		int64_t most, const struct entry_arrays *out, size_t room)
{
	const unsigned char *p = entries->at, *end = entries->end;
	int64_t id = entries->id;
	bool absolute = entries->absolute;
	size_t left = room;

	while (p < end && left > 0) {
		struct entry e;
		const unsigned char *next = entry_at(p, end, id, absolute, &e);
		if (next == NULL) {
			finish(entries, next, &e);
			return room - left;
		}
		if (e.id > most) {
			break;
		}
		absolute = false;
		id = e.id;
		out->id[left - 1] = id;
		out->poslist[left - 1] = e.poslist;
		out->bytes[left - 1] = e.bytes;
		left -= e.bytes != 0 || empty;
		if (e.bytes > (size_t)(end - next)) {
			finish(entries, next, &e);
			break;
		}
		p = next + e.bytes;
	}
	entries->at = end;
	entries->id = id;
	return room - left;
}

void pantau_entries_skip(struct entries *entries, int64_t least)
{
	const unsigned char *p = entries->at, *end = entries->end;
	int64_t id = entries->id;
	bool absolute = entries->absolute;

	while (p < end) {
		struct entry e;
		const unsigned char *next = entry_at(p, end, id, absolute, &e);
		if (next == NULL) {
			finish(entries, next, &e);
			return;
		}
		if (e.id >= least) {
			break;
		}
		absolute = false;
		id = e.id;
		if (e.bytes > (size_t)(end - next)) {
			/* Passed over, so that its rest matters to nobody. */
			p = end;
			break;
		}
		p = next + e.bytes;
	}
	entries->at = p;
	entries->id = id;
	entries->absolute = absolute;
}

uint64_t pantau_entries_count(struct entries *entries)
{
	const unsigned char *p = entries->at, *end = entries->end;
	int64_t id = entries->id;
	bool absolute = entries->absolute;
	uint64_t n = 0;

	while (p < end) {
		struct entry e;
		const unsigned char *next = entry_at(p, end, id, absolute, &e);
		if (next == NULL) {
			finish(entries, next, &e);
			return n;
		}
		absolute = false;
		id = e.id;
		n += e.bytes != 0;
		if (e.bytes > (size_t)(end - next)) {
			break;
		}
		p = next + e.bytes;
	}
	entries->at = end;
	entries->id = id;
	return n;
}
