/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_SHOW_ITEM_H
#define PANTAU_CLI_SHOW_ITEM_H

/*
 * How commands show items: the same fields, names, masks and colours wherever
 * an item appears.
 */

#include "cli/cli.h"
#include "search/search.h"
#include "text/mask.h"

struct item_view {
	struct cli *cli;
	struct arena arena, scratch;
};

void pantau_item_view_init(struct item_view *view, struct cli *cli);
void pantau_item_view_finish(struct item_view *view);

/* The row of an item by its name; where there is none the error suggests one. */
enum pantau_status pantau_item_find(struct item_view *view, struct str name,
		int64_t *id);

/* Masks a text unless --unmask. */
enum pantau_status pantau_item_mask(struct item_view *view, struct str text,
		struct mask *out);

/* id, source, kind, url, author, published, title (masked). */
void pantau_item_fields(struct item_view *view, const struct item *item,
		struct str title);
/* tone, tone_by, label, story, copies, hoax, verdict. reason: of the label,
 * masked. */
void pantau_item_scores(struct item_view *view, const struct item *item,
		const struct story_facts *story, struct str reason);
/* The first three of these alone. */
void pantau_item_tone(struct item_view *view, const struct item *item,
		struct str reason);
/* tone, by, reason, time, text_changed. */
void pantau_label_fields(struct printer *p, const struct label *label,
		struct str reason);
/* verdict, verdict_by, verdict_time; null where nobody gave one. */
void pantau_item_verdict(struct printer *p, const struct item *item);
/* "masked": [{"field":"text","kind":"phone","start":..,"end":..}] */
void pantau_item_masked(struct item_view *view, const char *const *fields,
		const struct mask *const *masks, size_t n);

/* For people: 'negatif', 'negatif (label: Sari)'. */
void pantau_item_say_tone(struct cli *cli, const struct item *item);
/* For people: '  [putusan: salah (Sari)]'; nothing where there is none. */
void pantau_item_say_verdict(struct cli *cli, const struct label *label);
/* Verdicts on an item, the one in force first, with what of them is masked. */
struct verdict_history {
	struct label *label;
	struct mask *evidence, *reason; /* of each */
	size_t n;
};
/* All there were; in the view's arena. */
enum pantau_status pantau_verdict_history(struct item_view *view, int64_t id,
		struct verdict_history *out);
/* Fills evidence and reason of labels that are there. */
enum pantau_status pantau_verdict_mask(struct item_view *view,
		struct verdict_history *history);
/* Of the i-th: verdict, by, time, evidence, reason, text_changed. */
void pantau_verdict_fields(struct printer *p,
		const struct verdict_history *history, size_t i);
/* For people: a line for each, and one for its reason. */
void pantau_say_verdicts(struct cli *cli,
		const struct verdict_history *history);

/* For people: '8 Nov 2026 13.30 WIB  kabartirta  berita  negatif'. */
void pantau_item_head(struct item_view *view, const struct item *item);
/* A text with its highlights (colour on a terminal, plain otherwise), indented
 * and wrapped to the terminal's width. */
void pantau_item_lines(struct item_view *view, struct str text,
		const struct byte_span *highlight, size_t n, unsigned indent);

/* Words for people in the user's language. */
const char *pantau_say_kind(const struct cli *cli, enum doc_kind kind);
const char *pantau_say_tone(const struct cli *cli, enum pantau_tone tone);
const char *pantau_say_act(const struct cli *cli, enum pantau_act act);
const char *pantau_say_verdict(const struct cli *cli, enum verdict verdict);
/* Codes stay codes, but for those that are words. */
struct str pantau_say_language(const struct cli *cli, struct str code);
const char *pantau_say_hoax(const struct cli *cli,
		enum pantau_hoax_level level);

/* Colour, when the terminal takes it. */
enum paint { PAINT_NONE, PAINT_BOLD, PAINT_DIM, PAINT_HIT, PAINT_BAD, PAINT_GOOD };
void pantau_paint(struct cli *cli, enum paint paint);

/* "--unmask" leaves a line in the audit: once a process. */
enum pantau_status pantau_item_audit(struct cli *cli, const char *command);

#endif
