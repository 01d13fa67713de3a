/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Fields, masks and words that every listing of items shares. */

#include "cli/show_item.h"

#include "base/utf8.h"
#include "store/care.h"

void pantau_item_view_init(struct item_view *view, struct cli *cli)
{
	view->cli = cli;
	pantau_arena_init(&view->arena);
	pantau_arena_init(&view->scratch);
}

void pantau_item_view_finish(struct item_view *view)
{
	pantau_arena_finish(&view->arena);
	pantau_arena_finish(&view->scratch);
}

/* A name that no item has, with one that may have been meant. */
static enum pantau_status not_found(struct item_view *view, struct str name)
{
	struct cli *cli = view->cli;
	struct pantau_error why = pantau_error_like(&cli->err);
	struct str near;
	enum pantau_status status = pantau_store_find_near(cli->store, name,
			&view->arena, &near, &why);
	if (status == PANTAU_OK && near.n != 0) {
		return pantau_fail(&cli->err, PANTAU_NOT_FOUND, SAY(cli,
				"there is no item '%.*s'; did you mean '%.*s'?",
				"tidak ada artikel '%.*s'; maksudnya '%.*s'?"),
				STR_ARG(name), STR_ARG(near));
	}
	return pantau_fail(&cli->err, PANTAU_NOT_FOUND, SAY(cli,
			"there is no item '%.*s'; 'pantau search' shows the ids",
			"tidak ada artikel '%.*s'; ID terlihat di 'pantau search'"),
			STR_ARG(name));
}

enum pantau_status pantau_item_find(struct item_view *view, struct str name,
		int64_t *id)
{
	enum pantau_status status = pantau_store_find(view->cli->store, name,
			id, &view->cli->err);
	return status == PANTAU_NOT_FOUND ? not_found(view, name) : status;
}

static bool is_public(void *context, struct str handle)
{
	struct cli *cli = context;
	return cli->store != NULL &&
			pantau_store_public_handle(cli->store, handle);
}

enum pantau_status pantau_item_mask(struct item_view *view, struct str text,
		struct mask *out)
{
	struct cli *cli = view->cli;
	if (cli->unmask) {
		*out = (struct mask){.text = text};
		return PANTAU_OK;
	}
	return pantau_mask(cli->analyser, text, is_public, cli, &view->arena,
			&view->scratch, out, &cli->err);
}

enum pantau_status pantau_item_audit(struct cli *cli, const char *command)
{
	if (!cli->unmask || cli->store == NULL) {
		return PANTAU_OK;
	}
	return pantau_store_audit(cli->store, cli->now, "unmask", command,
			&cli->err);
}

static void optional(struct printer *p, const char *key, struct str value)
{
	if (value.n > 0) {
		pantau_print_str(p, key, value);
	} else {
		pantau_print_null(p, key);
	}
}

void pantau_item_fields(struct item_view *view, const struct item *item,
		struct str title)
{
	struct printer *p = view->cli->printer;
	const struct doc *doc = &item->doc;
	char published[32];
	pantau_print_str(p, "id", doc->id);
	pantau_print_str(p, "source", doc->source);
	pantau_print_cstr(p, "kind", pantau_doc_kind_name(doc->kind));
	optional(p, "url", doc->url);
	optional(p, "author", doc->author);
	if ((doc->fields & DOC_PUBLISHED) != 0) {
		pantau_date_utc(doc->published.seconds, published);
		pantau_print_cstr(p, "published", published);
	} else {
		pantau_print_null(p, "published");
	}
	pantau_print_str(p, "title", title);
}

void pantau_label_fields(struct printer *p, const struct label *label,
		struct str reason)
{
	char time[32];
	pantau_date_utc(label->time, time);
	if (label->tone != PANTAU_TONE_NONE) {
		pantau_print_cstr(p, "tone", pantau_tone_name(label->tone));
	} else {
		pantau_print_null(p, "tone");
	}
	pantau_print_str(p, "by", label->by);
	pantau_print_str(p, "reason", reason);
	pantau_print_cstr(p, "time", time);
	pantau_print_bool(p, "text_changed", label->changed);
}

void pantau_item_tone(struct item_view *view, const struct item *item,
		struct str reason)
{
	struct printer *p = view->cli->printer;
	bool labelled = item->label.tone != PANTAU_TONE_NONE;
	pantau_print_cstr(p, "tone", pantau_tone_name(item->tone));
	pantau_print_cstr(p, "tone_by", labelled ? "label" : "machine");
	if (!labelled) {
		pantau_print_null(p, "label");
		return;
	}
	pantau_print_object(p, "label");
	pantau_label_fields(p, &item->label, reason);
	pantau_print_cstr(p, "machine", pantau_tone_name(item->machine_tone));
	pantau_print_end_object(p);
}

void pantau_item_scores(struct item_view *view, const struct item *item,
		const struct story_facts *story, struct str reason)
{
	struct printer *p = view->cli->printer;
	pantau_item_tone(view, item, reason);
	pantau_print_str(p, "story", story->name);
	pantau_print_int(p, "copies", (int64_t)story->items);
	pantau_print_cstr(p, "hoax", pantau_hoax_name(item->hoax));
	pantau_item_verdict(p, item);
}

void pantau_item_masked(struct item_view *view, const char *const *fields,
		const struct mask *const *masks, size_t n)
{
	struct printer *p = view->cli->printer;
	pantau_print_array(p, "masked");
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < masks[i]->spans; j++) {
			const struct mask_span *span = &masks[i]->span[j];
			pantau_print_object(p, NULL);
			pantau_print_cstr(p, "field", fields[i]);
			pantau_print_cstr(p, "kind",
					pantau_mask_kind_name(span->kind));
			pantau_print_int(p, "start", (int64_t)span->start);
			pantau_print_int(p, "end", (int64_t)span->end);
			pantau_print_end_object(p);
		}
	}
	pantau_print_end_array(p);
}

void pantau_paint(struct cli *cli, enum paint paint)
{
	static const char *const codes[] = {
		[PAINT_NONE] = "\x1b[0m",
		[PAINT_BOLD] = "\x1b[1m",
		[PAINT_DIM] = "\x1b[2m",
		[PAINT_HIT] = "\x1b[1;33m",
		[PAINT_BAD] = "\x1b[31m",
		[PAINT_GOOD] = "\x1b[32m",
	};
	if (cli->colored) {
		pantau_out_cstr(&cli->out, codes[paint]);
	}
}

const char *pantau_say_kind(const struct cli *cli, enum doc_kind kind)
{
	return kind == KIND_NONE ? "-" : pantau_doc_kind_label(kind,
			(enum pantau_lang)cli->lang);
}

const char *pantau_say_tone(const struct cli *cli, enum pantau_tone tone)
{
	static const char *const words[][2] = {
		[PANTAU_TONE_NONE] = {"-", "-"},
		[PANTAU_TONE_NEGATIVE] = {"negative", "negatif"},
		[PANTAU_TONE_NEUTRAL] = {"neutral", "netral"},
		[PANTAU_TONE_POSITIVE] = {"positive", "positif"},
		[PANTAU_TONE_UNSURE] = {"unsure", "ragu"},
		[PANTAU_TONE_UNASSESSED] = {"not assessed", "tak dinilai"},
	};
	return words[tone][cli->lang == PANTAU_LANG_EN ? 0 : 1];
}

const char *pantau_say_act(const struct cli *cli, enum pantau_act act)
{
	static const char *const words[][2] = {
		[PANTAU_ACT_NONE] = {"none", "tidak ada"},
		[PANTAU_ACT_COMPLAINT] = {"complaint", "aduan"},
		[PANTAU_ACT_ASPIRATION] = {"aspiration", "aspirasi"},
		[PANTAU_ACT_QUESTION] = {"question", "pertanyaan"},
		[PANTAU_ACT_INFORMATION] = {"request for information",
			"permintaan informasi"},
		[PANTAU_ACT_PRAISE] = {"praise", "pujian"},
	};
	return words[act][cli->lang == PANTAU_LANG_EN ? 0 : 1];
}

struct str pantau_say_language(const struct cli *cli, struct str code)
{
	if (str_eq(code, STR("mixed"))) {
		return str_of(SAY(cli, "mixed", "campuran"));
	}
	return str_eq(code, STR("unknown")) ? str_of(SAY(cli, "unknown",
			"tak dikenal")) : code;
}

const char *pantau_say_hoax(const struct cli *cli,
		enum pantau_hoax_level level)
{
	static const char *const words[][2] = {
		[PANTAU_HOAX_NONE] = {"", ""},
		[PANTAU_HOAX_LOW] = {"weak signals", "sinyal lemah"},
		[PANTAU_HOAX_CHECK] = {"to be checked", "perlu dicek"},
	};
	return words[level][cli->lang == PANTAU_LANG_EN ? 0 : 1];
}

void pantau_item_say_tone(struct cli *cli, const struct item *item)
{
	enum paint paint = item->tone == PANTAU_TONE_NEGATIVE ? PAINT_BAD
			: item->tone == PANTAU_TONE_POSITIVE ? PAINT_GOOD : PAINT_DIM;
	pantau_paint(cli, paint);
	pantau_out_cstr(&cli->out,
			pantau_say_tone(cli, item->tone));
	pantau_paint(cli, PAINT_NONE);
	if (item->label.tone == PANTAU_TONE_NONE) {
		return;
	}
	pantau_out_cstr(&cli->out, " (label: ");
	pantau_out_safe(&cli->out, item->label.by);
	pantau_out_cstr(&cli->out, !item->label.changed ? ")" : SAY(cli,
			"; text changed since)", "; teks berubah sejak itu)"));
}

void pantau_item_head(struct item_view *view, const struct item *item)
{
	struct cli *cli = view->cli;
	struct out *out = &cli->out;
	char when[32];
	char zone[16];
	if ((item->doc.fields & DOC_PUBLISHED) != 0) {
		pantau_date_local(item->doc.published.seconds, cli->zone, when);
		pantau_zone_name(cli->zone, zone);
		pantau_out_printf(out, "%s %s", when, zone);
	} else {
		pantau_out_cstr(out, SAY(cli, "undated", "tanpa tanggal"));
	}
	pantau_out_cstr(out, "  ");
	pantau_paint(cli, PAINT_BOLD);
	pantau_out_safe(out, item->doc.source);
	pantau_paint(cli, PAINT_NONE);
	pantau_out_printf(out, "  %s  ", pantau_say_kind(cli, item->doc.kind));
	pantau_item_say_tone(cli, item);
	if (item->hoax != PANTAU_HOAX_NONE) {
		pantau_out_cstr(out, "  ");
		pantau_paint(cli, PAINT_BAD);
		pantau_out_printf(out, "[%s]", pantau_say_hoax(cli, item->hoax));
		pantau_paint(cli, PAINT_NONE);
	}
	pantau_item_say_verdict(cli, &item->verdict);
	if (item->contradiction) {
		pantau_out_cstr(out, SAY(cli, "  [title and body differ]",
				"  [judul dan isi bertentangan]"));
	}
	pantau_out_cstr(out, "  ");
	pantau_paint(cli, PAINT_DIM);
	pantau_out_safe(out, item->doc.id);
	pantau_paint(cli, PAINT_NONE);
	pantau_out_char(out, '\n');
}

/* Where the line that begins at 'at' ends: the last blank that fits. */
static size_t line_end(struct str text, size_t at, size_t room)
{
	if (room == 0 || text.n - at <= room) {
		return text.n;
	}
	for (size_t end = at + room; end > at; end--) {
		if (text.p[end] == ' ' || text.p[end] == '\n') {
			return end;
		}
	}
	return pantau_utf8_prefix(str_skip(text, at), room).n + at;
}

/* A piece of a line, painted where highlights cover it. */
static void piece(struct cli *cli, struct str text, size_t at, size_t end,
		const struct byte_span *highlight, size_t n)
{
	for (size_t i = 0; i < n && at < end; i++) {
		size_t from = highlight[i].start, to = highlight[i].end;
		if (to <= at || from >= end) {
			continue;
		}
		from = from < at ? at : from;
		to = to > end ? end : to;
		pantau_out_safe(&cli->out, str_make(text.p + at, from - at));
		pantau_paint(cli, PAINT_HIT);
		pantau_out_safe(&cli->out, str_make(text.p + from, to - from));
		pantau_paint(cli, PAINT_NONE);
		at = to;
	}
	pantau_out_safe(&cli->out, str_make(text.p + at, end - at));
}

void pantau_item_lines(struct item_view *view, struct str text,
		const struct byte_span *highlight, size_t n, unsigned indent)
{
	struct cli *cli = view->cli;
	size_t room = cli->width > indent + 20 ? cli->width - indent - 1 : 0;
	size_t at = 0;
	while (at < text.n) {
		size_t end = line_end(text, at, room);
		if (end == at) {
			end = at + 1;
		}
		pantau_out_printf(&cli->out, "%*s", (int)indent, "");
		piece(cli, text, at, end, highlight, n);
		pantau_out_char(&cli->out, '\n');
		at = end;
		while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\n')) {
			at++;
		}
	}
}
