/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Reads a lexicon folder into bytes, hashes them, turns them into tables. */

#include <dirent.h>

#include "base/file.h"
#include "base/hash.h"
#include "lexicon/image_layout.h"
#include "lexicon/source.h"

const char *pantau_path_join(struct arena *arena, const char *dir,
		const char *name)
{
	size_t a = strlen(dir), b = strlen(name);
	bool slash = a != 0 && dir[a - 1] != '/';

	char *path = pantau_arena_alloc(arena, a + b + 2);
	if (path == NULL) {
		return NULL;
	}
	memcpy(path, dir, a);
	if (slash) {
		path[a] = '/';
	}
	memcpy(path + a + slash, name, b + 1);
	return path;
}

/* Lexicons hold no secret order: each file is hashed, then all hashes. */
static enum pantau_status hash_files(struct sources *sources,
		struct pantau_error *err)
{
	struct buf all;

	pantau_buf_init(&all);
	pantau_buf_printf(&all, "pantau lexicons %d\n", IMAGE_VERSION);
	for (int kind = 0; kind < TABLE_KINDS; kind++) {
		const struct source *file = &sources->file[kind];
		unsigned char hash[16];
		if (!file->present) {
			continue;
		}
		pantau_hash128(buf_str(&file->bytes), hash);
		pantau_buf_printf(&all, "%s %zu ",
				pantau_schema((enum table_kind)kind)->file,
				file->bytes.n);
		pantau_buf_append(&all, (const char *)hash, sizeof(hash));
	}
	if (!all.failed) {
		pantau_hash128(buf_str(&all), sources->hash);
	}
	bool failed = all.failed;
	pantau_buf_finish(&all);
	return failed ? pantau_fail_memory(err) : PANTAU_OK;
}

static enum pantau_status read_file(struct source *file, bool needed,
		struct pantau_error *err)
{
	struct pantau_error local = pantau_error_like(err);

	if (file->path == NULL) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = pantau_file_read(file->path, TSV_FILE_MAX,
			&file->bytes, &local);
	file->present = status == PANTAU_OK;
	if (status == PANTAU_OK || (status == PANTAU_NOT_FOUND && !needed)) {
		return PANTAU_OK;
	}
	if (err != NULL) {
		*err = local;
	}
	return status;
}

/* Why no file was found: no folder, or nothing in it. */
static enum pantau_status fail_empty(const char *path, struct pantau_error *err)
{
	DIR *dir = opendir(path);

	if (dir == NULL) {
		return pantau_fail_errno(err, "cannot read the lexicon folder",
				"tidak dapat membaca folder leksikon", path);
	}
	closedir(dir);
	return pantau_fail(err, PANTAU_BAD_LEXICON, PANTAU_T(err,
			"'%s' holds no lexicon file such as sentiment.tsv; "
			"name the folder with --lexicons",
			"tidak ada berkas leksikon seperti sentiment.tsv di "
			"'%s'; sebutkan foldernya dengan --lexicons"), path);
}

enum pantau_status pantau_sources_read(
		const struct pantau_lexicon_options *options,
		struct sources *out, struct pantau_error *err)
{
	enum pantau_status status;
	bool any = false;

	*out = (struct sources){.dir = options->dir};
	pantau_arena_init(&out->arena);
	for (int kind = 0; kind < TABLE_KINDS; kind++) {
		struct source *file = &out->file[kind];
		const char *name = pantau_schema((enum table_kind)kind)->file;
		bool roots = kind == TABLE_ROOTS_HUNSPELL &&
				options->roots_file != NULL;
		pantau_buf_init(&file->bytes);
		file->path = roots ? options->roots_file :
				pantau_path_join(&out->arena, options->dir,
					name);
		if (roots && !any) {
			break;
		}
		status = read_file(file, roots, err);
		if (status != PANTAU_OK) {
			return status;
		}
		any |= file->present;
	}
	if (!any) {
		return fail_empty(options->dir, err);
	}
	return hash_files(out, err);
}

void pantau_sources_finish(struct sources *sources)
{
	for (int kind = 0; kind < TABLE_KINDS; kind++) {
		pantau_buf_finish(&sources->file[kind].bytes);
	}
	pantau_arena_finish(&sources->arena);
}

bool pantau_table_read(struct table *out, enum table_kind kind,
		const char *path, struct str bytes, struct arena *arena,
		struct finding_list *list)
{
	*out = (struct table){
		.path = path,
		.file = (uint32_t)kind,
		.bytes = bytes,
	};
	if (!pantau_tsv_read(out, pantau_schema(kind), arena, list)) {
		return false;
	}
	pantau_schema_check(out, list);
	return !list->failed;
}

bool pantau_tables_read(const struct sources *sources, struct tables *out,
		struct finding_list *list)
{
	*out = (struct tables){0};
	pantau_arena_init(&out->arena);
	for (int kind = 0; kind < TABLE_KINDS; kind++) {
		const struct source *file = &sources->file[kind];
		if (file->present && !pantau_table_read(&out->table[kind],
				(enum table_kind)kind, file->path,
				buf_str(&file->bytes), &out->arena, list)) {
			return false;
		}
	}
	return true;
}

void pantau_tables_finish(struct tables *tables)
{
	pantau_arena_finish(&tables->arena);
}
