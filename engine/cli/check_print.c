/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Evidence for a text: what repeats, what is old, which cues. */

#include "cli/check_print.h"

#include "base/utf8.h"
#include "cli/story_print.h"

#define QUOTES 3      /* shared runs of words that people see of a debunk */
#define QUOTE_BYTES 160
#define EXCERPT 300

bool pantau_check_reason(const struct check *check)
{
	for (size_t i = 0; i < check->hits; i++) {
		if (check->hit[i].kind == CLAIM_MATCH &&
				!check->hit[i].denies) {
			return true;
		}
	}
	return check->score.hoax == PANTAU_HOAX_CHECK ||
			check->days >= CHECK_OLD_DAYS;
}

static const char *say_kind(struct cli *cli, enum claim_kind kind)
{
	return kind == CLAIM_MATCH ? SAY(cli, "match", "cocok")
			: SAY(cli, "similar", "mirip");
}

/* The words of a span, as they stand in the text. */
static struct str span_text(const struct check *check,
		const struct claim_span *span)
{
	struct str text = check->shown[span->field].text;
	return span->end <= text.n && span->start <= span->end
			? str_make(text.p + span->start, span->end - span->start)
			: str_make(NULL, 0);
}

static struct str debunk_text(const struct debunk_view *debunk,
		const struct claim_span *span)
{
	const struct mask *const field[CLAIM_FIELDS] = {
		[CLAIM_TITLE] = &debunk->title, [CLAIM_CLAIM] = &debunk->claim,
		[CLAIM_BODY] = &debunk->body,
	};
	struct str text = field[span->debunk_field]->text;
	return span->debunk_end <= text.n && span->debunk_start <=
			span->debunk_end ? str_make(text.p + span->debunk_start,
			span->debunk_end - span->debunk_start)
			: str_make(NULL, 0);
}

/* --- for people --- */

static void excerpt(struct cli *cli, struct str text, unsigned indent)
{
	struct str shown = pantau_utf8_prefix(text, EXCERPT);
	pantau_out_printf(&cli->out, "%*s", (int)indent, "");
	pantau_out_safe(&cli->out, shown);
	pantau_out_cstr(&cli->out, shown.n < text.n ? "...\n" : "\n");
}

/* A span of words that stand in one that was said already: the title of a
 * debunk often says again what its claim does. */
static bool said_before(const struct claim_hit *hit, const bool *said,
		const struct claim_span *span)
{
	for (size_t i = 0; i < hit->spans; i++) {
		const struct claim_span *other = &hit->span[i];
		if (said[i] && other->field == span->field && other->start <=
				span->start && span->end <= other->end) {
			return true;
		}
	}
	return false;
}

/* The longest runs that both say, each once. */
static void quotes(const struct check *check, const struct claim_hit *hit)
{
	struct cli *cli = check->view.cli;
	bool said[CLAIM_SPANS] = {false};
	for (int quote = 0; quote < QUOTES; quote++) {
		size_t best = hit->spans;
		for (size_t i = 0; i < hit->spans; i++) {
			const struct claim_span *span = &hit->span[i];
			if (!said_before(hit, said, span) &&
					(best == hit->spans || span->end -
					span->start > hit->span[best].end -
					hit->span[best].start)) {
				best = i;
			}
		}
		if (best == hit->spans) {
			return;
		}
		said[best] = true;
		struct str text = span_text(check, &hit->span[best]);
		struct str shown = pantau_utf8_prefix(text, QUOTE_BYTES);
		pantau_out_cstr(&cli->out, "      \"");
		pantau_paint(cli, PAINT_HIT);
		pantau_out_safe(&cli->out, shown);
		pantau_paint(cli, PAINT_NONE);
		pantau_out_cstr(&cli->out, shown.n < text.n ? "...\"\n"
				: "\"\n");
	}
}

static void claim_lines(struct check *check, size_t i)
{
	struct cli *cli = check->view.cli;
	struct out *out = &cli->out;
	const struct claim_hit *hit = &check->hit[i];
	pantau_debunk_lines(&check->view, &check->debunk[i], 2);
	pantau_out_printf(out, "    %s: ", say_kind(cli, hit->kind));
	pantau_out_printf(out, SAY(cli, "%.0f%% of it the same, %u runs of three "
			"words", "%.0f%% isinya sama, %u rangkaian tiga kata"),
			hit->containment * 100, (unsigned)hit->shared);
	if (hit->denies) {
		pantau_out_cstr(out, SAY(cli, "; it denies the claim",
				"; teks ini membantah klaimnya"));
	}
	pantau_out_char(out, '\n');
	quotes(check, hit);
}

static void claims(struct check *check)
{
	struct cli *cli = check->view.cli;
	if (check->hits == 0) {
		pantau_out_cstr(&cli->out, SAY(cli,
				"debunks: none that it repeats\n",
				"klarifikasi: tidak ada yang klaimnya diulang\n"));
		return;
	}
	pantau_out_printf(&cli->out, SAY(cli, "debunks: %zu\n",
			"klarifikasi: %zu\n"), check->hits);
	for (size_t i = 0; i < check->hits; i++) {
		claim_lines(check, i);
	}
}

static void older(struct check *check)
{
	struct cli *cli = check->view.cli;
	const struct earlier *earlier = &check->earlier;
	if (earlier->items == 0) {
		return;
	}
	pantau_out_printf(&cli->out, check->stored ? SAY(cli,
			"earlier: %.0f%% of it was there %lld days before, %llu "
			"items%s\n", "sebelumnya: %.0f%% isinya sudah ada %lld "
			"hari lebih awal, %llu artikel%s\n") : SAY(cli,
			"earlier: %.0f%% of it was there %lld days ago, %llu "
			"items%s\n", "sebelumnya: %.0f%% isinya sudah ada %lld "
			"hari lalu, %llu artikel%s\n"),
			earlier->containment * 100, (long long)check->days,
			(unsigned long long)earlier->items,
			check->days < CHECK_OLD_DAYS ? "" : SAY(cli,
			" (old news)", " (berita lama)"));
	pantau_out_cstr(&cli->out, "  ");
	pantau_item_head(&check->view, &earlier->item);
}

/* The machine never says that something is a hoax, nor that it is none. */
static const char *conclusion(const struct check *check)
{
	const struct cli *cli = check->view.cli;
	const struct label *verdict = &check->item.verdict;
	if (check->stored && verdict->verdict != VERDICT_NONE &&
			!verdict->changed) {
		return SAY(cli, "a person gave a verdict: see the first line\n",
				"sudah ada putusan dari orang: lihat baris "
				"pertama\n");
	}
	if (pantau_check_reason(check)) {
		return SAY(cli, "to be checked; whether it is true a person "
				"decides\n", "perlu dicek; benar tidaknya diputuskan "
				"orang\n");
	}
	if (check->hits > 0 && check->hit[0].denies) {
		return SAY(cli, "it denies what is debunked\n",
				"teks ini membantah klaim yang sudah "
				"diklarifikasi\n");
	}
	if (check->hits > 0) {
		return SAY(cli, "like what is debunked; read and compare\n",
				"mirip klaim yang sudah diklarifikasi; baca dan "
				"bandingkan\n");
	}
	return check->score.hoax == PANTAU_HOAX_LOW ? SAY(cli, "weak signals "
			"alone; that does not make it true\n", "hanya sinyal "
			"lemah; itu tidak berarti isinya benar\n")
			: SAY(cli, "no reason found; that does not make it true\n",
			"tidak ditemukan alasan; itu tidak berarti isinya benar\n");
}

void pantau_check_text(struct check *check)
{
	struct cli *cli = check->view.cli;
	struct out *out = &cli->out;
	const struct scored_text texts = {{check->shown[0].text,
		check->shown[1].text}};
	if (check->stored) {
		pantau_item_head(&check->view, &check->item);
		excerpt(cli, check->shown[check->title.n != 0 ? 0 : 1].text, 2);
	}
	claims(check);
	older(check);
	pantau_say_hoax_evidence(cli, &check->score, &texts);
	if (check->stored) {
		pantau_out_cstr(out, SAY(cli, "story: ", "cerita: "));
		pantau_story_say(cli, &check->facts);
		pantau_out_char(out, '\n');
	}
	pantau_out_cstr(out, conclusion(check));
}

/* --- for machines --- */

static void spans(const struct check *check, size_t i)
{
	static const char *const field[] = {"title", "text"};
	static const char *const debunk_field[] = {"title", "claim", "body"};
	struct printer *p = check->view.cli->printer;
	const struct claim_hit *hit = &check->hit[i];
	pantau_print_array(p, "spans");
	for (size_t s = 0; s < hit->spans; s++) {
		const struct claim_span *span = &hit->span[s];
		pantau_print_object(p, NULL);
		pantau_print_cstr(p, "field", field[span->field]);
		pantau_print_int(p, "start", span->start);
		pantau_print_int(p, "end", span->end);
		pantau_print_str(p, "text", span_text(check, span));
		pantau_print_cstr(p, "debunk_field",
				debunk_field[span->debunk_field]);
		pantau_print_int(p, "debunk_start", span->debunk_start);
		pantau_print_int(p, "debunk_end", span->debunk_end);
		pantau_print_str(p, "debunk_text", debunk_text(
				&check->debunk[i], span));
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
}

static void claim_data(const struct check *check, size_t i)
{
	struct printer *p = check->view.cli->printer;
	const struct claim_hit *hit = &check->hit[i];
	pantau_print_object(p, NULL);
	pantau_print_cstr(p, "kind", hit->kind == CLAIM_MATCH ? "match"
			: "similar");
	pantau_print_real(p, "containment", hit->containment, 4);
	pantau_print_int(p, "shared", hit->shared);
	pantau_print_bool(p, "denies", hit->denies);
	pantau_print_object(p, "debunk");
	pantau_debunk_fields(p, &check->debunk[i]);
	pantau_print_end_object(p);
	spans(check, i);
	pantau_print_end_object(p);
}

static void earlier_data(struct check *check)
{
	struct printer *p = check->view.cli->printer;
	const struct earlier *earlier = &check->earlier;
	struct mask title;
	if (earlier->items == 0 || pantau_item_mask(&check->view,
			earlier->item.doc.title, &title) != PANTAU_OK) {
		pantau_print_null(p, "earlier");
		return;
	}
	pantau_print_object(p, "earlier");
	pantau_print_int(p, "days", check->days);
	pantau_print_bool(p, "old_news", check->days >= CHECK_OLD_DAYS);
	pantau_print_real(p, "containment", earlier->containment, 4);
	pantau_print_int(p, "items", (int64_t)earlier->items);
	pantau_print_object(p, "earliest");
	pantau_item_fields(&check->view, &earlier->item, title.text);
	pantau_print_end_object(p);
	pantau_print_end_object(p);
}

void pantau_check_data(struct check *check)
{
	struct printer *p = check->view.cli->printer;
	const struct scored_text texts = {{check->shown[0].text,
		check->shown[1].text}};
	pantau_print_begin(p);
	if (check->stored) {
		pantau_item_fields(&check->view, &check->item,
				check->shown[0].text);
		pantau_print_str(p, "story", check->facts.name);
		pantau_print_int(p, "copies", (int64_t)check->facts.items);
		pantau_story_fields(p, &check->facts);
		pantau_item_verdict(p, &check->item);
	} else {
		pantau_print_null(p, "id");
	}
	pantau_print_bool(p, "to_check", pantau_check_reason(check));
	pantau_print_hoax(check->view.cli, "hoax", &check->score, &texts);
	earlier_data(check);
	/* No list of rows: one line of a table has what is old as well. */
	pantau_print_array(p, "claims");
	for (size_t i = 0; i < check->hits; i++) {
		claim_data(check, i);
	}
	pantau_print_end_array(p);
	pantau_print_end(p);
}
