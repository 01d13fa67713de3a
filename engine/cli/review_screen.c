/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Questions on a terminal, one key an answer. */

#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
#include "cli/review_run.h"
#include "cli/score_print.h"
#include "cli/show_item.h"
#include "cli/terminal.h"

#define LINES_BESIDE 13 /* of a question, beside its text */
#define LINES_LEAST 3
#define WIDE 0x1100     /* from there on two columns are reckoned */

struct screen {
	struct review_run *run;
	struct terminal terminal;
	struct buf reason;
	struct out shown;   /* the text as the terminal takes it */
	size_t from;        /* where the part on the screen begins */
	size_t until;       /* and ends */
};

enum review_act pantau_review_key(char key)
{
	static const struct {
		char key;
		enum review_act act;
	} keys[] = {
		{'p', REVIEW_POSITIVE}, {'n', REVIEW_NEGATIVE},
		{'t', REVIEW_NEUTRAL}, {'0', REVIEW_NEUTRAL},
		{'l', REVIEW_SKIP}, {'s', REVIEW_SKIP}, {'u', REVIEW_UNDO},
		{'a', REVIEW_REASON}, {'r', REVIEW_REASON},
		{'m', REVIEW_MORE}, {'q', REVIEW_QUIT}, {'?', REVIEW_HELP},
	};
	char small = key >= 'A' && key <= 'Z' ? (char)(key | 0x20) : key;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (keys[i].key == small) {
			return keys[i].act;
		}
	}
	return REVIEW_UNKNOWN;
}

enum pantau_status pantau_review_act(struct review_run *run,
		enum review_act act, struct str reason)
{
	struct pantau_error *err = &run->cli->err;
	enum pantau_tone tone = act == REVIEW_NEGATIVE ? PANTAU_TONE_NEGATIVE
			: act == REVIEW_NEUTRAL ? PANTAU_TONE_NEUTRAL
			: act == REVIEW_POSITIVE ? PANTAU_TONE_POSITIVE
			: PANTAU_TONE_NONE;
	return act == REVIEW_UNDO ? pantau_review_undo(run->review, run->file,
			err) : pantau_review_answer(run->review, run->file, tone,
			reason, &run->who, err);
}

/* --- the question --- */

static const struct review_item *item_now(const struct screen *screen)
{
	const struct review *review = screen->run->review;
	return &review->item[pantau_review_now(review)->item];
}

/* Makes the question at hand what is shown, from its beginning. */
static bool take(struct screen *screen)
{
	struct out *out = &screen->shown;
	pantau_buf_clear(&out->buffer);
	pantau_buf_clear(&screen->reason);
	screen->from = 0;
	if (pantau_review_now(screen->run->review) == NULL) {
		return true;
	}
	const struct review_item *item = item_now(screen);
	pantau_out_safe(out, pantau_str_trim(item->title));
	if (item->title.n > 0 && item->text.n > 0) {
		pantau_out_cstr(out, " | ");
	}
	pantau_out_safe(out, pantau_str_trim(item->text));
	return !out->buffer.failed;
}

/* Where the line ends that begins at 'at': behind its last blank, if any. */
static size_t line_end(struct str text, size_t at, unsigned columns)
{
	size_t blank = at;
	unsigned used = 0;
	while (at < text.n) {
		size_t start = at;
		uint32_t c = pantau_utf8_next(text, &at, NULL);
		used += c >= WIDE ? 2 : 1;
		if (used > columns) {
			return blank > 0 && blank <= start && text.p[blank - 1] ==
					' ' ? blank : start;
		}
		if (c == ' ') {
			blank = at;
		}
	}
	return text.n;
}

static void say_text(struct screen *screen)
{
	struct out *out = &screen->run->cli->out;
	struct str text = buf_str(&screen->shown.buffer);
	unsigned columns = screen->terminal.columns - 1;
	unsigned lines = screen->terminal.rows > LINES_BESIDE + LINES_LEAST
			? screen->terminal.rows - LINES_BESIDE : LINES_LEAST;
	size_t at = screen->from;
	columns = columns < 20 ? 20 : columns;
	for (unsigned i = 0; i < lines && at < text.n; i++) {
		size_t end = line_end(text, at, columns);
		pantau_out_str(out, str_make(text.p + at, end - at));
		pantau_out_char(out, '\n');
		at = end;
	}
	screen->until = at;
	if (at < text.n) {
		pantau_out_printf(out, SAY(screen->run->cli,
				"(m: %zu characters more)\n",
				"(m: %zu karakter lagi)\n"),
				pantau_utf8_length(str_skip(text, at)));
	} else if (screen->from > 0) {
		pantau_out_cstr(out, SAY(screen->run->cli,
				"(the end; m: from the beginning)\n",
				"(selesai; m: dari awal)\n"));
	}
}

/* Never a zero with a minus. */
static double signed_hundredths(float value)
{
	return fabsf(value) < 0.005f ? 0.0 : (double)value;
}

/* With both parts of each reason: one alone may decide for neutral. */
static void say_tone(struct cli *cli, const struct review_item *item)
{
	const struct scored_text texts = {{item->title, item->text}};
	struct out *out = &cli->out;
	const char *head = SAY(cli, "positive-negative", "positif-negatif");
	int width = (int)strlen(head);
	char rule[160];
	pantau_out_printf(out, SAY(cli,
			"now: %s (negative %.2f, neutral %.2f, positive %.2f)\n",
			"kini: %s (negatif %.2f, netral %.2f, positif %.2f)\n"),
			pantau_say_tone(cli, (enum pantau_tone)item->label),
			(double)item->negative, (double)item->neutral,
			(double)item->positive);
	if (item->evidences > 0) {
		pantau_out_printf(out, "%s %7s\n", head, SAY(cli, "neutral",
				"netral"));
	}
	for (size_t i = 0; i < item->evidences; i++) {
		const struct pantau_evidence *evidence = &item->evidence[i];
		struct str subject = pantau_evidence_subject(cli, &texts,
				evidence);
		pantau_evidence_rule(cli, evidence->rule, rule, sizeof(rule));
		pantau_out_printf(out, "%+*.2f %+7.2f  ", width,
				signed_hundredths(evidence->effect),
				signed_hundredths(evidence->neutral));
		pantau_out_safe(out, pantau_utf8_prefix(subject, 36));
		pantau_out_printf(out, "  %.30s\n", rule);
	}
}

static void say_question(struct screen *screen)
{
	const struct review_run *run = screen->run;
	const struct review *review = run->review;
	const struct review_question *question = pantau_review_now(review);
	const struct review_item *item = item_now(screen);
	struct cli *cli = run->cli;
	struct out *out = &cli->out;
	pantau_out_char(out, '\n');
	pantau_paint(cli, PAINT_BOLD);
	pantau_out_printf(out, "%zu/%zu", review->at + 1, review->questions);
	pantau_paint(cli, PAINT_NONE);
	pantau_out_printf(out, SAY(cli, "  answered %zu", "  dijawab %zu"),
			review->answered);
	if (question->copies > 1) {
		pantau_out_printf(out, SAY(cli, "  %u copies", "  %u salinan"),
				(unsigned)question->copies);
	}
	pantau_out_cstr(out, item->source.n + item->id.n > 0 ? "  " : "");
	pantau_out_safe(out, pantau_utf8_prefix(item->source, 24));
	pantau_out_cstr(out, item->id.n > 0 ? " " : "");
	pantau_out_safe(out, pantau_utf8_prefix(item->id, 20));
	pantau_out_char(out, '\n');
	say_text(screen);
	say_tone(cli, item);
	if (screen->reason.n > 0) {
		pantau_out_cstr(out, SAY(cli, "reason: ", "alasan: "));
		pantau_out_safe(out, pantau_utf8_prefix(
				buf_str(&screen->reason), 60));
		pantau_out_char(out, '\n');
	}
	pantau_out_cstr(out, SAY(cli, "p positive  n negative  t neutral  "
			"s skip  u undo  r reason  q quit  ? help\n",
			"p positif  n negatif  t netral  l lewati  u batalkan  "
			"a alasan  q selesai  ?\n"));
}

static void say_help(struct cli *cli)
{
	pantau_out_cstr(&cli->out, SAY(cli,
			"\np positive   n negative   t or 0 neutral\n"
			"l or s  skip: not asked again in this run\n"
			"u       undo the last answer or skip, as often as you like\n"
			"a or r  type a reason, then give the answer; Esc: none\n"
			"m       show more of a long text\n"
			"q       quit; what was answered is in the file\n"
			"Judge the tone of the text, not of the matter it tells.\n",
			"\np positif   n negatif   t atau 0 netral\n"
			"l atau s  lewati: tidak ditanyakan lagi kali ini\n"
			"u         batalkan jawaban terakhir, boleh berkali-kali\n"
			"a atau r  tulis alasan, lalu beri jawabannya; Esc: batal\n"
			"m         lanjutan teks yang panjang\n"
			"q         selesai; jawaban sudah ada di berkas\n"
			"Nilailah nada teksnya, bukan perkara yang "
			"diceritakannya.\n"));
}

/* --- keys --- */

/* The terminal gathers the line: what an arrow key sent is no letter of it, and
 * Esc alone takes it back. */
static void leave_keys_out(struct buf *line)
{
	size_t n = 0;
	for (size_t i = 0; i < line->n; i++) {
		if (line->p[i] != 0x1b) {
			line->p[n++] = line->p[i];
			continue;
		}
		if (i + 1 == line->n || (line->p[i + 1] != '[' &&
				line->p[i + 1] != 'O')) {
			n = 0;
			break;
		}
		i = pantau_terminal_sequence(buf_str(line), i) - 1;
	}
	line->n = n;
}

static enum terminal_event ask_reason(struct screen *screen)
{
	struct cli *cli = screen->run->cli;
	struct buf *reason = &screen->reason;
	pantau_buf_clear(reason);
	pantau_out_cstr(&cli->out, SAY(cli, "reason: ", "alasan: "));
	enum terminal_event event = pantau_terminal_line(&screen->terminal,
			reason);
	leave_keys_out(reason);
	return event;
}

/* What an answer was, since keys leave no trace on the screen. */
static void say_answer(struct cli *cli, enum review_act act)
{
	static const char *const words[][2] = {
		[REVIEW_NEGATIVE] = {"negative", "negatif"},
		[REVIEW_NEUTRAL] = {"neutral", "netral"},
		[REVIEW_POSITIVE] = {"positive", "positif"},
		[REVIEW_SKIP] = {"skipped", "dilewati"},
		[REVIEW_UNDO] = {"undone", "dibatalkan"},
	};
	pantau_out_printf(&cli->out, "> %s\n", words[act][cli->lang ==
			PANTAU_LANG_EN ? 0 : 1]);
}

static enum pantau_status answer(struct screen *screen, enum review_act act)
{
	struct cli *cli = screen->run->cli;
	struct str reason = pantau_str_trim(buf_str(&screen->reason));
	enum pantau_status status = pantau_review_act(screen->run, act,
			reason);
	if (status == PANTAU_END) {
		pantau_out_cstr(&cli->out, SAY(cli, "> nothing to undo\n",
				"> tidak ada yang dapat dibatalkan\n"));
		return PANTAU_OK;
	}
	if (status == PANTAU_OK) {
		say_answer(cli, act);
		if (!take(screen)) {
			return pantau_fail_memory(&cli->err);
		}
	}
	return status;
}

/* PANTAU_END: it is over. Behind the last question there is still undoing. */
static enum pantau_status obey(struct screen *screen, enum review_act act,
		enum terminal_event *event)
{
	struct cli *cli = screen->run->cli;
	if (pantau_review_now(screen->run->review) == NULL) {
		return act == REVIEW_UNDO ? answer(screen, act)
				: act == REVIEW_QUIT ? PANTAU_END : PANTAU_OK;
	}
	switch (act) {
	case REVIEW_QUIT:
		return PANTAU_END;
	case REVIEW_HELP:
	case REVIEW_UNKNOWN:
		say_help(cli);
		return PANTAU_OK;
	case REVIEW_MORE:
		screen->from = screen->until < screen->shown.buffer.n
				? screen->until : 0;
		return PANTAU_OK;
	case REVIEW_REASON:
		*event = ask_reason(screen);
		return screen->reason.failed ? pantau_fail_memory(&cli->err)
				: PANTAU_OK;
	default:
		return answer(screen, act);
	}
}

static enum pantau_status ask(struct screen *screen)
{
	struct review_run *run = screen->run;
	struct cli *cli = run->cli;
	enum pantau_status status = take(screen) ? PANTAU_OK
			: pantau_fail_memory(&cli->err);
	while (status == PANTAU_OK && !cli->out.failed) {
		char key = 0;
		if (pantau_review_now(run->review) != NULL) {
			say_question(screen);
		} else {
			pantau_out_cstr(&cli->out, SAY(cli,
					"\nthat was the last one: u undo, q quit\n",
					"\nitu yang terakhir: u batalkan, q selesai\n"));
		}
		enum terminal_event event = pantau_terminal_key(
				&screen->terminal, &key);
		if (event == TERMINAL_KEY) {
			status = obey(screen, pantau_review_key(key), &event);
		}
		if (event == TERMINAL_STOP) {
			return pantau_fail(&cli->err, PANTAU_INTERRUPTED, "%s",
					SAY(cli, "interrupted; the answers are in "
					"the file", "dihentikan; jawaban sudah ada "
					"di berkas"));
		}
		if (event == TERMINAL_END) {
			break;
		}
	}
	return status == PANTAU_END ? PANTAU_OK : status;
}

enum pantau_status pantau_review_screen(struct review_run *run)
{
	struct screen screen = {.run = run};
	enum pantau_status status;
	pantau_buf_init(&screen.reason);
	pantau_out_init(&screen.shown, NULL, NULL);
	status = pantau_terminal_open(&screen.terminal, run->cli);
	if (status == PANTAU_OK) {
		status = ask(&screen);
	}
	pantau_terminal_close(&screen.terminal);
	pantau_out_finish(&screen.shown);
	pantau_buf_finish(&screen.reason);
	return status;
}
