/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From debunks that were put to an archive that knows who repeats them. */

#include "cli/debunk_settle.h"

#include "search/claim_scan.h"

static bool step(void *context, uint64_t done, uint64_t total)
{
	pantau_progress_show(context, done, total, done);
	return pantau_cli_signal == 0;
}

enum pantau_status pantau_debunk_settle(struct cli *cli,
		struct debunker *debunker)
{
	struct progress progress;
	const struct claims *claims;
	size_t n;
	const uint32_t *id = pantau_debunker_changed(debunker, &n);
	pantau_progress_begin(&progress, cli, SAY(cli, "compile", "susun"));
	enum pantau_status status = pantau_debunker_compile(debunker, step,
			&progress, &claims, &cli->err);
	pantau_progress_end(&progress);
	if (status == PANTAU_OK && claims != NULL && n > 0) {
		const struct claim_scan scan = {
			.store = cli->store, .analyser = cli->analyser,
			.scorer = cli->scorer, .claims = claims,
			.progress = step, .context = &progress,
		};
		pantau_progress_begin(&progress, cli, SAY(cli, "search",
				"telusuri"));
		status = pantau_claim_scan(&scan, id, n, debunker, &cli->err);
		pantau_progress_end(&progress);
	}
	return status == PANTAU_OK ? pantau_debunker_commit(debunker,
			&cli->err) : status;
}
