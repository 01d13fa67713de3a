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
static void add_hash(struct buf *all, int kind, size_t n,
		const unsigned char hash[16])
{
	if (all->n == 0) {
		pantau_buf_printf(all, "pantau lexicons %d %d\n",
				IMAGE_TEXT_VERSION, IMAGE_SCORE_VERSION);
	}
	pantau_buf_printf(all, "%s %zu ",
			pantau_schema((enum table_kind)kind)->file, n);
	pantau_buf_append(all, (const char *)hash, 16);
}

/* False when memory is out; takes the buffer. */
static bool finish_hash(struct buf *all, unsigned char out[16])
{
	bool ok = !all->failed;

	if (ok) {
		pantau_hash128(buf_str(all), out);
	}
	pantau_buf_finish(all);
	return ok;
}

static enum pantau_status hash_files(struct sources *sources,
		struct pantau_error *err)
{
	struct buf all;

	pantau_buf_init(&all);
	for (int kind = 0; kind < TABLE_KINDS; kind++) {
		const struct source *file = &sources->file[kind];
		unsigned char hash[16];
		if (file->present) {
			pantau_hash128(buf_str(&file->bytes), hash);
			add_hash(&all, kind, file->bytes.n, hash);
		}
	}
	return finish_hash(&all, sources->hash) ? PANTAU_OK
			: pantau_fail_memory(err);
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

/* Where a kind of table is; NULL when memory is out. */
static const char *path_of(const struct pantau_lexicon_options *options,
		int kind, struct arena *arena, bool *needed)
{
	*needed = kind == TABLE_ROOTS_HUNSPELL && options->roots_file != NULL;
	return *needed ? options->roots_file : pantau_path_join(arena,
			options->dir,
			pantau_schema((enum table_kind)kind)->file);
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
		bool needed;
		pantau_buf_init(&file->bytes);
		file->path = path_of(options, kind, &out->arena, &needed);
		if (needed && !any) {
			break;
		}
		status = read_file(file, needed, err);
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

bool pantau_sources_hash(const struct pantau_lexicon_options *options,
		unsigned char out[16])
{
	struct arena arena;
	struct buf all;
	bool ok = true;

	pantau_arena_init(&arena);
	pantau_buf_init(&all);
	for (int kind = 0; ok && kind < TABLE_KINDS; kind++) {
		unsigned char hash[16];
		size_t n = 0;
		bool needed;
		const char *path = path_of(options, kind, &arena, &needed);
		enum pantau_status status = path == NULL ? PANTAU_NO_MEMORY
				: pantau_hash128_file(path, TSV_FILE_MAX, &n,
					hash);
		ok = status == PANTAU_OK ||
				(status == PANTAU_NOT_FOUND && !needed);
		if (status == PANTAU_OK) {
			add_hash(&all, kind, n, hash);
		}
	}
	pantau_arena_finish(&arena);
	/* Nothing there, or nothing but roots: the caller reads, and says so. */
	ok = ok && all.n != 0;
	return finish_hash(&all, out) && ok;
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
