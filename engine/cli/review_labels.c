/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What was answered goes into the archive as labels, at the end and at one
 * stroke: nobody else waits for a writer that thinks about a text. */

#include <stdio.h>

#include "cli/review_run.h"
#include "store/label.h"

#define WAIT_MS 5000

/* By name: row ids may be others since the questions were chosen. */
static enum pantau_status put(struct labeller *labeller, struct store *store,
		const struct review_run *run, size_t at, struct buf *name,
		enum label_done *done, struct pantau_error *err)
{
	const struct review *review = run->review;
	const struct review_step *step = &review->step[at];
	const struct review_item *item =
			&review->item[review->question[at].item];
	const struct label label = {.tone = (enum pantau_tone)step->tone,
		.by = run->who.by, .reason = step->reason,
		.time = run->who.now};
	int64_t id;
	pantau_buf_clear(name);
	pantau_buf_str(name, item->source);
	pantau_buf_char(name, ':');
	pantau_buf_str(name, item->id);
	if (name->failed) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = pantau_store_find(store, buf_str(name),
			&id, err);
	return status == PANTAU_OK ? pantau_labeller_put(labeller, id, &label,
			done, err) : status;
}

/* Items that are gone and reasons that no label takes are left out; *kept is
 * how many are not, *older how many of these are not in force. */
static enum pantau_status put_all(struct store *store,
		const struct review_run *run, size_t *kept, size_t *older,
		struct pantau_error *err)
{
	struct labeller *labeller;
	enum label_done done;
	struct buf name;
	pantau_buf_init(&name);
	enum pantau_status status = pantau_labeller_create(store, run->who.now,
			&labeller, err);
	for (size_t i = 0; status == PANTAU_OK && i < run->review->at; i++) {
		if (run->review->step[i].tone == PANTAU_TONE_NONE) {
			continue;
		}
		status = put(labeller, store, run, i, &name, &done, err);
		*kept += status == PANTAU_OK;
		*older += status == PANTAU_OK && done == LABEL_OLDER;
		if (status == PANTAU_NOT_FOUND || status == PANTAU_USAGE) {
			status = PANTAU_OK;
		}
	}
	if (status == PANTAU_OK) {
		status = pantau_labeller_commit(labeller, err);
	}
	pantau_labeller_destroy(labeller);
	pantau_buf_finish(&name);
	return status;
}

static void tell(struct cli *cli, size_t kept, size_t older)
{
	pantau_cli_note(cli, SAY(cli,
			"pantau: labels in force in the archive: %zu\n",
			"pantau: label yang berlaku di arsip: %zu\n"),
			kept - older);
	if (older > 0) {
		pantau_cli_note(cli, SAY(cli,
				"pantau: %zu are older than the label in force; "
				"they stand in the history\n",
				"pantau: %zu lebih lama dari label yang "
				"berlaku; tercatat di riwayat\n"), older);
	}
}

void pantau_review_keep(struct review_run *run)
{
	struct cli *cli = run->cli;
	struct pantau_error err = pantau_error_like(&cli->err);
	const struct store_options options = {.mode = STORE_WRITE,
		.key_file = cli->key_file, .zone = cli->zone,
		.busy_ms = WAIT_MS};
	struct store *store = NULL;
	size_t kept = 0, older = 0;
	if (cli->store == NULL || run->review->answered == 0) {
		return;
	}
	if (run->who.by.n == 0) {
		pantau_cli_note(cli, "%s", SAY(cli,
				"pantau: without --by the answers are in the file "
				"alone\n", "pantau: tanpa --by jawaban hanya ada di "
				"berkas\n"));
		return;
	}
	enum pantau_status status = pantau_store_open(cli->db, &options, &store,
			&err);
	if (status == PANTAU_OK) {
		status = put_all(store, run, &kept, &older, &err);
	}
	enum pantau_status closed = pantau_store_close(store, status ==
			PANTAU_OK ? &err : NULL);
	if (status != PANTAU_OK || closed != PANTAU_OK) {
		pantau_cli_warn(cli, &err);
	} else {
		tell(cli, kept, older);
	}
	if (status != PANTAU_OK || closed != PANTAU_OK ||
			kept < run->review->answered) {
		pantau_cli_note(cli, SAY(cli,
				"pantau: not all answers became labels; see 'pantau "
				"label import %.1000s'\n", "pantau: belum semua jawaban "
				"menjadi label; lihat 'pantau label import %.1000s'\n"),
				run->file->path);
	}
}
