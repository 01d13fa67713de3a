/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The loop of the filters: lines in, answers out, bounded memory. */

#include "cli/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define LINE_MAX_BYTES ((size_t)16 << 20)
#define READ_BYTES ((size_t)64 << 10)

struct loop {
	struct cli *cli;
	const char *path;
	bool json;
	filter_line answer;
	void *context;
	struct buf line;
	bool too_long; /* the line at hand passed the limit: swallow its rest */
	uint64_t number;
	bool rejected;
};

static void reject(struct loop *loop, struct pantau_error *err)
{
	struct out *out = &loop->cli->out;
	loop->rejected = true;
	pantau_fail_at(err, loop->path, loop->number, err->column);
	pantau_cli_warn(loop->cli, err);
	if (loop->json) {
		pantau_out_printf(out, "{\"format_version\":1,\"error\":{\"line\":%llu,"
				"\"message\":", (unsigned long long)loop->number);
		pantau_out_json(out, str_of(err->message));
		pantau_out_cstr(out, "}}");
	}
	pantau_out_char(out, '\n');
}

static enum pantau_status end_line(struct loop *loop)
{
	struct cli *cli = loop->cli;
	struct pantau_error err = pantau_error_like(&cli->err);
	enum pantau_status status;
	loop->number++;
	if (loop->line.failed) {
		return pantau_fail_memory(&cli->err);
	}
	if (loop->too_long) {
		status = pantau_fail(&err, PANTAU_BAD_INPUT, SAY(cli,
				"the line is longer than 16 MiB; split it",
				"baris lebih panjang dari 16 MiB; pecahlah"));
	} else {
		struct str line = buf_str(&loop->line);
		if (line.n > 0 && line.p[line.n - 1] == '\r') {
			line.n--;
		}
		status = loop->answer(cli, loop->context, line, &err);
	}
	if (status == PANTAU_BAD_INPUT) {
		reject(loop, &err);
		status = PANTAU_OK;
	}
	pantau_buf_clear(&loop->line);
	loop->too_long = false;
	if (status != PANTAU_OK) {
		cli->err = err;
		return status;
	}
	/* Nobody reads on behind a closed pipe: an endless input must end, too. */
	if (cli->out.failed && pantau_cli_signal != 0) {
		return pantau_cli_interrupted(cli);
	}
	if (cli->out.failed) {
		return pantau_fail_errno(&cli->err, "cannot write the results",
				"hasil tidak dapat ditulis", "stdout");
	}
	return PANTAU_OK;
}

static void gather(struct loop *loop, const char *p, size_t n)
{
	if (loop->line.n + n > LINE_MAX_BYTES) {
		loop->too_long = true;
		pantau_buf_clear(&loop->line);
	}
	if (!loop->too_long) {
		pantau_buf_append(&loop->line, p, n);
	}
}

static enum pantau_status feed(struct loop *loop, const char *p, size_t n)
{
	while (n > 0) {
		const char *newline = memchr(p, '\n', n);
		size_t part = newline != NULL ? (size_t)(newline - p) : n;
		gather(loop, p, part);
		if (newline == NULL) {
			return PANTAU_OK;
		}
		enum pantau_status status = end_line(loop);
		if (status != PANTAU_OK) {
			return status;
		}
		p += part + 1;
		n -= part + 1;
	}
	return PANTAU_OK;
}

static enum pantau_status read_all(struct loop *loop, int fd)
{
	static char chunk[READ_BYTES];
	for (;;) {
		if (pantau_cli_signal != 0) {
			return pantau_cli_interrupted(loop->cli);
		}
		/* What was answered leaves before waiting for more. */
		ssize_t n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR) {
			continue;
		}
		if (n < 0) {
			return pantau_fail_errno(&loop->cli->err, "cannot read",
					"tidak dapat membaca", loop->path);
		}
		if (n == 0) {
			return loop->line.n > 0 || loop->too_long ? end_line(loop)
					: PANTAU_OK;
		}
		enum pantau_status status = feed(loop, chunk, (size_t)n);
		if (status != PANTAU_OK) {
			return status;
		}
		if ((size_t)n < sizeof(chunk)) {
			pantau_out_flush(&loop->cli->out);
		}
	}
}

static enum pantau_status run_file(struct loop *loop)
{
	if (strcmp(loop->path, "-") == 0) {
		return read_all(loop, STDIN_FILENO);
	}
	int fd = open(loop->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		return pantau_fail_errno(&loop->cli->err, "cannot open",
				"tidak dapat membuka", loop->path);
	}
	enum pantau_status status = read_all(loop, fd);
	close(fd);
	return status;
}

int pantau_filter_run(struct cli *cli, char **paths, int n, bool json,
		filter_line line, void *context)
{
	struct loop loop = {
		.cli = cli, .json = json, .answer = line, .context = context,
	};
	pantau_buf_init(&loop.line);
	enum pantau_status status = PANTAU_OK;
	for (int i = 0; status == PANTAU_OK && i < (n > 0 ? n : 1); i++) {
		loop.path = n > 0 ? paths[i] : "-";
		loop.number = 0;
		status = run_file(&loop);
	}
	pantau_buf_finish(&loop.line);
	if (status != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	return loop.rejected ? EXIT_PARTLY : EXIT_DONE;
}
