/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From the words of a call to a label in the archive. */

#include "cli/label_give.h"

enum pantau_status pantau_label_option(struct cli *cli, const char *name,
		const char *value, size_t most, struct str *out)
{
	struct pantau_error why = pantau_error_like(&cli->err);
	*out = pantau_str_trim(str_of(value));
	return pantau_label_text(*out, most, &why) == PANTAU_OK ? PANTAU_OK
			: pantau_fail(&cli->err, PANTAU_USAGE, "'--%s': %s", name,
				why.message);
}

enum pantau_status pantau_label_give(struct cli *cli, int64_t id,
		const struct label *label, enum label_done *done)
{
	struct labeller *labeller;
	enum pantau_status status = pantau_labeller_create(cli->store, cli->now,
			&labeller, &cli->err);
	if (status == PANTAU_OK) {
		pantau_labeller_set(labeller, cli->now_text == NULL
				? LABELLER_PRESENT : 0u);
		status = pantau_labeller_put(labeller, id, label, done,
				&cli->err);
	}
	if (status == PANTAU_OK) {
		status = pantau_labeller_commit(labeller, &cli->err);
	}
	pantau_labeller_destroy(labeller);
	return status;
}
