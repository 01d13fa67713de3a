/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Why a story stands where it does in the queue, in words and as fields. */

#include "cli/queue_print.h"

#include "base/utf8.h"
#include "score/score.h"

#define DAY 86400
#define HOUR 3600
#define MINUTE 60
#define GROUPS_MOST 32
#define HEADING 120 /* bytes of a debunk's title */

static const char *const parts[QUEUE_PARTS] = {
	[QUEUE_MATCH] = "match_points", [QUEUE_CUES] = "cue_points",
	[QUEUE_NEW] = "new_points", [QUEUE_COPIES] = "copies_points",
	[QUEUE_RATE] = "rate_points", [QUEUE_REACH] = "reach_points",
};

/* A part of the points, behind what it is for. */
static void add(struct cli *cli, const struct queue_row *row,
		enum queue_part part)
{
	pantau_out_printf(&cli->out, " (+%lld)", (long long)row->part[part]);
}

static void say_age(struct cli *cli, const struct queue_row *row)
{
	struct out *out = &cli->out;
	if (row->age < 0) {
		pantau_out_cstr(out, SAY(cli, "undated", "tanpa tanggal"));
	} else if (row->age < 2 * HOUR) {
		pantau_out_printf(out, SAY(cli, "newest %lld minutes ago",
				"terbaru %lld menit lalu"),
				(long long)(row->age / MINUTE));
	} else if (row->age < 2 * DAY) {
		pantau_out_printf(out, SAY(cli, "newest %lld hours ago",
				"terbaru %lld jam lalu"),
				(long long)(row->age / HOUR));
	} else {
		pantau_out_printf(out, SAY(cli, "newest %lld days ago",
				"terbaru %lld hari lalu"),
				(long long)(row->age / DAY));
	}
	add(cli, row, QUEUE_NEW);
}

/* A group of cues that is a reason for the item's level. */
static bool speaks(struct cli *cli, const struct queue_row *row, unsigned group)
{
	return (row->item.hoax_groups >> group & 1) != 0 &&
			pantau_score_group_raises(cli->scorer, group);
}

static void say_cues(struct cli *cli, const struct queue_row *row)
{
	struct out *out = &cli->out;
	const char *between = ": ";
	if (row->item.hoax == PANTAU_HOAX_NONE) {
		return;
	}
	pantau_out_cstr(out, pantau_say_hoax(cli, row->item.hoax));
	for (unsigned g = 0; g < GROUPS_MOST; g++) {
		if (!speaks(cli, row, g)) {
			continue;
		}
		pantau_out_cstr(out, between);
		pantau_out_safe(out, pantau_score_group_title(cli->scorer, g,
				(enum pantau_lang)cli->lang));
		between = ", ";
	}
	add(cli, row, QUEUE_CUES);
	pantau_out_cstr(out, "; ");
}

static void say_spread(struct cli *cli, const struct queue_row *row)
{
	struct out *out = &cli->out;
	if (row->copies == 1) {
		pantau_out_cstr(out, SAY(cli, "no copies; ", "tanpa salinan; "));
		return;
	}
	pantau_out_printf(out, SAY(cli, "%lld items of one story",
			"%lld artikel dalam satu cerita"),
			(long long)row->copies);
	add(cli, row, QUEUE_COPIES);
	pantau_out_printf(out, SAY(cli, ", %lld in the last 24 hours",
			", %lld dalam 24 jam terakhir"), (long long)row->recent);
	add(cli, row, QUEUE_RATE);
	pantau_out_cstr(out, "; ");
}

static void say_claim(struct cli *cli, const struct queue_row *row,
		const struct debunk_view *debunk)
{
	struct out *out = &cli->out;
	if (!row->claim) {
		return;
	}
	pantau_out_cstr(out, SAY(cli, "repeats a claim that was looked into",
			"mengulang klaim yang sudah diklarifikasi"));
	if (debunk != NULL) {
		struct str heading = pantau_debunk_heading(debunk);
		struct str cut = pantau_utf8_prefix(heading, HEADING);
		pantau_out_cstr(out, ": ");
		pantau_out_safe(out, cut);
		pantau_out_cstr(out, cut.n < heading.n ? "..." : "");
	}
	if (debunk != NULL && debunk->row.debunk.url.n > 0) {
		pantau_out_cstr(out, " <");
		pantau_out_safe(out, debunk->row.debunk.url);
		pantau_out_char(out, '>');
	}
	add(cli, row, QUEUE_MATCH);
	pantau_out_cstr(out, "; ");
}

void pantau_queue_why(struct cli *cli, const struct queue_row *row,
		const struct debunk_view *debunk)
{
	struct out *out = &cli->out;
	pantau_out_cstr(out, SAY(cli, "    why: ", "    alasan: "));
	say_claim(cli, row, debunk);
	say_cues(cli, row);
	say_age(cli, row);
	pantau_out_cstr(out, "; ");
	say_spread(cli, row);
	pantau_out_printf(out, SAY(cli, "reach %lld", "jangkauan %lld"),
			(long long)row->reach);
	add(cli, row, QUEUE_REACH);
	pantau_out_printf(out, SAY(cli, "; points %lld\n\n",
			"; poin %lld\n\n"), (long long)row->points);
}

void pantau_queue_fields(struct cli *cli, const struct queue_row *row,
		const struct debunk_view *debunk)
{
	struct printer *p = cli->printer;
	pantau_print_cstr(p, "hoax", pantau_hoax_name(row->item.hoax));
	pantau_print_array(p, "groups");
	for (unsigned g = 0; g < GROUPS_MOST; g++) {
		if (speaks(cli, row, g)) {
			pantau_print_str(p, NULL, pantau_score_group_name(
					cli->scorer, g));
		}
	}
	pantau_print_end_array(p);
	pantau_print_bool(p, "claim", row->claim);
	if (debunk != NULL) {
		pantau_print_int(p, "debunk", debunk->row.id);
		pantau_print_str(p, "debunk_title", debunk->title.text);
		pantau_print_str(p, "debunk_url", debunk->row.debunk.url);
	} else {
		pantau_print_null(p, "debunk");
		pantau_print_null(p, "debunk_title");
		pantau_print_null(p, "debunk_url");
	}
	pantau_print_int(p, "copies", row->copies);
	pantau_print_int(p, "recent", row->recent);
	pantau_print_int(p, "reach", row->reach);
	if (row->age < 0) {
		pantau_print_null(p, "age");
	} else {
		pantau_print_int(p, "age", row->age);
	}
	pantau_print_int(p, "points", row->points);
	for (int part = 0; part < QUEUE_PARTS; part++) {
		pantau_print_int(p, parts[part], row->part[part]);
	}
}
