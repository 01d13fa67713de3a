/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Chains and spread for people: what was added and removed stands in the
 * text. */

#include "cli/chain_print.h"

#include <stdio.h>

#include "base/date.h"
#include "cli/show_item.h"
#include "cli/story_print.h"

#define CONTEXT 8   /* words shown either side of a change */
#define SOURCES_SAID 8
#define BEGINNING 60 /* words shown of a text that nothing is marked in */

static void say_when(struct cli *cli, const struct chain_place *place)
{
	if (place->undated) {
		pantau_out_cstr(&cli->out, SAY(cli,
				"undated, so put last",
				"tanpa tanggal sehingga ditaruh terakhir"));
	} else {
		pantau_say_time(cli, place->time);
	}
}

/* '@sari (grup-a)', or the source alone. */
static void say_who(struct cli *cli, const struct chain_doc *doc)
{
	struct out *out = &cli->out;
	pantau_paint(cli, PAINT_BOLD);
	if (doc->author.n == 0) {
		pantau_out_safe(out, doc->source);
	} else {
		pantau_out_safe(out, doc->author);
		pantau_out_cstr(out, " (");
		pantau_out_safe(out, doc->source);
		pantau_out_char(out, ')');
	}
	pantau_paint(cli, PAINT_NONE);
}

/* '2 hari 3 jam', '45 menit', '0 detik': the largest unit and the next. */
static void say_span(struct cli *cli, int64_t seconds)
{
	static const char *const units[][2] = {{"days", "hari"},
		{"hours", "jam"}, {"minutes", "menit"}, {"seconds", "detik"}};
	static const int64_t sizes[] = {86400, 3600, 60, 1};
	int i = 0;
	while (i < 3 && seconds < sizes[i]) {
		i++;
	}
	pantau_out_printf(&cli->out, "%lld %s", (long long)(seconds /
			sizes[i]), SAY(cli, units[i][0], units[i][1]));
	int64_t rest = i < 3 ? seconds % sizes[i] / sizes[i + 1] : 0;
	if (rest > 0) {
		pantau_out_printf(&cli->out, " %lld %s", (long long)rest,
				SAY(cli, units[i + 1][0], units[i + 1][1]));
	}
}

static void say_peak(struct cli *cli, const struct spread_hours *hours)
{
	const struct spread_hour *peak = &hours->hour[hours->peak];
	if (hours->n > 0) {
		pantau_out_cstr(&cli->out, SAY(cli, "; busiest hour from ",
				"; jam tersibuk mulai "));
		pantau_say_time(cli, peak->start);
		pantau_out_printf(&cli->out, SAY(cli, ": %llu items",
				": %llu artikel"),
				(unsigned long long)peak->items);
	}
}

/* 'sumber: grup-a 12, grup-b 3, dan 4 lagi'. */
static void say_about(struct cli *cli, const struct chain_about *about)
{
	struct out *out = &cli->out;
	for (size_t i = 0; i < about->sources && i < SOURCES_SAID; i++) {
		struct str name = about->source[i].name;
		pantau_out_cstr(out, i > 0 ? ", " : SAY(cli, "sources: ",
				"sumber: "));
		pantau_out_safe(out, name.n > 0 ? name : str_of(SAY(cli,
				"(not given)", "(tidak disebut)")));
		pantau_out_printf(out, " %zu", about->source[i].items);
	}
	if (about->sources > SOURCES_SAID) {
		pantau_out_printf(out, SAY(cli, " and %zu more",
				", dan %zu lagi"),
				about->sources - SOURCES_SAID);
	}
	pantau_out_cstr(out, about->sources > 0 ? "\n" : "");
	if (about->near > 0) {
		pantau_out_printf(out, SAY(cli,
				"%zu of the items are not of this story: "
				"changed more, or over 30 days apart\n",
				"%zu di antaranya di luar cerita ini: lebih "
				"banyak berubah, atau berselang lebih dari 30 "
				"hari\n"),
				about->near);
	}
	if (about->left_out > 0) {
		pantau_out_printf(out, SAY(cli,
				"%zu later items are in no version: the story "
				"is too large to be read whole\n",
				"%zu artikel sesudahnya tidak ikut: cerita ini "
				"terlalu besar untuk dibaca seluruhnya\n"),
				about->left_out);
	}
}

void pantau_chain_say_head(const struct chain_view *view)
{
	struct cli *cli = view->cli;
	struct out *out = &cli->out;
	const struct chain *chain = view->chain;
	pantau_out_printf(out, SAY(cli, "%zu items, %zu versions",
			"%zu artikel, %zu versi"), chain->items,
			chain->versions);
	if (chain->items > chain->undated) {
		pantau_out_cstr(out, SAY(cli, ", from ", ", dari "));
		pantau_say_time(cli, chain->first);
		pantau_out_cstr(out, SAY(cli, " to ", " sampai "));
		pantau_say_time(cli, chain->last);
		pantau_out_cstr(out, " (");
		say_span(cli, chain->last - chain->first);
		pantau_out_char(out, ')');
	}
	pantau_out_printf(out, SAY(cli, "\n%zu sources, %zu accounts",
			"\n%zu sumber, %zu akun"), chain->sources,
			chain->accounts);
	say_peak(cli, &chain->hours);
	pantau_out_char(out, '\n');
	if (view->about != NULL) {
		say_about(cli, view->about);
	}
	if (chain->undated > 0) {
		pantau_out_printf(out, SAY(cli,
				"%zu without a date are put last: where they "
				"belong is not known\n",
				"%zu tanpa tanggal ditaruh terakhir: urutannya "
				"tidak diketahui\n"), chain->undated);
	}
	if (chain->versions > view->limits->versions) {
		pantau_out_printf(out, SAY(cli,
				"the first %zu versions are shown\n",
				"yang ditampilkan %zu versi pertama\n"),
				view->limits->versions);
	}
}

/* --- a version's text --- */

/* Text of a child as it is written, up to a byte. */
struct writing {
	struct cli *cli;
	struct str text;
	size_t at;   /* written up to here */
	bool blank;  /* a removed word stands before: a blank is due */
	bool begun;
};

/* What stands between the words before and those from 'start' on. */
static void write_gap(struct writing *w, size_t start)
{
	struct str gap = str_make(w->text.p + w->at, start - w->at);
	if (w->blank && gap.n == 0) {
		pantau_out_char(&w->cli->out, ' ');
	}
	pantau_out_safe(&w->cli->out, gap);
	w->blank = false;
	w->begun = true;
	w->at = start;
}

static void write_marked(struct cli *cli, const char *open, struct str text,
		const char *close, enum paint paint)
{
	pantau_paint(cli, paint);
	pantau_out_cstr(&cli->out, open);
	pantau_out_safe(&cli->out, text);
	pantau_out_cstr(&cli->out, close);
	pantau_paint(cli, PAINT_NONE);
}

/* Words that both have; of many only those next to a change. */
static void write_kept(struct writing *w, const struct diff_words *words,
		const struct diff_side *side, bool first, bool last)
{
	size_t head = first ? 0 : CONTEXT, tail = last ? 0 : CONTEXT;
	const struct diff_word *word = words->word + side->word;
	if (side->words <= head + tail + 2) {
		write_gap(w, side->start);
		write_gap(w, side->end);
		return;
	}
	if (head > 0) {
		write_gap(w, side->start);
		write_gap(w, word[head - 1].end);
		pantau_out_char(&w->cli->out, ' ');
	}
	pantau_out_cstr(&w->cli->out, "...");
	w->begun = true;
	w->blank = true;
	w->at = tail > 0 ? word[side->words - tail].start : side->end;
	if (tail > 0) {
		write_gap(w, w->at);
		write_gap(w, side->end);
	}
}

static void write_change(struct writing *w, const struct diff_run *run,
		struct str from)
{
	struct cli *cli = w->cli;
	if (run->from.words > 0) {
		if (w->begun) {
			pantau_out_char(&cli->out, ' ');
		}
		write_marked(cli, "[-", str_make(from.p + run->from.start,
				run->from.end - run->from.start), "-]",
				PAINT_BAD);
		w->begun = true;
		w->blank = true;
	}
	if (run->to.words > 0) {
		write_gap(w, run->to.start);
		write_marked(cli, "[+", str_make(w->text.p + run->to.start,
				run->to.end - run->to.start), "+]", PAINT_GOOD);
		w->at = run->to.end;
	}
}

/* The beginning of a text that nothing is marked in. */
static void write_beginning(struct cli *cli, struct str text,
		const struct diff_words *words)
{
	bool cut = words->n > BEGINNING;
	pantau_out_safe(&cli->out, str_make(text.p, cut ?
			words->word[BEGINNING - 1].end : text.n));
	pantau_out_cstr(&cli->out, cut ? " ..." : "");
}

static void write_field(const struct chain_view *view, int field)
{
	struct cli *cli = view->cli;
	const struct diff *diff = &view->diff[field];
	struct writing w = {.cli = cli, .text = view->child.field[field]};
	if (w.text.n == 0 && view->parent.field[field].n == 0) {
		return;
	}
	pantau_out_cstr(&cli->out, "    ");
	if (view->version->parent == CHAIN_NONE ||
			diff->added + diff->removed == 0) {
		write_beginning(cli, w.text, &view->words[field]);
		pantau_out_char(&cli->out, '\n');
		return;
	}
	for (size_t i = 0; i < diff->runs; i++) {
		const struct diff_run *run = &diff->run[i];
		if (run->kind == DIFF_KEPT) {
			write_kept(&w, &view->words[field], &run->to, i == 0,
					i + 1 == diff->runs);
		} else {
			write_change(&w, run, view->parent.field[field]);
		}
	}
	pantau_out_safe(&cli->out, str_skip(w.text, w.at));
	pantau_out_char(&cli->out, '\n');
	if (diff->coarse) {
		pantau_out_cstr(&cli->out, SAY(cli,
				"    (long and very different: more may be "
				"marked than was changed)\n",
				"    (panjang dan sangat berbeda: yang ditandai "
				"mungkin lebih banyak daripada yang diubah)\n"));
	}
}

/* --- a version --- */

static enum pantau_status say_copies(const struct chain_view *view)
{
	struct cli *cli = view->cli;
	const struct chain_version *version = view->version;
	size_t most = view->limits->copies;
	for (size_t i = 1; i < version->copies && i <= most; i++) {
		const struct chain_place *place =
				&view->chain->place[version->copy[i]];
		struct chain_doc doc;
		enum pantau_status status = view->docs->look_up(
				view->docs->context, place->item, CHAIN_COPY,
				&doc, &cli->err);
		if (status != PANTAU_OK) {
			return status;
		}
		pantau_out_cstr(&cli->out, SAY(cli, "    copy: ",
				"    salinan: "));
		say_when(cli, place);
		pantau_out_cstr(&cli->out, ", ");
		say_who(cli, &doc);
		pantau_out_char(&cli->out, '\n');
	}
	if (most > 0 && version->copies - 1 > most) {
		pantau_out_printf(&cli->out, SAY(cli, "    and %zu more\n",
				"    dan %zu lagi\n"),
				version->copies - 1 - most);
	}
	return PANTAU_OK;
}

static void say_origin(const struct chain_view *view)
{
	struct cli *cli = view->cli;
	const struct chain_version *version = view->version;
	/* Never 100: something did change. */
	int percent = (int)(version->similar * 100);
	percent = percent > 99 ? 99 : percent;
	if (version->parent != CHAIN_NONE) {
		pantau_out_printf(&cli->out, version->estimated ?
				SAY(cli, "from version %zu (about %d %% alike), ",
				"dari versi %zu (sekitar %d %% mirip), ") :
				SAY(cli, "from version %zu (%d %% alike), ",
				"dari versi %zu (%d %% mirip), "),
				(size_t)version->parent + 1, percent);
	}
}

enum pantau_status pantau_chain_say_version(struct chain_view *view)
{
	struct cli *cli = view->cli;
	struct out *out = &cli->out;
	const struct chain_version *version = view->version;
	pantau_out_printf(out, SAY(cli, "\nversion %zu, ", "\nversi %zu, "),
			view->number + 1);
	say_origin(view);
	pantau_out_cstr(out, SAY(cli, "first by ", "pertama oleh "));
	say_who(cli, &view->child);
	pantau_out_cstr(out, ", ");
	say_when(cli, &view->chain->place[version->copy[0]]);
	if (version->copies > 1) {
		pantau_out_printf(out, SAY(cli, ", copied %zu times",
				", disalin %zu kali"), version->copies - 1);
	} else {
		pantau_out_cstr(out, SAY(cli, ", not copied",
				", tidak disalin"));
	}
	if (version->altered > 0) {
		pantau_out_printf(out, SAY(cli,
				" (%zu with other links, numbers, mentions or "
				"emoji)", " (%zu dengan tautan, nomor, sebutan, "
				"atau emoji lain)"), version->altered);
	}
	pantau_out_cstr(out, "  ");
	pantau_paint(cli, PAINT_DIM);
	pantau_out_safe(out, view->child.id);
	pantau_paint(cli, PAINT_NONE);
	pantau_out_char(out, '\n');
	for (int i = 0; i < CHAIN_FIELDS; i++) {
		write_field(view, i);
	}
	return say_copies(view);
}

/* --- spread --- */

static void say_synchronous(struct cli *cli, const struct spread_part *part)
{
	struct out *out = &cli->out;
	size_t known = part->items - part->undated;
	pantau_out_printf(out, SAY(cli,
			"  pairs of different accounts within %d seconds: %llu; "
			"by chance about %.1f",
			"  pasangan akun berbeda dalam %d detik: %llu; kalau "
			"kebetulan sekitar %.1f"), SPREAD_WINDOW,
			(unsigned long long)part->pairs, part->expected);
	if (part->pairs > 0 && part->ratio > 0) {
		pantau_out_printf(out, SAY(cli, ", %.1f times that",
				", jadi %.1f kali lipat"), part->ratio);
	}
	if (part->pairs > 0 && part->tail < 1e-6) {
		pantau_out_cstr(out, SAY(cli,
				" (chance of so many: under 0.000001)",
				" (peluang sebanyak itu: di bawah 0.000001)"));
	} else if (part->pairs > 0) {
		pantau_out_printf(out, SAY(cli, " (chance of so many: %.6f)",
				" (peluang sebanyak itu: %.6f)"), part->tail);
	}
	pantau_out_char(out, '\n');
	if (known > 0 && part->whole_minutes * 2 > known) {
		pantau_out_cstr(out, SAY(cli,
				"  most times have no seconds: such pairs say "
				"little\n", "  sebagian besar waktu tanpa detik: "
				"pasangan seperti itu tidak banyak berarti\n"));
	}
}

static void say_part(struct cli *cli, const char *title,
		const struct spread_part *part)
{
	struct out *out = &cli->out;
	pantau_out_printf(out, SAY(cli, "%s: %zu items of %zu accounts",
			"%s: %zu artikel dari %zu akun"), title, part->items,
			part->accounts);
	say_peak(cli, &part->hours);
	pantau_out_char(out, '\n');
	if (part->burst > 1) {
		pantau_out_printf(out, SAY(cli,
				"  densest %d seconds: %zu items of %zu accounts, "
				"from ", "  %d detik terpadat: %zu artikel dari "
				"%zu akun, mulai "), SPREAD_WINDOW, part->burst,
				part->burst_accounts);
		pantau_say_time(cli, part->burst_start);
		pantau_out_char(out, '\n');
	}
	if (part->possible > 0) {
		say_synchronous(cli, part);
	}
}

void pantau_chain_say_spread(struct cli *cli, const struct spread *spread)
{
	pantau_out_char(&cli->out, '\n');
	say_part(cli, SAY(cli, "spread", "penyebaran"), &spread->others);
	if (spread->owned.items > 0) {
		say_part(cli, SAY(cli, "own accounts, counted apart",
				"akun sendiri, dihitung terpisah"),
				&spread->owned);
	}
	pantau_out_cstr(&cli->out, SAY(cli,
			"signals, not proof: short texts, share buttons, live "
			"events and an office's own call to share look the same; "
			"a person decides\n",
			"sinyal, bukan bukti: teks pendek, tombol bagikan, "
			"peristiwa langsung, dan ajakan menyebarkan dari kantor "
			"sendiri tampak sama; manusia yang memutuskan\n"));
}
