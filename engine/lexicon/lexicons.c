/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Opening lexicons from the cache or by compiling, and asking about rules. */

#include <stdlib.h>

#include "base/file.h"
#include "lexicon/build.h"
#include "lexicon/cache.h"
#include "lexicon/check.h"
#include "lexicon/lexicons.h"

/* One image: mapped from the cache, or compiled into memory. */
struct held_image {
	struct str map;
	struct buf memory;
};

struct pantau_lexicons {
	struct held_image text_bytes, score_bytes;
	struct text_image text;
	struct score_image score;
};

static void release(struct held_image *held)
{
	if (held->map.p != NULL) {
		pantau_file_unmap(held->map);
	}
	pantau_buf_finish(&held->memory);
	*held = (struct held_image){0};
}

/* Both images must be there and sound, or neither counts. */
static bool open_cached(const char *dir, const unsigned char hash[16],
		struct pantau_lexicons *out)
{
	struct cache_map text, score = {0};
	bool sound = pantau_cache_map(dir, "text", hash, &text) &&
			pantau_text_image_open(text.bytes, &out->text, NULL) ==
				PANTAU_OK &&
			pantau_cache_map(dir, "score", hash, &score) &&
			pantau_score_image_open(score.bytes, &out->score,
				NULL) == PANTAU_OK;

	out->text_bytes.map = text.bytes;
	out->score_bytes.map = score.bytes;
	if (sound) {
		return true;
	}
	release(&out->text_bytes);
	release(&out->score_bytes);
	return false;
}

static enum pantau_status compile(const struct sources *sources,
		struct pantau_lexicons *out, struct pantau_error *err)
{
	struct buf *text = &out->text_bytes.memory;
	struct buf *score = &out->score_bytes.memory;
	enum pantau_status status = PANTAU_OK;
	struct finding_list list;
	struct tables tables;

	pantau_findings_init(&list, err != NULL ? err->lang : PANTAU_LANG_ID);
	if (!pantau_tables_read(sources, &tables, &list) ||
			!pantau_tables_check(&tables, &list)) {
		status = pantau_fail_memory(err);
	} else if (list.errors != 0) {
		status = pantau_findings_fail(&list, err);
	} else if (!pantau_text_build(&tables, text) ||
			!pantau_score_build(&tables, score)) {
		status = pantau_fail_memory(err);
	}
	pantau_tables_finish(&tables);
	pantau_findings_finish(&list);
	if (status == PANTAU_OK) {
		status = pantau_text_image_open(buf_str(text), &out->text,
				err);
	}
	if (status == PANTAU_OK) {
		status = pantau_score_image_open(buf_str(score), &out->score,
				err);
	}
	return status;
}

enum pantau_status pantau_lexicons_open(
		const struct pantau_lexicon_options *options,
		struct pantau_lexicons **out, struct pantau_error *err)
{
	const char *cache = options->cache_dir;
	unsigned char hash[16];
	struct sources sources;

	*out = NULL;
	struct pantau_lexicons *lexicons = calloc(1, sizeof(*lexicons));
	if (lexicons == NULL) {
		return pantau_fail_memory(err);
	}
	if (cache != NULL && pantau_sources_hash(options, hash) &&
			open_cached(cache, hash, lexicons)) {
		*out = lexicons;
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_sources_read(options, &sources,
			err);
	if (status == PANTAU_OK) {
		status = compile(&sources, lexicons, err);
	}
	if (status == PANTAU_OK && cache != NULL) {
		pantau_cache_store(cache, "text", sources.hash,
				lexicons->text.image.bytes);
		pantau_cache_store(cache, "score", sources.hash,
				lexicons->score.image.bytes);
	}
	pantau_sources_finish(&sources);
	if (status != PANTAU_OK) {
		pantau_lexicons_close(lexicons);
		return status;
	}
	*out = lexicons;
	return PANTAU_OK;
}

static enum pantau_status replace(struct sources *sources, const char *file,
		struct str bytes, struct pantau_error *err)
{
	const struct schema *schema = pantau_schema_by_name(str_of(file));

	if (schema == NULL || schema->kind >= TABLE_KINDS) {
		return pantau_fail(err, PANTAU_NOT_FOUND, PANTAU_T(err,
				"no lexicon is called '%s'",
				"tidak ada leksikon bernama '%s'"), file);
	}
	struct source *source = &sources->file[schema->kind];
	pantau_buf_clear(&source->bytes);
	pantau_buf_str(&source->bytes, bytes);
	source->present = bytes.n != 0;
	return source->bytes.failed ? pantau_fail_memory(err) : PANTAU_OK;
}

enum pantau_status pantau_lexicons_open_with(
		const struct pantau_lexicon_options *options,
		const char *file, struct str bytes,
		struct pantau_lexicons **out, struct pantau_error *err)
{
	struct sources sources;

	*out = NULL;
	struct pantau_lexicons *lexicons = calloc(1, sizeof(*lexicons));
	if (lexicons == NULL) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = pantau_sources_read(options, &sources,
			err);
	if (status == PANTAU_OK) {
		status = replace(&sources, file, bytes, err);
	}
	if (status == PANTAU_OK) {
		status = compile(&sources, lexicons, err);
	}
	pantau_sources_finish(&sources);
	if (status != PANTAU_OK) {
		pantau_lexicons_close(lexicons);
		return status;
	}
	*out = lexicons;
	return PANTAU_OK;
}

void pantau_lexicons_close(struct pantau_lexicons *lexicons)
{
	if (lexicons != NULL) {
		release(&lexicons->text_bytes);
		release(&lexicons->score_bytes);
		free(lexicons);
	}
}

const struct text_image *pantau_lexicons_text(
		const struct pantau_lexicons *lexicons)
{
	return &lexicons->text;
}

const struct score_image *pantau_lexicons_score(
		const struct pantau_lexicons *lexicons)
{
	return &lexicons->score;
}

/* A string as a C string; "" when a damaged image has no NUL behind it. */
static const char *cstring(const struct strtab *table, uint32_t id)
{
	struct str s = pantau_strtab_at(table, id);

	if (s.n == 0 || s.p + s.n >= table->bytes.p + table->bytes.n ||
			s.p[s.n] != '\0') {
		return "";
	}
	return s.p;
}

int pantau_lexicons_rule(const struct pantau_lexicons *lexicons,
		uint32_t rule, struct pantau_rule *out)
{
	const struct score_image *image = &lexicons->score;

	if (rule == 0 || rule > image->entries) {
		return 0;
	}
	const struct score_entry *entry = &image->entry[rule - 1];
	struct str term = pantau_strtab_at(&image->terms, entry->term);
	*out = (struct pantau_rule){
		.file = cstring(&image->files, entry->file),
		.line = entry->line,
		.term = term.p,
		.term_length = term.n,
		.group = cstring(&image->classes, entry->class_),
	};
	if (entry->group < image->groups) {
		out->group = cstring(&image->terms,
				image->group[entry->group].name);
	}
	return 1;
}

static enum pantau_status check_tables(const struct sources *sources,
		struct finding_list *list, struct pantau_error *err)
{
	enum pantau_status status;
	struct tables tables;

	if (!pantau_tables_read(sources, &tables, list) ||
			!pantau_tables_check(&tables, list)) {
		status = pantau_fail_memory(err);
	} else {
		status = pantau_folder_check(sources, &tables, &list->arena,
				list, err);
	}
	pantau_tables_finish(&tables);
	return status;
}

enum pantau_status pantau_lexicons_check(
		const struct pantau_lexicon_options *options,
		void (*found)(void *context,
				const struct pantau_lexicon_finding *finding),
		void *context, struct pantau_error *err)
{
	struct finding_list list;
	struct sources sources;

	pantau_findings_init(&list, err != NULL ? err->lang : PANTAU_LANG_ID);
	enum pantau_status status = pantau_sources_read(options, &sources,
			err);
	if (status == PANTAU_OK) {
		status = check_tables(&sources, &list, err);
	}
	if (status == PANTAU_OK) {
		pantau_findings_sort(&list);
		for (size_t i = 0; i < list.n; i++) {
			const struct finding *item = &list.item[i];
			struct pantau_lexicon_finding finding = {
				.severity = item->severity,
				.file = item->path,
				.line = item->line,
				.column = item->column,
				.message = item->message,
				.hint = item->hint,
			};
			found(context, &finding);
		}
		if (list.errors != 0) {
			status = pantau_findings_fail(&list, err);
		}
	}
	pantau_sources_finish(&sources);
	pantau_findings_finish(&list);
	return status;
}
