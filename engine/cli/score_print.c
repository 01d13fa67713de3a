/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Every point of a score with its lexicon row and the words it stands on. */

#include "cli/score_print.h"

#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
#include "cli/show_item.h"

#define SUBJECT_BYTES 80

static struct str quoted(const struct scored_text *texts,
		const struct pantau_evidence *evidence)
{
	struct str text = texts->field[evidence->field];
	if (evidence->end > text.n || evidence->start > evidence->end) {
		return str_make(NULL, 0);
	}
	return str_make(text.p + evidence->start,
			evidence->end - evidence->start);
}

struct str pantau_evidence_subject(struct cli *cli,
		const struct scored_text *texts,
		const struct pantau_evidence *evidence)
{
	struct pantau_rule rule;
	if (evidence->end > evidence->start ||
			!pantau_lexicons_rule(cli->lexicons, evidence->rule,
			&rule)) {
		return quoted(texts, evidence);
	}
	return str_make(rule.term, rule.term_length);
}

void pantau_evidence_rule(struct cli *cli, uint32_t id, char *out, size_t size)
{
	struct pantau_rule rule;
	if (pantau_lexicons_rule(cli->lexicons, id, &rule)) {
		snprintf(out, size, "%s:%u", rule.file, (unsigned)rule.line);
	} else {
		snprintf(out, size, "-");
	}
}

static void place(struct printer *p, const struct pantau_evidence *evidence)
{
	pantau_print_cstr(p, "field", evidence->field == PANTAU_FIELD_TITLE
			? "title" : "text");
	pantau_print_int(p, "start", evidence->start);
	pantau_print_int(p, "end", evidence->end);
}

/* The members of an object of tone. */
static void tone_members(struct cli *cli,
		const struct pantau_tone_score *tone,
		const struct scored_text *texts)
{
	struct printer *p = cli->printer;
	char name[160];
	pantau_print_cstr(p, "label", pantau_tone_name(tone->label));
	pantau_print_real(p, "negative", (double)tone->negative, 4);
	pantau_print_real(p, "neutral", (double)tone->neutral, 4);
	pantau_print_real(p, "positive", (double)tone->positive, 4);
	pantau_print_real(p, "score", (double)tone->score, 4);
	pantau_print_real(p, "neutrality", (double)tone->neutrality, 4);
	pantau_print_array(p, "evidence");
	for (size_t i = 0; i < tone->evidences; i++) {
		const struct pantau_evidence *evidence = &tone->evidence[i];
		pantau_evidence_rule(cli, evidence->rule, name, sizeof(name));
		pantau_print_object(p, NULL);
		place(p, evidence);
		pantau_print_str(p, "term",
				pantau_evidence_subject(cli, texts, evidence));
		pantau_print_cstr(p, "rule", name);
		pantau_print_bool(p, "negated", evidence->negated != 0);
		pantau_print_real(p, "effect", (double)evidence->effect, 4);
		pantau_print_real(p, "neutral", (double)evidence->neutral, 4);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
}

void pantau_print_tone(struct cli *cli, const char *key,
		const struct pantau_tone_score *tone,
		const struct scored_text *texts)
{
	pantau_print_object(cli->printer, key);
	tone_members(cli, tone, texts);
	pantau_print_end_object(cli->printer);
}

enum pantau_status pantau_cli_target(struct cli *cli, const char *names,
		struct pantau_target **out)
{
	*out = NULL;
	if (names == NULL) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_target_create(cli->analyser, names,
			strlen(names), out, &cli->err);
	if (status == PANTAU_BAD_INPUT || status == PANTAU_LIMIT) {
		cli->err.code = status = PANTAU_USAGE;
	}
	return status;
}

void pantau_print_target(struct cli *cli, const char *key,
		const struct pantau_target *target,
		const struct pantau_target_score *score,
		const struct scored_text *texts)
{
	struct printer *p = cli->printer;
	const char *name;
	size_t n;
	pantau_print_object(p, key);
	pantau_print_array(p, "targets");
	for (size_t i = 0; (name = pantau_target_name(target, i, &n)) != NULL;
			i++) {
		pantau_print_str(p, NULL, str_make(name, n));
	}
	pantau_print_end_array(p);
	pantau_print_int(p, "clauses", score->clauses);
	tone_members(cli, &score->tone, texts);
	pantau_print_end_object(p);
}

void pantau_print_act(struct cli *cli, const char *key,
		const struct pantau_act_score *act,
		const struct scored_text *texts)
{
	struct printer *p = cli->printer;
	char name[160];
	pantau_print_object(p, key);
	pantau_print_cstr(p, "label", pantau_act_name(act->label));
	pantau_print_real(p, "score", (double)act->score, 4);
	pantau_print_array(p, "evidence");
	for (size_t i = 0; i < act->evidences; i++) {
		const struct pantau_evidence *evidence = &act->evidence[i];
		pantau_evidence_rule(cli, evidence->rule, name, sizeof(name));
		pantau_print_object(p, NULL);
		place(p, evidence);
		pantau_print_str(p, "term", pantau_evidence_subject(cli, texts, evidence));
		pantau_print_cstr(p, "rule", name);
		pantau_print_real(p, "effect", (double)evidence->effect, 4);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
	pantau_print_end_object(p);
}

void pantau_print_hoax(struct cli *cli, const char *key,
		const struct pantau_score *score, const struct scored_text *texts)
{
	struct printer *p = cli->printer;
	char name[160];
	pantau_print_object(p, key);
	pantau_print_cstr(p, "level", pantau_hoax_name(score->hoax));
	pantau_print_real(p, "score", (double)score->hoax_score, 4);
	pantau_print_array(p, "signals");
	for (size_t i = 0; i < score->signals; i++) {
		const struct pantau_evidence *signal = &score->signal[i];
		pantau_evidence_rule(cli, signal->rule, name, sizeof(name));
		pantau_print_object(p, NULL);
		pantau_print_str(p, "group",
				pantau_score_group_name(cli->scorer, signal->group));
		pantau_print_cstr(p, "rule", name);
		place(p, signal);
		pantau_print_str(p, "term", quoted(texts, signal));
		pantau_print_real(p, "effect", (double)signal->effect, 4);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
	pantau_print_end_object(p);
}

/* Never a zero with a minus. */
static double signed_thousandths(float value)
{
	return fabsf(value) < 0.0005f ? 0.0 : (double)value;
}

/* What the numbers before it are of: rule, words, place. */
static void say_row(struct cli *cli, const struct pantau_evidence *evidence,
		const struct scored_text *texts, const char *note)
{
	char name[160];
	struct out *out = &cli->out;
	pantau_evidence_rule(cli, evidence->rule, name, sizeof(name));
	pantau_out_printf(out, "  %-26s ", name);
	struct str subject = pantau_evidence_subject(cli, texts, evidence);
	/* What shouts over a whole text would hide the rows around it. */
	struct str shown = subject.n <= SUBJECT_BYTES ? subject
			: pantau_utf8_prefix(subject, SUBJECT_BYTES - 3);
	pantau_out_safe(out, shown);
	pantau_out_cstr(out, shown.n < subject.n ? "..." : "");
	if (evidence->end == evidence->start) {
		pantau_out_char(out, '\n');
		return;
	}
	pantau_out_printf(out, "  (%s %u-%u)%s%s\n",
			evidence->field == PANTAU_FIELD_TITLE
				? SAY(cli, "title", "judul") : SAY(cli, "text", "isi"),
			(unsigned)evidence->start, (unsigned)evidence->end,
			*note != '\0' ? "  " : "", note);
}

static void say_evidence(struct cli *cli,
		const struct pantau_evidence *evidence,
		const struct scored_text *texts, const char *note)
{
	pantau_out_printf(&cli->out, "  %+7.3f",
			signed_thousandths(evidence->effect));
	say_row(cli, evidence, texts, note);
}

/* What speaks for positive against negative and what for neutral, which alone
 * may decide, each in a column whose sum stands below. */
static void say_tone_rows(struct cli *cli,
		const struct pantau_tone_score *tone,
		const struct scored_text *texts)
{
	struct out *out = &cli->out;
	const char *head = SAY(cli, "positive-negative", "positif-negatif");
	int width = (int)strlen(head);
	if (tone->evidences > 0) {
		pantau_out_printf(out, "%s %7s\n", head, SAY(cli, "neutral",
				"netral"));
	}
	for (size_t i = 0; i < tone->evidences; i++) {
		const struct pantau_evidence *evidence = &tone->evidence[i];
		pantau_out_printf(out, "%+*.3f %+7.3f", width,
				signed_thousandths(evidence->effect),
				signed_thousandths(evidence->neutral));
		say_row(cli, evidence, texts, evidence->negated
				? SAY(cli, "negated", "dibalik kata ingkar") : "");
	}
	pantau_out_printf(out, "%+*.3f %+7.3f  %s\n", width,
			signed_thousandths(tone->score),
			signed_thousandths(tone->neutrality),
			SAY(cli, "sum", "jumlah"));
}

void pantau_say_tone_evidence(struct cli *cli, const char *title,
		const struct pantau_tone_score *tone,
		const struct scored_text *texts)
{
	if (tone->label == PANTAU_TONE_UNASSESSED) {
		pantau_out_printf(&cli->out, SAY(cli,
				"%s: %s; the lexicons do not cover this language\n",
				"%s: %s; leksikon tidak mencakup bahasa ini\n"),
				title, pantau_say_tone(cli, tone->label));
		return;
	}
	pantau_out_printf(&cli->out, "%s: %s  (", title,
			pantau_say_tone(cli, tone->label));
	pantau_out_printf(&cli->out, SAY(cli,
			"negative %.2f, neutral %.2f, positive %.2f)\n",
			"negatif %.2f, netral %.2f, positif %.2f)\n"),
			(double)tone->negative, (double)tone->neutral,
			(double)tone->positive);
	say_tone_rows(cli, tone, texts);
}

void pantau_say_act_evidence(struct cli *cli,
		const struct pantau_act_score *act,
		const struct scored_text *texts)
{
	pantau_out_printf(&cli->out, SAY(cli, "act: %s\n",
			"tindak tutur: %s\n"), pantau_say_act(cli, act->label));
	for (size_t i = 0; i < act->evidences; i++) {
		say_evidence(cli, &act->evidence[i], texts, "");
	}
	if (act->evidences > 0) {
		pantau_out_printf(&cli->out, "  %+7.3f  %s\n",
				(double)act->score, SAY(cli, "sum", "jumlah"));
	}
}

void pantau_say_hoax_evidence(struct cli *cli,
		const struct pantau_score *score, const struct scored_text *texts)
{
	struct out *out = &cli->out;
	const char *level = pantau_say_hoax(cli, score->hoax);
	pantau_out_printf(out, SAY(cli, "hoax signals: %s\n",
			"sinyal hoaks: %s\n"),
			*level != '\0' ? level : score->signals > 0
				? SAY(cli, "below the threshold", "di bawah ambang")
				: SAY(cli, "none", "tidak ada"));
	for (size_t i = 0; i < score->signals; i++) {
		char group[80];
		struct str title = pantau_score_group_title(cli->scorer,
				score->signal[i].group, (enum pantau_lang)cli->lang);
		snprintf(group, sizeof(group), STR_FMT, STR_ARG(title));
		say_evidence(cli, &score->signal[i], texts, group);
	}
	if (score->signals > 0) {
		pantau_out_printf(out, "  %+7.3f  %s\n",
				(double)score->hoax_score, SAY(cli, "sum", "jumlah"));
		pantau_out_cstr(out, SAY(cli,
				"signals are reasons to check, not a verdict\n",
				"sinyal adalah alasan untuk memeriksa, bukan "
				"keputusan\n"));
	}
}

void pantau_say_score(struct cli *cli, const struct pantau_score *score,
		const struct scored_text *texts)
{
	struct out *out = &cli->out;
	if (score->title.label != PANTAU_TONE_NONE) {
		pantau_say_tone_evidence(cli, SAY(cli, "tone of the title",
				"nada judul"), &score->title, texts);
	}
	pantau_say_tone_evidence(cli, SAY(cli, "tone of the text", "nada isi"),
			&score->text, texts);
	if (score->contradiction) {
		pantau_out_cstr(out, SAY(cli, "title and body differ\n",
				"judul dan isi bertentangan\n"));
	}
	pantau_say_act_evidence(cli, &score->act, texts);
	pantau_say_hoax_evidence(cli, score, texts);
}

void pantau_say_target(struct cli *cli, const struct pantau_target *target,
		const struct pantau_target_score *score,
		const struct scored_text *texts)
{
	struct out *out = &cli->out;
	const char *name;
	size_t n;
	pantau_out_cstr(out, SAY(cli, "target: ", "sasaran: "));
	for (size_t i = 0; (name = pantau_target_name(target, i, &n)) != NULL;
			i++) {
		pantau_out_cstr(out, i > 0 ? ", " : "");
		pantau_out_safe(out, str_make(name, n));
	}
	if (score->clauses == 0) {
		pantau_out_cstr(out, SAY(cli, "; not named here\n",
				"; tidak disebut di sini\n"));
		return;
	}
	pantau_out_printf(out, SAY(cli, "; clauses near it: %u\n",
			"; klausa di dekatnya: %u\n"), (unsigned)score->clauses);
	pantau_say_tone_evidence(cli, SAY(cli, "tone near the target",
			"nada di sekitar sasaran"), &score->tone, texts);
	pantau_out_cstr(out, SAY(cli,
			"tone around the target, not stance toward it\n",
			"nada di sekitar sasaran, bukan sikap terhadapnya\n"));
}
