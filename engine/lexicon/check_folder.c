/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Checks of the folder itself: MANIFEST.tsv and files nobody reads. */

#include <dirent.h>
#include <stdlib.h>

#include "base/file.h"
#include "lexicon/check.h"

/* Findings about the folder come after those about its files. */
enum { FILE_UNKNOWN = TABLE_MANIFEST + 1 };

static void check_manifest_row(const struct table *manifest,
		const struct tsv_row *row, const struct tables *tables,
		struct finding_list *list)
{
	enum pantau_lang lang = list->lang;
	struct str name = row->cell[MANIFEST_FILE].text;
	const struct schema *schema = pantau_schema_by_name(name);
	struct str shown = pantau_finding_clip(name);

	if (schema == NULL || schema->kind >= TABLE_KINDS ||
			row->cell[MANIFEST_ROWS].text.n == 0) {
		return;
	}
	size_t rows = tables->table[schema->kind].rows;
	if ((double)rows != row->cell[MANIFEST_ROWS].number) {
		pantau_check_add(list, manifest, row, MANIFEST_ROWS,
				PANTAU_FINDING_WARNING, PANTAU_L(lang,
				"write the number that is there",
				"tulis jumlah yang sebenarnya"),
				PANTAU_L(lang, "'" STR_FMT "' has %zu rows",
				"'" STR_FMT "' berisi %zu baris"),
				STR_ARG(shown), rows);
	}
}

static enum pantau_status check_manifest(const struct sources *sources,
		const struct tables *tables, struct arena *arena,
		struct finding_list *list, struct pantau_error *err)
{
	struct pantau_error local = pantau_error_like(err);
	struct table manifest;
	struct buf bytes;

	pantau_buf_init(&bytes);
	const char *path = pantau_path_join(arena, sources->dir,
			"MANIFEST.tsv");
	enum pantau_status status = path == NULL ? PANTAU_NO_MEMORY :
			pantau_file_read(path, TSV_FILE_MAX, &bytes, &local);
	if (status == PANTAU_OK) {
		if (!pantau_table_read(&manifest, TABLE_MANIFEST, path,
				buf_str(&bytes), arena, list)) {
			status = PANTAU_NO_MEMORY;
		}
		for (size_t i = 0; status == PANTAU_OK && i < manifest.rows;
				i++) {
			check_manifest_row(&manifest, &manifest.row[i], tables,
					list);
		}
	} else if (status == PANTAU_NOT_FOUND) {
		status = PANTAU_OK;
	} else if (err != NULL) {
		*err = local;
	}
	pantau_buf_finish(&bytes);
	return status == PANTAU_NO_MEMORY ? pantau_fail_memory(err) : status;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What a spreadsheet makes of a lexicon, or an editor of its name. */
static bool looks_like_table(struct str file)
{
	static const char *const ends[] = {".tsv", ".csv", ".tsv.txt", ".xlsx",
		".xls", ".ods"};
	bool looks = false;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		looks |= str_ends(file, str_of(ends[i]));
	}
	return looks;
}

/* Names of files that look like tables and no schema knows, sorted. -1: memory is out. */
static int list_unknown(DIR *dir, struct arena *arena, const char **name,
		int most)
{
	int n = 0;

	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		struct str file = str_of(entry->d_name);
		if (!looks_like_table(file) || file.p[0] == '.' ||
				pantau_schema_by_name(file) != NULL ||
				n == most) {
			continue;
		}
		name[n] = pantau_arena_cstr(arena, file);
		if (name[n++] == NULL) {
			return -1;
		}
	}
	qsort(name, (size_t)n, sizeof(*name), by_name);
	return n;
}

static enum pantau_status check_unknown(const struct sources *sources,
		struct arena *arena, struct finding_list *list,
		struct pantau_error *err)
{
	enum pantau_lang lang = list->lang;
	const char *name[64];

	DIR *dir = opendir(sources->dir);
	if (dir == NULL) {
		return pantau_fail_errno(err, "cannot read the lexicon folder",
				"tidak dapat membaca folder leksikon",
				sources->dir);
	}
	int n = list_unknown(dir, arena, name, 64);
	closedir(dir);
	for (int i = 0; i < n; i++) {
		struct place place = {
			.path = pantau_path_join(arena, sources->dir, name[i]),
			.file = FILE_UNKNOWN + (uint32_t)i,
		};
		if (place.path == NULL) {
			return pantau_fail_memory(err);
		}
		pantau_finding_add(list, &place, PANTAU_FINDING_WARNING,
				PANTAU_L(lang, "correct its name or move it "
				"away", "betulkan namanya atau pindahkan"),
				PANTAU_L(lang, "no lexicon has this name; the "
				"file is not read", "tidak ada leksikon "
				"bernama ini; berkas tidak dibaca"));
	}
	return n < 0 ? pantau_fail_memory(err) : PANTAU_OK;
}

enum pantau_status pantau_folder_check(const struct sources *sources,
		const struct tables *tables, struct arena *arena,
		struct finding_list *list, struct pantau_error *err)
{
	enum pantau_status status = check_manifest(sources, tables, arena,
			list, err);

	if (status == PANTAU_OK) {
		status = check_unknown(sources, arena, list, err);
	}
	return status;
}
