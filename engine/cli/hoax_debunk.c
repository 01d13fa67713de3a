/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From a verdict to a debunk. */

#include "cli/hoax_debunk.h"


#include <string.h>
#include "cli/debunk_settle.h"

#define SHOWN_ITEMS 5

bool pantau_hoax_debunks(enum verdict verdict)
{
	return verdict == VERDICT_FALSE || verdict == VERDICT_MISLEADING ||
			verdict == VERDICT_SCAM || verdict == VERDICT_SATIRE;
}

static bool is_url(struct str s)
{
	return (str_starts(s, STR("https://")) || str_starts(s, STR("http://"))) &&
			memchr(s.p, ' ', s.n) == NULL;
}

static void add_line(struct buf *out, struct str line)
{
	pantau_buf_str(out, out->n > 0 && line.n > 0 ? STR("\n") : STR(""));
	pantau_buf_str(out, line);
}

/* Items are matched with all words of a debunk: those of the item must be among
 * them, whatever the title and the claim are called. */
static bool compose(const struct item *item, const struct label *verdict,
		const struct hoax_debunk *asked, struct buf *claim,
		struct buf *body)
{
	struct buf *quoted = asked->claim.n > 0 ? body : claim;
	if (asked->claim.n > 0) {
		pantau_buf_str(claim, asked->claim);
	}
	if (asked->title.n > 0) {
		add_line(quoted, item->doc.title);
	}
	add_line(quoted, item->doc.text);
	if (!is_url(verdict->evidence)) {
		add_line(body, verdict->evidence);
	}
	add_line(body, verdict->reason);
	return !claim->failed && !body->failed;
}

/* Of an url there is one debunk; what others found and wrote there is not for us
 * to overwrite. */
static enum pantau_status check_url(struct cli *cli, struct arena *arena,
		const struct debunk *debunk, const char *input,
		struct hoax_debunk *out)
{
	struct debunk_row known;
	int64_t id;
	enum pantau_status status = pantau_debunk_find(cli->store, debunk->url,
			&id, &cli->err);
	if (status != PANTAU_OK || id == 0) {
		return status;
	}
	status = pantau_debunk_get(cli->store, id, arena, &known, &cli->err);
	if (status == PANTAU_OK && !str_eq(known.input, str_of(input))) {
		out->id = id;
		out->kept = true;
	}
	return status;
}

static enum pantau_status put(struct cli *cli, const struct debunk *debunk,
		const char *input, int64_t *id)
{
	struct debunker *debunker;
	enum debunk_done done;
	bool again;
	enum pantau_status status = pantau_debunker_create(cli->store, cli->now,
			&debunker, &cli->err);
	if (status == PANTAU_OK) {
		status = pantau_debunker_put(debunker, debunk, input, id, &done,
				&again, &cli->err);
	}
	if (status == PANTAU_OK) {
		status = pantau_debunk_settle(cli, debunker);
	}
	pantau_debunker_destroy(debunker);
	return status;
}

enum pantau_status pantau_hoax_debunk_put(struct item_view *view,
		const struct item *item, const struct label *verdict,
		struct hoax_debunk *out)
{
	struct cli *cli = view->cli;
	struct buf claim, body, input;
	enum pantau_status status = PANTAU_OK;
	pantau_buf_init(&claim);
	pantau_buf_init(&body);
	pantau_buf_init(&input);
	/* Where a debunk was read: here the call, which tells ours apart. */
	pantau_buf_printf(&input, "hoax set %.*s:%.*s",
			STR_ARG(item->doc.source), STR_ARG(item->doc.id));
	pantau_buf_append(&input, "", 1);
	if (!compose(item, verdict, out, &claim, &body) || input.failed) {
		status = pantau_fail_memory(&cli->err);
	}
	const struct debunk debunk = {
		.title = out->title.n > 0 ? out->title : item->doc.title,
		.claim = buf_str(&claim), .body = buf_str(&body),
		.verdict = str_of(pantau_verdict_word(verdict->verdict)),
		.url = is_url(verdict->evidence) ? verdict->evidence : STR(""),
		.publisher = verdict->by, .dated = true,
		.date = {item->verdict.time, (int16_t)cli->zone, false},
	};
	if (status == PANTAU_OK) {
		status = check_url(cli, &view->arena, &debunk, input.p, out);
	}
	if (status == PANTAU_OK && !out->kept) {
		status = put(cli, &debunk, input.p, &out->id);
	}
	pantau_buf_finish(&claim);
	pantau_buf_finish(&body);
	pantau_buf_finish(&input);
	return status;
}

enum pantau_status pantau_hoax_debunk_show(struct item_view *view,
		const struct hoax_debunk *debunk)
{
	struct cli *cli = view->cli;
	struct debunk_view shown;
	enum pantau_status status = pantau_debunk_load(view, debunk->id, false,
			&shown);
	if (status != PANTAU_OK) {
		return status;
	}
	if (debunk->kept) {
		pantau_cli_note(cli, SAY(cli, "pantau: debunk %lld has that "
				"address already and stays as it is\n",
				"pantau: klarifikasi %lld sudah memakai alamat itu "
				"dan dibiarkan apa adanya\n"),
				(long long)debunk->id);
	}
	if (!pantau_printer_text(cli->printer)) {
		pantau_print_object(cli->printer, "debunk");
		pantau_debunk_fields(cli->printer, &shown);
		pantau_print_end_object(cli->printer);
		return PANTAU_OK;
	}
	pantau_debunk_lines(view, &shown, 0);
	return pantau_debunk_items(view, debunk->id, SHOWN_ITEMS);
}
