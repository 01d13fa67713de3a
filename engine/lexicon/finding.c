/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Gathering and sorting what reading and checking lexicons find. */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "lexicon/finding.h"

void pantau_findings_init(struct finding_list *list, enum pantau_lang lang)
{
	*list = (struct finding_list){.lang = lang};
	pantau_arena_init(&list->arena);
}

void pantau_findings_finish(struct finding_list *list)
{
	pantau_arena_finish(&list->arena);
	free(list->item);
	*list = (struct finding_list){0};
}

struct str pantau_finding_clip(struct str s)
{
	return pantau_utf8_prefix(s, 80);
}

static struct finding *grow(struct finding_list *list)
{
	if (list->n == list->capacity) {
		size_t capacity = list->capacity != 0 ? list->capacity * 2 : 16;
		struct finding *item = realloc(list->item,
				capacity * sizeof(*item));
		if (item == NULL) {
			list->failed = true;
			return NULL;
		}
		list->item = item;
		list->capacity = capacity;
	}
	return &list->item[list->n];
}

static void put(struct finding_list *list, const struct place *place,
		int severity, const char *hint, const char *message)
{
	struct finding *item = grow(list);

	if (item == NULL) {
		return;
	}
	*item = (struct finding){
		.severity = severity,
		.file = place->file,
		.line = place->line,
		.column = place->column,
		.number = (uint32_t)list->n,
		.path = place->path,
		.message = pantau_arena_cstr(&list->arena, str_of(message)),
		.hint = pantau_arena_cstr(&list->arena, str_of(hint)),
	};
	if (item->message == NULL || item->hint == NULL) {
		list->failed = true;
		return;
	}
	list->n++;
}

void pantau_finding_add(struct finding_list *list, const struct place *place,
		int severity, const char *hint, const char *format, ...)
{
	char message[768];
	va_list args;
	uint32_t file = place->file < FINDING_FILES ?
			place->file : FINDING_FILES - 1;

	bool error = severity == PANTAU_FINDING_ERROR;
	uint32_t *kept = &list->by_file[error][file];

	list->errors += error;
	if (*kept > FINDINGS_MAX) {
		return;
	}
	++*kept;
	if (*kept > FINDINGS_MAX) {
		struct place end = *place;
		end.line = UINT32_MAX;
		end.column = 0;
		put(list, &end, severity, "", error ?
				PANTAU_L(list->lang,
				"there are more errors in this file",
				"masih ada galat lain di berkas ini") :
				PANTAU_L(list->lang,
				"there are more warnings in this file",
				"masih ada peringatan lain di berkas ini"));
		return;
	}
	va_start(args, format);
	int n = vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	if (n < 0) {
		message[0] = '\0';
	}
	put(list, place, severity, hint, message);
}

static int by_place(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->file != y->file) {
		return x->file < y->file ? -1 : 1;
	}
	if (x->line != y->line) {
		return x->line < y->line ? -1 : 1;
	}
	if (x->column != y->column) {
		return x->column < y->column ? -1 : 1;
	}
	return (x->number > y->number) - (x->number < y->number);
}

void pantau_findings_sort(struct finding_list *list)
{
	if (list->n != 0) {
		qsort(list->item, list->n, sizeof(*list->item), by_place);
	}
	/* The last one of a full file has no line of its own. */
	for (size_t i = 0; i < list->n; i++) {
		if (list->item[i].line == UINT32_MAX) {
			list->item[i].line = 0;
		}
	}
}

enum pantau_status pantau_findings_fail(struct finding_list *list,
		struct pantau_error *err)
{
	pantau_findings_sort(list);
	for (size_t i = 0; i < list->n; i++) {
		const struct finding *item = &list->item[i];
		if (item->severity != PANTAU_FINDING_ERROR) {
			continue;
		}
		pantau_fail(err, PANTAU_BAD_LEXICON, "%s%s%s%s", item->message,
				item->hint[0] != '\0' ? "; " : "", item->hint,
				list->errors > 1 ? PANTAU_L(list->lang,
				" ('pantau lexicon check' shows the others)",
				" ('pantau lexicon check' menampilkan galat "
				"lainnya)") : "");
		pantau_fail_at(err, item->path, item->line, item->column);
		break;
	}
	return PANTAU_BAD_LEXICON;
}
