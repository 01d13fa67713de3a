/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau analyse: NDJSON documents in, the same objects out with a member
 * 'analysis'. No store: this is what runs inside any larger engine. */

#include <stddef.h>

#include "base/date.h"
#include "cli/commands.h"
#include "cli/filter.h"
#include "cli/score_print.h"
#include "import/json.h"
#include "text/language.h"

struct options {
	bool plain, labels;
	const char *target;
	int tone, act, hoax, terms; /* index into switches: 0 yes, 1 no */
};

static const char *const switches[] = {"yes", "no", NULL};

struct context {
	const struct options *options;
	struct json_parser *parser;
	struct import_options import;
	struct pantau_target *target; /* or NULL */
	struct arena arena;
};

/* The index terms of a text, as 'tokens' prints them: stems where there are. */
static void terms(struct printer *p, const struct pantau_tokens *tokens)
{
	for (size_t i = 0; i < tokens->terms; i++) {
		const struct pantau_term *term = &tokens->term[i];
		if (term->kind == PANTAU_TERM_ALTERNATIVE ||
				pantau_term_has_stem(tokens, i)) {
			continue;
		}
		pantau_print_str(p, NULL, str_make(term->bytes, term->length));
	}
}

/* The language that came with the document, or else what it is taken for. */
static void language(struct printer *p, const struct doc *doc,
		const struct pantau_score *score)
{
	bool named = doc->language.n > 0;
	pantau_print_str(p, "language", named ? doc->language :
			str_of(pantau_language_name(score->language.label)));
	pantau_print_bool(p, "language_detected", !named);
	pantau_print_real(p, "language_confidence",
			(double)score->language.confidence, 2);
}

/* All that is found out about a document. */
struct found {
	struct pantau_tokens title, text;
	struct pantau_score score;
	struct pantau_target_score near; /* with --target */
};

static void analysis(struct cli *cli, const struct context *context,
		const struct doc *doc, const struct found *found)
{
	struct printer *p = cli->printer;
	const struct options *options = context->options;
	const struct pantau_score *score = &found->score;
	struct scored_text texts = {{doc->title, doc->text}};
	pantau_print_object(p, "analysis");
	language(p, doc, score);
	if (options->tone == 0) {
		pantau_print_tone(cli, "tone", &score->text, &texts);
		if (doc->title.n > 0) {
			pantau_print_tone(cli, "title_tone", &score->title, &texts);
		}
	}
	if (context->target != NULL) {
		pantau_print_target(cli, "target_tone", context->target,
				&found->near, &texts);
	}
	if (options->act == 0) {
		pantau_print_act(cli, "act", &score->act, &texts);
	}
	if (options->hoax == 0) {
		pantau_print_hoax(cli, "hoax", score, &texts);
	}
	if (options->terms == 0) {
		pantau_print_array(p, "terms");
		terms(p, &found->title);
		terms(p, &found->text);
		pantau_print_end_array(p);
	}
	pantau_print_end_object(p);
}

static enum pantau_status document(struct context *context, struct str line,
		struct doc *doc, struct pantau_error *err)
{
	*doc = (struct doc){0};
	if (context->options->plain) {
		doc->text = line;
		doc->fields = DOC_TEXT;
		return PANTAU_OK;
	}
	return pantau_json_parse_doc(context->parser, line, &context->import,
			&context->arena, doc, NULL, err);
}

/* The object as it came, but for its closing brace: then 'analysis' follows.
 * Reprinting it from fields would lose what we do not know. */
static void object_begin(struct cli *cli, const struct context *context,
		struct str line)
{
	struct out *out = &cli->out;
	if (context->options->plain) {
		pantau_out_cstr(out, "{\"format_version\":1,\"text\":");
		pantau_out_json(out, line);
		return;
	}
	struct str object = pantau_str_trim(line);
	while (object.n > 0 && object.p[object.n - 1] != '}') {
		object.n--;
	}
	pantau_out_str(out, pantau_str_trim(str_make(object.p, object.n - 1)));
}

static enum pantau_status find_out(struct cli *cli, struct context *context,
		const struct doc *doc, struct found *out,
		struct pantau_error *err)
{
	const struct pantau_language_guess given = pantau_language_given(
			doc->language);
	struct arena *arena = &context->arena;
	enum pantau_status status = pantau_analyse_into(cli->analyser,
			doc->title, arena, &out->title, err);
	if (status == PANTAU_OK) {
		status = pantau_analyse_into(cli->analyser, doc->text, arena,
				&out->text, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_score_tokens(cli->scorer, doc->title,
				&out->title, doc->text, &out->text,
				doc->language.n > 0 ? &given : NULL, arena,
				&out->score, err);
	}
	if (status == PANTAU_OK && context->target != NULL) {
		status = pantau_score_target_tokens(cli->scorer,
				context->target, doc->title, &out->title,
				doc->text, &out->text, &out->score.language,
				arena, &out->near, err);
	}
	return status;
}

static enum pantau_status answer(struct cli *cli, void *data, struct str line,
		struct pantau_error *err)
{
	struct context *context = data;
	struct doc doc;
	struct found found;
	pantau_arena_reset(&context->arena);
	enum pantau_status status = document(context, line, &doc, err);
	if (status == PANTAU_OK) {
		status = find_out(cli, context, &doc, &found, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	if (context->options->labels) {
		pantau_out_printf(&cli->out, "%s\n", pantau_tone_name(
				context->target != NULL ? found.near.tone.label
				: found.score.text.label));
		return PANTAU_OK;
	}
	object_begin(cli, context, line);
	pantau_print_continue(cli->printer);
	analysis(cli, context, &doc, &found);
	pantau_out_cstr(&cli->out, "}\n");
	return PANTAU_OK;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	struct context context = {
		.options = options,
		.import = {.zone = cli->zone},
		.parser = pantau_json_parser_create(),
	};
	/* Always one object a line, whatever --format says. */
	pantau_printer_destroy(cli->printer);
	cli->printer = pantau_printer_create(FORMAT_JSON, &cli->out);
	if (context.parser == NULL || cli->printer == NULL) {
		pantau_json_parser_destroy(context.parser);
		pantau_fail_memory(&cli->err);
		return pantau_cli_fail(cli);
	}
	if (pantau_cli_target(cli, options->target, &context.target) !=
			PANTAU_OK) {
		pantau_json_parser_destroy(context.parser);
		return pantau_cli_fail(cli);
	}
	pantau_arena_init(&context.arena);
	int code = pantau_filter_run(cli, argv, argc,
			!context.options->labels, answer, &context);
	pantau_arena_finish(&context.arena);
	pantau_target_destroy(context.target);
	pantau_json_parser_destroy(context.parser);
	return code;
}

#define AT(member) offsetof(struct options, member)

static const struct option_spec specs[] = {
	{"plain", OPTION_FLAG, AT(plain), NULL, NULL,
		"each line is a text, not an object",
		"tiap baris berupa teks, bukan objek"},
	{"labels", OPTION_FLAG, AT(labels), NULL, NULL,
		"write only the tone's label, one a line",
		"tulis label nada saja, satu per baris"},
	{"target", OPTION_TEXT, AT(target), "NAME,...", NULL,
		"also the tone of the clauses near these names",
		"juga nada klausa di sekitar nama-nama ini"},
	{"tone", OPTION_CHOICE, AT(tone), "yes|no", switches,
		"tone with evidence", "nada beserta bukti"},
	{"act", OPTION_CHOICE, AT(act), "yes|no", switches,
		"what the text does: complain, ask, praise",
		"tindak tutur: aduan, pertanyaan, pujian ..."},
	{"hoax", OPTION_CHOICE, AT(hoax), "yes|no", switches,
		"hoax signals", "sinyal hoaks"},
	{"terms", OPTION_CHOICE, AT(terms), "yes|no", switches,
		"index terms", "istilah indeks"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_analyse = {
	.name = "analyse",
	.group = GROUP_TEXT,
	.needs = NEED_LEXICONS | NEED_ANALYSER | NEED_SCORER,
	.run = run,
	.options = specs,
	.options_size = sizeof(struct options),
	.arguments = "[FILE...]",
	.most = -1,
	.summary_en = "tone, act, hoax signals and terms of each document",
	.summary_id = "nada, tindak tutur, sinyal hoaks, dan istilah tiap dokumen",
	.example = "echo 'Pelayanannya ramah sekali' | pantau analyse --plain",
};
