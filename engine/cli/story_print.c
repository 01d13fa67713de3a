/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stories beside their items: how many, where, since when. */

#include "cli/story_print.h"

#include "base/date.h"

static void print_time(struct printer *p, const char *key, int64_t seconds)
{
	char time[32];
	if (seconds == 0) {
		pantau_print_null(p, key);
		return;
	}
	pantau_date_utc(seconds, time);
	pantau_print_cstr(p, key, time);
}

void pantau_story_fields(struct printer *p, const struct story_facts *facts)
{
	pantau_print_int(p, "story_sources", (int64_t)facts->sources);
	print_time(p, "story_first", facts->first);
	print_time(p, "story_last", facts->last);
}

void pantau_say_time(struct cli *cli, int64_t seconds)
{
	char time[32], zone[16];
	pantau_date_local(seconds, cli->zone, time);
	pantau_zone_name(cli->zone, zone);
	pantau_out_printf(&cli->out, "%s %s", time, zone);
}

void pantau_story_say(struct cli *cli, const struct story_facts *facts)
{
	pantau_out_printf(&cli->out, facts->sources == 1 ? SAY(cli,
			"%llu items of %zu source", "%llu artikel dari %zu sumber")
			: SAY(cli, "%llu items of %zu sources",
			"%llu artikel dari %zu sumber"),
			(unsigned long long)facts->items, facts->sources);
	if (facts->last != 0) {
		pantau_out_cstr(&cli->out, ", ");
		pantau_say_time(cli, facts->first);
	}
	if (facts->last != facts->first) {
		pantau_out_cstr(&cli->out, SAY(cli, " to ", " sampai "));
		pantau_say_time(cli, facts->last);
	}
	if (facts->undated != 0) {
		pantau_out_printf(&cli->out, SAY(cli, ", %llu without a date",
				", %llu tanpa tanggal"),
				(unsigned long long)facts->undated);
	}
}
