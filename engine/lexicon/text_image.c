/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The text image, read in place. */

#include "lexicon/image_layout.h"
#include "lexicon/text_image.h"

static bool open_tables(struct text_image *out)
{
	const struct image *image = &out->image;
	const struct {
		uint32_t base;
		struct strtab *table;
	} tables[] = {
		{TEXT_ROOTS, &out->roots},
		{TEXT_EXCEPTIONS, &out->exceptions},
		{TEXT_EXCEPTION_STEMS, &out->exception_stems},
		{TEXT_SLANG, &out->slang},
		{TEXT_SLANG_FORMALS, &out->slang_formals},
		{TEXT_ABBREVIATIONS, &out->abbreviations},
		{TEXT_ABBREVIATION_NORMALS, &out->abbreviation_normals},
		{TEXT_STOPWORDS, &out->stopwords},
		{TEXT_CLASSES, &out->classes},
		{TEXT_FREQUENT, &out->frequent},
		{TEXT_SKELETONS, &out->skeletons},
		{TEXT_FOREIGN, &out->foreign},
	};

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		if (!pantau_strtab_open(image, tables[i].base,
				tables[i].table)) {
			return false;
		}
	}
	return true;
}

/* One element for each string of the table, or the image is damaged. */
static bool open_array(const struct image *image, uint32_t section,
		size_t size, uint32_t expected, const void **out)
{
	uint32_t n;

	return pantau_image_array(image, section, size, out, &n) &&
			n == expected;
}

static bool open_arrays(struct text_image *out)
{
	const void *root, *stem, *row, *formal, *line, *normal, *level, *first,
			*word;

	if (!open_array(&out->image, TEXT_ROOT_INFO, sizeof(struct root_info),
			out->roots.n, &root) ||
			!open_array(&out->image, TEXT_EXCEPTION_STEM,
			sizeof(uint32_t), out->exceptions.n, &stem) ||
			!open_array(&out->image, TEXT_EXCEPTION_LINE,
			sizeof(uint32_t), out->exceptions.n, &row) ||
			!open_array(&out->image, TEXT_SLANG_FORMAL,
			sizeof(uint32_t), out->slang.n, &formal) ||
			!open_array(&out->image, TEXT_SLANG_LINE,
			sizeof(uint32_t), out->slang.n, &line) ||
			!open_array(&out->image, TEXT_FREQUENT_LEVEL, 1,
			out->frequent.n, &level) ||
			!open_array(&out->image, TEXT_SKELETON_FIRST,
			sizeof(uint32_t), out->skeletons.n + 1, &first) ||
			!pantau_image_array(&out->image, TEXT_SKELETON_WORD,
			sizeof(uint32_t), &word, &out->skeleton_words) ||
			!open_array(&out->image, TEXT_ABBREVIATION_NORMAL,
			sizeof(uint32_t), out->abbreviations.n, &normal)) {
		return false;
	}
	out->root = root;
	out->exception_stem = stem;
	out->exception_line = row;
	out->slang_formal = formal;
	out->slang_line = line;
	out->abbreviation_normal = normal;
	out->frequent_level = level;
	out->skeleton_first = first;
	out->skeleton_word = word;
	struct str filter = pantau_image_section(&out->image,
			TEXT_WORD_FILTER);
	out->filter = filter.n == WORD_FILTER_BYTES ?
			(const unsigned char *)filter.p : NULL;
	struct str reach = pantau_image_section(&out->image, TEXT_REACH);
	out->reach = reach.n == REACH_START(REACH_KINDS) ?
			(const unsigned char *)reach.p : NULL;
	struct str stems = pantau_image_section(&out->image, TEXT_STEM_ROOTS);
	struct str stem_exceptions = pantau_image_section(&out->image,
			TEXT_STEM_EXCEPTIONS);
	out->stem_roots = (const unsigned char *)stems.p;
	out->stem_exceptions = (const unsigned char *)stem_exceptions.p;
	return stems.n == STEM_FILTER_BYTES(STEM_ROOT_BITS) &&
			stem_exceptions.n ==
				STEM_FILTER_BYTES(STEM_EXCEPTION_BITS);
}

static enum pantau_status open_sections(struct text_image *out,
		enum pantau_status status, struct pantau_error *err)
{
	if (status == PANTAU_OK && (!open_tables(out) || !open_arrays(out))) {
		return pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
				"the compiled lexicon for text is damaged",
				"citra leksikon teks rusak"));
	}
	return status;
}

enum pantau_status pantau_text_image_open(struct str bytes,
		struct text_image *out, struct pantau_error *err)
{
	*out = (struct text_image){0};
	return open_sections(out, pantau_image_open(bytes, IMAGE_TEXT,
			&out->image, err), err);
}

enum pantau_status pantau_text_image_open_sound(struct str bytes,
		struct text_image *out, struct pantau_error *err)
{
	*out = (struct text_image){0};
	return open_sections(out, pantau_image_open_sound(bytes, IMAGE_TEXT,
			&out->image, err), err);
}

bool pantau_text_image_near(const struct text_image *image, struct str word,
		uint64_t hash)
{
	bool listed = pantau_text_image_lists(image, word);

	if (listed) {
		pantau_strtab_near(&image->roots, hash);
		pantau_strtab_near(&image->slang, hash);
		pantau_strtab_near(&image->stopwords, hash);
	}
	pantau_strtab_near(&image->foreign, hash);
	return listed;
}

const struct root_info *pantau_text_image_root(const struct text_image *image,
		struct str word)
{
	uint32_t id = pantau_strtab_find(&image->roots, word);

	return id != 0 ? &image->root[id - 1] : NULL;
}

struct str pantau_text_image_class(const struct text_image *image,
		const struct root_info *root)
{
	return pantau_strtab_at(&image->classes, root->class_);
}

uint32_t pantau_text_image_exception_at(const struct text_image *image,
		struct str form, struct str *stem)
{
	uint32_t id = pantau_strtab_find(&image->exceptions, form);

	if (id == 0) {
		return 0;
	}
	*stem = pantau_strtab_at(&image->exception_stems,
			image->exception_stem[id - 1]);
	return stem->n != 0 ? image->exception_line[id - 1] : 0;
}

bool pantau_text_image_exception(const struct text_image *image,
		struct str form, struct str *stem)
{
	return pantau_text_image_exception_at(image, form, stem) != 0;
}

bool pantau_text_image_slang(const struct text_image *image,
		struct str informal, struct slang_info *out)
{
	uint32_t id = pantau_strtab_find(&image->slang, informal);

	if (id == 0) {
		return false;
	}
	uint32_t formal = image->slang_formal[id - 1];
	out->formal = pantau_strtab_at(&image->slang_formals,
			formal & ~(SLANG_GUARDED | SLANG_USUAL));
	out->guarded = (formal & SLANG_GUARDED) != 0;
	out->usual = (formal & SLANG_USUAL) != 0;
	out->line = image->slang_line[id - 1];
	return out->formal.n != 0;
}

size_t pantau_text_image_short_forms(const struct text_image *image,
		struct str formal, struct str *out, size_t room)
{
	uint32_t id = pantau_strtab_find(&image->slang_formals, formal);
	size_t n = 0;

	for (uint32_t i = 0; id != 0 && i < image->slang.n && n < room; i++) {
		if (image->slang_formal[i] ==
				(id | SLANG_GUARDED | SLANG_USUAL)) {
			out[n++] = pantau_strtab_at(&image->slang, i + 1);
		}
	}
	return n;
}

bool pantau_text_image_abbreviation(const struct text_image *image,
		struct str form, struct str *normal)
{
	uint32_t id = pantau_strtab_find(&image->abbreviations, form);

	if (id == 0) {
		return false;
	}
	*normal = pantau_strtab_at(&image->abbreviation_normals,
			image->abbreviation_normal[id - 1]);
	return normal->n != 0;
}

bool pantau_text_image_lists(const struct text_image *image, struct str word)
{
	return pantau_text_image_maybe(image, pantau_word_hash(word));
}

bool pantau_text_image_stopword(const struct text_image *image,
		struct str word)
{
	return pantau_strtab_find(&image->stopwords, word) != 0;
}

bool pantau_text_image_foreign(const struct text_image *image,
		struct str word)
{
	return pantau_strtab_find(&image->foreign, word) != 0;
}

unsigned pantau_text_image_level(const struct text_image *image,
		struct str word)
{
	uint32_t id = pantau_text_image_lists(image, word) ?
			pantau_strtab_find(&image->frequent, word) : 0;

	return id != 0 ? image->frequent_level[id - 1] : 0;
}

struct str pantau_text_image_skeleton(const struct text_image *image,
		struct str skeleton, unsigned at)
{
	uint32_t id = pantau_strtab_find(&image->skeletons, skeleton);

	if (id == 0 || at >= image->skeleton_words) {
		return (struct str){NULL, 0};
	}
	uint32_t first = image->skeleton_first[id - 1];
	uint32_t end = image->skeleton_first[id];
	if (end > image->skeleton_words || first >= end || at >= end - first) {
		return (struct str){NULL, 0};
	}
	return pantau_strtab_at(&image->frequent,
			image->skeleton_word[first + at]);
}
