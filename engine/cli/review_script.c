/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Questions as objects on standard output, an answer a line on standard input. */

#include <errno.h>
#include <unistd.h>

#include "cli/review_run.h"
#include "cli/score_print.h"
#include "import/json_shim.h"

#define LINE_MAX_BYTES ((size_t)64 << 10)

struct script {
	struct review_run *run;
	struct json_shim *shim;
	struct buf input;  /* read and not taken yet, from at */
	size_t at;
	uint64_t number;   /* of the line, from 1 */
	bool end;
};

/* What a line says. */
struct reply {
	enum review_act act;
	struct buf reason;
	int64_t n;         /* the question that is meant; 0: the one at hand */
	bool wrong;
};

/* --- questions --- */

static void evidence(struct cli *cli, const struct review_item *item)
{
	const struct scored_text texts = {{item->title, item->text}};
	struct printer *p = cli->printer;
	char rule[160];
	pantau_print_array(p, "evidence");
	for (size_t i = 0; i < item->evidences; i++) {
		const struct pantau_evidence *one = &item->evidence[i];
		pantau_evidence_rule(cli, one->rule, rule, sizeof(rule));
		pantau_print_object(p, NULL);
		pantau_print_str(p, "term", pantau_evidence_subject(cli, &texts,
				one));
		pantau_print_cstr(p, "rule", rule);
		pantau_print_real(p, "effect", (double)one->effect, 4);
		pantau_print_real(p, "neutral", (double)one->neutral, 4);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
}

static void optional(struct printer *p, const char *key, struct str value)
{
	if (value.n > 0) {
		pantau_print_str(p, key, value);
	} else {
		pantau_print_null(p, key);
	}
}

static void print_question(struct review_run *run)
{
	const struct review *review = run->review;
	const struct review_question *question = pantau_review_now(review);
	struct printer *p = run->cli->printer;
	if (question == NULL) {
		return;
	}
	const struct review_item *item = &review->item[question->item];
	pantau_print_row(p);
	pantau_print_int(p, "n", (int64_t)review->at + 1);
	pantau_print_int(p, "questions", (int64_t)review->questions);
	optional(p, "id", item->id);
	optional(p, "source", item->source);
	optional(p, "title", item->title);
	pantau_print_str(p, "text", item->text);
	pantau_print_cstr(p, "tone",
			pantau_tone_name((enum pantau_tone)item->label));
	pantau_print_object(p, "probabilities");
	pantau_print_real(p, "negative", (double)item->negative, 4);
	pantau_print_real(p, "neutral", (double)item->neutral, 4);
	pantau_print_real(p, "positive", (double)item->positive, 4);
	pantau_print_end_object(p);
	pantau_print_real(p, "uncertainty", question->uncertainty, 4);
	pantau_print_int(p, "copies", question->copies);
	evidence(run->cli, item);
	pantau_print_end_row(p);
}

/* --- answers --- */

static enum review_act word(struct str s)
{
	static const struct {
		const char *name;
		enum review_act act;
	} words[] = {
		{"skip", REVIEW_SKIP}, {"lewati", REVIEW_SKIP},
		{"undo", REVIEW_UNDO}, {"batalkan", REVIEW_UNDO},
		{"quit", REVIEW_QUIT}, {"selesai", REVIEW_QUIT},
	};
	uint8_t tone;
	if (s.n == 1) {
		enum review_act act = pantau_review_key(s.p[0]);
		return act == REVIEW_MORE || act == REVIEW_REASON ||
				act == REVIEW_HELP ? REVIEW_UNKNOWN : act;
	}
	if (pantau_gold_tone(s, &tone)) {
		return tone == PANTAU_TONE_NEGATIVE ? REVIEW_NEGATIVE
				: tone == PANTAU_TONE_POSITIVE ? REVIEW_POSITIVE
				: REVIEW_NEUTRAL;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (pantau_str_eq_nocase(s, str_of(words[i].name))) {
			return words[i].act;
		}
	}
	return REVIEW_UNKNOWN;
}

/* Members that are not known are passed over: the question itself may come
 * back with its answer in it. */
static bool member(void *context, const struct json_shim_member *member)
{
	struct reply *reply = context;
	struct str key = str_make(member->key, member->key_length);
	struct str value = str_make(member->string, member->string_length);
	bool string = member->type == JSON_SHIM_STRING;
	if (str_eq(key, STR("tone"))) {
		reply->act = string ? word(value) : REVIEW_UNKNOWN;
	} else if (str_eq(key, STR("reason"))) {
		reply->wrong = reply->wrong || !string;
		pantau_buf_clear(&reply->reason);
		pantau_buf_str(&reply->reason, string ? value : STR(""));
	} else if (str_eq(key, STR("n"))) {
		reply->wrong = reply->wrong || member->type != JSON_SHIM_INT ||
				member->integer < 1;
		reply->n = reply->wrong ? 0 : member->integer;
	}
	return true;
}

/* False when memory is out. */
static bool read_reply(struct script *script, struct str line,
		struct reply *reply)
{
	line = pantau_str_trim(line);
	if (line.n == 0 || line.p[0] != '{') {
		reply->act = word(line);
		return true;
	}
	struct buf padded;
	pantau_buf_init(&padded);
	bool ok = pantau_buf_reserve(&padded, line.n + JSON_SHIM_PADDING);
	if (ok && script->shim == NULL) {
		script->shim = pantau_json_shim_create();
	}
	ok = ok && script->shim != NULL;
	if (ok) {
		memset(padded.p, 0, line.n + JSON_SHIM_PADDING);
		memcpy(padded.p, line.p, line.n);
		enum json_shim_status parsed = pantau_json_shim_parse(
				script->shim, padded.p, line.n, member, reply);
		ok = parsed != JSON_SHIM_NO_MEMORY && !reply->reason.failed;
		reply->wrong = reply->wrong || parsed != JSON_SHIM_OK;
	}
	pantau_buf_finish(&padded);
	return ok;
}

/* An object in the place of the next question: the line is not taken. */
static void reject(struct script *script, const char *en, const char *id)
{
	struct cli *cli = script->run->cli;
	struct printer *p = cli->printer;
	const char *message = SAY(cli, en, id);
	struct pantau_error err = pantau_error_like(&cli->err);
	script->run->rejected = true;
	pantau_fail(&err, PANTAU_BAD_INPUT, "%s", message);
	pantau_fail_at(&err, "-", script->number, 0);
	pantau_cli_warn(cli, &err);
	pantau_print_row(p);
	pantau_print_object(p, "error");
	pantau_print_int(p, "line", (int64_t)script->number);
	pantau_print_cstr(p, "message", message);
	pantau_print_end_object(p);
	pantau_print_end_row(p);
}

/* PANTAU_END: it is over. */
static enum pantau_status obey(struct script *script,
		const struct reply *reply)
{
	struct review_run *run = script->run;
	if (reply->wrong || reply->act == REVIEW_UNKNOWN) {
		reject(script, "not an answer; write {\"tone\":\"negative\"} or a "
				"key: p n t l u q", "bukan jawaban; tulis "
				"{\"tone\":\"negatif\"} atau satu huruf: p n t l u q");
		return PANTAU_OK;
	}
	if (reply->n != 0 && (uint64_t)reply->n != run->review->at + 1) {
		reject(script, "that is not the question at hand",
				"itu bukan pertanyaan yang sedang diajukan");
		return PANTAU_OK;
	}
	if (reply->act == REVIEW_QUIT) {
		return PANTAU_END;
	}
	enum pantau_status status = pantau_review_act(run, reply->act,
			pantau_str_trim(buf_str(&reply->reason)));
	if (status == PANTAU_END) {
		reject(script, "nothing to undo",
				"tidak ada yang dapat dibatalkan");
		return PANTAU_OK;
	}
	if (status == PANTAU_OK) {
		print_question(run);
	}
	return status;
}

static enum pantau_status line(struct script *script, struct str text)
{
	struct reply reply = {.act = REVIEW_UNKNOWN};
	pantau_buf_init(&reply.reason);
	script->number++;
	enum pantau_status status = read_reply(script, text, &reply)
			? obey(script, &reply)
			: pantau_fail_memory(&script->run->cli->err);
	pantau_buf_finish(&reply.reason);
	return status;
}

/* --- lines --- */

static enum pantau_status more(struct script *script)
{
	struct cli *cli = script->run->cli;
	struct buf *input = &script->input;
	if (script->at > 0) {
		memmove(input->p, input->p + script->at, input->n - script->at);
		input->n -= script->at;
		script->at = 0;
	}
	if (input->n > LINE_MAX_BYTES) {
		return pantau_fail(&cli->err, PANTAU_BAD_INPUT, "%s", SAY(cli,
				"the answer is longer than 64 KiB",
				"jawaban lebih panjang dari 64 KiB"));
	}
	if (!pantau_buf_reserve(input, 4096)) {
		return pantau_fail_memory(&cli->err);
	}
	if (!pantau_out_flush(&cli->out)) {
		script->end = true;
		return PANTAU_OK;
	}
	ssize_t n = pantau_cli_signal != 0 ? -1 : read(STDIN_FILENO,
			input->p + input->n, 4096);
	if (pantau_cli_signal != 0) {
		return pantau_fail(&cli->err, PANTAU_INTERRUPTED, "%s", SAY(cli,
				"interrupted; the answers are in the file",
				"dihentikan; jawaban sudah ada di berkas"));
	}
	if (n < 0 && errno != EINTR) {
		return pantau_fail_errno(&cli->err, "cannot read",
				"tidak dapat membaca", "-");
	}
	input->n += n > 0 ? (size_t)n : 0;
	script->end = n == 0;
	return PANTAU_OK;
}

static enum pantau_status answers(struct script *script)
{
	enum pantau_status status = PANTAU_OK;
	while (status == PANTAU_OK &&
			pantau_review_now(script->run->review) != NULL) {
		struct str rest = str_skip(buf_str(&script->input), script->at);
		const char *end = rest.n > 0 ? memchr(rest.p, '\n', rest.n)
				: NULL;
		if (end == NULL && !script->end) {
			status = more(script);
			continue;
		}
		if (rest.n == 0) {
			break;
		}
		size_t n = end != NULL ? (size_t)(end - rest.p) : rest.n;
		script->at += n + (end != NULL);
		status = line(script, str_make(rest.p, n));
	}
	return status == PANTAU_END ? PANTAU_OK : status;
}

enum pantau_status pantau_review_script(struct review_run *run)
{
	struct script script = {.run = run};
	struct printer *p = run->cli->printer;
	pantau_buf_init(&script.input);
	pantau_print_begin(p);
	pantau_print_list(p, "questions");
	print_question(run);
	enum pantau_status status = answers(&script);
	pantau_print_end_list(p);
	pantau_print_end(p);
	pantau_json_shim_destroy(script.shim);
	pantau_buf_finish(&script.input);
	return status;
}
