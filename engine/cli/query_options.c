/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From options to the settings of a search. */

#include "cli/query_options.h"

#include "cli/show_item.h"

#define DEADLINE_MS 10000

/* A day span ('kemarin', '2026-11') or one moment. */
static enum pantau_status moment(struct cli *cli, const char *option,
		const char *text, struct span *out)
{
	struct timestamp at;
	if (pantau_span_parse(str_of(text), cli->now, cli->zone, out)) {
		return PANTAU_OK;
	}
	if (pantau_date_parse(str_of(text), cli->zone, &at, NULL) == DATE_OK) {
		out->from = at.seconds;
		out->until = at.seconds;
		return PANTAU_OK;
	}
	return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
			"'--%s' is no date: '%.60s'; write 2026-11-08, kemarin or 7h",
			"'--%s' bukan tanggal: '%.60s'; tulis 2026-11-08, kemarin, "
			"atau 7h"), option, text);
}

enum pantau_status pantau_query_limit(struct cli *cli, const char *text,
		size_t *out)
{
	int64_t number;
	if (!pantau_str_int(str_of(text), &number) || number < 0) {
		return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"'--limit' takes a whole number, not '%.40s'",
				"'--limit' memerlukan bilangan bulat, bukan '%.40s'"),
				text);
	}
	*out = number == 0 ? SIZE_MAX : (size_t)number;
	return PANTAU_OK;
}

static enum pantau_status settle(struct cli *cli,
		const struct query_arguments *arguments, size_t default_limit,
		struct search_options *out)
{
	struct span span;
	enum pantau_status status = PANTAU_OK;
	*out = (struct search_options){
		.query = {
			.now = cli->now, .zone = cli->zone, .any = arguments->any,
		},
		.since = INT64_MIN,
		.until = INT64_MAX,
		.limit = default_limit,
		.offset = (size_t)arguments->offset,
		.deadline_ms = DEADLINE_MS,
		.stop = (const volatile int *)&pantau_cli_signal,
	};
	if (arguments->limit != NULL) {
		status = pantau_query_limit(cli, arguments->limit,
				&out->limit);
	}
	if (status == PANTAU_OK && arguments->since != NULL) {
		status = moment(cli, "since", arguments->since, &span);
		out->since = span.from;
	}
	if (status == PANTAU_OK && arguments->until != NULL) {
		status = moment(cli, "until", arguments->until, &span);
		out->until = span.until;
	}
	if (status == PANTAU_OK && arguments->deadline != NULL) {
		double seconds;
		if (!pantau_str_double(str_of(arguments->deadline), &seconds) ||
				seconds < 0 || seconds > 1e6) {
			return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
					"'--timeout' takes seconds, not '%.40s'",
					"'--timeout' memerlukan detik, bukan '%.40s'"),
					arguments->deadline);
		}
		out->deadline_ms = (int64_t)(seconds * 1000.0);
	}
	return status;
}

int pantau_query_run(struct cli *cli, const char *command,
		const struct query_arguments *arguments, size_t default_limit,
		char **argv, int argc, query_answer answer, void *options)
{
	struct search_options search;
	struct buf query;
	int code;
	pantau_buf_init(&query);
	for (int i = 0; i < argc; i++) {
		if (i > 0) {
			pantau_buf_char(&query, ' ');
		}
		pantau_buf_str(&query, str_of(argv[i]));
	}
	if (query.failed) {
		pantau_fail_memory(&cli->err);
		code = pantau_cli_fail(cli);
	} else if (settle(cli, arguments, default_limit, &search) != PANTAU_OK ||
			pantau_item_audit(cli, command) != PANTAU_OK) {
		code = pantau_cli_fail(cli);
	} else {
		code = answer(cli, options, buf_str(&query), &search);
	}
	pantau_buf_finish(&query);
	return code;
}
