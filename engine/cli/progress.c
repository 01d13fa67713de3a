/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A line of progress on standard error, ten times a second, on terminals. */

#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

#define SHOW_EVERY_MS 100
#define BAR 24

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void pantau_progress_begin(struct progress *progress, struct cli *cli,
		const char *what)
{
	bool shown = !cli->quiet && isatty(STDERR_FILENO) == 1;
	*progress = (struct progress){
		.cli = shown ? cli : NULL,
		.what = what,
		.started_ms = shown ? now_ms() : 0,
	};
}

static void bar(struct out *log, uint64_t done, uint64_t total)
{
	uint64_t full = done >= total ? BAR : done * BAR / total;
	pantau_out_char(log, '[');
	for (uint64_t i = 0; i < BAR; i++) {
		pantau_out_char(log, i < full ? '#' : '.');
	}
	pantau_out_printf(log, "] %3llu%% ",
			(unsigned long long)(done >= total ? 100 : done * 100 / total));
}

void pantau_progress_show(struct progress *progress, uint64_t done,
		uint64_t total, uint64_t units)
{
	struct cli *cli = progress->cli;
	if (cli == NULL) {
		return;
	}
	int64_t now = now_ms();
	if (now - progress->shown_ms < SHOW_EVERY_MS) {
		return;
	}
	progress->shown_ms = now;
	progress->shown = true;
	int64_t ms = now - progress->started_ms + 1;
	struct out *log = &cli->log;
	pantau_out_printf(log, "\r\x1b[K%s ", progress->what);
	if (total != 0) {
		bar(log, done, total);
	}
	pantau_out_printf(log, "%llu, %lld/%s", (unsigned long long)units,
			(long long)((int64_t)units * 1000 / ms),
			SAY(cli, "s", "detik"));
	if (total > done && done != 0 && ms > 1000) {
		int64_t left = (int64_t)((double)(total - done) * (double)ms /
				(double)done / 1000.0);
		pantau_out_printf(log, SAY(cli, ", %lld:%02lld left",
				", sisa %lld:%02lld"), (long long)(left / 60),
				(long long)(left % 60));
	}
	pantau_out_flush(log);
}

void pantau_progress_end(struct progress *progress)
{
	if (progress->cli != NULL && progress->shown) {
		pantau_out_cstr(&progress->cli->log, "\r\x1b[K");
		pantau_out_flush(&progress->cli->log);
	}
}
