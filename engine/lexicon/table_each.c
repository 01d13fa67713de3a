/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Reading tables row by row: for other rooms, and for the counts of stats. */

#include "base/file.h"
#include "base/hash.h"
#include "lexicon/lexicons.h"
#include "lexicon/source.h"

static void call_rows(const struct table *table,
		bool (*row)(void *, uint32_t, const struct str *, size_t),
		void *context)
{
	struct str cell[TSV_COLUMNS];
	size_t columns = table->schema->columns;
	bool more = true;

	for (size_t i = 0; more && i < table->rows; i++) {
		for (size_t c = 0; c < columns; c++) {
			cell[c] = table->row[i].cell[c].text;
		}
		more = row(context, table->row[i].line, cell, columns);
	}
}

enum pantau_status pantau_lexicon_table_each(const char *dir, const char *file,
		bool (*row)(void *context, uint32_t line,
				const struct str *cell, size_t cells),
		void *context, struct pantau_error *err)
{
	const struct schema *schema = pantau_schema_by_name(str_of(file));
	enum pantau_status status;
	struct finding_list list;
	struct arena arena;
	struct table table;
	struct buf bytes;

	if (schema == NULL) {
		return pantau_fail(err, PANTAU_NOT_FOUND, PANTAU_T(err,
				"no lexicon file is called '%s'",
				"tidak ada berkas leksikon bernama '%s'"),
				file);
	}
	pantau_arena_init(&arena);
	pantau_buf_init(&bytes);
	pantau_findings_init(&list, err != NULL ? err->lang : PANTAU_LANG_ID);
	const char *path = pantau_path_join(&arena, dir, file);
	status = path == NULL ? pantau_fail_memory(err) :
			pantau_file_read(path, TSV_FILE_MAX, &bytes, err);
	if (status != PANTAU_OK) {
		goto out;
	}
	if (!pantau_table_read(&table, schema->kind, path, buf_str(&bytes),
			&arena, &list)) {
		status = pantau_fail_memory(err);
	} else if (list.errors != 0) {
		status = pantau_findings_fail(&list, err);
	} else {
		call_rows(&table, row, context);
	}
out:
	pantau_findings_finish(&list);
	pantau_buf_finish(&bytes);
	pantau_arena_finish(&arena);
	return status;
}

/* Rows by class, in the order in which the file names the classes. */
static bool count_classes(const struct table *table, struct map *counts)
{
	int column = table->schema->class_;
	bool added;

	for (size_t i = 0; i < table->rows; i++) {
		struct str class_ = column < 0 ? STR("") :
				table->row[i].cell[column].text;
		uint32_t *count = pantau_map_put(counts, class_, &added);
		if (count == NULL) {
			return false;
		}
		++*count;
	}
	return true;
}

static bool tell_classes(const struct table *table, struct arena *arena,
		void (*row)(void *, const char *, const char *, uint64_t),
		void *context)
{
	struct map counts;

	pantau_map_init(&counts, pantau_hash_seed());
	bool ok = count_classes(table, &counts);
	for (size_t i = 0; ok && i < counts.n; i++) {
		const char *class_ = pantau_arena_cstr(arena,
				counts.entry[i].key);
		if (class_ == NULL) {
			ok = false;
			break;
		}
		row(context, table->schema->file, class_,
				counts.entry[i].value);
	}
	pantau_map_finish(&counts);
	return ok;
}

enum pantau_status pantau_lexicons_stats(
		const struct pantau_lexicon_options *options,
		void (*row)(void *context, const char *file, const char *class_,
				uint64_t rows),
		void *context, struct pantau_error *err)
{
	struct finding_list list;
	struct sources sources;
	struct tables tables;

	pantau_findings_init(&list, err != NULL ? err->lang : PANTAU_LANG_ID);
	enum pantau_status status = pantau_sources_read(options, &sources,
			err);
	if (status != PANTAU_OK) {
		goto out;
	}
	if (!pantau_tables_read(&sources, &tables, &list)) {
		status = pantau_fail_memory(err);
	} else if (list.errors != 0) {
		status = pantau_findings_fail(&list, err);
	}
	for (int kind = 0; status == PANTAU_OK && kind < TABLE_KINDS; kind++) {
		if (tables.table[kind].schema != NULL && !tell_classes(
				&tables.table[kind], &list.arena, row,
				context)) {
			status = pantau_fail_memory(err);
		}
	}
	pantau_tables_finish(&tables);
out:
	pantau_sources_finish(&sources);
	pantau_findings_finish(&list);
	return status;
}
