/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Building images: sections and string tables, sealed into bytes. */

#include <stdlib.h>

#include "lexicon/image_layout.h"

_Static_assert(sizeof(struct image_header) % IMAGE_ALIGN == 0 &&
		sizeof(struct image_section) % IMAGE_ALIGN == 0,
		"the first section must start aligned");

struct image_builder {
	enum image_kind kind;
	uint32_t n;
	struct image_section section[IMAGE_SECTIONS_MAX];
	struct buf bytes; /* of the sections; offsets are relative to it */
};

struct image_builder *pantau_image_builder_create(enum image_kind kind)
{
	struct image_builder *builder = calloc(1, sizeof(*builder));

	if (builder != NULL) {
		builder->kind = kind;
		pantau_buf_init(&builder->bytes);
	}
	return builder;
}

void pantau_image_builder_destroy(struct image_builder *builder)
{
	if (builder != NULL) {
		pantau_buf_finish(&builder->bytes);
		free(builder);
	}
}

static void pad(struct buf *buf)
{
	static const char zeros[IMAGE_ALIGN];

	pantau_buf_append(buf, zeros,
			(IMAGE_ALIGN - buf->n % IMAGE_ALIGN) % IMAGE_ALIGN);
}

bool pantau_image_builder_add(struct image_builder *builder, uint32_t section,
		struct str bytes)
{
	if (builder->n == IMAGE_SECTIONS_MAX) {
		return false;
	}
	pad(&builder->bytes);
	builder->section[builder->n++] = (struct image_section){
		.number = section,
		.offset = builder->bytes.n,
		.length = bytes.n,
	};
	pantau_buf_str(&builder->bytes, bytes);
	return !builder->bytes.failed;
}

bool pantau_image_builder_seal(struct image_builder *builder, struct buf *out)
{
	struct image_header header = {
		.version = pantau_image_version(builder->kind),
		.kind = (uint32_t)builder->kind,
		.sections = builder->n,
	};
	size_t first = sizeof(header) +
			builder->n * sizeof(struct image_section);

	memcpy(header.magic, IMAGE_MAGIC, sizeof(header.magic));
	header.size = first + builder->bytes.n;
	pantau_buf_clear(out);
	if (builder->bytes.failed || !pantau_buf_reserve(out,
			(size_t)header.size)) {
		return false;
	}
	pantau_buf_append(out, (const char *)&header, sizeof(header));
	for (uint32_t i = 0; i < builder->n; i++) {
		struct image_section section = builder->section[i];
		section.offset += first;
		pantau_buf_append(out, (const char *)&section,
				sizeof(section));
	}
	pantau_buf_str(out, buf_str(&builder->bytes));
	if (out->failed) {
		return false;
	}
	pantau_hash128(str_skip(buf_str(out), sizeof(header)), header.hash);
	memcpy(out->p, &header, sizeof(header));
	return true;
}

void pantau_strtab_builder_init(struct strtab_builder *builder)
{
	/* Seed 0: images must not depend on the process that made them. */
	pantau_map_init(&builder->map, 0);
}

void pantau_strtab_builder_finish(struct strtab_builder *builder)
{
	pantau_map_finish(&builder->map);
}

uint32_t pantau_strtab_builder_add(struct strtab_builder *builder,
		struct str s)
{
	bool added;
	uint32_t *id = pantau_map_put(&builder->map, s, &added);

	if (id == NULL) {
		return 0;
	}
	if (added) {
		*id = (uint32_t)builder->map.n;
	}
	return *id;
}

uint32_t pantau_strtab_builder_find(const struct strtab_builder *builder,
		struct str s)
{
	const uint32_t *id = pantau_map_get(&builder->map, s);

	return id != NULL ? *id : 0;
}

/* At most half of the slots are taken, so that misses end early. */
static bool store_slots(const struct map *map, struct image_builder *image,
		uint32_t section)
{
	size_t slots = map->n != 0 ? 4 : 0;

	while (slots < 2 * map->n) {
		slots *= 2;
	}
	uint32_t *slot = calloc(slots != 0 ? slots : 1, sizeof(*slot));
	if (slot == NULL) {
		return false;
	}
	for (size_t i = 0; i < map->n; i++) {
		size_t at = (uint32_t)map->entry[i].hash & (slots - 1);
		while (slot[at] != 0) {
			at = (at + 1) & (slots - 1);
		}
		slot[at] = pantau_strtab_tag(map->entry[i].hash) |
				((uint32_t)i + 1);
	}
	bool ok = pantau_image_builder_add(image, section,
			str_make((const char *)slot, slots * sizeof(*slot)));
	free(slot);
	return ok;
}

bool pantau_strtab_builder_store(const struct strtab_builder *builder,
		struct image_builder *image, uint32_t base)
{
	struct buf entries, bytes;
	bool ok = false;

	if (builder->map.n > STRTAB_ID) {
		return false;
	}
	pantau_buf_init(&entries);
	pantau_buf_init(&bytes);
	for (size_t i = 0; i < builder->map.n; i++) {
		struct str key = builder->map.entry[i].key;
		struct strtab_entry entry = {
			.offset = (uint32_t)bytes.n,
			.length = (uint32_t)key.n,
		};
		if (bytes.n + key.n >= UINT32_MAX) {
			goto out;
		}
		pantau_buf_append(&entries, (const char *)&entry,
				sizeof(entry));
		/* NUL-ended, for the few who ask for C strings. */
		pantau_buf_str(&bytes, key);
		pantau_buf_char(&bytes, '\0');
	}
	ok = !entries.failed && !bytes.failed &&
			store_slots(&builder->map, image, base) &&
			pantau_image_builder_add(image, base + 1,
				buf_str(&entries)) &&
			pantau_image_builder_add(image, base + 2,
				buf_str(&bytes));
out:
	pantau_buf_finish(&bytes);
	pantau_buf_finish(&entries);
	return ok;
}
