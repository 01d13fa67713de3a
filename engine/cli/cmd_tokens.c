/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau tokens: one text a line in; spans and index terms out. */

#include <stddef.h>

#include "cli/commands.h"
#include "cli/filter.h"
#include "text/analyser.h"

struct context {
	struct arena arena;
	bool objects;
};

/* Of each position the stem where there is one, else the surface: the form
 * that a stem query looks up. */
static void plain_terms(struct out *out, const struct pantau_tokens *tokens)
{
	bool first = true;
	for (size_t i = 0; i < tokens->terms; i++) {
		const struct pantau_term *term = &tokens->term[i];
		if (term->kind == PANTAU_TERM_ALTERNATIVE ||
				pantau_term_has_stem(tokens, i)) {
			continue;
		}
		if (!first) {
			pantau_out_char(out, ' ');
		}
		first = false;
		pantau_out_str(out, str_make(term->bytes, term->length));
	}
}

static void plain(struct out *out, struct str line,
		const struct pantau_tokens *tokens)
{
	for (size_t i = 0; i < tokens->tokens; i++) {
		const struct pantau_token *token = &tokens->token[i];
		if (i > 0) {
			pantau_out_cstr(out, "\xc2\xa6");
		}
		pantau_out_safe(out, str_make(line.p + token->start,
				token->end - token->start));
	}
	pantau_out_char(out, '\t');
	plain_terms(out, tokens);
	pantau_out_char(out, '\n');
}

static void json_token(struct out *out, struct str line,
		const struct pantau_tokens *tokens, const struct pantau_token *token)
{
	pantau_out_printf(out, "{\"start\":%u,\"end\":%u,\"kind\":\"%s\",\"surface\":",
			(unsigned)token->start, (unsigned)token->end,
			pantau_token_kind_name((enum pantau_token_kind)token->kind));
	pantau_out_json(out, str_make(line.p + token->start,
			token->end - token->start));
	pantau_out_cstr(out, ",\"terms\":[");
	bool first = true;
	for (uint32_t i = 0; i < token->terms; i++) {
		const struct pantau_term *term = &tokens->term[token->first_term + i];
		if (pantau_term_has_stem(tokens, token->first_term + i)) {
			continue;
		}
		pantau_out_printf(out, "%s{\"pos\":%u,\"term\":", first ? "" : ",",
				(unsigned)term->position);
		pantau_out_json(out, str_make(term->bytes, term->length));
		pantau_out_printf(out, ",\"alternative\":%s}",
				term->kind == PANTAU_TERM_ALTERNATIVE ? "true" : "false");
		first = false;
	}
	pantau_out_cstr(out, "]}");
}

static void json(struct out *out, struct str line,
		const struct pantau_tokens *tokens)
{
	pantau_out_cstr(out, "{\"format_version\":1,\"text\":");
	pantau_out_json(out, line);
	pantau_out_cstr(out, ",\"tokens\":[");
	for (size_t i = 0; i < tokens->tokens; i++) {
		if (i > 0) {
			pantau_out_char(out, ',');
		}
		json_token(out, line, tokens, &tokens->token[i]);
	}
	pantau_out_cstr(out, "]}\n");
}

static enum pantau_status answer(struct cli *cli, void *data, struct str line,
		struct pantau_error *err)
{
	struct context *context = data;
	struct pantau_tokens tokens;
	pantau_arena_reset(&context->arena);
	enum pantau_status status = pantau_analyse_into(cli->analyser, line,
			&context->arena, &tokens, err);
	if (status != PANTAU_OK) {
		return status;
	}
	if (context->objects) {
		json(&cli->out, line, &tokens);
	} else {
		plain(&cli->out, line, &tokens);
	}
	return PANTAU_OK;
}

static int run(struct cli *cli, void *options, char **argv, int argc)
{
	(void)options;
	struct context context = {
		.objects = cli->format == FORMAT_JSON ||
				cli->format == FORMAT_NDJSON,
	};
	pantau_arena_init(&context.arena);
	int code = pantau_filter_run(cli, argv, argc, context.objects, answer,
			&context);
	pantau_arena_finish(&context.arena);
	return code;
}

const struct command pantau_command_tokens = {
	.name = "tokens",
	.group = GROUP_TEXT,
	.needs = NEED_LEXICONS | NEED_ANALYSER,
	.run = run,
	.arguments = "[FILE...]",
	.most = -1,
	.summary_en = "the spans and index terms of each line",
	.summary_id = "potongan dan istilah indeks tiap baris",
	.example = "echo 'Harga2 naik terusss' | pantau tokens",
};
