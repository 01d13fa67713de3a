/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau search QUERY: hits, with what was found marked. */

#include <stddef.h>

#include "cli/commands.h"
#include "cli/query_options.h"
#include "cli/show_item.h"
#include "cli/story_print.h"
#include "cli/zero_help.h"

struct options {
	struct query_arguments query;
	int sort; /* enum sort */
	bool explain, full, group;
};

static const char *const sorts[] = {
	"relevance", "newest", "oldest", "tone", "reach", NULL,
};

static void spans(struct printer *p, const char *key,
		const struct byte_span *span, size_t n)
{
	pantau_print_array(p, key);
	for (size_t i = 0; i < n; i++) {
		pantau_print_array(p, NULL);
		pantau_print_int(p, NULL, (int64_t)span[i].start);
		pantau_print_int(p, NULL, (int64_t)span[i].end);
		pantau_print_end_array(p);
	}
	pantau_print_end_array(p);
}

/* What of a hit is shown, masked. */
struct shown {
	struct mask title, snippet, text, reason;
	bool full, group;
};

static void row(struct item_view *view, const struct hit *hit,
		const struct shown *shown)
{
	static const char *const fields[] = {"title", "snippet", "text"};
	const struct mask *const masks[] = {&shown->title, &shown->snippet,
		&shown->text};
	struct printer *p = view->cli->printer;
	pantau_print_row(p);
	pantau_item_fields(view, &hit->item, shown->title.text);
	if (shown->full) {
		pantau_print_str(p, "text", shown->text.text);
	}
	pantau_print_str(p, "snippet", shown->snippet.text);
	spans(p, "highlights", hit->highlight, hit->highlights);
	spans(p, "title_highlights", hit->title_highlight,
			hit->title_highlights);
	pantau_item_scores(view, &hit->item, hit->story, shown->reason.text);
	if (shown->group) {
		pantau_story_fields(p, hit->story);
	}
	pantau_print_real(p, "score", hit->score, 4);
	pantau_item_masked(view, fields, masks, shown->full ? 3 : 2);
	pantau_print_end_row(p);
}

static void lines(struct item_view *view, const struct hit *hit,
		const struct shown *shown)
{
	struct cli *cli = view->cli;
	pantau_item_head(view, &hit->item);
	if (hit->story->items > 1) {
		pantau_out_cstr(&cli->out, "  ");
		pantau_paint(cli, PAINT_DIM);
		pantau_out_cstr(&cli->out, SAY(cli, "story: ", "cerita: "));
		pantau_story_say(cli, hit->story);
		pantau_paint(cli, PAINT_NONE);
		pantau_out_char(&cli->out, '\n');
	}
	if (shown->title.text.n > 0) {
		pantau_item_lines(view, shown->title.text, hit->title_highlight,
				hit->title_highlights, 2);
	}
	if (shown->full) {
		pantau_item_lines(view, shown->text.text, NULL, 0, 4);
	} else if (shown->snippet.text.n > 0) {
		pantau_item_lines(view, shown->snippet.text, hit->highlight,
				hit->highlights, 4);
	}
	pantau_out_char(&cli->out, '\n');
}

static enum pantau_status one(struct item_view *view, const struct hit *hit,
		const struct options *options)
{
	bool full = options->full;
	struct shown shown = {.full = full, .group = options->group};
	pantau_arena_reset(&view->arena);
	enum pantau_status status = pantau_item_mask(view, hit->item.doc.title,
			&shown.title);
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, hit->snippet, &shown.snippet);
	}
	if (status == PANTAU_OK && full) {
		status = pantau_item_mask(view, hit->item.doc.text, &shown.text);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, hit->item.label.reason,
				&shown.reason);
	}
	if (status == PANTAU_OK) {
		(pantau_printer_text(view->cli->printer) ? lines : row)(view, hit,
				&shown);
	}
	return status;
}

static enum pantau_status print_hits(struct cli *cli, struct str query,
		const struct hits *hits, const struct help *help,
		const struct options *options)
{
	struct printer *p = cli->printer;
	struct item_view view;
	enum pantau_status status = PANTAU_OK;
	pantau_item_view_init(&view, cli);
	pantau_print_begin(p);
	pantau_print_str(p, "query", query);
	pantau_print_int(p, "total", (int64_t)hits->total);
	if (options->group) {
		pantau_print_int(p, "stories", (int64_t)hits->stories);
	}
	if (hits->newest_first_instead) {
		pantau_print_bool(p, "newest_first_instead", true);
	}
	if (hits->prefix_cut) {
		pantau_print_bool(p, "prefix_cut", true);
	}
	pantau_widening_fields(cli, hits->widening, hits->widened);
	if (hits->total == 0) {
		pantau_zero_help_fields(cli, help);
	}
	pantau_print_list(p, "hits");
	for (size_t i = 0; status == PANTAU_OK && i < hits->n; i++) {
		status = one(&view, &hits->hit[i], options);
	}
	pantau_print_end_list(p);
	pantau_print_end(p);
	pantau_item_view_finish(&view);
	return status;
}

static void notes(struct cli *cli, const struct hits *hits)
{
	if (hits->newest_first_instead) {
		pantau_cli_note(cli, "%s", SAY(cli,
				"pantau: too many matches to rank; the newest come "
				"first\n",
				"pantau: terlalu banyak yang cocok untuk diperingkat; "
				"yang terbaru didahulukan\n"));
	}
	pantau_widening_tell(cli, hits->widening, hits->widened);
	if (hits->prefix_cut) {
		pantau_cli_note(cli, "%s", SAY(cli,
				"pantau: a prefix has over 1,000 forms and was cut; give "
				"more letters\n",
				"pantau: awalan punya lebih dari 1.000 bentuk, jadi belum "
				"semua dicari; tambah hurufnya\n"));
	}
}

static void tally(struct cli *cli, const struct hits *hits, bool group)
{
	pantau_out_printf(&cli->out, SAY(cli, "%llu items", "%llu artikel"),
			(unsigned long long)hits->total);
	if (group) {
		pantau_out_printf(&cli->out, SAY(cli, ", %llu stories",
				", %llu cerita unik"),
				(unsigned long long)hits->stories);
	}
	pantau_out_printf(&cli->out, SAY(cli, ", %zu shown\n",
			", %zu ditampilkan\n"), hits->n);
}

static int print(struct cli *cli, struct str query,
		const struct search_options *search, const struct hits *hits,
		const struct options *options)
{
	struct help help = {0};
	if (hits->total == 0) {
		pantau_zero_help_find(cli, query, search, &help);
	}
	enum pantau_status status = print_hits(cli, query, hits, &help,
			options);
	if (status == PANTAU_OK && pantau_printer_text(cli->printer) &&
			!cli->quiet) {
		tally(cli, hits, options->group);
	}
	if (status == PANTAU_OK) {
		notes(cli, hits);
	}
	if (hits->total == 0) {
		pantau_zero_help_tell(cli, &help);
	}
	return status != PANTAU_OK ? pantau_cli_fail(cli) :
			hits->total > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static int explain(struct cli *cli, struct str query,
		const struct search_options *search)
{
	struct explanation tree;
	struct printer *p = cli->printer;
	if (pantau_explain(cli->store, cli->analyser, query, search, &tree,
			&cli->err) != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	uint64_t items = tree.n > 0 ? tree.row[0].items : 0;
	pantau_print_begin(p);
	pantau_print_str(p, "query", query);
	pantau_print_list(p, "nodes");
	for (size_t i = 0; i < tree.n; i++) {
		const struct explain_row *node = &tree.row[i];
		if (pantau_printer_text(p)) {
			pantau_out_printf(&cli->out, "%*s", (int)node->depth * 2, "");
			pantau_out_safe(&cli->out, node->node);
			pantau_out_cstr(&cli->out, "  ");
			pantau_out_safe(&cli->out, node->source);
			if (node->forms.n > 0) {
				pantau_out_cstr(&cli->out, "  -> ");
				pantau_out_safe(&cli->out, node->forms);
			}
			pantau_out_printf(&cli->out, "  (%llu)\n",
					(unsigned long long)node->items);
			continue;
		}
		pantau_print_row(p);
		pantau_print_int(p, "depth", node->depth);
		pantau_print_str(p, "node", node->node);
		pantau_print_str(p, "source", node->source);
		pantau_print_str(p, "forms", node->forms);
		pantau_print_int(p, "items", (int64_t)node->items);
		pantau_print_end_row(p);
	}
	pantau_print_end_list(p);
	pantau_print_end(p);
	pantau_explanation_finish(&tree);
	return items > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static int answer(struct cli *cli, void *values, struct str query,
		struct search_options *search)
{
	const struct options *options = values;
	struct hits hits;
	search->sort = (enum sort)options->sort;
	search->full = options->full;
	search->grouped = options->group;
	search->stories = true;
	if (options->explain) {
		return explain(cli, query, search);
	}
	if (pantau_search(cli->store, cli->analyser, query, search, &hits,
			&cli->err) != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	int code = print(cli, query, search, &hits, options);
	pantau_hits_finish(&hits);
	return code;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	return pantau_query_run(cli, "search", &options->query, 10, argv, argc,
			answer, values);
}

#define AT(member) offsetof(struct options, member)

static const struct option_spec options[] = {
	QUERY_LIMIT_ROWS(struct options, query, "10"),
	{"sort", OPTION_CHOICE, AT(sort), "ORDER", sorts,
		"relevance, newest, oldest, tone or reach",
		"relevance, newest, oldest, tone, atau reach"},
	QUERY_OPTION_ROWS(struct options, query),
	{"group", OPTION_FLAG, AT(group), NULL, NULL,
		"each story once: the earliest item of it that matches",
		"tiap cerita sekali: artikel terawal yang cocok"},
	{"full", OPTION_FLAG, AT(full), NULL, NULL,
		"show whole texts", "tampilkan teks lengkap"},
	{"explain", OPTION_FLAG, AT(explain), NULL, NULL,
		"show how the query is understood, with counts",
		"tampilkan cara kueri dipahami beserta jumlahnya"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_search = {
	.name = "search",
	.group = GROUP_SEARCH,
	.needs = NEED_STORE | NEED_ANALYSER,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "QUERY",
	.least = 1,
	.most = -1,
	.summary_en = "find items",
	.summary_id = "cari artikel",
	.example = "pantau search 'banjir DEKAT/5 tanggul nada:negatif' --sort newest",
};
