/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Images: opening with every check, sections, and string tables in place. */

#include "base/hash.h"
#include "lexicon/image.h"
#include "lexicon/image_layout.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
		"images are little-endian and read in place");

static enum pantau_status damaged(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
			"the compiled lexicon is damaged or of another version",
			"citra leksikon rusak atau dari versi lain"));
}

/* All sections behind the table, inside the image, aligned. */
static bool sections_fit(struct str bytes, uint32_t n)
{
	size_t first = sizeof(struct image_header) +
			(size_t)n * sizeof(struct image_section);

	for (uint32_t i = 0; i < n; i++) {
		struct image_section section;
		memcpy(&section, bytes.p + sizeof(struct image_header) +
				i * sizeof(section), sizeof(section));
		if (section.offset < first || section.offset > bytes.n ||
				section.length > bytes.n - section.offset ||
				section.offset % IMAGE_ALIGN != 0) {
			return false;
		}
	}
	return true;
}

enum pantau_status pantau_image_open_sound(struct str bytes,
		enum image_kind kind, struct image *out,
		struct pantau_error *err)
{
	struct image_header header;

	if (bytes.n < sizeof(header) ||
			(uintptr_t)bytes.p % IMAGE_ALIGN != 0) {
		return damaged(err);
	}
	memcpy(&header, bytes.p, sizeof(header));
	if (memcmp(header.magic, IMAGE_MAGIC, sizeof(header.magic)) != 0 ||
			header.version != pantau_image_version(kind) ||
			header.kind != (uint32_t)kind ||
			header.size != bytes.n || header.reserved != 0 ||
			header.padding[0] != 0 || header.padding[1] != 0 ||
			header.sections > IMAGE_SECTIONS_MAX ||
			bytes.n - sizeof(header) < header.sections *
					sizeof(struct image_section) ||
			!sections_fit(bytes, header.sections)) {
		return damaged(err);
	}
	out->bytes = bytes;
	out->kind = kind;
	memcpy(out->hash, header.hash, sizeof(out->hash));
	return PANTAU_OK;
}

enum pantau_status pantau_image_open(struct str bytes, enum image_kind kind,
		struct image *out, struct pantau_error *err)
{
	unsigned char hash[16];
	enum pantau_status status = pantau_image_open_sound(bytes, kind, out,
			err);

	if (status == PANTAU_OK) {
		pantau_hash128(str_skip(bytes, sizeof(struct image_header)),
				hash);
		status = memcmp(hash, out->hash, sizeof(hash)) == 0 ? PANTAU_OK
				: damaged(err);
	}
	return status;
}

struct str pantau_image_section(const struct image *image, uint32_t section)
{
	struct image_header header;

	memcpy(&header, image->bytes.p, sizeof(header));
	for (uint32_t i = 0; i < header.sections; i++) {
		struct image_section at;
		memcpy(&at, image->bytes.p + sizeof(header) + i * sizeof(at),
				sizeof(at));
		if (at.number == section) {
			return str_make(image->bytes.p + at.offset,
					(size_t)at.length);
		}
	}
	return str_make(NULL, 0);
}

bool pantau_image_array(const struct image *image, uint32_t section,
		size_t size, const void **out, uint32_t *n)
{
	struct str bytes = pantau_image_section(image, section);

	if (bytes.n % size != 0 || bytes.n / size >= UINT32_MAX) {
		return false;
	}
	*out = bytes.n != 0 ? bytes.p : NULL;
	*n = (uint32_t)(bytes.n / size);
	return true;
}

bool pantau_strtab_open(const struct image *image, uint32_t base,
		struct strtab *out)
{
	const void *slot, *entry;

	if (!pantau_image_array(image, base, sizeof(uint32_t), &slot,
			&out->slots) ||
			!pantau_image_array(image, base + 1,
			sizeof(struct strtab_entry), &entry, &out->n) ||
			(out->slots & (out->slots - 1)) != 0) {
		return false;
	}
	out->slot = slot;
	out->entry = entry;
	out->bytes = pantau_image_section(image, base + 2);
	return true;
}

uint64_t pantau_strtab_hash(struct str key)
{
	return pantau_hash(key, 0);
}

uint32_t pantau_strtab_find(const struct strtab *table, struct str key)
{
	if (table->slots == 0) {
		return 0;
	}
	uint64_t hash = pantau_strtab_hash(key);
	uint32_t mask = table->slots - 1;
	uint32_t at = (uint32_t)hash & mask;
	uint32_t tag = pantau_strtab_tag(hash);
	/* Counted, so that a table without an empty slot cannot hang. */
	for (uint32_t i = 0; i <= mask; i++) {
		uint32_t slot = table->slot[at];
		uint32_t id = slot & STRTAB_ID;
		if (slot == 0) {
			return 0;
		}
		/* The tag spares strangers the way to entry and bytes. */
		if ((slot & ~STRTAB_ID) == tag && id - 1 < table->n &&
				table->entry[id - 1].length == key.n &&
				str_eq(pantau_strtab_at(table, id), key)) {
			return id;
		}
		at = (at + 1) & mask;
	}
	return 0;
}

struct str pantau_strtab_at(const struct strtab *table, uint32_t id)
{
	if (id == 0 || id > table->n) {
		return str_make("", 0);
	}
	struct strtab_entry entry = table->entry[id - 1];
	if (entry.offset > table->bytes.n ||
			entry.length > table->bytes.n - entry.offset) {
		return str_make("", 0);
	}
	return str_make(table->bytes.p + entry.offset, entry.length);
}
